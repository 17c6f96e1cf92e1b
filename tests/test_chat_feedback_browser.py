"""The scripts of judging and of the stored page, in Chromium, with a stand-in for Gradio."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from feedback_examples import judge
from playwright.sync_api import Browser, Page, expect

from corpus.library import Library
from qa.chat.feedback import Judgement, outcome, parse_judgement, render_judging
from qa.chat.stored import render_stored
from qa.chat.texts import feedback as texts_feedback
from qa.chat.texts.stored import BOKMAL
from qa.feedback import Verdict
from settings import PROJECT_DIR, Settings

pytestmark = pytest.mark.browser

SCRIPTS = PROJECT_DIR / "qa" / "chat" / "script"
TEXTS = texts_feedback.BOKMAL
# What Gradio gives to a component's script, and what it does when Python changes a property.
GRADIO = """(script) => {
  const element = document.body;
  const props = {};
  const watchers = [];
  window.sent = [];
  window.tell = (name, value) => {
    props[name] = value;
    if (name === 'value') element.innerHTML = value;
    for (const [watched, react] of watchers) if (watched === name) react();
  };
  new Function('element', 'trigger', 'props', 'watch', script)(
    element,
    (name, data) => window.sent.push([name, data]),
    props,
    (name, react) => watchers.push([name, react]),
  );
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def show(page: Page, html: str, script: Path) -> None:
    page.set_content(html)
    page.evaluate(GRADIO, script.read_text(encoding="utf-8"))


def sent(page: Page) -> list[Any]:
    """What was sent to Python since the last time."""
    found: list[Any] = page.evaluate("window.sent.splice(0)")
    return found


@pytest.fixture
def talk(page: Page) -> Page:
    """Controls beneath two excerpts and the answer, the second in the conversation."""
    html = "".join(render_judging(1, number, None, "", TEXTS) for number in (1, 2, None))
    show(page, html, SCRIPTS / "judging.js")
    return page


def test_a_verdict_is_sent_and_thanked_for_only_when_it_is_kept(
    talk: Page, tiny_library: Library
) -> None:
    wrong = talk.get_by_role("button", name="Utdrag 2: feil")
    comment = talk.get_by_role("textbox", name="Utdrag 2: kommentar")
    expect(comment).to_be_hidden()
    wrong.click()
    ((name, data),) = sent(talk)
    judgement = parse_judgement(data)
    assert (name, judgement) == ("judge", Judgement(1, 2, Verdict.WRONG, ""))
    expect(wrong).to_have_attribute("aria-pressed", "true")
    expect(comment).to_be_visible()
    assert "".join(talk.get_by_role("status").all_text_contents()) == ""
    assert judgement is not None
    kept = judge(tiny_library, 2, Verdict.WRONG)
    talk.evaluate("told => tell('judged', told)", outcome(judgement, kept, TEXTS))
    assert talk.get_by_role("status").all_text_contents() == ["", TEXTS.kept, ""]


def test_a_comment_goes_with_the_verdict(talk: Page) -> None:
    talk.get_by_role("button", name="Hele svaret: riktig").click()
    talk.get_by_role("textbox", name="Hele svaret: kommentar").fill("Godt & <kort>")
    talk.get_by_role("button", name="Hele svaret: lagre kommentaren").click()
    _, (name, data) = sent(talk)
    assert (name, parse_judgement(data)) == (
        "judge",
        Judgement(1, None, Verdict.RIGHT, "Godt & <kort>"),
    )


def test_one_verdict_takes_the_others_place_and_a_second_press_takes_it_back(talk: Page) -> None:
    right = talk.get_by_role("button", name="Utdrag 1: riktig")
    wrong = talk.get_by_role("button", name="Utdrag 1: feil")
    for button in (right, wrong, wrong):
        button.click()
    assert [data["verdict"] for _, data in sent(talk)] == ["right", "wrong", None]
    for button in (right, wrong):
        expect(button).to_have_attribute("aria-pressed", "false")
    expect(talk.get_by_role("textbox", name="Utdrag 1: kommentar")).to_be_hidden()


def test_a_verdict_that_was_not_kept_is_not_shown_as_given(talk: Page) -> None:
    right = talk.get_by_role("button", name="Utdrag 1: riktig")
    right.click()
    failed = outcome(Judgement(1, 1, Verdict.RIGHT, ""), None, TEXTS, "The disk is full.")
    talk.evaluate("told => tell('judged', told)", failed)
    expect(right).to_have_attribute("aria-pressed", "false")
    assert talk.get_by_role("status").all_text_contents() == ["The disk is full.", "", ""]


@pytest.fixture
def stored(page: Page, tiny_library: Library) -> Page:
    """The stored page with one judgement."""
    show(page, _stored(tiny_library), SCRIPTS / "stored.js")
    return page


def _stored(library: Library, done: str = "") -> str:
    return render_stored([judge(library, 1)], "", library, Settings(), BOKMAL, done)


def test_deleting_one_sends_its_id_and_reads_out_that_it_is_done(
    stored: Page, tiny_library: Library
) -> None:
    button = stored.get_by_role("button", name="Slett vurdering 1")
    identifier = button.get_attribute("data-id")
    button.click()
    assert sent(stored) == [["forget", {"id": identifier}]]
    stored.evaluate("html => tell('value', html)", _stored(tiny_library, BOKMAL.removed))
    expect(stored.get_by_text(BOKMAL.removed)).to_be_focused()


def test_deleting_all_takes_two_steps_and_can_be_left(stored: Page) -> None:
    remove_all = stored.get_by_role("button", name=BOKMAL.remove_all)
    really = stored.get_by_role("button", name=BOKMAL.really)
    expect(really).to_be_hidden()
    remove_all.click()
    expect(stored.get_by_role("button", name=BOKMAL.cancel)).to_be_focused()
    stored.keyboard.press("Escape")
    expect(really).to_be_hidden()
    expect(remove_all).to_be_focused()
    remove_all.click()
    stored.get_by_role("button", name=BOKMAL.cancel).click()
    expect(remove_all).to_be_focused()
    assert sent(stored) == []
    remove_all.click()
    really.click()
    assert sent(stored) == [["forget_all", {}]]


def test_deleting_the_conversation_is_heard_by_who_keeps_it(stored: Page) -> None:
    stored.evaluate(
        "document.addEventListener('hmh-forget-conversation', () => window.sent.push('heard'))"
    )
    stored.get_by_role("button", name=BOKMAL.forget_conversation).click()
    assert sent(stored) == ["heard"]
    expect(stored.get_by_role("status")).to_have_text(BOKMAL.forgotten)
