"""How the parts of the page are connected with Gradio."""

from __future__ import annotations

from typing import Any

import gradio as gr

# Every action belongs to the page alone; none is offered as an interface to other programs.
OWN: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
"""Arguments of every event of the page."""


def said(event: gr.EventData, key: str) -> Any:
    """What the page's script sent with an event, which may come from anybody; else ``None``."""
    data = event._data
    return data.get(key) if isinstance(data, dict) else None


def person_of(request: gr.Request) -> str:
    """The login of who acts; "" where the page has no login."""
    return request.username or ""
