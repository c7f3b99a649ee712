"""Human judgements: error spans in the tab-separated formats of WMT, MQM and ESA, read and written.

MQM (Freitag et al. 2021, as published in wmt-mqm-human-evaluation): a row an error, the span between <v> and </v> in
the target (or the source). ESA (Kocmi et al. 2024): a row a judgement, with a score of 0 to 100 and its spans as JSON.
"""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Literal

from yiwen.errors import EvaluationError
from yiwen.eval.corpus import read_bytes

Format = Literal["mqm", "esa"]

MQM_COLUMNS = ("system", "doc", "doc_id", "seg_id", "rater", "source", "target", "category", "severity")
ESA_COLUMNS = ("system", "doc", "seg_id", "rater", "source", "target", "score", "error_spans")
_OPEN, _CLOSE = "<v>", "</v>"
_NO_ERROR = "no-error"
_WEIGHTS = {"major": 5.0, "minor": 1.0, "critical": 5.0}
_PUNCTUATION = re.compile(r"fluency/punctuation", re.IGNORECASE)
_NON_TRANSLATION = re.compile(r"non-?translation", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ErrorSpan:
    """An error in the target (`start` and `end` -1: something is missing), or in the source."""

    start: int
    end: int
    severity: str
    category: str = ""
    in_source: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rater said of one system's segment; `score` is as given (ESA), or weighed from the errors (MQM)."""

    system: str
    document: str
    segment: str
    rater: str
    source: str
    target: str
    errors: tuple[ErrorSpan, ...] = ()
    score: float | None = None

    @property
    def value(self) -> float:
        """The score, higher is better: the rater's own, else minus the weights of the errors."""
        return self.score if self.score is not None else -sum(map(weight, self.errors))


def weight(error: ErrorSpan) -> float:
    """Return an error's MQM weight: major 5, minor 1, punctuation 0.1, non-translation 25 (Freitag et al. 2021)."""
    severity = error.severity.lower()
    if severity == "major" and _NON_TRANSLATION.search(error.category):
        return 25.0
    if severity == "minor" and _PUNCTUATION.match(error.category):
        return 0.1
    return _WEIGHTS.get(severity, 0.0)


def read_judgements(path: Path) -> tuple[Judgement, ...]:
    """Return the judgements in a tab-separated file, MQM or ESA as its header tells, in order.

    Raises:
        EvaluationError: a column is missing or a row is broken; the message says which.
        DocumentError: the file cannot be read.
    """
    text = read_bytes(path).decode("utf-8-sig", "replace")
    rows = list(csv.reader(StringIO(text, newline=""), delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows:
        raise EvaluationError(f"{path}: is empty; give MQM or ESA rows with a header")
    header = [name.strip().lower() for name in rows[0]]
    wanted = ESA_COLUMNS if "error_spans" in header or "score" in header else MQM_COLUMNS
    header = ["seg_id" if name == "globalsegid" and "seg_id" not in header else name for name in header]
    missing = [name for name in wanted if name not in header and name not in ("doc_id", "doc")]
    if missing:
        raise EvaluationError(f"{path}:1: no column '{missing[0]}'; the columns are {', '.join(wanted)}")
    records = []
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        if len(row) < len(header):
            raise EvaluationError(f"{path}:{number}: {len(row)} cells, but the header has {len(header)}")
        records.append((number, dict(zip(header, row, strict=False))))
    return _esa(records, path) if wanted is ESA_COLUMNS else _mqm(records)


def to_mqm(judgements: Iterable[Judgement]) -> str:
    """Return the judgements as MQM rows: one an error, and one that says so where there is none."""
    rows: list[Sequence[str]] = [MQM_COLUMNS]
    for one in judgements:
        place = (one.system, one.document, one.segment, one.segment, one.rater)
        for error in one.errors:
            source, target = one.source, one.target
            if error.in_source:
                source = _marked(source, error)
            elif error.start >= 0:
                target = _marked(target, error)
            rows.append((*place, source, target, error.category or "Other", error.severity.capitalize()))
        if not one.errors:
            rows.append((*place, one.source, one.target, "No-error", "No-error"))
    return _table(rows)


def to_esa(judgements: Iterable[Judgement]) -> str:
    """Return the judgements as ESA rows, spans as JSON; scores weighed from errors are written as they are."""
    rows: list[Sequence[str]] = [ESA_COLUMNS]
    for one in judgements:
        spans = [_span(error) for error in one.errors if not error.in_source]
        said = json.dumps(spans, ensure_ascii=False)
        rows.append((one.system, one.document, one.segment, one.rater, one.source, one.target, f"{one.value:g}", said))
    return _table(rows)


def mean_scores(judgements: Iterable[Judgement]) -> dict[tuple[str, str], float]:
    """Return the mean value over raters for each system and segment."""
    found: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for one in judgements:
        found[one.system, one.segment].append(one.value)
    return {key: sum(values) / len(values) for key, values in found.items()}


def placed(judgements: Iterable[Judgement], segments: Mapping[str, str]) -> list[Judgement]:
    """Return the judgements whose segments a run has, under its ids; `segments` gives each id's source.

    A judgement is placed by its segment's id, by document and id, or by the text of its source.
    """
    by_source = {" ".join(source.split()): one for one, source in segments.items()}
    kept = []
    for judgement in judgements:
        names = (judgement.segment, f"{judgement.document}:{judgement.segment}")
        own = next((name for name in names if name in segments), None)
        if own is not None and judgement.source and segments[own] and not _same(judgement.source, segments[own]):
            own = None
        own = own or by_source.get(" ".join(judgement.source.split()))
        if own is not None:
            kept.append(
                Judgement(
                    judgement.system, judgement.document, own, judgement.rater, judgement.source, judgement.target,
                    judgement.errors, judgement.score,
                )
            )  # fmt: skip
    return kept


def _same(text: str, other: str) -> bool:
    return " ".join(text.split()) == " ".join(other.split())


def _mqm(records: Sequence[tuple[int, Mapping[str, str]]]) -> tuple[Judgement, ...]:
    grouped: dict[tuple[str, str, str, str], list[Mapping[str, str]]] = {}
    for _, row in records:
        key = (row["system"], row.get("doc", ""), row["seg_id"], row["rater"])
        grouped.setdefault(key, []).append(row)
    found = []
    for (system, document, segment, rater), rows in grouped.items():
        source, target = (_unmarked(rows[0][side]) for side in ("source", "target"))
        errors = tuple(_error(row) for row in rows if row["severity"].lower() != _NO_ERROR)
        found.append(Judgement(system, document, segment, rater, source, target, errors))
    return tuple(found)


def _error(row: Mapping[str, str]) -> ErrorSpan:
    in_source = _OPEN in row["source"]
    text = row["source"] if in_source else row["target"]
    start = text.find(_OPEN)
    if start < 0:
        return ErrorSpan(-1, -1, row["severity"].lower(), row["category"])
    end = text.find(_CLOSE)
    end = len(text.replace(_OPEN, "")) if end < 0 else end - len(_OPEN)
    return ErrorSpan(start, max(start, end), row["severity"].lower(), row["category"], in_source)


def _esa(records: Sequence[tuple[int, Mapping[str, str]]], path: Path) -> tuple[Judgement, ...]:
    found = []
    for number, row in records:
        try:
            spans = json.loads(row["error_spans"] or "[]")
            errors = tuple(_esa_error(span) for span in spans)
            score = float(row["score"]) if row["score"] else None
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise EvaluationError(f"{path}:{number}: broken row ({error}); error_spans is a JSON list") from None
        place = (row["system"], row.get("doc", ""), row["seg_id"], row["rater"])
        found.append(Judgement(*place, row["source"], row["target"], errors, score))
    return tuple(found)


def _esa_error(span: Mapping[str, object]) -> ErrorSpan:
    start, end = span["start_i"], span["end_i"]
    if start == "missing" or end == "missing":
        return ErrorSpan(-1, -1, str(span["severity"]).lower(), str(span.get("error_type") or ""))
    return ErrorSpan(int(str(start)), int(str(end)), str(span["severity"]).lower(), str(span.get("error_type") or ""))


def _span(error: ErrorSpan) -> dict[str, object]:
    place: dict[str, object] = {"start_i": error.start, "end_i": error.end}
    if error.start < 0:
        place = {"start_i": "missing", "end_i": "missing"}
    return {**place, "severity": error.severity, **({"error_type": error.category} if error.category else {})}


def _marked(text: str, error: ErrorSpan) -> str:
    return f"{text[: error.start]}{_OPEN}{text[error.start : error.end]}{_CLOSE}{text[error.end :]}"


def _unmarked(text: str) -> str:
    return text.replace(_OPEN, "").replace(_CLOSE, "")


def _table(rows: Iterable[Sequence[str]]) -> str:
    return "".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) + "\n" for row in rows)
