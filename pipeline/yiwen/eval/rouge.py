"""ROUGE of a summary against reference summaries (Lin 2004), by rouge-score, the package of Google Research.

It is an optional extra and only imported here.
"""

import importlib.metadata
import importlib.util
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any

from yiwen import __version__
from yiwen.errors import EvaluationError
from yiwen.text.segment import sentences
from yiwen.types import Score

ROUGE: Mapping[str, str] = MappingProxyType(
    {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L", "rougeLsum": "ROUGE-Lsum"}
)
"""What rouge-score calls a metric, and what papers do."""


def rouge(summary: str, *references: str) -> tuple[Score, ...]:
    """Return the F1 of ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum, 0 to 100; of several references the best counts.

    Stemmed; for Lsum both texts are put one sentence a line. ROUGE-L takes each text as one sequence, ROUGE-Lsum is the
    union of sentence by sentence: the signature says which is which, for papers call either "ROUGE-L".

    Raises:
        EvaluationError: rouge-score is not installed, or a text is empty.
    """
    for name, text in (("summary", summary), *(("reference", reference) for reference in references)):
        if not text.strip():
            raise EvaluationError(f"the {name} is empty; ROUGE needs words on both sides")
    found = _scorer().score_multi([_by_lines(reference) for reference in references], _by_lines(summary))
    return tuple(
        Score(label, 100 * found[key].fmeasure, rouge_signature(key, len(references)), 1)
        for key, label in ROUGE.items()
    )


def mean_rouge(summaries: Sequence[str], references: Sequence[str]) -> tuple[Score, ...]:
    """Return the mean ROUGE of several summaries, each against its reference.

    Raises:
        EvaluationError: their numbers differ, there is none, or one cannot be scored.
    """
    if len(summaries) != len(references) or not summaries:
        raise EvaluationError(f"{len(summaries)} summaries and {len(references)} references; give as many of both")
    rows = [rouge(summary, reference) for summary, reference in zip(summaries, references, strict=True)]
    count = len(rows)
    return tuple(
        Score(
            column[0].metric,
            sum(score.value for score in column) / count,
            column[0].signature,
            count,
            statistics=tuple((score.value,) for score in column),
        )
        for column in zip(*rows, strict=True)
    )


def rouge_signature(key: str, references: int = 1) -> str:
    """Return what made a value of ROUGE.

    Raises:
        EvaluationError: rouge-score is not installed.
    """
    _require()
    version = importlib.metadata.version("rouge-score")
    lines = "one sentence a line" if key == "rougeLsum" else "whole text"
    best = f"best of {references} references, " if references > 1 else ""
    return f"rouge-score {version}, {key}, F1, Porter stemmer, {lines}, {best}yiwen {__version__}"


def _require() -> None:
    if importlib.util.find_spec("rouge_score") is None:
        raise EvaluationError("rouge-score is not installed; run: python -m pip install 'yiwen[summary-eval]'")


@cache
def _scorer() -> Any:
    _require()
    from rouge_score import rouge_scorer  # noqa: PLC0415  # an extra, and slow to load

    return rouge_scorer.RougeScorer(list(ROUGE), use_stemmer=True)


def _by_lines(text: str) -> str:
    return "\n".join(" ".join(span.of(text).split()) for span in sentences(text))
