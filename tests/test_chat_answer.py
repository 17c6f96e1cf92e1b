"""An answer on the page: who says what, linked to its place, and no foreign word becomes markup."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import parse_qs

import pytest
from chat_examples import (
    HOSTILE,
    KEELS,
    OARS,
    SAILS,
    Element,
    Html,
    fleet_answer,
    fleet_refusal,
    make_fleet,
)
from hypothesis import given
from hypothesis import strategies as st

from corpus.catalogue import Catalogue
from qa.answer import Answer
from qa.chat.answer import Judgements, announcement, render_answer
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts
from qa.feedback import Asked, Excerpt, Feedback, Verdict
from qa.place import Place, parse_link
from qa.sought import Sought

# What a reader of HTML does not give back as it was, and what marks a number in a summary.
_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r[")) | st.just(
    HOSTILE
)


def shown(
    answer: Answer, mark: str = "", texts: Texts = BOKMAL, judgements: Judgements | None = None
) -> Html:
    return Html(render_answer(answer, make_fleet(mark), texts, 7, judgements or {}))


def texts_of(elements: list[Element]) -> list[str]:
    return [element.text for element in elements]


# --- who says what -------------------------------------------------------------------------------


def test_excerpts_stand_under_who_says_them_each_in_its_colour() -> None:
    sailors, rowers = shown(fleet_answer()).find(css="hmh-group")
    assert sailors.attributes["class"] == "hmh-group hmh-org-0"
    assert rowers.attributes["class"] == "hmh-group hmh-org-1"
    assert texts_of(sailors.find("h4")) == ["Seilerforeningen (SF)"]
    assert texts_of(rowers.find("h4")) == ["Rolaget"]
    assert texts_of(sailors.find("blockquote")) == [
        f"«{words}» {number}" for number, words in enumerate((*SAILS, *KEELS), 1)
    ]
    assert texts_of(rowers.find("blockquote")) == [f"«{OARS}» 5"]


def test_year_and_kind_of_each_document_stand_above_its_excerpts() -> None:
    assert texts_of(shown(fleet_answer()).find(css="hmh-docline")) == [
        "Om seil · høringsinnspill · 2015",
        "Om kjøler · politisk plattform · ca. 2021",
        "Om årer · artikkel · 2024",
    ]


def test_a_list_says_how_many_items_a_document_has() -> None:
    lines = texts_of(shown(replace(fleet_answer(), sought=Sought.LIST)).find(css="hmh-docline"))
    assert lines[1::2] == ["Havn: 2 punkter, i kildens rekkefølge"] * 2 + ["Havn: 1 punkt"]


def test_an_excerpt_has_its_strength_its_place_and_its_leading_sentence_in_bold() -> None:
    *_, last = shown(fleet_answer()).find(css="hmh-excerpt")
    (strength,) = last.find(css="hmh-strength")
    assert (strength.text, strength.attributes["class"]) == (
        "Krever",
        "hmh-strength hmh-demands",
    )
    assert texts_of(last.find(css="hmh-place")) == ["Havn · punkt 8 · linje 10 · side 1"]
    assert texts_of(last.find("strong")) == ["Alle må ro."]


def test_the_number_of_an_excerpt_leads_to_its_place_and_stands_in_it_once() -> None:
    answer = fleet_answer()
    excerpts = shown(answer).find(css="hmh-excerpt")
    assert len(excerpts) == len(answer.citations) == 5
    for citation, excerpt in zip(answer.citations, excerpts, strict=True):
        (link,) = excerpt.find("a")
        assert link.text == str(citation.number)
        assert link.attributes["aria-label"] == f"Utdrag {citation.number}: les det i kilden"
        place = parse_link(link.attributes["href"], make_fleet().documents)
        assert place == Place(citation.document_id, (citation.start, citation.end))
    assert excerpts[1].find("a")[0].attributes["href"] == "?doc=seil-1&start=21&end=42"


def test_of_one_organisation_three_excerpts_are_open_whatever_its_documents() -> None:
    sailors, rowers = shown(fleet_answer()).find(css="hmh-group")
    (folded,) = sailors.find("details")
    assert texts_of(folded.find("summary")) == ["Vis 1 til fra SF"]
    assert texts_of(folded.find("blockquote")) == ["«Roret må virke.» 4"]
    assert rowers.find("details") == []


def test_a_document_whose_excerpts_are_all_folded_away_still_has_its_line() -> None:
    answer = fleet_answer()
    four_before = (*answer.citations[:2], *answer.citations[:2], answer.citations[2])
    first = replace(answer.findings[0], citations=four_before)
    (sailors,) = shown(replace(answer, findings=(first,), summary=())).find(css="hmh-group")
    assert [len(ul.find("li")) for ul in sailors.find("ul")] == [3, 1, 1]
    assert len(sailors.find(css="hmh-docline")) == len(sailors.find("details")) == 2


def test_the_ninth_organisation_has_the_colour_of_the_first() -> None:
    answer, library = fleet_answer(), make_fleet()
    (seil, *others), entries = library.catalogue.organisations, library.catalogue.entries
    before = [replace(seil, id=f"annen-{number}") for number in range(8)]
    catalogue = Catalogue((*before, seil, *others), entries)
    html = Html(render_answer(answer, replace(library, catalogue=catalogue), BOKMAL, 1, {}))
    classes = [group.attributes["class"] for group in html.find(css="hmh-group")]
    assert classes == ["hmh-group hmh-org-0", "hmh-group hmh-org-1"]


# --- side by side, and silence -------------------------------------------------------------------


def test_several_organisations_stand_side_by_side_the_silent_one_too() -> None:
    (table,) = shown(fleet_answer()).find("table")
    assert texts_of(table.find("caption")) == ["Organisasjonene side om side"]
    assert [(head.text, head.attributes["scope"]) for head in table.find("th")] == [
        ("Organisasjon", "col"), ("Setning", "col"), ("Holdning", "col"), ("Sted", "col"),
        ("SF (2015)", "row"), ("Rolaget (2024)", "row"), ("Tauslaget (2020)", "row"),
    ]  # fmt: skip
    assert texts_of(table.find("td")) == [
        "«Seil skal være røde.» 1", "Krever", "Havn · linje 10 · side 1",
        "«Alle må ro.» 5", "Krever", "Havn · punkt 8 · linje 10 · side 1",
        "Jeg finner ingenting om dette.",
    ]  # fmt: skip
    rows = [row.attributes["class"] for row in table.find("tr")[1:]]
    assert rows == ["hmh-org-0", "hmh-org-1", "hmh-org-2"]


def test_one_organisation_is_compared_with_nobody() -> None:
    answer = replace(fleet_answer(), summary=())
    assert shown(replace(answer, findings=answer.findings[:1])).find("table") == []
    assert shown(fleet_refusal()).find("table") == []


def test_who_is_silent_is_said_with_what_was_searched() -> None:
    assert texts_of(shown(fleet_answer()).find(css="hmh-silent")) == [
        "Jeg finner ingenting om dette hos Tauslaget (Om is, 2020)."
    ]


def test_what_comes_near_is_shown_below_the_sentence_that_it_is_no_answer() -> None:
    html = shown(fleet_refusal())
    notes = texts_of(html.find(css="hmh-note"))
    assert notes[0] == "Jeg finner ingenting i dokumentene som svarer på dette."
    assert notes[-1].startswith("Dette er det nærmeste jeg finner, og det svarer ikke")
    assert texts_of(html.find("blockquote")) == [f"«{KEELS[0]}» 1", f"«{OARS}» 2"]
    assert html.find(css="hmh-silent") == []


# --- how it was read, and the summary ------------------------------------------------------------


def test_how_the_question_was_read_is_said_and_can_be_put_right() -> None:
    (understood,) = shown(fleet_answer()).find(css="hmh-understood")
    assert understood.text == (
        "«seilerne» er forstått som Seilerforeningen (SF). Det er en gjetning."
        "Forstått som: Hva mener seilerne om utstyr? Rett opp"
    )
    (button,) = understood.find("button")
    assert button.attributes["data-act"] == "edit"
    assert button.attributes["data-text"] == "Hva mener seilerne om utstyr?"


def test_a_question_that_was_read_as_typed_is_not_said_again() -> None:
    answer = replace(fleet_answer(), question="Hva  mener seilerne om utstyr? ", guesses=())
    assert shown(answer).find(css="hmh-understood") == []


def test_what_holds_of_the_summary_is_linked_to_its_excerpts_and_the_rest_is_not_shown() -> None:
    html = shown(fleet_answer())
    (summary,) = html.find(css="hmh-summary")
    assert texts_of(summary.find("h4")) == ["Sammendrag"]
    assert texts_of(summary.find("p")) == ["Begge vil ha utstyr 1 5.", "Skrevet av modellen."]
    links = [link.attributes["href"] for link in summary.find("a")]
    assert links == ["?doc=seil-1&start=0&end=20", "?doc=ror-1&start=0&end=25"]
    assert "Ingen vil noe" not in html.page.text


def test_of_a_summary_that_does_not_hold_the_reason_alone_is_shown() -> None:
    withheld = replace(fleet_answer(), summary=fleet_answer().summary[1:])
    (summary,) = shown(withheld).find(css="hmh-summary")
    assert texts_of(summary.find("p")) == ["Skrevet av modellen."]
    assert shown(replace(withheld, summary_note="")).find(css="hmh-summary") == []


# --- what can be done with an excerpt ------------------------------------------------------------


def test_an_excerpt_is_copied_with_its_whole_source() -> None:
    tools = shown(fleet_answer()).find(css="hmh-excerpt")[3].find(css="hmh-tools")[0]
    copying = tools.find("button")[0]
    assert copying.attributes["aria-label"] == "Kopier utdrag 4 med kilde"
    assert copying.attributes["data-copy"] == (
        "«Roret må virke.» (Seilerforeningen, «Om kjøler», politisk plattform, ca. 2021, Havn, "
        "linje 10, side 1)"
    )


def test_what_the_person_said_of_an_excerpt_is_pressed_at_that_excerpt_alone() -> None:
    excerpt = Excerpt.of(fleet_answer().citations[1])
    said = Feedback(
        "0" * 32, datetime(2026, 1, 31, tzinfo=UTC), "", Asked("Hva?"), excerpt, Verdict.WRONG,
        f"Nei{HOSTILE}", "",
    )  # fmt: skip
    html = shown(fleet_answer(), judgements={excerpt: said, None: replace(said, excerpt=None)})
    pressed = [
        (judging.attributes["data-turn"], judging.attributes["data-number"], button.text)
        for judging in html.find(css="hmh-judging")
        for button in judging.find("button")
        if button.attributes.get("aria-pressed") == "true"
    ]
    assert pressed == [("7", "2", "Feil")]
    assert html.find("textarea")[1].text == f"\nNei{HOSTILE}"


# --- languages -----------------------------------------------------------------------------------


@pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])
@pytest.mark.parametrize("answer", [fleet_answer(language="nn"), fleet_refusal(language="nn")])
def test_everything_is_marked_with_the_language_that_it_is_in(answer: Answer, texts: Texts) -> None:
    html = shown(answer, texts=texts)
    quoted = [*html.find("blockquote"), *html.find("q"), *html.find(css="hmh-group")[0].find("h4")]
    assert {element.language for element in quoted} == {"no"}
    pages = [e for tag in ("button", "a", "summary", "caption", "label") for e in html.find(tag)]
    assert {element.language for element in pages} == {texts.language}
    answers = [e for css in ("note", "silent", "docline", "meta", "by") for e in html.find(
        css=f"hmh-{css}")] + html.find("th")  # fmt: skip
    assert {element.language for element in answers} == {"nn"}


@pytest.mark.parametrize(
    ("texts", "answered", "refused"),
    [
        (
            BOKMAL,
            "5 utdrag fra SF, Rolaget. Ingenting funnet hos Tauslaget.",
            "Ingenting i dokumentene svarer på spørsmålet.",
        ),
        (
            NYNORSK,
            "5 utdrag frå SF, Rolaget. Ikkje noko funne hos Tauslaget.",
            "Ikkje noko i dokumenta svarar på spørsmålet.",
        ),
        (
            ENGLISH,
            "5 excerpts from SF, Rolaget. Nothing found from Tauslaget.",
            "Nothing in the documents answers the question.",
        ),
    ],
)
def test_a_screen_reader_is_told_what_came(texts: Texts, answered: str, refused: str) -> None:
    answer = fleet_answer()
    assert announcement(answer, texts) == answered
    assert announcement(fleet_refusal(), texts) == refused
    speaking = replace(answer, findings=answer.findings[:2])
    assert answered.startswith(announcement(speaking, texts))


# --- foreign words -------------------------------------------------------------------------------


def skeleton(html: Html) -> list[tuple[str, Mapping[str, str | None]]]:
    """The elements with what no document, person or model may change.

    Where a line may be broken is for the words to say.
    """
    free = {"href", "data-copy", "data-text"}
    return [
        (tag, {name: value for name, value in attributes.items() if name not in free})
        for tag, attributes in html.elements
        if tag != "wbr"
    ]


@given(_WORDS)
def test_no_foreign_word_becomes_markup_and_none_is_lost(mark: str) -> None:
    for make in (fleet_answer, fleet_refusal):
        html, answer = shown(make(mark), mark), make(mark)
        assert skeleton(html) == skeleton(shown(make()))
        assert texts_of(html.find("blockquote")) == [
            f"«{citation.quote}» {citation.number}" for citation in answer.citations
        ]
        for citation, excerpt in zip(answer.citations, html.find(css="hmh-excerpt"), strict=True):
            assert (
                excerpt.find("button")[0]
                .attributes["data-copy"]
                .startswith(  # type: ignore[union-attr]
                    f"«{citation.quote}» ("
                )
            )
    (understood,) = shown(fleet_answer(mark), mark).find(css="hmh-understood")
    assert f"Forstått som: Hva mener seilerne om utstyr{mark}?" in understood.text


def test_every_link_leads_to_a_document_of_this_server() -> None:
    for _, attributes in shown(fleet_answer(HOSTILE), HOSTILE).elements:
        assert not {name for name in attributes if name.startswith("on") or name == "src"}
        if "href" in attributes:
            address = attributes["href"] or ""
            assert address.startswith("?doc=")
            assert parse_qs(address[1:]).keys() == {"doc", "start", "end"}
