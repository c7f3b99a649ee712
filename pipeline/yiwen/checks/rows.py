"""Names in a row with their figures in a row behind: 小麦和大麦分别增产5%和3%, as "respectively" has it in English."""

import re

_JOINT = "、|以及|[和及与]"
_FIGURES_APART = re.compile(rf"(?:{_JOINT}|分别|约|近|超过|超|逾| )+")
_RESPECTIVELY = re.compile("分别|依次|各为")
_CLAUSE = re.compile("[，。；：,;:\n]")


def names_in_row(before: str, between: str) -> tuple[str, ...]:
    """Return the names of two figures side by side that all stand before both; none where the figures are no row.

    Args:
        before: The `comparable` Chinese from the start of the sentence to the first figure.
        between: What stands between the figures, other figures left out.
    """
    if not _FIGURES_APART.fullmatch(between):
        return ()
    head = _RESPECTIVELY.split(before)[-2] if _RESPECTIVELY.search(before) else before
    names = tuple(name for name in re.split(_JOINT, _CLAUSE.split(head.rstrip("， ,"))[-1]) if name)
    return names if len(names) > 1 else ()
