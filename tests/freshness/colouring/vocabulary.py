"""The grammar -> which words are keywords, of which class, and where.

In: the grammar as Lark reads it, and its files. Out: a `Vocabulary`: runs of keywords by class and the
patterns of the tokens.
Relies on: rules of rows standing in 50_tables.lark (and `price_case`), operators in 60_expressions.lark.
Guarantees: every keyword of the grammar is part of a run; the same order for the same grammar.

A run is what the grammar asks for word by word: `at least`, `over all cohorts`, `rate card per person`. Runs
are coloured rather than words, because most words are keywords only in company: `total` alone is a metric.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lark import Lark
from lark.grammar import Rule, Symbol

from sibdsl.syntax.grammar import load_grammar
from sibdsl.syntax.reference import build_reference

Run = tuple[str, ...]

TOKENS = ("NAME", "DATE", "PERCENT", "MONEY", "NUMBER", "STRING", "LONG_STRING", "COMMENT")
_ROW_RULES = ("price_case",)
# They hold a sentence together, also where they compute (`share of`, `rate for`).
_PREPOSITIONS = frozenset((word,) for word in ("for", "from", "in", "of", "on", "to"))
_RULE_HEAD = re.compile(r"^[?!]*(_?[a-z]\w*)(?:\{\w+\})?\s*:", re.M)


class Vocabulary(NamedTuple):
    """Runs of keywords by class, longest first, and the patterns of tokens by their name in the grammar."""

    declarations: tuple[str, ...]
    """Begin a declaration: `contract`, `rate card`."""
    statements: tuple[str, ...]
    """Begin a statement inside braces: `unit`, `due`, `pays by`."""
    rows: tuple[str, ...]
    """Begin a row of a table: `at least`, `otherwise`."""
    operators: tuple[str, ...]
    """Compute or compare, anywhere: `plus`, `divided by`, `is met`."""
    constants: tuple[str, ...]
    """Are a whole answer by themselves, anywhere: `nothing`, `quarterly`, `per person`."""
    connectives: tuple[str, ...]
    """Hold a statement together, anywhere: `from`, `to`, `a year`."""
    naming_declarations: tuple[str, ...]
    """The declarations that are followed by the name that they declare."""
    naming_statements: tuple[str, ...]
    """The statements that are followed by the name that they declare: `cohort`."""
    tokens: dict[str, str]
    """The patterns of names, numbers, dates, texts and comments, as the grammar writes them."""


def build_vocabulary() -> Vocabulary:
    """Read the grammar and sort its keywords."""
    lark = build_reference()
    words = _Words(lark)
    rules = _by_origin(lark.rules)
    files = _files_of_rules()
    starts = {origin[len("_block{") : -1] for origin in rules if origin.startswith("_block{")}
    declarations = set(_first_runs("declaration", rules, words))
    statements: set[Run] = set()
    rows: set[Run] = set()
    for item in starts:
        is_row = item in _ROW_RULES or files[item] == "50_tables.lark"
        (rows if is_row else statements).update(_first_runs(item, rules, words))
    operators, constants, connectives = _runs_elsewhere(rules, words, files, starts)
    connectives |= operators & _PREPOSITIONS
    operators -= _PREPOSITIONS
    return Vocabulary(
        declarations=_ordered(declarations),
        statements=_ordered(statements - rows),
        rows=_ordered(rows),
        operators=_ordered(operators),
        constants=_ordered(constants - operators),
        connectives=_ordered(connectives - operators - constants),
        naming_declarations=_ordered(_naming("declaration", rules, words)),
        naming_statements=_ordered({run for item in starts for run in _naming(item, rules, words)}),
        tokens={terminal.name: terminal.pattern.value for terminal in lark.terminals if terminal.name in TOKENS},
    )


class _Words:
    """What the terminals of the grammar say."""

    def __init__(self, lark: Lark) -> None:
        self._said: dict[str, Run] = {}
        for terminal in lark.terminals:
            if terminal.name in TOKENS or terminal.name in lark.ignore_tokens:
                continue
            text = re.sub(r"\(\?:.*\)\*|\[[^]]*\]\+", " ", terminal.pattern.value, flags=re.S).replace(r"\b", "")
            # A phrase may begin with the comma before it, which is punctuation all the same.
            said = tuple(text.lstrip(", ").split())
            if said and all(re.fullmatch(r"[a-z]+(-[a-z]+)*", word) for word in said):
                self._said[terminal.name] = said

    def of(self, symbol: Symbol) -> Run:
        """The words of a terminal; nothing for a rule, a sign, or a token that has a value."""
        return self._said.get(symbol.name, ())

    def lead(self, symbols: Iterable[Symbol]) -> Run:
        """The words that come first."""
        run: Run = ()
        for symbol in symbols:
            if not self.of(symbol):
                break
            run += self.of(symbol)
        return run

    def runs(self, symbols: Iterable[Symbol]) -> Iterator[Run]:
        """Every longest run of words."""
        run: Run = ()
        for symbol in symbols:
            if self.of(symbol):
                run += self.of(symbol)
            elif run:
                yield run
                run = ()
        if run:
            yield run


def _by_origin(rules: Iterable[Rule]) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(str(rule.origin.name), []).append(rule)
    return found


def _files_of_rules() -> dict[str, str]:
    return {head: name for name, text in load_grammar().items() for head in _RULE_HEAD.findall(text)}


def _first_runs(origin: str, rules: dict[str, list[Rule]], words: _Words) -> Iterator[Run]:
    """The runs with which a rule can begin, looked for through the rules that it begins with."""
    seen = {origin}
    waiting = [origin]
    while waiting:
        for rule in rules[waiting.pop()]:
            run = words.lead(rule.expansion)
            if run:
                yield run
            elif rule.expansion and rule.expansion[0].name in rules and rule.expansion[0].name not in seen:
                seen.add(rule.expansion[0].name)
                waiting.append(rule.expansion[0].name)


def _naming(origin: str, rules: dict[str, list[Rule]], words: _Words) -> set[Run]:
    """The runs behind which a rule has a name, and then a title that may also be left out."""
    seen = {origin}
    waiting = [origin]
    found: set[Run] = set()
    while waiting:
        expansions = [tuple(symbol.name for symbol in rule.expansion) for rule in rules[waiting.pop()]]
        for rule_expansion in expansions:
            if rule_expansion and rule_expansion[0] in rules and rule_expansion[0] not in seen:
                seen.add(rule_expansion[0])
                waiting.append(rule_expansion[0])
            if "text" in rule_expansion:
                title = rule_expansion.index("text")
                before, after = rule_expansion[:title], rule_expansion[title + 1 :]
                run = words.lead(map(Symbol, before[:-1]))
                if before[-1:] == ("NAME",) and run and before + after in expansions:
                    found.add(run)
    return found


def _runs_elsewhere(
    rules: dict[str, list[Rule]], words: _Words, files: dict[str, str], starts: set[str]
) -> tuple[set[Run], set[Run], set[Run]]:
    """The runs that can stand inside a statement: operators, constants, connectives."""
    operators: set[Run] = set()
    constants: set[Run] = set()
    connectives: set[Run] = set()
    first = _rules_that_begin(rules, starts | {"declaration"})
    for origin, expansions in rules.items():
        # `__conjunction_plus_16` is what Lark makes of a repetition in `conjunction`.
        home = re.sub(r"^__(.*)_(?:plus|star)_\d+$", r"\1", origin)
        for rule in expansions:
            runs = list(words.runs(rule.expansion))
            if origin in first and runs and words.lead(rule.expansion) == runs[0]:
                runs = runs[1:]
            if files.get(home) == "60_expressions.lark" and home not in ("atom", "rate"):
                operators.update(runs)
            elif rule.alias == "reference":
                continue  # a keyword that is taken as a name after all
            elif all(words.of(symbol) for symbol in rule.expansion):
                constants.update(runs)
            else:
                (operators if home == "atom" else connectives).update(runs)
    return operators, constants, connectives


def _rules_that_begin(rules: dict[str, list[Rule]], starts: set[str]) -> set[str]:
    """The rules that stand only where a statement or declaration begins."""
    reached: set[str] = set()
    waiting = sorted(starts)
    while waiting:
        origin = waiting.pop()
        if origin not in reached:
            reached.add(origin)
            waiting += [r.expansion[0].name for r in rules[origin] if r.expansion and r.expansion[0].name in rules]
    elsewhere = {
        symbol.name
        for origin, expansions in rules.items()
        if "_block{" not in origin and not origin.startswith("__file")
        for rule in expansions
        for symbol in rule.expansion[1:]
    }
    return reached - elsewhere


def _ordered(runs: Iterable[Run]) -> tuple[str, ...]:
    """More words first, so that `rate card per person` is seen before `rate card`."""
    return tuple(" ".join(run) for run in sorted(runs, key=lambda run: (-len(run), run)))
