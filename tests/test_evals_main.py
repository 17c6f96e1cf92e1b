import json
from pathlib import Path

import evals_examples as examples
import pytest
from conftest import FakeEmbedder

import evals.run
from embeddings.index import Index, open_index
from evals.__main__ import COMMANDS, main
from evals.finished import load_run
from evals.provenance import code_hash, describe, differences
from qa.retrieve import DEFAULT_WEIGHTS
from settings import PROJECT_DIR, Settings


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents and an index of them."""
    folder = tmp_path_factory.mktemp("shared")
    examples.make_library(folder / "documents")
    return folder


@pytest.fixture
def ask_cheaply(shared: Path, monkeypatch: pytest.MonkeyPatch, without_probe: None) -> None:
    """Commands open the index with the embedder that needs no model."""

    def open_cheaply(library, settings, *, report) -> Index:
        return open_index(library, settings, report=report, embedder=FakeEmbedder())

    monkeypatch.setenv("HMH_DATA_DIR", str(shared / "data"))
    monkeypatch.setattr(evals.run, "open_index", open_cheaply)


def run(shared: Path, *arguments: object) -> int:
    return main(["run", "--documents", str(shared / "documents"), *map(str, arguments)])


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_how_it_is_used(name: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as exit_:
        main([name, "--help"])
    assert exit_.value.code == 0
    assert f"usage: python -m evals {name}" in capsys.readouterr().out


def test_an_unknown_command_is_refused_with_those_that_exist(capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as exit_:
        main(["rnu"])
    assert exit_.value.code == 2
    said = capsys.readouterr().err
    assert all(name in said for name in COMMANDS)


@pytest.mark.usefixtures("ask_cheaply")
def test_a_set_is_run_and_its_figures_are_printed(
    tmp_path: Path, shared: Path, capsys: pytest.CaptureFixture[str]
):
    source = examples.write_lines(tmp_path / "fires.jsonl", examples.QUESTIONS)
    assert run(shared, "--questions", source, "--out", tmp_path / "out", "--limit", 3) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("fires.jsonl\n")
    assert "CitRecall" in shown.out
    assert str(tmp_path / "out" / "report.html") in shown.out
    assert "3/3" in shown.err
    assert "<svg" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    assert list(load_run(tmp_path / "out").questions) == ["q1", "q2", "q3"]


def own_the_sets(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make a folder that of the own sets, with two labels of which one is right."""
    # "skal" demands; "støtter ikke" opposes.
    labels = [
        {**examples.FINES, "strength": "demands"},
        {**examples.AGAINST, "strength": "supports"},
    ]
    (folder / "labels").mkdir()
    path = examples.write_lines(folder / "labels" / "strength.jsonl", labels)
    monkeypatch.setattr(evals.run, "OWN_SETS", folder)
    monkeypatch.setattr(evals.run, "OWN_LABELS", path)


@pytest.mark.usefixtures("ask_cheaply", "plain_report")
def test_without_questions_the_projects_own_sets_are_run_apart(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
):
    examples.write_lines(tmp_path / "dev.jsonl", examples.QUESTIONS[:2])
    examples.write_lines(tmp_path / "test.jsonl", examples.QUESTIONS[2:])
    own_the_sets(tmp_path, monkeypatch)
    assert run(shared, "--out", tmp_path / "out", "--config", "ngrams=1", "in_context=2") == 0
    assert list(load_run(tmp_path / "out" / "dev").questions) == ["q1", "q2"]
    assert list(load_run(tmp_path / "out" / "test").questions) == ["q3", "q4", "q5"]
    weights = load_run(tmp_path / "out" / "test").settings["weights"]
    assert (weights["ngrams"], weights["in_context"]) == (1, 2)
    # Each report says how often the strength of the labelled sentences is right.
    for name in ("dev", "test"):
        assert load_run(tmp_path / "out" / name).scores.summary["StrengthRight"].mean == 0.5


