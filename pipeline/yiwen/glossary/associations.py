"""Which English words go with which Chinese characters, learned from the pairs of the termbases in use.

A machine renders a term by words that stand in the renderings of its relatives: what 监管 is in forty other pairs
tells which words of the output may stand for it in this one. The measure is how often a word stands with a sequence of
characters, of all pairs that hold the sequence, shrunk where the sequence is rare.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from yiwen.glossary.terms import Term
from yiwen.glossary.words import FUNCTION_WORDS, stem

_LONGEST = 4


class Associations:
    """Word and character-sequence counts over pairs."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self.sequences: Counter[str] = Counter()
        self.together: dict[str, Counter[str]] = defaultdict(Counter)
        for term in terms:
            stems = {stem(w) for r in term.renderings for w in r.forms if w not in FUNCTION_WORDS}
            for seq in {s for zh in term.zh for s in sequences(zh)}:
                self.sequences[seq] += 1
                self.together[seq].update(stems)
        self._memo: dict[str, dict[str, float]] = {}

    def of(self, zh: str) -> dict[str, float]:
        """Return how strongly each stem goes with a term's Chinese, 0 to 1."""
        got = self._memo.get(zh)
        if got is None:
            got = {}
            for seq in set(sequences(zh)):
                count = self.sequences[seq]
                for word, n in self.together[seq].items() if seq in self.together else ():
                    strength = (n - 0.6) / (count + 0.5)
                    if len(seq) == 1:
                        strength *= 0.5
                    if strength > got.get(word, 0.05):
                        got[word] = strength
            self._memo[zh] = got
        return got


def sequences(zh: str) -> list[str]:
    """Return the sequences of one to four characters of a Chinese text."""
    return [zh[i : i + n] for n in range(1, _LONGEST + 1) for i in range(len(zh) - n + 1)]
