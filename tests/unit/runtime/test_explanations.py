"""The sentences of a derivation, as a commissioner's lawyer reads them."""

from datetime import date
from fractions import Fraction

from sibdsl.interpreter.settle import settle
from sibdsl.ir import expressions as ir
from sibdsl.ir.program import Calculation, Capped, Gate, Minimum, Program, Threshold
from sibdsl.runtime.evidence import FactValue, Origin, evidence_of
from sibdsl.runtime.plan import (
    Count,
    FactPlan,
    Payable,
    Payer,
    Range,
    Read,
    RowWords,
    Timing,
)
from sibdsl.runtime.statement import Line
from tests.strategies.contracts import (
    HOURS,
    PERCENT,
    USD,
    YEARS,
    able,
    metric,
    number,
    observed,
    payment,
    plan,
    program,
    rule,
    total_cap,
    words,
)


def sentences(line: Line) -> list[str]:
    return [str(step["text"]) for step in line.derivation]


def able_line(reduction: str) -> Line:
    row = observed(
        "reduction", reduction, verified_by="vera", verified_on=date(2016, 8, 1), reference="QA-17",
        origin=Origin("observations.csv", 2),
    )  # fmt: skip
    return settle(able(), evidence_of([row])).lines[0]


def test_a_step_table_names_the_row_reached_and_what_the_next_one_needed() -> None:
    assert sentences(able_line("0.11")) == [
        "The reported value of Reduction in recidivism bed-days is 11%, verified by Vera on 2016-08-01, "
        "reference QA-17 (observations.csv, row 2).",
        "11% reaches the row `at least 10%`, which pays USD 9,600,000.",
        "The next row, `at least 13%`, pays USD 10,368,000 and needed 2 percentage points more.",
        "USD 9,600,000 is payable by The City to The Provider, due on 2016-10-30: 30 days after the determination on "
        "2016-09-30.",
    ]


def test_the_highest_row_has_no_next_one() -> None:
    assert sentences(able_line("0.35"))[1:2] == ["35% reaches the row `at least 20%`, which pays USD 11,712,000."]
    assert len(sentences(able_line("0.35"))) == 3


def test_nothing_is_explained_too() -> None:
    assert sentences(able_line("-0.021"))[1:3] == [
        "-2.1% reaches the row `otherwise`, which pays nothing.",
        "The next row, `at least 10%`, pays USD 9,600,000 and needed 12.1 percentage points more.",
    ]


def lower_is_better() -> Program:
    """Reconviction: below 50 hours pays 100, from 50 to 60 pays 40, above 60 nothing."""
    subject = ir.MetricValue("hours")
    table = ir.Steps(
        "success_1",
        subject,
        (
            ir.StepRow(None, True, Fraction(50), False, number(100)),
            ir.StepRow(Fraction(50), True, Fraction(60), True, number(40)),
            ir.StepRow(Fraction(60), False, None, True, number(0)),
        ),
        (0, 1, 2),
    )
    rows = (
        RowWords("below 50 hours", "USD 100", Range(high=Fraction(50), high_closed=False)),
        RowWords("from 50 hours to 60 hours", "USD 40", Range(Fraction(50), True, Fraction(60), True)),
        RowWords("otherwise", "nothing"),
    )
    made = plan(
        metrics=(metric("hours"),),
        payments=(payment(reads=(Read("metric", "hours"),)),),
        words=(words("success_1", "steps", "by hours", unit=HOURS, better="lower", rows=rows),),
    )
    return program(made, rule("success", table))


def test_the_next_row_lies_on_the_better_side() -> None:
    def next_row(value: str) -> str:
        return sentences(settle(lower_is_better(), evidence_of([observed("hours", value)])).lines[0])[2]

    assert next_row("61") == "The next row, `from 50 hours to 60 hours`, pays USD 40 and needed 1 hour less."
    assert next_row("52.5") == "The next row, `below 50 hours`, pays USD 100 and needed more than 2.5 hours less."
    assert next_row("50") == "The next row, `below 50 hours`, pays USD 100 and needed a value below that."


