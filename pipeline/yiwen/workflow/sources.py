"""Put the Chinese, or a reference, beside the machine output it belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path
from typing import Literal

from yiwen.checks.wording import SCORERS
from yiwen.errors import DocumentError
from yiwen.formats import ReadOptions, format_of, read
from yiwen.text.parallel import Sharing, row_by_row, share_out
from yiwen.text.script import HAN
from yiwen.types import Document, Span
from yiwen.workflow.chinese import chinese_documents

Side = Literal["src", "ref"]
_BETWEEN = "\n"  # what stands between paragraphs of a source
_ENOUGH_ROWS = 4
_FEW_ROWS = 10  # under it only what is plain is refused: of WMT's outputs 0.2% would be, wrongly, and 0.01% so
_STRANGE = 0.2  # of the figures and Latin names, and ...
_HEAVY = 12.0  # ... nats of them, from which sources are plainly of other rows
_HINTS = {  # where the two languages are named, by format
    "csv": "name the columns with --source-column and --target-column",
    "xlsx": "name the columns with --source-column and --target-column",
    "jsonl": "'src' is the Chinese, 'mt' the English",
}


def side_hint(document: Document) -> str:
    """Return what to do about languages on the wrong side, by the document's format."""
    return _HINTS.get(document.format, "export it as from Chinese to English")


def has_chinese(texts: Sequence[str]) -> bool:
    """Return whether one of the texts holds a Chinese character."""
    return any(HAN.search(text) for text in texts)


def beside(document: Document, path: Path, side: Side) -> Document:
    """Return the document with the texts of another file as its segments' `src` or `ref`.

    Each segment gets the stretch of the source that it translates; an empty one where the source has nothing for it,
    none where it cannot be told from its neighbour's. A reference is paired paragraph by paragraph where there are as
    many, else the first segment gets the whole of it (a score is then of the whole text).

    Raises:
        DocumentError: the other file cannot be read, holds no Chinese, or is not what the document was translated from;
            or the document is bilingual: its segments carry their own.
    """
    carried = side == "src" and any(segment.src is not None for segment in document.segments)
    if document.format == "jsonl" or carried:
        raise DocumentError(f"{path}: the segments of {document.name} carry their own '{side}'; leave the option out")
    if side == "src":
        return _with_source(document, path, _chinese_texts(path))
    return _with_reference(document, [segment.mt for other in read(path) for segment in other.segments])


def checked(document: Document) -> Document:
    """Return the document, whose rows carry their own sources, where these belong to them; keys are no sources.

    Raises:
        DocumentError: the sources are of another text, or have slipped against the rows.
    """
    rows = [segment for segment in document.segments if segment.src and segment.src.strip() and segment.mt.strip()]
    if len(rows) < _ENOUGH_ROWS:
        return document
    if not has_chinese([segment.src or "" for segment in rows]):
        if document.format == "po":  # its msgids are keys
            return replace(document, segments=tuple(replace(segment, src=None) for segment in document.segments))
        raise DocumentError(
            f"{document.name}: its sources hold no Chinese (compared {len(rows)} segments); {side_hint(document)}"
        )
    belonging = row_by_row([segment.src or "" for segment in rows], [segment.mt for segment in rows])
    is_plain = belonging.shared < _STRANGE and belonging.weight >= _HEAVY
    if belonging.holds or (len(rows) < _FEW_ROWS and not is_plain):
        return document
    told = f"{belonging.shared:.0%} of the figures and Latin names of the sources stand in their own row"
    if not belonging.weight:
        told = "their lengths do not go together"
    raise DocumentError(
        f"{document.name}: the sources are not those of their rows (compared {len(rows)} rows: {told}); "
        "see whether they have slipped, or are of another text"
    )


def _chinese_texts(path: Path) -> list[str]:
    """Return the Chinese of a file, be it a text, a table with a column of it, or a bilingual file."""
    kind = format_of(path.name).name
    if kind == "jsonl":
        documents = chinese_documents(path, str(path))
    else:
        documents = read(path, options=ReadOptions(chinese=True) if kind in ("csv", "xlsx") else ReadOptions())
    segments = [segment for other in documents for segment in other.segments]
    is_bilingual = any(segment.src for segment in segments)
    return [segment.src or "" if is_bilingual else segment.mt for segment in segments]


def _with_source(document: Document, path: Path, texts: Sequence[str]) -> Document:
    if not has_chinese(texts):
        raise DocumentError(f"{path}: holds no Chinese; give the Chinese that {document.name} was translated from")
    source = _BETWEEN.join(texts)
    starts = accumulate((len(text) + len(_BETWEEN) for text in texts), initial=0)
    units = [Span(start, start + len(text)) for start, text in zip(starts, texts, strict=False)]
    sharing = share_out(source, units, [segment.mt for segment in document.segments], SCORERS)
    if not sharing.belonging.holds:
        raise DocumentError(_strangers(document, path, len(texts), sharing))
    segments = (
        replace(segment, src=None if span is None else span.of(source))
        for segment, span in zip(document.segments, sharing.spans, strict=True)
    )
    return replace(document, segments=tuple(segments))


def _strangers(document: Document, path: Path, paragraphs: int, sharing: Sharing) -> str:
    """Return what was compared of a source and an output that do not belong together."""
    compared = f"compared {paragraphs} paragraphs with {len(document.segments)}"
    if sharing.belonging.weight:
        compared += f": {sharing.belonging.shared:.0%} of the source's figures and Latin names stand in their place"
    else:
        compared += " by their lengths"
    return f"{path}: is not what {document.name} was translated from ({compared}); give its own Chinese"


def _with_reference(document: Document, texts: Sequence[str]) -> Document:
    if len(texts) == len(document.segments):
        pairs = zip(document.segments, texts, strict=True)
        return replace(document, segments=tuple(replace(segment, ref=text) for segment, text in pairs))
    first, *rest = document.segments
    return replace(document, segments=(replace(first, ref="\n\n".join(texts)), *rest))
