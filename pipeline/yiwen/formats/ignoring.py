"""Comments that switch rules off: `yiwen: ignore RULE` for what comes next, `yiwen: ignore-file RULE` for the file.

Several rules are parted by commas or spaces; without one, every rule keeps silent. A rule may be a pattern, `mu-*`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from yiwen.formats.marked import MarkedFile
from yiwen.formats.slices import TextFile
from yiwen.types import Document

_DIRECTIVE = re.compile(r"\s*yiwen:\s*ignore(?P<file>-file)?(?P<rules>(?:[\s,]+[\w*?.-]+)*)\s*", re.IGNORECASE)


def ignored_by(comment: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the rules that a comment switches off and whether for the whole file; None for any other comment."""
    match = _DIRECTIVE.fullmatch(comment)
    if match is None:
        return None
    return tuple(re.findall(r"[\w*?.-]+", match["rules"])) or ("*",), match["file"] is not None


def heed(document: Document, comments: Iterable[tuple[int, str]]) -> Document:
    """Return the document with the rules switched off that its comments name.

    A comment is where it begins in the file's text, and its words; what comes next is the segment that it stands in, or
    the first after it.
    """
    stretches = _stretches(document)
    ignored: list[tuple[str, ...]] = [() for _ in document.segments]
    for offset, comment in comments:
        rules, whole = ignored_by(comment) or ((), False)
        for index in range(len(ignored)) if whole else _next(stretches, offset):
            ignored[index] += rules
    if not any(ignored):
        return document
    pairs = zip(document.segments, ignored, strict=True)
    return replace(document, segments=tuple(replace(segment, ignored=rules) for segment, rules in pairs))


def _stretches(document: Document) -> list[tuple[int, int]]:
    """Return where each segment begins and ends in the file's text."""
    file: TextFile | MarkedFile = document.skeleton
    if isinstance(file, MarkedFile):
        return [(written.runs[0].start, written.runs[-1].end) for written in file.written]
    pairs = zip(document.segments, file.starts, strict=True)
    return [(start, start + len(segment.mt)) for segment, start in pairs]


def _next(stretches: list[tuple[int, int]], offset: int) -> Iterable[int]:
    """Return the index of the segment at the offset, or of the first after it; nothing after the last."""
    before = bisect_right(stretches, offset, key=lambda stretch: stretch[0]) - 1
    if before >= 0 and offset < stretches[before][1]:
        return (before,)
    return (before + 1,) if before + 1 < len(stretches) else ()
