"""`sib check --fix`, `--review-too` and `--diff`."""

from pathlib import Path

import pytest

from sibdsl.workspace.compilation import compile_path

CORPUS = Path(__file__).parents[2] / "cases" / "corpus"
CONTRACTS = sorted(CORPUS.glob("*.sib"))
CURLY = (CORPUS / "401_curly_quotes.sib").read_bytes()
NAMES = (CORPUS / "113_misspelt_names.sib").read_bytes()


def errors_in(path: str) -> tuple[int, int]:
    """How many mistakes keep something from being read, and how many errors there are."""
    errors = [found.code for found in compile_path(path).diagnostics if found.severity == "error"]
    return sum(code.startswith(("SIB0", "SIB1")) for code in errors), len(errors)


def test_what_can_only_be_meant_in_one_way_is_put_right(sib, place: Path) -> None:
    (place / "contract.sib").write_bytes(CURLY)
    assert sib("check", "contract.sib", "--fix") == (
        0,
        "no problems found in 1 contract\n",
        "fixed 3 in 1 file, 0 remain\n",
    )
    text = (place / "contract.sib").read_text(encoding="utf-8")
    assert '"Northshire County Council"' in text
    assert sib("check", "contract.sib", "--fix").err == "fixed 0, 0 remain\n"


def test_what_needs_review_is_only_changed_when_asked(sib, place: Path) -> None:
    contract = place / "contract.sib"
    contract.write_bytes(NAMES.replace(b"  given Reduction", b"  given reduktion"))
    before = contract.read_bytes()
    result = sib("check", "contract.sib", "--fix", "--output-format", "concise")
    assert (result.status, result.err) == (1, "fixed 0, 3 remain\n")
    assert contract.read_bytes() == before
    assert sib("check", "contract.sib", "--fix", "--review-too").err == "fixed 3 in 1 file, 0 remain\n"
    assert errors_in("contract.sib") == (0, 0)


def test_a_difference_is_shown_and_nothing_is_written(sib, place: Path) -> None:
    (place / "contract.sib").write_bytes(CURLY)
    result = sib("check", "contract.sib", "--diff")
    assert (result.status, result.err) == (1, "would fix 3 in 1 file, 0 would remain\n")
    assert '+party charity "Step Up Trust" is service_provider\n' in result.out
    assert (place / "contract.sib").read_bytes() == CURLY


def test_to_review_alone_is_wrong_use(sib, place: Path) -> None:
    (place / "contract.sib").write_bytes(CURLY)
    result = sib("check", "contract.sib", "--review-too")
    assert result.status == 2
    assert "--fix or --diff" in result.err


def test_standard_input_comes_out_put_right(sib, place: Path) -> None:
    result = sib("check", "-", "--fix", stdin=CURLY)
    assert result.status == 0
    assert result.out.startswith('contract step_up "Step Up: prison leavers into work" {\n')
    assert sib("check", "-", "--fix", stdin=NAMES).err.count("error[SIB201]") == 2


def test_line_ends_and_the_byte_order_mark_stay(sib, place: Path) -> None:
    text = CURLY.replace(b"  currency GBP\n  term", b"  currency GBP term").replace(b"\n", b"\r\n")
    (place / "contract.sib").write_bytes(b"\xef\xbb\xbf" + text)
    assert sib("check", "contract.sib", "--fix").status == 0
    after = (place / "contract.sib").read_bytes()
    assert after.startswith(b"\xef\xbb\xbfcontract")
    assert after.count(b"\n") == after.count(b"\r\n") == CURLY.count(b"\n")


def test_contracts_in_prose_are_put_right_in_their_blocks(sib, place: Path) -> None:
    prose = b"# The \xe2\x80\x9cprogramme\xe2\x80\x9d\n\n```sib\n" + CURLY + b"```\n"
    (place / "contract.sib.md").write_bytes(prose)
    assert sib("check", "contract.sib.md", "--fix").err == "fixed 3 in 1 file, 0 remain\n"
    after = (place / "contract.sib.md").read_text(encoding="utf-8")
    assert after.startswith("# The “programme”\n")
    assert "„" not in after


def test_imported_files_are_put_right_once(sib, place: Path) -> None:
    parties, rest = CURLY.split(b"\n\nmetric", 1)
    head, parties = parties.split(b"\n\n", 1)
    (place / "parties.sib").write_bytes(parties + b"\n")
    for name in ("one.sib", "two.sib"):
        (place / name).write_bytes(head + b'\n\nimport "parties.sib"\n\nmetric' + rest)
    result = sib("check", ".", "--fix")
    assert (result.status, result.err) == (0, "fixed 4 in 3 files, 0 remain\n")
    assert "„" not in (place / "parties.sib").read_text(encoding="utf-8")


@pytest.mark.parametrize("review", [False, True], ids=["safe", "review too"])
def test_no_contract_of_the_corpus_is_worse_after_its_fixes(sib, place: Path, review: bool) -> None:
    imported = place / "imported"
    imported.mkdir()
    for file in (CORPUS / "imported").iterdir():
        (imported / file.name).write_bytes(file.read_bytes())
    for contract in CONTRACTS:
        (place / contract.name).write_bytes(contract.read_bytes())
        before = errors_in(contract.name)
        sib("check", contract.name, "--fix", *(["--review-too"] if review else []))
        assert errors_in(contract.name)[0] <= before[0], contract.name
        if errors_in(contract.name)[0] == before[0]:
            assert errors_in(contract.name) <= before, contract.name
        # What was put right stays so: nothing is left that the same command would change.
        assert sib("check", contract.name, "--fix", *(["--review-too"] if review else [])).err.startswith("fixed 0,")
