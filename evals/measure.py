"""One question and its answer record → the values of the metrics that apply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from corpus.library import Library
from evals.letters import SourceTexts
from evals.metrics.abstention import silence_right
from evals.metrics.attribution import Attributed, cited_sentences, in_scope, rightly_attributed
from evals.metrics.citations import (
    citation_precision,
    citation_recall,
    first_hits,
    is_verbatim,
)
from evals.metrics.overlap import Excerpt, GoldPlaces
from evals.metrics.ranking import (
    Ranked,
    in_order,
    names_in_order,
    recall_at,
    recall_ceiling,
)
from evals.metrics.support import is_supported
from evals.statements import NameFinder, read_statements
from evals.testset import EvalQuestion

RECALL_CUTOFFS = (5, 10)

Record = Mapping[str, Any]

NO_ANSWER: Record = {
    "answered": None,
    "text": "",
    "organisations": [],
    "citations": [],
    "summary": [],
    "retrieved": [],
    "timings_ms": {},
}
"""What a question without a record is scored as: nothing found, nothing refused."""


class Measured(NamedTuple):
    """A value, and how much it counts: 1, or of how many citations or sentences it is a share."""

    value: float
    weight: float = 1.0


class Meter:
    """Measures answers against one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._texts = SourceTexts(library)
        self._names = NameFinder(library.catalogue.organisations)
        self._passages: dict[str, list[Excerpt]] = {}
        for passage in library.passages:
            excerpt = self._excerpt(passage.document_id, passage.start, passage.end)
            self._passages.setdefault(passage.document_id, []).append(excerpt)

    def measure(self, question: EvalQuestion, record: Record) -> dict[str, Measured]:
        """The values of every metric that the question has, but for those of whole rankings."""
        values = self._honesty(question, record)
        if question.answerable:
            gold = self.gold_places(question)
            values |= self._evidence(gold, record)
            values["FalseRefusal"] = Measured(float(record["answered"] is not True))
        else:
            values["Refusal"] = Measured(float(record["answered"] is False))
        if question.type == "compare":
            statuses = {entry["id"]: entry["status"] for entry in record["organisations"]}
            values["SilentRight"] = Measured(
                silence_right(question.orgs, question.silent, statuses)
            )
        return values

    def names_in_order(self, question: EvalQuestion, record: Record) -> list[str]:
        """The ranking under the names of the gold quotations, for the ranking measures."""
        return names_in_order(self.gold_places(question), self._ranked(record))

    def gold_places(self, question: EvalQuestion) -> list[GoldPlaces]:
        """Where the gold quotations stand."""
        found = [(gold, self._texts.get(gold.doc)) for gold in question.gold]
        return [
            GoldPlaces(gold.doc, source.places(gold.quote) if source else ())
            for gold, source in found
        ]

    def _evidence(self, gold: Sequence[GoldPlaces], record: Record) -> dict[str, Measured]:
        cited = [self._excerpt(c["document"], c["start"], c["end"]) for c in record["citations"]]
        ranked = self._ranked(record)
        documents = {quote.document for quote in gold}
        passages = [p for document in documents for p in self._passages.get(document, ())]
        values = {
            "CitRecall": citation_recall(gold, cited),
            "CitPrecision": citation_precision(gold, cited),
            "CitHit@1": first_hits(gold, cited),
            "Hit@1": first_hits(gold, [passage.excerpt for passage in ranked]),
        }
        for k in RECALL_CUTOFFS:
            values[f"R@{k}"] = recall_at(k, gold, ranked)
            values[f"R@{k} ceiling"] = recall_ceiling(k, gold, passages)
        return {name: Measured(value) for name, value in values.items()}

    def _honesty(self, question: EvalQuestion, record: Record) -> dict[str, Measured]:
        """Metrics of what is shown, whatever the right answer is: shares, weighed by number."""
        citations = [self._attributed(c) for c in record["citations"]]
        statements = read_statements(record["text"], self._names)
        verbatim = [
            is_verbatim(self._texts.get(c["document"]), c["start"], c["end"], c["quote"])
            for c in record["citations"]
        ]
        supported = [
            self._supported(sentence, record) for sentence in record["summary"] if sentence["kept"]
        ]
        shares = {
            "Verbatim": (sum(verbatim), len(verbatim)),
            "SentenceCited": cited_sentences(statements, citations),
            "OrgAttribution": rightly_attributed(statements, citations),
            "TokenSupport": (sum(supported), len(supported)),
        }
        if question.named:
            shares["OrgScope"] = in_scope(question.named, citations)
        return {
            name: Measured(part / whole, whole) for name, (part, whole) in shares.items() if whole
        }

    def _supported(self, sentence: Mapping[str, Any], record: Record) -> bool:
        cited = [c for c in record["citations"] if c["number"] in sentence["citations"]]
        speaking = {citation["organisation"] for citation in cited}
        speakers = [
            name
            for organisation in self._library.catalogue.organisations
            if organisation.id in speaking
            for name in organisation.names
        ]
        return is_supported(sentence["sentence"], [c["quote"] for c in cited], speakers)

    def _attributed(self, citation: Mapping[str, Any]) -> Attributed:
        document = self._library.documents.get(citation["document"])
        owner = document.organisation.id if document else None
        return Attributed(citation["number"], citation["organisation"], owner)

    def _ranked(self, record: Record) -> list[Ranked]:
        return in_order(
            [
                Ranked(
                    result["passage"],
                    result["score"],
                    self._excerpt(result["document"], result["start"], result["end"]),
                )
                for result in record["retrieved"]
            ]
        )

    def _excerpt(self, document: str, start: int, end: int) -> Excerpt:
        source = self._texts.get(document)
        return Excerpt(document, source.place(start, end) if source else None)
