"""A summary, and a verification, as JSON: every field of the records; spans are start and end in code points."""

from typing import Any

from yiwen.report.json_text import json_text
from yiwen.summary.sheet import Clash, FigureRow, Line, Person, Sheet
from yiwen.summary.verify import Checked, Doubt, Precision, Verification
from yiwen.types import Span


def summary_json(sheet: Sheet) -> str:
    """Return the sheet as a JSON object (RFC 8259) that ends in a line feed."""
    return json_text(
        {
            "shape": sheet.shape.value,
            "title": sheet.title,
            "text": " ".join(line.text for line in sheet.lines),
            "origin": {"outlet": sheet.origin.outlet, "date": sheet.origin.date, "address": sheet.origin.address},
            "sentences": [_line(line) for line in sheet.lines],
            "figures": [_figure(row) for row in sheet.figures],
            "people": [_person(one) for one in sheet.people],
            "clashes": [_clash(clash) for clash in sheet.clashes],
            "unverified": list(sheet.unverified),
            "made": sheet.made,
            "model": sheet.summary.model if sheet.summary else None,
        }
    )


def verification_json(found: Verification) -> str:
    """Return the verification as a JSON object that ends in a line feed."""
    return json_text(
        {
            "summary": found.summary,
            "report": found.report,
            "supported": not found.failing,
            "figure_precision": _precision(found.figures),
            "name_precision": _precision(found.names),
            "term_precision": _precision(found.terms),
            "entity_precision": _precision(found.entities),
            "sentences": [_checked(sentence) for sentence in found.sentences],
        }
    )


def _span(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": line.text,
        "document": line.document,
        "segment": line.segment,
        **_span(line.span),
        "put_in": [_span(mark) for mark in line.marks],
        "also": list(line.also),
        "zh": line.zh,
        "by_model": line.model,
    }


def _figure(row: FigureRow) -> dict[str, Any]:
    figure = row.figure
    return {
        "text": figure.text,
        "value": figure.value,
        "unit": figure.unit,
        "of": figure.of,
        "year": row.year or None,
        "compared": row.compared or None,
        "stage": row.stage or None,
        "segment": figure.segment,
        **_span(figure.span),
    }


def _person(one: Person) -> dict[str, Any]:
    return {"name": one.name, "post": one.post, "segment": one.segment, **_span(one.span)}


def _clash(clash: Clash) -> dict[str, Any]:
    return {"what": clash.what, "one": _line(clash.one), "other": _line(clash.other)}


def _precision(precision: Precision) -> dict[str, Any]:
    return {"found": precision.found, "supported": precision.supported, "value": precision.value}


def _checked(sentence: Checked) -> dict[str, Any]:
    return {
        "text": sentence.text,
        "segment": sentence.segment,
        **_span(sentence.span),
        "status": sentence.status.value,
        "evidence": [
            {"segment": e.segment, **_span(e.span), "text": e.text, "share": e.share} for e in sentence.evidence
        ],
        "doubts": [_doubt(doubt) for doubt in sentence.doubts],
    }


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind.value,
        "status": doubt.status.value,
        **_span(doubt.span),
        "observed": doubt.observed,
        "expected": doubt.expected,
        "message": doubt.message,
    }
