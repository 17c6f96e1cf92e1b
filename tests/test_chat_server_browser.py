"""What only a browser can tell of the server: scripts, languages, the proxy and the login."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import argon2
import pytest
from axe_playwright_python.sync_playwright import Axe
from chat_examples import fleet_answer, make_fleet
from playwright.sync_api import Browser, Page, expect
from server_support import pages_over, proxy, serving

from qa.chat.opening import Desk
from qa.chat.serving.accounts import Accounts
from qa.chat.serving.front import parse_front
from qa.chat.serving.server import build_app
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

PASSWORD = "båt ved bryggekanten"


@contextmanager
def _visiting(browser: Browser, locale: str, faults: list[str] | None = None) -> Iterator[Page]:
    """A page whose faults are gathered, or else fail the test."""
    found: list[str] = []
    with browser.new_context(locale=locale) as context:
        page = context.new_page()
        page.on("pageerror", lambda error: found.append(str(error)))
        page.on("console", lambda said: found.append(said.text) if said.type == "error" else None)
        yield page
    if faults is None:
        assert found == []
    else:
        faults += found


@contextmanager
def _served(front: str = "", accounts: Accounts | None = None) -> Iterator[str]:
    """The page over a hand-made answer."""
    library = make_fleet()
    desk = Desk(library, lambda question, history, organisations: fleet_answer())
    startup = Startup(lambda report: desk)
    startup.start()
    app = build_app(pages_over(library, startup), "127.0.0.1", parse_front(front), accounts)
    with serving(app) as address:
        yield address


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with _served() as where:
        yield where


def _ask(page: Page, texts: Texts) -> None:
    turns = page.locator(".hmh-turn")
    before = turns.count()
    page.get_by_label(texts.conversation.question_label, exact=True).fill("Er det så?")
    page.get_by_role("button", name=texts.conversation.ask, exact=True).click()
    expect(turns).to_have_count(before + 1)
    expect(turns.last.locator(".hmh-answer")).to_be_visible()


@pytest.mark.parametrize(
    ("locale", "texts", "gradios"),
    [("nb-NO", BOKMAL, "nb"), ("nn-NO", NYNORSK, "nb"), ("en-GB", ENGLISH, "en")],
)
def test_the_page_speaks_as_the_browser_wishes(
    browser: Browser, address: str, locale: str, texts: Texts, gradios: str
) -> None:
    with _visiting(browser, locale) as page:
        page.goto(address)
        _ask(page, texts)
        expect(page.locator("html")).to_have_attribute("lang", texts.language)
        assert page.evaluate("[navigator.language, ...navigator.languages]") == [gradios] * 2


def test_what_is_chosen_in_one_tab_leaves_the_other_working(browser: Browser, address: str) -> None:
    with _visiting(browser, "nb-NO") as first:
        first.goto(address)
        _ask(first, BOKMAL)
        first.context.add_cookies([{"name": "hmh_language", "value": "nn", "url": address}])
        second = first.context.new_page()
        second.goto(address)
        # What the browser keeps belongs to all its tabs.
        expect(second.locator(".hmh-turn")).to_have_count(1)
        _ask(second, NYNORSK)
        _ask(first, BOKMAL)
        expect(first.locator(".hmh-turn")).to_have_count(2)


def test_scripts_that_come_with_a_text_are_dead(browser: Browser, address: str) -> None:
    faults: list[str] = []
    with _visiting(browser, "nb-NO", faults) as page:
        page.goto(address)
        _ask(page, BOKMAL)
        assert faults == []
        page.evaluate(
            """() => {
              document.body.insertAdjacentHTML('beforeend', `
                <img src="data:," onerror="window.broken = 'handler'">
                <a id="planted" href="javascript:window.broken = 'link'">x</a>
                <iframe srcdoc="<script>parent.broken = 'frame'</script>"></iframe>`);
              const script = document.createElement('script');
              script.textContent = "window.broken = 'script'";
              document.body.append(script);
            }"""
        )
        page.locator("#planted").click()
        page.wait_for_timeout(300)
        assert page.evaluate("window.broken") is None
    refused = [fault for fault in faults if "Content Security Policy" in fault]
    assert len(refused) >= 4


def test_behind_a_proxy_the_page_loads_and_a_question_is_answered(browser: Browser) -> None:
    with (
        _served("/hmh") as inside,
        serving(proxy(inside, "/hmh")) as outside,
        _visiting(browser, "nb-NO") as page,
    ):
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{outside}/hmh")
        _ask(page, BOKMAL)
        assert [url for url in asked if not url.startswith((f"{outside}/hmh", "data:"))] == []


def test_a_person_logs_in_with_the_keyboard_and_out_again(browser: Browser) -> None:
    texts = NYNORSK
    hashed = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    faults: list[str] = []
    words = texts.login
    with (
        _served(accounts=Accounts({"kari": hashed})) as address,
        _visiting(browser, texts.language, faults) as page,
    ):
        page.goto(f"{address}/?doc=seil")
        expect(page).to_have_title(f"{words.log_in} – {texts.frame.title}")
        expect(page.get_by_label(words.name)).to_be_focused()
        page.keyboard.type("kari")
        page.keyboard.press("Tab")
        page.keyboard.type("feil")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text(words.refused)
        expect(page.get_by_label(words.name)).to_have_value("kari")
        expect(page.get_by_label(words.password)).to_be_focused()
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{address}/?doc=seil")
        _ask(page, texts)
        page.goto(f"{address}/logout")
        page.get_by_role("button", name=words.log_out).press("Enter")
        expect(page).to_have_url(f"{address}/login")
        page.goto(address)
        expect(page).to_have_url(f"{address}/login")
    assert len(faults) == 1
    assert re.search(r"status of 401", faults[0])


def test_the_login_is_accessible_light_and_dark_and_narrow(browser: Browser) -> None:
    with _served(accounts=Accounts({})) as address, _visiting(browser, "nb-NO", []) as page:
        page.set_viewport_size({"width": 320, "height": 640})
        page.goto(address)
        page.get_by_label(BOKMAL.login.name).fill("kari")
        page.get_by_label(BOKMAL.login.password).fill("feil")
        page.get_by_role("button", name=BOKMAL.login.log_in).click()
        page.get_by_role("alert").wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            violations = Axe().run(page).response["violations"]
            assert [violation["id"] for violation in violations] == []
