"""`sib build`: a contract in other forms."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import sibdsl
from sibdsl.ir.codec import from_json
from sibdsl.ir.text import from_text
from sibdsl.workspace.schemas import find_schema

FORMS = ("python", "summary", "html", "json", "ir", "ir-text")


@pytest.fixture
def deal(sib, place: Path) -> Path:
    """A new contract with its evidence filled in, in the current directory."""
    sib("new", "deal", "--dir", ".")
    (place / "evidence" / "observations.csv").write_text(
        "metric,value,verified_by,verified_on\nin_work,35.5%,evaluator,2030-03-01\n", encoding="utf-8"
    )
    return place


def everything_in(directory: Path) -> dict[str, bytes]:
    return {
        file.relative_to(directory).as_posix(): file.read_bytes()
        for file in sorted(directory.rglob("*"))
        if file.is_file()
    }


def test_every_form_is_written_in_one_run_and_always_the_same(sib, deal: Path) -> None:
    wanted = [word for form in FORMS for word in ("--to", form)]
    first = sib("build", "contract.sib", *wanted, "--out", "out")
    assert (first.status, first.out) == (0, "")
    written = everything_in(deal / "out")
    assert len(written) == len(FORMS)
    assert {line.removeprefix("wrote out/") for line in first.err.splitlines()} == set(written)
    sib("build", "contract.sib", *wanted, "--out", "out")
    assert everything_in(deal / "out") == written


@pytest.mark.parametrize("form", FORMS)
def test_one_form_goes_to_standard_output(sib, deal: Path, form: str) -> None:
    result = sib("build", "contract.sib", "--to", form)
    assert (result.status, result.err) == (0, "")
    sib("build", "contract.sib", "--to", form, "--out", "out")
    (written,) = everything_in(deal / "out").values()
    assert result.out.encode() == written


def test_the_data_is_what_the_schemas_say_and_reads_back(sib, deal: Path) -> None:
    compilation = sibdsl.compile(deal / "contract.sib")
    model = sib("build", "contract.sib", "--to", "json").out
    jsonschema.validate(json.loads(model), find_schema("contract"))
    assert json.loads(model)["name"] == "deal"
    program = sib("build", "contract.sib", "--to", "ir").out
    jsonschema.validate(json.loads(program), find_schema("ir"))
    assert from_json(program) == compilation.program
    assert from_text(sib("build", "contract.sib", "--to", "ir-text").out) == compilation.program


@pytest.mark.parametrize("format", ["table", "json", "csv"])
def test_the_python_settles_to_the_same_bytes(sib, deal: Path, format: str) -> None:
    sib("build", "contract.sib", "--to", "python", "--out", "out")
    settled = subprocess.run(
        [sys.executable, deal / "out" / "deal.py", "evidence", "--output-format", format],
        cwd=deal,
        capture_output=True,
        check=True,
    )
    assert settled.stdout.decode() == sib("settle", "contract.sib", "--output-format", format).out


def test_two_forms_do_not_fit_on_standard_output(sib, deal: Path) -> None:
    result = sib("build", "contract.sib", "--to", "python", "--to", "ir")
    assert result.status == 2
    assert "standard output takes one file, not deal.py, deal.ir.json; name a directory with --out" in result.err


def test_a_form_that_is_asked_for_twice_is_written_once(sib, deal: Path) -> None:
    assert sib("build", "contract.sib", "--to", "ir", "--to", "ir").status == 0


def test_a_form_that_does_not_exist_gets_the_nearest(sib, deal: Path) -> None:
    result = sib("build", "contract.sib", "--to", "pyhton", "--out", "out")
    assert result.status == 2
    assert "`python`" in result.err
    assert not (deal / "out").exists()


def test_a_contract_with_errors_is_not_built(sib, deal: Path) -> None:
    text = (deal / "contract.sib").read_text(encoding="utf-8").replace("by in_work", "by in_wrok")
    result = sib("build", "-", "--to", "python", "--out", "out", stdin=text.encode())
    assert result.status == 1
    assert "error[SIB201]" in result.err
    assert not (deal / "out").exists()


def test_templates_take_the_place_of_ours(sib, deal: Path) -> None:
    (deal / "ours").mkdir()
    (deal / "ours" / "summary.md.j2").write_text("A summary of our own.\n", encoding="utf-8")
    result = sib("build", "contract.sib", "--to", "summary", "--templates", "ours")
    assert (result.status, result.out) == (0, "A summary of our own.\n")
    with (deal / "sib.toml").open("a", encoding="utf-8") as options:
        options.write('templates = "ours"\n')
    assert sib("build", "contract.sib", "--to", "summary") == result


def test_a_template_that_is_wrong_is_named_with_its_line(sib, deal: Path) -> None:
    (deal / "ours").mkdir()
    (deal / "ours" / "summary.md.j2").write_text("fine\n{% if %}\n", encoding="utf-8")
    result = sib("build", "contract.sib", "--to", "summary", "--templates", "ours")
    assert result.status == 2
    assert "ours/summary.md.j2:2: the template cannot be read" in result.err


def test_templates_that_are_not_there_are_wrong_use(sib, deal: Path) -> None:
    result = sib("build", "contract.sib", "--to", "summary", "--templates", "nowhere")
    assert result.status == 2
    assert "there is no directory of templates `nowhere`" in result.err


def test_a_place_that_cannot_be_written_to_is_wrong_use(sib, deal: Path) -> None:
    result = sib("build", "contract.sib", "--to", "ir", "--out", "contract.sib")
    assert result.status == 2
    assert "could not be written" in result.err


PLUGIN = """
from sibdsl import Artifact
class Letter:
    name = "letter"
    description = "a letter"
    def generate(self, compiled):
        {body}
"""


@pytest.fixture
def plugin(deal: Path, monkeypatch: pytest.MonkeyPatch):
    """Install a package with a generator called `letter`."""

    def install(body: str) -> None:
        site = deal / "site"
        (site / "letters-1.0.dist-info").mkdir(parents=True)
        (site / "letters.py").write_text(PLUGIN.format(body=body), encoding="utf-8")
        info = site / "letters-1.0.dist-info"
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: letters\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text("[sibdsl.generators]\nletter = letters:Letter\n", encoding="utf-8")
        monkeypatch.syspath_prepend(site)

    yield install
    sys.modules.pop("letters", None)


def test_a_package_may_add_a_form(sib, plugin) -> None:
    plugin("return [Artifact('letter.bin', compiled.title.encode())]")
    sib("build", "contract.sib", "--to", "letter", "--out", "out")
    assert Path("out/letter.bin").read_bytes() == b"Deal"


def test_a_package_that_fails_is_named(sib, plugin) -> None:
    plugin("return compiled.nothing_like_that")
    result = sib("build", "contract.sib", "--to", "letter", "--out", "out")
    assert result.status == 2
    assert "the generator `letter` of an installed package failed: AttributeError" in result.err


def test_two_forms_do_not_write_over_each_other(sib, plugin) -> None:
    plugin("return [Artifact('deal.ir.json', '')]")
    result = sib("build", "contract.sib", "--to", "ir", "--to", "letter", "--out", "out")
    assert result.status == 2
    assert "`letter` and another form both write `deal.ir.json`" in result.err
