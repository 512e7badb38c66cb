"""A contract with cohorts, a cap, two payers and a fact-free table, small enough to reckon by hand."""

from importlib.resources import files

import pytest

COHORTS = """\
contract pilot "Pilot" {
  currency GBP
  term 2027-04-01 to 2030-03-31
  early termination by council from 2028-04-01
}
party council "The council" is outcome_payer
party fund "The fund" is co_payer
party evaluator "The evaluator" is evaluator, independent
party provider "The provider" is service_provider
population leavers "Care leavers" {
  cohort first "First year" 2027-04-01 to 2028-03-31 { determined on 2028-06-30 }
  cohort second "Second year" 2028-04-01 to 2029-03-31 { determined on 2029-06-30 }
}
metric jobs "Leavers in work" {
  unit people
  of leavers
  range from 0 people to 100 people
  verified by evaluator
  measured for each cohort
}
payment outcomes from council, fund to provider {
  due for each cohort on its determination date, payable within 30 days
  pays GBP 100 per person for jobs
  cap GBP 1,500 in total
  shared by council 75%, fund 25%
}
"""


@pytest.fixture(scope="session")
def starter() -> str:
    """The contract that `sib new` writes."""
    return (files("sibdsl.cli") / "starter" / "contract.sib").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def cohorts() -> str:
    """A contract paid by two parties for two cohorts, up to a cap."""
    return COHORTS
