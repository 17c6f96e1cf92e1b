"""What happens when a person asks, waits, or follows a link."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence

from chat_examples import make_library

from embeddings.steps import Report
from qa.chat.conversation import Turn, plain
from qa.chat.handlers import Handlers
from qa.chat.opening import Reply, Stage
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL, ENGLISH, Texts
from qa.problems import Problem, QuestionError
from settings import UserError


def _reply(question: str, history: Sequence[str]) -> Iterator[Stage]:
    if not question.strip("*"):
        raise QuestionError(Problem.NO_WORDS, text=question)
    answer = f"**Svar** på {len(question)} tegn etter {len(history)}"
    yield Stage(f"{answer} …", f"{answer}, stoppet")
    yield Stage(answer)


def _handlers(
    opener: Callable[[Report], Reply] = lambda report: _reply, texts: Texts = BOKMAL
) -> Handlers:
    handlers = Handlers(make_library(), Startup(opener), texts)
    handlers.startup.start()
    return handlers


def test_a_question_is_answered_under_the_earlier_ones() -> None:
    handlers = _handlers()
    handlers.startup.wait(10)
    earlier = (Turn("Hvem?", "Ingen."),)
    steps = list(handlers.respond("Hva?", earlier))
    assert steps == [
        (
            *earlier,
            Turn("Hva?", plain(BOKMAL.conversation.searching), plain(BOKMAL.conversation.stopped)),
        ),
        (
            *earlier,
            Turn("Hva?", "**Svar** på 4 tegn etter 1 …", "**Svar** på 4 tegn etter 1, stoppet"),
        ),
        (*earlier, Turn("Hva?", "**Svar** på 4 tegn etter 1")),
    ]


def test_what_has_come_when_the_person_stops_stays() -> None:
    handlers = _handlers()
    handlers.startup.wait(10)
    *_, last = handlers.respond("Hva?", (), lambda: True)
    assert last == (Turn("Hva?", "**Svar** på 4 tegn etter 0, stoppet"),)


def test_a_person_need_not_wait_for_the_start() -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Reply:
        go_on.wait(10)
        return _reply

    *_, last = _handlers(opener).respond("Hva?", (), lambda: True)
    go_on.set()
    assert last == (Turn("Hva?", plain(BOKMAL.conversation.stopped)),)


def test_a_question_asked_too_early_waits_visibly_and_is_then_answered() -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Reply:
        go_on.wait(10)
        return _reply

    steps = _handlers(opener).respond("Hva?", ())
    assert next(steps) == (
        Turn("Hva?", plain(BOKMAL.conversation.waiting), plain(BOKMAL.conversation.stopped)),
    )
    go_on.set()
    assert list(steps)[-1] == (Turn("Hva?", "**Svar** på 4 tegn etter 0"),)


def test_what_the_person_can_mend_is_said_in_the_conversation_without_markup() -> None:
    for texts, sentence in (
        (BOKMAL, "«*» inneholder ingen ord å søke etter; skriv spørsmålet med ord."),
        (ENGLISH, "“*” holds no words to search for; write the question in words."),
    ):
        handlers = _handlers(texts=texts)
        handlers.startup.wait(10)
        *_, last = handlers.respond("*", ())
        assert last == (Turn("*", plain(sentence)),)


def test_a_question_after_a_failed_start_gets_the_reason() -> None:
    def opener(report: Report) -> Reply:
        raise UserError("Indeksen er i bruk.")

    handlers = _handlers(opener)
    handlers.startup.wait(10)
    *_, last = handlers.respond("Hva?", ())
    assert last == (Turn("Hva?", plain(f"{BOKMAL.frame.failed} Indeksen er i bruk.")),)


def test_a_question_that_broke_off_is_settled() -> None:
    handlers = _handlers()
    assert handlers.give_up(()) == ()
    for leter in (Turn("Hva?", "Leter"), Turn("Hva?", "Leter", plain(BOKMAL.conversation.stopped))):
        assert handlers.give_up((leter,)) == (
            Turn("Hva?", plain(BOKMAL.conversation.answer_failed)),
        )


def test_excerpts_that_are_shown_stay_when_answering_breaks_off() -> None:
    growing = Turn("Hva?", "Utdrag …", "Utdrag")
    assert _handlers().give_up((growing,)) == (Turn("Hva?", "Utdrag"),)
