"""What a rule reads, listed once in the order of evaluation."""

from datetime import date

from sibdsl.ir.reads import reads_of
from sibdsl.ir.text import from_text
from sibdsl.runtime.plan import Read


def test_an_index_reads_the_value_in_force_and_that_of_its_base_date(program_text: str) -> None:
    program = from_text(program_text)
    assert reads_of(program.rules[0], program) == (
        Read("metric", "rate"),
        Read("fact", "index"),
        Read("fact", "index", on=date(2016, 1, 1)),
    )


def test_reads_go_through_thresholds_and_calculations_and_stages_read_their_own_payment(program_text: str) -> None:
    program = from_text(program_text)
    assert reads_of(program.rules[1], program) == (
        Read("metric", "rate", "all cohorts"),
        Read("metric", "hours"),
        Read("payment", "mentoring"),
    )


def test_what_only_one_branch_reads_is_read(program_text: str) -> None:
    program = from_text(program_text.replace("(row (below 1/10) 0)", "(row (below 1/10) (metric hours))"))
    assert Read("metric", "hours") in reads_of(program.rules[0], program)
