"""What the lexicon misses: words of a text by how they came to their gloss."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from embeddings.gloss import Glosser, How, WordGloss

GUESSED = (How.UNKNOWN, How.ENDING, How.COMPOUND)
"""Ways in which a word gets no gloss or one that is put together, worst first."""


@dataclass(frozen=True, slots=True)
class Missed:
    """A word without a row of its own: how often it stands in the texts, and what it gets."""

    word: str
    count: int
    found: WordGloss


@dataclass(frozen=True, slots=True)
class Coverage:
    """How the words of some texts are glossed.

    Attributes:
        distinct: Way of finding the gloss → number of distinct words.
        running: Way of finding the gloss → number of words, repetitions counted.
        missed: Words in the ways of ``GUESSED``, in that order, the most frequent first.
    """

    distinct: Mapping[How, int]
    running: Mapping[How, int]
    missed: tuple[Missed, ...]


def measure_coverage(texts: Iterable[str], glosser: Glosser) -> Coverage:
    """Count how the words of ``texts``, lower and upper case alike, are glossed."""
    counts: Counter[str] = Counter()
    glosses: dict[str, WordGloss] = {}
    for text in texts:
        for found in glosser.explain(text):
            word = found.word.lower()
            counts[word] += 1
            glosses.setdefault(word, found)
    running: Counter[How] = Counter()
    for word, found in glosses.items():
        running[found.how] += counts[word]
    missed = [
        Missed(word, counts[word], found) for word, found in glosses.items() if found.how in GUESSED
    ]
    missed.sort(key=lambda m: (GUESSED.index(m.found.how), -m.count, m.word))
    return Coverage(Counter(found.how for found in glosses.values()), running, tuple(missed))
