"""Score systems: read, check, count, compare."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_hypotheses, check_references, check_same_length, check_same_order
from yiwen.eval.comet import cut_notes
from yiwen.eval.comparison import Comparison, Plan, Statistics, check_plan, compare, values
from yiwen.eval.corpus import (
    parse_documents,
    parse_hypotheses,
    parse_references,
    parse_sources,
    read_bytes,
    row_ids,
)
from yiwen.eval.counting import NORMALIZER, Corpus, Counters, Glossary, digest, signature
from yiwen.eval.doubts import (
    STRAIGHTENED,
    check_sides,
    doubts_of_corpus,
    doubts_of_systems,
    same_systems,
    straight_quotes,
)
from yiwen.eval.measures import Measure, choose
from yiwen.eval.results import Input, Results
from yiwen.eval.watch import Watch, adding
from yiwen.glossary.builtin import builtin_glossary, builtin_words
from yiwen.glossary.entry import Entry
from yiwen.glossary.pairs import load_user_glossary
from yiwen.workflow.places import STDIN

BUILTIN = "builtin"
"""What `--glossary` calls the glossary that comes with yiwen."""


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be scored and how. Names are paths; `-` is standard input. No plan: values alone."""

    hypotheses: tuple[str, ...]
    references: tuple[str, ...]
    source: str | None = None
    documents: str | None = None
    glossaries: tuple[str, ...] = ()
    metrics: tuple[str, ...] = ()
    plan: Plan | None = None
    allow_empty: bool = False
    normalize_quotes: bool = False


def score_files(task: Task, watch: Watch | None = None) -> Results:
    """Return what was found on each file of hypotheses against all references together.

    `watch` is told how far counting, TER and resampling are.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the files do not go together, or a metric is unknown or needs what is not given.
    """
    reader = _Reader(task)
    corpus = _corpus(task, reader)
    measures = choose(task.metrics, corpus.given)
    names = labels(task.hypotheses)
    plan = _with_label(task.plan, dict(zip(task.hypotheses, names, strict=True)))
    texts = {label: _hypotheses(file, corpus, reader) for label, file in zip(names, task.hypotheses, strict=True)}
    if plan is not None:
        check_plan(tuple(texts), plan, corpus.document_numbers)
    counters = Counters(corpus, measures, adding(watch, "TER", len(corpus.ids) * len(texts)))
    tell = adding(watch, "counting", len(texts))
    counted: dict[str, Statistics] = {}
    for name, found in texts.items():
        counted[name] = counters.rows(found, name=name, allow_empty=task.allow_empty)
        if tell is not None:
            tell(1)
    comparison = _compared(plan, counted, measures, corpus, watch)
    doubts = (*doubts_of_corpus(corpus), *doubts_of_systems(texts, corpus), *same_systems(texts))
    return Results(
        measures=measures,
        signatures={measure.key: signature(measure, corpus) + _suffix(task) for measure in measures},
        systems=_inputs(names, tuple(texts.values())),
        references=_inputs(task.references, corpus.references),
        comparison=comparison,
        plan=plan,
        source=Input(task.source, len(corpus.sources), digest(corpus.sources))
        if task.source is not None and corpus.sources is not None
        else None,
        glossaries={glossary.name: glossary.digest for glossary in corpus.glossaries or ()},
        settings={"normalize": "quotes" if task.normalize_quotes else "none", "normalizer": str(NORMALIZER)},
        notes=(*doubts, *_unused(task, measures), *cut_notes(counted), *comparison.notes),
    )


def labels(files: Sequence[str]) -> tuple[str, ...]:
    """Return what tables call these files: their paths without the folders that all are in, each of its own.

    A file that comes twice is numbered the second time.
    """
    folders = [PurePath(file).parts[:-1] for file in files]
    shared = 0
    while all(len(parts) > shared and parts[shared] == folders[0][shared] for parts in folders):
        shared += 1
    found: list[str] = []
    for number, file in enumerate(files, 1):
        label = str(PurePath(*PurePath(file).parts[shared:])) if PurePath(file).parts else file
        found.append(label if label not in found else f"{label} ({number})")
    return tuple(found)


