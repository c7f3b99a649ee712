"""sacrebleu's metrics: its tokens, signatures and values, from statistics counted here. The only importer of sacrebleu.

BLEU's and chrF's statistics are counted for the whole corpus at once (`ngrams`): the same integers, some times faster.
Values are computed by sacrebleu itself from the sums. TER is sacrebleu's throughout.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Protocol, cast

import numpy as np
from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_hypotheses, check_references, check_short_enough_for_ter
from yiwen.eval.formulas import Array, chrf
from yiwen.eval.ngrams import Integers, NgramMatcher, counts
from yiwen.eval.tokens import words_13a, words_chrf
from yiwen.types import Score

METRICS: Mapping[str, Callable[..., Metric]] = MappingProxyType(
    {
        # `force` keeps sacrebleu from logging that data looks tokenized; it changes neither value nor signature.
        "bleu": partial(BLEU, force=True),
        "chrf": CHRF,
        "chrf++": partial(CHRF, word_order=2),
        "ter": TER,
    }
)
"""Every metric by the name it is asked for, with sacrebleu's defaults."""

DEFAULT_METRICS = ("bleu", "chrf++")

ALIASES = MappingProxyType({"chrf2": "chrf", "chrf2++": "chrf++"})

_KEPT = 20_000  # segments up to which the prepared references are kept for the next system


class Scorer:
    """Scores any number of systems against the same references, which are prepared once.

    Raises:
        EvaluationError: the references or the metrics asked for cannot be used.
    """

    def __init__(
        self,
        references: Sequence[Sequence[str]],
        metrics: Sequence[str] = DEFAULT_METRICS,
        *,
        names: Sequence[str] | None = None,
    ) -> None:
        self._references = references
        self._names = tuple(names) if names is not None else _numbered(references)
        self.metrics = resolve_metrics(metrics)
        check_references(references, self._names)
        self._limits_length = "ter" in self.metrics
        if self._limits_length:
            for reference, name in zip(references, self._names, strict=True):
                check_short_enough_for_ter(reference, name)
        self._counters = {name: _counter(name, references) for name in self.metrics}

    def score(
        self, hypotheses: Sequence[str], *, name: str = "hypotheses", allow_empty: bool = False
    ) -> tuple[Score, ...]:
        """Return a score a metric, in the order asked for.

        `statistics` of a score is sacrebleu's row of sufficient statistics a segment; their column sums give the value.
        `allow_empty` scores empty hypotheses as sacrebleu does, for systems that left segments out.

        Raises:
            EvaluationError: the hypotheses do not go with the references.
        """
        rows = self.statistics(hypotheses, name=name, allow_empty=allow_empty)
        return tuple(
            Score(
                metric=self.label(metric),
                value=self.value(metric, rows[metric].sum(axis=0)),
                signature=self.signature(metric),
                n=len(hypotheses),
                statistics=tuple(map(tuple, rows[metric].tolist())),
            )
            for metric in self.metrics
        )

    def statistics(
        self, hypotheses: Sequence[str], *, name: str = "hypotheses", allow_empty: bool = False
    ) -> dict[str, Array]:
        """Return for each metric sacrebleu's sufficient statistics, a row a segment.

        Raises:
            EvaluationError: the hypotheses do not go with the references.
        """
        check_hypotheses(hypotheses, self._references[0], name, self._names[0], allow_empty=allow_empty)
        if self._limits_length:
            check_short_enough_for_ter(hypotheses, name)
        return {metric: counter.rows(hypotheses) for metric, counter in self._counters.items()}

    def value(self, metric: str, sums: Array) -> float:
        """Return sacrebleu's value for summed statistics."""
        return _value(self._counters[metric].metric, sums)

    def label(self, metric: str) -> str:
        """Return what sacrebleu calls the metric: "chrF2++"."""
        counter = self._counters[metric]
        blank = [0] * counter.columns
        return str(counter.metric._compute_score_from_stats(blank).name)

    def signature(self, metric: str) -> str:
        """Return sacrebleu's signature."""
        return str(self._counters[metric].metric.get_signature().format())


def score(
    hypotheses: Sequence[str],
    references: Sequence[Sequence[str]],
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    name: str = "hypotheses",
    reference_names: Sequence[str] | None = None,
    allow_empty: bool = False,
) -> tuple[Score, ...]:
    """Return a score a metric, with sacrebleu's value and signature.

    `references` holds one sequence a reference, each as long as `hypotheses`. The names stand in errors.

    Raises:
        EvaluationError: lengths differ, a file or a line is empty, a metric is unknown, or a segment too long for TER.
    """
    scorer = Scorer(references, metrics, names=reference_names)
    return scorer.score(hypotheses, name=name, allow_empty=allow_empty)


def value_of_sums(metric: str, sums: Array) -> float:
    """Return sacrebleu's value of one of its metrics for summed statistics."""
    return _value(METRICS[metric](), sums)


def resolve_metrics(names: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of `METRICS` for names in any case, each once; "chrF2" and "chrF2++" are known too.

    Raises:
        EvaluationError: a name is unknown, or there is none.
    """
    chosen = tuple(dict.fromkeys(ALIASES.get(name.lower(), name.lower()) for name in names))
    unknown = [name for name in chosen if name not in METRICS]
    if unknown or not chosen:
        what = f"unknown metric '{unknown[0]}'" if unknown else "none given"
        raise EvaluationError(f"metrics: {what}; the known are {', '.join(METRICS)}")
    return chosen


class _Counter(Protocol):
    """Counts a metric's statistics; `metric` is sacrebleu's own, for signature and value."""

    @property
    def metric(self) -> Metric: ...

    @property
    def columns(self) -> int: ...

    def rows(self, hypotheses: Sequence[str]) -> Array:
        """Return the statistics, a row a segment."""
        ...


class _BleuCounter:
    """BLEU's statistics: hypothesis and closest reference length, matches and totals of 4 orders."""

    columns = 10

    def __init__(self, metric: BLEU, references: Sequence[Sequence[str]]) -> None:
        self.metric = metric
        tokens = [words_13a(reference) for reference in references]
        self._lengths = np.array([[len(text) for text in side] for side in tokens], dtype=np.int64)
        self._matcher = NgramMatcher(tokens, 4, keep=len(references[0]) <= _KEPT)

    def rows(self, hypotheses: Sequence[str]) -> Array:
        tokens = words_13a(hypotheses)
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

    def __init__(self, metric: TER, references: Sequence[Sequence[str]]) -> None:
        self.metric = metric
        self._references = references

    def rows(self, hypotheses: Sequence[str]) -> Array:
        return np.array(self.metric._extract_corpus_statistics(hypotheses, self._references), dtype=np.float64)


def _counter(name: str, references: Sequence[Sequence[str]]) -> _Counter:
    metric = METRICS[name]()
    metric.num_refs = len(references)
    if isinstance(metric, BLEU):
        return _BleuCounter(metric, references)
    if isinstance(metric, CHRF):
        return _ChrfCounter(metric, references)
    if isinstance(metric, TER):
        return _TerCounter(metric, references)
    raise EvaluationError(f"metrics: no counter for '{name}'; add one")


def _value(metric: Metric, sums: Array) -> float:
    return float(metric._compute_score_from_stats(sums.tolist()).score)


def _letters(texts: Sequence[str]) -> list[str]:
    return ["".join(text.split()) for text in texts]


def _lengths(texts: Sequence[Sequence[str]]) -> Integers:
    return np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))


def _numbered(references: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(f"reference {number}" for number in range(1, len(references) + 1))
