"""The contracts that the tests of the IR share."""

import pytest

from tests.strategies.bridge import PROGRAM
from tests.strategies.claims_program import CLAIMS_PROGRAM


@pytest.fixture
def program_text() -> str:
    return PROGRAM


@pytest.fixture
def claims_program_text() -> str:
    return CLAIMS_PROGRAM
