import subprocess
import sys
from pathlib import Path

import pytest

from sibdsl.values.currencies import Currency, currency_codes, find_currency

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("code", "digits", "name"),
    [
        ("GBP", 2, "British Pound"),
        ("JPY", 0, "Japanese Yen"),
        ("KWD", 3, "Kuwaiti Dinar"),
        ("RSD", 2, "Serbian Dinar"),
    ],
)
def test_a_currency_has_the_decimals_of_its_minor_unit(code, digits, name):
    assert find_currency(code) == Currency(code, digits, name)


@pytest.mark.parametrize("code", ["DEM", "XAU", "gbp", "GB", "", "XXX"])
def test_what_no_country_pays_with_is_not_found(code):
    assert find_currency(code) is None


def test_codes_are_sorted_and_each_has_a_name():
    codes = currency_codes()
    assert list(codes) == sorted(codes)
    assert len(codes) > 150
    for code in codes:
        currency = find_currency(code)
        assert currency is not None
        assert currency.name and currency.digits in (0, 2, 3)


def test_finding_a_currency_loads_no_locale_library():
    heavy = "{'babel', 'holidays', 'dateutil', 'pydantic'}"
    program = f"import sys, sibdsl.values.units; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout == "set()\n"