def everything() -> Program:
    """A payment with a gate, a threshold, a count, a formula, a minimum, a cap, shares and a payer's cap."""
    count = Count("hours_counted", "18,000 hours in total", "hours", Fraction(18_000), "total", "success")
    made = plan(
        metrics=(metric("hours", title="Hours of support", periods=YEARS), metric("rate", PERCENT, title="Rate")),
        facts=(FactPlan("waiver", "Waiver spending", USD, None, None, None),),
        payments=(
            payment(
                title="Support",
                payers=(Payer("city", Fraction(2, 3)), Payer("state", Fraction(1, 3))),
                timing=Timing(periods=tuple(YEARS)),
                payable=Payable(1, "months", False, False),
                reads=(Read("metric", "hours"), Read("metric", "rate"), Read("fact", "waiver")),
                payer_caps=("state_limit",),
            ),
        ),
        caps=(total_cap("limit", 50_000), total_cap("state_limit", 16_000, payer="state")),
        counts=(count,),
        words=(
            words("full", "threshold", "rate at least 90%", subject="Full delivery"),
            words("gate_1", "gate", "full is met"),
            words("success_1", "formula", "USD 3 per hour for hours less waiver"),
            words("minimum_1", "minimum", "minimum USD 100"),
        ),
    )
    value = ir.Difference(
        ir.Product((number(3), ir.Counted("hours_counted", ir.MetricValue("hours")))), ir.FactValue("waiver")
    )
    return program(
        made,
        rule(
            "success",
            value,
            gates=[Gate("gate_1", ir.Met("full"))],
            then=[Minimum("minimum_1", Fraction(100)), Capped("limit")],
        ),
        thresholds=(Threshold("full", ir.Within(ir.MetricValue("rate"), number("0.9"), True, None, True)),),
    )


def test_every_limit_says_what_it_cut_and_what_was_used_before() -> None:
    rows = [observed("hours", 10_000, period_end=period.end) for period in YEARS]
    evidence = evidence_of([*rows, observed("rate", "0.9")], [FactValue("waiver", Fraction("0.005"))])
    statement = settle(everything(), evidence)
    second = statement.lines[3]
    assert second.payer == "state"
    assert sentences(second) == [
        "The reported value of Hours of support in the period 2014-01-01 to 2014-12-31 is 10,000 hours.",
        "The reported value of Rate is 90%.",
        "The value of Waiver spending is USD 0.005.",
        "The threshold Full delivery (rate at least 90%, where rate is 90%) is met.",
        "The condition `full is met` holds.",
        "Of 10,000 hours, 8,000 hours still count: the limit is `18,000 hours in total`, "
        "and 10,000 hours had counted before.",
        "The rule `USD 3 per hour for hours less waiver`, where hours is 8,000 hours and waiver is USD 0.005, "
        "gives USD 23,999.995.",
        "The cap `USD 50,000 in total` cuts USD 23,999.995 to USD 20,000; USD 30,000 had counted towards it before.",
        "USD 20,000 is shared: The City about 66.666667% (exactly 200/3%), USD 13,333.33; "
        "The State about 33.333333% (exactly 100/3%), USD 6,666.67.",
        "The cap `USD 16,000 in total` cuts USD 6,666.67 to USD 6,000; USD 10,000 had counted towards it before.",
        "USD 6,000 is payable by The State to The Provider, due on 2015-01-31: 1 month after the determination on "
        "2014-12-31.",
    ]
    assert "cuts USD 6,666.67" not in " ".join(sentences(statement.lines[2])), "the city has no cap"
    third = sentences(statement.lines[4])
    assert "USD -0.005 is raised" not in " ".join(third)
    assert "The amount of -USD 0.005 is raised to the minimum, USD 100." in third


def test_a_failed_gate_says_that_nothing_is_paid() -> None:
    rows = [observed("hours", 1, period_end=YEARS[0].end), observed("rate", "0.5")]
    statement = settle(everything(), evidence_of(rows, [FactValue("waiver", Fraction(0))]))
    told = sentences(statement.lines[0])
    assert "The condition `full is met` does not hold, so nothing is paid." in told
    assert told[-1].startswith("USD 0 is payable by The City to The Provider, due on")


def test_rounding_is_told_when_it_changed_anything() -> None:
    made = plan(
        metrics=(metric("hours"),),
        payments=(payment(reads=(Read("metric", "hours"),)),),
        words=(words("success_1", "formula", "hours"),),
    )
    evidence = evidence_of([observed("hours", "1/3")])
    told = sentences(settle(program(made, rule("success", ir.MetricValue("hours"))), evidence).lines[0])
    assert "The amount of about USD 0.33 (exactly USD 1/3) is rounded (half up) to USD 0.33." in told


def test_due_dates_say_how_they_were_counted() -> None:
    made = plan(
        metrics=(metric("hours"),),
        payments=(payment(reads=(Read("metric", "hours"),), payable=Payable(10, "days", True, True)),),
        business_days="following",
        holidays=(date(2016, 10, 3),),
    )
    compiled = program(made, rule("success", number(5)))
    verified = settle(compiled, evidence_of([observed("hours", 1, verified_on=date(2016, 10, 7))]))
    assert sentences(verified.lines[0])[-1] == (
        "USD 5 is payable by The City to The Provider, due on 2016-10-21: "
        "10 business days after the last verification on 2016-10-07."
    )
    unverified = settle(compiled, evidence_of([observed("hours", 1)]))
    assert [finding.code for finding in unverified.findings] == ["SIB982"]
    assert unverified.lines[0].due == date(2016, 10, 17)


