"""Waiting for files to be saved.

In: the files of a contract. Out: a step each time one of them has changed.
Relies on: `watchfiles`, which asks the operating system.
Guarantees: editors that replace a file instead of writing into it are noticed, and so is a file that comes back.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from threading import Event

from watchfiles import Change, watch


def saved(files: Callable[[], Sequence[str]], stopped: Event) -> Iterator[None]:
    """Yield each time one of the files, as `files` names them then, has been saved; until `stopped` is set."""
    while not stopped.is_set():
        watched = {os.path.realpath(file) for file in files()}
        # The directories: a file that is replaced is another file, and its directory is the same.
        directories = sorted({os.path.dirname(file) for file in watched if os.path.isdir(os.path.dirname(file))})
        if not directories:
            stopped.wait(1)
            continue

        def concerns_us(change: Change, path: str, watched: set[str] = watched) -> bool:
            return os.path.realpath(path) in watched

        for _ in watch(
            *directories,
            watch_filter=concerns_us,
            recursive=False,
            debounce=100,
            step=20,
            stop_event=stopped,
            raise_interrupt=True,
        ):
            yield
            if {os.path.realpath(file) for file in files()} != watched:
                break
