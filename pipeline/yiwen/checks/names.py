"""One name in two spellings: "Baoshi Refrigeration" and "Baos Refrigeration", "Jiang Hai" for "Jianghai".

Only names written in pinyin count, and only differences that a transliterator makes: names of different people,
roads and firms are alike often enough.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from yiwen.checks import pinyin
from yiwen.checks.reading import PAIR, Reading
from yiwen.checks.spotted import Spotted
from yiwen.types import Fix, Span

_WORD = re.compile(r"[A-Z](?<!\w.)[a-z]+\b")  # a word's first letter is found faster than a word's beginning
PLACE_HEADS = frozenset(
    [
        "Road",
        "Street",
        "Avenue",
        "Lane",
        "Village",
        "Town",
        "Township",
        "County",
        "City",
        "District",
        "Bridge",
        "River",
        "Lake",
        "Mountain",
        "Mountains",
        "Island",
        "Province",
        "Station",
        "School",
        "University",
        "College",
        "Hospital",
        "Interchange",
        "Expressway",
        "Highway",
        "Railway",
        "Park",
        "Temple",
        "Bay",
        "Port",
        "Harbour",
        "Harbor",
        "Reservoir",
        "Prefecture",
        "Region",
        "Area",
        "Zone",
        "Community",
        "Primary",
        "Middle",
        "Subdistrict",
        "Canal",
        "Peninsula",
        "Formation",
        "Said",
        "And",
        "Of",
    ]
)
_PERSON_BEFORE = re.compile(
    r"(?:\b(?:Mr|Ms|Mrs|Dr|Prof)\.?|[Mm]ayor|[Ss]ecretary|[Gg]overnor|[Dd]irector|[Cc]hairman|[Cc]hairwoman|[Pp]resident"
    r"|[Mm]inister|[Rr]eporters?|[Mm]anager|[Pp]rofessor|[Dd]octor|[Cc]omrade|[Ll]eader|[Cc]aptain|[Ff]ounder|[Aa]ctor"
    r"|[Aa]ctress|[Ss]inger|[Dd]eputy|[Hh]ead|[Cc]ommander|[Cc]hief|[Jj]udge|[Oo]fficer|by|[Pp]hoto:?|[Tt]ext:?)\s$"
)
_PERSON_AFTER = re.compile(
    r"(?:,? (?:who|said|says|told|and his|and her|was born|pointed out|stressed|introduced)\b"
    r"|, (?:a|an|the|secretary|director|mayor|chairman|deputy|head|president|manager|vice|member|general)\b|[)（(])",
    re.IGNORECASE,
)
_ENOUGH = 3
_SAME_START = 2


class _Use(NamedTuple):
    """A capitalised word at a place, with the capitalised word after it."""

    segment: int
    start: int
    word: str
    following: str


def spot_spellings(reading: Reading) -> Iterator[Spotted]:
    """Yield the rarer or broken spelling of a firm or project whose name is spelled in two ways before one word."""
    wanted = _heads_of_several(reading)
    if not wanted:
        return
    by_head: defaultdict[str, defaultdict[str, list[_Use]]] = defaultdict(lambda: defaultdict(list))
    for use in _uses(reading):
        if use.following in wanted:
            by_head[use.following][use.word].append(use)
    for head, spellings in by_head.items():
        if len(spellings) > 1:
            yield from _spellings_before(head, spellings, reading)


def _heads_of_several(reading: Reading) -> frozenset[str]:
    """Return the words, no place's head and no pinyin, that stand after two or more words, one of them a name."""
    named = {head for word, head in reading.pairs if pinyin.is_name(word)} - PLACE_HEADS
    if not named:
        return frozenset()
    counts = Counter(head for _, head in reading.pairs)
    return frozenset(head for head in named if counts[head] > 1 and not pinyin.split(head.lower()))


def _uses(reading: Reading) -> Iterator[_Use]:
    for index, segment in enumerate(reading.segments):
        text = segment.mt
        for match in PAIR.finditer(text):
            start = match.start()
            if not start or not (text[start - 1].isalnum() or text[start - 1] == "-"):
                yield _Use(index, start, *match.groups())


def _spellings_before(head: str, spellings: dict[str, list[_Use]], reading: Reading) -> Iterator[Spotted]:
    names = [word for word in spellings if pinyin.is_name(word)]
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for word in spellings if names else ():
        alike[word[:_SAME_START]].append(word)
    for name in names:
        for other in alike[name[:_SAME_START]]:
            rarer = (len(spellings[other]), name) < (len(spellings[name]), other)
            if pinyin.is_broken_form(other, name) or (rarer and pinyin.are_confusable(name, other)):
                yield from _report(name, other, head, spellings, reading)


def _report(name: str, other: str, head: str, spellings: dict[str, list[_Use]], reading: Reading) -> Iterator[Spotted]:
    right, wrong = spellings[name], spellings[other]
    first = reading.segments[right[0].segment].id
    message = (
        f"'{other} {head}' ({times(len(wrong))}) and '{name} {head}' ({times(len(right))}, first in segment {first}) "
        "look like one name"
    )
    for use in wrong:
        yield Spotted(use.segment, Span(use.start, use.start + len(other)), message, name, Fix.REVIEW, 0.7)


def spot_split_names(reading: Reading) -> Iterator[Spotted]:
    """Yield a place name written as two words where the document mostly writes one; persons are left alone."""
    joined_by_pair = {
        (one, two): one + two.lower()
        for one, two in reading.pairs
        if pinyin.split(one.lower()) and pinyin.split(two.lower())
    }
    if not joined_by_pair:
        return
    counts = Counter(_WORD.findall(reading.text))
    wanted = {pair for pair, joined in joined_by_pair.items() if counts[joined] >= _ENOUGH}
    pairs: defaultdict[tuple[str, str], list[_Use]] = defaultdict(list)
    for use in _uses(reading) if wanted else ():
        if (use.word, use.following) in wanted:
            pairs[use.word, use.following].append(use)
    for (one, two), uses in pairs.items():
        joined = one + two.lower()
        if counts[joined] < max(_ENOUGH, 2 * len(uses)) or any(_is_person(use, two, reading) for use in uses):
            continue
        message = f"'{one} {two}' ({times(len(uses))}) is '{joined}' elsewhere ({times(counts[joined])})"
        for use in uses:
            span = Span(use.start, use.start + len(one) + 1 + len(two))
            yield Spotted(use.segment, span, message, joined, Fix.REVIEW, 0.8)


def _is_person(use: _Use, second: str, reading: Reading) -> bool:
    text = reading.segments[use.segment].mt
    end = use.start + len(use.word) + 1 + len(second)
    return bool(_PERSON_BEFORE.search(text, max(0, use.start - 14), use.start) or _PERSON_AFTER.match(text, end))


def times(count: int) -> str:
    """Return "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
