"""The page in the system's Chromium: ask, read, click a citation, see the highlighted sentence."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from browser_support import CHROMIUM_ARGUMENTS, find_chromium, start_app
from chat_examples import scripted
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from server_support import pages_over, serving

from corpus.library import Library, load_library
from qa.chat.opening import Desk, Stage
from qa.chat.place import Place, parse_link
from qa.chat.server import build_app
from qa.chat.startup import Report, Startup
from qa.chat.texts import BOKMAL
from settings import Settings, UserError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

READY_MS = 300_000
CITATIONS = "#hmh-chat a[href^='#']"
_ENGLISH = re.compile(
    r"\b(?:the|and|your|clear|submit|send|loading|error|settings|copy|undo|share|chatbot|message"
    r"|scroll|button|textbox|built with|api|user|bot|type|stop|retry|close|open|file|upload)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(Settings().documents_dir)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = find_chromium()
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGUMENTS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def address(browser: Browser, real_data_dir: Path) -> Iterator[str]:
    """The real application with the real model, over the index that all tests share."""
    process, where = start_app(real_data_dir)
    yield where
    process.terminate()
    process.communicate(timeout=60)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails its test when it asks for anything outside this machine or breaks."""
    context = browser.new_context(viewport={"width": 1400, "height": 900}, locale="nb-NO")
    opened = context.new_page()
    requests: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [url for url in requests if not _is_local(url)] == []
    assert faults == []


def _is_local(url: str) -> bool:
    return re.match(r"(?:https?|wss?)://127\.0\.0\.1:\d+/|data:|blob:", url) is not None


@contextmanager
def _served(library: Library, opener: Callable[[Report], Desk]) -> Iterator[str]:
    """The page over a hand-made search, served from a thread."""
    startup = Startup(opener)
    with serving(build_app(pages_over(library, startup), "127.0.0.1")) as address:
        startup.start()
        yield address


def _visit(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=BOKMAL.conversation.examples[0]).wait_for()


def _ask(page: Page, question: str) -> None:
    page.get_by_label(BOKMAL.conversation.question_label).fill(question)
    page.get_by_role("button", name=BOKMAL.conversation.ask, exact=True).click()


def _settled(page: Page) -> Locator:
    """The last reply, when it is there."""
    reply = page.get_by_test_id("bot").last
    expect(reply).not_to_have_text(BOKMAL.conversation.waiting, timeout=READY_MS)
    expect(reply).not_to_have_text(BOKMAL.conversation.searching, timeout=READY_MS)
    expect(page.get_by_role("button", name=BOKMAL.conversation.ask, exact=True)).to_be_enabled()
    return reply


def _marked(page: Page, link: str) -> str:
    """The text that is marked once the reader shows the place of a link."""
    page.locator(f".hmh-reader[data-place='{link}']").wait_for()
    expect(page.locator(".hmh-reader mark").first).to_be_in_viewport()
    return "".join(page.locator(".hmh-reader mark").all_text_contents())


def _quote(library: Library, link: str) -> tuple[Place, str]:
    place = parse_link(link, library.documents)
    assert place is not None
    assert place.span is not None
    return place, library.documents[place.document_id].text[slice(*place.span)]


def test_before_it_is_ready_the_page_can_be_used_and_says_what_it_waits_for(
    page: Page, library: Library
) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        report("Leser inn tekstene for søk", 0.25)
        go_on.wait(60)
        return scripted(lambda question, history: iter([Stage("Svaret er **nei**.")]))

    with _served(library, opener) as where:
        _visit(page, where)
        expect(page.locator("#hmh-status")).to_contain_text("Leser inn tekstene for søk: 25 %")
        expect(page.get_by_role("progressbar")).to_be_visible()
        page.get_by_role("link", name="Narkotikapolitisk plattform").click()
        expect(page.locator(".hmh-head h2")).to_contain_text("Actis")
        _ask(page, "Er dette klart?")
        expect(page.get_by_test_id("bot")).to_have_text(BOKMAL.conversation.waiting)
        expect(
            page.get_by_role("button", name=BOKMAL.conversation.ask, exact=True)
        ).to_be_disabled()
        go_on.set()
        expect(page.get_by_test_id("bot")).to_have_text("Svaret er nei.")
        expect(page.locator("#hmh-status")).to_have_text(BOKMAL.frame.ready)


def test_what_went_wrong_at_the_start_is_said_and_can_be_tried_again(
    page: Page, library: Library
) -> None:
    faults = ["The data folder /x cannot be written; make it writable."]

    def opener(report: Report) -> Desk:
        if faults:
            raise UserError(faults.pop())
        return scripted(lambda question, history: iter([Stage("Svar.")]))

    with _served(library, opener) as where:
        _visit(page, where)
        expect(page.locator("#hmh-status")).to_contain_text("/x cannot be written; make it")
        page.get_by_role("button", name=BOKMAL.frame.start_again).click()
        expect(page.locator("#hmh-status")).to_have_text(BOKMAL.frame.ready)
        expect(page.get_by_role("button", name=BOKMAL.frame.start_again)).to_be_hidden()
        _ask(page, "Går det nå?")
        expect(page.get_by_test_id("bot")).to_have_text("Svar.")


