"""Excerpts of three harbour organisations, made by hand, for the tests of summaries."""

from __future__ import annotations

from corpus.catalogue import Organisation
from corpus.strength import Strength
from qa.answer import Answer, Citation, Finding, Status

HARBOUR = Organisation("havn", "Havneforbundet", "HF", "", ("havnefolket",), ("havna",))
LIGHTS = Organisation("fyr", "Fyrvokterlaget", "Fyrvokterlaget", "")
PILOTS = Organisation("los", "Losforeningen", "Losforeningen", "")
ORGANISATIONS = (HARBOUR, LIGHTS, PILOTS)

QUOTES = {
    1: ("havn", "Stormvarsling bør være gratis for alle. "
        "Staten må betale 60 prosent av nye kaier."),
    2: ("havn", "Havneforbundet støtter ikke forslaget om avgift på tre kroner fra 1. mai."),
    3: ("fyr", "Lyset må brenne hele natten, men ikke om dagen. Kystverket har ansvaret."),
    4: ("fyr", "Fyrvokterlaget er imot nedleggelse av fyr uten høring."),
    5: ("los", "Farten bør settes ned til 8 knop i trange løp."),
}  # fmt: skip


def citation(number: int) -> Citation:
    owner, quote = QUOTES[number]
    return Citation(
        number=number,
        document_id=owner,
        organisation_id=owner,
        section=(),
        start=100 * number,
        end=100 * number + len(quote),
        quote=quote,
        strength=Strength.DEMANDS,
        lines=None,
        page=None,
    )


CITATIONS = {number: citation(number) for number in QUOTES}


def harbour_answer(question: str = "Hva mener de om havner?", language: str = "nb") -> Answer:
    """An answer that cites the five excerpts."""
    return Answer(
        question=question,
        understood_as=question,
        answered=True,
        confidence=0.9,
        findings=tuple(
            Finding(
                organisation=organisation,
                status=Status.FOUND,
                citations=tuple(
                    c for c in CITATIONS.values() if c.organisation_id == organisation.id
                ),
                searched=(organisation.id,),
                leading=next(c for c in CITATIONS.values() if c.organisation_id == organisation.id),
            )
            for organisation in ORGANISATIONS
        ),
        language=language,  # type: ignore[arg-type]
    )
