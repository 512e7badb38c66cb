"""Hypothesis strategies for contracts that were compiled, with their text and with evidence.

In: nothing. Out: `Compiled`: a contract without errors. Relies on `sources` and on the compiler itself.
Guarantees: only contracts that the checker accepts; evidence is about the contract that it comes with.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import reject
from hypothesis import strategies as st

import sibdsl
from sibdsl.ir.program import Program
from sibdsl.runtime.plan import Plan
from sibdsl.workspace.compilation import Compilation
from tests.strategies.sources import contracts


@dataclass(frozen=True)
class Accepted:
    """A contract that the checker accepted; shown as its text when a property fails."""

    compilation: Compilation
    text: str

    def __repr__(self) -> str:
        return self.text

    @property
    def program(self) -> Program:
        """The contract as payment IR."""
        return self.compilation.program

    @property
    def plan(self) -> Plan:
        """What a settlement knows of it."""
        return self.program.plan


@st.composite
def accepted_contracts(draw: st.DrawFn) -> Accepted:
    """A contract without errors."""
    text = draw(contracts())
    compilation = sibdsl.compile(text, filename="contract.sib")
    if not compilation.ok:
        reject()
    return Accepted(compilation, text)


@st.composite
def contracts_with_finance(draw: st.DrawFn) -> Accepted:
    """A contract without errors in which somebody puts money in."""
    found = draw(accepted_contracts())
    if found.program.capital is None:
        reject()
    return found
