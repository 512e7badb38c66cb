"""A contract as one JavaScript module.

In: a program. Out: the text of an ES module that imports nothing.
Relies on ``contract_data``, ``rules`` and the support code in ``runtime``.
Guarantees: the same program, the same bytes; the text can stand in a script of a page of HTML.
"""

from __future__ import annotations

from importlib.resources import files

from sibdsl.generators.javascript.contract_data import contract_data
from sibdsl.generators.javascript.rules import WrittenRules, write_rules
from sibdsl.generators.javascript.texts import comment, literal, write_data
from sibdsl.generators.writer import Writer
from sibdsl.ir.program import Program

_PARTS = (
    "exact",
    "dates",
    "determinations",
    "wording",
    "case",
    "settlement",
    "statement",
    "values",
    "choices",
    "reported",
    "sliders",
)


def generate_javascript(program: Program, file_name: str = "contract.mjs") -> str:
    """Write the module; ``file_name`` is what its first lines call it."""
    writer = Writer("  ")
    rules = write_rules(program)
    for paragraph in _introduction(program, file_name):
        writer.lines(comment(paragraph))
    writer.line()
    writer.line("/** The contract as data: everything that can be chosen, and who pays whom for what and when. */")
    write_data(writer, contract_data(program), "export const contract = ", ";")
    writer.lines(rules.functions)
    writer.line()
    writer.lines(_support("exports"))
    for part in _PARTS:
        writer.line()
        writer.lines(_support(part))
    _write_start(writer, rules)
    return writer.text()


def _introduction(program: Program, file_name: str) -> list[str]:
    plan = program.plan
    cards = ""
    if program.claims is not None:
        cards = " What rate cards come to is an amount that is handed in: this module reads no claims of people."
    return [
        f"{plan.title or plan.contract}: what it comes to, exact to the last penny.",
        f'Use it: import {{ contract, settle }} from "./{file_name}"; then settle({{ name: "12.5" }}).total is a text.'
        f"{cards}",
        f"sib wrote this file from the contract {plan.contract}; change the contract, not this file. "
        "It needs a browser of 2022 or later or Node 18, and nothing else.",
    ]


def _write_start(writer: Writer, rules: WrittenRules) -> None:
    """Write what is computed once: the numbers of the rules, and what every settlement needs."""
    writer.line()
    writer.line("// The numbers of the contract.")
    writer.lines(rules.numbers)
    writer.line()
    writer.line("// The rule of each payment.")
    with writer.block("const rules = new Map([", "]);"):
        for payment, function in rules.payments.items():
            writer.line(f"[{literal(payment)}, {function}],")
    writer.line("const prepared = prepare(contract);")
    writer.line("const choices = prepareChoices(prepared);")


def _support(part: str) -> list[str]:
    text = (files("sibdsl.generators.javascript") / "runtime" / f"{part}.js").read_text(encoding="utf-8")
    return text.rstrip("\n").split("\n")
