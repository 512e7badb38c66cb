"""Signs that no token begins with: one report each, and a fix that makes the text a right one."""

import pytest

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.editing import edited
from tests.unit.syntax.conftest import Read

# Before, the code of the one report, whether its fix is safe, and the text after the fix.
FIXED = [
    ("note “typographic”", "SIB102", "safe", 'note "typographic"'),
    ("note „so oder so“", "SIB102", "safe", 'note "so oder so"'),
    ("note 'single'", "SIB102", "safe", 'note "single"'),
    ("note «guillemets»", "SIB102", "safe", 'note "guillemets"'),
    (r'note "C:\files"', "SIB107", "safe", r'note "C:\\files"'),
    (r'note "a\tb\tc"', "SIB107", "safe", r'note "a\\tb\\tc"'),
    ('note "never closed', "SIB106", "unsafe", 'note "never closed"'),
    ("pays 12,5%", "SIB108", "safe", "pays 12.5%"),
    ("pays GBP 1.234.567,89", "SIB108", "safe", "pays GBP 1,234,567.89"),
    ("pays GBP 1'234'567", "SIB108", "safe", "pays GBP 1,234,567"),
    ("pays GBP 1,23,456", "SIB108", "unsafe", "pays GBP 123,456"),
    ("pays GBP 1,2345", "SIB108", "unsafe", "pays GBP 12,345"),
    ("pays €500", "SIB104", "safe", "pays EUR 500"),
    ("pays £1,500.50", "SIB104", "unsafe", "pays GBP 1,500.50"),
    ("pays 500 €", "SIB104", "safe", "pays EUR 500"),
    ("pays US$ 500", "SIB104", "safe", "pays USD 500"),
    ("pays GBP1,500", "SIB113", "safe", "pays GBP 1,500"),
    ("pays a – b", "SIB103", "safe", "pays a - b"),
    ("pays \u2212GBP 5", "SIB103", "safe", "pays -GBP 5"),
    ("suspended from 2012\u201101\u201101 to 2013-01-01", "SIB103", "safe", "suspended from 2012-01-01 to 2013-01-01"),
    ("suspended from 2012-01-01 – 2013-01-01", "SIB133", "safe", "suspended from 2012-01-01 to 2013-01-01"),
    ("due on 31/08/2016", "SIB109", "safe", "due on 2016-08-31"),
    ("due on 08/31/2016", "SIB109", "safe", "due on 2016-08-31"),
    ("due on 31.08.2016", "SIB109", "safe", "due on 2016-08-31"),
    ("due on 2016/8/31", "SIB109", "safe", "due on 2016-08-31"),
    ("due on 31 August 2016", "SIB109", "safe", "due on 2016-08-31"),
    ("due on 31st Aug 2016", "SIB109", "safe", "due on 2016-08-31"),
    ("due on August 31, 2016", "SIB109", "safe", "due on 2016-08-31"),
    ("provided m >= 10%", "SIB105", "safe", "provided m at least 10%"),
    ("provided m ≤ 10%", "SIB105", "safe", "provided m at most 10%"),
    ("provided m < 10%", "SIB105", "safe", "provided m below 10%"),
    ("pays GBP 500;", "SIB110", "safe", "pays GBP 500"),
    ("pays: GBP 500", "SIB110", "safe", "pays GBP 500"),
    ("pays GBP 500.", "SIB110", "safe", "pays GBP 500"),
    ("pays １２％", "SIB111", "safe", "pays 12%"),
    ("pays ٣", "SIB111", "safe", "pays 3"),
    ("pays a（b）", "SIB103", "safe", None),
    ("pays\u200b GBP 500", "SIB112", "safe", "pays GBP 500"),
    ("pays\u3000GBP 500", "SIB112", "safe", "pays GBP 500"),
]


def in_payment(statement: str) -> str:
    return f"payment p from a to b {{\n  {statement}\n}}\n"


def by_code(found: tuple[Diagnostic, ...], code: str) -> Diagnostic:
    (only,) = (finding for finding in found if finding.code == code)
    return only


@pytest.mark.parametrize(("written", "code", "applicability", "after"), FIXED, ids=[case[0] for case in FIXED])
def test_a_misprint_is_reported_and_can_be_fixed(
    read: Read, written: str, code: str, applicability: str, after: str | None
) -> None:
    text = in_payment(written)
    finding = read(text)[1][0]
    assert finding.code == code
    assert finding.fix is not None
    assert finding.fix.applicability == applicability
    if after is not None:
        assert edited(text, finding.fix.edits) == in_payment(after)
        assert read(in_payment(after))[1] == ()


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("pays 1.2.3", "SIB108"),
        ("pays GBP 1.50,5", "SIB108"),
        ("due on 05/06/2016", "SIB109"),
        ("due on 05.06.2016", "SIB109"),
        ("due on 2016-08-311", "SIB109"),
        ("pays a == b", "SIB105"),
        ("pays [a]", "SIB114"),
        ("pays a & b", "SIB101"),
        ("note 'never closed", "SIB101"),
        ('note """never closed', "SIB106"),
        ("pays a ¥", "SIB104"),
    ],
)
def test_where_nobody_can_be_sure_nothing_is_put_in(read: Read, written: str, code: str) -> None:
    finding = by_code(read(in_payment(written))[1], code)
    assert finding.fix is None or finding.fix.applicability != "safe"


def test_what_a_misprint_stood_for_is_read_so_that_it_costs_one_report(read: Read) -> None:
    text = in_payment("due once on 31.08.2016; payable\n  pays £1,500\n  note ‘one’\n  provided m >= 10% and n > 5")
    tree, found = read(text)
    assert [finding.code for finding in found] == ["SIB109", "SIB110", "SIB131", "SIB104", "SIB102", "SIB105", "SIB105"]
    assert len(tree.declarations[0].items) == 4


def test_a_misprint_in_a_statement_that_is_wrong_anyway_is_not_reported(read: Read) -> None:
    _, found = read(in_payment("pay out £500; to them"))
    assert len(found) == 1


def test_an_unclosed_text_does_not_swallow_the_brace_at_the_end_of_its_line(read: Read) -> None:
    tree, found = read('metric m "Reduction {\n  unit percent\n}\nparty a is b\n')
    assert [finding.code for finding in found] == ["SIB106"]
    assert [len(declaration.items) for declaration in tree.declarations] == [1, 0]


def test_signs_in_a_row_are_one_report(read: Read) -> None:
    assert len(read(in_payment("pays a @@@~~~^ b"))[1]) == 1
    assert len(read(in_payment("pays a\u200b\u200b\u200b\u200b"))[1]) == 1
