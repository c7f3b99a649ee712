"""What texts in two languages share on the page: figures, compared as values, and strings in Latin letters."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from math import log

from yiwen.text.evidence import Evidence
from yiwen.text.quantities.remembered import of_chinese, of_english
from yiwen.types import Quantity

_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.+-]*[A-Za-z0-9]")
_MARK = re.compile(r"#{1,6}(?= )|[-*•](?= )|[(（][A-Za-z0-9]{1,3}[)）]")  # of a heading or an item
_KEPT = 0.8  # how often an anchor of a source comes out in its translation
_HEAVIEST = 5.0
_MOST = 12.0
_MISSED = 0.7
_MOST_MISSED = 4
_TELLING = 2  # digits or letters
_AMONG = 20
_REMEMBERED = 8192  # texts: those of a document are compared again after each repair


def shared_anchors(source: Sequence[str], target: Sequence[str]) -> Evidence:
    """Return how much the figures and Latin strings that a pair shares speak for it, in nats, for pairs that share any.

    An anchor weighs the log of how much likelier it stands in a translation than in any text of the target; the
    surprise at each text's anchors, which is its burden, is given back on both sides.
    """
    ours, theirs = anchors_of_source(source), anchors_of_target(target, source)
    places: dict[str, list[int]] = {}
    for at, found in enumerate(theirs):
        for anchor in found:
            places.setdefault(anchor, []).append(at)
    scores: dict[tuple[int, int], float] = {}
    for at, found in enumerate(ours):
        for anchor in found:
            weight = anchor_weight(anchor, len(places.get(anchor, ())), len(target))
            weight += 2 * _MISSED if is_telling(anchor) else 0.0
            for place in places.get(anchor, ()) if weight > 0 else ():
                scores[at, place] = min(_MOST, scores.get((at, place), 0.0) + weight)
    return Evidence(scores, (_unshared(ours), _unshared(theirs)))


def _unshared(side: Iterable[frozenset[str]]) -> list[float]:
    """Return for each text of a side the surprise, in nats, at a translation that shares none of its anchors."""
    return [_MISSED * min(_MOST_MISSED, sum(map(is_telling, found))) for found in side]


def is_telling(anchor: str) -> bool:
    """Return whether an anchor is no small number or mark, which may stand anywhere."""
    return len(anchor.replace(".", "").strip("0")) >= _TELLING


def anchor_weight(anchor: str, places: int, texts: int) -> float:
    """Return what it says in nats that an anchor, which stands in so many of the target's texts, is shared.

    A short text is thought of as part of a longer one: a figure in one of its three sentences is still a rare one.
    """
    among = max(texts, _AMONG) if is_telling(anchor) else texts
    return min(_HEAVIEST, max(0.0, log(_KEPT * (among + 1) / places))) if places else 0.0


def anchors_of_source(texts: Iterable[str]) -> list[frozenset[str]]:
    """Return the anchors of each Chinese text."""
    return list(map(_of_source, texts))


def anchors_of_target(texts: Iterable[str], source: Iterable[str]) -> list[frozenset[str]]:
    """Return the anchors of each English text; of its Latin strings those that the source has too."""
    known = {word for text in source for word in _latin(text)}
    return [_of_target(text) | (known & _latin(text)) if known else _of_target(text) for text in texts]


@lru_cache(maxsize=_REMEMBERED)
def _of_source(text: str) -> frozenset[str]:
    return frozenset((*_values(of_chinese(text)), *_latin(text), *_marks(text)))


@lru_cache(maxsize=_REMEMBERED)
def _of_target(text: str) -> frozenset[str]:
    return frozenset((*_values(of_english(text)), *_marks(text)))


def _marks(text: str) -> list[str]:
    mark = _MARK.match(text)
    return [mark.group().replace("（", "(").replace("）", ")")] if mark else []


@lru_cache(maxsize=_REMEMBERED)
def _latin(text: str) -> frozenset[str]:
    return frozenset(map(str.lower, _LATIN.findall(text)))


def _values(quantities: Iterable[Quantity]) -> Iterator[str]:
    """Yield each figure's value in six digits; a date's year and day apart."""
    for quantity in quantities:
        if quantity.dimension == "date":
            year, day = divmod(int(quantity.value), 10_000)
            yield from (f"{part}" for part in (year, f"d{day}") if part)
            continue
        yield f"{quantity.value:.6g}"
        if quantity.high is not None:
            yield f"{quantity.high:.6g}"
