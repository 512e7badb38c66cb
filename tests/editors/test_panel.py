"""The panel of VS Code with sliders and curves: it follows the contract, and keeps what can be kept."""

import re
from html import unescape
from pathlib import Path

from tests.editors.conftest import at_work

OUTDATED = "Try out: before the last changes"
RATE = {"over": "at least 20%    USD 11,712,000", "type": "at least 20%    USD 12,000,000"}
SLIP = {"over": "pays by reduction", "type": "pays by reductoin"}
MENDED = {"over": SLIP["type"], "type": SLIP["over"]}


def test_the_page_is_refreshed_on_save_and_kept_while_there_are_errors(
    extension: Path, node: str, project: Path
) -> None:
    broken = project / "broken.sib"
    broken.write_text("contract broken {", encoding="utf-8")
    first = str(project / "contract.sib")
    steps = [RATE, SLIP, MENDED, {"front": str(broken)}, {"front": first}]
    seen = at_work(extension, node, project, steps=steps)["tried"]
    assert [each["title"] for each in seen] == [
        "Try out contract.sib",
        "Try out contract.sib",
        OUTDATED,
        "Try out contract.sib",
        "Try out broken.sib",
        "Try out contract.sib",
    ]
    pages = [each["html"] for each in seen]
    assert "showPreview(" in pages[0]
    assert "USD 12,000,000" in pages[1] and "USD 12,000,000" not in pages[0]
    assert pages[2] == pages[1]
    # Another contract is never shown under the page of the one before it.
    assert "showPreview(" not in pages[4] and "can be tried out once" in pages[4]
    assert "USD 12,000,000" in pages[5]


def test_a_policy_lets_only_two_scripts_run(extension: Path, node: str, project: Path) -> None:
    contract = project / "contract.sib"
    title = "ABLE Project for Incarcerated Youth"
    text = contract.read_text(encoding="utf-8")
    assert title in text
    stranger = "<meta http-equiv='Content-Security-Policy' content='script-src 'sha256-AAAA'><script>alert(1)</script>"
    contract.write_text(text.replace(title, stranger), encoding="utf-8")
    (seen,) = at_work(extension, node, project, steps=[])["tried"]
    html = seen["html"]
    outer, own, *_ = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    scripts = re.search(r"script-src 'nonce-([^']+)' '(sha256-[^']+)'$", outer)
    assert scripts is not None
    assert outer.startswith("default-src 'none'; img-src data:; style-src 'unsafe-inline'")
    assert f"script-src '{scripts[2]}';" in unescape(own)
    assert re.findall(r"<script([^>]*)>", html) == [f' nonce="{scripts[1]}"', ' type="module"']
