"""The words around a summary by a chat model, one table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from embeddings.language import Language
from qa.chatmodel import Failure
from qa.claims import FaultKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryWording:
    """What is said of a summary; ``{name}`` is filled in with ``str.format``.

    Attributes:
        heading: Above it.
        by: Who wrote it, and what was checked.
        under_way: Said while the model writes.
        again: Said while it writes a second time.
        removed_one: That one sentence was removed, and why.
        removed: That several were.
        unfinished: Said after a failure where a part of the summary stays.
        stopped: Said after the person stopped it.
        withheld: Why no part of it is shown.
        empty: That the model wrote nothing.
        excerpts_alone: Said where there is no summary.
        failures: Why the model did not write to the end.
        faults: Why a sentence was removed.
        among_others: Why one that held was removed: the summary as a whole did not hold.
    """

    heading: str
    by: str
    under_way: str
    again: str
    removed_one: str
    removed: str
    unfinished: str
    stopped: str
    withheld: str
    empty: str
    excerpts_alone: str
    failures: Mapping[Failure, str]
    faults: Mapping[FaultKind, str]
    among_others: str


BOKMAL = SummaryWording(
    heading="Sammendrag",
    by=(
        "Skrevet av {model}. Hver setning er sjekket mot utdragene den viser til: hvem som sier "
        "det, tall, navn, sitater og nektelser. Les utdragene før du bruker sammendraget."
    ),
    under_way="{model} skriver et sammendrag; setningene kommer etter hvert som de er sjekket.",
    again="Under halvparten av setningene holdt mål; {model} prøver én gang til.",
    removed_one="Én setning er tatt bort: {reasons}.",
    removed="{count} setninger er tatt bort: {reasons}.",
    unfinished="Sammendraget er derfor ikke fullført.",
    stopped="Sammendraget ble stoppet.",
    withheld="Under halvparten av setningene fra {model} holdt mål: {reasons}.",
    empty="{model} skrev ikke noe sammendrag.",
    excerpts_alone="Her er utdragene alene.",
    failures=MappingProxyType(
        {
            Failure.SLOW: "{model} ble ikke ferdig innen {seconds} sekunder.",
            Failure.KEY: "{model} godtok ikke nøkkelen (HTTP {status}).",
            Failure.UNKNOWN_MODEL: "{model} finnes ikke på adressen som er valgt (HTTP {status}).",
            Failure.BUSY: "{model} tar ikke imot flere forespørsler nå (HTTP {status}).",
            Failure.STATUS: "{model} svarte med en feil (HTTP {status}).",
            Failure.BROKEN: "{model} kunne ikke nås, brøt forbindelsen eller svarte noe uleselig.",
        }
    ),
    faults=MappingProxyType(
        {
            FaultKind.UNMARKED: "uten henvisning til et utdrag",
            FaultKind.UNKNOWN_MARKER: "viser til utdrag {value}, som ikke finnes",
            FaultKind.TOO_LONG: "for lang",
            FaultKind.ORGANISATION: "nevner andre enn dem utdragene kommer fra, eller ikke alle",
            FaultKind.QUOTATION: "siterer noe som ikke står i utdraget",
            FaultKind.NUMBER: "tallet {value} står ikke i utdraget",
            FaultKind.NAME: "«{value}» står ikke i utdraget",
            FaultKind.NEGATION_ADDED: "benekter noe som utdraget ikke benekter",
            FaultKind.NEGATION_LOST: "utelater en nektelse i utdraget",
            FaultKind.UNRELATED: "har for lite til felles med utdraget",
        }
    ),
    among_others="sto blant for mange setninger som ikke holdt mål",
)

NYNORSK = SummaryWording(
    heading="Samandrag",
    by=(
        "Skrive av {model}. Kvar setning er sjekka mot utdraga ho viser til: kven som seier det, "
        "tal, namn, sitat og nektingar. Les utdraga før du brukar samandraget."
    ),
    under_way="{model} skriv eit samandrag; setningane kjem etter kvart som dei er sjekka.",
    again="Under halvparten av setningane heldt mål; {model} prøver éin gong til.",
    removed_one="Éi setning er teken bort: {reasons}.",
    removed="{count} setningar er tekne bort: {reasons}.",
    unfinished="Samandraget er difor ikkje fullført.",
    stopped="Samandraget vart stoppa.",
    withheld="Under halvparten av setningane frå {model} heldt mål: {reasons}.",
    empty="{model} skreiv ikkje noko samandrag.",
    excerpts_alone="Her er utdraga åleine.",
    failures=MappingProxyType(
        {
            Failure.SLOW: "{model} vart ikkje ferdig innan {seconds} sekund.",
            Failure.KEY: "{model} godtok ikkje nøkkelen (HTTP {status}).",
            Failure.UNKNOWN_MODEL: "{model} finst ikkje på adressa som er vald (HTTP {status}).",
            Failure.BUSY: "{model} tek ikkje imot fleire førespurnader no (HTTP {status}).",
            Failure.STATUS: "{model} svara med ein feil (HTTP {status}).",
            Failure.BROKEN: ("{model} var ikkje å nå, braut sambandet eller svara noko uleseleg."),
        }
    ),
    faults=MappingProxyType(
        {
            FaultKind.UNMARKED: "utan tilvising til eit utdrag",
            FaultKind.UNKNOWN_MARKER: "viser til utdrag {value}, som ikkje finst",
            FaultKind.TOO_LONG: "for lang",
            FaultKind.ORGANISATION: "nemner andre enn dei utdraga kjem frå, eller ikkje alle",
            FaultKind.QUOTATION: "siterer noko som ikkje står i utdraget",
            FaultKind.NUMBER: "talet {value} står ikkje i utdraget",
            FaultKind.NAME: "«{value}» står ikkje i utdraget",
            FaultKind.NEGATION_ADDED: "nektar for noko som utdraget ikkje nektar for",
            FaultKind.NEGATION_LOST: "utelèt ei nekting i utdraget",
            FaultKind.UNRELATED: "har for lite til felles med utdraget",
        }
    ),
    among_others="stod mellom for mange setningar som ikkje heldt mål",
)

ENGLISH = SummaryWording(
    heading="Summary",
    by=(
        "Written by {model}. Each sentence was checked against the excerpts it refers to: who says "
        "it, numbers, names, quotations and negations. Read the excerpts before you use the "
        "summary."
    ),
    under_way="{model} is writing a summary; its sentences appear as they are checked.",
    again="Fewer than half of the sentences held up; {model} is trying once more.",
    removed_one="One sentence was removed: {reasons}.",
    removed="{count} sentences were removed: {reasons}.",
    unfinished="The summary is therefore not complete.",
    stopped="The summary was stopped.",
    withheld="Fewer than half of the sentences from {model} held up: {reasons}.",
    empty="{model} wrote no summary.",
    excerpts_alone="Here are the excerpts alone.",
    failures=MappingProxyType(
        {
            Failure.SLOW: "{model} did not finish within {seconds} seconds.",
            Failure.KEY: "{model} did not accept the key (HTTP {status}).",
            Failure.UNKNOWN_MODEL: "{model} does not exist at the chosen address (HTTP {status}).",
            Failure.BUSY: "{model} is taking no more requests at the moment (HTTP {status}).",
            Failure.STATUS: "{model} answered with an error (HTTP {status}).",
            Failure.BROKEN: (
                "{model} could not be reached, broke off the connection or sent something "
                "unreadable."
            ),
        }
    ),
    faults=MappingProxyType(
        {
            FaultKind.UNMARKED: "refers to no excerpt",
            FaultKind.UNKNOWN_MARKER: "refers to excerpt {value}, which does not exist",
            FaultKind.TOO_LONG: "too long",
            FaultKind.ORGANISATION: "names others than those the excerpts are from, or not all",
            FaultKind.QUOTATION: "quotes something that is not in the excerpt",
            FaultKind.NUMBER: "the number {value} is not in the excerpt",
            FaultKind.NAME: "“{value}” is not in the excerpt",
            FaultKind.NEGATION_ADDED: "denies something that the excerpt does not deny",
            FaultKind.NEGATION_LOST: "leaves out a denial of the excerpt",
            FaultKind.UNRELATED: "has too little in common with the excerpt",
        }
    ),
    among_others="stood among too many sentences that did not hold up",
)

_WORDINGS: Mapping[Language, SummaryWording] = MappingProxyType(
    {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}
)


def summary_wording_of(language: Language) -> SummaryWording:
    """The words around a summary in that language."""
    return _WORDINGS[language]
