// Days as texts such as 2016-08-31, which sort as they follow each other; months, years, and business days.

const WEEKDAYS = 7;

function partsOf(day) {
  return day.split("-").map(Number);
}

/** Numbers the days; day 0 is Monday, 1 January of the year 1. */
function dayNumber(day) {
  const [year, month, date] = partsOf(day);
  const before = year - 1;
  let days = before * 365 + Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  for (let earlier = 1; earlier < month; earlier++) {
    days += daysInMonth(year, earlier);
  }
  return days + date - 1;
}

function dayOfNumber(number) {
  let year = Math.floor(number / 365.2425) + 1;
  while (number < dayNumber(dayText(year, 1, 1))) {
    year -= 1;
  }
  while (number >= dayNumber(dayText(year + 1, 1, 1))) {
    year += 1;
  }
  if (year < 1 || year > 9999) {
    throw new ArithmeticFault("date value out of range");
  }
  let left = number - dayNumber(dayText(year, 1, 1));
  let month = 1;
  while (left >= daysInMonth(year, month)) {
    left -= daysInMonth(year, month);
    month += 1;
  }
  return dayText(year, month, left + 1);
}

function dayText(year, month, date) {
  return `${`${year}`.padStart(4, "0")}-${`${month}`.padStart(2, "0")}-${`${date}`.padStart(2, "0")}`;
}

function daysInMonth(year, month) {
  if (month === 2) {
    return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysAfter(day, count) {
  return dayOfNumber(dayNumber(day) + count);
}

/** Moves a day by whole months; by `last day` the last day of a month stays the last day. */
function monthsAfter(day, months, monthEnd) {
  const [startYear, startMonth, date] = partsOf(day);
  const count = startYear * 12 + startMonth - 1 + months;
  const year = Math.floor(count / 12);
  if (year < 1 || year > 9999) {
    throw new ArithmeticFault("there is no such year");
  }
  const month = (count % 12) + 1;
  const last = daysInMonth(year, month);
  const staysLast = monthEnd === "last day" && date === daysInMonth(startYear, startMonth);
  return dayText(year, month, staysLast ? last : Math.min(date, last));
}

/** Whole months of the term up to the end of a day. */
function monthsElapsed(plan, day) {
  const { start } = plan.term;
  const end = daysAfter(day, 1);
  const [fromYear, fromMonth] = partsOf(start);
  const [toYear, toMonth] = partsOf(end);
  const months = (toYear - fromYear) * 12 + toMonth - fromMonth;
  return monthsAfter(start, months, plan.month_end) > end ? months - 1 : months;
}

/** Days of the term up to the end of a day. */
function daysElapsed(plan, day) {
  return dayNumber(day) - dayNumber(plan.term.start) + 1;
}

/** Numbers the contract years from 0. */
function yearSinceStart(plan, day) {
  const years = partsOf(day)[0] - partsOf(plan.term.start)[0];
  return monthsAfter(plan.term.start, 12 * years, plan.month_end) > day ? years - 1 : years;
}

/** Names a financial year by the calendar year in which it begins. */
function yearOfAccounts(plan, day) {
  const [month, first] = plan.financial_year;
  const year = partsOf(day)[0];
  return day < dayText(year, month, Math.min(first, daysInMonth(year, month))) ? year - 1 : year;
}

function isBusinessDay(prepared, day) {
  return dayNumber(day) % WEEKDAYS < 5 && !prepared.holidays.has(day);
}

function nearestBusinessDay(prepared, day, direction) {
  let found = day;
  while (!isBusinessDay(prepared, found)) {
    found = daysAfter(found, direction);
  }
  return found;
}

/** Moves a day that is no business day by the contract's rule. */
function rolled(prepared, day) {
  const rule = prepared.plan.business_days;
  if (rule === "unadjusted" || rule === "none") {
    return day;
  }
  const direction = rule.endsWith("following") ? 1 : -1;
  const found = nearestBusinessDay(prepared, day, direction);
  const leavesMonth = rule.startsWith("modified") && found.slice(0, 7) !== day.slice(0, 7);
  return leavesMonth ? nearestBusinessDay(prepared, day, -direction) : found;
}

/** The day on which an amount is due that is counted from a day. */
function dueDate(prepared, payable, day) {
  return rolled(prepared, payable === null ? day : counted(prepared, payable, day));
}

function counted(prepared, payable, day) {
  if (payable.unit === "months" && !payable.business) {
    return monthsAfter(day, payable.count, prepared.plan.month_end);
  }
  if (!payable.business) {
    return daysAfter(day, payable.count * (payable.unit === "weeks" ? WEEKDAYS : 1));
  }
  let found = day;
  for (let left = payable.count; left > 0; left--) {
    found = nearestBusinessDay(prepared, daysAfter(found, 1), 1);
  }
  return found;
}
