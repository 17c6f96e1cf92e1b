"""Source file → Document → Passage. No machine-learning imports."""
