"""Find what the glossary has to say about a text: entries x segments -> findings.

An Aho-Corasick automaton finds the literals that the patterns need, in one pass whatever the number of entries; only a
pattern whose literal stands there is compiled (once) and tried, in a window as wide as it can match.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ahocorasick_rs import AhoCorasick

from yiwen.glossary.conditions import CONDITIONS, DocumentContext, Paragraph, Place
from yiwen.glossary.entry import Condition, Entry, Glossary, Wrong
from yiwen.glossary.put import Replacement, replace, without_stray_quotes
from yiwen.text.normalize import fold, normalize
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span

Assume = Literal["mt", "unknown"]
_MARKS_NEEDED = 2
_SEVERITY = {Fix.SAFE: Severity.WARNING, Fix.REVIEW: Severity.WARNING, Fix.NEVER: Severity.NOTE}
_CONFIDENCE = {Fix.SAFE: 0.99, Fix.REVIEW: 0.7, Fix.NEVER: 0.4}
_SPACES = re.compile(" {2,}")


@dataclass(slots=True)
class _Rule:
    """A wrong rendering in service: its entry, and its pattern compiled when first needed."""

    entry: Entry
    wrong: Wrong
    compiled: re.Pattern[str] | None = None

    def expression(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        if self.compiled is None:
            self.compiled = self.wrong.pattern.compile()
        return self.compiled


@dataclass(frozen=True, slots=True)
class _Hit:
    """A pattern that matched at a place whose conditions hold."""

    rule: _Rule
    place: Place
    match: re.Match[str]
    offset: int  # of the paragraph in its segment
    segment: int
    level: Fix | None  # how far its repair may be trusted here; None where the source speaks against it


class Matcher:
    """The glossary made ready to read texts; one serves any number of documents."""

    def __init__(self, glossary: Glossary, *, assume: Assume = "mt") -> None:
        self.glossary = glossary
        self.assume = assume
        self._words = dict(glossary.words)
        self._rules = [_Rule(entry, wrong) for entry in glossary.entries for wrong in entry.wrong]
        owners: dict[str, list[_Rule]] = {}
        for rule in self._rules:
            for anchor in rule.wrong.pattern.anchors.strings:
                owners.setdefault(fold(anchor), []).append(rule)
        self._answers: dict[tuple[str, ...], bool] = {}
        self._owners = list(owners.values())
        self._automaton = AhoCorasick(list(owners)) if owners else None

    def findings(
        self, document: Document, only: Collection[int] | None = None, levels: Collection[Fix] = tuple(Fix)
    ) -> tuple[tuple[Finding, ...], ...]:
        """Return what the glossary finds in each segment (or in those at `only`), in text order; they may overlap.

        `only` is for a second look at a document after changes; where a change turns the answer to what a condition
        asked of the document at the first look, all segments are looked at again. Only what may be trusted as far as
        one of the `levels` is found.
        """
        context = DocumentContext(tuple(segment.mt for segment in document.segments), self._words)
        chosen: Collection[int] = range(len(document.segments))
        if only is None:
            self._answers = context.answers
        elif all(context.has(words) is answer for words, answer in self._answers.items()):
            chosen = only
        hits = [hit for at in chosen for hit in self._hits(at, document.segments[at], context, levels)]
        trusted = self.assume == "mt" or _is_machine_output(hits)
        found: list[list[Finding]] = [[] for _ in document.segments]
        for hit in hits:
            finding = self._finding(hit, document.segments[hit.segment], trusted=trusted)
            if finding is not None and finding.fix in levels:
                found[hit.segment].append(finding)
        return tuple(tuple(sorted(row, key=lambda f: (f.span.start, f.span.end, f.rule))) for row in found)

    def _hits(self, at: int, segment: Segment, context: DocumentContext, levels: Collection[Fix]) -> Iterator[_Hit]:
        for span in paragraphs(segment.mt) if "\n" in segment.mt or "\r" in segment.mt else (Span(0, len(segment.mt)),):
            paragraph = Paragraph(span.of(segment.mt), context)
            for rule, match in self._matches(paragraph):
                level = _level(rule.entry, rule.wrong, segment)
                if level not in levels and self.assume == "mt":
                    continue  # else it still counts as a mark of machine output
                place = Place(paragraph, without_stray_quotes(paragraph.text, *match.span()))
                if _holds(rule.wrong, place):
                    yield _Hit(rule, place, match, span.start, at, level)

    def _matches(self, paragraph: Paragraph) -> Iterator[tuple[_Rule, re.Match[str]]]:
        """Yield each pattern's matches, leftmost first where two of one pattern overlap."""
        if self._automaton is None:
            return
        if "  " in paragraph.folded:
            yield from self._matches_in_wide_text(paragraph)
            return
        done: dict[int, int] = {}
        for anchor, start, _ in self._automaton.find_matches_as_indexes(paragraph.folded, overlapping=True):
            for rule in self._owners[anchor]:
                match = _match_near(rule, paragraph, start, done.get(id(rule), 0))
                if match is not None:
                    done[id(rule)] = match.end()
                    yield rule, match

    def _matches_in_wide_text(self, paragraph: Paragraph) -> Iterator[tuple[_Rule, re.Match[str]]]:
        """Yield the matches where runs of spaces stand: literals are looked for with single ones, then patterns."""
        text = _SPACES.sub(" ", paragraph.folded)
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []
        wanted = {id(rule): rule for anchor, _, _ in hits for rule in self._owners[anchor]}
        for rule in wanted.values():
            for match in rule.expression().finditer(paragraph.plain if rule.wrong.case else paragraph.folded):
                yield rule, match

    def _finding(self, hit: _Hit, segment: Segment, *, trusted: bool) -> Finding | None:
        """Return the finding of a hit, or None where the source, a lock or the user's glossary speaks against it."""
        entry, wrong, level = hit.rule.entry, hit.rule.wrong, hit.level
        if level is None:
            return None
        paragraph = hit.place.paragraph
        replacement = replace(paragraph.text, hit.match, wrong.put, starts_sentence=hit.place.starts_sentence)
        observed = replacement.span.of(paragraph.text)
        if observed == replacement.text or self._accepted_by_user(paragraph, replacement):
            return None
        span = Span(replacement.span.start + hit.offset, replacement.span.end + hit.offset)
        if any(span.overlaps(lock) for lock in segment.locked):
            return None
        if level is Fix.SAFE and wrong.ambiguous and not trusted and segment.src is None:
            level = Fix.REVIEW
        return Finding(
            rule=entry.id,
            kind=entry.kind,
            severity=_SEVERITY[level],
            span=span,
            observed=observed,
            message=entry.why,
            suggestion=replacement.text,
            fix=level,
            confidence=_CONFIDENCE[level],
            src_span=_source_of(entry, segment, span),
            candidates=entry.en,
        )

    @cached_property
    def _user_renderings(self) -> tuple[AhoCorasick, int] | None:
        """The renderings of the user's glossaries, made ready to be looked for, and the length of the longest."""
        renderings = {fold(normalize(rendering)) for rendering in self.glossary.accepted_by_user}
        return (AhoCorasick(sorted(renderings)), max(map(len, renderings))) if renderings else None

    def _accepted_by_user(self, paragraph: Paragraph, replacement: Replacement) -> bool:
        """Return whether the change would take away, or cut into, a rendering that the user's own glossary accepts."""
        if self._user_renderings is None:
            return False
        automaton, longest = self._user_renderings
        text, span = paragraph.folded, replacement.span
        left, right = text[max(0, span.start - longest) : span.start], text[span.end : span.end + longest]
        old = _standing(automaton, left, text[span.start : span.end], right)
        return bool(old) and not old <= _standing(automaton, left, fold(normalize(replacement.text)), right)


