"""Documents in both languages: paragraphs or cells of Chinese, and after or before them their English.

Word files with the Chinese in one column of a table and the English in the other are such, and so are texts in which
the two take turns.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from yiwen.text.parallel import Belonging, row_by_row
from yiwen.text.script import HAN
from yiwen.types import Document, Revision, Segment, Span

_LETTER = re.compile("[A-Za-z]")
_FEWEST = 4  # pairs
_ALIKE = 0.8  # of the segments of either language there are so many in the other, and have one beside them
_BETWEEN = "\n"  # what stands between paragraphs of a source
_ALL_RULES = ("*",)


@dataclass(frozen=True, slots=True)
class _Pairing:
    """Indexes of segments that belong together, the Chinese and the English of each pair, and what speaks for it."""

    pairs: tuple[tuple[tuple[int, ...], int], ...]
    belonging: Belonging

    @property
    def chinese(self) -> set[int]:
        """The indexes of the segments of Chinese."""
        return {at for places, _ in self.pairs for at in places}


def is_in_both(document: Document) -> bool:
    """Return whether a document is in both languages."""
    return _pairing(document.segments) is not None


def with_own_chinese(document: Document, talk: Callable[[str], None]) -> Document:
    """Return a document in both languages with its own Chinese beside its English; any other as it is.

    The Chinese stays as it stands, and nothing is told of it.
    """
    pairing = _pairing(document.segments)
    if pairing is None:
        return document
    segments = list(document.segments)
    for places, at in pairing.pairs:
        segments[at] = replace(segments[at], src=_joined(document.segments, places))
    for at in pairing.chinese:
        whole = Span(0, len(segments[at].mt))
        segments[at] = replace(segments[at], locked=(whole,), ignored=_ALL_RULES)
    talk(
        f"{document.name}: is in both languages: {len(pairing.pairs)} of its paragraphs have their Chinese beside them"
    )
    return replace(document, segments=tuple(segments))


def english_of(document: Document, revisions: Sequence[Revision]) -> tuple[Document, tuple[Revision, ...]]:
    """Return a document, and the revisions that made it, without the Chinese that `with_own_chinese` left in it."""
    kept = [at for at, segment in enumerate(document.segments) if not _is_own_chinese(segment)]
    if len(kept) in (0, len(document.segments)):
        return document, tuple(revisions)
    english = replace(document, segments=tuple(document.segments[at] for at in kept))
    return english, tuple(revisions[at] for at in kept if at < len(revisions))


def _is_own_chinese(segment: Segment) -> bool:
    whole = Span(0, len(segment.mt))
    return segment.ignored == _ALL_RULES and segment.locked == (whole,) and _language(segment.mt) == "zh"


def _pairing(segments: Sequence[Segment]) -> _Pairing | None:
    """Return the pairs of a document in both languages, None where it is in one."""
    kinds = [_language(segment.mt) for segment in segments]
    chinese, english = kinds.count("zh"), kinds.count("en")
    if min(chinese, english) < max(_FEWEST, _ALIKE * max(chinese, english)):
        return None
    ways = (_in_order(segments, kinds, first) for first in ("zh", "en"))
    held = [way for way in ways if len(way.chinese) >= _ALIKE * chinese and way.belonging.holds]
    return max(held, key=lambda way: (way.belonging.shared, -way.belonging.cost), default=None)


def _language(text: str) -> str:
    """Return the language of a text, "" where it is neither: a figure, a mixture."""
    han, letters = len(HAN.findall(text)), len(_LETTER.findall(text))
    if 2 * han > letters:
        return "zh"
    return "en" if letters > 1 and 10 * han < letters else ""


def _in_order(segments: Sequence[Segment], kinds: Sequence[str], first: str) -> _Pairing:
    """Return the pairs where the Chinese, or the English, comes first."""
    pairs = tuple(_pairs(kinds, first))
    sources = [_joined(segments, places) for places, _ in pairs]
    return _Pairing(pairs, row_by_row(sources, [segments[at].mt for _, at in pairs]))


def _pairs(kinds: Sequence[str], first: str) -> Iterator[tuple[tuple[int, ...], int]]:
    """Yield the pairs of each run in one language and the run in the other that follows it.

    They go one by one where there are as many, and with a single English paragraph all; others cannot be told apart.
    """
    told = [at for at, kind in enumerate(kinds) if kind]
    runs = [(kind, tuple(places)) for kind, places in groupby(told, key=lambda at: kinds[at])]
    begin = 0 if runs and runs[0][0] == first else 1
    for (_, one), (_, other) in zip(runs[begin::2], runs[begin + 1 :: 2], strict=False):
        chinese, english = (one, other) if first == "zh" else (other, one)
        if len(english) == 1:
            yield chinese, english[0]
        elif len(chinese) == len(english):
            yield from (((zh,), en) for zh, en in zip(chinese, english, strict=True))


def _joined(segments: Sequence[Segment], places: Sequence[int]) -> str:
    return _BETWEEN.join(segments[at].mt for at in places)
