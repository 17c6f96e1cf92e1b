from __future__ import annotations

from pathlib import Path

import pytest

from corpus.sources import RawSource, SourceError, read_source


def write(folder: Path, content: bytes, name: str = "innspill.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(path: Path) -> str:
    """What is said of the file, without the path that it begins with."""
    with pytest.raises(SourceError) as caught:
        read_source(path)
    said = str(caught.value)
    assert said.startswith(str(path))
    assert said.endswith(".")
    assert "\n" not in said
    return said.removeprefix(str(path))


def test_text_is_read_to_the_letter(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, "Blåbær \r\npå  fjellet\n".encode()))
    assert source == RawSource("Blåbær \r\npå  fjellet\n", markdown=False, page_starts=())


@pytest.mark.parametrize(
    ("name", "markdown"), [("a.txt", False), ("a.TXT", False), ("a.md", True), ("a.Md", True)]
)
def test_the_suffix_tells_whether_it_is_markdown(tmp_path: Path, name: str, markdown: bool) -> None:
    assert read_source(write(tmp_path, b"ord", name)).markdown is markdown


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert read_source(write(tmp_path, b"\xef\xbb\xbford")).text == "ord"


def test_form_feeds_part_the_pages(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, b"en\n\fto\n\ftre"))
    assert source.page_starts == (0, 4, 8)
    assert [source.page(offset) for offset in (0, 3, 4, 7, 8, 10)] == [1, 1, 2, 2, 3, 3]


def test_without_form_feeds_the_page_is_unknown(tmp_path: Path) -> None:
    source = read_source(write(tmp_path, b"en\n\nto"))
    assert source.page_starts == ()
    assert source.page(0) is None


def test_a_missing_file_is_told_with_its_remedy(tmp_path: Path) -> None:
    assert refusal(tmp_path / "borte.txt") == (
        " cannot be read (No such file or directory); put the file there or remove it from the "
        "catalogue."
    )


def test_a_folder_is_no_document(tmp_path: Path) -> None:
    (tmp_path / "mappe.txt").mkdir()
    assert refusal(tmp_path / "mappe.txt").startswith(" cannot be read (Is a directory)")


@pytest.mark.parametrize("name", ["innspill.pdf", "innspill", "innspill.txt.gz"])
def test_other_types_are_refused_with_the_known_ones(tmp_path: Path, name: str) -> None:
    assert refusal(write(tmp_path, b"ord", name)) == (
        " is not a document of a known type; save it as one of .txt, .md."
    )


def test_latin_1_is_refused_with_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "En linje.\nBlåbær på fjellet.\n".encode("latin-1"))
    assert refusal(path).startswith(" is not UTF-8 (line 2); convert it, for example from latin-1")


def test_a_nul_byte_is_refused_with_its_position(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, b"ord\0ord")).startswith(" holds a NUL byte at position 3; ")


def test_utf_16_is_refused_and_not_read_as_noise(tmp_path: Path) -> None:
    assert "NUL byte" in refusal(write(tmp_path, "ord".encode("utf-16-le")))


@pytest.mark.parametrize("content", [b"", b" \r\n\t\n", b"\xef\xbb\xbf", b"\f\f", b"\xc2\xa0"])
def test_a_file_without_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refusal(write(tmp_path, content)) == " is empty; put the document's text there."
