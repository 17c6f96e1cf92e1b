from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import FakeEmbedder

from corpus.library import Library
from embeddings import index as index_module
from embeddings.index import Index
from evals import ablate as ablation
from evals.__main__ import main
from evals.ablate import METRICS, Configuration, ablate, configurations
from evals.testset import EvalQuestion, Gold
from qa.retrieve import DEFAULT_WEIGHTS
from settings import Settings

WORDS = replace(DEFAULT_WEIGHTS, in_context=0.0, best_sentence=0.0, section=0.0, gloss_words=0.0)
DENSE = replace(DEFAULT_WEIGHTS, gloss_words=0.0, section_words=0.0, ngrams=0.0)


class Blind(FakeEmbedder):
    """Sees the same in every text, so that only words can rank."""

    def __init__(self) -> None:
        super().__init__("blind@1")

    def _vector(self, text: str):  # type: ignore[no-untyped-def]
        return super()._vector("alt")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch, without_probe: None) -> list[Settings]:
    """Lets indexes be opened without a model; the settings that each was opened with."""
    seen: list[Settings] = []

    def open_index(library: Library, settings: Settings, *, report: object) -> Index:
        seen.append(settings)
        embedder = Blind() if settings.embedding_model == "blind" else FakeEmbedder()
        return index_module.open_index(library, settings, embedder=embedder)

    monkeypatch.setattr(ablation, "open_index", open_index)
    return seen


def question(identifier: str, text: str, doc: str, quote: str) -> EvalQuestion:
    return EvalQuestion(
        id=identifier,
        question=text,
        lang="nb",
        type="single",
        orgs=(doc,),
        named=(),
        gold=(Gold(doc, quote),),
    )


QUESTIONS = (
    question("a", "pasientene behandling 24 timer", "fjell", "innen 24 timer"),
    question("b", "alle må få en bolig", "fjord", "alle må få en bolig"),
)


def test_the_rows_differ_from_the_hybrid_in_what_their_names_say() -> None:
    rows = {row.name: row for row in configurations(["other", "folder", "other"])}
    assert list(rows) == [
        "words only", "dense only", "without glosses", "hybrid", "other", "folder",
    ]  # fmt: skip
    assert rows["hybrid"] == Configuration("hybrid", None, DEFAULT_WEIGHTS)
    assert rows["other"] == Configuration("other", "other", DEFAULT_WEIGHTS)
    assert (rows["words only"].model, rows["words only"].weights) == (None, WORDS)
    assert rows["dense only"].weights == DENSE
    raw = rows["without glosses"]
    assert raw.weights == DEFAULT_WEIGHTS
    assert raw.model is not None
    assert (Path(raw.model) / "model.safetensors").is_file()


def test_each_row_is_scored_with_its_own_model_and_weights(
    tiny_library: Library, tmp_path: Path, opened: list[Settings]
) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    rows = (
        Configuration("words", None, WORDS),
        Configuration("blind", "blind", DENSE),
        Configuration("blind, words", "blind", WORDS),
        Configuration("hybrid", None, DEFAULT_WEIGHTS),
    )
    results = ablate(QUESTIONS, tiny_library, settings, rows)
    assert list(results) == ["words", "blind", "blind, words", "hybrid"]
    assert all(tuple(row) == METRICS for row in results.values())
    first = {name: row["Hit@1"].mean for name, row in results.items()}
    # To the blind model all four passages are alike, and ties break by id: fjell's first passage,
    # which holds neither quotation.
    assert first == {"words": 1.0, "blind": 0.0, "blind, words": 1.0, "hybrid": 1.0}
    assert results["words"]["R@5"].n == 2


def test_each_model_is_indexed_once_and_foreign_ones_leave_nothing_behind(
    tiny_library: Library, tmp_path: Path, opened: list[Settings]
) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    rows = (
        Configuration("one", "blind", WORDS),
        Configuration("own", None, WORDS),
        Configuration("two", "blind", DEFAULT_WEIGHTS),
    )
    ablate(QUESTIONS[:1], tiny_library, settings, rows)
    assert [s.embedding_model for s in opened] == ["blind", None]
    foreign, own = (s.data_dir for s in opened)
    assert own == tmp_path / "data"
    assert foreign != own
    assert not foreign.exists()
    assert own.exists()


def write_questions(path: Path) -> Path:
    rows = [
        {
            "id": q.id,
            "question": q.question,
            "lang": q.lang,
            "type": q.type,
            "orgs": list(q.orgs),
            "gold": [{"doc": gold.doc, "quote": gold.quote} for gold in q.gold],
        }
        for q in QUESTIONS
    ]
    rows.insert(1, {**rows[0], "id": "a-en", "variant_of": "a", "variant": "en"})
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_command_asks_no_variants_and_prints_one_row_a_configuration(
    tiny_documents: Path,
    tmp_path: Path,
    opened: list[Settings],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path / "data"))
    questions = write_questions(tmp_path / "egne.jsonl")
    command = ["ablate", "--questions", str(questions), "--documents", str(tiny_documents)]
    assert main([*command, "--model", "blind", "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["questions"], printed["n"]) == ("egne.jsonl", 2)
    assert list(printed["rows"]) == [
        "words only", "dense only", "without glosses", "hybrid", "blind",
    ]  # fmt: skip
    assert set(printed["rows"]["hybrid"]) == set(METRICS)

    assert main([*command, "--limit", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("egne.jsonl, 1 questions")
    assert lines[2].split() == list(METRICS)
    assert [line.split("  ")[0] for line in lines[3::2]] == [
        "words only", "dense only", "without glosses", "hybrid",
    ]  # fmt: skip


@pytest.mark.parametrize("limit", ["0", "-1", "2.5", "x"])
def test_a_limit_that_is_no_number_of_questions_is_refused(
    limit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["ablate", "--limit", limit])
    assert stopped.value.code == 2
    assert "is not a number of questions from 1 up" in capsys.readouterr().err
