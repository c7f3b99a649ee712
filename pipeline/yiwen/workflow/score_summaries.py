"""Score summaries: against reference summaries by ROUGE, against their reports by what they name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from yiwen.errors import EvaluationError
from yiwen.eval.comparison import Comparison, Plan, Statistics, compare, values
from yiwen.eval.counting import Glossary, digest
from yiwen.eval.measures import Measure, Need
from yiwen.eval.results import Input, Results
from yiwen.eval.summary_files import SUMMARY_FIELDS, cases_of, paired, read_texts
from yiwen.eval.summary_measures import Case, SummaryCounters, choose_summary, signatures
from yiwen.workflow.score import load_glossary

_FAR = 20  # percent by which a length may differ before ROUGE favours one side


@dataclass(frozen=True, slots=True)
class SummaryTask:
    """What is to be scored and how. Names are files, folders or JSONL; no plan: values alone."""

    systems: tuple[str, ...]
    references: tuple[str, ...] = ()
    reports: str | None = None
    glossaries: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    plan: Plan | None = None


def score_summaries(task: SummaryTask) -> Results:
    """Return what was found on each system's summaries.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the sides do not go together, or a metric is unknown or needs what is not given.
    """
    if not task.references and task.reports is None:
        raise EvaluationError("references: none given; add --ref with reference summaries, --report, or both")
    glossary = load_glossary(task.glossaries) if task.glossaries else None
    cases = cases_of(task.references, task.reports)
    measures = choose_summary(task.metrics, given(cases, glossary))
    counters = SummaryCounters(cases, measures, renderings(glossary))
    texts: dict[str, Sequence[str]] = {}
    for name in task.systems:
        label = name if name not in texts else f"{name} ({len(texts) + 1})"
        found = read_texts(name, SUMMARY_FIELDS)
        texts[label] = paired(found, [case.id for case in cases], name, "summary")
    counted = {name: counters.rows(found) for name, found in texts.items()}
    comparison = compared(counted, measures, task.plan)
    return summary_results(
        cases, measures, texts, counted, comparison, glossary, plan=task.plan, references=task.references
    )


def given(cases: Sequence[Case], glossary: Glossary | None) -> frozenset[Need]:
    """Return what metrics may need and these cases have."""
    has: set[Need] = set()
    if all(case.references for case in cases):
        has.add("reference")
    if all(case.report is not None for case in cases):
        has.add("report")
    if glossary is not None:
        has.add("glossary")
    return frozenset(has)


def renderings(glossary: Glossary | None) -> Mapping[str, Sequence[str]]:
    """Return a glossary's English by entry."""
    return {entry.id: entry.en for entry in glossary.index.entries if entry.en} if glossary is not None else {}


def compared(counted: Mapping[str, Statistics], measures: Sequence[Measure], plan: Plan | None) -> Comparison:
    """Return values, and with a plan intervals and tests; a summary is what is resampled."""
    if plan is None:
        return values(counted, measures)
    return compare(counted, measures, replace(plan, units="segments", called="summaries"))


def summary_results(
    cases: Sequence[Case],
    measures: Sequence[Measure],
    texts: Mapping[str, Sequence[str]],
    counted: Mapping[str, Statistics],
    comparison: Comparison,
    glossary: Glossary | None,
    *,
    plan: Plan | None,
    references: Sequence[str],
) -> Results:
    """Return the results of systems with their signatures, digests and what to heed; `references` are names."""
    reports = [_whole(case) for case in cases]
    return Results(
        measures=tuple(measures),
        signatures=signatures(measures, max((len(case.references) for case in cases), default=0)),
        systems=tuple(Input(name, len(found), digest(found)) for name, found in texts.items()),
        references=_references(references, cases),
        comparison=comparison,
        plan=plan,
        source=Input("reports", len(reports), digest(reports)) if all(case.report for case in cases) else None,
        glossaries={glossary.name: glossary.digest} if glossary is not None else {},
        settings={"task": "summary"},
        notes=(*_lengths(counted), *comparison.notes),
    )


def _whole(case: Case) -> str:
    return "\n".join(segment.mt for segment in case.report.segments) if case.report is not None else ""


def _references(names: Sequence[str], cases: Sequence[Case]) -> tuple[Input, ...]:
    sides = list(zip(*(case.references for case in cases), strict=True))
    return tuple(Input(name, len(side), digest(side)) for name, side in zip(names, sides, strict=True))


def _lengths(counted: Mapping[str, Statistics]) -> list[str]:
    """Return a note for each system that is much longer or shorter than the references."""
    found = []
    for name, rows in counted.items():
        if "length" not in rows:
            continue
        part, whole = rows["length"].sum(axis=0)
        length = 100 * part / whole
        if abs(length - 100) > _FAR:
            found.append(
                f"{name}: {length:.0f} words for each 100 of the reference; compare ROUGE at equal lengths only"
            )
    return found
