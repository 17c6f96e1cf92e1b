"""A stream of text in pieces → its sentences, each as soon as it is complete."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from corpus.sentences import split_sentences
from qa.claims import LONGEST_SENTENCE
from qa.markers import MARKER

# What a quotation holds ends no sentence; one that is still open may go on.
_QUOTATION = re.compile(r"«[^«»]*(?:»|\Z)|“[^“”]*(?:”|\Z)|„[^„“”]*(?:[“”]|\Z)|\"[^\"]*(?:\"|\Z)")
# Possessive (++), or a marker would be left out to make the rest fit.
_STOP_BEFORE_MARKERS = re.compile(rf"([.!?…]+)([»”\"')]*)((?:\s*{MARKER.pattern})++)(?!\s*[.!?…])")
_LIST_MARK = re.compile(r"\A(?:#{1,6}\s+|[-*+•]\s+|[0-9]{1,2}[.)]\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|`")
_SPACE = re.compile(r"\s{2,}")
_LINE_END = re.compile(r"\s*\n\s*(?=[^\s\[])")
_THOUGHT_OPENS, _THOUGHT_CLOSES = "<think>", "</think>"


class SentenceStream:
    """Collects pieces of text and gives its sentences; markers go before the full stop.

    Marks of Markdown lists and emphasis, invisible characters and what a model thinks aloud
    (``<think>``) are left out.
    """

    def __init__(self) -> None:
        self._held = ""
        self._thinking: bool | None = None

    def feed(self, piece: str) -> Iterator[str]:
        """Take in a piece and yield the sentences that it completes."""
        # White space alone would pile up without end.
        self._held = _SPACE.sub(_one_space, (self._held + piece).lstrip())
        if self._thinking is not False:
            self._skip_thought()
        if self._thinking is False:
            yield from self._complete()

    def end(self) -> Iterator[str]:
        """Yield what is left when nothing more comes."""
        if not self._thinking:
            yield from self._complete()
            yield from _sentence(self._held)
        self._held = ""

    def _skip_thought(self) -> None:
        """Drop what is thought aloud at the beginning, as far as it has come."""
        if self._thinking:
            _, closing, rest = self._held.partition(_THOUGHT_CLOSES)
            self._thinking = not closing
            # The closing mark may come in two pieces.
            self._held = rest if closing else self._held[-len(_THOUGHT_CLOSES) :]
        elif self._held.startswith(_THOUGHT_OPENS):
            self._thinking = True
            self._held = self._held.removeprefix(_THOUGHT_OPENS)
            self._skip_thought()
        elif not _THOUGHT_OPENS.startswith(self._held):
            self._thinking = False

    def _complete(self) -> Iterator[str]:
        while (cut := _first_end(self._held)) is not None:
            sentence, self._held = self._held[:cut], self._held[cut:]
            yield from _sentence(sentence)


def _one_space(run: re.Match[str]) -> str:
    return "\n" if "\n" in run[0] else " "


def _first_end(text: str) -> int | None:
    """Where the first sentence certainly ends, or ``None`` while it may go on."""
    start = len(text) - len(text.lstrip())
    line = _LINE_END.search(text, start)
    listed = _LIST_MARK.match(text[start:])
    masked = f"{'x' * (start + len(listed[0]))}{text[start + len(listed[0]) :]}" if listed else text
    masked = _QUOTATION.sub(_mask, masked)
    # Markers after a full stop belong to the sentence before it.
    masked = _STOP_BEFORE_MARKERS.sub(lambda m: "x" * (len(m[0]) - 1) + ".", masked)
    spans = split_sentences(masked)
    ends = [line.end()] if line else []
    ends += [end for (_, end), (begin, _) in pairwise(spans) if masked[begin] != "["][:1]
    if len(text) - start > 2 * LONGEST_SENTENCE:
        ends.append(start + 2 * LONGEST_SENTENCE)
    return min(ends, default=None)


def _mask(quotation: re.Match[str]) -> str:
    """As many signs that end nothing; a stop at the very end may end the sentence, too."""
    hidden = "x" * len(quotation[0])
    return f"{hidden[:-2]}{quotation[0][-2:]}" if quotation[0][-2:-1] in ".!?…" else hidden


def _before_stop(match: re.Match[str]) -> str:
    stop, closing, found = match[1], match[2], match[3].strip()
    return f"{stop}{closing} {found}." if closing else f" {found}{stop}"


def _sentence(text: str) -> Iterator[str]:
    visible = "".join(
        " " if unicodedata.category(char) in {"Cc", "Zl", "Zp"} else char
        for char in text
        if unicodedata.category(char) not in {"Cf", "Cs"}
    )
    plain = _EMPHASIS.sub("", _LIST_MARK.sub("", " ".join(visible.split())))
    joined = _STOP_BEFORE_MARKERS.sub(_before_stop, plain)
    if any(char.isalnum() for char in MARKER.sub("", joined)):
        yield unicodedata.normalize("NFC", joined).strip()
