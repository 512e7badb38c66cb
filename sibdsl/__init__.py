"""A language and compiler for outcomes contracts.

In: contracts written in `.sib`, and the evidence that was gathered under them.
Out: checked models, payment statements with their derivations, documents and code.
Relies on: nothing at import time; every public name is found when it is first used.
Guarantees: importing this package loads no parser and no third-party library.

    import sibdsl
    from pathlib import Path

    contract = sibdsl.compile(Path("contract.sib"))
    if contract.ok:
        statement = sibdsl.settle(contract, Path("evidence"))
        print(statement.to_json())
    else:
        print(sibdsl.render(contract.diagnostics))
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sibdsl.diagnostics.diagnostic import Diagnostic
    from sibdsl.diagnostics.internal import InternalError
    from sibdsl.diagnostics.render import render
    from sibdsl.generators.api import Artifact, Generator
    from sibdsl.ir.program import Program
    from sibdsl.model.contract import Contract
    from sibdsl.runtime.capital_result import CapitalResult
    from sibdsl.runtime.statement import Statement
    from sibdsl.workspace.capital import cash_flows, stakes
    from sibdsl.workspace.claims_engines import ClaimsProblem
    from sibdsl.workspace.claims_wanted import ClaimsWanted
    from sibdsl.workspace.compilation import Compilation, ContractHasErrors, compile
    from sibdsl.workspace.generating import generate
    from sibdsl.workspace.scenarios import run_scenarios
    from sibdsl.workspace.settling import read_evidence, settle, tell_claim

__version__ = "0.1.0"

__all__ = [
    "Artifact",
    "CapitalResult",
    "ClaimsProblem",
    "ClaimsWanted",
    "Compilation",
    "Contract",
    "ContractHasErrors",
    "Diagnostic",
    "Generator",
    "InternalError",
    "Program",
    "Statement",
    "__version__",
    "cash_flows",
    "compile",
    "generate",
    "read_evidence",
    "render",
    "run_scenarios",
    "settle",
    "stakes",
    "tell_claim",
]

if not TYPE_CHECKING:
    _HOMES = {
        "Artifact": "generators.api",
        "CapitalResult": "runtime.capital_result",
        "ClaimsProblem": "workspace.claims_engines",
        "ClaimsWanted": "workspace.claims_wanted",
        "Compilation": "workspace.compilation",
        "Contract": "model.contract",
        "ContractHasErrors": "workspace.compilation",
        "Diagnostic": "diagnostics.diagnostic",
        "Generator": "generators.api",
        "InternalError": "diagnostics.internal",
        "Program": "ir.program",
        "Statement": "runtime.statement",
        "cash_flows": "workspace.capital",
        "compile": "workspace.compilation",
        "generate": "workspace.generating",
        "read_evidence": "workspace.settling",
        "render": "diagnostics.render",
        "run_scenarios": "workspace.scenarios",
        "settle": "workspace.settling",
        "stakes": "workspace.capital",
        "tell_claim": "workspace.settling",
    }

    def __getattr__(name):
        if name not in _HOMES:
            raise AttributeError(f"module 'sibdsl' has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"sibdsl.{_HOMES[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
