"""Answers → a note for a case file, each excerpt with a footnote to source, place and date.

A note is words alone; ``qa.briefing_word`` and ``qa.briefing_markdown`` lay it out. Nothing that
cannot be checked is in it: every excerpt is held against its document once more, and what a chat
model wrote is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count

from corpus.catalogue import CatalogueEntry, SourceDate
from corpus.library import Library
from corpus.strength import Strength
from embeddings.language import Language
from qa import phrases
from qa.answer import Answer, Citation
from qa.arrangement import Group, grouped
from qa.briefing_wording import briefing_wording_of
from qa.citations import check_citations
from qa.wording import Wording, wording_of


@dataclass(frozen=True, slots=True)
class Footnote:
    """Where an excerpt stands.

    Attributes:
        number: Its number in the note, from 1.
        text: Organisation, title, particulars and place.
    """

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A checked quotation.

    Attributes:
        citation: What is quoted.
        manner: How it speaks, and its printed number in a list: "Krever · punkt 8".
        footnote: Where it stands.
    """

    citation: Citation
    manner: str
    footnote: Footnote


@dataclass(frozen=True, slots=True)
class QuotedDocument:
    """The excerpts of one document.

    Attributes:
        heading: Title, kind and year.
        count: How many items a list has, or "".
        excerpts: In the answer's order.
    """

    heading: str
    count: str
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An organisation in full, with its documents."""

    name: str
    documents: tuple[QuotedDocument, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """That nothing was found for some of the organisations that were asked about."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """One question and what was found.

    Attributes:
        question: As it was asked, on one line.
        opening: What is said before the excerpts. Where nothing answers the question, it says so,
            and its last paragraph says that the excerpts, if there are any, do not.
        speakers: Who is quoted.
        silence: Who is silent, and in which documents; ``None`` where nobody is, and where nothing
            answers the question, which the opening says.
    """

    question: str
    opening: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    silence: Silence | None


@dataclass(frozen=True, slots=True)
class Method:
    """How the note was made.

    Attributes:
        heading: Above it.
        paragraphs: What was checked, read by rule and searched.
        documents_heading: Above the documents.
        documents: Those that were searched for any of the answers, in the catalogue's order.
    """

    heading: str
    paragraphs: tuple[str, ...]
    documents_heading: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a note says, all of it plain text.

    Attributes:
        language: Of its own words; a quotation keeps its own.
        title: Its title.
        written: The day it was made.
        day: That day in words.
        sections: One per answer.
        method: How it was made.
    """

    language: Language
    title: str
    written: date
    day: str
    sections: tuple[Section, ...]
    method: Method

    @property
    def footnotes(self) -> tuple[Footnote, ...]:
        """All footnotes, in the order of their numbers."""
        return tuple(
            excerpt.footnote
            for section in self.sections
            for speaker in section.speakers
            for document in speaker.documents
            for excerpt in document.excerpts
        )


def make_note(
    answers: Sequence[Answer], library: Library, language: Language, written: date
) -> Note:
    """Write a note of one or more answers.

    An excerpt that two answers share has its full footnote both times, so that a part of the note
    can be moved elsewhere.

    Args:
        answers: In the order in which the note has them.
        library: The documents that the answers cite.
        language: Of the note, whatever the languages of the questions.
        written: The day it is made.

    Raises:
        CitationError: An excerpt is not what its document says.
        ValueError: There are no answers.
    """
    if not answers:
        raise ValueError("a note needs at least one answer")
    for answer in answers:
        check_citations(answer.citations, library)
    words = wording_of(language)
    numbers = count(1)
    day = phrases.date_in_words(SourceDate(written.isoformat(), stated=True), words)
    return Note(
        language=language,
        title=briefing_wording_of(language).title,
        written=written,
        day=day,
        sections=tuple(_section(answer, library, language, numbers) for answer in answers),
        method=_method(answers, library, language, day),
    )


def note_file_name(note: Note, ending: str) -> str:
    """What the note is called on disk: "hvem-mener-hva-2026-11-22.docx"."""
    return f"hvem-mener-hva-{note.written.isoformat()}.{ending}"


def _section(
    answer: Answer, library: Library, language: Language, numbers: Iterator[int]
) -> Section:
    said, words = briefing_wording_of(language), wording_of(language)
    opening = [*phrases.opening(answer, library, words)]
    if any(sentence.kept for sentence in answer.summary):
        opening.append(said.summary_left_out)
    silent = " ".join(phrases.closing(answer, library, words))
    return Section(
        question=" ".join(answer.question.split()),
        opening=tuple(opening),
        speakers=tuple(
            _speaker(answer, group, words, numbers) for group in grouped(answer, library)
        ),
        silence=Silence(said.silent, silent) if silent else None,
    )


def _speaker(answer: Answer, group: Group, words: Wording, numbers: Iterator[int]) -> Speaker:
    return Speaker(
        name=phrases.name_in_full(group.organisation),
        documents=tuple(
            QuotedDocument(
                heading=phrases.document_line(entry, words),
                count=phrases.count_in_words(answer, citations, words),
                excerpts=tuple(_excerpt(c, entry, words, next(numbers)) for c in citations),
            )
            for entry, citations in group.documents
        ),
    )


def _excerpt(citation: Citation, entry: CatalogueEntry, words: Wording, number: int) -> Excerpt:
    manner = [phrases.strength_in_words(citation, words)]
    if citation.item:
        manner.append(words.item.format(number=citation.item))
    place = phrases.place_in_words(citation, words)
    source = _source(entry, words)
    text = f"{source}. {place}." if place else f"{source}."
    return Excerpt(citation, " · ".join(manner), Footnote(number, text))


def _source(entry: CatalogueEntry, words: Wording) -> str:
    """The document as a footnote names it: "Actis: Plattform (politisk plattform; 2024)"."""
    known = "; ".join(phrases.particulars(entry, words))
    return f"{phrases.name_in_full(entry.organisation)}: {entry.title} ({known})"


def _method(answers: Sequence[Answer], library: Library, language: Language, day: str) -> Method:
    said, words = briefing_wording_of(language), wording_of(language)
    searched = {
        identifier
        for answer in answers
        for finding in answer.findings
        for identifier in finding.searched
    }
    return Method(
        heading=said.method,
        paragraphs=(
            said.excerpts.format(date=day),
            said.strengths.format(example=words.strengths[Strength.DEMANDS]),
            said.silence,
        ),
        documents_heading=said.documents,
        documents=tuple(
            _source(document.entry, words)
            for document in library.documents.values()
            if document.id in searched
        ),
    )
