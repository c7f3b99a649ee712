"""Find what the glossary has to say about a text: entries x segments -> findings.

An Aho-Corasick automaton finds the literals that the patterns need, in one pass whatever the number of entries; only a
pattern whose literal stands there is compiled (once) and tried, in a window as wide as it can match.
"""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from yiwen.glossary.cache import without_collection
from yiwen.glossary.conditions import CONDITIONS, GIVEN_BY_CHINESE, DocumentContext, Paragraph, Place, is_elsewhere
from yiwen.glossary.entry import Entry, Glossary, Wrong
from yiwen.glossary.put import Replacement, replace, without_stray_quotes
from yiwen.text.normalize import fold, normalize
from yiwen.text.script import comparable
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span

Assume = Literal["mt", "unknown"]
_MARKS_NEEDED = 2
_NEVER = math.inf
_Question = tuple[Callable[[Place, tuple[str, ...]], bool], tuple[str, ...], bool, float]  # ask, words, wanted, given
_SEVERITY = {Fix.SAFE: Severity.WARNING, Fix.REVIEW: Severity.WARNING, Fix.NEVER: Severity.NOTE}
_CONFIDENCE = {Fix.SAFE: 0.99, Fix.REVIEW: 0.7, Fix.NEVER: 0.4}
_SPACES = re.compile(" {2,}")


class _Rule:
    """A wrong rendering in service: its entry, and its pattern and what its conditions ask, ready when first needed."""

    __slots__ = ("case", "entry", "farthest", "match", "nearest", "opening", "questions", "wrong")

    def __init__(self, entry: Entry, wrong: Wrong) -> None:
        self.entry = entry
        self.wrong = wrong
        self.case = wrong.case
        self.opening = wrong.pattern.opening
        _, self.nearest, self.farthest = wrong.pattern.anchors
        self.questions: tuple[_Question, ...] | None = None
        self.match: Callable[[str, int], re.Match[str] | None] = self._first_match

    def expression(self) -> re.Pattern[str]:
        """Return the compiled pattern."""
        return self.wrong.pattern.compile()

    def holds(self, place: Place, chinese: int) -> bool:
        """Return whether every `when` holds and no `unless` does.

        A `when` that asks what the text is about is taken as given where the entry's own Chinese, of so many characters
        (0: none stands in the source), says it.
        """
        if self.questions is None:
            self.questions = tuple(_questions(self.wrong))
        return all(chinese >= given or ask(place, words) is wanted for ask, words, wanted, given in self.questions)

    def _first_match(self, text: str, place: int) -> re.Match[str] | None:
        self.match = self.expression().match
        return self.match(text, place)


def _questions(wrong: Wrong) -> Iterator[_Question]:
    """Yield what the conditions of a wrong rendering ask."""
    for condition in wrong.when:
        given = GIVEN_BY_CHINESE.get(condition.name, _NEVER)
        yield CONDITIONS[condition.name].ask, condition.words, True, given
    for condition in wrong.unless:
        yield CONDITIONS[condition.name].ask, condition.words, False, _NEVER


class _Hit(NamedTuple):
    """A pattern that matched at a place whose conditions hold."""

    rule: _Rule
    place: Place
    match: re.Match[str]
    offset: int  # of the paragraph in its segment
    segment: int
    level: Fix | None  # how far its repair may be trusted here; None where the source speaks against it


def _by_anchor(rules: Iterable[_Rule]) -> dict[str, list[_Rule]]:
    """Return the rules of each literal that a folded text must hold."""
    owners: defaultdict[str, list[_Rule]] = defaultdict(list)
    for rule in rules:
        for anchor in rule.wrong.pattern.anchors.strings:
            owners[anchor].append(rule)
    return owners


