"""What a question does in a conversation: stands for itself, or takes up the last one, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.catalogue import Organisation
from qa.content import AGREEING, SAYING_VERBS, content_words, words_of
from qa.names import blanked, end_of_genitive
from qa.outside import read_named


class Move(StrEnum):
    """How a question takes up the last one.

    It may stand for itself; ask the same of others ("Og NKROP?"), of all who were not asked ("Hva
    med de andre?"), or of those asked together ("Er de enige?"); ask those who were asked about
    another topic ("Hva med bolig?"); or say more of the same topic ("Og i fengsel?").
    """

    ALONE = "alone"
    OF_OTHERS = "of others"
    OF_THE_REST = "of the rest"
    OF_ALL_TOGETHER = "of all together"
    NEW_TOPIC = "new topic"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class Name:
    """A name of an organisation in a question, with its genitive's ending.

    ``organisation`` is its id, or "" for one that the catalogue does not hold.
    """

    start: int
    end: int
    word: str
    organisation: str
    genitive: bool


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


_LEAD = re.compile(
    r"\W*(?:(?:og|men|eller|enn|også|òg|bare|berre|and|but|or|also|only)\b\s*)?"
    r"(?:\b(?:(?:hva|kva) (?:med|om)|(?:what|how) about)\b)?\s*",
    re.IGNORECASE,
)
# "Bare …" and "men …" limit what was asked, "og …" and "hva med …" may leave it.
_MAY_LEAVE = re.compile(
    r"\W*(?:(?:og|and|men|but)?\s*(?:(?:hva|kva) (?:med|om)|(?:what|how) about)|og|and)\b",
    re.IGNORECASE,
)
_WHY = re.compile(r"\b(?:hvorfor|kvifor|why|hvordan|korleis|how)\b", re.IGNORECASE)
_THE_REST = re.compile(
    r"(?:(?:hva|kva|what) (?:mener|meiner|sier|seier|synes|synest|do) )?"
    r"(?:alle |all )?(?:(?:de|dei|the) (?:andre|others|other ones|rest|other organi[sz]ations)"
    r"|resten|everyone else)(?: organisasjonene| organisasjonane)?"
    r"(?: (?:da|då|then|mener|meiner|sier|seier|think|say))?",
    re.IGNORECASE,
)
_ALIKE = frozenset(
    "motsatt likt ulikt imot skiller skil forskjellig forskjellige begge alle".split()
)
_GO_ON = frozenset(
    "fortell fortel forklar forklare forklår utdyp utdype utdjup flere fleire eksempel eksempler "
    "døme videre vidare tell explain elaborate example examples further".split()
)
_VIEW = frozenset(
    "syn synet mening meining holdning haldning standpunkt forslag svar view views position stance "
    "opinion".split()
)
_ITSELF = r"\b(?:hvem|kven|hva|kva|who|what) (?:er|var|is|are) (?:the )?\0"

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
    r"|biverknad|risiko|konsekvens|følg[dje]|effekt|fordel|ulempe|årsak|grunn(?:en)?\b|unntak"
    r"|unnatak|frist|resultat|costs?\b|price|funding|rules?\b|risks?\b|effects?\b|consequences?\b"
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
    """Find the organisations that a question names, those outside the catalogue too."""
    mentions, spans = read_named(text, organisations)
    names = [Name(m.start, m.end, m.word, m.organisation.id, m.genitive) for m in mentions]
    for start, end in spans:
        after = end_of_genitive(text, end)
        names.append(Name(start, after, text[start:end], "", after > end))
    return tuple(sorted(names, key=lambda name: name.start))


def _move(masked: str, names: bool) -> tuple[Move, str]:
    """The move of a question whose names are masked, and its new topic."""
    lead = _LEAD.match(masked)
    said = masked[lead.end() if lead else 0 :].strip(" \t\n?!.,")
    words = words_of(masked)
    content = [word for word in content_words(masked) if word not in _ALIKE | _GO_ON]
    if _THE_REST.fullmatch(said) and not names:
        return Move.OF_THE_REST, ""
    if names:
        return _move_with_names(masked, said, content)
    if not content:
        return (Move.MORE if AGREEING.isdisjoint(words) else Move.OF_ALL_TOGETHER), ""
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
        if re.search(_ITSELF, masked, re.IGNORECASE) and len(topic) == len(content):
            return Move.ALONE, ""
        return (Move.MORE if _WHY.search(masked) else Move.OF_OTHERS), ""
    if said == masked.strip(" \t\n?!.,") or _CLAUSE.search(said):
        return Move.ALONE, ""
    rest = re.sub(r"^(?:\0+|\s|,|(?:og|and|om|about|i|på)\b)+", "", said)
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
        and not any(pattern.match(phrase) for pattern in (_PART,))
        and not any(pattern.search(phrase) for pattern in (_PERSONS, _ASPECTS, _CLAUSE))
        and "\0" not in phrase
    )
