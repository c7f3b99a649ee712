"""Which English words go with which Chinese characters, learned from the pairs of the termbases in use.

A machine renders a term by words that stand in the renderings of its relatives: what 监管 is in forty other pairs
tells which words of the output may stand for it in this one. The measure is how often a word stands with a sequence of
characters, of all pairs that hold the sequence, shrunk where the sequence is rare.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yiwen.glossary.terms import Term
from yiwen.glossary.words import FUNCTION_WORDS, stem

_LONGEST = 4
_FAINT = 0.05
_TELLING = 0.2  # from here on a sequence explains a word
_LONE = 0.5  # how far a single character is trusted


@dataclass(frozen=True, slots=True)
class Relatives:
    """How strongly each stem goes with a term's Chinese, 0 to 1: in all pairs, and in all but the term's own."""

    all: Mapping[str, float]
    others: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Claim:
    """Characters `start` to `end` (half-open) of a source that explain a word, and how well, 0 to 1."""

    strength: float
    start: int
    end: int


class Associations:
    """Word and character-sequence counts over pairs."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._counts: Counter[str] = Counter()
        self._together: dict[str, Counter[str]] = defaultdict(Counter)
        for term in terms:
            stems = _stems(term)
            for seq in {s for zh in term.zh for s in sequences(zh)}:
                self._counts[seq] += 1
                self._together[seq].update(stems)
        self._relatives: dict[str, Relatives] = {}

    def relatives(self, term: Term) -> Relatives:
        """Return how strongly words go with a term's Chinese."""
        zh = term.zh[0]
        if zh not in self._relatives:
            own = _stems(term)
            every: dict[str, float] = {}
            others: dict[str, float] = {}
            for seq in set(sequences(zh)):
                trust = _LONE if len(seq) == 1 else 1.0
                count = self._counts[seq]
                for word, n in self._together[seq].items() if count else ():
                    every[word] = max(every.get(word, _FAINT), trust * _strength(n, count))
                    if n > (word in own) and count > 1:
                        strength = trust * _strength(n - (word in own), count - 1)
                        others[word] = max(others.get(word, _FAINT), strength)
            self._relatives[zh] = Relatives(every, others)
        return self._relatives[zh]

    def claims(self, source: str, stems: Container[str]) -> dict[str, list[Claim]]:
        """Return what of a source text explains each of these stems."""
        found: dict[str, list[Claim]] = {}
        telling = self._telling
        for length in range(2, _LONGEST + 1):
            for start in range(len(source) - length + 1):
                for word, strength in telling.get(source[start : start + length], ()):
                    if word in stems:
                        found.setdefault(word, []).append(Claim(strength, start, start + length))
        return found

    @cached_property
    def _telling(self) -> dict[str, tuple[tuple[str, float], ...]]:
        """The stems that each sequence of two characters or more explains, and how well."""
        told = {}
        for seq, words in self._together.items():
            count = self._counts[seq]
            strong = tuple((word, how) for word, n in words.items() if (how := _strength(n, count)) > _TELLING)
            if strong and len(seq) > 1:
                told[seq] = strong
        return told


def _strength(together: int, alone: int) -> float:
    return (together - 0.6) / (alone + 0.5)


def _stems(term: Term) -> frozenset[str]:
    return frozenset(stem(w) for r in term.renderings for w in r.forms if w not in FUNCTION_WORDS)


def sequences(zh: str) -> Iterator[str]:
    """Yield the sequences of one to four characters of a Chinese text."""
    for length in range(1, _LONGEST + 1):
        for start in range(len(zh) - length + 1):
            yield zh[start : start + length]
