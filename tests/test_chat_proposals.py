from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest
from chat_examples import Html
from qa_examples import make_library
from test_qa_proposals import THEMES

from corpus.library import load_library
from qa.chat.proposals import MOST_ROWS, render_proposals_frame, render_proposals_table
from qa.chat.texts.proposals import BOKMAL, ENGLISH, NYNORSK, ProposalsTexts
from qa.proposals import Proposals, collect_proposals
from qa.selection import Selection, SortKey
from qa.themes import Theme, Themes

ALL = Selection()
SCRIPT = Path(__file__).parents[1] / "qa" / "chat" / "script" / "proposals.js"
STYLE = Path(__file__).parents[1] / "qa" / "chat" / "style" / "proposals.css"


@pytest.fixture(scope="module")
def proposals(tmp_path_factory: pytest.TempPathFactory) -> Proposals:
    library = make_library(tmp_path_factory.mktemp("harbours") / "documents")
    return collect_proposals(library, THEMES)


def attributes(html: Html, tag: str, name: str) -> list[str | None]:
    return [found[name] for element, found in html.elements if element == tag and name in found]


def test_the_form_offers_what_there_is(proposals: Proposals) -> None:
    html = Html(render_proposals_frame(proposals, BOKMAL))
    assert attributes(html, "form", "role") == ["search"]
    assert attributes(html, "select", "name") == ["organisation", "theme", "strength"]
    assert attributes(html, "option", "value") == [
        "", "havn", "fyr", "los", "taus", "", "ships", "quays", "other",
        "", "demands", "recommends",
    ]  # fmt: skip
    assert attributes(html, "button", "data-format") == ["xlsx", "csv"]
    assert attributes(html, "button", "data-reset") == [None]
    # Every field has its name, and no button sends the form away.
    assert sum(tag == "label" for tag, _ in html.elements) == 4
    assert {found.get("type") for tag, found in html.elements if tag == "button"} == {"button"}


def test_the_map_counts_each_organisation_and_theme(proposals: Proposals) -> None:
    source = render_proposals_frame(proposals, BOKMAL)
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</th>(.*?)</tr>", source)
    cells = {head: re.findall(r">(\d+)<", row) for head, row in rows}
    # Havneforbundet, Fyrvokterlaget, Losforeningen, Tauslaget and the sum of them.
    assert cells == {
        "Skip": ["18", "0", "1", "0", "19"],
        "Åpne kaier": ["1", "0", "0", "0", "1"],
        "Andre temaer": ["2", "1", "1", "0", "4"],
        "I alt": ["21", "1", "2", "0", "24"],
    }


def test_a_cell_says_what_it_opens_and_is_shaded_by_the_organisations_own_share(
    proposals: Proposals,
) -> None:
    html = Html(render_proposals_frame(proposals, BOKMAL))
    cells = [
        (found["data-organisation"], found["data-theme"], found["class"], found["aria-label"])
        for tag, found in html.elements
        if tag == "button" and "data-theme" in found
    ]
    # 18 of 21, 1 of 2, 1 of 21, 2 of 21, 1 of 1 and 1 of 2.
    assert cells == [
        ("havn", "ships", "hmh-heat-5", "18: HF, Skip"),
        ("los", "ships", "hmh-heat-5", "1: Losforeningen, Skip"),
        ("havn", "quays", "hmh-heat-1", "1: HF, Åpne kaier"),
        ("havn", "other", "hmh-heat-2", "2: HF, Andre temaer"),
        ("fyr", "other", "hmh-heat-5", "1: Fyrvokterlaget, Andre temaer"),
        ("los", "other", "hmh-heat-5", "1: Losforeningen, Andre temaer"),
    ]
    colours = [c for c in attributes(html, "th", "class") if c and c.startswith("hmh-org")]
    assert colours == ["hmh-org-0", "hmh-org-1", "hmh-org-2", "hmh-org-3"]


def test_the_list_shows_who_says_what_where_and_leads_there(proposals: Proposals) -> None:
    found = next(p for p in proposals.listed if "knop" in p.quote)
    html = Html(render_proposals_table(proposals, Selection(words="knop"), BOKMAL))
    assert html.text_in(tag="caption") == "1 av 24 forslag"
    assert html.text_in(tag="tbody") == (
        "Losforeningen (2015) representantforslagAndre temaerAnbefaler"
        "«Farten bør settes ned til 8 knop.»Innspill om los"
    )
    assert [f for tag, f in html.elements if tag == "a"] == [
        {
            "class": "hmh-cite",
            "href": f"?doc=los&start={found.start}&end={found.end}",
            "title": "Innspill om los · representantforslag · 2015",
        }
    ]
    named = Html(render_proposals_table(proposals, Selection(words="stormvarsling"), BOKMAL))
    assert named.text_in(tag="a") == "Vær"


