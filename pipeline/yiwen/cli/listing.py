"""Findings as lines for people, and in the forms that other tools read."""

import json
from collections.abc import Iterable, Iterator, Mapping

from yiwen.report.as_junit import to_junit
from yiwen.report.as_sarif import to_sarif
from yiwen.types import Rule, Severity
from yiwen.workflow.check import Located, changed, source_words, told

_SHORT, _HEAD, _TAIL = 60, 42, 18  # characters of words that are shown whole, and of longer ones at either end
_GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def listed(
    found: Iterable[Located], format: str, *, rules: Mapping[str, Rule], pages: str, fail_on: Severity | None
) -> Iterator[str]:
    """Yield the findings in a format: text, json (one list), github, sarif or junit.

    `rules` are those that may speak (they may still grow while the findings come), `pages` is where the glossary's
    pages stand, `fail_on` the level from which a finding is a failure.
    """
    match format:
        case "json":
            yield from _json_list(found)
        case "sarif":
            yield to_sarif(found, rules, pages).rstrip("\n")
        case "junit":
            yield to_junit(found, fail_on).rstrip("\n")
        case "github":
            yield from map(_annotation, found)
        case _:
            yield from map(_line, found)


def _json_list(found: Iterable[Located]) -> Iterator[str]:
    """Yield a JSON list, a record a line: as they come, so that memory does not grow with their number."""
    before = "["
    for located in found:
        yield before + json.dumps(_record(located), ensure_ascii=False)
        before = ","
    yield "]" if before == "," else "[]"


def _line(located: Located) -> str:
    """Return `file:line:column: severity rule: 'observed' -> 'suggestion' (safety). Message`."""
    finding = located.finding
    change = changed(finding, _short)
    if finding.suggestion is not None:
        change += f" ({finding.fix})"
    said = f"{change}. {finding.message}" if change else finding.message
    return f"{_place(located)}: {finding.severity} {finding.rule}: {said}"


def _place(located: Located) -> str:
    row = "" if located.in_file else f"[{located.segment.id}]"
    return f"{located.file}{row}:{located.line}:{located.column}"


def _short(text: str) -> str:
    """Return words in quotation marks; of many the first and the last."""
    text = " ".join(text.split())
    if len(text) <= _SHORT:
        return f"'{text}'"
    head, tail = text[:_HEAD].rpartition(" ")[0] or text[:_HEAD], text[-_TAIL:].partition(" ")[2] or text[-_TAIL:]
    return f"'{head} ... {tail}'"


def _record(located: Located) -> dict[str, object]:
    finding = located.finding
    return {
        "file": located.file,
        "segment": located.segment.id,
        "line": located.line,
        "column": located.column,
        "start": finding.span.start,
        "end": finding.span.end,
        "rule": finding.rule,
        "kind": finding.kind,
        "severity": str(finding.severity),
        "fix": str(finding.fix),
        "observed": finding.observed,
        "suggestion": finding.suggestion,
        "candidates": list(finding.candidates),
        "source": source_words(located),
        "confidence": finding.confidence,
        "message": finding.message,
    }


def _annotation(located: Located) -> str:
    """Return a workflow command of GitHub Actions."""
    finding = located.finding
    level = _GITHUB_LEVELS[finding.severity]
    place = f"file={_escaped(located.file, ':,')},line={located.line},col={located.column}"
    return f"::{level} {place},title={_escaped(finding.rule, ':,')}::{_escaped(told(finding, _short))}"


def _escaped(text: str, also: str = "") -> str:
    for letter in "%\r\n" + also:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
