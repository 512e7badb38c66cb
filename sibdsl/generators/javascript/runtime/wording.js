// What is pending or has lapsed, in words.

const MOST_IN_A_SENTENCE = 6;

function named(name, title) {
  return title && title !== name ? title : name.replaceAll("_", " ");
}

function withTitle(name, title) {
  return !title || title === name ? name : `${name} (${title})`;
}

function listed(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words[words.length - 1]}`;
}

function shortened(items) {
  const kept = MOST_IN_A_SENTENCE - 1;
  return items.length <= MOST_IN_A_SENTENCE ? items : [...items.slice(0, kept), `${items.length - kept} more`];
}

/** Names a determination by its titles. */
function occasionTitle(prepared, { payment, cohort, day }) {
  const who = cohort ? ` for ${named(cohort, prepared.cohortTitles.get(cohort) ?? "")}` : "";
  return `${named(payment.name, payment.title)}${who} on ${day}`;
}

/** Names a determination by the names of the contract. */
function occasionWords({ payment, cohort, day }) {
  return `${payment.name}${cohort ? ` for ${cohort}` : ""} on ${day}`;
}

function pendingText(prepared, occasion, waitsFor) {
  const notDue = waitsFor.filter((item) => item.startsWith("not due"));
  const others = waitsFor.filter((item) => !item.startsWith("not due"));
  const first = notDue.length ? `: ${notDue[0]}` : "";
  const second = others.length ? `${first ? ", and" : ":"} it waits for ${listed(shortened(others))}` : "";
  return `${occasionTitle(prepared, occasion)} is pending${first}${second}.`;
}

/** Names each value of a need that has not arrived. */
function missingWords({ prepared, occasion, evidence }, need) {
  if (need.read.kind === "fact") {
    const fact = prepared.facts.get(need.read.name);
    const what = `the value of ${withTitle(fact.name, fact.title)}`;
    if (need.fact === null) {
      return [`${what}, which has none for ${need.read.on ?? occasion.day} or before`];
    }
    const day = need.fact.split("\n")[1];
    return [day ? `${what} on ${day}` : what];
  }
  const metric = prepared.metrics.get(need.read.name);
  return need.observations.filter((key) => !evidence.observations.has(key)).map((key) => observationWords(metric, key));
}

function observationWords(metric, key) {
  const [, cohort, end] = key.split("\n");
  const words = withTitle(metric.name, metric.title) + (cohort ? ` for ${cohort}` : "");
  if (!end) {
    return words;
  }
  const period = (metric.periods ?? []).findLast((candidate) => candidate.end === end);
  return period
    ? `${words} in the period ${period.start} to ${period.end}`
    : `${words} on ${end}, on which no period of it ends`;
}
