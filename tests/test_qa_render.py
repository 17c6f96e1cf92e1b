from __future__ import annotations

import json
import re
from dataclasses import replace
from types import MappingProxyType

import pytest
from chat_examples import Html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from qa_examples import BOAT_PROPOSALS, cite, make_library

from corpus.catalogue import Organisation
from corpus.library import Library
from corpus.strength import Strength
from embeddings.language import Language
from evals.statements import NameFinder, read_statements
from qa.answer import (
    AliasGuess,
    Answer,
    Citation,
    Finding,
    Outside,
    OutsideKind,
    Retrieved,
    Status,
)
from qa.place import Place
from qa.render import answer_record, render_markdown, render_text
from qa.sought import Sought
from qa.wording import wording_of

HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "<img src=x onerror=alert(1)>", "<script>alert(1)</script>", "<b>", "<!--", "]]>",
                "[klikk](http://ond.example)", "![bilde](http://ond.example/x.png)", "[1]", "](",
                "[1]: http://ond.example", "<http://ond.example>", "http://ond.example",
                "www.ond.example", "a@ond.example", "`", "```", "``kode``", "&lt;b&gt;", "&amp;",
                "&#60;", "&copy;", "*", "**", "_", "~~", "\\", "\\*", "$x$", "$$", "\\(", "# ",
                "1. ", "- ", "+ ", "> ", "    ", "---", "===", "| a |\n|---|\n", "\n", "\n\n", "\t",
                "\r\n", "»", "«", "ikke", "60 %", "§ 12-3",
            ]
        ),
        st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return make_library(tmp_path_factory.mktemp("harbours") / "documents")


def organisation(library: Library, identifier: str) -> Organisation:
    (found,) = (o for o in library.catalogue.organisations if o.id == identifier)
    return found


def finding(library: Library, identifier: str, *citations: Citation) -> Finding:
    owner = organisation(library, identifier)
    return Finding(
        organisation=owner,
        status=Status.FOUND if citations else Status.SILENT,
        citations=citations,
        searched=tuple(document.id for document in library.documents_of(owner)),
        leading=citations[0] if citations else None,
    )


def answer(*findings: Finding, guesses: tuple[AliasGuess, ...] = ()) -> Answer:
    return Answer(
        question="Hva\tmener de? ",
        understood_as="Hva mener de?",
        answered=any(found.citations for found in findings),
        confidence=0.123456789,
        findings=findings,
        guesses=guesses,
        retrieved=(Retrieved("fyr:0-76", "fyr", 0, 76, 2.00000049, "Fyrvokterlaget"),),
        timings_ms=MappingProxyType({"embed": 1.0, "search": 2.0, "total": 3.5}),
    )


def harbour_answer(library: Library) -> Answer:
    storm = cite(library, "havn", "Stormvarsling bør være gratis for alle.", 1)
    quay = cite(library, "havn-2", "Staten må betale for nye kaier i nord.", 2)
    lights = cite(library, "fyr", "Fyrvokterlaget støtter ikke nedleggelse av fyr.", 3)
    return answer(
        finding(
            library,
            "havn",
            replace(
                storm, section=("Havn", "Vær"), strength=Strength.RECOMMENDS, lines="7-9", page=2
            ),
            replace(quay, strength=Strength.DEMANDS, lines="12", item="4"),
        ),
        finding(library, "fyr", lights),
        finding(library, "los"),
        finding(library, "taus"),
    )


def shown(markdown: str) -> Html:
    renderer = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return Html(f"<main>{renderer.render(markdown)}</main>")


TEXT = """\
HF (2024) · Anbefaler · Havn · Vær · linje 7–9 · side 2
  [1] «Stormvarsling bør være gratis for alle.»
Fyrvokterlaget (ca. 2021) · Går imot
  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
Losforeningen (2015)
  Jeg finner ingenting om dette.
Tauslaget
  Jeg finner ingenting om dette.

HAVNEFORBUNDET (HF)

Havneplattform · politisk plattform · 2024

  [1] «Stormvarsling bør være gratis for alle.»
      Anbefaler · Havn · Vær · linje 7–9 · side 2

Innspill om kaier · høringsinnspill · 2020

  [2] «Staten må betale for nye kaier i nord.»
      Krever · punkt 4 · linje 12

FYRVOKTERLAGET

Innspill om fyr · høringsinnspill · ca. 2021

  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
      Går imot

Jeg finner ingenting om dette hos Losforeningen (Innspill om los, 2015) og Tauslaget."""

