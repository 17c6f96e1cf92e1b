"""What the page does when things take long, break off, go away, or are very many."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from browser_support import guarded_page, served
from browser_talk import Talk, cited, desk
from feedback_examples import CARE, ROOF, answer_to
from playwright.sync_api import Browser, Page, expect
from qa_examples import cite

from corpus.library import Library, load_library
from embeddings.steps import Report, Step
from qa.answer import Answer, Finding, Status, SummarySentence
from qa.chat.opening import Desk
from qa.chat.texts import BOKMAL, NYNORSK
from qa.summary_wording import summary_wording_of
from settings import UserError

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

WORDS = BOKMAL.conversation
SUMMARY = "Fjordforeningen vil ha bolig til alle"
UNDER_WAY = "Modellen skriver."
WRITTEN = "Skrevet av modellen."

CUT_OFF = ("AbortError", "Connection errored out")
"""What Gradio says in the console when a page is left that still waits for something."""

Serve = Callable[[Callable[[Report], Desk]], AbstractContextManager[str]]


@pytest.fixture
def talk(page: Page) -> Talk:
    return Talk(page)


@pytest.fixture
def serve(tiny_library: Library, tmp_path: Path) -> Serve:
    return lambda opener: served(tiny_library, opener, tmp_path / "data")


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    """What a hand-made desk waits for; set at the end, so that nothing waits for ever."""
    event = threading.Event()
    yield event
    event.set()


def growing(library: Library, go_on: threading.Event) -> Desk:
    """Its summaries grow until they may end."""

    def summarise(answer: Answer) -> Iterator[Answer]:
        sentence = SummarySentence(f"{SUMMARY} [1].", (1,), kept=True, fault=None)
        yield replace(answer, summary_note=UNDER_WAY)
        while not go_on.wait(0.1):
            yield replace(answer, summary=(sentence,), summary_note=UNDER_WAY)
        yield replace(answer, summary=(sentence,), summary_note=WRITTEN)

    return desk(library, summarise)


def test_before_it_is_ready_the_page_says_what_it_waits_for_and_keeps_the_question(
    page: Page, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    talk = Talk(page, NYNORSK)

    def opener(report: Report) -> Desk:
        report(Step.EMBEDDING, 0.25)
        go_on.wait(60)
        return desk(tiny_library)

    with serve(opener) as where:
        page.context.add_cookies([{"name": "hmh_language", "value": "nn", "url": where}])
        talk.visit(where)
        expect(talk.status).to_contain_text("Les inn tekstane for søk: 25 %")
        expect(page.get_by_role("progressbar", name=NYNORSK.frame.progress)).to_be_visible()
        page.get_by_role("link", name="Innspill om bolig").click()
        expect(page.locator(".hmh-reader")).to_contain_text(ROOF)
        turn = talk.ask("Kva meiner dei?")
        expect(turn.locator(".hmh-reply")).to_have_text(NYNORSK.conversation.waiting)
        expect(talk.button(NYNORSK.conversation.ask)).to_be_disabled()
        go_on.set()
        assert cited(talk.answered("Kva meiner dei?"), tiny_library) == [ROOF, CARE]
        expect(talk.status).to_have_text(NYNORSK.frame.ready)
        expect(talk.button(NYNORSK.conversation.ask)).to_be_enabled()


def test_who_will_not_wait_for_the_start_may_stop(
    talk: Talk, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    def opener(report: Report) -> Desk:
        go_on.wait(60)
        return desk(tiny_library)

    with serve(opener) as where:
        talk.visit(where)
        turn = talk.ask("Hva mener de?")
        talk.button(WORDS.stop).click()
        expect(turn.locator(".hmh-reply")).to_have_text(WORDS.stopped)
        go_on.set()
        expect(talk.status).to_have_text(BOKMAL.frame.ready)
        talk.button(WORDS.retry_name.format(number=1)).click()
        assert cited(talk.answered("Hva mener de?"), tiny_library) == [ROOF, CARE]


def test_what_went_wrong_at_the_start_is_said_and_can_be_tried_again(
    talk: Talk, tiny_library: Library, serve: Serve
) -> None:
    faults = ["The data folder /x cannot be written; make it writable."]

    def opener(report: Report) -> Desk:
        if faults:
            raise UserError(faults.pop())
        return desk(tiny_library)

    with serve(opener) as where:
        talk.visit(where)
        expect(talk.status).to_contain_text("/x cannot be written; make it writable.")
        turn = talk.ask("Hva mener de?")
        expect(turn).to_contain_text("/x cannot be written; make it writable.")
        talk.button(BOKMAL.frame.start_again).click()
        expect(talk.status).to_have_text(BOKMAL.frame.ready)
        expect(talk.button(BOKMAL.frame.start_again)).to_be_hidden()
        talk.button(WORDS.retry_name.format(number=1)).click()
        assert cited(talk.answered("Hva mener de?"), tiny_library) == [ROOF, CARE]


def test_a_summary_grows_above_the_excerpts_and_stopping_it_keeps_them(
    talk: Talk, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    stop = talk.button(WORDS.stop)
    with serve(lambda report: growing(tiny_library, go_on)) as where:
        talk.visit(where)
        turn = talk.ask("Hva blir stoppet?")
        summary = turn.locator(".hmh-summary")
        expect(summary).to_contain_text(f"{SUMMARY} 1.")
        expect(summary).to_contain_text(UNDER_WAY)
        assert cited(turn, tiny_library) == [ROOF, CARE]
        expect(talk.button(WORDS.ask)).to_be_disabled()
        # The next question can be typed meanwhile, and waits for its turn.
        talk.field.fill("Hva blir ferdig?")
        talk.field.press("Enter")
        stop.click()
        expect(summary).to_contain_text(summary_wording_of("nb").stopped)
        expect(summary).to_contain_text(f"{SUMMARY} 1.")
        expect(stop).to_be_hidden()
        assert cited(talk.answered("Hva blir stoppet?"), tiny_library) == [ROOF, CARE]
        expect(talk.field).to_have_value("Hva blir ferdig?")
        talk.button(WORDS.ask).click()
        expect(talk.turn("Hva blir ferdig?")).to_contain_text(UNDER_WAY)
        go_on.set()
        expect(talk.answered("Hva blir ferdig?")).to_contain_text(WRITTEN)
        expect(summary.first).to_contain_text(summary_wording_of("nb").stopped)


def test_an_answer_that_breaks_off_says_so_under_its_question_and_others_stay(
    talk: Talk, tiny_library: Library, serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    faults = {"Hva går galt?": 2}

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        if faults.get(question):
            faults[question] -= 1
            raise ZeroDivisionError
        return answer_to(tiny_library, question)

    with serve(lambda report: replace(desk(tiny_library), answer=answer)) as where:
        talk.visit(where)
        reply = talk.ask("Hva går galt?").locator(".hmh-reply")
        expect(reply).to_have_text(WORDS.answer_failed)
        talk.ask("Hva går bra?")
        talk.answered("Hva går bra?")
        talk.button(WORDS.retry_name.format(number=1)).click()
        expect(reply).to_have_text(WORDS.answer_failed)
        talk.button(WORDS.retry_name.format(number=1)).click()
        talk.answered("Hva går galt?")
        talk.answered("Hva går bra?")
        expect(talk.button(WORDS.ask)).to_be_enabled()
    assert [type(record.exc_info[1]) for record in caplog.records if record.exc_info] == [
        ZeroDivisionError
    ] * 2


def test_a_reload_in_the_middle_of_an_answer_brings_back_question_and_excerpts(
    browser: Browser, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    with (
        serve(lambda report: growing(tiny_library, go_on)) as where,
        guarded_page(browser, expected=CUT_OFF) as page,
    ):
        talk = Talk(page)
        talk.visit(where)
        expect(talk.ask("Hva mener de?")).to_contain_text(UNDER_WAY)
        talk.page.reload()
        turn = talk.answered("Hva mener de?")
        assert cited(turn, tiny_library) == [ROOF, CARE]
        expect(turn.locator(".hmh-summary")).to_have_count(0)
        expect(talk.button(WORDS.ask)).to_be_enabled()
        expect(talk.button(WORDS.stop)).to_be_hidden()


def test_a_new_conversation_in_the_middle_of_an_answer_can_be_asked_at_once(
    talk: Talk, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    with serve(lambda report: growing(tiny_library, go_on)) as where:
        talk.visit(where)
        expect(talk.ask("Hva blir borte?")).to_contain_text(UNDER_WAY)
        talk.button(WORDS.new).click()
        expect(talk.welcome).to_be_visible()
        expect(talk.button(WORDS.ask)).to_be_enabled()
        expect(talk.button(WORDS.stop)).to_be_hidden()
        go_on.set()
        talk.ask("Hva nå?")
        expect(talk.answered("Hva nå?")).to_contain_text(WRITTEN)
        expect(talk.questions).to_have_text(["Hva nå?"])


def test_two_people_at_once_do_not_see_or_stop_each_other(
    browser: Browser, talk: Talk, tiny_library: Library, serve: Serve, go_on: threading.Event
) -> None:
    with (
        serve(lambda report: growing(tiny_library, go_on)) as where,
        guarded_page(browser) as second,
    ):
        other = Talk(second)
        talk.visit(where)
        other.visit(where)
        expect(talk.ask("Hva spør den ene?")).to_contain_text(UNDER_WAY)
        expect(other.ask("Hva spør den andre?")).to_contain_text(UNDER_WAY)
        talk.button(WORDS.stop).click()
        expect(talk.answered("Hva spør den ene?")).to_contain_text(summary_wording_of("nb").stopped)
        expect(other.turn("Hva spør den andre?")).to_contain_text(UNDER_WAY)
        go_on.set()
        expect(other.answered("Hva spør den andre?")).to_contain_text(WRITTEN)
        for each, question in ((talk, "Hva spør den ene?"), (other, "Hva spør den andre?")):
            expect(each.questions).to_have_text([question])
            each.page.reload()
            each.answered(question)
            expect(each.questions).to_have_text([question])


def test_an_answer_with_forty_excerpts_can_be_read_and_followed(
    talk: Talk, tiny_documents: Path, tmp_path: Path
) -> None:
    sentences = [f"Tiltak nummer {number} bør prøves ut." for number in range(1, 41)]
    (tiny_documents / "fjord.txt").write_text("\n\n".join(sentences) + "\n", "utf-8")
    library = load_library(tiny_documents)
    citations = tuple(cite(library, "fjord", s, n) for n, s in enumerate(sentences, 1))
    fjord = library.documents["fjord"].organisation
    found = Finding(fjord, Status.FOUND, citations, ("fjord",), citations[0])

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        return Answer(question, question, answered=True, confidence=1.0, findings=(found,))

    with served(library, lambda report: Desk(library, answer), tmp_path / "data") as where:
        talk.visit(where)
        talk.ask("Hvilke tiltak?")
        turn = talk.answered("Hvilke tiltak?")
        assert cited(turn, library) == sentences
        turn.get_by_text(WORDS.more.format(count=37, organisation="Fjordforeningen")).click()
        link = turn.get_by_role("link", name=WORDS.open_excerpt.format(number=40))
        link.click()
        expect(talk.page.locator(".hmh-reader mark")).to_have_text(sentences[-1])
        expect(talk.page.locator(".hmh-reader mark")).to_be_in_viewport()
        talk.ask("Og så?")
        assert cited(talk.answered("Og så?"), library) == sentences
        expect(talk.questions.last).to_be_in_viewport()


def test_when_the_program_was_started_again_the_page_comes_back_by_itself(
    browser: Browser, tiny_library: Library, tmp_path: Path
) -> None:
    def start(port: int = 0) -> AbstractContextManager[str]:
        return served(tiny_library, lambda report: desk(tiny_library), tmp_path, port=port)

    # Nobody is there, and then nobody who knows the page.
    expected = (*CUT_OFF, "net::ERR_CONNECTION_REFUSED", "404 (Not Found)")
    with guarded_page(browser, expected) as page:
        talk = Talk(page)
        with start() as where:
            talk.visit(where)
            talk.ask("Hva mener de?")
            talk.answered("Hva mener de?")
        talk.field.press_sequentially("Og hva mer?")
        talk.field.press("Enter")
        lost = page.get_by_role("alert").filter(has_text=BOKMAL.frame.lost)
        expect(lost).to_be_visible()
        with start(int(where.rpartition(":")[2])) as again:
            assert again == where
            expect(lost).to_be_hidden()
            talk.answered("Hva mener de?")
            expect(talk.field).to_have_value("Og hva mer?")
            talk.field.press("Enter")
            talk.answered("Og hva mer?")
