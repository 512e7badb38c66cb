"""How rows of tables look that were copied from a word processor, a spreadsheet or a list in a contract.

In: nothing. Out: `TABLE_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import COUNT, MONEY, VALUE, Phrase

_SIDE: Final = "`from 10% to 15%` with both ends, or `from 10% to below 15%` without the last"

_BRACKETS: Final = "`first 200 people`, then `next 100 people`, and `rest` as the last row"

TABLE_PHRASES: Final = (
    # Rows of brackets; where these words can stand, the others cannot.
    Phrase(
        rf"^(?:up to|(?:for )?the first|not more than|at most) ({COUNT})(?= )",
        r"first \1",
        "a bracket is written by how many fall into it",
        _BRACKETS,
        r"write `first \1`",
        safe=False,
    ),
    Phrase(
        rf"^(?:above|over|more than|beyond|in excess of|at least|thereafter|after that)(?: {COUNT})?(?= )",
        "rest",
        "the last bracket takes all that is left",
        _BRACKETS,
        "write `rest`, or `next` and how many fall into the bracket if another one follows",
        safe=False,
    ),
    # Marks of lists and numbers of clauses, before anything that begins a statement.
    Phrase(
        r"^\(?(?:[a-z]|[ivx]{1,5})\)\s*|^(?:[a-z]|[ivx]{1,5})\.\s+|^[-\u2013*]\s+(?=\S)",
        "",
        "the lines of a contract are not lettered here",
        "the line without a letter or a dash before it",
        "delete it; the place in the signed agreement is said with `clause`",
    ),
    Phrase(
        r"^(?:clause |section |article )?([0-9]+(?:\.[0-9]+)*)[.)]?\s+(?=[a-z])",
        "",
        "the lines of a contract are not numbered here",
        r'the line without its number; `clause "\1"` in the block says where it stands in the signed agreement',
        r'delete the number, and write `clause "\1"` in the block if it is to be kept',
        safe=False,
    ),
    Phrase(
        r"^(?:tier|band|level|step|stage|milestone|row|target)\s*[0-9a-z]{0,3}\s*[:.)-]\s*",
        "",
        "rows have no names",
        "the comparison first, as in `at least 15%  GBP 1,200,000`",
        "delete what stands before the comparison",
    ),
    Phrase(
        rf"^({VALUE})(?: people| days| hours| months)? (?:or|and) (?:more|above|higher|greater|over|upwards?|better)\b",
        r"at least \1",
        r"`\1` or more is written `at least \1`",
        r"`at least \1`, to which \1 itself belongs",
        r"write `at least \1`",
    ),
    Phrase(
        rf"^({VALUE})(?: people| days| hours| months)? (?:or|and) (?:less|below|lower|fewer|under)\b",
        r"at most \1",
        r"`\1` or less is written `at most \1`",
        r"`at most \1`, to which \1 itself belongs",
        r"write `at most \1`",
    ),
    Phrase(
        rf"\bbetween ({VALUE}) ?(?:and|to|-|\u2013) ?({VALUE})",
        rewriting.value_range,
        "`between` does not say whether its ends belong to the range",
        _SIDE,
        "write `from ... to ...`, and say by `below` that an end belongs to another row",
        safe=False,
        among_rows=rewriting.range_among_rows,
    ),
    Phrase(
        rf"^({VALUE}) ?(?:-|\u2013|\u2014|to) ?({VALUE})(?=\s)(?!\s*people)",
        rewriting.value_range,
        "a range without words does not say whether its ends belong to it",
        _SIDE,
        "write `from ... to ...`, and say by `below` that an end belongs to another row",
        safe=False,
        among_rows=rewriting.range_among_rows,
    ),
    Phrase(
        r"^([0-9,]+) (?:to|-|\u2013) ([0-9,]+) (people|days|hours|places|units|sessions)\b",
        rewriting.bracket,
        "a bracket is written by how many fall into it",
        _BRACKETS,
        "write how many units fall into the bracket, not from which to which",
        safe=False,
    ),
    Phrase(
        rf"^at (?={VALUE})",
        "at least ",
        "`at` does not say whether more than the value belongs to the row",
        "`at least 10%`, or `exactly 10%`",
        "write `at least` or `exactly`",
        safe=False,
    ),
    Phrase(
        rf"^up to ({VALUE})",
        r"at most \1",
        r"`up to` is written `at most` here",
        r"`at most \1` if \1 itself belongs to the row, `below \1` if it does not",
        r"write `at most \1` or `below \1`",
        safe=False,
    ),
    Phrase(
        r"^(?:an?|the) (?:increase|reduction|improvement|decrease|fall|rise|change) of (?=at "
        r"|above|below|more|less|not)",
        "",
        "the row says only the value; what it is about stands behind `by`",
        "a comparison such as `at least 15%`",
        "delete the words before the comparison",
    ),
    Phrase(
        rf"^(?:an?|the) (?:increase|reduction|improvement|decrease|fall|rise|change) of (?={VALUE})",
        "at least ",
        "the row does not say whether more than the value belongs to it",
        "a comparison such as `at least 15%`",
        "write `at least` before the value, if more than it belongs to the row",
        safe=False,
    ),
    Phrase(
        rf"^({VALUE})\s*[-=]?>\s*(?={MONEY}|nothing)",
        r"at \1  ",
        "a row is a comparison and an amount, without an arrow",
        r"`at \1` for a point, `at least \1` for a step",
        "delete the arrow, and write the comparison",
        safe=False,
    ),
    Phrase(
        rf"^(at (?:least|most)|above|below|exactly|at) ({VALUE})(?:\s*[,:;|]|\s*[-=]>)\s+(?={MONEY}|nothing)",
        r"\1 \2  ",
        "nothing stands between the two sides of a row",
        "the amount, right after the comparison, with spaces between them",
        "delete the sign between them",
    ),
    Phrase(
        r"(?<=[0-9a-z%])\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+|\*+|\u2020|\u2021)\s*$",
        "",
        "the mark of a footnote stands here",
        "the statement without it",
        "delete it; a remark stands behind a `#`, or in a `note`",
    ),
    Phrase(
        r"(?<=\s)(?:no payment|no amount|nil|none|zero)\s*$",
        "nothing",
        "no money is written `nothing`",
        "`nothing`",
        "write `nothing`",
    ),
    Phrase(
        r"(?<=\s)(?:n/a|not applicable|[-\u2013\u2014]+)\s*$",
        "nothing",
        "an empty cell does not say what is paid",
        "an amount, or `nothing`",
        "write `nothing` if nothing is paid in this row",
        safe=False,
    ),
    Phrase(
        r"^(?:(?:sub|grand )?totals?|sum)\b.*$",
        rewriting.as_remark,
        "a table has no row of totals",
        "rows that each say what is paid for a value; a limit of the whole is a `cap`",
        "delete the row",
        safe=False,
    ),
    Phrase(
        r"^(?:nb|n\.b\.|note to|drafting note|todo|fixme|comment|remark)\b.*$",
        rewriting.as_remark,
        "a remark stands here as if it were part of the contract",
        "a remark behind `#`, or a `note` in double quotes",
        "write `#` before it",
        safe=False,
    ),
    Phrase(
        r"^(?-i:[A-Z])[A-Za-z()%/]*(?: [A-Za-z()%/]+){0,6}$",
        rewriting.as_remark,
        "a table has no row of headings",
        "rows such as `at least 10%  GBP 800,000`",
        "delete the row, or write `#` before it",
        safe=False,
    ),
    Phrase(
        r"(?:^|(?<=\s))(?://|/\*|--(?=\s))[^\r\n]*",
        rewriting.as_remark,
        "a remark begins with `#`",
        "`#` before the remark",
        "write `#`",
    ),
    Phrase(
        r"\bone[- ]time(?: only)?|\bone[- ]off\b|\ba single time\b|\bonce only\b|\bone time\b",
        "once",
        "that something is paid once for each person is written `once`",
        "`once`",
        "write `once`",
    ),
    Phrase(
        r"\bfollowing (?=[a-z]\w*)",
        "after ",
        "what must come before is written with `after`",
        "`after` and an outcome",
        "write `after`",
    ),
    Phrase(
        r"\bmax(?:imum|\.)?(?: of)? (?=[0-9])",
        "at most ",
        "how much is paid at most is written `at most`",
        "`at most 20 hours`, or `at most 3 times`",
        "write `at most`",
    ),
)
