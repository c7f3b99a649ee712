"""Find the terms of a termbase in Chinese: the longest where several begin, in any script, width and spacing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

from yiwen.glossary.lexicon import is_glossed
from yiwen.glossary.terms import Term
from yiwen.text.script import comparable
from yiwen.types import Span

_REMEMBERED = 4096  # sources: each is read again with every change of its translation
_TITLE_ENDS = frozenset("长裁席理任事记授监")
_WORDS = frozenset(  # of two characters, of which the first often ends a term
    "业务 会议 会员 冲击 区域 口岸 员工 园林 场所 场馆 市区 市场 市民 库存 流向 生活 省份 部门 队伍 院校".split()
)
_LATIN = re.compile(r"[a-z0-9]")
_SPACE = re.compile(r"\s")
_HAN_GAP = re.compile(r"(?<![a-z0-9])\s+|\s+(?![a-z0-9])")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A term at a place of the source."""

    term: int
    span: Span


class Recognizer:
    """The Chinese of a termbase made ready to be looked for; one serves any number of texts."""

    def __init__(self, terms: Sequence[Term]) -> None:
        owners: dict[str, int] = {}
        for index, term in enumerate(terms):
            for zh in term.zh:
                owners.setdefault(_HAN_GAP.sub("", zh), index)
            for longer in term.not_in:
                owners.setdefault(_HAN_GAP.sub("", longer), -1)
        self._owners = [index for key, index in owners.items() if key]
        keys = [key for key in owners if key]
        self._automaton = AhoCorasick(keys, matchkind=MatchKind.LeftmostLongest) if keys else None
        self.occurrences = lru_cache(_REMEMBERED)(self._occurrences)

    def _occurrences(self, source: str) -> tuple[Occurrence, ...]:
        """Return the terms of a source text in order, none inside another."""
        if self._automaton is None:
            return ()
        text = comparable(source)
        places = None
        if _SPACE.search(text) and _HAN_GAP.search(text):
            kept = [at for at, _ in enumerate(text)]
            for gap in _HAN_GAP.finditer(text):
                kept[gap.start() : gap.end()] = [-1] * (gap.end() - gap.start())
            places = [at for at in kept if at >= 0]
            text = "".join(text[at] for at in places)
        found = []
        for key, start, end in self._automaton.find_matches_as_indexes(text):
            if self._owners[key] < 0 or _cuts_latin(text, start, end) or _is_another(text, start, end):
                continue
            if _cuts_word(text, end):
                continue
            span = Span(start, end) if places is None else Span(places[start], places[end - 1] + 1)
            found.append(Occurrence(self._owners[key], span))
        return tuple(found)


def _is_another(text: str, start: int, end: int) -> bool:
    """Return whether a title is a deputy's, 总裁 in 副总裁, or a law still a bill: 条例 in 条例草案."""
    is_deputy = start > 0 and text[start - 1] == "副" and text[end - 1] in _TITLE_ENDS
    return is_deputy or (text.startswith("草案", end) and not text.startswith("草案", end - 2))


def _cuts_word(text: str, end: int) -> bool:
    """Return whether a match ends with the first half of a word: 水利部 in 水利部门, but not in 水利部门口.

    There the second half begins a word of its own.
    """
    return text[end - 1 : end + 1] in _WORDS and not is_glossed(text[end : end + 2])


def _cuts_latin(text: str, start: int, end: int) -> bool:
    """Return whether a match begins or ends inside a Latin word or a number."""
    before = start > 0 and _LATIN.match(text[start]) and _LATIN.match(text[start - 1])
    after = end < len(text) and _LATIN.match(text[end]) and _LATIN.match(text[end - 1])
    return bool(before or after)
