from __future__ import annotations

from dataclasses import replace

import pytest
from briefing_examples import (
    PAID,
    QUAYS,
    WRITTEN,
    answer,
    answer_of_spans,
    finding,
    harbour_answer,
    refusal,
    spans,
)
from hypothesis import given
from hypothesis import strategies as st
from qa_examples import BOAT_PROPOSALS, cite, make_library

from corpus.library import Library
from embeddings.language import Language
from qa.answer import AliasGuess, Answer, Citation, Outside, OutsideKind, SummarySentence
from qa.briefing import Excerpt, Note, Silence, make_note, note_file_name
from qa.citations import CitationError
from qa.sought import Sought


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def excerpts(note: Note) -> list[Excerpt]:
    return [
        excerpt
        for section in note.sections
        for speaker in section.speakers
        for document in speaker.documents
        for excerpt in document.excerpts
    ]


def test_each_organisation_stands_in_full_with_its_documents_and_what_they_say(
    library: Library,
) -> None:
    note = make_note([harbour_answer(library)], library, "nb", WRITTEN)
    (section,) = note.sections
    assert section.question == "Hva mener de om kaier?"
    assert [
        (speaker.name, document.heading, [(e.manner, e.citation.quote) for e in document.excerpts])
        for speaker in section.speakers
        for document in speaker.documents
    ] == [
        (
            "Havneforbundet (HF)",
            "Havneplattform · politisk plattform · 2024",
            [("Anbefaler · punkt 2", "Stormvarsling bør være gratis for alle.")],
        ),
        ("Havneforbundet (HF)", "Innspill om kaier · høringsinnspill · 2020", [("Krever", QUAYS)]),
        (
            "Fyrvokterlaget",
            "Innspill om fyr · høringsinnspill · ca. 2021",
            [("Går imot", "Radio er et godt tillegg.")],
        ),
    ]
    assert excerpts(note)[1].citation.parts[1] == PAID


FOOTNOTES: dict[Language, list[str]] = {
    "nb": [
        "Havneforbundet (HF): Havneplattform (Politisk plattform; 28. april 2024). "
        "Vær · punkt 2 · side 3.",
        "Havneforbundet (HF): Innspill om kaier (Høringsinnspill; 2020; tittelen er beskrivende, "
        "kilden har ingen).",
        "Fyrvokterlaget: Innspill om fyr (Høringsinnspill; ca. 2021; kilden oppgir ikke dato; "
        "tittelen er beskrivende, kilden har ingen). linje 7–9.",
    ],
    "nn": [
        "Havneforbundet (HF): Havneplattform (Politisk plattform; 28. april 2024). "
        "Vær · punkt 2 · side 3.",
        "Havneforbundet (HF): Innspill om kaier (Høyringsinnspel; 2020; tittelen er skildrande, "
        "kjelda har ingen).",
        "Fyrvokterlaget: Innspill om fyr (Høyringsinnspel; ca. 2021; kjelda gjev ikkje opp dato; "
        "tittelen er skildrande, kjelda har ingen). linje 7–9.",
    ],
    "en": [
        "Havneforbundet (HF): Havneplattform (Policy platform; 28 April 2024). "
        "Vær · item 2 · page 3.",
        "Havneforbundet (HF): Innspill om kaier (Hearing statement; 2020; the title is "
        "descriptive, the source has none).",
        "Fyrvokterlaget: Innspill om fyr (Hearing statement; c. 2021; the source states no date; "
        "the title is descriptive, the source has none). lines 7–9.",
    ],
}


@pytest.mark.parametrize("language", FOOTNOTES)
def test_a_footnote_names_source_date_and_place_as_far_as_they_are_known(
    library: Library, language: Language
) -> None:
    note = make_note([harbour_answer(library)], library, language, WRITTEN)
    assert [footnote.text for footnote in note.footnotes] == FOOTNOTES[language]


def test_footnotes_are_numbered_through_and_one_excerpt_has_its_own_each_time(
    library: Library,
) -> None:
    found = harbour_answer(library)
    note = make_note([found, refusal(library), found], library, "nb", WRITTEN)
    assert [footnote.number for footnote in note.footnotes] == [1, 2, 3, 4, 5, 6, 7]
    assert [e.footnote for e in excerpts(note)] == list(note.footnotes)
    first, again = note.footnotes[0], note.footnotes[4]
    assert first.text == again.text


@pytest.mark.parametrize(
    ("language", "silence"),
    [
        (
            "nb",
            Silence(
                "Ingenting funnet",
                "Jeg finner ingenting om dette hos Losforeningen (Innspill om los, 2015) og "
                "Tauslaget.",
            ),
        ),
        (
            "nn",
            Silence(
                "Ingenting funne",
                "Eg finn ikkje noko om dette hos Losforeningen (Innspill om los, 2015) og "
                "Tauslaget.",
            ),
        ),
    ],
)
def test_the_silent_are_named_with_the_documents_that_were_searched(
    library: Library, language: Language, silence: Silence
) -> None:
    (section,) = make_note([harbour_answer(library)], library, language, WRITTEN).sections
    assert section.silence == silence


def test_where_all_speak_nobody_is_called_silent(library: Library) -> None:
    all_speak = answer(finding(library, "fyr", cite(library, "fyr", "Radio er et godt tillegg.")))
    (section,) = make_note([all_speak], library, "nb", WRITTEN).sections
    assert section.silence is None


