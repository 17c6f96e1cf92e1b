"""An answer's Markdown → its sentences, each with its numbers and with whom it speaks of.

Anybody's Markdown is read: headings, bold lines as headings, lists, tables, block quotes and
paragraphs. A block quote is one excerpt with its locator, and so one sentence. So is a row of a
table, which speaks for whom its first cell names; the head of a table is none. A line or row that
is all emphasised is a caption and no sentence. Words that open a list, table or quote ("Actis mener
at:") are its heading.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from itertools import zip_longest

from corpus.catalogue import Organisation
from corpus.sentences import split_sentences

_HEADING = re.compile(r" {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_BOLD_LINE = re.compile(r"\s*(\*\*|__)(?!\s)([^*_]+)\1:?\s*$")
_CAPTION = re.compile(r"\s*([*_])(?![*_\s])[^*_]+\1\s*$")
_QUOTE = re.compile(r"\s{0,3}> ?")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_DELIMITER = re.compile(r":?-+:?")
_CELL_END = re.compile(r"(?<!\\)\|")
_LINE_END = re.compile(r"\r\n?|\n")
_LINK = re.compile(r"(\[[^\[\]]*\])\([^()\s]*\)")
_NUMBERS = re.compile(r"(?<!\\)\[(\d+(?:\s*,\s*\d+)*)\]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_QUOTATION = re.compile(r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"")
# Citation numbers between two characters that no text uses, so that they survive unescaping.
_OPEN, _CLOSE = "\ue000", "\ue001"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
_MARK_AFTER_STOP = re.compile(f"([.!?…]+[»”\"')]*)(\\s*{_OPEN}[^{_CLOSE}]*{_CLOSE})+")
_LEVEL_OF_BOLD, _LEVEL_OF_LEAD_IN = 7, 8
_LONGEST_ACRONYM = 6


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of an answer.

    Attributes:
        text: Its words, without Markdown and citation marks.
        numbers: The numbers that it cites.
        named: Ids of the organisations that it names; a row of a table, outside quotations.
        speakers: Ids of those it gives its words to: those named outside quotations (by a row of a
            table in its first cell, if it names any), or else the heading's.
        heading: Ids of the organisations of the heading above it.
    """

    text: str
    numbers: tuple[int, ...]
    named: frozenset[str]
    speakers: frozenset[str]
    heading: frozenset[str]


class NameFinder:
    """Finds organisations by the names that surely mean them."""

    def __init__(self, organisations: Sequence[Organisation]) -> None:
        owners: dict[str, str] = {}
        for organisation in organisations:
            for name in organisation.names:
                owners.setdefault(name, organisation.id)
        names = sorted(owners, key=lambda name: (-len(name), name))
        groups = "|".join(f"({_name_pattern(name)})" for name in names)
        self._owners = [owners[name] for name in names]
        self._pattern = re.compile(rf"(?<!\w)(?:{groups})(?:['’]?s|['’])?(?!\w)", re.IGNORECASE)

    def find(self, text: str) -> frozenset[str]:
        """Ids of the organisations that the text names."""
        if not self._owners:
            return frozenset()
        return frozenset(
            self._owners[match.lastindex - 1]
            for match in self._pattern.finditer(text)
            if match.lastindex
        )


def _name_pattern(name: str) -> str:
    """An acronym must be written as one; other names in any case."""
    pattern = re.escape(name)
    return f"(?-i:{pattern})" if name.isupper() and len(name) <= _LONGEST_ACRONYM else pattern


class _Kind(Enum):
    HEADING = "heading"
    CAPTION = "caption"
    QUOTE = "quote"
    ITEM = "item"
    ROW = "row"
    PARAGRAPH = "paragraph"


@dataclass(slots=True)
class _Part:
    kind: _Kind
    text: str
    level: int = 0


def read_statements(markdown: str, names: NameFinder) -> tuple[Statement, ...]:
    """Part an answer into its sentences, in order."""
    statements: list[Statement] = []
    headings: list[tuple[int, frozenset[str]]] = []
    parts = list(_parts(_mark_numbers(markdown)))
    for part, below in zip_longest(parts, parts[1:]):
        level = _level(part, below)
        if level:
            above = [heading for heading in headings if heading[0] < level]
            named = names.find(_MARK.sub("", _plain(part.text)))
            headings = [*above, (level, named or (above[-1][1] if above else frozenset()))]
        elif part.kind is not _Kind.CAPTION:
            if part.kind is _Kind.PARAGRAPH:
                headings = [heading for heading in headings if heading[0] < _LEVEL_OF_LEAD_IN]
            heading = headings[-1][1] if headings else frozenset()
            read = _row if part.kind is _Kind.ROW else _statements
            statements.extend(read(part, heading, names))
    return tuple(statements)


def _level(part: _Part, below: _Part | None) -> int:
    """Level of a heading, or of the words "Actis mener at:" above a list, table or quote; or 0."""
    if part.kind is _Kind.HEADING:
        return part.level
    opens = (
        part.kind is _Kind.PARAGRAPH
        and below is not None
        and below.kind in {_Kind.ITEM, _Kind.ROW, _Kind.QUOTE}
        and part.text.rstrip().endswith(":")
        and not _MARK.search(part.text)
        and len(split_sentences(_plain(part.text))) == 1
    )
    return _LEVEL_OF_LEAD_IN if opens else 0


