"""Termbases written for others: CAT tools, translation services, spreadsheets, a glossary of one's own; one table."""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from io import StringIO

import yaml

from yiwen.errors import GlossaryError
from yiwen.glossary.exchange import TermRow, merged
from yiwen.glossary.forbidden import rewritings

# What a spreadsheet program would compute (OWASP, "CSV Injection"), and what we wrote of it.
_FORMULA = re.compile("'*[=+@\\-]")


def _write_table(rows: Sequence[TermRow], delimiter: str) -> bytes:
    made = StringIO()
    written = ([_as_text(cell) for cell in cells] for cells in _table(rows))
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(written)
    return made.getvalue().encode()


def _as_text(cell: str) -> str:
    """Return a cell that no spreadsheet program takes for a formula: after an apostrophe, which our reader drops."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def _table(rows: Sequence[TermRow]) -> Iterator[tuple[str, ...]]:
    """Yield a header and the rows; forbidden renderings have a column where there are any."""
    forbids = any(row.forbidden for row in rows)
    yield ("zh", "en", "forbidden") if forbids else ("zh", "en")
    for row in rows:
        cells = (_cell((row.zh,)), _cell(row.en))
        yield (*cells, _cell(row.forbidden)) if forbids else cells


def _cell(terms: Sequence[str]) -> str:
    """Return terms as a cell; a bar at its end says that a semicolon splits none."""
    return "|".join(terms) + ("|" if len(terms) == 1 and re.search("[;；]", terms[0]) else "")


def _write_csv(rows: Sequence[TermRow]) -> bytes:
    return b"\xef\xbb\xbf" + _write_table(rows, ",")  # the mark tells Excel that it is UTF-8


def _write_tsv(rows: Sequence[TermRow]) -> bytes:
    return _write_table(rows, "\t")


def _write_service(rows: Sequence[TermRow]) -> bytes:
    """Return what translation services and OmegaT take: tab-separated, no header, no quotes, one rendering a term."""
    return "".join(f"{' '.join(row.zh.split())}\t{' '.join(row.en[0].split())}\n" for row in rows).encode()


def _write_json(rows: Sequence[TermRow]) -> bytes:
    return (json.dumps([_record(row) for row in rows], ensure_ascii=False, indent=1) + "\n").encode()


def _write_jsonl(rows: Sequence[TermRow]) -> bytes:
    return "".join(json.dumps(_record(row), ensure_ascii=False) + "\n" for row in rows).encode()


def _record(row: TermRow) -> dict[str, object]:
    record: dict[str, object] = {"zh": row.zh, "en": list(row.en)}
    return record | {"forbidden": list(row.forbidden)} if row.forbidden else record


def _write_yaml(rows: Sequence[TermRow]) -> bytes:
    """Return entries, with a rule for each forbidden rendering: what a glossary of one's own starts from."""
    taken: set[str] = set()
    entries = [_yaml_entry(row, _id(row, taken)) for row in rows]
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False, default_flow_style=None, width=120).encode()


def _yaml_entry(row: TermRow, name: str) -> dict[str, object]:
    entry: dict[str, object] = {"id": name, "zh": [row.zh], "en": list(row.en)}
    wrong = [
        {"pattern": pattern, "put": put, "fix": "safe", "alone": "review"}
        for term in row.forbidden
        for pattern, put in rewritings(term, row.en[0])
    ]
    return entry | {"wrong": wrong, "why": "The termbase forbids this rendering."} if wrong else entry


def _id(row: TermRow, taken: set[str]) -> str:
    """Return an id made of the English, with a number where it is taken."""
    slug = "-".join(re.findall(r"[a-z0-9]+", row.en[0].lower())[:8]) or "term"
    name, number = slug, 1
    while name in taken:
        number += 1
        name = f"{slug}-{number}"
    taken.add(name)
    return name


def _write_xlsx(rows: Sequence[TermRow]) -> bytes:
    from yiwen.formats.xlsx import write_rows  # noqa: PLC0415  # see above

    return write_rows(_table(rows))


def _write_tbx(rows: Sequence[TermRow]) -> bytes:
    from yiwen.formats.tbx import write_concepts  # noqa: PLC0415  # see above

    return write_concepts(([row.zh], row.en, row.forbidden) for row in rows)


def _write_tbx3(rows: Sequence[TermRow]) -> bytes:
    from yiwen.formats.tbx import write_concepts  # noqa: PLC0415  # see above

    return write_concepts((([row.zh], row.en, row.forbidden) for row in rows), version=3)


WRITERS: Mapping[str, Callable[[Sequence[TermRow]], bytes]] = {
    "csv": _write_csv,
    "tsv": _write_tsv,
    "json": _write_json,
    "jsonl": _write_jsonl,
    "yaml": _write_yaml,
    "xlsx": _write_xlsx,
    "tbx": _write_tbx,
    "tbx3": _write_tbx3,
    "service": _write_service,
}


def write_termbase(rows: Iterable[TermRow], format_name: str) -> bytes:
    """Return the bytes of a termbase in a format of `WRITERS`, one row a Chinese term.

    Raises:
        GlossaryError: there is no such format.
    """
    writer = WRITERS.get(format_name)
    if writer is None:
        raise GlossaryError(f"format '{format_name}': unknown; take one of {', '.join(WRITERS)}")
    return writer(merged(rows))
