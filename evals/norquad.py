"""NorQuAD (Ivanova et al. 2023) as passage retrieval: Norwegian outside this project's field.

The texts become documents of one organisation in a library of their own, made and indexed by the
product. Every question is asked without saying which text it is about. BM25 over whole documents
answers the same questions beside it, for SpanHit over the same short passages.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from tqdm import tqdm

from corpus.library import Library, load_library
from embeddings.index import Index, open_index
from embeddings.lexical import LexicalIndex
from embeddings.progress import console_progress
from evals.arguments import positive
from evals.grid import grid
from evals.importers.material import (
    DOCUMENTS_FOLDER,
    ImportedDocument,
    Provenance,
    as_markdown,
    write_material,
)
from evals.importers.squad import SquadQuestion, SquadSet, read_squad, squad_documents, squad_files
from evals.intervals import Estimate
from evals.letters import letters
from evals.outcomes import Outcome, figures, holds_answer, rank_of
from evals.parts import Part, cut_passage, first_parts, part_texts
from qa.confidence import read_confidence
from qa.question import understand
from qa.retrieve import Ranking, rank
from settings import Settings, UserError

PROVENANCE = Provenance(organisation="norquad", year="2023", lang="nb")
EXPECTED = (755, 4752, 944)
"""Distinct texts, distinct pairs of question and text, and those of the held-out files."""

_HELD_OUT = ("test", "validation")
_SHORT_PASSAGES = 5


class NorquadError(UserError):
    """The folder does not hold NorQuAD, all of it and nothing else."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("folder", type=Path, help="folder of the six JSON files")
    parser.add_argument("--limit", type=positive, metavar="N", help="ask N, spread over all")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="keep documents and index there for the next time"
    )
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")


def run_command(options: argparse.Namespace) -> int:
    """Run the command: read, index, ask, print."""
    found = read_squad(squad_files(options.folder))
    check_counts(found)
    with _working_folder(options.keep) as folder:
        index = _index(found, folder)
        began = time.perf_counter()
        results = evaluate(found, index, limit=options.limit)
        seconds = time.perf_counter() - began
        index.close()
    if options.json:
        groups = {
            group: {name: {m: asdict(e) for m, e in row.items()} for name, row in systems.items()}
            for group, systems in results.items()
        }
        sys.stdout.write(json.dumps({"groups": groups, "seconds": seconds}, indent=1) + "\n")
    else:
        sys.stdout.write("\n".join(_lines(results)) + f"\nAsked in {seconds:.0f} s.\n")
    return 0


def is_held_out(question: SquadQuestion) -> bool:
    """Whether it stands in the official test or validation set, told by the files' names."""
    return any(word in file for file in question.files for word in _HELD_OUT)


def check_counts(found: SquadSet) -> None:
    """Refuse a folder that does not hold what the published figures are about.

    The files hold 5,696 questions. 944 of them, the official test and validation sets, stand in
    the files of the annotators as well, and the other 4,752 are distinct as pairs of question and
    text; three questions are asked of two texts each.

    Raises:
        NorquadError: The counts are others.
    """
    counts = (
        len(found.contexts),
        len(found.questions),
        sum(map(is_held_out, found.questions)),
    )
    if counts != EXPECTED:
        raise NorquadError(
            "The files hold {} texts, {} questions and {} held-out ones, not {}, {} and {}; name a "
            "folder with the six files of NorQuAD and no others.".format(*counts, *EXPECTED)
        )


@contextmanager
def _working_folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        yield kept
        return
    with TemporaryDirectory(prefix="hvem-mener-hva-") as folder:
        yield Path(folder) / "norquad"


def _index(found: SquadSet, folder: Path) -> Index:
    """The library's index; documents that an earlier run left in the folder are used again."""
    documents = squad_documents(found)
    if not (folder / DOCUMENTS_FOLDER).exists():
        write_material(folder, documents, (), PROVENANCE)
    settings = Settings(documents_dir=folder / DOCUMENTS_FOLDER, data_dir=folder / "data")
    library = load_library(settings.documents_dir)
    _check_texts(library, documents)
    with console_progress() as report:
        return open_index(library, settings, report=report)


def _check_texts(library: Library, documents: Sequence[ImportedDocument]) -> None:
    """Refuse a library whose reading texts have other letters than the texts imported."""
    read = [letters(document.text) for document in library.documents.values()]
    if read != [letters(as_markdown(document)) for document in documents]:
        raise NorquadError(
            "The documents that were kept are not those of the files; name another folder with "
            "--keep."
        )


