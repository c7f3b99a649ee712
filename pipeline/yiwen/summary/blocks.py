"""A report's paragraphs sorted into headings, prose, items, tables and page furniture, and its prose into sections."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from yiwen.formats.markdown import MarkdownFile
from yiwen.formats.office.stories import OfficeFile
from yiwen.formats.slices import TextFile
from yiwen.summary import cues
from yiwen.text.segment import paragraphs
from yiwen.types import Document, Span

_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_NUMBER = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,5}\.|[A-Z]\.|[(（][a-z\d]{1,3}[)）]|(?:part|chapter|section)\s+\w+[:.]?)\s+(?=\S)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-*+•·▪●◆■□]|[(（]?(?:[a-z]|\d{1,2})[.)）])\s+")
_SENTENCE_END = re.compile(r"[.!?;…。！？]\s*[\"'”’)\]）】»]*\s*$")
_HEADING_WORDS = 45
_NUMBERED_HEADING_WORDS = 14
_TEASER_WORDS = 150
_FURNITURE_WORDS = 30
# A line with a full stop that opens like furniture ("Copyright cases rose") is furniture only if so short.
_CLOSED_FURNITURE_WORDS = 8


class Kind(StrEnum):
    """What a paragraph of a report is."""

    HEADING = "heading"
    PROSE = "prose"
    ITEM = "item"
    TABLE = "table"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or a line that stands alone: the segment's id and text, where in it, and what it is."""

    segment: str
    text: str
    span: Span
    kind: Kind

    @property
    def words(self) -> str:
        """The paragraph with one space between words."""
        return " ".join(self.span.of(self.text).split())


@dataclass(frozen=True, slots=True)
class Section:
    """The prose under a heading: its title (empty where there is none), its chapter and the chapter's title."""

    title: str
    chapter: int
    chapter_title: str
    blocks: tuple[Block, ...]


def blocks(document: Document) -> tuple[Block, ...]:
    """Return the report's paragraphs in order, each with its kind."""
    found = tuple(
        Block(segment.id, segment.mt, span, _marked(mark) or _kind(span.of(segment.mt).strip()))
        for segment, mark in zip(document.segments, _marks_of(document), strict=True)
        for span in paragraphs(segment.mt)
        if span.of(segment.mt).strip()
    )
    return _without_web_tail(_without_doubles(found))


def sections(found: tuple[Block, ...]) -> tuple[Section, ...]:
    """Return the blocks of prose under their headings.

    Headings that follow one another with nothing between open a chapter, whatever their marks; a heading that repeats
    its chapter's name is a running header and opens nothing.
    """
    result: list[Section] = []
    chapter, chapter_title = 0, ""
    for titles, body in _runs(found):
        fresh = [title for title in titles if _same(title) != _same(chapter_title)]
        if not fresh and result:
            result[-1] = replace(result[-1], blocks=result[-1].blocks + body)
            continue
        if len(fresh) > 1 or (fresh and not result):
            chapter, chapter_title = chapter + 1, fresh[0]
        result.append(Section(fresh[-1] if fresh else "", chapter, chapter_title, body))
    return tuple(result)


def _marks_of(document: Document) -> tuple[str, ...]:
    """Return what stands in front of each segment on its line: the "#", "-" or "|" that a Markdown reader took off.

    A reader of Office files tells the same of headings, items and cells.
    """
    file = document.skeleton
    if isinstance(file, OfficeFile):
        return file.marks
    if document.format != "md" or not isinstance(file, TextFile | MarkdownFile):
        return ("",) * len(document.segments)
    return tuple(file.text[file.text.rfind("\n", 0, start) + 1 : start].strip() for start in file.starts)


def _marked(mark: str) -> Kind | None:
    """Return the kind that a mark at the front of a line gives, None where it gives none."""
    if mark.startswith("#"):
        return Kind.HEADING
    if mark.startswith("|"):
        return Kind.TABLE
    return Kind.ITEM if _BULLET.match(f"{mark} ") else None


def title_of(block: Block) -> str:
    """Return a heading without its marks and number."""
    words = block.words
    for mark in (_HASHES, _NUMBER):
        if found := mark.match(words):
            words = words[found.end() :]
    return words


def _runs(found: tuple[Block, ...]) -> list[tuple[list[str], tuple[Block, ...]]]:
    runs: list[tuple[list[str], tuple[Block, ...]]] = []
    titles: list[str] = []
    body: list[Block] = []
    for block in found:
        if block.kind is Kind.HEADING:
            if body:
                runs.append((titles, tuple(body)))
                titles, body = [], []
            titles.append(title_of(block))
        elif block.kind in (Kind.PROSE, Kind.ITEM):
            body.append(block)
    return [*runs, (titles, tuple(body))] if body else runs


def _kind(words: str) -> Kind:
    if _HASHES.match(words):
        return Kind.HEADING
    if is_furniture(words):
        return Kind.FURNITURE
    if _is_table(words):
        return Kind.TABLE
    closed, length = _SENTENCE_END.search(words) is not None, len(words.split())
    if _NUMBER.match(words) and not closed and length <= _NUMBERED_HEADING_WORDS:
        return Kind.HEADING
    if _BULLET.match(words):
        return Kind.ITEM
    if words.endswith((":", "：")):
        return Kind.HEADING if length <= _NUMBERED_HEADING_WORDS else Kind.PROSE
    return Kind.PROSE if closed or length > _HEADING_WORDS else Kind.HEADING


def is_furniture(words: str) -> bool:
    """Return whether a line belongs to the page, not the report: navigation, credits, captions, dates, copyright."""
    if cues.LABEL.match(words) or cues.DATE_LINE.match(words) or cues.BYLINE.match(words):
        return True
    length = len(words.split())
    if length > _FURNITURE_WORDS:
        return False
    said = length > _CLOSED_FURNITURE_WORDS and _SENTENCE_END.search(words) is not None
    if cues.RIGHTS.search(words) or (cues.FURNITURE.match(words) and not said):
        return True
    return cues.TIMESTAMP.search(words) is not None and not words.endswith(".")


def _is_table(words: str) -> bool:
    if words.startswith("|") or words.count("|") > 2 or words.count("\t") > 1:
        return True
    parts = words.split()
    figures = sum(part[0].isdigit() or part[0] in "-–—+%(" for part in parts)
    return len(parts) > 3 and figures * 2 > len(parts)


def _without_doubles(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Turn a paragraph into furniture where it says again, word for word, a headline or paragraph that stood before."""
    seen: set[str] = set()
    result: list[Block] = []
    for block in found:
        words = _same(block.words)
        again = block.kind is not Kind.HEADING and words in seen
        result.append(replace(block, kind=Kind.FURNITURE) if again else block)
        seen.add(words)
    return tuple(result)


def _without_web_tail(found: tuple[Block, ...]) -> tuple[Block, ...]:
    """Turn teasers of other pages into furniture: a cut-off text that opens with the line above it; comments."""
    result = list(found)
    for place, block in enumerate(found):
        above = found[place - 1].words if place else ""
        if above and block.words.endswith(("...", "…")) and _same(block.words).startswith(_same(above)):
            result[place - 1] = replace(found[place - 1], kind=Kind.FURNITURE)
            result[place] = replace(block, kind=Kind.FURNITURE)
        if cues.COMMENTS.match(block.words):
            tail = found[place:]
            if sum(len(rest.words.split()) for rest in tail) <= _TEASER_WORDS:
                return (*result[:place], *(replace(rest, kind=Kind.FURNITURE) for rest in tail))
    return tuple(result)


def _same(words: str) -> str:
    return " ".join(words.lower().replace("(continued)", "").split())
