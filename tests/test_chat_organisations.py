"""The organisations as chips, whatever they are called."""

from __future__ import annotations

from dataclasses import replace

import gradio as gr
import pytest
from chat_examples import HOSTILE, Html, make_fleet
from hypothesis import given
from hypothesis import strategies as st

from qa.chat.handlers import Handlers
from qa.chat.opening import Desk
from qa.chat.organisations import render_chips, speaking
from qa.chat.page import build_page
from qa.chat.startup import Startup
from qa.chat.texts import BOKMAL, ENGLISH, NYNORSK, Texts
from qa.chat.workplace import Workplace
from settings import Settings


def test_each_organisation_has_a_chip_that_is_on_in_its_colour() -> None:
    html = Html(render_chips(make_fleet(), BOKMAL))
    labels = html.find(css="hmh-chips")[0].find("label")
    assert [(label.attributes["class"], label.text) for label in labels] == [
        ("hmh-org-0", "SF 2 dokumenter, 2015, ca. 2021"),
        ("hmh-org-1", "Rolaget artikkel, 2024"),
        ("hmh-org-2", "Tauslaget høringsinnspill, 2020"),
    ]
    boxes = [box.attributes for box in html.find("input")]
    assert [box["value"] for box in boxes] == ["seil", "ror", "taus"]
    assert all("checked" in box for box in boxes)


def test_documents_of_one_kind_are_called_by_it_once() -> None:
    library = make_fleet()
    documents = {
        key: replace(document, entry=replace(document.entry, kind="article"))
        for key, document in library.documents.items()
    }
    chips = Html(render_chips(replace(library, documents=documents), BOKMAL)).find("label")
    assert chips[0].text == "SF artikkel, 2015, ca. 2021"


@pytest.mark.parametrize(
    ("texts", "kinds", "asking"),
    [
        (BOKMAL, "2 dokumenter, 2015, ca. 2021", "Spør: SF, Rolaget, Tauslaget"),
        (NYNORSK, "2 dokument, 2015, ca. 2021", "Spør: SF, Rolaget, Tauslaget"),
        (ENGLISH, "2 documents, 2015, c. 2021", "Asking: SF, Rolaget, Tauslaget"),
    ],
)
def test_folded_away_the_names_are_still_there(texts: Texts, kinds: str, asking: str) -> None:
    html = Html(render_chips(make_fleet(), texts))
    assert html.find("summary")[0].text == asking
    assert html.find("small")[0].text == kinds
    assert html.find("legend")[0].text == texts.conversation.organisations
    assert "open" in html.find("details")[0].attributes


def test_who_has_no_document_is_not_asked() -> None:
    library = make_fleet()
    documents = {key: d for key, d in library.documents.items() if key != "ror-1"}
    assert [o.id for o in speaking(replace(library, documents=documents))] == ["seil", "taus"]


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_no_name_becomes_markup(mark: str) -> None:
    html, plain = (Html(render_chips(make_fleet(said), BOKMAL)) for said in (mark, ""))
    assert [tag for tag, _ in html.elements] == [tag for tag, _ in plain.elements]
    assert html.find("input")[0].attributes["data-name"] == f"SF{mark}"


def test_no_name_is_part_of_what_the_browser_runs() -> None:
    """Gradio runs ``{{…}}``, ``${…}`` and backticks of templates; values it only puts in."""
    library = make_fleet(HOSTILE)
    startup: Startup[Desk] = Startup(lambda report: Desk(library, NotImplemented))
    page = build_page(Handlers(Workplace(Settings(), library, startup), BOKMAL))
    parts = [part for part in page.blocks.values() if isinstance(part, gr.HTML)]
    assert sum("Tauslaget" in str(part.props) for part in parts) == 1
    for part in parts:
        for run in (part.html_template, part.css_template, part.js_on_load):
            assert "Tauslaget" not in str(run)
