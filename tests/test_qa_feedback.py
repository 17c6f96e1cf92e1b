"""A judgement quotes the program's own answer, and is kept until the person takes it away."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

import pytest
from feedback_examples import CARE, HOUSING, NOON, ROOF, answer_to, judge
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from corpus.library import Library, load_library
from qa.feedback import (
    LONGEST_COMMENT,
    Asked,
    Excerpt,
    Feedback,
    FeedbackError,
    Verdict,
    asked_of,
    make_feedback,
)
from qa.feedback_store import FeedbackFileError, FeedbackStore, feedback_file, read_feedback
from settings import PROJECT_DIR, Settings, UserError

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
EXCERPTS = st.builds(
    lambda document, organisation, start, quote: Excerpt(
        document, organisation, start, start + len(quote), quote
    ),
    TEXTS,
    TEXTS,
    st.integers(0, 10**6),
    TEXTS.filter(bool),
)
FEEDBACK = st.builds(
    Feedback,
    id=st.builds(lambda n: f"{n:032x}", st.integers(0, 2**128 - 1)),
    at=st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
        lambda at: at.replace(microsecond=0)
    ),
    person=TEXTS,
    asked=st.builds(
        Asked,
        TEXTS,
        st.lists(TEXTS, max_size=3).map(tuple),
        st.lists(TEXTS, max_size=3).map(tuple),
    ),
    excerpt=st.none() | EXCERPTS,
    verdict=st.sampled_from(Verdict),
    comment=TEXTS,
    corpus=st.builds(lambda n: f"{n:064x}", st.integers(0, 2**256 - 1)),
)


def entry(person: str = "", question: str = "Hva?", number: int = 0, comment: str = "") -> Feedback:
    """A judgement of an excerpt that the number tells, or for 0 of the whole answer."""
    return Feedback(
        id=uuid4().hex,
        at=NOON,
        person=person,
        asked=Asked(question),
        excerpt=Excerpt("d", "o", number, number + 2, "ål") if number else None,
        verdict=Verdict.WRONG,
        comment=comment,
        corpus="0" * 64,
    )


# --- what is judged ------------------------------------------------------------------------------


def test_an_excerpt_is_taken_from_the_answer_by_its_number(tiny_library: Library) -> None:
    feedback = judge(tiny_library, 2, Verdict.WRONG, " Svarer på noe annet. ")
    start = tiny_library.documents["fjell"].text.index(CARE)
    assert feedback.excerpt == Excerpt("fjell", "fjell", start, start + len(CARE), CARE)
    assert feedback.verdict is Verdict.WRONG
    assert feedback.comment == "Svarer på noe annet."
    assert feedback.corpus == tiny_library.content_hash
    assert judge(tiny_library).excerpt is None


def test_ids_tell_nothing_and_times_are_utc_to_the_second(tiny_library: Library) -> None:
    oslo = datetime(2026, 1, 31, 13, 0, 0, 999, tzinfo=timezone(timedelta(hours=1)))
    one, other = (judge(tiny_library, 1, at=oslo) for _ in range(2))
    assert one.at == other.at == NOON
    assert one.at.utcoffset() == timedelta(0)
    assert re.fullmatch("[0-9a-f]{32}", one.id)
    assert one.id != other.id
    assert one.key == other.key


def test_the_same_choice_of_organisations_is_the_same_in_any_order(tiny_library: Library) -> None:
    answer = answer_to(tiny_library)
    one = asked_of(answer, ["Hva?"], ["fjord", "fjell"])
    assert one == asked_of(answer, ["Hva?"], ["fjell", "fjord", "fjell"])
    assert one == Asked(HOUSING, ("Hva?",), ("fjell", "fjord"))
    assert one != asked_of(answer, [], ["fjell", "fjord"])


@pytest.mark.parametrize(
    ("number", "comment", "said"),
    [
        (3, "", "The answer has 2 excerpts and no number 3; judge one that it has."),
        (0, "", "no number 0"),
        (1, "å" * (LONGEST_COMMENT + 1), "has 2001 characters, and the limit is 2000"),
    ],
)
def test_what_cannot_be_judged_is_refused(
    tiny_library: Library, number: int, comment: str, said: str
) -> None:
    with pytest.raises(FeedbackError, match=said):
        judge(tiny_library, number, comment=comment)


def test_a_comment_may_be_as_long_as_the_limit(tiny_library: Library) -> None:
    assert len(judge(tiny_library, 1, comment="å" * LONGEST_COMMENT).comment) == LONGEST_COMMENT


def test_an_excerpt_that_its_document_no_longer_holds_is_not_judged(
    tiny_library: Library, tiny_documents: Path
) -> None:
    answer = answer_to(tiny_library)
    source = tiny_documents / "fjord.txt"
    source.write_text(source.read_text("utf-8").replace("alle må", "ingen må"), "utf-8")
    changed = load_library(tiny_documents)
    with pytest.raises(FeedbackError, match="documents have changed since excerpt 1 was shown"):
        make_feedback(
            answer, 1, Verdict.RIGHT, "", asked=asked_of(answer, (), ()), person="",
            library=changed, at=NOON,
        )  # fmt: skip
    excerpt = judge(tiny_library, 1).excerpt
    assert excerpt is not None
    assert excerpt.quote == ROOF
    assert excerpt.stands_in(tiny_library)
    assert not excerpt.stands_in(changed)
    assert not replace(excerpt, organisation_id="fjell").stands_in(tiny_library)
    assert not replace(excerpt, document_id="hav").stands_in(tiny_library)


def test_half_a_character_cannot_spoil_the_file(tiny_library: Library, tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.jsonl")
    store.add(judge(tiny_library, 1, comment="a\ud800b", history=("\udfff",)))
    (kept,) = store.of("")
    assert (kept.comment, kept.asked.history) == ("a\ufffdb", ("\ufffd",))


# --- what is kept --------------------------------------------------------------------------------


@given(st.lists(FEEDBACK, max_size=5, unique_by=(lambda f: f.id, lambda f: f.key)))
def test_any_judgement_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Feedback]
) -> None:
    store = FeedbackStore(tmp_path_factory.mktemp("any") / "feedback.jsonl")
    for feedback in entries:
        store.add(feedback)
    assert list(read_feedback(store.path) if entries else ()) == entries


class StoreAgainstModel(RuleBasedStateMachine):
    """The store beside a plain list, changed alike."""

    factory: pytest.TempPathFactory
    persons = st.sampled_from(["", "kari", "ola"])
    questions = st.sampled_from(["Hva?", "Hvem?"])
    numbers = st.integers(0, 2)

    def __init__(self) -> None:
        super().__init__()
        self.folder = self.factory.mktemp("store")
        self.kept: list[Feedback] = []

    @property
    def store(self) -> FeedbackStore:
        # A new one each time: nothing may be remembered outside the file.
        return FeedbackStore(self.folder / "feedback.jsonl")

    @rule(person=persons, question=questions, number=numbers, comment=st.text("æø\n\u2028"))
    def add(self, person: str, question: str, number: int, comment: str) -> None:
        feedback = entry(person, question, number, comment)
        self.kept = [f for f in self.kept if f.key != feedback.key] + [feedback]
        self.store.add(feedback)

    @rule(person=persons, question=questions, number=numbers)
    def take_back(self, person: str, question: str, number: int) -> None:
        key = entry(person, question, number).key
        there = any(f.key == key for f in self.kept)
        self.kept = [f for f in self.kept if f.key != key]
        assert self.store.take_back(*key) is there

    @rule(person=persons, data=st.data())
    def remove(self, person: str, data: st.DataObject) -> None:
        ids = [f.id for f in self.kept] + ["0" * 32]
        identifier = data.draw(st.sampled_from(ids))
        mine = [f for f in self.kept if (f.id, f.person) == (identifier, person)]
        self.kept = [f for f in self.kept if f not in mine]
        assert self.store.remove(identifier, person) is bool(mine)

    @rule(person=persons)
    def remove_all(self, person: str) -> None:
        mine = [f for f in self.kept if f.person == person]
        self.kept = [f for f in self.kept if f.person != person]
        assert self.store.remove_all(person) == len(mine)

    @invariant()
    def each_sees_their_own(self) -> None:
        for person in ("", "kari", "ola"):
            mine = [f for f in self.kept if f.person == person]
            assert list(self.store.of(person)) == mine
            of_one = {f.excerpt: f for f in mine if f.asked.question == "Hva?"}
            assert self.store.given(person, Asked("Hva?")) == of_one

    @invariant()
    def nothing_is_left_behind(self) -> None:
        names = {path.name for path in self.folder.iterdir()}
        assert names - {"feedback.lock"} == ({"feedback.jsonl"} if self.kept else set())


def test_the_store_does_what_a_list_does(tmp_path_factory: pytest.TempPathFactory) -> None:
    StoreAgainstModel.factory = tmp_path_factory
    run_state_machine_as_test(
        StoreAgainstModel, settings=settings(max_examples=25, stateful_step_count=15)
    )


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "new" / "feedback.jsonl")
    store.add(entry())
    store.add(entry("kari"))
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600


WRITER = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4
from qa.feedback import Asked, Excerpt, Feedback, Verdict
from qa.feedback_store import FeedbackStore

store, person, at = FeedbackStore(Path(sys.argv[1])), sys.argv[2], datetime(2026, 1, 31, tzinfo=UTC)
for n in range(1, 31):
    excerpt = Excerpt("d", "o", n, n + 2, "ål")
    store.add(
        Feedback(uuid4().hex, at, person, Asked("Hva?"), excerpt, Verdict.RIGHT, "", "0" * 64)
    )
"""


