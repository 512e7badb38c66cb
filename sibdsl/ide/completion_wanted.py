"""Which kinds of names are wanted at a caret, from the words of the statement in front of it.

In: a caret. Out: kinds: those of declarations (`metric`, `party` ...), `person`, `state`, `record`, `document`, and
closed sets (`role`, `currency`, `method` ...); none where the author invents a name.
Relies on: the words as `completion_reading` writes them: `N` for a name, `#` for a number, and so on.
Guarantees: the first rule that fits counts; where none fits and an amount could stand, the names of amounts.
"""

import re
from typing import Final

from sibdsl.ide.completion_caret import Caret

Kinds = tuple[str, ...]

_PARTY: Final = ("party",)
_PAYMENT: Final = ("payment",)
_FINANCE: Final = ("finance",)
_COHORT: Final = ("cohort",)
_OUTCOME: Final = ("outcome",)
_PEOPLE: Final = ("cohort", "group")
_PRICED: Final = ("outcome", "category")
_PARAMETER: Final = ("parameter",)
_LENGTH: Final = ("length",)
AMOUNTS: Final = ("metric", "fact", "parameter", "payment", "threshold")
"""What can begin an amount or a condition."""

_BOUNDED: Final = r".*\b(?:at least|above|at most|below|exactly|from|to|to below)"


def _rules(*rules: tuple[str, str, Kinds]) -> tuple[tuple[str, re.Pattern[str], Kinds], ...]:
    return tuple((block, re.compile(pattern), wanted) for block, pattern, wanted in rules)


