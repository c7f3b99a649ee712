"""What can be said of a summary from the report alone: compression, coverage, redundancy, precision of its names."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from yiwen import __version__
from yiwen.errors import EvaluationError
from yiwen.summary.verify import Precision, Verifier
from yiwen.types import Document, Score

Counts = Mapping[str, tuple[float, float]]
"""By metric a part and its whole; over several summaries both are added up before the one is divided by the other."""

_WORD = re.compile(r"[a-z0-9]+(?:[.,]\d+)*")
_NO_TERMS: Mapping[str, Sequence[str]] = {}
_GRUSKY = "Grusky et al. 2018, lower-case words"
HOW: Mapping[str, str] = {
    "compression": "words",
    "coverage": _GRUSKY,
    "density": _GRUSKY,
    "redundancy": "repeated word pairs",
    "failing": "verifier, sentences",
    "figure-precision": "strict",
    "name-precision": "strict",
    "term-precision": "strict",
    "entity-precision": "Nan et al. 2021, any word of a name",
}
"""How each metric is counted, for its signature."""


def faithfulness(
    summary: Document, report: Document, terms: Mapping[str, Sequence[str]] = _NO_TERMS
) -> tuple[Score, ...]:
    """Return what can be said of a summary from the report alone, as plain shares and ratios.

    A metric whose whole is nought is left out: the summary names nothing of the kind. See `counts`.

    Raises:
        EvaluationError: a text is empty.
    """
    found = counts(summary, Verifier(report, terms), words_of(report))
    return tuple(
        Score(name, part / whole, signature(name), int(whole) if name.endswith(("precision", "failing")) else 1)
        for name, (part, whole) in found.items()
        if whole
    )


def counts(summary: Document, verifier: Verifier, told: Sequence[str]) -> Counts:
    """Return each metric's part and whole; `told` are the words of the report that the verifier is of.

    Compression is the report's words by the summary's. Coverage is the share of the summary's words in stretches taken
    from the report, density the mean square of their lengths (Grusky, Naaman and Artzi 2018). Redundancy is the share
    of the summary's word pairs that were there before. The precisions are shares of what the summary names that is in
    the report: figures with units, whole names, glossary terms; entities as of Nan et al. 2021. Failing is the share of
    sentences in which the verifier finds something changed or unsupported.

    Raises:
        EvaluationError: a text is empty.
    """
    words = words_of(summary)
    if not words or not told:
        name = verifier.index.name if words else summary.name
        raise EvaluationError(f"{name}: holds no words; nothing can be scored")
    checked = verifier.summary(summary)
    stretches = _stretches(words, told)
    pairs = list(pairwise(words))
    return {
        "compression": (len(told), len(words)),
        "coverage": (sum(stretches), len(words)),
        "density": (sum(n * n for n in stretches), len(words)),
        "redundancy": (len(pairs) - len(set(pairs)), max(1, len(pairs))),
        "failing": (len(checked.failing), max(1, len(checked.sentences))),
        "figure-precision": _precision(checked.figures),
        "name-precision": _precision(checked.names),
        "term-precision": _precision(checked.terms),
        "entity-precision": _precision(checked.entities),
    }


def signature(name: str) -> str:
    """Return what made a value."""
    return f"{HOW[name]}, yiwen {__version__}"


def words_of(document: Document) -> list[str]:
    """Return the words and figures of a text in lower case."""
    return [word for segment in document.segments for word in _WORD.findall(segment.mt.lower())]


def _precision(precision: Precision) -> tuple[float, float]:
    return precision.supported, precision.found


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
