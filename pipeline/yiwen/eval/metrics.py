"""sacrebleu's metrics: their values, signatures and statistics a segment. The only module that imports sacrebleu."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from sacrebleu.metrics.base import Metric
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_hypotheses, check_references, check_short_enough_for_ter
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

_ALIASES = MappingProxyType({"chrf2": "chrf", "chrf2++": "chrf++"})


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
        chosen = resolve_metrics(metrics)
        check_references(references, self._names)
        self._limits_length = "ter" in chosen
        if self._limits_length:
            for reference, name in zip(references, self._names, strict=True):
                check_short_enough_for_ter(reference, name)
        self._metrics = tuple(METRICS[name](references=references) for name in chosen)

    def score(
        self, hypotheses: Sequence[str], *, name: str = "hypotheses", allow_empty: bool = False
    ) -> tuple[Score, ...]:
        """Return a score a metric, in the order asked for.

        `statistics` of a score is sacrebleu's row of sufficient statistics a segment; their column sums give the value.
        `allow_empty` scores empty hypotheses as sacrebleu does, for systems that left segments out.

        Raises:
            EvaluationError: the hypotheses do not go with the references.
        """
        check_hypotheses(hypotheses, self._references[0], name, self._names[0], allow_empty=allow_empty)
        if self._limits_length:
            check_short_enough_for_ter(hypotheses, name)
        return tuple(_score(metric, hypotheses) for metric in self._metrics)


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


def resolve_metrics(names: Iterable[str]) -> tuple[str, ...]:
    """Return the keys of `METRICS` for names in any case, each once; "chrF2" and "chrF2++" are known too.

    Raises:
        EvaluationError: a name is unknown, or there is none.
    """
    chosen = tuple(dict.fromkeys(_ALIASES.get(name.lower(), name.lower()) for name in names))
    unknown = [name for name in chosen if name not in METRICS]
    if unknown or not chosen:
        what = f"unknown metric '{unknown[0]}'" if unknown else "none given"
        raise EvaluationError(f"metrics: {what}; the known are {', '.join(METRICS)}")
    return chosen


def _numbered(references: Sequence[Sequence[str]]) -> tuple[str, ...]:
    return tuple(f"reference {number}" for number in range(1, len(references) + 1))


def _score(metric: Metric, hypotheses: Sequence[str]) -> Score:
    """Return what `metric.corpus_score` computes, and the statistics that it drops; the same two steps."""
    rows = metric._extract_corpus_statistics(hypotheses, None)
    result = metric._aggregate_and_compute(rows)
    return Score(
        metric=result.name,
        value=result.score,
        signature=metric.get_signature().format(),
        n=len(hypotheses),
        statistics=tuple(map(tuple, rows)),
    )
