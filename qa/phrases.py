"""What an answer says around its excerpts, as plain text in the answer's language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.catalogue import CatalogueEntry, Organisation, SourceDate
from corpus.library import Library
from qa.answer import Answer, Citation, Finding, OutsideKind, Status
from qa.sought import Sought, takes_for_granted
from qa.wording import Wording, lines_in_words, year_in_words


def opening(answer: Answer, library: Library, wording: Wording) -> Iterator[str]:
    """What is said before the excerpts, one paragraph each."""
    yield from readings(answer, wording)
    yield from notes(answer, library, wording)


def readings(answer: Answer, wording: Wording) -> Iterator[str]:
    """How the question was read where that is not as it was typed, one sentence each."""
    for guess in answer.guesses:
        name = name_in_full(guess.organisation)
        yield wording.guess.format(word=guess.word, organisation=name)
    if answer.understood_as.split() != answer.question.split():
        yield wording.understood_as.format(question=answer.understood_as)


def notes(answer: Answer, library: Library, wording: Wording) -> Iterator[str]:
    """What of the question the corpus does not hold, and that nothing was found."""
    if answer.outside:
        yield _outside(answer, library, wording)
    if answer.answered and takes_for_granted(answer.understood_as):
        yield wording.granted
    if not answer.answered:
        yield from _refusal(answer, library, wording)


def closing(answer: Answer, library: Library, wording: Wording) -> Iterator[str]:
    """What is said after the excerpts: who is silent, and in which documents."""
    silent = [finding for finding in answer.findings if finding.status is Status.SILENT]
    if answer.answered and silent:
        names = [_with_documents(finding, library, wording) for finding in silent]
        yield wording.silent.format(organisations=_listed(names, wording.conjunction))


def count_in_words(answer: Answer, citations: Sequence[Citation], wording: Wording) -> str:
    """How many excerpts of a document a list has, and of which chapter: "Bolig: 8 punkter".

    "" where no list was asked for. That they stand in the source's order is said only if they do.
    """
    if not answer.answered or answer.sought is not Sought.LIST:
        return ""
    starts = [citation.start for citation in citations]
    if len(citations) == 1:
        template = wording.one_item
    else:
        template = wording.items_in_order if starts == sorted(starts) else wording.items
    said = template.format(count=len(citations))
    chapter = " · ".join(citations[0].section)
    shared = all(citation.section == citations[0].section for citation in citations)
    return f"{chapter}: {said}" if chapter and shared else said


def name_in_full(organisation: Organisation) -> str:
    """The name with the short form: "Fellesorganisasjonen (FO)"."""
    if organisation.short == organisation.name:
        return organisation.name
    return f"{organisation.name} ({organisation.short})"


def name_with_years(
    organisation: Organisation, entries: Sequence[CatalogueEntry], wording: Wording
) -> str:
    """The short name with the years of documents: "NNPF (ca. 2021)"."""
    years = dict.fromkeys(year_in_words(entry.date, wording) for entry in entries)
    return f"{organisation.short} ({', '.join(years)})" if years else organisation.short


def finding_name(finding: Finding, library: Library, wording: Wording) -> str:
    """The organisation with the year of what is quoted, or of all of its documents."""
    if finding.leading:
        entries = [library.documents[finding.leading.document_id].entry]
    else:
        entries = [document.entry for document in library.documents_of(finding.organisation)]
    return name_with_years(finding.organisation, entries, wording)


def document_line(entry: CatalogueEntry, wording: Wording) -> str:
    """Title, kind and year of a document."""
    kind = wording.kinds[entry.kind]
    return f"{entry.title} · {kind} · {year_in_words(entry.date, wording)}"


def kind_in_words(entry: CatalogueEntry, wording: Wording) -> str:
    """What kind of document it is, such as "Høringsinnspill"."""
    kind = wording.kinds[entry.kind]
    return kind[:1].upper() + kind[1:]


def date_in_words(date: SourceDate, wording: Wording) -> str:
    """The date as precisely as it is known: "17. februar 2015", "april 2024", "ca. 2021"."""
    year, *rest = date.iso.split("-")
    words = year
    if rest:
        month = wording.months[int(rest[0]) - 1]
        words = f"{month} {year}"
        if len(rest) > 1:
            words = wording.date.format(day=int(rest[1]), month=month, year=year)
    return words if date.stated else wording.circa.format(date=words)


def particulars(entry: CatalogueEntry, wording: Wording) -> tuple[str, ...]:
    """Kind, date, recipient and reference, and what of this the source does not state."""
    facts = [kind_in_words(entry, wording), date_in_words(entry.date, wording)]
    if entry.recipient:
        facts.append(wording.recipient.format(recipient=entry.recipient))
    if entry.reference:
        facts.append(wording.reference.format(reference=entry.reference))
    if not entry.date.stated:
        facts.append(wording.date_not_stated)
    if not entry.title_printed:
        facts.append(wording.title_not_printed)
    return tuple(facts)


def strength_in_words(citation: Citation, wording: Wording) -> str:
    """How an excerpt speaks: "Krever"."""
    return wording.strengths[citation.strength]


def place_in_words(citation: Citation, wording: Wording) -> str:
    """Where it stands: "Doping · linje 487–488"; "" where only the document is known."""
    parts = [*citation.section]
    if citation.item:
        parts.append(wording.item.format(number=citation.item))
    if citation.lines:
        parts.append(lines_in_words(citation.lines, wording))
    if citation.page:
        parts.append(wording.page.format(page=citation.page))
    return " · ".join(parts)


def _outside(answer: Answer, library: Library, wording: Wording) -> str:
    """What the question asks for that the corpus does not hold, and what it holds."""
    sentences: list[str] = []
    for kind, template in (
        (OutsideKind.ORGANISATION, wording.outside_organisations),
        (OutsideKind.YEAR, wording.outside_years),
    ):
        words = list(dict.fromkeys(o.word for o in answer.outside if o.kind is kind))
        if words:
            sentences.append(template.format(words=_listed(words, wording.disjunction)))
    held = [
        name_with_years(
            organisation, [d.entry for d in library.documents_of(organisation)], wording
        )
        for organisation in library.catalogue.organisations
        if library.documents_of(organisation)
    ]
    sentences.append(wording.collection.format(organisations=_listed(held, wording.conjunction)))
    return " ".join(sentences)


def _refusal(answer: Answer, library: Library, wording: Wording) -> Iterator[str]:
    asked = [finding.organisation for finding in answer.findings]
    if len(asked) < len(library.catalogue.organisations):
        names = _listed([organisation.short for organisation in asked], wording.conjunction)
        yield wording.nothing_found_for.format(organisations=names)
    else:
        yield wording.nothing_found
    entries = [entry for finding in answer.findings for entry in _searched(finding, library)]
    if entries:
        documents = "; ".join(
            f"{entry.organisation.short}, {entry.title} ({year_in_words(entry.date, wording)})"
            for entry in entries
        )
        yield wording.searched.format(documents=documents)
    if answer.nearest:
        yield wording.nearest_supposed if _supposes(answer) else wording.nearest


def _supposes(answer: Answer) -> bool:
    """Whether the question takes for granted what the documents may not say, as "når …" does."""
    return answer.sought.is_fact or takes_for_granted(answer.understood_as)


def _searched(finding: Finding, library: Library) -> Sequence[CatalogueEntry]:
    return [library.documents[document_id].entry for document_id in finding.searched]


def _with_documents(finding: Finding, library: Library, wording: Wording) -> str:
    documents = "; ".join(
        f"{entry.title}, {year_in_words(entry.date, wording)}"
        for entry in _searched(finding, library)
    )
    short = finding.organisation.short
    return f"{short} ({documents})" if documents else short


def _listed(names: Sequence[str], conjunction: str) -> str:
    """Names with commas, and a conjunction before the last."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}"
