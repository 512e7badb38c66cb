"""Writing files: whole or not at all, and never over somebody's work unless asked.

In: a directory, and files as relative paths with their content.
Out: the files on the disk, and a line about each.
Relies on: renaming within a directory being atomic.
Guarantees: nothing is written outside the directory; a file that is replaced is never seen half written;
a place that cannot be written to is wrong use, in plain words.
"""

import os
from collections.abc import Sequence
from errno import EACCES
from pathlib import PurePosixPath, PureWindowsPath
from stat import S_IMODE
from tempfile import NamedTemporaryFile

import click

from sibdsl.cli.console import Console
from sibdsl.diagnostics.internal import InternalError

Content = str | bytes


def write_files(directory: str, files: Sequence[tuple[str, Content]], console: Console) -> None:
    """Write the files, in place of those that are there, and say so.

    Raises:
        click.UsageError: when a file cannot be written; those before it are.
        InternalError: when a path leads out of the directory.
    """
    for path, content in files:
        target = _target(directory, path)
        try:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            _replace(target, _as_bytes(content))
        except OSError as fault:
            raise _cannot_write(target, fault) from None
        console.log(f"wrote {target}")


def write_new_files(directory: str, files: Sequence[tuple[str, Content]], console: Console) -> None:
    """Write files none of which is there yet, and say so.

    Raises:
        click.UsageError: when one of them is there, before any is written, or when one cannot be written.
        InternalError: when a path leads out of the directory.
    """
    targets = [_target(directory, path) for path, _ in files]
    there = [target for target in targets if os.path.lexists(target)]
    if there:
        names = ", ".join(f"`{target}`" for target in there)
        verb = "is" if len(there) == 1 else "are"
        raise click.UsageError(f"{names} {verb} there already and nothing was written; name another directory")
    for target, (_, content) in zip(targets, files, strict=True):
        try:
            os.makedirs(os.path.dirname(target) or ".", exist_ok=True)
            # Somebody may have written it in the meantime: "x" refuses to open what exists.
            with open(target, "xb") as file:
                file.write(_as_bytes(content))
        except OSError as fault:
            raise _cannot_write(target, fault) from None
        console.log(f"wrote {target}")


def replace_contract(path: str, content: bytes) -> None:
    """Write a file in place of one that is there, which keeps its permissions; of a link, what it leads to.

    Raises:
        click.UsageError: when it cannot be written; the file is as it was.
    """
    target = os.path.realpath(path)
    try:
        if not os.access(target, os.W_OK):
            raise PermissionError(EACCES, os.strerror(EACCES))
        _replace(target, content, S_IMODE(os.stat(target).st_mode))
    except OSError as fault:
        raise _cannot_write(path, fault) from None


def _target(directory: str, path: str) -> str:
    parts = PurePosixPath(path)
    if not path or parts.is_absolute() or ".." in parts.parts or PureWindowsPath(path).anchor:
        raise InternalError(f"a generator wants to write to {path!r}, which is not inside the output directory")
    return os.path.join(directory, *parts.parts)


def _replace(target: str, content: bytes, mode: int | None = None) -> None:
    directory, name = os.path.split(target)
    file = NamedTemporaryFile(dir=directory or ".", prefix=f".{name}.", delete=False)  # noqa: SIM115
    try:
        with file:
            file.write(content)
        # Temporary files are for their owner alone; what replaces a file should be as readable as any.
        os.chmod(file.name, 0o666 & ~_umask() if mode is None else mode)
        os.replace(file.name, target)
    except OSError:
        os.unlink(file.name)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _as_bytes(content: Content) -> bytes:
    return content if isinstance(content, bytes) else content.encode("utf-8")


def _cannot_write(target: str, fault: OSError) -> click.UsageError:
    reason = (fault.strerror or "the system gave no reason").lower()
    return click.UsageError(f"`{target}` could not be written: {reason}")
