"""Every declaration: what is written, and the tree that it becomes."""

from collections.abc import Callable
from typing import Any

from sibdsl.source.span import NOWHERE
from sibdsl.surface import items
from sibdsl.surface.declarations import (
    Cohort,
    Contract,
    ContractCap,
    Fact,
    Finance,
    Group,
    Import,
    Metric,
    Parameter,
    Party,
    Payment,
    Population,
    Report,
    Scenario,
    SourceTree,
    Threshold,
)
from sibdsl.surface.expressions import IsMet, Money, Rate, Reference, UnitText
from sibdsl.surface.node import Day, Name, Text
from sibdsl.surface.timing import Scope
from tests.unit.syntax.conftest import Read

Declaration = Callable[[str], Any]


def name(text: str) -> Name:
    return Name(NOWHERE, text)


def names(*texts: str) -> tuple[Name, ...]:
    return tuple(map(name, texts))


def text(value: str) -> Text:
    return Text(NOWHERE, value)


def test_an_empty_file_has_no_declarations(read: Read) -> None:
    assert read("") == (SourceTree(NOWHERE, ()), ())
    tree, found = read("\n# nothing but a comment\n\n   # and another one, at the very end")
    assert (tree.declarations, found) == ((), ())


def test_a_contract_has_a_name_a_title_and_statements(declaration: Declaration) -> None:
    assert declaration('contract able "ABLE" {\n  currency USD\n}\n') == Contract(
        NOWHERE, name("able"), text("ABLE"), (items.WordsItem(NOWHERE, "currency", names("USD")),)
    )


def test_a_title_may_be_left_out_and_a_block_may_be_empty(declaration: Declaration) -> None:
    assert declaration("contract able {\n}\n") == Contract(NOWHERE, name("able"), None, ())
    assert declaration("metric m { }") == Metric(NOWHERE, name("m"), None, ())


def test_a_party_has_roles_and_may_have_a_block(declaration: Declaration) -> None:
    vera = Party(NOWHERE, name("vera"), text("Vera"), (), names("evaluator", "independent"))
    assert declaration('party vera "Vera" is evaluator, independent') == vera
    identifier = items.IdentifierItem(NOWHERE, name("LEI"), text("5493"))
    assert declaration('party a is b { id LEI "5493" }') == Party(NOWHERE, name("a"), None, (identifier,), names("b"))


def test_finance_says_what_goes_from_whom_to_whom(declaration: Declaration) -> None:
    amount = Money(NOWHERE, "USD", "7,200,000")
    written = "finance g is senior guarantee from a, b to c USD 7,200,000 covering loan"
    assert declaration(written) == Finance(
        NOWHERE, name("g"), None, (), names("senior", "guarantee"), names("a", "b"), name("c"), amount, names("loan")
    )
    assert declaration("finance g from a to c USD 7,200,000") == Finance(
        NOWHERE, name("g"), None, (), (), names("a"), name("c"), amount, ()
    )


def test_a_population_has_cohorts_and_groups(declaration: Declaration) -> None:
    written = "population p {\n  cohort c 2012-01-01 to 2012-12-31 { determined on 2014-01-01 }\n  group g\n}"
    start, end, then = (Day(NOWHERE, day) for day in ("2012-01-01", "2012-12-31", "2014-01-01"))
    determined = items.DatesItem(NOWHERE, "determined on", then, None)
    assert declaration(written).items == (
        Cohort(NOWHERE, name("c"), None, (determined,), start, end),
        Group(NOWHERE, name("g"), None, ()),
    )
    assert declaration("population p") == Population(NOWHERE, name("p"), None, ())


def test_a_parameter_has_a_value_or_a_unit(declaration: Declaration) -> None:
    price = Rate(NOWHERE, Money(NOWHERE, "GBP", "59"), None, "day")
    assert declaration("parameter p GBP 59 per day") == Parameter(NOWHERE, name("p"), None, (), price, None)
    unit = UnitText(NOWHERE, "GBP", None, "day")
    written = "parameter p not published, unit GBP per day"
    assert declaration(written) == Parameter(NOWHERE, name("p"), None, (), None, unit)


def test_a_threshold_has_a_condition(declaration: Declaration) -> None:
    assert declaration('threshold t "T" met when u is met') == Threshold(
        NOWHERE, name("t"), text("T"), (), IsMet(NOWHERE, name("u"), False)
    )


def test_a_payment_has_payers_and_one_payee(declaration: Declaration) -> None:
    assert declaration("payment p from a, b to c { }") == Payment(
        NOWHERE, name("p"), None, (), names("a", "b"), name("c")
    )


def test_a_cap_is_on_payments_and_adds_up_over_something_or_is_that_of_a_payer(declaration: Declaration) -> None:
    amount = Money(NOWHERE, "GBP", "5")
    total = Scope(NOWHERE, "in total")
    assert declaration("cap c GBP 5 on all payments in total") == ContractCap(
        NOWHERE, name("c"), None, (), amount, None, total, None, False
    )
    written = "cap c limit on p, q from fund whole payments only"
    limit = Reference(NOWHERE, name("limit"))
    assert declaration(written) == ContractCap(
        NOWHERE, name("c"), None, (), limit, names("p", "q"), None, name("fund"), True
    )


def test_reports_facts_scenarios_and_imports(declaration: Declaration) -> None:
    assert declaration("report r from a to b, c { }") == Report(
        NOWHERE, name("r"), None, (), name("a"), names("b", "c")
    )
    assert declaration('fact cpi "CPI" { }') == Fact(NOWHERE, name("cpi"), text("CPI"), ())
    assert declaration('scenario "no change" { }') == Scenario(NOWHERE, name("no change"), None, ())
    assert declaration('import "rates.sib"') == Import(NOWHERE, text("rates.sib"))
