"""Which words of a question carry its topic, in Bokmål, Nynorsk and English."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE = re.compile(r"[^.!?]*[.!?]+\s*|[^.!?]+$")

FUNCTION_WORDS = frozenset(
    "at av alle andre bare berre ble bli blir blitt bør både da de dei dem den denne der dere "
    "desse det dette disse du då eg ei ein eit ella eller en enn er et ett etter finnes finst "
    "folk for fordi foreslår føreslår fra frå får få gi gir gjør gjøre gjer gjere gå går ha har "
    "hadde han hos hun hva hvem hver hvilke hvilken hvilket hvis hvor hvordan hvorfor i ikke "
    "ikkje ingen ja jeg kan ka kor korleis kva kvar kven kvifor krever krev kunne la litt man "
    "med meg meiner mellom men mener mens mer meir mot må måtte når nei noe noen noko nokon nå "
    "no og om opp oss over på sa samme same seg sei seier selv sjølv si sier sin sine sitt skal "
    "skulle slags slik som synes synest så sånn til under ut utan uten ved vel vere vil ville "
    "være vært vi vår å òg også a about all also an and any are as at be been but by can could "
    "did do does for from had has have he her his how i if in is it its just many more most "
    "much my no not of on only or other our people propose proposes say says she should so some "
    "such than that the their them then there these they think thinks this those to too us want "
    "wants was we were what when where which who why will with would yes you your".split()
)
"""Words that say nothing about a topic."""

SAYING_VERBS = tuple(
    "mener mente meiner meinte sier sa seier synes synest syns tenker tenkjer tror trur svarer "
    "svarar foreslår foreslo føreslår føreslo krever krev krevde kravde ønsker ønskjer ynskjer "
    "ønsket støtter støttar støttet anbefaler anbefalte tilrår advarer åtvarar hevder hevdar "
    "uttaler uttalar skriver skriv savner saknar etterlyser ser stiller".split()
)
"""Norwegian verbs whose subject holds a view."""

AGREEING = frozenset(
    "enig enige uenig uenige samd samde usamd usamde agree agrees disagree disagrees".split()
)
"""Words that ask whether several think alike."""

_NO_TOPIC = FUNCTION_WORDS | AGREEING | frozenset(SAYING_VERBS)
_COURTESY = frozenset(
    "hei heisann hallo halla morn god takk tusen fint flott supert greit topp kjempebra bra ok "
    "okei okay hadet hade hello hi hey thanks thank thx good great nice bye goodbye cheers".split()
)
_BESIDE_COURTESY = frozenset(
    "a afternoon alt and dag day deg den det du dere er ettermiddag evening for ha help hjelp "
    "hjelpa hjelpen i igjen it its ja kveld lot mange morgen morning mye mykje nei og på skal so "
    "svar svara svaret that then the there til to var veldig vel very much you your".split()
)


def words_of(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(text)]


def content_words(text: str) -> list[str]:
    """The words that carry a topic, in lower case."""
    return [word for word in words_of(text) if word not in _NO_TOPIC]


def without_courtesy(text: str) -> str:
    """The text without sentences that greet or thank: "Hei! Hva mener …" and "… Takk!"."""
    sentences = _SENTENCE.findall(text)
    return "".join(sentence for sentence in sentences if not is_courtesy(sentence)).strip()


def is_courtesy(text: str) -> bool:
    """Whether a text greets or thanks and asks nothing: "Hei!", "Tusen takk for hjelpen"."""
    words = set(words_of(text))
    return not words.isdisjoint(_COURTESY) and words <= _COURTESY | _BESIDE_COURTESY
