"""sacrebleu's metrics: its signatures, and its values from sums of statistics. It is imported here and in `surface`.

BLEU's and chrF's statistics are counted for the whole corpus at once (`surface`): the same integers, some times faster.
Values are computed by sacrebleu itself from the sums. TER is sacrebleu's throughout.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_hypotheses, check_references, check_short_enough_for_ter
from yiwen.eval.formulas import Array
from yiwen.eval.surface import counter_of
from yiwen.eval.watch import Tell
from yiwen.types import Score

METRICS: Mapping[str, Callable[..., Metric]] = MappingProxyType(
    {
        # `force` keeps sacrebleu from logging that data looks tokenized; it changes neither value nor signature.
        "bleu": partial(BLEU, force=True),
        "bleu-lc": partial(BLEU, force=True, lowercase=True),
        "bleu-intl": partial(BLEU, force=True, tokenize="intl"),
        "bleu-char": partial(BLEU, force=True, tokenize="char"),
        "bleu-none": partial(BLEU, force=True, tokenize="none"),
        "chrf": CHRF,
        "chrf-lc": partial(CHRF, lowercase=True),
        "chrf++": partial(CHRF, word_order=2),
        "chrf++-lc": partial(CHRF, word_order=2, lowercase=True),
        "ter": TER,
    }
)
"""Every metric by the name it is asked for: sacrebleu's defaults, and behind a hyphen what is set otherwise."""

DEFAULT_METRICS = ("bleu", "chrf++")

ALIASES = MappingProxyType({"chrf2": "chrf", "chrf2++": "chrf++", "chrf2-lc": "chrf-lc", "chrf2++-lc": "chrf++-lc"})


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
        tell: Tell | None = None,
    ) -> None:
        self._references = references
        self._names = tuple(names) if names is not None else _numbered(references)
        self.metrics = resolve_metrics(metrics)
        check_references(references, self._names)
        self._limits_length = "ter" in self.metrics
        if self._limits_length:
            for reference, name in zip(references, self._names, strict=True):
                check_short_enough_for_ter(reference, name)
        self._counters = {name: counter_of(METRICS[name](), references, tell) for name in self.metrics}

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
        """Return what sacrebleu calls the metric, "chrF2++", and behind a hyphen what is not its default."""
        counter = self._counters[metric]
        blank = [0] * counter.columns
        name = str(counter.metric._compute_score_from_stats(blank).name)
        return "-".join([name, *metric.split("-")[1:]])

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


def _value(metric: Metric, sums: Array) -> float:
    return float(metric._compute_score_from_stats(sums.tolist()).score)


def _numbered(references: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(f"reference {number}" for number in range(1, len(references) + 1))