def test_several_processes_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(path), person], cwd=PROJECT_DIR)
        for person in ("kari", "ola")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    for person in ("kari", "ola"):
        numbers = [f.excerpt.start for f in FeedbackStore(path).of(person) if f.excerpt]
        assert numbers == list(range(1, 31))


def test_several_threads_of_one_store_lose_nothing(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.jsonl")
    persons = ["a", "b", "c", "d"]
    go = threading.Barrier(len(persons))

    def work(person: str) -> None:
        go.wait()
        for number in range(1, 6):
            store.add(entry(person, number=number))
        store.remove(store.of(person)[0].id, person)

    threads = [threading.Thread(target=work, args=(person,)) for person in persons]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for person in persons:
        assert [f.excerpt.start for f in store.of(person) if f.excerpt] == [2, 3, 4, 5]


def test_a_file_that_another_program_holds_is_told(tmp_path: Path) -> None:
    store = FeedbackStore(tmp_path / "feedback.jsonl", lock_wait_s=0)
    with FileLock(tmp_path / "feedback.lock"), pytest.raises(FeedbackError) as caught:
        store.of("")
    assert f"{store.path} has been in use" in str(caught.value)


def test_a_folder_that_cannot_be_had_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("no folder")
    with pytest.raises(FeedbackError, match=r"cannot be used .*HMH_DATA_DIR"):
        FeedbackStore(tmp_path / "data" / "feedback.jsonl").add(entry())


# --- what a file may hold ------------------------------------------------------------------------


def line(**changes: object) -> str:
    content = {
        "id": "0" * 32,
        "at": "2026-01-31T12:00:00Z",
        "person": "",
        "question": "Hva?",
        "history": [],
        "organisations": [],
        "excerpt": {"document": "d", "organisation": "o", "start": 3, "end": 5, "quote": "ål"},
        "verdict": "right",
        "comment": "",
        "corpus": "0" * 64,
    }
    return json.dumps({**content, **changes}) + "\n"


EXCERPT = {"document": "d", "organisation": "o", "start": 3, "end": 5, "quote": "ål"}
GOOD = line()
OTHER = line(id="1" * 32, question="Hvem?")


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (OTHER[:40], "this is not JSON"),
        ("\n", "the line is blank"),
        ("[1]\n", "this is no JSON object"),
        (line(id="1" * 32, question="Hvem?", score=1), "the unknown key 'score'"),
        (line(id="1" * 32, excerpt={**EXCERPT, "page": 1}), "the unknown key 'page'"),
        ('{"id": "1"}\n', "lacks the key 'at'"),
        (line(id="1"), "'id' is '1'; write 32 hexadecimal digits"),
        (line(id="1" * 32, at="2026-02-30T12:00:00Z"), "'at' is '2026-02-30T12:00:00Z'"),
        (line(id="1" * 32, at=5), "'at' must be a text"),
        (line(id="1" * 32, verdict="perhaps"), "'verdict' is 'perhaps'; write right or wrong"),
        (line(id="1" * 32, history="Hva?"), "'history' must be a list of texts"),
        (line(id="1" * 32, organisations=[1]), "'organisations' must be a list of texts"),
        (line(id="1" * 32, excerpt=7), "'excerpt' must be an object or null"),
        (line(id="1" * 32, excerpt={**EXCERPT, "start": True}), "no stretch of a text"),
        (line(id="1" * 32, excerpt={**EXCERPT, "end": 3}), "no stretch of a text"),
        (line(id="1" * 32, excerpt={**EXCERPT, "end": 6}), "the quote has 2 characters and not 3"),
        (line(id="1" * 32, comment="å" * 2001), "'comment' has 2001 characters"),
        (line(id="1" * 32, comment="\ud800"), "'comment' must be a text"),
        (line(id="1" * 32, corpus="ab"), "'corpus' is 'ab'"),
        (line(question="Hvem?"), "it has the id of line 1; keep one"),
        (line(id="1" * 32, verdict="wrong"), "it judges the same as line 1; keep one"),
    ],
)
def test_a_line_that_is_no_judgement_is_told_and_nothing_is_lost(
    tmp_path: Path, second: str, said: str
) -> None:
    path = tmp_path / "feedback.jsonl"
    path.write_text(GOOD + second, encoding="utf-8")
    before = path.read_bytes()
    store = FeedbackStore(path)
    actions: list[Callable[[], object]] = [
        lambda: store.of(""),
        lambda: store.add(entry("kari")),
        lambda: store.remove("0" * 32, ""),
        lambda: store.remove_all(""),
    ]
    for act in actions:
        with pytest.raises(FeedbackFileError) as caught:
            act()
        assert str(caught.value).startswith(f"{path}, line 2: ")
        assert said in str(caught.value)
        assert path.read_bytes() == before


def test_a_file_that_is_not_there_holds_nothing_for_the_page_alone(tmp_path: Path) -> None:
    path = tmp_path / "feedback.jsonl"
    assert FeedbackStore(path).of("") == ()
    with pytest.raises(UserError, match="cannot be read"):
        read_feedback(path)


def test_the_documented_example_is_a_judgement(tmp_path: Path) -> None:
    text = (PROJECT_DIR / "docs" / "feedback.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.+?)```", text, re.S)
    path = tmp_path / "feedback.jsonl"
    path.write_text(example, encoding="utf-8")
    (read,) = read_feedback(path)
    assert (read.verdict, read.comment) == (Verdict.WRONG, "Mangler kravet om botilbud.")
    for key in json.loads(GOOD):
        assert f"| `{key}` |" in text


def test_judgements_are_kept_in_the_data_folder(tmp_path: Path) -> None:
    assert feedback_file(Settings(data_dir=tmp_path)) == tmp_path / "feedback.jsonl"
