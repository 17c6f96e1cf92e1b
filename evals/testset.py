"""Question sets: JSON Lines in, checked questions out.

One question a line, under the keys that ``EvalQuestion`` describes; unknown keys are refused.
Whatever is wrong with a file is told in one sentence with the number of its line. A line with the
key ``to_decide``, a list of what a person has to decide of it, is not complete and is refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.library import Library
from evals.letters import SourceTexts
from qa.jsonlines import LineError, read_objects

LANGUAGES = ("nb", "nn", "en")
TYPES = ("single", "list", "multi", "compare", "followup", "unanswerable")
VARIANTS = ("nn", "en", "misspelt", "paraphrase", "whole")

_REQUIRED = ("id", "question", "lang", "type", "orgs", "gold")
_OPTIONAL = (
    "named", "silent", "history", "paraphrase", "variant_of", "variant", "false_premise",
    "must_say",
)  # fmt: skip
_INCOMPLETE = "to_decide"


class TestsetError(LineError):
    """A question set that cannot be used, with its file and line number."""

    __test__ = False  # no test case, whatever its name begins with


@dataclass(frozen=True, slots=True)
class Gold:
    """A piece of the evidence: words of a document."""

    doc: str
    quote: str


@dataclass(frozen=True, slots=True)
class EvalQuestion:
    """A question and what a right answer to it shows.

    Attributes:
        id: Unique in its set.
        question: As a person would type it.
        lang: One of ``LANGUAGES``.
        type: One of ``TYPES``.
        orgs: Ids of the organisations whose view a complete answer gives.
        named: Ids of those that the question itself names; where the file does not say, ``orgs``,
            and none for the type ``compare``.
        gold: The complete evidence; empty for ``unanswerable`` and for nothing else.
        silent: Ids of the organisations that say nothing on it.
        history: Earlier questions of the conversation, first one first.
        paraphrase: Whether the question avoids the source's content words.
        variant_of: Id of the question that this one puts otherwise.
        variant: How it is put otherwise, one of ``VARIANTS``.
        false_premise: Whether it is unanswerable because it supposes what no document says.
        must_say: What a human reader looks for; not scored.
    """

    id: str
    question: str
    lang: str
    type: str
    orgs: tuple[str, ...]
    named: tuple[str, ...]
    gold: tuple[Gold, ...]
    silent: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    paraphrase: bool = False
    variant_of: str | None = None
    variant: str | None = None
    false_premise: bool = False
    must_say: tuple[str, ...] = ()

    @property
    def answerable(self) -> bool:
        """Whether the documents answer it."""
        return self.type != "unanswerable"


def load_questions(path: Path, library: Library) -> tuple[EvalQuestion, ...]:
    """Read a question set and check it against the documents.

    Raises:
        TestsetError: The file is empty or no plain UTF-8; a line is no JSON object, is not
            complete, lacks a key, has an unknown one or a value of the wrong kind; an id occurs
            twice or names nothing that is there; a gold quotation does not occur in its document.
        UserError: The file cannot be read.
    """
    texts = SourceTexts(library)
    by_id: dict[str, EvalQuestion] = {}
    lines: dict[str, int] = {}
    for number, content in enumerate(read_objects(path, TestsetError), 1):
        question = _LineReader(path, number, library, texts).question(content)
        if question.id in lines:
            what = f"the id '{question.id}' stands in line {lines[question.id]} too; change one"
            raise TestsetError(path, number, what)
        lines[question.id] = number
        by_id[question.id] = question
    for question in by_id.values():
        fault = _family_fault(question, by_id)
        if fault:
            raise TestsetError(path, lines[question.id], fault)
    return tuple(by_id.values())


def _family_fault(question: EvalQuestion, by_id: Mapping[str, EvalQuestion]) -> str:
    original = question.variant_of
    if original is None:
        return ""
    if original not in by_id:
        return f"variant_of '{original}' is the id of no question in the file; name one that is"
    if by_id[original].variant_of is not None:
        return f"variant_of '{original}' is a variant itself; name the original"
    if by_id[original].answerable != question.answerable:
        return f"only one of the variant and its original '{original}' is unanswerable; change one"
    return ""


class _LineReader:
    """Turns one parsed line into a question."""

    def __init__(self, path: Path, number: int, library: Library, texts: SourceTexts) -> None:
        self._path = path
        self._number = number
        self._organisations = [o.id for o in library.catalogue.organisations]
        self._documents = list(library.documents)
        self._texts = texts

    def question(self, content: Mapping[str, Any]) -> EvalQuestion:
        if _INCOMPLETE in content:
            raise self.error(
                f"the question is not complete; decide what stands under '{_INCOMPLETE}' and take "
                "that key out"
            )
        self._check_keys(content, _REQUIRED, _OPTIONAL, "the line")
        kind = self._choice(content, "type", TYPES)
        orgs = self._ids(content, "orgs")
        variant = self._choice(content, "variant", VARIANTS) if "variant" in content else None
        variant_of = self._text(content, "variant_of") if "variant_of" in content else None
        if (variant is None) != (variant_of is None):
            raise self.error("'variant' and 'variant_of' belong together; give both or neither")
        question = EvalQuestion(
            id=self._text(content, "id"),
            question=self._text(content, "question"),
            lang=self._choice(content, "lang", LANGUAGES),
            type=kind,
            orgs=orgs,
            named=self._ids(content, "named", () if kind == "compare" else orgs),
            gold=self._gold(content),
            silent=self._ids(content, "silent", ()),
            history=self._texts_of(content, "history"),
            paraphrase=self._flag(content, "paraphrase"),
            variant_of=variant_of,
            variant=variant,
            false_premise=self._flag(content, "false_premise"),
            must_say=self._texts_of(content, "must_say"),
        )
        self._check_sense(question)
        return question

    def error(self, what: str) -> TestsetError:
        return TestsetError(self._path, self._number, what)

    def _check_sense(self, question: EvalQuestion) -> None:
        if question.answerable and not question.gold:
            raise self.error(f"a question of the type '{question.type}' needs 'gold'")
        if question.gold and not question.answerable:
            raise self.error("an unanswerable question has no 'gold'; leave the list empty")
        if question.false_premise and question.answerable:
            raise self.error("only an unanswerable question has a 'false_premise'")
        if question.history and question.type not in ("followup", "unanswerable"):
            raise self.error(f"'history' is for follow-ups, not for the type '{question.type}'")
        both = sorted(set(question.orgs) & set(question.silent))
        if both and question.answerable:
            raise self.error(f"'{both[0]}' stands among 'orgs' and 'silent'; choose one")

    def _gold(self, content: Mapping[str, Any]) -> tuple[Gold, ...]:
        entries = content["gold"]
        if not isinstance(entries, list) or not all(isinstance(e, dict) for e in entries):
            raise self.error("'gold' must be a list of objects with 'doc' and 'quote'")
        return tuple(self._gold_entry(entry) for entry in entries)

    def _gold_entry(self, entry: Mapping[str, Any]) -> Gold:
        self._check_keys(entry, ("doc", "quote"), (), "an entry of 'gold'")
        doc, quote = self._text(entry, "doc"), self._text(entry, "quote")
        source = self._texts.get(doc)
        if source is None:
            raise self.error(
                f"'{doc}' is no document; the documents are {', '.join(self._documents)}"
            )
        if not any(start < end for start, end in source.places(quote)):
            raise self.error(
                f"the gold quote «{quote}» is not in '{doc}'; copy it from the source, "
                "digits included"
            )
        return Gold(doc, quote)

    def _check_keys(
        self,
        content: Mapping[str, Any],
        required: Sequence[str],
        optional: Sequence[str],
        where: str,
    ) -> None:
        known = (*required, *optional)
        for key in content:
            if key not in known:
                raise self.error(f"{where} has the unknown key '{key}'; known: {', '.join(known)}")
        for key in required:
            if key not in content:
                raise self.error(f"{where} lacks the key '{key}'")

    def _text(self, content: Mapping[str, Any], key: str) -> str:
        value = content[key]
        if not isinstance(value, str) or not value.strip():
            raise self.error(f"'{key}' must be a text that is not empty, not {value!r}")
        return value

    def _texts_of(self, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = content.get(key, [])
        if not isinstance(values, list) or not all(
            isinstance(value, str) and value.strip() for value in values
        ):
            raise self.error(f"'{key}' must be a list of texts, not {values!r}")
        return tuple(values)

    def _ids(
        self, content: Mapping[str, Any], key: str, default: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        if key not in content:
            return default
        ids = tuple(name.lower() for name in self._texts_of(content, key))
        for identifier in ids:
            if identifier not in self._organisations:
                raise self.error(
                    f"'{key}' names '{identifier}', which is no organisation; they are "
                    f"{', '.join(self._organisations)}"
                )
        return tuple(dict.fromkeys(ids))

    def _choice(self, content: Mapping[str, Any], key: str, choices: Sequence[str]) -> str:
        value = content[key]
        if value not in choices:
            raise self.error(f"'{key}' is {value!r}; choose one of {', '.join(choices)}")
        return str(value)

    def _flag(self, content: Mapping[str, Any], key: str) -> bool:
        value = content.get(key, False)
        if not isinstance(value, bool):
            raise self.error(f"'{key}' must be true or false, not {value!r}")
        return value
