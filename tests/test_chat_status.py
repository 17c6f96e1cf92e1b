"""What the page says while the search is made ready, and after it failed."""

from __future__ import annotations

import pytest
from chat_examples import HOSTILE, Html

from embeddings.steps import Step
from qa.chat.startup import Failed, Loading, Ready
from qa.chat.status import sentence, status_html
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts

LANGUAGES = pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])


def test_each_state_has_its_sentence() -> None:
    assert sentence(Loading(), BOKMAL) == BOKMAL.frame.starting
    assert sentence(Loading(Step.OPENING), BOKMAL).startswith("Åpner indeksen. ")
    assert sentence(Loading(Step.READING, 0.259), BOKMAL).startswith("Leser dokumentene: 25 %. ")
    assert sentence(Ready(1), BOKMAL) == BOKMAL.frame.ready
    assert sentence(Failed("Gjør om."), BOKMAL) == f"{BOKMAL.frame.failed} Gjør om."


def test_a_step_is_told_in_the_language_of_the_page() -> None:
    reading = Loading(Step.READING)
    assert sentence(reading, NYNORSK) == "Les dokumenta. Du kan lese dokumenta så lenge."
    assert sentence(reading, ENGLISH).startswith("Reading the documents. You can read")


@LANGUAGES
def test_what_is_seen_is_what_is_said(texts: Texts) -> None:
    states: tuple[Loading | Ready[int] | Failed, ...] = (
        Loading(), Loading(Step.OPENING), Loading(Step.READING, 0.5), Ready(1), Failed(None),
        Failed(HOSTILE),
    )  # fmt: skip
    for state in states:
        html = Html(status_html(state, texts))
        (status,) = html.find("p")
        assert status.text == html.page.text == sentence(state, texts)
        assert status.attributes["role"] == "status"


def test_progress_is_shown_where_it_is_known() -> None:
    (progress,) = Html(status_html(Loading(Step.READING, 0.25), BOKMAL)).find("progress")
    assert progress.attributes == {"aria-label": "Framdrift", "max": "1", "value": "0.250"}
    for state in (Loading(), Loading(Step.READING), Ready(1)):
        assert Html(status_html(state, BOKMAL)).find("progress") == []


def test_a_reason_comes_from_the_command_line_and_is_marked_as_english() -> None:
    (reason,) = Html(status_html(Failed("The index is in use."), NYNORSK)).find("span")
    assert (reason.text, reason.language) == ("The index is in use.", "en")
    assert Html(status_html(Failed(None), NYNORSK)).find("span") == []
