"""Every proposal of the documents: who proposes what, about which theme, and how strongly.

What counts: every item of a list of what an organisation proposes ("Actis mener at: …"), whole and
whatever its strength, and every sentence of running text that demands or recommends something, or
does so on a condition, in the voice of the organisation whose document it is
(``corpus.strength``).

What does not: headings, the words that open a list, footnotes and quotations of others; sentences
that report what somebody else proposes; and sentences that support, doubt or oppose what others
propose, since those are opinions of a proposal and none of their own. A sentence that leans on the
one before it ("Dette må styrkes") counts as it stands. So an organisation that writes lists has
more proposals than one that argues, and counts are to be compared within an organisation.

Collecting takes a few milliseconds a sentence, a second or two for the five documents: do it once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.library import Library
from corpus.passages import Passage, PassageKind
from corpus.sentences import split_sentences
from corpus.strength import Strength, read_strength
from qa.answer import Citation
from qa.citations import check_citations
from qa.themes import Themes

_PROPOSES = frozenset({Strength.DEMANDS, Strength.RECOMMENDS, Strength.CONDITIONAL})


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Citation):
    """A citation that proposes something; numbered through the corpus, from 1.

    Attributes:
        theme: Id of its theme.
    """

    theme: str


@dataclass(frozen=True, slots=True)
class Proposals:
    """The proposals of a library.

    Attributes:
        library: The documents.
        themes: Their themes.
        listed: All proposals, in the order of the catalogue and of the documents.
    """

    library: Library
    themes: Themes
    listed: tuple[Proposal, ...]


def collect_proposals(library: Library, themes: Themes) -> Proposals:
    """Find every proposal of the documents.

    Raises:
        CitationError: A proposal is not what its document says there.
    """
    listed = tuple(
        _proposal(number, passage, span, strength, library, themes)
        for number, (passage, span, strength) in enumerate(_proposing(library), 1)
    )
    check_citations(listed, library)
    return Proposals(library, themes, listed)


def count_proposals(listed: Sequence[Proposal]) -> Counter[tuple[str, str]]:
    """How many proposals each organisation has of each theme, by the ids of both.

    A pair without proposals counts 0 and is not among the keys.
    """
    return Counter((proposal.organisation_id, proposal.theme) for proposal in listed)


def _proposing(library: Library) -> Iterator[tuple[Passage, tuple[int, int], Strength]]:
    """The passages that propose something, where in their document, and how strongly."""
    for passage in library.passages:
        names = library.documents[passage.document_id].organisation.names
        if passage.kind is PassageKind.PROPOSAL:
            strength = read_strength(passage.text, proposed=True, own_names=names)
            yield passage, (passage.start, passage.end), strength
        elif passage.kind is PassageKind.PARAGRAPH:
            for start, end in split_sentences(passage.text):
                strength = read_strength(passage.text[start:end], own_names=names)
                if strength in _PROPOSES:
                    yield passage, (passage.start + start, passage.start + end), strength


def _proposal(
    number: int,
    passage: Passage,
    span: tuple[int, int],
    strength: Strength,
    library: Library,
    themes: Themes,
) -> Proposal:
    document = library.documents[passage.document_id]
    start, end = span
    quote = document.text[start:end]
    return Proposal(
        number=number,
        document_id=document.id,
        organisation_id=document.organisation.id,
        section=passage.section,
        start=start,
        end=end,
        quote=quote,
        strength=strength,
        lines=document.origin.lines(start, end),
        page=document.origin.page(start),
        item=passage.number,
        theme=themes.of(quote, passage.section).id,
    )
