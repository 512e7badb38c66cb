"""The full form, one golden file a case: what people see for every shape of finding.

The contracts below carry their marks as «...»; the first mark is the finding, the others explain it.
"""

from collections.abc import Callable

import pytest

from sibdsl.diagnostics.diagnostic import Applicability, Diagnostic, Edit, Fix, Label
from sibdsl.diagnostics.render import render
from sibdsl.diagnostics.render.text import summary
from sibdsl.source.file import SourceFile
from sibdsl.source.reading import decode
from sibdsl.source.span import Span, end_of, make, start_of

Golden = Callable[[str, str], None]
Marked = Callable[..., tuple[SourceFile, list[Span]]]

ABLE = """\
contract nyc_able "ABLE Project" {
  currency USD
}

party city   "NYC Department of Correction" is outcome_payer
party mdrc   "MDRC" is intermediary
party lender "Goldman Sachs" is investor
party backer "Bloomberg Philanthropies" is guarantor

payment success from city to mdrc {
  due once on 2016-09-30
  pays by reduction {
    at least 20%  USD 11,712,000
    at least 16%  USD 10,944,000
    otherwise     nothing
  }
}
"""


def place_of(text: str, words: str, occurrence: int = 1) -> Span:
    """Where words stand in a text, the first time or a later one."""
    start = -1
    for _ in range(occurrence):
        start = text.index(words, start + 1)
    return make(start, start + len(words))


def finding(source: SourceFile | None, *labels: Label, **changes: object) -> Diagnostic:
    given: dict[str, object] = {
        "code": "SIB201",
        "name": "unknown-name",
        "severity": "error",
        "message": "there is no party called `lendr`",
        "source": source,
        "labels": labels,
    }
    return Diagnostic(**(given | changes))  # type: ignore[arg-type]


def able(*labels: Label, **changes: object) -> str:
    return render([finding(SourceFile("contract.sib", ABLE), *labels, **changes)])


def test_one_marked_word(golden: Golden, marked: Marked) -> None:
    source, [word] = marked("party lender is investor\nfinance loan from «lendr» to mdrc\n")
    found = finding(
        source,
        Label(word, "no party has this name", True),
        expected="the name of a party that this contract declares",
        help="did you mean `lender`?",
        notes=("parties are declared with `party`", "a note may\ntake two lines"),
        fix=Fix("write `lender`", "safe", (Edit(word, "lender"),)),
    )
    golden("one_word.txt", render([found]))


def test_words_on_one_line_hang_from_their_marks(golden: Golden, marked: Marked) -> None:
    source, [first, second, third] = marked("finance «loan» from «lender» to «lender»")
    labels = (
        Label(third, "this is the payer again", True),
        Label(first, "in this loan"),
        Label(second, "the payer"),
    )
    golden("several_on_one_line.txt", render([finding(source, *labels)]))


def test_marks_within_marks(golden: Golden) -> None:
    outer = place_of(ABLE, "at least 20%  USD 11,712,000")
    inner = place_of(ABLE, "20%")
    golden("marks_within_marks.txt", able(Label(inner, "the whole", True), Label(outer, "of this row")))


def test_alike_marks_show_the_finding(golden: Golden) -> None:
    place = place_of(ABLE, "20%")
    golden("alike_marks.txt", able(Label(place, "the finding", True), Label(place, "the explanation")))


def test_a_stretch_of_lines(golden: Golden) -> None:
    start = start_of(place_of(ABLE, "    at least 20%")) + 4
    stretch = make(start, end_of(place_of(ABLE, "nothing")))
    golden("stretch.txt", able(Label(stretch, "these rows", True)))


def test_stretches_within_stretches(golden: Golden) -> None:
    payment = make(start_of(place_of(ABLE, "payment")), len(ABLE))
    table = make(start_of(place_of(ABLE, "{", 3)), end_of(place_of(ABLE, "nothing\n  }")))
    amount = place_of(ABLE, "10,944,000")
    shown = able(Label(payment, "this payment", True), Label(table, "its table"), Label(amount, "an amount"))
    golden("stretches_within_stretches.txt", shown)


