from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import docx
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
from chat_examples import make_document
from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from hypothesis import given, settings
from hypothesis import strategies as st
from qa_examples import cite, make_library

from corpus.catalogue import Catalogue
from corpus.library import Library
from corpus.passages import PassageKind
from embeddings.language import Language
from qa.briefing import make_note
from qa.briefing_word import note_in_word
from qa.word_footnotes import xml_text


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def opened(file: bytes) -> Document:
    return docx.Document(BytesIO(file))


def footnotes_of(document: Document) -> dict[str, str]:
    """The text of each footnote by its id, the two separators left out."""
    (part,) = (
        relation.target_part
        for relation in document.part.rels.values()
        if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES
    )
    assert part.content_type == CONTENT_TYPE.WML_FOOTNOTES
    return {
        note.get(qn("w:id")): "".join(Paragraph(p, None).text for p in note.iterchildren(qn("w:p")))
        for note in parse_xml(part.blob)
        if note.get(qn("w:type")) is None
    }


def references_of(document: Document) -> list[str]:
    return [str(i) for i in document.element.xpath("//w:footnoteReference/@w:id")]


def quotations_of(document: Document) -> list[str]:
    quoted = [p.text for p in document.paragraphs if p.style and p.style.name == "Quote"]
    assert all(text.startswith("«") and text.endswith("»") for text in quoted)
    return [text[1:-1] for text in quoted]


def in_word(text: str) -> str:
    """The text as python-docx reads it back: a line break is one, however it was written."""
    return xml_text(text).replace("\r", "\n")


def test_the_note_is_laid_out_in_words_own_styles(library: Library) -> None:
    answers = [harbour_answer(library), refusal(library)]
    document = opened(note_in_word(make_note(answers, library, "nb", WRITTEN)))
    shown = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    assert [line for line in shown if line[0] in {"Title", "Heading 1", "Heading 2"}] == [
        ("Title", "Notat fra Hvem mener hva"),
        ("Heading 1", "Hva mener de om kaier?"),
        ("Heading 2", "Havneforbundet (HF)"),
        ("Heading 2", "Fyrvokterlaget"),
        ("Heading 2", "Ingenting funnet"),
        ("Heading 1", "Hva koster en los?"),
        ("Heading 2", "Losforeningen"),
        ("Heading 1", "Slik er notatet laget"),
        ("Heading 2", "Gjennomsøkte dokumenter"),
    ]
    first = shown.index(("Heading 2", "Havneforbundet (HF)"))
    assert shown[first + 1 : first + 4] == [
        ("Quoted document", "Havneplattform · politisk plattform · 2024"),
        ("Manner", "Anbefaler · punkt 2"),
        ("Quote", "«Stormvarsling bør være gratis for alle.»"),
    ]
    (silence,) = (text for _, text in shown if text.startswith("Jeg finner ingenting om dette"))
    assert silence.endswith("hos Losforeningen (Innspill om los, 2015) og Tauslaget.")
    assert not any(SUMMARY in text for _, text in shown)


def test_the_sentence_that_leads_is_bold(library: Library) -> None:
    document = opened(note_in_word(make_note([harbour_answer(library)], library, "nb", WRITTEN)))
    quoted = [p for p in document.paragraphs if p.style and p.style.name == "Quote"]
    bold = ["".join(run.text for run in p.runs if run.bold) for p in quoted]
    assert bold == ["", "Staten må betale for nye kaier i nord.", ""]


def test_each_excerpt_refers_to_a_footnote_of_its_own(library: Library) -> None:
    note = make_note([harbour_answer(library), refusal(library)], library, "en", WRITTEN)
    document = opened(note_in_word(note))
    assert references_of(document) == ["1", "2", "3", "4"]
    assert footnotes_of(document) == {str(f.number): f" {f.text}" for f in note.footnotes}
    settings_ = document.settings.element
    assert settings_.xpath("w:footnotePr/w:footnote/@w:id") == ["-1", "0"]
    for style in ("footnote text", "footnote reference"):
        assert style in document.styles


