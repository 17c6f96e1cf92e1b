"""What the proposals' part of the page says, in each language."""

from __future__ import annotations

from dataclasses import dataclass

from embeddings.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsTexts:
    """The words of one language; ``{name}`` is filled in with ``str.format``.

    Attributes:
        intro: What counts as a proposal, and what does not.
        map_note: How the map is to be read: each organisation's shades are of its own total.
        none: Said where nothing fits; that is not that nobody proposes anything.
        first: Said where more fit than are shown; the files hold all.
    """

    language: Language
    heading: str
    collecting: str
    intro: str

    search_label: str
    search_placeholder: str
    organisation_label: str
    theme_label: str
    strength_label: str
    all_organisations: str
    all_themes: str
    all_strengths: str
    reset: str
    download: str

    map_heading: str
    map_note: str
    map_caption: str
    theme: str
    total: str

    results_heading: str
    results_caption: str
    none: str
    first: str
    organisation: str
    strength: str
    sentence: str
    place: str
    sort_by: str


BOKMAL = ProposalsTexts(
    language="nb",
    heading="Forslag",
    collecting="Samler forslagene …",
    intro=(
        "Alle setninger der en organisasjon krever eller anbefaler noe, og alle punkter i lister "
        "over det den foreslår. Setninger som bare støtter eller avviser andres forslag, er ikke "
        "med. Temaene er satt etter ordene i setningen og overskriften, og kan være feil."
    ),
    search_label="Søk i forslagene",
    search_placeholder="For eksempel bolig ettervern",
    organisation_label="Organisasjon",
    theme_label="Tema",
    strength_label="Holdning",
    all_organisations="Alle organisasjoner",
    all_themes="Alle temaer",
    all_strengths="Alle holdninger",
    reset="Nullstill",
    download="Last ned utvalget",
    map_heading="Hvem foreslår noe om hva",
    map_note=(
        "Jo sterkere farge, desto større del av organisasjonens egne forslag handler om temaet. "
        "Trykk på et tall for å lese forslagene. 0 betyr at ingen forslag er funnet i "
        "dokumentene."
    ),
    map_caption="Antall forslag etter tema og organisasjon",
    theme="Tema",
    total="I alt",
    results_heading="Forslagene",
    results_caption="{count} av {total} forslag",
    none="Ingen forslag passer med dette utvalget. Prøv færre ord, eller nullstill.",
    first=(
        "De første {count} er vist. Avgrens utvalget for å se resten, eller last ned; filene har "
        "alle."
    ),
    organisation="Organisasjon",
    strength="Holdning",
    sentence="Setning",
    place="Sted i kilden",
    sort_by="Sorter etter {column}",
)

NYNORSK = ProposalsTexts(
    language="nn",
    heading="Framlegg",
    collecting="Samlar framlegga …",
    intro=(
        "Alle setningar der ein organisasjon krev eller tilrår noko, og alle punkt i lister over "
        "det organisasjonen gjer framlegg om. Setningar som berre støttar eller avviser framlegg "
        "frå andre, er ikkje med. Temaa er sette etter orda i setninga og overskrifta, og kan "
        "vere feil."
    ),
    search_label="Søk i framlegga",
    search_placeholder="Til dømes bustad ettervern",
    organisation_label="Organisasjon",
    theme_label="Tema",
    strength_label="Haldning",
    all_organisations="Alle organisasjonar",
    all_themes="Alle tema",
    all_strengths="Alle haldningar",
    reset="Nullstill",
    download="Last ned utvalet",
    map_heading="Kven gjer framlegg om kva",
    map_note=(
        "Di sterkare farge, di større del av framlegga frå organisasjonen handlar om temaet. Trykk "
        "på eit tal for å lese framlegga. 0 tyder at det ikkje er funne framlegg i dokumenta."
    ),
    map_caption="Talet på framlegg etter tema og organisasjon",
    theme="Tema",
    total="I alt",
    results_heading="Framlegga",
    results_caption="{count} av {total} framlegg",
    none="Ingen framlegg passar med dette utvalet. Prøv færre ord, eller nullstill.",
    first=(
        "Dei første {count} er viste. Avgrens utvalet for å sjå resten, eller last ned; filene "
        "har alle."
    ),
    organisation="Organisasjon",
    strength="Haldning",
    sentence="Setning",
    place="Stad i kjelda",
    sort_by="Sorter etter {column}",
)

ENGLISH = ProposalsTexts(
    language="en",
    heading="Proposals",
    collecting="Collecting the proposals …",
    intro=(
        "Every sentence in which an organisation demands or recommends something, and every item "
        "in its lists of proposals. Sentences that only support or reject what others propose are "
        "left out. Themes are assigned by the words of the sentence and its heading, and may be "
        "wrong. The documents are in Norwegian."
    ),
    search_label="Search the proposals",
    search_placeholder="For example bolig ettervern",
    organisation_label="Organisation",
    theme_label="Theme",
    strength_label="Stance",
    all_organisations="All organisations",
    all_themes="All themes",
    all_strengths="All stances",
    reset="Reset",
    download="Download the selection",
    map_heading="Who makes proposals about what",
    map_note=(
        "The stronger the colour, the larger the share of the organisation’s own proposals on that "
        "theme. Press a number to read the proposals. 0 means that none was found in the documents."
    ),
    map_caption="Number of proposals by theme and organisation",
    theme="Theme",
    total="Total",
    results_heading="The proposals",
    results_caption="{count} of {total} proposals",
    none="No proposals fit this selection. Try fewer words, or reset.",
    first=(
        "The first {count} are shown. Narrow the selection to see the rest, or download it; the "
        "files hold all."
    ),
    organisation="Organisation",
    strength="Stance",
    sentence="Sentence",
    place="Place in the source",
    sort_by="Sort by {column}",
)
