"""Misspelt words of a question → words that the documents or the lexicon know.

Hurried people write "narkotikapoltiet", "foreslar" and "tenaringer". A word that nobody knows (no
document, dictionary or lexicon) is replaced by the known word nearest to it, words of the
documents before others. Letters that hurried or foreign keyboards confuse (å and a or aa, ø and o,
doubled letters) cost nothing; beyond them, one insertion, deletion, substitution or transposition
is allowed, or two in a long word (optimal string alignment distance; Boytsov 2011), but not in the
first letter, where people seldom err.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

import simplemma
from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from embeddings.gloss import Glosser, How

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_MIN_WORD, _LONG_WORD = 4, 9
_CONSIDERED = 20
_CONFUSED = (("aa", "a"), ("å", "a"), ("æ", "ae"), ("oe", "o"), ("ø", "o"))
_DOUBLED = re.compile(r"(.)\1")


class SpellingCorrector:
    """Corrects words towards the vocabulary of some texts and a lexicon; safe in several threads.

    Args:
        texts: The documents' texts, whose words are preferred, the more frequent first.
        glosser: Tells which other words are known.
    """

    def __init__(self, texts: Iterable[str], glosser: Glosser) -> None:
        self._glosser = glosser
        self._frequency = Counter(word for text in texts for word in _WORD.findall(text.lower()))
        lexicon = glosser.lexicon
        self._words = list(dict.fromkeys((*self._frequency, *lexicon.lemmas, *lexicon.forms)))
        self._keys = [_key(word) for word in self._words]

    def correct(self, text: str) -> str:
        """Return ``text`` with unknown words replaced; names, written with a capital, stay."""
        first = _WORD.search(text)

        def replaced(match: re.Match[str]) -> str:
            word = match[0]
            is_name = word != word.lower() and (first is None or match.start() != first.start())
            return word if is_name else self._corrected(word)

        return _WORD.sub(replaced, text)

    def _corrected(self, word: str) -> str:
        form = word.lower()
        if len(form) < _MIN_WORD or form in self._frequency or _is_word(form):
            return word
        how = {found.how for found in self._glosser.explain(form)}
        if not how <= {How.UNKNOWN, How.ENDING, How.COMPOUND}:
            return word
        return self._nearest(form, readable=how != {How.UNKNOWN}) or word

    def _nearest(self, form: str, *, readable: bool) -> str | None:
        """The known word nearest to a form.

        A form that can be read as a compound or an inflection may be a word of its own, so it is
        mended only where little is amiss.
        """
        key = _key(form)
        spelt_out = form.replace("aa", "å").replace("ae", "æ").replace("oe", "ø")
        allowed = 1 if readable or len(form) < _LONG_WORD else 2
        found = extract(
            key, self._keys, scorer=OSA.distance, score_cutoff=allowed, limit=_CONSIDERED
        )
        ranked = sorted(
            (
                distance,
                self._words[position] != spelt_out,
                -self._frequency[self._words[position]],
                position,
            )
            for candidate, distance, position in found
            if (candidate[:1] == key[:1] or candidate[1:] == key)
            and not (readable and distance and self._words[position] not in self._frequency)
        )
        return self._words[ranked[0][-1]] if ranked else None


@lru_cache(maxsize=20_000)
def _is_word(form: str) -> bool:
    return bool(simplemma.is_known(form, lang=("nb", "nn", "en")))


def _key(word: str) -> str:
    """The word without the differences that hurried typing makes."""
    for written, meant in _CONFUSED:
        word = word.replace(written, meant)
    return _DOUBLED.sub(r"\1", word)
