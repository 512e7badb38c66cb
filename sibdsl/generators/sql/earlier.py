"""Steps about what a person reached before: section 8 of the reference of claims.

In: cards. Out: the steps ``candidates``, ``before``, one ``earlier_N`` for each level of outcomes, ``accepted``.
Relies on the order in which the runtime decides outcomes.
Guarantees: every window is of one person; within a batch nothing that was accepted is taken back.
"""

from __future__ import annotations

from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.sql.cards import Cards
from sibdsl.generators.sql.script import Step
from sibdsl.generators.sql.trees import FIRST_DAY, day, later, one_of, query, quoted
from sibdsl.runtime.claims_earlier import outcomes_in_order
from sibdsl.runtime.claims_plan import After


class Levels:
    """The outcomes by level: those of level 0 wait for nothing, the others for outcomes of lower levels.

    Raises:
        GeneratorProblem: outcomes wait for each other.
    """

    def __init__(self, cards: Cards) -> None:
        self.cards = cards
        self._after = {outcome.name: outcome.after for outcome in cards.claims.outcomes}
        self._level: dict[str, int] = {}
        self._sets = [names for names in cards.claims.only_one_of if len(names) > 1]
        self._set_of = {name: names for names in self._sets for name in names}
        try:
            groups = outcomes_in_order(cards.claims)
        except ValueError as fault:
            raise GeneratorProblem(
                f"{fault}, which a script cannot express. Settle this contract without SQL."
            ) from None
        for group in groups:
            self._place(group)

    def _place(self, group: tuple[str, ...]) -> None:
        needed = {after.outcome for name in group for after in self._after.get(name, ())} - set(group)
        waits = bool(needed) or any(name in self._set_of for name in group)
        level = max([self._level.get(name, 0) + 1 for name in needed], default=1 if waits else 0)
        for name in group:
            self._level[name] = level + 1 if self.comes_after_its_set(name) else level

    def comes_after_its_set(self, name: str) -> bool:
        """Say whether an outcome comes after another of which only one is paid: then it never is."""
        return any(after.outcome in self._set_of.get(name, ()) for after in self._after.get(name, ()))

    @property
    def highest(self) -> int:
        """The highest level; 0 when no outcome waits for another."""
        return max(self._level.values(), default=0)

    def outcomes(self, level: int) -> list[str]:
        """List the outcomes of a level, in written order."""
        return [name for name in self._after if self._level.get(name, 0) == level]

    def after(self, name: str) -> tuple[After, ...]:
        """List what an outcome comes after."""
        return self._after[name]

    def needed(self, level: int) -> list[str]:
        """List the outcomes that those of a level come after."""
        return list(dict.fromkeys(after.outcome for name in self.outcomes(level) for after in self._after[name]))

    def first_day(self, name: str, needed: str) -> str:
        """Name the column with the day on which a needed outcome was first reached, as another sees it."""
        return f"first_{needed}_in_order" if needed in self._set_of.get(name, ()) else f"first_{needed}"

    def sets_of(self, level: int) -> list[tuple[int, tuple[str, ...]]]:
        """List the sets of which only one is paid that are decided on a level, numbered from 1."""
        here = {name for name in self.outcomes(level) if not self.comes_after_its_set(name)}
        return [(number, names) for number, names in enumerate(self._sets, 1) if here & set(names)]


def earlier_steps(cards: Cards, levels: Levels) -> list[Step]:
    """Write the steps that accept claims."""
    steps = [_candidates(), _before()]
    steps += [_level(levels, level) for level in range(1, levels.highest + 1)]
    return [*steps, _accepted(levels)]


def late_rejections(levels: Levels) -> Step | None:
    """Write the rows of claims that are rejected in this batch; None when no outcome waits for another."""
    if not levels.highest:
        return None
    parts = [
        f"SELECT claim_row, claim, code FROM earlier_{level} WHERE code <> ''" for level in range(1, levels.highest + 1)
    ]
    return Step(
        "rejected_late",
        "rows",
        ("Claims that are rejected for what the person reached before.",),
        query(" UNION ALL ".join(parts)),
    )


def _candidates() -> Step:
    return Step(
        "candidates",
        "view",
        ("The claims that are ready in the determinations of this batch.",),
        query("""
            SELECT d.* FROM due AS d CROSS JOIN settlement AS s
            WHERE d.reason = '' AND d.determination BETWEEN s.first_day AND s.last_day
        """),
    )


def _before() -> Step:
    return Step(
        "before",
        "view",
        ("What was taken before this batch, without what is taken back by its first day.",),
        query("""
            SELECT t.* FROM taken AS t CROSS JOIN settlement AS s
            WHERE (t.is_open = 0 OR t.determination < s.first_day) AND (t.gone_on IS NULL OR t.gone_on > s.first_day)
        """),
    )


def _level(levels: Levels, level: int) -> Step:
    outcomes, sets = levels.outcomes(level), levels.sets_of(level)
    firsts = _first_days(levels, level)
    cases = [case for name in outcomes for case in _cases(levels, name)]
    code = f"CASE {' '.join(cases)} ELSE '' END" if cases else "''"
    number = " ".join(f"WHEN role = 'set {at}' OR {one_of('outcome', names)} THEN {at}" for at, names in sets)
    judged = f"""
        SELECT claim_row, claim, person, outcome, determination, reached_on, role, {code} AS code,
          {f"CASE {number} ELSE 0 END" if sets else "0"} AS of_set
        FROM (
          SELECT {", ".join(["claim_row, claim, person, outcome, determination, reached_on, role", *firsts])}
          FROM ({" UNION ALL ".join(_rows(levels, level))}) AS people
        ) AS with_days
        WHERE role <> 'reached'
    """
    if sets:
        judged = f"""
            SELECT claim_row, claim, role,
              CASE WHEN code <> '' THEN code WHEN of_set > 0 AND outcome <> decided THEN 'SIB869' ELSE '' END AS code
            FROM (
              SELECT claim_row, claim, outcome, role, code, of_set,
                FIRST_VALUE(outcome) OVER (
                  PARTITION BY person, of_set, CASE WHEN code = '' THEN 1 ELSE 0 END
                  ORDER BY determination, reached_on, claim
                ) AS decided
              FROM ({judged}) AS judged
            ) AS decided
        """
    return Step(
        f"earlier_{level}",
        "table",
        tuple(_words(levels, level)),
        query(f"SELECT claim_row, claim, code FROM ({judged}) AS found WHERE role = 'asks'"),
    )


