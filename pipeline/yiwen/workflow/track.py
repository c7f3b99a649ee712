"""A repair as tracked changes: what the comments say, and what is left to a person because another hand is at it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from yiwen.formats.office.tracked import Remark, Remarks, TrackedWriter, inserted
from yiwen.text.edits import apply
from yiwen.types import Document, Edit, Finding, Fix, Revision, Severity, Span
from yiwen.workflow.settings import Finder

_HELD = "It stands in a change that someone else made and nobody has accepted yet: accept or refuse that one first."
_LONGEST = 80  # characters of what is quoted
_SOURCES = 2
_CANDIDATES = 4


def tracked_writer(finder: Finder, author: str) -> TrackedWriter:
    """Return a writer of Word files whose comments give the reasons of the finder's rules."""
    return TrackedWriter(author, remarks(finder))


def hold_back(document: Document, revisions: Sequence[Revision]) -> tuple[Revision, ...]:
    """Return the revisions without the edits of text that is a tracked insertion already: these are findings left.

    A deletion within another's insertion is lost in some programs, and the other's hand is not ours to hide.

    Raises:
        DocumentError: the document is not of Word.
    """
    pairs = zip(revisions, inserted(document), strict=True)
    return tuple(_held_back(revision, taken) if taken else revision for revision, taken in pairs)


def remarks(finder: Finder) -> Remarks:
    """Return what gives the comment on an edit or a finding: reason, sources and rule; nothing on a mere note."""

    def remark(item: Edit | Finding) -> Remark | None:
        names = item.rule.split("+")
        rules = [finder.rules[name] for name in names if name in finder.rules]
        sources = list(dict.fromkeys(source for rule in rules for source in rule.sources))[:_SOURCES]
        end = (*(f"Source: {source}" for source in sources), f"Rule: {', '.join(names)}")
        if isinstance(item, Edit):
            why = dict.fromkeys(rule.why for rule in rules)
            return Remark(f"{_quoted(item.before)} → {_quoted(item.after)}", (*why, *end))
        if item.severity is Severity.NOTE and item.fix is Fix.NEVER:
            return None
        return Remark(_quoted(item.observed), (*_asked(item), *end))

    return remark


def _held_back(revision: Revision, taken: Sequence[Span]) -> Revision:
    held = [edit for edit in revision.edits if any(_touches(edit.span, span) for span in taken)]
    if not held:
        return revision
    edits = tuple(edit for edit in revision.edits if edit not in held)
    left = sorted((*revision.left, *map(_finding, held)), key=lambda finding: finding.span)
    return replace(revision, after=apply(revision.before, edits), edits=edits, left=tuple(left))


def _touches(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end if one.start == one.end else one.overlaps(other)


def _finding(edit: Edit) -> Finding:
    return Finding(edit.rule, "tracked", Severity.WARNING, edit.span, edit.before, _HELD, edit.after, Fix.REVIEW)


def _asked(finding: Finding) -> Sequence[str]:
    """Return what a finding asks a person to decide."""
    if finding.suggestion is None:
        first = f"Please check {_quoted(finding.observed)}."
    else:
        first = f"To decide: {_quoted(finding.observed)} → {_quoted(finding.suggestion)}?"
    others = [one for one in finding.candidates if one != finding.suggestion][:_CANDIDATES]
    return (first, finding.message, *((f"Other renderings: {'; '.join(others)}",) if others else ()))


def _quoted(text: str) -> str:
    """Return words as a comment quotes them; a space alone or nothing has a name."""
    if not text.strip():
        return "a space" if text else "nothing"
    text = re.sub(r"\s", " ", text)
    return f"“{text}”" if len(text) <= _LONGEST else f"“{text[:50]} … {text[-20:]}”"
