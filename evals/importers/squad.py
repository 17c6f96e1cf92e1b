"""SQuAD-style reading comprehension (Rajpurkar et al. 2016, 2018), such as NorQuAD.

Each distinct context becomes a document of its own. The gold of a question is the sentence, or the
sentences, of its context that hold the answer, because an answer such as "2018" is no evidence by
itself. Questions that are marked as impossible, or that have no answer, are unanswerable.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.sentences import split_sentences
from evals.importers.material import ImportedDocument, ImportedQuestion, ImportFormatError
from evals.letters import letters

_LONGEST_FIRST_LINE = 200


@dataclass(frozen=True, slots=True)
class SquadQuestion:
    """A question about one context.

    Attributes:
        id: As in the file, as text.
        question: As it was asked.
        context: Position of its context in ``SquadSet.contexts``.
        answers: The texts of its answers; () where the context does not answer it.
        start: Where the first answer begins in the context, as the file says; not always right.
        files: Names of the files that hold it.
    """

    id: str
    question: str
    context: int
    answers: tuple[str, ...]
    start: int
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SquadSet:
    """The distinct contexts and questions of some files, in the order of the files.

    Two questions are the same if their words and their contexts are.

    Attributes:
        contexts: The n distinct contexts.
        titles: The title of each one's article; "" where the file gives none.
        questions: The distinct questions.
    """

    contexts: tuple[str, ...]
    titles: tuple[str, ...]
    questions: tuple[SquadQuestion, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question of one file, as it stands there."""

    file: str
    context: str
    id: str
    question: str
    answers: tuple[str, ...]
    start: int


def read_squad(files: Sequence[Path]) -> SquadSet:
    """Read SQuAD-style JSON files.

    Raises:
        ImportFormatError: A file cannot be read, or is no such JSON.
    """
    titles: dict[str, str] = {}
    questions: dict[tuple[str, str], list[_Asked]] = {}
    for path in files:
        for asked in _read_file(path, titles):
            questions.setdefault((asked.context, asked.question), []).append(asked)
    positions = {context: i for i, context in enumerate(titles)}
    return SquadSet(
        contexts=tuple(titles),
        titles=tuple(titles.values()),
        questions=tuple(
            SquadQuestion(
                id=same[0].id,
                question=same[0].question,
                context=positions[same[0].context],
                answers=same[0].answers,
                start=same[0].start,
                files=tuple(dict.fromkeys(asked.file for asked in same)),
            )
            for same in questions.values()
        ),
    )


def squad_files(source: Path) -> tuple[Path, ...]:
    """The file itself, or the ``.json`` files of a folder by name.

    Raises:
        ImportFormatError: There is none.
    """
    files = tuple(sorted(source.glob("*.json"))) if source.is_dir() else (source,)
    if not files:
        raise ImportFormatError(f"{source} holds no .json file; name the folder of the files.")
    return files


def _read_file(path: Path, titles: dict[str, str]) -> Iterator[_Asked]:
    """Yield the file's questions; note the title of each new context, in order."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
        for article in content["data"]:
            title = str(article.get("title") or "").replace("_", " ")
            for paragraph in article["paragraphs"]:
                context = _text(paragraph, "context")
                titles.setdefault(context, title)
                for row in paragraph["qas"]:
                    yield _asked(path.name, context, row)
    except OSError as error:
        raise ImportFormatError(
            f"{path} cannot be read ({error.strerror}); name a SQuAD-style JSON file, or a folder "
            "of such files."
        ) from None
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ImportFormatError(
            f"{path} is not JSON in UTF-8 ({error}); name another file."
        ) from None
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ImportFormatError(
            f"{path} is not SQuAD-style JSON ({type(error).__name__}: {error}); it needs data, "
            "paragraphs, context, qas, question and answers."
        ) from None


def _asked(file: str, context: str, row: Mapping[str, Any]) -> _Asked:
    answers = [] if row.get("is_impossible") else row["answers"]
    return _Asked(
        file=file,
        context=context,
        id=str(row["id"]),
        question=_text(row, "question").strip(),
        answers=tuple(dict.fromkeys(_text(answer, "text") for answer in answers)),
        start=int(answers[0]["answer_start"]) if answers else 0,
    )


def _text(table: Mapping[str, Any], key: str) -> str:
    value = table[key]
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is {value!r}, not text")
    return value


def squad_documents(found: SquadSet) -> tuple[ImportedDocument, ...]:
    """One document per context, numbered in order, such as ``p0001``.

    The title is that of the article; without one, a short first line is taken for it.
    """
    width = max(4, len(str(len(found.contexts))))
    documents = []
    for i, (context, title) in enumerate(zip(found.contexts, found.titles, strict=True), start=1):
        body = context
        if not title:
            first, _, rest = context.strip().partition("\n")
            if rest.strip() and len(first) <= _LONGEST_FIRST_LINE:
                title, body = first, rest
        documents.append(ImportedDocument(f"p{i:0{width}}", title, body))
    return tuple(documents)


def squad_questions(
    found: SquadSet, documents: Sequence[ImportedDocument]
) -> tuple[tuple[ImportedQuestion, ...], int]:
    """The questions with the sentences that hold their first answer.

    Returns:
        The questions, and how many were left out because their answer is not in their context,
        or in no sentence with letters.
    """
    ids: Counter[str] = Counter()
    questions: list[ImportedQuestion] = []
    for asked in found.questions:
        gold: tuple[tuple[str, str], ...] = ()
        if asked.answers:
            quote = evidence(found.contexts[asked.context], asked.answers[0], asked.start)
            if not letters(quote):
                continue
            gold = ((documents[asked.context].id, quote),)
        ids[asked.id] += 1
        identifier = asked.id if ids[asked.id] == 1 else f"{asked.id}-{ids[asked.id]}"
        questions.append(ImportedQuestion(identifier, asked.question, gold, asked.answers[:1]))
    return tuple(questions), len(found.questions) - len(questions)


def evidence(context: str, answer: str, near: int) -> str:
    """The sentences that hold the answer, where it occurs nearest to ``near``; "" if nowhere."""
    starts = [i for i in range(len(context)) if context.startswith(answer, i)]
    if not starts:
        return ""
    start = min(starts, key=lambda i: (abs(i - near), i))
    end = start + len(answer)
    spans = [span for span in _sentences(context) if span[0] < end and start < span[1]]
    return context[spans[0][0] : spans[-1][1]] if spans else ""


def _sentences(context: str) -> Iterator[tuple[int, int]]:
    """Sentences of each line; a line is a paragraph."""
    offset = 0
    for line in context.splitlines(keepends=True):
        for start, end in split_sentences(line):
            yield offset + start, offset + end
        offset += len(line)
