"""Organisations' colours can be read on every ground that they stand on, light and dark."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from itertools import combinations

import pytest
from chat_examples import make_library

from corpus.catalogue import Catalogue, Organisation
from qa.chat.colours import COLOURS, colour_class
from qa.chat.look import STYLE

Matrix = tuple[tuple[float, float, float], ...]

# Linear sRGB as it is seen: Machado, Oliveira and Fernandes 2009, full severity.
SIGHTS: dict[str, Matrix] = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear sRGB to XYZ as shares of the D65 white.
TO_XYZ: Matrix = (
    (0.433953, 0.376219, 0.189828),
    (0.212673, 0.715152, 0.072175),
    (0.017756, 0.109476, 0.872768),
)

_COLOUR = re.compile(
    r"(\.dark )?\.hmh-org-(\d) \{ --hmh-org: (#[0-9a-f]{6}); --hmh-org-tint: (#[0-9a-f]{6}); \}"
)


def _ground(mode: str, name: str) -> str:
    selector = r"\.dark" if mode == "dark" else ":root"
    found = re.search(rf"{selector} \{{[^}}]*--hmh-{name}: (#[0-9a-f]{{6}});", STYLE)
    assert found
    return found[1]


def _colours(mode: str) -> dict[int, tuple[str, str]]:
    """Number → colour and tint."""
    found = _COLOUR.findall(STYLE)
    return {
        int(n): (colour, tint) for dark, n, colour, tint in found if bool(dark) == (mode == "dark")
    }


def _luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _linear(colour: str) -> list[float]:
    shares = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares]


def _contrast(one: str, other: str) -> float:
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_computed_as_the_guidelines_do() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_each_colour_can_be_read_on_the_page_and_on_its_tint(mode: str) -> None:
    colours = _colours(mode)
    assert sorted(colours) == list(range(COLOURS))
    grounds = [_ground(mode, "paper"), _ground(mode, "ground")]
    for colour, tint in colours.values():
        assert min(_contrast(colour, ground) for ground in (*grounds, tint)) >= 4.5
        assert _contrast(_ground(mode, "ink"), tint) >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_any_two_colours_differ_to_every_sight(sight: str, mode: str) -> None:
    seen = {n: _lab(colour, SIGHTS[sight]) for n, (colour, _) in _colours(mode).items()}
    for one, other in combinations(seen, 2):
        assert math.dist(seen[one], seen[other]) >= (22 if max(one, other) < 5 else 16.5)


def _lab(colour: str, sight: Matrix) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of a colour as it is seen."""
    rgb = [min(max(value, 0), 1) for value in _times(sight, _linear(colour))]
    x, y, z = (
        value ** (1 / 3) if value > 216 / 24389 else (24389 / 27 * value + 16) / 116
        for value in _times(TO_XYZ, rgb)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _times(matrix: Matrix, vector: Sequence[float]) -> list[float]:
    return [sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix]


def test_an_organisation_keeps_its_colour_and_the_ninth_shares_that_of_the_first() -> None:
    organisations = tuple(
        Organisation(f"o{number}", f"Laget {number}", f"L{number}", "") for number in range(10)
    )
    catalogue = Catalogue(organisations, make_library().catalogue.entries)
    classes = [colour_class(catalogue, organisation.id) for organisation in organisations]
    assert classes == [*(f"hmh-org-{n}" for n in range(8)), "hmh-org-0", "hmh-org-1"]
