"""A benchmark run as files: run.json, segments.jsonl, scores.csv, report.md."""

import csv
import io
import json
from collections.abc import Iterator

from yiwen import __version__
from yiwen.eval.bench_results import BenchResults, Gain, RepairEffect, SetResults
from yiwen.eval.comparison import LEVEL
from yiwen.report.score_tables import (
    CLUSTERS,
    CSV_HEAD,
    DASH,
    STAR,
    columns,
    csv_rows,
    marked_table,
    record,
    to_markdown,
)

LEADING = ("bleu", "chrf++", "term-accuracy", "figures-f1", "rouge1", "rouge2", "rougeLsum")
"""The metrics whose tests and gains are shown; run.json has those of all."""

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
    writer.writerow(["set", *CSV_HEAD])
    for one in bench.sets:
        writer.writerows([one.name, *row] for row in csv_rows(one.results))
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


def effects_table(one: SetResults) -> list[list[str]]:
    """Return what repair changed as rows below a head: segments, and the gain in each leading metric."""
    labels = {measure.key: measure.label for measure in one.results.measures if measure.key in LEADING}
    rows = [["system", "segments", "changed", "better", "worse", *labels.values()]]
    for effect in one.repairs:
        gains = {gain.key: _gain(gain) for gain in effect.gains}
        numbers = [f"{n:,}" for n in (effect.segments, effect.changed, effect.better, effect.worse)]
        rows.append([effect.system, *numbers, *(gains.get(key, DASH) for key in labels)])
    return rows


def _gain(gain: Gain) -> str:
    return f"{gain.difference:+.2f}" + (STAR if gain.p is not None and gain.p < LEVEL else "")


EFFECTS = (
    f"Better and worse: by more than half a point of chrF2++. {STAR} marks a gain or loss with p < .05 after Holm's "
    "correction over the systems repaired."
)


def repairs_text(one: SetResults) -> str:
    """Return what repair changed as plain text; empty where nothing was repaired."""
    return "\n".join([*columns(effects_table(one), 1), "", EFFECTS, ""]) if one.repairs else ""


def _effects(one: SetResults) -> str:
    lines = [*marked_table(effects_table(one), 1), "", EFFECTS]
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
        "gains": [{"key": gain.key, "difference": gain.difference, "p_holm": gain.p} for gain in effect.gains],
    }
