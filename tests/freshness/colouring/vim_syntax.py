"""The vocabulary as a syntax file of Vim and Neovim.

In: a `Vocabulary`. Out: the text of `editors/neovim/syntax/sib.vim`.
Relies on: Vim's rule that of two matches at one place the one defined later wins.
Guarantees: a keyword is coloured where it can be one, as in the TextMate grammar.

Vim's patterns are a language of their own, so those of the tokens are written here and held against the lexer
by a test that opens every example.
"""

from collections.abc import Iterable, Iterator

from colouring.vocabulary import Vocabulary

HEADER = """\
" Vim syntax file
" Language: sib, contracts that pay for outcomes
" Generated from grammar/ by tests/freshness/textmate.py; edit that.

if exists('b:current_syntax')
  finish
endif

syntax case match
syntax sync fromstart
"""
FOOTER = """
highlight default link sibComment Comment
highlight default link sibText String
highlight default link sibLongText String
highlight default link sibEscape SpecialChar
highlight default link sibNumber Number
highlight default link sibPercent Number
highlight default link sibMoney Number
highlight default link sibCurrency Type
highlight default link sibUnit Type
highlight default link sibDate Constant
highlight default link sibDeclaration Structure
highlight default link sibInnerDeclaration Structure
highlight default link sibDeclaredName Function
highlight default link sibStatement Statement
highlight default link sibRow Conditional
highlight default link sibOperator Operator
highlight default link sibConstant Constant
highlight default link sibConnective Keyword
highlight default link sibKind Special
highlight default link sibSign Operator

let b:current_syntax = 'sib'
"""
_SPACE = r"[ \t\u00a0\u202f]"
_WORD = r"\%(\%(\k\&\D\)\k*\)"
_NO_WORD = r"\k\@!"
_DIGITS = r"\d\+\%(,\d\{3}\)*\%(\.\d\+\)\?"
_DATE = r"\d\{4}-\d\{2}-\d\{2}\d\@!"
_STARTS = (rf"^{_SPACE}*\zs", rf"{{\@1<={_SPACE}*\zs")
# Behind a brace, Vim runs out of memory with more alternatives than about twenty.
_FEW = 8
_STATEMENT = "sibName,sibConnective,sibConstant,sibOperator,sibNumber,sibPercent,sibDate,sibCurrency,sibSign,sibText"
_STATEMENT += ",sibLongText,sibComment,sibContinuation,sibBrackets"


def vim_text(vocabulary: Vocabulary) -> str:
    """The text of the syntax file."""
    return HEADER + "\n".join(_lines(vocabulary)) + "\n" + FOOTER


