"""Persons' surnames held against the Chinese: "Zhang Jianguo" where the Chinese has 李建国, "Mayor Zhang" for 李市长.

Any spelling of the surname is right: pinyin, Wade-Giles, those of Hong Kong, Taiwan and Southeast Asia. Who is meant is
for a person to say: nothing is changed, not even with `--unsafe`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from yiwen.checks.persons import WORD, Person, is_unread, mentions, persons, simplified
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.text.romanize import letters, stands_for, stretches
from yiwen.text.surnames import Surname, double_surname, double_surnames, posts, surnames_before
from yiwen.types import Fix, Segment, Span

_TITLED = re.compile(
    r"\b(?:Mr\.?|Ms\.?|Mrs\.?|Miss|Dr\.?|Prof\.?|[Mm]ayor|[Ss]ecretary|[Gg]overnor|[Dd]irector|[Cc]hair(?:man|woman)|"
    r"[Pp]resident|[Mm]inister|[Mm]anager|[Pp]rofessor|[Dd]octor|[Cc]omrade|[Cc]aptain|[Dd]ean|[Pp]rincipal|[Ll]awyer|"
    r"[Jj]udge|[Gg]eneral)[ \u00a0](?P<name>[A-Z][a-zü]+)\b(?![ \u00a0-][A-Z])"
)
_IN_TITLES = (  # one of these stands in every title; to look for them is faster
    "Mr", "Ms", "Miss", "Dr", "Prof", "ayor", "ecretary", "overnor", "irector", "hairman", "hairwoman", "resident",
    "inister", "anager", "rofessor", "octor", "omrade", "aptain", "dean", "Dean", "rincipal", "awyer", "udge", "eneral",
)  # fmt: skip
_BEFORE_NAME = re.compile(r"(?:^|[^\u3400-\u9fff]|[的和与跟及向对由请让给是在])$")
_SUREST, _LIKELY = 0.85, 0.7


def spot_surnames(reading: Reading) -> Iterator[Spotted]:
    """Yield surnames that are not those of the Chinese beside them."""
    for index, segment in enumerate(reading.segments):
        if segment.src and any(map(str.isupper, segment.mt)):
            for person in persons(segment.mt, segment.src):
                if not person.right:
                    yield _full_name(index, segment, person)
            yield from _torn(index, segment)
            if any(map(segment.mt.__contains__, _IN_TITLES)):
                yield from _titled(index, segment, [Span(*one.span("name")) for one in _TITLED.finditer(segment.mt)])


def _full_name(index: int, segment: Segment, person: Person) -> Spotted:
    read = f"{person.surname.reading} {person.mention.given_name.capitalize()}"
    message = f"{person.place.of(segment.src or '')} is read {read}"
    return _spotted(index, segment, person.mention.surname, person.surname, message, person.place, _SUREST)


def _torn(index: int, segment: Segment) -> Iterator[Spotted]:
    """Yield names whose surname of two characters was torn apart: "Ou Yangzhiyuan" for 欧阳志远."""
    src = segment.src or ""
    named = mentions(segment.mt)
    if not named or not double_surnames().search(simplified(src)):
        return
    for mention in named:
        whole = mention.spelled + mention.given_name
        for place in stretches(whole, simplified(src)) if mention.is_pinyin and not mention.turned_round else ():
            surname = double_surname(simplified(src), place.start)
            given = simplified(src)[place.start + 2 : place.end]
            if surname and len(given) in (1, 2) and stands_for(mention.spelled, surname.chinese[:1]) == Span(0, 1):
                right = f"{surname.reading} {_ending_read(whole, given).capitalize()}"
                message = f"{surname.chinese} is one surname: {place.of(src)} is read {right}"
                yield Spotted(index, mention.span, message, right, Fix.NEVER, _LIKELY, src_span=place)
                break


def _ending_read(name: str, chinese: str) -> str:
    """Return the end of a name that is read as the Chinese."""
    whole = Span(0, len(chinese))
    return next((name[at:] for at in range(len(name)) if stands_for(name[at:], chinese) == whole), "")


def _titled(index: int, segment: Segment, named: Sequence[Span]) -> Iterator[Spotted]:
    """Yield the surname behind a title for which the Chinese has none, where one of the Chinese has no English."""
    chinese = simplified(segment.src or "") if named else ""
    wrong = {span: name for span in named if is_unread(name := letters(span.of(segment.mt)), chinese)}
    if len(set(wrong.values())) != 1:
        return
    written = {letters(word) for word in WORD.findall(segment.mt)}
    lost = {surname: place for surname, place in _addressed(chinese) if not surname.spellings & written}
    if len(lost) == 1:
        ((surname, place),) = lost.items()
        message = f"{place.of(segment.src or '')} names a {surname.reading}"
        for span in wrong:
            yield _spotted(index, segment, span, surname, message, place, _LIKELY)


def _addressed(chinese: str) -> Iterator[tuple[Surname, Span]]:
    """Yield the surnames that stand alone before a post or form of address, with the place of both."""
    for post in _post_pattern().finditer(chinese):
        surname = next(surnames_before(chinese, post.start()), None)
        if surname is not None and not surname.is_word:
            start = post.start() - len(surname.chinese)
            if _BEFORE_NAME.search(chinese[:start][-1:]):
                yield surname, Span(start, post.end())


@cache
def _post_pattern() -> re.Pattern[str]:
    return re.compile("|".join(posts()))


def _spotted(
    index: int, segment: Segment, span: Span, surname: Surname, message: str, place: Span, confidence: float
) -> Spotted:
    written = span.of(segment.mt)
    right = surname.reading.upper() if written.isupper() and len(written) > 1 else surname.reading
    return Spotted(index, span, message, right, Fix.NEVER, confidence, src_span=place)
