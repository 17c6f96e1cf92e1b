"""What is known of a library's words: where they stand, in Norwegian and in English, and spelling.

Everything here is built in memory when the index is opened, in a second or two for hundreds of
passages; only vectors are kept on disk.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import numpy.typing as npt

from corpus.passages import Passage
from embeddings.gloss import default_glosser
from embeddings.lexical import LexicalIndex, character_ngrams, gloss_terms
from embeddings.spelling import SpellingCorrector
from embeddings.texts import IndexedTexts

Positions = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class WordIndexes:
    """Indexes of the words of n passages.

    Attributes:
        ngrams: BM25 over the passages' runs of five characters, where compounds and misspellings
            meet.
        glosses: BM25 over the stems of their English gloss, where synonyms meet, to be asked with
            ``embedder.prepare(question)``; ``None`` where the embedder does not gloss.
        sections: BM25 over the stems of whole sections.
        section_of: Position of each passage's section, shape (n,).
        spelling: Corrects questions towards the words of passages and organisations' names.
    """

    ngrams: LexicalIndex
    glosses: LexicalIndex | None
    sections: LexicalIndex
    section_of: Positions
    spelling: SpellingCorrector

    @classmethod
    def of(cls, texts: IndexedTexts, *, glossed: bool) -> WordIndexes:
        """Index the words of ``texts``, and of their glosses if these were embedded."""
        sections, section_of = _sections(texts.passages)
        return cls(
            ngrams=LexicalIndex.build(texts.contexts, character_ngrams),
            glosses=LexicalIndex.build(texts.prepared_passages, gloss_terms) if glossed else None,
            sections=LexicalIndex.build(sections),
            section_of=section_of,
            spelling=SpellingCorrector((*texts.contexts, *_names(texts)), default_glosser()),
        )


def _names(texts: IndexedTexts) -> list[str]:
    return [
        name
        for organisation in texts.library.catalogue.organisations
        for name in (organisation.name, *organisation.aliases, *organisation.guesses)
    ]


def _sections(passages: Sequence[Passage]) -> tuple[list[str], Positions]:
    """The text of each section, headings first, and the position of each passage's section."""
    texts: list[str] = []
    section_of: list[int] = []
    for (_, headings), group in groupby(passages, key=lambda p: (p.document_id, p.section)):
        held = list(group)
        section_of += [len(texts)] * len(held)
        texts.append(" ".join((*headings, *(passage.text for passage in held))))
    return texts, np.array(section_of, dtype=np.int64)
