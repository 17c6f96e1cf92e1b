"""The benchmark: how often the answers and their citations are right."""
