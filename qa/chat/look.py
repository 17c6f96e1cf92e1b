"""How the page looks and what moves on it. Only fonts that the machine has are named."""

from __future__ import annotations

from pathlib import Path

import gradio as gr
from gradio.themes.utils import colors, sizes

_HERE = Path(__file__).resolve().parent
# In this order, since a later rule wins over an earlier one.
_SHEETS = ("base", "colours", "conversation", "feedback", "proposals", "stored", "reader")


def sheet(name: str) -> str:
    """The style sheet of a part of the page."""
    return (_HERE / "style" / f"{name}.css").read_text(encoding="utf-8")


STYLE = "\n".join(sheet(name) for name in _SHEETS)
"""All style sheets of the page but those of pages of their own."""
_PINE = colors.Color(
    c50="#eff6f5", c100="#d9eae8", c200="#b5d6d2", c300="#86bab4", c400="#559a93", c500="#357d77",
    c600="#24645f", c700="#1f514e", c800="#1c4240", c900="#193736", c950="#0a1f1f",
)  # fmt: skip
_FONT = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Liberation Sans", "sans-serif")
_MONO = ("ui-monospace", "Consolas", "Liberation Mono", "monospace")


def theme() -> gr.themes.Base:
    """The page's theme, light and dark."""
    base = gr.themes.Base(
        primary_hue=_PINE,
        secondary_hue=_PINE,
        neutral_hue=colors.stone,
        text_size=sizes.text_md,
        radius_size=sizes.radius_sm,
        font=[gr.themes.Font(name) for name in _FONT],
        font_mono=[gr.themes.Font(name) for name in _MONO],
    )
    return base.set(
        body_background_fill="#f7f5f1",
        body_background_fill_dark="#171716",
        body_text_color="#23211e",
        body_text_color_dark="#e8e5df",
        block_background_fill="transparent",
        block_background_fill_dark="transparent",
        block_border_width="0px",
        block_border_width_dark="0px",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_600",
        button_primary_background_fill_hover_dark="*primary_500",
        button_primary_text_color="#ffffff",
        button_primary_text_color_dark="#ffffff",
    )


def script(*names: str) -> str:
    """The scripts of a part of the page, as Gradio runs them when the part appears."""
    return "\n".join(
        (_HERE / "script" / f"{name}.js").read_text(encoding="utf-8") for name in names
    )
