"""Generators by name: ours, and those that installed packages offer.

In: a name. Out: a generator, or the names and descriptions of all.
Relies on: entry points of the group `sibdsl.generators` for third parties.
Guarantees: a generator is imported only when it is asked for; one of ours is never replaced by another's; a
package that is broken gives a `GeneratorProblem` that names it, whatever it raises.
"""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points

from sibdsl.generators.api import Generator, GeneratorProblem

GROUP = "sibdsl.generators"

# The name, the module, and the class in it.
BUILT_IN = {
    "python": ("sibdsl.generators.python.generator", "PythonGenerator"),
    "summary": ("sibdsl.generators.documents.generator", "SummaryGenerator"),
    "html": ("sibdsl.generators.documents.generator", "HtmlGenerator"),
    "preview": ("sibdsl.generators.preview.generator", "PreviewGenerator"),
    "json": ("sibdsl.generators.data.generator", "ModelGenerator"),
    "ir": ("sibdsl.generators.data.generator", "IrGenerator"),
    "ir-text": ("sibdsl.generators.data.generator", "IrTextGenerator"),
    "diagram": ("sibdsl.generators.diagram.generator", "DiagramGenerator"),
    "javascript": ("sibdsl.generators.javascript.generator", "JavaScriptGenerator"),
    "sql": ("sibdsl.generators.sql.generator", "SqlGenerator"),
    "sql-postgres": ("sibdsl.generators.sql.generator", "PostgresGenerator"),
    "sql-spark": ("sibdsl.generators.sql.generator", "SparkGenerator"),
}


def generator_names() -> list[str]:
    """Every name that can be asked for: ours first, then those of installed packages by name."""
    return [*BUILT_IN, *sorted(_offered())]


def find_generator(name: str) -> Generator:
    """Load the generator of a name.

    Raises:
        GeneratorProblem: there is none, or the package that offers it cannot be loaded.
    """
    if name in BUILT_IN:
        module, kind = BUILT_IN[name]
        built_in: Generator = getattr(import_module(module), kind)()
        return built_in
    offered = _offered()
    if name not in offered:
        raise GeneratorProblem(_unknown(name))
    return _load(name, offered[name])


def _offered() -> dict[str, EntryPoint]:
    """What installed packages offer under names that are not ours; of two with one name, the first by package."""
    found = sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))
    return {point.name: point for point in reversed(found) if point.name not in BUILT_IN}


def _load(name: str, point: EntryPoint) -> Generator:
    package = point.dist.name if point.dist is not None else point.module
    try:
        generator = point.load()()
    except Exception as fault:
        # Somebody else's code may raise anything at all; the person who asked needs to know whose it is.
        raise GeneratorProblem(
            f"the generator `{name}` of the package {package} cannot be loaded: "
            f"{type(fault).__name__}: {fault}. Update or remove that package."
        ) from fault
    for attribute in ("name", "description", "generate"):
        if not hasattr(generator, attribute):
            raise GeneratorProblem(
                f"the generator `{name}` of the package {package} has no `{attribute}`, which every generator has. "
                "Tell the makers of that package."
            )
    loaded: Generator = generator
    return loaded


def _unknown(name: str) -> str:
    names = generator_names()
    near = get_close_matches(name, names, n=1)
    hint = f" Did you mean `{near[0]}`?" if near else ""
    return f"there is no generator `{name}`.{hint} There are: {', '.join(names)}."
