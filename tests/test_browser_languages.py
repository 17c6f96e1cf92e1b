"""The page speaks one language at a time, in all its words, seen and heard."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser_states import (
    COMPARING,
    LISTING,
    ask,
    open_page,
    question_field,
    show_view,
    states,
)
from browser_support import served
from playwright.sync_api import Page, expect
from worded import BOKMAAL_ONLY, ENGLISH, NORWEGIAN

from corpus.library import Library, load_library
from embeddings.language import Language
from embeddings.steps import Report, Step
from qa.chat.opening import Desk
from qa.chat.serving.dispatch import LANGUAGE_COOKIE, LANGUAGES
from qa.chat.texts import BOKMAL, Texts, texts_of
from settings import Settings, UserError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

# Words of buttons and messages that Gradio brings along.
GRADIOS = re.compile(
    r"\b(?:submit|clear|share|copy|copied|undo|retry|cancel|close|loading|error|processing|queue"
    r"|upload|download|settings|built|flag|delete|edit|save|reload|connection|waiting|textbox"
    r"|button|expand|collapse|fullscreen|previous|next|api|dark|light|dismiss)\b",
    re.IGNORECASE,
)
FOREIGN: dict[Language, tuple[re.Pattern[str], ...]] = {
    "nb": (ENGLISH, GRADIOS),
    "nn": (ENGLISH, GRADIOS, BOKMAAL_ONLY),
    "en": (NORWEGIAN,),
}
# Whatever is said in a language: text and names, those that scripts will show too, also where it
# is hidden as yet; but not what is marked as being in another language, nor what people and files
# are called.
SAID = """language => {
  const said = new Set();
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
  const names = ['aria-label', 'aria-description', 'aria-roledescription', 'aria-valuetext',
    'aria-placeholder', 'title', 'placeholder', 'alt', 'label', 'data-said', 'data-copied',
    'data-not-copied', 'data-form'];
  while (nodes.nextNode()) {
    const node = nodes.currentNode;
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    if (element.closest('script, style, code, .hmh-question h3, .hmh-stored h4')) continue;
    if (element.closest('[lang]').lang !== language) continue;
    if (node.nodeType === Node.TEXT_NODE) said.add(node.data.trim());
    if (node === element) for (const name of names) said.add(element.getAttribute(name) ?? '');
  }
  return [document.title, ...said];
}"""


@pytest.fixture(scope="module")
def names() -> re.Pattern[str]:
    """What the documents, their chapters and their organisations are called, longest first."""
    library = load_library(Settings().documents_dir)
    own = {"Hvem mener hva", "xyzzy"}
    for document in library.documents.values():
        organisation = document.entry.organisation
        own |= {document.entry.title, organisation.name, organisation.short}
        own |= {document.entry.recipient or document.entry.title}
    own |= {heading for passage in library.passages for heading in passage.section}
    longest_first = sorted(own, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in longest_first))


def foreign(page: Page, language: Language, names: re.Pattern[str]) -> list[str]:
    """What the page says in another language than its own."""
    said = [names.sub("", text) for text in page.evaluate(SAID, language)]
    return [text for text in said if any(words.search(text) for words in FOREIGN[language])]


def choose(page: Page, language: Language) -> None:
    page.locator(f'[data-language="{language}"]').click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator(".hmh-views a").first).to_have_text(texts_of(language).frame.conversation)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_speaks_one_language(
    page: Page, address: str, names: re.Pattern[str], language: Language
) -> None:
    choice = {"name": LANGUAGE_COOKIE, "value": language, "url": address}
    page.context.add_cookies([choice])
    found: dict[str, list[str]] = {}
    for state in states(page, address, texts_of(language)):
        expect(page.locator("html")).to_have_attribute("lang", language)
        found[state] = foreign(page, language, names)
    assert {state: words for state, words in found.items() if words} == {}
    # What was asked, from the page's own examples, is answered in the page's language.
    show_view(page, "samtale")
    answers = page.locator(".hmh-answer")
    assert {answer.get_attribute("lang") for answer in answers.all()[:2]} == {language}


def test_foreign_words_would_be_found(page: Page, address: str, names: re.Pattern[str]) -> None:
    open_page(page, address)
    assert foreign(page, "nb", names) == []
    page.locator(".hmh-examples").evaluate(
        "list => list.insertAdjacentHTML('afterend', '<p title=\"Submit\">Hva ikke</p>"
        '<p lang="nn">Hva ikke</p><p lang="en">Hva og</p>\')'
    )
    assert foreign(page, "nb", names) == ["Submit"]
    assert foreign(page, "nn", names) == ["Hva ikke"]
    assert foreign(page, "en", names) == ["Hva og"]


@pytest.fixture
def slow(tiny_library: Library, tmp_path: Path) -> Iterator[tuple[str, threading.Event]]:
    """A page whose search is half ready, and fails when the event is set.

    It is asked for before the browser's page, which would miss it if it went first.
    """
    told = threading.Event()

    def opener(report: Report) -> Desk:
        report(Step.EMBEDDING, 0.5)
        told.wait(300)
        raise UserError("The index is in use; stop the other program.")

    with served(tiny_library, opener, tmp_path) as where:
        yield where, told
        told.set()


def test_waiting_and_failing_speak_one_language(
    slow: tuple[str, threading.Event], page: Page
) -> None:
    address, told = slow
    names = re.compile(
        "Hvem mener hva|Fjordforeningen|Fjellforbundet|Innspill om (?:bolig|behandling)"
    )
    page.goto(address)
    for language in LANGUAGES:
        words = texts_of(language)
        choose(page, language)
        step = words.frame.steps[Step.EMBEDDING]
        expect(page.locator("#hmh-status")).to_contain_text(f"{step}: 50 %")
        assert foreign(page, language, names) == [], language
    question_field(page).fill("?")
    question_field(page).press("Enter")
    told.set()
    # A page that is left in the middle of an answer would say so on its console.
    expect(page.locator(".hmh-reply")).to_contain_text(words.frame.failed)
    for language in LANGUAGES:
        choose(page, language)
        for told_in in ("#hmh-status", ".hmh-reply"):
            expect(page.locator(told_in)).to_contain_text(texts_of(language).frame.failed)
            expect(page.locator(f"{told_in} [lang=en]")).to_contain_text("The index is in use")
        assert foreign(page, language, names) == [], language


def test_the_choice_stays_and_so_do_conversation_place_and_view(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, BOKMAL.conversation.examples[COMPARING])
    page.locator(".hmh-compared a.hmh-cite").first.click()
    marked = page.locator(".hmh-reader mark").first
    expect(marked).to_be_visible()
    place, sentence = page.url, marked.text_content() or ""
    for language in ("en", "nn"):
        choose(page, language)
        _stands(page, texts_of(language), place, sentence)
        page.reload()
        _stands(page, texts_of(language), place, sentence)
    show_view(page, "forslag")
    choose(page, "en")
    expect(page.locator(".hmh-proposals h2")).to_have_text(texts_of("en").proposals.heading)
    assert page.url == f"{place}#forslag"
    show_view(page, "samtale")
    expect(page.locator(".hmh-turn h3")).to_have_text(BOKMAL.conversation.examples[COMPARING])
    ask(page, texts_of("en").conversation.examples[LISTING])
    expect(page.locator(".hmh-answer").last).to_have_attribute("lang", "en")


def _stands(page: Page, texts: Texts, place: str, sentence: str) -> None:
    """The same conversation and place, in the language."""
    expect(page.get_by_role("button", name=texts.conversation.ask, exact=True)).to_be_visible()
    expect(page.locator(".hmh-turn h3")).to_have_text(BOKMAL.conversation.examples[COMPARING])
    # The answer is in the language of its question, what can be done with it in the page's.
    expect(page.locator(".hmh-answer")).to_have_attribute("lang", "nb")
    expect(page.get_by_text(texts.conversation.copy_answer)).to_be_visible()
    expect(page.locator(".hmh-reader mark").first).to_have_text(sentence)
    expect(page.locator(".hmh-back, .hmh-copy-address").first).to_have_text(
        texts.reader.copy_address
    )
    assert page.url == place
