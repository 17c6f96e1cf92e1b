"""What an answer is. Every excerpt in it is a slice of a document."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from corpus.catalogue import Organisation
from corpus.strength import Strength
from embeddings.language import Language
from qa.sought import Sought


class Status(StrEnum):
    """Whether an organisation that was asked about says something on the question."""

    FOUND = "found"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered excerpt: ``document.text[start:end] == quote``.

    Attributes:
        number: Its number in the answer, from 1.
        document_id: The document it is sliced from.
        organisation_id: Who speaks in that document.
        section: Headings above it, outermost first.
        start: First code point in the document's reading text.
        end: One past the last code point.
        quote: The excerpt.
        strength: How it speaks.
        lines: Printed line numbers, "775" or "775-777", or ``None`` where none are printed.
        page: Page number in the source, or ``None`` where the source has no pages.
        item: Its printed number in a numbered list ("8"), or "".
        lead: First code point, and one past the last, of the sentence in it that speaks most to
            the question, whose strength it has; ``None`` where it is one sentence.
    """

    number: int
    document_id: str
    organisation_id: str
    section: tuple[str, ...]
    start: int
    end: int
    quote: str
    strength: Strength
    lines: str | None
    page: int | None
    item: str = ""
    lead: tuple[int, int] | None = None

    @property
    def leading_words(self) -> str:
        """The sentence in it that speaks most to the question."""
        if self.lead is None:
            return self.quote
        return self.quote[self.lead[0] - self.start : self.lead[1] - self.start]

    @property
    def parts(self) -> tuple[str, str, str]:
        """The quote before its leading sentence, that sentence, and what follows.

        Where it is one sentence, none stands out: the whole is before.
        """
        if self.lead is None:
            return self.quote, "", ""
        first, last = (offset - self.start for offset in self.lead)
        return self.quote[:first], self.leading_words, self.quote[last:]


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for one organisation.

    Attributes:
        organisation: The organisation asked about.
        status: Found or silent; silent has no citations.
        citations: Its excerpts, strongest evidence first, or a list in the source's order.
        searched: Ids of the documents that were searched for it.
        leading: The strongest of its citations; ``None`` where it is silent.
    """

    organisation: Organisation
    status: Status
    citations: tuple[Citation, ...]
    searched: tuple[str, ...]
    leading: Citation | None = None


@dataclass(frozen=True, slots=True)
class AliasGuess:
    """A word of the question that was taken to mean an organisation without being its name."""

    word: str
    organisation: Organisation


class OutsideKind(StrEnum):
    """What a question asks for that the corpus does not hold."""

    ORGANISATION = "organisation"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Outside:
    """An organisation or a year that a question names and that the corpus has nothing of."""

    word: str
    kind: OutsideKind


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence that a chat model wrote of the excerpts, as it was checked.

    Attributes:
        sentence: Its words, with its markers ("[2]").
        citations: The numbers that it cites.
        kept: Whether every check was passed; otherwise the sentence is not shown as true.
        fault: What failed, in words for the asker; ``None`` where it is kept.
    """

    sentence: str
    citations: tuple[int, ...]
    kept: bool
    fault: str | None


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One ranked search result, before evidence is chosen; a higher score is closer."""

    passage_id: str
    document_id: str
    start: int
    end: int
    score: float
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question.

    Attributes:
        question: What the person typed.
        understood_as: The question as it was searched.
        answered: Whether anything relevant was found.
        confidence: How sure it is that the corpus answers the question, 0 to 1.
        findings: One per organisation asked about (all, if none is named), in the order shown.
        language: The language of the question, in which the answer is given.
        sought: What kind of answer was asked for.
        guesses: Uncertain readings of names, to be shown.
        outside: Organisations and years of the question that the corpus does not hold.
        nearest: Where the question is not answered, the closest sentences if any come near;
            they do not say what was asked.
        summary: What a chat model wrote of the excerpts; () without one.
        summary_note: Who wrote the summary and what was removed, or why there is none, in words
            for the asker; "" without a chat model.
        retrieved: The first 50 search results, best first.
        timings_ms: Milliseconds per stage, and their "total".
    """

    question: str
    understood_as: str
    answered: bool
    confidence: float
    findings: tuple[Finding, ...]
    language: Language = "nb"
    sought: Sought = Sought.POSITION
    guesses: tuple[AliasGuess, ...] = ()
    outside: tuple[Outside, ...] = ()
    nearest: tuple[Citation, ...] = ()
    summary: tuple[SummarySentence, ...] = ()
    summary_note: str = ""
    retrieved: tuple[Retrieved, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All excerpts in the order in which the answer shows them; numbers run from 1."""
        return (*(c for finding in self.findings for c in finding.citations), *self.nearest)
