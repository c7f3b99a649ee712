"""Which English words go with which Chinese characters, learned from the pairs of the termbases in use.

A machine renders a term by words that stand in the renderings of its relatives: what 监管 is in forty other pairs
tells which words of the output may stand for it in this one. The measure is how often a word stands with a sequence of
characters, of all pairs that hold the sequence, shrunk where the sequence is rare.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from yiwen.glossary.terms import Term
from yiwen.glossary.words import FUNCTION_WORDS, stem

_LONGEST = 4
_FAINT = 0.05
_TELLING = 0.2  # from here on a sequence explains a word
_LONE = 0.5  # how far a single character is trusted


class Known:
    """A sequence of characters in the pairs: how many pairs hold it, and how many of these have each stem."""

    __slots__ = ("length", "pairs", "stems", "trust")

    def __init__(self, length: int) -> None:
        self.length, self.pairs = length, 0
        self.stems: dict[str, int] = {}
        self.trust = _LONE if length == 1 else 1.0

    def add(self, stems: Iterable[str]) -> None:
        """Count a pair with these stems."""
        self.pairs += 1
        for word in stems:
            self.stems[word] = self.stems.get(word, 0) + 1


class Strengths(dict[str, float]):
    """How strongly a stem goes with a term's Chinese, 0 to 1, worked out when it is first asked for."""

    def __init__(self, known: Sequence[Known] = (), own: frozenset[str] | None = None) -> None:
        """Take the sequences of the term; with `own`, its stems, the term's own pair does not count."""
        super().__init__()
        self._known, self._own = known, own

    def __missing__(self, word: str) -> float:
        """Return a stem's strength, 0 where it never stands with the Chinese."""
        most = 0.0
        less = self._own is not None
        mine = self._own is not None and word in self._own
        for known in self._known:
            times = known.stems.get(word, 0) - mine
            if times > 0 and known.pairs > less:
                most = max(most, _FAINT, known.trust * _strength(times, known.pairs - less))
        self[word] = most
        return most


@dataclass(frozen=True, slots=True)
class Relatives:
    """How strongly each stem goes with a term's Chinese, 0 to 1: in all pairs, and in all but the term's own."""

    all: Strengths
    others: Strengths


@dataclass(frozen=True, slots=True)
class Claim:
    """Characters `start` to `end` (half-open) of a source that explain a word, and how well, 0 to 1."""

    strength: float
    start: int
    end: int


class Claims:
    """What of a source text explains a stem, looked up when it is asked for."""

    def __init__(self, sequences: Sequence[Known] = (), starts: Sequence[int] = ()) -> None:
        """Take the sequences of the source that pairs hold, and where each starts."""
        self._sequences, self._starts = sequences, starts
        self._found: dict[str, list[Claim]] = {}

    def __getitem__(self, word: str) -> list[Claim]:
        """Return the claims on a stem."""
        if word not in self._found:
            self._found[word] = [
                Claim(strength, start, start + known.length)
                for known, start in zip(self._sequences, self._starts, strict=True)
                if word in known.stems and (strength := _strength(known.stems[word], known.pairs)) > _TELLING
            ]
        return self._found[word]


class Associations:
    """Word and character-sequence counts over pairs."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._known: dict[str, Known] = {}
        for term in terms:
            stems = _stems(term)
            for seq in {s for zh in term.zh for s in sequences(zh)}:
                self._known.setdefault(seq, Known(len(seq))).add(stems)
        self._relatives: dict[str, Relatives] = {}

    def relatives(self, term: Term) -> Relatives:
        """Return how strongly words go with a term's Chinese."""
        zh = term.zh[0]
        if zh not in self._relatives:
            known = _merged(self._known[seq] for seq in set(sequences(zh)) if seq in self._known)
            self._relatives[zh] = Relatives(Strengths(known), Strengths(known, _stems(term)))
        return self._relatives[zh]

    def claims(self, source: str) -> Claims:
        """Return what of a source text explains words."""
        found, starts = [], []
        for length in range(2, _LONGEST + 1):
            for start in range(len(source) - length + 1):
                known = self._known.get(source[start : start + length])
                if known is not None:
                    found.append(known)
                    starts.append(start)
        return Claims(found, starts)


def _merged(every: Iterable[Known]) -> tuple[Known, ...]:
    """Return the sequences with those made one that say the same of their stems: that all their pairs have them."""
    kept: list[Known] = []
    one: dict[tuple[int, float], Known] = {}
    for known in every:
        if all(times == known.pairs for times in known.stems.values()):
            like = one.setdefault((known.pairs, known.trust), Known(known.length))
            like.pairs = known.pairs
            like.stems.update(known.stems)
        else:
            kept.append(known)
    return (*kept, *one.values())


def _strength(together: int, alone: int) -> float:
    return (together - 0.6) / (alone + 0.5)


def _stems(term: Term) -> frozenset[str]:
    return frozenset(stem(w) for r in term.renderings for w in r.forms if w not in FUNCTION_WORDS)


def sequences(zh: str) -> Iterator[str]:
    """Yield the sequences of one to four characters of a Chinese text."""
    for length in range(1, _LONGEST + 1):
        for start in range(len(zh) - length + 1):
            yield zh[start : start + length]