ENGLISH_TEXT = """\
HF (2024) · Recommends · Havn · Vær · lines 7–9 · page 2
  [1] «Stormvarsling bør være gratis for alle.»
Fyrvokterlaget (c. 2021) · Opposes
  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
Losforeningen (2015)
  I find nothing about this.
Tauslaget
  I find nothing about this.

HAVNEFORBUNDET (HF)

Havneplattform · policy platform · 2024

  [1] «Stormvarsling bør være gratis for alle.»
      Recommends · Havn · Vær · lines 7–9 · page 2

Innspill om kaier · hearing statement · 2020

  [2] «Staten må betale for nye kaier i nord.»
      Demands · item 4 · line 12

FYRVOKTERLAGET

Innspill om fyr · hearing statement · c. 2021

  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
      Opposes

I find nothing about this from Losforeningen (Innspill om los, 2015) and Tauslaget."""

NYNORSK_TEXT = """\
HF (2024) · Tilrår · Havn · Vær · linje 7–9 · side 2
  [1] «Stormvarsling bør være gratis for alle.»
Fyrvokterlaget (ca. 2021) · Går imot
  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
Losforeningen (2015)
  Eg finn ikkje noko om dette.
Tauslaget
  Eg finn ikkje noko om dette.

HAVNEFORBUNDET (HF)

Havneplattform · politisk plattform · 2024

  [1] «Stormvarsling bør være gratis for alle.»
      Tilrår · Havn · Vær · linje 7–9 · side 2

Innspill om kaier · høyringsinnspel · 2020

  [2] «Staten må betale for nye kaier i nord.»
      Krev · punkt 4 · linje 12

FYRVOKTERLAGET

Innspill om fyr · høyringsinnspel · ca. 2021

  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»
      Går imot

Eg finn ikkje noko om dette hos Losforeningen (Innspill om los, 2015) og Tauslaget."""

TEXTS: dict[Language, str] = {"nb": TEXT, "nn": NYNORSK_TEXT, "en": ENGLISH_TEXT}


@pytest.mark.parametrize("language", TEXTS)
def test_the_terminal_shows_all_side_by_side_and_then_each_with_its_documents_and_excerpts(
    library: Library, language: Language
) -> None:
    given_answer = replace(harbour_answer(library), language=language)
    assert render_text(given_answer, library) == TEXTS[language]


@pytest.mark.parametrize("language", TEXTS)
def test_the_chat_shows_the_same_words_and_each_number_links_to_its_place(
    library: Library, language: Language
) -> None:
    given_answer = replace(harbour_answer(library), language=language)
    html = shown(render_markdown(given_answer, library))
    excerpt = ["blockquote", "p", "a", "p", "strong"]
    assert [tag for tag, _ in html.elements] == [
        "main",
        *["table", "thead", "tr", "th", "th", "th", "th", "tbody"],
        *["tr", "td", "td", "a", "td", "td"] * 2,
        *["tr", "td", "em", "td", "em", "td", "td"] * 2,
        *["h4", "p", "em", *excerpt],
        *["p", "em", *excerpt],
        *["h4", "p", "em", *excerpt],
        "p",
    ]
    links = [Place(c.document_id, (c.start, c.end)).link for c in given_answer.citations]
    first, _, third = links
    assert [attributes["href"] for tag, attributes in html.elements if tag == "a"] == [
        first, third, *links
    ]  # fmt: skip
    assert html.text_in(tag="a") == "13123"
    assert html.text_in(tag="h4") == "Havneforbundet (HF)Fyrvokterlaget"
    for line in TEXTS[language].splitlines():
        for words in re.sub(r"\[\d\]", "", line).split(" · "):
            assert words.strip().casefold() in html.text_in(tag="main").casefold()


def test_one_organisation_alone_is_set_beside_nobody(library: Library) -> None:
    one = finding(library, "fyr", cite(library, "fyr", "Radio er et godt tillegg."))
    assert "|" not in render_markdown(answer(one), library)
    assert render_text(answer(one), library).startswith("FYRVOKTERLAGET")


def led_by(library: Library, quote: str, words: str) -> Citation:
    """A citation of the quotation, led by words of it."""
    citation = cite(library, "havn-2", quote)
    first = citation.start + quote.index(words)
    return replace(citation, lead=(first, first + len(words)))


KAIER = "Kaiene råtner. Staten må betale for nye kaier i nord. Kommunene har ikke penger."


