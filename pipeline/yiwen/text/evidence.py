"""What speaks for units of two texts going together, pair by pair, and what their staying without it costs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

Pairs = Mapping[tuple[int, int], float]
MOST_AGAINST = 3.0  # nats, against one pair


class Evidence(dict[tuple[int, int], float]):
    """What speaks for pairs of a source and a target index, in nats; pairs not named have nothing.

    What is said against all pairs but a few is written down once for a unit, not for each pair, so that the evidence
    grows with the number of units. `burdens` is the surprise, in nats, at each unit of the source and of the target in
    a bead of both sides; what speaks for a pair gives it back. `against` is what speaks, in nats, against each unit of
    the source being what any text says; a text shorter than its English would be has that part of it.
    """

    def __init__(
        self,
        pairs: Pairs,
        burdens: tuple[Sequence[float], Sequence[float]] = ((), ()),
        against: Sequence[float] = (),
    ) -> None:
        super().__init__(pairs)
        self.burdens, self.against = burdens, against


class Scorer(Protocol):
    """Says what speaks for pairs of units: shared figures, terms, an embedder's likeness."""

    def __call__(self, source: Sequence[str], target: Sequence[str]) -> Pairs:
        """Return the evidence, in nats, for pairs of a source and a target index; pairs not named have none."""
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """What several scorers find, added up: see `Evidence`. There is a burden, and what speaks against it, a unit."""

    pairs: Pairs
    burdens: tuple[Sequence[float], Sequence[float]]
    against: Sequence[float]

    def of(self, source: int, target: int, part: float) -> float:
        """Return all that is said of a pair, of which the target is as long as this part of the source's English."""
        against = min(MOST_AGAINST, self.against[source] * min(1.0, part))
        return self.pairs.get((source, target), 0.0) - against - self.burdens[0][source] - self.burdens[1][target]


def gather(scorers: Iterable[Scorer], source: Sequence[str], target: Sequence[str]) -> Sum:
    """Return the evidence of all scorers together."""
    pairs: dict[tuple[int, int], float] = {}
    ours, theirs, against = [0.0] * len(source), [0.0] * len(target), [0.0] * len(source)
    for scorer in scorers:
        found = scorer(source, target)
        for pair, score in found.items():
            pairs[pair] = pairs.get(pair, 0.0) + score
        if isinstance(found, Evidence):
            for given, side in ((found.burdens[0], ours), (found.burdens[1], theirs), (found.against, against)):
                for at, burden in enumerate(given):
                    side[at] += burden
    return Sum(pairs, (ours, theirs), against)
