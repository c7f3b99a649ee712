"""Put the Chinese, or a reference, beside the machine output it belongs to."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.types import Document, Segment

Side = Literal["src", "ref"]


def beside(document: Document, path: Path, side: Side) -> Document:
    """Return the document with the texts of another file as its segments' `src` or `ref`.

    Paragraph goes with paragraph where there are as many; else every segment gets the whole source, and the first
    segment the whole reference (a score is then of the whole text).

    Raises:
        DocumentError: the other file cannot be read or holds rows where the document does not.
    """
    texts = [segment.mt for other in read(path) for segment in other.segments]
    if document.format == "jsonl":
        raise DocumentError(f"{path}: the rows of a jsonl file carry their own '{side}'; leave the option out")
    if len(texts) == len(document.segments):
        pairs = zip(document.segments, texts, strict=True)
        return replace(document, segments=tuple(_with(segment, side, text) for segment, text in pairs))
    whole = "\n\n".join(texts)
    if side == "src":
        return replace(document, segments=tuple(replace(segment, src=whole) for segment in document.segments))
    first, *rest = document.segments
    return replace(document, segments=(replace(first, ref=whole), *rest))


def _with(segment: Segment, side: Side, text: str) -> Segment:
    return replace(segment, src=text) if side == "src" else replace(segment, ref=text)
