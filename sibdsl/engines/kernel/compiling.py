"""Compiling the kernel once, for all contracts and all runs.

In: a Python function over integers and integer arrays. Out: the same function as machine code.
Relies on `numba`. Guarantees: what was compiled is kept in the user's cache, in a directory named after the source of
the kernel and the versions of what compiled it, so that a changed kernel is never confused with an older one;
processes may share the directory; where none can be written, the function is compiled anew in each process.
A contract is data of the compiled functions, so a new contract needs no compiling.
"""

from __future__ import annotations

import hashlib
import os
import platform
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar, cast

import numba
import numba.core.config

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

CACHE_VARIABLE = "SIB_CACHE_DIR"
"""The variable of the environment that names another directory for what is compiled."""


def compiled(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Compile a function at its first call, or load what an earlier run compiled. It runs without Python's lock."""
    decorate, config = cast(Any, numba.njit), cast(Any, numba.core.config)
    before = config.CACHE_DIR
    config.CACHE_DIR = str(cache_directory() or "")
    try:
        return cast(Callable[Arguments, Result], decorate(nogil=True, cache=bool(config.CACHE_DIR))(function))
    finally:
        config.CACHE_DIR = before


def inlined(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
    """Make a function part of the compiled functions that call it: a call would count references to each array."""
    decorate = cast(Any, numba.njit)
    return cast(Callable[Arguments, Result], decorate(inline="always")(function))


@cache
def cache_directory() -> Path | None:
    """Give the directory for compiled code, made if need be; None where nothing can be written."""
    for parent in _places():
        directory = parent / f"kernel-{_fingerprint()}"
        try:
            directory.mkdir(parents=True, exist_ok=True)
            probe = directory / f".writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError:
            continue
        return directory
    return None


def _places() -> list[Path]:
    """List where compiled code may be kept, best first."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return [Path(named)]
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        return [Path(local) / "sibdsl" / "cache"] if local else []
    home = os.environ.get("XDG_CACHE_HOME")
    try:
        return [Path(home) / "sibdsl" if home else Path.home() / ".cache" / "sibdsl"]
    except RuntimeError:
        return []


def _fingerprint() -> str:
    """Name the source of this package, and what compiles it and for which machine."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    for version in (numba.__version__, platform.python_version(), platform.machine()):
        digest.update(version.encode())
    return digest.hexdigest()[:20]
