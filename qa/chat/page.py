"""The page: its parts and where they stand."""

from __future__ import annotations

import gradio as gr

from qa.chat.api import add_api
from qa.chat.frame import render_frame
from qa.chat.handlers import Handlers
from qa.chat.look import script
from qa.chat.parts.conversation import ConversationPart
from qa.chat.parts.proposals import ProposalsPart
from qa.chat.parts.reader import ReaderPart
from qa.chat.parts.stored import StoredPart


def build_page(handlers: Handlers) -> gr.Blocks:
    """Lay out the page and connect it.

    All views are there from the beginning; ``script/frame.js`` shows one of them.
    """
    texts = handlers.texts
    page = gr.Blocks(title=texts.frame.title, fill_width=True, analytics_enabled=False)
    with page:
        gr.HTML(
            render_frame(texts, has_login=handlers.workplace.settings.auth_file is not None),
            elem_id="hmh-top",
            js_on_load=script("frame"),
            apply_default_css=False,
            lost=texts.frame.lost,
        )
        download = gr.HTML(
            None, html_template="", elem_id="hmh-download", js_on_load=script("download")
        )
        with gr.Row(elem_id="hmh-main"):
            with gr.Column(scale=5, elem_id="hmh-left"):
                with gr.Column(elem_id="hmh-talk"):
                    ConversationPart(handlers).connect(page, download)
                with gr.Column(elem_id="hmh-proposals"):
                    ProposalsPart(handlers).connect(download)
                with gr.Column(elem_id="hmh-stored"):
                    StoredPart(handlers).connect()
            with gr.Column(scale=5, elem_id="hmh-side"):
                ReaderPart(handlers.reader).connect()
        add_api(handlers)
    return page
