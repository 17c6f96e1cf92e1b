"""The Norwegian–English lexicon: two tables of rows, read by one loader.

``frequent-forms.tsv`` holds inflected forms and fixed phrases with the one English reading that
policy prose and everyday questions mean; it wins over ``no-en.tsv``, which holds lemmas with
English glosses, the commonest sense first, and Norwegian synonyms.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from settings import UserError

LEXICON_DIR = Path(__file__).resolve().parent
FREQUENT_FILE = "frequent-forms.tsv"
GENERAL_FILE = "no-en.tsv"

_HEADERS = {FREQUENT_FILE: ("form", "english"), GENERAL_FILE: ("lemma", "english", "synonyms")}
_SINGLE_WORD = re.compile(r"\w+(?:-\w+)*")


class LexiconError(UserError):
    """A lexicon file is missing or has a malformed row."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """English glosses of Norwegian words, all keys in lower case.

    Attributes:
        frequent: Inflected form → its English reading.
        phrases: Form of several words, or with a full stop in it → its English reading.
        general: Lemma → its English glosses, the commonest first; never empty.
        synonyms: Norwegian word without a row of its own → the first gloss of the row that lists
            it nearest to the front among its synonyms (many are Nynorsk forms).
        fingerprint: SHA-256 (hex) over both files.
    """

    frequent: Mapping[str, str]
    phrases: Mapping[str, str]
    general: Mapping[str, tuple[str, ...]]
    synonyms: Mapping[str, str]
    fingerprint: str


@lru_cache(maxsize=4)
def load_lexicon(folder: Path = LEXICON_DIR) -> Lexicon:
    """Read both tables in ``folder``.

    Raises:
        LexiconError: A file is missing or not UTF-8, its header differs, a row has another number
            of columns, an empty form or gloss, or a form that already has a row.
    """
    digest = hashlib.sha256()
    frequent = _read_rows(folder / FREQUENT_FILE, digest)
    general = _read_rows(folder / GENERAL_FILE, digest)
    glosses = {form: tuple(g.strip() for g in row[0].split(";")) for form, row in general.items()}
    single = {form: row for form, row in frequent.items() if _SINGLE_WORD.fullmatch(form)}
    return Lexicon(
        frequent=MappingProxyType({form: row[0] for form, row in single.items()}),
        phrases=MappingProxyType(
            {form: row[0] for form, row in frequent.items() if form not in single}
        ),
        general=MappingProxyType(glosses),
        synonyms=MappingProxyType(_by_synonym(general, glosses)),
        fingerprint=digest.hexdigest(),
    )


def _by_synonym(
    general: Mapping[str, tuple[str, ...]], glosses: Mapping[str, tuple[str, ...]]
) -> dict[str, str]:
    """Map single-word synonyms that have no row to the gloss of the row they fit best."""
    best: dict[str, tuple[int, str]] = {}
    for form, (_, synonyms) in general.items():
        for position, synonym in enumerate(synonyms.split(";")):
            word = synonym.strip().lower()
            if not _SINGLE_WORD.fullmatch(word) or word in general:
                continue
            if word not in best or position < best[word][0]:
                best[word] = (position, glosses[form][0])
    return {word: gloss for word, (_, gloss) in best.items()}


def _read_rows(path: Path, digest: hashlib._Hash) -> dict[str, tuple[str, ...]]:
    """Map each lower-case form of one table to the other columns of its row."""
    try:
        content = path.read_bytes()
        lines = content.decode("utf-8").splitlines()
    except OSError as error:
        raise LexiconError(
            f"The lexicon file {path} cannot be read ({error.strerror}); restore it."
        ) from None
    except UnicodeDecodeError as error:
        raise LexiconError(
            f"The lexicon file {path} is not UTF-8 at byte {error.start}; save it as UTF-8."
        ) from None
    digest.update(content)
    header = _HEADERS[path.name]
    if not lines or tuple(lines[0].split("\t")) != header:
        raise LexiconError(
            f"{path}, line 1: the header must be {', '.join(header)}, separated by tabs."
        )
    rows: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(lines[1:], start=2):
        form, *columns = (column.strip() for column in line.split("\t"))
        form = form.lower()
        if len(columns) != len(header) - 1 or not form or not all(columns[0].split(";")):
            raise LexiconError(
                f"{path}, line {number}: {line!r} is not a row; write {', '.join(header)}, "
                "separated by tabs, with a form and a gloss."
            )
        if form in rows:
            raise LexiconError(f"{path}, line {number}: '{form}' already has a row; remove one.")
        rows[form] = tuple(columns)
    return rows
