"""Terms that a machine left in Chinese within English: the Chinese is its own source, so the place is certain."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from yiwen.glossary.conditions import DocumentContext, Paragraph, Place
from yiwen.glossary.entry import Entry
from yiwen.glossary.inflect import capitalize, is_title_case, pluralize
from yiwen.glossary.put import Replacement, replace, template_groups
from yiwen.glossary.recognize import Occurrence, Recognizer
from yiwen.glossary.terms import Term, terms_of
from yiwen.text.normalize import fold
from yiwen.text.script import HAN, comparable
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Finding, Fix, Segment, Severity, Span

_WORD = re.compile("[A-Za-z]{2,}")
_FEWEST_WORDS = 3  # of English round a term: else the paragraph is not English, and the whole of it is to be translated
_NEAR = 60  # characters to either side in which a rendering may stand for the Chinese beside it
_LONG_ENOUGH = 3  # characters of a built-in term that is no name: fewer are often a part of other words
_NAMES = frozenset({"entities", "places"})
_CELL_ENDS = "\t\n\r|"
_TITLE_MARKS = ("《", "》")
_GLOSSED = re.compile(  # the Chinese is told of, not left: "known as 亩", "the character 亩", "mu, or 亩"
    r"(?:\b(?:called|known as|terms?|words?|characters?|phrases?|named|written|reads?|chinese|names?|namely|or|"
    r"mean(?:s|ing)?|literally|abbreviat\w+(?: as| to)?)|i\.e\.)[\s,:\"'“‘《]*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:(?<![\d.,])(?!1 ?$)\d[\d,.]*|\b(?:hundreds?|thousands?|millions?|billions?|several|many|numerous|various|"
    r"these|those|few|all|both|two|three|four|five|six|seven|eight|nine|ten))\s*$",
    re.IGNORECASE,
)
_HAS_DETERMINER = re.compile(r"\b(?:the|an?|this|that|its|their|our|his|her|each|every|no|\w+['’]s)\s+$", re.IGNORECASE)
_ARTICLE = "[the] "
_CONFIDENCE = {Fix.SAFE: 0.97, Fix.REVIEW: 0.7, Fix.NEVER: 0.4}


class Untranslated:
    """Termbases made ready to be looked for in English; of several entries for one Chinese the first counts."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries

    @cached_property
    def _terms(self) -> tuple[Term, ...]:
        return terms_of(self._entries)

    @cached_property
    def _recognizer(self) -> Recognizer:
        return Recognizer(self._terms)

    def findings(self, document: Document, chosen: Iterable[int]) -> Iterator[tuple[int, list[Finding]]]:
        """Yield the terms that each of these segments has in Chinese: its index, and what is to be said of it."""
        for index in chosen:
            segment = document.segments[index]
            if segment.mt.isascii() or not HAN.search(segment.mt):
                continue
            found = [one for one in self._of_segment(segment, document) if not segment.is_locked(one.span)]
            if found:
                yield index, found

    def _of_segment(self, segment: Segment, document: Document) -> Iterator[Finding]:
        whole = self._whole(segment)
        if whole is not None:
            yield whole
            return
        for stretch in paragraphs(segment.mt):
            text = stretch.of(segment.mt)
            if not HAN.search(text):
                continue
            paragraph = Paragraph(text, DocumentContext(()))
            for occurrence in self._recognizer.occurrences(text):
                if not _is_meant(self._terms[occurrence.term], text, occurrence.span):
                    yield self._finding(segment, document, paragraph, stretch.start, occurrence)

    def _whole(self, segment: Segment) -> Finding | None:
        """Return the finding of a segment that is its source still, where that is one term: a cell, a heading."""
        text = segment.mt.strip()
        if segment.src is None or comparable(segment.src.strip()) != comparable(text):
            return None
        occurrences = self._recognizer.occurrences(text)
        if len(occurrences) != 1 or occurrences[0].span != Span(0, len(text)):
            return None
        term, start = self._terms[occurrences[0].term], segment.mt.index(text)
        fix = Fix.SAFE if term.entry.user else Fix.REVIEW
        return self._told(segment, term, Replacement(Span(start, start + len(text)), term.entry.en[0]), fix)

    def _finding(
        self, segment: Segment, document: Document, paragraph: Paragraph, offset: int, occurrence: Occurrence
    ) -> Finding:
        term, text, span = self._terms[occurrence.term], paragraph.text, occurrence.span
        if not _is_english(text) or _is_part(text, span) or _is_in_chinese(text, span):
            placed = span.moved(offset)
            return self._told(segment, term, Replacement(placed, ""), Fix.NEVER)
        template = _template(term.entry)
        if not template.startswith(_ARTICLE) and _is_article_usual(term.entry.en[0], document):
            template = _ARTICLE + template
        written = _write(paragraph, span, template)
        placed = written.span.moved(offset)
        return self._told(segment, term, Replacement(placed, written.text), _level(term))

    def _told(self, segment: Segment, term: Term, written: Replacement, fix: Fix) -> Finding:
        entry = term.entry
        return Finding(
            rule=entry.id,
            kind=entry.kind,
            severity=Severity.NOTE if fix is Fix.NEVER else Severity.WARNING,
            span=written.span,
            observed=written.span.of(segment.mt),
            message=f"left in Chinese; the termbase renders {entry.zh[0]} as {entry.en[0]!r}",
            suggestion=written.text or None,
            fix=fix,
            confidence=_CONFIDENCE[fix],
            src_span=self._source_of(segment, term, written.span),
            candidates=entry.en,
        )

    def _source_of(self, segment: Segment, term: Term, span: Span) -> Span | None:
        """Return where the source has the term: as far on in the text as the English."""
        source = segment.src or ""
        places = [one.span for one in self._recognizer.occurrences(source) if self._terms[one.term] is term]
        share = span.start / max(1, len(segment.mt))
        return min(places, key=lambda place: abs(place.start / len(source) - share), default=None)


