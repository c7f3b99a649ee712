"""Verify a summary against a report, sentence by sentence; whoever or whatever wrote the summary."""

import re
from collections.abc import Iterable, Mapping, Sequence

from yiwen.summary.verify.closely import close_doubts
from yiwen.summary.verify.figures import figure_doubts, figures_in_report
from yiwen.summary.verify.index import Passage, ReportIndex
from yiwen.summary.verify.names import Terms, counts, name_doubts, term_doubts, terms_of_report
from yiwen.summary.verify.reading import Reading
from yiwen.summary.verify.records import Checked, Doubt, Evidence, Kind, Precision, Status, Verification
from yiwen.summary.verify.wording import wording_doubts
from yiwen.text.segment import sentences
from yiwen.types import Document, Span

_SUPPORTED = 0.5
_UNSUPPORTED = 0.25
_SENTENCE_WORDS = 4
_NO_TERMS: Mapping[str, Sequence[str]] = {}
# What stands on a page of ours behind the sentences: from one of these headings on nothing is the summary's.
APPARATUS = (
    "About this summary",
    "What could not be verified",
    "Where the reports contradict each other",
    "Key figures",
)
# The titles that our pages have where the report has none.
_OWN_TITLE = re.compile(r"#*\s*(?:Summary of \S+|Digest of \d+ reports|(?:Key figures|Who's who): \S+)\s*$")


class Verifier:
    """A report made ready: verifies any number of sentences and summaries against it."""

    def __init__(self, report: Document, terms: Mapping[str, Sequence[str]] = _NO_TERMS) -> None:
        """Take the report and the glossary's renderings by entry id."""
        self.index = ReportIndex(report)
        self.terms = Terms(terms)
        self.known_terms = terms_of_report(self.index, self.terms) if terms else frozenset()

    def sentence(self, text: str, segment: str = "", span: Span | None = None) -> Checked:
        """Return what supports a sentence and what is doubted of it."""
        reading = Reading(text)
        found = self.index.evidence(reading)
        passages = [passage for passage, _ in found]
        share = self._share(reading, passages)
        doubts = () if self.index.verbatim(reading) else _in_order(self._doubts(reading, passages, share))
        evidence = tuple(Evidence(p.segment, p.span, p.reading.text, round(part, 3)) for p, part in found)
        return Checked(segment, span or Span(0, len(text)), text, evidence, doubts)

    def summary(self, summary: Document) -> Verification:
        """Return the verification of a summary; headings count as sentences."""
        checked: list[Checked] = []
        figures, names, terms, entities = Precision(), Precision(), Precision(), Precision()
        for segment, span, text in sentences_of_summary(summary):
            one = self.sentence(text, segment, span)
            checked.append(one)
            reading = Reading(text)
            passages = [passage for passage, _ in self.index.evidence(reading)]
            tally = counts(reading, passages, self.index, self.terms, self.known_terms)
            figures += Precision(*figures_in_report(reading, self.index))
            names, terms, entities = names + tally.names, terms + tally.terms, entities + tally.entities
        return Verification(summary.name, self.index.name, tuple(checked), figures, names, terms, entities)

    def _share(self, reading: Reading, passages: Sequence[Passage]) -> float:
        told = frozenset().union(*(passage.reading.roots for passage in passages)) if passages else frozenset()
        whole = self.index.weight(reading.roots)
        return self.index.weight(reading.roots & told) / whole if whole else 1.0

    def _doubts(self, reading: Reading, passages: Sequence[Passage], share: float) -> Iterable[Doubt]:
        yield from figure_doubts(reading, passages, self.index)
        yield from name_doubts(reading, passages, self.index)
        yield from term_doubts(reading, passages, self.index, self.terms, self.known_terms)
        yield from wording_doubts(reading, passages, share)
        if passages:
            yield from close_doubts(reading, passages[0].reading)
        if len(reading.words) >= _SENTENCE_WORDS and share < _SUPPORTED:
            status = Status.UNSUPPORTED if share < _UNSUPPORTED else Status.DOUBTFUL
            message = f"the report hardly says this: {share:.0%} of the weight of its words"
            yield Doubt(Kind.SENTENCE, status, Span(0, len(reading.text)), reading.text, message)


def verify(summary: Document, report: Document, terms: Mapping[str, Sequence[str]] = _NO_TERMS) -> Verification:
    """Return what of a summary the report supports; `terms` are the glossary's renderings by entry id."""
    return Verifier(report, terms).summary(summary)


def sentences_of_summary(summary: Document) -> Iterable[tuple[str, Span, str]]:
    """Yield segment, place and text of a summary's sentences, up to what is said about the summary itself."""
    for segment in summary.segments:
        for span in sentences(segment.mt):
            text = span.of(segment.mt)
            if text.lstrip("#* ").rstrip(": \n") in APPARATUS:
                return
            if not _OWN_TITLE.match(text) and any(character.isalnum() for character in text):
                yield segment.id, span, text


def _in_order(doubts: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Return the doubts in the sentence's order, each once."""
    found = sorted(doubts, key=lambda doubt: (doubt.span, doubt.kind, doubt.status, doubt.message))
    once = {(doubt.kind, doubt.span, doubt.status): doubt for doubt in reversed(found)}
    return tuple(sorted(once.values(), key=lambda doubt: (doubt.span, doubt.kind)))
