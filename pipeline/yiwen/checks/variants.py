"""One person or place in several spellings: "Li Jianguo" and "Li Jian-guo", "Chen Maobo" and "Chan Mo-po" for 陈茂波.

With the Chinese in view a name is what the characters say, however it is spelled. Without it two spellings are one name
where they have the same letters, or where two full names differ in a sound that transliterators mix up.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from yiwen.checks import pinyin
from yiwen.checks.names import PLACE_HEADS, times
from yiwen.checks.persons import BESIDE, WORD, mentions, persons, simplified
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import letters
from yiwen.text.surnames import Surname, pinyin_surnames
from yiwen.types import Fix, Segment, Severity, Span

_SUREST, _LIKELY = 0.8, 0.6
_SYLLABLE = 6  # letters, at most
_MARKED = re.compile(r"['’](?=[aeoA][a-z])")  # Bao'an; no English word is written so
_BEFORE_MARK, _AFTER_MARK = re.compile(r"[A-Z][a-z]*$"), re.compile(r"['’][A-Za-z][a-z]*(?!\w)")


@dataclass(frozen=True, slots=True)
class Use:
    """A name where it stands: the number of its segment, its place there, and in the Chinese beside it.

    `wrong` tells that the surname is not that of the Chinese.
    """

    segment: int
    span: Span
    place: Span | None = None
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Variation:
    """A name in several spellings, the commonest first, each with its uses; `chinese` is "" where it is not in view."""

    chinese: str
    forms: tuple[tuple[str, tuple[Use, ...]], ...]

    @property
    def differs_in_writing(self) -> bool:
        """Whether all spellings have the same letters: spaces, hyphens and order apart."""
        return len({"".join(sorted(letters(form))) for form, _ in self.forms}) == 1

    @property
    def uses(self) -> tuple[Use, ...]:
        """The uses of all spellings."""
        return tuple(use for _, uses in self.forms for use in uses)

    @property
    def shown(self) -> Use:
        """The use to change first: one with a wrong surname, or the first of the second spelling."""
        last = self.forms[-1][1][0]
        return last if last.wrong else self.forms[1][1][0]

    def told(self, where: Callable[[Sequence[Use]], str]) -> str:
        """Return what is wrong in a sentence; `where` tells the places of a spelling."""
        forms = [f"'{form}' ({where(uses)})" for form, uses in self.forms]
        return f"{self.chinese or 'what looks like one name'} is {' and '.join(forms)}; keep to one"


def spot_variants(reading: Reading) -> Iterator[Spotted]:
    """Yield the rarer spellings of a person or place.

    A wrong surname, and a given name that is not read so, are told by checks of their own.
    """
    for variation in variations(reading):
        first = variation.forms[0][0]
        forms = tuple(
            (form, uses)
            for form, uses in variation.forms
            if not uses[0].wrong and not (variation.chinese and _is_misread(form, first))
        )
        if len(forms) < 2:
            continue
        spelled = Variation(variation.chinese, forms)
        message = spelled.told(lambda uses: _counted(uses, reading))
        sure = spelled.differs_in_writing
        for _, uses in forms[1:]:
            for use in uses:
                suggestion, fix = (forms[0][0], Fix.REVIEW) if sure else (None, Fix.NEVER)
                certain = sure or bool(spelled.chinese)
                confidence, severity = (_SUREST, None) if certain else (_LIKELY, Severity.NOTE)
                yield Spotted(use.segment, use.span, message, suggestion, fix, confidence, severity, use.place)


def _counted(uses: Sequence[Use], reading: Reading) -> str:
    first = reading.segments[uses[0].segment].id
    return f"{times(len(uses))}, {'first ' if len(uses) > 1 else ''}in segment {first}"


def _is_misread(form: str, right: str) -> bool:
    """Return whether a word of a name is another's word with one sound mistaken, or one syllable of two."""
    pairs = [(letters(one), letters(other)) for one, other in zip(form.split(), right.split(), strict=False)]
    return any(pinyin.are_confusable(*pair) or _differ_in_one(*map(pinyin.split, pair)) for pair in pairs)