@pytest.mark.parametrize("words", re.findall(r"[^.]+\.", KAIER))
def test_the_sentence_that_leads_is_bold_in_its_excerpt(library: Library, words: str) -> None:
    citation = led_by(library, KAIER, words.strip())
    html = shown(render_markdown(answer(finding(library, "havn", citation)), library))
    assert f"«{KAIER}»" in html.text_in(tag="blockquote")
    assert html.text_in(tag="strong").startswith(words.strip())


def test_several_organisations_are_set_side_by_side_by_the_sentences_that_lead(
    library: Library,
) -> None:
    citation = led_by(library, KAIER, "Staten må betale for nye kaier i nord.")
    text = render_text(answer(finding(library, "havn", citation), finding(library, "fyr")), library)
    assert text.splitlines()[1] == "  [1] «Staten må betale for nye kaier i nord.»"


@given(HOSTILE, HOSTILE, HOSTILE)
def test_whatever_leads_the_excerpt_is_shown_as_it_stands(
    library: Library, before: str, lead: str, after: str
) -> None:
    quote = before + lead + after
    citation = replace(
        cite(library, "fyr", "Radio er et godt tillegg."),
        end=len(quote),
        start=0,
        quote=quote,
        lead=(len(before), len(before) + len(lead)),
    )
    assert citation.leading_words == lead
    markdown = render_markdown(answer(finding(library, "fyr", citation)), library)
    plain = render_markdown(answer(finding(library, "fyr", replace(citation, lead=None))), library)
    led, whole = shown(markdown), shown(plain)
    assert led.text_in(tag="blockquote") == whole.text_in(tag="blockquote")


def test_a_list_says_how_many_items_each_document_has_and_of_which_chapter(
    library: Library,
) -> None:
    boats = [
        replace(cite(library, "havn", words, number), section=("Båter",))
        for number, words in enumerate(BOAT_PROPOSALS[:3], 1)
    ]
    quay = cite(library, "havn-2", "Staten må betale for nye kaier i nord.", 4)
    listing = replace(answer(finding(library, "havn", *boats, quay)), sought=Sought.LIST)
    assert (
        "Havneplattform · politisk plattform · 2024\n\n"
        "Båter: 3 punkter, i kildens rekkefølge\n\n  [1]"
    ) in render_text(listing, library)
    assert "2020\n\n1 punkt\n\n  [4]" in render_text(listing, library)
    html = shown(render_markdown(listing, library))
    assert "Båter: 3 punkter, i kildens rekkefølge" in html.text_in(tag="em")
    unlike = (boats[0], replace(boats[1], section=("Vær",)))
    disordered = (boats[1], boats[0])
    for citations, caption in (
        (unlike, "2 items, in the order of the source"),
        (disordered, "Båter: 2 items"),
        (boats[:1], "Båter: 1 item"),
    ):
        given_answer = replace(
            answer(finding(library, "havn", *citations)), sought=Sought.LIST, language="en"
        )
        assert f"2024\n\n{caption}\n\n" in render_text(given_answer, library)


def test_where_no_list_was_asked_for_nothing_is_counted(library: Library) -> None:
    assert "punkter" not in render_text(harbour_answer(library), library)


def test_rows_and_excerpts_that_cite_are_statements_and_captions_are_none(library: Library) -> None:
    listing = replace(harbour_answer(library), sought=Sought.LIST)
    names = NameFinder(library.catalogue.organisations)
    statements = read_statements(render_markdown(listing, library), names)
    assert [(s.numbers, sorted(s.speakers)) for s in statements] == [
        ((1,), ["havn"]), ((3,), ["fyr"]),
        ((1,), ["havn"]), ((2,), ["havn"]), ((3,), ["fyr"]), ((), ["los", "taus"]),
    ]  # fmt: skip


def test_a_guess_is_told_first(library: Library) -> None:
    guess = AliasGuess("havnefolka", organisation(library, "havn"))
    found = finding(library, "fyr", cite(library, "fyr", "Radio er et godt tillegg."))
    text = render_text(answer(found, guesses=(guess,)), library)
    assert text.startswith(
        "«havnefolka» er forstått som Havneforbundet (HF). Det er en gjetning.\n\nFYRVOKTERLAGET"
    )


