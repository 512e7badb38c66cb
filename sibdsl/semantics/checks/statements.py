"""Statements of a block: each once, those that are needed there, none that does not apply.

In: the known contract. Out: findings in the sink. A block in which a statement could not be read is not blamed for
missing it.
"""

from __future__ import annotations

from collections.abc import Iterator

from sibdsl.diagnostics.rules import names as rules
from sibdsl.semantics import every
from sibdsl.semantics.each import Check, Each
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.references import is_calculated
from sibdsl.semantics.scope import find_item, kind_of
from sibdsl.semantics.written import without_line
from sibdsl.surface import capital, cards, items, outcomes
from sibdsl.surface import declarations as surface
from sibdsl.surface.node import Node

_KEYWORDS: dict[type[Node], str] = {
    items.FinancialYearItem: "financial year",
    items.EarlyTerminationItem: "early termination",
    items.CouponItem: "coupon",
    items.UnitItem: "unit",
    items.ComparisonItem: "compared with",
    items.WindowItem: "window",
    items.RangeItem: "range",
    items.MeasuredItem: "measured",
    items.PublishedItem: "published",
    items.ReportsItem: "reports",
    items.CalculatedItem: "calculated",
    items.DueItem: "due",
    items.IndexedItem: "indexed by",
    items.MinimumItem: "minimum",
    items.SharedItem: "shared by",
    items.FirstMoneyItem: "paid first by",
    items.ContinuesItem: "continues after termination",
    cards.RateCardItem: "rate card",
    cards.RateCardReferenceItem: "rate card",
    cards.PriceColumnsItem: "prices for",
    outcomes.ClaimedItem: "claimed",
    outcomes.ReachedItem: "reached",
    outcomes.SustainsItem: "sustains",
    outcomes.QuantityItem: "quantity",
    capital.DrawnItem: "drawn",
    capital.ChargedItem: "charged",
    capital.InterestItem: "interest paid",
    capital.RepaidItem: "repaid",
    capital.CreditedItem: "repaid by",
    capital.RewardedItem: "return raised by",
    capital.DebitedItem: "return lessened by",
    capital.ReturnItem: "return at most",
    capital.ProtectedItem: "protected",
    capital.TrancheItem: "for",
    capital.StopItem: "may stop",
    capital.CoversItem: "covers",
    capital.AvailableItem: "available",
    capital.RecycledItem: "recycled",
    capital.ReceivesItem: "receives",
    capital.DistributesItem: "distributes",
    items.GivenTerminationItem: "given termination",
    items.AsOfItem: "as of",
}
_REPEATABLE = frozenset(("note", "source", "suspended"))
_NEVER_OF_CALCULATED = {
    "range": "its values follow from what it is calculated from",
    "measured": "it is worked out whenever it is read",
    "verified by": "what it is calculated from is verified",
    "evidence": "what it is calculated from has its own evidence",
    "reports": "only what somebody reports has a sample or a p-value",
}


def _check_statements(known: Known, owner: surface.Declaration) -> None:
    """Check the statements of a block."""
    _check_once(known, owner, owner.items)
    for card in (item for item in owner.items if isinstance(item, cards.RateCardItem)):
        _check_once(known, owner, card.items)
    if isinstance(owner, surface.Metric):
        _check_metric(known, owner)
    elif isinstance(owner, surface.Fact):
        _need(known, owner, items.UnitItem, "what it is measured in", "unit number to 0.1")
        _need(known, owner, items.PublishedItem, "when it is published", "published annually")
    elif isinstance(owner, surface.Payment):
        _need(known, owner, items.DueItem, "when it is due", "due quarterly, payable within 30 days")
        pays = (items.PaysItem, cards.RateCardItem, cards.RateCardReferenceItem)
        _need(known, owner, pays, "what it pays", f"pays {known.terms.currency or 'GBP'} 100,000")
    elif isinstance(owner, surface.Report):
        _need(known, owner, items.DueItem, "when it is due", "due quarterly")
    elif isinstance(owner, surface.Scenario):
        expected = (items.ExpectItem, items.ExpectTotalItem)
        if not any(isinstance(item, expected) for item in owner.items):
            _need(known, owner, expected, "what it expects", _sample_expectation(known))


def keyword_of(item: Node) -> str | None:
    """The keyword of a statement that may stand only once in a block; None for those that may be repeated."""
    known = _KEYWORDS.get(type(item))
    if known is not None:
        return known
    keyword = getattr(item, "keyword", None)
    return None if keyword is None or keyword in _REPEATABLE else str(keyword)


