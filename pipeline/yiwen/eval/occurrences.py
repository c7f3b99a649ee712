"""Where terms stand: in the Chinese each place once and for the longest term; in the English every possible place."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from yiwen.glossary.entry import Entry
from yiwen.glossary.inflect import is_plural, pluralize
from yiwen.text.normalize import fold, normalize

_NO_TERM = -1


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a text where a term stands; `rendering` is which of the entry's (0 on the Chinese side)."""

    start: int
    end: int
    term: int
    rendering: int = 0


class TermIndex:
    """The entries of a glossary, ready to be looked up in texts. A term's number is its entry's place."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = tuple(entry for entry in entries if entry.zh and entry.en)
        self._source = _Lookup(_source_forms(self.entries))
        self._target = _Lookup(_target_forms(self.entries))
        self._wrong: dict[int, tuple[re.Pattern[str], ...]] = {}

    def in_source(self, text: str) -> list[Hit]:
        """Return the terms of a Chinese text, each place used once: longer terms first, then the glossary's order."""
        found = sorted(
            self._source.find(fold(text)), key=lambda hit: (hit.start - hit.end, hit.term < 0, hit.term, hit.start)
        )
        taken = bytearray(len(text))
        chosen = []
        for hit in found:
            if not any(taken[hit.start : hit.end]):
                taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
                if hit.term != _NO_TERM:
                    chosen.append(hit)
        return sorted(chosen, key=lambda hit: hit.start)

    def anywhere_in_source(self, text: str) -> list[Hit]:
        """Return every place of every term in a Chinese text; they may overlap."""
        return [hit for hit in self._source.find(fold(text)) if hit.term != _NO_TERM]

    def wrong(self, term: int) -> tuple[re.Pattern[str], ...]:
        """Return the patterns of a term's known wrong renderings, to be tried on normalized, folded text."""
        if term not in self._wrong:
            self._wrong[term] = tuple(wrong.pattern.compile() for wrong in self.entries[term].wrong)
        return self._wrong[term]

    def in_target(self, text: str) -> list[Hit]:
        """Return every place of an English text where a rendering stands as whole words, in text order, overlapping.

        Case, curly quotes, kinds of hyphen and space, and the plural of the last word make no difference.
        """
        plain = fold(normalize(text))
        return sorted(
            (hit for hit in self._target.find(plain) if _is_whole(plain, hit.start, hit.end)),
            key=lambda hit: (hit.start, hit.end, hit.term, hit.rendering),
        )


class _Lookup:
    """Finds any of many strings; a string may stand for several terms."""

    def __init__(self, forms: Iterable[tuple[str, int, int]]) -> None:
        owners: dict[str, dict[int, int]] = {}
        for form, term, rendering in forms:
            owners.setdefault(form, {}).setdefault(term, rendering)
        self._owners = [tuple(terms.items()) for terms in owners.values()]
        self._automaton = AhoCorasick(list(owners)) if owners else None

    def find(self, text: str) -> Iterator[Hit]:
        if self._automaton is None:
            return
        for form, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            for term, rendering in self._owners[form]:
                yield Hit(start, end, term, rendering)


def _source_forms(entries: Sequence[Entry]) -> Iterator[tuple[str, int, int]]:
    """Yield the Chinese of every entry, and what it is not part of: longer words that take their places."""
    for number, entry in enumerate(entries):
        yield from ((fold(zh.strip()), number, 0) for zh in entry.zh if zh.strip())
    for entry in entries:
        yield from ((fold(other.strip()), _NO_TERM, 0) for other in entry.not_in if other.strip())


def _target_forms(entries: Sequence[Entry]) -> Iterator[tuple[str, int, int]]:
    for number, entry in enumerate(entries):
        for rendering, english in enumerate(entry.en):
            form = fold(normalize(english.strip()))
            if form:
                yield form, number, rendering
                last = form.split()[-1]
                if last.isalpha() and len(last) > 1 and not is_plural(last):
                    yield pluralize(form), number, rendering


def _is_whole(text: str, start: int, end: int) -> bool:
    return not (start and _is_word(text[start - 1])) and not (end < len(text) and _is_word(text[end]))


def _is_word(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
