"""Sets of reports with reference summaries: a small YAML file that says where they are.

    name: work-reports
    task: summary
    note: what a reader should know before quoting a number
    reports: reports/*.txt
    references: [summaries/*.md]      # one pattern a reference; as many files as there are reports
    glossary: builtin                 # or terms.csv: for the precision of terms
    systems: {other: other/*.txt}     # summaries of another system, one a report

Files are paired by name up to the first dot; where all reports have one name (`2024/report.md`), by their folder's.
Paths are relative to the YAML file.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiwen.errors import EvaluationError
from yiwen.eval.counting import digest
from yiwen.eval.description import files, mapping, only_known, read_yaml, strings
from yiwen.eval.summary_files import paired, text_of, whole
from yiwen.eval.summary_measures import Case

TASK = "summary"
_FIELDS = frozenset({"name", "task", "note", "reports", "references", "glossary", "systems"})


@dataclass(frozen=True, slots=True)
class SummarySet:
    """A set of reports with their reference summaries, and the summaries of systems that come with it, by name."""

    name: str
    note: str
    cases: tuple[Case, ...]
    systems: Mapping[str, tuple[str, ...]]
    glossary: str | None
    digest: str


def is_summary_set(path: Path) -> bool:
    """Return whether a YAML file describes a set of reports to be summarized.

    Raises:
        EvaluationError: it is no YAML.
        DocumentError: it cannot be read.
    """
    data = read_yaml(path)
    return isinstance(data, dict) and data.get("task") == TASK


def load_summary_set(path: Path) -> SummarySet:
    """Return the set that a YAML file describes.

    Raises:
        EvaluationError: the description is wrong, or files do not go together.
        DocumentError: a file it names cannot be read.
    """
    data = mapping(read_yaml(path), str(path))
    only_known(data, _FIELDS, str(path))
    for field in ("reports", "references"):
        if not data.get(field):
            raise EvaluationError(f"{path}: has no {field}; name files, as in '{field}: {field}/*.md'")
    reports = _named(path, str(data["reports"]))
    keys = list(reports)
    sides = [_texts(path, pattern, keys, "reference") for pattern in strings(data["references"])]
    cases = tuple(Case(key, tuple(side[at] for side in sides), whole(reports[key])) for at, key in enumerate(keys))
    systems = mapping(data.get("systems") or {}, f"{path}: systems")
    glossary = data.get("glossary")
    return SummarySet(
        str(data.get("name") or path.stem),
        str(data.get("note") or ""),
        cases,
        {str(name): _texts(path, str(pattern), keys, "summary") for name, pattern in systems.items()},
        None if glossary is None else "builtin" if glossary == "builtin" else str(path.parent / str(glossary)),
        digest(_parts(cases)),
    )


def _texts(path: Path, pattern: str, keys: Sequence[str], what: str) -> tuple[str, ...]:
    return tuple(text_of(file) for file in paired(_named(path, pattern), keys, f"{path}: {pattern}", what))


def _named(path: Path, pattern: str) -> dict[str, Path]:
    """Return the files of a pattern by the name they are paired by."""
    found = files(path, pattern)
    names = [file.name.partition(".")[0] for file in found]
    if len(found) > 1 and len(set(names)) == 1:
        names = [file.parent.name for file in found]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise EvaluationError(f"{path}: {pattern}: two files are named '{twice}'; give each a name of its own")
    return dict(zip(names, found, strict=True))


def _parts(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield case.id
        yield from case.references
        yield from (segment.mt for segment in (case.report.segments if case.report else ()))
