"""One contract as one Python module.

In: a program that keeps its invariants.
Out: the text of a module that settles evidence under the contract, and needs nothing but Python 3.11.
Relies on: `rules`, `plan_literal` and `support` for its three sections.
Guarantees: the module gives the statement that `sib settle` gives, byte for byte; the same program gives the
same text; the contract's words are data in it and never code.
"""

from __future__ import annotations

from sibdsl.generators.python.names import Names
from sibdsl.generators.python.plan_literal import write_value
from sibdsl.generators.python.prose import docstring, literal
from sibdsl.generators.python.rules import WrittenRules, write_rules
from sibdsl.generators.python.support import Support, read_support
from sibdsl.generators.writer import Writer
from sibdsl.ir.program import Program
from sibdsl.runtime.capital_plan import CapitalPlan
from sibdsl.runtime.claims_plan import ClaimsPlan

# What people call in a module; the runtime gives way where it uses one of these names.
_OWN_NAMES = frozenset({"RULES", "cash_flows", "contract_capital", "contract_cards", "contract_plan", "load_evidence",
                        "main", "settle"})  # fmt: skip
# What the module calls of the runtime; only what these files reach travels with it.
_CALLED_FILES = frozenset({"script"})
_CALLED_FOR_CLAIMS = frozenset({"claims_script"})
_CALLED_FOR_CAPITAL = frozenset({"capital"})
# Names inside functions, which nothing of the contract may take.
_LOCAL_NAMES = frozenset({"case", "found", "value", "low", "high", "evidence", "as_of", "path", "argv", "cache",
                          "amount", "amounts", "least", "greatest", "people"})  # fmt: skip
_OWN_IMPORTS = {"collections.abc": ("Mapping", "Sequence"), "datetime": ("date",), "fractions": ("Fraction",),
                "functools": ("cache",), "os": ("PathLike",), "sys": ("",)}  # fmt: skip


def generate_python(program: Program, file_name: str = "contract.py") -> str:
    """Write the module; `file_name` is what its docstring calls it."""
    called = _CALLED_FILES if program.claims is None else _CALLED_FOR_CLAIMS
    support = read_support(_OWN_NAMES, called if program.capital is None else called | _CALLED_FOR_CAPITAL)
    names = Names(_OWN_NAMES | _LOCAL_NAMES | support.names)
    rules = write_rules(program, names)
    writer = Writer()
    writer.lines(docstring(_introduction(program, file_name)))
    writer.line()
    _write_imports(writer, support)
    _write_rules(writer, rules)
    _write_plan(writer, program, rules)
    if program.claims is not None:
        _write_cards(writer, program.claims)
    if program.capital is not None:
        _write_capital(writer, program.capital)
    _write_entrances(writer, _entrances(support) if program.claims is None else _entrances_for_claims(support))
    if program.capital is not None:
        _write_entrances(writer, [_entrance_for_capital(support)])
    _write_support(writer, support)
    return writer.text()


def _introduction(program: Program, file_name: str) -> list[str]:
    plan = program.plan
    return [
        f"{plan.title or plan.contract}: what is owed on evidence.",
        f"Run it: python {file_name} EVIDENCE [--as-of DATE] [--output-format table|json|csv]",
        f"Or import it: settle({'' if program.claims is None else '*'}load_evidence(path)).to_json() is the statement"
        f"{'.' if program.capital is None else ', and cash_flows(statement).to_json() what follows from it.'}",
        f"sib wrote this file from the contract {plan.contract}; change the contract, not this file. "
        "It needs Python 3.11 or later and nothing else. First come the rules of the contract, then what a "
        "settlement knows besides (parties, metrics, dates, limits, words), then support code, which is the same "
        "for every contract.",
    ]


def _write_imports(writer: Writer, support: Support) -> None:
    imports: dict[str, set[str]] = {}
    for source in (support.imports, _OWN_IMPORTS):
        for module, taken in source.items():
            imports.setdefault(module, set()).update(taken)
    writer.line("from __future__ import annotations")
    writer.line()
    for module in sorted(module for module, names in imports.items() if "" in names):
        writer.line(f"import {module}")
    for module in sorted(module for module, names in imports.items() if names - {""}):
        renamed = sorted(name for name in imports[module] if " as " in name)
        others = sorted(imports[module] - {"", *renamed}, key=_import_order)
        for names in filter(None, (others, *([name] for name in renamed))):
            writer.line(f"from {module} import {', '.join(names)}")


def _import_order(name: str) -> tuple[bool, bool, str]:
    """Constants first, then classes, then functions, as import sorters have it."""
    return (not name.isupper(), not name[0].isupper(), name)


def _write_rules(writer: Writer, rules: WrittenRules) -> None:
    if rules.constants:
        writer.line()
        writer.lines(rules.constants)
    for which in rules.choosers:
        _write_chooser(writer, which)
    for function in rules.functions:
        writer.line()
        writer.line()
        writer.lines(function.text().rstrip("\n").split("\n"))


