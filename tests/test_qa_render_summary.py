"""A summary in Markdown, in a terminal and in the record."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_qa_render import HOSTILE, harbour_answer, make_library, shown

from corpus.library import Library
from evals.metrics.attribution import Attributed, cited_sentences, rightly_attributed
from evals.statements import NameFinder, read_statements
from qa.answer import Answer, SummarySentence
from qa.place import Place
from qa.render import answer_record, render_markdown, render_text

KEPT = SummarySentence("Havneforbundet vil ha gratis stormvarsling [1][2].", (1, 2), True, None)
ALSO_KEPT = SummarySentence("HF og Fyrvokterlaget vil mer [1, 3].", (1, 3), True, None)
REMOVED = SummarySentence("Losforeningen er best [9].", (9,), False, "viser til utdrag 9")
NOTE = "Skrevet av en_modell."


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    folder: Path = tmp_path_factory.mktemp("harbours")
    return make_library(folder / "documents")


def summarised(library: Library, *sentences: SummarySentence, note: str = NOTE) -> Answer:
    return replace(harbour_answer(library), summary=sentences, summary_note=note)


def test_without_a_chat_model_nothing_is_said_of_a_summary(library: Library) -> None:
    assert "Sammendrag" not in render_markdown(harbour_answer(library), library)
    assert "SAMMENDRAG" not in render_text(harbour_answer(library), library)


def test_the_terminal_shows_what_holds_before_the_excerpts(library: Library) -> None:
    text = render_text(summarised(library, KEPT, REMOVED, ALSO_KEPT), library)
    assert text.startswith(
        f"SAMMENDRAG\n\n{KEPT.sentence} {ALSO_KEPT.sentence}\n\nSkrevet av en_modell.\n\n"
    )
    assert text.endswith(render_text(harbour_answer(library), library))
    assert "er best" not in text


def test_each_marker_links_to_the_place_of_its_excerpt(library: Library) -> None:
    given_answer = summarised(library, KEPT, REMOVED, ALSO_KEPT)
    markdown = render_markdown(given_answer, library)
    assert markdown.endswith(render_markdown(harbour_answer(library), library))
    html = shown(markdown)
    links = [attributes["href"] for tag, attributes in html.elements if tag == "a"]
    first, second, third = (
        Place(c.document_id, (c.start, c.end)).link for c in given_answer.citations
    )
    assert links[:4] == [first, second, first, third]
    assert "er best" not in html.text_in(tag="main")


def test_the_language_of_the_answer_is_that_of_the_heading(library: Library) -> None:
    for language, heading in (("nb", "Sammendrag"), ("nn", "Samandrag"), ("en", "Summary")):
        answer = replace(summarised(library, KEPT), language=language)  # type: ignore[arg-type]
        assert render_markdown(answer, library).startswith(f"#### {heading}\n\n")


def test_a_note_without_sentences_stands_alone(library: Library) -> None:
    assert render_text(summarised(library), library).startswith(f"SAMMENDRAG\n\n{NOTE}\n\n")


def test_the_record_holds_every_sentence_and_its_fault(library: Library) -> None:
    record = json.loads(json.dumps(answer_record(summarised(library, KEPT, REMOVED), library)))
    assert record["summary"] == [
        {"sentence": KEPT.sentence, "citations": [1, 2], "kept": True, "fault": None},
        {"sentence": REMOVED.sentence, "citations": [9], "kept": False,
         "fault": "viser til utdrag 9"},
    ]  # fmt: skip


def test_the_benchmark_reads_a_summary_as_cited_sentences_of_who_is_named(
    library: Library,
) -> None:
    note = "Skrevet av x. Én setning er tatt bort: «FOs» og Tauslaget står ikke i utdraget."
    given_answer = summarised(library, KEPT, ALSO_KEPT, note=note)
    names = NameFinder(library.catalogue.organisations)
    statements = read_statements(render_markdown(given_answer, library), names)
    citations = [
        Attributed(c.number, c.organisation_id, c.organisation_id) for c in given_answer.citations
    ]
    assert [s.numbers for s in statements[:2]] == [(1, 2), (1, 3)]
    assert [sorted(s.speakers) for s in statements[:2]] == [["havn"], ["fyr", "havn"]]
    right, all_citations = rightly_attributed(statements, citations)
    assert right == all_citations == 3
    cited, _ = cited_sentences(statements[:2], citations)
    assert cited == 2
    assert not any("Skrevet" in statement.text for statement in statements)


@given(HOSTILE, HOSTILE, st.sampled_from(["[1]", "[2, 3]"]))
def test_nothing_that_a_model_writes_is_read_as_markup(
    library: Library, words: str, note: str, marker: str
) -> None:
    sentence = f"Havneforbundet {words.replace('[', '(')} {marker}."
    numbers = (1,) if marker == "[1]" else (2, 3)
    answer = summarised(library, SummarySentence(sentence, numbers, True, None), note=note)
    harmless = summarised(library, SummarySentence(f"Ja {marker}.", numbers, True, None), note="n")
    html = shown(render_markdown(answer, library))
    assert html.elements == shown(render_markdown(harmless, library)).elements
    assert f"Havneforbundet {words.replace('[', '(')} " in html.text_in(tag="main")
    assert note in html.text_in(tag="em")
