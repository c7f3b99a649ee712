"""What the checks of names say of rows, for the tests of each."""

from yiwen.checks import check_document
from yiwen.types import Document, Finding, Segment


def findings_of(rule: str, *rows: str | tuple[str, str]) -> list[Finding]:
    """Return the findings of a rule in rows, each a text or a pair of Chinese and text."""
    pairs = [(None, row) if isinstance(row, str) else row for row in rows]
    segments = tuple(Segment(str(number), mt, src) for number, (src, mt) in enumerate(pairs, 1))
    found = check_document(Document("a", "txt", segments))
    return [finding for row in found for finding in row if finding.rule == rule]


def told_by(rule: str, *rows: str | tuple[str, str]) -> list[tuple[str, str | None]]:
    """Return what each finding of a rule has observed and suggests."""
    return [(finding.observed, finding.suggestion) for finding in findings_of(rule, *rows)]
