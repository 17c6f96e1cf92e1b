"""The real documents and the real model: what a person asks, and what can go wrong on a disk."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from test_embeddings_embedder import save_model

from embeddings.folder import IndexFolder
from embeddings.index import Index
from qa.__main__ import main
from qa.answer import Answer
from qa.pipeline import answer_question
from qa.render import answer_record
from settings import PROJECT_DIR

pytestmark = pytest.mark.model

QUESTION = "Kan man røyke heroin på brukerrommene, ifølge FO?"


@pytest.fixture(scope="module")
def index(real_index: Index) -> Index:
    return real_index


@pytest.fixture(scope="module")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of six words, in which the whole corpus is embedded at once."""
    return save_model(tmp_path_factory.mktemp("models") / "small")


def ask_elsewhere(**variables: Path) -> tuple[int, str, str]:
    """Ask the question with ``python -m qa --json`` in a process of its own.

    Returns:
        Exit status, standard output and standard error.
    """
    environment = {k: v for k, v in os.environ.items() if not k.startswith("HMH_")}
    process = subprocess.run(
        [sys.executable, "-m", "qa", "--json", QUESTION],
        cwd=PROJECT_DIR,
        env=environment | {name: str(value) for name, value in variables.items()},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert "Traceback" not in process.stderr
    return process.returncode, process.stdout, process.stderr


def timeless(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if key != "timings_ms"}


def snapshot(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("question", "organisation", "sentence"),
    [
        (QUESTION, "fo", "brukerrommene bør tillate andre inntaksmåter enn injisering"),
        ("Er Actis for å legalisere cannabis?", "actis", "Forbudet mot cannabis må opprettholdes."),
        (
            "Hvor raskt skal pasienter få time etter avrusning ifølge representantforslaget?",
            "dok8",
            "får time til poliklinisk eller annen behandling innen 24 timer etter avrusning.",
        ),
        (
            "What does FO say about drug consumption rooms?",
            "fo",
            "FO støtter forslaget om satsning på brukerrom",
        ),
        (
            "Kva seier narkotikapolitiforeninga om bustad til folk som har slutta å ruse seg?",
            "nnpf",
            "Vi støtter forslaget om å kartlegge boligsituasjonen",
        ),
        ("Hva mener politifolkene om tvang?", "nnpf", "midlertidig bruk av tvang"),
        (
            "Kan legen dele pasientens opplysninger med politiet, ifølge NKROP?",
            "nkrop",
            "hvordan politi og rettsvesen skal få tilgang til informasjon",
        ),
        (
            "Bør staten betale for medisinene på blå resept?",
            "dok8",
            "flere medikamenter må omfattes av refusjonsordningen",
        ),
        (
            "Skal foreldre være med i skolens forebygging?",
            "actis",
            "Involvering av foresatte i skolens forebyggende arbeid skal være obligatorisk.",
        ),
        (
            "Hvem vil ha en ruskoordinator i kommunene?",
            "nnpf",
            "et krav om ruskoordinator i alle kommuner",
        ),
        (
            "Hvem vil gi heroin til de tyngste brukerne?",
            "dok8",
            "innføre heroinassistert behandling for de aller tyngste brukerne",
        ),
        (
            "Hva bør treningssentre gjøre mot doping?",
            "actis",
            "idretten og treningsentre jobber aktivt mot dopingbruk",
        ),
    ],
)
def test_a_question_in_everyday_words_finds_the_sentence(
    index: Index, question: str, organisation: str, sentence: str
) -> None:
    answer = answer_question(question, index)
    assert answer.answered
    quotes = [c.quote for c in answer.citations if c.organisation_id == organisation]
    assert any(sentence in quote for quote in quotes), quotes


def test_a_list_question_gives_the_chapter_in_its_order_with_printed_lines(index: Index) -> None:
    answer = answer_question("Hvilke tiltak foreslår Actis mot doping?", index)
    cited = [(c.lines, c.quote.split()[0]) for c in answer.citations if c.section[-1] == "Doping"]
    proposals = [
        ("482-483", "Kunnskapsnivået"),
        ("484-485", "SLT-koordinatorene"),
        ("486", "Politi"),
        ("487-488", "Kommunene"),
        ("489-490", "Spesialisthelsetjenesten"),
    ]
    assert [entry for entry in cited if entry in proposals] == proposals


@pytest.mark.parametrize(
    "question",
    [
        "Hvordan baker jeg sjokoladekake?",
        "Hvem vant fotballkampen i går?",
        "Hva mener FO om fiskekvoter i Barentshavet?",
    ],
)
def test_a_question_on_something_else_is_refused(index: Index, question: str) -> None:
    answer = answer_question(question, index)
    assert not answer.answered
    assert answer.citations == ()


def record_of(answer: Answer, index: Index) -> dict[str, Any]:
    return timeless(answer_record(answer, index.library))


def test_the_same_question_gives_the_same_record(index: Index) -> None:
    first, second = (record_of(answer_question(QUESTION, index), index) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_another_process_answers_the_same_beside_this_one(
    index: Index, real_data_dir: Path
) -> None:
    sound = snapshot(real_data_dir)
    status, out, err = ask_elsewhere(HMH_DATA_DIR=real_data_dir)
    assert (status, err) == (0, "")
    assert timeless(json.loads(out)) == record_of(answer_question(QUESTION, index), index)
    assert snapshot(real_data_dir) == sound


def test_a_corrupted_index_is_said_and_made_again_and_gives_the_same_answer(
    index: Index,
    real_data_dir: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    copy = shutil.copytree(real_data_dir, tmp_path / "data")
    corrupt(copy)
    monkeypatch.setenv("HMH_DATA_DIR", str(copy))
    assert main(["--json", QUESTION]) == 0
    assert {message.split(" (")[0] for message in caplog.messages} == {
        f"The index in {copy / 'index'} is damaged"
    }
    printed = json.loads(capsys.readouterr().out)
    assert timeless(printed) == record_of(answer_question(QUESTION, index), index)
    assert snapshot(copy / "vectors") == snapshot(real_data_dir / "vectors")
    assert IndexFolder(copy).manifest() == IndexFolder(real_data_dir).manifest()


def corrupt(data_dir: Path) -> None:
    (database,) = data_dir.rglob("chroma.sqlite3")
    content = database.read_bytes()
    database.write_bytes(b"\0" * (len(content) // 2) + content[len(content) // 2 :])


def test_a_data_folder_that_cannot_be_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("en fil", "utf-8")
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path / "file" / "data"))
    assert main([QUESTION]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert f"The data folder {tmp_path / 'file' / 'data'} cannot be used" in printed.err
    assert "HMH_DATA_DIR" in printed.err


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_data_folder_that_cannot_be_written_is_refused_in_one_sentence(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    status, out, err = ask_elsewhere(HMH_DATA_DIR=tmp_path / "data")
    tmp_path.chmod(0o700)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert "HMH_DATA_DIR" in err


@pytest.mark.usefixtures("without_probe")
def test_a_damaged_vector_file_is_said_and_made_again(
    small_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HMH_EMBEDDING_MODEL", str(small_model))
    assert main(["--json", "Hva med bolig og behandling?"]) == 0
    first = timeless(json.loads(capsys.readouterr().out))
    assert caplog.text == ""
    (vectors,) = (tmp_path / "vectors").iterdir()
    vectors.write_bytes(vectors.read_bytes()[:1000])
    assert main(["--json", "Hva med bolig og behandling?"]) == 0
    assert timeless(json.loads(capsys.readouterr().out)) == first
    assert f"The vector file {vectors} is damaged" in caplog.text
    assert vectors.stat().st_size > 1000


def test_an_index_of_another_model_is_refused_in_one_sentence_and_left_alone(
    real_data_dir: Path,
    small_model: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    before = snapshot(real_data_dir)
    monkeypatch.setenv("HMH_DATA_DIR", str(real_data_dir))
    monkeypatch.setenv("HMH_EMBEDDING_MODEL", str(small_model))
    assert main([QUESTION]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert "small@" in printed.err
    assert "python -m embeddings build --replace" in printed.err
    assert snapshot(real_data_dir) == before


def test_a_model_that_is_not_there_is_refused_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HMH_EMBEDDING_MODEL", str(tmp_path / "no-model"))
    assert main([QUESTION]) == 2
    printed = capsys.readouterr()
    assert (printed.out, printed.err.count("\n")) == ("", 1)
    assert f"HMH_EMBEDDING_MODEL={tmp_path / 'no-model'}" in printed.err
    assert list(tmp_path.iterdir()) == []
