"""From an answer or a proposal to its place in the source and back, on the whole page."""

from __future__ import annotations

import pytest
from browser_support import PATIENCE_MS, guarded_page
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.library import Library, load_library
from qa.chat.texts import BOKMAL
from qa.place import parse_link
from settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

WORDS = BOKMAL.reader
QUESTION = "Hvem støtter heroinassistert behandling?"


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Settings().documents_dir)


@pytest.fixture
def asked(page: Page, address: str) -> Page:
    """The page after a question that several excerpts answer."""
    page.goto(address)
    page.get_by_text(BOKMAL.frame.ready).wait_for(timeout=PATIENCE_MS)
    _ask(page, QUESTION)
    return page


def _ask(page: Page, question: str) -> None:
    page.get_by_role("textbox", name=BOKMAL.conversation.question_label).fill(question)
    page.get_by_role("button", name=BOKMAL.conversation.ask, exact=True).click()
    page.locator(".hmh-pick").wait_for(timeout=PATIENCE_MS)


def _links(page: Page) -> list[str]:
    """The places of the answer by their numbers, from 1."""
    links = page.locator(".hmh-turn a.hmh-cite").all()
    places = {int(link.text_content() or ""): link.get_attribute("href") or "" for link in links}
    assert sorted(places) == list(range(1, len(places) + 1))
    return [places[number] for number in sorted(places)]


def _shows(page: Page, library: Library, link: str) -> None:
    """Wait for a place: its document is whole, and the sentence is marked and in view."""
    page.locator(f".hmh-reader[data-place='{link}']").wait_for()
    place = parse_link(link, library.documents)
    assert place is not None
    assert place.span is not None
    text = library.documents[place.document_id].text
    expect(page.locator(".hmh-reader mark").first).to_be_in_viewport()
    marked = page.locator(".hmh-reader mark").all_text_contents()
    assert "".join(marked) == text[slice(*place.span)]
    assert page.locator(".hmh-text").text_content() == text


def _button(page: Page, name: str) -> Locator:
    return page.locator(".hmh-reader").get_by_role("button", name=name, exact=True)


def test_every_excerpt_of_an_answer_is_reached_in_its_source(
    asked: Page, library: Library, browser: Browser
) -> None:
    page = asked
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    links = _links(page)
    assert len({link.split("&")[0] for link in links}) > 1
    first = page.locator(f".hmh-turn a[href='{links[0]}']").first
    first.click()
    for number, link in enumerate(links, 1):
        _shows(page, library, link)
        expect(page.locator(".hmh-position")).to_have_text(f"{number} av {len(links)}")
        for cited in page.locator(f".hmh-turn a[href='{link}']").all():
            expect(cited).to_have_attribute("aria-current", "true")
        if number == 1:
            expect(page.locator(".hmh-head h2")).to_be_focused()
        if number < len(links):
            _button(page, WORDS.next).click()
    expect(_button(page, WORDS.next)).to_have_attribute("aria-disabled", "true")
    _button(page, WORDS.copy_citation).click()
    expect(page.locator(".hmh-reader .hmh-said")).to_have_text(WORDS.copied)
    _button(page, WORDS.copy_address).click()
    page.wait_for_function("navigator.clipboard.readText().then(text => text.startsWith('http'))")
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.endswith(links[-1])
    with guarded_page(browser) as elsewhere:
        elsewhere.goto(address)
        _shows(elsewhere, library, links[-1])
    last = page.locator(f".hmh-turn a[href='{links[-1]}']").first
    page.get_by_role("link", name=BOKMAL.frame.proposals, exact=True).click()
    for _ in ("from the other view", "from the same"):
        _button(page, WORDS.back_to_answer).click()
        expect(last).to_be_focused()
        expect(last).to_be_in_viewport()


def test_back_and_forward_lead_through_places_and_views(
    asked: Page, library: Library, address: str
) -> None:
    page = asked
    first, second = _links(page)[:2]
    for link in (first, second):
        page.locator(f".hmh-turn a[href='{link}']").first.click()
        _shows(page, library, link)
    page.get_by_role("link", name=BOKMAL.frame.proposals, exact=True).click()
    _shows(page, library, second)
    proposal = page.locator(".hmh-results a.hmh-cite").nth(60)
    third = proposal.get_attribute("href") or ""
    proposal.click()
    _shows(page, library, third)
    assert page.url == f"{address}/{third}#forslag"
    expect(proposal).to_be_in_viewport()
    _button(page, WORDS.back_to_answer).click()
    expect(proposal).to_be_focused()
    page.go_back()
    _shows(page, library, second)
    expect(page.locator(".hmh-results")).to_be_visible()
    page.go_back()
    expect(page.locator(".hmh-turn")).to_be_visible()
    page.go_back()
    _shows(page, library, first)
    for _ in range(3):
        page.go_forward()
    _shows(page, library, third)
    expect(page.locator(".hmh-results")).to_be_visible()
    page.reload()
    _shows(page, library, third)


def test_a_chapter_is_chosen_opened_elsewhere_and_kept_in_another_view(
    page: Page, address: str, library: Library
) -> None:
    page.goto(f"{address}/?doc=actis")
    contents = page.locator(".hmh-contents")
    contents.locator("summary").click()
    chapter = contents.get_by_role("link", name="Doping", exact=True)
    link = chapter.get_attribute("href") or ""
    with page.context.expect_page() as opened:
        chapter.click(modifiers=["Control"])
    _shows(opened.value, library, link)
    expect(page.locator(".hmh-reader mark")).to_have_count(0)
    chapter.click()
    _shows(page, library, link)
    expect(page.locator(".hmh-where")).to_contain_text("Doping")
    page.set_viewport_size({"width": 380, "height": 800})
    page.get_by_role("link", name=BOKMAL.frame.proposals, exact=True).click()
    expect(
        page.get_by_role("heading", name=BOKMAL.proposals.heading, exact=True)
    ).to_be_in_viewport()
    page.wait_for_url(f"{address}/{link}#forslag")
