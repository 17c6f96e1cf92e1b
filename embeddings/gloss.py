"""Norwegian text → English gloss, word by word.

An English sentence model reads the gloss far better than the Norwegian it came from. The longest
known phrase wins ("går på kjøret"). Any other word is looked up as it stands, then by its lemma,
then without its inflection endings, and last as a compound of known parts; what is known in none
of these ways stays as it is. The gloss is inflected as the word is. Digits, names and punctuation
stay where they were.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise, product

import simplemma

from embeddings.inflection import inflect
from embeddings.lexicon import Lexicon, load_lexicon

_WORD = re.compile(r"\w+(?:-\w+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CAPITALS = re.compile(r"(?=.*[A-ZÆØÅ].*[A-ZÆØÅ])[A-ZÆØÅ0-9]+")
_MIN_PART = 3
_MIN_HEAD_OF_UNKNOWN = 5
# Shorter words are too often names and abbreviations to be read as synonyms or respelt.
_MIN_GUESSED = 5
# Shorter forms are abbreviations and function words, which are no parts of compounds.
_MIN_FORM_AS_PART = 4
# Function words that look like parts of compounds and never are ("konsern" is not con-SERN).
_NO_PARTS = frozenset(
    "alt ane art ass bar bie bue dei dem den der des det die din eller enn ens ent ere ers est "
    "fra gal han har hel hen het hos hun hva ide ine ing ire jeg kan kue lar led lei len lin man "
    "meg men min nes noe not nær oss pen per ran rik ris rot sag sal seg sel ses sin sta str sur "
    "tal tap tek ten ter tur une ups vel ven vis von var".split()
)
_LINKS = ("", "s", "e")
# Endings by length; what replaces them is tried in order.
_ENDINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("heten", ("het",)), ("hetene", ("het",)), ("heter", ("het",)), ("heiter", ("het",)),
    ("heita", ("het",)), ("heit", ("het",)), ("heiten", ("het",)),
    ("inga", ("ing",)), ("ingar", ("ing",)), ("ingane", ("ing",)), ("inger", ("ing",)),
    ("ingene", ("ing",)), ("ingen", ("ing",)),
    ("asjonar", ("asjon",)), ("asjonane", ("asjon",)),
    ("enes", ("", "e")), ("anes", ("", "e")), ("ende", ("e", "")), ("ande", ("e", "")),
    ("este", ("", "e")), ("aste", ("", "e")),
    ("ene", ("", "e")), ("ane", ("", "e")), ("ers", ("", "e", "er")), ("ens", ("", "e", "en")),
    ("ets", ("", "e", "et")), ("ere", ("", "e", "er")), ("are", ("", "e", "ar")),
    ("est", ("", "e")), ("ast", ("", "e")), ("ede", ("e", "")), ("ete", ("e", "")),
    ("dde", ("",)), ("tte", ("", "te")),
    ("en", ("", "e")), ("et", ("", "e")), ("er", ("", "e")), ("ar", ("", "e")),
    ("te", ("", "e")), ("de", ("", "e")), ("es", ("", "e")), ("as", ("e", "")),
    ("a", ("", "e")), ("e", ("",)), ("s", ("", "e")), ("t", ("",)), ("r", ("",)), ("n", ("",)),
)  # fmt: skip


# Regular correspondences between Nynorsk and Bokmål spelling, for words that have no Nynorsk row.
_NYNORSK: tuple[tuple[str, str], ...] = (
    ("føre", "fore"), ("skule", "skole"), ("tenest", "tjenest"), ("sjuk", "syk"),
    ("heim", "hjem"), ("kvar", "hver"), ("gjer", "gjør"), ("mogleg", "mulig"), ("leg", "lig"),
    ("heit", "het"), ("leik", "het"), ("semd", "somhet"), ("verk", "virk"), ("nad", "ning"),
    ("ei", "e"), ("au", "ø"), ("øy", "ø"), ("jø", "je"), ("ggj", "gg"), ("kkj", "kk"),
    ("ande", "ende"), ("ar", "er"),
)  # fmt: skip


class How(StrEnum):
    """How a word came to its gloss."""

    PHRASE = "phrase"
    FORM = "form"
    LEXICON = "lexicon"
    LEMMA = "lemma"
    ENDING = "ending"
    COMPOUND = "compound"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class WordGloss:
    """One word (or fixed phrase) as it stands in the text, its gloss, and how it was found."""

    word: str
    gloss: str
    how: How


@dataclass(frozen=True, slots=True)
class _Phrase:
    words: tuple[str, ...]
    gloss: str


class Glosser:
    """Glosses texts with one lexicon; keeps what it found per word. Safe in several threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._known: dict[tuple[str, bool], WordGloss] = {}
        self._phrases = _by_first_words(lexicon.phrases)
        dotted = sorted((p for p in lexicon.phrases if " " not in p), key=lambda p: (-len(p), p))
        alternatives = [rf"(?<!\w){re.escape(abbreviation)}(?!\w)" for abbreviation in dotted]
        self._token = re.compile(
            "|".join([_ADDRESS.pattern, *alternatives, _WORD.pattern]), re.IGNORECASE
        )

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon it reads."""
        return self._lexicon

    def gloss(self, text: str) -> str:
        """Return the English gloss of ``text``, white space squeezed to single blanks."""
        pieces: list[str] = []
        end = 0
        for start, stop, found in self._walk(text):
            pieces += (text[end:start], found.gloss)
            end = stop
        return " ".join("".join([*pieces, text[end:]]).split())

    def explain(self, text: str) -> tuple[WordGloss, ...]:
        """Return word by word what ``gloss`` makes of ``text``; bare numbers are left out."""
        return tuple(
            found for _, _, found in self._walk(text) if any(c.isalpha() for c in found.word)
        )

    def _walk(self, text: str) -> Iterator[tuple[int, int, WordGloss]]:
        # In a text all in capitals, capitals do not mark abbreviations.
        shouted = text.isupper() and len(_WORD.findall(text)) > 2
        tokens = list(self._token.finditer(text))
        position = 0
        while position < len(tokens):
            start = tokens[position].start()
            if phrase := self._phrase_at(text, tokens, position):
                there = tokens[position : position + len(phrase.words)]
                end = there[-1].end()
                yield start, end, WordGloss(text[start:end], _gloss_of(phrase, there), How.PHRASE)
                position += len(phrase.words)
                continue
            end = tokens[position].end()
            word = text[start:end].lower() if shouted else text[start:end]
            # "bruker- og pårørendeorganisasjoner": the first word is a part of a compound.
            yield start, end, self._word(word, is_part=text.startswith("-", end))
            position += 1

    def _phrase_at(
        self, text: str, tokens: Sequence[re.Match[str]], position: int
    ) -> _Phrase | None:
        """The longest phrase that begins with a token; as it stands rather than inflected."""
        found = [
            phrase
            for words in product(
                *(_readings(t[0].lower()) for t in tokens[position : position + 2])
            )
            for phrase in self._phrases.get(words, ())
            if _stands_at(phrase, text, tokens, position)
        ]
        return max(
            found,
            key=lambda phrase: (len(phrase.words), _as_it_stands(phrase, tokens, position)),
            default=None,
        )

    def _word(self, word: str, *, is_part: bool = False) -> WordGloss:
        found = self._known.get((word, is_part))
        if found is None:
            part = self._part(word.lower(), is_head=False) if is_part else None
            found = WordGloss(word, part, How.COMPOUND) if part else self._look_up(word)
            self._known[word, is_part] = found
        return found

    def _look_up(self, word: str) -> WordGloss:
        form = word.lower()
        if phrase := self._lexicon.phrases.get(form):
            return WordGloss(word, phrase, How.PHRASE)
        has_digit = any(c.isdigit() for c in word) and "-" not in word
        if has_digit or _ADDRESS.fullmatch(word):
            return WordGloss(word, word, How.UNKNOWN)
        found = self._entry(form)
        if found:
            return WordGloss(word, *found)
        if "-" in word:
            parts = [self._hyphenated(part) for part in word.split("-")]
            known = any(part.how is not How.UNKNOWN for part in parts)
            gloss = _join(part.gloss for part in parts) if known else word
            return WordGloss(word, gloss, How.COMPOUND if known else How.UNKNOWN)
        if _CAPITALS.fullmatch(word) or len(form) < _MIN_PART:
            return WordGloss(word, word, How.UNKNOWN)
        found = (
            self._inflected(form)
            or self._nynorsk(form)
            or self._synonym(form)
            or self._compound(form)
        )
        return WordGloss(word, *found) if found else WordGloss(word, word, How.UNKNOWN)

    def _hyphenated(self, part: str) -> WordGloss:
        """Gloss one part of a hyphenated word; a name ("Solberg-") is no compound."""
        found = self._word(part)
        if found.how is How.COMPOUND and part.istitle():
            return WordGloss(part, part, How.UNKNOWN)
        return found

    def _entry(self, form: str) -> tuple[str, How] | None:
        """Look up a form as it stands."""
        if form in self._lexicon.forms:
            return self._lexicon.forms[form], How.FORM
        if form in self._lexicon.lemmas:
            return self._lexicon.lemmas[form][0], How.LEXICON
        return None

    def _inflected(self, form: str) -> tuple[str, How] | None:
        """Look up a form by its lemma, then without its endings."""
        for lemma in _lemmas(form):
            if gloss := self._lemma(lemma):
                return inflect(gloss, form, lemma), How.LEMMA
        for stem in _stems(form):
            if gloss := self._lemma(stem):
                return inflect(gloss, form, stem), How.ENDING
        return None

    def _synonym(self, form: str) -> tuple[str, How] | None:
        """Look up a word that only stands as a synonym in another word's row."""
        if len(form) < _MIN_GUESSED:
            return None
        if form in self._lexicon.synonyms:
            return self._lexicon.synonyms[form], How.LEXICON
        for candidates, how in ((_lemmas(form), How.LEMMA), (_stems(form), How.ENDING)):
            for candidate in candidates:
                if gloss := self._lexicon.synonyms.get(candidate):
                    return gloss, how
        return None

    def _nynorsk(self, form: str) -> tuple[str, How] | None:
        """Look up what a Nynorsk word would be in Bokmål spelling."""
        if len(form) < _MIN_GUESSED:
            return None
        together = form
        for nynorsk, bokmaal in _NYNORSK:
            respelt = form.replace(nynorsk, bokmaal)
            together = together.replace(nynorsk, bokmaal)
            for candidate in dict.fromkeys((respelt, together)):
                if candidate != form and (found := self._found(candidate)):
                    return found, How.LEMMA
        return None

    def _found(self, form: str) -> str | None:
        found = self._entry(form) or self._inflected(form)
        return found[0] if found else None

    def _lemma(self, lemma: str) -> str | None:
        """Look up a dictionary form.

        A row for a form speaks of the form as it stands: as a form, "bruker" is the verb ("uses"),
        while "brukere" comes from the lemma, which is the noun ("user").
        """
        if lemma in self._lexicon.lemmas:
            return self._lexicon.lemmas[lemma][0]
        return self._lexicon.forms.get(lemma)

    def _compound(self, form: str) -> tuple[str, How] | None:
        """Gloss a compound: fewest known parts, the longest head first; modifiers before head."""
        parts = self._split(form, 4)
        if parts is None:
            parts = self._head_of_unknown(form)
        return (_join(parts), How.COMPOUND) if parts else None

    def _split(self, form: str, most: int) -> list[str] | None:
        """Split into at most ``most`` known parts; their glosses, or ``None``."""
        for count in range(2, most + 1):
            for cut in range(_MIN_PART, len(form) - _MIN_PART + 1):
                head = self._part(form[cut:], is_head=True)
                if head and (rest := self._modifiers(form[:cut], count - 1)):
                    return [*rest, head]
        return None

    def _modifiers(self, form: str, count: int) -> list[str] | None:
        """Split what stands before the head into exactly ``count`` parts."""
        for link in _LINKS:
            if not form.endswith(link):
                continue
            bare = form.removesuffix(link)
            if count == 1:
                if part := self._part(bare, is_head=False):
                    return [part]
                continue
            for cut in range(_MIN_PART, len(bare) - _MIN_PART + 1):
                last = self._part(bare[cut:], is_head=False)
                if last and (rest := self._modifiers(bare[:cut], count - 1)):
                    return [*rest, last]
        return None

    def _part(self, form: str, *, is_head: bool) -> str | None:
        """Gloss one part of a compound; only the head is inflected."""
        if len(form) < _MIN_PART or form in _NO_PARTS:
            return None
        if form in self._lexicon.parts:
            return self._lexicon.parts[form]
        if form in self._lexicon.lemmas:
            return self._lexicon.lemmas[form][0]
        if len(form) >= _MIN_FORM_AS_PART and form in self._lexicon.forms:
            return self._lexicon.forms[form]
        found = self._inflected(form) if is_head else None
        return found[0] if found else None

    def _head_of_unknown(self, form: str) -> list[str] | None:
        """Gloss the longest known head and leave what stands before it as it is."""
        for cut in range(_MIN_PART, len(form) - _MIN_HEAD_OF_UNKNOWN + 1):
            if head := self._part(form[cut:], is_head=True):
                return [form[:cut], head]
        return None


