"""The source reader in the system's Chromium, beside a hand-made conversation."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from types import MappingProxyType

import gradio as gr
import pytest
from browser_support import guarded_page, served, serving
from chat_examples import Part, make_document, make_passages
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.catalogue import Catalogue
from corpus.library import Library, load_library
from corpus.passages import PassageKind
from embeddings.steps import Report
from qa.chat.opening import Desk
from qa.chat.parts.reader import ReaderPart
from qa.chat.reader import Reader
from qa.chat.serving.dispatch import LANGUAGES
from qa.chat.texts import BOKMAL
from qa.place import Place, parse_link
from settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

WORDS = BOKMAL.reader
LONG = "lang"


@dataclass(frozen=True, slots=True)
class Scene:
    """A served page: two answers and a table of proposals beside the reader.

    Attributes:
        address: Of the page.
        library: The real documents and one of 400 pages.
        first: The places that the first answer cites; it cites the first of them twice.
        second: The same of the second answer, all in the document of 400 pages.
        table: The same of the table.
    """

    address: str
    library: Library = field(repr=False)
    first: tuple[str, ...]
    second: tuple[str, ...]
    table: tuple[str, ...]

    def quote(self, link: str) -> str:
        place = parse_link(link, self.library.documents)
        assert place is not None
        assert place.span is not None
        return self.library.documents[place.document_id].text[slice(*place.span)]


@pytest.fixture(scope="module")
def library() -> Library:
    """The real documents, and one of 1.2 million letters in 20,000 passages."""
    real = load_library(Settings().documents_dir)
    parts: list[Part] = []
    for chapter in range(300):
        parts.append(("\n\n" if parts else "", PassageKind.HEADING, f"Kapittel {chapter}"))
        for number in range(67):
            words = f"Forslag {chapter}-{number}: Det skal bli bedre for alle & enhver av oss."
            kind, gap = PassageKind.PARAGRAPH, "\n\n"
            if number % 5:
                kind, gap = PassageKind.PROPOSAL, "\n• "
            parts.append((gap, kind, words))
    document = make_document(parts, LONG)
    catalogue = Catalogue(
        (*real.catalogue.organisations, document.organisation),
        (*real.catalogue.entries, document.entry),
    )
    documents = MappingProxyType({**real.documents, LONG: document})
    return Library(catalogue, documents, (*real.passages, *make_passages(parts, LONG)))


@pytest.fixture(scope="module")
def scene(library: Library) -> Iterator[Scene]:
    first = (
        *_places(library, "actis", PassageKind.PROPOSAL, 3, 60),
        *_places(library, "dok8", PassageKind.FOOTNOTE, 0),
    )
    second = _places(library, LONG, PassageKind.PROPOSAL, 5, 8_000, 15_890)
    table = _places(library, "nkrop", PassageKind.PARAGRAPH, 2, 4)
    talk = (
        f'<article class="hmh-turn" id="first">{_cited((first[0], *first))}</article>'
        f'<article class="hmh-turn" id="second">{_cited(second)}</article>'
        f'<div class="hmh-results">{_cited(table)}</div><input aria-label="Felt">'
    )
    with gr.Blocks() as blocks, gr.Row(elem_id="hmh-main"):
        with gr.Column(elem_id="hmh-talk"):
            gr.HTML(talk, apply_default_css=False)
        with gr.Column(elem_id="hmh-side"):
            ReaderPart(Reader(library, BOKMAL)).connect()
    with serving(dict.fromkeys(LANGUAGES, blocks)) as address:
        yield Scene(address, library, first, second, table)


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests here: it keeps nothing, and each opens its address anew."""
    with guarded_page(browser) as opened:
        yield opened


def _places(library: Library, document: str, kind: PassageKind, *indices: int) -> tuple[str, ...]:
    passages = [p for p in library.passages_by_document[document] if p.kind is kind]
    spans = [(passages[index].start, passages[index].end) for index in indices]
    return tuple(Place(document, span).link for span in spans)


def _cited(links: tuple[str, ...]) -> str:
    return "".join(
        f'<p>«Utdrag» <a class="hmh-cite" href="{escape(link)}">{number}</a></p>'
        for number, link in enumerate(links, 1)
    )


def _visit(page: Page, scene: Scene, query: str = "") -> None:
    page.goto(f"{scene.address}/{query}")
    page.locator(".hmh-reader").wait_for()


def _link(page: Page, inside: str, link: str) -> Locator:
    return page.locator(f"{inside} a[href='{link}']").first


