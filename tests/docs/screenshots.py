"""The pictures of the guides, taken from the running tools: `python -m tests.docs.screenshots`.

In: the examples, Chromium. Out: `docs/images/*.png`. Look at them before they are committed.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.docs.markdown import DOCS, ROOT
from tests.preview.conftest import FLAGS, Watching

IMAGES = DOCS / "images"


def live_preview(page: Page, directory: Path) -> None:
    """The page of `sib watch --serve`, with the ABLE contract."""
    (directory / "contract.sib").write_bytes((ROOT / "examples" / "nyc_able" / "contract.sib").read_bytes())
    watching = Watching(["contract.sib", "--serve"], directory)
    try:
        said = watching.wait_for("Ctrl-C stops it")
        page.goto(next(line for line in said.splitlines() if line.startswith("http")))
        page.wait_for_selector("html[data-drawn]")
        page.fill("#choose-reduction-exactly", "11.2%")
        page.wait_for_timeout(500)
        page.screenshot(path=IMAGES / "preview.png")
    finally:
        watching.stop()


def main() -> None:
    """Take every picture again."""
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as directory:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1120, "height": 860}, color_scheme="light")
        live_preview(page, Path(directory))
        browser.close()


if __name__ == "__main__":
    main()
