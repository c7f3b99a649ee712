"""Scores of a summary: ROUGE against a reference, and what needs none: compression, coverage, redundancy, precision.

ROUGE is rouge-score's (Lin 2004; the package of Google Research), an optional extra and only imported here.
"""

import importlib.metadata
import importlib.util
import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from yiwen import __version__
from yiwen.errors import EvaluationError
from yiwen.summary.verify import Precision, Verifier
from yiwen.text.segment import sentences
from yiwen.types import Document, Score

ROUGE = {"rouge1": "ROUGE-1", "rouge2": "ROUGE-2", "rougeL": "ROUGE-L", "rougeLsum": "ROUGE-Lsum"}
_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)*")
_NO_TERMS: Mapping[str, Sequence[str]] = {}


def rouge(summary: str, reference: str) -> tuple[Score, ...]:
    """Return the F1 of ROUGE-1, ROUGE-2, ROUGE-L and ROUGE-Lsum, 0 to 100.

    Stemmed; for Lsum both texts are put one sentence a line. ROUGE-L takes each text as one sequence, ROUGE-Lsum is the
    union of sentence by sentence: the signature says which is which, for papers call either "ROUGE-L".

    Raises:
        EvaluationError: rouge-score is not installed, or a text is empty.
    """
    for name, text in (("summary", summary), ("reference", reference)):
        if not text.strip():
            raise EvaluationError(f"the {name} is empty; ROUGE needs words on both sides")
    scores = _scorer().score(_by_lines(reference), _by_lines(summary))
    return tuple(Score(label, 100 * scores[key].fmeasure, _signature(key), 1) for key, label in ROUGE.items())


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


def faithfulness(
    summary: Document, report: Document, terms: Mapping[str, Sequence[str]] = _NO_TERMS
) -> tuple[Score, ...]:
    """Return what can be said of a summary from the report alone.

    Compression is the report's words by the summary's. Coverage is the share of the summary's words in stretches taken
    from the report, density the mean square of their lengths (Grusky, Naaman and Artzi 2018). Redundancy is the share
    of the summary's word pairs that were there before. The precisions are shares of what the summary names that is in
    the report: figures with units, whole names, glossary terms; entities as of Nan et al. 2021. Failing is the share of
    sentences in which the verifier finds something changed or unsupported.

    Raises:
        EvaluationError: a text is empty.
    """
    words, told = _words(summary), _words(report)
    if not words or not told:
        raise EvaluationError(f"{(report if words else summary).name}: holds no words; nothing can be scored")
    found = Verifier(report, terms).summary(summary)
    stretches = _stretches(words, told)
    count = len(found.sentences)
    made = f"yiwen {__version__}"
    scores = [
        Score("compression", len(told) / len(words), f"words, {made}", 1),
        Score("coverage", sum(stretches) / len(words), f"Grusky et al. 2018, lower-case words, {made}", 1),
        Score(
            "density", sum(n * n for n in stretches) / len(words), f"Grusky et al. 2018, lower-case words, {made}", 1
        ),
        Score("redundancy", _redundancy(words), f"repeated word pairs, {made}", 1),
        Score("failing", len(found.failing) / count if count else 0.0, f"verifier, sentences, {made}", count),
    ]
    for name, precision in (
        ("figure-precision", found.figures),
        ("name-precision", found.names),
        ("term-precision", found.terms),
        ("entity-precision", found.entities),
    ):
        scores += _precision(name, precision, made)
    return tuple(scores)


def _precision(name: str, precision: Precision, made: str) -> list[Score]:
    """Return the precision as a score; none where the summary names nothing of the kind."""
    if precision.value is None:
        return []
    how = "Nan et al. 2021, any word of a name" if name == "entity-precision" else "strict"
    return [Score(name, precision.value, f"{how}, {made}", precision.found)]


def _scorer() -> Any:
    if importlib.util.find_spec("rouge_score") is None:
        raise EvaluationError("rouge-score is not installed; run: python -m pip install 'yiwen[summary-eval]'")
    from rouge_score import rouge_scorer  # noqa: PLC0415  # an extra, and slow to load

    return rouge_scorer.RougeScorer(list(ROUGE), use_stemmer=True)


def _signature(key: str) -> str:
    version = importlib.metadata.version("rouge-score")
    lines = "one sentence a line" if key == "rougeLsum" else "whole text"
    return f"rouge-score {version}, {key}, F1, Porter stemmer, {lines}, yiwen {__version__}"


def _by_lines(text: str) -> str:
    return "\n".join(" ".join(span.of(text).split()) for span in sentences(text))


def _words(document: Document) -> list[str]:
    return [word for segment in document.segments for word in _WORD.findall(segment.mt.lower())]


def _stretches(summary: Sequence[str], report: Sequence[str]) -> list[int]:
    """Return the lengths of the longest stretches shared with the report, left to right, greedy."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(report):
        places.setdefault(word, []).append(at)
    lengths: list[int] = []
    at = 0
    while at < len(summary):
        best = max((_shared(summary, at, report, place) for place in places.get(summary[at], ())), default=0)
        if best:
            lengths.append(best)
        at += max(1, best)
    return lengths


def _shared(summary: Sequence[str], at: int, report: Sequence[str], place: int) -> int:
    most = min(len(summary) - at, len(report) - place)
    return next((n for n in range(most) if summary[at + n] != report[place + n]), most)


def _redundancy(words: Sequence[str]) -> float:
    pairs = list(pairwise(words))
    return 1 - len(set(pairs)) / len(pairs) if pairs else 0.0
