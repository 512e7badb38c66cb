"""The grammar -> the parser's tables, as plain values.

In: the grammar, as Lark reads it. Out: `Prepared`: words, phrases, actions, gotos and rules by number.
Relies on: Lark's LALR(1) construction, and `build` for the name of every rule's builder.
Guarantees: the same numbers for the same grammar; a rule that only passes its one child on costs nothing
where nothing else could have followed, because the states it would have gone through are left out.
"""

import re
from typing import Any, NamedTuple

from lark import Lark
from lark.grammar import Rule, Symbol
from lark.parsers.lalr_analysis import Shift

from sibdsl.diagnostics.internal import InternalError
from sibdsl.syntax.actions import ACCEPT, PASS_ON, VALUED
from sibdsl.syntax.build import BUILDERS, PASSED_ON
from sibdsl.syntax.build.words import LEAVES
from sibdsl.syntax.kinds import FIRST_FREE, FIXED, NAME, SIGNS

START = "declaration"


class Prepared(NamedTuple):
    """All that the parser needs to know of the grammar. States count from 1, rules from 1."""

    terminals: tuple[str, ...]
    words: dict[str, int]
    first_word: int
    phrases: tuple[tuple[int, int, str], ...]
    actions: tuple[tuple[int, ...], ...]
    gotos: tuple[tuple[int, ...], ...]
    rules: tuple[tuple[int, int, str, tuple[int | None, ...]], ...]


class _Kinds:
    """Gives each terminal its number: fixed ones, phrases, words; first words of phrases count as words."""

    def __init__(self, lark: Lark) -> None:
        self.number = dict(FIXED)
        self.shown = [""] * FIRST_FREE
        self.words: dict[str, int] = {}
        self.phrases: list[tuple[str, str, str]] = []
        for name, kind in FIXED.items():
            self.shown[kind] = name
        plain: list[tuple[str, str]] = []
        for terminal in lark.terminals:
            pattern, name = terminal.pattern.value, terminal.name
            if terminal.pattern.type == "str" and pattern in SIGNS:
                self.number[name] = SIGNS[pattern]
                self.shown[SIGNS[pattern]] = pattern
            elif terminal.pattern.type == "str" and pattern.isalpha():
                plain.append((pattern, name))
            elif name not in FIXED and name not in lark.ignore_tokens:
                # In a string pattern nothing has a meaning of its own; the others are written as patterns.
                text = re.escape(pattern) + r"\b" if terminal.pattern.type == "str" else pattern
                self.phrases.append((_shown_phrase(pattern), name, text))
        for phrase, name, _ in sorted(self.phrases):
            self.number[name] = len(self.shown)
            self.shown.append(phrase)
        self.first_word = len(self.shown)
        first_words = {_first_word(phrase) for phrase, _, _ in self.phrases} - set(SIGNS)
        for word in sorted(first_words | {word for word, _ in plain}):
            self.words[word] = len(self.shown)
            self.shown.append(word)
        for word, name in plain:
            self.number[name] = self.words[word]

    def phrase_table(self) -> tuple[tuple[int, int, str], ...]:
        """First token's kind, phrase's kind, pattern: longer phrases first."""
        starts = {**self.words, **SIGNS}
        table = [
            (starts[_first_word(phrase)], self.number[name], pattern)
            for phrase, name, pattern in sorted(self.phrases, key=lambda entry: (-len(entry[0]), entry))
        ]
        return tuple(table)


def _shown_phrase(pattern: str) -> str:
    """``lower[ ]+of`` as people write it: ``lower of``."""
    return re.sub(r"\(\?:.*\)\*|\[[^]]*\]\+", " ", pattern, flags=re.DOTALL).replace(r"\b", "")


def _first_word(phrase: str) -> str:
    return "," if phrase.startswith(",") else re.split(r"[ -]", phrase)[0]


def prepare(lark: Lark) -> Prepared:
    """The tables of `lark`, whose start is a declaration.

    Raises `InternalError` when a rule has no builder, or a builder no rule.
    """
    kinds = _Kinds(lark)
    rules = sorted(lark.rules, key=lambda rule: (rule.origin.name, rule.order))
    _check_builders({_builder_name(rule) for rule in rules})
    table = lark.parser.parser._parse_table
    nonterminals = sorted({str(rule.origin.name) for rule in rules})
    states = _States(table, kinds, rules, {name: index for index, name in enumerate(nonterminals)})
    actions, gotos = states.tables()
    return Prepared(
        terminals=tuple(kinds.shown),
        words=kinds.words,
        first_word=kinds.first_word,
        phrases=kinds.phrase_table(),
        actions=actions,
        gotos=gotos,
        rules=tuple(
            (nonterminals.index(rule.origin.name), len(rule.expansion), _builder_name(rule), _picks(rule))
            for rule in rules
        ),
    )


