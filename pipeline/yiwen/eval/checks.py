"""What must be true before anything is scored; sacrebleu itself cuts unequal lists to the shorter one in silence."""

from collections.abc import Sequence
from itertools import zip_longest

from yiwen.errors import EvaluationError

_MANY, _FEW = 20, 5  # so many references of so few segments are segments with so many references

TER_LONGEST = 500
"""Words a segment may have for TER: its search for shifts takes half a minute a segment from there on."""


def check_references(references: Sequence[Sequence[str]], names: Sequence[str]) -> None:
    """Check that there are references, of one length, with text in every segment.

    Raises:
        EvaluationError: which file and line is wrong.
    """
    if not references:
        raise EvaluationError("references: none given; give at least one reference")
    if len(names) != len(references):
        raise EvaluationError(f"references: {len(names)} names for {len(references)} references; give one name each")
    if len(references) > _MANY and len({len(reference) for reference in references}) == 1 and len(references[0]) < _FEW:
        raise EvaluationError(
            f"references: {len(references)} of {len(references[0])} segments each look transposed; "
            "give one sequence a reference, not one a segment"
        )
    for reference, name in zip(references, names, strict=True):
        check_same_length(reference, references[0], name, names[0])
    for reference, name in zip(references, names, strict=True):
        check_filled(reference, name)


def check_hypotheses(
    hypotheses: Sequence[str], reference: Sequence[str], name: str, reference_name: str, *, allow_empty: bool = False
) -> None:
    """Check that hypotheses are as many as references and, unless allowed, none is empty.

    Raises:
        EvaluationError: which file and line is wrong.
    """
    check_same_length(hypotheses, reference, name, reference_name)
    if not allow_empty:
        check_filled(hypotheses, name, "; --allow-empty scores it as it is")


def check_same_length(segments: Sequence[str], others: Sequence[str], name: str, other_name: str) -> None:
    """Check that both hold segments, and as many; the error points to where the two may have come apart.

    Raises:
        EvaluationError: both counts, and the first line that is empty on one side only.
    """
    for side, side_name in ((segments, name), (others, other_name)):
        if not side:
            raise EvaluationError(f"{side_name}: no segments; give one segment a line")
    if len(segments) != len(others):
        place = _first_empty_on_one_side(segments, others, name, other_name)
        counts = f"{_count(segments)}, but {other_name} has {len(others)}"
        raise EvaluationError(f"{name}: {counts}{place}; give the same segments in the same order")


def check_same_order(ids: Sequence[str], others: Sequence[str], name: str, other_name: str) -> None:
    """Check that rows stand in one order on both sides; how many there are is not asked here.

    Raises:
        EvaluationError: the first row whose id is another.
    """
    for number, (one, other) in enumerate(zip(ids, others, strict=False), 1):
        if one != other:
            raise EvaluationError(
                f"{name}:{number}: id '{one}', but {other_name} has '{other}' there; "
                "give the same rows in the same order"
            )


def check_filled(segments: Sequence[str], name: str, else_do: str = "") -> None:
    """Check that no segment is empty or blank; `else_do` tells another way out.

    Raises:
        EvaluationError: the first such line, and how many there are.
    """
    blank = [number for number, segment in enumerate(segments, 1) if not segment.strip()]
    if blank:
        more = f" (and {len(blank) - 1} more)" if len(blank) > 1 else ""
        raise EvaluationError(
            f"{name}:{blank[0]}: empty segment{more}; fill it in, or drop the line on every side{else_do}"
        )


def check_short_enough_for_ter(segments: Sequence[str], name: str) -> None:
    """Check that TER can be computed in reasonable time.

    Raises:
        EvaluationError: the first segment that is too long, and why.
    """
    for number, segment in enumerate(segments, 1):
        words = len(segment.split())
        if words > TER_LONGEST:
            reason = f"TER is refused over {TER_LONGEST}, because its search for shifts takes half a minute there"
            raise EvaluationError(f"{name}:{number}: {words} words in a segment; {reason}; split it or leave TER out")


def _first_empty_on_one_side(segments: Sequence[str], others: Sequence[str], name: str, other_name: str) -> str:
    for number, (segment, other) in enumerate(zip_longest(segments, others), 1):
        empty, other_empty = _is_blank(segment), _is_blank(other)
        if empty != other_empty:
            return f"; line {number} is the first that is empty on one side only ({name if empty else other_name})"
    return "; no line is empty on one side only"


def _is_blank(segment: str | None) -> bool:
    """Return whether a line is there and blank; a line past the end is not."""
    return segment is not None and not segment.strip()


def _count(segments: Sequence[str]) -> str:
    return "1 segment" if len(segments) == 1 else f"{len(segments)} segments"
