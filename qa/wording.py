"""The answer's own words, one table per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from corpus.catalogue import SourceDate
from corpus.strength import Strength
from embeddings.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an answer says around the excerpts; ``{name}`` is filled in with ``str.format``.

    Attributes:
        granted: Said above an answer to a question that takes something for granted. It must not
            claim that the documents say so, nor that they do not.
        nearest: Said where the question is not answered, above the sentences that come nearest.
        nearest_supposed: The same where the question supposes something. It must not claim that
            this is false: it may be true.
        columns: Heads of the comparison: who, its sentence, how it speaks, where.
        strengths: How an excerpt speaks, said of its organisation.
        date: A date of which the day is known.
        months: January first.
    """

    nothing_found: str
    nothing_found_for: str
    searched: str
    silent: str
    silent_row: str
    granted: str
    nearest: str
    nearest_supposed: str
    outside_organisations: str
    outside_years: str
    collection: str
    guess: str
    understood_as: str
    one_item: str
    items: str
    items_in_order: str
    line: str
    lines: str
    page: str
    item: str
    date: str
    circa: str
    recipient: str
    reference: str
    date_not_stated: str
    title_not_printed: str
    conjunction: str
    disjunction: str
    columns: tuple[str, str, str, str]
    strengths: Mapping[Strength, str]
    kinds: Mapping[str, str]
    months: tuple[str, ...]


BOKMAL = Wording(
    nothing_found="Jeg finner ingenting i dokumentene som svarer på dette.",
    nothing_found_for="Jeg finner ingenting hos {organisations} som svarer på dette.",
    searched="Gjennomsøkt: {documents}.",
    silent="Jeg finner ingenting om dette hos {organisations}.",
    silent_row="Jeg finner ingenting om dette.",
    granted=(
        "Spørsmålet tar noe for gitt. Utdragene er det nærmeste dokumentene sier; vurder om de "
        "bekrefter det."
    ),
    nearest="Dette er det nærmeste jeg finner, og det svarer ikke nødvendigvis på spørsmålet:",
    nearest_supposed=(
        "Jeg finner ikke at dokumentene sier dette, og spørsmålet kan bygge på noe de ikke sier. "
        "Det nærmeste er:"
    ),
    outside_organisations="Samlingen har ingen dokumenter fra {words}.",
    outside_years="Ingen av dokumentene er fra eller nevner {words}.",
    collection="Dokumentene i samlingen er fra {organisations}.",
    guess="«{word}» er forstått som {organisation}. Det er en gjetning.",
    understood_as="Forstått som: {question}",
    one_item="{count} punkt",
    items="{count} punkter",
    items_in_order="{count} punkter, i kildens rekkefølge",
    line="linje {lines}",
    lines="linje {lines}",
    page="side {page}",
    item="punkt {number}",
    date="{day}. {month} {year}",
    circa="ca. {date}",
    recipient="til {recipient}",
    reference="ref. {reference}",
    date_not_stated="kilden oppgir ikke dato",
    title_not_printed="tittelen er beskrivende, kilden har ingen",
    conjunction="og",
    disjunction="eller",
    columns=("Organisasjon", "Setning", "Holdning", "Sted"),
    strengths=MappingProxyType(
        {
            Strength.DEMANDS: "Krever",
            Strength.RECOMMENDS: "Anbefaler",
            Strength.SUPPORTS: "Støtter",
            Strength.SCEPTICAL: "Er skeptisk",
            Strength.OPPOSES: "Går imot",
            Strength.CONDITIONAL: "På visse vilkår",
            Strength.REPORTS: "Gjengir andre",
            Strength.BACKGROUND: "Beskriver",
        }
    ),
    kinds=MappingProxyType(
        {
            "hearing_statement": "høringsinnspill",
            "private_members_motion": "representantforslag",
            "policy_platform": "politisk plattform",
            "article": "artikkel",
        }
    ),
    months=(
        "januar", "februar", "mars", "april", "mai", "juni",
        "juli", "august", "september", "oktober", "november", "desember",
    ),
)  # fmt: skip

