"""Check documents: every finding with its place in the file, nothing changed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from yiwen.formats import text_file
from yiwen.types import Document, Finding, Fix, Segment, Severity
from yiwen.workflow.kept import with_kept
from yiwen.workflow.paragraphs import join_findings, split
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


def check_file(document: Document, finder: Finder) -> Iterator[Located]:
    """Yield what is found in a document, in the order of the text."""
    locator = Locator(document)
    document = with_kept(document, finder.settings.keep)
    parts = split(document)
    for index, findings in enumerate(join_findings(document, parts, finder(parts.document))):
        for finding in _clearest(findings):
            yield locator.located(index, finding)


def _clearest(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings without those that the same rule says again, less surely, of words it has spoken of."""
    for finding in findings:
        rivals = (other for other in findings if other.rule == finding.rule and other is not finding)
        if not any(
            _LEVELS_OF_FIX[other.fix] < _LEVELS_OF_FIX[finding.fix] and _same(other, finding) for other in rivals
        ):
            yield finding


def _same(one: Finding, other: Finding) -> bool:
    return one.span == other.span or one.span.overlaps(other.span)


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
