"""`sib watch`: a contract that is saved again and again, and the page that follows it."""

import http.client
import json
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.preview.conftest import Watch, Watching

CONTRACT = """\
contract homes "Homes" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
import "parties.sib"
metric homes "People who moved into a home" {
  unit people to 1
  better higher
  verified by examiner
}
payment success "Success" from council to charity {
  due once on 2031-06-30
  pays GBP 100 per person for homes
  cap GBP 10,000 in total
}
"""
PARTIES = """\
party council "The council" is outcome_payer
party charity "The charity" is service_provider
party examiner "The examiner" is evaluator, independent
"""


@pytest.fixture
def contract(tmp_path: Path) -> Path:
    (tmp_path / "parties.sib").write_text(PARTIES, encoding="utf-8")
    path = tmp_path / "contract.sib"
    path.write_text(CONTRACT, encoding="utf-8")
    return path


def replace_file(path: Path, text: str) -> None:
    """Save as many editors do: write another file, and put it in the place of the first."""
    other = path.with_suffix(".new")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def test_findings_after_each_save(contract: Path, watch: Watch) -> None:
    watching = watch("contract.sib")
    watching.wait_for("no problems found")
    contract.write_text(CONTRACT.replace("to charity", "to chartiy"), encoding="utf-8")
    watching.wait_for("there is no party called `chartiy`")
    replace_file(contract, CONTRACT)
    watching.wait_for("no problems found", 2)
    replace_file(contract.with_name("parties.sib"), PARTIES.replace("council", "counsel"))
    watching.wait_for("there is no party called `council`")
    contract.unlink()
    watching.wait_for("there is no file `contract.sib`")
    contract.with_name("parties.sib").write_text(PARTIES, encoding="utf-8")
    contract.write_text(CONTRACT, encoding="utf-8")
    watching.wait_for("no problems found", 3)
    contract.write_bytes(b"\xff\xfe\x00")
    watching.wait_for("SIB002")
    assert watching.stop() == 0


def served(watching: Watching) -> int:
    said = watching.wait_for("Ctrl-C stops it")
    address = next(line for line in said.splitlines() if line.startswith("http://127.0.0.1:"))
    return int(address.rstrip("/").rpartition(":")[2])


def test_the_page_follows_the_file(contract: Path, watch: Watch, page: Page) -> None:
    watching = watch("contract.sib", "--serve")
    page.goto(f"http://127.0.0.1:{served(watching)}/")
    page.wait_for_selector("html[data-drawn]")
    page.fill("#choose-homes-exactly", "30")
    assert page.inner_text("#total") == "GBP 3,000"

    contract.write_text(CONTRACT.replace("GBP 100 per", "GBP 150 per"), encoding="utf-8")
    expect(page.locator("#total")).to_have_text("GBP 4,500")
    assert page.input_value("#choose-homes-exactly") == "30 people"
    assert page.locator(".finding").count() == 0

    contract.write_text(CONTRACT.replace("to charity", "to chartiy"), encoding="utf-8")
    page.wait_for_selector(".finding.error", timeout=30_000)
    assert "there is no party called `chartiy`" in page.inner_text("#findings")
    assert "payment success" in page.inner_text("#findings pre")
    assert page.inner_text("#status").startswith("1 error at ")
    assert page.inner_text("#total") == "GBP 4,500"
    assert "GBP 150" in page.evaluate("document.querySelector('#summary').shadowRoot.textContent")

    replace_file(contract, CONTRACT.replace('"Homes"', '"Homes for all"'))
    expect(page).to_have_title("Homes for all")
    assert page.inner_text("#total") == "GBP 3,000"
    assert page.locator(".finding").count() == 0
    assert page.inner_text("#status").startswith("up to date at ")
    assert watching.stop() == 0


def test_a_contract_that_begins_with_errors(contract: Path, watch: Watch, page: Page) -> None:
    contract.write_text("contract homes {", encoding="utf-8")
    watching = watch("contract.sib", "--serve")
    page.goto(f"http://127.0.0.1:{served(watching)}/")
    page.wait_for_selector(".finding.error")
    assert page.locator("#contract").is_hidden()
    contract.write_text(CONTRACT, encoding="utf-8")
    page.wait_for_selector("html[data-drawn]")
    assert page.locator("#contract").is_visible()


def answer(port: int, path: str, host: str | None = None) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        connection.putrequest("GET", path, skip_host=True)
        connection.putheader("Host", host or f"127.0.0.1:{port}")
        connection.endheaders()
        response = connection.getresponse()
        return response.status, response.read().decode()


def test_only_this_machine_is_answered(contract: Path, watch: Watch) -> None:
    port = served(watch("contract.sib", "--serve"))
    assert json.loads(answer(port, "/state.json")[1])["ok"]
    assert answer(port, "/", f"localhost:{port}")[0] == 200
    assert answer(port, "/state.json", "contracts.example")[0] == 403
    assert answer(port, "/../contract.sib")[0] == 404


def test_wrong_use(watch: Watch, contract: Path) -> None:
    port = served(watch("contract.sib", "--serve"))
    for arguments, words in (
        (["contract.sib", "--port", "8000"], "add --serve"),
        (["nowhere/contract.sib"], "there is no file `nowhere/contract.sib`"),
        (["contract.sib", "--serve", "--port", str(port)], "cannot be used"),
    ):
        wrong = watch(*arguments)
        assert wrong.process.wait(timeout=30) == 2
        assert words in wrong.said
