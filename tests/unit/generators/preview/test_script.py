"""The script of the page: its parts fit together, and no name of theirs meets one of the contract's module."""

import re
import subprocess
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

import sibdsl
from sibdsl.generators.preview.script import live_script, preview_module, script_alone

CONTRACT = """\
contract homes "Homes" {
  currency GBP
  term 2027-04-01 to 2031-03-31
}
party council "The council" is outcome_payer
party charity "The charity" is service_provider
metric homes {
  unit people to 1
  better higher
  verified by charity
}
payment success from council to charity {
  due once on 2031-06-30
  pays GBP 100 per person for homes
  cap GBP 10,000 in total
}
"""
OF_THE_CONTRACT = "const contract = {}, settle = null, sliderRange = null, valuesBetween = null;"
# What stands at the margin of the joined text is a name that all parts share.
SHARED = re.compile(r"^(?:const|let|class|function) (\w+)", re.MULTILINE)


Check = Callable[[str], None]


@pytest.fixture
def check(node: str, tmp_path: Path) -> Check:
    """Let Node read a module without running it; a name that is declared twice is an error, too."""
    file = tmp_path / "script.mjs"

    def read(module: str) -> None:
        file.write_text(module, encoding="utf-8")
        answer = subprocess.run([node, "--check", str(file)], capture_output=True, text=True, check=False)
        assert answer.returncode == 0, answer.stderr

    return read


def test_the_joined_texts_can_be_read(check: Check) -> None:
    contract = sibdsl.compile(CONTRACT)
    assert contract.ok, sibdsl.render(contract.diagnostics)
    [module] = sibdsl.generate(contract, "javascript")
    assert isinstance(module.text, str)
    check(script_alone(module.text))
    check(preview_module())
    check(live_script())


def test_a_name_that_is_declared_twice_would_be_told(check: Check) -> None:
    with pytest.raises(AssertionError, match="titleOf"):
        check(preview_module() + "function titleOf() {}\n")


def test_a_contract_may_declare_every_name_of_the_page(check: Check) -> None:
    names = SHARED.findall(preview_module())
    assert {"showPreview", "Figure", "MARGIN"} <= {*names}
    check(script_alone("\n".join([OF_THE_CONTRACT, *(f"class {name} {{}}" for name in names)])))


def test_every_file_of_the_script_is_in_the_page() -> None:
    joined = script_alone("") + live_script()
    parts = [*(files("sibdsl.generators.preview") / "browser").iterdir()]
    assert len(parts) > 10
    assert [part.name for part in parts if part.read_text(encoding="utf-8") not in joined] == []
