"""The one contract that the tests of the IR share."""

import pytest

from tests.strategies.bridge import PROGRAM


@pytest.fixture
def program_text() -> str:
    return PROGRAM