def _template(entry: Entry) -> str:
    """Return what is written for a term: with "the" where the entry's own repairs write it."""
    with_article = f"{_ARTICLE}{entry.en[0]}"
    return with_article if any(wrong.put == with_article for wrong in entry.wrong) else entry.en[0]


def _level(term: Term) -> Fix:
    """Return how far a rendering may be trusted to be what is wanted wherever its Chinese stands.

    A user's is. Of the built-in ones names are, and terms whose own repairs write nothing but the rendering (of a verb
    or a unit they write more); a short one may be a part of another word.
    """
    entry = term.entry
    if entry.user or entry.domain in _NAMES:
        return Fix.SAFE
    plain = any(wrong.put.removeprefix(_ARTICLE).replace("{s}", "") == entry.en[0] for wrong in entry.wrong)
    counted = any(template_groups(wrong.put) <= {"n", "j"} and wrong.put.endswith(entry.en[0]) for wrong in entry.wrong)
    return Fix.SAFE if counted or (plain and min(map(len, term.zh)) >= _LONG_ENOUGH) else Fix.REVIEW


def _is_english(text: str) -> bool:
    """Return whether a paragraph is English with some Chinese in it."""
    return len(_WORD.findall(text)) >= _FEWEST_WORDS and sum(map(str.isascii, text)) > 2 * len(HAN.findall(text))


def _is_in_chinese(text: str, span: Span) -> bool:
    """Return whether a term stands in a Chinese cell or sentence that has its English beside it, not within English.

    "完成征地2380亩。 2,380 mu were taken over." is a source with its translation: all the Chinese is on one side.
    """
    start = max(text.rfind(mark, 0, span.start) for mark in _CELL_ENDS) + 1
    end = min((at for mark in _CELL_ENDS if (at := text.find(mark, span.end)) >= 0), default=len(text))
    cell = text[start:end]
    english, chinese = ([match.start() for match in find.finditer(cell)] for find in (_WORD, HAN))
    if not english:
        return True
    is_apart = chinese[-1] < english[0] or english[-1] < chinese[0]
    return is_apart and len(chinese) > span.end - span.start


def _is_part(text: str, span: Span) -> bool:
    """Return whether more Chinese stands right beside a term: it is a part of what was left."""
    return bool(HAN.match(text[span.start - 1 : span.start]) or HAN.match(text, span.end))


def _is_meant(term: Term, text: str, span: Span) -> bool:
    """Return whether the Chinese is there for the reader: in brackets, told of as a word, or beside its English."""
    before, after = text[max(0, span.start - _NEAR) : span.start], text[span.end : span.end + _NEAR]
    if any(before.count(one) > before.count(other) for one, other in (("(", ")"), ("（", "）"), ("[", "]"))):
        return True
    around = fold(before + "\n" + after)
    return _GLOSSED.search(before) is not None or any(fold(one.text) in around for one in term.renderings)


def _is_article_usual(rendering: str, document: Document) -> bool:
    """Return whether a document says "the" before a name more often than not."""
    if not any(letter.isupper() for letter in rendering):
        return False
    every = with_article = 0
    for segment in document.segments:
        if rendering in segment.mt:
            every += len(re.findall(rf"(?<!\w){re.escape(rendering)}(?!\w)", segment.mt))
            with_article += len(re.findall(rf"\b[Tt]he {re.escape(rendering)}(?!\w)", segment.mt))
    return 2 * with_article > every


def _write(paragraph: Paragraph, span: Span, template: str) -> Replacement:
    """Return the rendering written in the place of the Chinese: number, article, capitals and spaces as they fit."""
    text, place = paragraph.text, Place(paragraph, span)
    if text[span.start - 1 : span.start] == _TITLE_MARKS[0] and text[span.end : span.end + 1] == _TITLE_MARKS[1]:
        span = Span(span.start - 1, span.end + 1)
    before, bare = text[max(0, span.start - _NEAR) : span.start], template.removeprefix(_ARTICLE)
    if _HAS_DETERMINER.search(before):
        template = bare
    else:
        template = template.replace(_ARTICLE, "the ")
        template = capitalize(template) if place.starts_sentence() else template
    last = bare.rpartition(" ")[2]
    if _COUNTED.search(before) and not is_title_case(bare) and last.islower() and len(last) > _LONG_ENOUGH:
        template = pluralize(template)
    match = re.compile(re.escape(span.of(text))).match(text, span.start)
    written = replace(text, match, template, span=span) if match else Replacement(span, template)
    left = " " if text[: written.span.start][-1:].isalnum() else ""
    right = " " if text[written.span.end :][:1].isalnum() or text[written.span.end :][:1] == "(" else ""
    return Replacement(written.span, f"{left}{written.text}{right}")
