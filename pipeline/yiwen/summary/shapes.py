"""A summary brought into the shape that an editor asks for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath

from yiwen.errors import DocumentError
from yiwen.summary.abbreviations import introduce, introduced
from yiwen.summary.bilingual import Bilingual
from yiwen.summary.blocks import blocks
from yiwen.summary.dates import absolute, dateline, undated
from yiwen.summary.digest import join
from yiwen.summary.extract import summarize
from yiwen.summary.facts import figure_rows
from yiwen.summary.figures import key_figures
from yiwen.summary.headline import title
from yiwen.summary.house import AS_IS, House, styled
from yiwen.summary.origin import origin
from yiwen.summary.people import people
from yiwen.summary.sheet import FigureRow, Line, Shape, Sheet
from yiwen.summary.speakers import speakers
from yiwen.types import Document, Span, Summary

_FIGURES = 20
_STANDFIRSTS = (45, 60, 90)
_NO_TERMS: Mapping[str, Sequence[str]] = {}
MACHINE = "Figures and names are as in the machine translation; the Chinese was not at hand."
PUT_IN = (
    " What is marked was put in: dates, hectares and full names in brackets, a speaker from the line above the speech."
)
CHECKED = "The Chinese was at hand; each sentence shows its own where it was found."


@dataclass(frozen=True, slots=True)
class Wish:
    """What the editor asks for beside the shape: house style, the page's origin, the Chinese, open findings to name."""

    house: House = AS_IS
    origin: bool = False
    bilingual: Bilingual | None = None
    doubts: tuple[str, ...] = ()
    version: str = ""
    terms: Mapping[str, Sequence[str]] = field(default_factory=dict)


_PLAIN = Wish()


def sheet(document: Document, shape: Shape, summary: Summary | None = None, wish: Wish = _PLAIN) -> Sheet:
    """Return the summary of one report in its shape; `summary` holds the sentences, where the shape has any.

    Raises:
        DocumentError: the report names no figures, or no persons, where those were asked for.
    """
    if shape is Shape.DIGEST:
        raise DocumentError(f"{document.name}: a digest is made of several reports; name two or more")
    day = _day(document)
    lines = _lines(document, summary, day, wish, each=shape is not Shape.BRIEF)
    figures = key_figures(document, _FIGURES) if shape is Shape.FIGURES else summary.figures if summary else ()
    found = people(document) if shape is Shape.PEOPLE else ()
    if shape is Shape.FIGURES and not figures:
        raise DocumentError(f"{document.name}: the report has no figure that says what it is of; choose another shape")
    if shape is Shape.PEOPLE and not found:
        raise DocumentError(f"{document.name}: the report names nobody with a post; choose another shape")
    return Sheet(
        shape=shape,
        title=title(document) or _name_for(document, shape),
        lines=lines,
        figures=tuple(_in_house(row, wish.house) for row in figure_rows(document, figures, day)),
        people=found,
        origin=origin(document) if wish.origin else Sheet(shape, "").origin,
        made=_made((document,), shape, lines, wish, summary),
        unverified=(*wish.doubts, *_undated(lines, day), *_strays(lines, wish)),
        summary=summary,
    )


def _in_house(row: FigureRow, house: House) -> FigureRow:
    """Return a row of the table of figures as the house writes them."""
    figure = replace(row.figure, text=styled(row.figure.text, house)[0])
    return replace(row, figure=figure, compared=styled(row.compared, house)[0])


def standfirst(document: Document, terms: Sequence[str], avoid: Mapping[str, Sequence[Span]]) -> Summary:
    """Return the one sentence that stands under a headline: of at most 45 words, longer where none is so short."""
    size = sum(len(segment.mt.split()) for segment in document.segments)
    for words in _STANDFIRSTS:
        try:
            return summarize(document, words=min(words, size), sentences=1, terms=terms, avoid=avoid)
        except DocumentError:
            if words == _STANDFIRSTS[-1] or words >= size:
                raise
    raise AssertionError  # the last round returns or raises


def digest(summaries: Sequence[tuple[Document, Summary]], wish: Wish = _PLAIN) -> Sheet:
    """Return the digest of several reports.

    Raises:
        DocumentError: there is only one report.
    """
    if len(summaries) < 2:
        raise DocumentError(f"{summaries[0][0].name}: a digest is made of several reports; name two or more")
    rows = [(document, _lines(document, summary, _day(document), wish, each=True)) for document, summary in summaries]
    joined = join(rows, wish.terms)
    documents = tuple(document for document, _ in summaries)
    doubts = [f"{clash.what}: the reports contradict each other" for clash in joined.clashes]
    undated_lines = [text for document, lines in rows for text in _undated(lines, _day(document))]
    return Sheet(
        shape=Shape.DIGEST,
        title=f"Digest of {len(documents)} reports",
        lines=joined.lines,
        clashes=joined.clashes,
        made=_made(documents, Shape.DIGEST, joined.lines, wish, None),
        unverified=(*wish.doubts, *doubts, *undated_lines),
        titles=tuple((document.name, _heading(document)) for document in documents),
    )


