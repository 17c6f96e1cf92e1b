"""Which language a short text is written in: Bokmål, Nynorsk or English.

Questions of two or three words are too short for letter statistics alone, and "and", "have",
"men", "from", "for", "to" and "i" are words of both languages. So function words that only one
language has decide first, then words that only one side of the lexicon knows, and py3langid
(restricted to the three) only where these are silent.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Literal

import simplemma
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from embeddings.lexicon import load_lexicon

Language = Literal["nb", "nn", "en"]

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# With fewer words, letter statistics take many a Bokmål question for Nynorsk.
_ENOUGH_WORDS = 8
_NORWEGIAN_LETTERS = frozenset("æøåÆØÅ")

# Function words and question words that only one of the languages has. Left out on purpose, since
# both have them and often: all at by do for her i is me no over so then to under.
_ENGLISH = frozenset(
    "a about also am any anyone anything are aren't been being between both can can't could did "
    "does doesn't doing don't each either every everyone gave give has he his how if in into "
    "isn't it its just many more most much my nobody none of on or other our out please said say "
    "says she should some someone tell than that the their them there these they think thinks "
    "this those through too us was want wants we were what what's when where which who whom whose "
    "why will with without would you your".split()
)
_NORWEGIAN = frozenset(
    "alle andre annen annet av bare ble blei bli blir blitt bør da de dei den denne deres der "
    "dere desse det dette dine disse du dykk dykkar eg ei ein eit eller en er et etter flere "
    "fleire folk fordi foreslår frå fra få får føreslår gi gir gjelder gjeld gjer gjere gjør "
    "gjøre han har hjå hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor "
    "ikke ikkje ingen jeg kan kor korleis kva kvar kven kvifor mange med meiner mellom mener mens "
    "mer mest mot må noe noen noko nokon nokre nå når og også om oss på saman sammen seg seier "
    "sier sin sine sitt sjølv skal skulle som står støtter støttar synes synest så til uten utan "
    "vart ved vi vil være vært vere vore ynskjer å ønsker ønskjer".split()
)
# In both languages, but a rarity in the other one: "and" is a duck, "from" pious, "have" a garden.
_RATHER_ENGLISH = frozenset("and be but from have not".split())
_RATHER_NORWEGIAN = frozenset("i men".split())
_NYNORSK = frozenset(
    "berre blei dei desse dersom difor dykk dykkar eg ein eit finst fleire frå føreslår føreslå "
    "gjer gjere heile hjå ho ikkje kommunane kor korleis kva kvar kvart kven kvifor me meiner "
    "meir mykje noko nokon nokre saman seier sjølv skule skulen støttar synest tenester utan vart "
    "vere vore ynskjer òg ønskjer".split()
)
_BOKMAAL = frozenset(
    "bare ble blitt de dere derfor disse en et finnes flere foreslår foreslå fra gjør gjøre hele "
    "hos hun hva hvem hver hvert hvilke hvilken hvilket hvor hvordan hvorfor ikke jeg mener mer "
    "mye noe noen også sammen selv sier skole skolen støtter synes tjenester uten være vært "
    "ønsker".split()
)


def detect_language(text: str) -> Language:
    """Return the language of ``text``: "nb", "nn" or "en"; "nb" where nothing tells."""
    words = [word.lower().replace("’", "'") for word in _WORD.findall(text)]
    evidence = _count(words, _ENGLISH) - _count(words, _NORWEGIAN)
    if evidence == 0:
        evidence = _count(words, _RATHER_ENGLISH) - _count(words, _RATHER_NORWEGIAN)
    if evidence == 0:
        evidence = sum(map(_vocabulary_evidence, words))
    if any(letter in _NORWEGIAN_LETTERS for letter in text):
        evidence -= 1
    if evidence > 0:
        return "en"
    if evidence == 0 and len(words) > 1 and _identify(text) == "en":
        return "en"
    return _norwegian_form(text, words)


def _norwegian_form(text: str, words: list[str]) -> Language:
    difference = _count(words, _NYNORSK) - _count(words, _BOKMAAL)
    if difference == 0:
        return "nn" if len(words) >= _ENOUGH_WORDS and _identify(text) == "nn" else "nb"
    return "nn" if difference > 0 else "nb"


def _count(words: list[str], vocabulary: frozenset[str]) -> int:
    return sum(word in vocabulary for word in words)


@lru_cache(maxsize=20_000)
def _vocabulary_evidence(word: str) -> int:
    """1 for a word that only the English side of the lexicon has, -1 for only the Norwegian."""
    lexicon = load_lexicon()
    forms = {word, *(simplemma.lemmatize(word, lang=lang).lower() for lang in ("nb", "nn"))}
    norwegian = any(f in lexicon.lemmas or f in lexicon.forms for f in forms)
    english = bool({word, simplemma.lemmatize(word, lang="en").lower()} & _english_words())
    return int(english) - int(norwegian)


@lru_cache(maxsize=1)
def _english_words() -> frozenset[str]:
    """All words of the lexicon's English glosses."""
    lexicon = load_lexicon()
    glosses = [gloss for row in lexicon.lemmas.values() for gloss in row]
    return frozenset(
        word.lower() for gloss in [*glosses, *lexicon.forms.values()] for word in gloss.split()
    )


_identifying = Lock()


def _identify(text: str) -> str:
    with _identifying:
        return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["no", "nn", "en"])
    return identifier