def test_a_refusal_is_said_before_the_sentences_that_come_near(library: Library) -> None:
    (section,) = make_note([refusal(library)], library, "nb", WRITTEN).sections
    assert section.question == "Hva koster en los?"
    assert section.opening == (
        "Jeg finner ingenting hos Losforeningen og Tauslaget som svarer på dette.",
        "Gjennomsøkt: Losforeningen, Innspill om los (2015).",
        "Dette er det nærmeste jeg finner, og det svarer ikke nødvendigvis på spørsmålet:",
    )
    assert [speaker.name for speaker in section.speakers] == ["Losforeningen"]
    assert section.silence is None


def test_how_the_question_was_read_is_said(library: Library) -> None:
    found = harbour_answer(library)
    read = replace(
        found,
        understood_as="Hvorfor mener fyrfolket at kaiene er gratis?",
        guesses=(AliasGuess("fyrfolket", found.findings[1].organisation),),
        outside=(Outside("1850", OutsideKind.YEAR),),
    )
    (section,) = make_note([read], library, "nb", WRITTEN).sections
    assert section.question == "Hva mener de om kaier?"
    assert section.opening[0] == ("«fyrfolket» er forstått som Fyrvokterlaget. Det er en gjetning.")
    assert section.opening[1] == "Forstått som: Hvorfor mener fyrfolket at kaiene er gratis?"
    assert section.opening[2].startswith("Ingen av dokumentene er fra eller nevner 1850.")
    assert section.opening[3].startswith("Spørsmålet tar noe for gitt.")


def test_a_list_says_how_many_items_it_has(library: Library) -> None:
    boats = [cite(library, "havn", words, n) for n, words in enumerate(BOAT_PROPOSALS[:3], 1)]
    listing = replace(answer(finding(library, "havn", *boats)), sought=Sought.LIST)
    (section,) = make_note([listing], library, "nb", WRITTEN).sections
    (document,) = section.speakers[0].documents
    assert document.count == "3 punkter, i kildens rekkefølge"


@pytest.mark.parametrize(
    ("summary", "said"),
    [
        ((SummarySentence("Kaier [1].", (1,), True, None),), True),
        ((SummarySentence("Kaier [1].", (1,), False, "for lang"),), False),
        ((), False),
    ],
)
def test_what_a_chat_model_wrote_is_left_out_and_that_is_said(
    library: Library, summary: tuple[SummarySentence, ...], said: bool
) -> None:
    summed = replace(harbour_answer(library), summary=summary, summary_note="Skrevet av modell X.")
    note = make_note([summed], library, "nb", WRITTEN)
    assert ("Svaret hadde et sammendrag" in "".join(note.sections[0].opening)) is said
    assert "Kaier [1]" not in repr(note)
    assert "modell X" not in repr(note)


def test_the_note_says_how_it_was_made_and_what_was_searched(library: Library) -> None:
    method = make_note([refusal(library)], library, "nb", WRITTEN).method
    assert "bokstav for bokstav" in method.paragraphs[0]
    assert "2. november 2026" in method.paragraphs[0]
    assert "faste regler" in method.paragraphs[1]
    assert method.documents == (
        "Losforeningen: Innspill om los (Representantforslag; 17. februar 2015; tittelen er "
        "beskrivende, kilden har ingen)",
    )


def test_documents_that_several_answers_searched_are_listed_once_in_the_catalogues_order(
    library: Library,
) -> None:
    note = make_note([refusal(library), harbour_answer(library)], library, "en", WRITTEN)
    assert [document.split(" (")[0] for document in note.method.documents] == [
        "Havneforbundet",
        "Havneforbundet",
        "Fyrvokterlaget: Innspill om fyr",
        "Losforeningen: Innspill om los",
    ]


def tampered(citation: Citation) -> list[Citation]:
    return [
        replace(citation, quote="Havneforbundet er imot alt."),
        replace(citation, start=citation.start + 1),
        replace(citation, organisation_id="fyr"),
        replace(citation, document_id="ukjent"),
        replace(citation, number=7),
    ]


@pytest.mark.parametrize("fault", range(5))
def test_of_an_excerpt_that_its_document_does_not_carry_no_note_is_made(
    library: Library, fault: int
) -> None:
    true = cite(library, "havn-2", QUAYS)
    false = answer(finding(library, "havn", tampered(true)[fault]))
    with pytest.raises(CitationError):
        make_note([harbour_answer(library), false], library, "nb", WRITTEN)


def test_a_false_excerpt_among_the_nearest_is_found_too(library: Library) -> None:
    true: Answer = refusal(library)
    false = replace(true, nearest=(replace(true.nearest[0], quote="Losen er gratis."),))
    with pytest.raises(CitationError):
        make_note([false], library, "nb", WRITTEN)


@given(st.data())
def test_whatever_is_cited_every_excerpt_is_a_slice_of_its_document(
    library: Library, data: st.DataObject
) -> None:
    document = data.draw(st.sampled_from(list(library.documents.values())))
    cited = data.draw(spans(len(document.text)))
    note = make_note([answer_of_spans(library, document.id, cited)], library, "nb", WRITTEN)
    assert [e.citation.quote for e in excerpts(note)] == [document.text[s:e] for s, e in cited]
    for excerpt in excerpts(note):
        assert "".join(excerpt.citation.parts) == excerpt.citation.quote


def test_of_no_answers_there_is_no_note(library: Library) -> None:
    with pytest.raises(ValueError, match="at least one answer"):
        make_note([], library, "nb", WRITTEN)


def test_the_file_is_named_by_the_day(library: Library) -> None:
    note = make_note([refusal(library)], library, "nb", WRITTEN)
    assert note_file_name(note, "docx") == "hvem-mener-hva-2026-11-02.docx"
    assert note_file_name(note, "md") == "hvem-mener-hva-2026-11-02.md"
