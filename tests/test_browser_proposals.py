"""The list of all proposals: searched, filtered, sorted and saved in the browser."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from io import BytesIO, StringIO

import openpyxl
import pytest
from browser_support import guarded_page, saved
from playwright.sync_api import Browser, Locator, Page, expect

from corpus.library import load_library
from corpus.strength import Strength
from qa.chat.texts import BOKMAL
from qa.chat.texts.proposals import BOKMAL as WORDS
from qa.place import Place
from qa.proposals import Proposal, Proposals, collect_proposals
from qa.selection import Selection, SortKey, select
from qa.themes import load_themes
from qa.wording import wording_of
from settings import Settings

pytestmark = [
    pytest.mark.browser,
    pytest.mark.model,
    pytest.mark.filterwarnings("ignore::DeprecationWarning:gradio"),
]

KRAV = wording_of("nb").strengths[Strength.DEMANDS]


@pytest.fixture(scope="module")
def proposals() -> Proposals:
    folder = Settings().documents_dir
    library = load_library(folder)
    return collect_proposals(library, load_themes(folder, library))


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One page for all tests here: what is chosen among the proposals is not kept."""
    with guarded_page(browser) as opened:
        yield opened


@pytest.fixture
def listed(page: Page, address: str) -> Page:
    """The page at the address of the proposals, opened anew."""
    page.goto("about:blank")
    page.goto(f"{address}/#forslag")
    page.locator(".hmh-results tbody tr").first.wait_for()
    return page


def _shows(page: Page, wanted: Sequence[Proposal], total: int) -> None:
    """Wait until the list is of these proposals, each with its sentence, place and order."""
    caption = WORDS.results_caption.format(count=len(wanted), total=total)
    expect(page.locator(".hmh-results caption")).to_have_text(caption)
    links = [Place(p.document_id, (p.start, p.end)).link for p in wanted]
    page.wait_for_function(
        "links => JSON.stringify([...document.querySelectorAll('.hmh-results .hmh-cite')]"
        ".map(link => link.getAttribute('href'))) === JSON.stringify(links)",
        arg=links,
    )
    said = page.locator(".hmh-results .hmh-sentence").all_text_contents()
    assert said == [f"«{proposal.quote}»" for proposal in wanted]


def _field(page: Page, label: str) -> Locator:
    return page.locator(".hmh-filter").get_by_label(label)


def _head(page: Page, label: str) -> Locator:
    return page.get_by_role("columnheader", name=label, exact=True)


def test_proposals_are_searched_and_filtered(listed: Page, proposals: Proposals) -> None:
    page, total = listed, len(proposals.listed)
    _shows(page, proposals.listed, total)
    assert page.locator(".hmh-views [aria-current]").inner_text() == BOKMAL.frame.proposals
    _field(page, WORDS.search_label).fill("overdoser")
    found = [p for p in proposals.listed if re.search("overdos", f"{p.section} {p.quote}", re.I)]
    assert 3 < len(found) < total
    _shows(page, found, total)
    _field(page, WORDS.organisation_label).select_option("actis")
    found = [p for p in found if p.organisation_id == "actis"]
    _shows(page, found, total)
    _field(page, WORDS.strength_label).select_option(KRAV)
    found = [p for p in found if p.strength is Strength.DEMANDS]
    _shows(page, found, total)
    _field(page, WORDS.search_label).fill("overdoser zzz")
    expect(page.get_by_text(WORDS.none)).to_be_visible()
    page.get_by_role("button", name=WORDS.reset).click()
    _shows(page, proposals.listed, total)
    expect(_field(page, WORDS.search_label)).to_have_value("")


def test_proposals_are_sorted_in_both_directions(listed: Page, proposals: Proposals) -> None:
    page, total = listed, len(proposals.listed)
    heads = ((WORDS.organisation, SortKey.ORGANISATION), (WORDS.strength, SortKey.STRENGTH))
    for label, key in heads:
        button = _head(page, label).get_by_role("button")
        for direction in ("ascending", "descending"):
            button.press("Enter")
            expect(_head(page, label)).to_have_attribute("aria-sort", direction)
            wanted = Selection(sort=key, descending=direction == "descending")
            _shows(page, select(proposals, wanted, "nb"), total)
            expect(button).to_be_focused()
        assert page.locator("[aria-sort]").count() == 1
    for label, _ in heads:
        _head(page, label).get_by_role("button").click()
    _shows(page, select(proposals, Selection(sort=SortKey.STRENGTH), "nb"), total)


def test_a_number_of_the_map_opens_its_list(listed: Page, proposals: Proposals) -> None:
    page, total = listed, len(proposals.listed)
    _field(page, WORDS.search_label).fill("bolig")
    cells = page.locator(".hmh-map button")
    sums = [int(cell) for cell in cells.all_text_contents()]
    assert sum(sums) == total
    cell = cells.nth(sums.index(max(sums)))
    cell.click()
    organisation, theme = cell.get_attribute("data-organisation"), cell.get_attribute("data-theme")
    found = [p for p in proposals.listed if (p.organisation_id, p.theme) == (organisation, theme)]
    assert len(found) == max(sums)
    _shows(page, found, total)
    expect(cell).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("heading", name=WORDS.results_heading, exact=True)).to_be_focused()
    expect(_field(page, WORDS.search_label)).to_have_value("")
    expect(_field(page, WORDS.theme_label)).to_have_value(theme or "")
    page.get_by_role("link", name=BOKMAL.frame.conversation).click()
    expect(page.locator(".hmh-results")).to_be_hidden()
    page.go_back()
    expect(cell).to_have_attribute("aria-pressed", "true")
    _shows(page, found, total)


def test_a_file_holds_what_is_listed(listed: Page, proposals: Proposals) -> None:
    page, total = listed, len(proposals.listed)
    _field(page, WORDS.organisation_label).select_option("dok8")
    _head(page, WORDS.theme).get_by_role("button").click()
    wanted = Selection(organisation="dok8", sort=SortKey.THEME)
    found = select(proposals, wanted, "nb")
    assert len(found) > 10
    _shows(page, found, total)
    places = [(p.document_id, p.start, p.end) for p in found]

    excel = saved(page, "Excel")
    assert re.fullmatch(r"hvem-mener-hva-\d{4}-\d\d-\d\d\.xlsx", excel.name)
    (sheet,) = openpyxl.load_workbook(BytesIO(excel.content)).worksheets
    _, *rows = sheet.iter_rows(values_only=True)
    assert [row[-3:] for row in rows] == places
    assert [row[8] for row in rows] == [p.quote for p in found]

    text = saved(page, "CSV")
    assert text.name == excel.name.replace("xlsx", "csv")
    _, *lines = csv.reader(StringIO(text.content.decode("utf-8-sig")), delimiter=";")
    assert [line[8] for line in lines] == [f"«{p.quote}»" for p in found]
    assert [(line[-3], int(line[-2]), int(line[-1])) for line in lines] == places
    assert saved(page, "CSV") == text
