"""Where each claim stands: sections 4 to 7 and 9 of the reference of claims, compiled.

In: batches of claims, the contract's tables, people, and the timetable. Out: what becomes of each row, and a record of
each claim that is ready to be taken, sorted by parts of the people.
Relies on `contract`, `timetable` and `people`. Guarantees: the first reason in the order of the reference is the one
that is given; a quantity whose price might overflow is counted, never computed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from sibdsl.engines.kernel import fates
from sibdsl.engines.kernel.blocks import Records, Starts
from sibdsl.engines.kernel.columns import MISSING, NO_NUMBER, Days, Ints, Texts
from sibdsl.engines.kernel.compiling import compiled, inlined
from sibdsl.engines.kernel.contract import TooLargeError
from sibdsl.engines.kernel.keys import order_key, scattered, text_hash
from sibdsl.engines.kernel.lengths import day_after
from sibdsl.engines.kernel.people import ENROLLED, NOT_ENROLLED, codes_of
from sibdsl.engines.kernel.timetable import NOWHERE

READY_CLAIM = np.dtype(
    [
        ("order", np.uint64),
        ("steps", np.int64),
        ("row", np.uint32),
        ("person", np.uint32),
        ("reached", np.uint16),
        ("taken", np.uint16),
        ("back", np.uint16),
        ("tariff", np.uint16),
    ]
)
"""A claim that is ready to be taken.

