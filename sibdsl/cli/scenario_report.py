"""The results of scenarios, written as a test runner writes them.

In: contracts with the results of their scenarios, and the findings of contracts that could not be run.
Out: text for people, JSON, or JUnit XML.
Relies on: nothing but the results.
Guarantees: everything is in the order in which it ran; no text of a contract can break out of a format.
"""

from collections.abc import Sequence

import msgspec

from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render.paint import Painter
from sibdsl.diagnostics.render.visible import visible
from sibdsl.workspace.scenarios import ExpectationResult, ScenarioResult


class ContractRun(msgspec.Struct, frozen=True, gc=False):
    """One contract, run. With `errors` there are no `results`: nothing is computed from such a contract."""

    path: str
    results: tuple[ScenarioResult, ...] = ()
    errors: tuple[Diagnostic, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.errors and all(result.passed for result in self.results)


def as_text(runs: Sequence[ContractRun], color: bool) -> str:
    """A line for each scenario; for one that failed, what came out and how it came about; the counts."""
    painter = Painter(color)
    lines: list[str] = []
    for run in runs:
        lines.append(painter.paint("bold", visible(run.path)))
        if run.errors:
            lines.append(f"{painter.paint('error', 'ERROR')} {_errors(run)}")
        elif not run.results:
            lines.append("      there are no scenarios")
        for result in run.results:
            lines += _scenario_lines(result, run.path, painter)
    lines += ["", _counts(runs, painter)]
    return "\n".join(lines) + "\n"


def as_json(runs: Sequence[ContractRun]) -> str:
    """An array with an object for each contract."""
    from json import dumps

    return dumps([_contract_data(run) for run in runs], indent=2, ensure_ascii=False) + "\n"


def as_junit(runs: Sequence[ContractRun]) -> str:
    """JUnit XML: a suite a contract, a case a scenario."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    root = Element("testsuites", name="sib test")
    for run in runs:
        suite = SubElement(root, "testsuite", name=visible(run.path))
        failures = sum(not result.passed for result in run.results)
        suite.set("tests", str(len(run.results) + bool(run.errors)))
        suite.set("failures", str(failures))
        suite.set("errors", str(int(bool(run.errors))))
        if run.errors:
            case = SubElement(suite, "testcase", name="the contract", classname=visible(run.path))
            SubElement(case, "error", message=_errors(run))
        for result in run.results:
            case = SubElement(suite, "testcase", name=visible(result.title), classname=visible(run.path))
            case.set("line", str(result.line))
            if not result.passed:
                lines = _explanation(result)
                SubElement(case, "failure", message=lines[0]).text = "\n".join(lines)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + str(tostring(root, encoding="unicode")) + "\n"


def _scenario_lines(result: ScenarioResult, path: str, painter: Painter) -> list[str]:
    if result.passed:
        return [f"{painter.paint('added', 'PASS')}  {visible(result.title)}"]
    place = painter.paint("gutter", f"{visible(path)}:{result.line}")
    head = f"{painter.paint('error', 'FAIL')}  {visible(result.title)}  {place}"
    return [head, *(f"      {line}" for line in _explanation(result))]


def _explanation(result: ScenarioResult) -> list[str]:
    """Why a scenario failed: each expectation that did not hold, with the sentences behind what came out."""
    lines = [f"its evidence cannot be used: {visible(problem)}" for problem in result.problems]
    for wrong in result.results:
        if not wrong.passed:
            lines.append(f"line {wrong.line}: {visible(wrong.words)}, but it is {wrong.got}")
            lines += [f"  {visible(sentence)}" for sentence in wrong.explanation]
    return lines


def _errors(run: ContractRun) -> str:
    count = len(run.errors)
    return f"not run: the contract has {count} error{'s' if count > 1 else ''}"


def _counts(runs: Sequence[ContractRun], painter: Painter) -> str:
    passed = sum(result.passed for run in runs for result in run.results)
    failed = sum(not result.passed for run in runs for result in run.results)
    broken = sum(bool(run.errors) for run in runs)
    counts = [
        (failed, f"{failed} failed"),
        (passed, f"{passed} passed"),
        (broken, f"{broken} contract{'s' if broken > 1 else ''} with errors"),
    ]
    text = ", ".join(words for count, words in counts if count) or "no scenarios were run"
    return painter.paint("error" if failed or broken else "added", text)


def _contract_data(run: ContractRun) -> dict[str, object]:
    return {
        "filename": run.path,
        "passed": run.passed,
        "errors": len(run.errors),
        "scenarios": [
            {
                "title": result.title,
                "line": result.line,
                "passed": result.passed,
                "problems": list(result.problems),
                "expectations": [_expectation_data(each) for each in result.results],
            }
            for result in run.results
        ],
    }


def _expectation_data(result: ExpectationResult) -> dict[str, object]:
    return {
        "words": result.words,
        "line": result.line,
        "passed": result.passed,
        "expected": result.expected,
        "got": result.got,
        "explanation": list(result.explanation),
    }