def _differ_in_one(one: Sequence[str], other: Sequence[str]) -> bool:
    return len(one) == len(other) == 2 and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def variations(reading: Reading) -> Iterator[Variation]:
    """Yield the names that stand in several spellings."""
    of_chinese = tuple(_of_chinese(reading.segments)) if reading.has_source else ()
    yield from of_chinese
    told = [{form for form, _ in variation.forms} for variation in of_chinese]
    for variation in _of_english(reading):
        if not any(forms.issuperset(form for form, _ in variation.forms) for forms in told):
            yield variation


class _Spellings:
    """What names were seen, by what makes them one name; a spelling is the same in capitals and with curly marks."""

    def __init__(self) -> None:
        self._uses: defaultdict[str, defaultdict[str, list[Use]]] = defaultdict(lambda: defaultdict(list))
        self._shown: dict[str, str] = {}

    def add(self, name: str, text: str, use: Use) -> None:
        """Add a use of a name, written so."""
        text = text.replace("’", "'").replace("\u00a0", " ")
        self._shown.setdefault(text.casefold(), text)
        self._uses[name][text.casefold()].append(use)

    def variations(self, chinese: Callable[[str], str]) -> Iterator[Variation]:
        """Yield the names with more than one spelling: the commonest first, then the plainest."""
        for name, forms in self._uses.items():
            if len(forms) > 1:
                ranked = sorted(forms.items(), key=lambda item: (item[1][0].wrong, -len(item[1]), len(item[0].split())))
                yield Variation(chinese(name), tuple((self._shown[form], tuple(uses)) for form, uses in ranked))


def _of_chinese(segments: Sequence[Segment]) -> Iterator[Variation]:
    """Yield the persons that the Chinese names by one name and the English by several."""
    spellings = _Spellings()
    surnames: dict[str, Surname] = {}
    for index, segment in enumerate(segments):
        for person in persons(segment.mt, segment.src) if segment.src else ():
            name = person.place.of(simplified(segment.src or ""))
            surnames[name] = person.surname
            use = Use(index, person.mention.span, person.place, not person.right)
            spellings.add(name, person.mention.span.of(segment.mt), use)
    longer = [name for name, surname in surnames.items() if len(name) - len(surname.chinese) > 1]
    if longer:
        pattern = re.compile("|".join(map(re.escape, sorted(longer, key=len, reverse=True))))
        for index, segment in enumerate(segments):
            for name, span, place in _in_other_spelling(segment, pattern, surnames) if segment.src else ():
                spellings.add(name, span.of(segment.mt), Use(index, span, place))
    yield from spellings.variations(lambda name: name)


def _in_other_spelling(
    segment: Segment, pattern: re.Pattern[str], surnames: dict[str, Surname]
) -> Iterator[tuple[str, Span, Span]]:
    """Yield the persons whose surname stands in the English with a given name that is not read from the Chinese.

    The characters are those of a person found elsewhere; of two with one surname neither is told. A given name of one
    character may be the beginning of another, so it tells nothing.
    """
    src = segment.src or ""
    chinese = simplified(src)
    if not pattern.search(chinese):
        return
    known = persons(segment.mt, src)
    named = {one.place.of(chinese) for one in known}
    missing = {match[0]: Span(*match.span()) for match in pattern.finditer(chinese) if match[0] not in named}
    taken = [one.mention.span for one in known]
    for name, place in missing.items():
        rivals = [other for other in missing if surnames[other] == surnames[name]]
        found = [span for span in _behind(segment.mt, surnames[name]) if not any(map(span.overlaps, taken))]
        if len(rivals) == 1 and len({span.of(segment.mt) for span in found}) == 1:
            yield from ((name, span, place) for span in found)


def _behind(text: str, surname: Surname) -> Iterator[Span]:
    """Yield the names that begin with a spelling of a surname: Chan Mo-po, Chan Mo Po."""
    words = list(WORD.finditer(text))
    joined = [text[a.end() : b.start()] in BESIDE for a, b in pairwise(words)] + [False]
    for at, word in enumerate(words[:-1]):
        if joined[at] and letters(word[0]) in surname.spellings and words[at + 1][0] not in PLACE_HEADS:
            two = joined[at + 1] and all(
                len(one[0]) <= _SYLLABLE and "-" not in one[0] for one in words[at + 1 : at + 3]
            )
            yield Span(word.start(), words[at + 2 if two else at + 1].end())


