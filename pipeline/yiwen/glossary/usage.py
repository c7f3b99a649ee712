"""How a document renders its terms: which are served, what the others became, where each is first met."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from yiwen.glossary.evidence import Unit
from yiwen.glossary.present import Present
from yiwen.glossary.recognize import Occurrence
from yiwen.glossary.words import FUNCTION_WORDS

_TOGETHER = 0.3


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """A source and its translation: the terms of the one, and which of them the other has already; equal to itself."""

    source: str
    unit: Unit
    occurrences: tuple[Occurrence, ...]
    there: Present

    @property
    def missing(self) -> tuple[int, ...]:
        """The occurrences that no accepted rendering serves."""
        return tuple(n for n in range(len(self.occurrences)) if n not in self.there.served)


class Usage:
    """What the pairs of a document show together; a pair without a source is None."""

    def __init__(self, pairs: Sequence[Pair | None]) -> None:
        self._units = [None if pair is None else pair.unit for pair in pairs]
        self._where: dict[int, set[int]] = defaultdict(set)
        self._missing: dict[int, set[int]] = defaultdict(set)
        self._first: dict[int, tuple[int, int]] = {}
        self._served: Counter[int] = Counter()
        self._met: Counter[int] = Counter()
        for index, pair in enumerate(pairs):
            if pair is not None:
                self._note(index, pair)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._singulars: dict[str, set[int]] = defaultdict(set)
        self._shorts: dict[str, int] = {}
        for index, unit in enumerate(self._units):
            if unit is not None:
                self._index(index, unit)
        self._here: dict[int, dict[str, float]] = {}

    def _note(self, index: int, pair: Pair) -> None:
        for number, occurrence in enumerate(pair.occurrences):
            term = occurrence.term
            self._first.setdefault(term, (index, number))
            self._where[term].add(index)
            self._met[term] += 1
            if number in pair.there.served:
                self._served[term] += 1
            else:
                self._missing[term].add(index)

    def _index(self, index: int, unit: Unit) -> None:
        for word in unit.stems:
            self._stems[word].add(index)
        for word in set(unit.text.singulars):
            self._singulars[word].add(index)
        for start, end in zip(unit.text.starts, unit.text.ends, strict=True):
            word = unit.text.text[start:end]
            if len(word) > 1 and not word.islower() and sum(map(str.isupper, word)) >= 2:
                self._shorts.setdefault(word, index)

    @cached_property
    def served(self) -> float:
        """The share of the document's occurrences that are served, 0 to 1."""
        return sum(self._served.values()) / max(1, sum(self._met.values()))

    def served_of(self, term: int) -> float:
        """Return the share of a term's occurrences that are served, 0 to 1."""
        return self._served[term] / max(1, self._met[term])

    def segments_with(self, term: int) -> int:
        """Return how many segments hold the term in their source."""
        return len(self._where[term])

    def is_first(self, term: int, index: int, number: int) -> bool:
        """Return whether an occurrence is the first of its term in the document."""
        return self._first.get(term) == (index, number)

    def knows(self, short: str, index: int) -> bool:
        """Return whether an abbreviation stands in the text at or before a segment."""
        return self._shorts.get(short, index + 1) <= index

    def here(self, term: int) -> dict[str, float]:
        """Return which stems stand where the term is and not served: Dice's coefficient over the segments.

        Source: Dice (1945), Measures of the amount of ecologic association between species.
        """
        if term not in self._here:
            missing = self._missing[term]
            counts = Counter(word for index in missing for word in self._stems_of(index)) if len(missing) > 1 else {}
            dice = {
                word: 2 * n / (len(self._where[term]) + len(self._stems[word])) for word, n in counts.items() if n > 1
            }
            self._here[term] = {word: how for word, how in dice.items() if how > _TOGETHER}
        return self._here[term]

    def _stems_of(self, index: int) -> Sequence[str]:
        unit = self._units[index]
        return () if unit is None else tuple(unit.stems)

    def phrase(self, term: int, index: int, singulars: tuple[str, ...]) -> tuple[int, int]:
        """Return how many other segments have the same words: with the term in their source, and without."""
        sets = [self._singulars[word] for word in singulars if word not in FUNCTION_WORDS]
        shared = set.intersection(*sets) if sets else set()
        with_term = without = 0
        for other in shared - {index}:
            unit = self._units[other]
            if unit is not None and (len(singulars) == 1 or _has(unit, singulars)):
                if other in self._where[term]:
                    with_term += 1
                else:
                    without += 1
        return with_term, without


def _has(unit: Unit, singulars: tuple[str, ...]) -> bool:
    words, size, at = unit.text.singulars, len(singulars), -1
    for _ in range(words.count(singulars[0])):
        at = words.index(singulars[0], at + 1)
        if words[at : at + size] == singulars:
            return True
    return False
