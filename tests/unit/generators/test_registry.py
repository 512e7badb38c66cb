"""Generators by name: ours, and those of installed packages, working and broken."""

from pathlib import Path

import pytest

from sibdsl.generators.api import GeneratorProblem
from sibdsl.generators.registry import BUILT_IN, find_generator, generator_names


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory on the path, with the metadata of a package that offers generators; the code is the test's."""
    metadata = tmp_path / "third_party-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: third-party\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[sibdsl.generators]\nfrench = third_party_code:French\npython = third_party_code:French\n"
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(__import__("sys").modules, "third_party_code", raising=False)
    return tmp_path / "third_party_code.py"


@pytest.mark.parametrize("name", BUILT_IN)
def test_ours_are_found_by_their_name(name: str) -> None:
    generator = find_generator(name)
    assert generator.name == name
    assert generator.description


def test_an_unknown_name_is_told_with_the_nearest_one() -> None:
    with pytest.raises(GeneratorProblem) as problem:
        find_generator("pyton")
    assert str(problem.value).startswith("there is no generator `pyton`. Did you mean `python`? There are: ")


def test_an_installed_package_can_offer_a_generator(plug_in: Path) -> None:
    plug_in.write_text(
        "class French:\n    name = 'french'\n    description = 'en français'\n    def generate(self, compiled):\n"
        "        return []\n",
        encoding="utf-8",
    )
    assert generator_names()[-1] == "french"
    assert find_generator("french").description == "en français"


def test_a_name_of_ours_is_never_taken(plug_in: Path) -> None:
    plug_in.write_text("raise SystemError\n")
    assert generator_names().count("python") == 1
    assert find_generator("python").name == "python"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import nothing_of_that_name\n", "cannot be loaded: ModuleNotFoundError: No module named 'nothing_of_that"),
        ("x = 1\n", "cannot be loaded: AttributeError: module 'third_party_code' has no attribute 'French'"),
        ("class French:\n    def __init__(self):\n        1 / 0\n", "cannot be loaded: ZeroDivisionError"),
        ("class French:\n", "cannot be loaded: IndentationError"),
        ("class French:\n    name = description = ''\n", "has no `generate`, which every generator has"),
    ],
)
def test_a_broken_package_is_named(plug_in: Path, code: str, told: str) -> None:
    plug_in.write_text(code)
    with pytest.raises(GeneratorProblem) as problem:
        find_generator("french")
    assert "the generator `french` of the package third-party" in str(problem.value)
    assert told in str(problem.value)
