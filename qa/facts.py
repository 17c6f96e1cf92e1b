"""Facts in a sentence: numbers, dates, lengths of time, amounts of money and names.

Each pattern finds one kind, in Bokmål, Nynorsk and English. Printed numbers that count nothing
(years, paragraphs of laws, numbers of documents) are no numbers here.
"""

from __future__ import annotations

import re

_TENS = "tjue|tretti|førti|femti|seksti|sytti|åtti|nitti"
_ONES = "tre|fire|fem|seks|sju|syv|åtte|ni"
_WORD = (
    rf"(?:null|{_ONES}|ti|elleve|tolv|tretten|fjorten|femten|seksten|sytten|atten|nitten"
    rf"|(?:{_TENS})(?:e[nit]n?|to|{_ONES})?|hundre|tusen|dusin|millione?r?|millionar|milliard\w*"
    r"|zero|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    r"|hundreds?|thousands?|millions?|billions?|dozens?)"
)
# "To" is two in Norwegian and a preposition in English.
_TWO = (
    r"(?:(?<=de )|(?<=alle )|(?<=minst )|(?<=etter )|(?<=innen )|(?<=rundt )|(?<=hver )"
    r"|(?<=siste )|(?<=første )|(?<=neste ))to\b"
    r"|\bto(?= (?:av|tredje\w*|år|dag|uke|veke|måne|gang|time|døgn|million|prosent))"
)
_DIGITS = r"\d{1,3}(?:[ .\u00a0]\d{3})+|\d+(?:[.,]\d+)?"
_COUNT = rf"(?:{_DIGITS}|\b{_WORD}\b|{_TWO})"
_YEAR = r"(?:19|20)\d\d"
_MONTH = (
    r"(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember"
    r"|January|February|March|April|June|July|October|December)"
)
_UNIT = (
    r"(?:sekund|minutt|time|døgn|dag|uke|veke|måned|månad|år\b|års|second|minute|hour|day|week"
    r"|month|year)"
)

NUMBER = re.compile(
    rf"(?<![\w§:/.,-])(?<!§ )(?<!Dok\. )(?!{_YEAR}(?![\d ]*\d))(?:{_DIGITS})(?![\w:/]|\.\d)"
    rf"|(?<![\w-])(?:{_WORD})(?![\w-])|{_TWO}"
    r"|\b(?:halvparten|halvdelen|flertallet|fleirtalet|mindretallet|mindretalet|dei? fleste"
    r"|(?:tre|fjerde|femte|ti)?del(?:en)? av|(?:en|ein|to) tre(?:dje)?del\w*|\w*prosent\w*|promille"
    r"|dobbelt|dobl\w+|halver\w+|half|majority|minority|a third|a quarter|per ?cent)\b|[%‰]",
    re.IGNORECASE,
)
DURATION = re.compile(
    rf"(?<!\w)(?:{_COUNT}|et|eit|ett|én|en|ein|ei|noen|få|nokre|a|an|one|few|several|flere|fleire)"
    rf"(?:\s*[-–]\s*(?:{_DIGITS}))?[\s-]?(?:til\s\w+\s)?{_UNIT}\w*"
    r"|\b(?:hvert|kvart|hver|kvar|every|each|per) (?:\w+ )?(?:år|måned|månad|uke|veke|dag|døgn|year"
    r"|month|week|day|quarter)\b"
    r"|\b(?:(?:halv)?årlige?|(?:halv)?årleg|månedlige?|månadleg|ukentlige?|daglige?|dagleg"
    r"|kvartalsvis\w*|annual\w*|monthly|weekly|daily|quarterly)\b"
    r"|\b(?:så (?:raskt|snart|fort|snøgt) som (?:mulig|mogleg)|straks|umiddelbart?|umiddelbare"
    r"|omgående|øyeblikkelig|uten (?:ventetid|opphold)|utan ventetid|sømløs\w*|immediate\w*"
    r"|without delay|as soon as possible)\b",
    re.IGNORECASE,
)
DATE = re.compile(
    rf"(?<![\w:/-])(?<!NOU ){_YEAR}(?:-(?:tallet|talet|åra|årene))?(?![\w:]|[.,]\d)"
    rf"|\b(?:\d{{1,2}}\.\s?)?{_MONTH}\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}\b"
    r"|\bi (?:fjor|år)\b|\b(?:neste|siste|forrige|førre|last|next|this) (?:år|year|måned|month)\b"
    rf"|\b(?:innen|innan|etter|før|within|after|before) (?:\w+ )?{_COUNT} {_UNIT}\w*"
)
MONEY = re.compile(
    rf"{_COUNT}(?:\s(?:hundre|tusen|thousand|million\w*|milliard\w*|billion|mill\.?|mrd\.?))*"
    r"\s(?:kroner|kronar|kr|NOK|euro|dollar\w*|pounds)\b"
    r"|(?<!\w)(?:kr\.?|NOK|[$£€])\s?\d[\d .]*|\d\s?(?:mrd|mill)\b"
    r"|\b(?:hundre|tusen|million\w*|milliard\w*) (?:av )?(?:norske )?(?:kroner|kronar)\b"
    r"|\b(?:gratis|kostnadsfri\w*|vederlagsfri\w*|free of charge)\b",
    re.IGNORECASE,
)
# A capital letter inside the sentence, an acronym, or a law.
NAME = re.compile(
    r"(?<=[\w,;)»\"'’] )(?!(?:De|Deres|Dem|I|Vi|Du)\b)[«\"]?[A-ZÆØÅÄÖ][\w’-]+"
    r"(?: (?:(?:for|of) )?[A-ZÆØÅÄÖ][\w’-]+)*"
    r"|(?<![\w-])[A-ZÆØÅÄÖ]{2,}[\w-]*|«[A-ZÆØÅÄÖ][^«»]{1,60}»"
    r"|\b\w{4,}loven?s?\b|§\s?\d+|\bNOU\s\d{4}"
)
