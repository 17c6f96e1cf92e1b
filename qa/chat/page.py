"""The page: its parts, and which handler each action calls."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import gradio as gr

from qa.chat.conversation import Turn, messages
from qa.chat.handlers import Handlers
from qa.chat.look import READER_SCRIPT
from qa.chat.reader import Reader
from qa.chat.startup import Failed, Loading
from qa.chat.status import status_html
from qa.chat.texts import Texts

_STATUS_SECONDS = 1.0
# Every action belongs to the page alone; none is offered as an interface to other programs.
_OWN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}


def build_page(handlers: Handlers) -> gr.Blocks:
    """Lay out the page and connect it."""
    texts = handlers.texts
    page = gr.Blocks(title=texts.frame.title, fill_width=True, analytics_enabled=False)
    with page:
        gr.HTML(
            f"<header><h1>{escape(texts.frame.title)}</h1><p>{escape(texts.frame.subtitle)}</p></header>",
            elem_id="hmh-top",
            apply_default_css=False,
        )
        with gr.Row(elem_id="hmh-main"):
            with gr.Column(scale=5, elem_id="hmh-talk"):
                _Conversation(handlers).connect(page)
            with gr.Column(scale=6, elem_id="hmh-side"):
                add_reader(handlers.reader, texts)
    return page


class _Conversation:
    """The left column."""

    def __init__(self, handlers: Handlers) -> None:
        self.handlers = handlers
        texts = handlers.texts
        self.turns = gr.State(())
        # Sessions of those who wait no longer for the answer that is on its way to them.
        self.stopping: set[str] = set()
        self.timer = gr.Timer(_STATUS_SECONDS)
        self.chat = gr.Chatbot(
            label=texts.conversation.name,
            show_label=False,
            visible="hidden",
            elem_id="hmh-chat",
            layout="bubble",
            buttons=[],
            feedback_options=None,
            latex_delimiters=[],
            allow_tags=False,
            autoscroll=False,
            group_consecutive_messages=False,
            container=False,
        )
        with gr.Column(elem_id="hmh-welcome") as self.welcome:
            gr.HTML(
                f"<h2>{escape(texts.conversation.welcome_heading)}</h2><p>{escape(texts.conversation.welcome)}</p>"
                f"<h3>{escape(texts.conversation.examples_heading)}</h3>",
                apply_default_css=False,
            )
            self.examples = [
                gr.Button(e, elem_classes="hmh-example") for e in texts.conversation.examples
            ]
        with gr.Row(elem_id="hmh-state"):
            self.status = gr.HTML(
                status_html(Loading(), texts), elem_id="hmh-status", apply_default_css=False
            )
            self.retry = gr.Button(
                texts.frame.start_again, visible=False, elem_id="hmh-retry", size="sm"
            )
            self.stop = gr.Button(
                texts.conversation.stop, visible=False, elem_id="hmh-stop", size="sm"
            )
            self.new = gr.Button(
                texts.conversation.new, visible=False, elem_id="hmh-new", size="sm"
            )
        with gr.Row(elem_id="hmh-ask-row"):
            self.question = gr.Textbox(
                label=texts.conversation.question_label,
                show_label=False,
                placeholder=texts.conversation.question_placeholder,
                lines=1,
                max_lines=5,
                container=False,
                scale=1,
                elem_id="hmh-question",
                html_attributes=gr.InputHTMLAttributes(spellcheck=True, lang=texts.language),
            )
            self.ask = gr.Button(
                texts.conversation.ask, variant="primary", scale=0, elem_id="hmh-ask"
            )

    def connect(self, page: gr.Blocks) -> None:
        """Tell Gradio what happens when."""
        shown = [self.turns, self.chat, self.welcome, self.new, self.ask, self.stop]
        asked = gr.on(
            [self.question.submit, self.ask.click, *(e.click for e in self.examples)],
            self._ask,
            [self.question, self.turns],
            [*shown, self.question],
            concurrency_limit=None,
            **_OWN,
        )
        asked.failure(self._give_up, self.turns, shown, **_OWN)
        asked.then(None, js="() => document.dispatchEvent(new Event('hmh-answered'))", **_OWN)
        self.stop.click(self._stop, None, None, queue=False, **_OWN)
        self.new.click(self._clear, None, shown, cancels=[asked], **_OWN)
        state = [self.status, self.timer, self.retry]
        self.timer.tick(self._tell, None, state, queue=False, **_OWN)
        page.load(self._tell, None, state, queue=False, **_OWN)
        self.retry.click(self._start_again, None, state, queue=False, **_OWN)

    def _ask(
        self,
        question: str,
        turns: tuple[Turn, ...],
        event: gr.EventData,
        request: gr.Request,
    ) -> Iterator[tuple[Any, ...]]:
        if isinstance(event.target, gr.Button) and event.target in self.examples:
            question = str(event.target.value)
        person = str(request.session_hash)
        self.stopping.discard(person)
        box: Any = ""
        for now in self.handlers.respond(question or "", turns, lambda: person in self.stopping):
            turns = now
            yield (*self._shown(turns, busy=True), box)
            box = gr.skip()
        self.stopping.discard(person)
        yield (*self._shown(turns), gr.skip())

    def _stop(self, request: gr.Request) -> None:
        self.stopping.add(str(request.session_hash))

    def _give_up(self, turns: tuple[Turn, ...]) -> tuple[Any, ...]:
        return self._shown(self.handlers.give_up(turns))

    def _clear(self) -> tuple[Any, ...]:
        return self._shown(())

    def _shown(self, turns: tuple[Turn, ...], *, busy: bool = False) -> tuple[Any, ...]:
        talking = bool(turns)
        return (
            turns,
            gr.update(
                value=messages(turns, self.handlers.texts), visible=True if talking else "hidden"
            ),
            gr.update(visible=not talking),
            gr.update(visible=talking),
            gr.update(interactive=not busy),
            gr.update(visible=busy),
        )

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


def add_reader(reader: Reader, texts: Texts) -> None:
    """The source reader: a link anywhere on the page makes its script send the place here.

    The script shows the value by itself. Gradio would compare it with what is there, element by
    element, which takes longer for a long document than all the rest.
    """
    shown = gr.HTML(
        reader.document_list(),
        html_template="<div></div>",
        elem_id="hmh-reader",
        js_on_load=READER_SCRIPT,
        apply_default_css=False,
        chat_name=texts.conversation.name,
        lost=texts.frame.lost,
    )

    def select(event: gr.EventData) -> str:
        return reader.open(event._data.get("place") if event._data else None)

    # The script asks for one place at a time.
    shown.select(select, None, shown, trigger_mode="multiple", queue=False, **_OWN)
