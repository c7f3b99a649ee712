"""One name in several renderings: "X Cluster" and "X Cluster District", a slogan or label in two orders."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from yiwen.checks import pinyin
from yiwen.checks.names import times
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.types import Severity, Span

_NAME = re.compile(r"([A-Z][a-z]+(?:['’][a-z]+)?(?:-[A-Z][a-z]+){0,3})[ \u00a0](?=[A-Z]|[cagptemd])")
_ZONE = "(?:[Zz]one|[Aa]rea|[Dd]istrict|[Rr]egion)"
_FIRM_END = r"(?= (?:Co|Company|Ltd|Inc|Group|Project|Appliances?|Equipment)\b|['’]s|[,.;)]| [a-z]|$)"
_HEADS: dict[str, str] = {  # the Chinese behind the head: what stands for it in English, usual rendering first
    "集聚区": rf"(?:[Cc]luster(?: {_ZONE})?|(?:[Aa]gglomeration|[Gg]athering|[Cc]oncentration)(?: {_ZONE})?)",
    "试验区": rf"(?:(?:[Cc]ooperation )?(?:[Ss]pecial )?(?:[Pp]ilot|[Ee]xperimental|[Tt]rial|[Tt]est) {_ZONE})",
    "示范区": rf"(?:(?:[Cc]ooperation )?(?:[Dd]emonstration|[Mm]odel|[Ee]xemplary|[Dd]emo) {_ZONE})",
    "新区": r"(?:New (?:Area|District|Zone|Region))",
    "自贸区": r"(?:(?:Pilot )?Free[ -]Trade (?:Zone|Area|District))",
    "保税区": r"(?:(?:Comprehensive )?Bonded (?:Zone|Area|District))",
    "开发区": r"(?:(?:Economic )?Development (?:Zone|Area|District))",
    "智能": rf"(?:Smart Home|Smart|Intelligent|Intelligence){_FIRM_END}",
    "科技": rf"(?:Technology|Technologies|Science (?:and|&) Technology|Sci-?Tech|Tech){_FIRM_END}",
    "电子": rf"(?:Electronics?|Electronic Technology){_FIRM_END}",
    "制冷": rf"(?:Refrigeration|Cooling|Refrigerating){_FIRM_END}",
    "新能源": rf"(?:New Energy|New Energies|Renewable Energy){_FIRM_END}",
}
_PAIRED_HEADS = {"通道": r"(?:Link|Corridor|Passage|Channel|Passageway)"}
_ANY = "|".join([f"(?P<h{i}>{pattern})" for i, pattern in enumerate([*_HEADS.values(), *_PAIRED_HEADS.values()])])
_HEAD = re.compile(rf"(?:{_ANY})(?![\w-])")
_ANSWERED = (*_HEADS, *_PAIRED_HEADS)
_ZONES = ("zone", "Zone", "area", "Area", "district", "District", "region", "Region")
_OF_ZONES = (
    "ilot", "xperimental", "rial", "est", "emonstration", "odel", "xemplary", "emo", "New", "Trade", "Bonded",
    "Development",
)  # fmt: skip
HEAD_WORDS = (  # one of these stands in every head
    "luster", "gglomeration", "athering", "oncentration", "Smart", "Intelligen", "Tech", "Electronic", "Refrigerati",
    "Cooling", "New Energ", "Renewable Energy", "Link", "Corridor", "Passage", "Channel",
    *(f"{kind} {zone}" for kind in _OF_ZONES for zone in _ZONES),
)  # fmt: skip
_DROPPED = re.compile(r"\b(?:cooperation|special|economic|comprehensive|pilot(?= free)) ")
QUOTES = ('"', "“", "”")
_QUOTED = re.compile(r"[“\"]([^“”\"\n]{8,90})[”\"]")
_DEFINED = re.compile(
    r"(?:hereinafter|hereafter|referred to as|called|known as)[^.“\"]{0,40}[“\"]([^“”\"\n]{3,60})[”\"]", re.IGNORECASE
)
_SMALL_WORDS = frozenset({"of", "and", "the", "a", "an", "in", "for", "to", "on", "with", "s"})
_CONTENT = re.compile(r"[A-Za-z]+")
_LABEL = re.compile(r"(?<![\w+.])\d+(?:\+\d+)+(?![\w+]|\.\d)")
_ENOUGH_WORDS = 3


@dataclass(frozen=True, slots=True)
class _Use:
    """A rendering of a name at a place."""

    segment: int
    span: Span
    text: str
    form: str


def spot_heads(reading: Reading) -> Iterator[Spotted]:
    """Yield names that carry several heads which render one Chinese word: all but the defined or commonest one."""
    wanted = _names_of_several(reading)
    if not wanted:
        return
    groups: defaultdict[tuple[str, str], list[_Use]] = defaultdict(list)
    for index, segment in enumerate(reading.segments):
        text = segment.mt
        for match in _NAME.finditer(text):
            if match[1] not in wanted or text[match.start() - 1 : match.start()].isalnum():
                continue
            if head := _HEAD.match(text, match.end()):
                span = Span(match.start(), head.end())
                groups[_key(match[1], head)].append(_Use(index, span, span.of(text), _form(span.of(text))))
    defined = _defined(reading) if groups else frozenset()
    for uses in groups.values():
        yield from _compare(uses, reading, defined)


def _names_of_several(reading: Reading) -> frozenset[str]:
    """Return the transliterated names that stand more than once."""
    counts = Counter(_NAME.findall(reading.text))
    return frozenset(name for name, count in counts.items() if count > 1 and _is_transliterated(name))


@lru_cache(maxsize=1 << 14)
def _is_transliterated(name: str) -> bool:
    return all(pinyin.is_name(re.sub("['’]", "", part)) for part in name.split("-"))


def _key(name: str, head: re.Match[str]) -> tuple[str, str]:
    """Return what uses of one name share: the name and the Chinese behind its head."""
    chinese = _ANSWERED[int(str(head.lastgroup)[1:])]
    if chinese in _PAIRED_HEADS and "-" not in name:
        return f"{name} {head.group()}", chinese  # one place may have both a link and a passage; two joined places, one
    return name, chinese


def _form(text: str) -> str:
    """Return what two renderings must share: words that a short form may drop are left out."""
    return _DROPPED.sub("", text.casefold().replace("\u00a0", " ").replace("’", "'"))


def _defined(reading: Reading) -> frozenset[str]:
    """Return the short names that the document itself lays down: (hereinafter referred to as the "X Cluster")."""
    found = (m[1] for s in reading.segments for m in _DEFINED.finditer(s.mt) if "“" in s.mt or '"' in s.mt)
    return frozenset(_form(name).removeprefix("the ").strip() for name in found)


def spot_slogans(reading: Reading) -> Iterator[Spotted]:
    """Yield quoted slogans of the same words in different orders."""
    groups: defaultdict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for index, segment in enumerate(reading.segments):
        quoted = list(_QUOTED.finditer(segment.mt))
        if len(quoted) == len(reading.segments) == 1:
            return
        for match in quoted:
            words = [word for word in _CONTENT.findall(match[1].lower()) if word not in _SMALL_WORDS]
            if len(words) >= _ENOUGH_WORDS:
                groups[tuple(sorted(words))].append(_Use(index, Span(*match.span(1)), match[1], " ".join(words)))
    for uses in groups.values():
        yield from _compare(uses, reading)


def spot_labels(reading: Reading) -> Iterator[Spotted]:
    """Yield labels such as "1+3+2" whose figures stand in another order elsewhere."""
    groups: defaultdict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for index, segment in enumerate(reading.segments):
        if "+" in segment.mt:
            for match in _LABEL.finditer(segment.mt):
                figures = tuple(sorted(match.group().split("+")))
                groups[figures].append(_Use(index, Span(*match.span()), match.group(), match.group()))
    for uses in groups.values():
        if len(uses[0].text.split("+")) >= _ENOUGH_WORDS:
            yield from _compare(uses, reading)


def _compare(uses: list[_Use], reading: Reading, defined: frozenset[str] = frozenset()) -> Iterator[Spotted]:
    """Yield the uses whose form is not the preferred one; where none clearly prevails, every use."""
    by_form: defaultdict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        by_form[use.form].append(use)
    if len(by_form) < 2:
        return
    preferred = next((form for form in by_form if form in defined), None) or _prevailing(by_form)
    ranked = sorted(by_form.values(), key=lambda same: (same[0].form != preferred, -len(same)))
    told = ", ".join(f"'{same[0].text}' ({times(len(same))})" for same in ranked)
    where = reading.segments[ranked[0][0].segment].id
    for same in ranked:
        if same[0].form == preferred:
            continue
        advice = f"; keep to the first, as in segment {where}" if preferred else "; choose one"
        severity = None if preferred or same is not ranked[0] else Severity.NOTE
        for use in same:
            yield Spotted(use.segment, use.span, f"one name in several renderings: {told}{advice}", severity=severity)


def _prevailing(by_form: dict[str, list[_Use]]) -> str | None:
    """Return the form used at least three times and twice as often as any other, or None."""
    first, second = sorted(by_form, key=lambda form: -len(by_form[form]))[:2]
    often = len(by_form[first])
    return first if often >= _ENOUGH_WORDS and often >= 2 * len(by_form[second]) else None
