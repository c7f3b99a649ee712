"""Whether one of many words stands in a text. Conditions ask it often: plain words are looked up, not searched."""

import re
from functools import cache, cached_property

_TOKEN = re.compile(r"\w+")


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
        others = [word for word in self._words if word not in self._plain]
        self._others = _pattern(others) if others else None

    @cached_property
    def _all(self) -> re.Pattern[str]:
        return _pattern(self._words)

    def stands_in(self, text: "Words") -> bool:
        """Return whether one of the words stands in the text."""
        if not self._plain.isdisjoint(text.tokens):
            return True
        return self._others is not None and self._others.search(text.folded) is not None

    def count_in(self, text: "Words") -> int:
        """Return how often the words stand in the text."""
        if not self.stands_in(text):
            return 0
        count = sum(token in self._plain for token in _TOKEN.findall(text.folded))
        return count + (sum(1 for _ in self._others.finditer(text.folded)) if self._others else 0)

    def ends(self, text: str) -> bool:
        """Return whether the text ends with one of the words, quotes and spaces aside."""
        return any(match.end() == len(text.rstrip(" \"'")) for match in self._all.finditer(text))

    def begins(self, text: str) -> bool:
        """Return whether the text begins with one of the words."""
        return self._all.match(text) is not None


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
