"""Which words of a document's English go with which Chinese in it, from the pairs of its paragraphs."""

from collections.abc import Iterable, Sequence

from yiwen.glossary.words import FUNCTION_WORDS, stem

_LEAST = 0.2


class Cooccurrence:
    """The paragraphs of a document as bits: which hold a word's stem, which a sequence of characters."""

    def __init__(self, sources: Sequence[str], forms: Sequence[Iterable[str]]) -> None:
        self._sources = sources
        self._stems: dict[str, int] = {}
        for at, words in enumerate(forms):
            bit = 1 << at
            for word in {stem(form) for form in words if form not in FUNCTION_WORDS}:
                self._stems[word] = self._stems.get(word, 0) | bit
        self._count = len(sources)
        self._masks: dict[str, int] = {}

    def of(self, zh: str, stems: Iterable[str]) -> dict[str, float]:
        """Return how strongly some stems of the document go with a term's Chinese or a part of it, 0 to 1."""
        sequences = {zh, *(zh[i : i + 2] for i in range(len(zh) - 1))}
        masks = [mask for mask in {self._mask(seq) for seq in sequences} if mask & (mask - 1)]
        got: dict[str, float] = {}
        for word in stems if masks else ():
            held = self._stems.get(word, 0)
            other = held.bit_count()
            best = _LEAST
            for mask in masks:
                both = (mask & held).bit_count()
                if both > 1:
                    size = mask.bit_count()
                    best = max(best, (both - 1 - size * other / self._count) / max(size, other))
            if best > _LEAST:
                got[word] = best
        return got

    def _mask(self, seq: str) -> int:
        mask = self._masks.get(seq)
        if mask is None:
            mask = 0
            for at, source in enumerate(self._sources):
                if seq in source:
                    mask |= 1 << at
            self._masks[seq] = mask
        return mask