def _first_days(levels: Levels, level: int) -> list[str]:
    """Write the first day on which each needed outcome was reached, among all of a determination and those before.

    Outcomes of one set are decided in the order of their claims, and see only what comes before them in it.
    """
    orders = {
        levels.first_day(name, after.outcome): (
            after.outcome,
            "ORDER BY determination, reached_on, claim ROWS UNBOUNDED PRECEDING"
            if levels.first_day(name, after.outcome).endswith("_in_order")
            else "ORDER BY determination",
        )
        for name in levels.outcomes(level)
        for after in levels.after(name)
    }
    return [
        f"MIN(CASE WHEN role = 'reached' AND outcome = {quoted(needed)} THEN reached_on END) "
        f"OVER (PARTITION BY person {order}) AS {column}"
        for column, (needed, order) in orders.items()
    ]


def _words(levels: Levels, level: int) -> list[str]:
    words = [
        "Claims that depend on what the person reached before: SIB867 nothing of that kind was accepted by this "
        "determination; SIB868 it was reached later, or not in time; SIB869 another outcome of the set was accepted "
        "first."
    ]
    for name in levels.outcomes(level):
        terms = [_after_words(after) for after in levels.after(name)]
        if terms:
            words.append(f"{name}: {', and '.join(terms)}.")
    words += [f"Only one of {', '.join(names)}." for _, names in levels.sets_of(level)]
    return words


def _after_words(after: After) -> str:
    words = f"after {after.outcome}"
    if after.at_least is not None:
        words += f", at least {after.at_least.count} {after.at_least.unit} after it"
    return f"{words}, within {after.within.count} {after.within.unit} of it" if after.within is not None else words


def _rows(levels: Levels, level: int) -> list[str]:
    """Write the rows that a level looks at: claims that ask, outcomes reached, and sets decided before."""
    columns = "c.claim_row, c.claim, c.person, c.outcome, c.determination, c.reached_on"
    parts = [
        f"SELECT {columns}, 'asks' AS role FROM candidates AS c WHERE {one_of('c.outcome', levels.outcomes(level))}"
    ]
    needed = levels.needed(level)
    for lower in range(level):
        names = [name for name in needed if name in levels.outcomes(lower)]
        if names:
            accepted = f" JOIN earlier_{lower} AS e ON e.claim_row = c.claim_row AND e.code = ''" if lower else ""
            parts.append(
                f"SELECT {columns}, 'reached' FROM candidates AS c{accepted} WHERE {one_of('c.outcome', names)}"
            )
    nobody = "CAST(NULL AS BIGINT), ''"
    if needed:
        parts.append(
            f"SELECT {nobody}, person, outcome, {day(FIRST_DAY)}, MIN(reached_on), 'reached' FROM before "
            f"WHERE {one_of('outcome', needed)} GROUP BY person, outcome"
        )
    parts += [
        f"SELECT {nobody}, person, CASE WHEN MIN(outcome) = MAX(outcome) THEN MIN(outcome) ELSE '' END, "
        f"{day(FIRST_DAY)}, {day(FIRST_DAY)}, 'set {number}' FROM before "
        f"WHERE {one_of('outcome', names)} GROUP BY person"
        for number, names in levels.sets_of(level)
    ]
    return parts


def _cases(levels: Levels, name: str) -> list[str]:
    """Write the reasons of one outcome, in their order."""
    needed = levels.after(name)
    if not needed:
        return []
    month_end = levels.cards.plan.month_end
    missing = " OR ".join(f"{levels.first_day(name, after.outcome)} IS NULL" for after in needed)
    late: list[str] = []
    for after in needed:
        first = levels.first_day(name, after.outcome)
        late.append(f"reached_on < {first}")
        if after.at_least is not None:
            late.append(f"reached_on < {later(first, after.at_least, month_end)}")
        if after.within is not None:
            late.append(f"reached_on > {later(first, after.within, month_end)}")
    asks = f"role = 'asks' AND outcome = {quoted(name)}"
    cases = [
        f"WHEN {asks} AND ({missing}) THEN 'SIB867'",
        f"WHEN {asks} AND ({' OR '.join(late)}) THEN 'SIB868'",
    ]
    return [*cases, f"WHEN {asks} THEN 'SIB869'"] if levels.comes_after_its_set(name) else cases


def _accepted(levels: Levels) -> Step:
    free = levels.outcomes(0)
    if not levels.highest:
        text = "SELECT c.* FROM candidates AS c"
    else:
        parts = [f"SELECT c.* FROM candidates AS c WHERE {one_of('c.outcome', free)}"] if free else []
        parts += [
            f"SELECT c.* FROM candidates AS c JOIN earlier_{level} AS e ON e.claim_row = c.claim_row WHERE e.code = ''"
            for level in range(1, levels.highest + 1)
        ]
        text = " UNION ALL ".join(parts)
    return Step("accepted", "view", ("The claims that are accepted in this batch.",), query(text))