def test_stretches_that_end_together(golden: Golden) -> None:
    one = make(start_of(place_of(ABLE, "reduction {")), end_of(place_of(ABLE, "nothing")))
    other = make(start_of(place_of(ABLE, "{", 3)), end_of(place_of(ABLE, "nothing")))
    golden("stretches_that_end_together.txt", able(Label(one, "one", True), Label(other, "the other")))


def test_a_long_stretch_is_cut_in_the_middle(golden: Golden, marked: Marked) -> None:
    rows = "".join(f"  row {number}\n" for number in range(200))
    source, [stretch] = marked(f"table «{{\n{rows}}}» done\n")
    golden("long_stretch.txt", render([finding(source, Label(stretch, "all of it", True))]))


def test_lines_far_apart(golden: Golden) -> None:
    labels = (
        Label(place_of(ABLE, "mdrc", 2), "paid here", True),
        Label(place_of(ABLE, "mdrc"), "declared here"),
        Label(place_of(ABLE, "currency USD"), "in this currency"),
    )
    golden("far_apart.txt", able(*labels))


def test_tabs_and_wide_characters_keep_marks_in_place(golden: Golden, marked: Marked) -> None:
    source, places = marked(
        'party\t«lender»\t"神戸市 🎉 re\u0301sume\u0301" «is» x\n\t\t«"👩\u200d👩\u200d👧"» "x" «y»\n'
    )
    labels = [Label(span, f"mark {number}", number == 0) for number, span in enumerate(places)]
    golden("wide.txt", render([finding(source, *labels)]))


def test_a_marked_tab_is_marked_whole(golden: Golden, marked: Marked) -> None:
    source, [tab] = marked("a«\t»b")
    golden("tab.txt", render([finding(source, Label(tab, "a tab", True))]))


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_kind_look_the_same(golden: Golden, ending: str) -> None:
    text = ABLE.replace("\n", ending)
    place = place_of(text, "lender")
    block = make(start_of(place_of(text, "pays by")), end_of(place_of(text, "nothing")))
    fix = Fix("rename it", "safe", (Edit(place, f"investor{ending}"),))
    found = finding(SourceFile("contract.sib", text), Label(place, "a", True), Label(block, "b"), fix=fix)
    golden("line_ends.txt", render([found]))


def test_a_byte_order_mark_moves_nothing(golden: Golden) -> None:
    text = decode("party lendr\n".encode("utf-8-sig"))
    assert isinstance(text, str)
    place = Label(place_of(text, "lendr"), "here", True)
    golden("byte_order_mark.txt", render([finding(SourceFile("contract.sib", text), place)]))


def test_the_end_of_the_file(golden: Golden) -> None:
    golden("end_of_file.txt", able(Label(make(len(ABLE), len(ABLE)), "the contract ends here", True)))


def test_the_end_of_a_file_without_a_last_line_end(golden: Golden) -> None:
    source = SourceFile("contract.sib", "party lender")
    place = Label(make(12, 12), "something is missing here", True)
    golden("end_of_file_without_line_end.txt", render([finding(source, place)]))


def test_an_empty_place_between_two_characters(golden: Golden) -> None:
    start = start_of(place_of(ABLE, "is investor"))
    golden("empty_place.txt", able(Label(make(start, start), "a word is missing here", True)))


def test_a_line_end_is_marked_after_the_line(golden: Golden) -> None:
    end = end_of(place_of(ABLE, "is investor"))
    golden("line_end.txt", able(Label(make(end, end + 1), "", True)))


def test_an_empty_file(golden: Golden) -> None:
    source = SourceFile("contract.sib", "")
    golden("empty_file.txt", render([finding(source, Label(make(0, 0), "nothing here", True))]))


def test_two_files(golden: Golden, marked: Marked) -> None:
    source, [name] = marked('import "rates.sib"\nparty «lender» "Goldman Sachs"\n')
    other, [earlier] = marked("\n" * 11 + "party «lender»\n", "shared/rates.sib")
    found = finding(source, Label(earlier, "first here", source=other), Label(name, "and again here", True))
    golden("two_files.txt", render([found]))


@pytest.mark.parametrize("applicability", ["safe", "unsafe", "display"])
def test_fixes_say_how_far_to_trust_them(golden: Golden, applicability: Applicability) -> None:
    place = place_of(ABLE, "lender")
    fix = Fix("write `investor`", applicability, (Edit(place, "investor"),))
    golden(f"fix_{applicability}.txt", able(Label(place, "", True), fix=fix))


