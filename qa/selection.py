"""Which proposals a person wants to see, and in which order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.strength import Strength
from embeddings.language import Language
from embeddings.lexical import norwegian_terms
from qa.proposals import Proposal, Proposals
from settings import UserError

LONGEST_SEARCH = 200
"""Code points that are read of what a person searches for."""

_WORD = re.compile(r"\w+")
# Snowball leaves "brukerromm" of "brukerrommene"; the document may say "brukerrom".
_DOUBLED = re.compile(r"(?<=\w{3})([^\W\d_])\1$")
# Shorter stems stand within too many words that have nothing to do with them.
_SHORTEST_WITHIN = 4
_AFTER_Z = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})
_STRENGTHS = list(Strength)


class SelectionError(UserError):
    """A selection that cannot be: an unknown key, or a value that is not among those offered."""


class SortKey(StrEnum):
    """What proposals are sorted by; those that are equal stand as in the documents."""

    ORGANISATION = "organisation"
    THEME = "theme"
    STRENGTH = "strength"
    PLACE = "place"


class FileFormat(StrEnum):
    """What a selection can be saved as; the value is the ending of the file's name."""

    XLSX = "xlsx"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; the default is everything, as in the documents.

    Attributes:
        words: What is searched for; each word must occur in the sentence or the headings above it.
        organisation: Id of the only organisation, or ``None`` for all.
        theme: Id of the only theme, or ``None`` for all.
        strength: The only strength, or ``None`` for all.
        sort: What they are sorted by.
        descending: Whether the last comes first.
    """

    words: str = ""
    organisation: str | None = None
    theme: str | None = None
    strength: Strength | None = None
    sort: SortKey = SortKey.PLACE
    descending: bool = False


def parse_selection(data: object, proposals: Proposals) -> Selection:
    """Read a selection that may come from anybody: the object that the page's script sends.

    Every key of ``Selection`` must be there and no other; "" stands for ``None``.

    Raises:
        SelectionError: A key is missing or unknown, a value is of the wrong type or not among
            those offered, or ``words`` is longer than ``LONGEST_SEARCH``.
    """
    known = set(Selection.__slots__)
    if not isinstance(data, dict) or set(data) != known:
        raise SelectionError(
            f"The selection is {_shown(data)}; it is an object with {', '.join(sorted(known))}."
        )
    words, descending = data["words"], data["descending"]
    if not isinstance(words, str) or len(words) > LONGEST_SEARCH:
        raise SelectionError(
            f"'words' is {_shown(words)}; it is a text of at most {LONGEST_SEARCH} characters."
        )
    if not isinstance(descending, bool):
        raise SelectionError(f"'descending' is {_shown(descending)}; it is true or false.")
    organisations = [owner.id for owner in proposals.library.catalogue.organisations]
    strength = _choice(data, "strength", ["", *Strength])
    return Selection(
        words=words,
        organisation=_choice(data, "organisation", ["", *organisations]) or None,
        theme=_choice(data, "theme", ["", *proposals.themes.by_id]) or None,
        strength=Strength(strength) if strength else None,
        sort=SortKey(_choice(data, "sort", list(SortKey))),
        descending=descending,
    )


def parse_export(data: object, proposals: Proposals) -> tuple[Selection, FileFormat]:
    """Read what is to be saved: a selection, as for ``parse_selection``, that has a "format" too.

    Raises:
        SelectionError: As for ``parse_selection``, or the format is not one of ``FileFormat``.
    """
    if not isinstance(data, dict) or "format" not in data:
        raise SelectionError(f"The export is {_shown(data)}; it is a selection with 'format'.")
    chosen = {key: value for key, value in data.items() if key != "format"}
    file_format = FileFormat(_choice(data, "format", list(FileFormat)))
    return parse_selection(chosen, proposals), file_format


def select(proposals: Proposals, selection: Selection, language: Language) -> tuple[Proposal, ...]:
    """The proposals that are wanted, in the order that is wanted.

    A word is found in its other forms and in compounds: where a word of the text contains its
    stem, or begins with it if the stem is shorter than four letters. Words like "og" and "for" are
    not searched for.

    Args:
        proposals: All proposals.
        selection: What is wanted of them.
        language: Whose names of themes are sorted; the order is the Norwegian alphabet's.
    """
    stems = [_DOUBLED.sub(r"\1", stem) for stem in norwegian_terms(selection.words)]
    wanted = [
        proposal
        for proposal in proposals.listed
        if selection.organisation in {None, proposal.organisation_id}
        and selection.theme in {None, proposal.theme}
        and selection.strength in {None, proposal.strength}
        and _holds_all(proposal, stems)
    ]
    # Python keeps the order of equals in either direction.
    wanted.sort(key=_sort_key(selection.sort, proposals, language), reverse=selection.descending)
    return tuple(wanted)


def alphabetical(text: str) -> str:
    """A key by which texts sort in the Norwegian alphabet, upper and lower case alike."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_AFTER_Z)
    parts = unicodedata.normalize("NFD", lowered)
    return "".join(char for char in parts if not unicodedata.combining(char))


def _choice(data: Mapping[str, Any], key: str, offered: Sequence[str]) -> str:
    value = data[key]
    if not isinstance(value, str) or value not in offered:
        choices = ", ".join(filter(None, offered))
        raise SelectionError(f"'{key}' is {_shown(value)}; choose one of {choices}.")
    return value


def _shown(value: object) -> str:
    return repr(value)[:80]


def _holds_all(proposal: Proposal, stems: Sequence[str]) -> bool:
    words = _WORD.findall(" ".join((*proposal.section, proposal.quote)).lower())
    return all(any(_holds(word, stem) for word in words) for stem in stems)


def _holds(word: str, stem: str) -> bool:
    return word.startswith(stem) or (len(stem) >= _SHORTEST_WITHIN and stem in word)


def _sort_key(
    sort: SortKey, proposals: Proposals, language: Language
) -> Callable[[Proposal], str | int]:
    if sort is SortKey.ORGANISATION:
        organisations = proposals.library.catalogue.organisations
        shorts = {owner.id: alphabetical(owner.short) for owner in organisations}
        return lambda proposal: shorts[proposal.organisation_id]
    if sort is SortKey.THEME:
        themes = proposals.themes.listed
        names = {theme.id: alphabetical(theme.names[language]) for theme in themes}
        return lambda proposal: names[proposal.theme]
    if sort is SortKey.STRENGTH:
        return lambda proposal: _STRENGTHS.index(proposal.strength)
    return lambda proposal: proposal.number
