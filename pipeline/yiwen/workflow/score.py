"""Score systems: read, check, count, compare."""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_hypotheses, check_references, check_same_length
from yiwen.eval.comet import cut_notes
from yiwen.eval.comparison import Comparison, Plan, Statistics, compare, values
from yiwen.eval.corpus import (
    parse_documents,
    parse_hypotheses,
    parse_references,
    parse_sources,
    read_bytes,
)
from yiwen.eval.counting import NORMALIZER, Corpus, Counters, Glossary, digest, signature
from yiwen.eval.doubts import check_sides, doubts_of_corpus, doubts_of_system, straight_quotes
from yiwen.eval.measures import Measure, choose
from yiwen.eval.results import Input, Results
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


def score_files(task: Task) -> Results:
    """Return what was found on each file of hypotheses against all references together.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the files do not go together, or a metric is unknown or needs what is not given.
    """
    corpus = read_corpus(task)
    measures = choose(task.metrics, corpus.given)
    counters = Counters(corpus, measures)
    systems: dict[str, Statistics] = {}
    inputs: list[Input] = []
    notes = list(doubts_of_corpus(corpus))
    for name in task.hypotheses:
        texts = _read(name, task, parse_hypotheses)
        _check(texts, name, corpus, task)
        notes += doubts_of_system(name, texts, corpus)
        label = name if name not in systems else f"{name} ({len(inputs) + 1})"
        systems[label] = counters.rows(texts, name=name, allow_empty=task.allow_empty)
        inputs.append(Input(label, len(texts), digest(texts)))
    comparison = _compared(task, systems, measures, corpus)
    return Results(
        measures=measures,
        signatures={measure.key: signature(measure, corpus) + _suffix(task) for measure in measures},
        systems=tuple(inputs),
        references=_inputs(task.references, corpus.references),
        comparison=comparison,
        plan=task.plan,
        source=Input(task.source, len(corpus.sources), digest(corpus.sources))
        if task.source is not None and corpus.sources is not None
        else None,
        glossaries={glossary.name: glossary.digest for glossary in corpus.glossaries or ()},
        settings={"normalize": "quotes" if task.normalize_quotes else "none", "normalizer": str(NORMALIZER)},
        notes=(*notes, *cut_notes(systems), *comparison.notes),
    )


def read_corpus(task: Task) -> Corpus:
    """Return the corpus of a task: references, and the source, documents and glossary that it names.

    Raises:
        DocumentError: a file cannot be read or understood.
        EvaluationError: the sides do not go together.
    """
    if not task.hypotheses:
        raise EvaluationError("hypotheses: none given; give at least one file")
    _check_stdin(task)
    references = tuple(_read(name, task, parse_references) for name in task.references)
    if references or task.source is None:
        check_references(references, task.references)
    sources = parse_sources(_bytes(task.source), task.source) if task.source is not None else None
    documents = parse_documents(_bytes(task.documents), task.documents) if task.documents is not None else None
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


def _read(name: str, task: Task, parse: Callable[[bytes, str], tuple[str, ...]]) -> tuple[str, ...]:
    texts = parse(_bytes(name), name)
    return tuple(map(straight_quotes, texts)) if task.normalize_quotes else texts


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == STDIN else read_bytes(Path(name))


def _check_stdin(task: Task) -> None:
    names = [*task.hypotheses, *task.references, *filter(None, (task.source, task.documents))]
    if names.count(STDIN) > 1:
        raise EvaluationError("-: standard input can be read once; give files for the other sides")


def _check(texts: tuple[str, ...], name: str, corpus: Corpus, task: Task) -> None:
    first, first_name = (
        (corpus.references[0], task.references[0]) if corpus.references else (corpus.sources or (), str(task.source))
    )
    check_hypotheses(texts, first, name, first_name, allow_empty=task.allow_empty)


def _compared(task: Task, systems: Mapping[str, Statistics], measures: Sequence[Measure], corpus: Corpus) -> Comparison:
    if task.plan is None:
        return values(systems, measures)
    return compare(systems, measures, task.plan, corpus.document_numbers)


def _suffix(task: Task) -> str:
    return "|quotes:straight" if task.normalize_quotes else ""


def _inputs(names: Sequence[str], texts: Sequence[Sequence[str]]) -> tuple[Input, ...]:
    return tuple(Input(name, len(side), digest(side)) for name, side in zip(names, texts, strict=True))
