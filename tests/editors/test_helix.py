"""The settings of Helix name what sib has. Helix itself was tried by hand."""

import fnmatch
import tomllib

from click.testing import CliRunner

from sibdsl.cli.group import sib
from tests.editors.tokens import ROOT

SETTINGS = tomllib.loads((ROOT / "editors" / "helix" / "languages.toml").read_text(encoding="utf-8"))


def test_the_command_is_one_of_sib() -> None:
    server = SETTINGS["language-server"]["sib"]
    assert server["command"] == "sib"
    assert CliRunner().invoke(sib, [*server["args"], "--help"]).exit_code == 0


def test_contracts_and_contracts_in_prose_are_served() -> None:
    by_name = {language["name"]: language for language in SETTINGS["language"]}
    assert by_name["sib"]["file-types"] == ["sib"]
    (pattern,) = by_name["sib-markdown"]["file-types"]
    assert fnmatch.fnmatch("contract.sib.md", pattern["glob"])
    assert all(language["language-servers"] == ["sib"] for language in by_name.values())
