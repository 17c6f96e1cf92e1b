"""The Gradio parts: conversation and source reader."""
