"""The corpus that systems are compared on, and all the counters for it: one call counts a system's statistics."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from yiwen import __version__
from yiwen.eval.comet import CometCounter
from yiwen.eval.figures import FIGURE_KEYS, FigureCounter
from yiwen.eval.form import FORM_KEYS, FormCounter
from yiwen.eval.formulas import Array
from yiwen.eval.measures import Given, Measure, Need
from yiwen.eval.metrics import METRICS, Scorer
from yiwen.eval.occurrences import TermIndex
from yiwen.eval.terms import TERM_KEYS, TermCounter
from yiwen.eval.watch import Tell
from yiwen.glossary.entry import Entry

NORMALIZER = 2
"""The version of what terms are matched on (`text.normalize`) and figures are read by; it stands in signatures."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms that are looked for, with the digest that tells which they were."""

    name: str
    index: TermIndex
    digest: str

    @classmethod
    def of(cls, name: str, entries: Iterable[Entry]) -> "Glossary":
        """Return the glossary of these entries."""
        index = TermIndex(entries)
        written = repr([(e.zh, e.en, e.not_in, [w.pattern.text for w in e.wrong]) for e in index.entries])
        return cls(name, index, sha256(written.encode("utf-8", "surrogatepass")).hexdigest())


@dataclass(frozen=True)
class Corpus:
    """What systems are compared on: one entry a segment on every side; `references` one sequence a reference.

    `documents` names each segment's document. `glossaries` holds each segment's glossary (one object for all, mostly).
    """

    ids: tuple[str, ...]
    references: tuple[tuple[str, ...], ...] = ()
    reference_names: tuple[str, ...] = ()
    sources: tuple[str, ...] | None = None
    documents: tuple[str, ...] | None = None
    glossaries: tuple[Glossary, ...] | None = None

    @property
    def given(self) -> Given:
        """What metrics may need and find here."""
        parts: dict[Need, object] = {
            "reference": self.references,
            "source": self.sources,
            "glossary": self.glossaries,
            "documents": self.documents,
        }
        return frozenset([need for need, part in parts.items() if part] + ["model"])

    @cached_property
    def document_numbers(self) -> tuple[int, ...] | None:
        """Each segment's document, numbered from 0 in the order of the corpus."""
        if self.documents is None:
            return None
        numbers: dict[str, int] = {}
        return tuple(numbers.setdefault(name, len(numbers)) for name in self.documents)

    def part(self, places: Sequence[int]) -> "Corpus":
        """Return the corpus of these segments alone."""
        return Corpus(
            tuple(self.ids[at] for at in places),
            tuple(tuple(reference[at] for at in places) for reference in self.references),
            self.reference_names,
            tuple(self.sources[at] for at in places) if self.sources is not None else None,
            tuple(self.documents[at] for at in places) if self.documents is not None else None,
            tuple(self.glossaries[at] for at in places) if self.glossaries is not None else None,
        )


class Counters:
    """Counts the statistics of any number of systems on one corpus; `tell` hears how far TER is.

    Raises:
        EvaluationError: the references cannot be used.
    """

    def __init__(self, corpus: Corpus, measures: Sequence[Measure], tell: Tell | None = None) -> None:
        self._corpus = corpus
        wanted = {measure.statistics for measure in measures}
        self._wanted = wanted
        surface = [name for name in METRICS if name in wanted]
        names = corpus.reference_names or None
        self._scorer = Scorer(corpus.references, surface, names=names, tell=tell) if surface else None
        self._families: list[Callable[[Sequence[str]], dict[str, Array]]] = []
        if wanted & set(TERM_KEYS):
            self._families.append(_terms(corpus).rows)
        if wanted & set(FIGURE_KEYS):
            self._families.append(FigureCounter(corpus.sources or ()).rows)
        if wanted & set(FORM_KEYS):
            self._families.append(FormCounter(corpus.references).rows)
        if "comet" in wanted:
            self._families.append(CometCounter(corpus.sources or (), corpus.references[0]).rows)

    def rows(
        self, hypotheses: Sequence[str], *, name: str = "hypotheses", allow_empty: bool = False
    ) -> dict[str, Array]:
        """Return the statistics that the metrics want, a row a segment.

        Raises:
            EvaluationError: the hypotheses do not go with the corpus.
        """
        found: dict[str, Array] = {}
        if self._scorer is not None:
            found |= self._scorer.statistics(hypotheses, name=name, allow_empty=allow_empty)
        for family in self._families:
            found |= {key: rows for key, rows in family(hypotheses).items() if key in self._wanted}
        return found


def _terms(corpus: Corpus) -> TermCounter:
    indexes = [glossary.index for glossary in corpus.glossaries or ()]
    return TermCounter(corpus.sources or (), corpus.references, indexes, corpus.document_numbers)


def signature(measure: Measure, corpus: Corpus) -> str:
    """Return what lets someone else compute the metric again: sacrebleu's signature, or ours in its manner."""
    if measure.key in METRICS:
        metric = METRICS[measure.key]()
        metric.num_refs = len(corpus.references)
        return str(metric.get_signature().format())
    parts = [f"nrefs:{len(corpus.references)}"]
    if "glossary" in measure.needs and corpus.glossaries:
        digests = sorted({glossary.digest[:12] for glossary in corpus.glossaries})
        attested = "ref" if corpus.references else "no"
        parts += [f"gloss:{'+'.join(digests)}", "case:lc", "number:any", f"attested:{attested}"]
    if measure.key in ("term-success", "term-exact"):
        parts = [part.replace("number:any", "number:as-listed") for part in parts]
        parts = [part.replace("case:lc", "case:mixed") if measure.key == "term-exact" else part for part in parts]
    if measure.key == "comet":
        parts += CometCounter.signature()
    return "|".join([*parts, f"norm:{NORMALIZER}", f"version:yiwen-{__version__}"])


def digest(segments: Iterable[str]) -> str:
    """Return the sha256 of segments, a line feed after each."""
    total = sha256()
    for segment in segments:
        total.update(segment.encode("utf-8", "surrogatepass") + b"\n")
    return total.hexdigest()
