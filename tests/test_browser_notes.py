"""Notes of the answers that a person picks, as the browser saves them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO

import docx
import pytest
from briefing_examples import SUMMARY, finding, harbour_answer
from briefing_examples import answer as answer_of
from browser_support import Saved, saved, served
from docx.document import Document
from playwright.sync_api import Locator, Page, expect
from qa_examples import cite, make_library
from test_qa_briefing_markdown import quotations
from test_qa_briefing_word import footnotes_of, quotations_of

from corpus.library import Library
from qa.answer import Answer
from qa.briefing_wording import briefing_wording_of
from qa.chat.opening import Desk
from qa.chat.texts import BOKMAL, ENGLISH

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

WORDS = BOKMAL.conversation
QUAYS = "Hva mener de om kaier?"
RADIO = "Og om radio?"
NAME = r"hvem-mener-hva-\d{4}-\d\d-\d\d"


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def _answer(question: str, library: Library) -> Answer:
    """Three excerpts of two organisations and a summary; of radio, one excerpt."""
    if question == RADIO:
        radio = cite(library, "fyr", "Radio er et godt tillegg.")
        return answer_of(finding(library, "fyr", radio), question=question)
    return replace(harbour_answer(library), question=question, understood_as=question)


@pytest.fixture(scope="module")
def address(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        return _answer(question, library)

    with served(library, lambda report: Desk(library, answer), tmp_path_factory.mktemp("d")) as at:
        yield at


@pytest.fixture
def asked(page: Page, address: str) -> Page:
    """The page after two questions."""
    page.goto(address)
    page.get_by_text(BOKMAL.frame.ready).wait_for()
    for number, question in enumerate((QUAYS, RADIO), 1):
        page.get_by_role("textbox", name=WORDS.question_label).fill(question)
        page.get_by_role("button", name=WORDS.ask, exact=True).click()
        _pick(page, number).wait_for()
    return page


def _pick(page: Page, number: int) -> Locator:
    return page.locator(f"#hmh-turn-{number}").get_by_role("checkbox", name=WORDS.in_note)


def _quotes(library: Library, *questions: str) -> list[str]:
    """What the answers quote, sliced from their documents."""
    return [
        library.documents[citation.document_id].text[citation.start : citation.end]
        for question in questions
        for citation in _answer(question, library).citations
    ]


def _opened(file: Saved) -> Document:
    return docx.Document(BytesIO(file.content))


def test_a_note_quotes_the_answers_that_are_picked_and_no_other(
    asked: Page, library: Library
) -> None:
    page = asked
    both = saved(page, WORDS.word_name)
    assert re.fullmatch(rf"{NAME}\.docx", both.name)
    assert quotations_of(_opened(both)) == _quotes(library, QUAYS, RADIO)
    assert list(footnotes_of(_opened(both))) == ["1", "2", "3", "4"]
    assert SUMMARY not in "".join(p.text for p in _opened(both).paragraphs)
    expect(page.locator("#hmh-log").get_by_role("status").last).to_have_text(WORDS.note_made)

    _pick(page, 1).uncheck()
    second = saved(page, WORDS.markdown_name)
    assert re.fullmatch(rf"{NAME}\.md", second.name)
    assert quotations(second.content.decode()) == _quotes(library, RADIO)
    assert QUAYS not in second.content.decode()
    assert saved(page, WORDS.markdown_name) == second

    _pick(page, 2).uncheck()
    page.get_by_role("button", name=WORDS.word_name).click()
    expect(page.get_by_role("alert").filter(has_text=WORDS.nothing_picked)).to_be_in_viewport()

    _pick(page, 1).check()
    assert quotations_of(_opened(saved(page, WORDS.word_name))) == _quotes(library, QUAYS)
    expect(page.get_by_text(WORDS.nothing_picked)).to_have_count(0)


def test_a_note_has_the_pages_language_and_the_documents_words(
    asked: Page, library: Library
) -> None:
    page = asked
    page.get_by_role("button", name=ENGLISH.frame.language_name, exact=True).click()
    expect(page.get_by_text(ENGLISH.conversation.in_note)).to_have_count(2)
    note = _opened(saved(page, ENGLISH.conversation.word_name))
    assert note.paragraphs[0].text == briefing_wording_of("en").title
    assert quotations_of(note) == _quotes(library, QUAYS, RADIO)
