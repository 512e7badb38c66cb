"""The example contracts, and what must come out of each: read from `examples/*/*vectors.toml`.

In: the directory of examples. `vectors.toml` is about `contract.sib`, or else `contract.sib.md`; where a directory has
several contracts, `NAME.vectors.toml` is about `NAME.sib`. Out: their contracts, vectors (evidence and what it must
lead to), expected warnings, and the evidence of which the statement is kept.
Relies on: nothing of sibdsl, so that what is expected cannot depend on what is computed.
Guarantees: a key that is misspelt in a vectors.toml raises; every amount is exact.
"""

import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MARKS = ("published", "derived", "unverified")


@dataclass(frozen=True, kw_only=True)
class Paid:
    """What is paid for one determination: by one payer, or by all of them where none is named."""

    payment: str
    date: str
    amount: str
    payer: str | None = None
    cohort: str | None = None


@dataclass(frozen=True, kw_only=True)
class Calculated:
    """What the contract calculates a metric to be, seen in the derivation of a payment."""

    metric: str
    payment: str
    value: str
    date: str | None = None
    cohort: str | None = None
    rounded_to: str | None = None


@dataclass(frozen=True, kw_only=True)
class Unpaid:
    """A determination that is pending or has lapsed."""

    payment: str
    date: str
    cohort: str | None = None


@dataclass(frozen=True, kw_only=True)
class Total:
    """What a payer pays over all determinations."""

    payer: str
    amount: str


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """What the claims of one outcome come to over all determinations: how many are taken, what they ask for and get.

    `people` is how many different people they are for; that is a property of the evidence.
    """

    name: str
    people: int | None = None
    claims: int | None = None
    asked: str | None = None
    paid: str | None = None


@dataclass(frozen=True, kw_only=True)
class Vector:
    """Evidence, and what must come out. `asked` is what all claims ask for, before limits."""

    name: str
    mark: str
    evidence: Path
    note: str | None = None
    payment: tuple[Paid, ...] = ()
    metric: tuple[Calculated, ...] = ()
    pending: tuple[Unpaid, ...] = ()
    lapsed: tuple[Unpaid, ...] = ()
    total: tuple[Total, ...] = ()
    outcome: tuple[Claimed, ...] = ()
    asked: str | None = None


@dataclass(frozen=True, kw_only=True)
class Warned:
    """A warning that the checker gives for the contract, and why it is right to."""

    code: str
    about: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """A contract with vectors. `expected` is the directory with the texts that are kept, `statement` their evidence."""

    name: str
    contract: Path
    expected: Path
    statement: Path
    vectors: tuple[Vector, ...]
    warnings: tuple[Warned, ...] = field(default=())


_EXPECTED: dict[str, type[Paid] | type[Calculated] | type[Unpaid] | type[Total] | type[Claimed]] = {
    "payment": Paid,
    "metric": Calculated,
    "pending": Unpaid,
    "lapsed": Unpaid,
    "total": Total,
    "outcome": Claimed,
}


def read_examples() -> tuple[Example, ...]:
    """Every contract with vectors, by name."""
    return tuple(_read(path) for path in sorted(EXAMPLES.glob("*/*vectors.toml")))


def without_vectors() -> tuple[Path, ...]:
    """The contracts beside these of which nothing but their own scenarios is known."""
    known = {example.contract for example in read_examples()} | set(sketches())
    found = (path for path in sorted(EXAMPLES.glob("*/*.sib")) if path not in known)
    return tuple(path for path in found if "\ncontract " in path.read_text(encoding="utf-8"))


def sketches() -> tuple[Path, ...]:
    """The contracts whose prices are not published."""
    return tuple(sorted((EXAMPLES / "structures").glob("*.sib")))


def number(text: str) -> Fraction:
    """The number in `USD 1,234.50`, `8.4%` or `403.6 days`."""
    words = [word for word in text.replace(",", "").replace("%", " ").split() if word.lstrip("-")[0].isdigit()]
    return Fraction(words[0])


def _read(path: Path) -> Example:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    directory = path.parent
    contract = path.name.removesuffix("vectors.toml").removesuffix(".")
    return Example(
        name=f"{directory.name}/{contract}" if contract else directory.name,
        contract=_contract(directory / f"{contract or 'contract'}.sib"),
        expected=directory / "expected" / contract,
        statement=directory / data.pop("statement"),
        vectors=tuple(_vector(directory, entry) for entry in data.pop("vector")),
        warnings=tuple(Warned(**entry) for entry in data.pop("warning", ())),
        **data,
    )


def _contract(path: Path) -> Path:
    """The contract of this name, which may be one in prose."""
    return path if path.is_file() else path.with_name(f"{path.name}.md")


def _vector(directory: Path, entry: dict[str, Any]) -> Vector:
    if entry["mark"] not in MARKS:
        raise ValueError(f"{directory.name}: the mark {entry['mark']} is none of {MARKS}")
    for key, kind in _EXPECTED.items():
        entry[key] = tuple(kind(**expected) for expected in entry.get(key, ()))
    return Vector(**{**entry, "evidence": directory / entry["evidence"]})
