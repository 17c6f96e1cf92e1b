"""Feedback on disk, as ``docs/feedback.md`` describes it: one JSON object a line, nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from embeddings.writing import replacing
from qa.feedback import LONGEST_COMMENT, Asked, Excerpt, Feedback, FeedbackError, Verdict
from qa.jsonlines import LineError, read_objects
from settings import Settings

_TIME = "%Y-%m-%dT%H:%M:%SZ"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_KEYS = (
    "id", "at", "person", "question", "history", "organisations", "excerpt", "verdict", "comment",
    "corpus",
)  # fmt: skip
_EXCERPT_KEYS = ("document", "organisation", "start", "end", "quote")


class FeedbackFileError(LineError):
    """A line of the file that is no judgement; nothing is read past it and nothing overwritten."""


def feedback_file(settings: Settings) -> Path:
    """Where the judgements are kept."""
    return settings.data_dir / "feedback.jsonl"


class FeedbackStore:
    """The judgements of everybody who uses the page; one person sees and deletes only their own.

    Threads and processes may use a file at once. Each method raises ``FeedbackFileError`` where a
    line of the file is not as it should be, and ``FeedbackError`` where the file or its lock cannot
    be had.

    Args:
        path: The file; created with the first judgement, deleted with the last.
        lock_wait_s: How long to wait for whoever else is using it, in seconds.
    """

    def __init__(self, path: Path, lock_wait_s: float = 10.0) -> None:
        self.path = path
        self._lock_wait_s = lock_wait_s

    def of(self, person: str) -> tuple[Feedback, ...]:
        """A person's judgements, oldest first."""
        with self._locked():
            return tuple(entry for entry in self._read() if entry.person == person)

    def given(self, person: str, asked: Asked) -> Mapping[Excerpt | None, Feedback]:
        """What a person judged of one answer: excerpt, or ``None`` for all of it → judgement."""
        return {entry.excerpt: entry for entry in self.of(person) if entry.asked == asked}

    def add(self, feedback: Feedback) -> None:
        """Keep a judgement in place of the person's earlier one of the same, if any."""
        self._keep(lambda entry: entry.key != feedback.key, feedback)

    def take_back(self, person: str, asked: Asked, excerpt: Excerpt | None) -> bool:
        """Delete a person's judgement of an excerpt or an answer; whether there was one."""
        return self._keep(lambda entry: entry.key != (person, asked, excerpt)) > 0

    def remove(self, identifier: str, person: str) -> bool:
        """Delete a judgement by its id; whether the person had such a one."""
        return self._keep(lambda e: (e.id, e.person) != (identifier, person)) > 0

    def remove_all(self, person: str) -> int:
        """Delete all of a person's judgements; how many there were."""
        return self._keep(lambda entry: entry.person != person)

    def _keep(self, is_kept: Callable[[Feedback], bool], *added: Feedback) -> int:
        """Rewrite the file with some of its judgements and added ones; how many are gone."""
        with self._locked():
            entries = self._read()
            kept = [entry for entry in entries if is_kept(entry)]
            gone = len(entries) - len(kept)
            if gone or added:
                self._write([*kept, *added])
            return gone

    def _read(self) -> tuple[Feedback, ...]:
        return read_feedback(self.path) if self.path.exists() else ()

    def _write(self, entries: Sequence[Feedback]) -> None:
        if not entries:
            self.path.unlink()
            return
        with replacing(self.path) as file:
            file.writelines(_line(entry).encode() for entry in entries)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_suffix(".lock"), timeout=self._lock_wait_s):
                yield
        except Timeout:
            raise FeedbackError(
                f"{self.path} has been in use for more than {self._lock_wait_s:.0f} seconds; wait "
                "for the other program or end it, and try again."
            ) from None
        except OSError as error:
            raise FeedbackError(
                f"{self.path} cannot be used ({error.strerror or error}); make room or rights "
                "there, or set HMH_DATA_DIR to another folder."
            ) from error


def read_feedback(path: Path) -> tuple[Feedback, ...]:
    """Read a file of judgements, in its order.

    Raises:
        FeedbackFileError: A line is torn or no judgement, has an unknown key, or has the id of
            another line or judges the same as it.
        UserError: The file cannot be read.
    """
    lines: dict[object, int] = {}
    entries = []
    for number, content in enumerate(read_objects(path, FeedbackFileError), 1):
        entry = _LineReader(path, number).feedback(content)
        for what, key in (("has the id of", entry.id), ("judges the same as", entry.key)):
            if key in lines:
                raise FeedbackFileError(path, number, f"it {what} line {lines[key]}; keep one")
            lines[key] = number
        entries.append(entry)
    return tuple(entries)


