"""The list of all proposals as a part of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import gradio as gr

from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.parts.wiring import OWN
from qa.selection import SelectionError


class ProposalsPart:
    """Form, map and list. Collecting takes seconds, so it waits until the view is opened."""

    def __init__(self, handlers: Handlers) -> None:
        self.handlers = handlers
        waiting = handlers.texts.proposals.collecting
        self.page = gr.HTML(
            f'<p class="hmh-notice" role="status">{waiting}</p>',
            html_template="${value}<div class='hmh-listed'>${results}</div>",
            elem_id="hmh-proposals-page",
            js_on_load=script("proposals"),
            apply_default_css=False,
            results="",
        )

    def connect(self, download: gr.HTML) -> None:
        """Tell Gradio what happens when; ``download`` takes a file that the browser is to save."""
        self.page.open(self._open, None, self.page, concurrency_limit=1, **OWN)
        self.page.choose(self._choose, None, self.page, trigger_mode="multiple", **OWN)
        self.page.export(self._export, None, download, **OWN)

    def _open(self) -> Any:
        frame, results = self.handlers.all_proposals()
        return gr.update(value=frame, results=results)

    def _choose(self, event: gr.EventData) -> Any:
        try:
            return gr.update(results=self.handlers.choose_proposals(event._data))
        except SelectionError:
            # The page's own script sends what can be read; nothing is owed to others.
            return gr.skip()

    def _export(self, event: gr.EventData) -> Iterator[Any]:
        try:
            file = self.handlers.save_proposals(event._data, date.today())
        except SelectionError:
            return
        # The same file twice is two downloads: in between there is none.
        yield None
        yield file.as_json()
