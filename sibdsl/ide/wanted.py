"""What may be named where: for each place of the tree that holds a name, the kinds of things it can stand for.

In: a node and one of its fields. Out: the kinds (`"metric"`, `"party"` ...), in the words of the declarations.
Relies on: the surface tree alone.
Guarantees: every field of the tree that holds a name is here (a test says so); a word of a closed set (a role, a
method, a unit) has no kinds, because nothing declares it.
"""

from typing import Final

from sibdsl.surface import capital, cards, declarations, expressions, items, outcomes, people, timing
from sibdsl.surface.node import Node

Kinds = tuple[str, ...]

WORD: Final[Kinds] = ()
"""A word of a closed set."""

_PARTY: Final = ("party",)
_PAYMENT: Final = ("payment",)
_FINANCE: Final = ("finance",)
_COHORT: Final = ("cohort",)
_OUTCOME: Final = ("outcome",)
_PEOPLE: Final = ("cohort", "group")
_PRICED: Final = ("outcome", "category")
_LIMITED: Final = ("metric", *_PRICED)
"""What limits and shares of a payment are about: what is priced, if it has a rate card, and else a metric."""

_PERSON: Final = ("person",)
_RECORD: Final = ("record",)
_STATE: Final = ("state",)
_MEASURED: Final = ("metric", "fact", "parameter")

_WANTED: Final[dict[type[Node], dict[str, Kinds]]] = {
    declarations.Party: {"roles": WORD},
    declarations.Finance: {
        "kind": WORD, "providers": _PARTY, "receiver": _PARTY, "covering": _FINANCE, "every": WORD,
    },
    declarations.Payment: {"payers": _PARTY, "payee": _PARTY},
    declarations.ContractCap: {"payments": _PAYMENT, "payer": _PARTY},
    declarations.Report: {"sender": _PARTY, "receivers": _PARTY},
    cards.Category: {"outcomes": _PRICED},
    capital.Waterfall: {"holder": _PARTY},
    capital.CreditedItem: {"payments": _PAYMENT},
    capital.RewardedItem: {"payments": _PAYMENT},
    capital.DebitedItem: {"payments": _PAYMENT},
    capital.TrancheItem: {"names": ("metric", "cohort", "outcome", "payment")},
    capital.ReceivesItem: {"payments": ("payment", "finance", "waterfall")},
    capital.FeeStep: {"payee": _PARTY},
    capital.OwedStep: {"names": _FINANCE},
    capital.ReserveStep: {"name": ("reserve",)},
    capital.SuccessFeeStep: {"payee": _PARTY},
    capital.PayUntilStep: {"names": _FINANCE},
    capital.RestStep: {"payee": _PARTY, "instrument": _FINANCE},
    cards.RateCardReferenceItem: {"name": ("rate card",)},
    cards.AfterTerm: {"names": _OUTCOME},
    cards.IntervalTerm: {"name": _OUTCOME},
    cards.PriceCase: {"who": _PEOPLE},
    cards.PricedItem: {"outcome": _OUTCOME},
    cards.PricedByCaseItem: {"outcome": _OUTCOME},
    cards.PriceColumnsItem: {"names": _PEOPLE},
    cards.OnlyOneItem: {"names": _PRICED},
    cards.UpliftItem: {"group": ("group",), "on": _PRICED, "rounding": WORD},
    cards.ShareLimitItem: {"names": _PRICED, "base": _PRICED},
    expressions.Reference: {"name": _MEASURED},
    expressions.IsMet: {"name": ("threshold",)},
    expressions.IsSignificant: {"name": ("metric",)},
    expressions.HasBeenPaid: {"name": _PAYMENT},
    items.IdentifierItem: {"scheme": WORD},
    items.WordsItem: {"words": WORD},
    items.FinancialYearItem: {"month": WORD},
    items.EarlyTerminationItem: {"parties": _PARTY},
    items.CouponItem: {"compounding": WORD, "day_count": WORD},
    items.UnitItem: {"rounding": WORD},
    items.ComparisonItem: {"method": WORD},
    items.WindowItem: {"unit": WORD},
    items.Reported: {"name": WORD},
    items.CountsItem: {"name": _LIMITED, "cohort": _COHORT},
    items.IndexedItem: {"name": ("fact",)},
    items.CapItem: {"on": _LIMITED, "cohort": _COHORT},
    items.PayerCapItem: {"payer": _PARTY},
    items.Share: {"name": _PARTY},
    items.SharedItem: {"on": _LIMITED, "cohorts": _COHORT},
    items.Turn: {"name": _PARTY},
    items.GivenItem: {"cohort": _COHORT},
    items.Expected: {"payment": _PAYMENT, "cohort": _COHORT, "payer": _PARTY},
    items.ExpectTotalItem: {"payer": _PARTY},
    outcomes.DocumentsItem: {"names": ("document",)},
    outcomes.SustainsItem: {"state": _STATE},
    outcomes.RecordsItem: {"name": _RECORD},
    people.GivenPersonItem: {"person": _PERSON, "memberships": _PEOPLE},
    people.GivenSpellItem: {"state": _STATE, "person": _PERSON},
    people.Recording: {"name": _RECORD},
    people.GivenClaimItem: {"outcome": _OUTCOME, "person": _PERSON},
    timing.Schedule: {"unit": WORD},
    timing.CohortDay: {"unit": WORD},
    timing.PerCohort: {"cohorts": _COHORT},
    timing.Payable: {"unit": WORD},
    timing.Length: {"unit": WORD},
}  # fmt: skip

