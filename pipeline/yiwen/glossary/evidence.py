"""What speaks for the words of a text standing for a term: likeness, relatives, the document, and rival claims."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from yiwen.glossary.associations import Claims, Relatives
from yiwen.glossary.terms import Rendering, Term, is_initials
from yiwen.glossary.words import Words, likeness, stem_of_content
from yiwen.types import Span

FAINT = 0.12  # evidence below this is none
_SPELLED = 0.8
_LINKS = ("of", "and", "for", "on")
_BEHIND = 1  # characters of the source that may stand between a term and what is right behind it
_BEGINNING = 3  # letters of each word in one that is blended of two
_HERE = 0.35
_LEADING = 0.6  # what the document shows counts from this share of the best on
_TRUST_HERE = 0.8


class Unit:
    """A text's words, ready for the terms of its source to be looked for."""

    def __init__(self, text: Words) -> None:
        self.text = text
        self.stem_at = tuple(map(stem_of_content, text.forms))  # empty for a function word
        self.content = tuple(map(bool, self.stem_at))
        self._alike: dict[str, dict[int, float]] = {}

    @cached_property
    def letters(self) -> str:
        """The first letters of the words, in a row."""
        return "".join([form[0] for form in self.text.forms])

    @cached_property
    def line(self) -> str:
        """The words in the singular, a space before and behind each."""
        return f" {' '.join(self.text.singulars)} "

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """The positions of the words that carry meaning, by their stem."""
        found: dict[str, list[int]] = {}
        for at, word in enumerate(self.stem_at):
            if word:
                found.setdefault(word, []).append(at)
        return found

    @cached_property
    def capitals(self) -> tuple[str, ...]:
        """The words with two capitals or more, each once: what may be abbreviations."""
        text = self.text
        written = dict.fromkeys(map(text.text.__getitem__, map(slice, text.starts, text.ends)))
        capitals = (word for word in written if not word.islower() and not word[1:].islower())
        return tuple(word for word in capitals if sum(map(str.isupper, word)) >= 2)

    @cached_property
    def beginnings(self) -> dict[str, list[int]]:
        """The positions of the words that carry meaning, by their first two letters."""
        found: dict[str, list[int]] = {}
        for at, form in enumerate(self.text.forms):
            if self.content[at]:
                found.setdefault(form[:2], []).append(at)
        return found

    def alike(self, word: str) -> dict[int, float]:
        """Return the words of the text that are like a word: how much, by position."""
        found = self._alike.get(word)
        if found is None:
            forms = self.text.forms
            places = self.beginnings.get(word[:2], ())
            found = self._alike[word] = {at: how for at in places if (how := likeness(forms[at], word))}
        return found

    def is_name_begun(self, end: int) -> bool:
        """Return whether words in capitals that end before word `end` go on right behind: as a longer name."""
        goes_on = end < self.text.size and self.text.joined[end] and self.content[end]
        return goes_on and self.is_upper(end) and self.is_upper(end - 1)

    def is_name_linked(self, end: int) -> bool:
        """Return whether words in capitals that end before word `end` go on behind a small one: Bank of China."""
        text = self.text
        if end + 1 >= text.size or not (text.joined[end] and text.joined[end + 1]) or text.forms[end] not in _LINKS:
            return False
        return self.is_upper(end - 1) and self.is_upper(end + 1) and not self.is_upper(end)

    def is_upper(self, at: int) -> bool:
        """Return whether word `at` begins with a capital."""
        return self.text.text[self.text.starts[at]].isupper()


