from __future__ import annotations

from pathlib import Path

import pytest

from corpus.catalogue import Catalogue, CatalogueError, Organisation, SourceDate, load_catalogue

ORGANISATION = '[[organisations]]\nid = "fjord"\nname = "Fjordforeningen"\n'
DOCUMENT = """
[[documents]]
id = "innspill"
file = "innspill.txt"
organisation = "fjord"
title = "Innspill om bolig"
title_printed = true
date = "2020-05-01"
date_stated = true
kind = "hearing_statement"
"""


def load(folder: Path, content: str | bytes) -> Catalogue:
    written = content if isinstance(content, bytes) else content.encode()
    (folder / "catalogue.toml").write_bytes(written)
    return load_catalogue(folder)


def refusal(folder: Path, content: str | bytes) -> str:
    """What is said of the catalogue, without the path that it begins with."""
    with pytest.raises(CatalogueError) as caught:
        load(folder, content)
    said = str(caught.value)
    assert said.startswith(str(folder / "catalogue.toml"))
    assert said.endswith(".")
    assert "\n" not in said
    return said.removeprefix(str(folder / "catalogue.toml"))


def document(**changes: str | None) -> str:
    """A good catalogue with lines of its document put in the place of others; None takes out."""
    lines = []
    for line in DOCUMENT.strip().split("\n"):
        key = line.split(" = ")[0]
        if key not in changes:
            lines.append(line)
        elif (value := changes[key]) is not None:
            lines.append(f"{key} = {value}")
    known = DOCUMENT.split()
    lines += [f"{key} = {value}" for key, value in changes.items() if key not in known]
    return ORGANISATION + "\n".join(lines)


def test_all_facts_are_read(tmp_path: Path) -> None:
    catalogue = load(
        tmp_path,
        """
        [[organisations]]
        id = "nnf"
        name = "Nasjonal Fjordforening"
        short = "NNF"
        description = "en forening"
        aliases = ["fjordforeningen"]
        guesses = ["fjordfolket"]

        [[documents]]
        id = "a-1_b"
        file = "Høring (1).MD"
        organisation = "nnf"
        title = "Innspill"
        title_printed = false
        date = "2020-05"
        date_stated = false
        kind = "policy_platform"
        recipient = "Stortinget"
        reference = "20/1"
        """,
    )
    (organisation,) = catalogue.organisations
    assert organisation == Organisation(
        "nnf",
        "Nasjonal Fjordforening",
        "NNF",
        "en forening",
        ("fjordforeningen",),
        ("fjordfolket",),
    )
    (entry,) = catalogue.entries
    assert entry.organisation is organisation
    assert (entry.id, entry.file, entry.title) == ("a-1_b", "Høring (1).MD", "Innspill")
    assert (entry.title_printed, entry.kind) == (False, "policy_platform")
    assert entry.date == SourceDate("2020-05", stated=False)
    assert (entry.recipient, entry.reference) == ("Stortinget", "20/1")


def test_what_may_be_left_out_has_a_meaning(tmp_path: Path) -> None:
    catalogue = load(tmp_path, ORGANISATION + DOCUMENT)
    organisation = catalogue.organisations[0]
    assert (organisation.short, organisation.description) == ("Fjordforeningen", "")
    assert (organisation.aliases, organisation.guesses) == ((), ())
    assert catalogue.entries[0].recipient is None
    assert catalogue.entries[0].reference is None


def test_the_order_is_that_of_the_file(tmp_path: Path) -> None:
    second = DOCUMENT.replace('"innspill"', '"annet"')
    catalogue = load(tmp_path, DOCUMENT + second + ORGANISATION)
    assert [entry.id for entry in catalogue.entries] == ["innspill", "annet"]


@pytest.mark.parametrize(
    ("iso", "stated", "label"),
    [
        ("2015-02-17", True, "2015"),
        ("2021", False, "ca. 2021"),
        ("2018-11", False, "ca. 2018"),
    ],
)
def test_the_year_is_shown_as_surely_as_it_is_known(iso: str, stated: bool, label: str) -> None:
    date = SourceDate(iso, stated)
    assert (date.year, date.year_label) == (int(iso[:4]), label)


def test_a_byte_order_mark_in_front_is_skipped(tmp_path: Path) -> None:
    assert load(tmp_path, b"\xef\xbb\xbf" + (ORGANISATION + DOCUMENT).encode()).entries


def test_a_missing_catalogue_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"catalogue\.toml is missing; put"):
        load_catalogue(tmp_path)


def test_a_file_instead_of_a_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "fjord.txt").write_text("Fjord.", encoding="utf-8")
    with pytest.raises(CatalogueError, match=r"cannot be read \(Not a directory\)"):
        load_catalogue(tmp_path / "fjord.txt")


