import json
from pathlib import Path

import evals_examples as examples
import pytest
from conftest import FakeEmbedder

import evals.run
from corpus.library import Library
from embeddings.index import Index, open_index
from evals.finished import RunFolderError, load_run
from evals.run import ConfigError, Task, ask, parse_weights, run
from evals.runfolder import RunFolder, trec_run
from evals.score import read_records
from evals.testset import load_questions
from qa.retrieve import DEFAULT_WEIGHTS, Weights
from settings import Settings

pytestmark = pytest.mark.usefixtures("plain_report")

FILES = {"answers.jsonl", "settings.json", "run.trec", "metrics.json", "report.html"}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Index:
    folder = tmp_path_factory.mktemp("bonfires")
    library = examples.make_library(folder / "documents")
    return open_index(library, Settings(data_dir=folder / "data"), embedder=FakeEmbedder())


@pytest.fixture(scope="module")
def library(index: Index) -> Library:
    return index.library


def make_task(tmp_path: Path, library: Library, limit: int | None = None) -> Task:
    source = examples.write_lines(tmp_path / "questions.jsonl", examples.QUESTIONS)
    questions = load_questions(source, library)[:limit]
    return Task(source, questions, limit, RunFolder(tmp_path / "run"))


def without_times(path: Path) -> list[dict[str, object]]:
    return [{**record, "timings_ms": None} for record in read_records(path)]


def test_a_run_leaves_every_file_and_the_records_in_the_order_of_the_questions(
    tmp_path: Path, library: Library, index: Index
):
    task = make_task(tmp_path, library)
    scores = run(task, index)
    folder = tmp_path / "run"
    assert {path.name for path in folder.iterdir() if not path.name.startswith(".")} == FILES
    records = read_records(folder / "answers.jsonl")
    assert [record["id"] for record in records] == ["q1", "q2", "q3", "q4", "q5"]
    assert load_run(folder).scores == scores
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    assert settings["model"]["name"] == "fake@1"
    assert settings["corpus"]["sha256"] == library.content_hash
    assert settings["weights"]["ngrams"] == DEFAULT_WEIGHTS.ngrams


def test_a_finished_run_tells_what_was_asked(tmp_path: Path, library: Library, index: Index):
    run(make_task(tmp_path, library), index)
    asked = load_run(tmp_path / "run").questions
    assert list(asked) == ["q1", "q2", "q3", "q4", "q5"]
    assert asked["q2"].question == "Hvem skal straffe den som fyrer?"
    assert [question.answerable for question in asked.values()] == [True] * 3 + [False] * 2


def test_a_stopped_run_goes_on_where_it_was(
    tmp_path: Path, library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
):
    task = make_task(tmp_path, library)
    whole = Task(task.source, task.questions, None, RunFolder(tmp_path / "whole"))
    run(whole, index)
    asked: list[str] = []

    def stop_at_the_third(question, index, weights):
        asked.append(question.id)
        if question.id == "q3" and asked.count("q3") == 1:
            raise KeyboardInterrupt
        return ask(question, index, weights)

    monkeypatch.setattr(evals.run, "ask", stop_at_the_third)
    with pytest.raises(KeyboardInterrupt):
        run(task, index)
    answers = tmp_path / "run" / "answers.jsonl"
    assert [record["id"] for record in read_records(answers)] == ["q1", "q2"]
    # A kill in the middle of writing leaves a torn line.
    with answers.open("ab") as file:
        file.write(b'{"id": "q3", "question": "Hvem er for og im')
    asked.clear()
    asked.append("q3")
    resumed = run(task, index)
    # q3 twice: once to warm up, once for its record.
    assert asked[1:] == ["q3", "q3", "q4", "q5"]
    assert without_times(answers) == without_times(tmp_path / "whole" / "answers.jsonl")
    finished = load_run(tmp_path / "whole").scores
    assert resumed.per_question == finished.per_question


def test_a_finished_run_asks_nothing_again(
    tmp_path: Path, library: Library, index: Index, monkeypatch: pytest.MonkeyPatch
):
    task = make_task(tmp_path, library)
    scores = run(task, index)
    monkeypatch.setattr(evals.run, "ask", lambda *_: pytest.fail("asked again"))
    assert run(task, index) == scores


