"""The page for those who use the keyboard, listen to it, enlarge it or see its colours otherwise.

docs/accessibility.md says what is tested here, and what cannot be.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
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
from playwright.sync_api import Locator, Page, expect

from corpus.library import Library
from embeddings.steps import Report, Step
from qa.chat.opening import Desk
from qa.chat.texts import BOKMAL, NYNORSK
from settings import UserError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

EXAMPLES = BOKMAL.conversation.examples
# Every rule that is on by default, best practices too, and two that are not.
ALL_RULES = {
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}, "label-content-name-mismatch": {"enabled": True}},
}
# Beside two columns the window is so high that all of them is in view: what is scrolled away is not
# looked at.
WIDE, NARROW = (1400, 4000), (380, 900)
# Phones, the tablet's two ways, a laptop at 200 %, a laptop, and a wide screen.
WIDTHS = ((360, 740), (380, 800), (768, 1024), (1024, 768), (700, 450), (1400, 900), (1920, 1080))


def resize(page: Page, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})


def dress(page: Page, *, dark: bool) -> None:
    button = page.locator('#hmh-top [data-act="theme"]')
    if (button.get_attribute("aria-pressed") == "true") is not dark:
        button.click()


def violations(page: Page, state: str) -> list[str]:
    """What axe finds in the whole page, Gradio's elements included."""
    # Its script goes in through the debugger, which the page's content-security policy allows.
    found = Axe().run(page, options=ALL_RULES).response
    return [
        f"{state}: {rule['id']} ({rule['impact']}): {node['target']} {node['html'][:200]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


def in_all_looks(page: Page, state: str) -> list[str]:
    """All rules in both widths and both themes; a colour is the same in both widths."""
    found: list[str] = []
    for size, dark in ((WIDE, False), (NARROW, True)):
        resize(page, size)
        dress(page, dark=dark)
        found += violations(page, f"{state}, {size[0]}, dark={dark}")
    resize(page, (1400, 900))
    return found


def test_axe_finds_nothing_in_any_state(page: Page, address: str) -> None:
    # Colours that are on their way to others are neither.
    page.emulate_media(reduced_motion="reduce")
    found: list[str] = []
    for state in states(page, address, BOKMAL):
        found += in_all_looks(page, state)
    assert found == []


def test_axe_sees_through_the_policy_and_into_what_is_scrolled(page: Page, address: str) -> None:
    open_page(page, address)
    ask(page, EXAMPLES[LISTING])
    resize(page, WIDE)
    page.locator(".hmh-log").evaluate(
        "log => log.insertAdjacentHTML('beforeend', '<button></button>"
        '<p style="color: #ccc">blek</p>\')'
    )
    found = violations(page, "spoilt")
    assert {line.split(" ")[1] for line in found} == {"button-name", "color-contrast"}


class Slow:
    """A start that comes to half of its way, and fails when it is told to."""

    def __init__(self) -> None:
        self.told = threading.Event()

    def open(self, report: Report) -> Desk:
        report(Step.EMBEDDING, 0.5)
        self.told.wait(300)
        raise UserError("The index is in use; stop the other program.")


@pytest.fixture
def slow(tiny_library: Library, tmp_path: Path) -> Iterator[tuple[str, Slow]]:
    # It is asked for before the browser's page, which would miss it if it went first.
    start = Slow()
    with served(tiny_library, start.open, tmp_path) as where:
        yield where, start
        start.told.set()


def test_axe_finds_nothing_while_the_search_is_made_ready_nor_when_that_fails(
    slow: tuple[str, Slow], page: Page
) -> None:
    address, start = slow
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    expect(page.get_by_role("progressbar", name=BOKMAL.frame.progress)).to_be_visible()
    question_field(page).fill("Hva?")
    question_field(page).press("Enter")
    expect(page.locator(".hmh-reply")).to_have_text(BOKMAL.conversation.waiting)
    expect(page.locator("#hmh-stop")).to_be_visible()
    found = in_all_looks(page, "loading")
    start.told.set()
    expect(page.locator(".hmh-reply")).to_contain_text(BOKMAL.frame.failed)
    expect(page.get_by_role("button", name=BOKMAL.frame.start_again)).to_be_visible()
    assert found + in_all_looks(page, "failed") == []


FOCUSED = """() => {
  const node = document.activeElement;
  const style = getComputedStyle(node);
  const box = (node.labels?.[0] ?? node).getBoundingClientRect();
  // Of what is higher than the window, such as the map, the part in view counts.
  const middle = (low, high, end) => (Math.max(low, 0) + Math.min(high, end)) / 2;
  // The ring has its place: nothing around hides what sticks out of it. What is higher than the
  // column that scrolls it is not whole, and need not be.
  const ring = 4;
  let isWhole = true, scrolls = false;
  for (let around = node.parentElement; around; around = around.parentElement) {
    const { overflowX, overflowY } = getComputedStyle(around);
    const { left, right, top, bottom } = around.getBoundingClientRect();
    if (overflowX !== 'visible') isWhole &&= left <= box.left - ring && box.right + ring <= right;
    scrolls ||= overflowY === 'auto';
    if (overflowY === 'hidden' && !scrolls) {
      isWhole &&= top <= box.top - ring && box.bottom + ring <= bottom;
    }
  }
  const on = document.elementFromPoint(
    middle(box.left, box.right, innerWidth), middle(box.top, box.bottom, innerHeight));
  return {
    name: `${node.tagName} ${node.ariaLabel ?? node.textContent.trim().slice(0, 60)}`,
    ringed: style.outlineStyle === 'solid' && parseFloat(style.outlineWidth) >= 2,
    isWhole,
    uncovered: [node, ...(node.labels ?? [])].some((own) => own.contains(on)),
  };
}"""


def tab_to(page: Page, target: Locator, key: str = "Tab") -> list[str]:
    """Press a key until the target has the focus; what else had it on the way."""
    passed: list[str] = []
    while len(passed) < 100:
        page.keyboard.press(key)
        focused = page.evaluate(FOCUSED)
        assert focused["ringed"] or focused["name"].startswith("BODY"), focused
        assert focused["uncovered"], focused
        assert focused["isWhole"] or focused["name"].startswith("BODY"), focused
        if target.evaluate("node => node === document.activeElement"):
            return passed
        passed.append(focused["name"])
    raise AssertionError(f"the keyboard does not come to {target}; it came past {passed}")


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def test_the_keyboard_goes_through_the_page_in_the_order_of_reading(
    page: Page, address: str
) -> None:
    open_page(page, address)
    documents = page.locator(".hmh-documents a")
    passed = tab_to(page, documents.last)
    words, frame = BOKMAL.conversation, BOKMAL.frame
    assert passed[:13] == [
        f"BUTTON {frame.skip}",
        f"A {frame.conversation}", f"A {frame.proposals}", f"A {frame.stored}",
        "BUTTON Bokmål", "BUTTON Nynorsk", "BUTTON English", f"BUTTON {frame.dark_theme}",
        *(f"BUTTON {example[:60]}" for example in EXAMPLES),
    ]  # fmt: skip
    assert passed[13].startswith(f"SUMMARY {words.asking}")
    chips = page.locator(".hmh-chips input").count()
    assert passed[14 : 14 + chips] == ["INPUT "] * chips
    assert passed[14 + chips : 16 + chips] == ["TEXTAREA ", f"BUTTON {words.ask}"]
    assert len(passed) == 16 + chips + documents.count() - 1
    # Past the end the browser itself has the focus, and then the page again from its beginning.
    assert len(tab_to(page, page.locator(".hmh-skip"))) <= 1


def test_at_200_percent_the_focus_is_never_covered(page: Page, address: str) -> None:
    resize(page, (700, 450))
    open_page(page, address)
    _ask_and_read(page)


def test_everything_can_be_done_by_keyboard(page: Page, address: str) -> None:
    open_page(page, address)
    _ask_and_read(page)
    _judge_and_edit(page)
    _survey(page)
    _change_looks(page)


def _ask_and_read(page: Page) -> None:
    press(page, page.locator(".hmh-skip"))
    expect(question_field(page)).to_be_focused()
    page.keyboard.type(EXAMPLES[LISTING])
    page.keyboard.press("Enter")
    turn = page.locator(".hmh-turn").first
    expect(turn.locator("footer")).to_be_visible()
    expect(question_field(page)).to_be_focused()
    shown = turn.locator("a.hmh-cite:visible")
    folded = turn.locator(".hmh-more summary")
    tab_to(page, folded, "Shift+Tab")
    before = shown.count()
    page.keyboard.press("Enter")
    expect(turn.locator(".hmh-more")).to_have_attribute("open", "")
    assert shown.count() > before
    tab_to(page, shown.first, "Shift+Tab")
    page.keyboard.press("Enter")
    heading = page.locator(".hmh-reader h2")
    expect(heading).to_be_focused()
    position = page.locator(".hmh-position")
    expect(position).to_have_text(f"1 av {shown.count()}")
    press(page, page.get_by_role("button", name=BOKMAL.reader.next, exact=True))
    expect(position).to_have_text(f"2 av {shown.count()}")
    page.keyboard.press("Alt+ArrowDown")
    expect(position).to_have_text(f"3 av {shown.count()}")
    press(page, page.locator(".hmh-back"))
    expect(shown.nth(2)).to_be_focused()


def _judge_and_edit(page: Page) -> None:
    excerpt = page.locator(".hmh-excerpt").nth(3)
    right = excerpt.locator('[data-verdict="right"]')
    press(page, right, "Space")
    expect(right).to_have_attribute("aria-pressed", "true")
    expect(excerpt.get_by_role("status")).to_have_text(BOKMAL.feedback.kept)
    page.keyboard.press("Space")
    expect(excerpt.get_by_role("status")).to_have_text(BOKMAL.feedback.taken_back)
    edit = page.locator('.hmh-question [data-act="edit"]').first
    tab_to(page, edit, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(question_field(page)).to_be_focused()
    tab_to(page, page.locator("#hmh-editing button"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(question_field(page)).to_be_focused()
    expect(page.locator("#hmh-editing")).to_be_hidden()
    again = page.locator('[data-act="retry"]').first
    tab_to(page, again, "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#hmh-ask")).to_be_enabled()
    expect(again).to_be_focused()
    tab_to(page, page.locator('[data-act="clear"]'), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".hmh-welcome h3")).to_be_focused()
    press(page, page.locator(".hmh-examples button").nth(COMPARING))
    expect(page.locator(".hmh-compared")).to_be_visible()
    expect(page.locator(".hmh-turn h3")).to_be_focused()


def _survey(page: Page) -> None:
    tab_to(page, page.locator('.hmh-views a[href="#forslag"]'), "Shift+Tab")
    page.keyboard.press("Enter")
    caption = page.locator(".hmh-results caption")
    everything = r"^(\d+) av \1 forslag$"
    expect(caption).to_have_text(re.compile(everything))
    press(page, page.locator('.hmh-filter [name="organisation"]'), "ArrowDown")
    expect(caption).not_to_have_text(re.compile(everything))
    with page.expect_download() as saved:
        press(page, page.locator('[data-format="csv"]'))
    assert saved.value.suggested_filename.endswith(".csv")
    cell = page.locator(".hmh-map button").nth(1)
    press(page, cell)
    expect(page.locator(".hmh-list h3")).to_be_focused()
    expect(cell).to_have_attribute("aria-pressed", "true")
    expect(caption).to_have_text(re.compile(rf"^{cell.inner_text()} av \d+ forslag$"))
    order = page.locator('[data-sort="strength"]')
    press(page, order)
    expect(page.locator('th[aria-sort="ascending"]')).to_have_text(BOKMAL.proposals.strength)
    expect(order).to_be_focused()


def _change_looks(page: Page) -> None:
    tab_to(page, page.locator('#hmh-top [data-act="theme"]'), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    tab_to(page, page.locator('[data-language="nn"]'), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    expect(page.locator(".hmh-results caption")).to_contain_text("framlegg")
    show_view(page, "samtale")
    expect(page.get_by_text(NYNORSK.conversation.copy_answer)).to_be_visible()


# Words and controls that reach out of their column or the window, or do not fit where they stand.
# The map scrolls by itself.
CUT_OFF = """() => {
  const found = [];
  for (const node of document.querySelectorAll('#hmh-top *, #hmh-main *')) {
    const worded = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    if (!worded && !node.matches('input, select, textarea')) continue;
    if (node.closest('.hmh-unseen, .sr-only, .hmh-skip, .hmh-map, thead')) continue;
    if (!node.checkVisibility()) continue;
    const { left, right, width } = node.getBoundingClientRect();
    const column = node.closest('#hmh-left, #hmh-side, #hmh-top').getBoundingClientRect();
    const clips = getComputedStyle(node).overflowX !== 'visible' && !node.matches('input, select');
    const sticks = left < column.left - 1 || right > Math.min(column.right, innerWidth) + 1;
    const isCut = clips && node.scrollWidth > node.clientWidth + 1;
    if (width && (sticks || isCut)) found.push(node.outerHTML.slice(0, 200));
  }
  return found;
}"""
NAMELESS = """() => [...document.querySelectorAll(
  'nav, fieldset, [role="region"], [role="group"], [role="log"], [role="search"]',
)].filter((node) => node.checkVisibility() && !node.ariaLabel
  && !node.getAttribute('aria-labelledby') && !node.querySelector(':scope > legend'),
).map((node) => node.outerHTML.slice(0, 200))"""


def test_every_width_and_200_percent_show_everything_and_landmarks_have_names(
    page: Page, address: str
) -> None:
    for state in states(page, address, BOKMAL):
        assert page.evaluate(NAMELESS) == [], state
        for size in WIDTHS:
            resize(page, size)
            told = f"{state}, {size}"
            assert page.evaluate("document.documentElement.scrollWidth") <= size[0], told
            assert page.evaluate(CUT_OFF) == [], told
            if page.locator("body").get_attribute("data-view") == "samtale":
                page.evaluate("scrollTo(0, 0)")
                expect(question_field(page)).to_be_in_viewport(ratio=1)
            page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
            bottom = page.locator("#hmh-side").evaluate("n => n.getBoundingClientRect().bottom")
            assert bottom <= size[1], told
        resize(page, (1400, 900))


def test_what_happens_is_told_to_those_who_listen(page: Page, address: str) -> None:
    open_page(page, address)
    said = page.locator("p.hmh-said[role=status]")
    turn = ask(page, EXAMPLES[LISTING])
    count = len({link.get_attribute("href") for link in turn.locator("a.hmh-cite").all()})
    expect(said).to_have_text(
        BOKMAL.conversation.announced.format(count=count, organisations="Actis")
    )
    ask(page, "Sjokoladekake?")
    expect(said).to_have_text(BOKMAL.conversation.announced_nothing)
    page.context.grant_permissions(["clipboard-write"])
    turn.locator("footer [data-act=copy]").click()
    expect(said).to_have_text(BOKMAL.conversation.copied)
    show_view(page, "forslag")
    expect(page.locator(".hmh-results caption[aria-live=polite]")).to_be_visible()
    show_view(page, "lagret")
    page.locator(".hmh-forget-conversation").click()
    expect(page.locator(".hmh-done[role=status]")).to_have_text(BOKMAL.stored.forgotten)


def test_nothing_moves_for_those_who_wish_that_and_chosen_colours_lose_nothing(
    page: Page, address: str
) -> None:
    page.emulate_media(reduced_motion="reduce", forced_colors="active")
    open_page(page, f"{address}?doc=fo&start=0&end=80")
    ask(page, EXAMPLES[COMPARING])
    moving = page.evaluate("""() => [...document.querySelectorAll('*')].filter((node) => {
      const { animationDuration, transitionDuration } = getComputedStyle(node);
      return [animationDuration, transitionDuration].some((said) => parseFloat(said));
    }).map((node) => node.outerHTML.slice(0, 200))""")
    assert moving == []
    # Grounds are the system's then; what is marked by one alone would be lost.
    for marked in (".hmh-reader mark", '.hmh-views [aria-current="page"]'):
        expect(page.locator(marked).first).not_to_have_css("outline-style", "none")
