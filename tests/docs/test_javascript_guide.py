"""The script in the guide to JavaScript prints what the guide says it prints."""

import subprocess
from itertools import pairwise
from pathlib import Path

from tests.docs.markdown import ROOT, blocks_of
from tests.docs.transcripts import play

GUIDE = ROOT / "docs" / "guides" / "javascript.md"


def test_the_script_prints_what_the_guide_says(node: str, tmp_path: Path) -> None:
    assert all(step.status == 0 for step in play(GUIDE, tmp_path))
    scripts = [pair for pair in pairwise(blocks_of(GUIDE)) if pair[0].settings.get("title", "").endswith(".mjs")]
    assert scripts
    for script, shown in scripts:
        run = subprocess.run(
            [node, script.settings["title"]],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert (run.stderr, run.stdout) == ("", shown.text)