def has_card(owner: surface.Declaration) -> bool:
    """Whether a declaration is a payment with a rate card."""
    return any(isinstance(item, (cards.RateCardItem, cards.RateCardReferenceItem)) for item in owner.items)


def owner_words(owner: surface.Declaration) -> str:
    """``metric `reduction` ``, or ``scenario "no change"``."""
    if isinstance(owner, surface.Scenario):
        return f'scenario "{owner.name.text}"'
    return f"{kind_of(owner)} `{owner.name.text}`"


def _check_once(known: Known, owner: surface.Declaration, statements: tuple[Node, ...]) -> None:
    seen: dict[str, Node] = {}
    for item in statements:
        keyword = keyword_of(item)
        # Claims of different outcomes may be shared in different ways.
        if keyword is None or (keyword == "shared by" and has_card(owner)):
            continue
        first = seen.setdefault(keyword, item)
        if first is not item:
            known.sink.report(
                rules.DUPLICATE_STATEMENT, item.span, others=[(first.span, "already said here")],
                owner=owner_words(owner), keyword=keyword,
                fix=without_line(known, item) if _same(first, item) else None,
            )  # fmt: skip


def _same(first: Node, second: Node) -> bool:
    """Whether two statements that differ only in place say the same; then one of them can go."""
    return type(first) is type(second) and [*_leaves(first)] == [*_leaves(second)]


def _leaves(node: object) -> Iterator[object]:
    if isinstance(node, Node):
        for field in node.__struct_fields__:
            if field != "span":
                yield from _leaves(getattr(node, field))
    elif isinstance(node, tuple):
        for inner in node:
            yield from _leaves(inner)
    else:
        yield node


def _need(
    known: Known, owner: surface.Declaration, kind: type[Node] | tuple[type[Node], ...], what: str, sample: str
) -> None:
    if any(isinstance(item, kind) for item in owner.items) or not known.is_whole(owner):
        return
    known.sink.report(
        rules.MISSING_STATEMENT, owner.name.span, owner=owner_words(owner), what=what,
        expectation=f"a line such as `{sample}`", sample=sample,
    )  # fmt: skip


def _check_metric(known: Known, metric: surface.Metric) -> None:
    _need(known, metric, items.UnitItem, "what it is measured in", "unit percent to 0.1%")
    if is_calculated(known, metric.name.text):
        _check_calculated(known, metric)
    elif not _says(metric, "verified by") and not _says(metric, "not payable") and known.is_whole(metric):
        known.sink.report(
            rules.MISSING_STATEMENT, metric.name.span, owner=owner_words(metric), what="who verifies it",
            expectation="`verified by` and a party", sample=f"verified by {_verifier(known)}",
        )  # fmt: skip


def _says(owner: surface.Declaration, keyword: str) -> bool:
    return any(getattr(item, "keyword", None) == keyword for item in owner.items)


def _verifier(known: Known) -> str:
    """A party that could verify, for the example in a message."""
    for name, party in known.scope.parties.items():
        if any(role.text in ("evaluator", "validator") for role in party.roles):
            return name
    return "evaluator"


def _check_calculated(known: Known, metric: surface.Metric) -> None:
    calculated = find_item(metric, items.CalculatedItem)
    others = [] if calculated is None else [(calculated.span, "calculated here")]
    for item in metric.items:
        keyword = keyword_of(item)
        reason = None if keyword is None else _NEVER_OF_CALCULATED.get(keyword)
        if reason is not None:
            known.sink.report(
                rules.NOT_WANTED_HERE, item.span, others=others, keyword=keyword,
                reason=f"`{metric.name.text}` is calculated, and {reason}",
                expectation="no such line in a calculated metric", fix=without_line(known, item),
            )  # fmt: skip


def _sample_expectation(known: Known) -> str:
    name = next(iter(known.scope.payments), "success")
    return f"expect {name} = {known.terms.currency or 'GBP'} 100,000"


def _check_same_scenario(known: Known) -> None:
    seen: dict[str, surface.Scenario] = {}
    for scenario in known.scope.scenarios.values():
        first = seen.setdefault(scenario.name.text, scenario)
        if first is not scenario:
            others = [(first.name.span, "first declared here, as a scenario")]
            known.sink.report(rules.DUPLICATE_NAME, scenario.name.span, others=others, name=scenario.name.text)


CHECKS: tuple[Check, ...] = (
    Each(every.contract, _check_statements),
    Each(every.declared, _check_statements),
    Each(every.scenarios, _check_statements),
    _check_same_scenario,
)
