"""The records that the packages hand to one another: frozen, with the invariants that one record alone can hold.

What binds two records (`segment.mt[finding.span] == finding.observed`) is tested, not constructed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal, Protocol


class Fix(StrEnum):
    """How far a change may be trusted: applied unasked, applied with `--unsafe`, or only reported."""

    SAFE = "safe"
    REVIEW = "review"
    NEVER = "never"


class Severity(StrEnum):
    """How bad a finding is, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points in a segment's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not {self.start}, {self.end}")

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share a code point; an empty span overlaps what it stands strictly inside."""
        return self.start < other.end and other.start < self.end

    def moved(self, offset: int) -> "Span":
        """Return the range so much further on."""
        return Span(self.start + offset, self.end + offset)

    def of(self, text: str) -> str:
        """Return the stretch of the text."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of machine output (`mt`), with its source and reference where they are known.

    `locked` spans (code, URLs, tags, placeholders) are never edited; `ignored` are the rules, or patterns of them, that
    a comment in the file switches off here.
    """

    id: str
    mt: str
    src: str | None = None
    ref: str | None = None
    locked: tuple[Span, ...] = ()
    ignored: tuple[str, ...] = ()

    def is_locked(self, span: Span) -> bool:
        """Return whether a span of the machine output touches what is locked."""
        return any(span.overlaps(lock) for lock in self.locked)


@dataclass(frozen=True, slots=True)
class Document:
    """A file, or the rows of one document in it. `skeleton` is the format's own: what its writer needs."""

    name: str
    format: str
    segments: tuple[Segment, ...]
    skeleton: Any = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Rule:
    """What a report says of a rule: an entry of the glossary or a check.

    `page` is where the glossary's pages tell of it (`pages/land.md#mu-not-acre`), "" for a rule of the user's own.
    """

    id: str
    kind: str
    title: str
    why: str
    sources: tuple[str, ...] = ()
    page: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong, or doubtful, at a place of a segment's text.

    `suggestion` replaces `observed` where a change is known; `candidates` are further renderings, best first;
    `confidence` is 0 to 1.
    """

    rule: str
    kind: str
    severity: Severity
    span: Span
    observed: str
    message: str
    suggestion: str | None = None
    fix: Fix = Fix.NEVER
    confidence: float = 1.0
    src_span: Span | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: `text[span] == before` becomes `after`; `src_span` is what of the source it comes from."""

    span: Span
    before: str
    after: str
    rule: str
    src_span: Span | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        if self.span.end - self.span.start != len(self.before):
            raise ValueError("an edit's span is as long as what it replaces")


