"""How a sentence speaks: it demands, recommends, supports, warns and so on."""

from __future__ import annotations

from enum import StrEnum


class Strength(StrEnum):
    """How a sentence speaks of what it names."""

    DEMANDS = "demands"
    RECOMMENDS = "recommends"
    SUPPORTS = "supports"
    SCEPTICAL = "sceptical"
    OPPOSES = "opposes"
    CONDITIONAL = "conditional"
    REPORTS = "reports"
    BACKGROUND = "background"
