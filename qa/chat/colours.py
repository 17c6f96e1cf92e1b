"""The colour by which an organisation is known again on the page; its name always stands by it."""

from __future__ import annotations

from corpus.catalogue import Catalogue, Organisation

COLOURS = 8
"""How many there are in the style sheet; more organisations share them."""


def colour_class(organisation: Organisation, catalogue: Catalogue) -> str:
    """The class of its colour, ``hmh-org-0`` to ``hmh-org-7``, by its place in the catalogue.

    Raises:
        ValueError: The catalogue does not have the organisation.
    """
    return f"hmh-org-{catalogue.organisations.index(organisation) % COLOURS}"
