"""What stands around the parts of the page, and what is said of the program's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from embeddings.steps import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class FrameTexts:
    """Title, ways through the page, and the program's state.

    Attributes:
        language_name: The language's own name for itself.
        conversation, proposals, stored: Names of the three views.
        steps: What is being done while the search is made ready.
    """

    title: str
    subtitle: str
    views: str
    conversation: str
    proposals: str
    stored: str
    skip: str
    language: str
    language_name: str
    dark: str
    dark_theme: str

    steps: Mapping[Step, str]
    starting: str
    preparing: str
    preparing_share: str
    progress: str
    ready: str
    failed: str
    failed_unexpectedly: str
    start_again: str
    lost: str


BOKMAL = FrameTexts(
    title="Hvem mener hva",
    subtitle="Hva organisasjonene foreslår i ruspolitikken, med deres egne setninger",
    views="Visninger",
    conversation="Samtale",
    proposals="Forslag",
    stored="Det som er lagret",
    skip="Gå til spørsmålsfeltet",
    language="Språk",
    language_name="Bokmål",
    dark="Mørkt",
    dark_theme="Mørkt utseende",
    steps=MappingProxyType({step: step.value for step in Step}),
    starting="Starter: henter inn språkmodellen. Du kan lese dokumentene imens.",
    preparing="{step}. Du kan lese dokumentene imens.",
    preparing_share="{step}: {percent} %. Du kan lese dokumentene imens.",
    progress="Framdrift",
    ready="Klar til å svare.",
    failed="Søket kunne ikke gjøres klart.",
    failed_unexpectedly="Det oppsto en uventet feil; se vinduet der programmet kjører.",
    start_again="Prøv igjen",
    lost="Forbindelsen til programmet er brutt. Siden kobler seg til igjen når programmet svarer.",
)

NYNORSK = FrameTexts(
    title="Hvem mener hva",
    subtitle="Kva organisasjonane føreslår i ruspolitikken, med deira eigne setningar",
    views="Visningar",
    conversation="Samtale",
    proposals="Framlegg",
    stored="Det som er lagra",
    skip="Gå til spørsmålsfeltet",
    language="Språk",
    language_name="Nynorsk",
    dark="Mørkt",
    dark_theme="Mørkt tema",
    steps=MappingProxyType(
        {
            Step.READING: "Les dokumenta",
            Step.OPENING: "Opnar indeksen",
            Step.WAITING: "Ventar på ein annan prosess som byggjer indeksen",
            Step.EMBEDDING: "Les inn tekstane for søk",
            Step.BUILDING: "Byggjer indeksen",
            Step.LOADING: "Hentar inn språkmodellen",
        }
    ),
    starting="Startar: hentar inn språkmodellen. Du kan lese dokumenta så lenge.",
    preparing="{step}. Du kan lese dokumenta så lenge.",
    preparing_share="{step}: {percent} %. Du kan lese dokumenta så lenge.",
    progress="Framdrift",
    ready="Klar til å svare.",
    failed="Søket kunne ikkje gjerast klart.",
    failed_unexpectedly="Det oppstod ein uventa feil; sjå vindauget der programmet køyrer.",
    start_again="Prøv på nytt",
    lost="Sambandet med programmet er brote. Sida koplar seg til att når programmet svarar.",
)

ENGLISH = FrameTexts(
    title="Hvem mener hva",
    subtitle="What organisations propose in drug policy, in their own words",
    views="Views",
    conversation="Conversation",
    proposals="Proposals",
    stored="What is stored",
    skip="Skip to the question field",
    language="Language",
    language_name="English",
    dark="Dark",
    dark_theme="Dark theme",
    steps=MappingProxyType(
        {
            Step.READING: "Reading the documents",
            Step.OPENING: "Opening the index",
            Step.WAITING: "Waiting for another process that is building the index",
            Step.EMBEDDING: "Preparing the texts for search",
            Step.BUILDING: "Building the index",
            Step.LOADING: "Loading the language model",
        }
    ),
    starting="Starting: loading the language model. You can read the documents meanwhile.",
    preparing="{step}. You can read the documents meanwhile.",
    preparing_share="{step}: {percent} %. You can read the documents meanwhile.",
    progress="Progress",
    ready="Ready to answer.",
    failed="The search could not be set up.",
    failed_unexpectedly="An unexpected error occurred; see the window in which the program runs.",
    start_again="Try again",
    lost="The connection to the program is broken. The page reconnects when the program answers.",
)
