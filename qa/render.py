"""Answer → Markdown for the chat, text for a terminal, and the answer record for evaluation."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from corpus.library import Library
from qa import phrases
from qa.answer import Answer, Citation, Finding
from qa.arrangement import compared, grouped
from qa.markers import MARKER, markers
from qa.markup import escape_markdown, quotation_in_markdown
from qa.place import Place
from qa.summary_wording import summary_wording_of
from qa.wording import Wording, wording_of


def render_markdown(answer: Answer, library: Library) -> str:
    """Write the answer as Markdown in its language: excerpts by organisation.

    Each number links to its place, as ``qa.place`` writes it. Where several organisations
    were asked about, a table of their leading sentences comes first. All text that comes from
    documents or people is escaped, so that none of it is read as Markdown or HTML.
    """
    wording = wording_of(answer.language)
    parts = [escape_markdown(line) for line in phrases.opening(answer, library, wording)]
    parts.extend(_summary_in_markdown(answer))
    if findings := compared(answer):
        parts.append(_table_in_markdown(findings, library, wording))
    for group in grouped(answer, library):
        parts.append(f"#### {escape_markdown(phrases.name_in_full(group.organisation))}")
        for entry, citations in group.documents:
            parts.append(f"*{escape_markdown(phrases.document_line(entry, wording))}*")
            if count := phrases.count_in_words(answer, citations, wording):
                parts.append(f"*{escape_markdown(count)}*")
            parts.extend(_excerpt_in_markdown(citation, wording) for citation in citations)
    parts.extend(escape_markdown(line) for line in phrases.closing(answer, library, wording))
    return "\n\n".join(parts)


def render_text(answer: Answer, library: Library) -> str:
    """Write the answer for a terminal, in its language."""
    wording = wording_of(answer.language)
    parts = [*phrases.opening(answer, library, wording), *_summary_in_text(answer)]
    if findings := compared(answer):
        parts.append("\n".join(_row_in_text(finding, library, wording) for finding in findings))
    for group in grouped(answer, library):
        parts.append(phrases.name_in_full(group.organisation).upper())
        for entry, citations in group.documents:
            parts.append(phrases.document_line(entry, wording))
            if count := phrases.count_in_words(answer, citations, wording):
                parts.append(count)
            parts.extend(_excerpt_in_text(citation, wording) for citation in citations)
    parts.extend(phrases.closing(answer, library, wording))
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
        "summary": [
            {
                "sentence": sentence.sentence,
                "citations": list(sentence.citations),
                "kept": sentence.kept,
                "fault": sentence.fault,
            }
            for sentence in answer.summary
        ],
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


def _summary_in_markdown(answer: Answer) -> Iterator[str]:
    """The sentences that hold, each marker linked to its excerpt, and what is said of them."""
    if not answer.summary_note:
        return
    citations = {citation.number: citation for citation in answer.citations}
    yield f"#### {escape_markdown(summary_wording_of(answer.language).heading)}"
    sentences = [
        _sentence_in_markdown(sentence.sentence, citations)
        for sentence in answer.summary
        if sentence.kept
    ]
    if sentences:
        yield " ".join(sentences)
    yield f"*{escape_markdown(answer.summary_note)}*"


def _sentence_in_markdown(sentence: str, citations: Mapping[int, Citation]) -> str:
    parts: list[str] = []
    end = 0
    for match in MARKER.finditer(sentence):
        links = " ".join(_link(citations[number]) for number in markers(match[0]))
        parts += (escape_markdown(sentence[end : match.start()]), links)
        end = match.end()
    return "".join((*parts, escape_markdown(sentence[end:])))


def _summary_in_text(answer: Answer) -> Iterator[str]:
    if not answer.summary_note:
        return
    yield summary_wording_of(answer.language).heading.upper()
    if sentences := [sentence.sentence for sentence in answer.summary if sentence.kept]:
        yield " ".join(sentences)
    yield answer.summary_note


def _table_in_markdown(findings: Sequence[Finding], library: Library, wording: Wording) -> str:
    rows = [wording.columns, ("---",) * len(wording.columns)]
    rows.extend(_row_in_markdown(finding, library, wording) for finding in findings)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row_in_markdown(
    finding: Finding, library: Library, wording: Wording
) -> tuple[str, str, str, str]:
    name = escape_markdown(phrases.finding_name(finding, library, wording))
    leading = finding.leading
    if leading is None:
        # A caption, as it were: that nothing was found has nothing to cite.
        return f"*{name}*", f"*{escape_markdown(wording.silent_row)}*", "", ""
    return (
        name,
        f"«{escape_markdown(leading.leading_words)}» {_link(leading)}",
        escape_markdown(phrases.strength_in_words(leading, wording)),
        escape_markdown(phrases.place_in_words(leading, wording)),
    )


def _row_in_text(finding: Finding, library: Library, wording: Wording) -> str:
    name = phrases.finding_name(finding, library, wording)
    leading = finding.leading
    if leading is None:
        return f"{name}\n  {wording.silent_row}"
    where = _strength_and_place(leading, wording)
    return f"{name} · {where}\n  [{leading.number}] «{leading.leading_words}»"


def _excerpt_in_markdown(citation: Citation, wording: Wording) -> str:
    strength = f"**{escape_markdown(phrases.strength_in_words(citation, wording))}**"
    place = escape_markdown(phrases.place_in_words(citation, wording))
    where = f"{strength} · {place}" if place else strength
    return f"> «{quotation_in_markdown(citation)}» {_link(citation)}\n>\n> {where}"


def _excerpt_in_text(citation: Citation, wording: Wording) -> str:
    where = _strength_and_place(citation, wording)
    return f"  [{citation.number}] «{citation.quote}»\n      {where}"


def _strength_and_place(citation: Citation, wording: Wording) -> str:
    strength = phrases.strength_in_words(citation, wording)
    place = phrases.place_in_words(citation, wording)
    return f"{strength} · {place}" if place else strength


def _link(citation: Citation) -> str:
    place = Place(citation.document_id, (citation.start, citation.end))
    return f"[{citation.number}]({place.link})"
