"""How well a metric agrees with people: Kendall's tau and pairwise accuracy, of systems and of segments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from yiwen.eval.formulas import Array


@dataclass(frozen=True, slots=True)
class Agreement:
    """A metric's agreement with human scores; None where there are too few pairs.

    `accuracy` of systems: pairs ordered as people order them (Kocmi et al. 2021). `segment_accuracy`: in each segment
    the pairs of systems ordered or tied alike, with the metric's ties calibrated at `epsilon` (Deutsch et al. 2023).
    """

    metric: str
    systems: int
    kendall: float | None
    accuracy: float | None
    segment_kendall: float | None
    segment_accuracy: float | None
    epsilon: float
    segment_pairs: int


def agree(
    metric: str,
    human: Mapping[tuple[str, str], float],
    values: Mapping[tuple[str, str], float],
    totals: Mapping[str, float],
    *,
    lower_is_better: bool = False,
) -> Agreement:
    """Return the agreement of a metric with people.

    `human` and `values` hold scores by system and segment, `totals` the metric's value of each system.
    """
    sign = -1.0 if lower_is_better else 1.0
    by_system: dict[str, list[float]] = {}
    for (system, _), score in human.items():
        by_system.setdefault(system, []).append(score)
    shared = [system for system in by_system if system in totals]
    means = [sum(by_system[system]) / len(by_system[system]) for system in shared]
    own = [sign * totals[system] for system in shared]
    human_gaps, metric_gaps = _gaps(human, {key: sign * value for key, value in values.items()})
    accuracy, epsilon = calibrated_accuracy(human_gaps, metric_gaps)
    return Agreement(
        metric, len(shared), kendall(means, own), pairwise_accuracy(means, own),
        _tau(human_gaps, metric_gaps), accuracy, epsilon, len(human_gaps),
    )  # fmt: skip


def kendall(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return Kendall's tau-b of two rankings; None where one has no order."""
    places = list(combinations(range(len(first)), 2))
    a = np.array([first[i] - first[j] for i, j in places])
    b = np.array([second[i] - second[j] for i, j in places])
    return _tau(a, b)


def pairwise_accuracy(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Return which share of pairs both order alike; pairs that people tie are left out."""
    pairs = [(first[i] - first[j], second[i] - second[j]) for i, j in combinations(range(len(first)), 2)]
    told = [(a, b) for a, b in pairs if a]
    return sum(a * b > 0 for a, b in told) / len(told) if told else None


def calibrated_accuracy(human: Array, metric: Array) -> tuple[float | None, float]:
    """Return the share of pairs ordered or tied alike, and the gap below which the metric's pairs count as tied.

    The gap is the one that gives the highest accuracy (tie calibration, Deutsch et al. 2023).
    """
    if not len(human):
        return None, 0.0
    size = np.abs(metric)
    order = np.argsort(size, kind="stable")
    ties = (human == 0)[order]
    alike = (np.sign(human) == np.sign(metric))[order] & ~ties
    # with the k smallest gaps taken for ties: human ties among them are right, and orders alike among the others
    right = np.concatenate([[0], np.cumsum(ties)]) + np.concatenate([np.cumsum(alike[::-1])[::-1], [0]])
    sizes = size[order]
    possible = np.concatenate([[sizes[0] > 0], sizes[1:] > sizes[:-1], [True]])
    best = int(np.argmax(np.where(possible, right, -1)))
    return float(right[best] / len(human)), float(sizes[best - 1]) if best else 0.0


def _gaps(human: Mapping[tuple[str, str], float], values: Mapping[tuple[str, str], float]) -> tuple[Array, Array]:
    """Return for every segment the gaps between its systems, in people's scores and the metric's."""
    by_segment: dict[str, list[str]] = {}
    for system, segment in human:
        if (system, segment) in values:
            by_segment.setdefault(segment, []).append(system)
    a, b = [], []
    for segment, systems in by_segment.items():
        for one, other in combinations(systems, 2):
            a.append(human[one, segment] - human[other, segment])
            b.append(values[one, segment] - values[other, segment])
    return np.array(a), np.array(b)


def _tau(a: Array, b: Array) -> float | None:
    """Return tau-b of paired gaps."""
    if not len(a):
        return None
    first, second = np.count_nonzero(a), np.count_nonzero(b)
    if not first or not second:
        return None
    return float((np.sign(a) * np.sign(b)).sum() / np.sqrt(float(first) * float(second)))


def cohen_kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two raters' labels for the same items; None without items or with one label only."""
    if not first:
        return None
    labels = sorted({*first, *second})
    seen = sum(a == b for a, b in zip(first, second, strict=True)) / len(first)
    chance = sum(first.count(label) * second.count(label) for label in labels) / len(first) ** 2
    return None if chance == 1 else (seen - chance) / (1 - chance)
