"""Answer → Markdown for the chat, text for a terminal, and the answer record for evaluation."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from typing import Any

from corpus.catalogue import CatalogueEntry, Organisation
from corpus.library import Library
from qa.answer import Answer, Citation, Finding, Status
from qa.wording import BOKMAL, Wording, year_in_words

# Everything that Markdown or HTML could take for a mark, white space that parts blocks included.
_MARKUP = re.compile(r"[\\`*_{}\[\]()<>#+\-.!|~&$:=\"'@/^\n\r\t]|\A\s|\s\Z")


def render_markdown(answer: Answer, library: Library, wording: Wording = BOKMAL) -> str:
    """Write the answer as Markdown: excerpts by organisation, each number a link to its place.

    A number links to ``#<document id>-<start>-<end>``. All text that comes from documents or
    people is escaped, so that none of it is read as Markdown or HTML.
    """
    parts = [_escape(line) for line in _opening(answer, library, wording)]
    for finding in _found(answer):
        parts.append(f"#### {_escape(_name(finding.organisation))}")
        document_id = ""
        for citation in finding.citations:
            if citation.document_id != document_id:
                document_id = citation.document_id
                entry = library.documents[document_id].entry
                parts.append(f"*{_escape(_document_line(entry, wording))}*")
            parts.append(_excerpt_in_markdown(citation, wording))
    parts.extend(_escape(line) for line in _closing(answer, wording))
    return "\n\n".join(parts)


def render_text(answer: Answer, library: Library, wording: Wording = BOKMAL) -> str:
    """Write the answer for a terminal."""
    parts = list(_opening(answer, library, wording))
    for finding in _found(answer):
        parts.append(_name(finding.organisation).upper())
        document_id = ""
        for citation in finding.citations:
            if citation.document_id != document_id:
                document_id = citation.document_id
                parts.append(_document_line(library.documents[document_id].entry, wording))
            place = _place_in_words(citation, wording)
            excerpt = f"  [{citation.number}] «{citation.quote}»"
            parts.append(f"{excerpt}\n      {place}" if place else excerpt)
    parts.extend(_closing(answer, wording))
    return "\n\n".join(parts)


def answer_record(
    answer: Answer, library: Library, identifier: str | None = None
) -> dict[str, Any]:
    """The answer as a JSON object, in the format that the benchmark scores.

    Offsets are code points in the document's reading text. Everything but ``timings_ms`` is the
    same for the same question on the same corpus.
    """
    began = time.perf_counter()
    text = render_markdown(answer, library)
    rendering = 1000 * (time.perf_counter() - began)
    timings = {**answer.timings_ms, "render": rendering}
    timings["total"] = answer.timings_ms.get("total", 0.0) + rendering
    return {
        "id": identifier,
        "question": answer.question,
        "understood_as": answer.understood_as,
        "answered": answer.answered,
        "confidence": round(answer.confidence, 6),
        "text": text,
        "organisations": [
            {"id": finding.organisation.id, "status": finding.status.value}
            for finding in answer.findings
        ],
        "citations": [
            {
                "number": citation.number,
                "document": citation.document_id,
                "organisation": citation.organisation_id,
                "section": list(citation.section),
                "start": citation.start,
                "end": citation.end,
                "quote": citation.quote,
                "strength": citation.strength.value,
                "lines": citation.lines,
                "page": citation.page,
            }
            for citation in answer.citations
        ],
        "summary": [],
        "retrieved": [
            {
                "passage": result.passage_id,
                "document": result.document_id,
                "start": result.start,
                "end": result.end,
                "score": round(result.score, 6),
                "text": result.text,
            }
            for result in answer.retrieved
        ],
        "timings_ms": {stage: round(spent, 3) for stage, spent in timings.items()},
    }


def _opening(answer: Answer, library: Library, wording: Wording) -> Sequence[str]:
    """What is said before the excerpts: readings of the question, and that nothing was found."""
    lines = [
        wording.guess.format(word=guess.word, organisation=_name(guess.organisation))
        for guess in answer.guesses
    ]
    if answer.understood_as.split() != answer.question.split():
        lines.append(wording.understood_as.format(question=answer.understood_as))
    if answer.answered:
        return lines
    asked = [finding.organisation for finding in answer.findings]
    if len(asked) < len(library.catalogue.organisations):
        names = _listed([organisation.short for organisation in asked], wording)
        lines.append(wording.nothing_found_for.format(organisations=names))
    else:
        lines.append(wording.nothing_found)
    entries = [
        library.documents[document_id].entry
        for finding in answer.findings
        for document_id in finding.searched
    ]
    if not entries:
        return lines
    documents = "; ".join(
        f"{entry.organisation.short}, {entry.title} ({year_in_words(entry.date, wording)})"
        for entry in entries
    )
    lines.append(wording.searched.format(documents=documents))
    return lines


def _closing(answer: Answer, wording: Wording) -> Sequence[str]:
    """What is said after the excerpts: who is silent."""
    silent = [f.organisation.short for f in answer.findings if f.status is Status.SILENT]
    if not answer.answered or not silent:
        return []
    return [wording.silent.format(organisations=_listed(silent, wording))]


def _found(answer: Answer) -> Sequence[Finding]:
    return [finding for finding in answer.findings if finding.status is Status.FOUND]


def _name(organisation: Organisation) -> str:
    if organisation.short == organisation.name:
        return organisation.name
    return f"{organisation.name} ({organisation.short})"


def _listed(names: Sequence[str], wording: Wording) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {wording.conjunction} {names[-1]}"


def _document_line(entry: CatalogueEntry, wording: Wording) -> str:
    kind = wording.kinds[entry.kind]
    return f"{entry.title} · {kind} · {year_in_words(entry.date, wording)}"


def _excerpt_in_markdown(citation: Citation, wording: Wording) -> str:
    link = f"#{citation.document_id}-{citation.start}-{citation.end}"
    quote = _escape(citation.quote)
    place = _escape(_place_in_words(citation, wording))
    excerpt = f"> «{quote}» [{citation.number}]({link})"
    return f"{excerpt}\n>\n> {place}" if place else excerpt


def _place_in_words(citation: Citation, wording: Wording) -> str:
    """Where it stands: "Doping · linje 487–488"; "" where only the document is known."""
    parts = [*citation.section]
    if citation.item:
        parts.append(wording.item.format(number=citation.item))
    if citation.lines:
        parts.append(wording.lines.format(lines=citation.lines.replace("-", "–")))
    if citation.page:
        parts.append(wording.page.format(page=citation.page))
    return " · ".join(parts)


def _escape(text: str) -> str:
    return _MARKUP.sub(lambda match: f"&#{ord(match[0])};", text)
