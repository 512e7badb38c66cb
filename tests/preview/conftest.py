"""A real browser without a window, for the pages that people try contracts out on."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from tests.editors.conftest import extension, npm, project  # noqa: F401

# Without these Chromium speaks to its maker, or refuses to run as root.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
Watch = Callable[..., "Watching"]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium."""
    found = next((path for name in ("chromium", "chromium-browser") if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser: install Debian's package chromium")
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """A browser that all tests share."""
    with sync_playwright() as playwright:
        browser = launched(playwright, chromium)
        yield browser
        browser.close()


def launched(playwright: Playwright, chromium: str) -> Browser:
    return playwright.chromium.launch(executable_path=chromium, args=FLAGS)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """An empty page; a message on its console, a fault in a script or a request to another host fails the test."""
    page = browser.new_page()
    troubles: list[str] = []

    def note(kind: str, what: Any) -> None:
        troubles.append(f"{kind}: {what}")

    page.on("console", lambda message: note("console", message.text))
    page.on("pageerror", lambda fault: note("fault", fault))
    page.on("request", lambda request: None if is_here(request.url) else note("request", request.url))
    yield page
    page.close()
    assert not troubles


def is_here(url: str) -> bool:
    return url.startswith(("file:", "http://127.0.0.1:", "data:"))


class Watching:
    """A running `sib watch`. `said` is what it has said so far."""

    def __init__(self, arguments: list[str], directory: Path) -> None:
        self._said = (directory / "said.txt").open("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sibdsl", "watch", *arguments],
            cwd=directory,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
            stdout=self._said,
            stderr=subprocess.STDOUT,
        )

    @property
    def said(self) -> str:
        with open(self._said.name, encoding="utf-8") as file:
            return file.read()

    def wait_for(self, words: str, times: int = 1) -> str:
        """Wait until it has said something so many times."""
        deadline = time.monotonic() + 30
        while self.said.count(words) < times:
            assert self.process.poll() is None, self.said
            assert time.monotonic() < deadline, self.said
            time.sleep(0.02)
        return self.said

    def stop(self) -> int:
        """Press Ctrl-C."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        try:
            return self.process.wait(timeout=20)
        finally:
            self.process.kill()
            self._said.close()


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    """Start `sib watch` in a directory of its own."""
    started: list[Watching] = []

    def start(*arguments: str) -> Watching:
        started.append(Watching([*arguments], tmp_path))
        return started[-1]

    yield start
    for watching in started:
        watching.stop()
