"""Pseudonyms, reasons and templates of claims."""

import hashlib
import hmac
from pathlib import Path

import pytest

from sibdsl.diagnostics.registry import all_rules
from sibdsl.runtime.claims import ClaimsEvidence, ClaimsSettled
from sibdsl.runtime.claims_counts import count_sentences
from sibdsl.runtime.claims_plan import ClaimsPlan
from sibdsl.runtime.claims_pseudonyms import KeyRefusedError, PseudonymKey, read_key
from sibdsl.runtime.claims_reading import read_claims_evidence
from sibdsl.runtime.claims_reasons import codes_of_rejected_rows, reason_of
from sibdsl.runtime.claims_template import claims_template
from tests.strategies.claims_files import claims_plan, outcome

SECRET = "0123456789abcdef"


def test_pseudonyms_are_the_same_in_every_run() -> None:
    key = PseudonymKey(SECRET.encode())
    expected = hmac.new(SECRET.encode(), "Zoë".encode(), hashlib.sha256).hexdigest()[:32]
    assert key.pseudonym("Zoë") == expected
    assert PseudonymKey(b"another key of that length").pseudonym("Zoë") != expected


@pytest.mark.parametrize("secret", [b"k" * 16, b"k" * 64, b"k" * 65, b"k" * 200])
def test_the_blocks_of_a_key_are_those_of_hmac(secret: bytes) -> None:
    key = PseudonymKey(secret)
    inner, outer = key.pads()
    inside = hashlib.sha256(inner + b"P1").digest()
    assert hashlib.sha256(outer + inside).hexdigest()[:32] == key.pseudonym("P1")


def test_a_key_is_read_from_a_file_or_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "key"
    path.write_text(SECRET + "\r\n", encoding="utf-8")
    monkeypatch.setenv("SIB_TEST_KEY", SECRET)
    assert read_key(str(path)) == read_key("env:SIB_TEST_KEY") == PseudonymKey(SECRET.encode())
    assert SECRET not in repr(read_key(str(path)))


@pytest.mark.parametrize(
    ("content", "words"),
    [("", "is nothing"), ("  \n", "is nothing"), ("short", "is 5 bytes"), (None, "cannot be read from")],
)
def test_a_key_that_cannot_be_used_is_refused_in_words(tmp_path: Path, content: str | None, words: str) -> None:
    path = tmp_path / "key"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(KeyRefusedError, match=words) as raised:
        read_key(str(path))
    assert "short" not in str(raised.value).replace(str(path), "")


def test_an_environment_variable_that_is_not_set_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SIB_TEST_KEY", raising=False)
    with pytest.raises(KeyRefusedError, match="SIB_TEST_KEY is not set"):
        read_key("env:SIB_TEST_KEY")


def test_every_reason_has_its_rule_and_its_sentence() -> None:
    rules = {rule.code for rule in all_rules()}
    for code in codes_of_rejected_rows():
        assert code in rules
        for table in ("enrolment", "spells", "claims"):
            try:
                sentence = reason_of(code, table, "reached_on")
            except KeyError:
                assert table != "claims"
                continue
            assert sentence
            assert "{" not in sentence


def test_claims_that_changed_or_went_away_are_told() -> None:
    """SIB881 and SIB882 are about claims of closed determinations."""
    settled = ClaimsSettled((), {}, 0, 0, 0, 0, {}, {}, 0, changed=2, unreported=1)
    told = "\n".join(count_sentences(settled))
    assert "SIB881" in told
    assert "SIB882" in told


def test_a_template_is_read_back_without_a_finding(tmp_path: Path) -> None:
    files = claims_template(claims_plan())
    assert files == {
        "enrolment.csv": "person,enrolled_on,cohort,groups\n",
        "spells.csv": "person,state,start,end\n",
        "claims.csv": "claim,person,outcome,reached_on,submitted_on,validated_on,rejected_on,quantity,hours,wage,"
        "length,attendance,documents\n",
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_claims_evidence(claims_plan(), tmp_path) == (ClaimsEvidence((), (), ()), ())


def test_a_template_has_no_column_that_the_contract_does_not_need() -> None:
    assert claims_template(ClaimsPlan((outcome("move_in"),))) == {
        "enrolment.csv": "person,enrolled_on\n",
        "claims.csv": "claim,person,outcome,reached_on,rejected_on\n",
    }
