"""StrengthRight: is a demand called a demand? Held against sentences labelled by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.library import Library
from corpus.passages import PassageKind
from corpus.strength import Strength, read_strength
from evals.letters import SourceTexts
from qa.jsonlines import LineError, read_objects

_KEYS = ("doc", "quote", "strength")


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """A sentence of a document and how it speaks, as a reader labelled it."""

    doc: str
    quote: str
    strength: Strength


def load_labels(path: Path, library: Library) -> tuple[LabelledSentence, ...]:
    """Read labelled sentences: JSON Lines with "doc", "quote" and "strength".

    Raises:
        LineError: A line has other keys, an unknown document or strength, or a quotation that is
            not in its document.
        UserError: The file cannot be read.
    """
    texts = SourceTexts(library)
    return tuple(
        _label(path, number, content, texts) for number, content in enumerate(read_objects(path), 1)
    )


def _label(
    path: Path, number: int, content: Mapping[str, Any], texts: SourceTexts
) -> LabelledSentence:
    if set(content) != set(_KEYS) or not all(isinstance(content[key], str) for key in _KEYS):
        raise LineError(path, number, f"a label has exactly the texts {', '.join(_KEYS)}")
    source = texts.get(content["doc"])
    if source is None:
        raise LineError(path, number, f"'{content['doc']}' is no document; name one by its id")
    if not source.places(content["quote"]):
        what = f"«{content['quote']}» is not in '{content['doc']}'; copy it from the source"
        raise LineError(path, number, what)
    if content["strength"] not in set(Strength):
        known = ", ".join(Strength)
        raise LineError(path, number, f"'{content['strength']}' is no strength; known: {known}")
    return LabelledSentence(content["doc"], content["quote"], Strength(content["strength"]))


def strength_right(label: LabelledSentence, library: Library, texts: SourceTexts) -> bool:
    """Whether the sentence, read where it stands, is given the strength that it was labelled with.

    Its place tells whether it stands in a list of what the organisation proposes.
    """
    source = texts.get(label.doc)
    if source is None:
        return False
    for place in source.places(label.quote):
        start, end = source.span(place)
        proposed = any(
            passage.kind is PassageKind.PROPOSAL and passage.start <= start < passage.end
            for passage in library.passages
            if passage.document_id == label.doc
        )
        sentence = source.document.text[start:end]
        names = source.document.organisation.names
        if read_strength(sentence, proposed=proposed, own_names=names) is label.strength:
            return True
    return False