def _write_chooser(writer: Writer, which: str) -> None:
    """Write a builtin with the types of amounts, which a type checker cannot see through the builtin."""
    writer.line()
    writer.line()
    with writer.block(f"def {which}(*amounts: Exact) -> Exact:"):
        writer.line(f'"""Give the {which} of some amounts."""')
        writer.line(f"return {'min' if which == 'least' else 'max'}(amounts)")


def _write_plan(writer: Writer, program: Program, rules: WrittenRules) -> None:
    writer.line()
    writer.line()
    writer.line("# The rule of each payment, by its name in the contract.")
    with writer.block("RULES: Mapping[str, RuleFunction] = {", "}"):
        for payment, function in rules.payments.items():
            writer.line(f"{literal(payment)}: {function},")
    writer.line()
    writer.line()
    writer.line("@cache")
    with writer.block("def contract_plan() -> Plan:"):
        writer.line('"""What a settlement knows about the contract besides its rules."""')
        write_value(writer, program.plan, "return ")


def _write_cards(writer: Writer, claims: ClaimsPlan) -> None:
    writer.line()
    writer.line()
    writer.line("@cache")
    with writer.block("def contract_cards() -> ClaimsPlan:"):
        writer.line('"""The rate cards of the contract: outcomes, prices and limits."""')
        write_value(writer, claims, "return ")


def _write_capital(writer: Writer, capital: CapitalPlan) -> None:
    writer.line()
    writer.line()
    writer.line("@cache")
    with writer.block("def contract_capital() -> CapitalPlan:"):
        writer.line('"""The capital of the contract: who puts money in, and in which order it comes back."""')
        write_value(writer, capital, "return ")


# The first line of a function, what it does, and what it returns.
_Entrance = tuple[str, str, str]


def _entrances(support: Support) -> list[_Entrance]:
    settle = support.called.get(("settlement", "settle"), "settle")
    main = support.called.get(("script", "main"), "main")
    return [
        (
            "def settle(evidence: Evidence, as_of: date | None = None) -> Statement:",
            "Determine every payment that the evidence allows; with a day, as it was known then.",
            f"return {settle}(contract_plan(), RULES, evidence, as_of)",
        ),
        (
            "def load_evidence(path: str | PathLike[str]) -> Evidence:",
            "Read and check the evidence in a directory, a CSV file or a JSON file.",
            "return read_evidence(contract_plan(), path)",
        ),
        (
            "def main(argv: Sequence[str] | None = None) -> int:",
            "Settle the evidence that the command line names, and print the statement.",
            f"return {main}(contract_plan(), RULES, argv)",
        ),
    ]


def _entrances_for_claims(support: Support) -> list[_Entrance]:
    """The same for a contract with rate cards, of which people are evidence too."""
    called = {
        name: support.called.get(("claims_run", name), name) for name in ("settle_with_claims", "read_with_claims")
    }
    main = support.called.get(("claims_script", "main_with_claims"), "main_with_claims")
    return [
        (
            "def settle(evidence: Evidence, people: ClaimsEvidence, as_of: date | None = None) -> Statement:",
            "Determine every payment that evidence and claims allow; with a day, as it was known then.",
            f"return {called['settle_with_claims']}(contract_plan(), contract_cards(), RULES, evidence, people, as_of)",
        ),
        (
            "def load_evidence(path: str | PathLike[str]) -> tuple[Evidence, ClaimsEvidence]:",
            "Read and check the evidence in a directory, and the tables about people.",
            f"return {called['read_with_claims']}(contract_plan(), contract_cards(), path)",
        ),
        (
            "def main(argv: Sequence[str] | None = None) -> int:",
            "Settle the evidence that the command line names, and print the statement.",
            f"return {main}(contract_plan(), contract_cards(), RULES, argv)",
        ),
    ]


def _entrance_for_capital(support: Support) -> _Entrance:
    flows = support.called.get(("capital", "cash_flows"), "cash_flows")
    return (
        "def cash_flows(statement: Statement) -> CapitalResult:",
        "Give every flow of money that follows from a statement, from the first drawdown to the last distribution.",
        f"return {flows}(contract_plan(), contract_capital(), statement)",
    )


def _write_entrances(writer: Writer, entrances: list[_Entrance]) -> None:
    for opening, words, body in entrances:
        writer.line()
        writer.line()
        with writer.block(opening):
            writer.lines(docstring([words]))
            writer.line(body)


def _write_support(writer: Writer, support: Support) -> None:
    writer.line()
    writer.line()
    writer.line("# " + "=" * 98)
    writer.line("# Support code: the same for every contract.")
    writer.line("# " + "=" * 98)
    writer.line()
    writer.line()
    # These lines carry their own indent, which a writer at the margin leaves alone.
    writer.lines(list(support.lines))
    with writer.block('if __name__ == "__main__":'):
        writer.line("sys.exit(main())")
