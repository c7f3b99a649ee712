"""Findings as JUnit XML, which build servers show as tests: a suite a document, a case a finding, for Jenkins."""

import re
from collections.abc import Iterable
from itertools import groupby
from xml.sax.saxutils import escape, quoteattr

from yiwen.types import Severity
from yiwen.workflow.check import Located, changed, fails, told

_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what XML 1.0 cannot hold

_ALL_WELL = (
    '<testsuite name="yiwen" tests="1" failures="0"><testcase classname="yiwen" name="no findings"/></testsuite>'
)


def to_junit(found: Iterable[Located], fail_on: Severity | None) -> str:
    """Return the findings as JUnit XML; those as bad as `fail_on` or worse are failures, the others only told.

    A document in which nothing was found has no suite; where there is none at all, one case says that all is well.
    """
    suites = [_suite(name, list(group), fail_on) for name, group in groupby(found, lambda one: one.file)]
    if not suites:
        suites = [_ALL_WELL]
    return '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n' + "\n".join(suites) + "\n</testsuites>\n"


def _suite(name: str, found: list[Located], fail_on: Severity | None) -> str:
    failures = sum(_fails(one, fail_on) for one in found)
    head = f'<testsuite name={_attribute(name)} tests="{len(found)}" failures="{failures}">'
    return "\n".join((head, *(_case(one, fail_on) for one in found), "</testsuite>"))


def _case(located: Located, fail_on: Severity | None) -> str:
    finding = located.finding
    place = f"{located.line}:{located.column}" if located.in_file else f"{located.segment.id}:{located.column}"
    name = _attribute(f"{finding.rule} at {place}")
    if _fails(located, fail_on):
        kind, message = _attribute(str(finding.severity)), _attribute(changed(finding) or finding.message)
        result = f"<failure type={kind} message={message}>{_text(told(finding))}</failure>"
    else:
        result = f"<system-out>{_text(told(finding))}</system-out>"
    return f"<testcase classname={_attribute(located.file)} name={name}>{result}</testcase>"


def _fails(located: Located, fail_on: Severity | None) -> bool:
    return fail_on is not None and fails(located, fail_on)


def _attribute(text: str) -> str:
    return quoteattr(_UNPRINTABLE.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _text(text: str) -> str:
    return escape(_UNPRINTABLE.sub("\ufffd", text))
