"""Passages cut into parts of a bounded length, in the order of the product's own scores."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.passages import cut_at_space
from embeddings.index import Index
from qa.retrieve import DEFAULT_WEIGHTS, Ranking, Weights

LONGEST_PART = 500
"""Longest part, in code points."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage.

    Attributes:
        position: The passage's position in ``Index.passages``.
        start: First code point in the document's reading text.
        end: One past the last code point.
        sentences: Positions, in ``Index.sentences``, of the sentences that it holds or cuts.
    """

    position: int
    start: int
    end: int
    sentences: range


def cut_passage(index: Index, position: int, longest: int = LONGEST_PART) -> tuple[Part, ...]:
    """Cut a passage at sentence ends into parts of at most ``longest`` code points.

    As many sentences as fit make a part. A sentence that is longer by itself is cut at white
    space, or within a word where it has none.
    """
    passage = index.passages[position]
    if passage.end - passage.start <= longest:
        return (Part(position, passage.start, passage.end, index.sentences_of(position)),)
    text = index.library.documents[passage.document_id].text
    parts: list[Part] = []
    for i in index.sentences_of(position):
        sentence = index.sentences[i]
        if parts and sentence.end - parts[-1].start <= longest:
            held = range(parts[-1].sentences.start, i + 1)
            parts[-1] = Part(position, parts[-1].start, sentence.end, held)
            continue
        parts += (
            Part(position, start, end, range(i, i + 1))
            for start, end in cut_at_space(text, sentence.start, sentence.end, longest)
        )
    return tuple(parts)


def first_parts(
    index: Index, ranking: Ranking, count: int, weights: Weights = DEFAULT_WEIGHTS
) -> tuple[Part, ...]:
    """The best parts of a ranking, best first.

    A part has its passage's score, with its own best sentence in place of the passage's best
    sentence; so each passage's best part stands where the passage stood. Ties stand in document
    order.

    Args:
        index: What was searched.
        ranking: What was found.
        count: At most so many, at least 1.
        weights: The weights that the ranking was made with.
    """
    scored: list[tuple[float, int, int, Part]] = []
    # No part scores higher than its passage, so the first parts stand in the first passages.
    for candidate in ranking.candidates[:count]:
        for part in cut_passage(index, candidate.position):
            best = max(float(ranking.sentence_similarities[i]) for i in part.sentences)
            score = candidate.score + weights.best_sentence * (best - candidate.best_sentence)
            scored.append((-score, candidate.position, part.start, part))
    return tuple(part for *_, part in sorted(scored, key=lambda entry: entry[:3])[:count])


def part_texts(index: Index, parts: Sequence[Part]) -> list[str]:
    """The words of some parts."""
    return [
        index.library.documents[index.passages[part.position].document_id].text[
            part.start : part.end
        ]
        for part in parts
    ]
