"""A table that the checker accepts has one row for every value that can be measured, and what it reports is true.

Random step tables are checked, and then tried by brute force with every value that their metric can take. The trial
knows the language only by its definition: of rows that all begin with a boundary on the same side the first that is
reached applies, of other rows the one that holds the value, and `otherwise` what no row holds.
"""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.interpreter.settle import settle
from sibdsl.runtime.evidence import Observation, evidence_of
from sibdsl.runtime.exact import plain_text
from sibdsl.workspace.compilation import Compilation, compile_bytes

CONTRACT = """
contract example "Example" {{
  currency GBP
  term 2027-04-01 to 2031-03-31
}}
party council "Council" is outcome_payer
party charity "Charity" is service_provider
party university "University" is evaluator, independent
metric score "Score" {{
  unit score to {step}
  range from {low} to {high}
  verified by university
}}
payment success from council to charity {{
  due once on 2031-06-30
  pays by score {{
{rows}
  }}
}}
"""
Row = tuple[str, Fraction | None, bool, Fraction | None, bool]
quarters = st.integers(-12, 12).map(lambda number: Fraction(number, 4))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    low, high = sorted((draw(quarters), draw(quarters)))
    first, last = plain_text(low), plain_text(high)
    return draw(
        st.sampled_from(
            [
                (f"at least {first}", low, True, None, False),
                (f"above {first}", low, False, None, False),
                (f"at most {last}", None, False, high, True),
                (f"below {last}", None, False, high, False),
                (f"exactly {first}", low, True, low, True),
                (f"from {first} to {last}", low, True, high, True),
                (f"from {first} to below {last}", low, True, high, False),
                (f"above {first} to {last}", low, False, high, True),
                (f"above {first} to below {last}", low, False, high, False),
            ]
        )
    )


@st.composite
def ladders(draw: st.DrawFn) -> list[Row]:
    """Rows that all begin with a boundary on the same side, often in the right order."""
    bounds = draw(st.lists(quarters, min_size=1, max_size=4))
    if draw(st.booleans()):
        bounds = sorted(bounds, reverse=True)
    return [
        (f"at least {plain_text(low)}", low, True, None, False)
        if draw(st.booleans())
        else (f"above {plain_text(low)}", low, False, None, False)
        for low in bounds
    ]


@st.composite
def partitions(draw: st.DrawFn) -> list[Row]:
    """Rows that follow one another, as in most contracts, with a mistake at some boundaries."""
    bounds = sorted(draw(st.lists(quarters, min_size=1, max_size=3, unique=True)))
    found: list[Row] = [(f"below {plain_text(bounds[0])}", None, False, bounds[0], False)]
    for low, high in pairwise(bounds):
        closed = draw(st.booleans())
        words = f"from {plain_text(low)} to {'' if closed else 'below '}{plain_text(high)}"
        found.append((words, low, True, high, closed))
    at_least = draw(st.booleans())
    words = f"{'at least' if at_least else 'above'} {plain_text(bounds[-1])}"
    return [*found, (words, bounds[-1], at_least, None, False)]


tables = st.one_of(st.lists(rows(), min_size=1, max_size=4), ladders(), partitions())


def holds(row: Row, value: Fraction) -> bool:
    _, low, low_closed, high, high_closed = row
    above = low is None or value > low or (low_closed and value == low)
    return above and (high is None or value < high or (high_closed and value == high))


def is_ladder(table: list[Row]) -> bool:
    """Whether all rows are open at the same end, and only there."""
    ends = {(low is None, high is None) for _, low, _, high, _ in table}
    return ends in ({(True, False)}, {(False, True)})


def compiled(table: list[Row], otherwise: bool, step: Fraction, low: Fraction, high: Fraction) -> Compilation:
    lines = [f"    {words}  GBP {number}" for number, (words, *_) in enumerate(table, start=1)]
    lines += ["    otherwise  GBP 99"] if otherwise else []
    text = CONTRACT.format(step=plain_text(step), low=plain_text(low), high=plain_text(high), rows="\n".join(lines))
    return compile_bytes(text.encode(), "contract.sib")


@given(tables, st.booleans(), st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 4)]), quarters, quarters)
def test_what_is_accepted_has_a_row_for_every_value_and_what_is_reported_is_true(
    table: list[Row], otherwise: bool, step: Fraction, low: Fraction, high: Fraction
) -> None:
    low, high = sorted((low, high))
    compilation = compiled(table, otherwise, step, low, high)
    codes = {finding.code for finding in compilation.diagnostics}
    values = [number * step for number in range(-12, 13) if low <= number * step <= high]
    holding = [[number for number, row in enumerate(table, start=1) if holds(row, value)] for value in values]
    ladder = is_ladder(table)

    reached = {found[0] for found in holding if found} if ladder else {number for found in holding for number in found}
    assert ("SIB402" in codes) == (not otherwise and [] in holding)
    assert ("SIB403" in codes) == (not ladder and any(len(found) > 1 for found in holding))
    assert bool({"SIB404", "SIB405"} & codes) == (len(reached) < len(table))
    # A warning about a table that has errors waits until they are put right.
    assert ("SIB407" in codes) == (otherwise and [] not in holding and compilation.ok)
    if compilation.ok:
        for value, found in zip(values, holding, strict=True):
            assert paid(compilation, value) == (found[0] if found else 99)


def paid(compilation: Compilation, value: Fraction) -> Fraction:
    """What the interpreter pays when the score has this value."""
    observation = Observation(metric="score", value=value, cohort=None, period_end=None)
    statement = settle(compilation.program, evidence_of([observation], [], None), None)
    assert not statement.findings and not statement.pending
    return sum((line.amount for line in statement.lines), Fraction(0))