def _join(glosses: Iterable[str]) -> str:
    """Join the parts of a compound; a word that two neighbours share stands once.

    Affixes have a hyphen in the lexicon ("-year-old"). "LAR-behandling" is "opioid substitution
    treatment", not "... treatment treatment".
    """
    words: list[str] = []
    for gloss in glosses:
        for word in gloss.split():
            bare = word.strip("-")
            if bare and (not words or words[-1].lower() != bare.lower()):
                words.append(bare)
    return " ".join(words)


def _by_first_words(phrases: Mapping[str, str]) -> dict[tuple[str, ...], list[_Phrase]]:
    """Phrases of several words by their first two; by one alone there are hundreds."""
    by_words: dict[tuple[str, ...], list[_Phrase]] = {}
    for phrase, gloss in phrases.items():
        words = tuple(phrase.split())
        if len(words) > 1:
            by_words.setdefault(words[:2], []).append(_Phrase(words, gloss))
    return by_words


def _stands_at(phrase: _Phrase, text: str, tokens: Sequence[re.Match[str]], position: int) -> bool:
    """Whether the words of a phrase, in some inflection, are the tokens from a position on."""
    there = tokens[position : position + len(phrase.words)]
    return (
        len(there) == len(phrase.words)
        and all(text[a.end() : b.start()].isspace() for a, b in pairwise(there))
        and all(w in _readings(t[0].lower()) for w, t in zip(phrase.words, there, strict=True))
    )


