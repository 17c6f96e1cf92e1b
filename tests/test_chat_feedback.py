"""The judging controls have full names and show what is given; what a browser sends is checked."""

from __future__ import annotations

from dataclasses import fields
from string import Formatter

import pytest
from chat_examples import Html
from feedback_examples import judge
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library
from qa.chat.feedback import Judgement, outcome, parse_judgement, render_judging
from qa.chat.texts.feedback import BOKMAL, ENGLISH, NYNORSK, FeedbackTexts
from qa.feedback import Verdict

LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])


def attributes(html: Html, tag: str, css: str) -> list[dict[str, str | None]]:
    return [found for name, found in html.elements if name == tag and found.get("class") == css]


def test_an_excerpt_is_judged_by_two_named_buttons() -> None:
    html = Html(render_judging(2, 3, None, "", BOKMAL))
    (group,) = attributes(html, "div", "hmh-judging")
    assert (group["data-turn"], group["data-number"]) == ("2", "3")
    assert group["aria-label"] == "Svarer utdrag 3 på spørsmålet?"
    right, wrong = attributes(html, "button", "hmh-verdict")
    assert (right["aria-label"], wrong["aria-label"]) == ("Utdrag 3: riktig", "Utdrag 3: feil")
    assert (right["data-verdict"], wrong["data-verdict"]) == ("right", "wrong")
    assert right["aria-pressed"] == wrong["aria-pressed"] == "false"
    (comment,) = attributes(html, "div", "hmh-comment")
    assert "hidden" in comment
    assert attributes(html, "p", "hmh-judged")[0]["role"] == "status"
    assert html.text_in(css="hmh-judged") == ""


def test_the_whole_answer_is_judged_without_a_number() -> None:
    html = Html(render_judging(0, None, None, "", NYNORSK))
    (group,) = attributes(html, "div", "hmh-judging")
    assert "data-number" not in group
    assert html.text_in(tag="span") == group["aria-label"] == "Er svaret rett?"
    assert attributes(html, "button", "hmh-verdict")[0]["aria-label"] == "Heile svaret: rett"


def test_what_is_given_is_pressed_and_its_comment_shown() -> None:
    html = Html(render_judging(0, 1, Verdict.WRONG, "\nNei & <nei>", ENGLISH))
    right, wrong = attributes(html, "button", "hmh-verdict")
    assert (right["aria-pressed"], wrong["aria-pressed"]) == ("false", "true")
    assert "hidden" not in attributes(html, "div", "hmh-comment")[0]
    # A browser drops the first line feed of a text area.
    assert html.text_in(tag="textarea") == "\n\nNei & <nei>"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")))
def test_no_comment_becomes_an_element(comment: str) -> None:
    html = Html(render_judging(0, 1, Verdict.RIGHT, comment, BOKMAL))
    assert html.text_in(tag="textarea") == f"\n{comment}"
    assert [tag for tag, _ in html.elements] == [
        "div", "button", "button", "div", "label", "textarea", "button", "p",
    ]  # fmt: skip


def test_every_field_of_a_conversation_has_a_label_of_its_own() -> None:
    page = "".join(render_judging(t, n, None, "", BOKMAL) for t in (0, 1) for n in (None, 1, 11))
    html = Html(page)
    labelled = [found["for"] for tag, found in html.elements if tag == "label"]
    assert labelled == [found["id"] for tag, found in html.elements if tag == "textarea"]
    assert len(set(labelled)) == 6


@LANGUAGES
def test_the_names_that_are_heard_hold_the_words_that_are_seen(texts: FeedbackTexts) -> None:
    html = Html(render_judging(0, 4, None, "", texts))
    for css, word in (("hmh-verdict", texts.right), ("hmh-comment-save", texts.save)):
        name = attributes(html, "button", css)[0]["aria-label"]
        assert name is not None
        assert word.lower() in name.lower()
        assert texts.excerpt.format(number=4) in name


@LANGUAGES
def test_every_language_is_complete_and_fills_in_the_same(texts: FeedbackTexts) -> None:
    for field in fields(FeedbackTexts):
        said = getattr(texts, field.name)
        assert said.strip()
        assert _holes(said) == _holes(getattr(BOKMAL, field.name))


def _holes(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name}


# --- what a browser sends ------------------------------------------------------------------------

SENT = {"turn": 0, "number": 3, "verdict": "wrong", "comment": "Nei"}


def test_what_the_script_sends_is_read() -> None:
    assert parse_judgement(SENT) == Judgement(0, 3, Verdict.WRONG, "Nei")
    assert parse_judgement({**SENT, "number": None, "verdict": None}) == Judgement(
        0, None, None, "Nei"
    )


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "turn",
        {},
        {**SENT, "quote": "Nei"},
        {**SENT, "turn": -1},
        {**SENT, "turn": True},
        {**SENT, "turn": "0"},
        {**SENT, "number": 0},
        {**SENT, "number": 1.0},
        {**SENT, "number": False},
        {**SENT, "verdict": "perhaps"},
        {**SENT, "verdict": []},
        {**SENT, "verdict": ""},
        {**SENT, "comment": None},
    ],
)
def test_what_is_no_judgement_is_not_taken(data: object) -> None:
    assert parse_judgement(data) is None


# --- what the page is told -----------------------------------------------------------------------


def test_the_page_is_told_what_is_kept(tiny_library: Library) -> None:
    kept = judge(tiny_library, 1, Verdict.WRONG)
    told = {"turn": 4, "number": 1, "verdict": "wrong", "said": BOKMAL.kept, "id": kept.id}
    judgement = Judgement(4, 1, Verdict.WRONG, "")
    assert outcome(judgement, kept, BOKMAL) == told
    with_comment = judge(tiny_library, 1, Verdict.WRONG, "Nei")
    assert outcome(judgement, with_comment, BOKMAL)["said"] == BOKMAL.comment_kept


def test_the_page_is_told_what_is_taken_back_and_what_went_wrong(tiny_library: Library) -> None:
    judgement = Judgement(0, None, None, "")
    told = {"turn": 0, "number": None, "verdict": None, "said": BOKMAL.taken_back, "id": None}
    assert outcome(judgement, None, BOKMAL) == told
    # A verdict that could not be changed stays as it is kept, and no thanks are given.
    kept = judge(tiny_library, None, Verdict.RIGHT)
    failed = outcome(judgement, kept, BOKMAL, "The disk is full.")
    assert (failed["verdict"], failed["said"]) == ("right", "The disk is full.")
