"""Benchmark systems on sets, raw and repaired; what is done is kept at once, so that a killed run can go on."""

import resource
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal

import numpy as np

from yiwen import __version__
from yiwen.errors import EvaluationError
from yiwen.eval.bench_results import COPY, ORACLE, REPAIRED, BenchResults, SetResults, Times
from yiwen.eval.comparison import Plan, Statistics
from yiwen.eval.counting import NORMALIZER, Counters
from yiwen.eval.formulas import Array
from yiwen.eval.measures import Measure, choose
from yiwen.eval.sets import TestSet, load_set, read_system
from yiwen.eval.store import Store
from yiwen.eval.summary_sets import is_summary_set, load_summary_set
from yiwen.types import Document, Segment
from yiwen.workflow.bench_corpus import Group, Prepared, prepare
from yiwen.workflow.bench_reports import bench_reports
from yiwen.workflow.bench_summary import summarize_set
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

RESAMPLES = 10_000

Repair = Literal["off", "alone", "source"]


@dataclass(frozen=True)
class BenchTask:
    """What to run: `systems` are further outputs by name, a file a part of the set; `repair` may see the source."""

    sets: tuple[Path, ...]
    folder: Path
    systems: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    metrics: tuple[str, ...] = ("all",)
    repair: Repair = "off"
    units: Literal["auto", "segments", "documents", "two-level"] = "auto"
    resamples: int = RESAMPLES
    randomization: bool = False
    straight_quotes: bool = False


def run_bench(task: BenchTask, talk: Callable[[str], None]) -> BenchResults:
    """Return the results of a run; its folder keeps what is done, and a second call does only what is left.

    Raises:
        EvaluationError: a set is wrong, or systems do not go with it.
        DocumentError: a file cannot be read or written.
    """
    task.folder.mkdir(parents=True, exist_ok=True)
    run = _Run(task, talk)
    sets = tuple(run.summarize(path) if is_summary_set(path) else run.score(load_set(path)) for path in task.sets)
    names = [one.name for one in sets]
    if len(set(names)) < len(names):
        raise EvaluationError(f"sets: two are named '{max(names, key=names.count)}'; give each a name of its own")
    return BenchResults(sets, run.close())


