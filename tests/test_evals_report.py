import html
import re
from contextlib import closing
from pathlib import Path
from typing import Any, Literal

import evals_examples as examples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from corpus.library import Library
from evals.finished import FinishedRun
from evals.pictures import BarGroup, abstention_curve, bars, latency_histogram
from evals.refusals import Rates, curve, rates_as_decided
from evals.report import render_report
from evals.score import Estimate, score_answers
from evals.views import view_questions

SETTINGS = {
    "questions": {"file": "fires.jsonl", "sha256": "abc", "limit": None},
    "model": {"name": "fake@1", "threads": 1},
    "corpus": {"documents": 3},
    "began": "2024-05-01 12:00 UTC",
    "commit": None,
}
VARIANT = {
    **examples.QUESTIONS[0],
    "id": "q1-nn",
    "question": "Kva meiner Nordlaget om <b>forbod</b> & bål?",
    "lang": "nn",
    "variant_of": "q1",
    "variant": "nn",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return examples.make_library(tmp_path_factory.mktemp("bonfires"))


def faulty_records(library: Library) -> list[dict[str, Any]]:
    """q1 right, q2 missed, q3 half, q4 refused, q5 answered; then the variant of q1."""
    records = {record["id"]: record for record in examples.right_records(library)}
    records["q2"] = examples.record(library, "q2", [examples.AGAINST])
    records["q3"] = examples.record(library, "q3", [examples.AGAINST], silent=["sor", "vest"])
    records["q5"] = examples.record(library, "q5", [examples.FINES], confidence=0.7)
    records["q1-nn"] = examples.record(library, "q1-nn", [examples.AGAINST])
    return list(records.values())


@pytest.fixture(scope="module")
def report(library: Library, tmp_path_factory: pytest.TempPathFactory) -> str:
    objects = [*examples.QUESTIONS, VARIANT]
    questions = examples.questions_of(tmp_path_factory.mktemp("set"), library, objects)
    records = faulty_records(library)
    scores = score_answers(questions, records, library)
    run = FinishedRun(Path("run"), SETTINGS, scores, {})
    return render_report(run, questions, records, library)


def test_questions_stand_misses_first_and_by_how_they_went(tmp_path: Path, library: Library):
    questions = examples.questions_of(tmp_path, library)
    records = [record for record in faulty_records(library) if record["id"] != "q1-nn"]
    scores = score_answers(questions, records, library)
    views = view_questions(questions, records, scores.per_question, library)
    assert [(view.question.id, view.outcome) for view in views] == [
        ("q2", "miss"),
        ("q5", "miss"),
        ("q3", "partly"),
        ("q4", "right"),
        ("q1", "right"),
    ]
    assert [view.number for view in views] == [1, 2, 3, 4, 5]


def test_gold_and_citations_tell_whether_they_meet(tmp_path: Path, library: Library):
    questions = examples.questions_of(tmp_path, library)
    records = [record for record in faulty_records(library) if record["id"] != "q1-nn"]
    scores = score_answers(questions, records, library)
    views = {
        view.question.id: view
        for view in view_questions(questions, records, scores.per_question, library)
    }
    against, in_favour = views["q3"].golds
    assert (against.verdict, against.place) == ("cited", "nord · retrieved at rank 1")
    assert (in_favour.verdict, in_favour.place) == (
        "not cited",
        "sor · not in one of the passages retrieved",
    )
    assert [c.verdict for c in views["q3"].citations] == ["holds gold"]
    assert [c.verdict for c in views["q2"].citations] == ["no gold"]
    assert views["q3"].expected == ("should be found: nord, sor", "should be silent: vest")
    assert views["q3"].reported == ("found: nord", "silent: sor, vest")


def test_the_report_stands_alone(report: str):
    # Neither addresses nor imports: nothing that a browser would fetch.
    assert not re.search(r"https?:|//[a-z]|@import|url\((?!#)|<script|<link|<iframe|\ssrc=", report)


def test_everything_from_outside_is_escaped(report: str):
    assert "<b>forbod" not in report
    assert html.escape(VARIANT["question"]) in report


def test_every_question_stands_in_the_report_once_with_a_heading(report: str):
    for question in (*examples.QUESTIONS, VARIANT):
        heading = rf"<h3 id=\"q-\d+\">{re.escape(html.escape(question['question']))}</h3>"
        assert len(re.findall(heading, report)) == 1
    assert report.index("Misses (2)") < report.index("Partly right (1)") < report.index("Right (2)")


def test_the_figures_stand_in_a_table_with_row_and_column_headings(report: str):
    # Mean CitRecall of q1, q2 and q3: (1 + 0 + .5) / 3 = .5.
    row = re.search(r'<tr><th scope="row">CitRecall<small>.*?</tr>', report, re.DOTALL)
    assert row is not None
    assert '<td class="number">0.500</td>' in row[0]
    assert '<td class="number">3</td>' in row[0]
    assert '<th scope="col" class="number">95 % interval</th>' in report


def test_ids_are_unique_and_every_reference_has_its_target(report: str):
    ids = re.findall(r'\sid="([^"]+)"', report)
    assert len(ids) == len(set(ids))
    for pattern in (r'href="#([^"]+)"', r"url\(#([^)]+)\)", r'aria-labelledby="([^"]+)"'):
        assert set(re.findall(pattern, report)) <= set(ids)


def test_the_same_run_gives_the_same_report(tmp_path: Path, library: Library, report: str):
    objects = [*examples.QUESTIONS, VARIANT]
    questions = examples.questions_of(tmp_path, library, objects)
    records = faulty_records(library)
    run = FinishedRun(Path("run"), SETTINGS, score_answers(questions, records, library), {})
    assert render_report(run, questions, records, library) == report


def test_a_set_without_unanswerable_questions_and_times_is_reported_too(
    tmp_path: Path, library: Library
):
    questions = examples.questions_of(tmp_path, library, examples.QUESTIONS[:1])
    records = [{**examples.right_records(library)[0], "timings_ms": {}}]
    run = FinishedRun(Path("run"), SETTINGS, score_answers(questions, records, library), {})
    page = render_report(run, questions, records, library)
    assert "needs both answerable and unanswerable" in page
    assert "say nothing about time" in page


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_browser_shows_the_report_at_phone_width_without_fetching(
    tmp_path: Path, browser: Browser, report: str, scheme: Literal["light", "dark"]
):
    path = tmp_path / "report.html"
    path.write_text(report, encoding="utf-8")
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, color_scheme=scheme, offline=True
    )
    with closing(context):
        page = context.new_page()
        requests: list[str] = []
        problems: list[str] = []
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.goto(path.as_uri())
        assert requests == [path.as_uri()]
        assert problems == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        assert page.get_by_role("img").count() == 6
        page.get_by_role("radio", name="compare").check()
        shown = page.locator(".question:visible h3").all_inner_texts()
        assert shown == ["Hvem er for og imot forbud mot bål?"]


