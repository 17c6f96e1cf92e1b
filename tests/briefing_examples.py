"""Answers about harbours, made by hand, for the tests of notes."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from qa_examples import cite

from corpus.library import Library
from corpus.strength import Strength
from qa.answer import Answer, Citation, Finding, Status, SummarySentence

WRITTEN = date(2026, 11, 2)
QUAYS = "Kaiene råtner. Staten må betale for nye kaier i nord. Kommunene har ikke penger."
PAID = "Staten må betale for nye kaier i nord."
SUMMARY = "Havneforbundet vil ha flere kaier [1]."

HOSTILE_TEXT = (
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "<w:p/>", "</w:t>", "<script>alert(1)</script>", "&amp;", "&", "]]>", "<!--",
                    "[^1]", "[^1]: Actis", "[klikk](http://ond.example)", "# ", "\n\n", "\n", "\t",
                    "\r", "**", "*", "> ", "»", "«", "\x00", "\x0b", "\x0c", "\x1f", "\ufffe",
                    "\uffff", "=cmd()", "{title}", "æøå", "a\u0301", "\U0001f6a2", "\u202e",
                ]
            ),
            st.text(max_size=8),
        ),
        min_size=1,
        max_size=8,
    )
    .map("".join)
    .map(lambda text: unicodedata.normalize("NFC", text))
    .filter(bool)
)  # fmt: skip
"""What a document may hold that means something to XML or Markdown, or cannot be in XML at all."""


def finding(library: Library, identifier: str, *citations: Citation) -> Finding:
    (owner,) = (o for o in library.catalogue.organisations if o.id == identifier)
    return Finding(
        organisation=owner,
        status=Status.FOUND if citations else Status.SILENT,
        citations=citations,
        searched=tuple(document.id for document in library.documents_of(owner)),
        leading=citations[0] if citations else None,
    )


def answer(*findings: Finding, question: str = "Hva mener de om kaier?") -> Answer:
    return Answer(
        question=question,
        understood_as=question,
        answered=any(found.citations for found in findings),
        confidence=0.9,
        findings=findings,
    )


def harbour_answer(library: Library) -> Answer:
    """Two organisations speak, one in two documents, and two are silent; it has a summary."""
    storms = replace(
        cite(library, "havn", "Stormvarsling bør være gratis for alle."),
        section=("Vær",),
        strength=Strength.RECOMMENDS,
        item="2",
        page=3,
    )
    quays = cite(library, "havn-2", QUAYS, 2)
    first = quays.start + QUAYS.index(PAID)
    quays = replace(quays, strength=Strength.DEMANDS, lead=(first, first + len(PAID)))
    lights = replace(cite(library, "fyr", "Radio er et godt tillegg.", 3), lines="7-9")
    found = answer(
        finding(library, "havn", storms, quays),
        finding(library, "fyr", lights),
        finding(library, "los"),
        finding(library, "taus"),
    )
    return replace(found, summary=(SummarySentence(SUMMARY, (1,), True, None),))


def refusal(library: Library) -> Answer:
    """Nothing answers the question; one sentence comes near."""
    nearest = cite(library, "los", "Farten bør settes ned til 8 knop.")
    asked = (finding(library, "los"), finding(library, "taus"))
    return replace(answer(*asked, question="Hva koster  en los?"), nearest=(nearest,))


def cite_span(library: Library, document_id: str, start: int, end: int, number: int) -> Citation:
    """A true citation of any span."""
    document = library.documents[document_id]
    return replace(
        cite(library, document_id, document.text[0], number),
        start=start,
        end=end,
        quote=document.text[start:end],
    )


def answer_of_spans(library: Library, document_id: str, spans: list[tuple[int, int]]) -> Answer:
    """An answer that cites these spans of the document, each led by its first half."""
    citations = [
        replace(
            cite_span(library, document_id, start, end, number),
            lead=(start, (start + end) // 2),
        )
        for number, (start, end) in enumerate(spans, 1)
    ]
    owner = library.documents[document_id].organisation.id
    return answer(finding(library, owner, *citations))


@st.composite
def spans(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    """One to five spans of a text of that length."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, length - 1))
        found.append((start, draw(st.integers(start + 1, length))))
    return found