def _builder_name(rule: Rule) -> str:
    if rule.alias:
        return str(rule.alias)
    name = str(rule.origin.name)
    if name.startswith("_"):
        return "*"
    if rule.options.expand1 and sum(kept is not None for kept in _picks(rule)) == 1:
        return ""
    return name


def _check_builders(used: set[str]) -> None:
    wanted = used - PASSED_ON - {"", "*"}
    if wanted != set(BUILDERS):
        raise InternalError(
            f"rules without a builder: {sorted(wanted - set(BUILDERS))}; "
            f"builders without a rule: {sorted(set(BUILDERS) - wanted)}"
        )


def _picks(rule: Rule) -> tuple[int | None, ...]:
    """Which children the builder gets: i the i-th, -1 - i all that the i-th collected, None a missing one."""
    missing = [len(run) for run in "".join("01"[flag] for flag in rule.options.empty_indices).split("0")]
    if not rule.options.empty_indices:
        missing = [0] * (len(rule.expansion) + 1)
    picks: list[int | None] = []
    for index, symbol in enumerate(rule.expansion):
        picks += [None] * missing[index]
        if _is_kept(rule, symbol):
            # The names of rules that only collect begin with a low line.
            collects = not symbol.is_term and symbol.name.startswith("_")
            picks.append(-1 - index if collects else index)
    return tuple(picks + [None] * missing[-1])


def _is_kept(rule: Rule, symbol: Symbol) -> bool:
    return bool(rule.options.keep_all_tokens) or not (symbol.is_term and getattr(symbol, "filter_out", False))


class _States:
    """Lark's states, with the ones that only pass a value on left out, numbered as they are reached."""

    def __init__(self, table: Any, kinds: _Kinds, rules: list[Rule], nonterminals: dict[str, int]) -> None:
        self._rows = table.states
        self._start = table.start_states[START]
        self._end = table.end_states[START]
        self._kinds = kinds
        self._nonterminals = nonterminals
        self._rule_number = {rule: number for number, rule in enumerate(rules, start=1)}
        self._valued = {*LEAVES, NAME} | {
            kinds.number[symbol.name]
            for rule in rules
            for symbol in rule.expansion
            if symbol.is_term and _is_kept(rule, symbol)
        }

    def tables(self) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
        """Actions and gotos by state; state 0 is none, state 1 the start."""
        order = [self._start]
        number = {self._start: 1}
        actions: list[tuple[int, ...]] = [()]
        gotos: list[tuple[int, ...]] = [()]

        def reach(state: int) -> int:
            if state not in number:
                number[state] = len(number) + 1
                order.append(state)
            return number[state]

        for state in order:
            action_row: list[tuple[int, int]] = []
            goto_row: list[tuple[int, int]] = []
            for symbol, (action, argument) in sorted(self._rows[state].items()):
                if symbol in self._nonterminals:
                    goto_row.append((self._nonterminals[symbol], reach(self._target(state, argument))))
                elif action is Shift:
                    kind = self._kinds.number[symbol]
                    valued = VALUED if kind in self._valued else 0
                    action_row.append((kind, valued + reach(self._target(state, argument))))
                else:
                    action_row.append((self._kinds.number[symbol], self._reduction(argument)))
            if state == self._end:
                action_row.append((FIXED["$END"], ACCEPT))
            actions.append(tuple(value for pair in sorted(action_row) for value in pair))
            gotos.append(tuple(value for pair in sorted(goto_row) for value in pair))
        return tuple(actions), tuple(gotos)

    def _reduction(self, rule: Rule) -> int:
        if _passes_on(rule):
            return -PASS_ON - self._nonterminals[rule.origin.name]
        return -self._rule_number[rule]

    def _target(self, state: int, target: int) -> int:
        """Where a symbol read in `state` leads, past every state that could only pass it on."""
        while True:
            row = self._rows[target]
            reductions = {argument for action, argument in row.values() if action is not Shift}
            if len(reductions) != 1 or any(action is Shift for action, _ in row.values()):
                return target
            rule = reductions.pop()
            if not _passes_on(rule):
                return target
            target = self._rows[state][rule.origin.name][1]


def _passes_on(rule: Rule) -> bool:
    name = _builder_name(rule)
    return len(rule.expansion) == 1 and (name == "" or name in PASSED_ON)
