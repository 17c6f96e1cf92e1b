"""The five main states of the page in three widths and both themes, as pictures to be looked at.

They are kept in ``build/screens``. That nothing sticks out of the window is tested besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import pytest
from browser_support import PROJECT_DIR
from playwright.sync_api import Browser, Page

from qa.chat.texts import BOKMAL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

SCREENS = PROJECT_DIR / "build" / "screens"
SIZES = MappingProxyType({"phone": (380, 800), "laptop": (1400, 900), "wide": (1920, 1080)})
READY_MS = 300_000


def _welcome(page: Page) -> None:
    page.get_by_text(BOKMAL.frame.ready).wait_for(timeout=READY_MS)


def _compared(page: Page) -> None:
    page.get_by_role("button", name=BOKMAL.conversation.examples[1]).click()
    page.locator(".hmh-compared").wait_for(timeout=READY_MS)


def _reading(page: Page) -> None:
    page.locator(".hmh-group a.hmh-cite").first.click()
    page.locator(".hmh-reader mark").first.wait_for()


def _proposals(page: Page) -> None:
    page.get_by_role("link", name=BOKMAL.frame.proposals, exact=True).click()
    page.locator(".hmh-results").wait_for(timeout=READY_MS)


def _stored(page: Page) -> None:
    page.get_by_role("link", name=BOKMAL.frame.stored, exact=True).click()
    page.locator(".hmh-stored h2").wait_for()


STATES: Mapping[str, Callable[[Page], None]] = MappingProxyType(
    {
        "1-welcome": _welcome,
        "2-answer": _compared,
        "3-source": _reading,
        "4-proposals": _proposals,
        "5-stored": _stored,
    }
)


@pytest.mark.parametrize("size", SIZES)
def test_the_main_states_fit_the_window(browser: Browser, address: str, size: str) -> None:
    SCREENS.mkdir(parents=True, exist_ok=True)
    width, height = SIZES[size]
    with browser.new_context(
        viewport={"width": width, "height": height}, locale="nb-NO", color_scheme="light"
    ) as context:
        page = context.new_page()
        page.goto(address)
        for name, reach in STATES.items():
            reach(page)
            for theme in ("light", "dark"):
                _dress(page, theme)
                path = SCREENS / f"{name}-{size}-{theme}.png"
                page.screenshot(path=path, animations="disabled")
                assert page.evaluate("document.documentElement.scrollWidth") <= width


def _dress(page: Page, theme: str) -> None:
    """Choose a theme without the pointer or the focus going anywhere."""
    button = page.locator('#hmh-top [data-act="theme"]')
    if (button.get_attribute("aria-pressed") == "true") is not (theme == "dark"):
        button.evaluate("button => button.click()")
