"""How parties and names are written in contracts.

In: nothing. Out: `PARTY_PHRASES`. Relies on and guarantees: as `phrases`, of which this is a part.
"""

from typing import Final

from sibdsl.syntax import rewriting
from sibdsl.syntax.phrasing import DAY, Phrase, only_said, plain

_ROLES: Final = (
    r"outcomes?[- ]payer|co[- ]payer|top[- ]?up fund|service[- ]provider|special[- ]purpose[- ]vehicle"
    r"|investor|guarantor|grantor"
    r"|intermediary|evaluator|validator|trustee"
)

_WRITTEN_ROLES: Final = _ROLES.replace("[- ]", "_")

PARTY_PHRASES: Final = (
    Phrase(
        r"\b(?:who )?(?:enrol(?:led|ling)?|join(?:ed|ing)?|referred|recruited|starting|entering)"
        rf"(?: (?:from|between|on))? ?(?={DAY} to )",
        "",
        "the days of a cohort stand right behind its title",
        '`cohort first_year "First year" 2027-04-01 to 2028-03-31`',
        "delete the words in front of the days",
    ),
    only_said(
        r'^documents (?:[0-9]+ of \( ?)?(?:\w+, )*"',
        "documents have names, without quotes",
        "`documents form, letter`",
        "write each document as one word, with low lines between its parts, as in `signed_plan`",
    ),
    only_said(
        r"^expect (?:an? |the )?(?:payments?|amount|sum) of\b",
        "an expectation names the payment",
        "`expect success = GBP 200,000`",
        "write the name of the payment, `=` and the amount",
    ),
    Phrase(
        rf"\bis ({_WRITTEN_ROLES}) (?:and )?({_WRITTEN_ROLES}|independent)\b",
        r"is \1, \2",
        "a comma is missing between two roles",
        r"`is \1, \2`",
        "write a comma",
    ),
    Phrase(
        r"^(party|metric|outcome|payment|parameter|fact|population|cohort|group|contract|report) (\w+)"
        r" ((?-i:[A-Z])[\w &',.:-]*?)(?= (?:is|from|not published)\b| ?\{| ?$)",
        r'\1 \2 "\3"',
        "a title stands in double quotes",
        'a title such as `"ABLE Project for Incarcerated Youth"`',
        "put the title in double quotes, or delete it",
    ),
    only_said(
        r"^(?:party|metric|outcome|payment|contract|report) \w+ (?-i:[A-Z])[^\"\n]*\"",
        "this text has a quote at its end only",
        'straight double quotes around it, `"..."`',
        'write `"` before its first word',
    ),
    Phrase(
        r'\((?:the|hereinafter|hereafter|together|collectively|each|"|\u201c)[^)]*\)\s*',
        "",
        "the short name of a party is its name here, and stands before its title",
        'a name and a title, as in `party council "Northshire County Council"`',
        "delete the brackets; everywhere else the party is called by its name",
    ),
    Phrase(
        rf"\b(?:is|as|acting as)(?: the| an?)? independent ({_ROLES})\b",
        lambda match: f"is {rewriting.role(match[1])}, independent",
        "`independent` stands behind the role, after a comma",
        "`is evaluator, independent`",
        "write the role first, then a comma and `independent`",
    ),
    Phrase(
        rf"\b(?:is|as|acting as|in the capacity of)(?: the| an?)? ({_ROLES})\b(?!_)",
        lambda match: f"is {rewriting.role(match[1])}",
        r"the role `\1` is written with `is`, in small letters and as one word",
        "`is` and a role such as `outcome_payer`",
        "write the role as one word, with low lines between its parts",
    ),
    plain(r"acting as|as(?= )|shall be|will be|means", "is"),
    Phrase(
        r"\b(?:the|an?) (?=[^\W\d])",
        "",
        "no article stands before a name",
        "the name alone, as in `from council to charity`",
        "delete the article",
    ),
    Phrase(
        r"^(party|metric|outcome|payment|parameter|fact|population|threshold|cohort|group|contract) (\w+)-(\w+)(?=\s)",
        r"\1 \2_\3",
        r"a name has no hyphen: `\2-\3` would be a subtraction",
        r"a name of letters, digits and low lines, such as `\2_\3`",
        r"write `\2_\3`, here and wherever it is used",
        safe=False,
    ),
    Phrase(
        r"^(party|metric|outcome|payment|parameter|fact|population|threshold) ([^\W\d]\w*) ([^\W\d]\w*)(?= \")",
        r"\1 \2_\3",
        "a name is one word",
        r"a name of letters, digits and low lines, such as `\2_\3`",
        r"write `\2_\3`, here and wherever it is used",
        safe=False,
    ),
    Phrase(
        r"\b(cohort|group|metric|party|payment) ([0-9]+(?:st|nd|rd|th)?)\b(?=[ ,])|\b(for|of|by)"
        r" ([0-9]+(?:st|nd|rd|th))\b",
        lambda match: rewriting.letter_first(match[1] or match[3], match[2] or match[4]),
        "a name begins with a letter, and this one begins with a digit",
        "a name such as `cohort_1`",
        "let the name begin with a letter, here and wherever it is used",
        safe=False,
    ),
    Phrase(
        r"(?<= )(from|to|by) ([^\W\d]\w*) ([^\W\d]\w*)(?= (?:to|\{)|,|$)",
        r"\1 \2_\3",
        "a name is one word, and two stand here",
        r"a name of letters, digits and low lines, such as `\2_\3`",
        "write the name as it is declared",
        safe=False,
    ),
)
