"""Near misses: the declared name that a misspelt one probably stands for.

In: a word and the names that would have been possible.
Out: the closest of them, or None.
Relies on: being called only when there is something to report; the matcher is loaded then.
Guarantees: the same answer whatever the order of the candidates.
"""

from collections.abc import Iterable


def closest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like `word`, or None when none is near enough to be worth asking about.

    A candidate that differs only in letter case, spaces, hyphens or underscores is always near enough.
    """
    possible = sorted(set(candidates) - {word})
    wanted = _plain(word)
    for candidate in possible:
        if _plain(candidate) == wanted:
            return candidate
    from difflib import SequenceMatcher, get_close_matches

    by_plain = {_plain(candidate): candidate for candidate in reversed(possible)}
    near = get_close_matches(wanted, list(by_plain), n=2, cutoff=0.7)
    likeness = [SequenceMatcher(None, candidate, wanted).ratio() for candidate in near]
    # `year_3` is no more a slip for `year_1` than for `year_2`.
    if len(near) > 1 and likeness[0] == likeness[1] and near[0][:-1] == near[1][:-1]:
        return None
    return by_plain[near[0]] if near else None


def _plain(word: str) -> str:
    return word.casefold().replace("-", "_").replace(" ", "_")
