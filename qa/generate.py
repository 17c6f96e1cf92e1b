"""A short summary above the excerpts, written by a chat model and checked sentence by sentence.

The model sees the question and the numbered excerpts and nothing else. What it writes is shown one
sentence at a time, after the sentence has been checked; one that fails is removed, and that is
said. If fewer than half of the sentences hold, the model is told the faults and asked once more,
and after that the excerpts stand alone. Whatever happens to the model, the excerpts stay.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from corpus.catalogue import Organisation
from qa.answer import Answer, SummarySentence
from qa.chatmodel import ChatModel, Message, WritingError
from qa.claims import Fault, find_fault
from qa.markers import markers
from qa.prompt import MOST_SENTENCES, first_messages, second_messages
from qa.sentence_stream import SentenceStream
from qa.summary_wording import summary_wording_of

# A model that does not count is read a little further than it was asked to write.
_MOST_READ = MOST_SENTENCES + 2
_LONGEST_VALUE = 40
_SHOWN_EVERY_S = 0.5

Checked = tuple[str, Fault | None]
"""A sentence, and what is wrong with it."""


def summarise(
    answer: Answer, organisations: Sequence[Organisation], model: ChatModel
) -> Iterator[Answer]:
    """Add a summary to an answer, in the answer's language.

    Args:
        answer: The answer; one that found nothing is given no summary.
        organisations: All that the catalogue knows.
        model: Writes the summary; its ``seconds`` are the limit for all of it.

    Yields:
        The answer, first without a summary and then with as much of it as has been checked, at
        least about twice a second; the last one is complete. It is the same answer but for
        ``summary``, ``summary_note`` and ``timings_ms``.
    """
    if not answer.answered:
        yield answer
        return
    began = time.monotonic()
    summary = _Summary(answer, organisations, model)
    yield from summary.write(began + model.seconds)
    spent = 1000 * (time.monotonic() - began)
    timings = {**answer.timings_ms, "generate": spent}
    timings["total"] = answer.timings_ms.get("total", 0.0) + spent
    yield replace(summary.result(), timings_ms=MappingProxyType(timings))


def stop_summary(answer: Answer) -> Answer:
    """The answer of a summary that a person stops: what has been checked so far stays."""
    if not answer.answered:
        return answer
    return replace(answer, summary_note=summary_wording_of(answer.language).stopped)


class _Summary:
    """One summary being written."""

    def __init__(
        self,
        answer: Answer,
        organisations: Sequence[Organisation],
        model: ChatModel,
    ) -> None:
        self._answer = answer
        self._organisations = organisations
        self._model = model
        self._wording = summary_wording_of(answer.language)
        self._citations = {citation.number: citation for citation in answer.citations}
        self._written: list[Checked] = []
        self._failure: WritingError | None = None

    def write(self, deadline: float) -> Iterator[Answer]:
        """Have it written, a second time if it does not hold, and yield it as it grows."""
        messages = first_messages(self._answer, self._organisations)
        yield from self._attempt(messages, deadline, self._wording.under_way)
        if self._written and not self._failure and not self._holds():
            messages = second_messages(messages, self._written)
            self._written = []
            yield from self._attempt(messages, deadline, self._wording.again)

    def result(self) -> Answer:
        """The answer with what holds, or with the reason why there is no summary."""
        words = self._wording
        if not self._holds():
            withheld = [self._sentence(*checked, withheld=True) for checked in self._written]
            note = f"{self._reason()} {words.excerpts_alone}"
            return replace(self._answer, summary=tuple(withheld), summary_note=note)
        notes = [words.by.format(model=self._model.name)]
        faults = [fault for _, fault in self._written if fault]
        if faults:
            form = words.removed_one if len(faults) == 1 else words.removed
            notes.append(form.format(count=len(faults), reasons=self._reasons(faults)))
        if self._failure:
            notes += (self._reason(), words.unfinished)
        return self._shown(" ".join(notes))

    def _attempt(self, messages: Sequence[Message], deadline: float, note: str) -> Iterator[Answer]:
        note = note.format(model=self._model.name)
        shown_at, shown = time.monotonic(), 0
        yield self._shown(note)
        stream = SentenceStream()
        try:
            with closing(self._model.write(messages, deadline)) as pieces:
                for piece in pieces:
                    self._take(stream.feed(piece))
                    if len(self._written) >= _MOST_READ:
                        return
                    if len(self._written) > shown or time.monotonic() - shown_at > _SHOWN_EVERY_S:
                        shown_at, shown = time.monotonic(), len(self._written)
                        yield self._shown(note)
            self._take(stream.end())
        except WritingError as error:
            self._failure = error

    def _take(self, sentences: Iterator[str]) -> None:
        for sentence in islice(sentences, _MOST_READ - len(self._written)):
            fault = find_fault(
                sentence, self._citations, self._organisations, self._answer.language
            )
            self._written.append((sentence, fault))

    def _holds(self) -> bool:
        kept = sum(fault is None for _, fault in self._written)
        return 0 < len(self._written) <= 2 * kept

    def _shown(self, note: str) -> Answer:
        sentences = tuple(self._sentence(*checked) for checked in self._written)
        return replace(self._answer, summary=sentences, summary_note=note)

    def _sentence(
        self, sentence: str, fault: Fault | None, *, withheld: bool = False
    ) -> SummarySentence:
        words = self._fault_in_words(fault) if fault else None
        if withheld and words is None:
            words = self._wording.among_others
        return SummarySentence(sentence, markers(sentence), words is None, words)

    def _reason(self) -> str:
        """Why the model did not write to the end, or nothing that holds."""
        name = self._model.name
        if self._failure:
            form = self._wording.failures[self._failure.failure]
            seconds = f"{self._model.seconds:g}"
            return form.format(model=name, seconds=seconds, status=self._failure.status)
        if not self._written:
            return self._wording.empty.format(model=name)
        faults = [fault for _, fault in self._written if fault]
        return self._wording.withheld.format(model=name, reasons=self._reasons(faults))

    def _reasons(self, faults: Sequence[Fault]) -> str:
        return "; ".join(dict.fromkeys(self._fault_in_words(fault) for fault in faults))

    def _fault_in_words(self, fault: Fault) -> str:
        value = fault.value
        if len(value) > _LONGEST_VALUE:
            value = f"{value[:_LONGEST_VALUE].rstrip()} …"
        return self._wording.faults[fault.kind].format(value=value)
