"""A library about bonfires, questions on it, and the records of a pipeline that is always right."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from corpus.library import Library, load_library
from evals.testset import EvalQuestion, load_questions

_ORGANISATIONS = {"nord": "Nordlaget", "sor": "Sørforbundet", "vest": "Vestringen"}

SOURCES = {
    "nord": (
        "Nordlaget støtter ikke forbud mot bål. Alle må få tenne bål om vinteren.\n\n"
        "Gebyret bør være 60 kroner for voksne.\n"
    ),
    "sor": (
        "Sørforbundet krever forbud mot bål. Brannvesenet skal gi bøter til dem som bryter det.\n\n"
        "Barn bør lære om ild på skolen.\n"
    ),
    "vest": "Vestringen vil ha flere benker langs stien. Benkene skal være av tre.\n",
}

AGAINST = {"doc": "nord", "quote": "Nordlaget støtter ikke forbud mot bål."}
IN_FAVOUR = {"doc": "sor", "quote": "Sørforbundet krever forbud mot bål."}
FINES = {"doc": "sor", "quote": "Brannvesenet skal gi bøter til dem som bryter det."}

QUESTIONS: list[dict[str, Any]] = [
    {
        "id": "q1",
        "question": "Hva mener Nordlaget om forbud mot bål?",
        "lang": "nb",
        "type": "single",
        "orgs": ["nord"],
        "gold": [AGAINST],
    },
    {
        "id": "q2",
        "question": "Hvem skal straffe den som fyrer?",
        "lang": "nb",
        "type": "single",
        "orgs": ["sor"],
        "named": [],
        "gold": [FINES],
        "paraphrase": True,
    },
    {
        "id": "q3",
        "question": "Hvem er for og imot forbud mot bål?",
        "lang": "nb",
        "type": "compare",
        "orgs": ["nord", "sor"],
        "gold": [AGAINST, IN_FAVOUR],
        "silent": ["vest"],
    },
    {
        "id": "q4",
        "question": "Kva meiner Vestringen om sykkel?",
        "lang": "nn",
        "type": "unanswerable",
        "orgs": ["vest"],
        "gold": [],
    },
    {
        "id": "q5",
        "question": "Hva koster en båt?",
        "lang": "nb",
        "type": "unanswerable",
        "orgs": [],
        "gold": [],
    },
]


def make_library(folder: Path, sources: Mapping[str, str] = SOURCES) -> Library:
    """Write the sources, one document per organisation, and read them."""
    folder.mkdir(parents=True, exist_ok=True)
    catalogue = []
    for identifier, text in sources.items():
        name = _ORGANISATIONS[identifier]
        (folder / f"{identifier}.txt").write_text(text, encoding="utf-8")
        catalogue.append(f'[[organisations]]\nid = "{identifier}"\nname = "{name}"\n')
        catalogue.append(
            f'[[documents]]\nid = "{identifier}"\nfile = "{identifier}.txt"\n'
            f'organisation = "{identifier}"\ntitle = "Innspill om bål"\ntitle_printed = false\n'
            'date = "2020"\ndate_stated = true\nkind = "hearing_statement"\n'
        )
    (folder / "catalogue.toml").write_text("\n".join(catalogue), encoding="utf-8")
    return load_library(folder)


def write_lines(path: Path, objects: Sequence[Mapping[str, Any]]) -> Path:
    """Write one JSON object a line."""
    lines = [json.dumps(content, ensure_ascii=False) + "\n" for content in objects]
    path.write_text("".join(lines), encoding="utf-8", newline="\n")
    return path


def questions_of(
    folder: Path, library: Library, objects: Sequence[Mapping[str, Any]] = QUESTIONS
) -> tuple[EvalQuestion, ...]:
    return load_questions(write_lines(folder / "questions.jsonl", objects), library)


def citation(library: Library, number: int, document: str, quote: str) -> dict[str, Any]:
    """A citation of words that stand so in the reading text."""
    text = library.documents[document].text
    return {
        "number": number,
        "document": document,
        "organisation": document,
        "section": [],
        "start": text.index(quote),
        "end": text.index(quote) + len(quote),
        "quote": quote,
        "strength": "demands",
        "lines": None,
        "page": None,
    }


def found(library: Library, words: str, score: float) -> dict[str, Any]:
    """The passage that holds the words, as a search result."""
    (passage,) = (passage for passage in library.passages if words in passage.text)
    return {
        "passage": passage.id,
        "document": passage.document_id,
        "start": passage.start,
        "end": passage.end,
        "score": score,
        "text": passage.text,
    }


def record(
    library: Library,
    question: str,
    cited: Sequence[Mapping[str, str]] = (),
    *,
    silent: Sequence[str] = (),
    confidence: float = 0.9,
) -> dict[str, Any]:
    """The record of an answer that cites these words, each below its organisation's name."""
    citations = [
        citation(library, number, gold["doc"], gold["quote"])
        for number, gold in enumerate(cited, 1)
    ]
    statuses = {c["organisation"]: "found" for c in citations} | dict.fromkeys(silent, "silent")
    return {
        "id": question,
        "question": "",
        "understood_as": "",
        "answered": bool(citations),
        "confidence": confidence,
        "text": markdown(citations),
        "organisations": [{"id": key, "status": status} for key, status in statuses.items()],
        "citations": citations,
        "summary": [],
        "retrieved": [
            found(library, c["quote"], 1.0 / number) for number, c in enumerate(citations, 1)
        ],
        "timings_ms": {"total": 10.0},
    }


def markdown(citations: Sequence[Mapping[str, Any]]) -> str:
    """The answer's text: a heading for each excerpt."""
    if not citations:
        return "Jeg finner ingenting om dette."
    return "\n\n".join(
        f"#### {_ORGANISATIONS[c['organisation']]}\n\n*Innspill om bål · 2020*\n\n"
        f"> «{c['quote']}» [{c['number']}](?doc={c['document']}&start={c['start']}&end={c['end']})"
        for c in citations
    )


def right_records(library: Library) -> list[dict[str, Any]]:
    """What a pipeline without a fault answers to the questions."""
    return deepcopy(
        [
            record(library, "q1", [AGAINST]),
            record(library, "q2", [FINES]),
            record(library, "q3", [AGAINST, IN_FAVOUR], silent=["vest"]),
            record(library, "q4", silent=["vest"], confidence=0.1),
            record(library, "q5", silent=["nord", "sor", "vest"], confidence=0.1),
        ]
    )
