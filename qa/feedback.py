"""What a person says of an answer or of one of its excerpts: right or wrong, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import uuid4

from corpus.library import Library
from qa.answer import Answer, Citation
from qa.citations import CitationError, check_citations
from qa.surrogates import without_surrogates
from settings import UserError

LONGEST_COMMENT = 2_000
"""Longest comment, in code points."""


class FeedbackError(UserError):
    """A judgement that cannot be taken or kept."""


class Verdict(StrEnum):
    """What a person found an answer or an excerpt to be."""

    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, as far as the answer depends on it; made by ``asked_of``.

    Attributes:
        question: What the person typed.
        history: The questions before it in the conversation, first one first.
        organisations: Ids of those chosen to be asked, sorted; () for all.
    """

    question: str
    history: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A judged excerpt: ``document.text[start:end] == quote`` when it was judged.

    Attributes:
        document_id: The document it is sliced from.
        organisation_id: Who speaks in that document.
        start: First code point in the document's reading text.
        end: One past the last code point.
        quote: The excerpt.
    """

    document_id: str
    organisation_id: str
    start: int
    end: int
    quote: str

    @classmethod
    def of(cls, citation: Citation) -> Excerpt:
        """The excerpt that a citation is."""
        return cls(
            document_id=citation.document_id,
            organisation_id=citation.organisation_id,
            start=citation.start,
            end=citation.end,
            quote=citation.quote,
        )

    def stands_in(self, library: Library) -> bool:
        """Whether its document still says just that, there, and is still that organisation's."""
        document = library.documents.get(self.document_id)
        return (
            document is not None
            and document.organisation.id == self.organisation_id
            and document.text[self.start : self.end] == self.quote
        )


@dataclass(frozen=True, slots=True)
class Feedback:
    """One judgement.

    Attributes:
        id: 32 random hexadecimal digits, which tell nothing of the content.
        at: When it was given, in UTC, to the second.
        person: Login name; "" where the page has no login.
        asked: What was asked.
        excerpt: The excerpt judged, or ``None`` for the answer as a whole.
        verdict: Right or wrong.
        comment: What the person adds, at most ``LONGEST_COMMENT`` code points; often "".
        corpus: ``Library.content_hash`` of the documents that were asked.
    """

    id: str
    at: datetime
    person: str
    asked: Asked
    excerpt: Excerpt | None
    verdict: Verdict
    comment: str
    corpus: str

    @property
    def key(self) -> tuple[str, Asked, Excerpt | None]:
        """Who judges what; there is one judgement for each key."""
        return self.person, self.asked, self.excerpt


def asked_of(answer: Answer, history: Iterable[str], organisations: Iterable[str]) -> Asked:
    """What an answer was asked.

    Args:
        answer: The answer.
        history: The questions before it, as they were given to ``answer_question``.
        organisations: The ids that were given to it.
    """
    return Asked(
        answer.question,
        tuple(map(without_surrogates, history)),
        tuple(sorted(dict.fromkeys(organisations))),
    )


def make_feedback(
    answer: Answer,
    number: int | None,
    verdict: Verdict,
    comment: str,
    *,
    asked: Asked,
    person: str,
    library: Library,
    at: datetime,
) -> Feedback:
    """A judgement on an answer that this program gave.

    Args:
        answer: The answer.
        number: Number of the judged excerpt, from 1, or ``None`` for the whole answer.
        verdict: Right or wrong.
        comment: As it was typed.
        asked: What the answer was asked.
        person: Login name, or "".
        library: The documents.
        at: When it is given, with its time zone.

    Raises:
        FeedbackError: The answer has no such excerpt, the documents have changed since, or the
            comment is too long.
    """
    comment = without_surrogates(comment).strip()
    if len(comment) > LONGEST_COMMENT:
        raise FeedbackError(
            f"The comment has {len(comment)} characters, and the limit is {LONGEST_COMMENT}; "
            "make it shorter."
        )
    return Feedback(
        id=uuid4().hex,
        at=at.astimezone(UTC).replace(microsecond=0),
        person=person,
        asked=asked,
        excerpt=None if number is None else judged_excerpt(answer, number, library),
        verdict=verdict,
        comment=comment,
        corpus=library.content_hash,
    )


def judged_excerpt(answer: Answer, number: int, library: Library) -> Excerpt:
    """The excerpt of an answer that has a number, checked against its source.

    Raises:
        FeedbackError: The answer has no such excerpt, or the documents have changed since.
    """
    citation = _numbered(answer.citations, number)
    try:
        check_citations(answer.citations, library)
    except CitationError:
        raise FeedbackError(
            f"The documents have changed since excerpt {number} was shown; ask the question again "
            "and judge the new answer."
        ) from None
    return Excerpt.of(citation)


def _numbered(citations: Sequence[Citation], number: int) -> Citation:
    for citation in citations:
        if citation.number == number:
            return citation
    raise FeedbackError(
        f"The answer has {len(citations)} excerpts and no number {number}; judge one that it has."
    )
