"""Tables of scores: for people, as JSON."""

import json
from collections.abc import Sequence

from yiwen import __version__
from yiwen.types import Score
from yiwen.workflow.score import Side, Table


def text_table(table: Table) -> str:
    """Return a row a system, a column a metric, and the signatures below."""
    head = ["system", *(score.metric for score in table.rows[0].scores)]
    rows = [[row.system.name, *(f"{score.value:.2f}" for score in row.scores)] for row in table.rows]
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    signatures = [f"{score.metric}: {score.signature}" for score in table.rows[0].scores]
    return "\n".join([*(_line(row, widths) for row in [head, *rows]), "", *signatures, ""])


def json_table(table: Table) -> str:
    """Return the table as one JSON object, with the digests of what was compared."""
    record = {
        "yiwen": __version__,
        "references": [_side(side) for side in table.references],
        "systems": [{**_side(row.system), "scores": [_score(score) for score in row.scores]} for row in table.rows],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    numbers = (cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True))
    return "  ".join([cells[0].ljust(widths[0]), *numbers])


def _side(side: Side) -> dict[str, object]:
    return {"name": side.name, "segments": len(side.segments), "sha256": side.sha256}


def _score(score: Score) -> dict[str, object]:
    return {"metric": score.metric, "value": score.value, "signature": score.signature, "n": score.n}
