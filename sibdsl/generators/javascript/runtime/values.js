// Values as people write them, read exactly.

const LONGEST_NUMBER = 100;

/** Reads a number as it is written in its unit (`12.5` or `12.5%`, `1,250`, `1/3`); null when it is none. */
function readWritten(text, unit) {
  let written = `${text}`.trim();
  const [currency, ...rest] = unit.kind === "money" ? unit.text.split(" ") : [""];
  const endings = { percent: ["%"], points: [" percentage points", " points", " percentage point", " point"] };
  for (const ending of endings[unit.kind] ?? [` ${unit.kind === "money" ? rest.join(" ") : unit.text}`]) {
    if (ending.trim() && written.endsWith(ending)) {
      written = written.slice(0, -ending.length).trim();
    }
  }
  if (currency && written.replace(/^-/, "").startsWith(currency)) {
    written = written.replace(currency, "").replace(/^-\s+/, "-").trim();
  }
  if (/^[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?$/.test(written)) {
    written = written.replaceAll(",", "");
  }
  return written.length > LONGEST_NUMBER ? null : exactOrNull(written);
}

function problem(name, message) {
  return { name, message };
}

/** Reads a chosen value of a metric, fact or calculation; what is wrong with it goes to the problems. */
function readChoice(input, text, problems) {
  const title = named(input.name, input.title);
  const written = readWritten(text, input.unit);
  if (written === null) {
    problems.push(
      problem(input.name, `${title}: ${JSON.stringify(`${text}`)} is not a number. Write digits, such as 12.5.`),
    );
    return null;
  }
  const low = exactOrOpen(input.low);
  const high = exactOrOpen(input.high);
  const step = exactOrOpen(input.step);
  let value = written;
  if (step !== null && written.over(step).d !== 1n) {
    if (input.rounding === null) {
      const why = `has more digits than it is reported with: a multiple of ${input.precision} is expected`;
      problems.push(problem(input.name, `${title}: ${text} ${why}. Round it.`));
      return null;
    }
    value = rounded(written, step, input.rounding);
  }
  if (!within(value, low, input.low_closed, high, input.high_closed)) {
    problems.push(problem(input.name, `${title}: ${text} cannot be. A value ${input.allowed} is expected. Change it.`));
    return null;
  }
  return value;
}
