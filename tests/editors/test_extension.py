"""The extension of VS Code: what is in its package, and that it works with the real checker."""

import json
import re
import subprocess
import zipfile
from pathlib import Path

import sibdsl
from tests.editors.conftest import SIB, SOURCES, at_work

MANIFEST = json.loads((SOURCES / "package.json").read_text(encoding="utf-8"))


def test_the_package_holds_what_the_extension_needs_and_nothing_else(extension: Path, node: str) -> None:
    (package,) = extension.glob("sib-*.vsix")
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
        manifest = json.loads(archive.read("extension/package.json"))
        bundle = archive.read("extension/dist/extension.js").decode("utf-8")
    wanted = {manifest["main"], manifest["icon"]}
    for kind in ("grammars", "snippets"):
        wanted |= {entry["path"] for entry in manifest["contributes"][kind]}
    wanted |= {entry["configuration"] for entry in manifest["contributes"]["languages"]}
    texts = {"readme.md", "changelog.md", "LICENSE.txt", "package.json"}
    assert names == {
        *(f"extension/{path.removeprefix('./')}" for path in wanted | texts),
        "extension.vsixmanifest",
        "[Content_Types].xml",
    }
    ask = [node, "-p", "require('module').builtinModules.join()"]
    listed = subprocess.run(ask, capture_output=True, text=True, check=True)
    required = {name.removeprefix("node:") for name in re.findall(r'require\("([^"]+)"\)', bundle)}
    assert required - {"vscode"} <= set(listed.stdout.strip().split(","))
    assert package.stat().st_size < 400_000


def test_the_version_is_that_of_sib() -> None:
    assert MANIFEST["version"] == sibdsl.__version__


def test_the_lock_file_names_no_registry() -> None:
    lock = (SOURCES / "package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert not re.search(r"registry|tarball|\.tgz", lock)


def test_every_command_is_explained_and_registered(extension: Path, node: str, project: Path) -> None:
    seen = at_work(extension, node, project)
    declared = {command["command"] for command in MANIFEST["contributes"]["commands"]}
    assert declared <= set(seen["commands"])
    readme = (SOURCES / "README.md").read_text(encoding="utf-8")
    for command in MANIFEST["contributes"]["commands"]:
        assert f"sib: {command['title']}" in readme


def test_a_contract_is_checked_by_the_sib_of_its_own_folder(extension: Path, node: str, project: Path) -> None:
    contract = project / "contract.sib"
    contract.write_text(contract.read_text("utf-8").replace("pays by reduction", "pays by reductoin"), encoding="utf-8")
    seen = at_work(extension, node, project, ask="reductoin")
    assert seen["lines"][0] == f"Starting {project}/.venv/bin/sib lsp"
    assert seen["messages"] == []
    assert sibdsl.__version__ in seen["status"]["tooltip"]
    (finding,) = [finding for finding in seen["findings"] if finding["code"] == "SIB201"]
    assert "`reductoin`" in finding["message"]
    assert finding["range"]["start"]["character"] == len("  pays by ")
    assert {"registerHoverProvider", "registerCompletionItemProvider"} <= set(seen["providers"])
    (panel,) = seen["panels"]
    assert panel["title"] == "Summary of contract.sib"
    assert "<p>" in panel["html"]


def test_a_name_leads_to_its_declaration(extension: Path, node: str, project: Path) -> None:
    text = (project / "contract.sib").read_text(encoding="utf-8")
    seen = at_work(extension, node, project, ask="mdrc {")
    line = text.splitlines().index('party mdrc    "MDRC"                                 is intermediary')
    assert seen["definition"][0]["targetSelectionRange"]["start"] == {"line": line, "character": len("party ")}


def test_the_summary_is_shown_under_a_policy_that_lets_nothing_in(extension: Path, node: str, project: Path) -> None:
    seen = at_work(extension, node, project, ask="mdrc {")
    (panel,) = seen["panels"]
    html = panel["html"]
    assert "ABLE Project for Incarcerated Youth" in html
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    # The only script is the one that the policy names, and the policy comes before all that could load anything.
    named = re.search(r"nonce-([^']+)", policy[1])
    assert named is not None
    assert re.findall(r"<script([^>]*)>", html) == [f' nonce="{named[1]}"']
    assert html.index("<head>") + len("<head>") == policy.start()
    assert panel["options"]["localResourceRoots"] == []


def test_a_worked_example_says_what_it_pays_and_a_click_tells_why(extension: Path, node: str, project: Path) -> None:
    seen = at_work(extension, node, project, ask="mdrc {", click="USD 9,600,000")
    assert "passes: success = USD 11,712,000" in seen["lenses"]
    told = next(line for line in seen["lines"] if "comes back without interest" in line)
    assert "10% reaches the row `at least 10%`" in told


def test_a_click_shows_where_something_is_named(extension: Path, node: str, project: Path) -> None:
    seen = at_work(extension, node, project, ask="mdrc {", click="uses")
    assert ["editor.action.showReferences", 3] in seen["done"]


def test_where_sib_is_not_installed_one_message_says_what_to_do(extension: Path, node: str, tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text("", encoding="utf-8")
    seen = at_work(extension, node, tmp_path)
    (message,) = seen["messages"]
    assert "pip install 'sibdsl[lsp]'" in message["text"]
    assert message["buttons"] == ["Open Settings", "Look Again"]
    assert seen["status"]["text"] == "$(law) sib not found"
    assert f"{tmp_path}/.venv/bin/sib" in seen["lines"][0]


def test_the_setting_wins_and_is_not_passed_over(extension: Path, node: str, project: Path) -> None:
    seen = at_work(extension, node, project, settings={"sib": {"path": "elsewhere/sib"}})
    assert seen["status"]["text"] == "$(law) sib not found"
    assert seen["lines"][0].splitlines()[1:] == [f"  {project}/elsewhere/sib"]
    seen = at_work(extension, node, project, settings={"sib": {"path": str(SIB)}})
    assert seen["lines"][0] == f"Starting {SIB} lsp"


def test_a_sib_that_ends_at_once_is_told(extension: Path, node: str, project: Path) -> None:
    broken = project / "broken"
    broken.write_text("#!/bin/sh\necho no such part >&2\nexit 2\n", encoding="utf-8")
    broken.chmod(0o755)
    seen = at_work(extension, node, project, settings={"sib": {"path": str(broken)}})
    assert seen["status"]["text"] == "$(law) sib stopped"
    assert seen["messages"][-1]["text"].endswith("asked to check contracts: no such part")
    assert seen["messages"][-1]["buttons"] == ["Show Output", "Try Again"]
