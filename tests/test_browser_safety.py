"""Hostile words wherever the page shows words, and what the browser refuses besides."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from browser_support import saved, served
from chat_examples import Html
from hostile_examples import ATTACKS, COMMENT, FOREIGN, QUESTION, make_desk, make_library
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, Route, expect

from qa.chat.texts import BOKMAL

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

# What no word of a document may become, as far as the page's own markup has none of it.
DANGEROUS = f"""() => [...document.querySelectorAll('*')].filter(element =>
  element.matches('iframe, object, embed, link, style')
    && element.outerHTML.includes('{FOREIGN}')
  || [...element.attributes].some(({{ name, value }}) => name.startsWith('on')
    || ['href', 'src', 'action', 'formaction'].includes(name)
      && (value.includes('{FOREIGN}') || value.startsWith('javascript:')))
).map(element => element.outerHTML.slice(0, 200))"""
# Frames within the page tell what they refused too.
LISTEN = """
if (window === top) window.refused = [];
document.addEventListener('securitypolicyviolation', event => top.refused.push(event.blockedURI));
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of pages over documents, answers and a chat model that are all hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    library = make_library(folder / "documents")
    with served(library, lambda report: make_desk(library), folder, folder / "documents") as where:
        yield where


@pytest.fixture
def watched(page: Page) -> Page:
    """A page that keeps what its policy refuses."""
    page.add_init_script(LISTEN)
    return page


def _shows(page: Page, where: str) -> None:
    """All attacks stand in a part of the page as the words that they are, and did nothing."""
    part = page.locator(where).first
    expect(part).to_contain_text(ATTACKS[0])
    said = part.evaluate("element => element.textContent")
    assert [attack for attack in ATTACKS if attack not in said] == []
    assert page.evaluate(DANGEROUS) == []
    assert page.evaluate("window.broken") is None
    assert page.evaluate("window.refused") == []


def test_hostile_words_are_words_wherever_the_page_shows_them(watched: Page, hostile: str) -> None:
    page = watched
    page.goto(hostile)
    page.get_by_text(BOKMAL.frame.ready).wait_for()
    _shows(page, "#hmh-chips")
    _shows(page, ".hmh-documents")
    page.get_by_role("textbox", name=BOKMAL.conversation.question_label).fill(QUESTION)
    page.get_by_role("button", name=BOKMAL.conversation.ask, exact=True).click()
    for where in (
        ".hmh-question h3",
        ".hmh-understood",
        ".hmh-note",
        ".hmh-summary",
        ".hmh-compared",
        ".hmh-group h4",
        ".hmh-docline",
        "blockquote",
        ".hmh-meta",
    ):
        _shows(page, where)
    _notes_hold_words(page)
    page.locator(".hmh-compared a.hmh-cite").first.click()
    for where in (
        "h2",
        ".hmh-description",
        ".hmh-title",
        ".hmh-facts",
        ".hmh-where",
        ".hmh-who",
        ".hmh-contents",
        ".hmh-text",
        "mark",
    ):
        _shows(page, f".hmh-reader {where}")
    _judge_and_read_what_is_stored(page)


def _notes_hold_words(page: Page) -> None:
    """No note leads anywhere or fetches anything when it is opened."""
    word, markdown = (
        saved(page, name)
        for name in (BOKMAL.conversation.word_name, BOKMAL.conversation.markdown_name)
    )
    with ZipFile(BytesIO(word.content)) as package:
        relations = [package.read(name) for name in package.namelist() if name.endswith(".rels")]
    assert relations
    assert not [text for text in relations if b"TargetMode" in text]
    rendered = Html(MarkdownIt().render(markdown.content.decode()))
    assert {tag for tag, _ in rendered.elements} <= {
        "blockquote", "em", "h1", "h2", "h3", "hr", "li", "p", "strong", "ul",
    }  # fmt: skip
    assert [attack for attack in ATTACKS if attack not in rendered.text_in(tag="blockquote")] == []


def _judge_and_read_what_is_stored(page: Page) -> None:
    page.get_by_role("button", name="Utdrag 1: feil").click()
    page.get_by_role("textbox", name="Utdrag 1: kommentar").fill(COMMENT)
    page.get_by_role("button", name="Utdrag 1: lagre kommentaren").click()
    page.get_by_text(BOKMAL.feedback.comment_kept).wait_for()
    page.get_by_role("link", name=BOKMAL.frame.stored).click()
    for where in ("h4", ".hmh-facts", "blockquote", ".hmh-remark", ".hmh-cite"):
        _shows(page, f".hmh-judgements {where}")
    page.reload()
    _shows(page, ".hmh-judgements .hmh-remark")
    page.get_by_role("link", name=BOKMAL.frame.conversation).click()
    _shows(page, ".hmh-question h3")
    _shows(page, ".hmh-comment textarea")


