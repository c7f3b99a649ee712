"""Other renderings of a term, in the form that the proposal has: plural, conjugated, capitalized, with its figures."""

from collections.abc import Callable, Sequence
from functools import lru_cache

from yiwen.glossary.inflect import capitalize, conjugate, pluralize, title_case
from yiwen.glossary.words import words

MOST = 9  # a digit key each
_FORMS = ("third", "ing", "past", "participle")
Shape = Callable[[str], str | None]
_SHAPES: tuple[Shape, ...] = (
    str,
    pluralize,
    capitalize,
    title_case,
    lambda words: capitalize(pluralize(words)),
    lambda words: title_case(pluralize(words)),
)


@lru_cache(maxsize=4096)  # a document makes the same mistakes again and again
def options(before: str, after: str | None, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Return the candidates as they would be written in place of the proposal, without that and what stands there.

    Where the proposal's form cannot be told from its candidates there are none: a hand edit can still write them.
    """
    if after is None or not candidates:
        return tuple(dict.fromkeys(candidate for candidate in candidates if candidate != before))[:MOST]
    shape = _shape(after, candidates)
    if shape is None:
        return ()
    shaped = (shape(candidate) for candidate in candidates)
    good = (one for one in shaped if one and one not in (before, after) and _digits(one) == _digits(after))
    return tuple(dict.fromkeys(good))[:MOST]


def _digits(text: str) -> list[str]:
    return [letter for letter in text if letter.isdigit()]


def _shape(after: str, candidates: Sequence[str]) -> Shape | None:
    """Return what turns a candidate into the proposal's form; None where no candidate became the proposal."""
    for shape in _SHAPES:
        if any(shape(candidate) == after for candidate in candidates):
            return shape
    for candidate in candidates:
        for form in _FORMS:
            if conjugate(candidate, form) == after:
                return _conjugating(candidate, form)
    inside = [candidate for candidate in candidates if _word_at(after, candidate) >= 0]
    return _replacing(after, max(inside, key=len)) if inside else None


def _conjugating(known: str, form: str) -> Shape:
    """Return what conjugates the candidates of the same verb; others may begin with no verb."""
    verb = known.partition(" ")[0]
    return lambda candidate: conjugate(candidate, form) if candidate.partition(" ")[0] == verb else None


def _replacing(after: str, known: str) -> Shape:
    """Return what puts a candidate into the proposal where a known one stands; None where words would be doubled."""
    place = _word_at(after, known)
    left, right = after[:place], after[place + len(known) :]
    around = _stems(left) | _stems(right)

    def shape(candidate: str) -> str | None:
        grows = known in candidate or candidate in known  # "mu" in "Chinese mu": what is left over may be part of it
        return None if grows or around & _stems(candidate) else left + candidate + right

    return shape


def _stems(text: str) -> set[str]:
    return set(words(text.lower()).singulars)


def _word_at(text: str, phrase: str) -> int:
    """Return where a phrase stands in a text as whole words, -1 where it does not."""
    place = text.find(phrase)
    end = place + len(phrase)
    is_whole = place >= 0 and not text[max(0, place - 1) : place].isalpha() and not text[end : end + 1].isalpha()
    return place if is_whole else -1