def _lines(words: Vocabulary) -> Iterator[str]:
    inside = (
        ("sibConnective", words.connectives),
        ("sibConstant", words.constants),
        ("sibOperator", words.operators),
    )
    every = [run for _, runs in inside for run in runs]
    keyword = rf"\%({_any_of(every)}\){_NO_WORD}"
    yield '\n" Words inside a statement. Of two matches at one place the later one here wins.'
    yield _match("sibName", rf"\<{_WORD}")
    for group, runs in _by_length(inside):
        yield _match(group, rf"\<\%({runs}\){_NO_WORD}")
    yield _match("sibConnective", rf"\<{_unless('is', every)}is{_SPACE}\+\ze{_WORD}", "nextgroup=sibKind")
    yield _match("sibKind", rf"\%({keyword}\)\@!{_WORD}\%({_SPACE}*,\)\?", "contained skipwhite nextgroup=sibKind")
    per = rf"\<{_unless('per', every)}\%(per\|unit\){_SPACE}\+\ze\%({keyword}\)\@!{_WORD}"
    yield _match("sibConnective", per, "nextgroup=sibUnit")
    yield _match("sibUnit", _WORD, "contained")
    yield '\n" Numbers, and what they count.'
    yield _match("sibNumber", rf"\<{_DIGITS}")
    yield _match("sibNumber", rf"\<{_DIGITS}{_SPACE}\+\ze\%({keyword}\)\@!{_WORD}", "nextgroup=sibUnit")
    yield _match("sibPercent", rf"\<{_DIGITS}{_SPACE}\?%")
    yield _match("sibDate", rf"\<{_DATE}")
    yield _match("sibCurrency", rf"\<\u\{{3}}{_SPACE}\+\ze\%({_DATE}\)\@!\d", "nextgroup=sibMoney")
    yield _match("sibMoney", _DIGITS, "contained")
    yield '\n" Signs, texts, comments, and statements that go on in the next line.'
    yield _match("sibSign", r"[-+*×\/=]")
    comment_lines = rf"\%(#.*\)\?\n\%({_SPACE}*\%(#.*\)\?\n\)*{_SPACE}*"
    yield _match("sibContinuation", rf"[-+*×\/,]{_SPACE}*{comment_lines}", "contains=sibComment,sibSign")
    yield _match("sibComment", "#.*")
    yield _match("sibEscape", r"\\[\"\\n]", "contained")
    yield r"""syntax region sibText start=/"/ skip=/\\["\\n]/ end=/"\|$/ contains=sibEscape"""
    yield r'''syntax region sibLongText start=/"""/ end=/"""/'''
    # No block stands inside round brackets: a bracket that is open here was forgotten.
    yield rf"syntax region sibBrackets start=/(/ end=/)/ end=/\ze[{{}}]/ contains={_STATEMENT}"
    yield '\n" What begins a statement inside braces, and the braces.'
    yield from _starts(
        "contained", (("sibRow", words.rows), ("sibStatement", words.statements)), words.naming_statements, keyword
    )
    items = "sibRow,sibStatement,sibInnerDeclaration"
    yield f"syntax region sibBlock matchgroup=sibBrace start=/{{/ end=/}}/ fold contains=sibBlock,{items},{_STATEMENT}"
    yield '\n" What begins a declaration.'
    yield from _starts("", (("sibDeclaration", words.declarations),), words.naming_declarations, keyword)
    yield _match("sibDeclaredName", _WORD, "contained")


def _starts(
    contained: str, classes: Iterable[tuple[str, tuple[str, ...]]], naming: tuple[str, ...], keyword: str
) -> Iterator[str]:
    """What begins a declaration or a statement: at the start of a line, or right behind a brace."""
    name = rf"{_SPACE}\+\ze{_WORD}"
    unit = rf"{_SPACE}\+\ze\%({keyword}\)\@!{_WORD}"
    declaring = "sibInnerDeclaration" if contained else "sibDeclaration"
    for start in _STARTS if contained else _STARTS[:1]:
        for group, runs in _by_length(classes):
            yield _match(group, rf"{start}\%({runs}\){_NO_WORD}", contained)
        if contained:
            units = rf"{start}\%(currency\|quantity\|unit\){unit}"
            yield _match("sibStatement", units, "contained nextgroup=sibUnit")
        declarations = rf"{start}\%({_any_of(naming)}\){name}"
        yield _match(declaring, declarations, f"{contained} nextgroup=sibDeclaredName".strip())


def _match(group: str, pattern: str, options: str = "") -> str:
    return f"syntax match {group} /{pattern}/ {options}".rstrip()


def _unless(word: str, runs: Iterable[str]) -> str:
    """That no run of several words beginning with `word` stands here."""
    return rf"\%(\%({_any_of(run for run in runs if run.startswith(f'{word} '))}\){_NO_WORD}\)\@!"


def _by_length(classes: Iterable[tuple[str, tuple[str, ...]]]) -> Iterator[tuple[str, str]]:
    """Each class in pieces of as many words, the shortest pieces first."""
    classes = tuple(classes)
    for count in range(max(run.count(" ") for _, runs in classes for run in runs) + 1):
        for group, runs in classes:
            several = [run for run in runs if run.count(" ") == count]
            for first in range(0, len(several), _FEW):
                yield group, _any_of(several[first : first + _FEW])


def _any_of(runs: Iterable[str]) -> str:
    return r"\|".join(run.replace(" ", rf"{_SPACE}\+") for run in runs)
