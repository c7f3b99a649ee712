"""Sessions whose two numbers were swapped: "the 13th session of the sixth congress" for 十三届六次会议."""

import re
from collections.abc import Iterator
from itertools import pairwise

from yiwen.text.quantities.chinese_numerals import numeral_value, plain
from yiwen.text.quantities.remembered import of_english
from yiwen.types import Span

_NUMERAL = r"[\d一二三四五六七八九十]+"
_SESSION = re.compile(
    rf"(?P<term>{_NUMERAL})[届屆][^，。；、]{{0,12}}?(?P<number>{_NUMERAL})(?:次(?:全[体體])?[会會][议議]|次全[会會]|中全[会會])"
)
_OF_THE = re.compile(r" (?:[\w-]+ ){0,2}?(?:session|meeting|plenum) of the ", re.IGNORECASE)


def swapped_sessions(src: str, mt: str) -> Iterator[tuple[Span, Span]]:
    """Compare 十三届六次会议 with "the 13th session of the sixth congress", in which the numbers were swapped."""
    for session in _SESSION.finditer(plain(src)) if "届" in src or "屆" in src else ():
        term, number = numeral_value(session["term"]), numeral_value(session["number"])
        ordinals = [q for q in of_english(mt) if q.dimension == "ordinal"]
        for first, second in pairwise(ordinals):
            swapped = (first.value, second.value) == (term, number) and term != number
            if swapped and _OF_THE.fullmatch(mt, first.span.end, second.span.start):
                yield Span(*session.span()), Span(first.span.start, second.span.end)
