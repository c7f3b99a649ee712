"""A benchmark run as files: run.json, segments.jsonl, scores.csv, report.md."""

import csv
import io
import json
from collections.abc import Iterator

from yiwen import __version__
from yiwen.eval.bench_results import BenchResults, RepairEffect, SetResults
from yiwen.report.score_tables import CLUSTERS, record, to_markdown

_WORST = 10


def run_json(bench: BenchResults) -> str:
    """Return everything but the segments: values, tests, signatures, digests, documents, effects of repair."""
    sets = [_set(one) for one in bench.sets]
    return json.dumps({"yiwen": __version__, "sets": sets}, ensure_ascii=False, indent=1) + "\n"


def segments_jsonl(bench: BenchResults) -> Iterator[str]:
    """Yield a line a segment: its texts on every side and each system's values."""
    for one in bench.sets:
        for view in one.segments:
            row = {
                "set": one.name,
                "id": view.id,
                "doc": view.document,
                "src": view.source,
                "ref": list(view.references),
                "hyp": dict(view.texts),
                "values": {name: dict(values) for name, values in view.values.items()},
            }
            yield json.dumps(row, ensure_ascii=False) + "\n"


def scores_csv(bench: BenchResults) -> str:
    """Return a row for each set, system and metric."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(["set", "system", "metric", "value", "low", "high", "cluster", "segments", "signature"])
    for one in bench.sets:
        results = one.results
        for system in results.systems:
            for measure in results.measures:
                cell = results.comparison.cells[system.name][measure.key]
                numbers = ["" if v is None else repr(v) for v in (cell.value, cell.low, cell.high)]
                cluster = "" if cell.cluster is None else str(cell.cluster)
                signature = results.signatures[measure.key]
                writer.writerow([one.name, system.name, measure.key, *numbers, cluster, system.segments, signature])
    return target.getvalue()


def times_json(bench: BenchResults) -> str:
    """Return what each system took: the one file of a run that a second run need not repeat byte for byte."""
    rows = [{"system": t.system, "seconds": round(t.seconds, 2), "peak_mb": t.peak_megabytes} for t in bench.times]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def report_md(bench: BenchResults) -> str:
    """Return the run as a Markdown page."""
    return "\n".join(_section(one) for one in bench.sets)


def plural(unit: str) -> str:
    """Return what the rows of a set are called: summaries, or segments whatever they are scored by."""
    return "summaries" if unit == "summary" else "segments"


def _section(one: SetResults) -> str:
    parts = [f"# {one.name}", f"{len(one.segments):,} {plural(one.unit)}, scored by {one.unit}. {one.note}".strip()]
    parts += [to_markdown(one.results, tests=False).rstrip(), CLUSTERS]
    if one.repairs:
        parts += ["## What repair changed", _effects(one)]
    parts += [f"The tests of all {len(one.results.comparison.tests)} pairs and metrics are in run.json."]
    parts += [f"Set digest `{one.digest}`; made with yiwen {__version__}.", ""]
    return "\n\n".join(parts)


def _effects(one: SetResults) -> str:
    lines = ["| system | segments | changed | better | worse |", "| --- | ---: | ---: | ---: | ---: |"]
    lines += [f"| {e.system} | {e.segments} | {e.changed} | {e.better} | {e.worse} |" for e in one.repairs]
    lines += ["", "Better and worse: by more than half a point of chrF2++."]
    for effect in one.repairs:
        if effect.worse_at:
            shown = ", ".join(one.segments[at].id for at in effect.worse_at[:_WORST])
            lines.append(f"{effect.system}, worst first: {shown}.")
    return "\n".join(lines)


def _set(one: SetResults) -> dict[str, object]:
    return {
        "name": one.name,
        "note": one.note,
        "unit": one.unit,
        "digest": one.digest,
        **record(one.results),
        "documents": {
            name: {doc: dict(values) for doc, values in docs.items()} for name, docs in one.by_document.items()
        },
        "cut_documents": {name: dict(cut) for name, cut in one.cuts.items()},
        "repairs": [_effect(one, effect) for effect in one.repairs],
    }


def _effect(one: SetResults, effect: RepairEffect) -> dict[str, object]:
    return {
        "system": effect.system,
        "segments": effect.segments,
        "changed": effect.changed,
        "better": effect.better,
        "worse": effect.worse,
        "worse_ids": [one.segments[at].id for at in effect.worse_at],
    }
