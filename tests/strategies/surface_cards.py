"""Hypothesis strategies for outcomes, rate cards and the claims of worked examples as surface trees.

In: nothing. Out: trees without spans, by the kind of block that they stand in.
Relies on `surface_items` and `surface_expressions`. Guarantees: each could have been written.
"""

from __future__ import annotations

from hypothesis import strategies as st

from sibdsl.source.span import NOWHERE
from sibdsl.surface import cards, items, outcomes, people
from sibdsl.surface.expressions import Nothing, Number
from sibdsl.surface.timing import Length
from tests.strategies.surface_expressions import (
    conditions,
    days,
    literals,
    money,
    names,
    node,
    numbers,
    optional,
    percents,
    plain_references,
    plain_units,
    quantities,
    rates,
    several,
    tests,
    units,
)
from tests.strategies.surface_items import annotations, roundings, scopes, text_items, texts, words

lengths = node(Length, numbers, words)
_precisions = optional(st.one_of(quantities.filter(lambda it: it.unit is None), percents, money))
outcome_items = st.one_of(
    node(items.WordsItem, st.just("of"), names.map(lambda name: (name,))),
    text_items("definition", "evidence"),
    node(outcomes.DocumentsItem, optional(numbers), several(names)),
    node(outcomes.ClaimedItem, lengths),
    node(outcomes.ReachedItem, st.none(), lengths),
    node(outcomes.ReachedItem, lengths, optional(lengths)),
    node(items.WordsItem, st.just("verified by"), several(names)),
    node(outcomes.SustainsItem, names, lengths, optional(lengths), optional(lengths), st.booleans()),
    node(outcomes.RecordsItem, names, optional(texts), units, _precisions),
    node(outcomes.RequiresItem, conditions),
    node(outcomes.QuantityItem, units, _precisions),
    node(items.RangeItem, tests),
    annotations,
)

prices = st.one_of(money, rates, st.just(Nothing(NOWHERE)), plain_references)
terms = st.one_of(
    st.just(cards.OnceTerm(NOWHERE)),
    node(cards.TimesTerm, numbers),
    node(cards.QuantityTerm, node(Number, numbers, plain_units)),
    node(cards.AfterTerm, several(names)),
    node(cards.IntervalTerm, st.sampled_from(("at least", "within")), lengths, names),
)
price_cases = node(cards.PriceCase, several(names, 0), optional(days), optional(days), prices)
card_items = st.one_of(
    node(cards.PricedItem, names, several(prices), several(terms, 0)),
    node(cards.PricedItem, names, several(prices), several(terms, 0)),
    node(cards.PricedByCaseItem, names, several(terms, 0), several(price_cases, 0)),
    node(cards.PriceColumnsItem, several(names)),
    node(cards.OnlyOneItem, several(names)),
    node(cards.UpliftItem, percents, names, several(names, 0), st.none(), st.none()),
    node(cards.UpliftItem, percents, names, several(names, 0), money, optional(roundings)),
    node(cards.Category, names, optional(texts), several(annotations, 0), several(names)),
    node(cards.ShareLimitItem, several(names), percents, several(names, 0), optional(scopes)),
    annotations,
)
card_statements = st.one_of(
    node(cards.RateCardReferenceItem, names), node(cards.RateCardItem, several(card_items, 0, 4))
)

people_and_claims = st.one_of(
    node(people.GivenPersonItem, names, days, several(names, 0)),
    node(people.GivenSpellItem, names, names, days, optional(days)),
    node(
        people.GivenClaimItem,
        names,
        names,
        optional(quantities),
        days,
        several(
            st.one_of(
                node(people.Recording, names, literals),
                node(people.ClaimDay, st.sampled_from(("submitted", "validated", "rejected")), days),
            ),
            0,
        ),
    ),
)
