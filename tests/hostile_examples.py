"""Documents, questions and answers that try to do something to the page that shows them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qa_examples import cite

from corpus.library import Library, load_library
from corpus.passages import PassageKind
from corpus.strength import Strength
from qa.answer import AliasGuess, Answer, Finding, Outside, OutsideKind, Status, SummarySentence
from qa.chat.opening import Desk

FOREIGN = "evil.example"
ATTACKS = (
    f'<img src="//{FOREIGN}/img" onerror="broken=1">',
    f"<img src=//{FOREIGN}/x onerror=broken=1>",
    f'<iframe src="//{FOREIGN}/frame"></iframe>',
    '<svg onload="broken=1">',
    '" onmouseover="broken=1" x="',
    "' onfocus='broken=1' autofocus='",
    f'<form action="//{FOREIGN}/form"><button>',
    f"<style>@import url(//{FOREIGN}/style);</style>",
    "<script>broken=1</script>",
    "</script></textarea></title>",
    f"[les](//{FOREIGN}/link)",
    "[les mer](javascript:broken=1)",
    f"![bilde](//{FOREIGN}/picture)",
    "${broken=1}",
    "{{constructor.constructor('broken=1')()}}",
    "`+(broken=1)+`",
    r"\x3cimg\x3e \u003cimg\u003e &lt;img&gt;",
)
"""Each does harm where it is read as HTML, Markdown, a template or a script, and not as text."""

_PLANTED = " ".join(ATTACKS)


def planted(label: str) -> str:
    """All attacks on one line after a word by which they are known."""
    return f"{label} {_PLANTED}"


QUESTION = planted("Spørsmål")
COMMENT = planted("Kommentar")
_SUMMARY = planted("Sammendrag [1]")
_DEMAND = f"Det må bli slutt på {_PLANTED} her i landet"
_ITEM = f"Staten skal fjerne {_PLANTED} straks"


def make_library(folder: Path) -> Library:
    """Write hostile documents of two organisations into ``folder`` and read them."""
    folder.mkdir()
    (folder / "catalogue.toml").write_text(_catalogue(), encoding="utf-8")
    (folder / "ond.md").write_text(
        f"# {planted('Kapittel')}\n\n{_DEMAND}.\n\nForeningen mener at:\n\n"
        f"- {_ITEM}.\n- {_ITEM} igjen.\n\n# {planted('Slutt')}\n\nHer er det slutt.\n",
        encoding="utf-8",
    )
    (folder / "slem.txt").write_text(f"Slem mener noe annet. {_DEMAND}.\n", encoding="utf-8")
    return load_library(folder)


def make_desk(library: Library) -> Desk:
    """Cites both organisations, whatever is asked, and summarises in hostile words."""

    def answer(question: str, history: Sequence[str], organisations: Sequence[str]) -> Answer:
        return _answer(question, library)

    return Desk(library, answer, _summarise)


def _catalogue() -> str:
    organisations = [("ond", "Ond"), ("slem", "Slem")]
    documents = [("ond", "ond.md", "policy_platform"), ("slem", "slem.txt", "hearing_statement")]
    # A JSON string in ASCII is a TOML string.
    tables = [
        f'[[organisations]]\nid = "{identifier}"\nname = {json.dumps(planted(name))}\n'
        f"short = {json.dumps(planted(f'{name}kort'))}\n"
        f"description = {json.dumps(planted('Beskrivelse'))}\n"
        for identifier, name in organisations
    ]
    tables += [
        f'[[documents]]\nid = "{identifier}"\nfile = "{file}"\norganisation = "{identifier}"\n'
        f"title = {json.dumps(planted('Tittel'))}\ntitle_printed = true\n"
        f'date = "2024"\ndate_stated = true\nkind = "{kind}"\n'
        f"recipient = {json.dumps(planted('Mottaker'))}\n"
        f"reference = {json.dumps(planted('Sak'))}\n"
        for identifier, file, kind in documents
    ]
    return "\n".join(tables)


def _answer(question: str, library: Library) -> Answer:
    (chapter,) = {p.section for p in library.passages if p.kind is PassageKind.PROPOSAL}
    items = [p for p in library.passages if p.kind is PassageKind.PROPOSAL]
    cited = [
        replace(cite(library, "ond", p.text, n), section=chapter, strength=Strength.DEMANDS)
        for n, p in enumerate(items, 1)
    ]
    other = cite(library, "slem", library.documents["slem"].text.strip(), len(items) + 1)
    first, second = library.catalogue.organisations
    return Answer(
        question=question,
        understood_as=planted("Forstått"),
        answered=True,
        confidence=0.9,
        findings=(
            Finding(first, Status.FOUND, tuple(cited), ("ond",), cited[0]),
            Finding(second, Status.FOUND, (other,), ("slem",), other),
        ),
        guesses=(AliasGuess(planted("Gjetning"), first),),
        outside=(Outside(planted("Utenfor"), OutsideKind.ORGANISATION),),
    )


def _summarise(answer: Answer) -> Iterator[Answer]:
    kept = SummarySentence(_SUMMARY, (1,), kept=True, fault=None)
    yield replace(answer, summary=(kept,), summary_note=planted("Skrevet av"))