def test_the_order_is_told_in_the_heads(proposals: Proposals) -> None:
    selection = Selection(sort=SortKey.THEME, descending=True)
    html = Html(render_proposals_table(proposals, selection, BOKMAL))
    heads = [found.get("aria-sort") for tag, found in html.elements if tag == "th"][:5]
    assert heads == [None, "descending", None, None, None]
    buttons = attributes(html, "button", "data-sort")
    assert buttons == ["organisation", "theme", "strength", "place"]
    assert set(attributes(html, "th", "scope")) == {"col", "row"}


def test_that_nothing_fits_is_said(proposals: Proposals) -> None:
    html = Html(render_proposals_table(proposals, Selection(organisation="taus"), BOKMAL))
    assert html.text_in(tag="caption") == "0 av 24 forslag"
    assert html.text_in(css="hmh-note") == BOKMAL.none


def test_a_long_list_is_cut_and_says_so(proposals: Proposals) -> None:
    many = replace(proposals, listed=proposals.listed * 30)
    html = Html(render_proposals_table(many, ALL, BOKMAL))
    assert html.text_in(tag="caption") == "720 av 720 forslag"
    assert len(attributes(html, "a", "href")) == MOST_ROWS
    assert html.text_in(css="hmh-note") == BOKMAL.first.format(count=MOST_ROWS)


def test_hostile_text_becomes_neither_element_nor_address(tiny_documents: Path) -> None:
    evil = '"><img src=x onerror=alert(1)>'
    catalogue = tiny_documents / "catalogue.toml"
    toml = catalogue.read_text("utf-8").replace(
        "Fjordforeningen", f"Fjord'{evil}".replace('"', '\\"')
    )
    catalogue.write_text(toml.replace("Innspill om bolig", "<b>Bolig"), encoding="utf-8")
    (tiny_documents / "fjord.txt").write_text(f"Alle må ha {evil} båter.\n", encoding="utf-8")
    names = MappingProxyType(dict.fromkeys(("nb", "nn", "en"), evil))
    themes = Themes((Theme(evil, names, ("båt",)), *THEMES.listed[1:]))
    found = collect_proposals(load_library(tiny_documents), themes)
    source = render_proposals_frame(found, BOKMAL) + render_proposals_table(found, ALL, BOKMAL)
    html = Html(source)
    assert evil in attributes(html, "button", "data-theme")
    assert f"«Alle må ha {evil} båter.»" in html.text_in(tag="tbody")
    assert {tag for tag, _ in html.elements} <= {
        "section", "h2", "h3", "p", "form", "label", "input", "select", "option", "div", "span",
        "button", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "abbr", "a",
    }  # fmt: skip
    for tag, given in html.elements:
        assert not {name for name in given if name.startswith("on") or name in {"src", "style"}}, (
            tag
        )
        assert (given.get("href") or "?doc=").startswith("?doc=")


@pytest.mark.parametrize("texts", [BOKMAL, NYNORSK, ENGLISH])
def test_the_headings_are_in_order_and_every_reference_is_met(
    proposals: Proposals, texts: ProposalsTexts
) -> None:
    html = Html(
        render_proposals_frame(proposals, texts) + render_proposals_table(proposals, ALL, texts)
    )
    assert [tag for tag, _ in html.elements if re.fullmatch(r"h\d", tag)] == ["h2", "h3", "h3"]
    ids = [given["id"] for _, given in html.elements if "id" in given]
    assert len(set(ids)) == len(ids)
    assert {g["aria-labelledby"] for _, g in html.elements if "aria-labelledby" in g} <= set(ids)


def test_script_and_style_speak_of_classes_that_exist(proposals: Proposals) -> None:
    source = render_proposals_frame(proposals, BOKMAL)
    source += render_proposals_table(proposals, Selection(words="ingensteds"), BOKMAL)
    written = set(re.findall(r"hmh-[a-z-]+", source))
    for file in (SCRIPT, STYLE):
        named = re.findall(r"\.(hmh-[a-z-]+[a-z])", file.read_text(encoding="utf-8"))
        assert named
        assert set(named) - {"hmh-heat"} <= written | {"hmh-kind", "hmh-sentence", "hmh-cite"}
