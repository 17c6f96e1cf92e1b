"""The numbers by which a sentence of a summary cites excerpts: "[2]", "[2, 5]"."""

from __future__ import annotations

import re

MARKER = re.compile(r"\[[0-9]{1,4}(?:\s*,\s*[0-9]{1,4})*\]")
"""One marker; it may hold several numbers."""


def markers(sentence: str) -> tuple[int, ...]:
    """The numbers that a sentence cites, each once, in order."""
    found = (int(n) for match in MARKER.finditer(sentence) for n in re.findall("[0-9]+", match[0]))
    return tuple(dict.fromkeys(found))
