"""Regular expressions mean the same in every Python that we support."""

import re

from tests.architecture.test_layers import PACKAGE, ROOT

# Python up to 3.11.4 goes on from a wrong place behind a possessive group (CPython issue 106052); `(?>(?:...)*)` is
# right in all of them.
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9]*,?[0-9]*\})\+")


def test_no_pattern_has_a_possessive_group() -> None:
    files = [path for path in sorted(PACKAGE.rglob("*.py")) if "re.compile" in path.read_text(encoding="utf-8")]
    assert len(files) > 10
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            assert not POSSESSIVE_GROUP.search(line), f"{file.relative_to(ROOT)}:{number}"
