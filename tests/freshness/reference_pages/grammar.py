"""The grammar by area, the tokens, the keywords, and which words cannot be names where.

In: the grammar files and the parser tables that Lark makes of them. Out: a page.
Relies on each grammar file beginning with a comment that says what it is about.
Guarantees: every rule and every keyword of the grammar is on the page.
"""

import re
from collections.abc import Iterator

from lark.parsers.lalr_analysis import Shift
from reference_pages.markup import NOTICE, code, table

from sibdsl.syntax.grammar import load_grammar
from sibdsl.syntax.reference import build_reference

TITLES = {
    "00_file.lark": "Files and blocks",
    "10_words.lark": "Words, numbers and texts",
    "20_parties.lark": "Contract, parties, reports",
    "30_measurement.lark": "Populations, metrics, facts, parameters, thresholds",
    "40_payments.lark": "Payments and caps",
    "45_cards.lark": "Outcomes and rate cards",
    "48_capital.lark": "Finance and waterfalls",
    "50_tables.lark": "Tables",
    "60_expressions.lark": "Amounts and conditions",
    "70_scenarios.lark": "Scenarios",
}
TOKENS = {
    "NAME": ("name", "a letter, then letters, digits and underscores", "`cohort_1`"),
    "DATE": ("date", "year, month and day", "`2016-09-30`"),
    "NUMBER": ("number", "digits, commas only between groups of three, a point before decimals", "`9,240` `0.5`"),
    "PERCENT": ("percent", "a number and `%`", "`8.5%`"),
    "MONEY": ("money", "three capital letters and a number", "`GBP 1,500.50`"),
    "STRING": (
        "short-text",
        'text in quotes on one line; `\\"`, `\\\\` and `\\n` stand for a quote, a backslash and a new line',
        '`"Schedule 2, 4.1"`',
    ),
    "LONG_STRING": (
        "long-text",
        "text in three quotes, over several lines; line ends and runs of spaces become one space",
        '`"""..."""`',
    ),
    "COMMENT": ("comment", "from `#` to the end of the line; not read", "`# agreed on 3 May`"),
    "_NL": ("line-end", "the end of a line, where it ends a statement", ""),
}
_RULE = re.compile(r"^[?!]*_?([a-z][a-z_]*)(?:\{(\w+)\})?:(.*)$")
_PHRASE = re.compile(r"^(_?[A-Z_]+)(?:\.\d+)?:\s*(?:/(.*)/|\"(.*)\")$")
_AMOUNT_NAMES = frozenset(("reference",))
_UNIT_NAMES = frozenset(("plain_unit", "rate_unit", "rate", "payable"))


def page() -> str:
    """The text of docs/reference/grammar.md."""
    files = load_grammar()
    assert set(files) == set(TITLES), "give every grammar file a title"
    phrases = dict(_phrases("\n".join(files.values())))
    parts = [
        NOTICE.format(source="grammar/*.lark"),
        "# Grammar\n\n",
        "What can be written, by area. What it means is in the [language reference](language.md).\n\n"
        "Words in quotes are keywords. `[x]` may be left out, `x*` is any number of x, also none, `x+` is one or\n"
        "more, `(x | y)` is either. `block of x` is `{`, any number of x, each on a line of its own, and `}`.\n\n"
        "A statement ends at the end of its line. A line goes on after a comma, after `and`, `or`, `plus`, `minus`,\n"
        "`less`, `times`, `+`, `-`, `*`, `×`, `/`, and inside round brackets.\n",
    ]
    for name, title in TITLES.items():
        parts.append(f"\n## {title}\n\n")
        parts.append(_tokens() if name == "10_words.lark" else _area(files[name], phrases))
    parts.append(_keywords())
    return "".join(parts)


def _tokens() -> str:
    return table(("Token", "What it is", "For example"), TOKENS.values())


def _phrases(text: str) -> Iterator[tuple[str, str]]:
    """Terminals that stand for several words, with the words."""
    for line in text.splitlines():
        found = _PHRASE.match(line)
        if found and found[1] not in TOKENS and found[1] != "SPACE":
            yield found[1], _words_of(found[2] or found[3])


def _words_of(pattern: str) -> str:
    """`lower[ ]+of` as people write it: `lower of`."""
    return re.sub(r"\(\?:.*\)\*|\[[^]]*\]\+", " ", pattern, flags=re.DOTALL).replace(r"\b", "").strip()


def _area(text: str, phrases: dict[str, str]) -> str:
    """The rules of one file: comments as sentences, rules as listings."""
    parts: list[str] = []
    rules: list[str] = []
    comment: list[str] = []
    shift = 0
    for line in [*text.splitlines(), "//"]:
        if line.startswith("//"):
            if rules:
                parts.append("```text\n" + "\n".join(rules).strip("\n") + "\n```\n")
                rules = []
            comment.append(line[2:].strip())
            continue
        if comment and line.strip():
            parts += _sentences(comment)
            comment = []
        if line.strip() and not _PHRASE.match(line):
            found = _RULE.match(line)
            # What stands before a rule's name is for the parser; the lines below move with it.
            shift = line.index(found[1]) if found else shift
            rules.append(_rule_line(line, phrases) if found else _rule_line(line, phrases)[shift:])
        elif not line.strip() and rules:
            rules.append("")
    return "\n".join(parts)


