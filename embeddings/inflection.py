"""The inflection of a Norwegian word carried over to its English gloss.

"Kommunene" is "municipalities" and not "municipality", "vedtatt" is "adopted", "brukes" is "be
used". Neither lexicon nor lemmatiser says what part of speech a word is, so the Norwegian ending
and what the English word can be decide together; where they leave it open, the gloss stays as it
is. LemmInflect inflects the English.
"""

from __future__ import annotations

from functools import lru_cache

import lemminflect
import simplemma

_SHORT_VERB_ENDS = ("a", "å", "o", "y", "i")
_PRESENT_PARTICIPLE = ("ende", "ande")
_PAST, _PAST_OF_SHORT_VERB = ("et", "a", "t", "te", "de"), ("tt", "dd", "dde", "gt")
_PLURAL = ("er", "ar", "ene", "ane", "ers", "ars", "enes", "anes")
_UNCOUNTABLE = frozenset(
    "advice care equipment evidence health housing information knowledge money police research "
    "staff training violence".split()
)
_COMPARATIVE, _SUPERLATIVE = ("ere", "are"), ("st", "ste")


def inflect(gloss: str, form: str, lemma: str) -> str:
    """Inflect the gloss of ``lemma`` as ``form`` is inflected.

    Args:
        gloss: English word or phrase; of a phrase, a verb stands first and a noun last.
        form: The Norwegian word as it stands, in lower case.
        lemma: Its dictionary form.
    """
    first, *rest = gloss.split()
    last = rest[-1] if rest else first
    if "VERB" in _parts_of_speech(first) and lemma.endswith(("e", *_SHORT_VERB_ENDS)):
        if tag := _verb_tag(form, lemma):
            verb = _inflected(first, tag) or first
            passive = ["be"] if _is_passive(form, lemma) and first != "be" else []
            return " ".join([*passive, verb, *rest])
        if rest:
            return gloss
    is_countable = "NOUN" in _parts_of_speech(last) and last not in _UNCOUNTABLE
    if is_countable and _is_plural(form, lemma):
        return " ".join([*gloss.split()[:-1], _inflected(last, "NNS") or last])
    if not rest and "ADJ" in _parts_of_speech(first):
        # "Sømløst" is the neuter of "sømløs", and "sårbare" the plural of "sårbar".
        if form.endswith(_SUPERLATIVE) and not lemma.endswith(("s", "st")):
            return _inflected(first, "JJS") or f"most {first}"
        if form.endswith(_COMPARATIVE) and not lemma.endswith(("er", "ar", "re")):
            return _inflected(first, "JJR") or f"more {first}"
    return gloss


def _verb_tag(form: str, lemma: str) -> str | None:
    """Penn Treebank tag of a verb form that English marks, if it is one."""
    if form.endswith(_PRESENT_PARTICIPLE):
        return "VBG"
    if _is_passive(form, lemma):
        return "VBN"
    endings = _PAST if lemma.endswith("e") else _PAST_OF_SHORT_VERB
    return "VBN" if form.endswith(endings) and not _is_noun(form, lemma) else None


def _is_passive(form: str, lemma: str) -> bool:
    return form.endswith("ast") or form == f"{lemma}s"


def _is_noun(form: str, lemma: str) -> bool:
    """Whether a form that could be a verb's past is a noun's definite form: "møtet", "jenta"."""
    if form not in (f"{lemma}t", f"{lemma.removesuffix('e')}a"):
        return False
    return simplemma.is_known(f"{lemma}ne", lang="nb")


def _is_plural(form: str, lemma: str) -> bool:
    """Whether a noun's form is plural; nouns of doers end in -er themselves."""
    if lemma.endswith("er"):
        return form.endswith(("ere", "erne", "eres", "ernes"))
    return form.endswith(_PLURAL)


@lru_cache(maxsize=50_000)
def _parts_of_speech(word: str) -> frozenset[str]:
    """Universal part-of-speech tags of which an English word is a dictionary form."""
    found = lemminflect.getAllLemmas(word)
    return frozenset(tag for tag, lemmas in found.items() if word in lemmas)


@lru_cache(maxsize=50_000)
def _inflected(word: str, tag: str) -> str | None:
    """The commonest inflection of an English word for a Penn Treebank tag, if it has one."""
    found = lemminflect.getInflection(word, tag, inflect_oov=False)
    return str(found[0]) if found else None
