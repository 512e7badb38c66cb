"""The contract whose mistakes are tried, one at a time, and evidence under it that has none."""

CONTRACT = """\
contract deal "Homes and work" {
  currency GBP
  term 2027-04-01 to 2029-03-31
}

party city "The city" is outcome_payer
party provider "The provider" is service_provider
party vera "Vera" is evaluator, independent

metric fall "Fall in reconvictions" {
  unit percent to 0.1%
  range at most 100%
  compared with randomised control group
  better higher
  verified by vera
}

metric gap "Gap between schools" {
  unit percentage points to 0.1
  better lower
  verified by vera
}

metric homes "People who moved in" {
  unit people to 1
  better higher
  verified by vera
}

metric saved "Money saved" {
  unit GBP
  range at least GBP 0
  better higher
  verified by vera
}

metric hours "Hours of mentoring" {
  unit hours to 0.5
  measured annually
  better higher
  verified by vera
}

payment success "Success" from city to provider {
  due once on 2029-06-30
  pays by fall {
    at least 20%  GBP 300,000
    at least 10%  GBP 150,000
    otherwise     nothing
  }
}

payment closing "Closing the gap" from city to provider {
  due once on 2029-06-30
  pays by gap {
    at most 5 percentage points  GBP 50,000
    otherwise                    nothing
  }
}

payment moving "Moving in" from city to provider {
  due once on 2029-06-30
  pays GBP 1,000 per person for homes
  cap GBP 80,000 in total
}

payment sharing "Shared savings" from city to provider {
  due once on 2029-06-30
  pays 50% of saved
  cap GBP 90,000 in total
}

payment mentoring "Mentoring" from city to provider {
  due annually
  pays GBP 20 per hour for hours
  cap GBP 40,000 in total
}
"""

OBSERVATIONS = """\
metric,period_end,value,verified_by
fall,,12.5%,vera
gap,,4.5,vera
homes,,60,vera
saved,,"GBP 1,234.50",vera
hours,2028-03-31,300,vera
hours,2029-03-31,250.5,vera
"""

AMOUNTS = {
    "success": "150000.00",
    "closing": "50000.00",
    "moving": "60000.00",
    "sharing": "617.25",
    "mentoring 2028-03-31": "6000.00",
    "mentoring 2029-03-31": "5010.00",
}
"""What is owed on these observations; a payment that is made twice is named with its date."""
