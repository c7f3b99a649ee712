"""What people said of a run's segments: set beside the metrics, drawn as a worksheet, read back, compared."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from yiwen.errors import EvaluationError
from yiwen.eval.bench_results import COPY, ORACLE
from yiwen.eval.corpus import read_rows
from yiwen.eval.correlation import Agreement, agree
from yiwen.eval.gate import read_run
from yiwen.eval.human import Judgement, mean_scores, placed, read_judgements
from yiwen.eval.measures import MEASURES
from yiwen.eval.worksheet import Filled, Item, RaterAgreement, agreement, read_worksheet, sample, write_worksheet
from yiwen.workflow.score import load_glossary

WORKSHEET = ".xlsx"


@dataclass(frozen=True, slots=True)
class Correlated:
    """The metrics' agreement with people, and how many of the judgements the run has."""

    agreements: tuple[Agreement, ...]
    judgements: int
    placed: int


def read_all(paths: Sequence[Path]) -> tuple[Judgement, ...]:
    """Return the judgements of all files: MQM and ESA tables, filled worksheets.

    Raises:
        EvaluationError: a file is none of these.
        DocumentError: a file cannot be read.
    """
    return tuple(
        judgement
        for path in paths
        for judgement in (
            read_worksheet(path).judgements if path.suffix.lower() == WORKSHEET else read_judgements(path)
        )
    )


def correlate(folder: Path, judgements: Sequence[Judgement], set_name: str | None = None) -> Correlated:
    """Return how each metric of a run agrees with people.

    Raises:
        EvaluationError: the folder holds no run, or none of its segments was judged.
        DocumentError: its files cannot be read.
    """
    one = _set(folder, set_name)
    rows = [row for row in _segments(folder) if row["set"] == one["name"]]
    kept = placed(judgements, {str(row["id"]): str(row["src"]) for row in rows})
    known = {system["name"] for system in one["systems"]}
    human = mean_scores(judgement for judgement in kept if judgement.system in known)
    if not human:
        raise EvaluationError(f"{folder}: no judged segment of a system of the run ({', '.join(sorted(known))})")
    agreements = []
    for metric in one["metrics"]:
        key = metric["key"]
        values = {
            (name, str(row["id"])): found[key]
            for row in rows
            for name, found in row["values"].items()
            if found.get(key) is not None
        }
        totals = {
            system["name"]: score["value"]
            for system in one["systems"]
            for score in system["scores"]
            if score["key"] == key and score["value"] is not None
        }
        lower = MEASURES[key].better == "lower"
        agreements.append(agree(metric["name"], human, values, totals, lower_is_better=lower))
    return Correlated(tuple(agreements), len(judgements), len(kept))


def draw_worksheet(
    folder: Path, output: Path, count: int, *, seed: int, glossaries: Sequence[str] = (), set_name: str | None = None
) -> int:
    """Write a worksheet of sampled segments of a run; return how many translations it holds.

    Raises:
        EvaluationError: the folder holds no run, or openpyxl is not installed.
        DocumentError: its files cannot be read.
        GlossaryError: a glossary cannot be read.
    """
    one = _set(folder, set_name)
    items = [
        Item("", str(row["id"]), str(row["doc"]), name, str(row["src"]), text, row["ref"][0] if row["ref"] else "")
        for row in _segments(folder)
        if row["set"] == one["name"]
        for name, text in row["hyp"].items()
        if name not in (ORACLE, COPY)
    ]
    chosen = sample(items, count, seed=seed)
    write_worksheet(output, chosen, load_glossary(glossaries).index if glossaries else None)
    return len(chosen)


def agreements_of(paths: Sequence[Path]) -> Iterator[RaterAgreement]:
    """Yield how far each two of the people agree who filled in the same worksheet, or judged the same segments.

    Raises:
        EvaluationError: a file is no worksheet and no table of judgements.
        DocumentError: a file cannot be read.
    """
    filled: list[Filled] = []
    for path in paths:
        if path.suffix.lower() == WORKSHEET:
            filled.append(read_worksheet(path))
            continue
        found = read_judgements(path)
        raters = dict.fromkeys(judgement.rater for judgement in found)
        filled += [Filled(rater, tuple(j for j in found if j.rater == rater), {}) for rater in raters]
    for first, second in combinations(filled, 2):
        yield agreement(first, second)


def _set(folder: Path, name: str | None) -> dict[str, Any]:
    sets = read_run(folder / "run.json")
    if name is None and len(sets) == 1:
        return sets[0]
    found = next((one for one in sets if one["name"] == name), None)
    if found is None:
        raise EvaluationError(f"{folder}: name one of its sets with --set: {', '.join(one['name'] for one in sets)}")
    return found


def _segments(folder: Path) -> list[dict[str, Any]]:
    return [dict(row) for row in read_rows(folder / "segments.jsonl", ("set", "id", "src"))]
