"""What a question does in a conversation: stands for itself, or takes up the last one, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue import Organisation
from qa.content import AGREEING, SAYING_VERBS, content_words, words_of
from qa.names import Role, blanked, end_of_genitive
from qa.outside import read_named


class Move(StrEnum):
    """How a question takes up the last one.

    It may stand for itself; ask the same of others ("Og NKROP?"), of all who were not asked ("Hva
    med de andre?"), of all ("Alle"), or of several together ("Er de enige?", "Hvem er imot?"); ask
    those who were asked about another topic ("Hva med bolig?"); or say more of the same topic ("Og
    i fengsel?").
    """

    ALONE = "alone"
    OF_OTHERS = "of others"
    OF_THE_REST = "of the rest"
    OF_ALL = "of all"
    OF_ALL_TOGETHER = "of all together"
    NEW_TOPIC = "new topic"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an organisation that a question asks or leaves out, with its genitive's ending.

    ``organisation`` is its id, or "" for one that the catalogue does not hold.
    """

    start: int
    end: int
    word: str
    organisation: str
    genitive: bool
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A question as it stands in a conversation.

    Attributes:
        text: What was typed.
        move: How it takes up the last one.
        names: Organisations that it names, in its order.
        topic: The new topic, as it is typed; "" unless it asks about one.
    """

    text: str
    move: Move
    names: tuple[Name, ...]
    topic: str = ""


_INTERJECTION = r"\W*(?:(?:ok|okay|okei|ja|jo|nei|greit|fint|yes|no|well|fine)\b\W*)?"
_LEAD = re.compile(
    rf"{_INTERJECTION}(?:(?:og|men|eller|enn|også|òg|bare|berre|and|but|or|also|only)\b\s*)?"
    r"(?:\b(?:(?:hva|kva) (?:med|om)|(?:what|how) about|om|about)\b)?\s*",
    re.IGNORECASE,
)
# "Bare …" and "men …" limit what was asked, "og …" and "hva med …" may leave it.
_MAY_LEAVE = re.compile(
    rf"{_INTERJECTION}(?:(?:og|and|men|but)?\s*(?:(?:hva|kva) (?:med|om)|(?:what|how) about)"
    r"|og|and|om|about)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:hvorfor|kvifor|why|hvordan|korleis|how)\b", re.IGNORECASE)
_SAYING = "|".join(SAYING_VERBS)
_ASKED_OF = rf"(?:(?:hva|kva|what) (?:{_SAYING}|do) )?"
_ORGANISATIONS = r"(?: (?:organisasjonene|organisasjonane|organi[sz]ations))?"
_THEN = rf"(?: (?:da|då|then|{_SAYING}|think|say))?"
_THE_REST = re.compile(
    rf"{_ASKED_OF}(?:alle |all )?(?:(?:de|dei|the) (?:andre|others?|other ones|rest)"
    rf"|resten|everyone else){_ORGANISATIONS}{_THEN}"
    rf"|(?:hvem|kven|who) (?:andre|ellers|elles|else)(?: (?:{_SAYING}|vil|thinks|says|wants))?"
    r"(?: (?:det|dette|det samme|so|that|this))?",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    rf"{_ASKED_OF}(?:alle|everyone|everybody|all)(?: (?:sammen|saman|of them))?"
    rf"{_ORGANISATIONS}{_THEN}",
    re.IGNORECASE,
)
# "Hvem er imot?", and not "hvem er de?".
_WHO_THINKS = re.compile(
    r"(?:hvem|kven|who)\b(?! (?:er|var|is|are) (?:de|dei|det|they|it)\b)", re.IGNORECASE
)
# Beside these a follow-up has no topic of its own.
_STANCE = frozenset(
    "motsatt likt ulikt imot skiller skil forskjellig forskjellige begge alle mest minst positiv "
    "positive negativ negative skeptisk skeptiske kritisk kritiske tilhenger tilhengere motstander "
    "motstandere support supports oppose opposes against favour favor positive sceptical skeptical "
    "critical".split()
)
_GO_ON = frozenset(
    "fortell fortel forklar forklare forklår utdyp utdype utdjup flere fleire eksempel eksempler "
    "døme gjelder gjeld applies apply videre vidare tell explain elaborate example examples "
    "further".split()
)
_VIEW = frozenset(
    "syn synet mening meining holdning haldning standpunkt forslag svar view views position stance "
    "opinion sitat sitatet quote quotation".split()
)
# "Kven er NKROP til for?" asks after the organisation itself; its name is masked.
_ITSELF = re.compile(
    r"\b(?:hvem|kven|hva|kva|who|what) (?:er|var|is|are) (?:the )?\0", re.IGNORECASE
)

# These point back at what was asked; "det" may as well stand for nothing ("er det riktig at …").
_POINTS_BACK = frozenset(
    "de dei dem den der denne dette disse desse slik slike sånn sånne sånt da då they them there "
    "this these those then such".split()
)
_MAY_POINT_BACK = frozenset("det it that".split())
_MOST_CONTENT, _MOST_CONTENT_IF_UNSURE = 3, 1

_ASKS_THEM = re.compile(
    rf"\b(?:(?:{'|'.join(SAYING_VERBS)}|vil) (?:de|dei)|(?:do|does) they \w+)\b.*?"
    r"\b(?:om|about|on)\s+(?P<topic>.+)",
    re.IGNORECASE,
)
_LONGEST_TOPIC = 6
# What begins like this, or says one of these, is no topic of its own but a part of the last one.
_PART = re.compile(
    r"(?:i|på|for|under|etter|blant|hos|med|ved|mot|til|av|utenfor|innenfor|in|at|with|among|after"
    r"|during|under|de|dei|den|det|denne|disse|the ones|those|this|that|they|hvis|dersom|viss|når"
    r"|if|when)\b",
    re.IGNORECASE,
)
_PERSONS = re.compile(
    r"\b(?:ung|unge|unger|ungene|ungane|ungdom\w*|barn|barna|born|borna|kvinner?|kvinnene|menn"
    r"|mennene|gravide|eldre|gamle|voksne|vaksne|foreldre\w*|pårørende|pårørande|mødre\w*|fedre\w*"
    r"|familie\w*|søsken|innsatte|innsette|syke|sjuke|hjemløse|heimlause|fattige|mindreårige"
    r"|ansatte|tilsette|\w*(?:brukere|brukerne|brukarar|brukarane|pasienter?|pasientene|pasientar"
    r"|pasientane|avhengige|fanger|fangene|fangar|fangane|åringer|åringar|innvandrere|innvandrarar"
    r"|studenter|studentar|elever|elevar)|young|youth|youths|teenagers|children|kids|women|men"
    r"|prisoners|inmates|patients|users|parents|relatives|famil(?:y|ies)|minors|immigrants"
    r"|students|pregnant|elderly|homeless|mothers|fathers)\b",
    re.IGNORECASE,
)
_ASPECTS = re.compile(
    r"\b(?:kostnad|utgift|pris(?:en|er)|finansiering|peng|ansvar(?:et)?\b|regl[ae]|regel|bivirkning"
    r"|biverknad|risiko|konsekvens|følg[dje]|effekt|fordel|ulempe|årsak|grunn(?:en)?\b"
    r"|begrunnels|grunngjeving|argument|unntak|unnatak|frist|resultat|costs?\b|price|funding|rules?\b|risks?\b|effects?\b|consequences?\b"
    r"|benefits?\b|drawback|reasons?\b|exceptions?\b|deadline|results?\b)",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\b(?:er|var|har|vil|skal|kan|må|bør|får|gjør|gjer|som|at|hva|kva|hvem|kven|hvor|kor|hvordan"
    r"|korleis|hvilke\w?|is|are|was|has|will|can|must|should|do|does|who|that|which|what|how)\b",
    re.IGNORECASE,
)


def read_turn(text: str, organisations: Sequence[Organisation]) -> Turn:
    """Read a question of a conversation, as it stands after another one."""
    names = read_names(text, organisations)
    masked = blanked(text, ((name.start, name.end) for name in names), "\0")
    move, topic = _move(masked, bool(names))
    return Turn(text, move, names, topic)


def read_names(text: str, organisations: Sequence[Organisation]) -> tuple[Name, ...]:
    """Find the organisations that a question asks, those outside the catalogue too."""
    mentions, spans = read_named(text, organisations)
    names = [
        Name(m.start, m.end, m.word, m.organisation.id, m.genitive, m.role is Role.LEFT_OUT)
        for m in mentions
        if m.role is not Role.TOPIC
    ]
    for start, end in spans:
        after = end_of_genitive(text, end)
        names.append(Name(start, after, text[start:end], "", after > end))
    return tuple(sorted(names, key=lambda name: name.start))


def _move(masked: str, names: bool) -> tuple[Move, str]:
    """The move of a question whose names are masked, and its new topic."""
    lead = _LEAD.match(masked)
    said = masked[lead.end() if lead else 0 :].strip(" \t\n?!.,")
    words = words_of(masked)
    content = [word for word in content_words(masked) if word not in _STANCE | _GO_ON]
    if names:
        return _move_with_names(masked, said, content)
    if _THE_REST.fullmatch(said):
        return Move.OF_THE_REST, ""
    if _EVERYONE.fullmatch(said):
        return Move.OF_ALL, ""
    if not content:
        together = not AGREEING.isdisjoint(words) or _WHO_THINKS.match(said)
        return (Move.OF_ALL_TOGETHER if together else Move.MORE), ""
    if all(_ASPECTS.match(word) for word in content):
        return Move.MORE, ""
    asks_them = _ASKS_THEM.search(masked)
    if asks_them and _is_topic(asks_them["topic"].strip(" ?!.")):
        return Move.NEW_TOPIC, asks_them["topic"].strip(" ?!.")
    if lead and lead[0].strip():
        topic = re.sub(r"\s+(?:da|då|then)$", "", said)
        leaves = _MAY_LEAVE.match(masked) and _is_topic(topic)
        return (Move.NEW_TOPIC, topic) if leaves else (Move.MORE, "")
    return (Move.MORE if _points_back(words, len(content)) else Move.ALONE), ""


def _move_with_names(masked: str, said: str, content: Sequence[str]) -> tuple[Move, str]:
    """The move of a question that names organisations."""
    topic = [word for word in content if word not in _VIEW]
    if not topic:
        if _ITSELF.search(masked) and not content:
            return Move.ALONE, ""
        return (Move.MORE if _WHY.search(masked) else Move.OF_OTHERS), ""
    if said == masked.strip(" \t\n?!.,") or _CLAUSE.search(said):
        return Move.ALONE, ""
    rest = re.sub(r"^(?:\0+|\s|,|(?:og|and|om|about|i|på|da|då|then)\b)+", "", said)
    return (Move.NEW_TOPIC, rest) if _is_topic(rest) else (Move.MORE, "")


def _points_back(words: Sequence[str], content: int) -> bool:
    if not _POINTS_BACK.isdisjoint(words):
        return content <= _MOST_CONTENT
    return not _MAY_POINT_BACK.isdisjoint(words) and content <= _MOST_CONTENT_IF_UNSURE


def _is_topic(phrase: str) -> bool:
    """Whether a phrase names a topic, and neither a group, a place nor an aspect of the last."""
    return (
        bool(content_words(phrase))
        and len(phrase.split()) <= _LONGEST_TOPIC
        and not _PART.match(phrase)
        and not any(pattern.search(phrase) for pattern in (_PERSONS, _ASPECTS, _CLAUSE))
        and "\0" not in phrase
    )
