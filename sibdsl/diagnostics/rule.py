"""A rule: one thing that can be wrong, with its code, its name and the templates of its words.

In: literals written by the area modules in `rules/`.
Out: `Rule`, and its templates filled in with the fields of one finding.
Relies on: `str.format` templates with plain `{field}` replacement fields.
Guarantees: a code is SIB and three digits, a name is lower-case words joined by hyphens, and no template
uses a field that `Sink.report` takes for itself; anything else is an `InternalError` at import.
"""

from typing import Final

import msgspec

from sibdsl.diagnostics.internal import InternalError
from sibdsl.diagnostics.severity import Severity

RESERVED_FIELDS: Final = frozenset(
    {"rule", "span", "primary", "others", "fix", "notes", "source", "row", "expected", "help"}
)
"""Keywords of `Sink.report` itself, which therefore cannot be fields of a template."""

# A quoted name may be as long as its author likes; a message that repeats it may not.
_LONGEST_FIELD: Final = 400
_SHOWN_OF_LONG_FIELD: Final = 120


class Rule(msgspec.Struct, frozen=True, gc=False):
    """One rule. `message`, `expected` and `help` are templates; an empty one says nothing."""

    code: str
    name: str
    severity: Severity
    title: str
    message: str
    expected: str = ""
    help: str = ""

    def fields(self) -> frozenset[str]:
        """The names of the fields that the templates ask for."""
        from string import Formatter

        templates = (self.message, self.expected, self.help)
        return frozenset(
            field for template in templates for _, field, _, _ in Formatter().parse(template) if field is not None
        )

    def fill(self, template: str, fields: dict[str, object]) -> str:
        """The template with its fields filled in.

        Raises:
            InternalError: when a field is missing; the caller reported a rule without its words.
        """
        shown = {name: _shortened(value) for name, value in fields.items()}
        try:
            return template.format_map(shown)
        except KeyError as missing:
            raise InternalError(f"rule {self.code} was reported without its field {missing}") from None


def _shortened(value: object) -> object:
    if isinstance(value, str) and len(value) > _LONGEST_FIELD:
        return value[:_SHOWN_OF_LONG_FIELD] + "…"
    return value
