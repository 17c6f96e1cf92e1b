"""Several organisations side by side: for each its leading sentence, or that it is silent.

The sentences stand beside one another and no more: whether they agree is for the reader to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue import Organisation
from corpus.sentences import split_sentences
from corpus.strength import read_strength
from qa.answer import Answer, Citation

_LONGEST_LEAD = 300


@dataclass(frozen=True, slots=True)
class Lead:
    """How one organisation's answer begins.

    Attributes:
        organisation: Who was asked.
        citation: Its first excerpt; ``None`` where it is silent.
        words: The sentences that lead, a slice of the excerpt; "" where it is silent.
    """

    organisation: Organisation
    citation: Citation | None
    words: str


def compare(answer: Answer) -> Sequence[Lead]:
    """One lead per organisation, in the answer's order; () unless several were asked about."""
    if not answer.answered or len(answer.findings) < 2:
        return ()
    return tuple(
        Lead(finding.organisation, finding.citations[0], leading_words(finding.citations[0]))
        if finding.citations
        else Lead(finding.organisation, None, "")
        for finding in answer.findings
    )


def leading_words(citation: Citation) -> str:
    """The excerpt, or of a long one whole sentences, one at least, of at most 300 characters.

    They begin with the first sentence that speaks as the excerpt is said to speak, since its
    strength is shown beside them.
    """
    quote = citation.quote
    if len(quote) <= _LONGEST_LEAD:
        return quote
    spans = split_sentences(quote)
    speaking = (
        i for i, span in enumerate(spans) if read_strength(quote[slice(*span)]) is citation.strength
    )
    first = next(speaking, 0)
    start, end = spans[first]
    for _, further in spans[first + 1 :]:
        if further - start > _LONGEST_LEAD:
            break
        end = further
    return quote[start:end]
