"""What a command says, and to whom: results to standard output, everything else to standard error.

In: the options --color, -q and -v, and the environment variables NO_COLOR and FORCE_COLOR.
Out: a `Console` that commands write to.
Relies on: `sys.stdout` and `sys.stderr` as they are when something is written.
Guarantees: colours and progress appear only where a person is looking, unless colours are asked for.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final, TextIO

import click

_PROGRESS_AFTER: Final = 1.0
"""Seconds after which a person wonders what is going on."""

Command = Callable[..., int]


class Console:
    """The two streams of a command, and how much is said on the second.

    `color` is `auto`, `always` or `never`; `quiet` leaves out all but results and errors; `verbose` adds
    what is only of interest when something is not as expected.
    """

    __slots__ = ("color", "quiet", "verbose")

    def __init__(self, color: str = "auto", quiet: bool = False, verbose: bool = False) -> None:
        self.color = color
        self.quiet = quiet
        self.verbose = verbose

    def result(self, text: str) -> None:
        """Write what the command was asked for, exactly as it is."""
        sys.stdout.write(text)

    def result_bytes(self, data: bytes) -> None:
        """Write a result that is not text."""
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()

    def findings(self, text: str) -> None:
        """Write findings beside a result, where they do not mix with it."""
        sys.stderr.write(text)

    def log(self, line: str) -> None:
        """Say what was done."""
        if not self.quiet:
            sys.stderr.write(f"{line}\n")

    def detail(self, line: str) -> None:
        """Say what is only of interest to the curious."""
        if self.verbose:
            sys.stderr.write(f"{line}\n")

    @property
    def colors_results(self) -> bool:
        """Whether text for people on standard output is coloured."""
        return self._colors(sys.stdout)

    @property
    def colors_findings(self) -> bool:
        """Whether findings on standard error are coloured."""
        return self._colors(sys.stderr)

    @property
    def shows_results_to_a_person(self) -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout.isatty()

    def _colors(self, stream: TextIO) -> bool:
        if self.color != "auto":
            return self.color == "always"
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
            return True
        return stream.isatty() and os.environ.get("TERM") != "dumb"

    @contextmanager
    def progress(self, doing: str) -> Iterator[Callable[[str], None]]:
        """Show on a terminal what takes longer than a second, and wipe it away afterwards.

        Yields a function that tells how far the work is: `report("3 of 12 files")`.
        """
        if self.quiet or not sys.stderr.isatty():
            yield _say_nothing
            return
        line = _ProgressLine(sys.stderr, doing)
        try:
            yield line.update
        finally:
            line.wipe()


def _say_nothing(how_far: str) -> None:
    """Tell nobody."""


class _ProgressLine:
    """One line of a terminal, written again and again once a second has passed."""

    def __init__(self, stream: TextIO, doing: str) -> None:
        from threading import Lock, Timer

        self._stream = stream
        self._text = f"{doing} ..."
        self._doing = doing
        self._started = time.monotonic()
        self._shown = False
        self._lock = Lock()
        # Work that reports nothing in between still shows what it is.
        self._timer = Timer(_PROGRESS_AFTER, self._show)
        self._timer.daemon = True
        self._timer.start()

    def update(self, how_far: str) -> None:
        self._text = f"{self._doing}: {how_far}"
        if time.monotonic() - self._started >= _PROGRESS_AFTER:
            self._show()

    def _show(self) -> None:
        with self._lock:
            self._shown = True
            self._stream.write(f"\r\x1b[K{self._text}")
            self._stream.flush()

    def wipe(self) -> None:
        self._timer.cancel()
        with self._lock:
            if self._shown:
                self._stream.write("\r\x1b[K")
                self._stream.flush()


def with_console(command: Command) -> Command:
    """Give a command the options --color, -q and -v, and the `console` that they make."""

    @wraps(command)
    def run(color: str, quiet: bool, verbose: bool, **rest: Any) -> int:
        return command(console=Console(color, quiet, verbose), **rest)

    for option in (_VERBOSE, _QUIET, _COLOR):
        run = option(run)
    return run


_COLOR: Final = click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    help="Colours: on a terminal only (auto), always or never. NO_COLOR and FORCE_COLOR are obeyed.",
)
_QUIET: Final = click.option("-q", "--quiet", is_flag=True, help="Say nothing but results and findings.")
_VERBOSE: Final = click.option("-v", "--verbose", is_flag=True, help="Say more about what is being done.")
