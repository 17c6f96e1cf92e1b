"""What a note says of itself, one table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from embeddings.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingWording:
    """What a note says around the answers; ``{name}`` is filled in with ``str.format``.

    Attributes:
        title: Its title.
        silent: Heading above who is silent.
        summary_left_out: Said above an answer that had a summary by a chat model.
        method: Heading of the part that says how the note was made.
        excerpts: Where the excerpts come from and how they were checked.
        strengths: What the words above an excerpt rest on, and which sentence it is said of.
        silence: What it means that nothing was found. It must not claim that an organisation has
            no view.
        documents: Heading of the list of documents that were searched.
    """

    title: str
    silent: str
    summary_left_out: str
    method: str
    excerpts: str
    strengths: str
    silence: str
    documents: str


BOKMAL = BriefingWording(
    title="Notat fra Hvem mener hva",
    silent="Ingenting funnet",
    summary_left_out=(
        "Svaret hadde et sammendrag skrevet av en språkmodell. Det er ikke med i notatet."
    ),
    method="Slik er notatet laget",
    excerpts=(
        "Hvert utdrag er hentet bokstav for bokstav fra kilden og ble kontrollert mot den da "
        "notatet ble laget, {date}. Linjedeling, orddeling og trykte linjenumre er ikke tatt med. "
        "Fotnoten sier hvor utdraget står."
    ),
    strengths=(
        "Det som står over hvert utdrag, for eksempel «{example}», er lest ut av ordlyden etter "
        "faste regler. Der et utdrag har flere setninger, gjelder det setningen i halvfet skrift."
    ),
    silence=(
        "Der det står at ingenting er funnet, gjelder det bare dokumentene nedenfor. "
        "Organisasjonen kan ha ment noe om saken andre steder."
    ),
    documents="Gjennomsøkte dokumenter",
)

NYNORSK = BriefingWording(
    title="Notat frå Hvem mener hva",
    silent="Ingenting funne",
    summary_left_out=(
        "Svaret hadde eit samandrag skrive av ein språkmodell. Det er ikkje med i notatet."
    ),
    method="Slik er notatet laga",
    excerpts=(
        "Kvart utdrag er henta bokstav for bokstav frå kjelda og vart kontrollert mot henne då "
        "notatet vart laga, {date}. Linjedeling, orddeling og trykte linjenummer er ikkje tekne "
        "med. Fotnoten seier kvar utdraget står."
    ),
    strengths=(
        "Det som står over kvart utdrag, til dømes «{example}», er lese ut av ordlyden etter "
        "faste reglar. Der eit utdrag har fleire setningar, gjeld det setninga i halvfeit skrift."
    ),
    silence=(
        "Der det står at ingenting er funne, gjeld det berre dokumenta nedanfor. "
        "Organisasjonen kan ha meint noko om saka andre stader."
    ),
    documents="Gjennomsøkte dokument",
)

ENGLISH = BriefingWording(
    title="Note from Hvem mener hva",
    silent="Nothing found",
    summary_left_out=(
        "The answer had a summary written by a language model. It is left out of this note."
    ),
    method="How this note was made",
    excerpts=(
        "Each excerpt is taken letter for letter from its source, and was checked against it when "
        "this note was made on {date}. Line breaks, hyphens at the ends of lines and printed line "
        "numbers are left out. The footnote says where the excerpt stands."
    ),
    strengths=(
        "What stands above each excerpt, such as “{example}”, is read from how it is phrased, by "
        "fixed rules. Where an excerpt has several sentences, it is said of the one in bold."
    ),
    silence=(
        "Where nothing was found, that is said of the documents below alone. The organisation may "
        "have spoken on the matter elsewhere."
    ),
    documents="Documents searched",
)

_WORDINGS: Mapping[Language, BriefingWording] = MappingProxyType(
    {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}
)


def briefing_wording_of(language: Language) -> BriefingWording:
    """The words of a note in that language."""
    return _WORDINGS[language]
