"""Rules about how a contract is written: SIB100 to SIB199."""

from sibdsl.diagnostics.registry import rule
from sibdsl.diagnostics.severity import ERROR

UNKNOWN_CHARACTER = rule(
    "SIB101",
    "unknown-character",
    ERROR,
    title="a sign that has no meaning here",
    message="{sign} has no meaning in a contract outside of quoted text",
    expected="words, numbers, and the signs `, ( ) {{ }} = + - * / %`",
    help="{advice}",
)
TYPOGRAPHIC_QUOTE = rule(
    "SIB102",
    "typographic-quote",
    ERROR,
    title="a text in typographic or single quotes",
    message="this text stands in {sign} quotes",
    expected='straight double quotes, `"..."`',
    help='put the text in straight double quotes, and switch "smart quotes" off in the word processor',
)
TYPOGRAPHIC_SIGN = rule(
    "SIB103",
    "typographic-sign",
    ERROR,
    title="a sign that only looks like the one that is meant",
    message="this is {sign}, which only looks like `{plain}`",
    expected="`{plain}`",
    help="write `{plain}`",
)
CURRENCY_SIGN = rule(
    "SIB104",
    "currency-sign",
    ERROR,
    title="a currency sign",
    message="`{sign}` does not say which currency is meant",
    expected="the three letters of the currency before the number, as in `{example}`",
    help="write `{example}`",
)
COMPARISON_SIGN = rule(
    "SIB105",
    "comparison-sign",
    ERROR,
    title="a comparison written with signs",
    message="`{sign}` is written in words here",
    expected="{words}",
    help="write {words}",
)
UNCLOSED_TEXT = rule(
    "SIB106",
    "unclosed-text",
    ERROR,
    title="a quoted text that is never closed",
    message="this text is never closed",
    expected="{closing} at its end",
    help="{advice}",
)
UNKNOWN_ESCAPE = rule(
    "SIB107",
    "unknown-escape",
    ERROR,
    title="a backslash in a text that stands for nothing",
    message="`{escape}` stands for nothing in a text",
    expected='`\\\\` for a backslash, `\\"` for a quote, `\\n` for a new line',
    help="write `\\\\` where a backslash is meant",
)
MALFORMED_NUMBER = rule(
    "SIB108",
    "malformed-number",
    ERROR,
    title="a number that can be read in two ways, or in none",
    message="`{number}` is not a number as contracts here write them: {reason}",
    expected="commas between groups of three digits and a point before the decimals, as in `1,234,567.89`",
    help="{advice}",
)
OTHER_DATE_ORDER = rule(
    "SIB109",
    "other-date-order",
    ERROR,
    title="a date in another order",
    message="`{date}` is not written as dates are written here: {reason}",
    expected="year, month and day with hyphens, as in `2016-08-31`",
    help="{advice}",
)
SUPERFLUOUS_SIGN = rule(
    "SIB110",
    "superfluous-sign",
    ERROR,
    title="a sign that is not needed",
    message="no {sign} is written here",
    expected="{expectation}",
    help="delete the {sign}",
)
GLUED_AMOUNT = rule(
    "SIB113",
    "glued-amount",
    ERROR,
    title="a currency that is written together with its number",
    message="`{found}` is written together",
    expected="a space between the currency and the number, as in `{plain}`",
    help="write a space after the currency",
)
PLACEHOLDER = rule(
    "SIB114",
    "placeholder",
    ERROR,
    title="a blank that is still to be filled in",
    message="`{found}` stands for something that is still to be filled in",
    expected="what was agreed",
    help="fill it in; a number that was agreed and is not known here is a parameter that is `not published`",
)
DRAWN_TABLE = rule(
    "SIB115",
    "drawn-table",
    ERROR,
    title="a table drawn with upright strokes",
    message="a table is written without upright strokes and without a row of headings",
    expected="rows such as `at least 10%  GBP 800,000`, each on a line of its own",
    help="begin each row with a comparison such as `at least`, and write spaces between it and the amount",
)
OTHER_DIGITS = rule(
    "SIB111",
    "other-digits",
    ERROR,
    title="digits of another script",
    message="`{number}` is written in digits of another script or width",
    expected="the digits 0 to 9",
    help="write `{plain}`",
)
HIDDEN_CHARACTER = rule(
    "SIB112",
    "hidden-character",
    ERROR,
    title="a character that cannot be seen",
    message="a character that cannot be seen stands here ({character})",
    expected="nothing, or an ordinary space",
    help="delete it; it was probably copied along from another program",
)
BRACE_ON_ITS_OWN_LINE = rule(
    "SIB120",
    "brace-on-its-own-line",
    ERROR,
    title="an opening brace on a line of its own",
    message="this `{{` stands on a line of its own",
    expected="`{{` at the end of the line before",
    help="move the `{{` to the end of the line before: the end of a line ends a statement",
)
UNCLOSED_BLOCK = rule(
    "SIB121",
    "unclosed-block",
    ERROR,
    title="a block that is never closed",
    message="this block is never closed",
    expected="a `}}` on a line of its own at its end",
    help="write `}}` where the block ends",
)
UNCLOSED_BRACKET = rule(
    "SIB122",
    "unclosed-bracket",
    ERROR,
    title="a round bracket that is never closed",
    message="this bracket is never closed",
    expected="a `)` in the same statement",
    help="write `)` where the bracket ends",
)
STRAY_CLOSING_BRACE = rule(
    "SIB123",
    "stray-closing-brace",
    ERROR,
    title="a closing brace that closes nothing",
    message="this `}}` closes nothing: no block is open here",
    expected="a declaration, such as a payment or a metric",
    help="delete it, or look for a `}}` too many further up",
)
OUTSIDE_OF_A_BLOCK = rule(
    "SIB124",
    "outside-of-a-block",
    ERROR,
    title="a statement outside of every block",
    message="{found} stands outside of every block",
    expected="{expectation}",
    help="{advice}",
)
MISSPELT_KEYWORD = rule(
    "SIB130",
    "misspelt-keyword",
    ERROR,
    title="a word that is probably misspelt",
    message="`{found}` is not a word that can stand here",
    expected="{expectation}",
    help="did you mean `{meant}`?",
)
UNEXPECTED = rule(
    "SIB131",
    "unexpected",
    ERROR,
    title="something that does not fit where it stands",
    message="{found} does not fit here",
    expected="{expectation}",
    help="{advice}",
)
CUT_SHORT = rule(
    "SIB132",
    "cut-short",
    ERROR,
    title="a statement that ends too early",
    message="the statement is not complete: {found} comes too early",
    expected="{expectation}",
    help="{advice}",
)
COMMON_MISTAKE = rule(
    "SIB133",
    "common-mistake",
    ERROR,
    title="a mistake that is often made",
    message="{sentence}",
    expected="{expectation}",
    help="{advice}",
)
NESTED_TOO_DEEPLY = rule(
    "SIB140",
    "nested-too-deeply",
    ERROR,
    title="a statement that is nested too deeply",
    message="this statement is nested more than {limit} levels deep",
    expected="a statement that a person can follow",
    help="give parts of it a name: declare them as parameters, thresholds or calculated metrics",
)
TOO_MANY_MISTAKES = rule(
    "SIB199",
    "too-many-mistakes",
    ERROR,
    title="too many mistakes to go on",
    message="this is one mistake too many: the rest of the file was not read",
    expected="a contract",
    help="correct the mistakes above, or check that this is the file you meant",
)
