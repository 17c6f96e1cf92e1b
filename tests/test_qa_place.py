"""Addresses of places are read as written, and refused where they lead nowhere."""

from __future__ import annotations

import pytest
from chat_examples import BOAT_PARTS, make_document
from hypothesis import given
from hypothesis import strategies as st

from qa.place import Place, parse_link

_ID = "seil & «båt»=#1"
_DOCUMENTS = {name: make_document(BOAT_PARTS, name) for name in ("seil", "seil-1-2", _ID)}
_LENGTH = len(_DOCUMENTS["seil"].text)
_PIECES = st.lists(
    st.sampled_from(["?", "&", "=", "doc", "start", "end", "seil", "%", "0", "7", "¼", "\ud800"])
).map("".join)


@given(st.sampled_from(sorted(_DOCUMENTS)), st.integers(0, _LENGTH - 1), st.data())
def test_a_place_survives_being_written_as_an_address(
    name: str, start: int, data: st.DataObject
) -> None:
    place = Place(name, (start, data.draw(st.integers(start + 1, _LENGTH))))
    assert parse_link(place.link, _DOCUMENTS) == place
    assert parse_link(Place(name).link, _DOCUMENTS) == Place(name)


def test_an_address_is_a_query_in_which_ids_are_quoted() -> None:
    assert Place("actis").link == "?doc=actis"
    assert Place("actis", (1200, 1310)).link == "?doc=actis&start=1200&end=1310"
    assert Place("a&b)/ø").link == "?doc=a%26b%29%2F%C3%B8"


@given(
    st.text() | st.text().map("?doc=seil{}".format) | _PIECES | _PIECES.map("?doc=seil&{}".format)
)
def test_whatever_is_read_lies_in_a_document(link: str) -> None:
    place = parse_link(link, _DOCUMENTS)
    if place is not None:
        assert place.document_id in _DOCUMENTS
        if place.span is not None:
            assert 0 <= place.span[0] < place.span[1] <= _LENGTH


@pytest.mark.parametrize(
    "link", ["?__theme=dark&doc=seil&start=1&end=4", "?end=4&start=1&doc=seil&a&a=1&a=2"]
)
def test_the_order_of_the_keys_and_keys_of_others_do_not_matter(link: str) -> None:
    assert parse_link(link, _DOCUMENTS) == Place("seil", (1, 4))


@pytest.mark.parametrize(
    "link",
    [
        None, 7, ["?doc=seil"], "", "?", "?doc", "?doc=", "seil", "doc=seil", "#seil",
        "?doc=ukjent", "?doc=ukjent&start=1&end=2", "?start=1&end=2", "?doc=seil&doc=seil",
        "?doc=seil&start=1&start=1&end=4", "?doc=seil&start=1", "?doc=seil&end=4",
        "?doc=seil&start=&end=4", "?doc=seil&start=5&end=5", "?doc=seil&start=5&end=4",
        f"?doc=seil&start=0&end={_LENGTH + 1}", "?doc=seil&start=-1&end=4",
        "?doc=seil&start=01&end=4", "?doc=seil&start=1&end=4+", "?doc=seil&start=1&end=4%0A",
        "?doc=seil&start=١&end=٤", "?doc=seil&start=1&end=99999999999999999999",
        "?doc=seil&start=1.0&end=4", "?doc=seil%FF", "?doc=seil;start=1", f"?doc=seil{'&a=1' * 99}",
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_refused(link: object) -> None:
    assert parse_link(link, _DOCUMENTS) is None
