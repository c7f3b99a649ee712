"""The metrics of summaries: their table, and the counting of a row a summary, as `comparison` resamples them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from yiwen import __version__
from yiwen.errors import EvaluationError
from yiwen.eval.comparison import Statistics
from yiwen.eval.faithfulness import counts, words_of
from yiwen.eval.faithfulness import signature as faithfulness_signature
from yiwen.eval.formulas import Array, share
from yiwen.eval.measures import Better, Given, Measure, Need, choose
from yiwen.eval.rouge import ROUGE, rouge, rouge_signature
from yiwen.summary.verify import Verifier
from yiwen.types import Document, Segment


@dataclass(frozen=True, slots=True)
class Case:
    """A report to be summarized, where it is known, and the reference summaries of it."""

    id: str
    references: tuple[str, ...] = ()
    report: Document | None = None


def ratio(sums: Array) -> Array:
    """Return the first over the second; not a number where the second is 0."""
    return share(sums) / 100


def _of_report(key: str, label: str, better: Better, meaning: str, *, needs: tuple[Need, ...] = ()) -> Measure:
    return Measure(key, label, better, ("report", *needs), share, meaning)


_RANKED: tuple[Measure, ...] = (
    *(
        Measure(key, label, "higher", ("reference",), share, f"{what} shared with the reference, mean F1")
        for (key, label), what in zip(
            ROUGE.items(), ("words", "word pairs", "longest sequence", "sequences sentence by sentence"), strict=True
        )
    ),
    Measure("length", "Length", "neither", ("reference",), share, "words for each 100 of the (first) reference"),
    Measure("compression", "Compression", "neither", ("report",), ratio, "words of the report for each of the summary"),
    _of_report("coverage", "Coverage", "neither", "words that stand in stretches taken from the report"),
    Measure("density", "Density", "neither", ("report",), ratio, "mean square length of the stretches taken over"),
    _of_report("redundancy", "Redundancy", "lower", "word pairs that the summary had before"),
    _of_report("figure-precision", "Figures P", "higher", "figures with their units that the report holds"),
    _of_report("name-precision", "Names P", "higher", "names that the report holds whole"),
    _of_report(
        "term-precision", "Terms P", "higher", "glossary terms that the report uses", needs=("glossary",)
    ),
    _of_report("entity-precision", "Entities P", "higher", "names of which the report holds a word (Nan et al. 2021)"),
    _of_report("failing", "Failing", "lower", "sentences with something changed or not in the report"),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = MappingProxyType({measure.key: measure for measure in _RANKED})
"""Every metric of summaries by the name it is asked for, in the order of tables."""

SUITES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "rouge": tuple(ROUGE),
        "faithfulness": ("figure-precision", "name-precision", "term-precision", "entity-precision", "failing"),
        "form": ("length", "compression", "coverage", "density", "redundancy"),
    }
)
"""Names that stand for several metrics; `all` is all of them."""

DEFAULT = tuple(key for key in MEASURES if key != "density")
"""What is computed unasked, as far as what is given allows."""

_OTHER_NAMES = {label.lower(): key for key, label in ROUGE.items()}


def choose_summary(names: Iterable[str], given: Given) -> tuple[Measure, ...]:
    """Return the metrics named (ROUGE-2 or rouge2), each once; without names those that can be computed.

    Raises:
        EvaluationError: a name is unknown, or a metric asked for by name needs what is not given.
    """
    low = [_OTHER_NAMES.get(name.lower(), name) for name in names]
    table = {key.lower(): measure for key, measure in MEASURES.items()}
    suites = {name: tuple(key.lower() for key in keys) for name, keys in SUITES.items()}
    return choose(low, given, table=table, suites=suites, default=[key.lower() for key in DEFAULT])


def signatures(measures: Sequence[Measure], references: int) -> dict[str, str]:
    """Return what made the value of each metric."""
    found: dict[str, str] = {}
    for measure in measures:
        if measure.key in ROUGE:
            found[measure.key] = rouge_signature(measure.key, references)
        elif measure.key == "length":
            found[measure.key] = f"words between spaces, yiwen {__version__}"
        else:
            found[measure.key] = faithfulness_signature(measure.key)
    return found


class SummaryCounters:
    """Counts summaries against their references and reports; a report is read once for all systems."""

    def __init__(
        self, cases: Sequence[Case], measures: Sequence[Measure], terms: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._cases, self._measures = cases, measures
        asked = any("report" in measure.needs for measure in measures)
        self._verifiers = [
            (Verifier(case.report, terms or {}), words_of(case.report)) if asked and case.report else None
            for case in cases
        ]

    def rows(self, summaries: Sequence[str]) -> Statistics:
        """Return each metric's statistics, a row a summary: a part and its whole.

        Raises:
            EvaluationError: a summary is empty, or rouge-score is not installed.
        """
        found = [self._row(at, text) for at, text in enumerate(summaries)]
        return {m.key: np.array([row[m.key] for row in found], dtype=np.float64) for m in self._measures}

    def _row(self, at: int, text: str) -> dict[str, tuple[float, float]]:
        case = self._cases[at]
        if not text.strip():
            raise EvaluationError(f"{case.id}: the summary is empty; give its text, or leave the report out")
        row: dict[str, tuple[float, float]] = {}
        keys = {measure.key for measure in self._measures}
        if case.references and keys & set(ROUGE):
            row |= {key: (one.value / 100, 1) for key, one in zip(ROUGE, rouge(text, *case.references), strict=True)}
        if case.references:
            row["length"] = (len(text.split()), len(case.references[0].split()))
        known = self._verifiers[at]
        if known is not None:
            verifier, told = known
            row |= counts(Document(case.id, "txt", (Segment("1", text),)), verifier, told)
        return row
