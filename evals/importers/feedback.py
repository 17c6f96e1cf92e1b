"""Feedback from the page (``docs/feedback.md``), as questions that a person has yet to complete.

Judgements of the same question in the same conversation become one question. What was judged right
is its gold; but nobody has judged what was not shown, so this gold is no complete evidence, and
figures on it would flatter. Each question therefore lists under ``to_decide`` what is still to be
decided, and no command takes the set as long as that key is there.

Who judged is not passed on. Comments are, as hints under ``to_decide``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.library import Library
from embeddings.language import Language
from evals.importers.material import ImportFormatError, question_type
from qa.feedback import Asked, Excerpt, Feedback, Verdict
from qa.followup import language_after, make_whole
from qa.problems import QuestionError
from qa.question import Question, understand

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class _Group:
    """What was judged of one question.

    Attributes:
        question: As it was typed.
        history: The earlier questions that it takes up; () where it stands for itself.
        understood: The question made whole, and read.
        feedback: The judgements, oldest first.
    """

    question: str
    history: tuple[str, ...]
    understood: Question
    feedback: tuple[Feedback, ...]

    @property
    def language(self) -> Language:
        """The language of the question, as the pipeline takes it."""
        read = self.understood.language
        return language_after(self.question, read) if self.history else read

    def verdicts(self, excerpt: Excerpt | None) -> tuple[Feedback, ...]:
        """The judgements of an excerpt, or of the whole answer."""
        return tuple(entry for entry in self.feedback if entry.excerpt == excerpt)


def feedback_questions(feedback: Sequence[Feedback], library: Library) -> Iterator[dict[str, Any]]:
    """Rows of a question set, in the order in which the questions were first judged.

    Raises:
        ImportFormatError: A question cannot be read.
    """
    for number, group in enumerate(_groups(feedback, library), 1):
        gold = _gold(group, library)
        owners = list(dict.fromkeys(excerpt.organisation_id for excerpt in gold))
        kind = _type(group, gold, owners)
        row: dict[str, Any] = {
            "id": f"feedback-{number}",
            "question": group.question,
            "lang": group.language,
            "type": kind,
            "orgs": owners,
            "named": _named(group),
            "gold": [{"doc": excerpt.document_id, "quote": excerpt.quote} for excerpt in gold],
            "to_decide": [*_generally(kind), *_particularly(group, gold, library)],
        }
        if group.history:
            row["history"] = list(group.history)
        yield row


def _groups(feedback: Sequence[Feedback], library: Library) -> Iterator[_Group]:
    groups: dict[tuple[str, tuple[str, ...]], list[Feedback]] = {}
    for entry in feedback:
        history = entry.asked.history if _takes_up(entry.asked, library) else ()
        groups.setdefault((entry.asked.question, history), []).append(entry)
    for (question, history), entries in groups.items():
        yield _Group(question, history, _read(question, history, library), tuple(entries))


def _takes_up(asked: Asked, library: Library) -> bool:
    """Whether the pipeline puts the question otherwise because of those before it."""
    whole = make_whole(asked.question, asked.history, library.catalogue.organisations)
    return whole != asked.question


def _read(question: str, history: Sequence[str], library: Library) -> Question:
    organisations = library.catalogue.organisations
    try:
        return understand(make_whole(question, history, organisations), organisations)
    except QuestionError as error:
        raise ImportFormatError(
            f"The question «{question:.{_SHOWN}}» cannot be read ({error}); take its lines out."
        ) from None


def _gold(group: _Group, library: Library) -> list[Excerpt]:
    """The excerpts that were judged right and never wrong, and that still stand there."""
    excerpts = dict.fromkeys(entry.excerpt for entry in group.feedback if entry.excerpt)
    return [
        excerpt
        for excerpt in excerpts
        if excerpt.stands_in(library)
        and all(entry.verdict is Verdict.RIGHT for entry in group.verdicts(excerpt))
    ]


def _type(group: _Group, gold: Sequence[Excerpt], owners: Sequence[str]) -> str:
    """The likely type; "" where nothing was judged right, so that somebody has to choose."""
    if not gold:
        return ""
    if group.history:
        return "followup"
    return "compare" if len(owners) > 1 else question_type(gold)


def _named(group: _Group) -> list[str]:
    """The organisations that the question, made whole, names for certain."""
    guessed = {guess.organisation.id for guess in group.understood.guesses}
    return [o.id for o in group.understood.organisations if o.id not in guessed]


def _generally(kind: str) -> Iterator[str]:
    """What is to be decided of every question of a type."""
    if kind:
        yield f"is '{kind}' its type?"
        yield (
            "which evidence was not shown? 'gold' holds only what was judged right; complete it "
            "from the documents, keep the sentences that answer, and mend 'orgs'"
        )
    else:
        yield (
            "nothing was judged right: give its 'type', with 'gold' and 'orgs' from the documents "
            "unless it is unanswerable"
        )
    if kind == "compare":
        yield "who says nothing on it? name them in 'silent'"


def _particularly(group: _Group, gold: Sequence[Excerpt], library: Library) -> Iterator[str]:
    """What was said of this question that the row does not show."""
    for guess in group.understood.guesses:
        yield f"does '{guess.word}' mean '{guess.organisation.id}'? then it belongs in 'named'"
    chosen = {entry.asked.organisations for entry in group.feedback if entry.asked.organisations}
    for organisations in sorted(chosen):
        yield (
            f"it was asked of {', '.join(organisations)} alone, chosen on the page; a question "
            "set cannot say so"
        )
    for excerpt in dict.fromkeys(entry.excerpt for entry in group.feedback):
        for entry in group.verdicts(excerpt):
            if entry.comment or excerpt is None or excerpt not in gold:
                yield _judged(entry, library)


def _judged(entry: Feedback, library: Library) -> str:
    subject = "the whole answer"
    if excerpt := entry.excerpt:
        shown = " ".join(excerpt.quote.split())
        shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
        subject = f"{excerpt.document_id} {excerpt.start}-{excerpt.end} «{shown}»"
        if not excerpt.stands_in(library):
            subject += ", which its document no longer says there,"
    elif entry.corpus != library.content_hash:
        subject += ", given from other documents than these,"
    said = f"{subject} was judged {entry.verdict}"
    return f"{said}: {entry.comment}" if entry.comment else said
