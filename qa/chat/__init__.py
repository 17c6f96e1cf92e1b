"""The Gradio parts: conversation and source reader.

Nothing is reported to anybody: the switches below are read when gradio and its helpers are
imported, so they are set before that, here.
"""

import os

os.environ.update(
    GRADIO_ANALYTICS_ENABLED="False",
    HF_HUB_DISABLE_TELEMETRY="1",
    DO_NOT_TRACK="1",
)