def _mark_numbers(markdown: str) -> str:
    text = markdown.replace(_OPEN, "").replace(_CLOSE, "")
    return _NUMBERS.sub(rf"{_OPEN}\1{_CLOSE}", _LINK.sub(r"\1", text))


def _parts(markdown: str) -> Iterator[_Part]:
    """Collect lines into the parts that marks and blank lines make of them."""
    current: _Part | None = None
    for part in _line_parts(_LINE_END.split(markdown)):
        if current and part and _continues(current, part):
            current.text += f" {part.text}"
        else:
            if current:
                yield current
            current = part
    if current:
        yield current


def _line_parts(lines: Sequence[str]) -> Iterator[_Part | None]:
    """What each line is, blank ones ``None``; the two lines that head a table count as one such."""
    in_table = False
    lines_below = iter(zip_longest(lines, lines[1:], fillvalue=""))
    for line, below in lines_below:
        part = _line_part(line)
        if part is None or part.kind is not _Kind.PARAGRAPH:
            in_table = False
        elif in_table:
            captions = all(_CAPTION.match(cell) for cell in _cells(line) if cell)
            part = _Part(_Kind.CAPTION if captions else _Kind.ROW, part.text)
        elif _heads_table(line, below):
            in_table = True
            next(lines_below)
            part = None
        yield part


def _heads_table(line: str, below: str) -> bool:
    """Whether these are head and delimiter row of a table (GitHub Flavored Markdown, 4.10)."""
    delimiters = _cells(below)
    return (
        "|" in below
        and all(_DELIMITER.fullmatch(cell) for cell in delimiters)
        and len(_cells(line)) == len(delimiters)
    )


def _cells(line: str) -> list[str]:
    """The cells of a line of a table, without the pipes at its ends."""
    cells = [cell.strip() for cell in _CELL_END.split(line.strip().removeprefix("|"))]
    return cells if cells[-1] or len(cells) == 1 else cells[:-1]


def _line_part(line: str) -> _Part | None:
    if not line.strip():
        return None
    if match := _HEADING.match(line):
        return _Part(_Kind.HEADING, match[2], len(match[1]))
    if match := _BOLD_LINE.match(line):
        return _Part(_Kind.HEADING, match[2], _LEVEL_OF_BOLD)
    if _CAPTION.match(line):
        return _Part(_Kind.CAPTION, line)
    if match := _QUOTE.match(line):
        return _Part(_Kind.QUOTE, line[match.end() :])
    if match := _ITEM.match(line):
        return _Part(_Kind.ITEM, line[match.end() :])
    return _Part(_Kind.PARAGRAPH, line.strip())


def _continues(current: _Part, part: _Part) -> bool:
    if current.kind is _Kind.QUOTE:
        return part.kind is _Kind.QUOTE
    return part.kind is _Kind.PARAGRAPH and current.kind in {_Kind.ITEM, _Kind.PARAGRAPH}


def _statements(part: _Part, heading: frozenset[str], names: NameFinder) -> Iterator[Statement]:
    text = _plain(part.text)
    if part.kind is _Kind.QUOTE:
        yield _statement(text, "" if heading else _outside_quotations(text), heading, names)
        return
    text = _MARK_AFTER_STOP.sub(_before_stop, text)
    # What a quotation holds ends no sentence of the answer.
    masked = _QUOTATION.sub(lambda match: "x" * len(match[0]), text)
    for start, end in split_sentences(masked):
        sentence = text[start:end]
        if any(char.isalnum() for char in _MARK.sub("", sentence)):
            yield _statement(sentence, _outside_quotations(sentence), heading, names)


def _row(part: _Part, heading: frozenset[str], names: NameFinder) -> Iterator[Statement]:
    cells = [_plain(cell) for cell in _cells(part.text)]
    text, own_words = " ".join(cells), " ".join(map(_outside_quotations, cells))
    if any(char.isalnum() for char in _MARK.sub("", text)):
        first = _outside_quotations(cells[0])
        speaking = first if names.find(first) else own_words
        statement = _statement(text, speaking, heading, names)
        yield replace(statement, named=names.find(_MARK.sub("", own_words)))


def _statement(text: str, own_words: str, heading: frozenset[str], names: NameFinder) -> Statement:
    numbers = tuple(int(n) for match in _MARK.finditer(text) for n in match[1].split(","))
    words = _MARK.sub("", text)
    return Statement(
        text=" ".join(words.split()),
        numbers=numbers,
        named=names.find(words),
        speakers=names.find(_MARK.sub("", own_words)) or heading,
        heading=heading,
    )


def _outside_quotations(text: str) -> str:
    return _QUOTATION.sub(" ", text)


def _before_stop(match: re.Match[str]) -> str:
    """Move numbers that follow a full stop into the sentence that it ends."""
    stop = match[1]
    return f" {match[0][len(stop) :].strip()}{stop}"


def _plain(text: str) -> str:
    unmarked = re.sub(r"(?<!\\)(?:\*\*|__|`)", "", text)
    return html.unescape(_ESCAPE.sub(r"\1", unmarked))
