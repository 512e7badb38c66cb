"""Files that are there whole or not at all.

In: the path of a file that is to be written. Out: a path beside it to write to.
Relies on: renaming within a directory being atomic.
Guarantees: the file is replaced when everything is written; if anything fails, it is as it was and nothing is left.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile


@contextmanager
def made_whole(path: Path) -> Iterator[Path]:
    """Give a file beside the wanted one, which takes its place at the end and is gone if anything fails.

    Raises:
        OSError: the file cannot be written.
    """
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as made:
        pass
    try:
        yield Path(made.name)
        os.replace(made.name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(made.name)
        raise
