"""The choice of sentences: as much worth as the budget holds, little said twice, every section heard."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from yiwen.summary.sentences import Sentence
from yiwen.summary.vectors import Floats, Ints, Rows

_SAME = 0.55


@dataclass(frozen=True, slots=True)
class Budget:
    """The most that a summary may hold, in words and in sentences."""

    words: int
    sentences: int


@dataclass(frozen=True, slots=True)
class Choice:
    """How sentences are traded: against redundancy, against a section heard before, and against their length."""

    redundancy: float = 0.7
    coverage: float = 0.8
    length: float = 0.2


def select(
    found: Sequence[Sentence],
    worth: Floats,
    rows: Rows,
    chapters: Sequence[int],
    budget: Budget,
    choice: Choice,
) -> tuple[int, ...]:
    """Return the numbers of the chosen sentences, in the report's order; `chapters` holds each section's chapter.

    Greedy by marginal worth (maximal marginal relevance, Carbonell and Goldstein 1998); worth falls with every sentence
    that the section and its chapter already have (diminishing returns, after Lin and Bilmes 2011). A sentence that
    leans on another brings it along.
    """
    state = _State(found, worth, rows, chapters, budget, choice)
    while state.take():
        pass
    return tuple(sorted(state.chosen))


class _State:
    """What is chosen so far and what the rest would add."""

    def __init__(
        self,
        found: Sequence[Sentence],
        worth: Floats,
        rows: Rows,
        chapters: Sequence[int],
        budget: Budget,
        choice: Choice,
    ) -> None:
        self.worth, self.rows, self.choice = worth, rows, choice
        self.words, self.sentences = budget.words, budget.sentences
        self.chosen: set[int] = set()
        self.lengths = np.array([one.length for one in found], np.int64)
        self.costs = self.lengths.copy()
        self.section = np.array([one.section for one in found], np.int64)
        self.chapter = np.array([chapters[one.section] for one in found], np.int64)
        self.heard = np.zeros(len(chapters) + max(chapters, default=0) + 1)
        self.likeness = np.zeros(len(found))
        self.open = worth > 0
        self.needs = {
            number: one.needs for number, one in enumerate(found) if one.needs is not None and worth[number] > 0
        }
        self.followers: dict[int, list[int]] = {}
        for number, support in self.needs.items():
            self.costs[number] += self.lengths[support]
            self.followers.setdefault(support, []).append(number)

    def take(self) -> bool:
        """Choose the best sentence that fits, with the one it leans on; return whether there was any."""
        able = self.open & (self.costs <= self.words)
        if len(self.chosen) >= self.sentences or not able.any():
            return False
        best = int(np.where(able, self._gains(), -1.0).argmax())
        support = self.needs.get(best)
        group = [best] if support is None or support in self.chosen else [support, best]
        if len(self.chosen) + len(group) > self.sentences:
            self.open[best] = False
            return True
        for number in group:
            self._add(number)
        return True

    def _gains(self) -> Floats:
        heard = (self.heard[self.section] + self.heard[len(self.heard) - 1 - self.chapter]) / 2
        fresh = np.maximum(1 - self.choice.redundancy * self.likeness, 0.01)
        gains: Floats = self.worth * fresh / (1 + self.choice.coverage * heard) / self.costs**self.choice.length
        return gains

    def _add(self, number: int) -> None:
        self.chosen.add(number)
        self.open[number] = False
        self.words -= int(self.lengths[number])
        self.heard[self.section[number]] += 1
        self.heard[len(self.heard) - 1 - self.chapter[number]] += 1
        near, shares = self.rows.similarities(number)
        np.maximum.at(self.likeness, *_summed(near, shares))
        self.open[near[self.likeness[near] >= _SAME]] = False
        for follower in self.followers.get(number, ()):
            self.costs[follower] = self.lengths[follower]


def _summed(near: Ints, shares: Floats) -> tuple[Ints, Floats]:
    """Return each row once with the sum of its shares: its cosine."""
    once, places = np.unique(near, return_inverse=True)
    return once, np.bincount(places, shares, len(once)).astype(np.float64)
