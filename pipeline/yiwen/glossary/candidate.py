"""A stretch of a text that may stand for a term, beside the rendering that it is likest to."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from yiwen.glossary.evidence import Evidence, Row, Unit
from yiwen.glossary.present import Stretch
from yiwen.glossary.words import likeness

_LIGHT = 0.15  # what a small word counts beside one that carries meaning
_SPELLED, _ALIKE = 0.9, 0.9
TIED = 0.85  # from here on the document shows that a word stands for a term, whatever the word is


class Likeness(NamedTuple):
    """How alike a stretch and a rendering are: shares of the one in the other, 0 to 1, and counts of words."""

    recall: float
    precision: float
    f: float
    spelled: bool  # the one spells the letters of the other
    content: int  # words of the stretch that carry meaning
    wanted: int  # words of the rendering that carry meaning
    lacking: Sequence[Mapping[int, float]]  # where the text has the words of the rendering that the stretch lacks
    head: float  # likeness of the last words
    first: float


class Candidate(NamedTuple):
    """A stretch that may stand for a term, and the rendering that it is likest to."""

    evidence: Evidence
    stretch: Stretch
    row: Row
    like: Likeness


def compare(unit: Unit, row: Row, start: int, end: int) -> Likeness:
    """Return how alike a stretch and a rendering are."""
    content = sum(unit.content[start:end])
    recall = precision = f = 0.0
    got, lacking = _got(row, start, end)
    if got:
        small = _LIGHT * (len(row.read.forms) - len(row.matches))
        light = _LIGHT * (end - start - content)
        known = sum(how for at, how in row.best.items() if start <= at < end)
        recall = (got + small) / (len(row.matches) + small)
        precision = (known + light) / (content + light)
        f = 2 * precision * recall / (precision + recall)
    if row.letters and (start, end) in row.letters:
        return Likeness(1.0, 1.0, max(f, _SPELLED), True, content, content, (), 1.0, 1.0)
    forms, read = unit.text.forms, row.read.forms
    head = likeness(forms[end - 1], read[-1]) if end - 1 in row.best else 0.0
    return Likeness(
        recall, precision, f, False, content, len(row.matches) or 1, lacking, head, likeness(forms[start], read[0])
    )


def _got(row: Row, start: int, end: int) -> tuple[float, Sequence[Mapping[int, float]]]:
    """Return how much of a rendering's words a stretch has, and where the text has those that it lacks."""
    got, lacking = 0.0, []
    for found in row.matches:
        most = 0.0
        for at, how in found.items():
            if how > most and start <= at < end:
                most = how
        if most:
            got += most
        elif found:
            lacking.append(found)
    return got, lacking


def opens_alike(candidate: Candidate) -> bool:
    """Return whether the stretch, or what carries meaning in it, begins as the rendering does."""
    (start, end), row, content = candidate.stretch, candidate.row, candidate.evidence.unit.content
    first = next((at for at in range(start, end) if content[at]), start)
    return candidate.like.first >= _ALIKE or (bool(row.matches) and row.matches[0].get(first, 0.0) >= _ALIKE)


def is_tied(candidate: Candidate) -> bool:
    """Return whether the document has words unlike the rendering where the term is, and hardly anywhere else."""
    return not candidate.like.recall and candidate.evidence.here.get(candidate.stretch.end - 1, 0.0) >= TIED
