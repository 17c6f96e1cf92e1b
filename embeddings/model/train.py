"""Train the default embedding model: ``python -m embeddings.model.train``.

all-MiniLM-L6-v2 is trained contrastively with in-batch negatives (Henderson et al. 2017; van den
Oord et al. 2018) on glossed pairs of question and policy sentence. A batch holds whole topics, so
that the hardest negatives of a sentence, the other sentences on its topic, are always there. Broad
questions have all sentences of their topic for positives. The word embeddings are frozen: they
are half of the weights, and few of their words occur in the pairs.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import save_file
from sentence_transformers import SentenceTransformer
from torch.nn import functional

from console import run
from embeddings.embedder import MODEL_LAYERS, GlossedEmbeddings, load_minilm
from embeddings.gloss import default_glosser
from embeddings.model.pairs import PAIRS_FILE, Topic, TrainingPassage, held_out, load_topics
from settings import UserError

_TOPICS_A_BATCH = 10
_LEARNING_RATE, _WARM_UP = 1e-4, 0.1
_TEMPERATURE = 0.05
_BROAD_WEIGHT = 0.3
# So many passages are read with their topic's name before them, as a section's name stands there.
_IN_CONTEXT = 0.4


@dataclass(frozen=True, slots=True)
class Batch:
    """Glossed texts; question i is answered by passage i, broad question j by ``spans[j]``."""

    passages: list[str]
    questions: list[str]
    broad: list[str]
    spans: list[range]


def main(arguments: list[str] | None = None) -> int:
    """Train and save; return the exit status, 2 for something a person can put right."""
    parser = argparse.ArgumentParser(prog="python -m embeddings.model.train", description=__doc__)
    parser.add_argument("--pairs", type=Path, default=PAIRS_FILE, help="topics, one a line")
    parser.add_argument("--out", type=Path, default=MODEL_LAYERS, help="file of layers to write")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--validate",
        action="store_true",
        help="leave every tenth topic out, and say how well its passages are found; save nothing",
    )
    options = parser.parse_args(arguments)
    try:
        topics = load_topics(options.pairs)
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    glossed = _glossed(topics)
    training, validation = held_out(glossed) if options.validate else (glossed, ())
    model = _train(training, options.epochs, options.seed)
    if options.validate:
        _report("before", validation, training, load_minilm())
        _report("after", validation, training, model)
    else:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        save_file(_layers(model), options.out)
        sys.stdout.write(f"{options.out} holds the trained layers.\n")
    return 0


def _glossed(topics: Sequence[Topic]) -> list[Topic]:
    prepare = GlossedEmbeddings(default_glosser()).prepare
    return [
        Topic(
            prepare(topic.name),
            tuple(map(prepare, topic.questions)),
            tuple(
                TrainingPassage(prepare(p.text), tuple(map(prepare, p.questions)))
                for p in topic.passages
            ),
        )
        for topic in topics
    ]


def _train(topics: Sequence[Topic], epochs: int, seed: int) -> SentenceTransformer:
    torch.manual_seed(seed)
    model = load_minilm()
    model.train()
    for name, parameter in model.named_parameters():
        parameter.requires_grad = ".encoder.layer." in name
    trained = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=_LEARNING_RATE, weight_decay=0.01)
    batches = list(make_batches(topics, epochs, random.Random(seed)))  # noqa: S311 - no secret
    for step, batch in enumerate(batches):
        for group in optimizer.param_groups:
            group["lr"] = _LEARNING_RATE * _schedule(step, len(batches))
        loss = _loss(model, batch)
        optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        if step % 20 == 0:
            sys.stdout.write(f"step {step} of {len(batches)}, loss {loss.item():.3f}\n")
            sys.stdout.flush()
    model.eval()
    return model


def make_batches(topics: Sequence[Topic], epochs: int, rng: random.Random) -> Iterator[Batch]:
    """Yield every topic once an epoch, each time with other ones of its questions."""
    for _ in range(epochs):
        order = rng.sample(topics, len(topics))
        for start in range(0, len(order), _TOPICS_A_BATCH):
            yield _batch(order[start : start + _TOPICS_A_BATCH], rng)


def _batch(topics: Sequence[Topic], rng: random.Random) -> Batch:
    batch = Batch([], [], [], [])
    for topic in topics:
        first = len(batch.passages)
        for passage in topic.passages:
            named = f"{topic.name} {passage.text}"
            batch.passages.append(named if rng.random() < _IN_CONTEXT else passage.text)
            batch.questions.append(rng.choice(passage.questions))
        if topic.questions:
            batch.broad.append(rng.choice(topic.questions))
            batch.spans.append(range(first, len(batch.passages)))
    return batch


def _schedule(step: int, steps: int) -> float:
    """Share of the learning rate: a linear rise, then a linear fall."""
    return min(1.0, (step + 1) / max(1.0, _WARM_UP * steps)) * (1 - step / steps)


def _loss(model: SentenceTransformer, batch: Batch) -> torch.Tensor:
    """Cross-entropy of finding each question's passage, each passage's question, and topics."""
    passages = _embed(model, batch.passages)
    similarities = _embed(model, batch.questions) @ passages.T / _TEMPERATURE
    own = torch.arange(len(batch.passages))
    loss = (
        functional.cross_entropy(similarities, own) + functional.cross_entropy(similarities.T, own)
    ) / 2
    if not batch.broad:
        return loss
    positives = torch.zeros(len(batch.broad), len(batch.passages))
    for row, span in zip(positives, batch.spans, strict=True):
        row[span.start : span.stop] = 1 / len(span)
    broad = _embed(model, batch.broad) @ passages.T / _TEMPERATURE
    return loss + _BROAD_WEIGHT * functional.cross_entropy(broad, positives)


def _embed(model: SentenceTransformer, texts: list[str]) -> torch.Tensor:
    """Vectors of length 1, shape (n, d)."""
    embedded = model(model.preprocess(texts))["sentence_embedding"]
    return functional.normalize(embedded, dim=-1)


def _layers(model: SentenceTransformer) -> dict[str, torch.Tensor]:
    """The trained weights in half precision, which is as good and half as large."""
    return {
        name: tensor.half().contiguous()
        for name, tensor in model.state_dict().items()
        if ".encoder.layer." in name
    }


def _report(
    label: str, validation: Sequence[Topic], training: Sequence[Topic], model: SentenceTransformer
) -> None:
    """Say how often a validation question's passage is first, or in the first five, of all."""
    model.eval()
    passages = [passage for topic in (*validation, *training) for passage in topic.passages]
    asked = sum(len(topic.passages) for topic in validation)
    questions = [(q, i) for i, passage in enumerate(passages[:asked]) for q in passage.questions]
    vectors = _embed_all(model, [passage.text for passage in passages])
    similarities = _embed_all(model, [question for question, _ in questions]) @ vectors.T
    own = similarities[np.arange(len(questions)), [position for _, position in questions]]
    ranks = (similarities > own[:, None]).sum(axis=1) + 1
    sys.stdout.write(
        f"{label}: {len(questions)} questions, {len(passages)} passages; "
        f"first {np.mean(ranks == 1):.3f}, in five {np.mean(ranks <= 5):.3f}, "
        f"mean reciprocal rank {np.mean(1 / ranks):.3f}\n"
    )


def _embed_all(model: SentenceTransformer, texts: list[str]) -> npt.NDArray[np.float32]:
    with torch.no_grad():
        parts = [_embed(model, texts[i : i + 64]) for i in range(0, len(texts), 64)]
    return np.asarray(torch.cat(parts).numpy(), dtype=np.float32)


if __name__ == "__main__":
    run(main)
