"""A report as JSON: every field of its records, in one stable order."""

import math
from collections.abc import Mapping, Set
from typing import Any

from yiwen.report.json_text import json_text
from yiwen.types import (
    DocumentReport,
    Edit,
    Figure,
    Finding,
    MadeWith,
    Report,
    Revision,
    Rule,
    Score,
    Segment,
    Span,
    Summary,
    SummarySentence,
    TermCount,
)


def to_json(report: Report) -> str:
    """Return the report as a JSON object (RFC 8259) that ends in a line feed.

    Spans are `start` and `end` beside the other fields, 0-based, half-open, in code points. A segment carries the names
    that the rows of a fixed JSONL file have: `id`, `mt` (the text before), `fixed` (after), `src`, `ref`, `edits`,
    `findings`. A document's `skeleton` belongs to its format's writer and is left out. Numbers that are not finite
    become null; settings that JSON has no type for become text. Lone surrogates are escaped, so that the text can be
    written as UTF-8.
    """
    record = {
        "made_with": _made_with(report.made_with),
        "rules": [_rule(rule) for rule in report.rules],
        "documents": [_document(document) for document in report.documents],
    }
    return json_text(record)


def _made_with(made_with: MadeWith) -> dict[str, Any]:
    return {
        "version": made_with.version,
        "glossary_digest": made_with.glossary_digest,
        "settings": _plain(made_with.settings),
    }


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "kind": rule.kind,
        "title": rule.title,
        "why": rule.why,
        "sources": list(rule.sources),
    }


def _document(report: DocumentReport) -> dict[str, Any]:
    pairs = zip(report.document.segments, report.revisions, strict=True)
    return {
        "name": report.document.name,
        "format": report.document.format,
        "summary": _summary(report.summary) if report.summary else None,
        "scores": [_score(score) for score in report.scores],
        "terms": [_term(count) for count in report.terms],
        "segments": [_segment(segment, revision) for segment, revision in pairs],
    }


def _term(count: TermCount) -> dict[str, Any]:
    return {"zh": count.zh, "en": count.en, "right": count.right, "mended": count.mended, "open": list(count.open)}


def _segment(segment: Segment, revision: Revision) -> dict[str, Any]:
    return {
        "id": segment.id,
        "mt": revision.before,
        "fixed": revision.after,
        "src": segment.src,
        "ref": segment.ref,
        "locked": [_span(span) for span in segment.locked],
        "edits": [_edit(edit) for edit in revision.edits],
        "findings": [_finding(finding) for finding in revision.left],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end}


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        **_span(edit.span),
        "before": edit.before,
        "after": edit.after,
        "rule": edit.rule,
        "src_span": _span(edit.src_span) if edit.src_span else None,
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        **_span(finding.span),
        "observed": finding.observed,
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": finding.severity.value,
        "fix": finding.fix.value,
        "suggestion": finding.suggestion,
        "candidates": list(finding.candidates),
        "confidence": _plain(finding.confidence),
        "message": finding.message,
        "src_span": _span(finding.src_span) if finding.src_span else None,
    }


def _summary(summary: Summary) -> dict[str, Any]:
    return {
        "sentences": [_sentence(sentence) for sentence in summary.sentences],
        "figures": [_figure(figure) for figure in summary.figures],
        "settings": _plain(summary.settings),
        "model": summary.model,
    }


def _sentence(sentence: SummarySentence) -> dict[str, Any]:
    return {"text": sentence.text, "segment": sentence.segment, **_span(sentence.span)}


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "text": figure.text,
        "value": _plain(figure.value),
        "unit": figure.unit,
        "of": figure.of,
        "segment": figure.segment,
        **_span(figure.span),
    }


def _score(score: Score) -> dict[str, Any]:
    return {
        "metric": score.metric,
        "value": _plain(score.value),
        "signature": score.signature,
        "n": score.n,
        "low": _plain(score.low),
        "high": _plain(score.high),
        "statistics": _plain(score.statistics),
    }


def _plain(value: Any) -> Any:
    """Return the value in JSON's own types; mappings and sets are sorted, so that equal reports give equal text."""
    match value:
        case None | bool() | int():
            return value
        case float():
            return value if math.isfinite(value) else None
        case Mapping():
            return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
        case list() | tuple():
            return [_plain(item) for item in value]
        case Set():
            return [_plain(item) for item in sorted(value, key=str)]
        case _:
            return str(value)
