"""A statement as text: for people, for spreadsheets, for programs.

In: a statement and the name of a format. Out: text that ends with a line end.
Relies on ``statement`` for the data. Guarantees: each format names everything that is paid, pending,
lapsed or found; the same statement gives the same bytes.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.exact import decimal_text, money_text
from sibdsl.runtime.statement import Lapsed, Line, Pending, Statement, occasion_title
from sibdsl.runtime.wording import named

OUTPUT_FORMATS = ("table", "json", "csv")

_CSV_HEADING = (
    "status",
    "payment",
    "title",
    "clause",
    "date",
    "cohort",
    "period_start",
    "period_end",
    "payer",
    "payee",
    "amount",
    "currency",
    "due",
    "reason",
)
_CSV_CLAIMS_HEADING = (
    "outcome",
    "outcome_cohort",
    "share",
    "people",
    "claims",
    "paid_in_full",
    "cut",
    "asked",
    "cut_by",
    "paid",
    "recovered_claims",
    "recovered",
)


def present(statement: Statement, output_format: str) -> str:
    """Write a statement in one of ``OUTPUT_FORMATS``.

    Raises:
        ValueError: there is no such format.
    """
    if output_format == "json":
        return statement.to_json()
    if output_format == "csv":
        return _as_csv(statement)
    if output_format == "table":
        return _as_table(statement)
    raise ValueError(f"a statement is written as {', '.join(OUTPUT_FORMATS)}, not as {output_format}")


def finding_text(finding: Finding) -> str:
    """Write a finding on one line, with its place, what was expected and the next step."""
    place = "".join(
        (
            f"{finding.file}: " if finding.file else "",
            f"row {finding.row}: " if finding.row else "",
            f"{finding.column}: " if finding.column else "",
        )
    )
    more = f"; expected {finding.expected}" if finding.expected else ""
    more += f"; {finding.help}" if finding.help else ""
    return f"{finding.severity} {finding.code}: {place}{finding.message}{more}"


def _as_table(statement: Statement) -> str:
    plan = statement.prepared.plan
    as_of = f", as of {statement.as_of}" if statement.as_of else ""
    blocks = [f"{plan.title}\nStatement of payments in {plan.currency}{as_of}"]
    if statement.lines:
        blocks.append(_columns_of(_payment_rows(statement)))
        blocks.extend(_why(statement))
    else:
        blocks.append("Nothing is payable.")
    blocks.extend(_claims(statement))
    blocks.extend(_listing("Pending", [item.text for item in statement.pending]))
    blocks.extend(_listing("Lapsed", [item.text for item in statement.lapsed]))
    blocks.extend(_listing("Findings", [finding_text(finding) for finding in statement.findings]))
    return "\n\n".join(blocks) + "\n"


def _payment_rows(statement: Statement) -> list[tuple[str, ...]]:
    """Give the rows of the table of payments, with the totals below; the amount stands in the last column but one."""
    prepared = statement.prepared
    titles = prepared.party_titles
    rows: list[tuple[str, ...]] = [("Payment", "From", "To", "Amount", "Due")]
    for line in statement.lines:
        payer, payee = named(line.payer, titles.get(line.payer, "")), named(line.payee, titles.get(line.payee, ""))
        amount = money_text(line.amount, prepared.plan.currency, prepared.plan.digits)
        rows.append((occasion_title(prepared, line.case.occasion), payer, payee, amount, str(line.due)))
    if len(statement.lines) > 1:
        for (payer, payee), total in statement.totals().items():
            amount = money_text(total, prepared.plan.currency, prepared.plan.digits)
            names = named(payer, titles.get(payer, "")), named(payee, titles.get(payee, ""))
            rows.append(("Total", *names, amount, ""))
    return rows


def _columns_of(rows: Sequence[tuple[str, ...]], numbers: int = 0) -> str:
    """Set rows in columns; the last ``numbers`` columns are numbers, or the last but one if none is said."""
    last = len(rows[0])
    right = set(range(last - numbers, last)) if numbers else {last - 2}
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if place in right else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def _claims(statement: Statement) -> list[str]:
    """Give what claims came to as a table, and what became of every row of them in sentences."""
    if statement.cards is None:
        return []
    plan, prepared = statement.prepared.plan, statement.prepared
    rows = statement.cards.table_rows()
    left = [
        f"{money_text(Fraction(amount, prepared.scale), plan.currency, plan.digits)} paid for claims of "
        f"{named(payment, prepared.payments[payment].title)} is left to take back."
        for payment, amount in statement.to_take_back.items()
    ]
    table = [f"Claims\n{_columns_of(rows, numbers=6)}"] if rows else []
    counts = statement.cards.count_rows()
    table += [f"Claims by outcome\n{_columns_of(counts, numbers=6)}"] if counts else []
    return [*table, *_listing("What became of each claim", [*statement.cards.sentences(), *left])]


def _why(statement: Statement) -> list[str]:
    """Tell each determination once, with what differs between its payers below what is the same."""
    blocks: list[str] = []
    for _, group in groupby(statement.lines, key=lambda line: id(line.case)):
        lines = list(group)
        occasion = lines[0].case.occasion
        clause = f" ({occasion.payment.clause})" if occasion.payment.clause else ""
        told = [f"{occasion_title(statement.prepared, occasion)}{clause}"]
        for line in lines:
            # Two parts of a payment may say the same, and both count; only another payer's repetition is left out.
            before = set(told)
            told.extend(text for step in line.derivation if (text := f"  {step['text']}") not in before)
        blocks.append("\n".join(told))
    return blocks


def _listing(heading: str, sentences: list[str]) -> list[str]:
    return ["\n".join([heading, *(f"  {sentence}" for sentence in sentences)])] if sentences else []


def _as_csv(statement: Statement) -> str:
    plan = statement.prepared.plan
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV_HEADING if statement.cards is None else (*_CSV_HEADING, *_CSV_CLAIMS_HEADING))
    for line in statement.lines:
        amount = decimal_text(line.amount, plan.digits)
        paid = (line.payer, line.payee, amount, plan.currency, line.due.isoformat(), "")
        writer.writerow(("payable", *_csv_head(line), *paid))
        for claims in line.case.card.data(line.payer) if line.case.card else ():
            writer.writerow(("claims", *_csv_head(line), *_csv_claims(line, claims, plan.currency)))
    for item in statement.pending:
        writer.writerow(("pending", *_csv_head(item), "", "", "", "", "", "; ".join(item.waits_for)))
    for lapsed in statement.lapsed:
        writer.writerow(("lapsed", *_csv_head(lapsed), "", "", "", "", "", lapsed.reason))
    for counts in statement.cards.by_outcome() if statement.cards else ():
        writer.writerow(("count", *[""] * (len(_CSV_HEADING) - 2), *_csv_counts(counts)))
    for sentence in statement.cards.sentences() if statement.cards else ():
        writer.writerow(("count", *[""] * (len(_CSV_HEADING) - 2), sentence))
    for finding in statement.findings:
        writer.writerow(("finding", *[""] * (len(_CSV_HEADING) - 2), finding_text(finding)))
    return text.getvalue()


def _csv_claims(line: Line, claims: dict[str, object], currency: str) -> tuple[object, ...]:
    """Give the claims of an outcome and cohort that a party pays for; the amounts are those of all payers together."""
    cuts = claims["cuts"]
    taken = [f"{cut['limit']}: {cut['amount']}" for cut in cuts] if isinstance(cuts, list) else []
    by_column = {**claims, "outcome_cohort": claims["cohort"]}
    cells = [by_column[name] for name in _CSV_CLAIMS_HEADING if name != "cut_by"]
    cells.insert(_CSV_CLAIMS_HEADING.index("cut_by"), "; ".join(taken))
    return (line.payer, line.payee, "", currency, "", "", *("" if cell is None else cell for cell in cells))


def _csv_counts(counts: dict[str, object]) -> tuple[object, ...]:
    """Give how many claims of an outcome and cohort stand how; what has no column is told as the reason."""
    by_column = {
        **counts,
        "outcome": counts["outcome"] or counts["title"],
        "outcome_cohort": counts["cohort"] or "",
        "recovered_claims": counts["recovered"],
        "recovered": "",
    }
    told = f"{counts['rejected']} rejected, {counts['pending']} pending"
    return (told, *(by_column.get(name, "") for name in _CSV_CLAIMS_HEADING))


def _csv_head(item: Line | Pending | Lapsed) -> tuple[str, ...]:
    payment = item.case.occasion.payment if isinstance(item, Line) else item.occasion.payment
    at = item.determination
    period = (at.period.start.isoformat(), at.period.end.isoformat()) if at.period else ("", "")
    title = named(payment.name, payment.title)
    return (payment.name, title, payment.clause or "", at.day.isoformat(), at.cohort or "", *period)
