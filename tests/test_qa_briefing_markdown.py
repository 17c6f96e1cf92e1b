from __future__ import annotations

import re

import pytest
from briefing_examples import (
    HOSTILE_TEXT,
    SUMMARY,
    WRITTEN,
    answer,
    answer_of_spans,
    finding,
    harbour_answer,
    refusal,
    spans,
)
from chat_examples import Html, make_document
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from qa_examples import cite, make_library

from corpus.catalogue import Catalogue
from corpus.library import Library
from corpus.passages import PassageKind
from qa.briefing import make_note
from qa.briefing_markdown import note_in_markdown


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def quotations(markdown: str) -> list[str]:
    """The quotations without the stars of their leading sentences; stars of a text are escaped."""
    quoted = re.findall(r"^> «(.*)»\[\^\d+\]$", markdown, re.MULTILINE)
    return [read(words.replace("**", "")) for words in quoted]


def read(escaped: str) -> str:
    return re.sub(r"&#(\d+);", lambda match: chr(int(match[1])), escaped)


MARKDOWN = """\
# Notat fra Hvem mener hva

2. november 2026

## Hva mener de om kaier?

Svaret hadde et sammendrag skrevet av en språkmodell. Det er ikke med i notatet.

### Havneforbundet (HF)

*Havneplattform · politisk plattform · 2024*

Anbefaler · punkt 2

> «Stormvarsling bør være gratis for alle.»[^1]

*Innspill om kaier · høringsinnspill · 2020*

Krever

> «Kaiene råtner. **Staten må betale for nye kaier i nord.** Kommunene har ikke penger.»[^2]

### Fyrvokterlaget

*Innspill om fyr · høringsinnspill · ca. 2021*

Går imot

> «Radio er et godt tillegg.»[^3]

### Ingenting funnet

Jeg finner ingenting om dette hos Losforeningen (Innspill om los, 2015) og Tauslaget.

## Hva koster en los?

Jeg finner ingenting hos Losforeningen og Tauslaget som svarer på dette.

Gjennomsøkt: Losforeningen, Innspill om los (2015).

Dette er det nærmeste jeg finner, og det svarer ikke nødvendigvis på spørsmålet:

### Losforeningen

*Innspill om los · representantforslag · 2015*

Går imot

> «Farten bør settes ned til 8 knop.»[^4]

## Slik er notatet laget

"""


def test_the_note_is_laid_out_with_headings_quotations_and_footnotes(library: Library) -> None:
    answers = [harbour_answer(library), refusal(library)]
    note = make_note(answers, library, "nb", WRITTEN)
    markdown = note_in_markdown(note)
    shown = read(markdown)
    assert shown.startswith(MARKDOWN)
    assert "### Gjennomsøkte dokumenter\n\n- Havneforbundet (HF): Havneplattform (" in shown
    definitions = shown.split("\n\n[^1]: ")[1]
    assert definitions.startswith("Havneforbundet (HF): Havneplattform (Politisk plattform; 28.")
    assert re.findall(r"^\[\^(\d+)\]: ", markdown, re.MULTILINE) == ["1", "2", "3", "4"]
    assert SUMMARY not in shown


@given(st.data())
def test_every_quotation_is_a_slice_of_its_document(library: Library, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(list(library.documents.values())))
    cited = data.draw(spans(len(document.text)))
    note = make_note([answer_of_spans(library, document.id, cited)], library, "nb", WRITTEN)
    assert quotations(note_in_markdown(note)) == [document.text[s:e] for s, e in cited]


@given(HOSTILE_TEXT, HOSTILE_TEXT)
def test_nothing_of_a_document_or_a_question_is_read_as_markup(text: str, question: str) -> None:
    document = make_document([("", PassageKind.PARAGRAPH, text)])
    library = Library(
        Catalogue((document.organisation,), (document.entry,)), {document.id: document}, ()
    )
    cited = answer(
        finding(library, "seil", cite(library, document.id, text)), question=f"{question} ?"
    )
    markdown = note_in_markdown(make_note([cited], library, "nb", WRITTEN))
    assert quotations(markdown) == [text]
    assert re.findall(r"\[\^(\d+)\]", markdown) == ["1", "1"]
    page = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    elements = {tag for tag, _ in Html(f"<main>{page.render(markdown)}</main>").elements}
    assert elements == {"main", "h1", "h2", "h3", "p", "em", "blockquote", "ul", "li"}
