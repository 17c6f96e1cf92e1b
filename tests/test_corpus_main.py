from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import corpus.__main__ as command
from corpus.verify import Report, verify

ROOT = Path(__file__).parents[1]


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Exit status, standard output and standard error of a command."""
    status = command.main([str(argument) for argument in arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_list_shows_who_what_when_and_where(
    tiny_documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(
        tiny_documents / "catalogue.toml",
        'file = "fjord.txt"',
        'file = "fjord.txt"\nrecipient = "Stortinget"',
    )
    status, out, err = run(capsys, "--folder", tiny_documents, "list")
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "fjord      Fjordforeningen: Innspill om bolig",
        "           2020-05-01, hearing statement, to Stortinget (fjord.txt)",
        "fjell      Fjellforbundet: Innspill om behandling",
        "           ca. 2021, hearing statement (fjell.txt)",
    ]


def test_text_prints_the_reading_text(
    tiny_documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "--folder", tiny_documents, "text", "fjell")
    assert (status, err) == (0, "")
    assert out.strip() == (
        "Fjellforbundet foreslår bøter for støy i fjellet. Straff virker ikke alene.\n\n"
        "Det er viktig at pasientene får behandling innen 24 timer."
    )


def test_text_of_an_unknown_document_names_those_there_are(
    tiny_documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, "--folder", tiny_documents, "text", "fjær")
    assert (status, out) == (2, "")
    assert err == "'fjær' is not a document; choose one of fjord, fjell.\n"


def test_check_prints_the_figures_of_every_document(
    tiny_documents: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tiny_documents / "fjell.txt").write_text(
        "Til departementet, 2021\n\nInnspill om behandling\n\nDet er viktig.\n", encoding="utf-8"
    )
    status, out, err = run(capsys, "--folder", tiny_documents, "check")
    assert (status, err) == (0, "")
    figures = out[out.index("fjell\n") :].splitlines()
    assert figures == [
        "fjell",
        "  letters in the source       47",
        "  letters kept                31",
        "  removed, letterhead                16 letters,     1 digit runs",
        "  sections                     0",
        "  passages                     2  (1 heading, 1 paragraph)",
        "  longest passage             22",
    ]


def test_a_violated_invariant_exits_with_1_and_its_place(
    tiny_documents: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def with_a_passage_missing(document: object, passages: list[object]) -> Report:
        return verify(document, passages[1:])  # type: ignore[arg-type]

    monkeypatch.setattr(command, "verify", with_a_passage_missing)
    status, out, err = run(capsys, "--folder", tiny_documents, "check")
    assert status == 1
    assert out.startswith("fjord\n")
    assert "\nfjell\n" not in out
    assert err.startswith("fjord: code point 0 of the reading text: between passages stands ")
    assert err.count("\n") == 1


def remove_a_file(folder: Path) -> None:
    (folder / "fjell.txt").unlink()


def remove_the_catalogue(folder: Path) -> None:
    (folder / "catalogue.toml").unlink()


def empty_a_file(folder: Path) -> None:
    (folder / "fjell.txt").write_text("\n\n", encoding="utf-8")


def write_latin_1(folder: Path) -> None:
    (folder / "fjell.txt").write_bytes("Støy i fjellet.".encode("latin-1"))


def write_a_nul(folder: Path) -> None:
    (folder / "fjell.txt").write_bytes(b"Fjell\0fjell")


def write_a_bad_date(folder: Path) -> None:
    change(folder / "catalogue.toml", "2020-05-01", "2020-02-30")


def write_an_id_twice(folder: Path) -> None:
    change(
        folder / "catalogue.toml",
        'id = "fjell"\nfile = "fjell.txt"',
        'id = "fjord"\nfile = "fjell.txt"',
    )


def lead_out_of_the_folder(folder: Path) -> None:
    change(folder / "catalogue.toml", 'file = "fjell.txt"', 'file = "../fjell.txt"')


def write_an_unknown_key(folder: Path) -> None:
    change(folder / "catalogue.toml", 'file = "fjell.txt"', 'fil = "fjell.txt"')


def name_another_type(folder: Path) -> None:
    change(folder / "catalogue.toml", 'file = "fjell.txt"', 'file = "fjell.pdf"')


def write_no_toml(folder: Path) -> None:
    (folder / "catalogue.toml").write_text("[[documents\n", encoding="utf-8")


def remove_the_folder(folder: Path) -> None:
    for path in folder.iterdir():
        path.unlink()
    folder.rmdir()


@pytest.mark.parametrize("arguments", [["list"], ["text", "fjord"], ["check"]])
@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (remove_a_file, ["fjell.txt", "cannot be read", "remove it from the catalogue"]),
        (remove_the_catalogue, ["catalogue.toml", "is missing", "put the catalogue"]),
        (remove_the_folder, ["catalogue.toml", "is missing"]),
        (empty_a_file, ["fjell.txt", "is empty", "put the document's text there"]),
        (write_latin_1, ["fjell.txt", "is not UTF-8 (line 1)", "convert it"]),
        (write_a_nul, ["fjell.txt", "NUL byte at position 5", "extract it again"]),
        (write_a_bad_date, ["document 'fjord'", "'2020-02-30'", "write an existing date"]),
        (write_an_id_twice, ["catalogue.toml", "'fjord' occurs twice"]),
        (lead_out_of_the_folder, ["document 'fjell'", "../fjell.txt", "a plain file name"]),
        (write_an_unknown_key, ["document 'fjell'", "unknown key 'fil'", "known: "]),
        (name_another_type, ["fjell.pdf", "save it as one of .txt, .md"]),
        (write_no_toml, ["catalogue.toml", "is not valid TOML"]),
    ],
)
def test_what_a_person_can_put_right_is_one_sentence_and_exit_status_2(
    tiny_documents: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    spoil: Callable[[Path], None],
    told: list[str],
) -> None:
    spoil(tiny_documents)
    status, out, err = run(capsys, "--folder", tiny_documents, *arguments)
    assert (status, out) == (2, "")
    assert err.count("\n") == 1
    assert err.endswith(".\n")
    for words in told:
        assert words in err


def test_a_misspelt_setting_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HMH_DATADIR", "/srv")
    status, out, err = run(capsys, "list")
    assert (status, out) == (2, "")
    assert err.startswith("HMH_DATADIR is not a setting; ")


@pytest.mark.parametrize("arguments", [[], ["text"], ["fjern"]])
def test_a_wrong_command_line_is_told_with_how_to_write_it(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        command.main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m corpus")


def in_a_process(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "corpus", *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_shipped_documents_pass_their_check_from_the_command_line() -> None:
    done = in_a_process("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert [line for line in done.stdout.splitlines() if not line.startswith(" ")] == [
        "nnpf",
        "dok8",
        "actis",
        "fo",
        "nkrop",
    ]


def test_an_error_from_the_command_line_shows_no_traceback(tiny_documents: Path) -> None:
    write_latin_1(tiny_documents)
    done = in_a_process("--folder", str(tiny_documents), "check")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
