"""Renderings that a termbase forbids, as patterns with what to write instead."""

import re
from collections.abc import Iterator

from yiwen.glossary.inflect import pluralize
from yiwen.glossary.patterns import PatternError, prepare
from yiwen.glossary.put import stray_brace, template_groups
from yiwen.text.normalize import fold, normalize


def rewritings(term: str, right: str) -> Iterator[tuple[str, str]]:
    """Yield the pattern of a forbidden rendering and what to put, in either number.

    A rendering that is only a number or a letter is too common a sight to be looked for, and yields nothing.
    """
    if stray_brace(right) or template_groups(right):
        return
    for wrong, put in dict.fromkeys(((term, right), (pluralize(term), pluralize(right)))):
        pattern = re.escape(fold(normalize(wrong))).replace("\\ ", " ")
        try:
            prepare(pattern, {})
        except PatternError:
            return
        yield pattern, put
