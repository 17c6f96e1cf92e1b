from __future__ import annotations

from pathlib import Path

import pytest

from embeddings.lexicon import LexiconError, load_lexicon

FREQUENT = "form\tenglish\nå\tto\ni dag\ttoday\nf.eks.\tfor example\nlar-pasient\tOST patient\n"
GENERAL = "lemma\tenglish\tsynonyms\nbolig\thousing; dwelling\tbustad; hus å bo i\nhus\thouse\t\n"


def write(folder: Path, frequent: str = FREQUENT, general: str = GENERAL) -> Path:
    (folder / "frequent-forms.tsv").write_bytes(frequent.encode())
    (folder / "no-en.tsv").write_bytes(general.encode())
    return folder


def test_rows_are_sorted_into_words_phrases_and_lemmas(tmp_path: Path) -> None:
    lexicon = load_lexicon(write(tmp_path))
    assert dict(lexicon.frequent) == {"å": "to", "lar-pasient": "OST patient"}
    assert dict(lexicon.phrases) == {"i dag": "today", "f.eks.": "for example"}
    assert dict(lexicon.general) == {"bolig": ("housing", "dwelling"), "hus": ("house",)}


def test_a_synonym_without_a_row_of_its_own_leads_to_the_row_that_lists_it(tmp_path: Path) -> None:
    assert dict(load_lexicon(write(tmp_path)).synonyms) == {"bustad": "housing"}


def test_the_fingerprint_changes_with_a_row(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    before = load_lexicon(write(first)).fingerprint
    assert load_lexicon(write(second, frequent=FREQUENT + "dop\tdrugs\n")).fingerprint != before


@pytest.mark.parametrize(
    ("general", "complaint"),
    [
        (GENERAL + "krav\trequirement\n", "line 4: 'krav\\trequirement' is not a row"),
        (GENERAL + "\n", "line 4: '' is not a row"),
        (GENERAL + "krav\t\t\n", "line 4"),
        (GENERAL + "hus\thome\t\n", "line 4: 'hus' already has a row"),
        ("lemma\tengelsk\n", "line 1: the header must be lemma, english, synonyms"),
        ("", "line 1: the header must be"),
    ],
)
def test_a_malformed_row_is_refused_with_file_and_line(
    tmp_path: Path, general: str, complaint: str
) -> None:
    with pytest.raises(LexiconError) as refusal:
        load_lexicon(write(tmp_path, general=general))
    assert complaint in str(refusal.value)
    assert str(tmp_path / "no-en.tsv") in str(refusal.value)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=r"frequent-forms\.tsv cannot be read"):
        load_lexicon(tmp_path)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "no-en.tsv").write_bytes(GENERAL.encode("latin-1") + "å\tto\t\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        load_lexicon(tmp_path)


def test_the_shipped_lexicon_prefers_what_policy_prose_means() -> None:
    lexicon = load_lexicon()
    assert lexicon.frequent["å"] == "to"
    assert lexicon.frequent["bør"] == "should"
    assert lexicon.general["skade"][0] == "harm"
    assert len(lexicon.general) > 11_000
