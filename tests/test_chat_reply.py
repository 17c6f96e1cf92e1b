"""A question and what stands under it, and the page before the first question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from chat_examples import HOSTILE, Html, fleet_answer, fleet_refusal, make_fleet
from hypothesis import given
from hypothesis import strategies as st

from qa.chat.conversation import Turn
from qa.chat.reply import (
    LONGEST_SHOWN,
    Reply,
    answer_reply,
    notice,
    render_scaffold,
    render_turn,
)
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts
from qa.feedback import Asked, Feedback, Verdict
from qa.render import render_text

LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])


def shown(turn: Turn, reply: Reply = Reply("<p>Svaret</p>"), mark: str = "") -> Html:  # noqa: B008
    return Html(render_turn(turn, reply, make_fleet(mark), BOKMAL))


# --- the question --------------------------------------------------------------------------------


def test_the_reply_stands_below_its_question() -> None:
    html = shown(Turn(4, "Hva mener de?"))
    (question, reply) = html.find("header")[0], html.find(css="hmh-reply")[0]
    assert question.find("h3")[0].text == "Hva mener de?"
    assert reply.find("p")[0].text == "Svaret"
    assert html.page.text.index("Hva mener de?") < html.page.text.index("Svaret")


def test_a_question_can_be_altered_and_answered_again_by_buttons_that_say_which() -> None:
    buttons = shown(Turn(4, "Hva?")).find("button")
    assert [(b.text, b.attributes["data-act"], b.attributes["aria-label"]) for b in buttons] == [
        ("Endre", "edit", "Endre spørsmål 4"),
        ("Svar på nytt", "retry", "Svar på nytt på spørsmål 4"),
    ]


def test_who_was_asked_is_said_where_not_all_were() -> None:
    header = shown(Turn(1, "Hva?", ("taus", "seil"))).find("header")[0]
    assert [p.text for p in header.find("p")] == ["Spurt: SF, Tauslaget"]
    assert shown(Turn(1, "Hva?")).find("header")[0].find("p") == []


@given(st.text(st.characters(exclude_categories=["Cs"])) | st.just(HOSTILE))
def test_no_question_becomes_markup(question: str) -> None:
    html = shown(Turn(1, question, ("seil",)), mark=question.translate({0: None, 13: None}))
    assert [tag for tag, _ in html.elements] == [
        "header", "h3", "p", "div", "button", "button", "div", "p",
    ]  # fmt: skip
    assert html.find("h3")[0].text != ""


def test_a_question_is_shown_as_it_was_typed() -> None:
    assert shown(Turn(1, HOSTILE)).find("h3")[0].text == HOSTILE


@pytest.mark.parametrize(
    ("question", "seen"),
    [
        ("", "(tomt spørsmål)"),
        (" \n\x00\u202e", "(tomt spørsmål)"),
        ("Hva\r\n\tmener \u2066de\x9f?", "Hva mener  de ?"),
        ("å" * LONGEST_SHOWN, "å" * LONGEST_SHOWN),
        ("å" * (LONGEST_SHOWN + 1), "å" * LONGEST_SHOWN + " …"),
    ],
)
def test_what_cannot_be_seen_is_left_out_and_what_is_too_long_is_cut(
    question: str, seen: str
) -> None:
    assert shown(Turn(1, question)).find("h3")[0].text == seen


# --- the reply -----------------------------------------------------------------------------------


def test_a_notice_is_one_sentence_seen_and_heard() -> None:
    waiting = notice(f"Leter {HOSTILE}")
    assert Html(waiting.html).find("p")[0].text == waiting.said == f"Leter {HOSTILE}"
    assert [tag for tag, _ in Html(waiting.html).elements] == ["p"]
    assert not waiting.settled
    assert notice("Nei.", settled=True).settled


def test_an_answer_that_still_grows_can_only_be_read() -> None:
    growing = answer_reply(fleet_answer(), make_fleet(), BOKMAL, Turn(2, "Hva?"), {}, settled=False)
    assert (growing.said, growing.settled) == ("", False)
    assert Html(growing.html).find("footer") == []
    assert len(Html(growing.html).find("blockquote")) == 5


def test_what_can_be_done_with_an_answer_comes_when_it_is_complete() -> None:
    answer = fleet_answer(HOSTILE)
    reply = answer_reply(answer, make_fleet(HOSTILE), BOKMAL, Turn(2, "Hva?"), {})
    assert reply.settled
    assert reply.said == (
        f"5 utdrag fra SF{HOSTILE}, Rolaget{HOSTILE}. Ingenting funnet hos Tauslaget{HOSTILE}."
    )
    (footer,) = Html(reply.html).find("footer")
    copying = footer.find("button")[0]
    assert copying.text == "Kopier svaret"
    assert copying.attributes["data-copy"] == render_text(answer, make_fleet(HOSTILE))
    (picked,) = footer.find("input")
    assert "checked" in picked.attributes
    (label,) = [label for label in footer.find("label") if label.text == "Med i notatet"]
    assert label.attributes["for"] == picked.attributes["id"] == "hmh-pick-2"
    (judging,) = footer.find(css="hmh-judging")
    assert judging.attributes["data-turn"] == "2"
    assert "data-number" not in judging.attributes


def test_what_the_person_said_of_the_whole_answer_is_pressed() -> None:
    said = Feedback(
        "0" * 32, datetime(2026, 1, 31, tzinfo=UTC), "", Asked("Hva?"), None, Verdict.RIGHT, "", ""
    )
    reply = answer_reply(fleet_refusal(), make_fleet(), BOKMAL, Turn(2, "Hva?"), {None: said})
    right, wrong = Html(reply.html).find("footer")[0].find(css="hmh-verdict")
    assert (right.attributes["aria-pressed"], wrong.attributes["aria-pressed"]) == ("true", "false")


# --- before the first question -------------------------------------------------------------------


@LANGUAGES
def test_the_page_begins_with_examples_and_a_place_for_what_comes(texts: Texts) -> None:
    html = Html(render_scaffold(texts))
    asking = [b.text for b in html.find("button") if b.attributes["data-act"] == "ask"]
    assert asking == list(texts.conversation.examples)
    (log,) = html.find(css="hmh-log")
    assert (log.attributes["role"], log.text) == ("log", "")
    assert html.find(css="hmh-said")[0].attributes["role"] == "status"
    assert html.find(css="hmh-problem")[0].attributes["role"] == "alert"
    assert "hidden" in html.find(css="hmh-bar")[0].attributes


@LANGUAGES
def test_a_note_is_saved_by_buttons_that_say_as_what(texts: Texts) -> None:
    buttons = [
        (b.attributes["data-form"], b.attributes["aria-label"])
        for b in Html(render_scaffold(texts)).find("button")
        if b.attributes["data-act"] == "note"
    ]
    words = texts.conversation
    assert buttons == [("docx", words.word_name), ("md", words.markdown_name)]


@LANGUAGES
def test_nothing_of_the_scaffold_is_a_command_to_the_browser(texts: Texts) -> None:
    """It is a template: Gradio runs ``{{…}}``, ``${…}`` and what stands in backticks."""
    for sign in ("{{", "${", "`", "\\"):
        assert sign not in render_scaffold(texts)
