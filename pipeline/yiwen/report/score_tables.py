"""Scores as tables: plain text, Markdown, LaTeX, CSV; and as JSON with all that made them."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from yiwen import __version__
from yiwen.eval.comparison import LEVEL, Cell, PairTest, Plan
from yiwen.eval.results import Input, Results

DASH = "–"
STAR = "*"
_ARROWS = {"higher": "↑", "lower": "↓", "neither": ""}
_WIDEST = 120  # characters of a line of text
_DIGITS = 10  # after the point; further ones are the rounding of the computation
_LATEX = str.maketrans(
    {"&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
     "^": r"\textasciicircum{}", "\\": r"\textbackslash{}", "–": "--", "±": r"$\pm$"}
)  # fmt: skip


def to_text(results: Results, *, tests: bool = True) -> str:
    """Return a row a system and a column a metric (turned where that is too wide); tests and signatures stand below."""
    head, rows = _grid(results, _plain)
    if sum(_widths([head, *rows])) + 2 * len(head) > _WIDEST:
        head, *rows = (list(column) for column in zip(head, *rows, strict=True))
        head[0] = "metric"
    parts = [
        columns([head, *rows], 1),
        columns(_test_rows(results), 3) if tests else [],
        [f"{label}: {text}" for label, text in _signatures(results)],
        _reading(results, tests=tests),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def to_markdown(results: Results, *, tests: bool = True) -> str:
    """Return the same as Markdown tables; the tests of pairs only where they are wanted."""
    head, rows = _grid(results, _plain)
    lines = marked_table([head, *rows], 1)
    signatures = [f"- {label}: `{text}`" for label, text in _signatures(results)]
    tested = marked_table(_test_rows(results), 3) if tests else []
    notes = [f"- {note}" for note in results.notes]
    parts = [lines, tested, signatures, notes]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def to_latex(results: Results) -> str:
    """Return a table environment for a paper: booktabs, the best value of each metric in bold, signatures below."""
    best = {measure.key: _best(results, measure.key, measure.better) for measure in results.measures}

    def written(name: str, key: str, cell: Cell) -> str:
        text = _plain(name, key, cell).translate(_LATEX)
        return rf"\textbf{{{text}}}" if cell.value is not None and cell.value == best[key] else text

    head, rows = _grid(results, written)
    columns = "l" + "r" * (len(head) - 1)
    head = [cell.translate(_LATEX).replace("↑", r"$\uparrow$").replace("↓", r"$\downarrow$") for cell in head]
    body = [" & ".join([row[0].translate(_LATEX), *row[1:]]) + r" \\" for row in rows]
    comments = [f"% {label}: {text}" for label, text in _signatures(results)]
    lines = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", " & ".join(head) + r" \\", r"\midrule", *body]
    return "\n".join([*comments, *lines, r"\bottomrule", r"\end{tabular}"]) + "\n"


def to_csv(results: Results) -> str:
    """Return a row a system and metric, with interval, rank cluster and signature; values to ten digits."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(CSV_HEAD)
    writer.writerows(csv_rows(results))
    return target.getvalue()


CSV_HEAD = ("system", "metric", "value", "low", "high", "cluster", "segments", "signature")


def csv_rows(results: Results) -> Iterator[tuple[str, ...]]:
    """Yield the cells below `CSV_HEAD`; what is not known stays empty."""
    for system in results.systems:
        for measure in results.measures:
            cell = results.comparison.cells[system.name][measure.key]
            numbers = ("" if v is None else repr(round(v, _DIGITS)) for v in (cell.value, cell.low, cell.high))
            cluster = "" if cell.cluster is None else str(cell.cluster)
            yield system.name, measure.key, *numbers, cluster, str(system.segments), results.signatures[measure.key]


def to_json(results: Results) -> str:
    """Return everything as one JSON object: values in full, signatures, digests, tests, settings, notes."""
    return json.dumps(record(results), ensure_ascii=False, indent=1) + "\n"


def record(results: Results) -> dict[str, object]:
    """Return the JSON object of the results."""
    cells = results.comparison.cells
    return {
        "yiwen": __version__,
        "metrics": [
            {"key": m.key, "name": m.label, "better": m.better, "signature": results.signatures[m.key]}
            for m in results.measures
        ],
        "source": _input(results.source) if results.source else None,
        "references": [_input(one) for one in results.references],
        "glossaries": dict(results.glossaries),
        "settings": dict(results.settings),
        "resampling": _plan(results.plan, results.comparison.units),
        "systems": [
            {
                **_input(system),
                "scores": [_score(results, key, cell) for key, cell in cells[system.name].items()],
            }
            for system in results.systems
        ],
        "tests": [_test(test) for test in results.comparison.tests],
        "notes": list(results.notes),
    }


def number(value: float | None) -> str:
    """Return a value as tables print it."""
    return DASH if value is None else f"{value:.2f}"


def p_value(value: float | None) -> str:
    """Return a p-value as tables print it."""
    return DASH if value is None else f"{value:.4f}"


