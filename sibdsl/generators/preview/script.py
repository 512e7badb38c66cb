"""The script of the page on which people try a contract out, put together from its parts.

In: the contract's module of JavaScript. Out: the one script of a page in one file; the two that a server hands out.
Relies on the files in `browser`, each of which declares names that the others use.
Guarantees: no name of a part can meet one of the contract's module, whatever the contract calls its payments.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

_PARTS = (
    "written",
    "inputs",
    "trial",
    "elements",
    "controls",
    "amounts",
    "points",
    "sheet",
    "scales",
    "curve",
    "figures",
    "preview",
    "summary",
)
# The page takes these from the module of a contract.
_OF_THE_CONTRACT = "{ contract, settle, sliderRange, valuesBetween }"


def script_alone(module: str) -> str:
    """Write the script of a page in one file: the contract's module, and the parts in a function of their own."""
    parts = "\n".join(map(_part, (*_PARTS, "alone")))
    return f"\n{module}\n((module) => {{\n{parts}\nshowAlone(document, module);\n}})({_OF_THE_CONTRACT});\n"


@cache
def preview_module() -> str:
    """Write the module with which the live page shows a contract."""
    parts = "\n".join(map(_part, _PARTS))
    return f"{parts}\nexport {{ showPreview, showSummary }};\n"


def live_script() -> str:
    """Read the script that keeps the live page up to date; it imports the module."""
    return _part("live")


@cache
def _part(name: str) -> str:
    return (files("sibdsl.generators.preview") / "browser" / f"{name}.js").read_text(encoding="utf-8")
