"""The words that the rules of strength share, and the short notation that they are written in.

A phrase is a regular expression over words with one space between them. In it ``~3`` stands for up
to three words, ``=3`` for up to three that are no "must" or "should", and a word in capitals for
one of the lists below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

ANOTHER = "◇"
"""What stands for the name of an organisation that does not publish the document."""

_LISTS = {
    # The organisation that publishes the document; its names are replaced by "vi" beforehand.
    "OWN": r"vi|me|oss|forslagsstill\w+|\w*(?:foreningen|foren?inga|foreininga|forening|forbundet"
    r"|forbund|organisasjonen|organisasjon|partiet|samskipnaden|nettverket|stiftelsen|stiftinga"
    r"|bevegelsen|rørsla|fellesskapet|alliansen)",
    # Who decides, proposes and finds in public life.
    "BODY": rf"{ANOTHER}|(?:\w+-)?\w*regjering(?:en|a|i)?|\w*departementet|\w*direktoratet"
    r"|storting(?:et)?|\w*utvalget|\w*utvalet|\w*kommisjonen|\w*flertall(?:et)?"
    r"|\w*fleirtal(?:et)?|\w*mindretall?(?:et)?|komité?en|komiteen|riksrevisjonen|fhi|ssb|who|fn"
    r"|eu|ks|oecd|emcdda|verdens helseorganisasjon|\w*helseforetakene|\w*myndighetene"
    r"|styresmaktene|\w*instans(?:ene|ane|ar)|fns \w+|eus \w+|\w*panelet|\w*tilsynet|\w*ombudet"
    r"|\w*instituttet|medlemsland\w*|medlemsstat\w*|fagmiljø\w*|\w*direktøren|rådmannen"
    r"|arbeidsgrupp(?:en|a)|ekspertgrupp(?:en|a)|\w*sentralbyrå|\w*ministeren|statsråden"
    r"|kommunestyret|fylkestinget|høyesterett|høgsterett|domstolen\w*",
    # Who else is told to hold something.
    "PEOPLE": r"\w*forsker(?:e|ne)|\w*forskar\w*|ekspert\w*|\w*forskningsmiljø\w*|kritik[ae]r\w*"
    r"|motstand[ae]r\w*|tilheng[ae]r\w*|mange|noen|nokon|nokre|enkelte|andre|^flere|^fleire",
    # What these do.
    "SAYS": r"mener|meiner|mente|meinte|sier|seier|sa|sagt|uttal(?:er|te|t)|hevdar?|hevder|hevdet"
    r"|skriver|skriv|skrev|peker|peikar|pekte|peika|påpekt|påpekte|understreket|foreslår|føreslår"
    r"|foreslo|føreslo|foreslått|føreslått|anbefal(?:er|te|t)|tilrår|tilrådde|tilrådd"
    r"|konkluder(?:er|te|t)|slår fast|slo fast|slått fast|lovet|lova|lovte|lovde|lover|varsl(?:er"
    r"|ar|et|a)|vedtok|vedtatt|vedteke|besluttet|inn for|stemte|i oppdrag|gjentok|betegne[rt]"
    r"|kalte|beskriver|beskrev|advar(?:er|te|t)|åtvara?r?|ønsket|ønskte|krevde|støttet|støtta"
    r"|avviste|kritiser(?:er|te|t)|fant|fann|finner ◦|funnet|funne|kaller|kallar|innførte|innført"
    r"|la fr[ae]m|lagt fr[ae]m|nedsatte|fastsatte|påla|fremmet|bestemte|etterlyser|etterlyste"
    r"|anslår|skeptisk\w*|uroa|bekymret|antar|antok|tror|trur|trodde|forventer|venter|ventar"
    r"|frykter|fryktar|rår til|er delt",
    # Where findings come from.
    "SOURCE": r"\w*forskning\w*|\w*forsking\w*|\w*studie\w*|\w*studia|\w*rapport\w*"
    r"|\w*undersøkels\w*|\w*undersøking\w*|\w*kartlegging\w*|\w*evaluering\w*|\w*beregning\w*"
    r"|\w*berekning\w*|\w*statistikk\w*|tall|tal|tala|\w*funn\w*|\w*erfaring\w*|\w*måling\w*"
    r"|\w*analyse\w*|\w*anslag\w*|regnestykket",
    # Papers with a will of their own.
    "PAPER": r"\w*(?:notatet|erklæring(?:en|a)|melding(?:en|a)|plattform(?:en|a)|planen|strategien"
    r"|utredningen|utgreiinga|proposisjonen|innstilling(?:en|a)|konvensjonen|veilederen|rapporten"
    r"|lovforslaget|retningslinjen|retningslinjene)",
    "NOT": r"ikke|ikkje|aldri",
    "LAW": r"gjeldende rett|gjeldande rett|lov|loven|lova|\w+loven|\w+lova|forskrift\w*"
    r"|regelverk\w*|§",
}
_GAP = re.compile(r" ?([~=])(\d)")
_WORD = {"~": r"\S+", "=": r"(?!(?:må|skal|bør|burde)\b)\S+"}
_LIST = re.compile(rf"\b(?:{'|'.join(_LISTS)})\b")


def any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Compile phrases in the notation above; the pattern finds any of them, upper or lower case."""
    joined = _GAP.sub(lambda gap: f"(?: {_WORD[gap[1]]}){{0,{gap[2]}}}?", "|".join(phrases))
    joined = _LIST.sub(lambda name: f"(?:{_LISTS[name[0]]})", joined)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)", re.IGNORECASE)
