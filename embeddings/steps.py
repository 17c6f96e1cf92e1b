"""The steps of opening an index, and who is told of them."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Step(StrEnum):
    """What is being done; the value is what a terminal shows of it, in Bokmål."""

    READING = "Leser dokumentene"
    OPENING = "Åpner indeksen"
    WAITING = "Venter på en annen prosess som bygger indeksen"
    EMBEDDING = "Leser inn tekstene for søk"
    BUILDING = "Bygger indeksen"
    LOADING = "Henter inn språkmodellen"


Report = Callable[[Step, float], None]
"""Takes a step and the fraction of it that is done, 0 to 1."""
