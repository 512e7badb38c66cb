"""What a person sets in the editor.

In: the object of settings that an editor sends, under `sib` or as it is.
Out: `Settings`.
Relies on: nothing.
Guarantees: what is missing, misspelled or of another kind leaves the default.
"""

from typing import Any, Final

import msgspec

from sibdsl.ide.hints import HintSettings

SECTION: Final = "sib"
"""The name under which editors keep the settings."""


class Settings(msgspec.Struct, frozen=True):
    """Which hints are shown, and whether lenses are."""

    hints: HintSettings = HintSettings()
    lenses: bool = True


def settings_from(sent: Any) -> Settings:
    """The settings in what an editor sent."""
    table = _table(sent)
    table = _table(table.get(SECTION)) or table
    hints = _table(table.get("inlayHints"))
    shown = {name: hints[name] for name in HintSettings.__struct_fields__ if isinstance(hints.get(name), bool)}
    if hints.get("enabled") is False:
        shown = dict.fromkeys(HintSettings.__struct_fields__, False)
    lenses = _table(table.get("codeLens")).get("enabled")
    return Settings(HintSettings(**shown), lenses if isinstance(lenses, bool) else True)


def _table(sent: Any) -> dict[str, Any]:
    """An object of settings as a plain table; pygls makes tuples with names of objects whose type it does not know."""
    if hasattr(sent, "_asdict"):
        sent = sent._asdict()
    return sent if isinstance(sent, dict) else {}