def test_a_folder_instead_of_a_catalogue_is_told(tmp_path: Path) -> None:
    (tmp_path / "catalogue.toml").mkdir()
    with pytest.raises(CatalogueError, match="cannot be read"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize("content", ["[[documents", "id = ", "id = 1\nid = 2", b'name = "f\xf8r"'])
def test_what_is_not_toml_in_utf8_is_refused(tmp_path: Path, content: str | bytes) -> None:
    assert refusal(tmp_path, content).startswith(" is not valid TOML in UTF-8: ")


@pytest.mark.parametrize("content", ["", ORGANISATION, "documents = []"])
def test_a_catalogue_without_documents_is_refused(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, content) == (": it lists no documents; add a [[documents]] table.")


@pytest.mark.parametrize("content", ["documents = 3", 'documents = ["innspill"]', "[documents]"])
def test_documents_that_are_no_tables_are_refused(tmp_path: Path, content: str) -> None:
    assert refusal(tmp_path, content) == ": 'documents' must be written as [[documents]] tables."


@pytest.mark.parametrize(
    ("content", "where"),
    [
        ("version = 1\n" + ORGANISATION + DOCUMENT, "the top level has the unknown key 'version'"),
        (
            ORGANISATION + 'alias = ["fjorden"]\n' + DOCUMENT,
            "organisation 'fjord' has the unknown key 'alias'",
        ),
        (
            ORGANISATION + DOCUMENT + 'organization = "fjord"\n',
            "document 'innspill' has the unknown key 'organization'",
        ),
    ],
)
def test_an_unknown_key_is_refused_at_its_place(tmp_path: Path, content: str, where: str) -> None:
    assert refusal(tmp_path, content).startswith(f": {where}; known: ")


@pytest.mark.parametrize(
    "key",
    ["file", "organisation", "title", "title_printed", "date", "date_stated", "kind"],
)
def test_a_missing_fact_is_refused(tmp_path: Path, key: str) -> None:
    assert refusal(tmp_path, document(**{key: None})).startswith(
        f": document 'innspill' needs '{key}' as "
    )


@pytest.mark.parametrize(
    ("key", "value", "wanted"),
    [
        ("title", '" "', "needs 'title' as text in quotation marks, not ' '"),
        ("title", "7", "needs 'title' as text in quotation marks, not 7"),
        ("title_printed", '"true"', "needs 'title_printed' as true or false, not 'true'"),
        ("date_stated", "1", "needs 'date_stated' as true or false, not 1"),
        ("date", "2020", "needs 'date' as text in quotation marks, not 2020"),
        ("date", "2020-05-01", "needs 'date' as text in quotation marks, not datetime.date"),
        ("recipient", "1", "needs 'recipient' as text in quotation marks, not 1"),
        ("kind", '"letter"', "has the kind 'letter'; known kinds are hearing_statement, private"),
        ("organisation", '"fjell"', "names the unknown organisation 'fjell'"),
    ],
)
def test_a_fact_of_the_wrong_type_is_refused(
    tmp_path: Path, key: str, value: str, wanted: str
) -> None:
    said = refusal(tmp_path, document(**{key: value}))
    assert said.startswith(f": document 'innspill' {wanted}")


@pytest.mark.parametrize(
    "date",
    ["2021-02-29", "2020-13", "2020-00-01", "20-05-01", "0000", "1. mai 2020", "2020-5-1",
     "2020-05-01T10:00", "２０２０", ""],
)  # fmt: skip
def test_a_date_that_does_not_exist_is_refused(tmp_path: Path, date: str) -> None:
    said = refusal(tmp_path, document(date=f'"{date}"'))
    assert "document 'innspill'" in said
    assert date in said


@pytest.mark.parametrize("date", ["2020-02-29", "1999-12", "2024"])
def test_a_date_that_exists_is_kept_as_written(tmp_path: Path, date: str) -> None:
    assert load(tmp_path, document(date=f'"{date}"')).entries[0].date.iso == date


@pytest.mark.parametrize(
    "name",
    ["../innspill.txt", "/etc/passwd", "sub/innspill.txt", "..", ".", "./innspill.txt",
     "sub\\\\innspill.txt", "innspill.txt/", "inn\\u0000spill.txt", "inn\\nspill.txt"],
)  # fmt: skip
def test_a_file_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, name: str) -> None:
    said = refusal(tmp_path, document(file=f'"{name}"'))
    assert said.startswith(": document 'innspill' names the file ")
    assert said.endswith("; write a plain file name.")


@pytest.mark.parametrize("identifier", ["Innspill", "inn spill", "", "å", "-a", "a" * 65, "a:b"])
def test_an_id_that_cannot_stand_in_a_link_is_refused(tmp_path: Path, identifier: str) -> None:
    said = refusal(tmp_path, document(id=f'"{identifier}"'))
    assert said.startswith(f": document id '{identifier}' is not usable; write lower-case")


def test_a_missing_id_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, document(id=None)).startswith(": document id None is not usable")


def test_an_id_that_occurs_twice_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path, ORGANISATION + DOCUMENT + DOCUMENT) == (
        ": document id 'innspill' occurs twice."
    )
    assert refusal(tmp_path, ORGANISATION + ORGANISATION + DOCUMENT) == (
        ": organisation id 'fjord' occurs twice."
    )


@pytest.mark.parametrize("aliases", ['"fjorden"', "[1]", '["fjorden", ""]', '[" "]'])
def test_aliases_that_are_no_list_of_names_are_refused(tmp_path: Path, aliases: str) -> None:
    said = refusal(tmp_path, f"{ORGANISATION}aliases = {aliases}\n{DOCUMENT}")
    assert said.startswith(": organisation 'fjord' needs 'aliases' as a list of texts, not ")
