"""The checks on what a model might write: faithful sentences are kept, wrong ones are not.

The 32 sentences were written by hand for passages drawn at random, in the words of a summary and
not of the passage; they were not used to set the checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pytest
from corpus_examples import shipped_library

from corpus.passages import Passage
from corpus.strength import Strength
from embeddings.language import Language
from qa.answer import Citation
from qa.claims import find_fault

_LIBRARY = shipped_library()

# After "=", the first words of a passage; then sentences, each after its language.
PARAPHRASES = """
= Kommuner som allerede driver et kunnskapsbasert
nb Actis vil at kommuner med gode forebyggingsprogrammer skal kunne videreføre dem
nn Actis vil at kommunar med gode førebyggjande program skal få halde fram med dei
en Actis wants municipalities with successful prevention programmes to be able to continue them
= Behandlingsinstitusjonene bør informere tydelig og korrekt
nb Actis mener at behandlingsinstitusjoner bør gi tydelig og riktig informasjon om tilbudet
en Actis recommends that treatment institutions inform clearly about what the service involves
= Det må forskes mer på pårørendes
nb Actis ønsker mer forskning på helsen til pårørende
nn Actis ønskjer meir forsking på helsa til pårørande
en Actis calls for more research on the physical and mental health of relatives
= Stortinget har styrket arbeidet med å
nb Actis støtter nullvisjonen for overdoser og arbeidet med blant annet utdeling av Naloxon
nn Actis støttar nullvisjonen og arbeidet for å førebyggje overdosar
en Actis supports the zero vision and the efforts to prevent overdoses
= Stortinget ber regjeringen sørge for at
nb Forslagsstillerne vil at større byer skal kunne tilby lavterskelbehandling til ruspasienter
nn Forslagsstillerne vil at større byar skal kunne gje ruspasientar eit lågterskeltilbod
en Forslagsstillerne wants larger cities to offer drug patients a low-threshold service
= Det bør i større grad benyttes
nb Actis vil ha flere reaksjoner som hjelper personer ut av narkotikaproblemer
en Actis wants more use of responses that help people out of drug problems
= Politiet må prioritere avdekking av bruk,
nb Actis mener at politiet må prioritere å avdekke bruk og salg
nn Actis meiner at politiet må prioritere å avdekkje bruk, sal og produksjon
en Actis wants the police to prioritise uncovering use, possession and sale of drugs
= Det bør utvikles et e-læringsprogram som
nb Actis foreslår et e-læringsprogram om rusforebygging for elever og lærere
en Actis proposes an e-learning programme on drug prevention for pupils and teachers
= Registrering av rusrelaterte volds- og skadesaker
nb Actis vil gjøre det obligatorisk for legevakt, sykehus og politi å registrere rusrelatert vold
nn Actis vil gjere det obligatorisk å registrere rusrelatert vald
en Actis wants hospitals and police to be required to register drug-related violence
= Retten til ettervern etter endt behandling
nb Actis vil lovfeste retten til ettervern etter behandling eller soning
en Actis wants the right to aftercare to be established by law
= Det bør arbeides aktivt for å
nb Actis vil redusere antall utkastelser og bruken av midlertidige botilbud
nn Actis vil ha færre utkastingar og mindre bruk av mellombelse butilbod
en Actis wants fewer evictions and less use of temporary housing
= Gravide skal fortsatt få informasjon om
nb Actis mener at gravide fortsatt skal få informasjon om farene ved rusmiddelbruk
= Kommunene må sikres ressurser til å
en Actis demands that municipalities get resources to follow up alternative sanctions
= Det må iverksettes evaluering og uavhengig
nb Actis krever uavhengig følgeforskning på reformen fra første dag
"""
_NB, _NN = "vil støtter mener krever ønsker foreslår", "vil støttar ønskjer meiner"
DENIALS: dict[Language, dict[str, str]] = {
    "nb": {verb: f"{verb} ikke" for verb in _NB.split()},
    "nn": {verb: f"{verb} ikkje" for verb in _NN.split()},
    "en": {f"{v}s": f"does not {v}" for v in "want recommend call propose demand support".split()},
}


def passage(opening: str) -> Passage:
    (found,) = (p for p in _LIBRARY.passages if " ".join(p.text.split()).startswith(opening))
    return found


def is_kept(sentence: str, language: Language, excerpt: Passage) -> bool:
    owner = _LIBRARY.documents[excerpt.document_id].organisation
    cited = Citation(
        1, excerpt.document_id, owner.id, (), excerpt.start, excerpt.end, excerpt.text,
        Strength.DEMANDS, None, None,
    )  # fmt: skip
    known = _LIBRARY.catalogue.organisations
    return find_fault(sentence, {1: cited}, known, language) is None


def sentences() -> Iterator[tuple[str, Language, str]]:
    opening = ""
    for line in PARAPHRASES.strip().splitlines():
        mark, _, words = line.partition(" ")
        if mark == "=":
            opening = words
        else:
            yield opening, cast("Language", mark), f"{words} [1]."


@pytest.mark.parametrize(("opening", "language", "sentence"), list(sentences()))
def test_a_faithful_sentence_is_kept(opening: str, language: Language, sentence: str) -> None:
    assert is_kept(sentence, language, passage(opening))


@pytest.mark.parametrize(("opening", "language", "sentence"), list(sentences()))
def test_its_denial_is_not(opening: str, language: Language, sentence: str) -> None:
    verb = next(verb for verb in DENIALS[language] if f" {verb} " in sentence)
    turned = sentence.replace(f" {verb} ", f" {DENIALS[language][verb]} ", 1)
    assert not is_kept(turned, language, passage(opening))


def test_under_another_passage_of_its_organisation_it_is_seldom_kept() -> None:
    passages = {opening: passage(opening) for opening, _, _ in sentences()}
    elsewhere = [
        is_kept(sentence, language, other)
        for opening, language, sentence in sentences()
        for other in passages.values()
        if other != passages[opening] and other.document_id == passages[opening].document_id
    ]
    assert len(elsewhere) > 300
    assert sum(elsewhere) <= 0.02 * len(elsewhere)
