"""What a benchmark run found: the records that its reports are made of."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from yiwen.eval.results import Results

ORACLE = "reference"
COPY = "source copy"
REPAIRED = " + repair"
"""What stands behind a system's name when its output was repaired."""


@dataclass(frozen=True, slots=True)
class SegmentView:
    """A segment with what every system wrote there and how it fared: values by system and metric."""

    id: str
    document: str
    source: str
    references: tuple[str, ...]
    texts: Mapping[str, str]
    values: Mapping[str, Mapping[str, float | None]]


def known(value: float) -> float | None:
    """Return a segment's value as its view tells it, to four places; None where there is none."""
    return None if math.isnan(value) else round(value, 4)


@dataclass(frozen=True, slots=True)
class Gain:
    """What repair added to a system's value of a metric.

    `p` is corrected for the number of systems repaired (the pairs of a system with itself repaired are a family of
    their own); None where there is no test.
    """

    key: str
    difference: float
    p: float | None


@dataclass(frozen=True, slots=True)
class RepairEffect:
    """What repair did to a system's segments: how many changed, and got better or worse.

    That is by more than half a point of chrF2++. `worse_at` are the places of the segments that got worse, worst first.
    """

    system: str
    segments: int
    changed: int
    better: int
    worse: int
    worse_at: tuple[int, ...]
    gains: tuple[Gain, ...] = ()


@dataclass(frozen=True)
class SetResults:
    """One set's results.

    `by_document` holds values by system, document and metric; `cuts` by system the documents whose lines were not the
    reference's, with how they were cut: `aligned` or `whole`.
    """

    name: str
    note: str
    unit: str
    results: Results
    segments: tuple[SegmentView, ...]
    by_document: Mapping[str, Mapping[str, Mapping[str, float | None]]]
    repairs: tuple[RepairEffect, ...]
    digest: str
    cuts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Times:
    """What a system took here: seconds of repair and counting, and the most memory meanwhile."""

    system: str
    seconds: float
    peak_megabytes: float


@dataclass(frozen=True, slots=True)
class BenchResults:
    """A whole run."""

    sets: tuple[SetResults, ...]
    times: tuple[Times, ...]
