"""The parts of the page in Gradio: what stands where, and which handler each action calls."""
