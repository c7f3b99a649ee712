"""A project's quality sheet after MQM (themqm.org, MQM core typology), and the client's query sheet: both workbooks."""

from collections.abc import Mapping
from types import MappingProxyType

from yiwen.formats.sheets import Cell, Formula, Sheet, write_workbook
from yiwen.types import Severity
from yiwen.workflow.check import Located, place
from yiwen.workflow.project import Project

# What each kind of finding is in the MQM core typology: dimension and type.
_TYPES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "term": ("Terminology", "Wrong term"),
        "name": ("Terminology", "Wrong term"),
        "place": ("Terminology", "Wrong term"),
        "name-inconsistency": ("Terminology", "Inconsistent use of terminology"),
        "idiom": ("Accuracy", "Mistranslation"),
        "unit": ("Accuracy", "Mistranslation"),
        "number": ("Accuracy", "Mistranslation"),
        "omission": ("Accuracy", "Omission"),
        "addition": ("Accuracy", "Addition"),
        "format": ("Linguistic conventions", "Punctuation"),
    }
)
_OTHER = ("Other", "")
_PENALTIES = MappingProxyType({"neutral": 0, "minor": 1, "major": 5, "critical": 25})  # MQM's own weights
_GRAVE = frozenset({"unit", "number", "omission"})  # a reader acts on a wrong figure
_ERRORS_HEAD = (
    "file", "place", "source", "target", "dimension", "type", "severity", "marked", "proposed", "explanation",
    "rule", "comment",
)  # fmt: skip
_ERRORS_WIDTHS = {"file": 22, "source": 40, "target": 60, "type": 20, "marked": 24, "proposed": 24, "explanation": 44,
                  "comment": 24}  # fmt: skip
_QUERY_HEAD = ("no.", "about", "in the English", "question", "where", "Chinese", "client's answer", "settled")
_QUERY_WIDTHS = {"no.": 6, "about": 9, "in the English": 34, "question": 44, "where": 30, "Chinese": 40,
                 "client's answer": 34}  # fmt: skip
_CONTEXT = 60  # characters on either side of what is marked


def quality_sheet(project: Project) -> bytes:
    """Return the workbook of errors, one a row with a severity that can be changed, and of their penalties."""
    errors = Sheet(
        "errors",
        _ERRORS_HEAD,
        tuple(map(_error, project.found)),
        _ERRORS_WIDTHS,
        {"severity": tuple(_PENALTIES)},
    )
    return write_workbook([errors, _score(project)])


def query_sheet(project: Project) -> bytes:
    """Return the workbook of questions to the client, with room for the answers."""
    rows = tuple(
        (number, query.kind, query.text, query.question, "\n".join(query.places), query.chinese, None, None)
        for number, query in enumerate(project.queries, 1)
    )
    return write_workbook([Sheet("queries", _QUERY_HEAD, rows, _QUERY_WIDTHS, {"settled": ("yes", "no")})])


def _error(located: Located) -> tuple[Cell, ...]:
    finding = located.finding
    dimension, kind = _TYPES.get(finding.kind, _OTHER)
    return (
        located.file,
        place(located).removeprefix(f"{located.file}, "),
        located.segment.src,
        _marked(located),
        dimension,
        kind,
        severity(located),
        finding.observed,
        finding.suggestion,
        finding.message,
        finding.rule,
        None,
    )


def severity(located: Located) -> str:
    """Return how grave an error is in MQM's terms: what a reader could act on wrongly is major."""
    if located.finding.severity is Severity.NOTE:
        return "neutral"
    return "major" if located.finding.severity is Severity.ERROR or located.finding.kind in _GRAVE else "minor"


def _marked(located: Located) -> str:
    """Return the words round the error, which stands between <v> and </v> as MQM's own sheets have it."""
    text, span = located.segment.mt, located.finding.span
    before, after = text[max(0, span.start - _CONTEXT) : span.start], text[span.end : span.end + _CONTEXT]
    return f"{before}<v>{located.finding.observed}</v>{after}"


def _score(project: Project) -> Sheet:
    """Return the sheet that sums the penalties; its formulas follow what a reviewer changes among the errors."""
    dimensions = list(dict.fromkeys((*(dimension for dimension, _ in _TYPES.values()), _OTHER[0])))
    column = {name: chr(ord("A") + _ERRORS_HEAD.index(name)) for name in ("dimension", "severity")}
    rows: list[tuple[Cell, ...]] = []
    for number, dimension in enumerate(dimensions, 2):
        counts = [
            Formula(
                f"=COUNTIFS(errors!${column['dimension']}:${column['dimension']},$A{number},"
                f'errors!${column["severity"]}:${column["severity"]},"{name}")'
            )
            for name in _PENALTIES
        ]
        weights = "+".join(f"{chr(ord('B') + at)}{number}*{weight}" for at, weight in enumerate(_PENALTIES.values()))
        rows.append((dimension, *counts, Formula(f"={weights}")))
    last = len(dimensions) + 1
    totals = [Formula(f"=SUM({letter}2:{letter}{last})") for letter in "BCDEF"]
    rows.append(("all", *totals))
    rows.append(("words", project.words))
    rows.append(
        ("penalty in 1,000 words", Formula(f"=ROUND(1000*F{last + 1}/B{last + 2},2)") if project.words else None)
    )
    return Sheet("score", ("dimension", *_PENALTIES, "penalty"), tuple(rows), {"dimension": 26})
