from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import FakeEmbedder

from corpus.library import Library, load_library
from embeddings import index as index_module
from embeddings.index import Index
from evals import bench
from evals.__main__ import main
from evals.bench import ratios, take_turns, tutorial_store
from evals.testset import EvalQuestion
from settings import Settings


def question(identifier: str) -> EvalQuestion:
    return EvalQuestion(
        id=identifier, question="Hva?", lang="nb", type="single", orgs=(), named=(), gold=()
    )


def test_the_ways_take_turns_after_one_question_for_warming_up() -> None:
    calls: list[str] = []

    def contestant(name: str) -> Callable[[EvalQuestion], dict[str, float]]:
        def ask(question: EvalQuestion) -> dict[str, float]:
            calls.append(name + question.id)
            return {"total": float(len(calls))}

        return ask

    times = take_turns(
        [question(i) for i in "123"], {name: contestant(name) for name in ("a", "b", "c")}
    )
    assert calls[:3] == ["a1", "b1", "c1"]
    assert calls[3:] == ["a1", "b1", "c1", "b2", "c2", "a2", "c3", "a3", "b3"]
    assert times["b"] == [{"total": 5.0}, {"total": 7.0}, {"total": 12.0}]


def test_ratios_are_of_the_totals_at_the_same_percentile() -> None:
    results = {
        "product": {"embed": {50: 9.0, 95: 9.0}, "total": {50: 30.0, 95: 60.0}},
        "bare": {"total": {50: 20.0, 95: 30.0}},
        "tutorial": {"total": {50: 15.0, 95: 60.0}},
    }
    assert ratios(results) == {"bare": {50: 1.5, 95: 2.0}, "tutorial": {50: 2.0, 95: 1.0}}


def test_the_tutorial_searches_pieces_of_a_thousand_code_points(tiny_documents: Path) -> None:
    # 300 words of 9 code points and a blank are 3,000 with their line end: with an overlap of 200,
    # each piece goes at most 800 further than the one before, so there are at least four.
    words = [f"ord{i:06}" for i in range(300)]
    (tiny_documents / "fjord.txt").write_text(" ".join(words) + "\n", encoding="utf-8")
    library = load_library(tiny_documents)
    embedder = FakeEmbedder()
    with tutorial_store(library, embedder) as store:
        found = store.search(embedder.encode_query("ord000299"), 50)
        pieces = [identifier for identifier, _ in found]
        assert store.count() == len(pieces)
    of_fjord = sorted(p for p in pieces if p.startswith("fjord:"))
    assert of_fjord == ["fjord:0", "fjord:1", "fjord:2", "fjord:3"]
    assert [p for p in pieces if p.startswith("fjell:")] == ["fjell:0"]


@pytest.mark.usefixtures("without_probe")
def test_the_command_prints_every_stage_and_both_ratios(
    tiny_documents: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def open_index(library: Library, settings: Settings, *, report: object) -> Index:
        return index_module.open_index(library, settings, embedder=FakeEmbedder())

    monkeypatch.setattr(bench, "open_index", open_index)
    monkeypatch.setattr(bench, "ModelEmbeddings", lambda model: FakeEmbedder())
    monkeypatch.setenv("HMH_DATA_DIR", str(tmp_path / "data"))
    questions = tmp_path / "egne.jsonl"
    row = {"id": "a", "question": "Hva med bolig?", "lang": "nb", "type": "single"}
    gold = [{"doc": "fjord", "quote": "alle må få en bolig"}]
    content = json.dumps({**row, "orgs": ["fjord"], "gold": gold})
    questions.write_text(content + "\n", encoding="utf-8")
    command = ["bench", "--questions", str(questions), "--documents", str(tiny_documents)]
    assert main([*command, "--json"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["model_threads"], printed["questions"]) == (1, 1)
    stages = {name: set(stages) for name, stages in printed["milliseconds"].items()}
    assert stages["bare"] == stages["tutorial"] == {"embed", "search", "total"}
    assert {"embed", "search", "select", "check", "render", "total"} <= stages["product"]
    assert set(printed["ratios"]) == {"bare", "tutorial"}

    assert main(command) == 0
    text = capsys.readouterr().out
    assert text.startswith("1 questions, ")
    assert "one computing thread for the model" in text
    assert "never asserted" in text
    assert "product / tutorial" in text