def test_hostile_proposals_are_words_in_form_map_and_list(watched: Page, hostile: str) -> None:
    page = watched
    page.goto(f"{hostile}/#forslag")
    for where in (
        ".hmh-filter select[name=organisation]",
        ".hmh-filter select[name=theme]",
        ".hmh-map thead",
        ".hmh-map tbody th",
        ".hmh-results tbody th",
        ".hmh-results .hmh-sentence",
        ".hmh-results td:last-child",
    ):
        _shows(page, where)
    page.get_by_role("searchbox").fill(QUESTION[:200])
    page.get_by_text(BOKMAL.proposals.none).wait_for()
    page.get_by_role("button", name=BOKMAL.proposals.reset).click()
    page.locator(".hmh-map tbody button").first.click()
    _shows(page, ".hmh-results tbody")


def test_a_hostile_address_leads_nowhere(watched: Page, hostile: str) -> None:
    page = watched
    for part in ("?doc={}", "?doc=ond&start={}&end=9", "?{}", "#{}"):
        page.goto(f"{hostile}/{part.format(quote(QUESTION))}")
        page.get_by_text(BOKMAL.frame.ready).wait_for()
        if part.startswith("?doc"):
            page.get_by_text(BOKMAL.reader.nowhere).wait_for()
        assert page.evaluate(DANGEROUS) == [], part
        assert page.evaluate("[window.broken, window.refused.length]") == [None, 0], part


# What is done to the page as if hostile words had become more than words after all.
PLANT = """
window.plant = html => {
  const planted = document.createElement('div');
  planted.innerHTML = html;
  document.body.prepend(planted);
  planted.querySelector('a, button')?.click();
};
window.run = script => document.body.append(
  Object.assign(document.createElement('script'), script));
"""
DEEDS = {
    "picture": f"plant('<img src=http://{FOREIGN}/a>')",
    "handler": "plant('<img src=data:, onerror=broken=1>')",
    "link": "plant('<a href=javascript:broken=1>les</a>')",
    "frame": f"plant('<iframe src=http://{FOREIGN}/b></iframe>')",
    "frame within": "plant('<iframe srcdoc=\"<script>top.broken=1</script>\"></iframe>')",
    "style sheet": f"plant('<link rel=stylesheet href=http://{FOREIGN}/c>')",
    "import": f"plant('<style>@import url(http://{FOREIGN}/d)</style>')",
    "object": f"plant('<object data=http://{FOREIGN}/e></object>')",
    "form": f"plant('<form action=http://{FOREIGN}/f><button>Send</button></form>')",
    "script": "run({ textContent: 'broken=1' })",
    "foreign script": f"run({{ src: 'http://{FOREIGN}/g.js' }})",
    "fetch": f"fetch('http://{FOREIGN}/h').catch(() => 0)",
    "beacon": f"navigator.sendBeacon('http://{FOREIGN}/i')",
    "socket": f"new WebSocket('ws://{FOREIGN}/j')",
}


@pytest.fixture(scope="module")
def unguarded(browser: Browser, hostile: str) -> Iterator[tuple[Page, list[str]]]:
    """A page in which things are to be refused, and what it asked others for in spite of that."""
    with browser.new_context(locale="nb-NO") as context:
        reached: list[str] = []

        def answer(route: Route) -> None:
            reached.append(route.request.url)
            route.fulfill(body="")

        context.route(lambda url: FOREIGN in url, answer)
        opened = context.new_page()
        opened.add_init_script(LISTEN + PLANT)
        opened.goto(hostile)
        opened.get_by_text(BOKMAL.frame.ready).wait_for()
        yield opened, reached


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_browser_refuses_what_was_planted(unguarded: tuple[Page, list[str]], deed: str) -> None:
    page, reached = unguarded
    page.evaluate(f"() => {{ refused.length = 0; {deed}; }}")
    page.wait_for_function("refused.length > 0")
    assert page.evaluate("window.broken") is None
    assert reached == []


def test_all_that_a_browser_is_sent_is_guarded(page: Page, hostile: str) -> None:
    sent = []
    page.on("response", lambda response: sent.append(response))
    page.goto(hostile)
    page.get_by_text(BOKMAL.frame.ready).wait_for()
    for path in ("/nothing", "/gradio_api/file=/etc/passwd", "/nn/assets/../../settings.py"):
        sent.append(page.request.get(f"{hostile}{path}"))
        assert sent[-1].status == 404
    assert len(sent) > 20
    for response in sent:
        if not response.url.startswith(hostile):
            continue
        headers = response.headers
        assert "default-src 'none'" in headers["content-security-policy"], response.url
        assert headers["x-content-type-options"] == "nosniff", response.url
        assert "access-control-allow-origin" not in headers, response.url
