"""Where a place stands in the agreement, and what is left out because it follows from something else."""

from sibdsl.diagnostics.standing import DECLARATIONS, find_standing
from sibdsl.source.file import SourceFile
from sibdsl.syntax.meant import DECLARATIONS as BEGINNINGS
from sibdsl.workspace.compilation import compile

TEXT = """# A remark
party city "The city" is outcome_payer

payment success "Success" from city to provider {
  clause "Schedule 2, \\"4.1\\""

  pays GBP 5
}

scenario "a good year" {
  expect success = GBP 5
}
"""


def words_at(mark: str) -> str | None:
    standing = find_standing(SourceFile("contract.sib", TEXT), TEXT.index(mark))
    return standing.words if standing else None


def test_every_declaration_with_a_name_is_known() -> None:
    assert set(DECLARATIONS) == set(BEGINNINGS) - {"import"}


def test_a_place_knows_its_declaration_and_its_clause() -> None:
    assert words_at("GBP 5\n}\n\nsc") == 'payment `success`, Schedule 2, "4.1"'
    assert words_at('"The city"') == "party `city`"
    assert words_at("expect") == 'scenario "a good year"'


def test_what_is_between_declarations_stands_nowhere() -> None:
    assert words_at("# A remark") is None
    assert words_at('\nscenario "a') is None


def test_a_warning_waits_for_the_errors_beside_it() -> None:
    text = """contract c "C" {
  currency GBP
  term 2020-01-01 to 2021-12-31
}
party city "City" is outcome_payer
party provider "Provider" is service_provider
party unused "Unused" is investor
payment grant from city to provider {
  due once on 2021-01-01
  pays GBP 5
  cap GBP 50 in total
}
"""
    assert [found.code for found in compile(text).diagnostics] == ["SIB210", "SIB618"]
    assert [found.code for found in compile(text.replace("pays GBP 5", "pays GBP")).diagnostics] == ["SIB201"]


def test_carriage_returns_alone_end_lines_too() -> None:
    text = 'payment success from a to b {\n  clause "4.1"\n  due once on 2027-04-01\n}\n'
    plain, old = (SourceFile("c.sib", each) for each in (text, text.replace("\n", "\r")))
    offset = text.index("due")
    assert find_standing(plain, offset) is not None
    assert find_standing(old, offset) == find_standing(plain, offset)
