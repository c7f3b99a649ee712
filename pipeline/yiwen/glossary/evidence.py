"""What speaks for the words of a text standing for a term: likeness, relatives, the document, and rival claims."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from yiwen.glossary.associations import Claims, Relatives
from yiwen.glossary.recognize import Occurrence
from yiwen.glossary.terms import Rendering, Term
from yiwen.glossary.words import FUNCTION_WORDS, Words, likeness, stem

FAINT = 0.12  # evidence below this is none
_SPELLED = 0.8
_HERE = 0.35
_TRUST_HERE = 0.8


class Unit:
    """A text's words, ready for the terms of its source to be looked for."""

    def __init__(self, text: Words) -> None:
        self.text = text
        self.content = tuple(form not in FUNCTION_WORDS for form in text.forms)
        self.stem_at = tuple(stem(form) if full else "" for form, full in zip(text.forms, self.content, strict=True))
        self._alike: dict[str, dict[int, float]] = {}

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry meaning."""
        return frozenset(self.stem_at) - {""}

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
        if word not in self._alike:
            compared = ((at, likeness(self.text.forms[at], word)) for at in self.beginnings.get(word[:2], ()))
            self._alike[word] = {at: how for at, how in compared if how}
        return self._alike[word]

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
    """What speaks for each word of a unit (by position) standing for an occurrence: `total` is the most of all kinds.

    `related` is what the relatives say, `here` what the document says; `rivals` is what else of the source explains
    a stem.
    """

    unit: Unit
    term: Term
    occurrence: Occurrence
    relatives: Relatives
    rows: tuple[Row, ...]
    related: Mapping[int, float]
    here: Mapping[int, float]
    total: Mapping[int, float]
    rivals: Claims

    def rival(self, at: int) -> float:
        """Return how well Chinese outside the occurrence explains word `at`, 0 to 1."""
        span, most = self.occurrence.span, 0.0
        for claim in self.rivals[self.unit.stem_at[at]]:
            if claim.strength > most and (claim.end <= span.start or claim.start >= span.end):
                most = claim.strength
        return most


def weigh(
    unit: Unit,
    occurrence: Occurrence,
    term: Term,
    full: Mapping[str, Rendering],
    relatives: Relatives,
    here: Mapping[str, float],
    rivals: Claims,
) -> Evidence:
    """Return the evidence for an occurrence; `here` are the document's associations by stem."""
    rows = tuple(_row(unit, rendering, full.get(rendering.text, rendering)) for rendering in term.renderings)
    strengths = relatives.all
    related = {at: how for at, word in enumerate(unit.stem_at) if word and (how := strengths[word])}
    shown = {at: here[word] for at, word in enumerate(unit.stem_at) if word in here} if here else {}
    total = dict(related)
    for row in rows:
        _raise(total, row.best.items())
        _raise(total, ((at, _SPELLED) for letters in row.letters for at in range(*letters) if unit.content[at]))
    _raise(total, ((at, how * _TRUST_HERE) for at, how in shown.items() if how > _HERE))
    return Evidence(unit, term, occurrence, relatives, rows, related, shown, total, rivals)


def _row(unit: Unit, rendering: Rendering, read: Rendering) -> Row:
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
    """Yield the stretches that spell a rendering's letters, or are the letters of a rendering."""
    if rendering.is_short:
        letters = rendering.forms[0].rstrip("s")
        for at, form in enumerate(unit.text.forms):
            if letters and form[0] == letters[0] and unit.content[at]:
                end = _spells_from(unit, at, letters)
                if end > at + 1:
                    yield at, end
    elif len(rendering.content) > 1:
        letters = "".join(word[0] for word in rendering.content)
        for at in unit.beginnings.get(letters[:2], ()):
            if unit.text.forms[at].rstrip("s") == letters:
                yield at, at + 1


def _spells_from(unit: Unit, start: int, letters: str) -> int:
    """Return where the words from `start` have spelled all the letters, or `start` where they do not."""
    got, at, text = 0, start, unit.text
    while at < len(text) and got < len(letters) and (at == start or text.joined[at]):
        if unit.content[at]:
            if text.forms[at][0] != letters[got]:
                return start
            got += 1
        at += 1
    return at if got == len(letters) else start
