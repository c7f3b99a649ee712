"""Score systems against references: read, check, measure."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from yiwen.errors import EvaluationError
from yiwen.eval.corpus import parse_hypotheses, parse_references, read_bytes
from yiwen.eval.metrics import DEFAULT_METRICS, Scorer
from yiwen.types import Score


@dataclass(frozen=True, slots=True)
class Side:
    """A file of one side of the comparison: its name, its segments, the digest of its bytes."""

    name: str
    segments: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Row:
    """A system's scores, one a metric."""

    system: Side
    scores: tuple[Score, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The systems scored against the same references."""

    references: tuple[Side, ...]
    rows: tuple[Row, ...]


def score_files(
    hypotheses: Sequence[Path],
    references: Sequence[Path],
    metrics: Sequence[str] = DEFAULT_METRICS,
    *,
    allow_empty: bool = False,
) -> Table:
    """Return the scores of each file of hypotheses against all the references together.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the files do not go together, or a metric is unknown.
    """
    if not hypotheses:
        raise EvaluationError("hypotheses: none given; give at least one file")
    sides = tuple(_side(path, references=True) for path in references)
    scorer = Scorer([side.segments for side in sides], metrics, names=[side.name for side in sides])
    rows = []
    for path in hypotheses:
        system = _side(path, references=False)
        scores = scorer.score(system.segments, name=system.name, allow_empty=allow_empty)
        rows.append(Row(system, scores))
    return Table(sides, tuple(rows))


def _side(path: Path, *, references: bool) -> Side:
    data = read_bytes(path)
    parse = parse_references if references else parse_hypotheses
    return Side(str(path), parse(data, str(path)), sha256(data).hexdigest())
