from __future__ import annotations

import json
import random
from pathlib import Path

import numpy as np
import pytest
import torch
from corpus_examples import shipped_library
from safetensors.torch import load_file, save_file

import embeddings.embedder
from embeddings.embedder import EmbeddingModelError, GlossedEmbeddings, load_minilm
from embeddings.model.pairs import (
    PairsError,
    Topic,
    TrainingPassage,
    held_out,
    load_topics,
)
from embeddings.model.train import main, make_batches

TOPICS = tuple(
    Topic(
        name=f"topic {i}",
        questions=(f"what about {i}?",) if i % 2 else (),
        passages=tuple(
            TrainingPassage(f"measure {i}.{j}", (f"shall {i}.{j}?", f"will {i}.{j}?"))
            for j in range(3)
        ),
    )
    for i in range(25)
)


def write(path: Path, *lines: object) -> Path:
    text = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    path.write_text(text, encoding="utf-8")
    return path


def row(**changed: object) -> dict[str, object]:
    passages = [{"text": "Skolen skal ha lege.", "questions": ["Er det lege på skolen?"]}]
    return {"topic": "skole", "questions": [], "passages": passages, **changed}


def test_topics_are_read(tmp_path: Path) -> None:
    (topic,) = load_topics(write(tmp_path / "pairs.jsonl", row(questions=["Hva med skolen?"])))
    passage = TrainingPassage("Skolen skal ha lege.", ("Er det lege på skolen?",))
    assert topic == Topic("skole", ("Hva med skolen?",), (passage,))


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("{", "line 2: not a topic"),
        ({"topic": "skole"}, "line 2: not a topic"),
        (row(passages=[]), "line 2: a topic needs passages"),
        (row(passages=[{"text": "x", "questions": []}]), "line 2: a topic needs passages"),
    ],
)
def test_a_malformed_topic_is_refused_with_its_line(
    tmp_path: Path, line: object, complaint: str
) -> None:
    with pytest.raises(PairsError, match=complaint):
        load_topics(write(tmp_path / "pairs.jsonl", row(), line))


def test_missing_pairs_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PairsError, match="cannot be read"):
        load_topics(tmp_path / "pairs.jsonl")


def test_every_tenth_topic_is_held_out() -> None:
    training, validation = held_out(TOPICS)
    assert [topic.name for topic in validation] == ["topic 9", "topic 19"]
    assert len(training) == 23
    assert not set(training) & set(validation)


def test_a_batch_holds_whole_topics_and_each_question_its_passage() -> None:
    batches = list(make_batches(TOPICS, 2, random.Random(0)))  # noqa: S311
    assert sum(len(batch.passages) for batch in batches) == 2 * 75
    for batch in batches:
        assert len(batch.questions) == len(batch.passages)
        for question, passage in zip(batch.questions, batch.passages, strict=True):
            assert question.split()[1].rstrip("?") == passage.split()[-1]
        for broad, span in zip(batch.broad, batch.spans, strict=True):
            topic = broad.split()[-1].rstrip("?")
            held = [passage.split()[-1].split(".")[0] for passage in batch.passages]
            assert held[span.start : span.stop] == [topic] * 3
            assert held.count(topic) == 3


def test_the_shipped_pairs_share_no_sentence_with_the_documents_or_question_sets() -> None:
    topics = load_topics()
    documents = shipped_library().documents.values()
    corpus = " ".join(" ".join(document.text.split()) for document in documents)
    folder = Path(__file__).resolve().parents[1] / "evals" / "questions"
    asked = {
        json.loads(line)["question"]
        for name in ("dev", "test")
        for line in (folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    }
    assert len(topics) > 700
    for topic in topics:
        for passage in topic.passages:
            assert passage.text not in corpus
            assert not asked & {*topic.questions, *passage.questions}


@pytest.mark.model
def test_training_changes_the_layers_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = write(tmp_path / "pairs.jsonl", row(), row(topic="helse"))
    out = tmp_path / "layers.safetensors"
    assert main(["--pairs", str(pairs), "--epochs", "1", "--out", str(out)]) == 0
    published, trained = load_minilm().state_dict(), load_file(out)
    assert {name for name in published if ".encoder.layer." in name} == set(trained)
    assert any(
        not torch.equal(published[name].half(), weights) for name, weights in trained.items()
    )
    monkeypatch.setattr(embeddings.embedder, "MODEL_LAYERS", out)
    embedder = GlossedEmbeddings()
    assert np.linalg.norm(embedder.encode_query("skole")) == pytest.approx(1, abs=1e-5)
    assert embedder.name != f"{embedder.name.split('+')[0]}+"


@pytest.mark.model
def test_validation_says_how_well_the_left_out_passages_are_found(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        row(topic=str(i), passages=[{"text": f"Tiltak {i}", "questions": [f"Tiltak {i}?"]}])
        for i in range(10)
    ]
    pairs = write(tmp_path / "pairs.jsonl", *rows)
    assert main(["--pairs", str(pairs), "--epochs", "1", "--validate"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-2].startswith("before: 1 questions, 10 passages; first 1.000, in five 1.000")
    assert lines[-1].startswith("after: 1 questions, 10 passages; ")


def test_pairs_that_cannot_be_read_are_a_sentence_and_status_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--pairs", str(tmp_path / "none.jsonl")]) == 2
    assert "cannot be read" in capsys.readouterr().err


@pytest.mark.parametrize("content", [None, b"", b"not safetensors"])
def test_damaged_or_missing_layers_are_refused_with_the_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    path = tmp_path / "layers.safetensors"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(embeddings.embedder, "MODEL_LAYERS", path)
    with pytest.raises(EmbeddingModelError, match=r"python -m embeddings\.model\.train"):
        GlossedEmbeddings().encode_query("skole")


def test_layers_of_another_shape_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "layers.safetensors"
    name = next(name for name in load_minilm().state_dict() if ".encoder.layer." in name)
    save_file({name: torch.zeros(1)}, path)
    monkeypatch.setattr(embeddings.embedder, "MODEL_LAYERS", path)
    with pytest.raises(EmbeddingModelError, match="cannot be read"):
        GlossedEmbeddings().encode_query("skole")
