"""SentenceCited, OrgAttribution and OrgScope: is everybody given their own words?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.statements import Statement


@dataclass(frozen=True, slots=True)
class Attributed:
    """A citation, as far as it says whose words they are.

    Attributes:
        number: Its number in the answer.
        organisation: Id of the organisation it is given to.
        owner: Id of the organisation whose document it cites; ``None`` for an unknown document.
    """

    number: int
    organisation: str
    owner: str | None


def cited_sentences(
    statements: Sequence[Statement], citations: Sequence[Attributed]
) -> tuple[int, int]:
    """Sentences about an organisation: those with a number that exists, and all of them."""
    numbers = {citation.number for citation in citations}
    about = [s for s in statements if s.named or s.heading]
    return sum(bool(numbers & set(s.numbers)) for s in about), len(about)


def rightly_attributed(
    statements: Sequence[Statement], citations: Sequence[Attributed]
) -> tuple[int, int]:
    """Citations given to the organisation they belong to, and all citations.

    The organisation must own the document and, wherever the number stands in the text, be one
    that the sentence names, or that of the heading where the sentence names none. A number that
    stands nowhere in the text is given to nobody.
    """
    right = 0
    for citation in citations:
        citing = [s for s in statements if citation.number in s.numbers]
        right += (
            citation.owner == citation.organisation
            and bool(citing)
            and all(citation.organisation in s.speakers for s in citing)
        )
    return right, len(citations)


def in_scope(named: Sequence[str], citations: Sequence[Attributed]) -> tuple[int, int]:
    """Citations of documents of the organisations that the question names, and all citations."""
    return sum(citation.owner in named for citation in citations), len(citations)
