"""Which Chinese an English sentence of a paragraph translates, and whether its terms are the termbase's.

The sentences of the paragraph and of its source are aligned in order, by their lengths, figures and Latin names, and by
the glossary's terms that stand in both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from yiwen.summary.verify.reading import Reading
from yiwen.text.align import Bead, align
from yiwen.text.anchors import shared_anchors
from yiwen.text.segment import sentences
from yiwen.types import Span

_TERM = 1.5  # nats for a term of the glossary that stands in both sentences
_DOUBTFUL = 12.0  # nats: a bead that costs more pairs what does not belong together


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase: its Chinese and the English that is accepted."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A termbase's terms, to find the Chinese of a sentence and to check its terms."""

    terms: tuple[Term, ...]

    def chinese_of(self, span: Span, paragraph: str, source: str) -> str | None:
        """Return the Chinese that the sentence at `span` of its paragraph translates; None in doubt."""
        theirs = sentences(source)
        if len(theirs) < 2:
            return source.strip() or None
        own = sentences(paragraph)
        for bead in _aligned(paragraph, source, self):
            if bead.source and any(own[at].overlaps(span) for at in bead.target):
                stretch = Span(theirs[bead.source[0]].start, theirs[bead.source[-1]].end)
                return stretch.of(source).strip() if bead.cost <= _DOUBTFUL else None
        return None

    def shared(self, source: Sequence[str], target: Sequence[str]) -> Mapping[tuple[int, int], float]:
        """Return the evidence, in nats, for pairs of sentences: the terms of the one that the other renders."""
        return {
            (ours, theirs): _TERM * said
            for ours, chinese in enumerate(source)
            for theirs, english in enumerate(target)
            if (said := sum(_renders(english, term) for term in self._terms_in(chinese).values()))
        }

    def strays(self, english: str, chinese: str) -> list[str]:
        """Return what is not the termbase's: a Chinese term whose accepted English the sentence does not use."""
        found: list[str] = []
        for zh, term in self._terms_in(chinese).items():
            if not _renders(english, term):
                found.append(f"{zh}: the termbase says {term.en[0]}")
        return found

    def _terms_in(self, chinese: str) -> Mapping[str, Term]:
        """Return the terms that stand in the Chinese, without those inside longer ones."""
        found = {zh: term for term in self.terms for zh in term.zh if zh in chinese}
        return {zh: term for zh, term in found.items() if not any(zh != other and zh in other for other in found)}


@lru_cache(maxsize=16)
def _aligned(paragraph: str, source: str, terms: Bilingual) -> tuple[Bead, ...]:
    """Return how the sentences of a source and its translation go together; a summary asks for one more than once."""
    ours, theirs = sentences(source), sentences(paragraph)
    return align(
        [span.of(source) for span in ours],
        [span.of(paragraph) for span in theirs],
        scorers=(shared_anchors, terms.shared),
    )


def _renders(english: str, term: Term) -> bool:
    """Return whether the English has one of the term's accepted renderings, in any form of its words."""
    roots = _roots(english)
    return any(_roots(rendering) in roots for rendering in term.en)


@lru_cache(maxsize=4096)
def _roots(text: str) -> str:
    """Return the roots of a text's words, a space round each."""
    return " ".join(("", *(word.root for word in Reading(text).words), ""))


def bilingual(entries: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Bilingual:
    """Return a Bilingual of the entries' Chinese and English; those without Chinese are left out."""
    return Bilingual(tuple(Term(tuple(zh), tuple(en)) for zh, en in entries if zh and en))
