"""A report in pieces that fit a model: whole sections where they fit, else paragraphs, else sentences; nothing lost."""

from collections.abc import Callable, Iterator, Sequence

from yiwen.errors import ModelError
from yiwen.summary.blocks import Block, Kind, blocks, title_of
from yiwen.text.segment import sentences
from yiwen.types import Document

Count = Callable[[str], int]


def chunks(document: Document, room: int, count: Count) -> tuple[str, ...]:
    """Return the report's text in order, in pieces of at most `room` tokens; only page furniture is left out.

    Raises:
        ModelError: a single sentence is longer than `room`; nothing is ever cut off.
    """
    sections = ["\n\n".join(part) for part in _sections(blocks(document))]
    fitting = [piece for section in sections for piece in _fitting(section, room, count, document.name)]
    return tuple(_packed(fitting, room, count))


def _sections(found: Sequence[Block]) -> Iterator[list[str]]:
    """Yield the paragraphs of each section, its heading first."""
    part: list[str] = []
    prose = False
    for block in found:
        if block.kind is Kind.FURNITURE:
            continue
        if block.kind is Kind.HEADING and prose:
            yield part
            part, prose = [], False
        part.append(title_of(block) if block.kind is Kind.HEADING else block.span.of(block.text).strip())
        prose = prose or block.kind is not Kind.HEADING
    if part:
        yield part


def _fitting(text: str, room: int, count: Count, name: str) -> Iterator[str]:
    """Yield the text whole if it fits, else its paragraphs, else its sentences."""
    if count(text) <= room:
        yield text
        return
    paragraphs = text.split("\n\n")
    if len(paragraphs) > 1:
        for paragraph in paragraphs:
            yield from _fitting(paragraph, room, count, name)
        return
    parts = [span.of(text) for span in sentences(text)]
    if len(parts) < 2:
        raise ModelError(
            f"{name}: a sentence of {count(text)} tokens does not fit into the model's {room}; "
            "take a model with a longer context, or summarize without a model"
        )
    for part in parts:
        yield from _fitting(part, room, count, name)


def _packed(pieces: Sequence[str], room: int, count: Count) -> Iterator[str]:
    """Yield neighbouring pieces together as long as they fit."""
    together = ""
    for piece in pieces:
        joined = f"{together}\n\n{piece}" if together else piece
        if together and count(joined) > room:
            yield together
            together = piece
        else:
            together = joined
    if together:
        yield together
