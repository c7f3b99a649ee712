"""Summaries: glossary terms weighted, places with open findings avoided, in the editor's shape, and verified."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from yiwen import __version__
from yiwen.errors import DocumentError
from yiwen.glossary.entry import Glossary
from yiwen.summary import Shape, Sheet, summarize
from yiwen.summary.abstract import abstract
from yiwen.summary.bilingual import bilingual
from yiwen.summary.extract import DEFAULT_WORDS
from yiwen.summary.house import AS_IS, House
from yiwen.summary.shapes import Wish, digest, sheet, standfirst
from yiwen.summary.verify import Verification, verify
from yiwen.types import Document, Finding, Revision, Severity, Span, Summarizer, Summary
from yiwen.workflow.interleaved import english_of
from yiwen.workflow.settings import Finder

_MESSAGES = 12
_TRIES = 4


@dataclass(frozen=True, slots=True)
class Length:
    """How long a summary may be; without any budget it has up to 120 words, and at most a third of a short report."""

    words: int | None = None
    sentences: int | None = None
    percent: float | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """The shape of a summary, its house style, and whether outlet, date and address of a saved page are kept."""

    shape: Shape = Shape.BRIEF
    house: House = AS_IS
    origin: bool = False


class Watched:
    """A summarizer that tells how many answers it has given: a long report takes one a piece, and then some."""

    def __init__(self, model: Summarizer, talk: Callable[[str], None]) -> None:
        self._model, self._talk, self._answers = model, talk, 0

    @property
    def name(self) -> str:
        """The model's id@revision."""
        return self._model.name

    @property
    def context(self) -> int:
        """The most tokens of a prompt and its answer together."""
        return self._model.context

    def count(self, text: str) -> int:
        """Return how many tokens the model reads the text as."""
        return self._model.count(text)

    def answer(self, prompt: str, limit: int) -> str:
        """Return the model's answer."""
        answer = self._model.answer(prompt, limit)
        self._answers += 1
        self._talk(f"{self.name}: answer {self._answers}")
        return answer


def summarize_document(
    document: Document,
    glossary: Glossary,
    *,
    revisions: Sequence[Revision] = (),
    words: int | None = None,
    sentences: int | None = None,
    percent: float | None = None,
) -> Summary:
    """Return the summary of a document; with the revisions that made it, doubtful places are avoided.

    Raises:
        DocumentError: the budget does not fit, or there is nothing to summarize.
    """
    document, revisions = english_of(document, revisions)
    avoid = _open_places(document, revisions)
    return summarize(document, words=words, sentences=sentences, percent=percent, terms=_terms(glossary), avoid=avoid)


def shape_document(
    document: Document,
    finder: Finder,
    form: Form,
    length: Length,
    *,
    model: Summarizer | None = None,
    revisions: Sequence[Revision] | None = None,
) -> Sheet:
    """Return the summary of a report in its shape, by the model or without one.

    `revisions` are those that made the report, where it was repaired just now; else the report is checked, so that
    sentences with findings are avoided and what is doubtful in the chosen ones is said.

    Raises:
        DocumentError: the budget does not fit, or there is nothing of what the shape shows.
        ModelError: the model cannot do it.
    """
    if revisions is None:
        revisions = checked(document, finder)
    document, revisions = english_of(document, revisions)
    asked: int | None = None
    for _ in range(_TRIES):
        summary = _summary(document, finder.glossary, form.shape, length, model, revisions)
        made = sheet(document, form.shape, summary, _wish(document, finder.glossary, form, summary, revisions))
        if summary is None or model is not None or form.shape is Shape.HEADLINE:
            break
        budget = int(summary.settings["budget_words"])
        asked = asked or budget
        over = len(made.text.split()) - asked
        if over <= 0 or budget <= over:
            break
        length = replace(length, words=budget - over)  # what is put in, "(2024)", counts too
    return made


def sheet_of(document: Document, summary: Summary, revisions: Sequence[Revision], glossary: Glossary) -> Sheet:
    """Return a summary that was made of the document as an editor's page: how it was made, what is doubtful."""
    document, revisions = english_of(document, revisions)
    return sheet(document, Shape.BRIEF, summary, _wish(document, glossary, Form(), summary, revisions))


