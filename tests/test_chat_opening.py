"""The desk: one question at a time, and nobody waits for another's chat model."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from chat_examples import fleet_answer
from model_server import END, HANG, serving
from qa_examples import make_index

from embeddings.index import Index
from embeddings.steps import Step
from qa.answer import Answer
from qa.chat.opening import Desk, open_desk
from qa.chatmodel import ChatModelError
from settings import Settings, UserError

QUESTION = "Hvem støtter ikke nedleggelse av fyr?"
EXCERPT = "Fyrvokterlaget støtter ikke nedleggelse av fyr."
SENTENCE = "Fyrvokterlaget støtter ikke nedleggelse av fyr [1]."


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    opened = make_index(tmp_path_factory.mktemp("harbours"))
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def _harbours(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.index.open_index", lambda *_, **__: index)


def opened(index: Index, settings: Settings) -> Desk:
    return open_desk(index.library, settings, lambda step, fraction: None)


def leading(answer: Answer) -> str:
    return answer.citations[0].leading_words


def test_the_model_is_loaded_before_the_first_question(index: Index) -> None:
    steps: list[tuple[Step, float]] = []
    desk = open_desk(index.library, Settings(), lambda step, share: steps.append((step, share)))
    assert steps == [(Step.LOADING, 0.0)]
    assert desk.library is index.library
    assert desk.summarise is None


def test_a_follow_up_is_understood_from_the_questions_before_it(index: Index) -> None:
    answer = opened(index, Settings()).answer
    assert leading(answer(QUESTION, (), ())) == EXCERPT
    followed = answer("Og hva med Losforeningen?", (QUESTION,), ())
    assert [finding.organisation.id for finding in followed.findings] == ["los"]
    assert "fyr" in followed.understood_as


def test_only_the_chosen_organisations_are_asked(index: Index) -> None:
    answer = opened(index, Settings()).answer
    found = answer("Hva med fyr?", (), ("los", "havn"))
    assert [finding.organisation.id for finding in found.findings] == ["havn", "los"]
    with pytest.raises(UserError, match="«fjære»"):
        answer("Hva med fyr?", (), ("fjære",))


def test_questions_are_answered_one_at_a_time(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_work: list[str] = []
    most = 0

    def answer_question(question: str, *_: object, **__: object) -> Answer:
        nonlocal most
        at_work.append(question)
        most = max(most, len(at_work))
        time.sleep(0.01)
        at_work.remove(question)
        return fleet_answer()

    monkeypatch.setattr("qa.pipeline.answer_question", answer_question)
    desk = opened(index, Settings())
    with ThreadPoolExecutor(8) as people:
        answers = list(people.map(lambda n: desk.answer(str(n), (), ()), range(8)))
    assert len(answers) == 8
    assert most == 1


def test_the_excerpts_come_first_and_the_summary_grows_above_them(index: Index) -> None:
    with serving([f"{SENTENCE} ", SENTENCE, END]) as server:
        desk = opened(index, server.settings())
        assert desk.summarise is not None
        first, *_, last = desk.summarise(desk.answer(QUESTION, (), ()))
    assert leading(first) == leading(last) == EXCERPT
    assert first.summary == ()
    assert "skriver et sammendrag" in first.summary_note
    assert [said.sentence for said in last.summary if said.kept] == [SENTENCE, SENTENCE]
    assert "Skrevet av openai" in last.summary_note


def test_while_one_person_waits_for_the_model_another_gets_the_excerpts(index: Index) -> None:
    with serving([HANG]) as server:
        desk = opened(index, server.settings())
        assert desk.summarise is not None
        waiting = desk.summarise(desk.answer(QUESTION, (), ()))
        next(waiting)
        threading.Thread(target=lambda: next(waiting, None), daemon=True).start()
        while not server.requests:
            time.sleep(0.01)
        got = threading.Event()

        def ask() -> None:
            if leading(desk.answer(QUESTION, (), ())) == EXCERPT:
                got.set()

        threading.Thread(target=ask, daemon=True).start()
        assert got.wait(30)


def test_a_chat_model_that_cannot_be_opened_is_told_before_anything_is_searched(
    index: Index, tmp_path: Path
) -> None:
    with pytest.raises(ChatModelError, match="fyr:lykt"):
        opened(index, Settings(chat_model="fyr:lykt", data_dir=tmp_path))
