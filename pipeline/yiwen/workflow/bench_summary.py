"""From statistics to a set's results: the comparison, values by document and segment, and what repair changed."""

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

from yiwen.eval.bench_results import COPY, ORACLE, REPAIRED, Gain, RepairEffect, SegmentView, SetResults, known
from yiwen.eval.comet import cut_notes
from yiwen.eval.comparison import Comparison, PairTest, Plan, Statistics, compare, values
from yiwen.eval.counting import NORMALIZER, digest, signature
from yiwen.eval.doubts import doubts_of_corpus, doubts_of_systems
from yiwen.eval.formulas import bleu, chrf
from yiwen.eval.measures import Measure
from yiwen.eval.results import Input, Results
from yiwen.eval.significance import holm
from yiwen.workflow.bench_corpus import Prepared

_MATTERS = 0.5  # points of chrF2++ that make a segment better or worse


def summarize_set(
    prepared: Prepared,
    measures: Sequence[Measure],
    counted: Mapping[str, Statistics],
    texts: Mapping[str, Sequence[str]],
    plan: Plan,
) -> SetResults:
    """Return a set's results from every row's statistics and texts."""
    corpus = prepared.corpus
    ranked = {name: rows for name, rows in counted.items() if name not in (ORACLE, COPY)}
    fixed = values({name: counted[name] for name in (ORACLE, COPY)}, measures)
    found = compare(ranked, measures, plan, corpus.document_numbers)
    comparison = Comparison({**found.cells, **fixed.cells}, found.tests, found.units)
    notes = [*doubts_of_corpus(corpus), *_doubts(prepared, texts), *cut_notes(counted), *found.notes, *_cuts(prepared)]
    results = Results(
        measures=tuple(measures),
        signatures={measure.key: signature(measure, corpus) + prepared.suffix for measure in measures},
        systems=tuple(Input(name, len(lines), digest(lines)) for name, lines in texts.items()),
        references=tuple(
            Input(name, len(side), digest(side))
            for name, side in zip(corpus.reference_names, corpus.references, strict=True)
        ),
        comparison=comparison,
        plan=plan,
        source=Input("source", len(corpus.sources or ()), digest(corpus.sources or ())),
        glossaries={glossary.name: glossary.digest for glossary in corpus.glossaries or ()},
        settings={
            "unit": prepared.unit,
            "normalize": "quotes" if prepared.straight else "none",
            "normalizer": str(NORMALIZER),
        },
        notes=tuple(notes),
    )
    views = _segments(prepared, measures, counted, texts)
    return SetResults(
        prepared.name,
        " ".join(prepared.note.split()),
        prepared.unit,
        results,
        views,
        _by_document(prepared, measures, counted),
        tuple(_effects(counted, texts, _gains(found.tests, measures))),
        prepared.digest,
        _cut_documents(prepared),
    )


def _doubts(prepared: Prepared, texts: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the doubts about the systems as they came."""
    return list(doubts_of_systems({name: texts[name] for name in prepared.systems}, prepared.corpus))


def _cuts(prepared: Prepared) -> list[str]:
    if prepared.unit != "line":
        return []
    cuts = Counter(how for (name, _), how in prepared.cuts.items() if name in prepared.systems)
    said = (
        f"of {cuts.total()} documents of systems {cuts['lines']} had the reference's lines, "
        f"{cuts['aligned']} were cut into them by alignment, {cuts['whole']} are scored whole"
    )
    whole = [f"{name}: {document}" for (name, document), how in prepared.cuts.items() if how == "whole"]
    whole = [one for one in whole if one.partition(": ")[0] in prepared.systems]
    return [said, f"scored whole: {', '.join(whole)}"] if whole else [said]


def _cut_documents(prepared: Prepared) -> dict[str, dict[str, str]]:
    """Return, for each system, the documents that had other lines than the reference, and how they were cut."""
    found: dict[str, dict[str, str]] = {}
    for (name, document), how in prepared.cuts.items():
        if how != "lines" and name in prepared.systems:
            found.setdefault(name, {})[document] = how
    return found


def _segments(
    prepared: Prepared,
    measures: Sequence[Measure],
    counted: Mapping[str, Statistics],
    texts: Mapping[str, Sequence[str]],
) -> tuple[SegmentView, ...]:
    corpus = prepared.corpus
    # BLEU, without smoothing over a corpus, says nothing of one segment
    told = [measure for measure in measures if measure.by_segment and measure.formula is not bleu]
    by_system = {
        name: {measure.key: measure.values(rows[measure.statistics]) for measure in told}
        for name, rows in counted.items()
    }
    return tuple(
        SegmentView(
            one,
            corpus.documents[at] if corpus.documents is not None else "",
            corpus.sources[at] if corpus.sources is not None else "",
            tuple(side[at] for side in corpus.references),
            {name: lines[at] for name, lines in texts.items()},
            {name: {key: known(float(found[at])) for key, found in keys.items()} for name, keys in by_system.items()},
        )
        for at, one in enumerate(corpus.ids)
    )


def _by_document(
    prepared: Prepared, measures: Sequence[Measure], counted: Mapping[str, Statistics]
) -> dict[str, dict[str, dict[str, float | None]]]:
    found: dict[str, dict[str, dict[str, float | None]]] = {}
    for name, rows in counted.items():
        found[name] = {}
        for group in prepared.groups:
            places = list(group.places)
            found[name][group.name] = {
                measure.key: known(float(measure.values(rows[measure.statistics][places].sum(axis=0))))
                for measure in measures
            }
    return found


def _gains(tests: Sequence[PairTest], measures: Sequence[Measure]) -> dict[str, list[Gain]]:
    """Return what repair gave each system, by its name."""
    found: dict[str, list[Gain]] = {}
    for measure in measures:
        pairs = [t for t in tests if t.measure == measure.key and t.second == t.first + REPAIRED]
        known = [t for t in pairs if t.uncorrected is not None]
        p_values = holm([t.uncorrected for t in known if t.uncorrected is not None])
        corrected = dict(zip((t.first for t in known), p_values, strict=True))
        for test in pairs:
            gain = Gain(measure.key, -test.difference, corrected.get(test.first))
            found.setdefault(test.first, []).append(gain)
    return found


def _effects(
    counted: Mapping[str, Statistics], texts: Mapping[str, Sequence[str]], gains: Mapping[str, Sequence[Gain]]
) -> list[RepairEffect]:
    return [
        _effect(name, counted, texts, gains.get(name, ()))
        for name in counted
        if name + REPAIRED in counted and "chrf++" in counted[name]
    ]


def _effect(
    name: str, counted: Mapping[str, Statistics], texts: Mapping[str, Sequence[str]], gains: Sequence[Gain]
) -> RepairEffect:
    before, after = texts[name], texts[name + REPAIRED]
    gain = chrf(counted[name + REPAIRED]["chrf++"]) - chrf(counted[name]["chrf++"])
    changed = np.array([one != other for one, other in zip(before, after, strict=True)], dtype=bool)
    worse = np.flatnonzero(changed & (gain < -_MATTERS))
    order = worse[np.argsort(gain[worse], kind="stable")]
    return RepairEffect(
        name,
        len(before),
        int(changed.sum()),
        int((changed & (gain > _MATTERS)).sum()),
        len(worse),
        tuple(int(at) for at in order),
        tuple(gains),
    )
