"""The page: its parts and where they stand."""

from __future__ import annotations

from typing import Any

import gradio as gr

from qa.chat.frame import render_frame
from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.talk import Talk
from qa.chat.wiring import OWN


def build_page(handlers: Handlers) -> gr.Blocks:
    """Lay out the page and connect it."""
    texts = handlers.texts
    page = gr.Blocks(title=texts.frame.title, fill_width=True, analytics_enabled=False)
    with page:
        gr.HTML(
            render_frame(texts),
            elem_id="hmh-top",
            js_on_load=script("frame"),
            apply_default_css=False,
            lost=texts.frame.lost,
        )
        download = gr.HTML(
            None, html_template="", elem_id="hmh-download", js_on_load=script("download")
        )
        with gr.Row(elem_id="hmh-main"):
            with gr.Column(scale=5, elem_id="hmh-left"), gr.Column(elem_id="hmh-talk"):
                Talk(handlers).connect(page, download)
            with gr.Column(scale=6, elem_id="hmh-side"):
                _reader(handlers)
    return page


def _reader(handlers: Handlers) -> None:
    """The right column: a link anywhere on the page makes its script send the place here."""
    reader = gr.HTML(
        handlers.document_list(),
        elem_id="hmh-reader",
        js_on_load=script("reader"),
        apply_default_css=False,
    )

    def select(event: gr.EventData) -> Any:
        html = handlers.open(event._data.get("place") if event._data else None)
        return gr.skip() if html is None else html

    reader.select(select, None, reader, trigger_mode="always_last", **OWN)
