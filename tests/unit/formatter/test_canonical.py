"""What format_source answers, of whole files, of contracts in prose and of texts with mistakes."""

from sibdsl.formatter import Formatted, NotFormatted, format_edits, format_source
from sibdsl.formatter.sameness import says_the_same
from sibdsl.source.fences import fences_of
from sibdsl.source.file import SourceFile

PROSE = """# Contract

Some   prose.

```sib

party city   is payer
```

1. A list

   ```sib
   metric m { unit percent
     better higher }
   ```


```sib ignore
party   x
```
"""


def formatted(text: str) -> str:
    found = format_source(SourceFile("contract.sib", text))
    assert isinstance(found, Formatted)
    return found.text


def prose(text: str) -> SourceFile:
    return SourceFile("contract.sib.md", text, fences=fences_of(text))


def test_an_empty_text_stays_empty() -> None:
    assert formatted("") == ""
    assert formatted(" \n\t\n") == ""


def test_comments_alone_are_a_text() -> None:
    assert formatted("\n#a\n\n\n  # b\n\n") == "# a\n\n# b\n"


def test_a_text_with_a_mistake_is_not_formatted_and_the_places_are_its_own() -> None:
    source = SourceFile("contract.sib", "party a is b\r\nparty c\r\n")
    found = format_source(source)
    assert isinstance(found, NotFormatted)
    (finding,) = found.diagnostics
    assert source.position(finding.span >> 32) == (2, 8)
    assert not format_edits(source)


def test_most_line_ends_decide() -> None:
    assert formatted("party a is b\r\nparty c is d\nparty e is f\r\n").count("\r\n") == 3
    assert formatted("party a is b\rparty c is d\r") == "party a is b\rparty c is d\r"
    assert formatted("party a is b\r\nparty c is d\nparty e is f\n").count("\r") == 0


def test_prose_is_left_alone_and_blocks_keep_their_place() -> None:
    found = format_source(prose(PROSE))
    assert isinstance(found, Formatted)
    assert found.text == PROSE.replace("\n\nparty city   is", "\nparty city is").replace(
        "   metric m { unit percent\n     better higher }\n",
        "   metric m {\n     unit   percent\n     better higher\n   }\n",
    )


def test_a_declaration_in_two_blocks_is_left_alone() -> None:
    text = "```sib\nmetric m {\n   unit percent\n```\n\n```sib\nbetter   higher }\n```\n\n```sib\nparty  a is b\n```\n"
    found = format_source(prose(text))
    assert isinstance(found, Formatted)
    assert found.text == text.replace("party  a", "party a")


def test_other_words_are_noticed() -> None:
    text = "payment p from a to b {\n  pays GBP 5 times x  # why\n  cap GBP 9 in total\n}\n"
    assert says_the_same(text, text.replace("times", "*"))
    assert says_the_same(text, text.replace("  ", "     "))
    assert says_the_same(text, text.replace("times x", "times\n    x"))
    assert not says_the_same(text, text.replace("GBP 9", "GBP 8"))
    assert not says_the_same(text, text.replace("times", "plus"))
    assert not says_the_same(text, text.replace("times x", "times }"))
    assert not says_the_same(text, text.replace("times x", "times £"))


def test_comments_that_are_lost_changed_or_moved_are_noticed() -> None:
    text = "payment p from a to b {\n  pays GBP 5 times x  # why\n  cap GBP 9 in total\n}\n"
    assert not says_the_same(text, text.replace("  # why", ""))
    assert not says_the_same(text, text.replace("# why", "# Why"))
    assert not says_the_same(text, text.replace("  # why", "").replace("in total", "in total  # why"))
    moved = text.replace("times x  # why", "* x").replace("in total", "in total  # why")
    assert not says_the_same(text, moved)


def test_a_block_with_nothing_in_it_is_left_out_and_its_comments_are_not() -> None:
    assert formatted("party a is b {\n}# why\n") == "party a is b  # why\n"
    assert formatted("party a is b {\n\n}\n") == "party a is b\n"
    assert formatted("party a is b { # why\n\n#c\n}# d\n") == "party a is b {  # why\n  # c\n}  # d\n"


def test_other_texts_in_quotes_are_noticed() -> None:
    text = 'party a "The  city" is payer\n'
    assert not says_the_same(text, text.replace("The  city", "The city"))
    assert says_the_same('party a """The\n city""" is payer\n', 'party a "The city" is payer\n')
    assert not says_the_same('party a """The\n city""" is payer\n', 'party a "Thecity" is payer\n')
    assert not says_the_same('party a "x # y" is payer\n', 'party a "x #  y" is payer\n')