def test_nothing_found_says_so_and_which_documents_were_searched(library: Library) -> None:
    everybody = [finding(library, o.id) for o in library.catalogue.organisations]
    assert render_text(answer(*everybody), library) == (
        "Jeg finner ingenting i dokumentene som svarer på dette.\n\n"
        "Gjennomsøkt: HF, Havneplattform (2024); HF, Innspill om kaier (2020); "
        "Fyrvokterlaget, Innspill om fyr (ca. 2021); Losforeningen, Innspill om los (2015)."
    )
    assert render_text(answer(finding(library, "fyr"), finding(library, "los")), library) == (
        "Jeg finner ingenting hos Fyrvokterlaget og Losforeningen som svarer på dette.\n\n"
        "Gjennomsøkt: Fyrvokterlaget, Innspill om fyr (ca. 2021); "
        "Losforeningen, Innspill om los (2015)."
    )


def test_where_no_document_could_be_searched_none_are_listed(library: Library) -> None:
    assert render_text(answer(finding(library, "taus")), library) == (
        "Jeg finner ingenting hos Tauslaget som svarer på dette."
    )


def refusal_with_nearest(library: Library) -> Answer:
    nearest = (
        cite(library, "los", "Losen må være om bord i alle store skip.", 1),
        cite(library, "fyr", "Radio er et godt tillegg.", 2),
    )
    return replace(
        answer(finding(library, "fyr"), finding(library, "los")), nearest=nearest, language="en"
    )


def test_what_comes_nearest_to_an_unanswered_question_is_shown_as_just_that(
    library: Library,
) -> None:
    assert render_text(refusal_with_nearest(library), library) == (
        "I find nothing from Fyrvokterlaget and Losforeningen that answers this.\n\n"
        "Searched: Fyrvokterlaget, Innspill om fyr (c. 2021); "
        "Losforeningen, Innspill om los (2015).\n\n"
        "This is the closest that I find, and it may not answer the question:\n\n"
        "LOSFORENINGEN\n\nInnspill om los · private member’s motion · 2015\n\n"
        "  [1] «Losen må være om bord i alle store skip.»\n      Opposes\n\n"
        "FYRVOKTERLAGET\n\nInnspill om fyr · hearing statement · c. 2021\n\n"
        "  [2] «Radio er et godt tillegg.»\n      Opposes"
    )


@pytest.mark.parametrize(
    ("understood", "sought", "supposes"),
    [
        ("Hva mener de om fyr?", Sought.POSITION, False),
        ("fyr", Sought.POSITION, False),
        ("Hvilke fyr foreslår de?", Sought.LIST, False),
        ("Hvorfor vil de slukke fyrene?", Sought.POSITION, True),
        ("Stemmer det at de vil slukke fyrene?", Sought.POSITION, True),
        ("Når vil de slukke fyrene?", Sought.DATE, True),
    ],
)
def test_only_a_question_that_supposes_something_is_said_to(
    library: Library, understood: str, sought: Sought, supposes: bool
) -> None:
    refusal = replace(refusal_with_nearest(library), understood_as=understood, sought=sought)
    assert ("the question may rest on" in render_text(refusal, library)) == supposes


def test_the_nearest_sentences_stand_under_who_says_them_and_in_the_record(
    library: Library,
) -> None:
    record = answer_record(refusal_with_nearest(library), library)
    assert [(c["number"], c["organisation"]) for c in record["citations"]] == [
        (1, "los"),
        (2, "fyr"),
    ]
    assert [o["status"] for o in record["organisations"]] == ["silent", "silent"]
    statements = read_statements(record["text"], NameFinder(library.catalogue.organisations))
    assert [(s.numbers, s.speakers) for s in statements if s.numbers] == [
        ((1,), {"los"}),
        ((2,), {"fyr"}),
    ]


