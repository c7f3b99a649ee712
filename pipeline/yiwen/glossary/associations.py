"""Which English words go with which Chinese characters: learned from the pairs of the termbases in use, and glossed.

A machine renders a term by words that stand in the renderings of its relatives: what 监管 is in forty other pairs
tells which words of the output may stand for it in this one. The measure is how often a word stands with a sequence of
characters, of all pairs that hold the sequence, shrunk where the sequence is rare. What no pair tells, a dictionary
does: the glosses of the words inside the term.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from yiwen.glossary.lexicon import glossed, glosses
from yiwen.glossary.terms import Term
from yiwen.glossary.words import FUNCTION_WORDS, stem
from yiwen.types import Span

_LONGEST = 4
_FAINT = 0.05
_TELLING = 0.2  # from here on a sequence explains a word
_LONE = 0.5  # how far a single character is trusted


class Known:
    """A sequence of characters in the pairs: how many pairs hold it, and how many of these have each stem."""

    __slots__ = ("pairs", "stems", "trust")

    def __init__(self, seq: str) -> None:
        self.pairs = 0
        self.stems: dict[str, int] = {}
        self.trust = _LONE if len(seq) == 1 else 1.0

    def add(self, stems: Iterable[str], times: int) -> None:
        """Count pairs with these stems."""
        self.pairs += times
        for word in stems:
            self.stems[word] = self.stems.get(word, 0) + times


class Strengths(dict[str, float]):
    """How strongly a stem goes with a term's Chinese, 0 to 1, worked out when it is first asked for."""

    def __init__(
        self,
        known: frozenset[Known] = frozenset(),
        own: frozenset[str] | None = None,
        glossed: Mapping[str, float] | None = None,
    ) -> None:
        """Take the sequences of the term, and the stems that a dictionary has for it.

        With `own`, the stems of the term's pair, this pair does not count.
        """
        super().__init__()
        self._known, self._own, self._glossed = known, own, glossed or {}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems that stand with the term's Chinese in any pair or gloss: of no other is the strength above 0."""
        return frozenset[str](self._glossed).union(*(known.stems for known in self._known))

    def __missing__(self, word: str) -> float:
        """Return a stem's strength, 0 where it never stands with the Chinese."""
        most = self._glossed.get(word, 0.0)
        less = self._own is not None
        mine = self._own is not None and word in self._own
        for known in self._known:
            times = known.stems.get(word, 0) - mine
            if times > 0 and known.pairs > less:
                how = known.trust * _strength(times, known.pairs - less)
                most = max(most, _FAINT, how)
        self[word] = most
        return most


@dataclass(frozen=True, slots=True)
class Relatives:
    """How strongly each stem goes with a term's Chinese, 0 to 1: in all pairs, and in all but the term's own."""

    all: Strengths
    others: Strengths


class Claim(NamedTuple):
    """Characters `start` to `end` (half-open) of a source that explain a word; `less` is minus how well, 0 to 1.

    So the best is the least, and of those as good the first.
    """

    less: float
    start: int
    end: int


class Claims:
    """What of a source text explains a stem, looked up when it is asked for."""

    def __init__(
        self, source: str = "", known: Set[str] = frozenset(), telling: Mapping[str, Mapping[str, float]] | None = None
    ) -> None:
        """Take the comparable source, the sequences that stand in pairs, and which of them tell of each stem.

        `telling` says how strongly, too.
        """
        held = frozenset(sequences(source, 2))
        self.source, self._held, self._telling = source, known & held, telling or {}
        self._glossed = _glossed_by_stem(held)
        self._found: dict[str, tuple[Claim, ...]] = {}
        self._places: dict[str, tuple[Claim, ...]] = {}

    def __getitem__(self, word: str) -> tuple[Claim, ...]:
        """Return the claims on a stem, the best first, and of those as good the first."""
        found = self._found.get(word)
        if found is None:
            found = self._found[word] = tuple(sorted(self._claims(word)))
        return found

    def outside(self, word: str, span: Span) -> float:
        """Return how well characters outside a span of the source explain a stem, 0 to 1."""
        for less, start, end in self[word]:
            if end <= span.start or start >= span.end:
                return -less
        return 0.0

    def places(self, word: str) -> tuple[Claim, ...]:
        """Return where the source says a stem: the claims on it, without those that overlap a better one."""
        found = self._places.get(word)
        if found is None:
            kept: list[Claim] = []
            for claim in self[word]:
                if all(claim.end <= other.start or claim.start >= other.end for other in kept):
                    kept.append(claim)
            found = self._places[word] = tuple(kept)
        return found

    def _claims(self, word: str) -> Iterator[Claim]:
        known = self._telling.get(word, {})
        telling = {seq: known[seq] for seq in known.keys() & self._held}
        for seq in self._glossed.get(word, ()):
            telling[seq] = max(glosses(seq)[word], telling.get(seq, 0.0))
        for seq, how in telling.items():
            start = self.source.find(seq)
            while start >= 0:
                yield Claim(-how, start, start + len(seq))
                start = self.source.find(seq, start + 1)


