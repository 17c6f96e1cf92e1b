"""Passage → vector → searchable index."""
