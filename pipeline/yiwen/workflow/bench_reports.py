"""Benchmark summarizers on a set of reports: yiwen's own and the first sentences beside whatever systems are given."""

import time
from collections.abc import Callable, Mapping, Sequence

from yiwen.errors import EvaluationError
from yiwen.eval.bench_results import SegmentView, SetResults, Times, known
from yiwen.eval.comparison import Plan, Statistics
from yiwen.eval.measures import Measure
from yiwen.eval.summary_baselines import lead
from yiwen.eval.summary_files import SUMMARY_FIELDS, paired, read_texts
from yiwen.eval.summary_measures import Case, SummaryCounters, choose_summary
from yiwen.eval.summary_sets import SummarySet
from yiwen.types import Document
from yiwen.workflow.score import load_glossary
from yiwen.workflow.score_summaries import compared, given, renderings, summary_results
from yiwen.workflow.settings import Finder
from yiwen.workflow.summarize import checked, summarize_document

OWN, LEAD = "yiwen", "first sentences"
UNIT = "summary"


def bench_reports(
    described: SummarySet,
    further: Mapping[str, Sequence[str]],
    metrics: Sequence[str],
    plan: Plan,
    finder: Finder,
    talk: Callable[[str], None],
) -> tuple[SetResults, Times]:
    """Return a set's results and what yiwen's summaries took; every system writes at the reference's length.

    `further` are more systems' files or folders, by name.

    Raises:
        EvaluationError: systems do not go with the set, or a metric is unknown.
        DocumentError: a file cannot be read, or a report cannot be summarized.
    """
    cases = described.cases
    glossary = load_glossary([described.glossary]) if described.glossary else None
    measures = choose_summary(metrics, given(cases, glossary))
    own, seconds = _own(described.name, cases, finder, talk)
    texts = {OWN: own, LEAD: _lead(cases), **_given(described, further)}
    counters = SummaryCounters(cases, measures, renderings(glossary))
    counted = {name: counters.rows(found) for name, found in texts.items()}
    results = summary_results(
        cases, measures, texts, counted, compared(counted, measures, plan), glossary, plan=plan,
        references=tuple(f"reference {number}" for number in range(1, len(cases[0].references) + 1)),
    )  # fmt: skip
    views = tuple(_view(case, at, measures, counted, texts) for at, case in enumerate(cases))
    by_document = {name: {view.id: view.values[name] for view in views} for name in texts}
    found = SetResults(
        described.name, " ".join(described.note.split()), UNIT, results, views, by_document, (), described.digest
    )
    return found, Times(OWN, seconds, 0.0)


def _own(name: str, cases: Sequence[Case], finder: Finder, talk: Callable[[str], None]) -> tuple[list[str], float]:
    texts: list[str] = []
    began = time.perf_counter()
    for number, case in enumerate(cases, 1):
        report = _report(case)
        words = min(_length(case), sum(len(segment.mt.split()) for segment in report.segments))
        summary = summarize_document(report, finder.glossary, revisions=checked(report, finder), words=words)
        texts.append("\n".join(sentence.text for sentence in summary.sentences))
        talk(f"{name}: {case.id} ({number} of {len(cases)})")
    return texts, time.perf_counter() - began


def _lead(cases: Sequence[Case]) -> list[str]:
    return [lead(_report(case), _length(case)) for case in cases]


def _given(described: SummarySet, further: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    keys = [case.id for case in described.cases]
    found: dict[str, Sequence[str]] = dict(described.systems)
    for name, path in further.items():
        if len(path) != 1:
            raise EvaluationError(f"{name}: {len(path)} files; name one folder of summaries, or one JSONL file")
        found[name] = paired(read_texts(path[0], SUMMARY_FIELDS), keys, path[0], "summary")
    taken = next((name for name in found if name in (OWN, LEAD)), None)
    if taken is not None:
        raise EvaluationError(f"system '{taken}': the name is taken by a row of every table; choose another")
    return found


def _report(case: Case) -> Document:
    assert case.report is not None  # a set always has them
    return case.report


def _length(case: Case) -> int:
    return len(case.references[0].split())


def _view(
    case: Case,
    at: int,
    measures: Sequence[Measure],
    counted: Mapping[str, Statistics],
    texts: Mapping[str, Sequence[str]],
) -> SegmentView:
    values = {
        name: {measure.key: known(float(measure.values(rows[measure.key][at]))) for measure in measures}
        for name, rows in counted.items()
    }
    return SegmentView(case.id, case.id, "", case.references, {name: one[at] for name, one in texts.items()}, values)
