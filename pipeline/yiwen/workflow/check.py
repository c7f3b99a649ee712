"""Check documents: every finding with its place in the file, nothing changed."""

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yiwen.formats import text_file
from yiwen.types import Document, Finding, Fix, Segment, Severity
from yiwen.workflow.fix import found_first
from yiwen.workflow.settings import Finder

LEVELS = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
_LEVELS_OF_FIX = {fix: index for index, fix in enumerate(Fix)}  # the most trusted first


@dataclass(frozen=True, slots=True)
class Located:
    """A finding and where it stands: a line and column (from 1) of a text file; in rows, of the row's own text.

    The end is where the first character after it stands.
    """

    document: Document
    segment: Segment
    finding: Finding
    line: int
    column: int
    end_line: int
    end_column: int

    @property
    def file(self) -> str:
        """The name of the file; a document of a jsonl file has its own name after a number sign."""
        name = self.document.name
        return name.rpartition("#")[0] or name if self.document.format == "jsonl" else name

    @property
    def in_file(self) -> bool:
        """Whether line and column are those of the file, not of the segment's own text."""
        return text_file(self.document) is not None


def place(located: Located) -> str:
    """Return where a finding stands, as a person looks it up."""
    where = f"{located.line}:{located.column}" if located.in_file else f"segment {located.segment.id}"
    return f"{located.file}, {where}"


def source_words(located: Located) -> str | None:
    """Return the Chinese words that a finding comes from, None where they are not known."""
    span, source = located.finding.src_span, located.segment.src
    return span.of(source) if span and source else None


def quoted(text: str) -> str:
    """Return words in quotation marks."""
    return f"'{text}'"


def changed(finding: Finding, quote: Callable[[str], str] = quoted) -> str:
    """Return the words of a finding and what is proposed for them: 'these words' -> 'those'; nothing where none are."""
    if not finding.observed:
        return ""
    change = "" if finding.suggestion is None else f" -> {quote(finding.suggestion)}"
    return f"{quote(finding.observed)}{change}"


def told(finding: Finding, quote: Callable[[str], str] = quoted) -> str:
    """Return what a finding says in one line: its change, where it has words, and its reason."""
    return ". ".join(filter(None, (changed(finding, quote), finding.message)))


def check_file(document: Document, finder: Finder) -> Iterator[Located]:
    """Yield what is found in a document, in the order of the text."""
    locator = Locator(document)
    for index, findings in enumerate(found_first(document, finder)):
        for finding in _clearest(findings):
            yield locator.located(index, finding)


def _clearest(findings: Sequence[Finding]) -> list[Finding]:
    """Return the findings, in text order, without those that say less surely what another says of the same words.

    A rule speaks once of a place: the surest, then the longest (as a repair chooses); and of two rules that propose the
    same for the same words, one.
    """
    kept: list[Finding] = []
    for finding in sorted(findings, key=_rank):
        if not any(_says(other, finding) for other in kept):
            kept.append(finding)
    return sorted(kept, key=lambda finding: (finding.span, finding.rule))


def _rank(finding: Finding) -> tuple[int, int, float, int]:
    span = finding.span
    return _LEVELS_OF_FIX[finding.fix], span.start - span.end, -finding.confidence, span.start


def _says(one: Finding, other: Finding) -> bool:
    """Return whether the first says already what the other does."""
    if one.rule == other.rule:
        return one.span == other.span or one.span.overlaps(other.span)
    return one.suggestion is not None and (one.span, one.suggestion) == (other.span, other.suggestion)


def fails(located: Located, fail_on: Severity) -> bool:
    """Return whether a finding is as bad as the level or worse."""
    return LEVELS.index(located.finding.severity) <= LEVELS.index(fail_on)


class Locator:
    """Tells line and column of the places of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _ends(self) -> list[int]:
        """Where each line of the file ends."""
        text = self._document.skeleton.text
        return [index for index, letter in enumerate(text) if letter == "\n"]

    def located(self, index: int, finding: Finding) -> Located:
        """Return a finding of the segment at an index with its place."""
        start, end = (self._place(index, offset) for offset in (finding.span.start, finding.span.end))
        return Located(self._document, self._document.segments[index], finding, *start, *end)

    def _place(self, index: int, offset: int) -> tuple[int, int]:
        file = text_file(self._document)
        if file is not None:
            place = file.offset(index, offset)
            line = bisect_right(self._ends, place - 1) if place else 0
            before = self._ends[line - 1] if line else -1
            return line + 1, place - before
        text = self._document.segments[index].mt
        return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
