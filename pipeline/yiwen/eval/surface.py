"""sacrebleu's sufficient statistics, a row a segment: counted here for BLEU and chrF, by sacrebleu itself for TER."""

from collections.abc import Sequence
from typing import Protocol, cast

import numpy as np
from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from yiwen.errors import EvaluationError
from yiwen.eval.formulas import Array, chrf
from yiwen.eval.ngrams import Integers, NgramMatcher, counts
from yiwen.eval.tokens import words_13a, words_chrf
from yiwen.eval.watch import Tell

_TOLD = 20  # segments of TER between two words about them
_KEPT = 20_000  # segments up to which the prepared references are kept for the next system


class Counter(Protocol):
    """Counts a metric's statistics; `metric` is sacrebleu's own, for signature and value."""

    @property
    def metric(self) -> Metric:
        """The metric as sacrebleu has it."""
        ...

    @property
    def columns(self) -> int:
        """How many statistics there are."""
        ...

    def rows(self, hypotheses: Sequence[str]) -> Array:
        """Return the statistics, a row a segment."""
        ...


class _BleuCounter:
    """BLEU's statistics: hypothesis and closest reference length, matches and totals of 4 orders."""

    columns = 10

    def __init__(self, metric: BLEU, references: Sequence[Sequence[str]]) -> None:
        self.metric = metric
        tokens = [self._words(reference) for reference in references]
        self._lengths = np.array([[len(text) for text in side] for side in tokens], dtype=np.int64)
        self._matcher = NgramMatcher(tokens, 4, keep=len(references[0]) <= _KEPT)

    def _words(self, texts: Sequence[str]) -> list[list[str]]:
        """Return each segment's words, by the fast tokenizer where it is sacrebleu's default."""
        if self.metric.tokenizer.signature() != "13a":
            return [self.metric._preprocess_segment(text).split() for text in texts]
        return words_13a([text.lower() for text in texts] if self.metric.lowercase else texts)

    def rows(self, hypotheses: Sequence[str]) -> Array:
        tokens = self._words(hypotheses)
        lengths = _lengths(tokens)
        totals = counts(lengths, 4)
        return np.column_stack([lengths, self._closest(lengths), self._matcher.matches(tokens), totals])

    def _closest(self, lengths: Integers) -> Integers:
        """Return the reference length nearest to each hypothesis', the shorter of two as near."""
        ordered = np.sort(self._lengths, axis=0)
        nearest = np.argmin(np.abs(ordered - lengths[None, :]), axis=0)
        return cast("Integers", np.take_along_axis(ordered, nearest[None, :], axis=0)[0])


class _ChrfCounter:
    """chrF's statistics: hypothesis count, reference count and matches of 6 character and up to 2 word orders."""

    def __init__(self, metric: CHRF, references: Sequence[Sequence[str]]) -> None:
        self.metric = metric
        self.columns = 3 * metric.order
        self._sides = [_ChrfSide(metric, reference) for reference in references]

    def rows(self, hypotheses: Sequence[str]) -> Array:
        hypotheses = _cased(hypotheses, self.metric)
        letters = _letters(hypotheses)
        words = words_chrf(hypotheses) if self.metric.word_order else None
        first, *others = (side.rows(letters, words) for side in self._sides)
        best, fitness = first, chrf(first)
        for rows in others:
            f_scores = chrf(rows)
            better = f_scores > fitness
            best = np.where(better[:, None], rows, best)
            fitness = np.maximum(fitness, f_scores)
        return best


class _ChrfSide:
    """One reference, ready for chrF."""

    def __init__(self, metric: CHRF, reference: Sequence[str]) -> None:
        keep = len(reference) <= _KEPT
        reference = _cased(reference, metric)
        letters = _letters(reference)
        self._orders = (metric.char_order, metric.word_order)
        self._totals = counts(_lengths(letters), metric.char_order)
        self._letters = NgramMatcher([letters], metric.char_order, keep=keep)
        if metric.word_order:
            words = words_chrf(reference)
            self._totals = np.hstack([self._totals, counts(_lengths(words), metric.word_order)])
            self._words = NgramMatcher([words], metric.word_order, keep=keep)

    def rows(self, letters: Sequence[str], words: Sequence[Sequence[str]] | None) -> Integers:
        totals, shared = counts(_lengths(letters), self._orders[0]), self._letters.matches(letters)
        if words is not None:
            totals = np.hstack([totals, counts(_lengths(words), self._orders[1])])
            shared = np.hstack([shared, self._words.matches(words)])
        # as in sacrebleu: what the reference has no n-gram of an order for is not held against the hypothesis
        totals = np.where(self._totals > 0, totals, 0)
        return np.stack([totals, self._totals, shared], axis=-1).reshape(len(letters), -1)


class _TerCounter:
    """TER's statistics: fewest edits, mean reference length."""

    columns = 2

    def __init__(self, metric: TER, references: Sequence[Sequence[str]], tell: Tell | None) -> None:
        self.metric = metric
        self._references = references
        self._tell = tell

    def rows(self, hypotheses: Sequence[str]) -> Array:
        found: list[list[float]] = []
        for start in range(0, len(hypotheses), _TOLD):
            part = slice(start, start + _TOLD)
            sides = [side[part] for side in self._references]
            found += self.metric._extract_corpus_statistics(hypotheses[part], sides)
            if self._tell is not None:
                self._tell(len(sides[0]))
        return np.array(found, dtype=np.float64)


def counter_of(metric: Metric, references: Sequence[Sequence[str]], tell: Tell | None = None) -> Counter:
    """Return what counts a metric against these references.

    Raises:
        EvaluationError: there is no counter for the metric.
    """
    metric.num_refs = len(references)
    if isinstance(metric, BLEU):
        return _BleuCounter(metric, references)
    if isinstance(metric, CHRF):
        return _ChrfCounter(metric, references)
    if isinstance(metric, TER):
        return _TerCounter(metric, references, tell)
    raise EvaluationError(f"metrics: no counter for {type(metric).__name__}; add one")


def _cased(texts: Sequence[str], metric: CHRF) -> Sequence[str]:
    return [text.lower() for text in texts] if metric.lowercase else texts


def _letters(texts: Sequence[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def _lengths(texts: Sequence[Sequence[str]]) -> Integers:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
