"""The program in the guide to the preview prints what the guide says."""

import subprocess
from pathlib import Path

import sibdsl
from tests.docs.markdown import DOCS, blocks_of

GUIDE = DOCS / "guides" / "preview.md"


def test_a_program_asks_the_module(node: str, tmp_path: Path) -> None:
    texts = {block.settings.get("title"): block.text for block in blocks_of(GUIDE)}
    [module] = sibdsl.generate(sibdsl.compile(texts["contract.sib"]), "javascript")
    assert isinstance(module.text, str)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / module.path).write_text(module.text, encoding="utf-8")
    (tmp_path / "ask.mjs").write_text(texts["ask.mjs"], encoding="utf-8")
    done = subprocess.run([node, "ask.mjs"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert f"`node ask.mjs` prints `{done.stdout.strip()}`" in GUIDE.read_text(encoding="utf-8")
