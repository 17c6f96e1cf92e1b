"""Text → sentences, by the rules of Norwegian punctuation."""

from __future__ import annotations

import re

# Abbreviations that are followed by more of their sentence, whatever its first letter is.
_NEVER_LAST = frozenset(
    "f.eks t.d bl.a m.a jf jfr pr ca dvs nr kl kap art meld st prop innst dok hhv evt ev inkl "
    "ekskl tlf adm dr prof jr sr f.o.m t.o.m f.kr e.kr s.k såk red vol no fig tab pkt eks cf vs mr "
    "mrs dep avd mill mrd kr ang vedr iht ifm ift s".split()
)
_END = re.compile(r"[.!?…]+[»”\"'’)\]]*\s+")
_OPENING = "«“”\"'‘([–- "
MONTH = re.compile(
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b",
    re.IGNORECASE,
)
"""The name of a month, before which a number is a date."""


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Split text into sentences.

    Returns:
        Spans of code points, end exclusive, in order and without overlap. White space between
        sentences belongs to none; everything else belongs to exactly one.
    """
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for match in _END.finditer(text):
        if match.end() < len(text) and _ends_here(text, match):
            spans.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
    end = len(text.rstrip())
    if start < end:
        spans.append((start, end))
    return tuple(spans)


def _ends_here(text: str, match: re.Match[str]) -> bool:
    """Whether the punctuation ends a sentence, judged by the words on both sides."""
    following = text[match.end() :].lstrip(_OPENING)
    if not following or not (following[0].isupper() or following[0].isdigit()):
        return False
    if match[0][0] != ".":
        return True
    word = re.split(r"[\s(«“\"/–]", text[max(match.start() - 30, 0) : match.start()])[-1]
    if word.lower() in _NEVER_LAST:
        return False
    if len(word) == 1 and word.isalpha() and word.isupper():
        return False
    if word.isdigit() and len(word) <= 2:
        # "27. april", "3. 1": an ordinal, unless a capital letter opens a new sentence after it.
        return following[0].isupper() and not MONTH.match(following)
    return True
