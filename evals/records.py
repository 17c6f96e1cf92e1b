"""Answer records as they come from a file: anybody's, so everything in them is checked."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from qa.jsonlines import LineError, read_objects

STATUSES = ("found", "silent")

Check = Callable[[Any], bool]


class RecordError(LineError):
    """An answer record that cannot be scored, with its file and line number."""


def read_records(path: Path) -> list[dict[str, Any]]:
    """Read answer records, one a line; keys beyond the format's are kept and not looked at.

    Raises:
        RecordError: A line is no answer record, or an id occurs twice.
        UserError: The file cannot be read.
    """
    records = read_objects(path, RecordError)
    lines: dict[str, int] = {}
    for number, record in enumerate(records, 1):
        fault = _fault(record, _RECORD, "the record")
        if fault:
            raise RecordError(path, number, fault)
        identifier = record["id"]
        if identifier in lines:
            what = f"the id '{identifier}' stands in line {lines[identifier]} too; keep one"
            raise RecordError(path, number, what)
        lines[identifier] = number
    return records


def _fault(content: Any, fields: Mapping[str, tuple[str, Check]], where: str) -> str:
    """What is wrong with the first field that is missing or of the wrong kind, or ""."""
    for key, (kind, check) in fields.items():
        if key not in content:
            return f"{where} lacks the key '{key}'; give {kind}"
        if not check(content[key]):
            return f"{where} has {content[key]!r:.60} as '{key}'; give {kind}"
        inner = _ENTRIES.get(key)
        for entry in content[key] if inner else ():
            fault = _fault(entry, inner or {}, f"an entry of '{key}'")
            if fault:
                return fault
    return ""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _is_objects(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


_TEXT = ("a text", _is_text)
_WHOLE = ("a whole number", _is_whole)
_NUMBER = ("a number", _is_number)
_FLAG = ("true or false", lambda value: isinstance(value, bool))
_OBJECTS = ("a list of objects", _is_objects)

_RECORD: dict[str, tuple[str, Check]] = {
    "id": ("the id of a question", lambda value: isinstance(value, str) and bool(value)),
    "answered": _FLAG,
    "confidence": ("a number from 0 to 1", lambda value: _is_number(value) and 0 <= value <= 1),
    "text": _TEXT,
    "organisations": _OBJECTS,
    "citations": _OBJECTS,
    "summary": _OBJECTS,
    "retrieved": _OBJECTS,
    "timings_ms": (
        "milliseconds by stage",
        lambda value: isinstance(value, dict) and all(map(_is_number, value.values())),
    ),
}
_ENTRIES: dict[str, dict[str, tuple[str, Check]]] = {
    "organisations": {
        "id": _TEXT,
        "status": (" or ".join(STATUSES), lambda value: value in STATUSES),
    },
    "citations": {
        "number": _WHOLE,
        "document": _TEXT,
        "organisation": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "quote": _TEXT,
    },
    "summary": {
        "sentence": _TEXT,
        "citations": (
            "a list of numbers",
            lambda value: isinstance(value, list) and all(map(_is_whole, value)),
        ),
        "kept": _FLAG,
    },
    "retrieved": {
        "passage": _TEXT,
        "document": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "score": _NUMBER,
    },
}
