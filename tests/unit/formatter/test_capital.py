"""Finance and waterfalls in their canonical text."""

from sibdsl.formatter.layout import WIDTH
from tests.unit.formatter.test_printer import printed

TEXT = """finance senior is loan from goldman to spv USD 9,000,000 {
  drawn     USD 3,000,000 on 2014-02-01, the rest on 2015-02-01
  rank      senior
  coupon    5% a year, compounded annually, actual/365, both days counted
  interest  paid annually from 2015-01-31 to 2021-01-31
  repaid    USD 1,000,000 on 2018-01-31, the rest on 2021-01-31 after the term
  return    at most 12.5% of what is drawn
  protected 75% on 2017-06-30, 50% from 2020-06-30
  for       reduction
  may stop after 2015-08-31
}

finance guarantee from backer to lender USD 7,200,000 covering senior {
  covers    75%
  available USD 6,000,000 from 2012-09-01, USD 7,200,000 from 2016-08-31
  recycled
}

finance upkeep is standing charge from spv to csh USD 5,000 a quarter

waterfall proceeds "Distribution of success payments" of spv {
  receives success, job_readiness
  distributes quarterly
  fee USD 50,000 to csh per contract year
  interest on senior
  principal of senior
  reserve liquidity up to USD 100,000
  success fee 20% to roca up to USD 500,000 in total
  pay senior until 112.5% of what was drawn
  pay senior as return
  rest to commonwealth 60%, roca 40%
}
"""


def test_terms_and_steps_stand_as_they_are_read() -> None:
    assert printed(TEXT) == TEXT
    assert printed(" ".join(TEXT.split(" "))) == TEXT


def test_a_long_list_of_drawdowns_goes_on_in_the_next_line() -> None:
    drawn = ", ".join(f"USD 1,000,000 on 20{year}-02-01" for year in range(14, 22))
    text = printed(f"finance f is loan from a to b USD 6,000,000 {{ drawn {drawn} }}\n")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert printed(text) == text