class Matcher:
    """The glossary made ready to read texts; one serves any number of documents."""

    def __init__(self, glossary: Glossary, *, assume: Assume = "mt") -> None:
        self.glossary = glossary
        self.assume = assume
        self._words = dict(glossary.words)
        with without_collection():
            self._rules = [_Rule(entry, wrong) for entry in glossary.entries for wrong in entry.wrong]
            owners = _by_anchor(self._rules)
        self._answers: dict[tuple[str, ...], bool] = {}
        self._owners = list(owners.values())
        self._trusted: dict[tuple[frozenset[Fix], bool], list[list[_Rule]]] = {}
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
        wanted = frozenset(levels)
        hits = [hit for at in chosen for hit in self._hits(at, document.segments[at], context, wanted)]
        trusted = self.assume == "mt" or _is_machine_output(hits)
        found: list[list[Finding]] = [[] for _ in document.segments]
        for hit in hits:
            finding = self._finding(hit, document.segments[hit.segment], trusted=trusted)
            if finding is not None and finding.fix in wanted:
                found[hit.segment].append(finding)
        return tuple(
            tuple(sorted(row, key=lambda f: (f.span.start, f.span.end, f.rule))) if row else () for row in found
        )

    def _hits(self, at: int, segment: Segment, context: DocumentContext, levels: frozenset[Fix]) -> Iterator[_Hit]:
        owners = self._owners_of(levels, has_source=segment.src is not None)
        for offset, text in _paragraphs(segment.mt):
            paragraph = Paragraph(text, context)
            for rule, match in self._matches(paragraph, owners):
                chinese = _longest_in_source(rule.entry, segment.src)
                level = _level(rule.wrong, segment.src, chinese)
                if level not in levels and self.assume == "mt":
                    continue  # else it still counts as a mark of machine output
                place = Place(paragraph, without_stray_quotes(paragraph.text, *match.span()))
                if rule.holds(place, chinese):
                    yield _Hit(rule, place, match, offset, at, level)

    def _owners_of(self, levels: frozenset[Fix], *, has_source: bool) -> list[list[_Rule]]:
        """Return the rules of each anchor, without those that can never be trusted as far as one of the levels."""
        if self.assume != "mt" or len(levels) == len(Fix):
            return self._owners
        if (levels, has_source) not in self._trusted:
            self._trusted[levels, has_source] = [
                [rule for rule in rules if rule.wrong.alone in levels or (has_source and rule.wrong.fix in levels)]
                for rules in self._owners
            ]
        return self._trusted[levels, has_source]

    def _matches(
        self, paragraph: Paragraph, owners: Sequence[Sequence[_Rule]]
    ) -> Iterator[tuple[_Rule, re.Match[str]]]:
        """Yield each pattern's matches, leftmost first where two of one pattern overlap."""
        if self._automaton is None:
            return
        folded, plain = paragraph.folded, paragraph.plain
        if "  " in folded:
            yield from self._matches_in_wide_text(paragraph, owners)
            return
        done: dict[_Rule, int] = {}  # where the last match of a rule ended
        for anchor, start, _ in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            for rule in owners[anchor]:
                text = plain if rule.case else folded
                first, last = max(start - rule.farthest, 0), start - rule.nearest
                if done:
                    first = max(first, done.get(rule, 0))
                match = None
                if first == last:  # most anchors stand at one distance from the start
                    if not rule.opening or text[first] in rule.opening:
                        match = rule.match(text, first)
                elif first < last:
                    for beginning in _beginning(rule.opening).finditer(text, first, last + 1):
                        if match := rule.match(text, beginning.start()):
                            break
                if match:
                    done[rule] = match.end()
                    yield rule, match

    def _matches_in_wide_text(
        self, paragraph: Paragraph, owners: Sequence[Sequence[_Rule]]
    ) -> Iterator[tuple[_Rule, re.Match[str]]]:
        """Yield the matches where runs of spaces stand: literals are looked for with single ones, then patterns."""
        text = _SPACES.sub(" ", paragraph.folded)
        hits = self._automaton.find_matches_as_indexes(text, overlapping=True) if self._automaton else []
        for rule in dict.fromkeys(rule for anchor, _, _ in hits for rule in owners[anchor]):
            for match in rule.expression().finditer(paragraph.plain if rule.case else paragraph.folded):
                yield rule, match

    def _finding(self, hit: _Hit, segment: Segment, *, trusted: bool) -> Finding | None:
        """Return the finding of a hit, or None where the source, a lock or the user's glossary speaks against it."""
        entry, wrong, level = hit.rule.entry, hit.rule.wrong, hit.level
        if level is None:
            return None
        paragraph = hit.place.paragraph
        replacement = replace(
            paragraph.text, hit.match, wrong.put, starts_sentence=hit.place.starts_sentence, span=hit.place.span
        )
        observed = replacement.span.of(paragraph.text)
        if observed == replacement.text or self._accepted_by_user(paragraph, replacement):
            return None
        span = replacement.span
        if hit.offset:
            span = span.moved(hit.offset)
        if segment.is_locked(span):
            return None
        if level is Fix.SAFE and segment.src is None and self._is_unsure(hit, trusted=trusted):
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

    def _is_unsure(self, hit: _Hit, *, trusted: bool) -> bool:
        """Return whether words that may be good English stand far from China, or where nothing shows a machine."""
        wrong = hit.rule.wrong
        may_be_good = wrong.ambiguous or wrong.when or wrong.unless
        return (wrong.ambiguous and not trusted) or (bool(may_be_good) and is_elsewhere(hit.place))

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