@dataclass(frozen=True, slots=True)
class Row:
    """A rendering beside a text.

    `read` is what is compared: the rendering, or the full form of an abbreviation. `matches` holds, for each of its
    words that carry meaning, how alike the words of the text are; `best` the most of these by position; `letters` are
    the stretches that the first letters of the one or the other spell.
    """

    rendering: Rendering
    read: Rendering
    matches: tuple[Mapping[int, float], ...]
    best: Mapping[int, float]
    letters: frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for each word of a unit (by position) standing for a term: `total` is the most of all kinds.

    `related` is what the relatives say, `here` what the document says; `rivals` is what else of the source explains
    a stem; `spans` is where the source has the term.
    """

    unit: Unit
    term: Term
    relatives: Relatives
    rows: tuple[Row, ...]
    related: Mapping[int, float]
    here: Mapping[int, float]
    total: Mapping[int, float]
    rivals: Claims
    spans: tuple[Span, ...]
    _rival: dict[tuple[int, int], float] = field(default_factory=dict)
    _said: dict[str, list[int]] = field(default_factory=dict)

    def rival(self, at: int, span: Span) -> float:
        """Return how well Chinese outside a span of the source explains word `at`, 0 to 1."""
        most = self._rival.get((at, span.start))
        if most is None:
            most = self._rival[at, span.start] = self.rivals.outside(self.unit.stem_at[at], span)
        return most

    def said_outside(self, word: str) -> list[int]:
        """Return how many characters away from the term the source says a stem, once for each place."""
        found = self._said.get(word)
        if found is None:
            away = [
                min([max(span.start - end, start - span.end) for span in self.spans])  # below 0: they overlap
                for _, start, end in self.rivals.places(word)
            ]
            found = self._said[word] = [how for how in away if how >= 0]
        return found

    def is_said_behind(self, word: str) -> bool:
        """Return whether the source says a stem right behind the term."""
        return any(0 <= claim.start - span.end <= _BEHIND for claim in self.rivals.places(word) for span in self.spans)

    def is_spoken_for(self, at: int) -> bool:
        """Return whether Chinese outside the term explains every place where the text has word `at`."""
        word = self.unit.stem_at[at]
        return len(self.unit.places.get(word, ())) <= len(self.said_outside(word))


def weigh(
    unit: Unit,
    term: Term,
    full: Mapping[str, Rendering],
    relatives: Relatives,
    here: Mapping[str, float],
    rivals: Claims,
    spans: tuple[Span, ...],
) -> Evidence:
    """Return the evidence for a term that the source has at `spans`; `here` are the document's associations by stem."""
    rows = tuple(row_of(unit, rendering, full.get(rendering.text, rendering)) for rendering in term.renderings)
    strengths, places = relatives.all, unit.places
    related = {at: strengths[word] for word in strengths.stems.intersection(places) for at in places[word]}
    least = _LEADING * max(here.values(), default=0.0)
    shown = {at: how for word, how in here.items() if how > least for at in places.get(word, ())}
    total = dict(related)
    for row in rows:
        _raise(total, row.best.items())
        for letters in row.letters:
            _raise(total, ((at, _SPELLED) for at in range(*letters) if unit.content[at]))
    if shown:
        _raise(total, ((at, how * _TRUST_HERE) for at, how in shown.items() if how > _HERE))
    return Evidence(unit, term, relatives, rows, related, shown, total, rivals, spans)


def row_of(unit: Unit, rendering: Rendering, read: Rendering) -> Row:
    """Return a rendering beside a text; `read` is its full form where it is an abbreviation."""
    matches = tuple(unit.alike(word) for word in read.content)
    best: dict[int, float] = {}
    for found in matches:
        _raise(best, found.items())
    return Row(rendering, read, matches, best, frozenset(_spelled(unit, rendering)))


def _raise(total: dict[int, float], found: Iterable[tuple[int, float]]) -> None:
    for at, how in found:
        if how > total.get(at, 0.0):
            total[at] = how


def _spelled(unit: Unit, rendering: Rendering) -> Iterator[tuple[int, int]]:
    """Yield the stretches that spell a rendering's letters, are the letters of a rendering, or are blended in it."""
    if rendering.is_short:
        letters = "".join(rendering.forms).rstrip("s")
        for at, letter in enumerate(unit.letters):
            if letter == letters[:1] and unit.content[at]:
                end = _spells_from(unit, at, rendering.forms)
                if end > at + 1:
                    yield at, end
    elif len(rendering.content) > 1:
        letters = "".join(word[0] for word in rendering.content)
        for at in unit.beginnings.get(letters[:2], ()):
            if unit.text.forms[at].rstrip("s") == letters:
                yield at, at + 1
    elif len(rendering.forms) == 1:
        yield from _blended(unit, rendering.forms[0])


def _blended(unit: Unit, word: str) -> Iterator[tuple[int, int]]:
    """Yield the two words whose beginnings make up a word: "financial technology" for "fintech"."""
    forms, joined = unit.text.forms, unit.text.joined
    for at in unit.beginnings.get(word[:2], ()) if len(word) >= 2 * _BEGINNING else ():
        if at + 1 < len(forms) and joined[at + 1] and unit.content[at + 1]:
            for cut in range(_BEGINNING, len(word) - _BEGINNING + 1):
                one, other = forms[at], forms[at + 1]
                if one.startswith(word[:cut]) and other.startswith(word[cut:]) and len(one) > cut:
                    yield at, at + 2
                    break


def _spells_from(unit: Unit, start: int, forms: Sequence[str]) -> int:
    """Return where the words from `start` have spelled an abbreviation, or `start` where they do not."""
    wanted, got, at, text = "".join(forms).rstrip("s"), "", start, unit.text
    while at < text.size and len(got) < len(wanted) and (at == start or text.joined[at]):
        if unit.content[at]:
            got += text.forms[at][0]
            if len(forms) == 1 and not wanted.startswith(got):
                return start
        at += 1
    return at if is_initials(got, forms) else start
