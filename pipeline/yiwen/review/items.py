"""What a person decides on: each change that a repair makes, and each finding that it leaves."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from yiwen.review.options import MOST, options
from yiwen.text.segment import sentences
from yiwen.types import Document, Edit, Finding, Fix, Revision, Rule, Segment, Severity, Span
from yiwen.workflow.fix import repaired
from yiwen.workflow.kept import with_kept
from yiwen.workflow.settings import Finder

_TRUST = (Fix.SAFE, Fix.REVIEW, Fix.NEVER)


@dataclass(frozen=True, slots=True)
class Item:
    """A change or a finding, with what a person needs to decide on it.

    `key` is its content: the same words in the same segment have the same key in every draft, and `near` the same in
    the same sentence. `segment` counts over all documents. `applied` items stand unless they are refused. `options`
    are other texts to write, ready for the place; `findings` are those of the revision that it answers for.
    """

    key: str
    near: str
    segment: int
    span: Span
    before: str
    after: str | None
    rules: tuple[str, ...]
    kind: str
    severity: Severity
    safety: Fix
    message: str
    confidence: float
    applied: bool
    locked: bool
    src_span: Span | None = None
    options: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A segment with its repair and the items in it, in text order; `key` is that of its text as a whole."""

    key: str
    number: int
    segment: Segment
    revision: Revision
    items: tuple[Item, ...]


def passages(documents: Iterable[Document], finder: Finder) -> tuple[Passage, ...]:
    """Return every segment of the documents, in order, with what is to be decided in it."""
    drafts: list[tuple[Segment, Revision, list[Item]]] = []
    for document in documents:
        for segment, revision, findings in _analyzed(document, finder):
            drafts.append((segment, revision, list(_drafts(len(drafts), segment, revision, findings, finder.rules))))
    return tuple(_keyed(drafts))


def _analyzed(whole: Document, finder: Finder) -> Iterator[tuple[Segment, Revision, Sequence[Finding]]]:
    """Yield each segment with its repair, and with all that was found in it before anything was changed."""
    revisions, findings = repaired(whole, finder)
    kept = with_kept(whole, finder.settings.keep)
    yield from zip(kept.segments, revisions, findings, strict=True)


def _drafts(
    index: int, segment: Segment, revision: Revision, findings: Sequence[Finding], rules: dict[str, Rule]
) -> Iterator[Item]:
    """Yield the items of a segment in text order, not yet keyed."""
    made = [_of_edit(index, edit, findings, rules) for edit in revision.edits]
    left = [_of_findings(index, segment, group) for group in _alike(revision.left)]
    yield from sorted((*made, *left), key=lambda item: item.span)


def _alike(findings: Iterable[Finding]) -> Iterator[tuple[Finding, ...]]:
    """Yield findings that say the same at the same place together, the most trusted first."""
    groups: dict[object, list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.span, finding.suggestion, finding.rule), []).append(finding)
    for group in groups.values():
        yield tuple(sorted(group, key=_by_trust))


def _by_trust(finding: Finding) -> tuple[int, float]:
    return _TRUST.index(finding.fix), -finding.confidence


def _of_edit(index: int, edit: Edit, findings: Sequence[Finding], rules: dict[str, Rule]) -> Item:
    """Return the item of an applied change, told by the finding it came from; a later pass's has only its rule."""
    names = tuple(edit.rule.split("+"))
    there = sorted((f for f in findings if f.span == edit.span or f.span.overlaps(edit.span)), key=_by_trust)
    mine = next((f for f in there if f.rule in names), None)
    rule = rules.get(names[0])
    others = [f.suggestion for f in there if f.span == edit.span and f.suggestion not in (None, edit.after)]
    return Item(
        key="",
        near="",
        segment=index,
        span=edit.span,
        before=edit.before,
        after=edit.after,
        rules=names,
        kind=mine.kind if mine else rule.kind if rule else "other",
        severity=mine.severity if mine else Severity.WARNING,
        safety=mine.fix if mine else Fix.SAFE,
        message=mine.message if mine else rule.why if rule else "",
        confidence=mine.confidence if mine else 1.0,
        applied=True,
        locked=False,
        src_span=mine.src_span if mine else None,
        options=tuple(dict.fromkeys((*others, *options(edit.before, edit.after, mine.candidates if mine else ()))))[
            :MOST
        ],
    )


def _of_findings(index: int, segment: Segment, group: tuple[Finding, ...]) -> Item:
    first = group[0]
    return Item(
        key="",
        near="",
        segment=index,
        span=first.span,
        before=first.observed,
        after=first.suggestion,
        rules=(first.rule,),
        kind=first.kind,
        severity=first.severity,
        safety=first.fix,
        message=first.message,
        confidence=first.confidence,
        applied=False,
        locked=segment.is_locked(first.span),
        src_span=first.src_span,
        options=options(first.observed, first.suggestion, first.candidates),
        findings=group,
    )


def _keyed(drafts: Iterable[tuple[Segment, Revision, list[Item]]]) -> Iterator[Passage]:
    """Yield the passages, each key counting how often the very same stood before in the file."""
    seen: Counter[tuple[str, ...]] = Counter()
    for number, (segment, revision, items) in enumerate(drafts, 1):
        around = _Sentences(segment.mt) if items else None
        keyed = tuple(
            replace(item, key=_key(seen, segment.mt, item), near=_key(seen, around.of(item.span), item))
            for item in items
            if around is not None
        )
        yield Passage(_digest(seen, ("passage", segment.mt)), number, segment, revision, keyed)


def _key(seen: Counter[tuple[str, ...]], context: str, item: Item) -> str:
    after = "none" if item.after is None else f"text {item.after}"
    return _digest(seen, ("item", context, "+".join(item.rules), item.before, after))


def _digest(seen: Counter[tuple[str, ...]], content: tuple[str, ...]) -> str:
    seen[content] += 1
    whole = "\0".join((*content, str(seen[content])))
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:32]


class _Sentences:
    """The sentences of a text, to ask which one holds a place."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = sentences(text)
        self._starts = [span.start for span in self._spans]

    def of(self, span: Span) -> str:
        """Return the sentence in which a span begins."""
        if not self._spans:
            return self._text
        return "sentence\0" + self._spans[max(0, bisect_right(self._starts, span.start) - 1)].of(self._text).strip()
