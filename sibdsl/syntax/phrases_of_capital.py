"""How coupons and steps of a waterfall are written in contracts.

In: nothing. Out: `CAPITAL_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax.phrasing import Phrase, only_said

CAPITAL_PHRASES: Final = (
    Phrase(
        r"^(?:first|second|third|fourth|fifth|sixth|next|then|finally|lastly)(?:ly)?,? (?:to )?(?:the )?"
        r"(?:payment of )?(?:accrued )?(?:repayment of )?"
        r"(?=interest|principal|pay |rest|reimbursement|fee|success|reserve)",
        "",
        "the order of the steps is the order of the lines",
        "the step alone, as in `interest on senior_loan`",
        "delete the words before the step",
    ),
    Phrase(
        r"^(?:any|the)? ?(?:remainder|remaining|balance|residual|surplus|residue)(?: (?:amount"
        r"|sum|balance)s?)? to (?:the )?",
        "rest to ",
        "what is left is called the `rest`",
        "`rest to state`",
        "write `rest to` and the party",
    ),
    Phrase(r"^coupon of (?=[0-9])", "coupon ", "no `of` stands behind `coupon`", "`coupon 5% a year`", "delete `of`"),
    Phrase(
        r"^(coupon) ([0-9.]+)(?= a year)",
        r"\1 \2%",
        "a coupon is a percentage",
        r"`coupon \2% a year`",
        "write `%` behind the number",
        safe=False,
    ),
    Phrase(
        r"\b(covers) ([0-9.]+)(?= |$)",
        r"\1 \2%",
        "what a guarantee covers is a percentage",
        r"`covers \2%`",
        "write `%` behind the number",
        safe=False,
    ),
    only_said(
        r"\bplus (?:base rate|libor|euribor|sonia|sofr)\b",
        "a rate that changes is a metric here",
        "`coupon base_rate a year`, with a metric `base_rate` whose value is the rate of each period",
        "declare a metric for the rate and name it behind `coupon`",
    ),
)
