"""JSON Lines files, read strictly: whatever is wrong is told with the number of its line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from settings import UserError

_BOM = b"\xef\xbb\xbf"


class LineError(UserError):
    """A line that cannot be used.

    Args:
        path: The file.
        number: The line, from 1.
        what: What is wrong and what to do, without a full stop.
    """

    def __init__(self, path: Path, number: int, what: str) -> None:
        super().__init__(f"{path}, line {number}: {what}.")


def read_objects(path: Path, error: type[LineError] = LineError) -> list[dict[str, Any]]:
    """Read one JSON object from each line; the object at index ``i`` stands in line ``i + 1``.

    Raises:
        LineError: As the class ``error``. The file is missing, empty, not UTF-8, begins with a
            byte order mark or has Windows line ends; a line is blank or no JSON object, or holds
            a key twice.
    """
    try:
        content = path.read_bytes()
    except OSError as fault:
        raise UserError(
            f"{path} cannot be read ({fault.strerror}); name a JSON Lines file."
        ) from None
    if content.startswith(_BOM):
        raise error(path, 1, "it begins with a byte order mark; save the file as UTF-8 without one")
    if b"\r" in content:
        number = content.count(b"\n", 0, content.index(b"\r")) + 1
        raise error(path, number, "it has a Windows line end (CR); save the file with LF alone")
    try:
        text = content.decode()
    except UnicodeDecodeError as fault:
        number = content.count(b"\n", 0, fault.start) + 1
        raise error(path, number, "it is not UTF-8; convert the file and try again") from None
    if not text.strip():
        raise error(path, 1, "the file is empty; write one JSON object a line")
    lines = text.removesuffix("\n").split("\n")
    return [_parse(path, number, line, error) for number, line in enumerate(lines, 1)]


def _parse(path: Path, number: int, line: str, error: type[LineError]) -> dict[str, Any]:
    if not line.strip():
        raise error(path, number, "the line is blank; take it out")

    def unique(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
        content = dict(pairs)
        if len(content) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
            raise error(path, number, f"the key '{twice}' stands there twice; keep one")
        return content

    try:
        content = json.loads(line, object_pairs_hook=unique, parse_constant=_refuse_constant)
    except json.JSONDecodeError as fault:
        what = f"this is not JSON ({fault.msg}, column {fault.colno}); write one object a line"
        raise error(path, number, what) from None
    except (RecursionError, ValueError):
        raise error(path, number, "this is not JSON that can be read; write it anew") from None
    if not isinstance(content, dict):
        raise error(path, number, "this is no JSON object; write one as {…} a line")
    return content


def _refuse_constant(name: str) -> float:
    raise ValueError(name)