def test_what_the_collection_does_not_hold_is_named_beside_what_it_holds(library: Library) -> None:
    fleet = Outside("Rederilaget", OutsideKind.ORGANISATION)
    anglers = Outside("fiskerne <b>", OutsideKind.ORGANISATION)
    year, other_year = Outside("2010", OutsideKind.YEAR), Outside("2011", OutsideKind.YEAR)
    found = finding(library, "fyr", cite(library, "fyr", "Radio er et godt tillegg."))
    holds = (
        "Dokumentene i samlingen er fra HF (2024, 2020), Fyrvokterlaget (ca. 2021) og "
        "Losforeningen (2015).\n\n"
    )
    assert render_text(replace(answer(found), outside=(fleet,)), library).startswith(
        f"Samlingen har ingen dokumenter fra Rederilaget. {holds}FYRVOKTERLAGET"
    )
    refused = replace(answer(finding(library, "fyr")), outside=(year, fleet, other_year, anglers))
    assert render_text(refused, library).startswith(
        "Samlingen har ingen dokumenter fra Rederilaget eller fiskerne <b>. "
        f"Ingen av dokumentene er fra eller nevner 2010 eller 2011. {holds}"
        "Jeg finner ingenting hos Fyrvokterlaget som svarer på dette."
    )
    assert "<b>" not in render_markdown(refused, library)
    assert render_text(
        replace(answer(found), outside=(year, fleet), language="nn"), library
    ).startswith(
        "Samlinga har ingen dokument frå Rederilaget. Ingen av dokumenta er frå eller nemner "
        "2010. Dokumenta i samlinga er frå HF (2024, 2020), Fyrvokterlaget (ca. 2021) og "
        "Losforeningen (2015)."
    )
    assert render_text(replace(answer(found), outside=(year,), language="en"), library).startswith(
        "None of the documents is from or mentions 2010. The documents in the collection are from "
        "HF (2024, 2020), Fyrvokterlaget (c. 2021) and Losforeningen (2015)."
    )


@given(st.data())
def test_no_text_of_documents_or_people_is_read_as_markup(
    library: Library, data: st.DataObject
) -> None:
    name, title, heading, word, quote = (data.draw(HOSTILE) for _ in range(5))
    html = shown(render_markdown(*hostile(library, name, title, heading, word, quote)))
    harmless = shown(
        render_markdown(*hostile(library, "navn", "tittel", "kapittel", "ord", "sitat"))
    )
    assert html.elements == harmless.elements
    assert f"«{quote}» 1" in html.text_in(tag="blockquote")
    assert heading.strip() in html.text_in(tag="blockquote")
    assert title.strip() in html.text_in(tag="em")
    assert name.strip() in html.text_in(tag="h4")
    assert f"«{word}»" in html.text_in(tag="main")
    assert f"fra {word}. " in html.text_in(tag="main")


@given(st.data())
def test_a_row_has_four_cells_and_a_found_one_is_a_statement_whatever_its_texts_are(
    library: Library, data: st.DataObject
) -> None:
    name, heading, quote = (data.draw(HOSTILE) for _ in range(3))
    markdown = render_markdown(*hostile(library, name, "tittel", heading, "ord", quote))
    table = markdown[markdown.index("| Organisasjon") : markdown.index("\n\n####")]
    tokens = MarkdownIt("commonmark").enable("table").parse(table)
    kinds = [token.type for token in tokens if token.type in {"tr_open", "td_open"}]
    assert kinds == ["tr_open", *["tr_open", "td_open", "td_open", "td_open", "td_open"] * 2]
    cells = [html.text_in(tag="td") for html in map(Html, cells_of(table))]
    assert cells[1] == f"«{quote}» 1"
    assert cells[3] == heading
    assert cells[6:] == ["", ""]
    (statement,) = read_statements(table, NameFinder([]))
    assert statement.numbers == (1,)


def cells_of(table: str) -> list[str]:
    html = MarkdownIt("commonmark").enable("table").render(table)
    return re.findall(r"<td>.*?</td>", html, re.DOTALL)


def hostile(
    library: Library, name: str, title: str, heading: str, word: str, quote: str
) -> tuple[Answer, Library]:
    """An answer with these texts, and the library that it is from."""
    document = library.documents["fyr"]
    owner = replace(document.organisation, name=name, short=name)
    entry = replace(document.entry, organisation=owner, title=title)
    documents = MappingProxyType({"fyr": replace(document, entry=entry)})
    citation = replace(
        cite(library, "fyr", "Radio"), quote=quote, section=(heading,), strength=Strength.REPORTS
    )
    given_answer = answer(
        Finding(owner, Status.FOUND, (citation,), ("fyr",), citation),
        Finding(replace(owner, id="annen"), Status.SILENT, (), ()),
        guesses=(AliasGuess(word, owner),),
    )
    outside = (Outside(word, OutsideKind.ORGANISATION),)
    changed = replace(library, documents=documents)
    return replace(given_answer, outside=outside, sought=Sought.LIST), changed


@given(HOSTILE, HOSTILE)
def test_no_text_is_read_as_markup_where_nothing_was_found(
    library: Library, name: str, title: str
) -> None:
    document = library.documents["fyr"]
    owner = replace(document.organisation, name=name, short=name)
    entry = replace(document.entry, organisation=owner, title=title)
    changed = replace(library, documents=MappingProxyType({"fyr": replace(document, entry=entry)}))
    html = shown(render_markdown(answer(Finding(owner, Status.SILENT, (), ("fyr",))), changed))
    assert html.elements == [("main", {}), ("p", {}), ("p", {})]
    assert f"hos {name} som" in html.text_in(tag="main")
    assert f"{name}, {title} (ca. 2021)" in html.text_in(tag="main")


