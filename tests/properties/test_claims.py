"""What holds for every contract with rate cards and every file of claims."""

from collections import Counter
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from sibdsl.runtime.claims import ClaimLine
from sibdsl.runtime.claims_ledger import NO_LEDGER, TAKEN
from sibdsl.runtime.claims_plan import ClaimsPlan, Limit
from sibdsl.runtime.claims_settlement import settle_and_close, settle_claims
from sibdsl.runtime.claims_totals import determined_for
from sibdsl.runtime.determinations import Determination, bucket
from sibdsl.runtime.plan import Plan
from tests.strategies.claims_evidence import SETTLED_ON, claims_evidence, corrected, settlements
from tests.strategies.claims_plans import claims_contracts

AS_OF = st.none() | st.sampled_from(SETTLED_ON)


@given(st.data())
def test_every_row_is_counted_once_and_every_amount_adds_up(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    lines, settled = settle_claims(plan, claims, evidence, data.draw(AS_OF))
    assert [line.row for line in lines] == [claim.row for claim in evidence.claims]
    counted = settled.paid + settled.cut + settled.recovered
    assert settled.read == evidence.read == counted + sum(settled.rejected.values()) + sum(settled.pending.values())
    for line in lines:
        if line.status in ("paid", "cut", "recovered"):
            assert line.asked == sum(line.cuts) + line.paid
            assert len(line.cuts) == len(claims.limits)
            assert min(line.cuts, default=0) >= 0 <= line.paid
            assert (line.status == "cut") == (any(line.cuts) and line.recovered_on is None)
        else:
            assert line.reason
            assert (line.asked, line.cuts, line.paid, line.determination) == (0, (), 0, None)
    assert sum(total.paid for total in settled.totals) == sum(line.paid for line in lines)
    assert sum(total.recovered for total in settled.totals) == sum(line.paid for line in lines if line.recovered_on)
    assert all(total.asked == total.paid + sum(total.cuts) for total in settled.totals)


@given(st.data())
def test_no_limit_lets_through_more_than_it_allows(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    for evidence, as_of, ledger in data.draw(settlements(plan, claims)):
        taken = settle_and_close(plan, claims, evidence, as_of, None, ledger).ledger.lines
        for place, limit in enumerate(claims.limits):
            if limit.share is None and limit.amount is not None:
                for key, used in _let_through(plan, claims, place, limit, taken).items():
                    assert used <= limit.amount * (10**plan.digits if limit.measure == "money" else 1), (limit, key)


def _let_through(
    plan: Plan, claims: ClaimsPlan, place: int, limit: Limit, taken: tuple[ClaimLine, ...]
) -> Counter[tuple[object, ...]]:
    """Add up what a limit let through of claims that were not taken back, for each of its rooms."""
    used: Counter[tuple[object, ...]] = Counter()
    quantities = [other for other in claims.limits if other.measure == "quantity"]
    for line in taken:
        of_cohort = limit.cohort in (None, line.cohort)
        if line.outcome not in limit.outcomes or not of_cohort or line.recovered_on or not line.asked:
            continue
        at = Determination(line.determination or date.min, determined_for(plan, line), None)
        parts = {"claim": line.claim, "person": line.person, "outcome": line.outcome, "cohort": line.cohort}
        key = tuple(parts[part] if part in parts else bucket(plan, part, at) for part in limit.per)
        left = line.asked - sum(line.cuts[: place + 1])
        if limit.measure == "quantity":
            used[key] += line.counted[quantities.index(limit)]  # type: ignore[assignment]
        elif limit.measure == "claims":
            # Limits on how many come first, so that nothing else has cut the claim so far.
            used[key] += left > 0
        else:
            used[key] += left
    return used


@given(st.data())
def test_nothing_is_paid_twice_and_closed_determinations_stay(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    for evidence, as_of, ledger in data.draw(settlements(plan, claims)):
        result = settle_and_close(plan, claims, evidence, as_of, None, ledger)
        taken = [line for line in result.ledger.lines if line.status in TAKEN]
        standing = Counter(line.claim for line in taken if line.recovered_on is None)
        assert not [number for number, count in standing.items() if count > 1]
        before = {(line.claim, line.determination): line for line in ledger.lines if line.status in TAKEN}
        after = {(line.claim, line.determination): line for line in taken}
        for key, line in before.items():
            bare = replace(after[key], status=line.status, reason=line.reason, recovered_on=line.recovered_on)
            assert bare == line
            if line.recovered_on is not None:
                assert after[key] == line
        for line in taken:
            # Only open determinations take or take back anything.
            closed = ledger.closed_to.get(line.payment, date.min)
            known = before.get((line.claim, line.determination))
            assert known is not None or (line.determination or date.min) > closed
            if line.recovered_on is not None and (known is None or known.recovered_on is None):
                assert line.recovered_on > closed


@given(st.data())
def test_settling_step_by_step_is_settling_at_once_when_nothing_changes(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    chain = data.draw(settlements(plan, claims, changing=False))
    evidence, as_of, ledger = chain[-1]
    by_steps = settle_and_close(plan, claims, evidence, as_of, None, ledger)
    at_once = settle_and_close(plan, claims, evidence, as_of, None, NO_LEDGER)
    assert by_steps.lines == at_once.lines
    assert by_steps.settled == at_once.settled
    assert by_steps.ledger == at_once.ledger


@given(st.data())
def test_the_order_of_rows_does_not_matter(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    as_of = data.draw(AS_OF)
    shuffled = replace(
        evidence,
        claims=tuple(data.draw(st.permutations(evidence.claims))),
        enrolments=tuple(data.draw(st.permutations(evidence.enrolments))),
        spells=tuple(data.draw(st.permutations(evidence.spells))),
    )
    # The rows keep their numbers: which of two equal rows is the first is all that these decide.
    assert settle_claims(plan, claims, shuffled, as_of) == settle_claims(plan, claims, evidence, as_of)


@given(st.data())
def test_later_knowledge_changes_no_determination_that_is_closed(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    early, late = sorted(data.draw(st.lists(st.sampled_from(SETTLED_ON), min_size=2, max_size=2)))
    first = settle_and_close(plan, claims, evidence, early, None)
    later = data.draw(corrected(plan, claims, evidence))
    second = settle_and_close(plan, claims, later, late, None, first.ledger)
    closed = first.ledger.closed_to
    totals = [total for total in second.settled.totals if total.day <= closed.get(total.payment, date.min)]
    assert totals == list(first.settled.totals)


@given(st.data())
def test_more_claims_of_others_change_only_what_limits_leave(data: st.DataObject) -> None:
    plan, claims = data.draw(claims_contracts())
    evidence = data.draw(claims_evidence(plan, claims))
    without = replace(claims, limits=())
    lines, _ = settle_claims(plan, claims, evidence, date(2020, 3, 1))
    unlimited, _ = settle_claims(plan, without, evidence, date(2020, 3, 1))
    for line, other in zip(lines, unlimited, strict=True):
        assert (line.asked, line.determination, line.recovered_on) == (
            other.asked,
            other.determination,
            other.recovered_on,
        )
        assert line.paid <= other.paid == other.asked
        assert isinstance(line.quantity, Fraction)
