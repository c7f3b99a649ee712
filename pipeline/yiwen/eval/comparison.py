"""Systems compared on one corpus: values with intervals, tests of pairs with Holm's correction, ranks in clusters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

import numpy as np

from yiwen.errors import EvaluationError
from yiwen.eval import significance as sig
from yiwen.eval.formulas import Array
from yiwen.eval.measures import Measure, value
from yiwen.eval.metrics import METRICS
from yiwen.eval.watch import Watch, adding

Units = Literal["segments", "documents", "two-level"]
Statistics = Mapping[str, Array]
"""A system's statistics by the name they are counted under, a row a segment."""

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Plan:
    """How differences are tested. With a `baseline` it is compared with every other system, else all pairs are.

    `intervals` asks for the 95% intervals of the bootstrap, `bootstrap` and `randomization` for the tests.
    `two-level` draws documents, and segments within them; its randomization test swaps whole documents. `called` is
    what the units are called in notes, where a row is no segment.
    """

    units: Units = "segments"
    resamples: int = sig.RESAMPLES
    trials: int = sig.TRIALS
    seed: int = sig.SEED
    baseline: str | None = None
    intervals: bool = True
    bootstrap: bool = True
    randomization: bool = False
    called: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A system's value of a metric: None where there is nothing to count; `cluster` is its rank's, from 1."""

    value: float | None
    low: float | None = None
    high: float | None = None
    cluster: int | None = None


@dataclass(frozen=True, slots=True)
class PairTest:
    """The difference of two systems in a metric (first less second), its p-values plain and after Holm's correction."""

    measure: str
    first: str
    second: str
    difference: float
    bootstrap: float | None = None
    bootstrap_holm: float | None = None
    randomization: float | None = None
    randomization_holm: float | None = None

    @property
    def uncorrected(self) -> float | None:
        """The larger p-value of both tests as they are; None where none was made."""
        return max((p for p in (self.bootstrap, self.randomization) if p is not None), default=None)

    @property
    def corrected(self) -> float | None:
        """The corrected p-value that ranks go by: of both tests' the larger; None where none was made."""
        return max((p for p in (self.bootstrap_holm, self.randomization_holm) if p is not None), default=None)


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that was computed: cells by system and metric, the tests, how many units were resampled, what to heed."""

    cells: Mapping[str, Mapping[str, Cell]]
    tests: tuple[PairTest, ...] = ()
    units: int = 0
    notes: tuple[str, ...] = ()


def values(systems: Mapping[str, Statistics], measures: Sequence[Measure]) -> Comparison:
    """Return the values alone, without intervals or tests."""
    return Comparison(
        {name: {m.key: Cell(value(m, rows[m.statistics])) for m in measures} for name, rows in systems.items()}
    )


def compare(
    systems: Mapping[str, Statistics],
    measures: Sequence[Measure],
    plan: Plan,
    documents: Sequence[int] | None = None,
    watch: Watch | None = None,
) -> Comparison:
    """Return values with 95% intervals, tests of pairs and rank clusters; `watch` hears how far the drawing is.

    Raises:
        EvaluationError: documents are to be resampled and are not known, or the baseline is no system.
    """
    check_plan(tuple(systems), plan, documents)
    layout = _Layout(systems, measures, plan, documents, watch)
    resampled = layout.bootstrap() if plan.bootstrap or plan.intervals else {}
    randomization = layout.randomization() if plan.randomization else None
    tests: list[PairTest] = []
    cells: dict[str, dict[str, Cell]] = {name: {} for name in systems}
    for measure in measures:
        found = {name: value(measure, rows[measure.statistics]) for name, rows in systems.items()}
        drawn = {name: resampled[name, measure.key] for name in systems if (name, measure.key) in resampled}
        pairs = _test_pairs(measure, found, drawn, layout, randomization, plan)
        tests += pairs
        ranks = _clusters(measure, found, pairs) if plan.baseline is None and len(systems) > 1 else {}
        for name, number in found.items():
            bounds = sig.interval(drawn[name]) if plan.intervals and name in drawn else None
            low, high = (bounds.low, bounds.high) if bounds else (None, None)
            cells[name][measure.key] = Cell(number, low, high, ranks.get(name))
    return Comparison(cells, tuple(tests), layout.units, tuple(_notes(layout, measures, systems, plan)))


def check_plan(systems: Sequence[str], plan: Plan, documents: Sequence[int] | None) -> None:
    """Check that a plan can be carried out on these systems.

    Raises:
        EvaluationError: documents are to be resampled and are not known, or the baseline is no system.
    """
    if plan.units != "segments" and documents is None:
        raise EvaluationError("documents: not known; name each segment's document (--docs), or resample segments")
    if plan.baseline is not None and plan.baseline not in systems:
        raise EvaluationError(f"baseline: no system '{plan.baseline}'; the systems are {', '.join(systems)}")


class _Layout:
    """The statistics of all systems side by side, so that one matrix of resamples serves them all."""

    def __init__(
        self,
        systems: Mapping[str, Statistics],
        measures: Sequence[Measure],
        plan: Plan,
        documents: Sequence[int] | None,
        watch: Watch | None,
    ) -> None:
        self._plan, self._documents, self._measures, self._watch = plan, documents, measures, watch
        tested = [m for m in measures if m.by_segment or plan.units == "documents"]
        keys = list(dict.fromkeys(measure.statistics for measure in tested))
        self.places: dict[tuple[str, str], slice] = {}
        parts, at = [], 0
        for name, rows in systems.items():
            for key in keys:
                self.places[name, key] = slice(at, at + rows[key].shape[1])
                at += rows[key].shape[1]
                parts.append(rows[key])
        self._segments = np.hstack(parts) if parts else np.zeros((0, 0))
        self._rows = self._segments
        if plan.units == "documents" and documents is not None:
            self._rows = sig.by_document(self._segments, documents)
        self._tested = tested
        self._systems = tuple(systems)

    @property
    def units(self) -> int:
        """How many units are drawn from."""
        return max(self._documents or (-1,)) + 1 if self._plan.units == "two-level" else len(self._rows)

    def bootstrap(self) -> dict[tuple[str, str], Array]:
        """Return the resampled values of each system and metric."""
        plan = self._plan
        if plan.units == "two-level" and self._documents is not None:
            sums = sig.two_level_sums(self._segments, self._documents, plan.resamples, seed=plan.seed)
        else:
            tell = adding(self._watch, "resamples", plan.resamples)
            sums = sig.bootstrap_sums(self._rows, plan.resamples, seed=plan.seed, tell=tell)
        return {
            (name, measure.key): measure.values(
                _as_in_sacrebleu(sums[:, self.places[name, measure.statistics]], measure)
            )
            for name in self._systems
            for measure in self._tested
        }

    def randomization(self) -> sig.Randomization:
        """Return the test that swaps units: whole documents, where these are drawn in two levels."""
        rows = self._rows
        if self._plan.units == "two-level" and self._documents is not None:
            rows = sig.by_document(self._segments, self._documents)
        tell = adding(self._watch, "trials", self._plan.trials)
        return sig.Randomization(rows, self._plan.trials, seed=self._plan.seed, tell=tell)


def _as_in_sacrebleu(sums: Array, measure: Measure) -> Array:
    """Return the sums in the precision that sacrebleu resamples in: single, for its own metrics."""
    return sums.astype(np.float32) if measure.key in METRICS else sums


def _test_pairs(
    measure: Measure,
    found: Mapping[str, float | None],
    drawn: Mapping[str, Array],
    layout: _Layout,
    randomization: sig.Randomization | None,
    plan: Plan,
) -> list[PairTest]:
    """Return the tests of one metric; they are one family for Holm's correction."""
    tests: list[PairTest] = []
    if not (plan.bootstrap or plan.randomization):
        return tests
    for first, second in _pairs(tuple(found), plan.baseline):
        a, b = found[first], found[second]
        if a is None or b is None or (first, measure.statistics) not in layout.places:
            continue
        bootstrap = _bootstrap_p(measure, drawn, first, second, abs(a - b)) if plan.bootstrap else None
        if bootstrap is not None:
            bootstrap = max(bootstrap, sig.exact_floor(layout.units))
        swapped = None
        if randomization is not None and a == b:
            swapped = 1.0
        elif randomization is not None:
            places = (layout.places[first, measure.statistics], layout.places[second, measure.statistics])
            swapped = randomization.p_value(*places, measure.values, abs(a - b))
        tests.append(PairTest(measure.key, first, second, a - b, bootstrap, None, swapped, None))
    return _corrected(tests)


