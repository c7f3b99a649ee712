"""Is one system better than another, or was it the choice of segments? Resampling of sums of statistics.

A resample is a row of multiplicities: how often each unit (a segment, or a document) was drawn. One matrix of them,
times the statistics of all systems and metrics side by side, gives every resampled sum. Draws and p-values are those
of sacrebleu's `PairedTest`, seed 12345: paired bootstrap (Koehn 2004), approximate randomization (Riezler and Maxwell
2005).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from yiwen.eval.formulas import Array
from yiwen.eval.watch import Tell

SEED = 12345
FEW_UNITS = 30
"""Below so many units a test says little."""

RESAMPLES = 1_000
TRIALS = 10_000

Formula = Callable[[Array], Array]

_CELLS = 4_000_000  # of the multiplicity matrix at a time


@dataclass(frozen=True, slots=True)
class Interval:
    """The bounds between which the middle 95 of 100 resampled values lie."""

    low: float
    high: float


def bootstrap_sums(
    statistics: Array, resamples: int = RESAMPLES, *, seed: int = SEED, tell: Tell | None = None
) -> Array:
    """Return the column sums of each resample, a row a resample; `statistics` has a row a unit.

    The draws are those of `numpy.random.default_rng(seed).choice` over all resamples at once, as in sacrebleu.
    """
    units = len(statistics)
    exact = np.ascontiguousarray(statistics, dtype=np.float64)
    sums = [drawn @ exact for drawn in _told(_multiplicities(units, resamples, seed), tell)]
    return np.concatenate(sums)


def two_level_sums(statistics: Array, documents: Sequence[int], resamples: int, *, seed: int = SEED) -> Array:
    """Return the sums of resamples that draw documents, and then segments within each drawn document.

    `documents` gives each segment's document, numbered from 0 without gaps. A document drawn twice has its segments
    drawn anew for each time.
    """
    members = _members(documents)
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(len(members), np.full(len(members), 1 / len(members)), size=resamples)
    sums = np.zeros((resamples, statistics.shape[1]))
    for document, rows in enumerate(members):
        size = len(rows)
        times = rng.multinomial(drawn[:, document] * size, np.full(size, 1 / size))
        sums += times @ statistics[rows].astype(np.float64)
    return sums


def by_document(statistics: Array, documents: Sequence[int]) -> Array:
    """Return a row a document: the sums of its segments' rows."""
    sums = np.zeros((max(documents, default=-1) + 1, statistics.shape[1]))
    np.add.at(sums, np.asarray(documents), statistics)
    return sums


def interval(values: Array) -> Interval | None:
    """Return the 95% interval of resampled values, bounds as in sacrebleu; None where one has no value."""
    if not len(values) or np.isnan(values).any():
        return None
    ordered = np.sort(values)
    tail = len(ordered) // 40
    return Interval(float(ordered[tail]), float(ordered[len(ordered) - tail - 1]))


_TIE = 1e-9  # differences of less than this share are rounding


def bootstrap_p(first: Array, second: Array, difference: float) -> float:
    """Return the two-sided p-value of a difference from both systems' resampled values.

    The differences are centred on their mean: how often does chance alone give as much as was seen, either way
    (Efron and Tibshirani 1993, chapter 16)?
    """
    differences = first - second
    return _p_value(np.abs(differences - differences.mean()), difference * (1 - _TIE))


def sacrebleu_p(first: Array, second: Array, difference: float) -> float:
    """Return the p-value that sacrebleu's paired bootstrap gives.

    It centres the sizes of the differences and looks at one side of them, so that equal systems get p < .05 about
    one time in ten.
    """
    differences = np.abs(first - second)
    return _p_value(differences - differences.mean(), difference)


class Randomization:
    """Approximate randomization: outputs of two systems are swapped unit by unit at random.

    `columns` places each system's statistics in the rows; all systems and metrics share one matrix of swaps.
    """

    def __init__(self, statistics: Array, trials: int = TRIALS, *, seed: int = SEED, tell: Tell | None = None) -> None:
        exact = np.ascontiguousarray(statistics, dtype=np.float64)
        self._kept = np.concatenate([kept @ exact for kept in _told(_selections(len(exact), trials, seed), tell)])
        self._total = exact.sum(axis=0)

    def p_value(self, first: slice, second: slice, formula: Formula, difference: float) -> float:
        """Return the two-sided p-value of the difference between the systems in these columns."""
        swapped = self._total[second] - self._kept[:, second] + self._kept[:, first]
        others = self._total[first] - self._kept[:, first] + self._kept[:, second]
        # where few units are swapped the same split comes up again and again: it is no smaller than what was seen
        return _p_value(np.abs(formula(swapped) - formula(others)), difference * (1 - _TIE))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return the p-values corrected for their number (Holm 1979), in the order given."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, index in enumerate(sorted(range(len(p_values)), key=lambda at: p_values[at])):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = highest
    return tuple(adjusted)


def clusters(names: Sequence[str], differ: Callable[[str, str], bool]) -> tuple[int, ...]:
    """Return the cluster of each name, from 1; `names` are ranked, best first.

    A new cluster begins where every system above differs significantly from every system below.
    """
    numbers, current = [], 1
    for at in range(len(names)):
        if at and all(differ(above, below) for above in names[:at] for below in names[at:]):
            current += 1
        numbers.append(current)
    return tuple(numbers)


def exact_floor(units: int) -> float:
    """Return the smallest p-value that so many units can give: that of all differing the same way.

    A bootstrap of three units draws little else than these three, and would call any difference significant.
    """
    return 2.0 ** (1 - max(1, units))


def smallest_p(resamples: int) -> float:
    """Return the smallest p-value that so many resamples can give."""
    return 1 / (resamples + 1)


def _p_value(values: Array, difference: float) -> float:
    # `>` and not `>=`: a system against itself differs by 0, which chance does not exceed
    return float((np.sum(values > difference).item() + 1) / (len(values) + 1))


def _told(pieces: Iterator[Array], tell: Tell | None) -> Iterator[Array]:
    """Yield the pieces of a matrix, and tell how many rows each had once it was worked on."""
    for piece in pieces:
        yield piece
        if tell is not None:
            tell(len(piece))


def _multiplicities(units: int, resamples: int, seed: int) -> Iterator[npt.NDArray[np.float64]]:
    """Yield rows of how often each unit was drawn; drawn in pieces, but from one stream."""
    rng = np.random.default_rng(seed)
    step = max(1, _CELLS // units)
    for start in range(0, resamples, step):
        rows = min(step, resamples - start)
        drawn = rng.choice(units, size=(rows, units), replace=True)
        drawn += np.arange(rows)[:, None] * units
        yield np.bincount(drawn.ravel(), minlength=rows * units).reshape(rows, units).astype(np.float64)


def _selections(units: int, trials: int, seed: int) -> Iterator[npt.NDArray[np.float64]]:
    """Yield rows of 0 and 1, whether each unit stays; numpy draws 32 at a time, so pieces are multiples of that."""
    rng = np.random.default_rng(seed)
    step = max(32, _CELLS // units // 32 * 32)
    for start in range(0, trials, step):
        yield rng.integers(2, size=(min(step, trials - start), units), dtype=bool).astype(np.float64)


def _members(documents: Sequence[int]) -> list[npt.NDArray[np.int64]]:
    numbers = np.asarray(documents)
    order = np.argsort(numbers, kind="stable")
    return np.split(order, np.cumsum(np.bincount(numbers))[:-1])
