"""A contract in the text form of the IR, with something of every kind; tests break it in one place."""

PROGRAM = """\
(program 1
  (plan bridge "Bridge to Work"
    (currency GBP)
    (digits 2)
    (rounding "half up")
    (term 2016-01-01 2018-12-31)
    (parties
      (council "The Council")
      (fund "The Fund")
      (charity "The Charity")
      (audit "The Auditor"))
    (cohorts (first "First cohort") (second "Second cohort"))
    (metrics
      (reported-metric rate "Share in work"
        (unit percent "%" (scale 1/100))
        (step 1/1000)
        (rounding none)
        (range (at-least 0) (at-most 1))
        (periods none)
        (cohorts first second)
        (verifiers audit))
      (reported-metric hours "Hours of mentoring"
        (unit number "hours")
        (step 1)
        (rounding "half up")
        (range (at-least 0))
        (periods (period 2016-01-01 2016-12-31) (period 2017-01-01 2017-12-31))
        (cohorts none)
        (verifiers)))
    (facts
      (reported-fact index "Price index"
        (unit number "")
        (step 1/10)
        (rounding none)
        (dates 2016-01-01 2017-01-01)))
    (payments
      (payment success "Success"
        (clause "4.1")
        (payers (payer council (share 3/4)) (payer fund (share 1/4)))
        (payee charity)
        (timing (cohorts first second) (cohort_dates 2017-06-30 2018-06-30))
        (payable 30 days (business no) (of_validation yes))
        (reads (read metric rate) (read fact index) (read fact index (on 2016-01-01)))
        (payer_caps fund_limit))
      (payment mentoring "Mentoring"
        (clause none)
        (payers (payer fund (share none) (limit 1000)) (payer council (share none)))
        (payee charity)
        (timing (periods (period 2016-01-01 2016-12-31) (period 2017-01-01 2017-12-31)))
        (payable none)
        (reads
          (read metric rate (over "all cohorts"))
          (read metric hours)
          (read payment mentoring))))
    (caps
      (cap total "GBP 50,000 in total"
        (clause none)
        (limit 50000)
        (scope total)
        (payments success mentoring))
      (cap per_year "GBP 900 a year"
        (clause none)
        (limit 900)
        (scope "contract year")
        (payments mentoring)
        (part mentoring_hours))
      (cap fund_limit "GBP 100 from the fund"
        (clause none)
        (limit 100)
        (scope total)
        (payments success)
        (payer fund)
        (whole yes)))
    (counts
      (count first_hours "up to 250 hours"
        (metric hours)
        (limit 250)
        (scope total)
        (payment mentoring)))
    (words
      (rule-words success_1 steps
        (text "pays by rate")
        (clause "4.2")
        (result money "GBP")
        (subject "rate")
        (unit percent "%" (scale 1/100))
        (rows
          (row-words "at least 10%" "GBP 900 x rate" (range (at-least 1/10)))
          (row-words "otherwise" "nothing" (range (below 1/10))))
        (better higher))
      (rule-words success_index index (text "indexed") (clause none) (result money "GBP"))
      (rule-words half calculation (text "half the hours") (clause none) (result number "hours"))
      (rule-words mentoring_gate gate (text "provided it works") (clause none) (result money "GBP"))
      (rule-words mentoring_hours brackets
        (text "by hours")
        (clause none)
        (result money "GBP")
        (rows (row-words "first 100" "GBP 2") (row-words "the rest" "GBP 1")))
      (rule-words mentoring_share stages
        (text "a share")
        (clause none)
        (result money "GBP")
        (rows (row-words "95%" "95%") (row-words "40%" "40%")))
      (rule-words mentoring_dates dates
        (text "by date")
        (clause none)
        (result money "GBP")
        (rows (row-words "2016" "GBP 1") (row-words "2017" "GBP 2")))
      (rule-words mentoring_floor minimum (text "at least") (clause none) (result money "GBP")))
    (termination 2017-01-01 2018-12-31))
  (calculations (calculation half (rounded (product (metric hours) 1/2) 1 "half up")))
  (thresholds
    (threshold works (within (metric rate (over "all cohorts")) (at-least 1/5)))
    (threshold works_well (every (met works) (not (within (calculated half) (below 10))))))
  (rules
    (rule success
      (gates)
      (parts
        (part success_1
          (steps success_1
            (metric rate)
            (order 1 0)
            (row (below 1/10) 0)
            (row (at-least 1/10) (product 900 (subject))))))
      (adjustments (indexed success_index index 2016-01-01) (capped total)))
    (rule mentoring
      (gates (gate mentoring_gate (some 1 (met works_well) (has-been-paid mentoring))))
      (parts
        (part mentoring_hours
          (brackets mentoring_hours
            (counted first_hours (metric hours))
            (bracket 100 2)
            (bracket none 1))
          (caps per_year))
        (part mentoring_share
          (stages mentoring_share (metric hours) (within yes) (stage 19/20 500) (stage 2/5 none)))
        (part mentoring_dates (dates mentoring_dates (on 2016-12-31 1) (on 2017-12-31 2))))
      (adjustments (minimum mentoring_floor 10) (capped total)))))
"""
