"""The source reader's part of the page."""

from __future__ import annotations

import gradio as gr

from qa.chat.look import script
from qa.chat.parts.wiring import OWN, said
from qa.chat.reader import Reader


class ReaderPart:
    """A link anywhere on the page makes the reader's script send the place here.

    The script shows the value by itself. Gradio would compare it with what is there, element by
    element, which takes longer for a long document than all the rest.
    """

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.shown = gr.HTML(
            self.reader.document_list(),
            html_template="<div></div>",
            elem_id="hmh-reader",
            js_on_load=script("clipboard", "reader"),
            apply_default_css=False,
        )

    def connect(self) -> None:
        """Tell Gradio what happens when."""
        # Of two events that come close, Gradio's "always_last" repeats what the first one said.
        self.shown.select(
            self._select, None, self.shown, trigger_mode="multiple", queue=False, **OWN
        )

    def _select(self, event: gr.EventData) -> str:
        return self.reader.open(said(event, "place"))