def _sentences(comment: list[str]) -> list[str]:
    """The first paragraph of a comment; the rest is for those who change the grammar."""
    first = "\n".join(line for line in comment if "this folder" not in line).strip().split("\n\n")[0]
    return [f"{first}\n"] if first else []


def _rule_line(line: str, phrases: dict[str, str]) -> str:
    line = re.sub(r"\s*->\s*\w+\s*$", "", line).rstrip()
    found = _RULE.match(line)
    if found:
        line = f"{_rule_name(found[1])}{' of ' + found[2] if found[2] else ''}:{found[3]}"
    line = re.sub(r"_block\{(\w+)\}", lambda match: f"block of {_rule_name(match[1])}", line)
    for terminal, words in phrases.items():
        line = re.sub(rf"\b{terminal}\b", f'"{words}"', line)
    for terminal, (shown, _, _) in TOKENS.items():
        line = re.sub(rf"(?<![\w\"]){terminal}\b", shown, line)
    # Names of rules outside quotes are written with hyphens.
    return re.sub(r'("[^"]*")|\b_?([a-z]+(?:_[a-z]+)*)\b', lambda match: match[1] or _rule_name(match[2]), line)


def _rule_name(name: str) -> str:
    return name.strip("_").replace("_", "-")


def _keywords() -> str:
    lark = build_reference()
    words: dict[str, str] = {}
    phrases: list[str] = []
    for terminal in lark.terminals:
        if terminal.name in TOKENS or terminal.name in lark.ignore_tokens:
            continue
        text = _words_of(terminal.pattern.value)
        if re.fullmatch(r"[a-z-]+", text) and len(text.strip("-")) > 0:
            words[terminal.name] = text
        elif re.search("[a-z]", text):
            phrases.append(text)
    amounts, units, others = _reserved(lark, words)
    return (
        "\n## Keywords\n\n"
        "Keywords are keywords only where they can stand. Anywhere else the same word is an ordinary name: a metric\n"
        "may be called `size` or `share_of_income`, a party `evaluator`.\n\n"
        + ", ".join(code(word) for word in sorted(words.values()))
        + ".\n\nThese phrases are keywords as a whole: "
        + ", ".join(code(phrase) for phrase in sorted(phrases))
        + ".\n\n## Words that cannot be names\n\n"
        "Computed from the parser's tables: places where both a name and these keywords can stand. The keyword\n"
        "wins.\n\n"
        + table(
            ("Where a name stands for", "These words cannot be it"),
            (
                ("a metric, fact, parameter or payment, in an amount or a condition", _listed(amounts)),
                ("what a number counts, right after the number", _listed(units)),
                *((f"something else: {place}", _listed(found)) for place, found in sorted(others.items())),
            ),
        )
        + "\nA name right after a number is always what the number counts: `300 hours`. So in a table the amount of a\n"
        "row whose boundary is a plain number begins with money, a percentage, `nothing` or a bracket.\n"
    )


def _listed(words: set[str]) -> str:
    return ", ".join(code(word) for word in sorted(words))


_PLACES = {
    "names": "a list of names (`cap ... on all payments`)",
    "expected": "a payment in `expect`",
    "_kind": "a kind of finance",
    "rate_card_reference": "a rate card, in a payment",
}
# Where a name alone is nothing yet, what may follow it tells the place.
_FOLLOWED = {
    "ENROLLED": "a person, in `given person`",
    "SLASH": "a way to count days, in `coupon`",
    "_prices": "an outcome on a rate card",
}


def _reserved(lark, words: dict[str, str]) -> tuple[set[str], set[str], dict[str, set[str]]]:  # type: ignore[no-untyped-def]
    """Words that win over a name: for amounts, for units, and elsewhere by place."""
    amounts: set[str] = set()
    units: set[str] = set()
    others: dict[str, set[str]] = {}
    states = lark.parser.parser._parse_table.states
    for row in states.values():
        if "NAME" not in row or row["NAME"][0] is not Shift:
            continue
        after = states[row["NAME"][1]]
        rules = {str(rule.alias or rule.origin.name) for action, rule in after.values() if action is not Shift}
        found = {words[symbol] for symbol in row if symbol in words}
        if rules & _AMOUNT_NAMES:
            amounts |= found
        elif rules & _UNIT_NAMES:
            units |= found
        elif found:
            place = re.sub(r"_(plus|star)_\d+$", "", "".join(sorted(rules)[:1]))
            where = _PLACES[place] if place else next(text for symbol, text in _FOLLOWED.items() if symbol in after)
            others.setdefault(where, set()).update(found)
    return amounts, units, others
