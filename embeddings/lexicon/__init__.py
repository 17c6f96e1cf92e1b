"""The Norwegian–English lexicon: one table, one loader.

Each row of ``norwegian-english.tsv`` glosses a word in English. What it glosses depends on its
kind: a ``lemma`` is a dictionary form, found through its inflections and within compounds as well;
a ``form`` is one inflected form, abbreviation or name, found only as it stands, and wins over a
lemma; a ``phrase`` is several words (or holds a full stop), found in any inflection of its words;
a ``part`` is what a word means within a compound ("løs" in "arbeidsløs"). English glosses stand
with the sense first that policy prose and everyday questions mean; Norwegian synonyms may follow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from settings import UserError

LEXICON_FILE = Path(__file__).resolve().parent / "norwegian-english.tsv"

_HEADER = ("word", "kind", "english", "synonyms")
_SINGLE_WORD = re.compile(r"\w+(?:-\w+)*")


class LexiconError(UserError):
    """The lexicon file is missing or has a malformed row."""


class Kind(StrEnum):
    """What a row glosses."""

    LEMMA = "lemma"
    FORM = "form"
    PHRASE = "phrase"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English glosses of Norwegian words, all keys in lower case.

    Attributes:
        lemmas: Lemma → its English glosses, the commonest first; never empty.
        forms: Form as it stands → its English reading.
        phrases: Words with single blanks between, or a word with a full stop → English reading.
        parts: Part of compounds → its English reading there.
        synonyms: Norwegian word without a row of its own → the first gloss of the row that lists
            it nearest to the front among its synonyms (many are Nynorsk forms).
        fingerprint: SHA-256 (hex) over the file.
    """

    lemmas: Mapping[str, tuple[str, ...]]
    forms: Mapping[str, str]
    phrases: Mapping[str, str]
    parts: Mapping[str, str]
    synonyms: Mapping[str, str]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class _Row:
    word: str
    kind: Kind
    glosses: tuple[str, ...]
    synonyms: tuple[str, ...]


@lru_cache(maxsize=4)
def load_lexicon(path: Path = LEXICON_FILE) -> Lexicon:
    """Read the table.

    Raises:
        LexiconError: The file is missing or not UTF-8, its header differs, a row has another
            number of columns, an unknown kind, an empty word or gloss, a phrase that is one word
            or another kind that is several, or a word that already has a row of that kind.
    """
    content = _read(path)
    rows = _rows(content, path)

    def glosses(kind: Kind) -> Mapping[str, str]:
        return MappingProxyType({r.word: r.glosses[0] for r in rows if r.kind is kind})

    lemmas = {row.word: row.glosses for row in rows if row.kind is Kind.LEMMA}
    return Lexicon(
        lemmas=MappingProxyType(lemmas),
        forms=glosses(Kind.FORM),
        phrases=glosses(Kind.PHRASE),
        parts=glosses(Kind.PART),
        synonyms=MappingProxyType(_by_synonym(rows, lemmas)),
        fingerprint=hashlib.sha256(content).hexdigest(),
    )


def _by_synonym(rows: list[_Row], lemmas: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Map single-word synonyms that have no row to the gloss of the row they fit best."""
    best: dict[str, tuple[int, str]] = {}
    for row in rows:
        for position, synonym in enumerate(row.synonyms):
            if not _SINGLE_WORD.fullmatch(synonym) or synonym in lemmas:
                continue
            if synonym not in best or position < best[synonym][0]:
                best[synonym] = (position, row.glosses[0])
    return {word: gloss for word, (_, gloss) in best.items()}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise LexiconError(
            f"The lexicon file {path} cannot be read ({error.strerror}); restore it."
        ) from None


def _rows(content: bytes, path: Path) -> list[_Row]:
    try:
        lines = content.decode("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"The lexicon file {path} is not UTF-8 at byte {error.start}; save it as UTF-8."
        ) from None
    if not lines or tuple(lines[0].split("\t")) != _HEADER:
        raise LexiconError(
            f"{path}, line 1: the header must be {', '.join(_HEADER)}, separated by tabs."
        )
    rows: dict[tuple[str, Kind], _Row] = {}
    for number, line in enumerate(lines[1:], start=2):
        row = _row(line)
        if row is None:
            raise LexiconError(
                f"{path}, line {number}: {line!r} is not a row; write {', '.join(_HEADER)}, "
                f"separated by tabs, with a word, a kind ({', '.join(Kind)}) and a gloss."
            )
        if (row.word, row.kind) in rows:
            raise LexiconError(
                f"{path}, line {number}: '{row.word}' already has a row as {row.kind}; remove one."
            )
        rows[row.word, row.kind] = row
    return list(rows.values())


def _row(line: str) -> _Row | None:
    """Read a row; ``None`` if it is malformed."""
    columns = [column.strip() for column in line.split("\t")]
    if len(columns) != len(_HEADER) or columns[1] not in set(Kind):
        return None
    word, kind = columns[0].lower(), Kind(columns[1])
    glosses, synonyms = _cells(columns[2]), _cells(columns[3].lower())
    is_phrase = _SINGLE_WORD.fullmatch(word) is None
    if not word or not all(glosses) or is_phrase != (kind is Kind.PHRASE):
        return None
    return _Row(word, kind, glosses, synonyms)


def _cells(column: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in column.split(";"))
