"""TREC qrels and runs, in and out.

Out: the judgements of a question set on passages, and the ranked passages of answer records, for
any evaluation tool. In: another system's run over the exported passages becomes answer records
that ``python -m evals score`` scores, and judgements on these passages become a question set.

A passage is named as everywhere, by document and offsets, such as ``actis:1200-1310``.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from corpus.library import Library
from corpus.passages import Passage
from embeddings.texts import searched_passages
from evals.importers.material import ImportFormatError, question_type
from evals.letters import SourceTexts
from evals.measure import Meter
from evals.metrics.overlap import Excerpt, hits_any
from evals.testset import EvalQuestion

Qrels = dict[str, dict[str, int]]
"""Question id → passage id → grade; above 0 is relevant."""
Run = dict[str, dict[str, float]]
"""Question id → passage id → score; higher is closer."""


def relevant_passages(
    questions: Sequence[EvalQuestion], library: Library
) -> dict[str, tuple[str, ...]]:
    """Question id → ids of the searched passages that hit one of its gold quotations.

    Unanswerable questions are left out.
    """
    meter, texts = Meter(library), SourceTexts(library)
    excerpts: dict[str, list[tuple[str, Excerpt]]] = {}
    for passage in searched_passages(library):
        source = texts.get(passage.document_id)
        place = source.place(passage.start, passage.end) if source else None
        found = excerpts.setdefault(passage.document_id, [])
        found.append((passage.id, Excerpt(passage.document_id, place)))
    relevant: dict[str, tuple[str, ...]] = {}
    for question in questions:
        gold = meter.gold_places(question)
        documents = dict.fromkeys(quote.document for quote in gold)
        if question.answerable:
            relevant[question.id] = tuple(
                identifier
                for document in documents
                for identifier, excerpt in excerpts.get(document, ())
                if hits_any(excerpt, gold)
            )
    return relevant


def qrels_lines(questions: Sequence[EvalQuestion], library: Library) -> str:
    """Judgements in TREC's format: question, 0, passage, 1.

    Raises:
        ImportFormatError: A question's id holds white space, which parts the columns.
    """
    for question in questions:
        if len(question.id.split()) != 1:
            raise ImportFormatError(
                f"The question id {question.id!r} holds white space, which TREC files cannot; "
                "change it."
            )
    return "".join(
        f"{question} 0 {passage} 1\n"
        for question, passages in relevant_passages(questions, library).items()
        for passage in passages
    )


def read_qrels(path: Path) -> Qrels:
    """Read judgements: question, 0, passage, whole number.

    Raises:
        ImportFormatError: The file is no such one, or judges a passage twice for a question.
    """
    return {
        question: {passage: int(grade) for passage, grade in grades.items()}
        for question, grades in _read_columns(path, columns=4, value=3).items()
    }


def read_run(path: Path) -> Run:
    """Read a run: question, Q0, passage, rank, score, tag; the ranks are not looked at.

    Raises:
        ImportFormatError: The file is no such one, or ranks a passage twice for a question.
    """
    return _read_columns(path, columns=6, value=4)


def _read_columns(path: Path, *, columns: int, value: int) -> dict[str, dict[str, float]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise ImportFormatError(
            f"{path} cannot be read ({error.strerror}); name a TREC file."
        ) from None
    except UnicodeDecodeError:
        raise ImportFormatError(f"{path} is not UTF-8; name a TREC file.") from None
    read: dict[str, dict[str, float]] = {}
    for number, line in enumerate(lines, 1):
        row = line.split()
        figure = _figure(row[value]) if len(row) == columns else math.nan
        if math.isnan(figure):
            raise ImportFormatError(
                f"{path}, line {number}: {line!r} has not {columns} columns with a number in "
                f"column {value + 1}."
            )
        found = read.setdefault(row[0], {})
        if row[2] in found:
            raise ImportFormatError(
                f"{path}, line {number}: '{row[2]}' occurs twice for the question '{row[0]}'."
            )
        found[row[2]] = figure
    return read


def _figure(text: str) -> float:
    try:
        figure = float(text)
    except ValueError:
        return math.nan
    return figure if math.isfinite(figure) else math.nan


def run_records(
    run: Run, questions: Sequence[EvalQuestion], library: Library
) -> Iterator[dict[str, Any]]:
    """The answer record of every question: what the run retrieved, and nothing cited.

    Whether the system would have answered is not in a run; a question with results counts as
    answered, with the confidence 1, and one without as refused.

    Raises:
        ImportFormatError: The run names a question or a passage that is not there.
    """
    passages = _passages(library)
    _check_known(run, {question.id for question in questions}, passages)
    for question in questions:
        found = sorted(run.get(question.id, {}).items(), key=lambda pair: (-pair[1], pair[0]))
        yield {
            "id": question.id,
            "question": question.question,
            "understood_as": question.question,
            "answered": bool(found),
            "confidence": float(bool(found)),
            "text": "",
            "organisations": [],
            "citations": [],
            "summary": [],
            "retrieved": [
                {
                    "passage": identifier,
                    "document": passages[identifier].document_id,
                    "start": passages[identifier].start,
                    "end": passages[identifier].end,
                    "score": score,
                    "text": passages[identifier].text,
                }
                for identifier, score in found
            ],
            "timings_ms": {},
        }


def judged_questions(
    qrels: Qrels, questions: Sequence[EvalQuestion], library: Library
) -> Iterator[dict[str, Any]]:
    """The judged questions, as rows of a question set, with the relevant passages as their gold.

    A question to which nothing was judged relevant is unanswerable. Variants are left out.

    Raises:
        ImportFormatError: The judgements name a question or a passage that is not there.
    """
    passages = _passages(library)
    _check_known(qrels, {question.id for question in questions}, passages)
    for question in questions:
        grades = qrels.get(question.id)
        if grades is None or question.variant_of is not None:
            continue
        gold = [passages[identifier] for identifier, grade in grades.items() if grade > 0]
        owners = [library.documents[passage.document_id].organisation.id for passage in gold]
        yield {
            "id": question.id,
            "question": question.question,
            "lang": question.lang,
            "type": question_type(gold),
            "orgs": list(dict.fromkeys(owners)) or list(question.orgs),
            "named": list(question.named),
            "gold": [{"doc": passage.document_id, "quote": passage.text} for passage in gold],
            "paraphrase": question.paraphrase,
        }


def _passages(library: Library) -> Mapping[str, Passage]:
    return {passage.id: passage for passage in searched_passages(library)}


def _check_known(
    given: Mapping[str, Mapping[str, object]],
    questions: Collection[str],
    passages: Collection[str],
) -> None:
    for question, found in given.items():
        if question not in questions:
            raise ImportFormatError(
                f"'{question}' is no question of the set; name the set that the file is about."
            )
        for passage in found:
            if passage not in passages:
                raise ImportFormatError(
                    f"'{passage}' is no passage of the documents; export them again and let the "
                    "other system search these."
                )
