"""Evidence in JSON, read into the same rows of texts as CSV.

In: the text of a JSON file, and its kind where the name of the file says it. Out: a ``Sheet`` for each list.
Relies on the standard library's parser, told to keep numbers as they are written.
Guarantees: a number never becomes a float; whatever is not a list of flat objects is a finding.
"""

from __future__ import annotations

import json

from sibdsl.runtime.evidence import Finding
from sibdsl.runtime.evidence_sheets import COLUMNS, REQUIRED, EvidenceRow, Sheet
from sibdsl.runtime.wording import encodable, listed, nearest_name, quoted


class DecimalInJson(str):
    """A number with decimals or an exponent, as written; JSON programs may have changed its digits."""

    __slots__ = ()


class JsonObject(dict[str, object]):
    """An object of a JSON file, with the names that it gives twice."""

    __slots__ = ("repeated",)

    def __init__(self, pairs: list[tuple[str, object]]) -> None:
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.repeated = [name for name in self if names.count(name) > 1] if len(self) < len(names) else []


def sheets_of_json(text: str, name: str, kind: str | None, findings: list[Finding]) -> list[Sheet]:
    """Read a JSON text: an object of lists, or the one list that the name of the file announces."""
    try:
        data: object = json.loads(
            text,
            parse_float=DecimalInJson,
            parse_int=str,
            parse_constant=DecimalInJson,
            object_pairs_hook=JsonObject,
        )
    except json.JSONDecodeError as error:
        what = error.msg[:1].lower() + error.msg[1:]
        message = f"{quoted(name)} is not valid JSON: line {error.lineno}, column {error.colno}: {what}"
        findings.append(Finding("SIB909", "error", message, "", "correct this place, or use CSV", name))
        return []
    except RecursionError:
        message = f"{quoted(name)} has brackets inside brackets, too deep to read"
        findings.append(Finding("SIB909", "error", message, "lists of flat objects", "use CSV", name))
        return []
    if kind is not None and isinstance(data, list):
        return [_sheet(kind, data, name, findings)]
    return _sheets_of_object(data, name, findings)


def _sheets_of_object(data: object, name: str, findings: list[Finding]) -> list[Sheet]:
    expected = '{"observations": [...], "facts": [...], "events": [...]}'
    if not isinstance(data, JsonObject):
        message = f"{quoted(name)} holds {_kind_of(data)}, not an object with lists of evidence"
        findings.append(Finding("SIB910", "error", message, expected, "write the lists into an object", name))
        return []
    sheets: list[Sheet] = []
    for key in data.repeated:
        message = f"{quoted(encodable(key))} is there twice in {quoted(name)}; only the last is read"
        findings.append(Finding("SIB913", "error", message, "each name once", "join the two", name))
    for key, rows in data.items():
        if key not in COLUMNS:
            near = nearest_name(key, list(COLUMNS))
            help = f"rename it to {near}" if near else "delete it if it is not needed"
            message = f"{quoted(encodable(key))} in {quoted(name)} is not read"
            code, severity = ("SIB917", "error") if near else ("SIB912", "note")
            findings.append(Finding(code, severity, message, listed(list(COLUMNS), "or"), help, name))
        elif isinstance(rows, list):
            sheets.append(_sheet(key, rows, name, findings))
        else:
            message = f"{key} in {quoted(name)} is {_kind_of(rows)}, not a list"
            findings.append(Finding("SIB910", "error", message, expected, "write a list in square brackets", name))
    return sheets


def _sheet(kind: str, rows: list[object], name: str, findings: list[Finding]) -> Sheet:
    sheet = Sheet(kind, name)
    for number, row in enumerate(rows, 1):
        cells = _cells(kind, row, name, number, findings)
        if cells is not None:
            sheet.rows.append(EvidenceRow(number, cells))
    return sheet


def _cells(kind: str, row: object, name: str, number: int, findings: list[Finding]) -> dict[str, str] | None:
    """Give the cells of one object; None when any of them cannot be read."""
    if not isinstance(row, JsonObject):
        message = f"item {number} of {kind} is {_kind_of(row)}, not an object"
        expected = f'an object such as {{"{REQUIRED[kind][0]}": "..."}}'
        findings.append(Finding("SIB910", "error", message, expected, "write it in curly brackets", name, number))
        return None
    cells: dict[str, str] = {}
    usable = True
    for key in row.repeated:
        message = f"{quoted(encodable(key))} is there twice in item {number} of {kind}"
        findings.append(Finding("SIB913", "error", message, "each name once", "delete one", name, number))
        usable = False
    absent = [column for column in COLUMNS[kind] if column not in row]
    for key, value in row.items():
        if key not in COLUMNS[kind]:
            near = nearest_name(key, absent)
            usable = usable and near is None
            code, severity = ("SIB917", "error") if near else ("SIB912", "note")
            message = f"{quoted(encodable(key))} is not one of the columns of {kind}, and is not read"
            help = f"rename it to {near}" if near else "delete it if it is not needed"
            findings.append(Finding(code, severity, message, ", ".join(COLUMNS[kind]), help, name, number))
            continue
        text = _text(value)
        if isinstance(text, Finding):
            findings.append(Finding(text.code, "error", text.message, text.expected, text.help, name, number, key))
            usable = False
        else:
            cells[key] = text
    for column in REQUIRED[kind]:
        if column in absent:
            message = f"item {number} of {kind} has no {column}"
            expected = f'"{column}": "..."'
            findings.append(Finding("SIB911", "error", message, expected, f"add {column}", name, number, column))
            usable = False
    return cells if usable else None


def _text(value: object) -> str | Finding:
    """Give a value as a text, as CSV would; a finding where that would guess."""
    if value is None:
        return ""
    if isinstance(value, DecimalInJson):
        message = f"{quoted(value)} is a number without quotes, and programs that write JSON may change its digits"
        return Finding("SIB938", "error", message, "a text in quotes", f'write "{value}", with its unit')
    if isinstance(value, str):
        return encodable(value)
    return Finding("SIB910", "error", f"the value is {_kind_of(value)}", "a text in quotes", "write it as text")


def _kind_of(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true or false"
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    return "a text or a number"