RECORD_TYPES = {
    "id": (str, type(None)), "question": str, "understood_as": str, "answered": bool,
    "confidence": float, "text": str, "organisations": list, "citations": list, "summary": list,
    "retrieved": list, "timings_ms": dict,
}  # fmt: skip
CITATION_TYPES = {
    "number": int, "document": str, "organisation": str, "section": list, "start": int, "end": int,
    "quote": str, "strength": str, "lines": (str, type(None)), "page": (int, type(None)),
}  # fmt: skip
RETRIEVED_TYPES = {
    "passage": str, "document": str, "start": int, "end": int, "score": float, "text": str,
}  # fmt: skip


def assert_types(given_object: dict[str, object], types: dict[str, object]) -> None:
    assert list(given_object) == list(types)
    for key, kind in types.items():
        assert isinstance(given_object[key], kind), key  # type: ignore[arg-type]


def test_the_record_has_the_keys_and_types_of_the_benchmark(library: Library) -> None:
    record = json.loads(json.dumps(answer_record(harbour_answer(library), library, "q1")))
    assert_types(record, RECORD_TYPES)
    for citation in record["citations"]:
        assert_types(citation, CITATION_TYPES)
    for result in record["retrieved"]:
        assert_types(result, RETRIEVED_TYPES)
    assert record["organisations"] == [
        {"id": "havn", "status": "found"},
        {"id": "fyr", "status": "found"},
        {"id": "los", "status": "silent"},
        {"id": "taus", "status": "silent"},
    ]
    assert record["summary"] == []
    assert all(isinstance(heading, str) for c in record["citations"] for heading in c["section"])
    assert all(isinstance(spent, float) for spent in record["timings_ms"].values())


def test_the_record_says_what_the_answer_says(library: Library) -> None:
    given_answer = harbour_answer(library)
    record = answer_record(given_answer, library)
    assert record["id"] is None
    assert record["question"] == "Hva\tmener de? "
    assert record["understood_as"] == "Hva mener de?"
    assert record["answered"] is True
    assert record["confidence"] == 0.123457
    assert record["text"] == render_markdown(given_answer, library)
    assert record["citations"][0] == {
        "number": 1,
        "document": "havn",
        "organisation": "havn",
        "section": ["Havn", "Vær"],
        "start": given_answer.citations[0].start,
        "end": given_answer.citations[0].end,
        "quote": "Stormvarsling bør være gratis for alle.",
        "strength": "recommends",
        "lines": "7-9",
        "page": 2,
    }
    assert record["retrieved"] == [
        {
            "passage": "fyr:0-76",
            "document": "fyr",
            "start": 0,
            "end": 76,
            "score": 2.0,
            "text": "Fyrvokterlaget",
        }
    ]


def test_rendering_counts_towards_the_total_time(library: Library) -> None:
    timings = answer_record(harbour_answer(library), library)["timings_ms"]
    assert set(timings) == {"embed", "search", "render", "total"}
    assert timings["total"] == pytest.approx(3.5 + timings["render"], abs=0.002)


def test_a_question_that_was_read_otherwise_than_typed_is_shown(library: Library) -> None:
    given = answer(
        finding(
            library, "havn", cite(library, "havn", "Stormvarsling bør være gratis for alle.", 1)
        )
    )
    assert "Forstått som" not in render_text(given, library)
    corrected = replace(given, question="vha mener de?", understood_as="hva mener de <b>?")
    assert "Forstått som: hva mener de <b>?" in render_text(corrected, library)
    assert "<b>" not in render_markdown(corrected, library)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_what_is_taken_for_granted_is_pointed_out_above_an_answer(
    library: Library, language: Language
) -> None:
    one = finding(library, "fyr", cite(library, "fyr", "Radio er et godt tillegg."))
    plain = replace(answer(one), understood_as="Hva mener de om radio?", language=language)
    asked = replace(plain, understood_as="Hvorfor vil de forby radio?")
    granted = wording_of(language).granted
    assert granted in render_text(asked, library)
    assert granted not in render_text(plain, library)
    silent = replace(asked, answered=False, findings=(finding(library, "fyr"),))
    assert granted not in render_text(silent, library)
