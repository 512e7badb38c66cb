"""Templates: ours and the user's, run in a sandbox.

In: a template's name, its variables, and perhaps a directory with the user's own templates.
Out: the text, or ``TemplateProblem``.
Relies on Jinja2.
Guarantees: a template reaches nothing but what it is given; every value is escaped for the format it is
written into; whatever goes wrong in a template is a ``TemplateProblem`` with the file and the line.
A user's file shadows ours of the same name; ours stays within reach as ``sibdsl/NAME``, to be extended.
"""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplateSyntaxError,
    UndefinedError,
)
from jinja2.exceptions import SecurityError
from jinja2.loaders import BaseLoader
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

from sibdsl.generators.documents.escaping import markdown_escape

_OURS = "sibdsl.generators.documents"
_SUFFIX = ".j2"


class _Unknown(StrictUndefined):
    """A value that is not there, called as the author of a template knows it: no ``prise`` in ``summary``."""

    @property
    def _undefined_message(self) -> str:
        name = f"`{self._undefined_name}`"
        if self._undefined_hint:
            return str(self._undefined_hint)
        if self._undefined_obj is missing:
            return f"there is no {name}"
        return f"there is no {name} in {_thing(self._undefined_obj)}"


def _thing(value: object) -> str:
    """Name a value of a template: one of ours by what it is (``summary``, ``section``), any other by its kind."""
    if type(value).__module__.startswith("sibdsl."):
        return f"`{type(value).__name__.lower()}`"
    kinds: dict[type, str] = {str: "a text", tuple: "a list", list: "a list", dict: "a table of names"}
    return kinds.get(type(value), "a value")


class TemplateProblem(Exception):
    """A template cannot be used: which file, which line (None where unknown), and what is wrong with it."""

    def __init__(self, file: str, line: int | None, message: str) -> None:
        self.file = file
        self.line = line
        self.message = message
        super().__init__(f"{file}{'' if line is None else f':{line}'}: {message}")


def render_template(name: str, variables: Mapping[str, object], directory: Path | None) -> str:
    """Render a template by name; names that end in ``.html.j2`` are HTML, all others Markdown.

    Raises:
        TemplateProblem: a template is missing, is not valid, or does something it may not do.
    """
    html = name.endswith(".html" + _SUFFIX)
    environment = _own_environment(html) if directory is None else _environment(directory, html)
    template: Template | None = None
    try:
        template = environment.get_template(name)
        return template.render(variables)
    except RecursionError as error:
        raise _problem(error, name, directory, "the template includes itself without end") from error
    except Exception as error:
        # A template may call anything on its values, so anything may be raised; all of it is the template's.
        raise _problem(error, name, directory, _message(error)) from error


@cache
def _own_environment(html: bool) -> ImmutableSandboxedEnvironment:
    """Give the environment of our templates alone, which never change."""
    return _environment(None, html)


def _environment(directory: Path | None, html: bool) -> ImmutableSandboxedEnvironment:
    ours = PackageLoader(_OURS, "templates")
    loaders: list[BaseLoader] = [ours, PrefixLoader({"sibdsl": ours})]
    if directory is not None:
        loaders.insert(0, FileSystemLoader(directory))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        undefined=_Unknown,
        # With autoescape the text of macros counts as safe. HTML is then escaped by Jinja itself; for Markdown
        # each value passes through our own escaping first, which marks it as safe.
        autoescape=True,
        finalize=None if html else markdown_escape,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _message(error: Exception) -> str:
    match error:
        case TemplateSyntaxError():
            return f"the template cannot be read: {error.message}"
        case TemplateNotFound():
            return f"there is no template named {error.message}"
        case SecurityError():
            return f"the template does something that templates may not do: {error}"
        case UndefinedError():
            return error.message or "the template uses something that is not there"
        case UnicodeDecodeError():
            return "the template is not UTF-8 text"
        case OSError():
            return f"the template cannot be opened: {error.strerror}"
    return f"the template fails: {error} ({type(error).__name__})"


def _problem(error: BaseException, name: str, directory: Path | None, message: str) -> TemplateProblem:
    """Find the file and line of a problem: the innermost template on the way to it."""
    file = name if directory is None else str(directory / name)
    if isinstance(error, TemplateSyntaxError):
        return TemplateProblem(error.filename or error.name or file, error.lineno, message)
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(_SUFFIX)]
    if frames:
        return TemplateProblem(frames[-1].filename, frames[-1].lineno, message)
    return TemplateProblem(file, None, message)
