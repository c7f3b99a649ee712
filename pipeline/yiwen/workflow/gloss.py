"""Glosses in brackets, on request: "(SRDI)" after a term, "(567 hectares)" after an area in mu; digits stay."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from yiwen.glossary.entry import Entry, Glossary
from yiwen.text.edits import apply, compose
from yiwen.text.normalize import fold, normalize
from yiwen.text.quantities import convert, parse
from yiwen.types import Edit, Revision, Span
from yiwen.workflow.settings import Gloss

MU_RULE = "mu-conversion"
_SOON = 60  # characters after a term in which its gloss may already stand


def add_glosses(revisions: Sequence[Revision], glossary: Glossary, gloss: Gloss) -> tuple[Revision, ...]:
    """Return the revisions with glosses inserted after the first mention, or after all, of each term of a document."""
    if gloss == "off":
        return tuple(revisions)
    terms = tuple(_terms(glossary.entries))
    seen: set[str] = set()
    return tuple(_glossed(revision, terms, seen, every=gloss == "all") for revision in revisions)


def _terms(entries: Iterable[Entry]) -> Iterator[tuple[str, str, re.Pattern[str]]]:
    """Yield id, gloss and pattern of each entry that has a short gloss to insert."""
    for entry in entries:
        if entry.gloss and not entry.gloss[0].isdigit() and len(entry.gloss) <= _SOON:
            renderings = sorted({fold(normalize(en)).strip('"') for en in entry.en if en != entry.gloss}, key=len)
            alternatives = "|".join(re.escape(rendering) for rendering in reversed(renderings))
            yield entry.id, entry.gloss, re.compile(rf'(?<!\w)(?:{alternatives})(?!\w)"?')


def _glossed(
    revision: Revision, terms: Sequence[tuple[str, str, re.Pattern[str]]], seen: set[str], *, every: bool
) -> Revision:
    text = revision.after
    found = sorted((*_term_glosses(text, terms), *_conversions(text)), key=lambda edit: edit.span)
    wanted: list[Edit] = []
    for edit in found:
        first = edit.rule not in seen
        seen.add(edit.rule)
        glossed_already = edit.after == ""
        if (first or every) and not glossed_already and (not wanted or edit.span != wanted[-1].span):
            wanted.append(edit)
    edits = compose(revision.before, revision.edits, wanted)
    return replace(revision, after=apply(revision.before, edits), edits=edits)


def _term_glosses(text: str, terms: Sequence[tuple[str, str, re.Pattern[str]]]) -> Iterator[Edit]:
    """Yield an insertion after each mention of a term; an empty one where a bracket or the gloss follows."""
    folded = fold(normalize(text))
    for rule, gloss, pattern in terms:
        for match in pattern.finditer(folded):
            yield _insertion(text, match.end(), gloss, f"{rule}-gloss")


def _conversions(text: str) -> Iterator[Edit]:
    """Yield the hectares of each area in mu."""
    if "mu" not in text.lower():
        return
    for quantity in parse(text):
        attributive = "-" in quantity.span.of(text)
        if quantity.unit == "mu" and not attributive and quantity.high is None:
            hectares = convert(quantity.value, "mu", "hectare")
            about = "about " if abs(hectares - round(hectares, 1)) > 1e-9 else ""
            yield _insertion(text, quantity.span.end, f"{about}{_plain(hectares)} hectares", MU_RULE)


def _insertion(text: str, place: int, gloss: str, rule: str) -> Edit:
    follows = text[place : place + _SOON]
    taken = follows.lstrip().startswith(("(", "（")) or gloss.lower() in follows.lower()
    return Edit(Span(place, place), "", "" if taken else f" ({gloss})", rule)


def _plain(value: float) -> str:
    """Return a figure with three significant digits at least and no needless decimals."""
    digits = 0 if value >= 100 else 1 if value >= 10 else 2
    return f"{value:,.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:,.0f}"