_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_FIGURE_AT_END = re.compile(r"\d[\d,，.]*$")
_LONGEST_FIGURE = 20  # characters


def _match_near(rule: _Rule, paragraph: Paragraph, anchor: int, done: int) -> re.Match[str] | None:
    """Return the pattern's match round one of its anchors, not before the place where its last match ended."""
    reach = rule.wrong.pattern.anchors
    text = paragraph.plain if rule.wrong.case else paragraph.folded
    expression = rule.expression()
    for place in range(max(anchor - reach.farthest, done), anchor - reach.nearest + 1):
        if place and (text[place - 1].isalnum() or text[place - 1] == "_"):
            continue  # a match begins where a word does
        if (match := expression.match(text, place)) is not None:
            return match
    return None


def _standing(automaton: AhoCorasick, left: str, middle: str, right: str) -> set[int]:
    """Return the terms (their numbers) that stand, as whole words, at least partly in the middle."""
    text = left + middle + right
    begin, stop = len(left), len(left) + len(middle)
    return {
        term
        for term, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        if start < stop
        and begin < end
        and not text[max(0, start - 1) : start].isalnum()
        and not text[end : end + 1].isalnum()
    }


def _holds(wrong: Wrong, place: Place) -> bool:
    """Return whether every `when` holds and no `unless` does."""
    return all(_ask(condition, place) for condition in wrong.when) and not any(
        _ask(condition, place) for condition in wrong.unless
    )


def _ask(condition: Condition, place: Place) -> bool:
    return CONDITIONS[condition.name].ask(place, condition.words)


def _is_machine_output(hits: Iterable[_Hit]) -> bool:
    """Return whether two or more different strings that no writer of English would write stand in the document."""
    marks = {id(hit.rule.wrong) for hit in hits if not hit.rule.wrong.ambiguous}
    return len(marks) >= _MARKS_NEEDED


def _level(entry: Entry, wrong: Wrong, segment: Segment) -> Fix | None:
    """Return how far the repair may be trusted here; None where the Chinese speaks against an ambiguous one."""
    if segment.src is None:
        return wrong.alone
    if next(_src_spans(entry, segment.src), None):
        return wrong.fix
    return None if wrong.ambiguous else wrong.alone


def _src_spans(entry: Entry, src: str) -> Iterator[Span]:
    """Yield where the entry's Chinese stands in the source, outside the longer words of `not_in`."""
    for zh in entry.zh:
        for found in re.finditer(re.escape(zh), src):
            if not _inside(entry.not_in, zh, src, found.start()):
                yield Span(*found.span())


def _source_of(entry: Entry, segment: Segment, span: Span) -> Span | None:
    """Return the Chinese that a place of the English renders: beside the same figure, else as far on in the text."""
    src = segment.src or ""
    places = list(_src_spans(entry, src))
    if len(places) < 2:
        return places[0] if places else None
    figures = _FIGURE.findall(span.of(segment.mt).replace(",", ""))
    behind = [place for place in places if _figure_before(src, place.start) in figures]
    share = span.start / max(1, len(segment.mt))
    return min(behind or places, key=lambda place: abs(place.start / len(src) - share))


def _figure_before(src: str, place: int) -> str:
    """Return the figure that ends at a place of the source, without its commas; "" for none."""
    found = _FIGURE_AT_END.search(src, max(0, place - _LONGEST_FIGURE), place)
    return found[0].replace(",", "").replace("，", "") if found else ""


def _inside(longer: Sequence[str], zh: str, src: str, at: int) -> bool:
    """Return whether the term at a place is a part of one of the longer words."""
    return any(
        src.startswith(word, at - offset)
        for word in longer
        for offset in range(len(word) - len(zh) + 1)
        if word.startswith(zh, offset) and at >= offset
    )