def test_a_new_conversation_begins_with_the_examples(page: Page, library: Library) -> None:
    with _served(
        library, lambda report: scripted(lambda question, history: iter([Stage("Svar.")]))
    ) as where:
        _visit(page, where)
        _ask(page, "Først?")
        _settled(page)
        page.get_by_role("button", name=BOKMAL.conversation.new).click()
        expect(page.get_by_role("button", name=BOKMAL.conversation.examples[0])).to_be_visible()
        expect(page.get_by_test_id("user")).to_have_count(0)
        page.get_by_label(BOKMAL.conversation.question_label).fill("Så?")
        page.get_by_label(BOKMAL.conversation.question_label).press("Enter")
        _settled(page)
        expect(page.get_by_test_id("user")).to_have_text(["Så?"])


def test_when_the_program_is_gone_the_page_says_so_in_norwegian(
    browser: Browser, library: Library
) -> None:
    with browser.new_context(locale="nb-NO") as context:
        page = context.new_page()
        with _served(
            library, lambda report: scripted(lambda question, history: iter([Stage("Svar.")]))
        ) as where:
            _visit(page, where)
        _ask(page, "Er du der?")
        expect(page.get_by_role("alert").filter(has_text=BOKMAL.frame.lost)).to_be_visible()
        assert _english(page) == []


def test_ask_read_click_a_citation_and_see_the_sentence(
    page: Page, address: str, library: Library
) -> None:
    _visit(page, address)
    _ask(page, "Hvilke tiltak foreslår Actis mot overdoser?")
    reply = _settled(page)
    links = [link.get_attribute("href") or "" for link in page.locator(CITATIONS).all()]
    assert links
    assert [link.inner_text() for link in page.locator(CITATIONS).all()] == [
        str(number) for number in range(1, len(links) + 1)
    ]
    for number, link in enumerate(links[:3], 1):
        place, quote = _quote(library, link)
        assert place.document_id == "actis"
        assert quote in reply.inner_text()
        page.get_by_role("link", name=str(number), exact=True).click()
        assert _marked(page, link) == quote
        expect(page.locator(".hmh-where")).to_contain_text("linje ")
        expect(page.locator(".hmh-head h2")).to_be_focused()
        assert page.url.endswith(link)
    page.go_back()
    assert _marked(page, links[-1 if len(links) < 2 else min(len(links), 3) - 2])
    page.get_by_role("button", name=BOKMAL.reader.back_to_answer).click()
    expect(page.get_by_role("link", name=str(min(len(links), 3)), exact=True)).to_be_focused()


@pytest.mark.parametrize("example", BOKMAL.conversation.examples)
def test_an_example_is_answered_with_citations(page: Page, address: str, example: str) -> None:
    _visit(page, address)
    page.get_by_role("button", name=example).click()
    expect(page.get_by_test_id("user")).to_have_text(example)
    _settled(page)
    expect(page.locator("#hmh-chat h4").first).to_be_visible()
    assert page.locator(CITATIONS).count() >= 1


def test_a_citation_can_be_followed_with_the_keyboard(
    page: Page, address: str, library: Library
) -> None:
    _visit(page, address)
    page.get_by_role("button", name=BOKMAL.conversation.examples[0]).press("Enter")
    _settled(page)
    link = page.locator(CITATIONS).first
    link.press("Enter")
    target = link.get_attribute("href") or ""
    assert _marked(page, target) == _quote(library, target)[1]


def test_markup_in_a_question_does_nothing(page: Page, address: str) -> None:
    question = (
        '<img src=//evil.example/x onerror="window.broken=1"> ![x](//evil.example/y) '
        "[Actis](javascript:window.broken=1) <form action=//evil.example> www.evil.example"
    )
    _visit(page, address)
    _ask(page, question)
    _settled(page)
    shown = page.get_by_test_id("user")
    expect(shown).to_have_text(question)
    assert shown.locator("img, a, form, script").count() == 0
    assert page.evaluate("window.broken") is None


@pytest.mark.parametrize("question", ["", "å" * 10_000, "🙂🙂", "\x07"])
def test_a_question_that_cannot_be_searched_gets_a_sentence(
    page: Page, address: str, question: str
) -> None:
    _visit(page, address)
    _ask(page, question)
    expect(_settled(page)).to_contain_text(";")
    assert page.locator(CITATIONS).count() == 0


def test_an_address_with_a_place_opens_it(page: Page, address: str, library: Library) -> None:
    text = library.documents["fo"].text
    start = text.index("overdosestrategi")
    link = Place("fo", (start, start + len("overdosestrategi"))).link
    page.goto(f"{address}/{link}")
    assert _marked(page, link) == "overdosestrategi"


@pytest.mark.parametrize("link", ["#fo-0-9999999", "#ukjent-1-2", "#%3Cimg%20src=x%3E", "#fo-4-2"])
def test_an_address_with_a_bad_place_opens_nothing(page: Page, address: str, link: str) -> None:
    page.goto(f"{address}/{link}")
    page.get_by_role("link", name="Narkotikapolitisk plattform").wait_for()
    page.wait_for_timeout(1000)
    expect(page.locator(".hmh-reader")).to_have_attribute("data-place", "#/")