@dataclass(frozen=True, slots=True)
class Revision:
    """A segment's text before and after; `edits` are sorted and disjoint, `left` are the findings not applied."""

    before: str
    after: str
    edits: tuple[Edit, ...] = ()
    left: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit as written at `span`.

    `value` is in `unit` as written, scale words multiplied in ("1.2 billion yuan": 1.2e9, "yuan"). `unit` is the
    canonical singular name ("mu", "hectare", "square meter", "yuan", "percent", "percentage point", "" for a count).
    `dimension` is one of area, length, mass, volume, energy, power, duration, money, ratio, count, ordinal, year, date,
    label.
    `step` is half a unit of the last printed digit: the rounding of the writer. `bound` is "", "about", "over",
    "nearly", "at least" or "at most". `high` is the upper end of a range ("3 to 5 percent"), else None.
    """

    span: Span
    value: float
    unit: str
    dimension: str
    step: float = 0.0
    bound: str = ""
    high: float | None = None


@dataclass(frozen=True, slots=True)
class SummarySentence:
    """A sentence of a summary and where it came from: `segment` is an id, `span` a place in that segment's text."""

    text: str
    segment: str
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: as written, its unit, what it is of, and where it stands."""

    text: str
    value: float
    unit: str
    of: str
    segment: str
    span: Span


@dataclass(frozen=True, slots=True)
class Summary:
    """A short text in which every sentence and figure can be traced to the report."""

    sentences: tuple[SummarySentence, ...]
    figures: tuple[Figure, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    model: str | None = None

    @property
    def text(self) -> str:
        """The sentences as one paragraph."""
        return " ".join(sentence.text for sentence in self.sentences)


class Summarizer(Protocol):
    """A model that answers a prompt in words; a back-end is its only implementer.

    `name` is id@revision, as a summary names it; `context` is the most tokens of a prompt and its answer together.
    """

    @property
    def name(self) -> str:
        """The model's id@revision."""
        ...

    @property
    def context(self) -> int:
        """The most tokens of a prompt and its answer together."""
        ...

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        ...

    def answer(self, prompt: str, limit: int) -> str:
        """Return the model's answer, of at most `limit` tokens; raises ModelError where it has none to give."""
        ...


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of Chinese to be translated as one.

    `number` counts the passages of a whole run from 0; `before` is the Chinese that stands before it; `terms` are pairs
    of the Chinese that stands in it and the English that a termbase wants for it.
    """

    text: str
    number: int = 0
    before: str = ""
    terms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Translation:
    """What a model made of a passage. With a `problem` (what is wrong with the answer) the text may not be used."""

    text: str
    problem: str = ""


class Translator(Protocol):
    """A model that translates; a back-end is its only implementer.

    `name` is id@revision; `context` the most tokens of a passage (0: no limit); `window` how many passages it likes to
    be given at once; `takes_terms` and `takes_context` tell whether it heeds a passage's terms and what stands before
    it. `unit` is what a passage is: a sentence, a paragraph, or a paragraph "as-is": with its code and addresses, and
    whether or not it holds Chinese.
    """

    @property
    def name(self) -> str:
        """The model's id@revision."""
        ...

    @property
    def context(self) -> int:
        """The most tokens of a passage, 0 where there is no limit."""
        ...

    @property
    def window(self) -> int:
        """How many passages it likes to be given at once."""
        ...

    @property
    def unit(self) -> Literal["sentence", "paragraph", "as-is"]:
        """What a passage is."""
        ...

    @property
    def takes_terms(self) -> bool:
        """Whether it heeds the terms of a passage."""
        ...

    @property
    def takes_context(self) -> bool:
        """Whether it heeds what stands before a passage."""
        ...

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        ...

    def translate(self, passages: Sequence[Passage], attempt: int = 0) -> list[Translation]:
        """Return a translation a passage, in order; a later attempt decodes otherwise than the one before.

        Raises:
            ModelError: the model cannot be asked at all.
        """
        ...


@dataclass(frozen=True, slots=True)
class Score:
    """A metric's value with the signature that lets someone else reproduce it; `low` and `high` bound its interval.

    `n` is the number of segments; `statistics` is a row of sufficient statistics a segment, where they are kept.
    """

    metric: str
    value: float
    signature: str
    n: int
    low: float | None = None
    high: float | None = None
    statistics: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class TermCount:
    """How often a term is mentioned in the source, and what became of it.

    `right` mentions had an accepted rendering, `mended` ones were given one; the others are `open`, and stand in the
    segments of these ids, each as often as it has one.
    """

    zh: str
    en: str
    right: int
    mended: int
    open: tuple[str, ...] = ()

    @property
    def mentions(self) -> int:
        """How often the source has the term."""
        return self.right + self.mended + len(self.open)


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """What was done to one document: a revision a segment, in order; `terms` are those of the user's termbase."""

    document: Document
    revisions: tuple[Revision, ...]
    summary: Summary | None = None
    scores: tuple[Score, ...] = ()
    terms: tuple[TermCount, ...] = ()


@dataclass(frozen=True, slots=True)
class MadeWith:
    """What made a report: enough to make it again."""

    version: str
    glossary_digest: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """The whole of a run: documents, the rules that spoke in them, and what made it."""

    documents: tuple[DocumentReport, ...]
    rules: tuple[Rule, ...]
    made_with: MadeWith
