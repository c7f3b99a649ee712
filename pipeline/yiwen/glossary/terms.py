"""A termbase made ready for texts with their source: what each term's Chinese is and how its renderings are read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from yiwen.glossary.entry import Entry
from yiwen.glossary.verb_phrases import forms
from yiwen.glossary.words import FUNCTION_WORDS, words
from yiwen.text.script import comparable

_SEVERAL = re.compile(r"[A-Z]{2,}(?:[/&][A-Z]{2,})+")
_REMEMBERED = 16384  # renderings: a termbase is read as what is enforced, and as what is known


@dataclass(frozen=True, slots=True)
class Rendering:
    """One accepted English of a term: as the termbase writes it, and its words."""

    text: str
    forms: tuple[str, ...]
    singulars: tuple[str, ...]
    content: tuple[str, ...]  # the words that carry meaning, each once
    letters: tuple[str, ...]  # the abbreviations that its first letters make
    is_short: bool  # whether it is an abbreviation: one word, half of it capitals, or several in capitals (AML/CFT)


@dataclass(frozen=True, slots=True)
class Term:
    """A term in service."""

    entry: Entry
    zh: tuple[str, ...]  # comparable
    not_in: tuple[str, ...]
    renderings: tuple[Rendering, ...]


def terms_of(entries: Iterable[Entry]) -> tuple[Term, ...]:
    """Return a term for each entry that has Chinese and a rendering with words."""
    made = []
    for entry in entries:
        renderings = tuple(r for text in entry.en for r in _read(text) if r.forms)
        if entry.zh and renderings:
            zh = tuple(dict.fromkeys(comparable(zh) for zh in entry.zh))
            made.append(Term(entry, zh, tuple(map(comparable, entry.not_in)), renderings))
    return tuple(made)


def _read(text: str) -> Iterator[Rendering]:
    """Yield a rendering, and it again with the words that it has in each other form where it is a verb phrase."""
    yield rendering(text)
    for form in forms(text):
        yield replace(rendering(form), text=text)


@lru_cache(_REMEMBERED)
def rendering(text: str) -> Rendering:
    """Return a rendering with its words."""
    read = words(text)
    content = tuple(form for form in dict.fromkeys(read.forms) if form not in FUNCTION_WORDS)
    return Rendering(text, read.forms, read.singulars, content, _initials(read.forms), is_short(read.forms, text))


def is_short(forms: Sequence[str], text: str) -> bool:
    """Return whether a text of these words is an abbreviation: one, half of it capitals, or several in capitals."""
    if len(forms) > 1:
        return _SEVERAL.fullmatch(text) is not None
    capitals = sum(map(str.isupper, text))
    return bool(forms) and capitals >= 2 and 2 * capitals >= sum(map(str.isalpha, text))


def _initials(forms: tuple[str, ...]) -> tuple[str, ...]:
    """Return the abbreviations of a name of three words or more, small words counted and not."""
    every = "".join(form[0] for form in forms)
    main = "".join(form[0] for form in forms if form not in FUNCTION_WORDS)
    return tuple(dict.fromkeys(letters for letters in (every, main) if len(letters) > 2))


def shadows(terms: Iterable[Term]) -> dict[str, Rendering]:
    """Return the full form of each abbreviation that a term of the termbase gives both of."""
    full: dict[str, Rendering] = {}
    for term in terms:
        for short in term.renderings:
            if short.is_short:
                for other in term.renderings:
                    if spells(short.forms[0], other.forms):
                        full.setdefault(short.text, other)
    return full


def is_initials(letters: str, forms: Sequence[str]) -> bool:
    """Return whether letters are those of an abbreviation; within one of several, in any order.

    Anti-money laundering and counter-terrorist financing is AML/CFT, too.
    """
    whole, letters = "".join(forms).rstrip("s"), letters.rstrip("s")
    if len(forms) == 1 or len(whole) != len(letters):
        return whole == letters
    at = 0
    for form in forms:
        if sorted(letters[at : at + len(form)]) != sorted(whole[at : at + len(form)]):
            return False
        at += len(form)
    return True


def spells(letters: str, forms: tuple[str, ...]) -> bool:
    """Return whether letters are the first ones of a name's words, small words left out or not."""
    letters = letters.rstrip("s")
    return len(forms) > 1 and letters in (
        "".join(form[0] for form in forms).rstrip("s"),
        "".join(form[0] for form in forms if form not in FUNCTION_WORDS).rstrip("s"),
    )
