"""How well a text says what its Chinese says, before and after the repair: terms and quantities."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from yiwen.types import Document, Revision, Score

if TYPE_CHECKING:
    from yiwen.eval.counting import Glossary

MEASURED = ("term-accuracy", "figures-f1")


def source_scores(document: Document, revisions: Sequence[Revision], terms: "Glossary") -> tuple[Score, ...]:
    """Return term accuracy and the F1 of quantities, of the machine output and of the repaired text.

    They are shares of 100. There are none where no segment has its Chinese.
    """
    rows = [(s, r) for s, r in zip(document.segments, revisions, strict=True) if s.src]
    if not rows:
        return ()
    from yiwen.eval import counting, measures  # noqa: PLC0415  # slow to load, and many runs have no Chinese

    references = (tuple(s.ref or "" for s, _ in rows),) if all(s.ref for s, _ in rows) else ()
    corpus = counting.Corpus(
        ids=tuple(s.id for s, _ in rows),
        references=references,
        sources=tuple(s.src or "" for s, _ in rows),
        glossaries=(terms,) * len(rows),
    )
    chosen = measures.choose(MEASURED, corpus.given)
    counters = counting.Counters(corpus, chosen)
    found = []
    for name, texts in (("machine output", [s.mt for s, _ in rows]), ("repaired", [r.after for _, r in rows])):
        counted = counters.rows(texts, allow_empty=True)
        for measure in chosen:
            value = measures.value(measure, counted[measure.statistics])
            if value is not None:
                signature = counting.signature(measure, corpus)
                found.append(Score(f"{measure.label}, {name}", value, signature, len(rows)))
    return tuple(found)
