from __future__ import annotations

import io

import pytest

from embeddings.progress import console_progress
from embeddings.steps import Step


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_bar_is_drawn_on_a_terminal_and_erased_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    with console_progress() as report:
        report(Step.EMBEDDING, 0.25)
    drawn = terminal.getvalue()
    assert "Leser inn tekstene for søk:  25 %" in drawn
    *_, last, after = drawn.split("\r")
    assert last.strip() == after == ""


def test_nothing_is_drawn_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    log = io.StringIO()
    monkeypatch.setattr("sys.stderr", log)
    with console_progress() as report:
        report(Step.EMBEDDING, 0.25)
        report(Step.BUILDING, 0.0)
    assert log.getvalue() == ""
