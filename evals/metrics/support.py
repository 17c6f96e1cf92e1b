"""TokenSupport: a summary's numbers, names, quotations and negations stand in its excerpts.

A necessary condition of being supported, not a sufficient one: a sentence that passes may still
say something else than its excerpts. It is checked on the sentence's own words; a dropped
negation is what ``Verbatim`` sees in a quotation and nobody sees in a paraphrase. Which words deny,
and which are months, is as the product's own checks have it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from evals.letters import letters
from qa.claims import MONTHS, NEGATIONS

_NUMBER = re.compile(r"\d+")
_QUOTED = re.compile(r"«([^«»]+)»|“([^“”]+)”|\"([^\"]+)\"")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MARK = re.compile(r"\[\d+(?:\s*,\s*\d+)*\](?:\([^()\s]*\))?")


def is_supported(sentence: str, excerpts: Sequence[str], speakers: Sequence[str] = ()) -> bool:
    """Whether each number, date, name, quotation and negation of a sentence is in its excerpts.

    Numbers are runs of digits; dates are these and the names of months; names are words with a
    capital letter that do not open the sentence.

    Args:
        sentence: A sentence of a summary, with or without its citation marks.
        excerpts: The excerpts that it cites.
        speakers: Names of the organisations whose excerpts they are; the sentence may use them
            although nobody names themself.
    """
    said = _MARK.sub("", sentence)
    there = " ".join(excerpts)
    words_there = {word.lower() for word in _WORD.findall(" ".join((there, *speakers)))}
    negated = {NEGATIONS[w.lower()] for w in _WORD.findall(there) if w.lower() in NEGATIONS}
    words = [(match.start(), match[0]) for match in _WORD.finditer(said)]
    opening = words[0][0] if words else 0
    return (
        set(_NUMBER.findall(said)) <= set(_NUMBER.findall(there))
        and all(
            word.lower() in words_there
            for at, word in words
            if word.lower() in MONTHS or (at > opening and word[0].isupper())
        )
        and all(
            any(letters(quoted) in letters(excerpt) for excerpt in excerpts)
            for groups in _QUOTED.findall(said)
            for quoted in groups
            if quoted
        )
        and {NEGATIONS[w.lower()] for _, w in words if w.lower() in NEGATIONS} <= negated
    )
