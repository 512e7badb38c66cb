"""Options of a project: where they are found, what they may say, and what is said when they are wrong."""

from pathlib import Path

import pytest

from sibdsl.workspace.options import Options, OptionsProblem, find_options


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problem(directory: Path) -> str:
    with pytest.raises(OptionsProblem) as raised:
        find_options(str(directory))
    return str(raised.value)


def test_no_file_says_nothing(tmp_path: Path) -> None:
    assert find_options(str(tmp_path)) == Options()


def test_sib_toml_holds_the_options_themselves(tmp_path: Path) -> None:
    file = write(
        tmp_path / "sib.toml",
        'select = ["SIB7"]\nignore = ["SIB701", "unused-name"]\noutput-format = "concise"\n'
        'templates = "letters"\nevidence = "data/2016"\n',
    )
    assert find_options(str(tmp_path)) == Options(
        file=str(file),
        select=("SIB7",),
        ignore=("SIB701", "unused-name"),
        output_format="concise",
        templates=str(tmp_path / "letters"),
        evidence=str(tmp_path / "data" / "2016"),
    )


@pytest.mark.parametrize(
    "text",
    [
        '[tool.sib]\noutput-format = "json"',
        '[ tool . "sib" ]\noutput-format = "json"',
        '[tool]\nsib = { output-format = "json" }',
        'tool.sib.output-format = "json"',
        'tool = { sib = { output-format = "json" } }',
        '["tool"]\n[\'tool\'.sib]\noutput-format = "json"',
    ],
)
def test_pyproject_holds_them_in_its_table_however_it_is_written(tmp_path: Path, text: str) -> None:
    write(tmp_path / "pyproject.toml", text)
    assert find_options(str(tmp_path)).output_format == "json"


def test_the_nearest_file_wins_whole(tmp_path: Path) -> None:
    write(tmp_path / "sib.toml", 'output-format = "json"\nignore = ["SIB7"]')
    write(tmp_path / "contracts" / "sib.toml", 'output-format = "concise"')
    found = find_options(str(tmp_path / "contracts" / "ours" / "deep"))
    assert (found.output_format, found.ignore) == ("concise", None)


def test_a_pyproject_without_the_table_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path / "sib.toml", 'output-format = "json"')
    write(tmp_path / "ours" / "pyproject.toml", '[project]\nname = "sib-tools"\n[tool.ruff]\nline-length = 9')
    assert find_options(str(tmp_path / "ours")).output_format == "json"


def test_a_pyproject_without_the_table_may_even_be_broken(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "this is = = not TOML")
    assert find_options(str(tmp_path)) == Options()


def test_an_unknown_key_is_named_with_the_nearest_that_exists(tmp_path: Path) -> None:
    file = write(tmp_path / "sib.toml", 'output_fromat = "json"')
    assert problem(tmp_path) == (
        f"`{file}` sets `output_fromat`, which is no option of sib; did you mean `output-format`?"
    )


def test_an_unknown_key_like_no_other_gets_the_list(tmp_path: Path) -> None:
    write(tmp_path / "sib.toml", "x = 1")
    assert "the options are `evidence`, `ignore`, `output-format`, `select`, `templates`" in problem(tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('ignore = "SIB7"', 'must be a list of codes, such as ignore = ["SIB7"]'),
        ("select = [7]", "must be a list of codes"),
        ('output-format = "jsn"', "is no output format; did you mean `json`?"),
        ("output-format = 3", "is no output format; it is one of full, concise"),
        ("templates = true", 'must be a path, such as templates = "templates"'),
        ('evidence = ""', "must be a path"),
        ("ignore = [", "is not valid TOML"),
    ],
)
def test_a_value_of_another_kind_is_explained(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path / "sib.toml", text)
    assert said in problem(tmp_path)


def test_a_table_that_is_no_table_is_explained(tmp_path: Path) -> None:
    write(tmp_path / "pyproject.toml", "[tool]\nsib = 3")
    assert "must be a table: write [tool.sib]" in problem(tmp_path)


def test_a_file_in_another_encoding_is_explained(tmp_path: Path) -> None:
    (tmp_path / "sib.toml").write_bytes('evidence = "Jörg"'.encode("cp1252"))
    assert "is not saved as UTF-8" in problem(tmp_path)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    (tmp_path / "sib.toml").write_bytes(b'\xef\xbb\xbfoutput-format = "json"')
    assert find_options(str(tmp_path)).output_format == "json"
