"""How a document renders its terms: which are served, what the others became, where each is first met."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain

from yiwen.glossary.evidence import Unit
from yiwen.glossary.present import Present
from yiwen.glossary.recognize import Occurrence
from yiwen.glossary.words import FUNCTION_WORDS
from yiwen.text.script import comparable

_TOGETHER = 0.3
_BETWEEN = "\0"  # stands in no term


@dataclass(frozen=True, eq=False)
class Pair:
    """A source and its translation: the terms of the one, and which of them the other has already; equal to itself."""

    source: str
    unit: Unit
    occurrences: tuple[Occurrence, ...]
    there: Present

    @cached_property
    def numbers(self) -> dict[int, tuple[int, ...]]:
        """By term, the numbers of its occurrences."""
        return self._by_term(range(len(self.occurrences)))

    @cached_property
    def missing(self) -> dict[int, tuple[int, ...]]:
        """By term, the occurrences that no accepted rendering serves."""
        return self._by_term(number for number in range(len(self.occurrences)) if number not in self.there.served)

    def _by_term(self, numbers: Iterable[int]) -> dict[int, tuple[int, ...]]:
        found: dict[int, tuple[int, ...]] = {}
        for number in numbers:
            term = self.occurrences[number].term
            found[term] = (*found.get(term, ()), number)
        return found

    @cached_property
    def _anchors(self) -> list[tuple[int, int]]:
        """Twice the middle of each served occurrence, and of the words that serve it, and the ends of both texts."""
        served = sorted(
            (self.occurrences[n].span.start + self.occurrences[n].span.end, stretch.start + stretch.end)
            for n, stretch in self.there.served.items()
        )
        return [(0, 0), *served, (2 * len(self.source), 2 * len(self.unit.text))]

    def expected(self, number: int) -> float:
        """Return the word where an occurrence is expected: between those that serve its neighbours."""
        span = self.occurrences[number].span
        place = span.start + span.end
        after = min(bisect_right(self._anchors, (place, 1 << 60)), len(self._anchors) - 1)
        (x0, y0), (x1, y1) = self._anchors[after - 1], self._anchors[after]
        return (y0 + (y1 - y0) * (place - x0) / (x1 - x0 or 1)) / 2


class Usage:
    """What the pairs of a document show together; a pair without a source is None."""

    def __init__(self, pairs: Sequence[Pair | None], zh: Sequence[Sequence[str]]) -> None:
        """Take the document's pairs, and the Chinese of each term."""
        self._zh = zh
        sources = ["" if pair is None else comparable(pair.source) for pair in pairs]
        self._whole = _BETWEEN.join(sources)
        self._begins = list(accumulate((len(source) + 1 for source in sources), initial=0))
        self._units = [None if pair is None else pair.unit for pair in pairs]
        self._where: dict[int, set[int]] = defaultdict(set)
        self._missing: dict[int, set[int]] = defaultdict(set)
        self._first: dict[int, tuple[int, int]] = {}
        self._served: Counter[int] = Counter()
        self._met: Counter[int] = Counter()
        self._used: dict[int, set[tuple[str, ...]]] = defaultdict(set)
        for index, pair in enumerate(pairs):
            if pair is not None:
                self._note(index, pair)
        self._counts = Counter(chain.from_iterable(unit.stem_at for unit in self._units if unit is not None))
        self._times: dict[int, Mapping[int, int]] = {}
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
            stretch = pair.there.served.get(number)
            if stretch is not None:
                self._served[term] += 1
                self._used[term].add(pair.unit.text.singulars[stretch.start : stretch.end])
            else:
                self._missing[term].add(index)

    def _index(self, index: int, unit: Unit) -> None:
        for word in {*unit.text.singulars}:
            self._singulars[word].add(index)
        for word in unit.capitals:
            self._shorts.setdefault(word, index)

    @cached_property
    def served(self) -> float:
        """The share of the document's occurrences that are served, 0 to 1."""
        return sum(self._served.values()) / max(1, sum(self._met.values()))

    def served_of(self, term: int) -> float:
        """Return the share of a term's occurrences that are served, 0 to 1."""
        return self._served[term] / max(1, self._met[term])

    def used(self, term: int) -> frozenset[tuple[str, ...]]:
        """Return the renderings that the document has for a term, as words in the singular."""
        return frozenset(self._used.get(term, ()))

    def segments_with(self, term: int) -> int:
        """Return how many segments hold the term in their source."""
        return len(self._where[term])

    def is_first(self, term: int, index: int, number: int) -> bool:
        """Return whether an occurrence is the first of its term in the document."""
        return self._first.get(term) == (index, number)

    def knows(self, short: str, index: int) -> bool:
        """Return whether an abbreviation stands in the text at or before a segment."""
        return self._shorts.get(short, index + 1) <= index

    def times(self, term: int) -> Mapping[int, int]:
        """Return how often the term's Chinese stands in each segment that has it, inside longer terms too."""
        if term not in self._times:
            places = sorted(place for zh in self._zh[term] if zh for place in self._found(zh))
            self._times[term] = Counter(bisect_right(self._begins, place) - 1 for place in places)
        return self._times[term]

    def _found(self, zh: str) -> Iterator[int]:
        """Yield the places of the sources in a row where a term's Chinese stands."""
        place = self._whole.find(zh)
        while place >= 0:
            yield place
            place = self._whole.find(zh, place + len(zh))

    def here(self, term: int) -> dict[str, float]:
        """Return which stems stand where the Chinese of a term stands that is missing somewhere.

        The measure is Dice's coefficient over how often each is in the segments, once less where both are.
        Source: Dice (1945), Measures of the amount of ecologic association between species.
        """
        if term not in self._here:
            self._here[term] = self._together(term) if self._missing[term] else {}
        return self._here[term]

    def _together(self, term: int) -> dict[str, float]:
        times = self.times(term)
        if len(times) < 2:
            return {}
        every = sum(times.values())
        met = Counter(chain.from_iterable(map(self._places, times)))  # segments
        more: defaultdict[str, int] = defaultdict(int)  # times over once a segment
        for index, n in times.items():
            for word, where in self._places(index).items() if n > 1 else ():
                more[word] += min(n, len(where)) - 1
        together = {word: n + more.get(word, 0) for word, n in met.items() if n > 1}
        found = {word: (2 * n - 1) / (every + self._counts[word]) for word, n in together.items()}
        return {word: how for word, how in found.items() if how > _TOGETHER}

    def _places(self, index: int) -> Mapping[str, Sequence[int]]:
        unit = self._units[index]
        return {} if unit is None else unit.places

    def phrase(self, term: int, index: int, singulars: tuple[str, ...]) -> tuple[int, int]:
        """Return how many other segments have the same words: with the term in their source, and without."""
        sets = [self._singulars[word] for word in singulars if word not in FUNCTION_WORDS]
        if not sets or (min(map(len, sets)) == 1 and index in min(sets, key=len)):
            return 0, 0  # mostly: the words stand in this segment alone
        others, wanted = set.intersection(*sets) - {index}, f" {' '.join(singulars)} "
        with_term = without = 0
        for other in others:
            unit = self._units[other]
            if unit is not None and (len(singulars) == 1 or wanted in unit.line):
                if other in self.times(term):
                    with_term += 1
                else:
                    without += 1
        return with_term, without
