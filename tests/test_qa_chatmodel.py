"""The chat model over a real connection: what it writes, and everything that can go wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest
from langchain_core.tracers.langchain import wait_for_all_tracers
from langsmith.utils import get_env_var
from model_server import DROP, END, ENDLESS, HANG, serving

from qa.chatmodel import (
    ChatModelError,
    Failure,
    LangChainModel,
    Message,
    WritingError,
    open_chat_model,
)
from settings import PROJECT_DIR, Settings

MESSAGES: list[Message] = [("system", "Regler."), ("human", "Spørsmål.")]


@pytest.fixture(autouse=True)
def _no_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("OPENAI_", "LANGSMITH_", "LANGCHAIN_")) or name.lower() == "http_proxy":
            monkeypatch.delenv(name)
    get_env_var.cache_clear()


def opened(settings: Settings) -> LangChainModel:
    model = open_chat_model(settings)
    assert model is not None
    return model


def written(model: LangChainModel, seconds: float = 20.0) -> str:
    return "".join(model.write(MESSAGES, time.monotonic() + seconds))


def failure(model: LangChainModel, seconds: float = 20.0) -> tuple[Failure, int | None]:
    with pytest.raises(WritingError) as caught:
        written(model, seconds)
    return caught.value.failure, caught.value.status


def test_without_the_setting_there_is_no_model() -> None:
    assert open_chat_model(Settings()) is None


def test_without_the_setting_nothing_of_it_is_imported() -> None:
    code = (
        "import sys, qa.__main__, qa.chat.opening, qa.generate\n"
        "from qa.chatmodel import open_chat_model\n"
        "from settings import PROJECT_DIR, Settings\n"
        "open_chat_model(Settings())\n"
        "print(sorted({'langchain', 'langchain_openai', 'openai'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT_DIR, capture_output=True, text=True, check=True
    )
    assert printed.stdout == "[]\n"


def test_the_model_gets_the_messages_and_its_pieces_come_back() -> None:
    with serving(["Fyret ", "brenner.", END]) as server:
        assert written(opened(server.settings())) == "Fyret brenner."
        assert server.told == [[("system", "Regler."), ("user", "Spørsmål.")]]
        assert server.requests[0]["model"] == "prøve-1"
        assert server.requests[0]["stream"] is True
        assert server.paths == ["/v1/chat/completions"]


def test_one_model_writes_again_and_again() -> None:
    with serving(["En.", END], ["To.", END]) as server:
        model = opened(server.settings())
        assert [written(model), written(model)] == ["En.", "To."]


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (400, Failure.STATUS),
        (401, Failure.KEY),
        (403, Failure.KEY),
        (404, Failure.UNKNOWN_MODEL),
        (429, Failure.BUSY),
        (500, Failure.STATUS),
        (503, Failure.STATUS),
    ],
)
def test_a_status_is_told_and_nothing_is_asked_twice(status: int, kind: Failure) -> None:
    with serving(status) as server:
        assert failure(opened(server.settings())) == (kind, status)
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "script",
    [
        [DROP],
        [END],
        ["Fyret ", DROP],
        [b"data: {nonsense\n\n", END],
        [b'data: {"error": {"message": "overbelastet"}}\n\n', END],
    ],
)
def test_a_connection_that_breaks_or_cannot_be_read_is_told(script: list[object]) -> None:
    with serving(script) as server:
        assert failure(opened(server.settings())) == (Failure.BROKEN, None)


def test_a_server_that_is_not_there_is_told() -> None:
    with serving([END]) as server:
        settings = server.settings()
    assert failure(opened(settings)) == (Failure.BROKEN, None)


@pytest.mark.parametrize("script", [[HANG], ["Fyret ", HANG]])
def test_a_slow_model_is_given_up_at_its_limit(script: list[object]) -> None:
    with serving(script) as server:
        assert failure(opened(server.settings()), seconds=0.3) == (Failure.SLOW, None)


def test_the_limit_is_on_the_whole_and_ends_the_request() -> None:
    with serving([ENDLESS]) as server:
        assert failure(opened(server.settings()), seconds=0.3) == (Failure.SLOW, None)
        assert server.hung_up.wait(20)


def test_nobody_reading_on_ends_the_request() -> None:
    with serving([ENDLESS]) as server:
        pieces = opened(server.settings()).write(MESSAGES, time.monotonic() + 60)
        assert next(piece for piece in pieces if piece) == "og "
        pieces.close()
        assert server.hung_up.wait(20)


def test_while_the_model_is_silent_the_reader_hears_from_it() -> None:
    with serving([HANG]) as server:
        pieces = opened(server.settings()).write(MESSAGES, time.monotonic() + 60)
        assert [next(pieces), next(pieces)] == ["", ""]
        pieces.close()


def test_a_model_that_says_nothing_writes_nothing() -> None:
    with serving(["", END]) as server:
        assert written(opened(server.settings())) == ""


def test_a_model_on_this_machine_is_not_asked_through_a_proxy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with serving([END]) as proxy, serving(["Direkte.", END]) as server:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("ALL_PROXY", proxy.address)
        assert written(opened(server.settings())) == "Direkte."
        assert proxy.requests == []


def test_no_service_that_watches_models_hears_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving([END]) as watcher, serving(["Svar.", END]) as server:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", watcher.address)
        monkeypatch.setenv("LANGSMITH_GATEWAY", watcher.address)
        monkeypatch.setenv("LANGSMITH_API_KEY", "key")
        get_env_var.cache_clear()
        assert written(opened(server.settings())) == "Svar."
        # Without an address of its own, a gateway would take the provider's place.
        monkeypatch.setenv("OPENAI_API_KEY", "key")
        monkeypatch.setenv("OPENAI_BASE_URL", server.address)
        assert written(opened(Settings(chat_model="openai:x"))) == "Svar."
        # Reports are sent by a thread of their own.
        wait_for_all_tracers()
        assert watcher.paths == []


def test_a_provider_that_langchain_does_not_know_is_refused_in_a_sentence() -> None:
    with pytest.raises(ChatModelError) as caught:
        open_chat_model(Settings(chat_model="fyr:lykt"))
    assert str(caught.value) == (
        "HMH_CHAT_MODEL is fyr:lykt, which cannot be opened (Unsupported provider='fyr'); "
        "README.md says how a provider and its key are named."
    )


def test_a_missing_key_is_refused_in_a_sentence_that_names_the_variable() -> None:
    with pytest.raises(ChatModelError, match=r"^HMH_CHAT_MODEL is openai:x, .*OPENAI_API_KEY"):
        open_chat_model(Settings(chat_model="openai:x"))
    with pytest.raises(ChatModelError, match="OPENAI_API_KEY"):
        open_chat_model(Settings(chat_model="openai:x", chat_base_url="http://modell.example/v1"))


@pytest.mark.parametrize("host", ["localhost", "[::1]", "127.0.0.9"])
def test_a_model_on_this_machine_needs_no_key(host: str) -> None:
    settings = Settings(chat_model="openai:x", chat_base_url=f"http://{host}:1/v1")
    assert opened(settings).name == "openai:x"


def test_a_missing_package_is_named_with_the_command_to_install_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "langchain_groq", None)
    with pytest.raises(ChatModelError) as caught:
        open_chat_model(Settings(chat_model="groq:x"))
    assert str(caught.value) == (
        "HMH_CHAT_MODEL is groq:x, and the package for it is missing; install it with: "
        "pip install langchain-groq"
    )
