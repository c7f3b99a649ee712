"""Floors that a run must not fall below, pinned with the digest of the corpus they were measured on."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yiwen.errors import EvaluationError
from yiwen.eval.corpus import read_bytes
from yiwen.eval.measures import MEASURES

GUARDED = ("bleu", "chrf++", "term-accuracy", "term-wrong", "figures-f1", "figure-unit", "han")
"""The metrics that get floors."""

MARGIN = 0.5
"""Points between a measured value and its floor: room for changes that do no harm."""

Floors = dict[str, dict[str, float]]
"""By system and metric; for metrics that are better when lower, ceilings."""


@dataclass(frozen=True, slots=True)
class Breach:
    """A value on the wrong side of its floor, or one that is missing."""

    set: str
    system: str
    metric: str
    value: float | None
    floor: float


@dataclass(frozen=True, slots=True)
class Pinned:
    """A set's floors and the digest of its sources and references."""

    digest: str
    floors: Floors


def read_run(path: Path) -> list[dict[str, Any]]:
    """Return the sets of a run.

    Raises:
        EvaluationError: the file is no run.
        DocumentError: it cannot be read.
    """
    try:
        return list(json.loads(read_bytes(path))["sets"])
    except (ValueError, KeyError, TypeError):
        raise EvaluationError(f"{path}: not a run; give a folder that yiwen bench run made") from None


def read_baseline(path: Path) -> dict[str, Pinned]:
    """Return the floors by set; none where there is no file yet.

    Raises:
        EvaluationError: the file is no baseline.
        DocumentError: it cannot be read.
    """
    if not path.exists():
        return {}
    try:
        data = json.loads(read_bytes(path))
        return {name: Pinned(str(one["digest"]), one["floors"]) for name, one in data.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise EvaluationError(f"{path}: not a baseline; make it with yiwen bench gate --update") from None


def breaches(run: list[dict[str, Any]], baseline: Mapping[str, Pinned]) -> Iterator[Breach]:
    """Yield what falls below the floors.

    Raises:
        EvaluationError: the run shares no set with the baseline, or a set's texts are not those of its floors.
    """
    shared = [one for one in run if one["name"] in baseline]
    if not shared:
        raise EvaluationError(
            f"baseline: has no floors for {', '.join(o['name'] for o in run)}; add them with --update"
        )
    for one in shared:
        pinned = baseline[one["name"]]
        if pinned.digest != one["digest"]:
            raise EvaluationError(
                f"{one['name']}: its sources or references changed since the floors were set; look, then --update"
            )
        values = _values(one)
        for system, floors in pinned.floors.items():
            for metric, floor in floors.items():
                value = values.get(system, {}).get(metric)
                if value is None or _is_worse(metric, value, floor):
                    yield Breach(one["name"], system, metric, value, floor)


def updated(
    run: list[dict[str, Any]], baseline: Mapping[str, Pinned], *, allow_regression: bool
) -> dict[str, dict[str, object]]:
    """Return the baseline as a JSON object with the run's floors.

    Raises:
        EvaluationError: a floor would be lowered and that was not allowed.
    """
    written: dict[str, dict[str, object]] = {
        name: {"digest": pinned.digest, "floors": pinned.floors} for name, pinned in baseline.items()
    }
    for one in run:
        floors = {name: _floors(values) for name, values in _values(one).items() if _is_guarded(name)}
        pinned = baseline.get(one["name"])
        if pinned is not None and not allow_regression:
            _refuse_lowering(one["name"], pinned.floors, floors)
        written[one["name"]] = {"digest": one["digest"], "floors": floors}
    return written


def _is_guarded(system: str) -> bool:
    return system.endswith(" + repair")


def _floors(values: Mapping[str, float]) -> dict[str, float]:
    found = {}
    for metric in GUARDED:
        if metric in values:
            lower = MEASURES[metric].better == "lower"
            found[metric] = round(values[metric] + MARGIN if lower else max(0.0, values[metric] - MARGIN), 2)
    return found


def _refuse_lowering(name: str, old: Floors, new: Floors) -> None:
    for system, floors in old.items():
        for metric, floor in floors.items():
            value = new.get(system, {}).get(metric)
            if value is None or _is_worse(metric, value, floor):
                raise EvaluationError(
                    f"{name}: the floor of {metric} for {system} would go from {floor} to {value}; "
                    "say --allow-regression if that is meant"
                )


def _is_worse(metric: str, value: float, floor: float) -> bool:
    return value > floor if MEASURES[metric].better == "lower" else value < floor


def _values(one: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    return {
        system["name"]: {
            score["key"]: float(score["value"]) for score in system["scores"] if score["value"] is not None
        }
        for system in one["systems"]
    }