@pytest.mark.parametrize(
    ("weights", "limit", "named"),
    [(Weights(ngrams=3), None, "weights.ngrams"), (DEFAULT_WEIGHTS, 2, "questions.limit")],
)
def test_a_folder_with_another_run_is_refused_with_what_differs(
    tmp_path: Path, library: Library, index: Index, weights: Weights, limit: int, named: str
):
    run(make_task(tmp_path, library), index)
    before = {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()}
    with pytest.raises(RunFolderError, match=f"other settings.*{named}"):
        run(make_task(tmp_path, library, limit), index, weights=weights)
    assert {path.name: path.read_bytes() for path in (tmp_path / "run").iterdir()} == before


def test_changed_questions_are_another_run(tmp_path: Path, library: Library, index: Index):
    task = make_task(tmp_path, library)
    run(task, index)
    with task.source.open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(RunFolderError, match=r"questions\.sha256"):
        run(task, index)


def test_answers_without_settings_are_refused(tmp_path: Path, library: Library, index: Index):
    task = make_task(tmp_path, library)
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "answers.jsonl").write_text("{}\n")
    with pytest.raises(RunFolderError, match=r"no settings\.json"):
        run(task, index)


def test_answers_in_another_order_are_refused(tmp_path: Path, library: Library, index: Index):
    task = make_task(tmp_path, library)
    run(task, index)
    answers = tmp_path / "run" / "answers.jsonl"
    lines = answers.read_text(encoding="utf-8").splitlines(keepends=True)
    answers.write_text("".join(reversed(lines)), encoding="utf-8")
    with pytest.raises(RunFolderError, match="order of the questions"):
        run(task, index)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path):
    (tmp_path / "run").write_text("")
    with pytest.raises(RunFolderError, match="is no folder"):
        RunFolder(tmp_path / "run").check({}, [])
    with (
        pytest.raises(RunFolderError, match="cannot be written"),
        RunFolder(tmp_path / "run").held(),
    ):
        pytest.fail("held a file")


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path, library: Library, index: Index):
    task = make_task(tmp_path, library)
    with task.folder.held(), pytest.raises(RunFolderError, match="Another run"):
        run(task, index)


def test_an_id_with_white_space_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(RunFolderError, match="'a b'"):
        RunFolder(tmp_path / "run").check({}, ["a b"])
    assert not (tmp_path / "run").exists()


def test_a_question_that_is_declined_counts_as_refused(
    tmp_path: Path, library: Library, index: Index
):
    long = {**examples.QUESTIONS[0], "question": "bål " * 400}
    source = examples.write_lines(tmp_path / "long.jsonl", [long])
    task = Task(source, load_questions(source, library), None, RunFolder(tmp_path / "long"))
    scores = run(task, index)
    (record,) = read_records(tmp_path / "long" / "answers.jsonl")
    assert (record["answered"], record["citations"]) == (False, [])
    assert "1599" in record["text"]
    assert scores.per_question["q1"]["FalseRefusal"] == 1


def test_a_trec_run_ranks_passages_from_one():
    # Two questions; the second retrieved nothing.
    records = [
        {
            "id": "q1",
            "retrieved": [{"passage": "a:0-9", "score": 2.5}, {"passage": "b:0-4", "score": -1}],
        },
        {"id": "q2", "retrieved": []},
    ]
    assert trec_run(records, "tag") == "q1 Q0 a:0-9 1 2.5 tag\nq1 Q0 b:0-4 2 -1 tag\n"


def test_weights_are_read_and_the_others_keep_their_defaults():
    assert parse_weights(["ngrams=3", "in_context=0.5"]) == Weights(ngrams=3, in_context=0.5)
    assert parse_weights([]) == DEFAULT_WEIGHTS


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("colour=1", "'colour' is not a weight; the weights are in_context, "),
        ("ngrams", "'ngrams' sets no weight"),
        ("ngrams=many", "'ngrams=many' sets no weight"),
        ("ngrams=-1", "a number from 0 up"),
        ("ngrams=nan", "a number from 0 up"),
        ("ngrams=inf", "a number from 0 up"),
    ],
)
def test_a_config_that_sets_no_weight_is_a_sentence(pair: str, said: str):
    with pytest.raises(ConfigError, match=said):
        parse_weights([pair])


def test_a_weight_given_twice_is_refused():
    with pytest.raises(ConfigError, match="ngrams is given twice"):
        parse_weights(["ngrams=1", "ngrams=2"])
