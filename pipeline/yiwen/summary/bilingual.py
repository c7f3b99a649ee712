"""Which Chinese sentence an English one translates, and whether its terms are the termbase's.

The sentences of a paragraph and of its source are compared by what needs no dictionary: their figures, the glossary's
terms that stand in both, and how far into the paragraph each begins.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yiwen.summary.verify.amounts import base_value
from yiwen.text.normalize import fold, normalize
from yiwen.text.quantities import parse
from yiwen.text.quantities.chinese import parse_chinese
from yiwen.text.segment import sentences
from yiwen.types import Span

_FIGURES, _TERMS, _PLACE = 2.0, 1.0, 1.0
_ENOUGH = 0.4


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the termbase: its Chinese and the English that is accepted."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Bilingual:
    """A termbase's terms, to find the Chinese of a sentence and to check its terms."""

    terms: tuple[Term, ...]

    def chinese_of(self, english: str, span: Span, paragraph: str, source: str) -> str | None:
        """Return the Chinese sentence that the English one, at `span` of its paragraph, translates; None in doubt."""
        candidates = sentences(source)
        if len(candidates) < 2:
            return source.strip() or None
        terms = self._terms_in(source)
        wanted = {round(base_value(quantity), 6) for quantity in parse(english)}
        place = span.start / max(1, len(paragraph))
        rows = [
            (self._fit(english, wanted, place, one.of(source), one.start / max(1, len(source)), terms), -one.start, one)
            for one in candidates
        ]
        score, _, best = max(rows)
        return best.of(source).strip() if score >= _ENOUGH else None

    def strays(self, english: str, chinese: str) -> list[str]:
        """Return what is not the termbase's: a Chinese term whose accepted English the sentence does not use."""
        folded = fold(normalize(english))
        found: list[str] = []
        for zh, term in self._terms_in(chinese).items():
            if not any(fold(normalize(en)).strip('"') in folded for en in term.en):
                found.append(f"{zh}: the termbase says {term.en[0]}")
        return found

    def _terms_in(self, chinese: str) -> Mapping[str, Term]:
        """Return the terms that stand in the Chinese, without those inside longer ones."""
        found = {zh: term for term in self.terms for zh in term.zh if zh in chinese}
        return {zh: term for zh, term in found.items() if not any(zh != other and zh in other for other in found)}

    def _fit(
        self, english: str, wanted: set[float], place: float, chinese: str, where: float, terms: Mapping[str, Term]
    ) -> float:
        told = {round(base_value(quantity), 6) for quantity in parse_chinese(chinese)}
        figures = len(wanted & told) / len(wanted | told) if wanted | told else 0.0
        folded = fold(normalize(english))
        here = [term for zh, term in terms.items() if zh in chinese]
        said = sum(any(fold(en) in folded for en in term.en) for term in here) / len(here) if here else 0.0
        return _FIGURES * figures + _TERMS * said + _PLACE * (1 - abs(place - where))


def bilingual(entries: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Bilingual:
    """Return a Bilingual of the entries' Chinese and English; those without Chinese are left out."""
    return Bilingual(tuple(Term(tuple(zh), tuple(en)) for zh, en in entries if zh and en))