def test_sums_name_the_rows_they_add_up() -> None:
    made = plan(
        metrics=(metric("hours", title="Hours", periods=YEARS),),
        payments=(payment(reads=(Read("metric", "hours", "so far"),)),),
        words=(words("success_1", "formula", "hours so far"),),
    )
    rows = [
        observed("hours", 5, period_end=period.end, origin=Origin("observations.csv", row))
        for period, row in zip(YEARS, (2, 3, 7), strict=True)
    ]
    line = settle(program(made, rule("success", ir.MetricValue("hours", "so far"))), evidence_of(rows)).lines[0]
    assert (
        sentences(line)[0]
        == "Hours so far: 3 reported values add up to 15 hours (observations.csv, rows 2 to 3 and 7)."
    )
    assert sentences(line)[1] == "The rule `hours so far`, where hours so far is 15 hours, gives USD 15."


def test_brackets_and_stages_are_told_row_by_row() -> None:
    brackets = ir.Brackets(
        "success_1", ir.MetricValue("hours"), (ir.Bracket(Fraction(10), number(5)), ir.Bracket(None, number(3)))
    )
    stages = ir.Stages(
        "success_2", number(100), (ir.Stage(number("0.5"), Fraction(40)), ir.Stage(number("0.1"), None)), True
    )
    made = plan(
        metrics=(metric("hours"),),
        payments=(payment(reads=(Read("metric", "hours"), Read("payment", "success"))),),
        words=(
            words(
                "success_1", "brackets", "by hours, in brackets", unit=HOURS,
                rows=(RowWords("first 10 hours", "USD 5 per hour"), RowWords("rest", "USD 3 per hour")),
            ),
            words(
                "success_2", "stages", "share of savings", unit=USD,
                rows=(RowWords("50% until USD 40 is paid", "50%"), RowWords("10% of the rest", "10%")),
            ),
        ),
    )  # fmt: skip
    line = settle(program(made, rule("success", brackets, stages)), evidence_of([observed("hours", 12)])).lines[0]
    told = sentences(line)
    assert told[1] == (
        "12 hours fill the brackets of the table: `first 10 hours` takes 10 hours at USD 5 per hour: USD 50 and "
        "`rest` takes 2 hours at USD 3 per hour: USD 6. Together: USD 56."
    )
    assert told[3] == (
        "The share is of USD 100: by `50% until USD 40 is paid`, 50% of USD 80 is USD 40 and "
        "by `10% of the rest`, 10% of USD 20 is USD 2. Together: USD 42."
    )


def test_a_calculated_table_is_told_by_what_it_reads_and_its_row() -> None:
    table = ir.Steps(
        "share.table",
        ir.MetricValue("rate"),
        (
            ir.StepRow(None, True, Fraction("0.5"), False, number(0)),
            ir.StepRow(Fraction("0.5"), True, Fraction("0.8"), True, ir.Subject()),
            ir.StepRow(Fraction("0.8"), False, None, True, number("0.8")),
        ),
        (0, 1, 2),
    )
    rows = (
        RowWords("below 50%", "0%", Range(high=Fraction("0.5"), high_closed=False)),
        RowWords(
            "from 50% to 80%", "in a straight line from 50% to 80%", Range(Fraction("0.5"), True, Fraction("0.8"))
        ),
        RowWords("above 80%", "80%", Range(Fraction("0.8"), False)),
    )
    made = plan(
        metrics=(metric("rate", PERCENT),),
        payments=(payment(reads=(Read("metric", "rate"),)),),
        words=(
            words("share", "calculation", "by rate, interpolated { at 50% 50% at 80% 80% }", PERCENT, subject="Share"),
            words("share.table", "steps", "by rate", PERCENT, unit=PERCENT, rows=rows, better="higher"),
            words("success_1", "formula", "USD 100"),
        ),
    )
    compiled = program(
        made,
        rule("success", ir.Sum((number(100), ir.Product((number(0), ir.CalculatedValue("share")))))),
        calculations=(Calculation("share", table),),
    )

    def told(rate: str) -> list[str]:
        return sentences(settle(compiled, evidence_of([observed("rate", rate)])).lines[0])[1:-1]

    assert told("0.6") == [
        "60% reaches the row `from 50% to 80%`, which gives in a straight line from 50% to 80%: 60%.",
        "The next row, `above 80%`, gives 80% and needed more than 20 percentage points more.",
        "Share, calculated by rate, interpolated, where rate is 60%, is 60%.",
        "The amount is USD 100, whatever is reported.",
    ]
    assert told("0.8")[1].startswith("Share"), "a row that gives no more is not told"


def test_a_long_wait_is_shortened_in_its_sentence_alone() -> None:
    made = plan(
        metrics=[metric(f"m{index}") for index in range(9)],
        payments=(payment(reads=[Read("metric", f"m{index}") for index in range(9)]),),
    )
    (pending,) = settle(program(made, rule("success", number(1))), evidence_of()).pending
    assert pending.text == "success on 2016-09-30 is pending: it waits for m0, m1, m2, m3, m4 and 4 more."
    assert len(pending.waits_for) == 9
