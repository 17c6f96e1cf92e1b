"""What several commands take from the command line."""

from __future__ import annotations

import argparse


def positive(text: str) -> int:
    """A number of questions.

    Raises:
        argparse.ArgumentTypeError: It is no whole number from 1 up.
    """
    number = int(text) if text.isascii() and text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of questions from 1 up")
    return number
