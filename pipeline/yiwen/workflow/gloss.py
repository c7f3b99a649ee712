"""Glosses in brackets, on request: "(SRDI)" after a term, "(567 hectares)" after an area in mu; digits stay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from yiwen.glossary.entry import Entry, Glossary
from yiwen.text.edits import apply, compose
from yiwen.text.normalize import fold, normalize
from yiwen.text.quantities import convert, parse
from yiwen.types import Edit, Revision, Span
from yiwen.workflow.settings import Gloss

MU_RULE = "mu-conversion"
_SOON = 60  # characters after a term in which its gloss may already stand


def add_glosses(revisions: Sequence[Revision], glossary: Glossary, gloss: Gloss) -> tuple[Revision, ...]:
    """Return the revisions with glosses inserted after the first mention, or after all, of each term of a document.

    With `short` the first mention is written in full with its abbreviation, and later ones as the abbreviation alone.
    """
    if gloss == "off":
        return tuple(revisions)
    terms = tuple(_terms(glossary.entries))
    seen: set[str] = set()
    return tuple(_glossed(revision, terms, seen, gloss) for revision in revisions)


@dataclass(frozen=True, slots=True)
class _Term:
    """A term with a gloss to insert, what it looks like in a text, and whether the gloss may stand for it."""

    rule: str
    gloss: str
    pattern: re.Pattern[str]
    is_abbreviation: bool


def _terms(entries: Iterable[Entry]) -> Iterator[_Term]:
    """Yield the entries that have a short gloss to insert."""
    for entry in entries:
        if entry.gloss and not entry.gloss[0].isdigit() and len(entry.gloss) <= _SOON:
            renderings = sorted({fold(normalize(en)).strip('"') for en in entry.en if en != entry.gloss}, key=len)
            alternatives = "|".join(re.escape(rendering) for rendering in reversed(renderings))
            pattern = re.compile(rf'(?<!\w)(?:{alternatives})(?!\w)"?')
            yield _Term(f"{entry.id}-gloss", entry.gloss, pattern, entry.gloss in entry.en)


def _glossed(revision: Revision, terms: Sequence[_Term], seen: set[str], gloss: Gloss) -> Revision:
    text = revision.after
    found = sorted((*_term_glosses(text, terms, gloss), *_conversions(text)), key=lambda choice: choice.first.span)
    wanted: list[Edit] = []
    for choice in found:
        edit = choice.later if choice.first.rule in seen else choice.first
        seen.add(choice.first.rule)
        if gloss == "all":
            edit = choice.first
        if edit is not None and edit.before != edit.after and (not wanted or edit.span.start >= wanted[-1].span.end):
            wanted.append(edit)
    edits = compose(revision.before, revision.edits, wanted)
    return replace(revision, after=apply(revision.before, edits), edits=edits)


@dataclass(frozen=True, slots=True)
class _Choice:
    """What to do at a mention: the first time, and later; an insertion of nothing where a bracket follows already."""

    first: Edit
    later: Edit | None = None


def _term_glosses(text: str, terms: Sequence[_Term], gloss: Gloss) -> Iterator[_Choice]:
    """Yield what to do at each mention of a term."""
    folded = fold(normalize(text))
    for term in terms:
        for match in term.pattern.finditer(folded):
            first = _insertion(text, match.end(), term.gloss, term.rule)
            full = text[match.start() : match.end()]
            short = Edit(Span(*match.span()), full, term.gloss, term.rule)
            yield _Choice(first, short if gloss == "short" and term.is_abbreviation and first.after else None)


def _conversions(text: str) -> Iterator[_Choice]:
    """Yield the hectares of each area in mu."""
    if "mu" not in text.lower():
        return
    for quantity in parse(text):
        attributive = "-" in quantity.span.of(text)
        if quantity.unit == "mu" and not attributive and quantity.high is None:
            hectares = convert(quantity.value, "mu", "hectare")
            about = "about " if abs(hectares - round(hectares, 1)) > 1e-9 else ""
            yield _Choice(_insertion(text, quantity.span.end, f"{about}{_plain(hectares)} hectares", MU_RULE))


def _insertion(text: str, place: int, gloss: str, rule: str) -> Edit:
    follows = text[place : place + _SOON]
    taken = follows.lstrip().startswith(("(", "（")) or gloss.lower() in follows.lower()
    return Edit(Span(place, place), "", "" if taken else f" ({gloss})", rule)


def _plain(value: float) -> str:
    """Return a figure with three significant digits at least and no needless decimals."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"
