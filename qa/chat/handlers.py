"""What the page does when a person acts; knows nothing of Gradio."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime

from qa.answer import Answer
from qa.briefing import make_note
from qa.chat.answer import Judgements
from qa.chat.conversation import Conversation, Turn, find_turn, questions_before
from qa.chat.download import Download, NoteForm, note_file, proposals_file
from qa.chat.feedback import Judgement, outcome
from qa.chat.opening import Desk
from qa.chat.proposals import render_proposals_frame, render_proposals_table
from qa.chat.reader import Reader
from qa.chat.reply import Reply, answer_reply, notice
from qa.chat.startup import Failed, Loading, Ready
from qa.chat.status import failure, sentence
from qa.chat.stored import render_stored
from qa.chat.texts import Texts
from qa.chat.workplace import Workplace
from qa.feedback import Asked, Excerpt, Feedback, asked_of, judged_excerpt, make_feedback
from qa.feedback_store import FeedbackFileError
from qa.generate import stop_summary
from qa.problems import QuestionError
from qa.selection import Selection, parse_export, parse_selection, select
from settings import UserError

_POLL_SECONDS = 0.5


class Handlers:
    """The answers to a person's actions; ``reader`` has those in the source reader.

    Args:
        workplace: What all pages share.
        texts: The page's words.
    """

    def __init__(self, workplace: Workplace, texts: Texts) -> None:
        self.workplace = workplace
        self.library = workplace.library
        self.startup = workplace.startup
        self.feedback = workplace.feedback
        self.texts = texts
        self.reader = Reader(workplace.library, texts)

    def reply(
        self,
        conversation: Conversation,
        turn: Turn,
        person: str = "",
        is_stopped: Callable[[], bool] = lambda: False,
        *,
        summarised: bool = True,
    ) -> Iterator[Reply]:
        """Answer a question: say what it waits for, then the answer as it grows.

        Args:
            conversation: What was asked; the questions before this one are its history.
            turn: The question.
            person: Login of who asks; "" without one.
            is_stopped: Whether the person waits no longer, asked after each step.
            summarised: Whether a chat model, where one is set, adds its summary.

        Yields:
            At least one reply; only the last one is settled.
        """
        words = self.texts.conversation
        yield notice(words.searching)
        state = self.startup.state
        while isinstance(state, Loading):
            yield notice(words.waiting)
            if is_stopped():
                yield notice(words.stopped, settled=True)
                return
            state = self.startup.wait(_POLL_SECONDS)
        if isinstance(state, Failed):
            said, reason = failure(state, self.texts)
            yield notice(said, reason=reason, settled=True)
            return
        desk = state.value
        try:
            answer = _answer(desk, conversation, turn)
            if summarised and desk.summarise and answer.answered:
                for grown in desk.summarise(answer):
                    answer = grown
                    yield self._shown(answer, conversation, turn, person, settled=False)
                    if is_stopped():
                        answer = stop_summary(answer)
                        break
            yield self._shown(answer, conversation, turn, person)
        except UserError as error:
            yield notice(self._in_words(error), settled=True)
        except Exception:
            # A fault of the program costs this one answer and is told where the program runs.
            logging.getLogger(__name__).exception("A question could not be answered.")
            yield notice(words.answer_failed, settled=True)

    def write_note(
        self, conversation: Conversation, numbers: Collection[int], form: NoteForm, today: date
    ) -> Download:
        """A briefing note of the questions picked, each answered anew and checked.

        Raises:
            UserError: The search is not ready, or none of the questions picked has an answer.
        """
        desk = self._desk()
        answers = []
        for turn in conversation:
            if turn.number in numbers:
                # A question that cannot be searched has said so on the page.
                with suppress(QuestionError):
                    answers.append(_answer(desk, conversation, turn))
        if not answers:
            raise UserError(self.texts.conversation.nothing_picked)
        return note_file(make_note(answers, self.library, self.texts.language, today), form)

    def judge(
        self, conversation: Conversation, judgement: Judgement, person: str = ""
    ) -> Mapping[str, object] | None:
        """Keep what a person says of an answer or of one of its excerpts.

        Args:
            conversation: What was asked.
            judgement: What the person did.
            person: Login of who judges; "" without one.

        Returns:
            What came of it, for the page's script; ``None`` where there is no such question.
        """
        turn = find_turn(conversation, judgement.turn)
        if turn is None:
            return None
        kept: Feedback | None = None
        number = judgement.number
        try:
            answer = _answer(self._desk(), conversation, turn)
            asked = asked_of(answer, questions_before(conversation, turn), turn.organisations)
            excerpt = None if number is None else judged_excerpt(answer, number, self.library)
            # What cannot be changed stays as it is, and is shown so.
            kept = self.feedback.given(person, asked).get(excerpt)
            kept = self._keep(answer, asked, excerpt, judgement, person)
        except UserError as error:
            return outcome(judgement, kept, self.texts.feedback, self._in_words(error))
        return outcome(judgement, kept, self.texts.feedback)

    def _keep(
        self,
        answer: Answer,
        asked: Asked,
        excerpt: Excerpt | None,
        judgement: Judgement,
        person: str,
    ) -> Feedback | None:
        if judgement.verdict is None:
            self.feedback.take_back(person, asked, excerpt)
            return None
        feedback = make_feedback(
            answer, judgement.number, judgement.verdict, judgement.comment,
            asked=asked, person=person, library=self.library, at=datetime.now(UTC),
        )  # fmt: skip
        self.feedback.add(feedback)
        return feedback

    def stored(self, person: str, done: str = "") -> str:
        """The page of what is stored, and what was just deleted.

        Where the file of judgements cannot be read, the page says so.
        """
        feedback: Sequence[Feedback] = ()
        fault = ""
        try:
            feedback = self.feedback.of(person)
        except UserError as error:
            done, fault = "", str(error)
        return render_stored(
            feedback, person, self.library, self.workplace.settings, self.texts.stored, done, fault
        )

    def forget(self, identifier: object, person: str) -> str:
        """Delete one judgement; the page of what is stored then."""
        with suppress(FeedbackFileError):  # of which the page tells
            if self.feedback.remove(str(identifier), person):
                return self.stored(person, self.texts.stored.removed)
        return self.stored(person)

    def forget_all(self, person: str) -> str:
        """Delete all of a person's judgements; the page of what is stored then."""
        with suppress(FeedbackFileError):  # of which the page tells
            self.feedback.remove_all(person)
        return self.stored(person, self.texts.stored.removed_all)

    def all_proposals(self) -> tuple[str, str]:
        """Form and map of the proposals, and the list of all."""
        proposals, words = self.workplace.proposals, self.texts.proposals
        frame = render_proposals_frame(proposals, words)
        return frame, render_proposals_table(proposals, Selection(), words)

    def choose_proposals(self, chosen: object) -> str:
        """The list of the proposals that a person wants.

        Raises:
            SelectionError: What is chosen cannot be read.
        """
        proposals = self.workplace.proposals
        selection = parse_selection(chosen, proposals)
        return render_proposals_table(proposals, selection, self.texts.proposals)

    def save_proposals(self, chosen: object, today: date) -> Download:
        """The same as a file, in the form that the person wants.

        Raises:
            SelectionError: What is chosen cannot be read.
        """
        proposals, language = self.workplace.proposals, self.texts.language
        selection, form = parse_export(chosen, proposals)
        listed = select(proposals, selection, language)
        return proposals_file(listed, proposals, language, form, today)

    def _desk(self) -> Desk:
        state = self.startup.state
        if isinstance(state, Ready):
            return state.value
        raise UserError(sentence(state, self.texts))

    def _shown(
        self,
        answer: Answer,
        conversation: Conversation,
        turn: Turn,
        person: str,
        *,
        settled: bool = True,
    ) -> Reply:
        asked = asked_of(answer, questions_before(conversation, turn), turn.organisations)
        # What grows cannot be judged yet.
        judgements = self._judgements(person, asked) if settled else {}
        return answer_reply(answer, self.library, self.texts, turn, judgements, settled=settled)

    def _judgements(self, person: str, asked: Asked) -> Judgements:
        """What the person said of an answer; nothing where that cannot be read.

        The answer is worth more than what was said of it. Who judges it, or looks at what is
        stored, is told what is wrong with the file.
        """
        try:
            return self.feedback.given(person, asked)
        except UserError as error:
            logging.getLogger(__name__).warning("%s", error)
            return {}

    def _in_words(self, error: UserError) -> str:
        if isinstance(error, QuestionError):
            return error.in_language(self.texts.language)
        return str(error)


def _answer(desk: Desk, conversation: Conversation, turn: Turn) -> Answer:
    return desk.answer(turn.question, questions_before(conversation, turn), turn.organisations)
