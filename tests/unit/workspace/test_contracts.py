"""Finding contracts: what paths stand for."""

from pathlib import Path

from sibdsl.workspace.contracts import find_contracts


def make(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_files_are_handed_on_as_written() -> None:
    assert find_contracts(["b.sib", "./a.txt", "-", "nowhere/c.sib"]) == [
        "b.sib", "./a.txt", "-", "nowhere/c.sib",
    ]  # fmt: skip


def test_directories_are_searched_in_the_order_of_names(tmp_path: Path) -> None:
    make(tmp_path, "b.sib", "a/z.sib", "a/y.sib", "readme.md", "c/notes.txt")
    found = [str(Path(path).relative_to(tmp_path)) for path in find_contracts([str(tmp_path)])]
    assert found == ["b.sib", "a/y.sib", "a/z.sib"]


def test_hidden_and_built_directories_are_not_searched(tmp_path: Path) -> None:
    make(tmp_path, ".git/a.sib", "venv/b.sib", "build/c.sib", "node_modules/d.sib")
    assert find_contracts([str(tmp_path)]) == []


def test_a_file_that_is_named_twice_counts_once(tmp_path: Path) -> None:
    make(tmp_path, "a.sib")
    path = str(tmp_path / "a.sib")
    assert find_contracts([path, str(tmp_path), path]) == [path]


def test_a_part_of_another_contract_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "contract.sib").write_text('contract c "C" {}\nimport "shared/parties.sib"\n', encoding="utf-8")
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "parties.sib").write_text('import "names.sib"\n', encoding="utf-8")
    (tmp_path / "shared" / "names.sib").write_text('party city "The city" is outcome_payer\n', encoding="utf-8")
    assert find_contracts([str(tmp_path)]) == [str(tmp_path / "contract.sib")]
    part = str(tmp_path / "shared" / "names.sib")
    assert find_contracts([part]) == [part]


def test_contracts_that_import_one_another_are_both_there(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        text = f'import "{other}.sib"\ncontract {name} "{name}" {{}}\n'
        (tmp_path / f"{name}.sib").write_text(text, encoding="utf-8")
    assert [Path(path).name for path in find_contracts([str(tmp_path)])] == ["a.sib", "b.sib"]
