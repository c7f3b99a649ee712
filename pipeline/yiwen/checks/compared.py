"""The quantities of each segment's Chinese beside those of its English, compared once for all checks that ask."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache, partial

from yiwen.text.quantities import english
from yiwen.text.quantities.compare import Comparison, compare
from yiwen.text.quantities.remembered import of_chinese, of_english
from yiwen.types import Quantity, Segment

_TRADITIONAL = re.compile("[億萬國們為與時個來這對開發經實會學說過還進員業產區長門關]")


@lru_cache(maxsize=4096)  # a document is read again after each repair
def compared(src: str, mt: str) -> Comparison:
    """Return the quantities of a Chinese text and its English compared."""
    return compare(
        of_chinese(src),
        of_english(mt),
        any_currency=is_traditional(src),
        ends=(_ends, partial(english.ends, mt)),
    )


def is_traditional(src: str) -> bool:
    """Return whether a text is in Traditional Chinese, where 元 is mostly a dollar."""
    return _TRADITIONAL.search(src) is not None


def _ends(quantity: Quantity) -> tuple[Quantity, Quantity]:
    """Return the ends of a range of the Chinese, both where the range stands."""
    high = quantity.value if quantity.high is None else quantity.high
    return replace(quantity, high=None), replace(quantity, value=high, high=None)


def compared_segments(segments: Iterable[Segment]) -> tuple[tuple[int, Segment, str, Comparison], ...]:
    """Return index, segment, source and comparison of the segments with both sides whose quantities differ or pair."""
    return tuple(
        (index, segment, segment.src, comparison)
        for index, segment in enumerate(segments)
        if segment.src
        and segment.mt.strip()
        and ((comparison := compared(segment.src, segment.mt)).differences or comparison.pairs)
    )
