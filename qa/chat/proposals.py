"""The proposals as HTML: a form, a map of organisations and themes, and the list.

All text that comes from documents or catalogue is escaped. The form and the map are written once;
the list is written anew for each selection, so that who types in the form is not disturbed. What
the page's script (``script/proposals.js``) reads stands in ``data-`` attributes.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from html import escape

from corpus.catalogue import Organisation
from corpus.strength import Strength
from qa.chat.colours import colour_class
from qa.chat.texts.proposals import ProposalsTexts
from qa.phrases import document_line, name_in_full, name_with_years, place_in_words
from qa.place import Place
from qa.proposals import Proposal, Proposals, count_proposals
from qa.selection import LONGEST_SEARCH, Selection, SortKey, select
from qa.themes import Theme
from qa.wording import wording_of

MOST_ROWS = 500
"""How many proposals the list shows at most."""

# Shares of an organisation's proposals at which the next shade of the map begins.
_SHADES = (0.0, 0.05, 0.1, 0.2, 0.35)


def render_proposals_frame(proposals: Proposals, texts: ProposalsTexts) -> str:
    """The form and the map, which stay as they are while the list changes."""
    return (
        '<section class="hmh-proposals" aria-labelledby="hmh-proposals-heading">'
        f'<h2 id="hmh-proposals-heading">{escape(texts.heading)}</h2>'
        f'<p class="hmh-note">{escape(texts.intro)}</p>'
        f"{_form(proposals, texts)}{_map(proposals, texts)}</section>"
    )


def render_proposals_table(
    proposals: Proposals, selection: Selection, texts: ProposalsTexts
) -> str:
    """The list of the proposals that are wanted, in the order that is wanted."""
    chosen = select(proposals, selection, texts.language)
    said = texts.results_caption.format(count=len(chosen), total=len(proposals.listed))
    heads = "".join(
        _head(key, label, selection, texts)
        for key, label in (
            (SortKey.ORGANISATION, texts.organisation),
            (SortKey.THEME, texts.theme),
            (SortKey.STRENGTH, texts.strength),
            (None, texts.sentence),
            (SortKey.PLACE, texts.place),
        )
    )
    rows = "".join(_row(proposal, proposals, texts) for proposal in chosen[:MOST_ROWS])
    return (
        '<section class="hmh-list" aria-labelledby="hmh-list-heading">'
        f'<h3 id="hmh-list-heading" tabindex="-1">{escape(texts.results_heading)}</h3>'
        '<table class="hmh-results">'
        f'<caption aria-live="polite">{escape(said)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f"{_note(len(chosen), texts)}</section>"
    )


def _form(proposals: Proposals, texts: ProposalsTexts) -> str:
    wording = wording_of(texts.language)
    held = {proposal.strength for proposal in proposals.listed}
    organisations = [(o.id, name_in_full(o)) for o in _organisations(proposals)]
    themes = [(theme.id, theme.names[texts.language]) for theme in _themes(proposals)]
    strengths = [(s.value, wording.strengths[s]) for s in Strength if s in held]
    return (
        f'<form class="hmh-filter" role="search" aria-label="{escape(texts.search_label)}">'
        f'<label class="hmh-search">{escape(texts.search_label)}'
        f'<input type="search" name="words" maxlength="{LONGEST_SEARCH}" autocomplete="off" '
        f'placeholder="{escape(texts.search_placeholder)}"></label>'
        + _select("organisation", texts.organisation_label, texts.all_organisations, organisations)
        + _select("theme", texts.theme_label, texts.all_themes, themes)
        + _select("strength", texts.strength_label, texts.all_strengths, strengths)
        + '<div class="hmh-filter-actions">'
        f'<button type="button" data-reset>{escape(texts.reset)}</button>'
        '<div role="group" aria-labelledby="hmh-save">'
        f'<span id="hmh-save">{escape(texts.download)}</span>'
        '<button type="button" data-format="xlsx">Excel</button>'
        '<button type="button" data-format="csv">CSV</button></div></div></form>'
    )


def _select(name: str, label: str, everything: str, options: Iterable[tuple[str, str]]) -> str:
    listed = "".join(
        f'<option value="{escape(value)}">{escape(words)}</option>'
        for value, words in (("", everything), *options)
    )
    return f'<label>{escape(label)}<select name="{name}">{listed}</select></label>'


def _map(proposals: Proposals, texts: ProposalsTexts) -> str:
    organisations = _organisations(proposals)
    counts = count_proposals(proposals.listed)
    totals = Counter(proposal.organisation_id for proposal in proposals.listed)
    heads = "".join(
        f'<th scope="col" class="{colour_class(proposals.library.catalogue, o.id)}">'
        f'<abbr title="{escape(o.name)}">{escape(o.short)}</abbr></th>'
        for o in organisations
    )
    rows = "".join(
        _map_row(theme, organisations, counts, totals, texts) for theme in _themes(proposals)
    )
    sums = "".join(f"<td>{totals[o.id]}</td>" for o in organisations)
    total = escape(texts.total)
    return (
        f'<h3 id="hmh-map-heading">{escape(texts.map_heading)}</h3>'
        f'<p class="hmh-note">{escape(texts.map_note)}</p>'
        '<div class="hmh-map" role="region" aria-labelledby="hmh-map-heading" tabindex="0">'
        f'<table><caption class="hmh-unseen">{escape(texts.map_caption)}</caption>'
        f'<thead><tr><th scope="col">{escape(texts.theme)}</th>{heads}'
        f'<th scope="col">{total}</th></tr></thead><tbody>{rows}</tbody>'
        f'<tfoot><tr><th scope="row">{total}</th>{sums}<td>{totals.total()}</td></tr></tfoot>'
        "</table></div>"
    )


def _map_row(
    theme: Theme,
    organisations: Sequence[Organisation],
    counts: Counter[tuple[str, str]],
    totals: Counter[str],
    texts: ProposalsTexts,
) -> str:
    row = [(organisation, counts[organisation.id, theme.id]) for organisation in organisations]
    cells = "".join(
        _cell(organisation, theme, count, totals[organisation.id], texts)
        for organisation, count in row
    )
    return (
        f'<tr><th scope="row">{escape(theme.names[texts.language])}</th>{cells}'
        f"<td>{sum(count for _, count in row)}</td></tr>"
    )


def _cell(
    organisation: Organisation, theme: Theme, count: int, total: int, texts: ProposalsTexts
) -> str:
    if not count:
        return '<td class="hmh-heat-0">0</td>'
    # A name must begin with what is shown.
    name = f"{count}: {organisation.short}, {theme.names[texts.language]}"
    return (
        f'<td><button type="button" class="hmh-heat-{bisect_right(_SHADES, count / total)}" '
        f'data-organisation="{escape(organisation.id)}" data-theme="{escape(theme.id)}" '
        f'aria-label="{escape(name)}">{count}</button></td>'
    )


def _note(count: int, texts: ProposalsTexts) -> str:
    """That nothing fits, or that not all that fits is shown."""
    if 0 < count <= MOST_ROWS:
        return ""
    note = texts.first.format(count=MOST_ROWS) if count else texts.none
    return f'<p class="hmh-note">{escape(note)}</p>'


def _head(key: SortKey | None, label: str, selection: Selection, texts: ProposalsTexts) -> str:
    if key is None:
        return f'<th scope="col" class="hmh-unseen">{escape(label)}</th>'
    sorted_so = ""
    if key is selection.sort:
        direction = "descending" if selection.descending else "ascending"
        sorted_so = f' aria-sort="{direction}"'
    hint = escape(texts.sort_by.format(column=label))
    return (
        f'<th scope="col"{sorted_so}><button type="button" data-sort="{key.value}" '
        f'title="{hint}">{escape(label)}</button></th>'
    )


def _row(proposal: Proposal, proposals: Proposals, texts: ProposalsTexts) -> str:
    wording = wording_of(texts.language)
    entry = proposals.library.documents[proposal.document_id].entry
    theme = proposals.themes.by_id[proposal.theme].names[texts.language]
    document = document_line(entry, wording)
    place = place_in_words(proposal, wording)
    link = Place(proposal.document_id, (proposal.start, proposal.end)).link
    return (
        f'<tr><th scope="row">{escape(name_with_years(entry.organisation, [entry], wording))}'
        f' <span class="hmh-kind">{escape(wording.kinds[entry.kind])}</span></th>'
        f"<td>{escape(theme)}</td><td>{escape(wording.strengths[proposal.strength])}</td>"
        f'<td class="hmh-sentence" lang="no">«{escape(proposal.quote)}»</td>'
        f'<td><a class="hmh-cite" href="{escape(link)}" title="{escape(document)}">'
        f"{escape(place or entry.title)}</a></td></tr>"
    )


def _organisations(proposals: Proposals) -> tuple[Organisation, ...]:
    return proposals.library.catalogue.organisations


def _themes(proposals: Proposals) -> Sequence[Theme]:
    """The themes that are proposed something about, in their order."""
    held = {proposal.theme for proposal in proposals.listed}
    return [theme for theme in proposals.themes.listed if theme.id in held]
