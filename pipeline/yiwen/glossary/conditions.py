"""The named conditions of `when` and `unless`: each asks one question about the place where a pattern matched.

A condition sees the sentence, the paragraph and the document round the match; it never sees the pattern or the entry.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from yiwen.glossary.inflect import is_title_case
from yiwen.glossary.wordlist import Words, word_list
from yiwen.text.normalize import fold, normalize
from yiwen.text.quantities import agrees, parse
from yiwen.text.quantities.units import UNITS
from yiwen.text.segment import sentences
from yiwen.types import Quantity, Span

_OFTEN = 3
# The beginnings of how units of area are written; what is short is a word of its own.
_AREA_BEGINNINGS = {
    fold(spelling.split()[0]) for unit in UNITS if unit.dimension == "area" for spelling in (*unit.words, *unit.symbols)
}
_AREA_UNIT = re.compile(
    "|".join(
        re.escape(word) + ("(?![a-z])" if len(word) < 4 else "") for word in sorted(_AREA_BEGINNINGS, reverse=True)
    )
)


# What may stand before a sentence's first word: quotes and brackets, and the mark of a heading or of a list's item.
_LEAD_IN = re.compile(
    r"""[ "'(\[]*(?:(?:\#{1,6}|[-+*>•·●▪■◆◇○◦‣—]|[(（]?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{2,4})[.)）、])[ "'(\[]*)?""",
    re.VERBOSE,
)


@dataclass
class DocumentContext:
    """What the conditions may ask of a whole document; computed once, when first asked."""

    texts: tuple[str, ...]
    lists: dict[str, str] = field(default_factory=dict)
    answers: dict[tuple[str, ...], bool] = field(default_factory=dict)

    @cached_property
    def words(self) -> Words:
        """The document's text, folded and normalized."""
        return Words(fold(normalize("\n".join(self.texts))))

    def has(self, words: tuple[str, ...]) -> bool:
        """Return whether one of the words stands in the document."""
        if words not in self.answers:
            self.answers[words] = word_list(words).stands_in(self.words)
        return self.answers[words]

    @cached_property
    def names_china(self) -> bool:
        """Whether the document names China, its places, money or offices."""
        return self.has((self.lists["china"],))

    @cached_property
    def is_about_elsewhere(self) -> bool:
        """Whether the document names foreign places, three times or more, and China never."""
        return not self.names_china and word_list((self.lists["foreign-places"],)).count_in(self.words) >= _OFTEN


class Paragraph:
    """A scanned stretch of text without hard line breaks, with its copies of the same length."""

    def __init__(self, text: str, document: DocumentContext) -> None:
        self.text = text
        self.document = document
        self.plain = normalize(text)
        self.folded = fold(self.plain)

    @cached_property
    def words(self) -> Words:
        """The paragraph's text, folded."""
        return Words(self.folded)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences of the paragraph."""
        return sentences(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the paragraph."""
        return parse(self.text)

    @cached_property
    def is_title(self) -> bool:
        """Whether the paragraph is a headline in Title Case."""
        words = re.findall(r"[A-Za-z]{4,}", self.plain)
        upper = len([word for word in words if word < "a"])  # capitals come before small letters
        needed = len(words) if self.plain.rstrip(" \"')]").endswith(".") else 0.75 * len(words)
        return len(words) >= 2 and upper >= needed and len(self.sentences) == 1


class Place:
    """A match in its paragraph: what a condition looks at."""

    def __init__(self, paragraph: Paragraph, span: Span) -> None:
        self.paragraph = paragraph
        self.span = span

    @cached_property
    def sentence(self) -> Span:
        """The sentence that holds the match, or the stretch from its first to its last sentence."""
        holding = [s for s in self.paragraph.sentences if s.start < self.span.end and self.span.start < s.end]
        if not holding:
            return Span(0, len(self.paragraph.text))
        return Span(holding[0].start, max(holding[-1].end, self.span.end))

    @cached_property
    def around(self) -> Words:
        """The sentence, folded, with the match itself blanked."""
        text, sentence = self.paragraph.folded, self.sentence
        return Words(text[sentence.start : self.span.start] + " \n " + text[self.span.end : sentence.end])

    def starts_sentence(self) -> bool:
        """Return whether the match is the first thing of its sentence, quotes and brackets aside."""
        before = self.paragraph.plain[max(0, self.span.start - 12) : self.span.start].rstrip(" \"'([")
        if before and before[-1].isalnum():
            return False
        return _LEAD_IN.fullmatch(self.paragraph.plain, self.sentence.start, self.span.start) is not None


