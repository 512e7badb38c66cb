"""A contract in several files: one meaning, and every finding in the file where it belongs."""

from pathlib import Path

import pytest

from sibdsl.workspace.compilation import Compilation, compile

MAIN = 'import "parties.sib"\n'


def split(starter: str, directory: Path, *, parties: str | None = None) -> Compilation:
    """The starter with its parties in a file of their own."""
    lines = starter.splitlines(keepends=True)
    moved = [line for line in lines if line.startswith("party ")]
    rest = "".join(line for line in lines if not line.startswith("party "))
    (directory / "parties.sib").write_text("".join(moved) if parties is None else parties, encoding="utf-8")
    (directory / "contract.sib").write_text(rest + MAIN, encoding="utf-8")
    return compile(directory / "contract.sib")


def told(compilation: Compilation) -> list[tuple[str, str, int]]:
    """Code, file and line of every finding."""
    found = []
    for diagnostic in compilation.diagnostics:
        assert diagnostic.source is not None
        line = diagnostic.source.position(diagnostic.span >> 32)[0]
        found.append((diagnostic.code, Path(diagnostic.source.path).name, line))
    return found


def test_an_imported_declaration_is_as_if_written_in_place(starter: str, tmp_path: Path) -> None:
    whole = compile(starter)
    compilation = split(starter, tmp_path)
    assert compilation.ok, compilation.diagnostics
    assert compilation.program == whole.program
    assert compilation.imported == (str(tmp_path / "parties.sib"),)
    assert whole.imported == ()


def test_a_declaration_knows_the_file_it_stands_in(starter: str, tmp_path: Path) -> None:
    model = split(starter, tmp_path).model
    origins = {party.name: party.origin for party in model.parties}
    council = origins["council"]
    assert council is not None
    assert (council.path, council.line) == (str(tmp_path / "parties.sib"), 1)
    assert model.payments[0].origin is not None
    assert model.payments[0].origin.path == str(tmp_path / "contract.sib")


def test_a_mistake_is_told_in_its_own_file(starter: str, tmp_path: Path) -> None:
    parties = (
        '# who\nparty council "The council" is outcome_payer\n'
        'party provider "The provider" is serfice_provider\nparty evaluator "E" is evaluator, independent\n'
    )
    compilation = split(starter, tmp_path, parties=parties)
    ((_, file, line),) = told(compilation)
    assert (file, line) == ("parties.sib", 3)
    fix = compilation.diagnostics[0].fix
    assert fix is None or all(
        parties[edit.span >> 32 : edit.span & 0xFFFF_FFFF] == "serfice_provider" for edit in fix.edits
    )


def test_a_mistake_across_files_shows_both_places(starter: str, tmp_path: Path) -> None:
    (tmp_path / "parties.sib").write_text("", encoding="utf-8")
    (tmp_path / "contract.sib").write_text(starter + 'import "more.sib"\n', encoding="utf-8")
    (tmp_path / "more.sib").write_text('\nparty council "Again" is trustee\n', encoding="utf-8")
    (found,) = [each for each in compile(tmp_path / "contract.sib").diagnostics if each.severity == "error"]
    assert found.path == str(tmp_path / "more.sib")
    places = {label.primary: label.source.path if label.source else found.path for label in found.labels}
    assert places == {True: str(tmp_path / "more.sib"), False: str(tmp_path / "contract.sib")}


def test_a_broken_text_is_told_in_its_own_file_and_names_are_not_missed(starter: str, tmp_path: Path) -> None:
    parties = (
        'party council "The council" iss outcome_payer\nparty provider "P" is service_provider\n'
        'party evaluator "E" is evaluator, independent\n'
    )
    found = told(split(starter, tmp_path, parties=parties))
    assert {file for _, file, _ in found} == {"parties.sib"}


def test_a_file_that_is_not_there_is_told_where_it_is_asked_for(starter: str, tmp_path: Path) -> None:
    compilation = split(starter, tmp_path)
    (tmp_path / "parties.sib").unlink()
    compilation = compile(tmp_path / "contract.sib")
    ((code, file, line),) = told(compilation)
    assert (code, file) == ("SIB010", "contract.sib")
    assert compilation.source is not None
    assert compilation.source.line_text(line) == MAIN.strip()


def test_a_file_may_be_imported_twice(starter: str, tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "a.sib").write_text('import "b.sib"\n', encoding="utf-8")
    (tmp_path / "deep" / "b.sib").write_text("# nothing yet\n", encoding="utf-8")
    (tmp_path / "contract.sib").write_text(
        'import "deep/a.sib"\n' + starter + 'import "deep/../deep/b.sib"\n', encoding="utf-8"
    )
    compilation = compile(tmp_path / "contract.sib")
    assert compilation.ok, compilation.diagnostics
    assert [Path(path).name for path in compilation.imported] == ["a.sib", "b.sib"]
    assert compilation.program == compile(starter).program


def test_a_circle_of_imports_is_told_once_where_it_closes(starter: str, tmp_path: Path) -> None:
    (tmp_path / "a.sib").write_text('import "b.sib"\n', encoding="utf-8")
    (tmp_path / "b.sib").write_text('# rates\nimport "a.sib"\n', encoding="utf-8")
    (tmp_path / "contract.sib").write_text('import "a.sib"\n' + starter, encoding="utf-8")
    compilation = compile(tmp_path / "contract.sib")
    assert told(compilation) == [("SIB016", "b.sib", 2)]
    assert compilation.diagnostics[0].message.endswith("`a.sib` imports `b.sib` imports `a.sib`")


def test_a_file_may_not_import_itself(starter: str, tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text(starter + 'import "contract.sib"\n', encoding="utf-8")
    ((code, file, _),) = told(compile(tmp_path / "contract.sib"))
    assert (code, file) == ("SIB016", "contract.sib")


@pytest.mark.parametrize("linked", [False, True])
def test_an_import_stays_in_the_project(starter: str, tmp_path: Path, linked: bool) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "parties.sib").write_text('party other "Another" is trustee\n', encoding="utf-8")
    if linked:
        (project / "link.sib").symlink_to(tmp_path / "parties.sib")
    path = "link.sib" if linked else "../parties.sib"
    (project / "contract.sib").write_text(starter + f'import "{path}"\n', encoding="utf-8")
    ((code, file, _),) = told(compile(project / "contract.sib"))
    assert (code, file) == ("SIB015", "contract.sib")
    (tmp_path / "sib.toml").write_text("", encoding="utf-8")
    assert compile(project / "contract.sib").ok


@pytest.mark.parametrize("path", ["", ".", "\\0", "/", "a\\nb"])
def test_no_path_raises(starter: str, path: str) -> None:
    assert not compile(starter + f'import "{path}"\n').ok
