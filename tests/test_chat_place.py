"""Links to places are read as written, and refused where they lead nowhere."""

from __future__ import annotations

import pytest
from chat_examples import BOAT_PARTS, make_document
from hypothesis import given
from hypothesis import strategies as st

from qa.chat.place import Place, parse_link

_DOCUMENTS = {name: make_document(BOAT_PARTS, name) for name in ("seil", "seil-1", "seil-1-2-3")}
_LENGTH = len(_DOCUMENTS["seil"].text)


@given(st.sampled_from(sorted(_DOCUMENTS)), st.integers(0, _LENGTH - 1), st.data())
def test_a_place_survives_being_written_as_a_link(
    name: str, start: int, data: st.DataObject
) -> None:
    place = Place(name, (start, data.draw(st.integers(start + 1, _LENGTH))))
    if place.link[1:] not in _DOCUMENTS:
        assert parse_link(place.link, _DOCUMENTS) == place
    assert parse_link(Place(name).link, _DOCUMENTS) == Place(name)


@given(st.text() | st.text().map("#{}".format) | st.text("#-seil0123456789").map("#seil{}".format))
def test_whatever_is_read_lies_in_a_document(link: str) -> None:
    place = parse_link(link, _DOCUMENTS)
    if place is not None:
        assert place.document_id in _DOCUMENTS
        if place.span is not None:
            assert 0 <= place.span[0] < place.span[1] <= _LENGTH


def test_an_id_that_exists_wins_over_a_span() -> None:
    assert parse_link("#seil-1-2-3", _DOCUMENTS) == Place("seil-1-2-3")
    assert parse_link("#seil-1-2-4", _DOCUMENTS) == Place("seil-1", (2, 4))


@pytest.mark.parametrize(
    "link",
    [
        None, 7, ["#seil"], "", "#", "#/", "seil", "#ukjent", "#ukjent-1-2", "#seil-5-5",
        "#seil-5-4", f"#seil-0-{_LENGTH + 1}", "#seil--1-4", "#seil-01-4", "#seil-1-4 ",
        "#seil-1-4\n", "#seil-١-٤", "#seil-1-99999999999999999999", "#seil-1-4<script>",
    ],
)  # fmt: skip
def test_a_link_that_leads_nowhere_is_refused(link: object) -> None:
    assert parse_link(link, _DOCUMENTS) is None
