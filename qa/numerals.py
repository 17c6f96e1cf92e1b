"""The numbers of a text: in digits, and in words of Bokmål, Nynorsk and English."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_DIGITS = re.compile(r"\d+")
# A number with its thousands and decimals: "10 000", "10.000", "2,5".
_FIGURE = re.compile(r"\d{1,3}(?:[ .,]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_NORWEGIAN_UNITS = {
    2: "to", 3: "tre", 4: "fire", 5: "fem", 6: "seks", 7: "sju syv", 8: "åtte", 9: "ni",
}  # fmt: skip
_NORWEGIAN_TENS = {
    20: "tjue tyve", 30: "tretti tredve", 40: "førti", 50: "femti", 60: "seksti", 70: "sytti",
    80: "åtti", 90: "nitti",
}  # fmt: skip
_ENGLISH_UNITS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine",
}  # fmt: skip
_ENGLISH_TENS = {
    20: "twenty", 30: "thirty", 40: "forty", 50: "fifty", 60: "sixty", 70: "seventy",
    80: "eighty", 90: "ninety",
}  # fmt: skip
_OTHERS = {
    "10": "ti ten", "11": "elleve eleven", "12": "tolv twelve dusin dozen",
    "13": "tretten thirteen", "14": "fjorten fourteen", "15": "femten fifteen",
    "16": "seksten sixteen", "17": "sytten seventeen", "18": "atten eighteen",
    "19": "nitten nineteen", "100": "hundre hundred", "1000": "tusen thousand",
    "million": "million millioner millionar millions mill",
    "milliard": "milliard milliarder milliardar billion billions mrd",
    "half": "halvparten halvparta halvdelen helvta halv halvt halve halvere halverer halvert "
    "halverte halvering halveringen halveringa halvera halverar half halve halved halves",
    "third": "tredjedel tredjedelen tredjedeler tredel tredelen tredjedelar thirds",
    "quarter": "fjerdedel fjerdedelen fjerdedeler fjerdedelar kvart quarter quarters",
    "fifth": "femtedel femtedelen femtedeler femtedelar fifths",
    "tenth": "tidel tidelen tideler tidelar tenths",
    "double": "dobbelt dobbel doble dobles doblet dobling dobla doblar double doubled doubling "
    "twice",
    "triple": "tredobbelt tredobbel tredoble tredobles tredobling triple tripled",
}  # fmt: skip


def _spelled() -> Iterator[tuple[str, str]]:
    """Each word that is a number, and its value or its kind."""
    for kind, words in _OTHERS.items():
        yield from ((word, kind) for word in words.split())
    for units, tens, joints in (
        (_NORWEGIAN_UNITS, _NORWEGIAN_TENS, ("",)),
        (_ENGLISH_UNITS, _ENGLISH_TENS, ("-", "")),
    ):
        for value, unit_words in units.items():
            yield from ((word, str(value)) for word in unit_words.split())
        for ten, ten_words in tens.items():
            for ten_word in ten_words.split():
                yield ten_word, str(ten)
                for value, unit_words in units.items():
                    for unit in unit_words.split():
                        yield from ((ten_word + j + unit, str(ten + value)) for j in joints)


_SPELLED: dict[str, str] = dict(_spelled())


def first_foreign_number(sentence: str, text: str) -> str | None:
    """The first number of a sentence that is not in a text, as it is written, or ``None``.

    A number in digits must stand in the text in the same digits; one in words may stand there in
    digits or in another language. "En" and "one" are articles more often than numbers and are
    passed over.
    """
    written = set(_DIGITS.findall(text)) | set(_signs(text))
    figures = set(_figures(text))
    for found in (*_DIGITS.findall(sentence), *_signs(sentence)):
        if found not in written:
            return str(found)
    for match in _FIGURE.finditer(sentence):
        if _figure(match[0]) not in figures:
            return str(match[0])
    values = figures | {value for _, value in _in_words(text)}
    return next((word for word, value in _in_words(sentence) if value not in values), None)


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


def _in_words(text: str) -> Iterator[tuple[str, str]]:
    for match in _WORD.finditer(text):
        word = match[0].lower()
        for part in (word,) if word in _SPELLED else word.split("-"):
            if part in _SPELLED:
                yield match[0], _SPELLED[part]
