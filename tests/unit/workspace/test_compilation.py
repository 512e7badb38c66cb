"""A compilation: stages on demand, findings instead of exceptions."""

import os
from pathlib import Path

import pytest

from sibdsl.workspace.compilation import UNNAMED, ContractHasErrors, compile, compile_bytes

BROKEN = "contract broken {\n  currency XYZ\n}\n"


def codes(compilation) -> set[str]:
    return {found.code for found in compilation.diagnostics}


def test_a_text_goes_all_the_way(starter: str) -> None:
    compilation = compile(starter)
    assert compilation.ok
    assert compilation.diagnostics == ()
    assert compilation.model.name == "new_contract"
    assert compilation.program.plan.contract == "new_contract"
    assert [party.party for party in compilation.limits.parties][:2] == ["council", "provider"]


def test_a_path_is_read(starter: str, tmp_path: Path) -> None:
    path = tmp_path / "contract.sib"
    path.write_text(starter, encoding="utf-8")
    compilation = compile(path)
    assert compilation.ok
    assert compilation.path == str(path)
    assert compilation.source is not None
    assert compilation.source.text == starter


def test_each_stage_is_made_once(starter: str) -> None:
    compilation = compile(starter)
    assert compilation.tree is compilation.tree
    assert compilation.checked is compilation.checked
    assert compilation.model is compilation.model
    assert compilation.program is compilation.program


def test_stages_may_be_asked_for_in_any_order(starter: str) -> None:
    assert compile(starter).program == compile(starter).program
    compilation = compile(BROKEN)
    assert not compilation.ok
    assert compilation.diagnostics == compilation.diagnostics
    assert compilation.diagnostics == compile(BROKEN).diagnostics


def test_a_name_for_a_text_is_what_messages_use() -> None:
    assert {found.path for found in compile(BROKEN, filename="deal.sib").diagnostics} == {"deal.sib"}
    assert {found.path for found in compile(BROKEN).diagnostics} == {UNNAMED}


def test_what_a_broken_contract_does_not_have_says_why() -> None:
    compilation = compile(BROKEN)
    for stage in ("model", "program", "limits"):
        with pytest.raises(ContractHasErrors) as raised:
            getattr(compilation, stage)
        assert raised.value.diagnostics == compilation.diagnostics
        assert str(raised.value).startswith("the contract has errors\n<text>:")


@pytest.mark.parametrize("text", ["", "  \n", "\ufeff", "\x00", "\x01" * 100, "\ud800", "contract", "}{", "%PDF-1.7"])
def test_no_text_raises(text: str) -> None:
    compilation = compile(text)
    assert not compilation.ok
    assert compilation.diagnostics


@pytest.mark.parametrize("data", [b"", b"\xff\xfec\x00", b"\x80", b"PK\x03\x04", b"contract \xe9 {}"])
def test_no_bytes_raise(data: bytes) -> None:
    compilation = compile_bytes(data, "data.sib")
    assert not compilation.ok
    assert {found.path for found in compilation.diagnostics} == {"data.sib"}


@pytest.mark.parametrize("path", ["nowhere.sib", ".", "a\0b", "x" * 5000])
def test_no_path_raises(path: str) -> None:
    compilation = compile(Path(path))
    assert not compilation.ok
    assert compilation.source is None
    assert compilation.tree is None
    assert compilation.checked is None
    assert codes(compilation) <= {"SIB010", "SIB011", "SIB013"}


def test_a_path_may_be_bytes_underneath(starter: str, tmp_path: Path) -> None:
    class Place:
        def __fspath__(self) -> bytes:
            return os.fsencode(tmp_path / "contract.sib")

    (tmp_path / "contract.sib").write_text(starter, encoding="utf-8")
    assert compile(Place()).ok


def test_something_else_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError):
        compile(3)  # type: ignore[arg-type]