def _as_it_stands(phrase: _Phrase, tokens: Sequence[re.Match[str]], position: int) -> int:
    """How many of a phrase's words stand there uninflected."""
    there = tokens[position : position + len(phrase.words)]
    return sum(word == token[0].lower() for word, token in zip(phrase.words, there, strict=True))


def _gloss_of(phrase: _Phrase, there: Sequence[re.Match[str]]) -> str:
    """The gloss, inflected as the first of the phrase's words is that is inflected."""
    for word, token in zip(phrase.words, there, strict=True):
        form = token[0].lower()
        if form != word:
            return inflect(phrase.gloss, form, word)
    return phrase.gloss


@lru_cache(maxsize=50_000)
def _readings(form: str) -> tuple[str, ...]:
    """A form and its lemmas."""
    return tuple(dict.fromkeys((form, *_lemmas(form))))


def _lemmas(form: str) -> Iterator[str]:
    """Yield the Bokmål and Nynorsk lemmas of ``form`` that differ from it."""
    for language in ("nb", "nn"):
        lemma = simplemma.lemmatize(form, lang=language).lower()
        if lemma != form:
            yield lemma


def _stems(form: str) -> Iterator[str]:
    """Yield what ``form`` may be an inflected form of, longest ending first."""
    for ending, replacements in _ENDINGS:
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        for replacement in replacements:
            yield stem + replacement
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]
        elif len(stem) > 3 and stem[-1] in "lnr" and stem[-2] not in "aeiouyæøå":
            # midl-er → middel, regl-er → regel
            yield f"{stem[:-1]}e{stem[-1]}"
            yield f"{stem[:-1]}{stem[-2]}e{stem[-1]}"


@lru_cache(maxsize=1)
def default_glosser() -> Glosser:
    """Return the one glosser over the lexicon that the product ships."""
    return Glosser(load_lexicon())
