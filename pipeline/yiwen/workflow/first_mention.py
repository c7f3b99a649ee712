"""A term's first mention in full with its abbreviation, "Ministry of Finance (MOF)": told, or written on request.

Terms are those for which the user's termbase gives both. A heading introduces nothing and is left as it is.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from ahocorasick_rs import AhoCorasick

from yiwen.glossary.entry import Entry
from yiwen.glossary.inflect import article, capitalize
from yiwen.glossary.phrases import in_plural
from yiwen.glossary.words import FUNCTION_WORDS
from yiwen.text.align import is_heading
from yiwen.text.edits import apply, compose
from yiwen.text.normalize import fold, normalize
from yiwen.text.revise import applied
from yiwen.types import Document, Edit, Finding, Revision, Rule, Segment, Severity, Span

FIRST_MENTION = Rule(
    "first-mention",
    "term",
    "An abbreviation that is not introduced",
    "A reader who does not know it cannot look it up.",
)
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z]*[A-Z]){2})[A-Z0-9][A-Za-z0-9&/.-]{1,11}")
_DETERMINER = re.compile(r"(?<!\w)(?P<article>the|an?|this|that|its|their|our|each|every|any)[ \u00a0]$", re.IGNORECASE)
_OWNER = re.compile(r"['’]s?(?!\w)")
_SENTENCE_START = re.compile(r"(?:^|[.!?]['\"”’)]?\s)\s*$")


@dataclass(frozen=True)
class Term:
    """A term with an abbreviation: what is written in full, and what either looks like in a normalized text."""

    full: str
    renderings: tuple[str, ...]
    short: str

    @property
    def is_name(self) -> bool:
        """Whether it is a name: its words have capitals."""
        return any(word[0].isupper() for word in self.full.split() if word.lower() not in FUNCTION_WORDS)

    @cached_property
    def in_full(self) -> re.Pattern[str]:
        """What finds it in full in a folded text."""
        written = "|".join(re.escape(fold(normalize(one))) for one in sorted(self.renderings, key=len, reverse=True))
        return re.compile(rf"(?<!\w)(?:{written})(?!\w)")

    @cached_property
    def abbreviated(self) -> re.Pattern[str]:
        """What finds the abbreviation, and its plural."""
        return re.compile(rf"(?<![\w.-]){re.escape(normalize(self.short))}(?P<plural>s?)(?![\w])")

    @cached_property
    def introduced(self) -> re.Pattern[str]:
        """What finds the abbreviation in the brackets that introduce it, or introduced by the full form in its own."""
        short = re.escape(normalize(self.short))
        return re.compile(
            rf"\([^()]{{0,40}}(?<!\w){short}s?(?!\w)|(?<!\w){short}s? \((?:the )?{self.in_full.pattern}", re.IGNORECASE
        )


@dataclass(frozen=True, slots=True)
class Unmet:
    """An abbreviation that a reader meets unexplained; the edit that introduces it, None where grammar is unsure."""

    term: str
    short: str
    segment: int
    span: Span
    edit: tuple[int, Edit] | None


def abbreviated_terms(entries: Iterable[Entry]) -> Iterator[Term]:
    """Yield the terms of a user's for which there is a full form and an abbreviation; its first full form counts."""
    for entry in entries:
        short = next((one for one in entry.en if _ABBREVIATION.fullmatch(one)), None) if entry.user else None
        full = tuple(one for one in entry.en if " " in one and "(" not in one)
        if short and full:
            yield Term(full[0], full, short)


def add_first_mentions(
    document: Document, revisions: Sequence[Revision], terms: Sequence[Term]
) -> tuple[Revision, ...]:
    """Return the revisions of a document with each abbreviation introduced where its term is first mentioned.

    What stands there already, in full with its abbreviation, is left; so doing it twice changes nothing.
    """
    done = applied(document, [revision.edits for revision in revisions])
    edits: dict[int, list[Edit]] = {}
    settled: set[str] = set()
    for unmet in unmet_abbreviations(done, terms):
        if unmet.edit is not None:
            index, edit = unmet.edit
            edits.setdefault(index, []).append(edit)
            settled.add(unmet.short)
    return tuple(
        _revised(revision, edits.get(index, ()), settled) if settled else revision
        for index, revision in enumerate(revisions)
    )


def spot_first_mentions(document: Document, terms: Sequence[Term]) -> Iterator[tuple[int, Finding]]:
    """Yield a note, with the index of its segment, on each abbreviation that is not introduced before it is used.

    A document of one paragraph may be a part of another, a row of many: nothing is told of it.
    """
    for unmet in unmet_abbreviations(document, terms) if len(document.segments) > 1 else ():
        message = f"{unmet.short} is not introduced before: write {unmet.term} ({unmet.short}) at the first mention"
        rule = FIRST_MENTION
        yield unmet.segment, Finding(rule.id, rule.kind, Severity.NOTE, unmet.span, unmet.short, message)