@dataclass(frozen=True, slots=True)
class Question:
    """What a condition asks, and whether it takes words."""

    ask: Callable[[Place, tuple[str, ...]], bool]
    takes_words: bool

    @property
    def why(self) -> str:
        """What it asks, from its docstring."""
        return (self.ask.__doc__ or "").split("\n", 1)[0]


CONDITIONS: dict[str, Question] = {}
# What a `when` asks of the topic needs no asking where the entry's own Chinese, of at least so many characters, stands
# in the source: any name tells which country the document is about, and a term of four is hardly ever another word.
GIVEN_BY_CHINESE = {
    **dict.fromkeys(("about-china", "document-has"), 2),
    **dict.fromkeys(("near", "paragraph-has"), 4),
    **dict.fromkeys(("school-context", "enterprise-context", "land-context", "office-context"), 4),
}
_Plain = Callable[[Place], bool]
_Worded = Callable[[Place, tuple[str, ...]], bool]


def _plain(name: str) -> Callable[[_Plain], _Plain]:
    def register(ask: _Plain) -> _Plain:
        def asked(place: Place, _words: tuple[str, ...]) -> bool:
            return ask(place)

        asked.__doc__ = ask.__doc__
        CONDITIONS[name] = Question(asked, takes_words=False)
        return ask

    return register


def _worded(name: str) -> Callable[[_Worded], _Worded]:
    def register(ask: _Worded) -> _Worded:
        CONDITIONS[name] = Question(ask, takes_words=True)
        return ask

    return register


@_worded("near")
def near(place: Place, words: tuple[str, ...]) -> bool:
    """One of the words stands in the same sentence."""
    wanted = word_list(words)
    return wanted.may_stand_in(place.paragraph.folded) and wanted.stands_in(place.around)


@_worded("paragraph-has")
def paragraph_has(place: Place, words: tuple[str, ...]) -> bool:
    """One of the words stands in the same paragraph."""
    return word_list(words).stands_in(place.paragraph.words)


@_worded("document-has")
def document_has(place: Place, words: tuple[str, ...]) -> bool:
    """One of the words stands somewhere in the document."""
    return place.paragraph.document.has(words)


@_worded("before")
def before(place: Place, words: tuple[str, ...]) -> bool:
    """One of the words stands directly before the match."""
    return word_list(words).ends(place.paragraph.folded[max(0, place.span.start - 60) : place.span.start])


@_worded("after")
def after(place: Place, words: tuple[str, ...]) -> bool:
    """One of the words stands directly after the match."""
    follows = place.paragraph.folded[place.span.end : place.span.end + 60].lstrip(" \"'-")
    return word_list(words).begins(follows)


@_plain("about-china")
def about_china(place: Place) -> bool:
    """The document names China, its places, its money or its offices."""
    return place.paragraph.document.names_china


@_plain("foreign-land")
def foreign_land(place: Place) -> bool:
    """The land is abroad: a foreign place in the sentence, or nothing but foreign places round it."""
    document = place.paragraph.document
    abroad, home = document.lists["foreign-places"], document.lists["china"]
    if paragraph_has(place, (abroad,)) and (near(place, (abroad,)) or not paragraph_has(place, (home,))):
        return True
    return document.is_about_elsewhere


def is_elsewhere(place: Place) -> bool:
    """Return whether the paragraph names a foreign place, in a document that never names China, its money, offices."""
    document = place.paragraph.document
    return not document.names_china and paragraph_has(place, (document.lists["foreign-places"],))


