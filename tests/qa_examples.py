"""A library about harbours, made by hand, for the tests of the qa room."""

from __future__ import annotations

from pathlib import Path

from conftest import FakeEmbedder

from corpus.library import Library, load_library
from corpus.strength import Strength
from embeddings.index import Index, open_index
from qa.answer import Citation
from settings import Settings

CATALOGUE = """
[[organisations]]
id = "havn"
name = "Havneforbundet"
short = "HF"
aliases = ["havnefolket"]

[[organisations]]
id = "fyr"
name = "Fyrvokterlaget"
guesses = ["fyrfolket"]

[[organisations]]
id = "los"
name = "Losforeningen"

[[organisations]]
id = "taus"
name = "Tauslaget"

[[documents]]
id = "havn"
file = "havn.md"
organisation = "havn"
title = "Havneplattform"
title_printed = true
date = "2024-04-28"
date_stated = true
kind = "policy_platform"

[[documents]]
id = "havn-2"
file = "havn-2.txt"
organisation = "havn"
title = "Innspill om kaier"
title_printed = false
date = "2020"
date_stated = true
kind = "hearing_statement"

[[documents]]
id = "fyr"
file = "fyr.txt"
organisation = "fyr"
title = "Innspill om fyr"
title_printed = false
date = "2021"
date_stated = false
kind = "hearing_statement"

[[documents]]
id = "los"
file = "los.txt"
organisation = "los"
title = "Innspill om los"
title_printed = false
date = "2015-02-17"
date_stated = true
kind = "private_members_motion"
"""

BOAT_PROPOSALS = tuple(
    f"Båter av type {letter} må få fast plass i havnen." for letter in "ABCDEFGHIJKLMNOPQR"
)

_BOATS = "\n".join(f"- {proposal}" for proposal in BOAT_PROPOSALS)

SOURCES = {
    "havn.md": f"""# Havneplattform

## Båter

Båter trenger plass. Havnen er full om sommeren. Vinteren er stille og lang.

Havneforbundet mener at:

{_BOATS}

## Vær

Havneforbundet mener at:

- Stormvarsling bør være gratis for alle.
- Bølgebrytere skal bygges i alle åpne havner.
""",
    "havn-2.txt": (
        "Kaiene råtner. Staten må betale for nye kaier i nord. Kommunene har ikke penger.\n\n"
        "Gjestehavner gir inntekter til bygda.\n"
    ),
    "fyr.txt": (
        "Fyrvokterlaget støtter ikke nedleggelse av fyr. Lyset må brenne hele natten.\n\n"
        "Radio er et godt tillegg.\n"
    ),
    "los.txt": (
        "Losen må være om bord i alle store skip.\n\n"
        "Forslagsstillerne er bekymret for trange løp. Farten bør settes ned til 8 knop.\n"
    ),
}


def make_library(folder: Path) -> Library:
    """Write the sources into ``folder`` and read them."""
    folder.mkdir()
    (folder / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    for name, text in SOURCES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return load_library(folder)


def make_index(folder: Path) -> Index:
    """The library's index, with the embedder that needs no model."""
    library = make_library(folder / "documents")
    return open_index(library, Settings(data_dir=folder / "data"), embedder=FakeEmbedder())


def position_of(index: Index, words: str) -> int:
    """Position of the only passage that holds the words."""
    (position,) = (i for i, passage in enumerate(index.passages) if words in passage.text)
    return position


def cite(library: Library, document_id: str, words: str, number: int = 1) -> Citation:
    """A true citation of words that stand in the document."""
    document = library.documents[document_id]
    start = document.text.index(words)
    return Citation(
        number=number,
        document_id=document_id,
        organisation_id=document.organisation.id,
        section=(),
        start=start,
        end=start + len(words),
        quote=words,
        strength=Strength.OPPOSES,
        lines=None,
        page=None,
    )