def _line(entry: Feedback) -> str:
    excerpt = entry.excerpt
    content = {
        "id": entry.id,
        "at": entry.at.strftime(_TIME),
        "person": entry.person,
        "question": entry.asked.question,
        "history": entry.asked.history,
        "organisations": entry.asked.organisations,
        "excerpt": excerpt
        and {
            "document": excerpt.document_id,
            "organisation": excerpt.organisation_id,
            "start": excerpt.start,
            "end": excerpt.end,
            "quote": excerpt.quote,
        },
        "verdict": entry.verdict.value,
        "comment": entry.comment,
        "corpus": entry.corpus,
    }
    return json.dumps(content, ensure_ascii=False) + "\n"


class _LineReader:
    """Turns one parsed line into a judgement; every complaint names the file and the line."""

    def __init__(self, path: Path, number: int) -> None:
        self._path = path
        self._number = number

    def feedback(self, content: Mapping[str, Any]) -> Feedback:
        self._check_keys(content, _KEYS, "the line")
        asked = Asked(
            self._text(content, "question"),
            self._texts(content, "history"),
            self._texts(content, "organisations"),
        )
        return Feedback(
            id=self._written(content, "id", r"[0-9a-f]{32}", "32 hexadecimal digits"),
            at=self._time(content),
            person=self._text(content, "person"),
            asked=asked,
            excerpt=self._excerpt(content["excerpt"]),
            verdict=Verdict(self._written(content, "verdict", "|".join(Verdict), "right or wrong")),
            comment=self._comment(content),
            corpus=self._written(content, "corpus", r"[0-9a-f]{64}", "64 hexadecimal digits"),
        )

    def _excerpt(self, content: object) -> Excerpt | None:
        if content is None:
            return None
        if not isinstance(content, dict):
            raise self._error(f"'excerpt' must be an object or null, not {content!r:.60}")
        self._check_keys(content, _EXCERPT_KEYS, "'excerpt'")
        start, end = content["start"], content["end"]
        quote = self._text(content, "quote")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            raise self._error(f"'excerpt' is no stretch of a text from {start!r} to {end!r}")
        if len(quote) != end - start:
            raise self._error(f"the quote has {len(quote)} characters and not {end - start}")
        return Excerpt(
            self._text(content, "document"), self._text(content, "organisation"), start, end, quote
        )

    def _time(self, content: Mapping[str, Any]) -> datetime:
        written = self._text(content, "at")
        try:
            return datetime.strptime(written + "+0000", _TIME + "%z")
        except ValueError:
            raise self._error(
                f"'at' is '{written}'; write a time in UTC such as 2026-01-31T12:00:00Z"
            ) from None

    def _comment(self, content: Mapping[str, Any]) -> str:
        comment = self._text(content, "comment")
        if len(comment) > LONGEST_COMMENT:
            raise self._error(f"'comment' has {len(comment)} characters, over {LONGEST_COMMENT}")
        return comment

    def _written(self, content: Mapping[str, Any], key: str, pattern: str, kind: str) -> str:
        text = self._text(content, key)
        if not re.fullmatch(pattern, text):
            raise self._error(f"'{key}' is '{text:.80}'; write {kind}")
        return text

    def _text(self, content: Mapping[str, Any], key: str) -> str:
        value = content[key]
        if not _is_text(value):
            raise self._error(f"'{key}' must be a text, not {value!r:.60}")
        return str(value)

    def _texts(self, content: Mapping[str, Any], key: str) -> tuple[str, ...]:
        values = content[key]
        if not isinstance(values, list) or not all(map(_is_text, values)):
            raise self._error(f"'{key}' must be a list of texts, not {values!r:.60}")
        return tuple(values)

    def _check_keys(self, content: Mapping[str, Any], known: Sequence[str], where: str) -> None:
        for key in content:
            if key not in known:
                raise self._error(f"{where} has the unknown key '{key}'; known: {', '.join(known)}")
        for key in known:
            if key not in content:
                raise self._error(f"{where} lacks the key '{key}'")

    def _error(self, what: str) -> FeedbackFileError:
        return FeedbackFileError(self._path, self._number, f"{what}; mend or take out the line")


def _is_text(value: object) -> bool:
    """Whether it is text that a file in UTF-8 can hold: JSON can write half a character."""
    return isinstance(value, str) and not _SURROGATE.search(value)
