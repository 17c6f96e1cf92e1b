"""Opening in the background: what is told of it, and how it ends."""

from __future__ import annotations

import queue
import threading

import pytest

from embeddings.steps import Report, Step
from qa.chat.startup import Failed, Loading, Ready, Startup
from settings import UserError


def test_it_tells_how_far_it_has_come_and_then_what_it_opened() -> None:
    told, go_on = threading.Event(), threading.Event()

    def opener(report: Report) -> str:
        report(Step.EMBEDDING, 0.25)
        told.set()
        go_on.wait(10)
        return "åpnet"

    startup = Startup(opener)
    assert startup.state == Loading(None, 0.0)
    startup.start()
    startup.start()
    assert told.wait(10)
    assert startup.state == Loading(Step.EMBEDDING, 0.25)
    assert startup.wait(0.0) == Loading(Step.EMBEDDING, 0.25)
    go_on.set()
    assert startup.wait(10) == Ready("åpnet")


def test_a_person_can_mend_the_fault_and_try_again() -> None:
    faults = ["Mappen /x kan ikke skrives; gi rett til det."]

    def opener(report: Report) -> str:
        if faults:
            raise UserError(faults.pop())
        return "åpnet"

    startup = Startup(opener)
    startup.start()
    assert startup.wait(10) == Failed("Mappen /x kan ikke skrives; gi rett til det.")
    while not isinstance(startup.state, Ready):
        startup.start()
        startup.wait(10)
    assert startup.state == Ready("åpnet")


def test_a_fault_of_the_program_ends_the_waiting_and_is_not_swallowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: queue.Queue[threading.ExceptHookArgs] = queue.Queue()
    monkeypatch.setattr(threading, "excepthook", told.put)

    def opener(report: Report) -> str:
        raise ZeroDivisionError

    startup = Startup(opener)
    startup.start()
    assert startup.wait(10) == Failed(None)
    assert told.get(timeout=10).exc_type is ZeroDivisionError


def test_progress_stays_between_nothing_and_all() -> None:
    def opener(report: Report) -> str:
        report(Step.READING, 7.0)
        seen.append(startup.state)
        report(Step.BUILDING, -1.0)
        seen.append(startup.state)
        return ""

    seen: list[object] = []
    startup = Startup(opener)
    startup.start()
    startup.wait(10)
    assert seen == [Loading(Step.READING, 1.0), Loading(Step.BUILDING, 0.0)]