@dataclass(frozen=True)
class Contest:
    """Two systems over one index: the product's retrieval, and BM25.

    Attributes:
        index: What is searched; its documents stand in the order of the contexts.
        documents: Ids of the documents.
        document_words: BM25 over the whole documents.
        parts: All passages, cut into short ones.
        part_words: BM25 over these.
        sentence_documents: Position of each sentence's document, shape (m,).
    """

    index: Index
    documents: tuple[str, ...]
    document_words: LexicalIndex
    parts: tuple[Part, ...]
    part_words: LexicalIndex
    sentence_documents: np.ndarray[tuple[int], np.dtype[np.int64]]

    @classmethod
    def over(cls, index: Index) -> Contest:
        """Prepare both systems."""
        documents = tuple(index.library.documents)
        order = {document: i for i, document in enumerate(documents)}
        parts = tuple(p for i in range(len(index.passages)) for p in cut_passage(index, i))
        owners = np.array([order[p.document_id] for p in index.passages], dtype=np.int64)
        return cls(
            index=index,
            documents=documents,
            document_words=LexicalIndex.build([d.text for d in index.library.documents.values()]),
            parts=parts,
            part_words=LexicalIndex.build(part_texts(index, parts)),
            sentence_documents=owners[index.passages_of_sentences],
        )

    def ask_product(self, question: SquadQuestion) -> Outcome:
        """Ask the product's retrieval, as its answers do."""
        index, gold = self.index, self.documents[question.context]
        organisations, correct = index.library.catalogue.organisations, index.words.spelling.correct
        understood = understand(question.question, organisations, correct)
        text = understood.search_text
        ranking = rank(index, text, index.embedder.encode_query(text))
        ranked = [index.passages[c.position].document_id for c in ranking.candidates]
        without = Ranking(
            tuple(c for c, owner in zip(ranking.candidates, ranked, strict=True) if owner != gold),
            np.where(
                self.sentence_documents == question.context, -1.0, ranking.sentence_similarities
            ).astype(np.float32),
        )
        parts = first_parts(index, ranking, _SHORT_PASSAGES)
        return Outcome(
            document=gold,
            rank=rank_of(gold, ranked),
            span_found=holds_answer(part_texts(index, parts), question.answers),
            confidence=read_confidence(understood, ranking, index),
            without_gold=read_confidence(understood, without, index),
        )

    def ask_bm25(self, question: SquadQuestion) -> Outcome:
        """Ask BM25; texts that share no word with the question are not found."""
        gold = self.documents[question.context]
        scores = self.document_words.scores(question.question)
        parts = self.part_words.scores(question.question)
        best = [self.parts[i] for i in _best(parts, _SHORT_PASSAGES)]
        return Outcome(
            document=gold,
            rank=rank_of(
                gold,
                (self.documents[i] for i in _best(scores, len(self.documents))),
            ),
            span_found=holds_answer(part_texts(self.index, best), question.answers),
            confidence=float(scores.max()),
            without_gold=float(np.delete(scores, question.context).max(initial=0.0)),
        )


def _best(scores: np.ndarray[tuple[int], np.dtype[np.float32]], count: int) -> list[int]:
    """Positions of the highest scores above 0, highest first, ties in order."""
    order = np.argsort(-scores, kind="stable")[:count]
    return [int(i) for i in order if scores[i] > 0]


def evaluate(
    found: SquadSet, index: Index, *, limit: int | None = None
) -> dict[str, dict[str, Mapping[str, Estimate]]]:
    """Ask both systems; return group → system → figures.

    Args:
        found: The questions.
        index: The index of the library that holds the contexts as documents, in their order.
        limit: Ask so many, spread over all; ``None`` for all.
    """
    contest = Contest.over(index)
    asked = [q for q in found.questions if q.answers]
    if limit is not None and limit < len(asked):
        asked = [asked[i * len(asked) // limit] for i in range(limit)]
    outcomes = [
        (is_held_out(question), contest.ask_product(question), contest.ask_bm25(question))
        for question in tqdm(asked, desc="norquad", mininterval=1.0)
    ]
    groups = {"all": outcomes, "test and validation": [row for row in outcomes if row[0]]}
    return {
        name: {
            "product": figures([row[1] for row in rows]),
            "BM25": figures([row[2] for row in rows]),
        }
        for name, rows in groups.items()
        if rows
    }


def _lines(results: Mapping[str, Mapping[str, Mapping[str, Estimate]]]) -> Iterator[str]:
    for group, systems in results.items():
        yield f"{group}: {systems['product']['Hit@1'].n} questions"
        yield from grid(systems)
        yield ""
