"""Several organisations side by side: for each its leading sentence, or that it is silent.

The sentences stand beside one another and no more: whether they agree is for the reader to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.catalogue import Organisation
from qa.answer import Answer, Citation


@dataclass(frozen=True, slots=True)
class Lead:
    """How one organisation's answer begins.

    Attributes:
        organisation: Who was asked.
        citation: Its strongest excerpt; ``None`` where it is silent.
    """

    organisation: Organisation
    citation: Citation | None


def compare(answer: Answer) -> Sequence[Lead]:
    """One lead per organisation, in the answer's order; () unless several were asked about."""
    if not answer.answered or len(answer.findings) < 2:
        return ()
    return tuple(Lead(finding.organisation, finding.leading) for finding in answer.findings)
