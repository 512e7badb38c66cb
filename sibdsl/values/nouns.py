"""Singular and plural of the things that a contract counts.

In: a noun as written, in one word or joined by underscores (`child_years`, `days_in_jail`).
Out: its singular or plural, in the same spelling.
Relies on nothing.
Guarantees that `singular(plural(noun)) == noun` for a singular noun whose plural is regular or listed
here, and that a noun it does not know is changed by the regular rules only.

Only the noun that is counted changes: the last word, or the word before a preposition
or a participle (`days_in_jail`, `people_housed`).
"""

from collections.abc import Callable

_IRREGULAR = {
    "person": "people",
    "child": "children",
    "grandchild": "grandchildren",
    "schoolchild": "schoolchildren",
    "man": "men",
    "woman": "women",
    "foot": "feet",
    "tooth": "teeth",
    "life": "lives",
    "wife": "wives",
    "midwife": "midwives",
    "half": "halves",
    "shelf": "shelves",
    "leaf": "leaves",
    "loaf": "loaves",
    "crisis": "crises",
    "analysis": "analyses",
    "diagnosis": "diagnoses",
    "prognosis": "prognoses",
    "hypothesis": "hypotheses",
    "thesis": "theses",
    "criterion": "criteria",
    "quiz": "quizzes",
    "gas": "gases",
    "bus": "buses",
    "campus": "campuses",
    "bonus": "bonuses",
    "virus": "viruses",
    "census": "censuses",
    "status": "statuses",
    "syllabus": "syllabuses",
    "movie": "movies",
    "cookie": "cookies",
    "calorie": "calories",
    "selfie": "selfies",
    "cache": "caches",
    "headache": "headaches",
    "toothache": "toothaches",
    "shoe": "shoes",
    "toe": "toes",
    "canoe": "canoes",
    "hero": "heroes",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "veto": "vetoes",
    "echo": "echoes",
    "axe": "axes",
}
_SINGULAR_OF = {plural: singular for singular, plural in _IRREGULAR.items()} | {
    "persons": "person",
    "youths": "youth",
}
# One word for one and for many.
_INVARIANT = frozenset({
    "youth", "staff", "sheep", "cattle", "livestock", "series", "species", "savings", "earnings",
    "premises", "police", "personnel", "aircraft", "offspring", "means", "news", "evidence", "data",
    "housing", "homelessness", "employment", "accommodation", "education", "percent",
})  # fmt: skip
_PREPOSITIONS = frozenset({
    "in", "of", "at", "per", "with", "without", "from", "to", "into", "for", "on", "onto", "out", "off",
    "under", "over", "by", "after", "before", "during", "within", "since", "until", "through",
    "against", "between", "above", "below", "not",
})  # fmt: skip


def singular(noun: str) -> str:
    """Give the singular of a noun: `people` is `person`, `child_years` is `child_year`."""
    return _change(noun, _singular_word)


def plural(noun: str) -> str:
    """Give the plural of a singular noun: `person` is `people`, `day_in_jail` is `days_in_jail`."""
    return _change(noun, _plural_word)


def _change(noun: str, change: Callable[[str], str]) -> str:
    words = noun.split("_")
    place = _counted(words)
    words[place] = change(words[place])
    return "_".join(words)


def _counted(words: list[str]) -> int:
    """Find the word that is counted: `child` in `child_looked_after` and in `looked_after_child`."""
    end = len(words)
    for place in range(1, end):
        if words[place] in _PREPOSITIONS and (place > 1 or not _is_participle(words[0])):
            end = place
            break
    last = end - 1
    return last - 1 if last > 0 and _is_participle(words[last]) else last


def _is_participle(word: str) -> bool:
    """Say whether a word is `housed` or `looked`; short words such as `bed` and `seed` are nouns."""
    return len(word) > 5 and word.endswith("ed") and word != "hundred"


def _singular_word(word: str) -> str:
    known = _SINGULAR_OF.get(word)
    if known is not None:
        return known
    # A word of two letters, a class, a bonus and a crisis end in "s" in the singular as well.
    if word in _INVARIANT or word in _IRREGULAR or len(word) < 3 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 else word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


def _plural_word(word: str) -> str:
    known = _IRREGULAR.get(word)
    if known is not None:
        return known
    if word in _INVARIANT or not word:
        return word
    if len(word) > 1 and word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("ss", "sh", "ch", "x", "zz")):
        return word + "es"
    return word + "s"