def unmet_abbreviations(document: Document, terms: Sequence[Term]) -> Iterator[Unmet]:
    """Yield the abbreviations of terms that the document uses before it introduces them."""
    shorts = _searched(tuple(term.short for term in terms))
    found = (shorts.find_matches_as_indexes(segment.mt, overlapping=True) for segment in document.segments)
    there = {at for hits in found for at, _, _ in hits}
    present = [terms[at] for at in sorted(there)]
    if present:
        texts = [normalize(segment.mt) for segment in document.segments]
        running = [(index, text, fold(text)) for index, text in enumerate(texts) if not is_heading(text)]
        for term in present:
            yield from _unmet(term, document.segments, running)


@lru_cache(maxsize=16)
def _searched(shorts: tuple[str, ...]) -> AhoCorasick:
    """Return abbreviations made ready to be looked for."""
    return AhoCorasick(shorts)


def _unmet(term: Term, segments: Sequence[Segment], running: Iterable[tuple[int, str, str]]) -> Iterator[Unmet]:
    """Yield the first use of an abbreviation that nothing before it introduces.

    `running` are the texts that are no headings: index, normalized text, and that folded.
    """
    first: tuple[int, Span] | None = None
    letters, names = fold(normalize(term.short)), [fold(normalize(one)) for one in term.renderings]
    for index, text, folded in running:
        is_there = letters in folded
        known = term.introduced.search(text) if is_there else None
        end = known.start() if known else len(text)
        is_named = first is None and any(map(folded.__contains__, names))
        if is_named and (full := term.in_full.search(folded, 0, end)):
            first = index, Span(*full.span())
        short = term.abbreviated.search(text, 0, end) if is_there else None
        if short is not None:
            yield _use(term, segments, index, short, first)
        if short or known:
            return


def _use(
    term: Term, segments: Sequence[Segment], index: int, short: re.Match[str], first: tuple[int, Span] | None
) -> Unmet:
    span = Span(short.start(), short.start() + len(term.short))
    place = first if first and first <= (index, span) else None
    edit = (place[0], _with_abbreviation(term, segments[place[0]], place[1])) if place else None
    if place is None:
        written = _in_full(term, segments[index], short)
        edit = (index, written) if written else None
    locked = edit and any(edit[1].span.overlaps(lock) or edit[1].span == lock for lock in segments[edit[0]].locked)
    return Unmet(term.full, term.short, index, span, None if locked else edit)


def _with_abbreviation(term: Term, segment: Segment, span: Span) -> Edit:
    """Return the insertion of the abbreviation behind the full form, and behind the s of an owner."""
    owner = _OWNER.match(segment.mt, span.end)
    place = owner.end() if owner else span.end
    return Edit(Span(place, place), "", f" ({term.short})", FIRST_MENTION.id)


def _in_full(term: Term, segment: Segment, short: re.Match[str]) -> Edit | None:
    """Return the abbreviation written in full and introduced; None where an article or a plural is in doubt."""
    text = segment.mt
    before = _DETERMINER.search(text, 0, short.start())
    plural = bool(short["plural"])
    if text[short.end() : short.end() + 1] in ("-", "/") or (term.is_name and not (plural or before)):
        return None
    owner = _OWNER.match(text, short.end())
    written = in_plural(term.full) if plural else term.full
    start, end = short.start(), owner.end() if owner else short.end()
    if before and before["article"].lower() in ("a", "an"):
        start = before.start()
        fitting = article(written)
        written = f"{capitalize(fitting) if before['article'][0].isupper() else fitting} {written}"
    elif not before and _SENTENCE_START.search(text, 0, start):
        written = capitalize(written)
    after = f"{written}{owner[0] if owner else ''} ({term.short}{short['plural']})"
    return Edit(Span(start, end), text[start:end], after, FIRST_MENTION.id)


def _revised(revision: Revision, edits: Sequence[Edit], settled: set[str]) -> Revision:
    """Return the revision with the edits of its text, and without notes on abbreviations that are introduced now."""
    left = tuple(one for one in revision.left if one.rule != FIRST_MENTION.id or one.observed not in settled)
    if not edits:
        return replace(revision, left=left)
    made = compose(revision.before, revision.edits, sorted(edits, key=lambda edit: edit.span))
    after = apply(revision.before, made)
    kept = tuple(one for one in left if not any(one.span.overlaps(edit.span) for edit in made))
    return replace(revision, after=after, edits=made, left=kept)
