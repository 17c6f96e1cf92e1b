"""Which colour an organisation has on the page; the hues themselves stand in the style sheet."""

from __future__ import annotations

from corpus.catalogue import Catalogue

COLOURS = 8
"""How many hues the style sheet has."""


def colour_class(catalogue: Catalogue, organisation_id: str) -> str:
    """The class of an organisation's colour, by its place in the catalogue.

    Raises:
        ValueError: The catalogue does not know the organisation.
    """
    ids = [organisation.id for organisation in catalogue.organisations]
    return f"hmh-org-{ids.index(organisation_id) % COLOURS}"
