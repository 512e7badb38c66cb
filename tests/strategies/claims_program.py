"""A program with a rate card, in the text form: everything that a claims plan can hold."""

CLAIMS_PROGRAM = """\
(program 1
  (plan homes "Homes"
    (currency GBP) (digits 2) (rounding "half up")
    (term 2016-01-01 2019-12-31)
    (parties (fund "The Fund") (council "The Council") (charity "The Charity") (checker "The Checker"))
    (cohorts (round_1 "Round 1") (round_2 "Round 2"))
    (metrics) (facts)
    (payments
      (payment outcomes "Outcomes" (clause "4")
        (payers (payer fund (share 0)) (payer council (share 0)))
        (payee charity)
        (timing (periods (period 2016-01-01 2016-12-31) (period 2017-01-01 2017-12-31)))
        (payable none)
        (reads (read claims outcomes))
        (card_shares
          (card-share (outcomes entered) (cohorts round_1) (payers (payer fund (share 1))))
          (card-share (outcomes entered stayed work day) (cohorts)
            (payers (payer fund (share 1/4)) (payer council (share 3/4)))))))
    (caps (cap all "GBP 900 in total" (clause none) (limit 900) (scope total) (payments outcomes)))
    (counts)
    (words (rule-words outcomes card (text "rate card rates") (clause "4") (result money GBP))))
  (calculations) (thresholds)
  (rules (rule outcomes (gates) (parts (part outcomes (card-amount outcomes))) (adjustments (capped all))))
  (claims
    (outcomes
      (outcome entered "Enters a home" (clause "1") (payment outcomes)
        (prices
          (price 500 "GBP 500" (cohort round_1) (groups young) (start 2016-01-01) (end 2016-12-31))
          (price 400 "GBP 400"))
        (documents (documents 1 form) (documents 2 lease letter bill))
        (claimed_within 3 months) (reached_to 90 days)
        (validated yes) (verifiers checker))
      (outcome stayed "Stays" (clause none) (payment outcomes)
        (prices (price 1000 "GBP 1,000"))
        (sustained housed (length 6 months) (within 8 months) (gap 7) (restarts no))
        (after (after entered (at_least 13 days) (within none))))
      (outcome work "Works" (clause none) (payment outcomes)
        (prices (price 0 nothing))
        (recorded (recorded weekly_hours "Hours a week" (unit number hours) (step 1/2)))
        (requires
          ((requirement weekly_hours (range (at-least 16))))
          ((requirement weekly_hours (range (above 8))) (requirement weekly_hours (range (below 9))))))
      (outcome day "Days" (clause none) (payment outcomes)
        (prices (price 12 "GBP 12 per day"))
        (unit number days) (step 1) (range (above 0) (at-most 366))))
    (cohorts
      (cohort round_1 "Round 1" (enrolled 2016-01-01 2016-12-31))
      (cohort round_2 "Round 2" (enrolled 2017-01-01 2017-12-31)))
    (groups (group young "Young"))
    (categories (category homes "Homes" (outcomes entered stayed)))
    (uplifts
      (uplift 1/10 "10% for young" (group young) (outcomes entered) (step 1) (rounding "half up")))
    (only_one_of (stayed work))
    (limits
      (limit once "once" (clause none) (measure claims) (outcomes entered) (per person outcome) (amount 1))
      (limit days "365 days" (clause none) (measure quantity) (outcomes day) (per person) (amount 365))
      (limit person "GBP 900 a person" (clause none) (measure money) (outcomes entered stayed)
        (per person "contract year") (amount 900) (whole yes) (cohort round_1))
      (limit share "25%" (clause none) (measure money) (outcomes work) (per) (amount none) (share 1/4)
        (base work stayed)))))
"""
