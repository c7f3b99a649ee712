"""What the words of a dictionary say of which Chinese goes with which English: a scorer for `text.align`.

A Chinese word speaks for the English in which one of its dictionary's renderings stands, the more the fewer texts have
it, and a little against a text's staying without.
"""

import math
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from yiwen.glossary.lexicon import glosses, is_glossed
from yiwen.glossary.words import stem
from yiwen.text.anchors import shared_anchors
from yiwen.text.evidence import MOST_AGAINST, Evidence, Scorer
from yiwen.text.lengths import english_length, expected_length, written_length
from yiwen.text.script import comparable

__all__ = ["SCORERS", "may_render", "shared_words", "words_at"]

_WORD = re.compile(r"[a-z]+")
_KEPT = 0.5  # how often a word comes out as its dictionary has it
_LACKS = 0.5  # nats, against an English text without the word
_SIZES = (4, 3, 2)  # characters of the dictionary's words
_NOWHERE = 0.3  # ... where no other has it either: the dictionary may not know how it is said here
_MOST = 6.0  # nats for a pair
_EVERYWHERE = 40  # texts


def shared_words(source: Sequence[str], target: Sequence[str]) -> Evidence:
    """Return how much their words speak for each pair and against the others, in nats.

    A word that stands in many texts tells little and is not asked, so that time and memory grow with the number of
    texts and not with that of the pairs.
    """
    places: dict[str, list[int]] = {}
    for at, text in enumerate(target):
        for word in _stems(text):
            places.setdefault(word, []).append(at)
    scores: dict[tuple[int, int], float] = {}
    against: list[float] = []
    for ours, text in enumerate(source):
        lacking, gained = _gains(text, places, len(target))
        whole = max(1.0, expected_length(text))
        for at, gain in gained.items():
            baseline = lacking * min(1.0, english_length(target[at]) / whole)
            score = max(-MOST_AGAINST, min(_MOST, gain - baseline))
            scores[ours, at] = score + min(MOST_AGAINST, baseline)  # the programme takes the baseline off every pair
        against.append(lacking)
    return Evidence(scores, against=against)


def _gains(chinese: str, places: Mapping[str, Sequence[int]], texts: int) -> tuple[float, dict[int, float]]:
    """Return what the words of a text say against any other, and what they say for those that have them."""
    lacking = 0.0
    gained: dict[int, float] = {}
    for word in _words(chinese):
        found = {at for gloss in glosses(word) for at in places.get(gloss, ())}
        if not found:
            lacking += _NOWHERE
        elif len(found) <= _EVERYWHERE:
            lacking += _LACKS
            weight = _LACKS + max(0.0, math.log(_KEPT * (texts + 1) / len(found)))
            for at in found:
                gained[at] = gained.get(at, 0.0) + weight
    return lacking, gained


def may_render(chinese: str, english: str) -> bool:
    """Return whether the words speak for the English being what the Chinese says, or part of it."""
    stems = _stems(english)
    found = [not stems.isdisjoint(glosses(word)) for word in _words(chinese)]
    against = sum(_LACKS if one else _NOWHERE for one in found)
    return any(found) and _LACKS * sum(found) >= against * min(1.0, written_length(english) / expected_length(chinese))


@lru_cache(maxsize=8192)
def _stems(english: str) -> frozenset[str]:
    return frozenset(map(stem, _WORD.findall(english.lower())))


@lru_cache(maxsize=8192)
def _words(chinese: str) -> frozenset[str]:
    """Return the words of the dictionary that stand in a text."""
    return words_at(comparable(chinese))


def words_at(chinese: str) -> frozenset[str]:
    """Return the words of the dictionary that stand in a `comparable` text, from left to right the longest."""
    words, at = set(), 0
    while at < len(chinese) - 1:
        for size in _SIZES:
            if is_glossed(chinese[at : at + size]):
                words.add(chinese[at : at + size])
                at += size
                break
        else:
            at += 1
    return frozenset(words)


SCORERS: tuple[Scorer, ...] = (shared_anchors, shared_words)  # all that tells which Chinese goes with which English
