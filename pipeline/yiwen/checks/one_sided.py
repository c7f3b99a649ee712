"""Names that only one side has: 李建国 or 兰溪镇 without English, "Wang Haoran" of whom the Chinese knows nothing."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiwen.checks import pinyin
from yiwen.checks.names import PLACE_HEADS
from yiwen.checks.persons import WORD, Mention, is_unread, mentions, persons, simplified
from yiwen.checks.reading import PAIR, Reading
from yiwen.checks.sentence_pairs import place_after
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import letters, stands_for, stretches
from yiwen.types import Segment, Span

_HEAD = re.compile("[省市县区镇乡村路街州湖岛站]|大[桥道]|新[区村]")
_TRANSLATED = {
    "大": "great big grand large", "小": "small little lesser", "东": "east", "西": "west", "南": "south",
    "北": "north", "中": "central middle", "新": "new", "老": "old", "上": "upper", "下": "lower", "高": "high",
    "长": "long great", "黄": "yellow", "红": "red", "白": "white", "青": "green blue", "黑": "black", "金": "gold",
    "龙": "dragon", "湾": "bay", "湖": "lake", "江": "river", "河": "river", "海": "sea", "山": "mountain hill mount",
    "港": "harbo port", "桥": "bridge", "岛": "island", "城": "city town", "石": "stone rock", "沙": "sand",
    "谷": "valley", "滩": "beach",
}  # fmt: skip  # names of such characters may be put into words: 大湾区 is the Greater Bay Area, 西湖 West Lake


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the Chinese: how the English has it somewhere in the document, and the spellings that are it too."""

    english: str
    segment: str
    spellings: frozenset[str]


def spot_missing(reading: Reading) -> Iterator[Spotted]:
    """Yield where persons and places that the English names elsewhere are named by the Chinese alone.

    What more segments lack than have is rendered otherwise as a rule, as 大湾区 is, and goes by "Dawan" but once.
    """
    known = _known(reading.segments)
    if not known:
        return
    named: dict[str, int] = dict.fromkeys(known, 0)
    lacking: list[tuple[int, str, Span]] = []
    pattern = re.compile("|".join(map(re.escape, sorted(known, key=len, reverse=True))))
    for index, segment in enumerate(reading.segments):
        if segment.src and segment.mt.strip():
            places = {match[0]: Span(*match.span()) for match in pattern.finditer(simplified(segment.src))}
            for chinese, span in places.items():
                if _is_named(chinese, known[chinese], segment.mt):
                    named[chinese] += 1
                else:
                    lacking.append((index, chinese, span))
    often = Counter(chinese for _, chinese, _ in lacking)
    for index, chinese, span in lacking:
        if often[chinese] <= named[chinese]:
            yield _missing(index, reading.segments[index], known[chinese], span)


def _missing(index: int, segment: Segment, name: _Name, span: Span) -> Spotted:
    src = segment.src or ""
    here = f"the Chinese names {span.of(src)}; the English does not"
    message = f"{here} ('{name.english}' in segment {name.segment})"
    return Spotted(index, place_after(src, segment.mt, span), message, src_span=span)


def spot_added(reading: Reading) -> Iterator[Spotted]:
    """Yield full names in the English that no Chinese of the document knows, surname or given name."""
    for index, segment in enumerate(reading.segments):
        if segment.src and segment.src.strip():
            taken = [person.mention.span for person in persons(segment.mt, segment.src)]
            for mention in mentions(segment.mt):
                name = mention.span.of(segment.mt)
                if not any(map(mention.span.overlaps, taken)) and _is_strange(mention, name, segment.src, reading):
                    yield Spotted(index, mention.span, f"the Chinese names no {name}")


def _known(segments: Sequence[Segment]) -> Mapping[str, _Name]:
    """Return the names that both sides have somewhere, by their Chinese."""
    known: dict[str, _Name] = {}
    for segment in segments:
        if segment.src:
            for person in persons(segment.mt, segment.src):
                if person.right and person.characters > 1:
                    name = _Name(person.mention.span.of(segment.mt), segment.id, person.surname.spellings)
                    known.setdefault(person.place.of(simplified(segment.src)), name)
            for chinese, english in _places(segment.mt, segment.src):
                known.setdefault(chinese, _Name(english, segment.id, frozenset()))
    return known


def _places(mt: str, src: str) -> Iterator[tuple[str, str]]:
    """Yield the places of the Chinese, heads and all, that the English names in pinyin before a head of its own."""
    for name, head in PAIR.findall(mt):
        spelled = letters(name)
        if head in PLACE_HEADS and pinyin.is_name(spelled):
            chinese = simplified(src)
            for stretch in stretches(spelled, chinese):
                if found := _HEAD.match(chinese, stretch.end):
                    yield chinese[stretch.start : found.end()], name


def _is_named(chinese: str, name: _Name, text: str) -> bool:
    """Return whether the English has the name in any spelling, or a person's surname or given name alone."""
    if not name.spellings:
        return letters(name.english) in letters(text) or _is_translated(chinese, text)
    words = {letters(word) for word in WORD.findall(text)}
    read = any(pinyin.split(word) and stands_for(word, chinese) is not None for word in words)
    return read or not name.spellings.isdisjoint(words)


def _is_translated(chinese: str, text: str) -> bool:
    """Return whether the English has a word for each character of a place's name, its head perhaps apart."""
    words = re.findall("[a-z]+", text.lower())
    said = [any(word.startswith(tuple(_TRANSLATED.get(letter, "0").split())) for word in words) for letter in chinese]
    return len(chinese) > 2 and all(said[:-1])


def _is_strange(mention: Mention, name: str, src: str, reading: Reading) -> bool:
    """Return whether a full name in pinyin is of nobody in the Chinese of the whole document."""
    if mention.turned_round or len(mention.given) > 1 or not pinyin.is_name(mention.given_name) or name in src:
        return False
    if not is_unread(mention.spelled, simplified(src)):
        return False
    return not any(segment.src and stands_for(mention.given_name, segment.src) for segment in reading.segments)
