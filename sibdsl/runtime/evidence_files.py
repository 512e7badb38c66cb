"""Files of evidence on disk, read into rows of texts.

In: a path of a directory, a CSV file or a JSON file. Out: ``Sheet`` for each list of rows, and findings.
Relies on the file names ``observations``, ``facts`` and ``events``, or on the headings of a single file. Files that
somebody else reads (``others``, names without endings) are passed over.
Guarantees: no exception for any bytes; a row that is not handed on is named in a finding.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.evidence_csv import sheet_of_csv
from sibdsl.runtime.evidence_json import sheets_of_json
from sibdsl.runtime.evidence_sheets import COLUMNS, Sheet
from sibdsl.runtime.wording import encodable, listed, nearest_name, quoted

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def load_sheets(path: Path, findings: list[Finding], others: Collection[str] = ()) -> list[Sheet]:
    """Read every file of evidence at a path."""
    shown = encodable(str(path))
    try:
        if path.is_dir():
            return _load_directory(path, findings, others)
        if path.is_file():
            return _load_file(path, path.name, None, findings)
        found = "is not a file or a directory" if path.exists() else "does not exist"
    except (OSError, ValueError) as error:
        found = f"cannot be read ({_reason(error)})"
    expected = "a directory with observations.csv, or one CSV or JSON file"
    message = f"the path {quoted(shown)} {found}"
    findings.append(Finding("SIB901", "error", message, expected, "check the path", shown))
    return []


def _load_directory(path: Path, findings: list[Finding], others: Collection[str]) -> list[Sheet]:
    names = sorted(entry.name for entry in path.iterdir() if not entry.name.startswith("."))
    wanted = [f"{kind}{ending}" for kind in COLUMNS for ending in (".csv", ".json")]
    expected = [*wanted, *(f"{other}.csv" for other in others)]
    sheets: list[Sheet] = []
    for name in wanted:
        if name in names:
            sheets.extend(_load_file(path / name, name, name.partition(".")[0], findings))
    for name in names:
        if name not in wanted and name.partition(".")[0] not in others:
            near = _nearest_file(name, expected)
            help = f"rename it to {near} if it is meant as evidence" if near else ""
            message = f"{quoted(encodable(name))} is not read: it is not one of the files of evidence"
            code, severity = ("SIB916", "warning") if near else ("SIB904", "note")
            findings.append(Finding(code, severity, message, listed(expected, "or"), help, encodable(name)))
    if not others and not any(name in names for name in wanted):
        shown = encodable(str(path))
        message = f"the directory {quoted(shown)} holds no evidence"
        findings.append(Finding("SIB903", "error", message, listed(wanted, "or"), "put observations.csv there", shown))
    return sheets


def _nearest_file(name: str, expected: Sequence[str]) -> str:
    """Give the file whose name was perhaps meant, with the ending that is there; empty when none is near."""
    stem, ending = Path(name).stem, Path(name).suffix
    near = nearest_name(stem, list(dict.fromkeys(Path(file).stem for file in expected)))
    if not near:
        return ""
    return f"{near}{ending}" if f"{near}{ending}" in expected else f"{near}.csv"


def _load_file(path: Path, name: str, kind: str | None, findings: list[Finding]) -> list[Sheet]:
    name = encodable(name)
    ending = path.suffix.lower()
    if ending not in (".csv", ".json"):
        message = f"{quoted(name)} is neither a CSV nor a JSON file"
        help = "save it as CSV UTF-8 from the program that made it"
        findings.append(Finding("SIB903", "error", message, "a file that ends in .csv or .json", help, name))
        return []
    try:
        content = path.read_bytes()
    except (OSError, ValueError) as error:
        message = f"{quoted(name)} cannot be read: {_reason(error)}"
        findings.append(Finding("SIB902", "error", message, "", "check who may read the file", name))
        return []
    text = _decode(content, name, findings)
    if text is None:
        return []
    if ending == ".json":
        return sheets_of_json(text, name, kind, findings)
    sheet = sheet_of_csv(text, name, kind, findings)
    return [sheet] if sheet else []


def _decode(content: bytes, name: str, findings: list[Finding]) -> str | None:
    """Decode a file as UTF-8, with or without a byte order mark."""
    save = "save it as CSV UTF-8 from the program that made it"
    if content.startswith(_UTF16_MARKS):
        message = f"{quoted(name)} is saved as UTF-16"
        findings.append(Finding("SIB905", "error", message, "a text saved as UTF-8", save, name))
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        message = f"the row holds the byte {content[error.start]:#04x}, so the file is not saved as UTF-8"
        findings.append(Finding("SIB905", "error", message, "a text saved as UTF-8", save, name, row))
        return None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        message = "the row holds a NUL character, which no text has"
        findings.append(Finding("SIB906", "error", message, "a plain text", save, name, row))
        return None
    if not text.strip():
        message = f"there is nothing in {quoted(name)}"
        findings.append(Finding("SIB907", "error", message, "a heading and rows", "check that it was saved", name))
        return None
    return text


def _reason(error: OSError | ValueError) -> str:
    text = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return encodable(text[:1].lower() + text[1:])