# The kind of block (none: any), the statement so far, what is wanted.
_RULES: Final = _rules(
    ("file", r"(?:contract|party|population|metric|payment|scenario|outcome|rate card|fact|threshold|report)", ()),
    ("file", r"(?:parameter|finance|waterfall|cap)", ()),
    ("", r"(?:cohort|group|category|reserve|records|given person)", ()),
    ("file", r"party N(?: T)? is", ("role",)),
    ("file", r"finance N(?: T)? is(?: N)*", ("finance kind",)),
    ("file", r"finance .*\$ a", ("charge period",)),
    ("file", r"finance .*covering", _FINANCE),
    ("file", r"(?:payment|report|finance) .*(?:from|to)", _PARTY),
    ("file", r"waterfall N(?: T)? of", _PARTY),
    ("file", r"cap N(?: T)?", _PARAMETER),
    ("file", r"cap N.* on", _PAYMENT),
    ("file", r"cap N.* from", _PARTY),
    ("", r"id", ("scheme",)),
    ("contract", r"currency", ("currency",)),
    ("contract", r"financial year from #", ("month",)),
    ("contract", r"early termination by", _PARTY),
    ("", r"verified by", _PARTY),
    ("metric", r"of", ("population", "group")),
    ("outcome", r"of", ("population",)),
    ("metric", r"compared with(?: N)*", ("method",)),
    ("metric", r"window # N after.*", ("event",)),
    ("metric", r"better", ("direction",)),
    ("metric", r"reports(?: N(?: to [#%$])? ,)*", ("reported",)),
    ("", r"(?:unit|quantity|records N(?: T)? in|.* not published , unit)", ("unit",)),
    ("", r".*\bper", ("noun",)),
    ("", r".*\bper #", ("unit",)),
    ("outcome", r"(?:claimed|reached|sustains).* #", _LENGTH),
    ("", r".*\b(?:every|within|within # business|for each cohort|for cohorts N(?: , N)*) #", _LENGTH),
    ("", r".* within # business", _LENGTH),
    ("metric", r"window #", _LENGTH),
    ("", r".*\bcohorts", _COHORT),
    ("outcome", r"sustains", ("state",)),
    ("outcome", r"documents(?: # of \()?(?: N ,)*", ("document",)),
    ("outcome", r"requires.* #", ("unit",)),
    ("outcome", r"requires.*", ("record",)),
    ("rate card", r"", _OUTCOME),
    ("rate card", r"prices for", _PEOPLE),
    ("rate card", r"uplift % for", ("group",)),
    ("rate card", r"(?:uplift .* on|share of.*\bof|share of)", _PRICED),
    ("rate card", r"only one of|category N(?: T)? of", _OUTCOME),
    ("rate card", r".* at least #", _LENGTH),
    ("rate card", r".*(?: after| within # N of)", _OUTCOME),
    ("rate card", r".* at most #", ("compared unit",)),
    ("rate card", r"N.*", _PARAMETER),
    ("prices", r"for", _PEOPLE),
    ("prices", r".+", _PARAMETER),
    ("payment", r"rate card", ("rate card",)),
    ("payment", r"counts", ("metric", *_PRICED)),
    ("payment", r"indexed by", ("fact",)),
    ("payment", r"(?:cap|minimum|paid first by .*up to)", _PARAMETER),
    ("payment", r"(?:cap|shared by).* on", ("metric", *_PRICED)),
    ("payment", r"(?:cap|counts|shared by).* for", _COHORT),
    ("payment", r"cap .*from", _PARTY),
    ("", r"shared by(?: N % ,)*", _PARTY),
    ("payment", r"paid first by(?:.*then by)?", _PARTY),
    ("finance", r"rank", ("rank",)),
    ("finance", r"coupon", ("metric",)),
    ("finance", r"coupon .*(?:,|/)", ("day count",)),
    ("finance", r"coupon .*, # N? ?/?", ("day count",)),
    ("finance", r"(?:repaid by|return (?:raised|lessened) by)", _PAYMENT),
    ("finance", r"for", ("metric", "cohort", "outcome", "payment")),
    ("waterfall", r"receives", ("payment", "finance", "waterfall")),
    ("waterfall", r"(?:interest on|principal of|reimbursement of|pay|rest to N as return on)", _FINANCE),
    ("waterfall", r"(?:fee|success fee|rest) .*to(?: N % ,)*|rest to(?: N % ,)*", _PARTY),
    ("scenario", r"given spell of", ("state",)),
    ("scenario", r"given claim of", _OUTCOME),
    ("scenario", r"given (?:claim|spell) of N for", ("person",)),
    ("scenario", r"given person .* in", _PEOPLE),
    ("scenario", r".*recording", ("record",)),
    ("scenario", r"given", ("metric", "fact", "parameter")),
    ("scenario", r"given (?:sample|p-value) of", ("metric",)),
    ("scenario", r"(?:given|expect) .*for", _COHORT),
    ("scenario", r"expect", _PAYMENT),
    ("scenario", r"expect .*from", _PARTY),
    ("", r".*\bis significant at", ()),
    ("", r".* (?:sample of|p-value of)", ("metric",)),
    ("", r"(?:.* )?#", ("unit",)),
    ("metric", r"range .*", _PARAMETER),
    ("fact", r"range .*", _PARAMETER),
    ("outcome", r"range .*", _PARAMETER),
    ("steps", rf"{_BOUNDED.removeprefix('.*')}|from .*\b(?:to|to below)|above [^N]* to(?: below)?", _PARAMETER),
    ("points", r"(?:at|above|below)", _PARAMETER),
    ("shares", r"", _PARAMETER),
    ("shares", r".* until", _PARAMETER),
    ("", rf"calculated as{_BOUNDED}", AMOUNTS),
)


def wanted_kinds(caret: Caret, *, amount_fits: bool) -> Kinds:
    """The kinds of names that are wanted at a caret; `amount_fits` where a whole amount could stand there."""
    words = list(caret.words)
    # In a list, what is wanted is what was wanted at its beginning.
    while words[-2:] in (["N", ","], ["N", "and"]):
        del words[-2:]
    statement = " ".join(words)
    for block, pattern, wanted in _RULES:
        if block in ("", caret.block) and pattern.fullmatch(statement):
            return wanted
    return AMOUNTS if amount_fits else ()
