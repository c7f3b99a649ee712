"""The whole day's work on one report: repair, summarize, score, and a report of all that was done."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from yiwen import __version__
from yiwen.errors import DocumentError
from yiwen.formats.jsonl import names_document
from yiwen.summary import Sheet
from yiwen.types import Document, DocumentReport, MadeWith, Report, Revision, Score, Summary
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.source_scores import source_scores
from yiwen.workflow.summarize import sheet_of, summarize_document
from yiwen.workflow.term_counts import count_terms

_SHORT_ROW = 100  # words: a shorter row is a segment, no report


def run_document(document: Document, finder: Finder, *, words: int | None = None) -> DocumentReport:
    """Return what was done to a document: revisions, a summary of the repaired text, scores against its references."""
    revisions = fix_document(document, finder)
    return DocumentReport(
        document,
        revisions,
        summary=_summary(repaired(document, revisions), revisions, finder, words),
        scores=_scores(document, revisions, finder),
        terms=count_terms(document, revisions, finder.mentions),
    )


def rows_joined(done: Sequence[DocumentReport], finder: Finder) -> list[DocumentReport]:
    """Return the reports with those of short rows that name no document made one.

    It has the name of their file, and is scored as a whole; rows with a summary are reports, and stay as they are.
    """
    single = [one for one in done if _is_segment(one)]
    if len(single) < 2:
        return list(done)
    segments = tuple(one.document.segments[0] for one in single)
    file = single[0].document.name.rpartition("#")[0]
    document = Document(file, "jsonl", segments)
    revisions = tuple(one.revisions[0] for one in single)
    scores, terms = _scores(document, revisions, finder), count_terms(document, revisions, finder.mentions)
    joined = DocumentReport(document, revisions, scores=scores, terms=terms)
    return [joined, *(one for one in done if not _is_segment(one))]


def _is_segment(one: DocumentReport) -> bool:
    return _is_row(one.document) and one.summary is None and not names_document(one.document)


def _is_row(document: Document) -> bool:
    return document.format == "jsonl" and len(document.segments) == 1


def _scores(document: Document, revisions: Sequence[Revision], finder: Finder) -> tuple[Score, ...]:
    against_source: tuple[Score, ...] = ()
    if any(segment.src for segment in document.segments):
        against_source = source_scores(document, revisions, finder.counted)
    return before_and_after(document, revisions) + against_source


def build_report(done: Iterable[DocumentReport], finders: Iterable[Finder], *, model: str = "") -> Report:
    """Return the report of a run, with the rules that spoke in it; documents of one folder share a finder.

    `model` is the id@revision of what translated, where something did.
    """
    used = list(dict.fromkeys(finders))
    documents = tuple(done)
    spoken = {
        rule
        for one in documents
        for revision in one.revisions
        for rule in (*(r for edit in revision.edits for r in edit.rule.split("+")), *(f.rule for f in revision.left))
    }
    known = {name: rule for finder in used for name, rule in finder.rules.items()}
    rules = tuple(known[rule] for rule in sorted(spoken) if rule in known)
    digests = ", ".join(dict.fromkeys(finder.glossary.digest for finder in used))
    return Report(
        documents, rules, MadeWith(__version__, digests, _settings(used) | ({"model": model} if model else {}))
    )


def summary_sheet(done: DocumentReport, finder: Finder) -> Sheet | None:
    """Return the summary's page with all that is to be said of it; None where there is no summary."""
    if done.summary is None:
        return None
    return sheet_of(repaired(done.document, done.revisions), done.summary, done.revisions, finder.glossary)


def repaired(document: Document, revisions: Sequence[Revision]) -> Document:
    """Return the document with each segment's text as it is after the repair."""
    segments = tuple(
        replace(segment, mt=revision.after, locked=())
        for segment, revision in zip(document.segments, revisions, strict=True)
    )
    return replace(document, segments=segments)


def before_and_after(document: Document, revisions: Sequence[Revision]) -> tuple[Score, ...]:
    """Return the scores of the machine output and of the repaired text; none where the document has no references."""
    if all(segment.ref is None for segment in document.segments):
        return ()
    from yiwen.eval.metrics import score  # noqa: PLC0415  # sacrebleu is slow to load, and most runs have no references

    before, after, references = _scored_texts(document, revisions)
    named = (("machine output", before), ("repaired", after))
    return tuple(
        replace(one, metric=f"{one.metric}, {name}", statistics=())
        for name, texts in named
        for one in score(texts, [references])
    )


def _scored_texts(document: Document, revisions: Sequence[Revision]) -> tuple[list[str], list[str], list[str]]:
    """Return texts before, after and references: segment by segment, or the whole where the references are not."""
    rows = list(zip(document.segments, revisions, strict=True))
    if any(segment.ref is None for segment in document.segments):
        whole = " ".join(segment.ref for segment in document.segments if segment.ref is not None)
        before = " ".join(segment.mt for segment in document.segments)
        return [_line(before)], [_line(" ".join(revision.after for _, revision in rows))], [_line(whole)]
    return (
        [_line(segment.mt) for segment, _ in rows],
        [_line(revision.after) for _, revision in rows],
        [_line(segment.ref or "") for segment, _ in rows],
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _summary(document: Document, revisions: Sequence[Revision], finder: Finder, words: int | None) -> Summary | None:
    """Return the summary; None for a text too short or too little a report to be summarized."""
    if words is None and _is_row(document) and len(document.segments[0].mt.split()) < _SHORT_ROW:
        return None
    try:
        return summarize_document(document, finder.glossary, revisions=revisions, words=words)
    except DocumentError:
        return None


def _settings(finders: Sequence[Finder]) -> dict[str, object]:
    """Return what the report tells of the settings: those of the one finder, or of each."""
    told = [_told(finder.settings) for finder in finders]
    return told[0] if len(told) == 1 else {f"settings {number}": one for number, one in enumerate(told, 1)}


def _told(settings: Settings) -> dict[str, object]:
    return {
        "assume": settings.assume,
        "glossaries": [path.name for path in settings.glossaries],
        "builtin": settings.builtin,
        "applied": [str(level) for level in settings.allowed],
        "gloss": settings.gloss,
        "first_mention": settings.first_mention,
    }