class _Run:
    """A run in progress: its stores and its repairer."""

    def __init__(self, task: BenchTask, talk: Callable[[str], None]) -> None:
        self._task, self._talk = task, talk
        self._outputs = Store(task.folder / "outputs.jsonl")
        self._statistics = Store(task.folder / "statistics.jsonl")
        self._times = Store(task.folder / "times.jsonl")
        self._live: dict[str, list[tuple[str, ...]]] = {"outputs": [], "statistics": [], "times": []}
        self._finders: dict[str | None, Finder] = {}
        self._took: list[Times] = []

    def score(self, described: TestSet) -> SetResults:
        """Return one set's results."""
        prepared = prepare(described, self._systems(described), straight=self._task.straight_quotes)
        measures = choose(self._task.metrics, prepared.corpus.given)
        counted = self._count(prepared, measures)
        return summarize_set(prepared, measures, counted, self._texts(prepared), self._plan(prepared))

    def summarize(self, path: Path) -> SetResults:
        """Return the results of a set of reports to be summarized."""
        task = self._task
        if task.repair != "off":
            raise EvaluationError(f"{path}: a set of summaries has no outputs to repair; leave --repair out")
        plan = Plan(resamples=task.resamples, randomization=task.randomization)
        further = {name: tuple(str(file) for file in files) for name, files in task.systems.items()}
        found, took = bench_reports(load_summary_set(path), further, task.metrics, plan, self._finder(None), self._talk)
        self._took.append(took)
        return found

    def close(self) -> tuple[Times, ...]:
        """Put the stores in order, without what no longer counts, and return the times."""
        self._outputs.keep(self._live["outputs"])
        self._statistics.keep(self._live["statistics"])
        self._times.keep(self._live["times"])
        seconds: dict[str, float] = {}
        peaks: dict[str, float] = {}
        for key in self._live["times"]:
            record = self._times.get(key) or {}
            seconds[key[1]] = seconds.get(key[1], 0.0) + float(record.get("seconds", 0.0))
            peaks[key[1]] = max(peaks.get(key[1], 0.0), float(record.get("peak", 0.0)))
        return (*self._took, *(Times(name, seconds[name], peaks[name]) for name in seconds))

    def _systems(self, described: TestSet) -> dict[str, tuple[str, ...]]:
        systems = dict(described.systems)
        for name, paths in self._task.systems.items():
            if name in systems:
                raise EvaluationError(f"system '{name}': the set has one of that name; choose another")
            systems[name] = read_system(paths, described.parts, name)
        for name in systems:
            if name in (ORACLE, COPY) or name.endswith(REPAIRED):
                raise EvaluationError(f"system '{name}': the name is taken by a row of every table; choose another")
        if not systems:
            raise EvaluationError(f"{described.name}: no systems; give --system NAME=FILE, or name some in the set")
        return systems

    def _rows_of(self, prepared: Prepared) -> list[str]:
        """Return the names of the table's rows, in order."""
        names = []
        for name in prepared.systems:
            names += [name, name + REPAIRED] if self._task.repair != "off" else [name]
        return [*names, ORACLE, COPY]

    def _count(self, prepared: Prepared, measures: Sequence[Measure]) -> dict[str, Statistics]:
        """Return each row's statistics, counted document by document; what the stores hold is not counted again."""
        parts: dict[str, list[dict[str, Array]]] = {name: [] for name in self._rows_of(prepared)}
        for number, group in enumerate(prepared.groups, 1):
            counters: list[Counters] = []
            for name, found in parts.items():
                found.append(self._one(prepared, group, name, measures, counters))
            self._talk(f"{prepared.name}: {group.name} ({number} of {len(prepared.groups)})")
        return {
            name: {key: np.concatenate([part[key] for part in found]) for key in found[0]}
            for name, found in parts.items()
        }

    def _one(
        self, prepared: Prepared, group: Group, name: str, measures: Sequence[Measure], counters: list[Counters]
    ) -> dict[str, Array]:
        """Return the statistics of one system on one document."""
        start = time.perf_counter()
        _reset_peak()
        texts = self._group_texts(prepared, group, name)
        lines = prepared.lines(group, name, texts)
        wanted = sorted({measure.statistics for measure in measures})
        key = (prepared.name, name, group.name, _digest(group.digest, *lines, *wanted, str(NORMALIZER), __version__))
        known = self._statistics.get(key)
        if known is None:
            if not counters:
                counters.append(Counters(prepared.corpus.part(group.places), measures))
            rows = counters[0].rows(lines, name=name, allow_empty=True)
            self._statistics.add(key, {"rows": {stat: _plain(found) for stat, found in rows.items()}})
            self._times.add(key, {"seconds": round(time.perf_counter() - start, 4), "peak": _peak_megabytes()})
        self._live["statistics"].append(key)
        self._live["times"].append(key)
        stored = (self._statistics.get(key) or {})["rows"]
        return {stat: np.array(found, dtype=np.float64) for stat, found in stored.items()}

    def _group_texts(self, prepared: Prepared, group: Group, name: str) -> list[str]:
        """Return what a row of the table says in a document, a text a row of the set; repaired once and kept."""
        if name == ORACLE:
            return [prepared.references[at] for at in group.rows]
        if name == COPY:
            return [prepared.sources[at] for at in group.rows]
        raw = [prepared.systems[name.removesuffix(REPAIRED)][at] for at in group.rows]
        return self._repaired(prepared, group, name, raw) if name.endswith(REPAIRED) else raw

    def _repaired(self, prepared: Prepared, group: Group, name: str, raw: Sequence[str]) -> list[str]:
        finder = self._finder(group.glossary)
        sources = [prepared.sources[at] for at in group.rows] if self._task.repair == "source" else []
        key = (prepared.name, name, group.name, _digest(finder.glossary.digest, __version__, *raw, *sources))
        known = self._outputs.get(key)
        if known is None:
            segments = tuple(Segment(str(at), text, sources[at] if sources else None) for at, text in enumerate(raw))
            revisions = fix_document(Document(group.name, "jsonl", segments), finder)
            known = {"texts": [revision.after for revision in revisions]}
            self._outputs.add(key, known)
        self._live["outputs"].append(key)
        return list(known["texts"])

    def _finder(self, glossary: str | None) -> Finder:
        if glossary not in self._finders:
            own = (Path(glossary),) if glossary not in (None, "builtin") else ()
            self._finders[glossary] = Finder(Settings(glossaries=own))
        return self._finders[glossary]

    def _texts(self, prepared: Prepared) -> dict[str, list[str]]:
        """Return every row's text of each segment of the corpus."""
        found: dict[str, list[str]] = {name: [] for name in self._rows_of(prepared)}
        for name, lines in found.items():
            for group in prepared.groups:
                lines.extend(prepared.lines(group, name, self._stored(prepared, group, name)))
        return found

    def _stored(self, prepared: Prepared, group: Group, name: str) -> list[str]:
        before = len(self._live["outputs"])
        texts = self._group_texts(prepared, group, name)
        del self._live["outputs"][before:]
        return texts

    def _plan(self, prepared: Prepared) -> Plan:
        units = self._task.units
        if units == "auto":
            units = "two-level" if prepared.has_documents else "segments"
        return Plan(units=units, resamples=self._task.resamples, randomization=self._task.randomization)


def _digest(*parts: str) -> str:
    total = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(f"{len(data)}:".encode() + data)
    return total.hexdigest()[:32]


def _plain(rows: Array) -> list[list[float | int]]:
    """Return the rows for JSON: whole numbers as such, so that the file is short and the same everywhere."""
    return [[int(cell) if float(cell).is_integer() else float(cell) for cell in row] for row in rows]


def _reset_peak() -> None:
    """Let the system count this process' peak memory anew, where it can."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak_megabytes() -> float:
    """Return the most memory this process held since the last reset (since its start, where there is no reset)."""
    try:
        lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
        return round(int(next(line for line in lines if line.startswith("VmHWM")).split()[1]) / 1024, 1)
    except (OSError, StopIteration, UnicodeDecodeError):
        return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
