from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from model_server import END, serving

import qa.__main__
from embeddings.folder import DataFolderError
from embeddings.index import Index
from qa.__main__ import main


@pytest.fixture(scope="module")
def index(harbours: Index) -> Index:
    return harbours


@pytest.fixture(autouse=True)
def _harbours(index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qa.__main__, "load_library", lambda folder: index.library)
    monkeypatch.setattr(qa.__main__, "open_index", lambda *_, **__: index)


def test_an_answer_is_printed_with_status_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Hvem støtter ikke nedleggelse av fyr?"]) == 0
    printed = capsys.readouterr()
    assert "[1] «Fyrvokterlaget støtter ikke nedleggelse av fyr." in printed.out
    assert printed.out.endswith("\n")
    assert printed.err == ""


def test_not_found_is_an_answer_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["Hva mener Tauslaget om fyr?"]) == 0
    assert capsys.readouterr().out == (
        "Jeg finner ingenting hos Tauslaget som svarer på dette.\n"
    )  # fmt: skip


def test_json_is_the_answer_record_on_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", "Hvem støtter ikke nedleggelse av fyr?"]) == 0
    printed = capsys.readouterr()
    assert printed.err == ""
    assert printed.out.count("\n") == 1
    assert "støtter" in printed.out
    record = json.loads(printed.out)
    assert record["id"] is None
    assert record["question"] == "Hvem støtter ikke nedleggelse av fyr?"
    assert record["answered"] is True
    assert record["citations"][0]["document"] == "fyr"


@pytest.mark.parametrize("options", [[], ["--json"]])
@pytest.mark.parametrize("question", ["", "  ", "123", "x" * 10_000, "b\udcf8ter i fengsel"])
def test_what_is_no_question_is_one_sentence_and_status_2(
    question: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*options, question]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.count("\n") == 1
    assert printed.err.endswith(".\n")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("takk", "«takk» er ikke noe spørsmål; skriv hva du vil vite.\n"),
        ("thanks", "“thanks” is not a question; write what you would like to know.\n"),
    ],
)
def test_what_is_no_question_is_said_in_its_own_language(
    question: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([question]) == 2
    assert capsys.readouterr().err == sentence


def test_a_misspelt_setting_is_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMH_DATA_FOLDER", "x")
    assert main(["Hva med fyr?"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert "HMH_DATA_FOLDER is not a setting" in printed.err


def test_an_unusable_data_folder_is_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> Index:
        raise DataFolderError("The data folder x cannot be written.")

    monkeypatch.setattr(qa.__main__, "open_index", refuse)
    assert main(["Hva med fyr?"]) == 2
    assert capsys.readouterr().err == "The data folder x cannot be written.\n"


@pytest.mark.parametrize("arguments", [[], ["Hva", "mener", "FO?"], ["--xml", "Hva?"]])
def test_a_wrong_call_shows_the_usage_and_status_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(arguments)
    assert "usage: python -m qa" in capsys.readouterr().err


def test_help_names_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        main(["--help"])
    printed = capsys.readouterr().out
    assert "question" in printed
    assert "--json" in printed


def test_with_a_chat_model_its_summary_stands_above_the_excerpts_and_in_the_record(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "Fyrvokterlaget støtter ikke nedleggelse av fyr [1]."
    with serving([sentence, END]) as server:
        monkeypatch.setenv("HMH_CHAT_MODEL", "openai:prøve")
        monkeypatch.setenv("HMH_CHAT_BASE_URL", server.address)
        assert main(["Hvem støtter ikke nedleggelse av fyr?"]) == 0
        text = capsys.readouterr().out
        assert main(["--json", "Hvem støtter ikke nedleggelse av fyr?"]) == 0
        record = json.loads(capsys.readouterr().out)
    assert text.startswith(f"SAMMENDRAG\n\n{sentence}\n\nSkrevet av openai:prøve.")
    assert "[1] «Fyrvokterlaget støtter ikke nedleggelse av fyr." in text
    assert record["summary"] == [
        {"sentence": sentence, "citations": [1], "kept": True, "fault": None}
    ]
    assert record["timings_ms"]["generate"] > 0


def test_ctrl_c_ends_the_waiting_for_the_model_and_leaves_the_excerpts(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted:
        name, seconds = "prøve", 60.0

        def write(self, *_: object) -> Iterator[str]:
            raise KeyboardInterrupt

    monkeypatch.setattr(qa.__main__, "open_chat_model", lambda settings: Interrupted())
    assert main(["Hvem støtter ikke nedleggelse av fyr?"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("SAMMENDRAG\n\nSammendraget ble stoppet.")
    assert "[1] «Fyrvokterlaget støtter ikke nedleggelse av fyr." in text


@pytest.mark.parametrize(
    ("name", "value"),
    [("MODEL", "gpt"), ("MODEL", "fyr:lykt"), ("SECONDS", "0"), ("BASE_URL", "x")],
)
def test_a_chat_model_that_cannot_be_used_is_one_sentence_and_status_2(
    name: str, value: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"HMH_CHAT_{name}", value)
    assert main(["Hva med fyr?"]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert value in printed.err
