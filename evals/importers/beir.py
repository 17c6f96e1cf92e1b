"""BEIR folders (Thakur et al. 2021): ``corpus.jsonl``, ``queries.jsonl``, ``qrels/<split>.tsv``.

In: each entry of the corpus becomes a document. BEIR judges whole entries, so the gold of a query
is the whole text of each entry that is judged relevant, and a passage from anywhere in it hits;
nDCG@10, MRR@10 and Hit@1 then mean what they mean in BEIR, but for grades above 1, which count as
1. R@k and CitRecall ask for half of the gold, and mean little where entries are long.

Out: each passage that is searched becomes an entry of the corpus, and is relevant to a question if
it hits one of its gold quotations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.library import Library
from embeddings.texts import searched_passages
from evals.importers.material import (
    ImportedDocument,
    ImportedQuestion,
    ImportFormatError,
    as_lines,
    catalogue_ids,
    new_folder,
    write_text,
)
from evals.importers.trec import relevant_passages
from evals.letters import letters
from evals.testset import EvalQuestion
from qa.jsonlines import read_objects

CORPUS_FILE, QUERIES_FILE, QRELS_FOLDER = "corpus.jsonl", "queries.jsonl", "qrels"


def read_beir(
    folder: Path, split: str
) -> tuple[tuple[ImportedDocument, ...], tuple[ImportedQuestion, ...]]:
    """Read the corpus, and the queries that one split judges something relevant to.

    Entries without text, and judgements of such, are left out.

    Raises:
        ImportFormatError: A file is missing or is not in the format.
        LineError: A line of the corpus or of the queries is no JSON object.
    """
    entries = _entries(folder / CORPUS_FILE, "title", "text")
    entries = {key: entry for key, entry in entries.items() if letters("".join(entry))}
    ids = catalogue_ids(entries)
    documents = tuple(
        ImportedDocument(ids[key], title, text, reference=key if key != ids[key] else "")
        for key, (title, text) in entries.items()
    )
    queries = _entries(folder / QUERIES_FILE, "text")
    questions = [
        ImportedQuestion(
            query, queries[query][0], tuple((ids[key], _quote(*entries[key])) for key in judged)
        )
        for query, judged in _qrels(folder / QRELS_FOLDER / f"{split}.tsv", queries, entries)
    ]
    return documents, tuple(questions)


def _quote(title: str, text: str) -> str:
    """What stands for a whole entry: its text, or its title where the text has no letters."""
    return text if letters(text) else title


def _entries(path: Path, *keys: str) -> dict[str, tuple[str, ...]]:
    """Identifier → the texts under some keys; a missing one is ""."""
    entries: dict[str, tuple[str, ...]] = {}
    for number, row in enumerate(read_objects(path), 1):
        identifier = row.get("_id")
        texts = tuple(row.get(key) or "" for key in keys)
        if not isinstance(identifier, str) or not all(isinstance(t, str) for t in texts):
            raise ImportFormatError(
                f"{path}, line {number}: it needs '_id' and {', '.join(map(repr, keys))} as texts."
            )
        if identifier in entries:
            raise ImportFormatError(f"{path}, line {number}: the id '{identifier}' occurs twice.")
        entries[identifier] = texts
    return entries


def _qrels(
    path: Path, queries: Mapping[str, Any], entries: Mapping[str, Any]
) -> list[tuple[str, list[str]]]:
    """Queries in the order of the file, each with the entries judged relevant to it."""
    judged: dict[str, list[str]] = {}
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ImportFormatError(
            f"{path} cannot be read ({error.strerror}); name a split that is there."
        ) from None
    for number, line in enumerate(lines, 1):
        fields = line.split("\t")
        # The first line names the columns.
        if number == 1 and fields[-1] == "score":
            continue
        if len(fields) != 3 or not fields[2].removeprefix("-").isdecimal():
            raise ImportFormatError(
                f"{path}, line {number}: {line!r} is not a query, an entry and a whole number, "
                "parted by tabs."
            )
        query, entry, score = fields
        if query not in queries:
            raise ImportFormatError(f"{path}, line {number}: '{query}' is no query.")
        if int(score) > 0 and entry in entries:
            judged.setdefault(query, []).append(entry)
    return [(query, list(dict.fromkeys(found))) for query, found in judged.items()]


def write_beir(
    destination: Path, library: Library, questions: Sequence[EvalQuestion], split: str
) -> None:
    """Write passages, questions and judgements as a BEIR folder, all or nothing.

    Raises:
        ImportFormatError: The destination is not empty or cannot be written.
    """
    relevant = relevant_passages(questions, library)
    corpus = (
        {
            "_id": passage.id,
            "title": " / ".join(passage.section),
            "text": " ".join(filter(None, (passage.lead_in, passage.text))),
            "metadata": {
                "document": passage.document_id,
                "organisation": library.documents[passage.document_id].organisation.id,
            },
        }
        for passage in searched_passages(library)
    )
    judgements = [
        f"{question}\t{passage}\t1\n" for question, found in relevant.items() for passage in found
    ]
    with new_folder(destination) as folder:
        write_text(folder / CORPUS_FILE, as_lines(corpus))
        write_text(
            folder / QUERIES_FILE, as_lines({"_id": q.id, "text": q.question} for q in questions)
        )
        write_text(
            folder / QRELS_FOLDER / f"{split}.tsv",
            "query-id\tcorpus-id\tscore\n" + "".join(judgements),
        )
