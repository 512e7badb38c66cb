"""Words of closed sets in plain words: roles, methods of comparison, rounding, kinds of finance.

In: a word or a phrase as written. Out: what it means.
Relies on: nothing. Guarantees: every word of the checker's closed sets has its words (a test says so).
"""

from typing import Final

from sibdsl.values.currencies import find_currency

_WORDS: Final = {
    "outcome_payer": "Pays for outcomes. A contract needs one.",
    "co_payer": "Pays a part of the outcomes beside the outcome payer.",
    "top_up_fund": "Adds to what the other payers pay.",
    "service_provider": "Does the work for the people who are served.",
    "investor": "Puts money in, and gets it back if the results are good.",
    "guarantor": "Makes good a part of what investors lose.",
    "grantor": "Gives money that does not come back.",
    "intermediary": "Stands between the others: holds the contract, manages, passes money on.",
    "evaluator": "Measures the results and verifies them.",
    "validator": "Checks claims.",
    "trustee": "Holds money for others.",
    "special_purpose_vehicle": "A company that exists for this contract alone.",
    "independent": "Gains nothing from the results.",
    "randomised": "Chance decides who is served; the others are the comparison.",
    "matched": "The comparison is with people who are like those who are served.",
    "historical": "The comparison is with people of earlier years.",
    "fixed": "The comparison is with a number that the contract fixes; or a charge that is paid once.",
    "difference": "The change among those who are served is compared with the change among others.",
    "pooled": "Several comparisons are put together.",
    "no": "There is no comparison.",
    "higher": "A higher value is a better result.",
    "lower": "A lower value is a better result.",
    "percent": "A share of something: 20% is a fifth of it.",
    "number": "A plain number, of nothing in particular.",
    "days": "Days; never turned into months.",
    "weeks": "Weeks of seven days.",
    "months": "Months of the calendar; what one month after the end of a month is, `month end` says.",
    "years": "Years of twelve months.",
    "charge": "A cost.",
    "fee": "Work that is paid later: it is owed as if money had been put in.",
    "half": "To the nearest: a half goes `up` away from zero, `down` towards zero, `even` to the even neighbour.",
    "up": "Away from zero.",
    "down": "Towards zero.",
    "even": "A half goes to the even neighbour.",
    "loan": "Money that is to come back, with interest.",
    "grant": "Money that does not come back.",
    "recoverable": "A grant that is to come back if the results are good.",
    "guarantee": "Makes good a loss of what it covers.",
    "equity": "Money that is to come back with a share of what is left.",
    "deferred": "Work that is paid later: it is owed as if money had been put in.",
    "standing": "A cost that is paid every month, quarter or year.",
    "senior": "Paid before the others; the order of the waterfall decides.",
    "subordinate": "Paid after the others; the order of the waterfall decides.",
    "sample": "How many people the value is about.",
    "p_value": "How likely such a result is by chance alone.",
    "following": "A due date that is no business day moves to the next one.",
    "preceding": "A due date that is no business day moves to the one before.",
    "modified": "But not into another month.",
    "unadjusted": "A due date that is no business day stays.",
    "same": "One month after 31 January is the last day of February, one after 28 February is 28 March.",
    "last": "The last day of a month stays the last day of the month.",
}


def word_help(word: str, phrase: str = "") -> str:
    """What a word of a closed set, a unit or a currency means; empty if nothing is said of it.

    `phrase` is the whole phrase where the word is one of several.
    """
    currency = find_currency(word)
    if currency is not None:
        decimals = "no decimals" if currency.digits == 0 else f"{currency.digits} decimals"
        return f"`{word}`: {currency.name}, with {decimals}."
    found = _WORDS.get(phrase.partition(" ")[0] if phrase else word, "")
    return f"`{phrase or word}`: {found}" if found else ""
