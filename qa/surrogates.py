"""Halves of characters, which JSON from a browser can hold and UTF-8 cannot."""

from __future__ import annotations


def without_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate; two that make a character become it."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
