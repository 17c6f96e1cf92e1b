"""What kind of answer a question asks for, and which sentences hold a fact of that kind.

A question is read by its question word ("hvor mange", "innen hvilken frist"), so that one that
merely has such a word ("hvor viktig", "når noen tar overdose, hva …") asks for no fact.
"""

from __future__ import annotations

import re
from enum import StrEnum

from qa.content import SAYING_VERBS
from qa.facts import DATE, DURATION, MONEY, NAME, NUMBER


class Sought(StrEnum):
    """What kind of answer is asked for.

    A position is what somebody thinks of something, and a list several such things. The others are
    facts: a number or share, a point in time, a length of time (a deadline and how often, too), an
    amount of money, and a name.
    """

    POSITION = "position"
    LIST = "list"
    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    MONEY = "money"
    NAME = "name"

    @property
    def is_fact(self) -> bool:
        """Whether it is a fact, neither a position nor a list."""
        return self not in {Sought.POSITION, Sought.LIST}


_SOME = r"alle|all|noen|nokre|some|to|tre|fire|fem|ti|two|three|four|five|ten|\d+"
# "Hvilke tiltak …", "hva krever X …", "hva vil X gjøre med …" ask for several things.
_LIST = re.compile(
    r"\b(?:hvilke|hva slags|kva(?: for| slags)?|what|which)\s+(?:\w+\s+){0,2}?"
    r"(?:tiltak\w*|forslag\w*|framlegg\w*|krav\w*"
    r"|virkemid\w*|verkemid\w*|løsning\w*|løysing\w*|grep\w*|prinsipp\w*|mål\w*|oppgave\w*"
    r"|oppgåve\w*|measures|proposals|demands|solutions|goals|principles)\b"
    r"|\b(?:hva|kva|what)\b.{0,40}\b(?:foreslår|føreslår|krever|krev|ber|gjøres?|gjeres?t?"
    r"|propose[sd]?|demands?|(?<!will )do (?:about|against|for|to|with)|be done|asking for)\b"
    r"|\b(?:hva|kva) (?:er|var) (?:\w+ ){0,2}?(?:forslagene|framlegga|tiltakene|tiltaka|kravene"
    r"|krava)\b"
    r"|\b(?:hva|kva) vil (?:[\w-]+ ){1,3}(?:med|gi|gje|ha)\b"
    r"|\b(?:hva|kva) vil (?:[\w-]+ ){0,3}[\w-]+\s*\?*$"
    r"|\b(?:hva|kva) (?:skal|bør|må) (?:skje|til)\b"
    r"|\b(?:liste? opp|liste over|ramse? opp)\b"
    rf"|\b(?:nevn|nemn|list|name) (?:de|dei|the|{_SOME})\b"
    rf"|\b(?:gi|gje|vis|give|show) (?:meg|oss|me|us) (?:{_SOME})\b"
    r"|\balle? (?:the |dei? )?(?:forslag\w*|framlegg\w*|tiltak\w*|krav\w*|proposals|measures)\b",
    re.IGNORECASE,
)

_HOW = r"(?:hvor|kor|how)"
# How many of those asked hold a view is for them to say: no text has that number.
_WHO_HOLD_A_VIEW = (
    r"\s+(?:av\s+(?:dem|dei)|of\s+(?:them|the\s+organi[sz]ations)|(?:av\s+)?organisasjon\w*"
    rf"|organi[sz]ations)\s+(?:{'|'.join(SAYING_VERBS)}|vil|ville|går|nevner|nemner|want|support"
    r"|oppose|think|say|propose|agree|(?:er|are)\s+(?:for|mot|imot|against|in\s+favou?r|u?enige?"
    r"|u?samde|positive|negative|skeptiske))\b"
)
_MAIN = r"(?:^|[.?!,:;–—-]\s*|\b(?:og|men|and|but)\s+)"
_UNITS = (
    r"(?:sekund\w*|minutt\w*|time[rn]?|timar|døgn|dag(?:er|ar)|uker|veker|måneder|månader|år"
    r"|seconds|minutes|hours|days|weeks|months|years)"
)
_FINITE = (
    r"(?:er|var|blir|ble|blei|vart|kom|kommer|kjem|skal|skulle|bør|burde|må|måtte|kan|kunne|vil"
    r"|ville|har|hadde|får|fikk|fekk|start[ae]r?|startet|begynner|begynte|skjer|skjedde|gikk|gjekk"
    r"|går|døde|trer|trådte|åpne[rt]|opna\w*|skrev|vedtok|foreslo|føreslo|kreve[rt]|la|sluttet)"
)
# Whose work something is; "hvem mener …" and "hvem støtter …" ask for organisations instead.
_MADE_BY = (
    r"(?:leder|leier|leda|ledet|leia|leidde|styrer|styrte|skrev|skreiv|oppnevnte|oppnemnde|nedsatte"
    r"|står bak|sto bak|stod bak|har (?:skrevet|skrive|laget|laga|utviklet|utvikla|gjort)|laget"
    r"|utviklet|er (?:leder|leiar|minister|statsråd|forfatter\w*|forfattar\w*)|leads?|led|wrote"
    r"|chairs?|chaired|appointed|is behind|was behind|is the (?:leader|head|author|minister))"
)
_NAMED_THINGS = (
    r"(?:lov(?:er|ar)?|paragraf\w*|forskrift\w*|utvalg|utval|komit[eé]|kommisjon\w*|direktorat"
    r"|departement|by(?:er|ar)?|kommun(?:e|er|ar)|fylker?|land|program|prosjekt|rapport(?:er|ar)?"
    r"|utredning\w*|utgreiing\w*|konvensjon\w*|minister|statsråd|forskningsmiljø\w*"
    r"|forskingsmiljø\w*|institusjon(?:er|ar)?|sykehus|sjukehus|universitet|register|laws?|acts?|committees?"
    r"|cit(?:y|ies)|towns?|countr(?:y|ies)"
    r"|reports?|programmes?|projects?|ministry|hospitals?|universit(?:y|ies)|institutions?)"
)