@pytest.mark.parametrize(("language", "tag"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")])
def test_word_is_told_the_language_and_leaves_quotations_alone(
    library: Library, language: Language, tag: str
) -> None:
    note = make_note([refusal(library)], library, language, WRITTEN)
    document = opened(note_in_word(note))
    assert document.styles.element.xpath("w:docDefaults//w:lang/@w:val") == [tag]
    assert document.styles["Quote"].font.no_proof is True
    assert document.settings.element.xpath("w:proofState") == []


def test_the_file_says_what_it_is_and_names_nobody(library: Library) -> None:
    document = opened(note_in_word(make_note([refusal(library)], library, "nb", WRITTEN)))
    properties = document.core_properties
    assert properties.title == "Notat fra Hvem mener hva"
    assert properties.author == properties.last_modified_by == properties.comments == ""
    assert properties.created == properties.modified
    assert properties.created.replace(tzinfo=None) == datetime(2026, 11, 2)
    (page,) = document.sections
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert page.footer.paragraphs[0]._p.xpath("w:fldSimple/@w:instr") == ["PAGE"]


def test_nothing_in_the_file_points_outside_it_or_is_of_another_document(library: Library) -> None:
    file = note_in_word(make_note([harbour_answer(library)], library, "nb", WRITTEN))
    with ZipFile(BytesIO(file)) as package:
        relations = [package.read(n) for n in package.namelist() if n.endswith(".rels")]
        foreign = ("vba", "thumbnail", "stylesWithEffects")
        assert not [name for name in package.namelist() if any(part in name for part in foreign)]
    assert relations
    assert not [text for text in relations if b"TargetMode" in text]


def test_the_same_note_gives_the_same_bytes_whenever_it_is_written(library: Library) -> None:
    note = make_note([harbour_answer(library)], library, "nb", WRITTEN)
    file = note_in_word(note)
    assert note_in_word(note) == file
    with ZipFile(BytesIO(file)) as package:
        assert {info.date_time for info in package.infolist()} == {(2026, 11, 2, 0, 0, 0)}


@settings(max_examples=10)
@given(st.data())
def test_every_quotation_is_a_slice_of_its_document(library: Library, data: st.DataObject) -> None:
    document = data.draw(st.sampled_from(list(library.documents.values())))
    cited = data.draw(spans(len(document.text)))
    note = make_note([answer_of_spans(library, document.id, cited)], library, "nb", WRITTEN)
    word = opened(note_in_word(note))
    assert quotations_of(word) == [document.text[s:e] for s, e in cited]
    assert references_of(word) == list(footnotes_of(word))


@settings(max_examples=20)
@given(HOSTILE_TEXT, HOSTILE_TEXT)
def test_no_text_of_a_document_or_a_question_breaks_the_file(text: str, question: str) -> None:
    source = make_document([("", PassageKind.PARAGRAPH, text)])
    library = Library(Catalogue((source.organisation,), (source.entry,)), {source.id: source}, ())
    cited = answer(
        finding(library, "seil", cite(library, source.id, text)), question=f"{question} \ud800?"
    )
    word = opened(note_in_word(make_note([cited], library, "nb", WRITTEN)))
    assert quotations_of(word) == [in_word(text)]
    assert references_of(word) == ["1"]
    (asked, _) = (p.text for p in word.paragraphs if p.style and p.style.name == "Heading 1")
    assert asked == in_word(" ".join(f"{question} \ud800?".split()))


def test_what_xml_cannot_hold_is_seen_to_be_missing_and_nothing_else_changes() -> None:
    assert (
        xml_text("a\x00b\x0bc\x1fd\ud800e\ufffef\uffff")
        == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffd"
    )
    kept = "Å <b> & «\t\n\r» \u00a0\u202e\ue000\ufffd\U0001f6a2\U0010ffff"
    assert xml_text(kept) == kept
