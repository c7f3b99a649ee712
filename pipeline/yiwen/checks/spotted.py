"""What a check hands back: a place and what is wrong there; the table in `yiwen.checks` adds the rule."""

from dataclasses import dataclass

from yiwen.types import Fix, Severity, Span


@dataclass(frozen=True, slots=True)
class Spotted:
    """Something found at a place of a document: `segment` is its index, `span` a place in that segment's text.

    `severity` overrides the table's where one check speaks both loud and low; `src_span` is a place in its source.
    """

    segment: int
    span: Span
    message: str
    suggestion: str | None = None
    fix: Fix = Fix.NEVER
    confidence: float = 1.0
    severity: Severity | None = None
    src_span: Span | None = None
