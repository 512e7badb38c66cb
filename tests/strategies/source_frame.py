"""The frame of drawn contracts: terms, parties, cohorts, and the times at which things happen.

In: an author. Out: `Frame`, with the text of its declarations and what the rest of the contract may refer to.
Relies on `sibdsl.values.schedule` for the periods of a schedule.
Guarantees: dates lie where the language wants them, cohorts are apart, at least one outcome payer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from sibdsl.values.months import add_months
from sibdsl.values.schedule import periods
from tests.strategies.source_words import Author

CURRENCIES = {"GBP": 2, "USD": 2, "JPY": 0, "KWD": 3}
STARTS = (date(2027, 4, 1), date(2024, 2, 29), date(2025, 1, 31), date(2026, 12, 15))
FREQUENCIES = {
    "annually": (1, "years"), "half-yearly": (6, "months"), "quarterly": (3, "months"), "monthly": (1, "months"),
    "every 5 months": (5, "months"), "every 10 weeks": (10, "weeks"), "every 1 year": (1, "years"),
    "every 100 days": (100, "days"),
}  # fmt: skip
ROUNDING_MODES = ("half up", "half even", "half down", "up", "down")
ROLL_RULES = ("following", "modified following", "preceding", "modified preceding", "unadjusted")
MOST_PERIODS = 7


@dataclass(frozen=True)
class Timing:
    """What something repeats over: a schedule as written, cohorts by name, both or neither."""

    schedule: str | None = None
    cohorts: tuple[str, ...] | None = None

    def fits(self, reader: Timing) -> bool:
        """Whether a reader of that timing finds one value of what is measured at this one."""
        same = self.schedule is None or self.schedule == reader.schedule
        return same and (self.cohorts is None or set(reader.cohorts or ("",)) <= set(self.cohorts))


@dataclass(frozen=True)
class Cohort:
    name: str
    determined: date | None


@dataclass
class Frame:
    """What the terms of a contract allow the rest of it."""

    author: Author
    currency: str
    start: date
    end: date
    month_end: str
    calendar: bool
    terminable: bool
    last_end: date | None = None
    """The last day on which the contract can end early."""
    payers: tuple[str, ...] = ()
    payees: tuple[str, ...] = ()
    verifiers: tuple[str, ...] = ()
    cohorts: tuple[Cohort, ...] = ()
    populations: tuple[str, ...] = ()
    schedules: dict[str, list[date]] = field(default_factory=dict)
    """The last day of each period of each schedule that this contract uses."""
    declarations: list[str] = field(default_factory=list)

    @property
    def digits(self) -> int:
        """The decimals of the currency."""
        return CURRENCIES[self.currency]

    def day(self, latest: date | None = None) -> date:
        """A day of the term, or until `latest`."""
        last = latest or self.end
        return self.start + timedelta(days=self.author.whole(0, (last - self.start).days))

    def timing(self) -> Timing:
        """One of the ways in which things repeat in this contract."""
        author = self.author
        schedule = author.one_of([None, *self.schedules])
        names = tuple(cohort.name for cohort in self.cohorts)
        if not names or author.chance(50):
            return Timing(schedule)
        if schedule is not None and schedule.startswith("on "):
            schedule = None
        return Timing(schedule, tuple(author.some(names, 1, 3)) if author.chance(20) else names)

    def words(self, timing: Timing) -> str:
        """A timing as `measured` and `due` write it, but for what happens once."""
        if timing.cohorts is None:
            return timing.schedule or "once"
        all_of_them = timing.cohorts == tuple(cohort.name for cohort in self.cohorts)
        cohorts = "for each cohort" if all_of_them else f"for cohorts {', '.join(timing.cohorts)}"
        return f"{timing.schedule} {cohorts}" if timing.schedule else cohorts

    def declare(self, head: str, lines: list[str]) -> None:
        """Add a declaration with a block."""
        self.declarations.append("\n".join([f"{head} {{", *(f"  {line}" for line in lines), "}"]))


def draw_frame(author: Author) -> Frame:
    """Draw the terms, the parties, the cohorts and the schedules."""
    start = author.one_of(STARTS)
    months = author.one_of((36, 12, 24, 17))
    end = add_months(start, months, "same day") - timedelta(days=author.one_of((1, 0)))
    month_end = author.one_of(("same day", "last day"))
    frame = Frame(author, author.one_of(tuple(CURRENCIES)), start, end, month_end, author.chance(30), author.chance(30))
    _declare_parties(frame)
    _declare_contract(frame)
    _declare_populations(frame)
    for _ in range(author.whole(1, 2)):
        _add_schedule(frame)
    return frame


def _declare_contract(frame: Frame) -> None:
    author = frame.author
    lines = [f"currency {frame.currency}", f"term {frame.start} to {frame.end}"]
    if frame.month_end != "same day" or author.chance(20):
        lines.append(f"month end {frame.month_end}")
    if frame.calendar:
        lines += [f'calendar "{author.one_of(("GB-ENG", "US", "JP"))}"', f"business days {author.one_of(ROLL_RULES)}"]
    if frame.terminable:
        first, last = sorted((frame.day(), frame.day()))
        limits = author.one_of(("", f" from {first}", f" from {first} to {last}"))
        frame.last_end = last if limits.endswith(f"to {last}") else frame.end
        lines.append(f"early termination{author.one_of(('', f' by {frame.payers[0]}'))}{limits}")
    if author.chance(40):
        lines.append(f"rounding {author.one_of(ROUNDING_MODES)}")
    if author.chance(30):
        lines.append(f"financial year from {author.one_of(('1 January', '6 April', '28 February', '31 December'))}")
    if author.chance(30):
        lines += [f"jurisdiction {author.text()}", f"goal {author.text()}"]
    frame.declare(f"contract {author.name('pilot')}{author.title()}", lines + author.annotations())


def _declare_parties(frame: Frame) -> None:
    author = frame.author
    payers = [author.name(name) for name in ("city", "fund", "state")[: author.one_of((2, 1, 3))]]
    roles = ("outcome_payer", "co_payer", "top_up_fund")
    for name, role in zip(payers, roles, strict=False):
        frame.declarations.append(f"party {name}{author.title()} is {role}")
    payees = [author.name("provider"), author.name("investor")]
    for name, role in zip(payees, ("service_provider", "investor"), strict=True):
        frame.declarations.append(f"party {name}{author.title()} is {role}")
    verifiers = [author.name(name) for name in ("vera", "auditor")[: author.whole(1, 2)]]
    for name in verifiers:
        frame.declarations.append(
            f"party {name}{author.title()} is {author.one_of(('evaluator', 'validator'))}, independent"
        )
    frame.payers, frame.payees, frame.verifiers = tuple(payers), tuple(payees), tuple(verifiers)
    if author.chance(10):
        due = author.one_of(("quarterly", f"once on {frame.end}"))
        frame.declare(
            f"report {author.name('monitoring')} from {payees[0]} to {payers[0]}",
            [f"due {due}", f"contents {author.text()}"],
        )


def _declare_populations(frame: Frame) -> None:
    author = frame.author
    if not author.chance(60):
        return
    lines = author.one_of((["size 400"], [], [f"definition {author.text()}"]))[:]
    cohorts: list[Cohort] = []
    first = frame.start
    for number in range(author.whole(1, 3)):
        last = min(frame.end, first + timedelta(days=author.one_of((90, 180, 30))))
        name = author.name(f"cohort_{number + 1}")
        determined = last + timedelta(days=author.one_of((30, 400, 1)))
        lines.append(f"cohort {name}{author.title()} {first} to {last} {{ determined on {determined} }}")
        cohorts.append(Cohort(name, determined))
        first = last + timedelta(days=1)
    if author.chance(20):
        lines.append(f"group {author.name('young')}{author.title()}")
    population = author.name("people_served")
    frame.declare(f"population {population}{author.title()}", lines)
    frame.cohorts, frame.populations = tuple(cohorts), (population,)


def _add_schedule(frame: Frame) -> None:
    author = frame.author
    if author.chance(15):
        days = sorted({frame.day() for _ in range(author.whole(1, 3))})
        frame.schedules["on " + ", ".join(map(str, days))] = days
        return
    words = author.one_of(tuple(FREQUENCIES))
    start, end, written = frame.start, frame.end, words
    if author.chance(25):
        start, end = sorted((frame.day(), frame.day()))
        written = f"{words} from {start} to {end}"
    ends = [period.end for period in periods(start, end, *FREQUENCIES[words], frame.month_end)]
    if len(ends) > MOST_PERIODS:
        return _add_yearly(frame)
    frame.schedules[written] = ends
    return None


def _add_yearly(frame: Frame) -> None:
    frame.schedules["annually"] = [
        period.end for period in periods(frame.start, frame.end, 1, "years", frame.month_end)
    ]