def test_a_fix_of_several_lines(golden: Golden) -> None:
    row = place_of(ABLE, "    at least 16%  USD 10,944,000\n")
    before_mdrc = start_of(place_of(ABLE, "party mdrc"))
    edits = (
        Edit(place_of(ABLE, "USD"), "GBP"),
        Edit(make(before_mdrc, before_mdrc), "# who runs it\n"),
        Edit(row, ""),
        Edit(place_of(ABLE, "11,712,000"), "12,000,000\n    at least 18%  USD 11,000,000"),
    )
    golden("fix_of_several_lines.txt", able(Label(row, "", True), fix=Fix("rework it", "safe", edits)))


def test_a_very_long_fix_is_cut(golden: Golden) -> None:
    fix = Fix("write them all", "safe", (Edit(make(0, 0), "".join(f"row {number}\n" for number in range(500))),))
    golden("long_fix.txt", able(Label(make(0, 8), "", True), fix=fix))


def test_what_a_contract_says_is_never_obeyed(golden: Golden, marked: Marked) -> None:
    source, [name] = marked('party «"\x1b[2J\x1b]0;owned\x07\u202e"» is investor\n', "a\nb\x1b.sib")
    found = finding(source, Label(name, "named \x1b[31m\nhere", True), message="`\x1b[2J\n` is no name", help="\x9b")
    golden("hostile.txt", render([found]))


def test_a_line_of_five_megabytes(golden: Golden) -> None:
    text = "x" * 2_500_000 + " lendr " + "y" * 2_500_000
    place = place_of(text, "lendr")
    whole = make(0, len(text))
    fix = Fix("write `lender`", "safe", (Edit(place, "lender"),))
    labels = (Label(place, "here", True), Label(whole, "in all of this"), Label(make(3, 5), "far away"))
    golden("long_line.txt", render([finding(SourceFile("contract.sib", text), *labels, fix=fix)]))


def test_a_whole_file_and_no_file(golden: Golden) -> None:
    found = [
        finding(SourceFile("contract.docx", ""), message="`contract.docx` is not a plain text"),
        finding(None, message="there is nothing to check", severity="note", help="name a contract"),
    ]
    golden("whole_file.txt", render(found))


def test_rows_of_data_files(golden: Golden) -> None:
    source = SourceFile("claims.parquet", "")
    golden("rows.txt", render([finding(source, row=12, message="the outcome `move_out` is not declared")]))


def test_a_private_file_is_never_quoted(golden: Golden, marked: Marked) -> None:
    source, [claim] = marked("id,person,date\n17,Jane Roe,«2016-02-30»\n", "claims.csv")
    private = SourceFile(source.path, source.text, private=True)
    fix = Fix("write a date that exists", "display", (Edit(claim, "2016-02-29"),))
    shown = render([finding(private, Label(claim, "no such day", True), row=1, message="a bad date", fix=fix)])
    assert "Jane" not in shown
    golden("private.txt", shown)


def test_colours_change_no_letter(golden: Golden) -> None:
    place = place_of(ABLE, "lender")
    fix = Fix("write `investor`", "safe", (Edit(place, "investor"),))
    block = make(start_of(place_of(ABLE, "{", 3)), end_of(place_of(ABLE, "nothing")))
    source = SourceFile("contract.sib", ABLE)
    found = [
        finding(source, Label(place, "here", True), Label(block, "and there"), help="rename it", fix=fix),
        finding(source, Label(block, "here", True), severity="warning", message="a warning"),
        finding(source, severity="note", message="a note"),
    ]
    colored = render(found, color=True)
    golden("colours.txt", colored.replace("\x1b", "ESC"))
    import re

    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(found)


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "found no problems"),
        (["error"], "found 1 error"),
        (["error", "warning", "error"], "found 2 errors and 1 warning"),
        (["note", "warning", "error", "note"], "found 1 error, 1 warning and 2 notes"),
    ],
)
def test_the_last_line_counts(severities: list[str], words: str) -> None:
    assert summary([finding(None, severity=severity) for severity in severities]) == words


def test_nothing_found_prints_nothing() -> None:
    assert render([]) == ""