def _pairs(names: Sequence[str], baseline: str | None) -> list[tuple[str, str]]:
    if baseline is None:
        return list(combinations(names, 2))
    return [(name, baseline) for name in names if name != baseline]


def _bootstrap_p(
    measure: Measure, drawn: Mapping[str, Array], first: str, second: str, difference: float
) -> float | None:
    """Return the p-value of a pair: sacrebleu's own for its metrics, for ours the two-sided one."""
    if first not in drawn or second not in drawn:
        return None
    if not difference:
        return 1.0  # the test as published gives its smallest p to two systems that are the same
    if np.isnan(drawn[first]).any() or np.isnan(drawn[second]).any():
        return None
    test = sig.sacrebleu_p if measure.key in METRICS else sig.bootstrap_p
    return test(drawn[first], drawn[second], difference)


def _corrected(tests: Sequence[PairTest]) -> list[PairTest]:
    by_bootstrap = _holm([test.bootstrap for test in tests])
    by_swaps = _holm([test.randomization for test in tests])
    return [
        PairTest(t.measure, t.first, t.second, t.difference, t.bootstrap, one, t.randomization, other)
        for t, one, other in zip(tests, by_bootstrap, by_swaps, strict=True)
    ]


def _holm(p_values: Sequence[float | None]) -> list[float | None]:
    known = [p for p in p_values if p is not None]
    adjusted = iter(sig.holm(known))
    return [None if p is None else next(adjusted) for p in p_values]


