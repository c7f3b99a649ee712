"""What a report says of each segment: its changes and its findings left, in the order of the text, and their counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from yiwen.types import DocumentReport, Edit, Finding, Fix, Report, Revision, Rule, Segment, Span

UNKNOWN_KIND = "other"


class Safety(StrEnum):
    """What became of a finding: applied, left for a person to decide, or only reported."""

    APPLIED = "applied"
    REVIEW = "review"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class Change:
    """An edit, or a finding left; `span` is in the text before, `number` counts from 1 within the segment.

    `src_span` is what of the source it comes from, where that is known.
    """

    number: int
    safety: Safety
    kind: str
    rule: str
    span: Span
    before: str
    after: str | None
    finding: Finding | None = None
    src_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment as a report shows it; `number` counts from 1 within the document."""

    number: int
    segment: Segment
    revision: Revision
    changes: tuple[Change, ...]

    @property
    def own_id(self) -> str:
        """The segment's id, where the file gives it one: a cell, a unit, a row; "" where it is but its number."""
        return "" if self.segment.id == str(self.number) else self.segment.id


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document as a report shows it; `number` counts from 1."""

    number: int
    report: DocumentReport
    passages: tuple[Passage, ...]

    @property
    def name(self) -> str:
        """The document's name, without its folders: a report is sent on to people."""
        return PurePath(self.report.document.name).name or self.report.document.name

    @property
    def changes(self) -> tuple[Change, ...]:
        """All that was changed and found in the document."""
        return tuple(change for passage in self.passages for change in passage.changes)

    @property
    def by_id(self) -> dict[str, Passage]:
        """The passages by the id of their segment; the first one where an id stands twice."""
        return {passage.segment.id: passage for passage in reversed(self.passages)}


def rules_of(name: str, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """Return the known rules behind a name; an edit that joins those of several names them all, with + between."""
    names = [name] if name in rules else name.split("+")
    return tuple(rules[one] for one in names if one in rules)


def rules_by_id(report: Report) -> dict[str, Rule]:
    """Return the report's rules by their id."""
    return {rule.id: rule for rule in report.rules}


def chapters(report: Report) -> tuple[Chapter, ...]:
    """Return the report's documents with what was changed and found in them, in order."""
    rules = rules_by_id(report)
    return tuple(
        Chapter(number, document, _passages(document, rules)) for number, document in enumerate(report.documents, 1)
    )


def _passages(document: DocumentReport, rules: Mapping[str, Rule]) -> tuple[Passage, ...]:
    pairs = zip(document.document.segments, document.revisions, strict=True)
    return tuple(
        Passage(number, segment, revision, changes_of(revision, rules))
        for number, (segment, revision) in enumerate(pairs, 1)
    )


def changes_of(revision: Revision, rules: Mapping[str, Rule]) -> tuple[Change, ...]:
    """Return the revision's edits and findings left, by place, numbered from 1."""
    items: list[Edit | Finding] = [*revision.edits, *revision.left]
    items.sort(key=lambda item: item.span)
    return tuple(
        _applied(number, item, rules) if isinstance(item, Edit) else _left(number, item)
        for number, item in enumerate(items, 1)
    )


def _applied(number: int, edit: Edit, rules: Mapping[str, Rule]) -> Change:
    known = rules_of(edit.rule, rules)
    kind = known[0].kind if known else UNKNOWN_KIND
    return Change(number, Safety.APPLIED, kind, edit.rule, edit.span, edit.before, edit.after, src_span=edit.src_span)


def _left(number: int, finding: Finding) -> Change:
    # A safe finding that was not applied lost to another one at its place, or was ignored: a person decides.
    safety = Safety.REPORTED if finding.fix is Fix.NEVER else Safety.REVIEW
    return Change(
        number,
        safety,
        finding.kind,
        finding.rule,
        finding.span,
        finding.observed,
        finding.suggestion,
        finding,
        finding.src_span,
    )


def grouped(changes: Iterable[Change]) -> tuple[tuple[Change, ...], ...]:
    """Return the changes of one rule, kind and safety together; the groups stand in the order of their first change."""
    groups: dict[tuple[str, str, Safety], list[Change]] = {}
    for change in changes:
        groups.setdefault((change.rule, change.kind, change.safety), []).append(change)
    return tuple(tuple(group) for group in groups.values())


def count_by_kind(changes: Iterable[Change]) -> dict[str, Counter[Safety]]:
    """Return how many changes of each safety each kind has, the commonest kind first, equals by name."""
    counts: dict[str, Counter[Safety]] = {}
    for change in changes:
        counts.setdefault(change.kind, Counter())[change.safety] += 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1].total(), item[0])))


def count_by_safety(changes: Iterable[Change]) -> Counter[Safety]:
    """Return how many changes each safety has."""
    return Counter(change.safety for change in changes)
