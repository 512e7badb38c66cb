"""What stands above declarations, what became of a scenario, and the summary."""

from __future__ import annotations

import subprocess
import sys

from sibdsl.ide.edits import Refusal
from sibdsl.ide.lenses import ScenarioRun, lenses, run_all, run_scenario
from sibdsl.ide.summary import summary
from tests.unit.ide.carets import FRAME, PATH, frame_with, view_of


def test_lenses_of_a_contract() -> None:
    found = [(lens.kind, lens.name, lens.words) for lens in lenses(view_of(FRAME), PATH)]
    assert found == [
        ("summary", "demo", "Show the summary"),
        ("uses", "reduction", "2 uses"),
        ("uses", "success", "1 use"),
        ("scenario", "all is well", "Run this scenario"),
    ]


def test_a_scenario_that_passes_shows_its_amount() -> None:
    run = run_scenario(view_of(FRAME), "all is well")
    assert isinstance(run, ScenarioRun)
    assert (run.passed, run.words) == (True, "passes: success = GBP 5,000")
    assert run.markdown.splitlines()[:4] == [
        "**all is well** passes",
        "",
        "- `success`: **GBP 5,000**",
        "  - The reported value of Reduction is 12%.",
    ]


def test_a_scenario_that_fails_says_what_differs() -> None:
    run = run_scenario(view_of(frame_with("= GBP 5,000", "= GBP 4,000")), "all is well")
    assert isinstance(run, ScenarioRun)
    assert (run.passed, run.words) == (False, "fails: success is GBP 5,000, not GBP 4,000")
    assert "- `success`: **GBP 5,000**, expected was GBP 4,000" in run.markdown


def test_a_scenario_of_something_pending() -> None:
    given = "  given reduction = 12%\n  expect success = GBP 5,000"
    run = run_scenario(view_of(frame_with(given, "  expect success pending")), "all is well")
    assert isinstance(run, ScenarioRun)
    assert run.words == "passes: success is pending"


def test_text_of_the_contract_stays_text_in_the_report() -> None:
    run = run_scenario(view_of(FRAME.replace("all is well", "<b> *all*")), "<b> *all*")
    assert isinstance(run, ScenarioRun)
    assert run.markdown.startswith(r"**\<b\> \*all\*** passes")


def test_many_expectations_are_counted() -> None:
    lines = "  expect success = GBP 5,000\n"
    more = lines + "".join(f"  expect success {part} = GBP 5,000\n" for part in ("on 2022-12-31", "from city"))
    run = run_scenario(view_of(FRAME.replace(lines, more + "  expect total = GBP 5,000\n")), "all is well")
    assert isinstance(run, ScenarioRun)
    assert run.words.endswith("; and 1 more")


def test_contracts_with_errors_cannot_be_run() -> None:
    one = view_of(frame_with("is outcome_payer", "is outcome_payr"))
    two = view_of(frame_with("by reduction", "by x").replace("is outcome_payer", "is outcome_payr"))
    assert run_scenario(one, "all is well") == Refusal("The contract has an error. It can be run once it is corrected.")
    wanted = Refusal("The contract has 2 errors. It can be shown as a summary once they are corrected.")
    assert summary(two, "html") == wanted
    assert isinstance(run_all(two), Refusal)


def test_a_scenario_that_is_gone() -> None:
    assert run_scenario(view_of(FRAME), "gone") == Refusal("There is no scenario called “gone” any more.")


def test_the_summary_in_both_forms() -> None:
    view = view_of(FRAME)
    markdown, html = summary(view, "markdown"), summary(view, "html")
    assert isinstance(markdown, str) and markdown.startswith("# Demo")
    assert isinstance(html, str) and "<html" in html


def test_the_summary_of_a_contract_in_prose_has_its_prose() -> None:
    from sibdsl.workspace.viewing import open_view

    text = f"# Why\n\nBecause we agreed.\n\n```sib\n{FRAME}```\n"
    shown = summary(open_view("contract.sib.md", {"contract.sib.md": text}), "markdown")
    assert isinstance(shown, str) and "Because we agreed." in shown


def test_lenses_load_nothing_that_is_slow() -> None:
    code = (
        "import sys\n"
        "from sibdsl.workspace.viewing import open_view\n"
        "from sibdsl.ide import actions, definition, folding, lenses, references, rename, summary, symbols, tokens\n"
        "view = open_view('examples/nyc_able/contract.sib')\n"
        "lenses.lenses(view, view.path), symbols.document_symbols(view, view.path)\n"
        "print(sorted({'pydantic', 'jinja2', 'lark', 'holidays', 'babel', 'pygls'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
