"""A benchmark run as one offline HTML page: leaderboard, trade-off, documents, segments with differences lit."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from string import Template

from yiwen import __version__
from yiwen.eval.bench_results import COPY, ORACLE, BenchResults, SetResults
from yiwen.eval.comparison import Cell
from yiwen.eval.measures import Measure
from yiwen.report.bench_chart import trade_off
from yiwen.report.bench_files import plural
from yiwen.report.bench_segments import browser
from yiwen.report.markup import element, escaped, table
from yiwen.report.score_tables import CLUSTERS, number, p_value

_FOLDER = Path(__file__).resolve().parent
_DOCUMENTS = 40
_PAIRS = 60


def bench_html(bench: BenchResults) -> str:
    """Return the page. It loads nothing; its one script only filters the segments."""
    style = _asset("page.css") + _asset("bench.css")
    script = _asset("bench.js")
    names = ", ".join(one.name for one in bench.sets)
    return Template(_asset("bench.html")).substitute(
        policy=escaped(
            f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=style,
        script=script,
        title=escaped(names),
        body="\n".join(_section(one, at, alone=len(bench.sets) == 1) for at, one in enumerate(bench.sets)),
        version=escaped(__version__),
    )


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _section(one: SetResults, at: int, *, alone: bool) -> str:
    results = one.results
    compared = sum(system.name in (ORACLE, COPY) for system in results.systems)
    rows = f"{len(results.systems) - compared} rows" + (" and two of comparison" if compared else "")
    facts = f"{len(one.segments):,} {plural(one.unit)} · {rows} · scored by {one.unit}"
    parts = [
        element("h2", escaped(one.name), class_="unseen" if alone else None),
        element("p", escaped(facts), class_="facts"),
        element("p", escaped(one.note), class_="warning") if one.note else "",
        _leaderboard(one),
        element("p", escaped(CLUSTERS.replace("#n", "The small number")), class_="made"),
        _chart(one),
        _repairs(one),
        _documents(one),
        browser(one),
        _tests(one),
        _made(one),
    ]
    return element("section", "\n".join(parts), class_="set", id=f"set-{at + 1}")


def _leaderboard(one: SetResults) -> str:
    """Return systems by their rank in the leading metric; the rows of comparison stand last."""
    results = one.results
    cells = results.comparison.cells
    leading = _leading(results.measures)
    named = [name for name in results.names if name not in (ORACLE, COPY)]
    ranked = sorted(named, key=lambda name: _order(cells[name][leading.key], leading))
    best = {
        measure.key: _best(measure, [cells[name][measure.key].value for name in named]) for measure in results.measures
    }
    head = [
        "",
        *(
            measure.label + {"higher": " ↑", "lower": " ↓", "neither": ""}[measure.better]
            for measure in results.measures
        ),
    ]
    rows = [
        [escaped(name), *(_cell(cells[name][m.key], best[m.key]) for m in results.measures)]
        for name in [*ranked, *(name for name in (ORACLE, COPY) if name in cells)]
    ]
    caption = f"Systems by {leading.label}; 95% intervals below each value"
    return element("div", table(caption, head, rows, range(1, len(head))), class_="wide")


def _leading(measures: Sequence[Measure]) -> Measure:
    by_key = {measure.key: measure for measure in measures}
    return next((by_key[key] for key in ("chrf++", "chrf", "bleu", "rouge2") if key in by_key), measures[0])


def _order(cell: Cell, measure: Measure) -> float:
    if cell.value is None:
        return float("inf")
    return cell.value if measure.better == "lower" else -cell.value


def _best(measure: Measure, values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    if not known or measure.better == "neither":
        return None
    return max(known) if measure.better == "higher" else min(known)


def _cell(cell: Cell, best: float | None) -> str:
    text = number(cell.value)
    if cell.value is not None and cell.value == best:
        text = element("strong", text)
    if cell.cluster is not None:
        text += element("sup", str(cell.cluster))
    if cell.low is not None and cell.high is not None:
        text += element("span", f"{cell.low:.1f} to {cell.high:.1f}", class_="interval")
    return text


def _chart(one: SetResults) -> str:
    keys = {measure.key: measure for measure in one.results.measures}
    across = _leading(one.results.measures)
    up = next((keys[key] for key in ("term-accuracy", "figures-f1") if key in keys), None)
    drawn = trade_off(one.results, across, up) if up is not None else ""
    if not drawn or up is None:
        return ""
    words = f"{up.label} against {across.label}"
    if one.repairs:
        words += ": a hollow dot is a system's output, the line leads to the filled dot of the repaired one"
    return element("figure", element("figcaption", escaped(words), class_="label") + drawn)


def _repairs(one: SetResults) -> str:
    if not one.repairs:
        return ""
    rows = [
        [escaped(e.system), f"{e.segments:,}", f"{e.changed:,}", f"{e.better:,}", f"{e.worse:,}"] for e in one.repairs
    ]
    head = ["", "Segments", "Changed", "Better", "Worse"]
    return table("What repair changed (better and worse by more than half a point of chrF2++)", head, rows, range(1, 5))


def _documents(one: SetResults) -> str:
    """Return each document's value in the leading metric, shaded by it."""
    leading = _leading(one.results.measures)
    names = [name for name in one.by_document if name not in (ORACLE, COPY)]
    documents = list(next(iter(one.by_document.values()), {}))[:_DOCUMENTS]
    if len(documents) < 2:
        return ""
    found = [v for name in names for d in documents if (v := one.by_document[name][d].get(leading.key)) is not None]
    low, high = min(found, default=0.0), max(found, default=1.0)
    rows = [
        [escaped(document), *(_shaded(one.by_document[name][document], leading, low, high) for name in names)]
        for document in documents
    ]
    caption = f"{leading.label} by document" + (f" (the first {_DOCUMENTS})" if len(documents) == _DOCUMENTS else "")
    body = element("div", table(caption, ["", *names], rows, range(1, len(names) + 1)), class_="wide")
    return element("details", element("summary", "By document") + body)


