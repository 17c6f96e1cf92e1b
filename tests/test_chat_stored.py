"""The page says all that is stored and where, shows a person's judgements, and can delete each."""

from __future__ import annotations

import time
from dataclasses import fields, replace
from pathlib import Path
from string import Formatter

import pytest
from chat_examples import Html, make_library
from feedback_examples import CARE, HOUSING, NOON, ROOF, judge
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library, load_library
from qa.chat.stored import render_stored
from qa.chat.texts.stored import BOKMAL, ENGLISH, NYNORSK, StoredTexts
from qa.feedback import Asked, Excerpt, Feedback, Verdict
from settings import Settings

LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])
SETTINGS = Settings(documents_dir=Path("dok"), data_dir=Path("data & mer"))


def page(
    library: Library,
    *feedback: Feedback,
    person: str = "",
    settings: Settings = SETTINGS,
    texts: StoredTexts = BOKMAL,
    done: str = "",
) -> Html:
    return Html(render_stored(feedback, person, library, settings, texts, done))


def attributes(html: Html, tag: str, css: str) -> list[dict[str, str | None]]:
    return [found for name, found in html.elements if name == tag and found.get("class") == css]


# --- what is stored, and where -------------------------------------------------------------------


def test_each_thing_that_is_stored_has_its_place(tiny_library: Library) -> None:
    html = page(tiny_library)
    assert html.text_in(tag="caption") == "Hva som er lagret, og hvor"
    scopes = [found["scope"] for tag, found in html.elements if tag == "th"]
    assert scopes == ["col"] * 2 + ["row"] * 5
    paths = [Path("data & mer/feedback.jsonl"), Path("data & mer"), Path("dok")]
    assert html.text_in(tag="code") == "".join(map(str, paths))
    assert html.text_in(tag="td").count(BOKMAL.in_browser) == 2
    assert "og ingenting forlater maskinen" in html.text_in(tag="p")


def test_a_chat_model_is_said_to_be_told_questions_and_excerpts(tiny_library: Library) -> None:
    told = page(tiny_library, settings=replace(SETTINGS, chat_model="openai:<b>")).text_in(tag="p")
    assert "sendes til språkmodellen openai:<b>" in told
    assert "og ingenting forlater" not in told


def test_a_person_who_is_logged_in_is_told_that_the_name_is_stored(tiny_library: Library) -> None:
    assert "brukernavnet ditt (kari)" in page(tiny_library, person="kari").text_in(tag="tbody")
    assert "brukernavnet" not in page(tiny_library).text_in(tag="tbody")


def test_the_conversation_can_be_deleted_and_what_is_then_said_is_there(
    tiny_library: Library,
) -> None:
    (button,) = attributes(page(tiny_library), "button", "hmh-forget-conversation")
    assert button["data-said"] == BOKMAL.forgotten


# --- what was judged -----------------------------------------------------------------------------


def test_without_judgements_that_is_said_and_nothing_is_there_to_delete(
    tiny_library: Library,
) -> None:
    html = page(tiny_library)
    assert BOKMAL.empty in html.text_in(tag="p")
    assert not attributes(html, "button", "hmh-forget-all")
    assert not [tag for tag, _ in html.elements if tag == "ol"]


def test_a_judged_excerpt_is_shown_as_its_document_says_it(tiny_library: Library) -> None:
    feedback = judge(tiny_library, 2, Verdict.WRONG, "Nei.", history=("Hva?", "Hvem?"))
    html = page(tiny_library, feedback)
    assert html.text_in(tag="h4") == HOUSING
    assert html.text_in(tag="blockquote") == f"«{CARE}»"
    facts = html.text_in(css="hmh-facts")
    assert "Feil: utdrag fra Fjellforbundet" in facts
    assert "Tidligere i samtalen: Hva? · Hvem?" in facts
    assert html.text_in(tag="a") == "Innspill om behandling · høringsinnspill · ca. 2021"
    assert html.text_in(css="hmh-remark") == "Kommentar: Nei."
    (link,) = attributes(html, "a", "hmh-cite")
    start = tiny_library.documents["fjell"].text.index(CARE)
    assert link["href"] is not None
    for part in ("fjell", str(start), str(start + len(CARE))):
        assert part in link["href"]
    (button,) = attributes(html, "button", "hmh-forget")
    assert (button["data-id"], button["aria-label"]) == (feedback.id, "Slett vurdering 1")


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone cannot be set here")
@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (BOKMAL, "31. januar 2026 kl. 13.00"),
        (NYNORSK, "31. januar 2026 kl. 13.00"),
        (ENGLISH, "31 January 2026 at 13:00"),
    ],
)
def test_the_time_is_that_of_the_machine(
    tiny_library: Library, texts: StoredTexts, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "CET-1")  # one hour ahead of UTC
    time.tzset()
    try:
        html = page(tiny_library, judge(tiny_library), texts=texts)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert html.text_in(tag="time") == said
    assert [f["datetime"] for tag, f in html.elements if tag == "time"] == [
        "2026-01-31T12:00:00+00:00"
    ]


