"""The part of the default embedding model that was trained for Norwegian policy questions.

``layers.safetensors`` holds the transformer layers of all-MiniLM-L6-v2 after training on glossed
pairs of question and policy sentence; its word embeddings are those of the package. ``pairs.jsonl``
holds the pairs, and ``python -m embeddings.model.train`` makes the layers from them.
"""
