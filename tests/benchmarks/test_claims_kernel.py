"""The compiled kernel against DuckDB and OpenFisca: the same rule on the same claims, in the same run.

``SIB_BENCH_CLAIMS`` is how many claims (1,000,000 unless said; 20,000 where nothing is measured).
``SIB_BENCH_CLAIMS_MOST`` is how many the growth is measured up to (ten times as many unless said).
``SIB_OPENFISCA`` names an interpreter that has ``openfisca-core``; without it OpenFisca is not measured.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from time import perf_counter

import duckdb
import numpy
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from sibdsl.engines.kernel.contract import contract_tables
from sibdsl.engines.kernel.intake import Means, take_in
from sibdsl.engines.kernel.reading import EvidenceRows
from sibdsl.engines.kernel.results import Outcome
from sibdsl.engines.kernel.settle import KernelSettlement, settle_with_kernel
from sibdsl.evidence.claims_rejects import write_rejects
from sibdsl.evidence.claims_tables import load_claims_tables
from sibdsl.runtime.claims import ClaimsSettled
from sibdsl.runtime.determinations import prepare
from tests.benchmarks.claims_by_hand import Paid, columns_of, paid_by_hand, read_and_add_up
from tests.benchmarks.claims_contract import COHORTS, FIRST_YEAR, OUTCOMES, PERSON_CAP, claims_limit, money_limit, plans
from tests.benchmarks.claims_data import ClaimsFiles, write_claims

ROUNDS = 3
OPENFISCA = os.environ.get("SIB_OPENFISCA")


def rows_of(benchmark: BenchmarkFixture) -> int:
    return int(os.environ.get("SIB_BENCH_CLAIMS", "20000" if benchmark.disabled else "1000000"))


class TimedSettlement(KernelSettlement):
    """A settlement that says how long the limits took, once the claims were in memory and in order."""

    seconds = 0.0

    def _take(self, rows: numpy.ndarray) -> Outcome:
        started = perf_counter()
        found = super()._take(rows)
        self.seconds = perf_counter() - started
        return found


def test_the_kernel_alone(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Claims are in memory as integers; the kernel's are in order person by person, which it does while it reads."""
    rows = rows_of(benchmark)
    plan, claims = plans(rows)
    files = write_claims(_place(tmp_path, rows), rows)
    by_hand = duckdb.connect()
    by_hand.execute("SET threads = 2")
    by_hand.execute(f"CREATE TABLE resident AS {columns_of(files)}")
    with load_claims_tables(claims, files.claims.parent) as tables:
        contract, means = contract_tables(plan, claims), Means(memory=8 << 30)
        evidence = EvidenceRows(tables.connection, contract)
        with means.pool() as pool:
            intake = take_in(prepare(plan), contract, evidence, (None, None), means, pool)

        def kernel() -> TimedSettlement:
            return TimedSettlement(contract, evidence, intake, evidence.refused(), means)

        settlement = benchmark.pedantic(kernel, rounds=1)
        paid = paid_by_hand(by_hand, "resident", rows)
        assert _paid(settlement.settled) == paid
        if benchmark.disabled:
            return
        ours, theirs = [], []
        for _ in range(ROUNDS):
            ours.append(kernel().seconds)
            theirs.append(_seconds(lambda: paid_by_hand(by_hand, "resident", rows)))
    seconds = min(ours)
    say = [f"{rows:,} claims in memory: kernel {seconds:.3f} s ({rows / seconds:,.0f} a second)"]
    say.append(f"SQL by hand {min(theirs):.2f} s, {min(theirs) / seconds:.1f} times as long (target: 8)")
    if OPENFISCA is not None:
        there = _openfisca(by_hand, tmp_path / "columns", rows)
        assert there["paid"] == paid
        say.append(f"OpenFisca {there['rule']:.2f} s, {there['rule'] / seconds:.1f} times (target: 25)")
    with capsys.disabled():
        print("\n" + "; ".join(say))