def _shows(page: Page, scene: Scene, link: str) -> None:
    """Wait for a place; its words are marked, and the first of them is in the window."""
    page.locator(f".hmh-reader[data-place='{link}']").wait_for()
    expect(page.locator(".hmh-reader mark").first).to_be_in_viewport()
    assert "".join(page.locator(".hmh-reader mark").all_text_contents()) == scene.quote(link)


def _button(page: Page, name: str) -> Locator:
    return page.locator(".hmh-reader").get_by_role("button", name=name, exact=True)


def test_a_citation_opens_its_place_and_back_leads_to_the_link(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    for link in scene.first:
        _link(page, "#first", link).click()
        _shows(page, scene, link)
        assert page.url == f"{scene.address}/{link}"
        expect(page.locator(".hmh-head h2")).to_be_focused()
        current = page.locator("#hmh-talk [aria-current]")
        assert {a.get_attribute("href") for a in current.all()} == {link}
    page.go_back()
    _shows(page, scene, scene.first[1])
    expect(page.locator(".hmh-position")).to_have_text("2 av 3")
    _button(page, WORDS.back_to_answer).click()
    expect(_link(page, "#first", scene.first[1])).to_be_focused()
    page.evaluate("history.back(), setTimeout(() => history.back(), 5)")
    page.wait_for_url(f"{scene.address}/")
    expect(page.locator(".hmh-documents")).to_be_visible()


def test_the_mark_stands_in_the_upper_third_of_the_text(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    for inside, link in (("#first", scene.first[1]), ("#second", scene.second[1])):
        _link(page, inside, link).click()
        _shows(page, scene, link)
        share = page.evaluate(
            """() => {
              const text = document.querySelector('.hmh-scroll').getBoundingClientRect();
              const mark = document.querySelector('.hmh-reader mark').getBoundingClientRect();
              return (mark.top - text.top) / text.height;
            }"""
        )
        assert 0.1 < share < 0.4


def test_one_goes_from_excerpt_to_excerpt_of_the_answer(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    _link(page, "#first", scene.first[0]).click()
    _shows(page, scene, scene.first[0])
    position = page.locator(".hmh-position")
    previous, following = _button(page, WORDS.previous), _button(page, WORDS.next)
    expect(position).to_have_text("1 av 3")
    expect(previous).to_have_attribute("aria-disabled", "true")
    following.click()
    _shows(page, scene, scene.first[1])
    expect(position).to_have_text("2 av 3")
    expect(following).to_be_focused()
    following.press("Enter")
    _shows(page, scene, scene.first[2])
    expect(following).to_have_attribute("aria-disabled", "true")
    following.click(force=True)
    expect(position).to_have_text("3 av 3")
    previous.click()
    _shows(page, scene, scene.first[1])
    _button(page, WORDS.back_to_answer).click()
    expect(_link(page, "#first", scene.first[1])).to_be_focused()


def test_keys_lead_on_too_but_not_out_of_a_field(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    link = _link(page, ".hmh-results", scene.table[0])
    link.press("Enter")
    _shows(page, scene, scene.table[0])
    link.press("Alt+ArrowDown")
    _shows(page, scene, scene.table[1])
    expect(page.locator(".hmh-position")).to_have_text("2 av 2")
    page.get_by_label("Felt").press("Alt+ArrowUp")
    expect(page.locator(".hmh-position")).to_have_text("2 av 2")
    link.press("Alt+ArrowUp")
    _shows(page, scene, scene.table[0])


def test_without_an_answer_there_is_no_way_back_to_one(page: Page, scene: Scene) -> None:
    _visit(page, scene, scene.first[0])
    _shows(page, scene, scene.first[0])
    expect(_button(page, WORDS.back_to_answer)).to_be_hidden()
    expect(_button(page, WORDS.next)).to_be_hidden()
    expect(page.locator("body")).to_be_focused()


def test_a_chapter_is_found_in_the_contents(page: Page, scene: Scene) -> None:
    _visit(page, scene, scene.first[1])
    _shows(page, scene, scene.first[1])
    page.locator(".hmh-contents summary").click()
    current = page.locator(".hmh-contents [aria-current]")
    expect(current).to_be_in_viewport()
    expect(page.locator(".hmh-where")).to_contain_text(current.inner_text())
    other = page.locator(".hmh-contents a:not([aria-current])").last
    name, target = other.inner_text(), other.get_attribute("href") or ""
    other.click()
    _shows(page, scene, target)
    expect(page.locator(".hmh-reader mark")).to_have_text(name)
    expect(page.locator(".hmh-head h2")).to_be_focused()


def test_a_quotation_and_its_address_are_copied(page: Page, scene: Scene) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _visit(page, scene, scene.first[1])
    _shows(page, scene, scene.first[1])
    _button(page, WORDS.copy_citation).click()
    expect(page.locator(".hmh-said")).to_have_text(WORDS.copied)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        f"«{scene.quote(scene.first[1])}» (Actis, «Narkotikapolitisk plattform»"
    )
    assert re.search(r", linje \d+(?:–\d+)?\)\Z", copied)
    _button(page, WORDS.copy_address).click()
    page.wait_for_function(
        "address => navigator.clipboard.readText().then(text => text === address)",
        arg=f"{scene.address}/{scene.first[1]}",
    )


@pytest.mark.parametrize(("allowed", "said"), [("true", WORDS.copied), ("false", WORDS.not_copied)])
def test_where_the_browser_has_no_clipboard_it_is_copied_by_selection(
    page: Page, scene: Scene, allowed: str, said: str
) -> None:
    _visit(page, scene, scene.first[0])
    _shows(page, scene, scene.first[0])
    page.evaluate(
        f"""() => {{
          Object.defineProperty(navigator, 'clipboard', {{ value: undefined }});
          document.execCommand = () => {{
            const area = document.activeElement;
            window.selected = area.value.slice(area.selectionStart, area.selectionEnd);
            return {allowed};
          }};
        }}"""
    )
    button = _button(page, WORDS.copy_citation)
    button.click()
    expect(page.locator(".hmh-said")).to_have_text(said)
    assert page.evaluate("window.selected") == button.get_attribute("data-copy")
    expect(button).to_be_focused()
    expect(page.locator("textarea")).to_have_count(0)


def test_a_link_can_be_opened_in_a_new_tab(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    with page.context.expect_page() as opened:
        _link(page, "#first", scene.first[1]).click(modifiers=["Control"])
    _shows(opened.value, scene, scene.first[1])
    expect(page.locator(".hmh-documents")).to_be_visible()


@pytest.mark.parametrize("query", ["?doc=fo&start=0&end=9999999", "?doc=%3Cimg%20src=x%3E"])
def test_an_address_that_leads_nowhere_is_answered_kindly(
    page: Page, scene: Scene, query: str
) -> None:
    _visit(page, scene, query)
    expect(page.get_by_role("alert").filter(has_text=WORDS.nowhere)).to_be_visible()
    page.get_by_role("link", name="Narkotikapolitisk plattform").click()
    expect(page.locator(".hmh-head h2")).to_contain_text("Actis 2024")


def test_an_address_is_opened_while_the_search_is_made_ready(
    page: Page, library: Library, tmp_path: Path
) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        go_on.wait(60)
        return Desk(library, lambda question, history, organisations: pytest.fail("not asked"))

    text = library.documents["fo"].text
    start = text.index("overdosestrategi")
    link = Place("fo", (start, start + len("overdosestrategi"))).link
    with served(library, opener, tmp_path) as address:
        page.goto(f"{address}/{link}")
        expect(page.locator(".hmh-reader mark")).to_have_text("overdosestrategi")
        expect(page.locator(".hmh-reader mark")).to_be_in_viewport()
        go_on.set()
        expect(page.locator("#hmh-status")).to_have_text(BOKMAL.frame.ready)


def test_a_document_of_400_pages_is_whole_and_opens_where_it_is_cited(
    page: Page, scene: Scene
) -> None:
    _visit(page, scene)
    for link in scene.second:
        _link(page, "#second", link).click()
        _shows(page, scene, link)
    text = page.evaluate("document.querySelector('.hmh-text').textContent")
    assert len(text) > 1_200_000
    assert text == scene.library.documents[LONG].text


def test_at_phone_width_the_reader_comes_into_view_and_back_leads_to_the_link(
    browser: Browser, scene: Scene
) -> None:
    with guarded_page(browser) as page:
        page.set_viewport_size({"width": 360, "height": 740})
        _go_and_come_back(page, scene)


def _go_and_come_back(page: Page, scene: Scene) -> None:
    _visit(page, scene)
    link = _link(page, "#first", scene.first[1])
    link.click()
    _shows(page, scene, scene.first[1])
    expect(page.locator(".hmh-who")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    back = _button(page, WORDS.back_to_answer)
    expect(back).to_be_in_viewport()
    back.click()
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
