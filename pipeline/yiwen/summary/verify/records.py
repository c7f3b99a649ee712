"""What a verification says: of each sentence where it comes from and what is wrong with it, and how much is right."""

from dataclasses import dataclass, field
from enum import StrEnum

from yiwen.types import Span


class Kind(StrEnum):
    """What of a sentence is doubted."""

    FIGURE = "figure"
    UNIT = "unit"
    BOUND = "bound"
    DATE = "date"
    NAME = "name"
    TERM = "term"
    DIRECTION = "direction"
    NEGATION = "negation"
    MODALITY = "modality"
    SCOPE = "scope"
    BASIS = "basis"
    ATTRIBUTION = "attribution"
    WORDING = "wording"
    SENTENCE = "sentence"


class Status(StrEnum):
    """How well something is supported by the report, best first.

    `doubtful` is for a person to look at; `changed` and `unsupported` make a summary fail.
    """

    SUPPORTED = "supported"
    DOUBTFUL = "doubtful"
    CHANGED = "changed"
    UNSUPPORTED = "unsupported"


FAILING = frozenset({Status.CHANGED, Status.UNSUPPORTED})
_ORDER = tuple(Status)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something of a sentence that the report does not say: `text[span] == observed`; `expected` is what it says."""

    kind: Kind
    status: Status
    span: Span
    observed: str
    message: str
    expected: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of the report that supports one of the summary; `share` of the weight of its words is in both."""

    segment: str
    span: Span
    text: str
    share: float


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence of the summary: where it stands in it, what supports it, best first, and what is doubted."""

    segment: str
    span: Span
    text: str
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def status(self) -> Status:
        """The worst that is said of the sentence."""
        return max((doubt.status for doubt in self.doubts), key=_ORDER.index, default=Status.SUPPORTED)

    @property
    def fails(self) -> bool:
        """Whether something is changed or unsupported."""
        return self.status in FAILING


@dataclass(frozen=True, slots=True)
class Precision:
    """How many of the things that a summary names are in the report."""

    found: int = 0
    supported: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None where the summary names none."""
        return self.supported / self.found if self.found else None

    def __add__(self, other: "Precision") -> "Precision":
        return Precision(self.found + other.found, self.supported + other.supported)


@dataclass(frozen=True, slots=True)
class Verification:
    """A summary held against a report.

    `entities` is prec_s of Nan et al. 2021 (Entity-level Factual Consistency of Abstractive Text Summarization, EACL):
    of the named entities of the summary the share that is in the report, where a name of several words counts when any
    of its words is there. `figures`, `names` and `terms` are strict: the whole figure with its unit, the whole name.
    """

    summary: str
    report: str
    sentences: tuple[Checked, ...]
    figures: Precision = field(default_factory=Precision)
    names: Precision = field(default_factory=Precision)
    terms: Precision = field(default_factory=Precision)
    entities: Precision = field(default_factory=Precision)

    @property
    def failing(self) -> tuple[Checked, ...]:
        """The sentences in which something is changed or unsupported."""
        return tuple(sentence for sentence in self.sentences if sentence.fails)