NYNORSK = Wording(
    nothing_found="Eg finn ikkje noko i dokumenta som svarar på dette.",
    nothing_found_for="Eg finn ikkje noko hos {organisations} som svarar på dette.",
    searched="Gjennomsøkte dokument: {documents}.",
    silent="Eg finn ikkje noko om dette hos {organisations}.",
    silent_row="Eg finn ikkje noko om dette.",
    granted=(
        "Spørsmålet tek noko for gitt. Utdraga er det næraste dokumenta seier; vurder om dei "
        "stadfestar det."
    ),
    nearest="Dette er det næraste eg finn, og det svarar ikkje nødvendigvis på spørsmålet:",
    nearest_supposed=(
        "Eg finn ikkje at dokumenta seier dette, og spørsmålet kan byggje på noko dei ikkje seier. "
        "Det næraste er:"
    ),
    outside_organisations="Samlinga har ingen dokument frå {words}.",
    outside_years="Ingen av dokumenta er frå eller nemner {words}.",
    collection="Dokumenta i samlinga er frå {organisations}.",
    guess="«{word}» er forstått som {organisation}. Det er ei gjetting.",
    understood_as="Forstått slik: {question}",
    one_item="{count} punkt",
    items="{count} punkt",
    items_in_order="{count} punkt, i same rekkjefølgje som i kjelda",
    line="linje {lines}",
    lines="linje {lines}",
    page="side {page}",
    item="punkt {number}",
    date="{day}. {month} {year}",
    circa="ca. {date}",
    recipient="til {recipient}",
    reference="ref. {reference}",
    date_not_stated="kjelda gjev ikkje opp dato",
    title_not_printed="tittelen er skildrande, kjelda har ingen",
    conjunction="og",
    disjunction="eller",
    columns=("Organisasjon", "Setning", "Haldning", "Stad"),
    strengths=MappingProxyType(
        {
            Strength.DEMANDS: "Krev",
            Strength.RECOMMENDS: "Tilrår",
            Strength.SUPPORTS: "Støttar",
            Strength.SCEPTICAL: "Er skeptisk",
            Strength.OPPOSES: "Går imot",
            Strength.CONDITIONAL: "På visse vilkår",
            Strength.REPORTS: "Viser til andre",
            Strength.BACKGROUND: "Skildrar",
        }
    ),
    kinds=MappingProxyType(
        {
            "hearing_statement": "høyringsinnspel",
            "private_members_motion": "representantforslag",
            "policy_platform": "politisk plattform",
            "article": "artikkel",
        }
    ),
    months=BOKMAL.months,
)

ENGLISH = Wording(
    nothing_found="I find nothing in the documents that answers this.",
    nothing_found_for="I find nothing from {organisations} that answers this.",
    searched="Searched: {documents}.",
    silent="I find nothing about this from {organisations}.",
    silent_row="I find nothing about this.",
    granted=(
        "The question takes something for granted. The excerpts are the closest that the "
        "documents come to it; judge whether they bear it out."
    ),
    nearest="This is the closest that I find, and it may not answer the question:",
    nearest_supposed=(
        "I do not find that the documents say this, and the question may rest on something that "
        "they do not say. What comes closest is:"
    ),
    outside_organisations="The collection has no documents from {words}.",
    outside_years="None of the documents is from or mentions {words}.",
    collection="The documents in the collection are from {organisations}.",
    guess="“{word}” was taken to mean {organisation}. That is a guess.",
    understood_as="Understood as: {question}",
    one_item="{count} item",
    items="{count} items",
    items_in_order="{count} items, in the order of the source",
    line="line {lines}",
    lines="lines {lines}",
    page="page {page}",
    item="item {number}",
    date="{day} {month} {year}",
    circa="c. {date}",
    recipient="to {recipient}",
    reference="reference {reference}",
    date_not_stated="the source states no date",
    title_not_printed="the title is descriptive, the source has none",
    conjunction="and",
    disjunction="or",
    columns=("Organisation", "Sentence", "Stance", "Place"),
    strengths=MappingProxyType(
        {
            Strength.DEMANDS: "Demands",
            Strength.RECOMMENDS: "Recommends",
            Strength.SUPPORTS: "Supports",
            Strength.SCEPTICAL: "Is sceptical",
            Strength.OPPOSES: "Opposes",
            Strength.CONDITIONAL: "On certain conditions",
            Strength.REPORTS: "Cites others",
            Strength.BACKGROUND: "Describes",
        }
    ),
    kinds=MappingProxyType(
        {
            "hearing_statement": "hearing statement",
            "private_members_motion": "private member’s motion",
            "policy_platform": "policy platform",
            "article": "article",
        }
    ),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
)  # fmt: skip

_WORDINGS: Mapping[Language, Wording] = MappingProxyType(
    {"nb": BOKMAL, "nn": NYNORSK, "en": ENGLISH}
)


def wording_of(language: Language) -> Wording:
    """The words of an answer in that language."""
    return _WORDINGS[language]


def year_in_words(date: SourceDate, wording: Wording) -> str:
    """The year, with "ca." where the source does not state it."""
    return str(date.year) if date.stated else wording.circa.format(date=date.year)


def lines_in_words(lines: str, wording: Wording) -> str:
    """Printed line numbers: "linje 7", "linje 7–9"."""
    template = wording.lines if "-" in lines else wording.line
    return template.format(lines=lines.replace("-", "–"))
