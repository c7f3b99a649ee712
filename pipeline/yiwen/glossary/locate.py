"""Find the words of a text that stand for a Chinese term rendered otherwise than its termbase says."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from yiwen.glossary.candidate import Candidate, compare
from yiwen.glossary.evidence import Evidence
from yiwen.glossary.present import Stretch
from yiwen.glossary.refusals import is_no_phrase
from yiwen.glossary.stretches import stretches

_PREFERRED = 0.1  # likeness that a rendering may lack which the document has already


def candidates(
    evidence: Evidence, taken: Sequence[bool], used: AbstractSet[tuple[str, ...]] = frozenset()
) -> list[Candidate]:
    """Return the stretches that may stand for a term, each with its likest long and short rendering.

    Of renderings that are about as like, the one comes first that the document has elsewhere (`used`: their words in
    the singular).
    """
    found = []
    for start, end in stretches(evidence, taken):
        compared = [(compare(evidence.unit, row, start, end), row) for row in evidence.rows]
        if len(compared) > 1:
            compared.sort(key=lambda one: -one[0].f - _PREFERRED * (one[1].rendering.singulars in used))
        kinds = set()
        for like, row in compared:
            if row.rendering.is_short in kinds:
                continue
            kinds.add(row.rendering.is_short)
            candidate = Candidate(evidence, Stretch(start, end), row, like)
            if not is_no_phrase(candidate, taken):
                found.append(candidate)
    return found
