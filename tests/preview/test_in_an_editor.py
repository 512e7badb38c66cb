"""The page in a panel of VS Code, as a browser shows it: what an author chose outlives a save."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.editors.conftest import at_work

# What VS Code puts before every page in a panel: a memory that outlives the page.
EDITOR = """
globalThis.acquireVsCodeApi = () => ({
  getState: () => JSON.parse(localStorage.getItem("state") ?? "null") ?? undefined,
  setState: (state) => localStorage.setItem("state", JSON.stringify(state)),
});
"""


class Panel:
    """A panel beside a contract, as wide as half a laptop."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page = page
        self._file = file
        page.add_init_script(EDITOR)
        page.set_viewport_size({"width": 500, "height": 760})

    def show(self, html: str) -> None:
        self._file.write_text(html, encoding="utf-8")
        self.page.goto(self._file.as_uri())

    def show_page(self, html: str) -> None:
        self.show(html)
        self.page.wait_for_selector("html[data-drawn]")

    def scroll(self, top: int) -> None:
        self.page.evaluate("top => scrollTo(0, top)", top)
        self.page.wait_for_function(
            "top => Object.values(JSON.parse(localStorage.state)).some((kept) => kept.top === top)", arg=top
        )

    @property
    def reading(self) -> dict[str, Any]:
        return {
            "chosen": self.page.input_value("#choose-reduction-exactly"),
            "total": self.page.inner_text("#total"),
            "top": self.page.evaluate("scrollY"),
        }


@pytest.fixture
def panel(page: Page, tmp_path: Path) -> Panel:
    return Panel(page, tmp_path / "panel.html")


def test_sliders_and_the_place_of_the_reader_are_kept(extension: Path, node: str, project: Path, panel: Panel) -> None:
    other = project / "other.sib"
    other.write_text((project / "contract.sib").read_text(encoding="utf-8"), encoding="utf-8")
    dearer = {"over": "at least 20%    USD 11,712,000", "type": "at least 20%    USD 12,000,000"}
    seen = at_work(extension, node, project, steps=[dearer, {"front": str(other)}])["tried"]
    before, after, elsewhere = (each["html"] for each in seen)

    panel.show_page(before)
    slider = panel.page.locator("#choose-reduction")
    slider.press("End")
    slider.press("ArrowLeft")
    chosen = panel.page.input_value("#choose-reduction-exactly")
    assert panel.page.inner_text("#total") == "USD 11,712,000"
    panel.scroll(900)

    panel.show_page(after)
    assert panel.reading == {"chosen": chosen, "total": "USD 12,000,000", "top": 900}
    # Another contract has metrics of the same names; what was chosen for the first is not meant for it.
    panel.show_page(elsewhere)
    assert panel.reading["chosen"] != chosen and panel.reading["top"] == 0
    panel.show_page(after)
    assert panel.reading == {"chosen": chosen, "total": "USD 12,000,000", "top": 900}
    assert panel.page.evaluate("document.documentElement.scrollWidth") <= 500


def test_nothing_but_the_page_runs(extension: Path, node: str, project: Path, browser: Browser, tmp_path: Path) -> None:
    (seen,) = at_work(extension, node, project, steps=[])["tried"]
    html = seen["html"].replace("</body>", "<script>document.title = 'taken over'</script></body>")
    assert html != seen["html"]
    page = browser.new_page()
    Panel(page, tmp_path / "panel.html").show_page(html)
    assert page.title() == "ABLE Project for Incarcerated Youth"
    page.close()
