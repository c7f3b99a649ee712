"""A benchmark run as one offline HTML page: leaderboard, trade-off, documents, segments with differences lit."""

from collections.abc import Mapping, Sequence
from string import Template

from yiwen import __version__
from yiwen.eval.bench_results import COPY, ORACLE, BenchResults, SetResults
from yiwen.eval.comparison import LEVEL, Cell
from yiwen.eval.measures import Measure
from yiwen.report.assets import asset, digest
from yiwen.report.bench_chart import trade_off
from yiwen.report.bench_files import EFFECTS, LEADING, effects_table, plural
from yiwen.report.bench_segments import browser
from yiwen.report.markup import element, escaped, table
from yiwen.report.score_tables import CLUSTERS, DASH, number, p_value

_DOCUMENTS = 40
_WIDEST = 9  # metrics in one table


def bench_html(bench: BenchResults) -> str:
    """Return the page. It loads nothing; its one script only filters the segments."""
    style = asset("page.css") + asset("bench.css")
    script = asset("bench.js")
    names = ", ".join(one.name for one in bench.sets)
    return Template(asset("bench.html")).substitute(
        policy=escaped(
            f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; img-src data:; "
            "base-uri 'none'; form-action 'none'"
        ),
        style=style,
        script=script,
        title=escaped(names),
        body="\n".join(_section(one, at, alone=len(bench.sets) == 1) for at, one in enumerate(bench.sets)),
        version=escaped(__version__),
    )


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
    """Return systems by their rank in the leading metric, a table a family of metrics where they are many."""
    leading = _leading(one.results.measures)
    families = _families(one.results.measures)
    tables = []
    for name, measures in families.items():
        what = f"{name}, systems" if len(families) > 1 else "Systems"
        tables.append(_board(one, measures, leading, f"{what} by {leading.label}; 95% intervals below each value"))
    compared = " compared" if ORACLE in one.results.names else ""
    return "\n".join(element("div", found, class_=f"wide board{compared}") for found in tables)


def _families(measures: Sequence[Measure]) -> dict[str, list[Measure]]:
    """Return the metrics by what they hold the text against; all together where one table is wide enough for them."""
    if len(measures) <= _WIDEST:
        return {"": list(measures)}
    found: dict[str, list[Measure]] = {}
    for measure in measures:
        found.setdefault(_family(measure), []).append(measure)
    return found


def _family(measure: Measure) -> str:
    if "report" in measure.needs:
        return "Against the report"
    if "glossary" in measure.needs:
        return "Terms"
    if "source" in measure.needs and "reference" not in measure.needs:
        return "Figures"
    return "Words and form"


def _board(one: SetResults, measures: Sequence[Measure], leading: Measure, caption: str) -> str:
    """Return a table of systems and these metrics; the rows of comparison stand last."""
    cells = one.results.comparison.cells
    ranked = _ranked(one, leading)
    best = {m.key: _best(m, [cells[name][m.key].value for name in ranked]) for m in measures}
    head = ["", *(m.label + {"higher": " ↑", "lower": " ↓", "neither": ""}[m.better] for m in measures)]
    rows = [[escaped(name), *(_cell(cells[name][m.key], best[m.key]) for m in measures)] for name in ranked]
    rows += [
        [escaped(name), *(_cell(cells[name][m.key], None) for m in measures)]
        for name in (ORACLE, COPY)
        if name in cells
    ]
    return table(caption, head, rows, range(1, len(head)))


def _ranked(one: SetResults, measure: Measure) -> list[str]:
    """Return the systems, the best in a metric first."""
    cells = one.results.comparison.cells
    named = [name for name in one.results.names if name not in (ORACLE, COPY)]
    return sorted(named, key=lambda name: _order(cells[name][measure.key], measure))


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
    head, *rows = effects_table(one)
    found = table("What repair changed", ["", *map(str.capitalize, head[1:5]), *head[5:]],
                  [[escaped(cell) for cell in row] for row in rows], range(1, len(head)))  # fmt: skip
    return element("div", found, class_="wide") + element("p", escaped(EFFECTS), class_="made")


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
    """Return the tests of the leading metrics as a table of pairs each; run.json has all of them."""
    shown = [measure for measure in one.results.measures if measure.key in LEADING]
    tables = [_pairs(one, measure) for measure in shown]
    if not any(tables):
        return ""
    plan = one.results.plan
    words = (
        "Row against column, by rank: the difference, and below it p after Holm's correction over all pairs of the "
        "metric; bold: p < .05. run.json has the other metrics, and p as it is."
    )
    if plan:
        words += f" {plan.resamples:,} resamples of {plan.units}, seed {plan.seed}."
    body = element("p", escaped(words), class_="made") + "\n".join(tables)
    return element("details", element("summary", "Tests of pairs") + body)


def _pairs(one: SetResults, measure: Measure) -> str:
    """Return one metric's differences and p-values, systems against systems; empty where nothing was tested."""
    found: dict[tuple[str, str], str] = {}
    for test in one.results.comparison.tests:
        if test.measure == measure.key:
            found[test.first, test.second] = _tested(test.difference, test.corrected)
            found[test.second, test.first] = _tested(-test.difference, test.corrected)
    if not found:
        return ""
    names = _ranked(one, measure)
    rows = [
        [f"{at} {escaped(name)}", *(found.get((name, other), "") if name != other else DASH for other in names)]
        for at, name in enumerate(names, 1)
    ]
    head = ["", *(str(at) for at in range(1, len(names) + 1))]
    return element("div", table(measure.label, head, rows, range(1, len(head))), class_="wide")


def _tested(difference: float, p: float | None) -> str:
    text = f"{difference:+.2f}"
    if p is not None and p < LEVEL:
        text = element("strong", text)
    return text + element("span", p_value(p), class_="interval")


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
