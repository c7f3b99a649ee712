"""Findings as a SARIF 2.1.0 log (OASIS, 2020), which code hosts and editors show beside the text."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from yiwen import __version__
from yiwen.report.json_text import json_text
from yiwen.types import Rule, Severity
from yiwen.workflow.check import Located, source_words, told

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_CONTEXT = 24  # code points on either side that tell one occurrence from another


def to_sarif(found: Iterable[Located], rules: Mapping[str, Rule], pages: str) -> str:
    """Return the findings as a SARIF log of one run, JSON that ends in a line feed.

    `pages` is the address under which the glossary's pages stand. Columns count code points. A finding in a format
    without lines of its own (a row, a document) is placed by its segment. The fingerprint depends on the rule, the
    words and what stands round them, not on the line, so that a host knows a finding again in the next draft.
    """
    results: list[dict[str, Any]] = []
    spoken: dict[str, int] = {}
    for located in found:
        index = spoken.setdefault(located.finding.rule, len(spoken))
        results.append(_result(located, index))
    driver = {
        "name": "yiwen",
        "semanticVersion": __version__,
        "rules": [_rule(name, rules.get(name), pages) for name in spoken],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str, rule: Rule | None, pages: str) -> dict[str, Any]:
    if rule is None:
        return {"id": name}
    told = {
        "id": name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.why or rule.title},
        "help": {"text": "\n".join((rule.why or rule.title, *(f"Source: {source}" for source in rule.sources)))},
        "properties": {"tags": [rule.kind]},
    }
    if rule.page:
        told["helpUri"] = f"{pages.rstrip('/')}/{rule.page}"
    return told


def _result(located: Located, index: int) -> dict[str, Any]:
    finding = located.finding
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": "note" if finding.severity is Severity.NOTE else str(finding.severity),
        "message": {"text": told(located.finding)},
        "locations": [_location(located)],
        "rank": round(100 * finding.confidence, 1),
        "partialFingerprints": {"yiwen/v1": _fingerprint(located)},
        "properties": {"kind": finding.kind, "fix": str(finding.fix)},
    }
    words = source_words(located)
    if words:
        result["properties"]["source"] = words
    if finding.suggestion is not None and located.in_file:
        result["fixes"] = [_fix(located, finding.suggestion)]
    return result


def _location(located: Located) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": quote(located.file)}}
    if located.in_file:
        physical["region"] = {**_region(located), "snippet": {"text": located.finding.observed}}
        return {"physicalLocation": physical}
    name = f"{located.file}[{located.segment.id}]"
    logical = {"name": located.segment.id, "fullyQualifiedName": name, "kind": "element"}
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _region(located: Located) -> dict[str, int]:
    return {
        "startLine": located.line,
        "startColumn": located.column,
        "endLine": located.end_line,
        "endColumn": located.end_column,
    }


def _fix(located: Located, suggestion: str) -> dict[str, Any]:
    replacement = {"deletedRegion": _region(located), "insertedContent": {"text": suggestion}}
    change = {"artifactLocation": {"uri": quote(located.file)}, "replacements": [replacement]}
    return {"description": {"text": f"Write '{suggestion}'"}, "artifactChanges": [change]}


def _fingerprint(located: Located) -> str:
    text, span = located.segment.mt, located.finding.span
    around = text[max(0, span.start - _CONTEXT) : span.end + _CONTEXT]
    words = "\x00".join((located.finding.rule, located.finding.observed, " ".join(around.split())))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