# The first that is met in a question tells what is asked for.
_FACTS = {
    Sought.MONEY: re.compile(
        rf"\b{_HOW} (?:mye|mykje|much)\b.{{0,60}}"
        r"\b(?:kost\w*|betal\w*|bevilg\w*|løyv\w*|cost|pay)\b"
        r"|\b(?:hva|kva|what)\s(?:\w+\s){0,3}?(?:koster|kostar|kostet|kosta|cost|costs)\b"
        rf"|\b{_HOW} (?:mye|mykje|much) (?:penger|pengar|money)\b|\b{_HOW} (?:dyrt?|expensive)\b"
        rf"|\b{_HOW} (?:mange|many) (?:kroner|millioner|millionar|milliarder|milliardar)\b"
        rf"|\b{_HOW} stor[et]? (?:midler|midlar|beløp|bøter|kostnad\w*|utgift\w*|bevilgning\w*)\b"
        r"|\b(?:hva|kva|what)\b.{0,20}"
        r"\b(?:pris(?:en|lapp\w*)?|kostnad\w*|summen|beløpet|price|cost)\b"
        r"|\b(?:hvilke[nt]|kva|what|which) (?:beløp|sum|pris|amount of money)\b",
        re.IGNORECASE,
    ),
    Sought.DURATION: re.compile(
        rf"\b{_HOW} (?:lenge|raskt|fort|snart|snøgt|kjapt|ofte|lang|long|fast|quickly|soon|often)\b"
        rf"|\b{_HOW} (?:mange|many) {_UNITS}\b|\b(?:innen|innan) når\b"
        r"|\b(?:hvilken|kva(?: for ein)?|what|which) (?:tids|behandlings)?"
        r"(?:frist|tidsrom|deadline|time limit)\b"
        r"|\b(?:hva|kva|what) (?:er|var|is|was) (?:the )?(?:\w+ )?"
        r"(?:frist(?:en)?|ventetid(?:en|a)?|deadline|time limit)\b",
        re.IGNORECASE,
    ),
    Sought.NUMBER: re.compile(
        rf"\b{_HOW}\s?(?:mange|få|many|few)\b(?!{_WHO_HOLD_A_VIEW})"
        rf"|\b{_HOW} (?:mye|mykje|much) (?!(?:betyr|bryr|vekt|ansvar|makt|tillit|mener|meiner|tror"
        r"|trur|vet|veit|bestemme\w*|weight|power|responsibility|does|do)\b)"
        rf"|\b{_HOW} (?:stor[et]?|høye?|låge?|lavt?|large|high|low|big) (?:en |ein |a |an )?"
        r"(?:andel\w*|del(?:en)?|prosent\w*|økning\w*|auke|reduksjon\w*|er|var|is|was|share"
        r"|proportion|percentage)\b"
        rf"|\b{_HOW} (?:gammel|gamal|gamle|old) (?:er|var|bør|må|skal|is|are)\b"
        r"|\b(?:hvilken|kva|what|which) (?:(?:nedre|øvre|lower|upper) )?(?:grense|mengde|limit"
        r"|quantity|andel|del|prosentandel|prosent|share|proportion"
        r"|percentage|fraction|number)\b"
        r"|\b(?:hva|kva|what) (?:er|var|is|was) (?:the )?(?:antall\w*|talet|tallet|andelen|number"
        r"|share|percentage|aldersgrensen?|aldersgrensa|age limit)\b",
        re.IGNORECASE,
    ),
    Sought.DATE: re.compile(
        rf"{_MAIN}når {_FINITE}\b"
        rf"|{_MAIN}when (?:did|was|were|is|are|will|does|do|has|have|can|should|must)\b"
        r"|\b(?:hvilke[nt]?|kva(?: for eit)?|what|which) (?:år|dato|måned|månad|dag|årstall|årstal"
        r"|year|date|month|day)\b|\b(?:siden|sidan|til|fra|frå|since|by) (?:når|when)\b"
        r"|\b(?:hva|kva|what) (?:er|var|is|was) (?:the )?(?:datoen|date)\b",
        re.IGNORECASE,
    ),
    Sought.NAME: re.compile(
        r"\b(?:hva|kva) (?:heter|heiter|het|heitte|kalles|kallast|kalte)\b"
        r"|\b(?:hva|kva|what)\b.{0,50}\b(?:heter|heiter|kalles|kalt|kalla|called)\b"
        r"|\b(?:hva|kva|what) (?:er|is|are) (?:the )?(?:navnet|namnet|names?)\b"
        rf"|\b(?:hvilke[nt]?|kva(?: for)?|what|which) (?:\w+ )?{_NAMED_THINGS}\b"
        rf"|\b(?:hvem|kven|who) {_MADE_BY}\b|\bwhat's the name\b",
        re.IGNORECASE,
    ),
}
_HELD = {
    Sought.NUMBER: NUMBER,
    Sought.DATE: DATE,
    Sought.DURATION: DURATION,
    Sought.MONEY: MONEY,
    Sought.NAME: NAME,
}