def _of_english(reading: Reading) -> Iterator[Variation]:
    """Yield the full names and the places that are spelled in several ways, from the English alone."""
    wanted = _wanted(reading)
    if not wanted:
        return
    spellings = _Spellings()
    for index, segment in enumerate(reading.segments):
        for name, span in (*_people(segment.mt, wanted), *_places(segment.mt, wanted)):
            spellings.add(name, span.of(segment.mt), Use(index, span))
    yield from spellings.variations(lambda _: "")


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What is worth looking for: full names by surname and given name, and what finds places; each with one name."""

    people: Mapping[tuple[str, str], str]
    places: Mapping[str, str]
    place: re.Pattern[str] | None

    def __bool__(self) -> bool:
        return bool(self.people or self.places)


def _wanted(reading: Reading) -> _Wanted:
    """Return the names that may stand in another spelling too, as the pairs of capitalised words tell."""
    pairs = reading.pairs
    lower = {(one.lower(), two.lower()) for one, two in pairs}
    full = {(s, g) for s, g in lower if s in pinyin_surnames() and pinyin.is_name(g)}
    people = {name: " ".join(name) for name in full if _is_elsewhere(*name, lower)}
    if not reading.has_source:
        people |= {name: " ".join(min(name, other)) for name in full for other in full if _sound_alike(name, other)}
    places = {**_split_places(pairs), **_marked_places(reading.text)}
    found = "|".join(re.escape(place) for place in sorted(places, key=len, reverse=True))
    return _Wanted(people, places, re.compile(rf"(?<![\w-])(?:{found})(?![\w-])") if places else None)


def _split_places(pairs: Set[tuple[str, str]]) -> Mapping[str, str]:
    """Return the places that stand in one word and in two before the same head, each form with the one name."""
    places: dict[str, str] = {}
    for one, head in pairs:
        if head in PLACE_HEADS and pinyin.is_name(one):
            halves = [(one[:at], one[at:].capitalize()) for at in range(1, len(one))]
            split = [" ".join(half) for half in halves if half in pairs and (half[1], head) in pairs]
            places |= {f"{form} {head}": f"{one} {head}" for form in (one, *split) if split}
    return places


def _marked_places(text: str) -> Mapping[str, str]:
    """Return the words with an apostrophe between two syllables, and the same words without: Bao'an, Baoan."""
    places: dict[str, str] = {}
    for mark in _MARKED.finditer(text):
        before = _BEFORE_MARK.search(text, max(0, mark.start() - _SYLLABLE), mark.start())
        after = _AFTER_MARK.match(text, mark.start())
        if before and after:
            plain = before[0] + after[0][1:].lower()
            if pinyin.split(before[0].lower()) and pinyin.split(after[0][1:].lower()) and plain in text:
                places |= {before[0] + after[0]: plain, plain: plain}
    return places


def _is_elsewhere(surname: str, given: str, pairs: Set[tuple[str, str]]) -> bool:
    """Return whether a full name may stand turned round, or with its given name in two words or with a hyphen."""
    return (given, surname) in pairs or any((surname, given[:at]) in pairs for at in range(1, len(given)))


def _sound_alike(name: tuple[str, str], other: tuple[str, str]) -> bool:
    return name[0] == other[0] and pinyin.are_confusable(name[1], other[1])


def _people(text: str, wanted: _Wanted) -> Iterator[tuple[str, Span]]:
    """Yield the full names that are wanted; a road or a village named like a person is none."""
    end = 0
    for mention in mentions(text) if wanted.people else ():
        name = wanted.people.get((mention.spelled, mention.given_name))
        following = WORD.match(text, mention.span.end + 1)
        if name and mention.span.start >= end and not (following and following[0] in PLACE_HEADS):
            end = mention.span.end
            yield name, mention.span


def _places(text: str, wanted: _Wanted) -> Iterator[tuple[str, Span]]:
    """Yield the names of places that are wanted, without their heads; the first word of another name is none."""
    for match in wanted.place.finditer(text) if wanted.place else ():
        name = match[0].rpartition(" ")[0] or match[0]
        following = WORD.match(text, match.end() + 1)
        if name != match[0] or not (following and following[0] not in PLACE_HEADS and text[match.end()] in BESIDE):
            yield wanted.places[match[0]], Span(match.start(), match.start() + len(name))
