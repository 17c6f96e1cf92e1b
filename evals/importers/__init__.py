"""Question sets and runs in the formats of others, in and out."""
