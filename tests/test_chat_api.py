"""``/ask``: what other programs may send, and what they get."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import argon2
import gradio as gr
import pytest
from gradio.events import api
from gradio_client import Client
from gradio_client.exceptions import AppError, AuthenticationError
from handlers_examples import make_handlers
from server_support import pages_over, serving

from corpus.library import load_library
from embeddings.index import Index
from embeddings.steps import Report
from qa.answer import Answer
from qa.chat.api import asker
from qa.chat.opening import Desk, open_desk
from qa.chat.serving.accounts import Accounts
from qa.chat.serving.server import build_app
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL
from qa.pipeline import answer_question
from qa.render import answer_record
from settings import PROJECT_DIR, Settings, UserError

QUESTION = "Hvem støtter ikke nedleggelse av fyr?"
PASSWORD = "båt ved bryggekanten"


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


def _desk(index: Index) -> Desk:
    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        return answer_question(question, index, history=history, organisations=organisations)

    return Desk(index.library, answer, None)


def _startup(desk: Desk) -> Startup[Desk]:
    startup = Startup(lambda report: desk)
    startup.start()
    return startup


def _timeless(record: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in record.items() if key != "timings_ms"}


# --- the function ------------------------------------------------------------------------------


def test_the_answer_is_the_answer_record(index: Index, tmp_path: Path) -> None:
    ask = asker(make_handlers(tmp_path, _desk(index), library=index.library))
    expected = answer_record(answer_question(QUESTION, index), index.library)
    assert expected["citations"]
    assert _timeless(ask(QUESTION, None, None)) == _timeless(expected)


def test_earlier_questions_and_chosen_organisations_count(index: Index, tmp_path: Path) -> None:
    ask = asker(make_handlers(tmp_path, _desk(index), library=index.library))
    followed = ask("Og Havneforbundet?", [QUESTION], None)
    assert "fyr" in str(followed["understood_as"])
    assert [o["id"] for o in ask("Hva med fyr?", None, ["taus"])["organisations"]] == ["taus"]


def test_a_summary_is_waited_for(index: Index, tmp_path: Path) -> None:
    def summarise(answer: Answer) -> Iterator[Answer]:
        yield replace(answer, summary_note="Sammendraget skrives.")
        yield replace(answer, summary_note="Ferdig.")

    desk = replace(_desk(index), summarise=summarise)
    record = asker(make_handlers(tmp_path, desk, library=index.library))(QUESTION, None, None)
    assert "Ferdig" in str(record["text"])
    assert "skrives" not in str(record["text"])


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (("", None, None), "Spørsmålet er tomt; skriv hva du vil vite."),
        ((None, None, None), "'question' takes texts of at most 1000 characters."),
        ((["Hva?"], None, None), "'question' takes texts of at most 1000 characters."),
        (("x" * 1001, None, None), "'question' takes texts of at most 1000 characters."),
        ((QUESTION, "Hva?", None), "'history' has to be a list of at most 50 texts, or null."),
        ((QUESTION, ["Hva?"] * 51, None), "'history' has to be a list of at most 50 texts"),
        ((QUESTION, [5], None), "'history' takes texts of at most 1000 characters."),
        ((QUESTION, None, {"id": "fyr"}), "'organisations' has to be a list"),
        ((QUESTION, None, ["fjære"]), "«fjære» er ingen kjent organisasjon; velg blant"),
        ((QUESTION, None, [None]), "'organisations' takes texts"),
    ],
)
def test_what_cannot_be_asked_gets_a_sentence(
    index: Index, tmp_path: Path, sent: tuple[object, object, object], sentence: str
) -> None:
    ask = asker(make_handlers(tmp_path, _desk(index), library=index.library))
    with pytest.raises(gr.Error) as caught:
        ask(*sent)  # type: ignore[arg-type]
    assert caught.value.message.startswith(sentence)


def test_a_question_after_a_failed_start_gets_the_reason(tmp_path: Path) -> None:
    def opener(report: Report) -> Desk:
        raise UserError("The index is in use.")

    with pytest.raises(gr.Error) as caught:
        asker(make_handlers(tmp_path, opener=opener))(QUESTION, None, None)
    assert caught.value.message == f"{BOKMAL.frame.failed} The index is in use."


# --- over the network --------------------------------------------------------------------------


def _accounts() -> Accounts:
    hasher = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return Accounts({"kari": hasher.hash(PASSWORD)})


def _client(address: str, auth: tuple[str, str] | None = None) -> Client:
    return Client(address, auth=auth, verbose=False, analytics_enabled=False)


def test_another_program_asks_and_waits_for_the_search(index: Index) -> None:
    go_on = threading.Event()

    def opener(report: Report) -> Desk:
        go_on.wait(60)
        return _desk(index)

    startup = Startup(opener)
    startup.start()
    with serving(build_app(pages_over(index.library, startup), "127.0.0.1")) as address:
        client = _client(address)
        job = client.submit(question=QUESTION, api_name="/ask")
        go_on.set()
        expected = answer_record(answer_question(QUESTION, index), index.library)
        assert _timeless(job.result(60)) == _timeless(expected)
        with pytest.raises(AppError, match="Spørsmålet er tomt"):
            client.predict("", [], None, api_name="/ask")
        with pytest.raises(ValueError, match="Cannot find a function"):
            client.predict("Hva?", api_name="/_ask")
        client.close()


def test_another_program_logs_in(index: Index) -> None:
    pages = pages_over(index.library, _startup(_desk(index)))
    with serving(build_app(pages, "127.0.0.1", accounts=_accounts())) as address:
        with pytest.raises(AuthenticationError):
            _client(address)
        with pytest.raises(AuthenticationError):
            _client(address, ("kari", "feil"))
        client = _client(address, ("kari", PASSWORD))
        assert client.predict(QUESTION, api_name="/ask")["question"] == QUESTION
        client.close()


def test_an_action_knows_who_acts() -> None:
    def who(request: gr.Request) -> str:
        return str(request.username)

    with gr.Blocks() as page:
        api(who, api_name="who")
    with serving(build_app({"nb": page}, "127.0.0.1", accounts=_accounts())) as address:
        client = _client(address, ("kari", PASSWORD))
        assert client.predict(api_name="/who") == "kari"
        client.close()


@pytest.mark.model
def test_the_readmes_example_runs_as_it_stands(real_data_dir: Path) -> None:
    section = (PROJECT_DIR / "README.md").read_text("utf-8").partition("## From another program")[2]
    example = re.search(r"```python\n(.+?)```", section, re.DOTALL)
    assert example is not None
    settings = Settings(data_dir=real_data_dir)
    library = load_library(settings.documents_dir)
    startup = Startup(lambda report: open_desk(library, settings, report))
    startup.start()
    with serving(build_app(pages_over(library, startup), "127.0.0.1")) as address:
        code = example[1].replace("http://127.0.0.1:7860", address)
        assert address in code
        finished = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=300
        )
    assert finished.returncode == 0, finished.stderr
    printed = re.findall(r"^(\w+) (\d+) (\d+) (.+)", finished.stdout, re.MULTILINE)
    assert {document for document, *_ in printed} == {"nnpf"}
    for document, start, end, quote in printed:
        assert library.documents[document].text[int(start) : int(end)].startswith(quote)
