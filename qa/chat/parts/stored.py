"""The part of the page that says what is stored and deletes it."""

from __future__ import annotations

import gradio as gr

from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.parts.wiring import OWN, person_of, said


class StoredPart:
    """What is stored. It is read when the view is opened, since it is another page each time."""

    def __init__(self, handlers: Handlers) -> None:
        self.handlers = handlers
        self.page = gr.HTML(
            "", elem_id="hmh-stored-page", js_on_load=script("stored"), apply_default_css=False
        )

    def connect(self) -> None:
        """Tell Gradio what happens when."""
        self.page.open(self._open, None, self.page, **OWN)
        self.page.forget(self._forget, None, self.page, **OWN)
        self.page.forget_all(self._forget_all, None, self.page, **OWN)

    def _open(self, request: gr.Request) -> str:
        return self.handlers.stored(person_of(request))

    def _forget(self, event: gr.EventData, request: gr.Request) -> str:
        return self.handlers.forget(said(event, "id"), person_of(request))

    def _forget_all(self, request: gr.Request) -> str:
        return self.handlers.forget_all(person_of(request))