def _heading(document: Document) -> str:
    """Return a report's title for a digest, with its day and its file."""
    day = _day(document)
    dated = f", {day:%B} {day.day}, {day.year}" if day else ""
    name = _short(document)
    return f"{title(document)} ({name}{dated})" if title(document) else f"{name}{dated}"


def _lines(
    document: Document, summary: Summary | None, day: date | None, wish: Wish, *, each: bool
) -> tuple[Line, ...]:
    """Return the printed sentences; who speaks, if a line of the report says so, stands before each or the first."""
    if summary is None:
        return ()
    found = blocks(document)
    who = speakers(found)
    lines: list[Line] = []
    before = ""
    own = summary.settings.get("replaced_at", ())
    for at, one in enumerate(summary.sentences):
        lead = "" if summary.model else who.of(one.segment, one.span.start)
        named = f"{lead}: " if lead and (each or lead != before) and not one.text.startswith(lead) else ""
        line = _line(document, one.text, one.segment, one.span, day, wish, named)
        lines.append(replace(line, model=bool(summary.model) and at not in own))
        before = lead
    return introduce(lines, introduced(found))


def _name_for(document: Document, shape: Shape) -> str:
    """Return what a page is called whose report has no title; the templates of tables say themselves what they are."""
    name = _short(document)
    return name if shape in (Shape.FIGURES, Shape.PEOPLE) else f"Summary of {name}"


def _short(document: Document) -> str:
    """Return the report's name without the folders before it."""
    return PurePath(document.name).name


def _day(document: Document) -> date | None:
    found = dateline(document)
    return found.date if found else None


def _line(
    document: Document, text: str, segment: str, span: Span, day: date | None, wish: Wish, lead: str = ""
) -> Line:
    dated, marks = absolute(text, day)
    if lead:
        dated = lead + dated
        moved = tuple(Span(mark.start + len(lead), mark.end + len(lead)) for mark in marks)
        marks = (Span(0, len(lead) - 1), *moved)
    printed, added = styled(dated, wish.house)
    if printed != dated:
        marks = _moved(dated, marks, printed)
    line = Line(printed, document.name, segment, span, tuple(sorted((*marks, *added))))
    if wish.bilingual is None:
        return line
    source = next((one for one in document.segments if one.id == segment), None)
    if source is None or not source.src:
        return line
    return replace(line, zh=wish.bilingual.chinese_of(span, source.mt, source.src))


def _moved(before: str, marks: tuple[Span, ...], after: str) -> tuple[Span, ...]:
    """Return where the marked pieces stand once the house style has changed the text round them."""
    result: list[Span] = []
    start = 0
    for mark in marks:
        piece = mark.of(before)
        at = after.find(piece, start)
        if at >= 0:
            result.append(Span(at, at + len(piece)))
            start = at + len(piece)
    return tuple(result)


def _undated(lines: Sequence[Line], day: date | None) -> list[str]:
    said = dict.fromkeys(phrase for line in lines for phrase in undated(line.text, day))
    return [f'"{phrase}": the report has no date, so the year is not known' for phrase in said]


def _strays(lines: Sequence[Line], wish: Wish) -> list[str]:
    """Return the terms of the Chinese that the English renders in another way than the termbase."""
    if wish.bilingual is None:
        return []
    return [stray for line in lines if line.zh for stray in wish.bilingual.strays(line.text, line.zh)]


def _made(
    documents: Sequence[Document], shape: Shape, printed: Sequence[Line], wish: Wish, summary: Summary | None
) -> str:
    words = sum(len(segment.mt.split()) for document in documents for segment in document.segments)
    of = _short(documents[0]) if len(documents) == 1 else f"{len(documents)} reports"
    maker = f"yiwen {wish.version}".strip()
    how = _how(shape, len(printed), summary)
    marked = any(line.marks for line in printed)
    has_source = any(segment.src for document in documents for segment in document.segments)
    put_in = PUT_IN if marked else ""
    return f"Made by {maker} from {of} ({words:,} words): {how}{put_in} {CHECKED if has_source else MACHINE}"


def _how(shape: Shape, lines: int, summary: Summary | None) -> str:
    if summary is not None and summary.model:
        kept = summary.settings.get("replaced", 0)
        return (
            f"written by the model {summary.model} and verified; {kept} of {lines} sentences replaced by the report's."
        )
    if shape is Shape.FIGURES:
        return "figures read from its sentences, without a model."
    if shape is Shape.PEOPLE:
        return "names and posts read from its sentences, without a model."
    where = "them" if shape is Shape.DIGEST else "it"
    taken = f"1 sentence taken from {where} as it stands"
    taken = taken if lines == 1 else f"{lines} sentences taken from {where} as they stand"
    return f"{taken}, without a model."
