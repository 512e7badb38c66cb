"""The table of stakes as text: for people, for spreadsheets, for programs.

In: stakes. Out: tables, JSON or CSV that ends with a line end.
Relies on ``text_columns`` for the layout. Guarantees: every row is in each format; amounts are exact.
"""

from __future__ import annotations

import csv
import io
import json
from fractions import Fraction

from sibdsl.analysis.flow_report import multiple_words, rate_words
from sibdsl.analysis.stakes_table import InstrumentStake, Stakes, StakesRow
from sibdsl.analysis.text_columns import set_in_columns
from sibdsl.runtime.capital_flow import minor_words
from sibdsl.runtime.exact import decimal_text
from sibdsl.runtime.wording import exact_number, listed

_CSV_HEADING = (
    "quantity", "level", "mark", "words", "party", "pays", "receives", "net", "instrument", "put_in", "received",
    "lost", "guaranteed", "borne", "multiple", "annual_return", "currency",
)  # fmt: skip


def report_stakes(stakes: Stakes, output_format: str) -> str:
    """Write stakes as ``table``, ``json`` or ``csv``."""
    if output_format == "json":
        return json.dumps(stakes_data(stakes), indent=2, ensure_ascii=False) + "\n"
    if output_format == "csv":
        return _as_csv(stakes)
    return _as_table(stakes)


def stakes_data(stakes: Stakes) -> dict[str, object]:
    """Give stakes as plain data; amounts are texts, so that no digit is lost."""
    plan = stakes.capital.plan
    return {
        "contract": plan.contract,
        "currency": plan.currency,
        "rows": [_row_data(stakes, row) for row in stakes.rows],
        "breakevens": [
            {
                "instrument": item.instrument,
                "quantity": item.quantity,
                "level": None if item.level is None else exact_number(item.level),
                "words": item.words,
            }
            for item in stakes.breakevens
        ],
        "assumed": list(stakes.assumed),
    }


def _row_data(stakes: Stakes, row: StakesRow) -> dict[str, object]:
    return {
        "quantity": row.quantity,
        "level": None if row.level is None else exact_number(row.level),
        "mark": row.mark,
        "words": row.words,
        "parties": [
            {
                "party": item.party,
                "pays": _decimal(stakes, item.pays),
                "receives": _decimal(stakes, item.receives),
                "net": _decimal(stakes, item.net),
            }
            for item in row.parties
        ],
        "instruments": [_instrument_data(stakes, item) for item in row.instruments],
    }


def _instrument_data(stakes: Stakes, item: InstrumentStake) -> dict[str, object]:
    return {
        "instrument": item.instrument,
        "put_in": _decimal(stakes, item.put_in),
        "received": _decimal(stakes, item.received),
        "lost": _decimal(stakes, item.lost),
        "guaranteed": {name: _decimal(stakes, minor) for name, minor in item.guaranteed},
        "borne": _decimal(stakes, item.borne),
        "multiple": None if item.multiple is None else exact_number(item.multiple),
        "annual_return": item.annual_return.rate,
        "why": item.annual_return.why,
    }


def _decimal(stakes: Stakes, minor: int) -> str:
    return decimal_text(Fraction(minor, stakes.capital.scale), stakes.capital.plan.digits)


def _as_table(stakes: Stakes) -> str:
    capital = stakes.capital
    blocks = [f"{capital.plan.title}\nWhat is at stake, in {capital.plan.currency}"]
    titles = {quantity.name: quantity.title for quantity in stakes.quantities}
    parties = list(dict.fromkeys(item.party for row in stakes.rows for item in row.parties))
    rows: list[tuple[str, ...]] = [("Level", *(capital.party(party) for party in parties))]
    for row in stakes.rows:
        net = {item.party: item.net for item in row.parties}
        rows.append((_level(row, titles), *(minor_words(capital, net.get(party, 0)) for party in parties)))
    if parties:
        left_with = set_in_columns(rows, set(range(1, len(parties) + 1)))
        blocks.append(f"What each party is left with\n{left_with}")
    else:
        blocks.append("No money moves at any level.")
    blocks += [_instrument_table(stakes, name, titles) for name in _owed(stakes)]
    blocks += _listing("Breakeven", [f"{item.words} ({titles[item.quantity]})" for item in stakes.breakevens])
    blocks += _listing("Taken for granted", list(stakes.assumed))
    return "\n\n".join(blocks) + "\n"


def _owed(stakes: Stakes) -> list[str]:
    kinds = {item.name: item.kind for item in stakes.capital.capital.instruments}
    names = dict.fromkeys(item.instrument for row in stakes.rows for item in row.instruments)
    return [name for name in names if kinds[name] != "grant"]


def _instrument_table(stakes: Stakes, name: str, titles: dict[str, str]) -> str:
    capital = stakes.capital
    headings = ("Put in", "Received", "Lost", f"Guaranteed{_by_whom(stakes, name)}", "Multiple", "Return a year")
    rows: list[tuple[str, ...]] = [("Level", *headings)]
    for row in stakes.rows:
        for item in row.instruments:
            if item.instrument == name:
                guaranteed = sum(minor for _, minor in item.guaranteed)
                amounts = (item.put_in, item.received, item.lost, guaranteed)
                told = tuple(minor_words(capital, minor) for minor in amounts)
                rows.append((_level(row, titles), *told, multiple_words(item), rate_words(item)))
    return f"What comes back of {capital.titles[name]}\n{set_in_columns(rows, {1, 2, 3, 4, 5, 6})}"


def _by_whom(stakes: Stakes, name: str) -> str:
    """Name the guarantors of an instrument."""
    capital = stakes.capital
    covering = [item.name for item in capital.capital.guarantees if name in item.covering]
    parties = dict.fromkeys(party for item in covering for party in capital.groups[item].parties)
    return f" by {listed([capital.party(party) for party in parties])}" if parties else ""


def _level(row: StakesRow, titles: dict[str, str]) -> str:
    return row.words if row.quantity is None else f"{titles.get(row.quantity, row.quantity)}: {row.words}"


def _listing(heading: str, sentences: list[str]) -> list[str]:
    return ["\n".join([heading, *(f"  {sentence}" for sentence in sentences)])] if sentences else []


def _as_csv(stakes: Stakes) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _CSV_HEADING, lineterminator="\n")
    writer.writeheader()
    currency = stakes.capital.plan.currency
    for row in stakes.rows:
        head = {
            "quantity": row.quantity or "",
            "level": "" if row.level is None else exact_number(row.level),
            "mark": row.mark,
            "words": row.words,
            "currency": currency,
        }
        for party in row.parties:
            amounts = {"pays": party.pays, "receives": party.receives, "net": party.net}
            writer.writerow({**head, "party": party.party, **_decimals(stakes, amounts)})
        for item in row.instruments:
            guaranteed = sum(minor for _, minor in item.guaranteed)
            amounts = {"put_in": item.put_in, "received": item.received, "lost": item.lost, "borne": item.borne}
            rate = item.annual_return.rate
            writer.writerow(
                {
                    **head,
                    "instrument": item.instrument,
                    **_decimals(stakes, {**amounts, "guaranteed": guaranteed}),
                    "multiple": "" if item.multiple is None else exact_number(item.multiple),
                    "annual_return": "" if rate is None else f"{rate:z.6f}",
                }
            )
    return text.getvalue()


def _decimals(stakes: Stakes, amounts: dict[str, int]) -> dict[str, str]:
    return {name: _decimal(stakes, minor) for name, minor in amounts.items()}
