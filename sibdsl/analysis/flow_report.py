"""Cash flows as text: for people, for spreadsheets, for programs.

In: what ``capital`` computed of one statement. Out: a table, JSON or CSV that ends with a line end.
Relies on ``outcomes`` for losses, multiples and returns, and on ``text_columns`` for the layout.
Guarantees: every flow is in each format; amounts are exact, and rates of return the only numbers that are not.
"""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

from sibdsl.analysis.outcomes import Outcome
from sibdsl.analysis.stakes_table import InstrumentStake
from sibdsl.analysis.text_columns import set_in_columns
from sibdsl.runtime.capital_flow import minor_words
from sibdsl.runtime.capital_result import CapitalResult
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.wording import exact_number

FORMATS = ("table", "json", "csv")
_CSV_HEADING = (
    "day", "payer", "payee", "amount", "currency", "what", "source", "instrument", "step", "paid_from", "paid_into",
    "cohort", "words",
)  # fmt: skip


def report_flows(result: CapitalResult, output_format: str, assumed: tuple[str, ...] = ()) -> str:
    """Write cash flows in one of ``FORMATS``; ``assumed`` tells what was taken for granted."""
    if output_format == "json":
        return json.dumps(flows_data(result, assumed), indent=2, ensure_ascii=False) + "\n"
    if output_format == "csv":
        return _as_csv(result)
    return _as_table(result, assumed)


def flows_data(result: CapitalResult, assumed: tuple[str, ...] = ()) -> dict[str, object]:
    """Give cash flows as plain data, with what each instrument returns."""
    returns = [
        {
            "instrument": stake.instrument,
            "put_in": _decimal(result, stake.put_in),
            "received": _decimal(result, stake.received),
            "multiple": None if stake.multiple is None else exact_number(stake.multiple),
            "annual_return": stake.annual_return.rate,
            "why": stake.annual_return.why,
        }
        for stake in _stakes(result)
    ]
    return {**result.to_data(), "returns": returns, "assumed": list(assumed)}


def rate_words(stake: InstrumentStake) -> str:
    """Write an annual return: ``5.1%``, or ``none`` where there is no single rate."""
    rate = stake.annual_return.rate
    return "none" if rate is None else f"{rate:z.2%}"


def multiple_words(stake: InstrumentStake) -> str:
    """Write a multiple, to a hundredth."""
    return "none" if stake.multiple is None else decimal_text(round(stake.multiple, 2), 2)


def _stakes(result: CapitalResult) -> tuple[InstrumentStake, ...]:
    capital = result.prepared.capital
    sides = {item.name: frozenset(result.prepared.groups[item.name].parties) for item in capital.instruments}
    return Outcome(result, sides).told[1]


def _decimal(result: CapitalResult, minor: int) -> str:
    return decimal_text(Fraction(minor, result.prepared.scale), result.prepared.plan.digits)


def _as_table(result: CapitalResult, assumed: tuple[str, ...]) -> str:
    prepared = result.prepared
    until = f", up to the day before {result.until}" if result.until else ""
    blocks = [f"{prepared.plan.title}\nCash flows in {prepared.plan.currency}{until}"]
    if result.flows:
        rows: list[tuple[str, ...]] = [("Date", "From", "To", "Amount", "For")]
        rows += [
            (
                str(flow.day),
                prepared.party(flow.payer),
                prepared.party(flow.payee),
                minor_words(prepared, flow.minor),
                _purpose(result, flow.what, flow.source, flow.instrument),
            )
            for flow in result.flows
        ]
        blocks.append(set_in_columns(rows, {3}))
    else:
        blocks.append("No money moves.")
    blocks += _sums(result)
    blocks += _instruments(result)
    blocks += _listing("Waiting", [f"{item.day}: {item.words}" for item in result.waiting])
    blocks += _listing("Taken for granted", list(assumed))
    return "\n\n".join(blocks) + "\n"


def _purpose(result: CapitalResult, what: str, source: str, instrument: str | None) -> str:
    titles = result.prepared.titles
    return f"{what}: {titles.get(instrument or '', '') or titles.get(source, source)}"


def _sums(result: CapitalResult) -> list[str]:
    prepared = result.prepared
    rows: list[tuple[str, ...]] = [("Party", "Pays", "Receives", "Is left with")]
    rows += [
        (prepared.party(party), *(minor_words(prepared, minor) for minor in (paid, received, received - paid)))
        for party, (paid, received) in result.parties().items()
    ]
    return [set_in_columns(rows, {1, 2, 3})] if len(rows) > 1 else []


def _instruments(result: CapitalResult) -> list[str]:
    prepared = result.prepared
    rows: list[tuple[str, ...]] = [
        ("Instrument", "Put in", "Received", "Lost", "Guaranteed", "Multiple", "Return a year")
    ]
    reasons: dict[str, str] = {}
    for stake in _stakes(result):
        guaranteed = sum(minor for _, minor in stake.guaranteed)
        amounts = (stake.put_in, stake.received, stake.lost, guaranteed)
        rows.append(
            (
                prepared.titles[stake.instrument],
                *(minor_words(prepared, minor) for minor in amounts),
                multiple_words(stake),
                rate_words(stake),
            )
        )
        if stake.annual_return.rate is None:
            reasons[prepared.titles[stake.instrument]] = stake.annual_return.why
    if len(rows) == 1:
        return []
    return [
        set_in_columns(rows, {1, 2, 3, 4, 5, 6}),
        *_listing("No annual return", [f"{title}: {why}" for title, why in reasons.items()]),
    ]


def _listing(heading: str, sentences: list[str]) -> list[str]:
    return ["\n".join([heading, *(f"  {sentence}" for sentence in sentences)])] if sentences else []


def _as_csv(result: CapitalResult) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV_HEADING)
    for flow in result.flows:
        data = {**flow.to_data(), "currency": result.prepared.plan.currency}
        writer.writerow(["" if data[name] is None else data[name] for name in _CSV_HEADING])
    return text.getvalue()
