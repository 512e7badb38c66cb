"""Containers that tell who reads what, and take back what a step of a check put into them."""

from __future__ import annotations

from collections.abc import Callable

from sibdsl.semantics.live.journal import ANY, KEYS, Journal, Step
from sibdsl.semantics.live.watched import MISSING, WatchedDict, WatchedSet


def taken(journal: Journal, run: Callable[[], object], place: int = 0) -> Step:
    def once() -> None:
        run()

    step = Step(place, once)
    journal.take(step)
    return step


def test_a_step_is_found_by_what_it_read() -> None:
    journal = Journal()
    prices = WatchedDict(journal, 0, {"bread": 2, "milk": 1})
    one = taken(journal, lambda: prices["bread"])
    missing = taken(journal, lambda: prices.get("tea") or "tea" in prices)
    every = taken(journal, lambda: sum(prices.values()))
    some = taken(journal, lambda: bool(prices))
    assert set(journal.readers((0, "bread"))) == {one, every}
    assert journal.readers((0, "tea")) == (missing,)
    assert journal.readers((0, KEYS)) == (every,)
    assert journal.readers((0, ANY)) == (some,)


def test_copies_and_other_ways_of_iterating_are_noted() -> None:
    journal = Journal()
    prices = WatchedDict(journal, 0, {"bread": 2, "milk": 1})
    for read in (lambda: dict(prices), lambda: {**prices}, lambda: [*prices.items()], lambda: frozenset(prices.keys())):
        assert (0, KEYS) in taken(journal, read).reads
    assert (0, "milk") in taken(journal, lambda: frozenset({"milk", "tea"}) & prices.keys()).reads


def test_reading_outside_of_a_step_is_nobodys_and_writing_there_leaves_nothing() -> None:
    journal = Journal()
    prices = WatchedDict(journal, 0, {"bread": 2})
    names = WatchedSet(journal, 1, {"bread"})
    assert prices["bread"] == 2
    assert "bread" in names
    prices["milk"] = 1
    names.add("milk")
    assert dict(prices) == {"bread": 2}
    assert set(names) == {"bread"}
    assert not journal.readers((0, "bread"))


def test_what_a_step_put_in_is_taken_back_and_no_news_to_it() -> None:
    journal = Journal()
    prices: WatchedDict[str, int] = WatchedDict(journal, 0)

    def run() -> None:
        prices.update({"bread": 2})
        assert prices["bread"] == 2

    step = taken(journal, run)
    assert step.writes == {(0, "bread"): MISSING}
    assert not step.reads
    prices.take_back(step, "bread")
    assert prices.held("bread") is MISSING


def test_a_member_stays_as_long_as_one_step_wants_it() -> None:
    journal = Journal()
    names: WatchedSet[str] = WatchedSet(journal, 0)
    first, second = (taken(journal, lambda: names.add("bread")) for _ in range(2))
    names.take_back(first, "bread")
    assert names.held("bread") is True
    names.take_back(second, "bread")
    assert names.held("bread") is MISSING


def test_a_set_that_is_closed_takes_nothing_from_later_checks() -> None:
    journal = Journal()
    names: WatchedSet[str] = WatchedSet(journal, 0)
    names.closed = 5
    taken(journal, lambda: names.add("early"), place=4)
    taken(journal, lambda: names.add("late"), place=5)
    assert set(names) == {"early"}


def test_two_steps_that_work_out_the_same_are_noticed() -> None:
    journal = Journal()
    prices: WatchedDict[str, int] = WatchedDict(journal, 0)
    first, second = (taken(journal, lambda: prices.update(bread=2)) for _ in range(2))
    assert journal.contested == [((0, "bread"), first)]
    prices.take_back(first, "bread")
    assert prices.held("bread") == 2
    prices.take_back(second, "bread")
    assert prices.held("bread") is MISSING


def test_refilling_tells_what_is_another_now() -> None:
    journal = Journal()
    prices = WatchedDict(journal, 0, {"bread": 2, "milk": 1})
    assert prices.refill({"bread": 2, "milk": 1}) == []
    assert prices.refill({"bread": 3, "milk": 1}) == ["bread"]
    assert prices.refill({"milk": 1, "bread": 3}) == [KEYS]
    assert prices.refill({}) == ["milk", "bread", KEYS, ANY]
    names = WatchedSet(journal, 1, {"bread"})
    assert names.refill({"bread"}) == []
    assert names.refill({"milk", "bread"}) == ["milk", KEYS]
