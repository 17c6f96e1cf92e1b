"""Replies as they grow: the excerpts first, and nobody waits for another's chat model."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from model_server import END, HANG, serving

from embeddings.index import Index
from qa.chat.opening import Desk, open_desk
from qa.chatmodel import ChatModelError
from settings import Settings, UserError

QUESTION = "Hvem støtter ikke nedleggelse av fyr?"
EXCERPT = "støtter ikke nedleggelse av fyr&#46;»"
SENTENCE = "Fyrvokterlaget støtter ikke nedleggelse av fyr [1]."


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


@pytest.fixture(autouse=True)
def _harbours(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("embeddings.index.open_index", lambda *_, **__: index)


def opened(index: Index, settings: Settings) -> Desk:
    return open_desk(index.library, settings, lambda step, fraction: None)


def test_without_a_chat_model_the_first_stage_is_complete(index: Index) -> None:
    (stage,) = opened(index, Settings()).reply(QUESTION, ())
    assert EXCERPT in stage.reply
    assert stage.if_stopped is None


def test_the_excerpts_come_first_and_the_summary_grows_above_them(index: Index) -> None:
    with serving([f"{SENTENCE} ", SENTENCE, END]) as server:
        stages = list(opened(index, server.settings()).reply(QUESTION, ()))
    assert all(EXCERPT in stage.reply for stage in stages)
    assert "skriver et sammendrag" in stages[0].reply
    assert "nedleggelse av fyr&#32;[1](?doc=fyr&" not in stages[0].reply
    assert stages[-1].reply.count("nedleggelse av fyr&#32;[1](?doc=fyr&") == 2
    assert stages[-1].reply.index("[1](?doc=fyr&") < stages[-1].reply.index(EXCERPT)
    assert "Skrevet av openai" in stages[-1].reply
    assert stages[-1].if_stopped is None


def test_stopped_on_the_way_it_says_so_and_keeps_the_excerpts(index: Index) -> None:
    with serving([HANG]) as server:
        stages = opened(index, server.settings()).reply(QUESTION, ())
        stopped = next(stages).if_stopped or ""
        assert "Sammendraget ble stoppet" in stopped
        assert "skriver et sammendrag" not in stopped
        assert EXCERPT in stopped


def test_while_one_person_waits_for_the_model_another_gets_the_excerpts(index: Index) -> None:
    with serving([HANG]) as server:
        reply = opened(index, server.settings()).reply
        waiting = reply(QUESTION, ())
        next(waiting)
        next(waiting)
        got = threading.Event()

        def ask() -> None:
            next(iter(reply(QUESTION, ())))
            got.set()

        threading.Thread(target=ask, daemon=True).start()
        assert got.wait(30)


def test_a_chat_model_that_cannot_be_opened_is_told_before_anything_is_searched(
    index: Index, tmp_path: Path
) -> None:
    with pytest.raises(ChatModelError, match="fyr:lykt"):
        opened(index, Settings(chat_model="fyr:lykt", data_dir=tmp_path))


def test_only_the_chosen_organisations_are_asked(index: Index) -> None:
    desk = opened(index, Settings())
    assert desk.library is index.library
    assert desk.summarise is None
    chosen = index.library.catalogue.organisations[0]
    answer = desk.answer("Hva med fyr?", (), (chosen.id,))
    assert [finding.organisation for finding in answer.findings] == [chosen]
    with pytest.raises(UserError, match="«fjære»"):
        desk.answer("Hva med fyr?", (), ("fjære",))
