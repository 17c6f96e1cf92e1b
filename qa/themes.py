"""What a proposal is about: one theme of a list that belongs to the corpus.

The list stands in ``themes.toml`` beside the catalogue, with the words that speak of each theme. A
theme has one point for each of its words that stands in the sentence, and two more if any of them
stands in the headings above it: a chapter says what its proposals are about, and a sentence often
does not ("Dette må styrkes"). Most points win, and of equals the theme that is listed first. A
sentence without any of the words has the theme ``OTHER``.

Measured on 90 proposals of the five documents, drawn at random within each organisation and
labelled before the rule had read them (``evals/labels/themes.jsonl``):

===============================================  =====
theme                                            right
===============================================  =====
words, without headings                           .678
words and headings (chosen)                       .889
nearest by the embedding of its words             .511
the same, of the sentence in its context          .578
words and headings, else nearest                  .889
words and headings, plus three times the cosine   .900
===============================================  =====

The words were chosen with these documents at hand, so other documents will do worse.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from corpus.library import Library
from embeddings.language import Language
from settings import UserError

THEMES_FILE = "themes.toml"

_LANGUAGES: tuple[Language, ...] = get_args(Language)
_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HEADING_POINTS = 2


class ThemesError(UserError):
    """The list of themes is malformed or contradicts itself."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What proposals of several organisations may be about.

    Attributes:
        id: Identifier, unique in its list.
        names: Its name in each language.
        words: What speaks of it, in the notation that ``themes.toml`` explains.
    """

    id: str
    names: Mapping[Language, str]
    words: tuple[str, ...] = ()


OTHER = Theme(
    "other",
    MappingProxyType({"nb": "Andre temaer", "nn": "Andre tema", "en": "Other themes"}),
)
"""The theme of proposals that no listed theme has a word of."""


@dataclass(frozen=True)
class Themes:
    """The themes of a corpus.

    Attributes:
        listed: The themes in their order, ``OTHER`` last.
        by_heading: Whether they are the documents' headings and not a list with words.
    """

    listed: tuple[Theme, ...]
    by_heading: bool = False

    def of(self, sentence: str, section: Sequence[str]) -> Theme:
        """The theme of a sentence that stands under these headings, outermost first."""
        if self.by_heading:
            return self.by_id.get(_heading_id(section[0]), OTHER) if section else OTHER
        headings = " ".join(section)
        points = {
            theme_id: sum(bool(word.search(sentence)) for word in words)
            + _HEADING_POINTS * any(word.search(headings) for word in words)
            for theme_id, words in self._words.items()
        }
        best = max(points, key=lambda theme_id: points[theme_id])
        return self.by_id[best] if points[best] else OTHER

    @cached_property
    def by_id(self) -> Mapping[str, Theme]:
        """Theme id → theme."""
        return {theme.id: theme for theme in self.listed}

    @cached_property
    def _words(self) -> Mapping[str, tuple[re.Pattern[str], ...]]:
        return {theme.id: tuple(map(_pattern, theme.words)) for theme in self.listed}


def load_themes(folder: Path, library: Library) -> Themes:
    """Read ``themes.toml`` in ``folder``; where there is none, the top headings are the themes.

    Raises:
        ThemesError: The file cannot be read or is not TOML, a key is missing, unknown or of the
            wrong type, or an id occurs twice or is that of ``OTHER``.
    """
    path = folder / THEMES_FILE
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return _headings(library)
    except OSError as error:
        raise ThemesError(
            f"{path} cannot be read ({error.strerror}); make it readable or remove it."
        ) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ThemesError(f"{path} is not valid TOML in UTF-8: {error}.") from None
    try:
        return Themes((*_themes(content), OTHER))
    except ThemesError as fault:
        raise ThemesError(f"{path}: {fault}.") from None


def _headings(library: Library) -> Themes:
    themes: dict[str, Theme] = {}
    for passage in library.passages:
        if passage.section and (identifier := _heading_id(passage.section[0])) != OTHER.id:
            names = MappingProxyType(dict.fromkeys(_LANGUAGES, passage.section[0]))
            themes.setdefault(identifier, Theme(identifier, names))
    return Themes((*themes.values(), OTHER), by_heading=True)


def _heading_id(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _pattern(word: str) -> re.Pattern[str]:
    if word != word.lower():
        return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    if word.startswith("*"):
        return re.compile(re.escape(word[1:]), re.IGNORECASE)
    return re.compile(rf"(?<!\w){re.escape(word)}", re.IGNORECASE)


def _themes(content: Mapping[str, Any]) -> Sequence[Theme]:
    _refuse_unknown(content, {"themes"}, "the top level")
    tables = content.get("themes", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ThemesError("'themes' must be written as [[themes]] tables")
    if not tables:
        raise ThemesError("it lists no themes; add a [[themes]] table or remove the file")
    themes: dict[str, Theme] = {OTHER.id: OTHER}
    for table in tables:
        theme = _theme(table)
        if theme.id in themes:
            raise ThemesError(f"theme id '{theme.id}' occurs twice or is the one of all others")
        themes[theme.id] = theme
    return list(themes.values())[1:]


def _theme(table: Mapping[str, Any]) -> Theme:
    identifier = table.get("id")
    if not isinstance(identifier, str) or not _ID.fullmatch(identifier):
        raise ThemesError(
            f"theme id {identifier!r} is not usable; write lower-case letters a-z, digits, hyphens "
            "and underscores"
        )
    where = f"theme '{identifier}'"
    _refuse_unknown(table, {"id", "words", *_LANGUAGES}, where)
    for language in _LANGUAGES:
        if not _is_text(table.get(language)):
            raise ThemesError(
                f"{where} needs '{language}', its name, as text in quotation marks, "
                f"not {table.get(language)!r}"
            )
    words = table.get("words")
    if not isinstance(words, list) or not words or not all(map(_is_text, words)):
        raise ThemesError(f"{where} needs 'words' as a list of texts, not {words!r}")
    names: dict[Language, str] = {language: table[language] for language in _LANGUAGES}
    return Theme(identifier, MappingProxyType(names), tuple(words))


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip(" *"))


def _refuse_unknown(table: Mapping[str, Any], known: set[str], where: str) -> None:
    for key in sorted(table.keys() - known):
        raise ThemesError(f"{where} has the unknown key '{key}'; known: {sorted(known)}")
