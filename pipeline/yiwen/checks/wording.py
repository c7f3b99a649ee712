"""What the words of a dictionary say of which Chinese goes with which English: a scorer for `text.align`.

A Chinese word speaks for the English in which one of its dictionary's renderings stands, the more the fewer texts have
it, and a little against each that has none.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from yiwen.glossary.lexicon import glosses, is_glossed
from yiwen.glossary.words import stem
from yiwen.text.lengths import expected_length, written_length
from yiwen.text.script import comparable

_WORD = re.compile(r"[a-z]+")
_KEPT = 0.5  # how often a word comes out as its dictionary has it
_LACKS = 0.5  # nats, against an English text without the word
_SIZES = (4, 3, 2)  # characters of the dictionary's words
_NOWHERE = 0.3  # ... where no other has it either: the dictionary may not know how it is said here
_LEAST, _MOST = -3.0, 6.0  # nats for a pair


def shared_words(source: Sequence[str], target: Sequence[str]) -> Mapping[tuple[int, int], float]:
    """Return how much their words speak for each pair, in nats."""
    places: dict[str, list[int]] = {}
    for at, text in enumerate(target):
        for word in _stems(text):
            places.setdefault(word, []).append(at)
    scores: dict[tuple[int, int], float] = {}
    for ours, text in enumerate(source):
        speaking = nowhere = 0
        gained = [0.0] * len(target)
        for word in _words(text):
            found = {at for gloss in glosses(word) for at in places.get(gloss, ())}
            nowhere += not found
            if found:
                speaking += 1
                weight = _LACKS + max(0.0, math.log(_KEPT * (len(target) + 1) / len(found)))
                for at in found:
                    gained[at] += weight
        against = _LACKS * speaking + _NOWHERE * nowhere
        whole = expected_length(text)
        for at, gain in enumerate(gained) if against else ():
            part = min(1.0, written_length(target[at]) / whole)
            scores[ours, at] = max(_LEAST, min(_MOST, gain - against * part))
    return scores


@lru_cache(maxsize=8192)
def _stems(english: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(english.lower())))


@lru_cache(maxsize=8192)
def _words(chinese: str) -> frozenset[str]:
    """Return the words of the dictionary that stand in a text, from left to right the longest."""
    chinese = comparable(chinese)
    words, at = set(), 0
    while at < len(chinese) - 1:
        word = next((chinese[at : at + size] for size in _SIZES if is_glossed(chinese[at : at + size])), "")
        if word:
            words.add(word)
        at += len(word) or 1
    return frozenset(words)
