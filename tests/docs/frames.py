"""Whole contracts around the fragments that a page of the documentation shows.

In: a fragment: some declarations, or some statements of one declaration (`sib in payment`).
Out: the text of a contract: the fragment, with what it needs of `docs/reference/frame.sib` before it.
Relies on the frame declaring each name once.
Guarantees: a declaration of the frame is there only if the fragment, or something it needs, names it and
does not declare it itself; the contract block and an outcome payer are always there.
"""

import re

from tests.docs.markdown import DOCS

FRAME = DOCS / "reference" / "frame.sib"

_DECLARED = re.compile(
    r"^(contract|party|finance|waterfall|population|metric|fact|parameter|threshold|outcome|rate card|payment|cap"
    r"|report)\s+(\w+)",
    re.M,
)
_INNER = re.compile(r"^\s+(?:cohort|group)\s+(\w+)", re.M)
_NOT_CODE = re.compile(r'"""(?:.|\n)*?"""|"(?:[^"\\\n]|\\.)*"|#[^\n]*')

_OWNERS = {
    "contract": 'contract example "Example contract" {{\n{}}}\n',
    "metric": 'metric example_metric "Example metric" {{\n{}}}\n',
    "payment": 'payment example_payment "Example payment" from city to provider {{\n{}}}\n',
    "outcome": 'outcome example_outcome "Example outcome" {{\n{}}}\n',
    "card": (
        'payment example_payment "Example payment" from city to provider {{\n  due quarterly\n  rate card {{\n'
        "{}}}\n  cap GBP 500,000 in total\n}}\n"
    ),
    "pays": (
        'payment example_payment "Example payment" from city to provider {{\n  due once on 2031-06-30\n  pays {}}}\n'
    ),
}
_MISSING = {
    "contract": (("currency", "  currency GBP\n"), ("term", "  term 2027-04-01 to 2031-03-31\n")),
    "metric": (
        ("unit", "  unit percent to 0.1%\n"),
        ("verified by|calculated", "  verified by evaluator\n"),
        ("not payable", '  not payable "shown as an example"\n'),
    ),
    "payment": (("due", "  due once on 2031-06-30\n"), ("pays|rate card", "  pays GBP 100,000\n")),
    "outcome": (("claimed", "  claimed within 3 months\n"), ("verified by", "  verified by evaluator\n")),
    "card": (),
    "pays": (),
}


def framed(fragment: str, owner: str | None = None) -> str:
    """A whole contract that contains `fragment`, which is inside a declaration of kind `owner` if one is given."""
    if owner is not None:
        missing = [line for words, line in _MISSING[owner] if not re.search(rf"^\s*(?:{words})\b", fragment, re.M)]
        fragment = _OWNERS[owner].format("".join(missing) + fragment)
    frame = _frame_declarations()
    declared = {name for _, name in _DECLARED.findall(fragment)}
    has_contract = any(kind == "contract" for kind, _ in _DECLARED.findall(fragment))
    wanted: list[str] = [] if has_contract else ["example"]
    if "is outcome_payer" not in fragment and "city" not in declared:
        wanted.append("city")
    waiting = [fragment]
    while waiting:
        words = set(re.findall(r"\w+", _NOT_CODE.sub(" ", waiting.pop())))
        for name, (text, inner) in frame.items():
            if name not in wanted and name not in declared and name != "example" and words & {name, *inner}:
                wanted.append(name)
                waiting.append(text)
    return "\n".join([text for name, (text, _) in frame.items() if name in wanted] + [fragment])


def _frame_declarations() -> dict[str, tuple[str, frozenset[str]]]:
    """The declarations of the frame by name, each with the names of its cohorts and groups."""
    text = FRAME.read_text(encoding="utf-8")
    starts = list(_DECLARED.finditer(text))
    ends = [match.start() for match in starts[1:]] + [len(text)]
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for match, end in zip(starts, ends, strict=True):
        body = text[match.start() : end]
        found[match.group(2)] = (body, frozenset(_INNER.findall(body)))
    return found
