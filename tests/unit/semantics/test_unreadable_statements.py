"""What could not be read is not blamed again for what it would have said, in whichever file it stands."""

from pathlib import Path

from sibdsl.workspace.compilation import compile

MAIN = """
import "measures.sib"

contract example "Example" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party council "Council" is outcome_payer
party charity "Charity" is service_provider
party university "University" is evaluator, independent

payment success from council to charity {
  due once on 2031-06-30
  pays by share {
    at least 10%  GBP 100,000
    otherwise     nothing
  }
}
"""
MEASURES = """
metric share "Share in work" {
  unti percent to 0.1%
  verified by university
}
metric other "Other" {
  not payable "for information"
}
"""


def test_a_metric_whose_unit_is_misspelt_has_one_finding(tmp_path: Path) -> None:
    (tmp_path / "measures.sib").write_text(MEASURES, encoding="utf-8")
    (tmp_path / "contract.sib").write_text(MAIN, encoding="utf-8")
    found = [(finding.code, finding.message) for finding in compile(tmp_path / "contract.sib").diagnostics]
    assert found == [
        ("SIB130", "`unti` is not a word that can stand here"),
        ("SIB205", "metric `other` does not say what it is measured in"),
    ]


def test_the_same_in_one_file(tmp_path: Path) -> None:
    contract = compile(MAIN.replace('import "measures.sib"\n', "") + MEASURES)
    assert [finding.code for finding in contract.diagnostics] == ["SIB130", "SIB205"]


def test_a_contract_whose_currency_is_misspelt_has_one_finding() -> None:
    contract = compile(MAIN.replace('import "measures.sib"\n', "").replace("currency", "curency"))
    assert [finding.code for finding in contract.diagnostics] == ["SIB130", "SIB201"]
