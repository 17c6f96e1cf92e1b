"""The numbers of a text: in digits, and in words of Bokmål, Nynorsk and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain, product

from embeddings.language import Language

_DIGITS = re.compile(r"\d+")
# A number with its thousands and decimals: "10 000", "10.000", "2,5".
_FIGURE = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_NORWEGIAN = {
    "10": "ti", "11": "elleve", "12": "tolv dusin", "13": "tretten", "14": "fjorten",
    "15": "femten", "16": "seksten", "17": "sytten", "18": "atten", "19": "nitten",
    "100": "hundre", "1000": "tusen", "million": "million millioner millionar mill",
    "milliard": "milliard milliarder milliardar mrd",
    "half": "halvparten halvparta halvdelen helvta halv halvt halve halvere halverer halvert "
    "halverte halvering halveringen halveringa halvera halverar",
    "third": "tredjedel tredjedelen tredjedeler tredel tredelen tredjedelar",
    "quarter": "fjerdedel fjerdedelen fjerdedeler fjerdedelar kvart",
    "fifth": "femtedel femtedelen femtedeler femtedelar",
    "tenth": "tidel tidelen tideler tidelar",
    "double": "dobbelt dobbel doble dobles doblet dobling dobla doblar",
    "triple": "tredobbelt tredobbel tredoble tredobles tredobling",
}  # fmt: skip
_NORWEGIAN_UNITS = {
    2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "sju syv", 8: "åtte", 9: "ni",
}  # fmt: skip
_NORWEGIAN_TENS = {
    20: "tjue tyve", 30: "tretti tredve", 40: "førti", 50: "femti", 60: "seksti", 70: "sytti",
    80: "åtti", 90: "nitti",
}  # fmt: skip
_ENGLISH = {
    "10": "ten", "11": "eleven", "12": "twelve dozen", "13": "thirteen", "14": "fourteen",
    "15": "fifteen", "16": "sixteen", "17": "seventeen", "18": "eighteen", "19": "nineteen",
    "100": "hundred", "1000": "thousand", "million": "million millions",
    "milliard": "billion billions", "half": "half halve halved halves", "third": "thirds",
    "quarter": "quarter quarters", "fifth": "fifths", "tenth": "tenths",
    "double": "double doubled doubling twice", "triple": "triple tripled",
}  # fmt: skip
_ENGLISH_UNITS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
}  # fmt: skip
_ENGLISH_TENS = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety",
}  # fmt: skip


def _spelled(
    others: Mapping[str, str], units: Mapping[int, str], tens: Mapping[int, str], joints: str
) -> dict[str, str]:
    """Each word that is a number, and its value or its kind."""
    spelled = {word: kind for kind, words in others.items() for word in words.split()}
    spelled |= {
        word: str(n) for n, words in chain(units.items(), tens.items()) for word in words.split()
    }
    for (ten, ten_words), (unit, unit_words) in product(tens.items(), units.items()):
        for one, other, joint in product(ten_words.split(), unit_words.split(), joints.split("|")):
            spelled[one + joint + other] = str(ten + unit)
    return spelled


# "To" and "fire" are words of both languages and numbers of one, so each has its own table.
_IN_NORWEGIAN = _spelled(_NORWEGIAN, _NORWEGIAN_UNITS, _NORWEGIAN_TENS, "")
_IN_ENGLISH = _spelled(_ENGLISH, _ENGLISH_UNITS, _ENGLISH_TENS, "|-")


def first_foreign_number(sentence: str, text: str, language: Language) -> str | None:
    """The first number of a sentence that is not in a text, as it is written, or ``None``.

    A number in digits must stand in the text in the same digits; one in words may stand there in
    digits or in another language. "En" and "one" are articles more often than numbers and are
    passed over.

    Args:
        sentence: The sentence.
        text: Where its numbers should be, in any language.
        language: The language of the sentence.
    """
    written = set(_DIGITS.findall(text)) | set(_signs(text))
    figures = set(_figures(text))
    for found in (*_DIGITS.findall(sentence), *_signs(sentence)):
        if found not in written:
            return str(found)
    for match in _FIGURE.finditer(sentence):
        if _figure(match[0]) not in figures:
            return str(match[0])
    values = figures | {value for _, value in _in_words(text, _IN_NORWEGIAN | _IN_ENGLISH)}
    spelled = _IN_ENGLISH if language == "en" else _IN_NORWEGIAN
    return next((word for word, value in _in_words(sentence, spelled) if value not in values), None)


def _signs(text: str) -> list[str]:
    """Numbers that are one sign, such as "½" and "²"."""
    return [char for char in text if char.isnumeric() and not char.isdecimal()]


def _figures(text: str) -> Iterator[str]:
    return (_figure(match[0]) for match in _FIGURE.finditer(text))


def _figure(written: str) -> str:
    digits = "".join(str(unicodedata.digit(c)) if c.isdecimal() else c for c in written)
    if re.fullmatch(r"\d{1,3}(?:[ .,]\d{3})+", digits):
        return re.sub(r"\D", "", digits)
    return digits.replace(",", ".")


def _in_words(text: str, spelled: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(text):
        word = match[0].lower()
        for part in (word,) if word in spelled else word.split("-"):
            if part in spelled:
                yield match[0], spelled[part]
