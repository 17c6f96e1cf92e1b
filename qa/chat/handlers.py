"""What the page does when a person acts; knows nothing of Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from corpus.library import Library
from qa.chat.conversation import Turn, plain, pose, settle, stop
from qa.chat.opening import Reply
from qa.chat.reader import Reader
from qa.chat.startup import Loading, Ready, Startup
from qa.chat.status import sentence
from qa.chat.texts import Texts
from settings import UserError

_POLL_SECONDS = 0.5


class Handlers:
    """The answers to a person's actions; ``reader`` has those in the source reader.

    Args:
        library: The documents.
        startup: Opens the search; questions wait for it.
        texts: The page's words.
    """

    def __init__(self, library: Library, startup: Startup[Reply], texts: Texts) -> None:
        self.library = library
        self.startup = startup
        self.texts = texts
        self.reader = Reader(library, texts)

    def respond(
        self,
        question: str,
        turns: Sequence[Turn],
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> Iterator[tuple[Turn, ...]]:
        """Add the question, say what it waits for, and settle it with its answer as that grows.

        Args:
            question: What the person typed.
            turns: The conversation so far.
            is_stopped: Whether the person waits no longer, asked after each step.
        """
        texts = self.texts
        state = self.startup.state
        history = [turn.question for turn in turns]
        stopped = plain(texts.conversation.stopped)
        turns = pose(turns, question, plain(texts.conversation.searching), stopped)
        while isinstance(state, Loading):
            yield settle(turns, plain(texts.conversation.waiting), stopped)
            if is_stopped():
                yield stop(turns)
                return
            state = self.startup.wait(_POLL_SECONDS)
        if not isinstance(state, Ready):
            yield settle(turns, plain(sentence(state, texts)))
            return
        yield turns
        try:
            for stage in state.value(question, history):
                turns = settle(turns, stage.reply, stage.if_stopped)
                yield turns
                if is_stopped():
                    yield stop(turns)
                    return
        except UserError as error:
            yield settle(turns, plain(str(error)))

    def give_up(self, turns: Sequence[Turn]) -> tuple[Turn, ...]:
        """Settle a question whose answering broke off; excerpts that are shown stay."""
        if turns and turns[-1].if_stopped in {None, plain(self.texts.conversation.stopped)}:
            return settle(turns, plain(self.texts.conversation.answer_failed))
        return stop(turns)