def _clusters(measure: Measure, found: Mapping[str, float | None], tests: Sequence[PairTest]) -> dict[str, int]:
    """Return each system's cluster in the metric; empty where there is no rank or no test."""
    if measure.better == "neither" or not tests:
        return {}
    known = {name: number for name, number in found.items() if number is not None}
    ranked = sorted(known, key=lambda name: -known[name] if measure.better == "higher" else known[name])
    p_values = {frozenset((t.first, t.second)): t.corrected for t in tests}

    def differ(above: str, below: str) -> bool:
        p = p_values.get(frozenset((above, below)))
        return p is not None and p < LEVEL

    return dict(zip(ranked, sig.clusters(ranked, differ), strict=True))


def _notes(layout: _Layout, measures: Sequence[Measure], systems: Mapping[str, Statistics], plan: Plan) -> list[str]:
    notes = []
    if layout.units < sig.FEW_UNITS:
        what = plan.called or ("segments" if plan.units == "segments" else "documents")
        notes.append(f"only {layout.units} {what} to draw from: under {sig.FEW_UNITS} intervals and tests say little")
    untested = [m.label for m in measures if not (m.by_segment or plan.units == "documents")]
    if untested:
        notes.append(f"{', '.join(untested)}: no sum over segments, so without interval and test; resample documents")
    pairs = len(_pairs(tuple(systems), plan.baseline))
    drawn = {"resamples": plan.resamples if plan.bootstrap else 0, "trials": plan.trials if plan.randomization else 0}
    for what, number in drawn.items():
        if number and pairs and pairs * sig.smallest_p(number) >= LEVEL:
            notes.append(
                f"{number} {what} cannot give p under {LEVEL} after correction for {pairs} pair{'s'[: pairs > 1]}: "
                f"the smallest is {sig.smallest_p(number):.4g} each; use more"
            )
    return notes
