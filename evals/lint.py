"""Look for what makes a question set worse than it must be, beyond what keeps it from being read.

The exit status is 1 where something was found.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from corpus.library import Library, load_library
from evals.letters import letters
from evals.testset import EvalQuestion, load_questions
from settings import Settings

# A quotation of fewer words is too little to be evidence; one of more letters is several pieces.
_FEWEST_WORDS = 3
_MOST_LETTERS = 500
# Share of common letter triples from which two questions are the same one twice.
_NEAR = 0.8


def lint(path: Path, library: Library) -> list[str]:
    """Problems of a question set that can be read, each in a sentence with its line number.

    Raises:
        TestsetError: It cannot be read.
    """
    questions = load_questions(path, library)
    lines = {question.id: number for number, question in enumerate(questions, 1)}
    found: list[tuple[int, str]] = []
    for question in questions:
        faults = (*_gold_faults(question), *_sense_faults(question, library))
        found.extend((lines[question.id], fault) for fault in faults)
    found.extend((lines[twin.id], fault) for twin, fault in _near_duplicates(questions))
    return [f"{path}, line {number}: {fault}." for number, fault in sorted(found)]


def _gold_faults(question: EvalQuestion) -> Iterator[str]:
    seen: list[tuple[str, str]] = []
    for gold in question.gold:
        shown = gold.quote if len(gold.quote) <= 60 else f"{gold.quote[:57]}…"
        words = re.findall(r"[^\W\d_]+", gold.quote)
        if len(words) < _FEWEST_WORDS:
            yield f"the gold quote «{shown}» is trivial; quote at least {_FEWEST_WORDS} words"
        if len(letters(gold.quote)) > _MOST_LETTERS:
            yield (
                f"the gold quote «{shown}» has more than {_MOST_LETTERS} letters; quote the "
                "sentences that answer, each by itself"
            )
        folded = letters(gold.quote)
        if any(doc == gold.doc and (folded in other or other in folded) for doc, other in seen):
            yield f"the gold quote «{shown}» holds another or lies in one; keep one"
        seen.append((gold.doc, folded))


def _sense_faults(question: EvalQuestion, library: Library) -> Iterator[str]:
    owners = {
        document.organisation.id: [d.id for d in library.documents_of(document.organisation)]
        for document in library.documents.values()
    }
    quoted = {gold.doc for gold in question.gold}
    if question.answerable:
        for organisation in question.orgs:
            if not quoted & set(owners.get(organisation, ())):
                yield f"'{organisation}' stands in 'orgs' and nothing of it in 'gold'; mend one"
        for document in sorted(quoted):
            owner = library.documents[document].organisation.id
            if owner not in question.orgs:
                yield f"'gold' quotes '{document}' and 'orgs' lacks '{owner}'; mend one"
    if question.type == "followup" and not question.history and question.variant != "whole":
        yield "a follow-up without 'history' follows nothing; give the earlier question"
    if question.variant in {"nn", "en"} and question.lang != question.variant:
        yield f"the variant '{question.variant}' has the language '{question.lang}'; mend one"


def _near_duplicates(questions: Sequence[EvalQuestion]) -> Iterator[tuple[EvalQuestion, str]]:
    """Pairs asked in nearly the same letters; a follow-up is told apart by its history.

    A variant may differ from its original by as little as a capital letter.
    """
    asked = [(q, _triples(" ".join((*q.history, q.question)))) for q in questions]
    for (first, known), (second, triples) in combinations(asked, 2):
        shared = len(known & triples)
        if shared < _NEAR * len(known | triples):
            continue
        same_family = (second.variant_of or second.id) == (first.variant_of or first.id)
        if not same_family or first.question == second.question:
            yield second, f"the question is nearly that of '{first.id}'; ask something else"


def _triples(text: str) -> frozenset[str]:
    folded = f"  {letters(text)}  "
    return frozenset(folded[i : i + 3] for i in range(len(folded) - 2))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.add_argument("file", type=Path, metavar="FILE", help="question set")


def run_command(options: argparse.Namespace) -> int:
    """Run the command; the exit status is 1 where something was found."""
    library = load_library(Settings.from_environment().documents_dir)
    faults = lint(options.file, library)
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    if not faults:
        sys.stdout.write(f"{options.file}: nothing to mend.\n")
    return 1 if faults else 0
