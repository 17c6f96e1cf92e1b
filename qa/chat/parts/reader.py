"""The source reader's part of the page."""

from __future__ import annotations

from typing import Any

import gradio as gr

from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.parts.wiring import OWN, said


class ReaderPart:
    """A link anywhere on the page makes the reader's script send the place here."""

    def __init__(self, handlers: Handlers) -> None:
        self.handlers = handlers
        self.reader = gr.HTML(
            handlers.document_list(),
            elem_id="hmh-reader",
            js_on_load=script("reader"),
            apply_default_css=False,
        )

    def connect(self) -> None:
        """Tell Gradio what happens when."""
        self.reader.select(self._select, None, self.reader, trigger_mode="always_last", **OWN)

    def _select(self, event: gr.EventData) -> Any:
        html = self.handlers.open(said(event, "place"))
        return gr.skip() if html is None else html