def digest_documents(documents: Sequence[Document], finder: Finder, form: Form, length: Length) -> Sheet:
    """Return the digest of several reports; the budget is that of the whole, shared evenly.

    Raises:
        DocumentError: there is only one report, or one of them cannot be summarized.
    """
    words = (length.words or DEFAULT_WORDS * 2) // max(1, len(documents))
    rows: list[tuple[Document, Summary]] = []
    doubts: list[str] = []
    for whole in documents:
        document, revisions = english_of(whole, checked(whole, finder))
        size = sum(len(segment.mt.split()) for segment in document.segments)
        budget = min(words, size)
        summary = summarize_document(
            document, finder.glossary, revisions=revisions, words=budget, sentences=length.sentences
        )
        rows.append((document, summary))
        doubts += (f"{document.name}: {doubt}" for doubt in _doubts(document, summary, revisions))
    wish = Wish(
        house=form.house,
        doubts=tuple(doubts),
        version=__version__,
        terms=_renderings(finder.glossary),
        origin=form.origin,
    )
    return digest(rows, wish)


def verify_summary(summary: Document, report: Document, glossary: Glossary) -> Verification:
    """Return what of a summary the report supports, whoever wrote it."""
    return verify(summary, report, _renderings(glossary))


def checked(document: Document, finder: Finder) -> tuple[Revision, ...]:
    """Return revisions that change nothing and hold what is found in the document."""
    rows = zip(document.segments, finder(document), strict=True)
    return tuple(Revision(segment.mt, segment.mt, left=tuple(found)) for segment, found in rows)


def _summary(
    document: Document,
    glossary: Glossary,
    shape: Shape,
    length: Length,
    model: Summarizer | None,
    revisions: Sequence[Revision],
) -> Summary | None:
    if shape in (Shape.FIGURES, Shape.PEOPLE):
        return None
    if shape is Shape.HEADLINE:
        return standfirst(document, _terms(glossary), _open_places(document, revisions))
    if model is not None:
        return abstract(document, model, words=_words_for_model(document, length), terms=_renderings(glossary))
    return summarize_document(
        document,
        glossary,
        revisions=revisions,
        words=length.words,
        sentences=length.sentences,
        percent=length.percent,
    )


def _words_for_model(document: Document, length: Length) -> int:
    """Return the most words of a model's summary, which can be bounded by words or by a share of the report's."""
    if length.sentences is not None:
        raise DocumentError(f"{document.name}: a model is not held to a number of sentences; ask for --words")
    if length.percent is None:
        return DEFAULT_WORDS if length.words is None else length.words
    size = sum(len(segment.mt.split()) for segment in document.segments)
    share = int(size * length.percent / 100)
    return share if length.words is None else min(share, length.words)


def _wish(
    document: Document, glossary: Glossary, form: Form, summary: Summary | None, revisions: Sequence[Revision]
) -> Wish:
    has_source = any(segment.src for segment in document.segments)
    notes = summary.settings.get("notes", ()) if summary else ()
    return Wish(
        house=form.house,
        origin=form.origin,
        bilingual=bilingual([(entry.zh, entry.en) for entry in glossary.entries]) if has_source else None,
        doubts=(*notes, *_doubts(document, summary, revisions)),
        version=__version__,
        terms=_renderings(glossary),
    )


def _doubts(document: Document, summary: Summary | None, revisions: Sequence[Revision]) -> list[str]:
    """Return what was found in the sentences of the summary and is not repaired, each once."""
    if summary is None:
        return []
    by_segment = {segment.id: revision for segment, revision in zip(document.segments, revisions, strict=False)}
    said: dict[str, None] = {}
    for sentence in summary.sentences:
        revision = by_segment.get(sentence.segment)
        for span, finding in _located(revision) if revision else ():
            if span.overlaps(sentence.span):
                said.setdefault(f'"{finding.observed}": {finding.message}' if finding.observed else finding.message)
    return list(said)[:_MESSAGES]


def _terms(glossary: Glossary) -> Sequence[str]:
    return [rendering for entry in glossary.entries for rendering in entry.en]


def _renderings(glossary: Glossary) -> Mapping[str, Sequence[str]]:
    return {entry.id: entry.en for entry in glossary.entries if entry.en}


def _open_places(document: Document, revisions: Sequence[Revision]) -> Mapping[str, tuple[Span, ...]]:
    return {
        segment.id: tuple(span for span, _ in _located(revision))
        for segment, revision in zip(document.segments, revisions, strict=False)
    }


def _located(revision: Revision) -> list[tuple[Span, Finding]]:
    """Return the findings left of a revision with where they stand in the repaired text; notes do not count."""
    found: list[tuple[Span, Finding]] = []
    for finding in revision.left:
        if finding.severity is not Severity.NOTE:
            shift = sum(len(e.after) - len(e.before) for e in revision.edits if e.span.end <= finding.span.start)
            found.append((finding.span.moved(shift), finding))
    return found


__all__ = [
    "Form",
    "Length",
    "Watched",
    "checked",
    "digest_documents",
    "shape_document",
    "sheet_of",
    "summarize_document",
    "verify_summary",
]
