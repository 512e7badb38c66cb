"""A long contract that is written like real ones, for measuring.

In: how many lines it should have. Out: the text of a .sib file, always the same for the same number.
Relies on: nothing but the language. Guarantees: the text is a correct contract: every name is declared
once, units and currencies agree, every table covers its metric's range; and the mix of statements is
that of the examples: metrics, tables of several kinds, caps, comments, scenarios.
"""

from collections.abc import Iterator
from itertools import chain, count, islice

_HEAD = """\
# A framework contract with many outcomes, put together for measuring.
contract framework "Framework for outcomes in employment, housing and health" {
  jurisdiction "England"
  currency     GBP
  term         2018-04-01 to 2025-03-31
  calendar     "GB-ENG"
  goal         "Better lives for young adults who were not in education, employment or training"
  clause       "Schedule 2"
}

party department "Department for Work and Pensions"      is outcome_payer
party council    "Greater Manchester Combined Authority" is co_payer
party provider   "Positive Lives Partnership"            is service_provider
party examiner   "Centre for Evaluation"                 is evaluator, independent

population young_adults "Adults aged 18 to 24 referred by their work coach" {
  size 12,000
  definition "Not in education, employment or training on the day of the referral"
}

parameter unit_price "Price of an hour of support" GBP 59.50 per hour
"""

_STEPS = """
# Outcome {n}: the effect on reconvictions, against a matched group.
metric effect_{n} "Reduction in reconvictions, area {n}" {{
  unit     percent to 0.1%
  of       young_adults
  compared with matched historical cohort "young adults of the same age, 2014 to 2016"
  window   24 months after referral
  range    at most 100%
  better   higher
  verified by examiner
  evidence "Police National Computer, extract of the evaluator"
}}

payment effect_payment_{n} "Payment for area {n}" from department to provider {{
  due once on 2024-09-30, payable within 30 days of validation
  pays by effect_{n} {{
    at least 20%   GBP {a},712,000
    at least 16%   GBP {a},644,500.50
    at least 12%   GBP {a},368,000  # the level of the business case
    at least 10%   GBP {a},300,000
    at least 8.5%  GBP {a},180,000
    otherwise      nothing
  }}
  clause "Schedule 2, 4.{n}"
}}

scenario "area {n}: just below the business case" {{
  given  effect_{n} = 11.9%
  expect effect_payment_{n} = GBP {a},300,000
}}
"""

_HOURS = """
metric hours_{n} "Hours of support given in area {n}" {{
  unit     hours to 0.5
  of       young_adults
  measured quarterly from 2018-04-01 to 2025-03-31
  better   higher
  verified by examiner
  evidence \"\"\"Time sheets, signed by the participant and the caseworker,
             sampled by the examiner every quarter\"\"\"
}}

payment hours_payment_{n} "Support in area {n}" from department, council to provider {{
  due    quarterly from 2018-04-01 to 2025-03-31, payable within 30 business days
  pays   hours_{n} times unit_price
  pays   "bonus" by hours_{n}, in brackets {{
    first 370 hours  nothing
    next  400 hours  GBP 2.50 per hour
    rest             GBP {m} per hour
  }}
  cap    GBP {m},000 per determination
  cap    GBP {a},654,340 in total
  shared by department 80%, council 20%
}}
"""

_SLOPES = """
metric jail_days_{n} "Reduction in days in custody, area {n}" {{
  unit     percent to 0.1%
  of       young_adults
  compared with randomised control group
  window   36 months after referral
  range    from 0% to 100%
  better   higher
  verified by examiner
}}

# Different slopes between the published points, flat at the end.
payment jail_payment_{n} from department to provider {{
  due once on 2024-12-31, payable within 45 days
  pays by jail_days_{n} {{
    below 20%              nothing
    from 20% to below 30%  GBP {m},000 per percentage point above 0%
    from 30% to below 65%  GBP 4,800,000 plus GBP 38,000 per percentage point above 30%
    at least 65%           GBP 6,130,000
  }}
  provided jail_days_{n} at least 3% or hours_{n} so far at least 1,000 hours
}}

threshold proven_{n} "Proven in area {n}" met when jail_days_{n} at least 10% and effect_{n} at least 5%
"""

_TAIL = """
cap overall "All payments together" GBP 990,000,000,000 on all payments in total
"""


def generated_contract(lines: int) -> str:
    """The text of a contract of at least `lines` lines, and few more."""
    text = [_HEAD, _TAIL]
    written = sum(part.count("\n") for part in text)
    for part in _outcomes():
        if written >= lines:
            break
        text.insert(-1, part)
        written += part.count("\n")
    return "".join(text)


def _outcomes() -> Iterator[str]:
    for number in count(1):
        amounts = {"n": number, "a": 1 + number % 97, "m": 10 + number % 83}
        # The threshold and the condition of the third part name metrics of the first two.
        yield "".join(part.format(**amounts) for part in (_STEPS, _HOURS, _SLOPES))


def first_outcomes(number: int) -> str:
    """A small contract of the same kind, with `number` groups of outcomes."""
    return "".join(chain((_HEAD,), islice(_outcomes(), number), (_TAIL,)))