def test_refusal_rates_are_those_counted_by_hand():
    # Of three answerable questions one is refused, of two unanswerable ones one.
    decided = [(True, True), (True, False), (True, True), (False, False), (False, True)]
    assert rates_as_decided(decided) == Rates(1 / 3, 1 / 2)


def test_the_curve_passes_every_threshold():
    # Confidences: answerable .9 and .4, unanswerable .5 and .4.
    # From .4: none refused. From .5: .4 and .4 refused. From .9: .5 too. Above: all.
    points = curve([(True, 0.9), (True, 0.4), (False, 0.5), (False, 0.4)])
    assert points == [(0, 0), (0.5, 0.5), (0.5, 1), (1, 1)]


def test_without_both_kinds_of_questions_there_is_no_curve():
    assert curve([(True, 0.5)]) is None
    assert curve([]) is None
    assert rates_as_decided([(False, True)]) is None


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 1)), min_size=2))
def test_the_curve_rises_from_refusing_nothing_to_refusing_all(questions):
    points = curve([*questions, (True, 0.5), (False, 0.5)])
    assert points[0] == (0, 0)
    assert points[-1] == (1, 1)
    assert points == sorted(points)


def test_a_picture_takes_the_pages_colours_and_says_what_it_shows():
    groups = [
        BarGroup("enkle & <små>", (Estimate(0.5, 0.25, 0.75, 12), None)),
        BarGroup("tomme", (None, Estimate(None, None, None, 0))),
        BarGroup("uten intervall", (None, Estimate(1.0, None, None, 1))),
    ]
    pictures = [
        bars('Søyler "&"', ("CitRecall", "Refusal"), groups),
        abstention_curve("Kurve", [(0, 0), (0.5, 1), (1, 1)], (0.5, 1)),
        latency_histogram("Tider", [10, 12, 30], {"p50": 12, "p95": 28.2}),
    ]
    for picture in pictures:
        assert picture.startswith("<svg viewBox=")
        assert 'role="img"' in picture
        assert not re.search(r"#[0-9a-fA-F]{6}|font-family: (?!inherit)|https?:|<style", picture)
    assert 'aria-label="Søyler &quot;&amp;&quot;"' in pictures[0]
    assert ">enkle &amp; &lt;små&gt;<" in pictures[0]
    assert ">12<" in pictures[0]
    assert "p95 28 ms" in pictures[2]