def test_from_parquet_to_totals_and_reject_file(
    benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """All of it: every row checked, totals and counts, and each rejected row in a file."""
    rows = rows_of(benchmark)
    plan, claims = plans(rows)
    files = write_claims(_place(tmp_path, rows), rows)
    by_hand = duckdb.connect()
    by_hand.execute("SET threads = 2")

    def everything() -> ClaimsSettled:
        with load_claims_tables(claims, files.claims.parent) as tables:
            settlement = settle_with_kernel(plan, claims, tables.connection)
            write_rejects(tables, settlement.rejected(), tmp_path / "rejects.csv")
            tables.check_unchanged()
            return settlement.settled

    settled = benchmark.pedantic(everything, rounds=1)
    assert settled.read == rows
    if benchmark.disabled:
        return
    ours, theirs, least = [], [], []
    for _ in range(ROUNDS):
        ours.append(_seconds(everything))
        theirs.append(_seconds(lambda: paid_by_hand(by_hand, f"({columns_of(files)})", rows)))
        least.append(_seconds(lambda: read_and_add_up(by_hand, files)))
    seconds = min(ours)
    say = [
        f"{rows:,} claims from Parquet to totals and reject file: {seconds:.2f} s",
        f"SQL by hand that checks nothing {min(theirs):.2f} s, {min(theirs) / seconds:.2f} times as long (target: 1)",
        f"reading and adding up the columns {min(least):.2f} s, so {seconds / min(least):.1f} times that",
    ]
    if OPENFISCA is not None:
        by_hand.execute(f"CREATE TABLE resident AS {columns_of(files)}")
        there = _openfisca(by_hand, tmp_path / "columns", rows)
        whole = there["load"] + there["rule"]
        say.append(f"OpenFisca from arrays {whole:.2f} s, {whole / seconds:.1f} times (target: 4)")
    with capsys.disabled():
        print("\n" + "; ".join(say))


def test_broken_and_rejected_claims_are_counted_and_written(tmp_path: Path) -> None:
    rows = 20_000
    plan, claims = plans(rows)
    files = write_claims(tmp_path / "evidence", rows, broken=0.02, rejected=0.02)
    with load_claims_tables(claims, files.claims.parent) as tables:
        settlement = settle_with_kernel(plan, claims, tables.connection)
        written = write_rejects(tables, settlement.rejected(), tmp_path / "rejects.csv")
    settled = settlement.settled
    assert {"SIB852", "SIB854", "SIB857", "SIB860"} <= set(settled.rejected)
    assert written == sum(settled.rejected.values())
    assert settled.recovered
    assert settled.read == rows == (
        settled.paid + settled.cut + settled.recovered + sum(settled.rejected.values()) + sum(settled.pending.values())
    )  # fmt: skip


_ONE_RUN = """
import json, resource, sys, time
started = time.perf_counter()
from pathlib import Path
from tests.benchmarks.claims_contract import plans
from sibdsl.engines.kernel.intake import Means
from sibdsl.engines.kernel.settle import settle_with_kernel
from sibdsl.evidence.claims_tables import load_claims_tables
plan, claims = plans(int(sys.argv[2]))
told = []
with load_claims_tables(claims, Path(sys.argv[1])) as tables:
    begun = time.perf_counter()
    tell = lambda read, rows: told.append(time.perf_counter())
    settled = settle_with_kernel(plan, claims, tables.connection, means=Means(progress=tell)).settled
done = time.perf_counter()
print(json.dumps({
    "seconds": done - started, "cpu": time.process_time(), "first": told[0] - begun, "imports": begun - started,
    "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024, "read": settled.read,
}))
"""


def test_growth_and_memory(benchmark: BenchmarkFixture, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Each size in a process of its own, the last in little memory: 1 GiB of records, the rest in a file."""
    rows = rows_of(benchmark)
    most = int(os.environ.get("SIB_BENCH_CLAIMS_MOST", rows if benchmark.disabled else 10 * rows))
    sizes = [rows * 10**power for power in range(4) if rows * 10**power <= most]
    found = {}
    benchmark.pedantic(lambda: _run(write_claims(_place(tmp_path, rows), rows)), rounds=1)
    for size in sizes:
        found[size] = _run(write_claims(_place(tmp_path, size), size))
        assert found[size]["read"] == size
        assert found[size]["peak"] < 2 << 30
    if benchmark.disabled:
        return
    with capsys.disabled():
        for size, run in found.items():
            print(
                f"\n{size:,} claims: {run['seconds']:.1f} s ({run['cpu'] / size * 1e6:.2f} microseconds of processor a "
                f"claim), peak {run['peak'] / 2**20:,.0f} MiB; first batch after {run['first']:.2f} s",
                end="",
            )
        print()


def _run(files: ClaimsFiles) -> dict[str, float]:
    command = [sys.executable, "-c", _ONE_RUN, str(files.claims.parent), str(files.rows)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[2])
    return json.loads(done.stdout)


def _place(directory: Path, rows: int) -> Path:
    """Give the directory for claims: large files are kept for other runs where somebody says where."""
    kept = os.environ.get("SIB_BENCH_DIRECTORY")
    return (Path(kept) if kept else directory) / f"claims_{rows}"


def _paid(settled: ClaimsSettled) -> Paid:
    return {
        ((total.day.year - FIRST_YEAR) * 4 + (total.day.month - 1) // 3, total.outcome, total.cohort or ""): total.paid
        for total in settled.totals
    }


def _openfisca(connection: duckdb.DuckDBPyConnection, directory: Path, rows: int) -> dict[str, object]:
    """Compute the rule in OpenFisca, in a process of its own."""
    directory.mkdir()
    columns = connection.execute(
        "SELECT * EXCLUDE (quantity, rate), CAST(quantity * 100 AS INTEGER) AS hundredths, "
        "CAST(rate * 100 AS INTEGER) AS pence FROM resident"
    ).fetchnumpy()
    for name, column in columns.items():
        numbers = numpy.asarray(column).astype(numpy.int32) - (name in ("outcome", "cohort"))
        if name == "person":
            numbers = numpy.unique(numbers, return_inverse=True)[1].astype(numpy.int32)
        numpy.save(directory / f"{name}.npy", numbers)
    limits = {"claims": claims_limit(rows), "person": PERSON_CAP * 100, "total": money_limit(rows) * 100}
    script = Path(__file__).with_name("openfisca_rule.py")
    command = [str(OPENFISCA), str(script), str(directory), json.dumps(limits)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    cells = numpy.array(found["paid"]).reshape(-1, len(OUTCOMES), len(COHORTS))
    present = connection.execute("SELECT DISTINCT quarter, outcome - 1, cohort - 1 FROM resident").fetchall()
    found["paid"] = {
        (quarter, OUTCOMES[outcome], COHORTS[cohort]): int(cells[quarter, outcome, cohort])
        for quarter, outcome, cohort in present
    }
    return found


def _seconds(run: object) -> float:
    started = perf_counter()
    run()  # type: ignore[operator]
    return perf_counter() - started
