"""Whether one of many words stands in a text. Conditions ask it often, and mostly the answer is no.

So an automaton looks for the letters of all the words at once; only where it finds some are the words looked for.
"""

import re
from functools import cache, cached_property
from re import _parser as parser  # type: ignore[attr-defined]  # the parser of `re` has no public name

from ahocorasick_rs import AhoCorasick

from yiwen.glossary.anchors import AnchorFinder

_TOKEN = re.compile(r"\w+")
_SIMPLE = re.compile(
    r"([a-z]+(?: [a-z]+)*[a-z])(?:[a-z]\?|\*)?"
)  # a phrase, with an s that may be missing, or open at its end


class Words:
    """A folded text, and the set of its words, made when first asked for."""

    def __init__(self, folded: str) -> None:
        self.folded = folded

    @cached_property
    def tokens(self) -> frozenset[str]:
        """The words of the text."""
        return frozenset(_TOKEN.findall(self.folded))


class WordList:
    """Words, phrases and small patterns, whole words each; `pupil*` is any word that begins so. Texts come folded."""

    def __init__(self, words: tuple[str, ...]) -> None:
        self._words = [part for word in words for part in _alternatives(word)]
        self._plain = frozenset(word for word in self._words if word.isalnum())
        self._plain_first = sorted(self._plain)
        self._patterns = [word for word in self._words if word not in self._plain]

    @cached_property
    def _others(self) -> re.Pattern[str] | None:
        return _pattern(self._patterns) if self._patterns else None

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return _pattern(self._words)

    @cached_property
    def _last(self) -> re.Pattern[str]:
        return re.compile(self._all.pattern + r"[ \"']*\Z")

    @cached_property
    def _letters(self) -> AhoCorasick:
        """Finds the plain words, then the letters that a text needs to hold one of the others."""
        return AhoCorasick([*self._plain_first, *sorted(self._needed.difference(self._plain))])

    @cached_property
    def _needed(self) -> frozenset[str]:
        """The letters of which some stand wherever a word that is a pattern does; empty where one needs none."""
        needed = [_needed_by(word) for word in self._patterns]
        letters = frozenset(string.strip() for strings in needed for string in strings)
        return letters if all(needed) and "" not in letters else frozenset()

    def may_stand_in(self, folded: str) -> bool:
        """Return whether the text holds the letters of one of the words, if not as a word."""
        if self._patterns and ("  " in folded or not self._needed):
            return True  # letters are looked for with single spaces
        return bool(self._letters.find_matches_as_indexes(folded))

    def stands_in(self, text: "Words") -> bool:
        """Return whether one of the words stands in the text."""
        folded = text.folded
        doubtful = bool(self._patterns) and ("  " in folded or not self._needed)
        for word, start, end in self._letters.find_matches_as_indexes(folded, overlapping=True):
            if word < len(self._plain_first) and _is_whole(folded, start, end):
                return True
            doubtful = doubtful or word >= len(self._plain_first) or self._plain_first[word] in self._needed
        return doubtful and self._others is not None and self._others.search(folded) is not None

    def count_in(self, text: "Words") -> int:
        """Return how often the words stand in the text."""
        if not self.stands_in(text):
            return 0
        count = sum(token in self._plain for token in _TOKEN.findall(text.folded))
        return count + (sum(1 for _ in self._others.finditer(text.folded)) if self._others else 0)

    def ends(self, text: str) -> bool:
        """Return whether the text ends with one of the words, quotes and spaces aside."""
        return self.may_stand_in(text) and self._last.search(text) is not None

    def begins(self, text: str) -> bool:
        """Return whether the text begins with one of the words."""
        return self._all.match(text) is not None


def _needed_by(word: str) -> frozenset[str]:
    """Return strings one of which stands wherever a word that is a pattern does; none where it needs none."""
    simple = _SIMPLE.fullmatch(word)
    return frozenset({simple[1]}) if simple else AnchorFinder().find(parser.parse(open_ended(word))).strings


def _is_whole(text: str, start: int, end: int) -> bool:
    """Return whether no letter, digit or underscore stands beside a place."""
    beside = text[start - 1 : start] + text[end : end + 1]  # at the start the first part is empty
    return not any(mark.isalnum() or mark == "_" for mark in beside)


@cache
def word_list(words: tuple[str, ...]) -> WordList:
    """Return the list of these words; a word may be a list of its own, as `{china}` is filled in."""
    return WordList(words)


def _pattern(alternatives: list[str]) -> re.Pattern[str]:
    joined = "|".join(re.sub(" +", "(?: +)", open_ended(word)) for word in alternatives)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)")


def open_ended(word: str) -> str:
    """Return the pattern with each `pupil*` as any word that begins so."""
    return re.sub(r"(?<=[\w\])])\*(?= |$)", r"\\w{0,30}", word)


def _alternatives(pattern: str) -> list[str]:
    """Return the alternatives of a pattern, those of a filled-in list too; bars inside other groups are left."""
    inner = _whole_group(pattern)
    if inner is not None:
        return _alternatives(inner)
    parts, depth = [""], 0
    for piece in re.findall(r"\\.|\[(?:\\.|[^\]\\])*\]|.", pattern):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and depth == 0:
            parts.append("")
        else:
            parts[-1] += piece
    return [found for part in parts for found in (_alternatives(part) if len(parts) > 1 else [part])]


def _whole_group(pattern: str) -> str | None:
    """Return what stands in a group that is the whole pattern."""
    if not pattern.startswith("(?:") or not pattern.endswith(")"):
        return None
    depth = 0
    for index, piece in enumerate(pattern):
        depth += (piece == "(") - (piece == ")")
        if depth == 0:
            return pattern[3:-1] if index == len(pattern) - 1 else None
    return None
