"""Running the scenarios that a contract contains: given this evidence, is this what is paid?

In: a compilation without errors.
Out: for each scenario, each expectation with what was expected, what came out, and how it came about.
Relies on: the interpreter, which settles a scenario as it settles any evidence.
Guarantees: scenarios do not influence one another; what is pending is never taken for zero.
"""

from fractions import Fraction
from typing import TYPE_CHECKING, Final

import msgspec

from sibdsl.workspace.compilation import Compilation

if TYPE_CHECKING:
    from sibdsl.ir.program import Program
    from sibdsl.model.scenarios import Expectation, Scenario
    from sibdsl.runtime.claims import ClaimLine
    from sibdsl.runtime.statement import Lapsed, Line, Pending, Statement


_MOST_PENDING: Final = 3


class ExpectationResult(msgspec.Struct, frozen=True, gc=False):
    """One `expect` of a scenario, run.

    `words` is the expectation as written, at `line` of the contract. `expected` and `got` are texts such as
    `GBP 300,000` or `pending`. `explanation` says in sentences how `got` came about.
    """

    words: str
    line: int
    passed: bool
    expected: str
    got: str
    explanation: tuple[str, ...]


class ScenarioResult(msgspec.Struct, frozen=True, gc=False):
    """One scenario, run: it passed when all of its expectations did and its evidence could be used."""

    title: str
    line: int
    results: tuple[ExpectationResult, ...]
    problems: tuple[str, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether everything came out as expected."""
        return not self.problems and all(result.passed for result in self.results)


def run_scenarios(compilation: Compilation, title: str | None = None) -> tuple[ScenarioResult, ...]:
    """Run the scenarios of a contract, in written order: all of them, or those of one title.

    Raises:
        ContractHasErrors: when the contract has errors.
    """
    program = compilation.program
    wanted = [one for one in compilation.model.scenarios if title is None or one.title == title]
    return tuple(_run(scenario, program) for scenario in wanted)


def _run(scenario: "Scenario", program: "Program") -> ScenarioResult:
    from sibdsl.analysis.worked_examples import scenario_evidence
    from sibdsl.interpreter.settle import settle

    statement = settle(program, scenario_evidence(scenario, program), scenario.as_of)
    told = _claims_told(scenario, program)
    results = tuple(_compare(expectation, statement, told) for expectation in scenario.expectations)
    problems = tuple(finding.message for finding in statement.findings if finding.severity == "error")
    return ScenarioResult(scenario.title, scenario.line, results, problems)


def _claims_told(scenario: "Scenario", program: "Program") -> "list[tuple[ClaimLine, str]]":
    """Say of each claim that is not paid in full what became of it; the words are those of the scenario."""
    from sibdsl.analysis.worked_examples import settle_scenario_claims
    from sibdsl.runtime.claims_counts import became_of

    if program.claims is None or not scenario.claims:
        return []
    lines, _ = settle_scenario_claims(scenario, program.plan, program.claims)
    return [
        (line, f"`{given.words}`: {became_of(program.plan, program.claims, line)}.")
        for given, line in zip(scenario.claims, lines, strict=True)
        if line.status != "paid"
    ]


def _compare(
    expectation: "Expectation", statement: "Statement", told: "list[tuple[ClaimLine, str]]"
) -> ExpectationResult:
    lines = [
        line for line in statement.lines if _is_about(expectation, line) and expectation.payer in (None, line.payer)
    ]
    pending = [item.text for item in statement.pending if _is_about(expectation, item)]
    lapsed = [item.text for item in statement.lapsed if _is_about(expectation, item)]
    got = None if pending and not lines else sum((line.amount for line in lines), start=Fraction(0))
    explanation = [sentence for line in lines for sentence in _sentences(line)] + _few(pending) + lapsed
    passed = got == expectation.amount
    # Where something is missing, it may be in another determination than its author thought.
    explanation += [sentence for line, sentence in told if not passed or _is_about_claim(expectation, line)]
    return ExpectationResult(
        words=expectation.words,
        line=expectation.line,
        passed=passed,
        expected=_text(expectation.amount, statement),
        got=_text(got, statement),
        explanation=tuple(explanation or ["No determination is due that this could be about."]),
    )


def _is_about(expectation: "Expectation", item: "Line | Pending | Lapsed") -> bool:
    return (
        expectation.payment in (None, item.payment)
        and expectation.cohort in (None, item.determination.cohort)
        and expectation.day in (None, item.determination.day)
    )


def _is_about_claim(expectation: "Expectation", line: "ClaimLine") -> bool:
    """Whether a claim counts towards what is expected; one that was never determined may count towards anything."""
    days = (line.determination, line.recovered_on)
    return (
        (expectation.payment in (None, line.payment) or not line.payment)
        and expectation.cohort in (None, line.cohort)
        and (expectation.day is None or line.determination is None or expectation.day in days)
    )


def _few(pending: list[str]) -> list[str]:
    """The first of many determinations that wait, and how many others do: they mostly wait for the same."""
    rest = len(pending) - _MOST_PENDING
    return [*pending[:_MOST_PENDING], f"{rest} more determinations are pending."] if rest > 1 else pending


def _sentences(line: "Line") -> list[str]:
    return [str(step["text"]) for step in line.derivation]


def _text(amount: Fraction | None, statement: "Statement") -> str:
    if amount is None:
        return "pending"
    from sibdsl.runtime.exact import money_text

    plan = statement.prepared.plan
    return money_text(amount, plan.currency, plan.digits)