def _shaded(values: Mapping[str, float | None], measure: Measure, low: float, high: float) -> str:
    value = values.get(measure.key)
    if value is None:
        return number(None)
    level = round(4 * (value - low) / (high - low)) if high > low else 2
    return element("span", number(value), class_=f"shade shade{level}")


def _tests(one: SetResults) -> str:
    """Return the tests of the leading metrics; run.json has all of them."""
    leading = ("bleu", "chrf++", "term-accuracy", "figures-f1", "rouge1", "rouge2", "rougeLsum")
    shown = {measure.key: measure.label for measure in one.results.measures if measure.key in leading}
    tests = [test for test in one.results.comparison.tests if test.measure in shown]
    if not tests:
        return ""
    rows = [
        [
            escaped(shown[test.measure]), escaped(test.first), escaped(test.second), f"{test.difference:+.2f}",
            p_value(test.bootstrap), p_value(test.bootstrap_holm),
        ]
        for test in tests[:_PAIRS]
    ]  # fmt: skip
    head = ["Metric", "First", "Second", "Difference", "p", "p (Holm)"]
    plan = one.results.plan
    how = f", {plan.resamples:,} resamples of {plan.units}, seed {plan.seed}" if plan else ""
    more = f"; {len(tests) - _PAIRS} more in run.json" if len(tests) > _PAIRS else ""
    body = table(f"Paired bootstrap{how}{more}", head, rows, (3, 4, 5))
    return element("details", element("summary", "Tests of pairs") + body)


def _made(one: SetResults) -> str:
    results = one.results
    rows = [
        [escaped(m.label), escaped(m.meaning), element("code", escaped(results.signatures[m.key]))]
        for m in results.measures
    ]
    digests = {"set": one.digest, **{f"glossary {name}": found for name, found in results.glossaries.items()}}
    digests |= {system.name: system.sha256 for system in results.systems}
    listed = "".join(f"<div><dt>{escaped(name)}</dt><dd>{escaped(found)}</dd></div>" for name, found in digests.items())
    notes = "".join(element("li", escaped(note)) for note in results.notes)
    body = table("Metrics", ["", "What it counts", "Signature"], rows)
    body += element("h3", "Digests (sha256)", class_="label") + element("dl", listed, class_="made-with")
    heed = element("h3", "To heed", class_="label") + element("ul", notes, class_="heed") if notes else ""
    return heed + element("details", element("summary", "Signatures and digests") + body)