_WANTING = re.compile(
    r"\b(?:vil|ville|bør|burde|skal|skulle|må|måtte|mener|meiner|mente|meinte|foreslå\w*|føreslå\w*"
    r"|foreslo|føreslo|krev\w*|ønsk\w+|ynskj\w+|støtt\w+|ber|går\b.{0,40}\binn for|anbefal\w+"
    r"|tilrå\w*|synes|synest|forslag\w*|framlegg\w*|tiltak\w*|krav\w*|syn|synet|holdning\w*"
    r"|haldning\w*|standpunkt|stilling|u?enige?|u?samde?|imot|skeptisk\w*|positive?"
    r"|(?:er|are|is) [\w-]+ for|should|shall|must"
    r"|wants?|think|propos\w+|demands?|supports?|recommend\w*|favou?rs?|opposes?|agree|views?"
    r"|opinions?|stance|in favou?r|position|asking for)\b",
    re.IGNORECASE,
)
_TELLING = re.compile(
    r"\b(?:hvorfor|kvifor|why|(?:hva|kva) (?:er|var|har|skjedde|betyr|tyder)"
    r"|what (?:is|are|was|has)"
    r"|(?:hvordan|korleis) (?:er|var|har|gikk|gjekk|virker|verkar|fungerer)|how (?:is|was|has|did)"
    r"|(?:hvem|kven) (?:er|var)|who (?:is|are|was)|erfaring\w*|experience\w*"
    rf"|{_HOW} (?!viktig|important)\w+ (?:er|var|is|are|was|were))\b",
    re.IGNORECASE,
)

_GRANTED = re.compile(
    r"\b(?:hvorfor|kvifor|why|stemmer|(?:er|var) det (?:sant|riktig|rett|slik)"
    r"|is it (?:true|right|correct)|(?:hva|kva) er (?:grunnen|årsaken|årsaka|begrunnelsen"
    r"|grunngjevinga)|hvilken (?:grunn|begrunnelse)|(?:hvordan|korleis) kan|what is the reason)\b",
    re.IGNORECASE,
)


def read_sought(question: str) -> Sought:
    """Read what kind of answer a question asks for."""
    for sought, pattern in _FACTS.items():
        if pattern.search(question):
            return sought
    return Sought.LIST if _LIST.search(question) else Sought.POSITION


def holds_fact(sought: Sought, sentence: str) -> bool:
    """Whether a sentence holds a fact of the kind sought; False where no fact is sought."""
    return bool(fact_spans(sought, sentence))


def fact_spans(sought: Sought, sentence: str) -> tuple[tuple[int, int], ...]:
    """Where a sentence holds facts of the kind sought, in order; () where no fact is sought."""
    pattern = _HELD.get(sought)
    return tuple(match.span() for match in pattern.finditer(sentence)) if pattern else ()


def wants_proposals(question: str) -> bool:
    """Whether a question asks what somebody proposes, thinks or wants.

    Most do, and a bare topic does; one that asks for a fact or for background does not, unless it
    also has a word of wanting ("hvor mange plasser vil FO ha?").
    """
    if _WANTING.search(question):
        return True
    is_fact = any(pattern.search(question) for pattern in _FACTS.values())
    return not is_fact and not _TELLING.search(question)


def takes_for_granted(question: str) -> bool:
    """Whether a question asks after the reason of something, or for its confirmation.

    Such a question supposes that something is so, which the documents may not say.
    """
    return _GRANTED.search(question) is not None
