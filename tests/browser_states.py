"""Leading a browser through every state of the page, in whichever language it is."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from qa.chat.texts import Texts

COMPARING, LISTING = 2, 3
"""Places among the page's examples: a question on two organisations, one with a long answer."""


def open_page(page: Page, address: str) -> None:
    """Open the page and wait until it can answer."""
    page.goto(address)
    expect(page.locator("#hmh-status .hmh-ready")).to_be_attached()


def question_field(page: Page) -> Locator:
    return page.locator("#hmh-question textarea")


def ask(page: Page, question: str) -> Locator:
    """Ask with the Enter key; the question and its reply."""
    before = page.locator(".hmh-turn").count()
    question_field(page).fill(question)
    question_field(page).press("Enter")
    expect(page.locator(".hmh-turn")).to_have_count(before + 1)
    turn = page.locator(".hmh-turn").last
    expect(turn.locator(".hmh-answer, .hmh-notice")).not_to_have_count(0)
    expect(page.locator("#hmh-ask")).to_be_enabled()
    return turn


def show_view(page: Page, view: str) -> None:
    page.locator(f'.hmh-views a[href="#{view}"]').click()


def states(page: Page, address: str, texts: Texts) -> Iterator[str]:
    """Names of the states, each when the page is in it; what was judged is deleted in the end."""
    open_page(page, f"{address}?doc=nowhere")
    expect(page.locator(".hmh-nowhere")).to_be_visible()
    yield "welcome, at an address of nothing"
    _converse(page, texts)
    yield "conversation, editing"
    page.locator(".hmh-compared a.hmh-cite").first.click()
    expect(page.locator(".hmh-reader mark").first).to_be_visible()
    page.locator(".hmh-contents summary").click()
    yield "reader"
    show_view(page, "forslag")
    page.locator(".hmh-map button").last.click()
    expect(page.locator(".hmh-map button").last).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".hmh-results tbody tr")).to_have_count(
        int(page.locator(".hmh-map button").last.inner_text())
    )
    yield "proposals"
    page.locator('.hmh-filter [name="words"]').fill("xyzzy")
    expect(page.locator(".hmh-results tbody tr")).to_have_count(0)
    yield "proposals, none found"
    show_view(page, "lagret")
    page.locator(".hmh-forget-all").click()
    expect(page.locator(".hmh-really")).to_be_visible()
    yield "stored, deleting"
    page.locator(".hmh-really").click()
    expect(page.locator(".hmh-done")).to_have_text(texts.stored.removed_all)
    yield "stored, deleted"


def _converse(page: Page, texts: Texts) -> None:
    """A comparison, a long answer, a refusal and a fault; an excerpt judged, a question edited."""
    examples = texts.conversation.examples
    for question in (examples[COMPARING], examples[LISTING], "Sjokoladekake?", "???"):
        ask(page, question)
    expect(page.locator(".hmh-compared")).to_have_count(1)
    for folded in page.locator(".hmh-more summary").all():
        folded.click()
    excerpt = page.locator(".hmh-excerpt").first
    excerpt.hover()
    wrong = excerpt.locator('[data-verdict="wrong"]')
    if wrong.get_attribute("aria-pressed") == "false":
        wrong.click()
    expect(excerpt.locator(".hmh-judged")).not_to_be_empty()
    turn = page.locator(".hmh-turn").first
    turn.hover()
    turn.locator('[data-act="edit"]').last.click()
    expect(page.locator("#hmh-editing")).to_be_visible()