@pytest.mark.usefixtures("ask_cheaply", "plain_report")
def test_an_own_set_that_is_named_has_the_own_labels_and_others_have_none(
    tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
):
    own = examples.write_lines(tmp_path / "dev.jsonl", examples.QUESTIONS[:1])
    own_the_sets(tmp_path, monkeypatch)
    assert run(shared, "--questions", own, "--out", tmp_path / "own") == 0
    assert load_run(tmp_path / "own").scores.summary["StrengthRight"].n == 2
    (tmp_path / "elsewhere").mkdir()
    foreign = examples.write_lines(tmp_path / "elsewhere" / "x.jsonl", examples.QUESTIONS[:1])
    assert run(shared, "--questions", foreign, "--out", tmp_path / "foreign") == 0
    assert "StrengthRight" not in load_run(tmp_path / "foreign").scores.summary


@pytest.mark.usefixtures("ask_cheaply")
@pytest.mark.parametrize(
    ("lines", "arguments", "said"),
    [
        ([{"id": "q1"}], [], "line 1"),
        ([*examples.QUESTIONS, {**examples.QUESTIONS[0], "id": "q9", "colour": 1}], [], "line 6"),
        (examples.QUESTIONS, ["--config", "colour=1"], "'colour' is not a weight"),
        (examples.QUESTIONS, ["--labels", "nowhere.jsonl"], "nowhere.jsonl cannot be read"),
    ],
)
def test_bad_input_is_a_sentence_and_leaves_no_run(
    tmp_path: Path,
    shared: Path,
    capsys: pytest.CaptureFixture[str],
    lines: list[dict[str, object]],
    arguments: list[str],
    said: str,
):
    source = examples.write_lines(tmp_path / "fires.jsonl", lines)
    assert run(shared, "--questions", source, "--out", tmp_path / "out", *arguments) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown
    assert shown.count("\n") == 1
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("ask_cheaply")
def test_nothing_is_asked_where_one_of_the_folders_holds_another_run(
    tmp_path: Path,
    shared: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    examples.write_lines(tmp_path / "dev.jsonl", examples.QUESTIONS[:2])
    examples.write_lines(tmp_path / "test.jsonl", examples.QUESTIONS[2:])
    own_the_sets(tmp_path, monkeypatch)
    (tmp_path / "out" / "test").mkdir(parents=True)
    (tmp_path / "out" / "test" / "settings.json").write_text("{}")
    assert run(shared, "--out", tmp_path / "out") == 2
    assert "holds a run with other settings" in capsys.readouterr().err
    assert not (tmp_path / "out" / "dev").exists()


@pytest.mark.parametrize("number", ["0", "-1", "many", "1.5"])
def test_a_limit_is_a_number_from_one_up(number: str, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(SystemExit) as exit_:
        main(["run", "--out", "nowhere", "--limit", number])
    assert exit_.value.code == 2
    assert "not a number of questions" in capsys.readouterr().err
    assert not Path("nowhere").exists()


def test_an_interruption_ends_quietly(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def interrupt(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(evals.run, "run_command", interrupt)
    assert main(["run", "--out", "nowhere"]) == 130
    assert capsys.readouterr().err == "Stopped.\n"


@pytest.mark.usefixtures("without_probe")
def test_settings_that_decide_the_answers_are_told_apart(shared: Path, tmp_path: Path):
    index = open_index(
        examples.make_library(shared / "documents"),
        Settings(data_dir=shared / "data"),
        embedder=FakeEmbedder(),
    )
    source = examples.write_lines(tmp_path / "fires.jsonl", examples.QUESTIONS)
    settings = describe(index, DEFAULT_WEIGHTS, source, None)
    again = json.loads(json.dumps({**settings, "began": "later", "commit": "another"}))
    assert differences(again, settings) == []
    again["corpus"]["sha256"] = "another"
    again["model"]["name"] = "another"
    again["code"] = "another"
    assert differences(again, settings) == ["model.name", "corpus.sha256", "code"]
    assert differences({}, settings) == [
        "questions",
        "weights",
        "model",
        "corpus",
        "code",
        "versions",
    ]


def test_the_code_hash_changes_with_what_answers_and_with_nothing_else(tmp_path: Path):
    for name in ("settings.py", "corpus/a.py", "embeddings/lexicon/b.tsv", "qa/c.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    before = code_hash(tmp_path)
    for name in ("evals/d.py", "qa/chat/e.py", "corpus/documents/f.txt", "README.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x = 1\n")
    assert code_hash(tmp_path) == before
    (tmp_path / "embeddings" / "lexicon" / "b.tsv").write_text("x = 2\n")
    assert code_hash(tmp_path) != before
    assert len(code_hash(PROJECT_DIR)) == 64
