"""The conversation's part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from qa.chat.conversation import (
    Conversation,
    Turn,
    add_question,
    find_turn,
    from_store,
    to_store,
)
from qa.chat.download import NoteForm
from qa.chat.feedback import parse_judgement
from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.organisations import render_chips, speaking
from qa.chat.parts.wiring import OWN, person_of, said
from qa.chat.reply import Reply, notice, render_scaffold, render_turn
from qa.chat.startup import Failed, Loading
from qa.chat.status import status_html
from qa.problems import Problem, QuestionError
from settings import UserError

_STATUS_SECONDS = 1.0
_STORAGE_KEY = "hmh-samtale"
# Gradio scrambles what the browser keeps with a key that stands in the page itself and is made anew
# at each start unless it is named: with a fixed one, a conversation outlives the program.
_STORAGE_SECRET = _STORAGE_KEY

Patch = dict[str, Any]
"""What the page's script is to change; see ``script/conversation.js``."""


class ConversationPart:
    """Question field, organisations and conversation, and what happens when a person acts."""

    def __init__(self, handlers: Handlers) -> None:
        self.handlers = handlers
        self.known = [organisation.id for organisation in speaking(handlers.library)]
        # Sessions of those who wait no longer for the answer that is on its way to them.
        self.stopping: set[str] = set()
        self.kept = gr.BrowserState([], storage_key=_STORAGE_KEY, secret=_STORAGE_SECRET)
        self.editing = gr.State(None)
        self.timer = gr.Timer(_STATUS_SECONDS)
        self._lay_out()

    def _lay_out(self) -> None:
        texts = self.handlers.texts
        words = texts.conversation
        self.log = gr.HTML(
            None,
            html_template=render_scaffold(texts),
            elem_id="hmh-log",
            js_on_load=script("clipboard", "conversation", "judging"),
            apply_default_css=False,
            copied=words.copied,
            not_copied=texts.reader.not_copied,
            judged=None,
        )
        self.chips = gr.HTML(
            self.known,
            # A template runs in the browser, and names of organisations are not ours.
            html_template="${chips}",
            elem_id="hmh-chips",
            js_on_load=script("chips"),
            apply_default_css=False,
            chips=render_chips(self.handlers.library, texts),
        )
        with gr.Column(elem_id="hmh-foot", scale=0):
            self._lay_out_question()

    def _lay_out_question(self) -> None:
        """What the page waits for, which question is edited, and the question field."""
        texts = self.handlers.texts
        words = texts.conversation
        with gr.Row(elem_id="hmh-state"):
            self.status = gr.HTML(
                status_html(Loading(), texts), elem_id="hmh-status", apply_default_css=False
            )
            self.start_again = gr.Button(
                texts.frame.start_again, visible=False, elem_id="hmh-start-again", size="sm"
            )
            self.stop = gr.Button(words.stop, visible=False, elem_id="hmh-stop", size="sm")
        with gr.Row(elem_id="hmh-editing", visible=False) as self.edit_row:
            self.edit_note = gr.HTML("", apply_default_css=False)
            self.cancel = gr.Button(words.cancel, size="sm")
        with gr.Row(elem_id="hmh-ask-row"):
            self.question = gr.Textbox(
                label=words.question_label,
                show_label=False,
                placeholder=words.question_placeholder,
                lines=1,
                max_lines=5,
                container=False,
                scale=1,
                elem_id="hmh-question",
                html_attributes=gr.InputHTMLAttributes(spellcheck=True, lang=texts.language),
            )
            self.ask = gr.Button(words.ask, variant="primary", scale=0, elem_id="hmh-ask")

    def connect(self, page: gr.Blocks, download: gr.HTML) -> None:
        """Tell Gradio what happens when.

        Args:
            page: The page.
            download: Takes a file that the browser is to save.
        """
        busy = [self.ask, self.stop]
        edited = [self.editing, self.edit_row, self.edit_note]
        many: dict[str, Any] = {"concurrency_limit": None, **OWN}
        asked = [
            gr.on(
                [self.question.submit, self.ask.click],
                self._ask,
                [self.question, self.kept, self.chips, self.editing],
                [self.log, self.kept, self.question, *busy, *edited],
                **many,
            ),
            self.log.ask(self._ask_example, [self.kept, self.chips],
                         [self.log, self.kept, *busy], **many),
            self.log.retry(self._retry, self.kept, [self.log, *busy], **many),
        ]  # fmt: skip
        restored = self.log.restore(self._restore, self.kept, self.log, **many)
        self.stop.click(self._stop, None, None, queue=False, **OWN)
        # An answer that is cancelled may have sent something before it heard of that. The page is
        # emptied after one more round trip, so that nothing of the answer comes after it.
        self.log.clear(lambda: None, None, None, cancels=[*asked, restored], **OWN).then(
            self._clear, None, [self.log, self.kept, *busy, *edited], **OWN
        )
        self.log.edit(self._edit, self.kept, [self.log, self.question, *edited], **OWN)
        self.cancel.click(lambda: (*_NOT_EDITING, ""), None, [*edited, self.question], **OWN)
        self.log.note(self._note, self.kept, [download, self.log], **OWN)
        self.log.judge(self._judge, self.kept, self.log, **OWN)
        state = [self.status, self.timer, self.start_again]
        self.timer.tick(self._tell, None, state, queue=False, **OWN)
        page.load(self._tell, None, state, queue=False, **OWN)
        self.start_again.click(self._start_again, None, state, queue=False, **OWN)

    def _ask(
        self, question: str, kept: object, chosen: object, editing: int | None,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:  # fmt: skip
        if not (question or "").strip():
            # Who pressed Enter too early has asked nothing that the conversation should keep.
            told = QuestionError(Problem.EMPTY).in_language(self.handlers.texts.language)
            yield ({"problem": told}, *(gr.skip(),) * 7)
            return
        conversation = add_question(
            self._conversation(kept), question, self._chosen(chosen), instead_of=editing
        )
        first = (to_store(conversation), "")
        for patch, *busy in self._answer(conversation, conversation[-1], request, follow=True):
            yield (patch, *first, *busy, *_NOT_EDITING)
            first = (gr.skip(), gr.skip())

    def _ask_example(
        self, kept: object, chosen: object, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        question = str(said(event, "question") or "")
        conversation = add_question(self._conversation(kept), question, self._chosen(chosen))
        store: Any = to_store(conversation)
        for patch, *busy in self._answer(conversation, conversation[-1], request, follow=True):
            yield patch, store, *busy
            store = gr.skip()

    def _retry(
        self, kept: object, event: gr.EventData, request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        conversation = self._conversation(kept)
        if turn := find_turn(conversation, said(event, "turn")):
            yield from self._answer(conversation, turn, request, follow=False)

    def _answer(
        self, conversation: Conversation, turn: Turn, request: gr.Request, *, follow: bool
    ) -> Iterator[tuple[Any, ...]]:
        """The patches that answer a question, and whether the page is busy with that."""
        session = str(request.session_hash)
        self.stopping.discard(session)
        for reply in self.handlers.reply(
            conversation, turn, person_of(request), lambda: session in self.stopping
        ):
            patch = self._patch(turn, reply)
            if follow:
                patch |= {"turns": _numbers(conversation), "follow": True}
            yield patch, *_at_work(not reply.settled)
        self.stopping.discard(session)

    def _restore(self, kept: object, request: gr.Request) -> Iterator[Patch]:
        """Show what the browser kept, each question answered anew.

        The page's script asks for it until it is there: what the browser keeps reaches Gradio a
        moment after the page.
        """
        conversation = self._conversation(kept)
        if not conversation:
            return
        searching = notice(self.handlers.texts.conversation.searching)
        yield {
            "restored": True,
            "changed": {str(t.number): self._html(t, searching) for t in conversation},
        }
        for turn in conversation:
            for reply in self.handlers.reply(
                conversation, turn, person_of(request), summarised=False
            ):
                yield {"changed": {str(turn.number): self._html(turn, reply)}}

    def _clear(self) -> tuple[Any, ...]:
        """Begin anew; what was being answered or edited is not any more."""
        return {"turns": []}, [], *_at_work(False), *_NOT_EDITING

    def _stop(self, request: gr.Request) -> None:
        self.stopping.add(str(request.session_hash))

    def _edit(self, kept: object, event: gr.EventData) -> tuple[Any, ...]:
        turn = find_turn(self._conversation(kept), said(event, "turn"))
        if turn is None:
            return (gr.skip(),) * 5
        note = self.handlers.texts.conversation.editing.format(number=turn.number)
        question = str(said(event, "text") or turn.question)
        return {"focus": True}, question, turn.number, gr.update(visible=True), note

    def _note(self, kept: object, event: gr.EventData) -> Iterator[tuple[Any, Patch]]:
        """Hand over a note of the answers that are picked."""
        words = self.handlers.texts.conversation
        turns, form = said(event, "turns"), said(event, "form")
        if form not in tuple(NoteForm) or not isinstance(turns, list):
            return
        try:
            file = self.handlers.write_note(
                self._conversation(kept), turns, NoteForm(form), date.today()
            )
        except UserError as error:
            yield gr.skip(), {"problem": str(error)}
            return
        # The same file twice is two downloads: in between there is none.
        yield None, {}
        yield file.as_json(), {"said": words.note_made}

    def _judge(self, kept: object, event: gr.EventData, request: gr.Request) -> Any:
        judgement = parse_judgement(event._data)
        if judgement is None:
            return gr.skip()
        told = self.handlers.judge(self._conversation(kept), judgement, person_of(request))
        return gr.skip() if told is None else gr.update(judged=told)

    def _patch(self, turn: Turn, reply: Reply) -> Patch:
        return {"changed": {str(turn.number): self._html(turn, reply)}, "said": reply.said}

    def _html(self, turn: Turn, reply: Reply) -> str:
        return render_turn(turn, reply, self.handlers.library, self.handlers.texts)

    def _conversation(self, kept: object) -> Conversation:
        return from_store(kept, self.known)

    def _chosen(self, chosen: object) -> tuple[str, ...]:
        """The organisations that are switched on; () where all or none are."""
        ids = chosen if isinstance(chosen, list) else []
        some = tuple(identifier for identifier in self.known if identifier in ids)
        return () if len(some) == len(self.known) else some

    def _tell(self) -> tuple[Any, ...]:
        state = self.handlers.startup.state
        return (
            status_html(state, self.handlers.texts),
            gr.Timer(active=isinstance(state, Loading)),
            gr.update(visible=isinstance(state, Failed)),
        )

    def _start_again(self) -> tuple[Any, ...]:
        self.handlers.startup.start()
        return self._tell()


_NOT_EDITING: tuple[Any, ...] = (None, gr.update(visible=False), "")


def _at_work(busy: bool) -> tuple[Any, Any]:
    """The buttons "ask" and "stop"."""
    return gr.update(interactive=not busy), gr.update(visible=busy)


def _numbers(conversation: Conversation) -> list[int]:
    return [turn.number for turn in conversation]