def _grid(results: Results, written: Callable[[str, str, Cell], str]) -> tuple[list[str], list[list[str]]]:
    head = ["system", *(f"{m.label} {_ARROWS[m.better]}".strip() for m in results.measures)]
    cells = results.comparison.cells
    rows = [[name, *(written(name, m.key, cells[name][m.key]) for m in results.measures)] for name in results.names]
    return head, rows


def _plain(_name: str, _key: str, cell: Cell) -> str:
    text = number(cell.value)
    if cell.low is not None and cell.high is not None:
        text += f" [{cell.low:.2f}, {cell.high:.2f}]"
    return text + (f" #{cell.cluster}" if cell.cluster is not None else "")


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def columns(rows: Sequence[Sequence[str]], names: int) -> list[str]:
    """Return lines of aligned columns: so many of names, to the left, then numbers, to the right."""
    widths = _widths(rows)
    return ["  ".join(_padded(row, widths, names)).rstrip() for row in rows]


def _padded(cells: Sequence[str], widths: Sequence[int], names: int) -> Iterator[str]:
    for at, (cell, width) in enumerate(zip(cells, widths, strict=True)):
        yield cell.ljust(width) if at < names else cell.rjust(width)


def marked_table(rows: Sequence[Sequence[str]], names: int) -> list[str]:
    """Return a Markdown table whose first row is its head."""
    if not rows:
        return []
    head, *body = rows
    return [_row(head), _row(["---"] * names + ["---:"] * (len(head) - names)), *map(_row, body)]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _best(results: Results, key: str, better: str) -> float | None:
    found = [row[key].value for row in results.comparison.cells.values() if row[key].value is not None]
    known = [value for value in found if value is not None]
    if not known or better == "neither":
        return None
    return max(known) if better == "higher" else min(known)


def _signatures(results: Results) -> list[tuple[str, str]]:
    return [(measure.label, results.signatures[measure.key]) for measure in results.measures]


def _reading(results: Results, *, tests: bool) -> list[str]:
    lines = []
    if any(cell.cluster is not None for row in results.comparison.cells.values() for cell in row.values()):
        lines.append(CLUSTERS)
    if tests and results.comparison.tests:
        lines.append(f"{STAR} marks p < .05 after Holm's correction over the pairs of a metric.")
    return lines


CLUSTERS = (
    "#n is the rank cluster: every system of a cluster differs significantly (p < .05 after Holm's correction over all "
    "pairs of a metric, in each test that was made) from every system of the clusters below."
)


def _test_rows(results: Results) -> list[list[str]]:
    """Return the tests as rows below a head, without the columns of a test that was not made."""
    if not results.comparison.tests:
        return []
    labels = {measure.key: measure.label for measure in results.measures}
    rows = [["metric", "first", "second", "difference", "p bootstrap", "Holm", "p randomization", "Holm"]]
    rows += [
        [
            labels[test.measure], test.first, test.second, f"{test.difference:+.2f}", p_value(test.bootstrap),
            starred(test.bootstrap_holm), p_value(test.randomization), starred(test.randomization_holm),
        ]
        for test in results.comparison.tests
    ]  # fmt: skip
    made = [any(cell != DASH for cell in column) for column in zip(*rows[1:], strict=True)]
    return [[cell for cell, is_made in zip(row, made, strict=True) if is_made] for row in rows]


def starred(corrected: float | None) -> str:
    """Return a corrected p-value as tables print it: with a star where it is significant."""
    return p_value(corrected) + (STAR if corrected is not None and corrected < LEVEL else "")


def _input(one: Input) -> dict[str, object]:
    return {"name": one.name, "segments": one.segments, "sha256": one.sha256}


def _score(results: Results, key: str, cell: Cell) -> dict[str, object]:
    labels: Mapping[str, str] = {measure.key: measure.label for measure in results.measures}
    found: dict[str, object] = {
        "metric": labels[key],
        "key": key,
        "value": cell.value,
        "signature": results.signatures[key],
    }
    if cell.low is not None:
        found |= {"low": cell.low, "high": cell.high}
    if cell.cluster is not None:
        found["cluster"] = cell.cluster
    return found


def _plan(plan: Plan | None, units: int) -> dict[str, object] | None:
    if plan is None:
        return None
    return {
        "units": plan.units,
        "drawn_from": units,
        "bootstrap": plan.resamples if plan.bootstrap or plan.intervals else 0,
        "randomization": plan.trials if plan.randomization else 0,
        "seed": plan.seed,
        "tests": ["bootstrap"] * plan.bootstrap + ["randomization"] * plan.randomization,
        "baseline": plan.baseline,
    }


def _test(test: PairTest) -> dict[str, object]:
    return {
        "key": test.measure,
        "first": test.first,
        "second": test.second,
        "difference": test.difference,
        "bootstrap": test.bootstrap,
        "bootstrap_holm": test.bootstrap_holm,
        "randomization": test.randomization,
        "randomization_holm": test.randomization_holm,
    }