def test_at_phone_width_nothing_is_cut_off_and_the_reader_comes_into_view(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    _visit(page, address)
    _no_sideways_scrolling(page)
    page.get_by_role("button", name=BOKMAL.conversation.examples[3]).click()
    _settled(page)
    _no_sideways_scrolling(page)
    link = page.locator(CITATIONS).first
    link.click()
    assert _marked(page, link.get_attribute("href") or "")
    _no_sideways_scrolling(page)


@pytest.mark.parametrize("width", [360, 1200])
def test_organisations_side_by_side_can_be_read_in_a_narrow_column(
    page: Page, library: Library, width: int
) -> None:
    table = (
        "| Organisasjon | Setning | Holdning | Sted |\n| --- | --- | --- | --- |\n"
        f"| FO (ca. 2018) | «{'Alle skal ha bolig. ' * 12}» [1](#fo-0-9) | På visse vilkår "
        f"| {'Narkotikaprogram' * 5} |\n| NKROP (2023) | Ingenting. | | |"
    )
    page.set_viewport_size({"width": width, "height": 740})
    with _served(
        library, lambda report: scripted(lambda question, history: iter([Stage(table)]))
    ) as where:
        _visit(page, where)
        _ask(page, "Hvem vil ha bolig?")
        expect(_settled(page).locator("tbody tr")).to_have_count(2)
        widths = page.evaluate(
            """() => ['table', 'td:nth-child(2)'].map(
              part => document.querySelector('#hmh-chat ' + part).getBoundingClientRect().width)"""
        )
        assert widths[0] == widths[1]
        assert page.evaluate(
            """() => [...document.querySelectorAll('#hmh-chat td')]
              .every(cell => cell.scrollWidth <= cell.clientWidth + 1)"""
        )
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def _no_sideways_scrolling(page: Page) -> None:
    width, overflowing = page.evaluate(
        """() => [document.documentElement.scrollWidth,
            [...document.querySelectorAll('#hmh-main *')].filter(e => e.checkVisibility()
              && !e.classList.contains('sr-only')
              && e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML)]"""
    )
    assert width <= 360
    assert overflowing == []


def test_the_page_speaks_norwegian(page: Page, address: str) -> None:
    _visit(page, address)
    assert page.locator("html").get_attribute("lang") == "nb"
    assert _english(page) == []
    page.get_by_role("button", name=BOKMAL.conversation.examples[1]).click()
    _settled(page)
    assert _english(page) == []


def _english(page: Page) -> list[str]:
    """English words that the page says itself, in its text or to a screen reader."""
    said = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
              && !e.closest('blockquote'))
            .flatMap(e => [
              ...[...e.childNodes].filter(n => n.nodeType === 3).map(n => n.textContent),
              ...['aria-label', 'title', 'placeholder', 'alt'].map(n => e.getAttribute(n) || ''),
            ])"""
    )
    return [words for words in said if _ENGLISH.search(words)]


def test_every_control_has_a_name(page: Page, address: str) -> None:
    _visit(page, address)
    page.get_by_role("button", name=BOKMAL.conversation.examples[0]).click()
    _settled(page)
    nameless = page.evaluate(
        """() => [...document.querySelectorAll('button, a, textarea, input')]
            .filter(e => e.checkVisibility())
            .filter(e => !(e.innerText || e.ariaLabel || (e.labels && e.labels[0]?.innerText)))
            .map(e => e.outerHTML)"""
    )
    assert nameless == []


def test_an_answer_that_grows_is_shown_as_it_grows_and_can_be_stopped(
    page: Page, library: Library
) -> None:
    go_on = threading.Event()

    def reply(question: str, history: Sequence[str]) -> Iterator[Stage]:
        yield Stage("Utdragene. Sammendraget skrives.", "Utdragene. Sammendraget ble stoppet.")
        while not go_on.wait(0.2):
            yield Stage("Utdragene. Sammendraget skrives.", "Utdragene. Sammendraget ble stoppet.")
        yield Stage("Sammendraget. Utdragene.")

    with _served(library, lambda report: scripted(reply)) as where:
        _visit(page, where)
        stop = page.get_by_role("button", name=BOKMAL.conversation.stop, exact=True)
        expect(stop).to_be_hidden()
        _ask(page, "Hva blir stoppet?")
        expect(page.get_by_test_id("bot")).to_have_text("Utdragene. Sammendraget skrives.")
        stop.click()
        expect(page.get_by_test_id("bot")).to_have_text("Utdragene. Sammendraget ble stoppet.")
        expect(stop).to_be_hidden()
        _ask(page, "Hva blir ferdig?")
        expect(page.get_by_test_id("bot").last).to_have_text("Utdragene. Sammendraget skrives.")
        go_on.set()
        expect(page.get_by_test_id("bot").last).to_have_text("Sammendraget. Utdragene.")
        expect(stop).to_be_hidden()
        expect(page.get_by_test_id("bot").first).to_have_text(
            "Utdragene. Sammendraget ble stoppet."
        )