_WANTED_BY_KEYWORD: Final[dict[str, Kinds]] = {"of": ("population", "group"), "verified by": _PARTY}
"""What the words of a `WordsItem` name; behind its other keywords stand words of closed sets."""

_WANTED_OF_ASPECT: Final[dict[str, Kinds]] = {"": _MEASURED, "on": ("fact",), "paid so far": _PAYMENT}
"""What a reference names of which something is asked; all other aspects are those of metrics."""

_WANTED_AMOUNT: Final[Kinds] = ("parameter",)
_AMOUNTS: Final[dict[type[Node], tuple[str, ...]]] = {
    declarations.ContractCap: ("amount",),
    items.MinimumItem: ("amount",),
    items.CapItem: ("amount",),
    items.PayerCapItem: ("amount",),
    items.Turn: ("limit",),
    cards.PricedItem: ("prices",),
    cards.PriceCase: ("price",),
}
"""Fields in which a reference is the name of a parameter."""


def wanted(node: Node, field: str, owner: declarations.Declaration | None = None) -> Kinds:
    """The kinds of things that the name in `field` of `node` can stand for; none where it is a word of a closed set.

    `owner` is the declaration around the node, which narrows what limits of a payment can be about.
    """
    if type(node) is expressions.Reference:
        return _WANTED_OF_ASPECT.get(node.aspect, ("metric",))
    if type(node) is items.WordsItem:
        return _WANTED_BY_KEYWORD.get(node.keyword, WORD)
    found = _WANTED.get(type(node), {}).get(field, WORD)
    if found is _LIMITED and isinstance(owner, declarations.Payment):
        return _PRICED if any(isinstance(item, _CARDS) for item in owner.items) else ("metric",)
    return found


_CARDS: Final = (cards.RateCardItem, cards.RateCardReferenceItem)


def wants_parameter(node: Node, field: str) -> bool:
    """Whether a reference in this field can only be the name of a parameter: of an amount, or of a price."""
    return field in _AMOUNTS.get(type(node), ())


def is_known_place(kind: type[Node], field: str) -> bool:
    """Whether this module says what a name in this field of such a node stands for."""
    return field in _WANTED.get(kind, {}) or (issubclass(kind, declarations.Declaration) and field == "name")
