"""Numbers of claims in SQL: exact decimals, and the reasons to refuse them.

In: an SQL expression of a cell, its type, and the outcomes that read it with their units and steps.
Out: an expression for the number as it is written in its unit, and conditions with the codes of faults.
Relies on the patterns of ``sibdsl.runtime.claims_cells``; in DuckDB's dialect.
Guarantees: no binary float becomes a number unless it is whole; what is finer or longer than can be held is refused,
never rounded.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from sibdsl.runtime.claims_cells import GROUPED_NUMBER, PLAIN_NUMBER, SHORT_NUMBER
from sibdsl.runtime.claims_sheets import NumberCell

_INTEGERS: Final = frozenset(
    f"{sign}{size}" for sign in ("", "U") for size in ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
)
_FLOATS: Final = frozenset({"FLOAT", "DOUBLE"})
_HELD: Final = "DECIMAL(18,6)"
_BLANKS: Final = "chr(32) || chr(9) || chr(13) || chr(10)"

Faults = list[tuple[str, str]]
"""Conditions and codes, in the order in which they are looked for."""


def is_typed(type: str) -> bool:
    """Say whether a column of this type holds numbers; of any other its cells are read as texts."""
    return type in _INTEGERS or type in _FLOATS or type.startswith("DECIMAL")


def typed_value(expression: str, type: str) -> str:
    """Give the number of a cell that is one; NULL where it cannot be held."""
    if type in _FLOATS:
        whole = f"isfinite({expression}) AND {expression} = trunc({expression}) AND abs({expression}) < 1e12"
        return f"CASE WHEN {whole} THEN TRY_CAST(TRY_CAST({expression} AS BIGINT) AS {_HELD}) END"
    return f"TRY_CAST({expression} AS {_HELD})"


def typed_faults(expression: str, type: str, number: str, cells: Mapping[str, NumberCell], outcome: str) -> Faults:
    """Give what can be wrong with a number in a column of numbers."""
    there = f"{expression} IS NOT NULL"
    faults: Faults = []
    if type in _FLOATS:
        there = f"{there} AND NOT isnan({expression})"
    faults.extend(_percentages(cells, outcome, f"{there}", "SIB933"))
    if type in _FLOATS:
        faults.append((f"{there} AND {number} IS NULL AND abs({expression}) < 1e12", "SIB938"))
        faults.append((f"{there} AND {number} IS NULL", "SIB935"))
    else:
        faults.append((f"{there} AND ({number} IS NULL OR {number} <> {expression})", "SIB935"))
    return faults + _too_fine(number, cells, outcome)


def text_value(cell: str) -> str:
    """Give the number in a text; anything where it holds none, which ``text_faults`` finds."""
    return f"TRY_CAST({_digits(cell)} AS {_HELD})"


def text_faults(cell: str, number: str, cells: Mapping[str, NumberCell], outcome: str) -> Faults:
    """Give what can be wrong with a number in a text."""
    signed = f"suffix({cell}, '%')"
    percent = _in_percent(cells)
    others = sorted(set(cells) - set(percent))
    faults: Faults = []
    if others:
        faults.append((f"{signed} AND {_among(outcome, others)}", "SIB932"))
    bare = _bare(cell)
    plain = f"(regexp_full_match({bare}, {_text(PLAIN_NUMBER)}) OR regexp_full_match({bare}, {_text(GROUPED_NUMBER)}))"
    faults.append((f"NOT {plain}", "SIB931"))
    faults.extend(_percentages(cells, outcome, f"NOT {signed}", "SIB933"))
    faults.append((f"NOT regexp_full_match({_digits(cell)}, {_text(SHORT_NUMBER)})", "SIB935"))
    there = f"{cell} IS NOT NULL AND "
    return [(there + condition, code) for condition, code in faults] + _too_fine(number, cells, outcome)


def _bare(cell: str) -> str:
    """The text of a number without its sign of percent."""
    return f"CASE WHEN suffix({cell}, '%') THEN rtrim({cell}[:-2], {_BLANKS}) ELSE {cell} END"


def _digits(cell: str) -> str:
    return f"replace({_bare(cell)}, ',', '')"


def _percentages(cells: Mapping[str, NumberCell], outcome: str, condition: str, code: str) -> Faults:
    percent = _in_percent(cells)
    return [(f"{condition} AND {_among(outcome, percent)}", code)] if percent else []


def _in_percent(cells: Mapping[str, NumberCell]) -> list[str]:
    return sorted(name for name, cell in cells.items() if cell.unit.kind == "percent")


def _too_fine(number: str, cells: Mapping[str, NumberCell], outcome: str) -> Faults:
    """A number is refused where it is no multiple of the step that its outcome records it in."""
    by_step: dict[Fraction, list[str]] = {}
    for name, cell in cells.items():
        if cell.step is not None:
            by_step.setdefault(cell.step / cell.unit.scale, []).append(name)
    faults: Faults = []
    for step, outcomes in by_step.items():
        if 1_000_000 % step.denominator == 0 and step < 10**11:
            written = f"CAST('{step.numerator * (1_000_000 // step.denominator)}e-6' AS {_HELD})"
            remainder = f"{number} % {written}"
        else:
            scaled = f"CAST({number} AS DECIMAL(38,6)) * CAST({step.denominator} AS HUGEINT)"
            remainder = f"({scaled}) % CAST({step.numerator} AS HUGEINT)"
        faults.append((f"{_among(outcome, outcomes)} AND {remainder} <> 0", "SIB935"))
    return faults


def _among(outcome: str, names: Sequence[str]) -> str:
    return f"{outcome} IN ({', '.join(_text(name) for name in names)})"


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