def _corpus(task: Task, reader: "_Reader") -> Corpus:
    """Return the corpus of a task: references, and the source, documents and glossary that it names.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the sides do not go together.
    """
    if not task.hypotheses:
        raise EvaluationError("hypotheses: none given; give at least one file")
    _check_stdin(task)
    references = tuple(reader.english(name, parse_references) for name in task.references)
    if references or task.source is None:
        check_references(references, task.references)
    sources = reader.texts(task.source, parse_sources) if task.source is not None else None
    documents = reader.texts(task.documents, parse_documents) if task.documents is not None else None
    sides = [(task.references[0], references[0])] if references else []
    sides += [(task.source, sources)] if task.source is not None and sources is not None else []
    first_name, first = sides[0]
    for name, side in (*sides[1:], (task.documents, documents)):
        if name is not None and side is not None:
            check_same_length(side, first, name, first_name)
    glossary = load_glossary(task.glossaries) if task.glossaries else None
    corpus = Corpus(
        ids=tuple(str(number) for number in range(1, len(first) + 1)),
        references=references,
        reference_names=task.references,
        sources=sources,
        documents=documents,
        glossaries=(glossary,) * len(first) if glossary is not None else None,
    )
    check_sides(corpus)
    return corpus


def load_glossary(names: Sequence[str]) -> Glossary:
    """Return the glossary of several files together; `builtin` is yiwen's own.

    Raises:
        GlossaryError: a file cannot be read or is no glossary.
    """
    entries: list[Entry] = []
    for name in names:
        entries += builtin_glossary().entries if name == BUILTIN else load_user_glossary(Path(name), builtin_words())
    return Glossary.of("+".join(name if name == BUILTIN else Path(name).name for name in names), entries)


_Parse = Callable[[bytes, str], tuple[str, ...]]


class _Reader:
    """Reads the sides of a task; rows that have ids must have the same ones, in one order, on every side."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self._first: tuple[str, tuple[str, ...]] | None = None

    def english(self, name: str, parse: _Parse) -> tuple[str, ...]:
        """Return the segments of a reference or a system, their quotation marks made straight where that is asked."""
        texts = self.texts(name, parse)
        return tuple(map(straight_quotes, texts)) if self.task.normalize_quotes else texts

    def texts(self, name: str, parse: _Parse) -> tuple[str, ...]:
        """Return the segments of a file."""
        data = sys.stdin.buffer.read() if name == STDIN else read_bytes(Path(name))
        texts, ids = parse(data, name), row_ids(data, name)
        if ids is not None and self._first is None:
            self._first = (name, ids)
        elif ids is not None and self._first is not None:
            check_same_order(ids, self._first[1], name, self._first[0])
        return texts


def _check_stdin(task: Task) -> None:
    names = [*task.hypotheses, *task.references, *filter(None, (task.source, task.documents))]
    if names.count(STDIN) > 1:
        raise EvaluationError("-: standard input can be read once; give files for the other sides")


def _hypotheses(name: str, corpus: Corpus, reader: _Reader) -> tuple[str, ...]:
    """Return a system's segments, as many as the corpus has and, unless allowed, none of them empty."""
    task = reader.task
    texts = reader.english(name, parse_hypotheses)
    first, first_name = (
        (corpus.references[0], task.references[0]) if corpus.references else (corpus.sources or (), str(task.source))
    )
    check_hypotheses(texts, first, name, first_name, allow_empty=task.allow_empty)
    return texts


def _with_label(plan: Plan | None, names: Mapping[str, str]) -> Plan | None:
    """Return the plan with its baseline named as in tables; a file may be named by its path, too."""
    return replace(plan, baseline=names.get(plan.baseline, plan.baseline)) if plan and plan.baseline else plan


def _compared(
    plan: Plan | None,
    systems: Mapping[str, Statistics],
    measures: Sequence[Measure],
    corpus: Corpus,
    watch: Watch | None,
) -> Comparison:
    if plan is None:
        return values(systems, measures)
    return compare(systems, measures, plan, corpus.document_numbers, watch)


def _unused(task: Task, measures: Sequence[Measure]) -> Iterator[str]:
    """Yield what was given and changes nothing."""
    needs = {need for measure in measures for need in measure.needs}
    if task.glossaries and "glossary" not in needs:
        yield "--glossary: used by none of these metrics" + ("" if task.source else "; terms need --source, too")
    if task.documents and "documents" not in needs and (task.plan is None or task.plan.units == "segments"):
        yield "--docs: used by none of these metrics; --units documents resamples documents"


def _suffix(task: Task) -> str:
    return STRAIGHTENED if task.normalize_quotes else ""


def _inputs(names: Sequence[str], texts: Sequence[Sequence[str]]) -> tuple[Input, ...]:
    return tuple(Input(name, len(side), digest(side)) for name, side in zip(names, texts, strict=True))
