from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType

import pytest
from chat_examples import Html
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from qa_examples import cite, make_library

from corpus.catalogue import Organisation
from corpus.library import Library
from corpus.strength import Strength
from qa.answer import AliasGuess, Answer, Citation, Finding, Retrieved, Status
from qa.render import answer_record, render_markdown, render_text

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
HAVNEFORBUNDET (HF)

Havneplattform · politisk plattform · 2024

  [1] «Stormvarsling bør være gratis for alle.»
      Havn · Vær · linje 7–9 · side 2

Innspill om kaier · høringsinnspill · 2020

  [2] «Staten må betale for nye kaier i nord.»
      punkt 4 · linje 12

FYRVOKTERLAGET

Innspill om fyr · høringsinnspill · ca. 2021

  [3] «Fyrvokterlaget støtter ikke nedleggelse av fyr.»

Hos Losforeningen og Tauslaget finner jeg ingenting om dette."""


def test_the_terminal_shows_each_organisation_with_its_documents_and_excerpts(
    library: Library,
) -> None:
    assert render_text(harbour_answer(library), library) == TEXT


def test_the_chat_shows_the_same_words_and_each_number_links_to_its_place(
    library: Library,
) -> None:
    given_answer = harbour_answer(library)
    html = shown(render_markdown(given_answer, library))
    assert [tag for tag, _ in html.elements] == [
        "main",
        *["h4", "p", "em", "blockquote", "p", "a", "p"],
        *["p", "em", "blockquote", "p", "a", "p"],
        *["h4", "p", "em", "blockquote", "p", "a"],
        "p",
    ]
    assert [attributes["href"] for tag, attributes in html.elements if tag == "a"] == [
        f"#{c.document_id}-{c.start}-{c.end}" for c in given_answer.citations
    ]
    assert html.text_in(tag="a") == "123"
    assert html.text_in(tag="h4") == "Havneforbundet (HF)Fyrvokterlaget"
    for line in TEXT.splitlines():
        words = line.strip().removeprefix("[1] ").removeprefix("[2] ").removeprefix("[3] ")
        assert words.casefold() in html.text_in(tag="main").casefold()


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


@given(st.data())
def test_no_text_of_documents_or_people_is_read_as_markup(
    library: Library, data: st.DataObject
) -> None:
    name, title, heading, word, quote = (data.draw(HOSTILE) for _ in range(5))
    markdown, quoted = hostile(library, name, title, heading, word, quote)
    html = shown(markdown)
    harmless = shown(hostile(library, "navn", "tittel", "kapittel", "ord", "sitat")[0])
    assert html.elements == harmless.elements
    assert quoted in html.text_in(tag="blockquote")
    assert heading.strip() in html.text_in(tag="blockquote")
    assert title.strip() in html.text_in(tag="em")
    assert name.strip() in html.text_in(tag="h4")
    assert f"«{word}»" in html.text_in(tag="main")


def hostile(
    library: Library, name: str, title: str, heading: str, word: str, quote: str
) -> tuple[str, str]:
    """An answer with these texts in Markdown, and how its excerpt should be read."""
    document = library.documents["fyr"]
    owner = replace(document.organisation, name=name, short=name)
    entry = replace(document.entry, organisation=owner, title=title)
    documents = MappingProxyType({"fyr": replace(document, entry=entry)})
    citation = replace(
        cite(library, "fyr", "Radio"), quote=quote, section=(heading,), strength=Strength.REPORTS
    )
    given_answer = answer(
        Finding(owner, Status.FOUND, (citation,), ("fyr",)),
        Finding(replace(owner, id="annen"), Status.SILENT, (), ()),
        guesses=(AliasGuess(word, owner),),
    )
    return render_markdown(given_answer, replace(library, documents=documents)), f"«{quote}» 1"


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