@cache
def _beginning(opening: str) -> re.Pattern[str]:
    """Return what finds where a match that opens with one of these characters, or any, may begin: not within a word."""
    return re.compile(rf"{f'[{re.escape(opening)}]' if opening else '.'}(?<!\w.)", re.DOTALL)


def _paragraphs(text: str) -> Iterable[tuple[int, str]]:
    """Return the paragraphs of a text, each with the offset of its beginning."""
    if "\n" not in text and "\r" not in text:
        return ((0, text),)
    return ((span.start, span.of(text)) for span in paragraphs(text))


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


def _is_machine_output(hits: Iterable[_Hit]) -> bool:
    """Return whether two or more different strings that no writer of English would write stand in the document."""
    marks = {id(hit.rule.wrong) for hit in hits if not hit.rule.wrong.ambiguous}
    return len(marks) >= _MARKS_NEEDED


def _level(wrong: Wrong, src: str | None, chinese: int) -> Fix | None:
    """Return how far the repair may be trusted here; None where the Chinese speaks against an ambiguous one."""
    if src is None:
        return wrong.alone
    if chinese:
        return wrong.fix
    return None if wrong.ambiguous else wrong.alone


def _longest_in_source(entry: Entry, src: str | None) -> int:
    """Return the length, in characters, of the entry's longest term that stands in the source; 0 for none."""
    return max((span.end - span.start for span in _src_spans(entry, src or "")), default=0)


def _src_spans(entry: Entry, src: str) -> Iterator[Span]:
    """Yield where the entry's Chinese stands in the source, outside the longer words of `not_in`."""
    src = comparable(src)
    for zh in _comparable(entry.zh):
        at = src.find(zh)
        while at >= 0:
            if not _inside(_comparable(entry.not_in), zh, src, at):
                yield Span(at, at + len(zh))
            at = src.find(zh, at + len(zh))


@lru_cache(maxsize=4096)
def _comparable(terms: tuple[str, ...]) -> tuple[str, ...]:
    """Return Chinese terms as they stand in comparable text: those of a source may be Traditional."""
    return tuple(map(comparable, terms))


def _source_of(entry: Entry, segment: Segment, span: Span) -> Span | None:
    """Return the Chinese that a place of the English renders: beside the same figure, else as far on in the text."""
    src = segment.src
    if src is None:
        return None
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
