from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.library import Library, load_library
from embeddings.language import Language
from qa.proposals import collect_proposals
from qa.themes import OTHER, Theme, Themes, ThemesError, load_themes
from settings import PROJECT_DIR, Settings

LABELS = PROJECT_DIR / "evals" / "labels" / "themes.jsonl"


def theme(identifier: str, *words: str) -> Theme:
    return Theme(identifier, {"nb": identifier, "nn": identifier, "en": identifier}, words)


BOATS = Themes((theme("boats", "båt", "*skute"), theme("lights", "fyr", "FYR"), OTHER))


@pytest.mark.parametrize(
    ("sentence", "section", "expected"),
    [
        ("Båtene må males.", (), "boats"),  # an inflected form, in upper case
        ("Seilskuter må males.", (), "boats"),  # "*" finds it within a compound
        ("Robåter må males.", (), "other"),  # and without "*" only where a word begins
        ("FYR må males.", (), "lights"),
        ("FYRET må males.", (), "lights"),  # "fyr", since the abbreviation stands alone
        ("Båter og fyr må males.", (), "boats"),  # even: the first in the list
        ("Båter må males.", ("Fyr",), "lights"),  # 1 point against 2
        ("Båter er skuter og må males.", ("Kyst", "Fyr"), "boats"),  # 2 against 2
        ("Dette må styrkes.", ("Fyr",), "lights"),
        ("Dette må styrkes.", (), "other"),
    ],
)
def test_the_theme_with_most_words_wins(
    sentence: str, section: tuple[str, ...], expected: str
) -> None:
    assert BOATS.of(sentence, section).id == expected


def test_an_abbreviation_does_not_stand_within_a_word() -> None:
    themes = Themes((theme("act", "ACT"), OTHER))
    assert themes.of("ACT-team må bygges ut.", ()).id == "act"
    assert themes.of("Aktører i ACTIS og fact må bygges ut.", ()) is OTHER


@given(st.text(), st.lists(st.text()))
def test_every_sentence_has_a_theme_of_the_list(sentence: str, section: list[str]) -> None:
    assert BOATS.of(sentence, section) in BOATS.listed


FILE = """
[[themes]]
id = "boats"
nb = "Båter"
nn = "Båtar"
en = "Boats"
words = ["båt"]
"""


def test_the_file_is_read_and_all_others_come_last(tmp_path: Path, tiny_library: Library) -> None:
    (tmp_path / "themes.toml").write_text(FILE, encoding="utf-8")
    themes = load_themes(tmp_path, tiny_library)
    assert [(t.id, t.names["nn"], t.words) for t in themes.listed] == [
        ("boats", "Båtar", ("båt",)),
        ("other", "Andre tema", ()),
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        ("themes = 3", "tables"),
        ("", "no themes"),
        ("[[theme]]", "unknown key 'theme'"),
        (FILE.replace('"boats"', '"Båter"'), "'Båter' is not usable"),
        (FILE.replace('"boats"', '"other"'), "'other' occurs twice or is the one of all others"),
        (FILE + FILE, "'boats' occurs twice"),
        (FILE.replace('nn = "Båtar"', ""), "needs 'nn'"),
        (FILE.replace('"Båtar"', '" "'), "needs 'nn'"),
        (FILE.replace('["båt"]', "[]"), "needs 'words'"),
        (FILE.replace('["båt"]', '["*"]'), "needs 'words'"),
        (FILE.replace("words", "wrods"), "unknown key 'wrods'"),
        ("[[themes]", "not valid TOML"),
        ("\udcff", "not valid TOML in UTF-8"),
    ],
)
def test_a_wrong_file_is_refused_with_its_name_and_fault(
    tmp_path: Path, tiny_library: Library, content: str, complaint: str
) -> None:
    (tmp_path / "themes.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(ThemesError, match=r"themes\.toml") as refused:
        load_themes(tmp_path, tiny_library)
    assert complaint in str(refused.value)


def test_a_folder_in_the_place_of_the_file_is_refused(
    tmp_path: Path, tiny_library: Library
) -> None:
    (tmp_path / "themes.toml").mkdir()
    with pytest.raises(ThemesError, match="cannot be read"):
        load_themes(tmp_path, tiny_library)


def test_without_a_file_the_top_headings_are_the_themes(tiny_documents: Path) -> None:
    (tiny_documents / "fjord.txt").rename(tiny_documents / "fjord.md")
    catalogue = tiny_documents / "catalogue.toml"
    catalogue.write_text(catalogue.read_text("utf-8").replace("fjord.txt", "fjord.md"), "utf-8")
    (tiny_documents / "fjord.md").write_text(
        "# Innspill om bolig\n\n## Bolig\n\nAlle må få en bolig.\n\n### Leie\n\nLeien bør ned.\n\n"
        "## Other\n\nFjorden må renses.\n",
        encoding="utf-8",
    )
    library = load_library(tiny_documents)
    themes = load_themes(tiny_documents, library)
    assert [t.names["nb"] for t in themes.listed] == ["Bolig", "Andre temaer"]
    assert themes.of("Leien bør ned.", ("Bolig", "Leie")).id == "bolig"
    assert themes.of("Leien bør ned.", ("BOLIG",)).id == "bolig"
    assert themes.of("Alle må få en bolig.", ()) is OTHER


@pytest.fixture(scope="module")
def real_library() -> Library:
    return load_library(Settings().documents_dir)


def test_the_documents_own_themes_are_named_apart_in_every_language(real_library: Library) -> None:
    themes = load_themes(Settings().documents_dir, real_library).listed
    for language in get_args(Language):
        assert len({t.names[language] for t in themes}) == len(themes)


def test_most_labelled_proposals_have_the_theme_that_a_reader_gave_them(
    real_library: Library,
) -> None:
    proposals = collect_proposals(real_library, load_themes(Settings().documents_dir, real_library))
    given_themes = {(p.document_id, p.quote): p.theme for p in proposals.listed}
    labels = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    assert len(labels) == 90
    assert {label["theme"] for label in labels} <= proposals.themes.by_id.keys()
    right = sum(given_themes[label["doc"], label["quote"]] == label["theme"] for label in labels)
    assert right / len(labels) >= 0.85
