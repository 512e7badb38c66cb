"""Write what the commands of a page print now into the page: `python -m tests.docs.refresh PAGE ...`.

In: pages. Out: the same pages, in which each output that no longer agrees is what was printed.
Relies on somebody reading the difference before it is committed. Outputs with `...` lose it: shorten them again.
"""

import sys
import tempfile
from pathlib import Path

from tests.docs.transcripts import play


def refreshed(page: Path) -> str:
    """The text of the page, with outputs as they are now."""
    text = page.read_text(encoding="utf-8")
    position = 0
    with tempfile.TemporaryDirectory() as directory:
        for step in play(page, Path(directory)):
            # One back: a command that prints nothing ends in the line end before the next one.
            position = text.index(f"\n$ {step.command}\n", max(position - 1, 0)) + len(step.command) + 4
            if not step.agrees:
                shown = step.shown if step.shown else ""
                assert text.startswith(shown, position), f"{step.place}: {step.command}"
                text = text[:position] + step.printed + text[position + len(shown) :]
    return text


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name).resolve()
        path.write_text(refreshed(path), encoding="utf-8")
