from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.lexicon import LexiconError, load_lexicon

ROWS = (
    "word\tkind\tenglish\tsynonyms\n"
    "å\tform\tto\t\n"
    "i dag\tphrase\ttoday\t\n"
    "f.eks.\tphrase\tfor example\t\n"
    "bolig\tlemma\thousing; dwelling\tbustad; hus å bo i\n"
    "hus\tlemma\thouse\t\n"
    "hus\tpart\tdomestic\t\n"
    "bruker\tform\tuses\t\n"
    "bruker\tlemma\tuser\t\n"
)


def write(folder: Path, content: str = ROWS) -> Path:
    path = folder / "lexicon.tsv"
    path.write_text(content, encoding="utf-8")
    return path


def test_rows_are_sorted_by_their_kind(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path))
    assert dict(lexicon.forms) == {"å": "to", "bruker": "uses"}
    assert dict(lexicon.phrases) == {"i dag": "today", "f.eks.": "for example"}
    assert dict(lexicon.parts) == {"hus": "domestic"}
    assert dict(lexicon.lemmas) == {
        "bolig": ("housing", "dwelling"),
        "hus": ("house",),
        "bruker": ("user",),
    }


def test_a_synonym_without_a_row_of_its_own_leads_to_the_row_that_lists_it(tmp_path: Path) -> None:
    assert dict(load_lexicon(write(tmp_path)).synonyms) == {"bustad": "housing"}


def test_the_fingerprint_changes_with_a_row(tmp_path: Path) -> None:
    before = load_lexicon(write(tmp_path)).fingerprint
    other = tmp_path / "other"
    other.mkdir()
    assert load_lexicon(write(other, ROWS + "dop\tlemma\tdrugs\t\n")).fingerprint != before


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (ROWS + "krav\trequirement\n", "line 10: 'krav\\trequirement' is not a row"),
        (ROWS + "\n", "line 10: '' is not a row"),
        (ROWS + "krav\tlemma\t\t\n", "line 10"),
        (ROWS + "krav\tnoun\trequirement\t\n", "with a word, a kind (lemma, form, phrase, part)"),
        (ROWS + "i går\tlemma\tyesterday\t\n", "line 10"),
        (ROWS + "krav\tphrase\trequirement\t\n", "line 10"),
        (ROWS + "hus\tlemma\thome\t\n", "line 10: 'hus' already has a row as lemma"),
        ("lemma\tengelsk\n", "line 1: the header must be word, kind, english, synonyms"),
        ("", "line 1: the header must be"),
    ],
)
def test_a_malformed_row_is_refused_with_file_and_line(
    tmp_path: Path, content: str, complaint: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(LexiconError) as refusal:
        load_lexicon(path)
    assert complaint in str(refusal.value)
    assert str(path) in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"lexicon\.tsv cannot be read"):
        load_lexicon(tmp_path / "lexicon.tsv")


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path)
    path.write_bytes(ROWS.encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8 at byte"):
        load_lexicon(path)


def test_the_shipped_lexicon_prefers_what_policy_prose_means() -> None:
    lexicon = load_lexicon()
    assert lexicon.forms["å"] == "to"
    assert lexicon.forms["bør"] == "should"
    assert lexicon.lemmas["skade"][0] == "harm"
    assert lexicon.phrases["gå på kjøret"] == "use drugs heavily"
    assert len(lexicon.lemmas) > 20_000