``order`` sorts by claim number, ``steps`` is its quantity in steps of its outcome, ``reached`` counts days from the
start of the term, ``taken`` and ``back`` are the places of the determinations in which it is taken and taken back.
"""

CLAIM_NUMBER = np.dtype([("hash", np.uint64), ("row", np.uint64)])
"""A row, and a number that is the same for the same claim number."""


class ClaimRows(NamedTuple):
    """A batch of claims. ``outcome`` is -1 where it is on no card; ``documents`` has a bit for each.

    ``recorded`` has a row for each number that claims record. Numbers are millionths as written.
    """

    row: Ints
    claim: Texts
    person: Texts
    outcome: npt.NDArray[np.int16]
    reached: Days
    submitted: Days
    validated: Days
    rejected: Days
    quantity: Ints
    documents: npt.NDArray[np.uint64]
    recorded: npt.NDArray[np.int64]


class Screen(NamedTuple):
    """What claims are held against.

    ``cohorts`` counts the cohorts, and none as one; most claim numbers begin with ``prefix``; ``shift`` gives the part
    of a person.
    """

    rules: Any
    tariffs: Any
    openings: Any
    people: Any
    cohorts: int
    term_start: int
    prefix: npt.NDArray[np.int64]
    shift: int
    seeds: Any


class Screened(NamedTuple):
    """What a batch comes to: records of claims that are ready, and of all numbers, with where those of a part start.

    ``exact`` says whether the records hold all of each claim number.
    """

    ready: Records
    ready_starts: Starts
    numbers: Records
    number_starts: Starts
    exact: bool


def screen(
    batch: ClaimRows, against: Screen, fate: npt.NDArray[np.uint8], counts: Ints, parts: tuple[int, int]
) -> Screened:
    """Write the fate of each row. ``parts`` are those of the people, and those of the hashes of numbers.

    ``counts`` counts rows by fate, and by class as `class_of_row` numbers them.

    Raises:
        TooLargeError: the price of a claim might overflow.
    """
    rows = len(batch.row)
    orders, numbers = np.empty(rows, dtype=np.uint64), np.empty(rows, dtype=CLAIM_NUMBER)
    starts, number_starts = (np.zeros(many + 1, dtype=np.int64) for many in parts)
    exact = _number(
        batch.row,
        batch.claim.content,
        batch.claim.starts,
        against.prefix,
        against.seeds,
        orders,
        numbers,
        number_starts,
    )
    codes = codes_of(batch.person, against.people, against.seeds)
    found = np.empty(rows, dtype=READY_CLAIM)
    if _judge(batch, against, codes, orders, fate, found, counts):
        raise TooLargeError("the quantity of a claim")
    ready = np.empty(int(np.count_nonzero(codes >= 0)), dtype=READY_CLAIM)
    _bring_together(found, codes, against.shift, ready, starts)
    return Screened(ready, starts, numbers, number_starts, bool(exact))


@compiled
def _judge(batch: Any, against: Any, codes: Any, orders: Any, fate: Any, found: Any, counts: Any) -> Any:
    """Write the fate of each row, and its record where it is ready; where it is not, its code becomes -1.

    Gives the count of claims whose price might overflow.
    """
    # Each array by its own name, because a tuple of arrays costs more to look into than what is done here.
    rules, tariffs, openings, people = against.rules, against.tariffs, against.openings, against.people
    outcomes, documents_needed, alternatives = rules.outcomes, rules.documents, rules.alternatives
    requirements, prices, uplift_groups, stays = (
        rules.requirements,
        rules.prices,
        rules.uplift_groups,
        rules.last_of_month_stays,
    )
    following, days, made_to, over = openings.next, openings.day, openings.made_to, openings.over
    first_day, as_of, openings_of_payment = openings.first_day, openings.as_of, against.cohorts
    all_people, groups, lasted = people.people, people.groups, people.lasted
    rows, places, all_reached, all_submitted = batch.row, batch.outcome, batch.reached, batch.submitted
    all_validated, all_rejected, quantities = batch.validated, batch.rejected, batch.quantity
    documents, recorded, term_start = batch.documents, batch.recorded, against.term_start
    # A loop that does nothing else waits for many people at once.
    persons = np.empty(len(rows), dtype=all_people.dtype)
    for index in range(len(rows)):
        persons[index] = all_people[max(codes[index], 0)]
    too_large = 0
    for index in range(len(rows)):
        code, person, place, quantity = codes[index], persons[index], places[index], quantities[index]
        reached, submitted = np.int64(all_reached[index]), np.int64(all_submitted[index])
        validated, rejected = np.int64(all_validated[index]), np.int64(all_rejected[index])
        since = reached if submitted == MISSING else submitted
        enrolled_on, cohort, tariff = np.int64(person.enrolled_on), np.int64(person.cohort), np.int64(-1)
        taken, back = np.int64(-1), np.int64(-1)
        verdict = _fault_of_person(place, code, person.state) if since <= as_of else fates.KNOWLEDGE
        rule = outcomes[max(place, 0)]
        if verdict == fates.READY:
            verdict = _fault_of_days(enrolled_on, reached, since, validated, rejected)
        if verdict == fates.READY:
            verdict = _fault_of_numbers(rule, quantity, alternatives, requirements, recorded, index)
        if verdict == fates.READY:
            verdict = _fault_of_time(rule, enrolled_on, reached, submitted, stays)
        if verdict == fates.READY:
            held = groups[code] if len(groups) else np.uint64(0)
            tariff = _tariff(rule, prices, uplift_groups, held, cohort, reached)
            verdict = fates.READY if tariff >= 0 else fates.NO_PRICE
        if verdict == fates.READY:
            validated = _known(validated if rule.verified else since, as_of)
            rejected = _known(rejected, as_of)
            there = documents[index] if len(documents) else np.uint64(0)
            complete = _documents_complete(rule, documents_needed, there)
            lasts = rule.sustained < 0 or lasted[max(rule.sustained, 0), code] <= reached
            verdict = _standing(validated, rejected, complete, lasts)
        if verdict == fates.READY:
            opening = rule.payment * openings_of_payment + cohort
            taken = _next(following, first_day, opening, validated)
            verdict = _taken(taken, rejected, days, made_to[rule.payment], over[rule.payment])
            if verdict == fates.READY and rejected != MISSING:
                back = _next(following, first_day, opening, rejected)
                if back >= 0 and days[back] > made_to[rule.payment]:
                    back = np.int64(-1)
        fate[rows[index]] = verdict
        counts[verdict, class_of_row(place, code, person, openings_of_payment)] += 1
        if verdict != fates.READY:
            codes[index] = -1
            continue
        steps = quantity // rule.step if rule.has_unit else np.int64(1)
        too_large += steps > tariffs[tariff].most_steps
        record = found[index]
        record.order = orders[index]
        record.steps = steps
        record.row = np.uint32(rows[index])
        record.person = np.uint32(code)
        record.reached = np.uint16(reached - term_start)
        record.taken = np.uint16(taken)
        record.back = np.uint16(back) if back >= 0 else np.uint16(NOWHERE)
        record.tariff = np.uint16(tariff)
    return too_large


@compiled
def _bring_together(found: Any, codes: Any, shift: Any, ready: Any, starts: Any) -> None:
    """Bring the records of claims together whose people are in the same part."""
    for index in range(len(codes)):
        if codes[index] >= 0:
            starts[(codes[index] >> shift) + 1] += 1
    for part in range(len(starts) - 1):
        starts[part + 1] += starts[part]
    next_of = starts.copy()
    for index in range(len(codes)):
        if codes[index] >= 0:
            part = codes[index] >> shift
            ready[next_of[part]] = found[index]
            next_of[part] += 1


@compiled
def _number(
    rows: Any, content: Any, places: Any, prefix: Any, seeds: Any, orders: Any, numbers: Any, starts: Any
) -> Any:
    """Write the key of order of each claim number, and its hash with its row, those of a part together.

    The hash of a number of which the key says all is made from that. Gives whether that is so of all.
    """
    count = len(rows)
    hashes = np.empty(count, dtype=np.uint64)
    parts = np.uint64(len(starts) - 1)
    all_exact = True
    for index in range(count):
        orders[index], exact = order_key(content, places[index], places[index + 1], prefix)
        if exact:
            hashes[index] = scattered(orders[index] ^ seeds[0])
        else:
            hashes[index] = text_hash(content, places[index], places[index + 1], seeds)
        all_exact &= exact
        starts[(((hashes[index] >> np.uint64(32)) * parts) >> np.uint64(32)) + np.uint64(1)] += 1
    for part in range(len(starts) - 1):
        starts[part + 1] += starts[part]
    next_of = starts.copy()
    for index in range(count):
        part = ((hashes[index] >> np.uint64(32)) * parts) >> np.uint64(32)
        place = next_of[part]
        next_of[part] += 1
        numbers[place].hash = hashes[index]
        numbers[place].row = np.uint64(rows[index])
    return all_exact


@inlined
def class_of_row(place: Any, code: Any, person: Any, cohorts: Any) -> Any:
    """Number the outcome and cohort of a row: outcomes from 1, 0 for those on no card; cohort 0 for strangers too."""
    return (np.int64(place) + 1) * cohorts + (person.cohort if code >= 0 and person.state == ENROLLED else 0)


@inlined
def _fault_of_person(place: Any, code: Any, state: Any) -> Any:
    """Say whether an outcome is on no card, or its person is not enrolled."""
    if place < 0:
        return fates.NOT_ON_CARD
    if code < 0 or state == NOT_ENROLLED:
        return fates.NOT_ENROLLED
    return fates.READY if state == ENROLLED else fates.TWO_COHORTS


@inlined
def _fault_of_days(enrolled_on: Any, reached: Any, submitted: Any, validated: Any, rejected: Any) -> Any:
    """Say whether days are out of order. A day that is missing is before all others."""
    if reached < enrolled_on:
        return fates.BEFORE_ENROLMENT
    too_early = (validated != MISSING and validated < submitted) or (rejected != MISSING and rejected < submitted)
    return fates.OUT_OF_ORDER if submitted < reached or too_early else fates.READY


@inlined
def _fault_of_numbers(rule: Any, quantity: Any, alternatives: Any, requirements: Any, recorded: Any, index: Any) -> Any:
    """Say what speaks against the quantity of a claim and against what it records."""
    if rule.has_unit:
        if quantity == NO_NUMBER:
            return fates.NO_QUANTITY
        if quantity <= 0:
            return fates.QUANTITY_OUTSIDE
        if quantity % rule.step != 0:
            return fates.QUANTITY_TOO_FINE
        if quantity < rule.lowest or quantity > rule.highest:
            return fates.QUANTITY_OUTSIDE
    if rule.alternatives < rule.alternatives_end and not _meets_requirements(
        rule, alternatives, requirements, recorded, index
    ):
        return fates.REQUIREMENT
    return fates.READY


@inlined
def _meets_requirements(rule: Any, alternatives: Any, requirements: Any, recorded: Any, index: Any) -> Any:
    """Say whether all requirements of one alternative are met; a number that is missing meets none."""
    for place in range(rule.alternatives, rule.alternatives_end):
        met = True
        for requirement in range(alternatives[place].requirements, alternatives[place].requirements_end):
            needed = requirements[requirement]
            number = recorded[needed.column, index]
            if number == NO_NUMBER or number < needed.low or number > needed.high:
                met = False
        if met:
            return True
    return False


@inlined
def _fault_of_time(rule: Any, enrolled_on: Any, reached: Any, submitted: Any, stays: Any) -> Any:
    """Hold the days of a claim against the times that the contract gives for it."""
    if rule.reached_after.kind and reached < day_after(enrolled_on, rule.reached_after, stays):
        return fates.OUTSIDE_TIME
    if rule.reached_before.kind and reached > day_after(enrolled_on, rule.reached_before, stays):
        return fates.OUTSIDE_TIME
    # No month has fewer than 28 days, so what is sooner needs no calendar.
    sooner = rule.claimed.count * (28 if rule.claimed.kind == 2 else 1)
    if rule.claimed.kind and submitted == MISSING:
        return fates.CLAIMED_TOO_LATE
    if rule.claimed.kind and submitted > reached + sooner and submitted > day_after(reached, rule.claimed, stays):
        return fates.CLAIMED_TOO_LATE
    return fates.READY


@inlined
def _tariff(rule: Any, prices: Any, uplift_groups: Any, held: Any, cohort: Any, reached: Any) -> Any:
    """Give the tariff of the first price that holds; -1 if none does."""
    for place in range(rule.prices, rule.prices_end):
        price = prices[place]
        if (
            (price.cohort < 0 or price.cohort == cohort)
            and price.groups & ~held == np.uint64(0)
            and price.first <= reached <= price.last
        ):
            raised = np.int64(0)
            for uplift in range(rule.uplifts, rule.uplifts_end):
                if uplift_groups[uplift] & held:
                    raised |= np.int64(1) << (uplift - rule.uplifts)
            return price.tariff + ((cohort << (rule.uplifts_end - rule.uplifts)) | raised)
    return np.int64(-1)


@inlined
def _documents_complete(rule: Any, needed: Any, documents: Any) -> Any:
    for place in range(rule.documents, rule.documents_end):
        there = documents & needed[place].names
        count = 0
        while there:
            there &= there - np.uint64(1)
            count += 1
        if count < needed[place].count:
            return False
    return True


@inlined
def _standing(validated: Any, rejected: Any, complete: Any, lasts: Any) -> Any:
    """Say what section 5 says of a claim before it comes to a determination."""
    if validated == MISSING:
        if rejected != MISSING:
            return fates.BY_VERIFIER
        return fates.VALIDATION if complete else fates.DOCUMENTS
    if not complete:
        return fates.NO_DOCUMENTS
    return fates.READY if lasts else fates.NOT_SUSTAINED


@inlined
def _known(day: Any, as_of: Any) -> Any:
    """Give a day if it was known on the day of the statement."""
    return day if day <= as_of else np.int64(MISSING)


@inlined
def _taken(taken: Any, rejected: Any, days: Any, made_to: Any, over: Any) -> Any:
    """Say whether a claim is taken in a determination that is made."""
    if rejected != MISSING and (taken < 0 or rejected <= days[taken]):
        return fates.BY_VERIFIER
    if taken < 0:
        return fates.NO_DETERMINATION if over else fates.DETERMINATION
    return fates.DETERMINATION if days[taken] > made_to else fates.READY


@inlined
def _next(following: Any, first_day: Any, opening: Any, day: Any) -> Any:
    """Give the place of the first determination on a day or after it; -1 if there is none."""
    return np.int64(following[opening, min(max(day - first_day, 0), following.shape[1] - 1)])
