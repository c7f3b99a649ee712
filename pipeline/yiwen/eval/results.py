"""What a comparison of systems found, with all that another needs to compute it again: what reports are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from yiwen.eval.comparison import Comparison, Plan
from yiwen.eval.measures import Measure


@dataclass(frozen=True, slots=True)
class Input:
    """A file or column of segments: its name, how many they are, and the sha256 of the segments as scored."""

    name: str
    segments: int
    sha256: str


@dataclass(frozen=True)
class Results:
    """The systems' values in each metric, tests, signatures and digests.

    `settings` holds what else made the numbers: the normalization, units and number of resamples, the seed.
    """

    measures: tuple[Measure, ...]
    signatures: Mapping[str, str]
    systems: tuple[Input, ...]
    references: tuple[Input, ...]
    comparison: Comparison
    plan: Plan | None = None
    source: Input | None = None
    glossaries: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The systems' names, in the order given."""
        return tuple(system.name for system in self.systems)
