"""What a project says once instead of on every command line: sib.toml, or [tool.sib] in pyproject.toml.

In: the directory that a contract is in.
Out: `Options`, all unset where no file says anything.
Relies on: TOML as the standard library reads it.
Guarantees: the nearest file wins whole, files further up are not mixed in; a key that does not exist, a
value of another kind and a file that cannot be read are an `OptionsProblem` in plain words, never ignored;
paths in the file are relative to the file. The TOML reader is loaded only when there is something to read.
"""

import os
import re
from typing import TYPE_CHECKING, Any, Final

import msgspec

from sibdsl.diagnostics.suggestion import closest

if TYPE_CHECKING:
    from collections.abc import Callable

OUTPUT_FORMATS: Final = (
    "full", "concise", "json", "sarif", "github", "junit", "table", "csv", "text",
)  # fmt: skip
"""Every output format of every command; a command uses the ones that it has."""

# Every way to open or to set the table `tool.sib`, and hardly anything else: a pyproject.toml without it
# costs one search instead of a TOML reader.
_MAY_HAVE_TABLE: Final = re.compile(rb"""tool["']?\s*\.\s*["']?sib|^\s*(\[\s*)?["']?tool["']?\s*[]=]""", re.MULTILINE)


class OptionsProblem(Exception):
    """A file of options that says something that cannot be. The text is a sentence naming the file."""


class Options(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What the project says. `file` is where; None in a field means that nothing is said.

    `select` and `ignore` are codes, beginnings of codes or names of rules; `templates` is a directory,
    `evidence` a file or directory, both ready to be opened.
    """

    file: str | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    output_format: str | None = None
    templates: str | None = None
    evidence: str | None = None


def find_options(directory: str) -> Options:
    """The options that hold for contracts in `directory`, from there or the nearest directory above.

    Raises:
        OptionsProblem: when the file cannot be read or says something that cannot be.
    """
    here = os.path.abspath(directory or ".")
    while True:
        for name in ("sib.toml", "pyproject.toml"):
            path = os.path.join(here, name)
            if os.path.isfile(path):
                table = _read_table(path)
                if table is not None:
                    return _options_from(table, path)
        above = os.path.dirname(here)
        if above == here:
            return Options()
        here = above


def _read_table(path: str) -> dict[str, Any] | None:
    """The table of options in a file; None when a pyproject.toml has none."""
    is_project = os.path.basename(path) == "pyproject.toml"
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as fault:
        reason = (fault.strerror or "the system gave no reason").lower()
        raise OptionsProblem(f"`{path}` could not be read: {reason}") from None
    if is_project and not _MAY_HAVE_TABLE.search(data):
        return None
    import tomllib

    try:
        content = tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise OptionsProblem(f"`{path}` is not saved as UTF-8; save it as UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        raise OptionsProblem(f"`{path}` is not valid TOML: {fault}") from None
    if not is_project:
        return content
    tools = content.get("tool")
    table = tools.get("sib") if isinstance(tools, dict) else None
    if table is not None and not isinstance(table, dict):
        raise OptionsProblem(f"`tool.sib` in `{path}` must be a table: write [tool.sib] and options below it")
    return table


def _options_from(table: dict[str, Any], path: str) -> Options:
    values: dict[str, Any] = {}
    for key, value in table.items():
        if key not in _READERS:
            near = closest(key, _READERS)
            known = ", ".join(f"`{name}`" for name in sorted(_READERS))
            help = f"did you mean `{near}`?" if near else f"the options are {known}"
            raise OptionsProblem(f"`{path}` sets `{key}`, which is no option of sib; {help}")
        values[key.replace("-", "_")] = _READERS[key](value, key, path)
    return Options(file=path, **values)


def _rules(value: Any, key: str, path: str) -> tuple[str, ...]:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    raise OptionsProblem(f'`{key}` in `{path}` must be a list of codes, such as {key} = ["SIB7"]')


def _format(value: Any, key: str, path: str) -> str:
    if isinstance(value, str) and value in OUTPUT_FORMATS:
        return value
    near = closest(value, OUTPUT_FORMATS) if isinstance(value, str) else None
    help = f"did you mean `{near}`?" if near else f"it is one of {', '.join(OUTPUT_FORMATS)}"
    raise OptionsProblem(f"`{key}` in `{path}` is no output format; {help}")


def _path(value: Any, key: str, path: str) -> str:
    if isinstance(value, str) and value and "\0" not in value:
        return _as_people_write_it(os.path.normpath(os.path.join(os.path.dirname(path), value)))
    raise OptionsProblem(f'`{key}` in `{path}` must be a path, such as {key} = "{key}"')


def _as_people_write_it(path: str) -> str:
    """The path from the current directory when it lies below it: that is how messages should name it."""
    here = os.getcwd() + os.sep
    return path.removeprefix(here)


_READERS: Final[dict[str, "Callable[[Any, str, str], object]"]] = {
    "select": _rules,
    "ignore": _rules,
    "output-format": _format,
    "templates": _path,
    "evidence": _path,
}
