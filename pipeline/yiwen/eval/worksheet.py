"""A worksheet for people: segments to score and terms to judge, systems hidden; and reading it back."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yiwen.errors import DocumentError, EvaluationError
from yiwen.eval.correlation import cohen_kappa, kendall
from yiwen.eval.human import Judgement
from yiwen.eval.occurrences import TermIndex
from yiwen.formats.atomic import write_atomically
from yiwen.formats.sheets import Sheet, read_workbook, write_workbook

SEED = 12345
VERDICTS = ("right", "wrong", "missing", "unsure")
_SEGMENTS = (
    "item",
    "document",
    "source",
    "translation",
    "reference",
    "score 0-100",
    "major errors",
    "minor errors",
    "comment",
)
_TERMS = ("item", "source", "term", "accepted renderings", "translation", "verdict", "comment")
_KEY = ("item", "segment", "system")
_WIDTHS = {"source": 48, "translation": 60, "reference": 60, "accepted renderings": 36, "comment": 30}


@dataclass(frozen=True, slots=True)
class Item:
    """A translation that a person is to judge; `item` is the name that hides segment and system."""

    item: str
    segment: str
    document: str
    system: str
    source: str
    translation: str
    reference: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What one person wrote into a worksheet."""

    rater: str
    judgements: tuple[Judgement, ...]
    verdicts: Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class RaterAgreement:
    """How far two people agree: Kendall's tau of scores, Cohen's kappa of verdicts, and on how many items."""

    first: str
    second: str
    scored: int
    kendall: float | None
    judged: int
    kappa: float | None


def sample(items: Sequence[Item], count: int, *, seed: int = SEED) -> list[Item]:
    """Return a sample of segments with every system's translation of each, in random order, under neutral names."""
    rng = random.Random(seed)  # noqa: S311  # a sample that can be drawn again, not a secret
    segments = sorted({item.segment for item in items})
    chosen = set(rng.sample(segments, min(count, len(segments))))
    kept = [item for item in items if item.segment in chosen]
    rng.shuffle(kept)
    return [
        Item(f"T{number:04}", one.segment, one.document, one.system, one.source, one.translation, one.reference)
        for number, one in enumerate(kept, 1)
    ]


def write_worksheet(path: Path, items: Sequence[Item], index: TermIndex | None) -> None:
    """Write the worksheet: sheets of segments and terms to fill in, and the key on a hidden sheet.

    Raises:
        DocumentError: the file cannot be written.
    """
    sheets = [Sheet("segments", _SEGMENTS, tuple(_to_score(item) for item in items), _WIDTHS)]
    if index is not None:
        sheets.append(Sheet("terms", _TERMS, tuple(_terms(items, index)), _WIDTHS, {"verdict": VERDICTS}))
    key = tuple((item.item, item.segment, item.system) for item in items)
    sheets.append(Sheet("key", _KEY, key, _WIDTHS, hidden=True))
    write_atomically(path, [write_workbook(sheets)])


def read_worksheet(path: Path) -> Filled:
    """Return what was filled in; the file's name stands for the person.

    Raises:
        EvaluationError: the file is no worksheet of ours.
    """
    try:
        tables = read_workbook(path)
        key = {row["item"]: row for row in tables["key"]}
        segments, terms = tables["segments"], tables.get("terms", [])
    except (DocumentError, KeyError) as error:
        raise EvaluationError(f"{path}: not a worksheet of yiwen ({error}); give the file that was filled in") from None
    judgements = tuple(_judgement(row, key, path) for row in segments if row["score 0-100"] not in (None, ""))
    verdicts = {
        (str(row["item"]), str(row["term"])): str(row["verdict"]).strip().lower() for row in terms if row["verdict"]
    }
    return Filled(path.stem, judgements, verdicts)


def agreement(first: Filled, second: Filled) -> RaterAgreement:
    """Return how far two people agree on what both filled in."""
    one, other = ({(j.system, j.segment): j.value for j in filled.judgements} for filled in (first, second))
    scored = [key for key in one if key in other]
    judged = [key for key in first.verdicts if key in second.verdicts]
    return RaterAgreement(
        first.rater,
        second.rater,
        len(scored),
        kendall([one[key] for key in scored], [other[key] for key in scored]),
        len(judged),
        cohen_kappa([first.verdicts[key] for key in judged], [second.verdicts[key] for key in judged]),
    )


def _to_score(item: Item) -> tuple[str | None, ...]:
    return (item.item, item.document, item.source, item.translation, item.reference, None, None, None, None)


def _terms(items: Sequence[Item], index: TermIndex) -> Iterator[tuple[str | None, ...]]:
    for item in items:
        for number, hit in enumerate(index.in_source(item.source), 1):
            entry = index.entries[hit.term]
            term = f"{item.source[hit.start : hit.end]} ({number})"
            yield item.item, item.source, term, " | ".join(entry.en), item.translation, None, None


def _judgement(row: Mapping[str, Any], key: Mapping[Any, Mapping[str, Any]], path: Path) -> Judgement:
    hidden = key.get(row["item"])
    try:
        score = float(row["score 0-100"])
    except (TypeError, ValueError):
        raise EvaluationError(f"{path}: item {row['item']}: the score '{row['score 0-100']}' is no number") from None
    if hidden is None or not 0 <= score <= 100:
        raise EvaluationError(f"{path}: item {row['item']}: unknown, or its score {score:g} is not from 0 to 100")
    texts = (str(row["source"]), str(row["translation"]))
    return Judgement(
        str(hidden["system"]), str(row["document"] or ""), str(hidden["segment"]), path.stem, *texts, (), score
    )