@_plain("metric-area-agrees")
def metric_area_agrees(place: Place) -> bool:
    """An area in another unit beside the match is the same area: the figure was really converted."""
    return _compares(place, same=True)


@_plain("metric-area-contradicts")
def metric_area_contradicts(place: Place) -> bool:
    """An area in brackets beside the match is another area: the unit's name is wrong."""
    return _compares(place, same=False) and not _compares(place, same=True)


def _compares(place: Place, *, same: bool) -> bool:
    """Return whether an area in another unit in the sentence is (or is not) the one that the match gives."""
    sentence, span = place.sentence, place.span
    if len(_AREA_UNIT.findall(place.paragraph.folded, sentence.start, sentence.end)) < 2:
        return False
    areas = [
        q
        for q in place.paragraph.quantities
        if q.dimension == "area" and sentence.start <= q.span.start and q.span.end <= sentence.end
    ]
    ours = [q for q in areas if q.span.overlaps(span)]
    others = [q for q in areas if not q.span.overlaps(span) and all(q.unit != our.unit for our in ours)]
    return any(agrees(our, other, 0.03) is same for our in ours for other in others)


@_plain("school-context")
def school_context(place: Place) -> bool:
    """The paragraph is about schools and pupils, not about universities and their degrees."""
    lists = place.paragraph.document.lists
    return paragraph_has(place, (lists["school-words"],)) and not near(place, (lists["university-words"],))


@_plain("enterprise-context")
def enterprise_context(place: Place) -> bool:
    """Enterprises stand in the sentence."""
    return near(place, (place.paragraph.document.lists["enterprise"],))


@_plain("land-context")
def land_context(place: Place) -> bool:
    """Land, parks, plots or building stand in the sentence."""
    return near(place, (place.paragraph.document.lists["land-words"],))


@_plain("office-context")
def office_context(place: Place) -> bool:
    """Government, Party, officials or their meetings stand in the sentence."""
    return near(place, (place.paragraph.document.lists["office-words"],))


@_plain("in-quotes")
def in_quotes(place: Place) -> bool:
    """The match stands inside quotation marks."""
    return _quoted(place) is not None


@_plain("quoted-title")
def quoted_title(place: Place) -> bool:
    """The match is part of a title in quotation marks: several words, each with a capital."""
    span = _quoted(place)
    return span is not None and is_title_case(span.of(place.paragraph.plain))


def _quoted(place: Place) -> Span | None:
    """Return the span between the quotation marks round the match, at most 160 characters long."""
    text = place.paragraph.plain
    opening = text.rfind('"', max(0, place.span.start - 120), place.span.start)
    closing = text.find('"', place.span.end, place.span.end + 120)
    if opening < 0 or closing < 0 or text.count('"', 0, opening) % 2:
        return None
    return Span(opening + 1, closing)


@_plain("in-name")
def in_name(place: Place) -> bool:
    """The match is part of a longer name: in capitals, with a capital beside it, in running text."""
    text, span = place.paragraph.plain, place.span
    if place.paragraph.is_title or not is_title_case("X " + span.of(text)):
        return False
    following = re.match(r"[ -][A-Z][a-z]", text[span.end : span.end + 3])
    preceding = re.search(r"[A-Z][a-z]+ $", text[max(0, span.start - 30) : span.start])
    return bool(following) or (bool(preceding) and place.sentence.start < span.start - len((preceding or [""])[0]))


@_plain("heading")
def heading(place: Place) -> bool:
    """The match stands in a headline in Title Case."""
    return place.paragraph.is_title


@_plain("clause-end")
def clause_end(place: Place) -> bool:
    """A clause ends after the match: punctuation, the end, or a joining word."""
    return (
        re.match(r"\s*(?:$|[.,;:!?)\]\"”]|(?:and|but|or|so|while)\b)", place.paragraph.plain[place.span.end :])
        is not None
    )


@_plain("sentence-start")
def sentence_start(place: Place) -> bool:
    """The match begins its sentence."""
    return place.starts_sentence()
