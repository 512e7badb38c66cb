"""Waterfalls as a whole: money comes into them, every step can be reached, and the rest goes somewhere.

In: `known.capital`, with the meanings of payments. Out: findings in the sink.
"""

from __future__ import annotations

from fractions import Fraction

from sibdsl.diagnostics.rules import capital as rules
from sibdsl.semantics.capital.found import Instrument, Step, Waterfall
from sibdsl.semantics.capital.money import words_of
from sibdsl.semantics.meaning import Known
from sibdsl.semantics.scope import find_item
from sibdsl.surface.capital import ReceivesItem, RestStep, ReturnItem, TrancheItem

_ALL = Fraction(1)


def check(known: Known) -> None:
    """Check every waterfall, and that no two distribute the same money."""
    first: dict[str, Waterfall] = {}
    for waterfall in known.capital.waterfalls.values():
        _check_rest(known, waterfall)
        _check_receives(known, waterfall)
        _check_steps(known, waterfall)
        for name in waterfall.receives:
            other = first.setdefault(name, waterfall)
            if other is not waterfall and name not in known.scope.waterfalls:
                _report_twice(known, name, other, waterfall)


def _check_rest(known: Known, waterfall: Waterfall) -> None:
    node = waterfall.node
    rests = [item for item in node.items if isinstance(item, RestStep)]
    if not rests:
        if known.is_whole(node):
            payers = [payment.payers[0].text for payment in known.scope.payments.values()]
            party = payers[0] if payers else "city"
            known.sink.report(rules.NO_REST, node.name.span, waterfall=node.name.text, party=party)
        return
    behind = [step for step in waterfall.steps if step.node.span > rests[0].span]
    if behind:
        others = [(rests[0].span, "the rest"), *((step.node.span, "nor this one") for step in behind[1:])]
        known.sink.report(rules.REST_NOT_LAST, behind[0].node.span, others=others, waterfall=node.name.text)


def _check_receives(known: Known, waterfall: Waterfall) -> None:
    if waterfall.receives or find_item(waterfall.node, ReceivesItem) is not None or known.unread:
        return
    holder = waterfall.node.holder.text
    known.sink.report(
        rules.RECEIVES_NOTHING, waterfall.node.holder.span, found=f"no payment goes to `{holder}`",
        expectation="the party to which outcome payments go, or `receives` and what comes in",
        next_step="name the party that receives the payments",
    )  # fmt: skip


def _report_twice(known: Known, name: str, first: Waterfall, second: Waterfall) -> None:
    item = find_item(second.node, ReceivesItem)
    known.sink.report(
        rules.RECEIVED_TWICE, second.node.name.span if item is None else item.span, name=name,
        first=first.node.name.text, second=second.node.name.text, others=[(first.node.name.span, "received here")],
    )  # fmt: skip


def _check_steps(known: Known, waterfall: Waterfall) -> None:
    """Report steps that no money can reach."""
    taken: Step | None = None
    seen: dict[tuple[object, ...], Step] = {}
    repaid: dict[str, Step] = {}
    for step in waterfall.steps:
        key = (step.kind, step.names, step.payees if step.kind == "fee" else (), step.amount, step.share)
        first = seen.setdefault(key, step) if step.kind in ("interest", "principal", "reimbursement") else step
        if first is not step:
            _report_never(known, step, "an earlier step has paid all of this", first, "delete one of the two steps")
        if taken is not None and step.kind != "rest":
            _report_never(
                known,
                step,
                "the step before it takes all that is left",
                taken,
                "move it before that step, or delete it",
            )
        if _takes_all(known, step):
            taken = taken or step
        if step.kind == "principal":
            repaid.update((name, step) for name in step.names if name not in repaid)
        elif _asks_for_principal(step) and all(name in repaid for name in step.names):
            _report_never(
                known, step, "what was drawn was repaid before", repaid[step.names[0]],
                "write more than 100%, or delete the step",
            )  # fmt: skip
        if step.kind == "reserve":
            _check_reserve(known, waterfall, step)
        for name in step.names:
            instrument = known.capital.instruments.get(name)
            if instrument is not None and instrument.tied is not None:
                _check_tie(known, waterfall, step, instrument)


def _takes_all(known: Known, step: Step) -> bool:
    """Whether no money is left behind a step: a fee of all that reaches it, or a return without a limit."""
    if step.kind == "success fee":
        return step.share == _ALL and step.amount is None
    if step.kind != "pay" or step.share is not None or step.amount is not None:
        return False
    paid = [known.capital.instruments[name] for name in step.names if name in known.capital.instruments]
    return any(
        instrument.tied is None and find_item(instrument.node, ReturnItem) is None
        and find_item(instrument.node, TrancheItem) is None
        for instrument in paid
    )  # fmt: skip


def _asks_for_principal(step: Step) -> bool:
    return step.kind == "pay" and step.share is not None and step.share <= _ALL


def _report_never(known: Known, step: Step, reason: str, earlier: Step, next_step: str) -> None:
    known.sink.report(
        rules.STEP_NEVER_PAID, step.node.span, reason=reason, next_step=next_step,
        others=[(earlier.node.span, "the earlier step")],
    )  # fmt: skip


def _check_tie(known: Known, waterfall: Waterfall, step: Step, instrument: Instrument) -> None:
    tied = instrument.tied
    if tied is None or not tied.payments or not waterfall.receives:
        return
    if not any(name in tied.payments for name in waterfall.receives) and all(
        name in known.scope.payments for name in waterfall.receives
    ):
        names = ", ".join(name.text for name in tied.item.names)
        known.sink.report(
            rules.STEP_NEVER_PAID, step.node.span, others=[(tied.item.span, "tied to this")],
            reason=f"`{instrument.node.name.text}` is for `{names}`, and no payment that comes in here reads it",
            next_step="add the payment to `receives`, or delete the step",
        )  # fmt: skip


def _check_reserve(known: Known, waterfall: Waterfall, step: Step) -> None:
    most = _most_received(known, waterfall)
    if most is not None and step.amount is not None and step.amount > most:
        known.sink.report(
            rules.RESERVE_NEVER_FULL, step.node.span, reserve=step.reserve, found=words_of(known, step.amount),
            most=words_of(known, most),
        )  # fmt: skip


def _most_received(known: Known, waterfall: Waterfall) -> Fraction | None:
    """The most that payments can bring in together; None where it is not bounded or comes from elsewhere."""
    total = Fraction(0)
    for name in waterfall.receives:
        payment = known.payments.get(name)
        if payment is None or payment.due is None or payment.total.high is None or payment.due.on_termination:
            return None
        total += payment.total.high * len(payment.due.dates)
    return total if total > 0 else None
