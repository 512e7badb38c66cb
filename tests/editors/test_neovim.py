"""Contracts in a real Neovim: colours, indentation, and the language server."""

import json
import os
import subprocess
import sys
from pathlib import Path

import sibdsl
from tests.editors.colours import differences
from tests.editors.tokens import ROOT, contracts

PLUGIN = ROOT / "editors" / "neovim"
HERE = Path(__file__).parent
GROUPS = {
    "sibName": "name",
    "sibDeclaredName": "name",
    "sibKind": "name",
    "sibUnit": "unit",
    "sibCurrency": "unit",
    "sibMoney": "money",
    "sibNumber": "number",
    "sibPercent": "percent",
    "sibDate": "date",
    "sibText": "text",
    "sibLongText": "text",
    "sibEscape": "text",
    "sibComment": "comment",
    "sibSign": "sign",
    "sibContinuation": "sign",
    "sibBrace": "sign",
    "sibBrackets": "sign",
    "": "space",
    "sibBlock": "space",
}
# Signs that have no colour of their own.
PLAIN = "(){},"


def run_neovim(
    neovim: str, *arguments: str, home: Path, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run Neovim without anybody's settings, with our plugin."""
    own = {"HOME": str(home), "XDG_CONFIG_HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_STATE_HOME": str(home)}
    command = [neovim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "--cmd", f"set runtimepath^={PLUGIN}"]
    start = ["--cmd", "filetype plugin indent on | syntax on"]
    return subprocess.run(
        [*command, *start, *arguments],
        env={**os.environ, **own, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def colours(text: str, runs: list[tuple[str, int]]) -> list[str]:
    """The class of every character."""
    found: list[str] = []
    for group, length in runs:
        for _ in range(length):
            plain = len(found) < len(text) and text[len(found)] in PLAIN
            found.append(
                "sign" if plain and GROUPS.get(group) in ("space", "name", "sign") else GROUPS.get(group, "keyword")
            )
    return found[: len(text)]


def test_every_token_has_the_colour_of_what_it_is(neovim: str, tmp_path: Path) -> None:
    texts = {str(ROOT / name): text for name, text in contracts().items()}
    run = run_neovim(
        neovim,
        "-c",
        f"luafile {HERE / 'neovim_colours.lua'}",
        "-c",
        "qa!",
        home=tmp_path,
        environment={"FILES": "\n".join(texts)},
    )
    assert run.stdout, run.stderr
    seen = json.loads(run.stdout)
    found = {file: differences(text, colours(text, seen[file])) for file, text in texts.items()}
    assert {file: each for file, each in found.items() if each} == {}


def test_a_contract_in_prose_is_coloured_inside_its_blocks_alone(neovim: str, tmp_path: Path) -> None:
    page = tmp_path / "contract.sib.md"
    page.write_text(
        "# The metric\n\nmetric of prose\n\n```sib\nmetric reduction {\n}\n```\n\nmetric\n", encoding="utf-8"
    )
    run = run_neovim(
        neovim,
        str(page),
        "-c",
        f"luafile {HERE / 'neovim_colours.lua'}",
        "-c",
        "qa!",
        home=tmp_path,
        environment={"FILES": str(page)},
    )
    assert run.stdout, run.stderr
    groups = [group for group, _ in json.loads(run.stdout)[str(page)]]
    assert groups.count("sibDeclaration") == 1
    assert groups.count("sibDeclaredName") == 1


def test_a_contract_that_is_indented_anew_stays_as_it_was(neovim: str, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "nyc_able" / "contract.sib").read_text(encoding="utf-8")
    # How the inside of a long text is laid out is left as it is.
    parts = text.split('"""')
    parts[::2] = ["".join(line.lstrip(" ") for line in part.splitlines(keepends=True)) for part in parts[::2]]
    contract = tmp_path / "contract.sib"
    contract.write_text('"""'.join(parts), encoding="utf-8")
    run_neovim(neovim, str(contract), "-c", "silent normal gg=G", "-c", "silent wq", home=tmp_path)
    assert contract.read_text(encoding="utf-8") == text


BROKEN = """\
contract example "Example" {
  jurisdiction "England"
  currency     GBP
  term         2027-04-01 to 2031-03-31
}

party city     "City"     is outcome_payer
party provider "Provider" is service_provider
party vera     "Vera"     is evaluator, independent

metric reduction "Reduction" {
  unit          percent to 0.1%
  range         at most 100%
  compared with matched comparison group "people who wait"
  better        higher
  verified by   vera
}

payment success "Success payment" from city to provider {
  due once on 2031-06-30
  pays by reductoin {
    at least 20%  GBP 1,000,000
    at least 15%  GBP 600,000
    at least 10%  GBP 300,000
    otherwise     nothing
  }
}

scenario "the target is reached" {
  given  reduction = 20%
  expect success = GBP 1,000,000
}
"""


def test_an_author_is_served_in_neovim(neovim: str, tmp_path: Path) -> None:
    contract = tmp_path / "contract.sib"
    contract.write_text(BROKEN, encoding="utf-8")
    sib = str(Path(sys.executable).with_name("sib"))
    opened = tmp_path / "opened.txt"
    browser = tmp_path / "bin" / "xdg-open"
    browser.parent.mkdir()
    browser.write_text('#!/bin/sh\necho "$1" > "$OPENED.part" && mv "$OPENED.part" "$OPENED"\n', encoding="utf-8")
    browser.chmod(0o755)
    path = f"{browser.parent}{os.pathsep}{os.environ['PATH']}"
    run = run_neovim(
        neovim,
        "-c",
        f"luafile {HERE / 'neovim_session.lua'}",
        "-c",
        "qa!",
        home=tmp_path,
        environment={"FILE": str(contract), "SIB": sib, "OPENED": str(opened), "PATH": path},
    )
    assert run.stdout, run.stderr
    seen = json.loads(run.stdout)
    assert seen["filetype"] == "sib"
    finding = next(finding for finding in seen["findings"] if finding["line"] == 21)
    assert finding["column"] == BROKEN.splitlines()[20].index("reductoin")
    assert "`reductoin`" in finding["message"]
    assert seen["definition"][0]["targetSelectionRange"]["start"] == {"line": 7, "character": 6}
    assert {"higher", "lower"} <= {item["label"] for item in seen["completion"]["items"]}
    assert "Provider" in json.dumps(seen["hover"])
    assert seen["left"] == 0
    assert seen["saved"] == BROKEN.replace("reductoin", "reduction").splitlines()
    assert any("GBP 1,000,000" in lens for lens in seen["lenses"])
    assert seen["summary"][0] == "# Example"
    assert opened.read_text(encoding="utf-8").endswith("/contract.sib.preview.html\n")
    [artifact] = sibdsl.generate(sibdsl.compile(contract), "preview")
    assert seen["page"] == artifact.text