def test_the_newest_judgement_is_first_and_each_has_its_own_button(tiny_library: Library) -> None:
    old = judge(tiny_library, None, question="Gammelt?", organisations=("fjord", "borte"))
    new = judge(tiny_library, 1, question="Nytt?")
    html = page(tiny_library, old, new)
    assert html.text_in(tag="h4") == "Nytt?Gammelt?"
    buttons = attributes(html, "button", "hmh-forget")
    assert [button["data-id"] for button in buttons] == [new.id, old.id]
    assert [button["aria-label"] for button in buttons] == [
        "Slett vurdering 1",
        "Slett vurdering 2",
    ]
    facts = html.text_in(css="hmh-facts")
    assert "Riktig: hele svaret" in facts
    assert "Valgte organisasjoner: borte, Fjordforeningen" in facts
    assert "2 vurderinger" in html.text_in(tag="p")


def test_an_excerpt_that_is_gone_from_its_document_is_not_shown(
    tiny_library: Library, tiny_documents: Path
) -> None:
    feedback = judge(tiny_library, 1)
    source = tiny_documents / "fjord.txt"
    source.write_text(source.read_text("utf-8").replace("alle må", "ingen må"), "utf-8")
    html = page(load_library(tiny_documents), feedback)
    assert BOKMAL.changed in html.text_in(css="hmh-facts")
    assert not [tag for tag, _ in html.elements if tag in {"blockquote", "a"}]
    assert attributes(html, "button", "hmh-forget")


def test_a_quote_that_somebody_changed_in_the_file_is_not_shown(tiny_library: Library) -> None:
    feedback = judge(tiny_library, 1)
    assert feedback.excerpt is not None
    forged = replace(feedback.excerpt, quote=ROOF.replace("alle", "inga"))
    rendered = render_stored(
        [replace(feedback, excerpt=forged)], "", tiny_library, SETTINGS, BOKMAL
    )
    assert "inga" not in rendered


def test_deleting_all_asks_before_it_deletes(tiny_library: Library) -> None:
    html = page(tiny_library, judge(tiny_library, 1), judge(tiny_library, 2))
    (sure,) = attributes(html, "div", "hmh-sure")
    assert "hidden" in sure
    assert sure["aria-labelledby"] in [found.get("id") for _, found in html.elements]
    assert "alle de 2 vurderingene" in html.text_in(css="hmh-sure")
    for css in ("hmh-forget-all", "hmh-really", "hmh-cancel"):
        (button,) = attributes(html, "button", css)
        assert button["type"] == "button"


def test_what_was_done_is_said_where_focus_can_go(tiny_library: Library) -> None:
    html = page(tiny_library, done=BOKMAL.removed)
    assert html.text_in(css="hmh-done") == "Vurderingen er slettet."
    (said,) = attributes(html, "p", "hmh-done")
    assert (said["role"], said["tabindex"]) == ("status", "-1")


PLAIN = st.text(st.characters(exclude_categories=["Cs", "Cc"]))


@given(question=PLAIN, comment=PLAIN, earlier=PLAIN, person=PLAIN)
def test_nothing_that_was_typed_becomes_an_element(
    question: str, comment: str, earlier: str, person: str
) -> None:
    hostile = '<img src=x onerror="alert(1)">'
    library = make_library()
    (document,) = library.documents.values()
    feedback = Feedback(
        id="0" * 32,
        at=NOON,
        person=person + hostile,
        asked=Asked(question + hostile, (earlier + hostile,), (hostile,)),
        excerpt=Excerpt(document.id, document.organisation.id, 0, 40, document.text[:40]),
        verdict=Verdict.RIGHT,
        comment=comment + hostile,
        corpus=library.content_hash,
    )
    html = page(library, feedback, person=person + hostile)
    assert html.text_in(tag="h4") == question + hostile
    assert html.text_in(tag="blockquote") == f"«{document.text[:40]}»"
    assert "<ofte>" in document.text[:40]
    for tag, found in html.elements:
        assert tag not in {"img", "script", "ofte"}
        assert not {name for name in found if name.startswith("on") or name in {"src", "style"}}


# --- languages -----------------------------------------------------------------------------------


@LANGUAGES
def test_headings_stand_in_order_in_every_language(
    texts: StoredTexts, tiny_library: Library
) -> None:
    html = page(tiny_library, judge(tiny_library, 1), texts=texts)
    headings = [tag for tag, _ in html.elements if tag in {"h1", "h2", "h3", "h4"}]
    assert headings == ["h2", "h3", "h3", "h4"]


@LANGUAGES
def test_every_language_is_complete_and_fills_in_the_same(texts: StoredTexts) -> None:
    for field in fields(StoredTexts):
        said, bokmal = getattr(texts, field.name), getattr(BOKMAL, field.name)
        if isinstance(said, str):
            assert said.strip()
            assert _holes(said) == _holes(bokmal)


def _holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}