class Associations:
    """Word and character-sequence counts over pairs."""

    def __init__(self, terms: Iterable[Term]) -> None:
        terms = tuple(terms)
        every = {id(term.entry): term for term in terms}
        self._times = Counter(id(term.entry) for term in terms)  # what is enforced is known, too
        self._known: dict[str, Known] = {}
        for entry, term in every.items():
            stems = _stems(term)
            for seq in {s for zh in term.zh for s in sequences(zh)}:
                known = self._known.get(seq)
                if known is None:
                    known = self._known[seq] = Known(seq)
                known.add(stems, self._times[entry])
        self._telling: defaultdict[str, dict[str, float]] = defaultdict(dict)
        for seq, known in self._known.items():
            for word, times in known.stems.items() if len(seq) > 1 else ():
                how = _strength(times, known.pairs)
                if how > _TELLING:
                    self._telling[word][seq] = how
        self._relatives: dict[str, Relatives] = {}

    def relatives(self, term: Term) -> Relatives:
        """Return how strongly words go with a term's Chinese."""
        zh = term.zh[0]
        if zh not in self._relatives:
            known, glossed = self._of(term), _glossed(zh)
            self._relatives[zh] = Relatives(Strengths(known, None, glossed), Strengths(known, _stems(term), glossed))
        return self._relatives[zh]

    def _of(self, term: Term) -> frozenset[Known]:
        """Return the sequences of a term; of those of its own pair alone, which say the same, one a kind."""
        every = {self._known[seq] for seq in sequences(term.zh[0]) if seq in self._known}
        own = self._times[id(term.entry)]
        alike = {known.trust: known for known in every if known.pairs == own}
        return frozenset((*alike.values(), *(known for known in every if known.pairs != own)))

    def claims(self, source: str) -> Claims:
        """Return what of a comparable source text explains words."""
        return Claims(source, self._known.keys(), self._telling)


def _strength(together: int, alone: int) -> float:
    return (together - 0.6) / (alone + 0.5)


def _stems(term: Term) -> frozenset[str]:
    return frozenset(stem(w) for r in term.renderings for w in r.forms if w not in FUNCTION_WORDS)


def _glossed_by_stem(held: Set[str]) -> Mapping[str, tuple[str, ...]]:
    """Return which of some sequences a dictionary glosses by each stem."""
    found: dict[str, tuple[str, ...]] = {}
    for seq in glossed(held):
        for word in glosses(seq):
            found[word] = (*found.get(word, ()), seq)
    return found


def _glossed(zh: str) -> Mapping[str, float]:
    """Return the stems that a dictionary has for the words inside a term, and how strongly each speaks."""
    found = _glossed_by_stem(frozenset(sequences(zh, 2)))
    return {word: max(glosses(seq)[word] for seq in told) for word, told in found.items()}


def sequences(zh: str, shortest: int = 1) -> Iterator[str]:
    """Yield the sequences of one (or `shortest`) to four characters of a Chinese text."""
    for length in range(shortest, _LONGEST + 1):
        for start in range(len(zh) - length + 1):
            yield zh[start : start + length]
