"""The documents of an input with the Chinese beside them; what cannot be a text and its translation is refused."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from yiwen.errors import DocumentError
from yiwen.types import Document
from yiwen.workflow.chinese import chinese_documents, chinese_share
from yiwen.workflow.interleaved import is_in_both, with_own_chinese
from yiwen.workflow.sources import beside, checked, has_chinese, side_hint

_FIRST = 100  # documents that are looked at together: a row of JSON may be one of its own
_MANY = 3  # segments without Chinese of which it is told, if they are
_SHARE = 0.2  # ... of all at least
_UNTRANSLATED = 0.7  # of the letters; outputs of which a system left paragraphs in Chinese have up to half
_ROWS = "jsonl"

Talk = Callable[[str], None]


def with_sources(documents: Iterable[Document], name: str, source: Path | None, talk: Talk) -> Iterator[Document]:
    """Yield the documents of an input, each segment with its Chinese where that is given; `talk` hears what is odd.

    Raises:
        DocumentError: the input is Chinese itself, or its sources are not what it was translated from.
    """
    stream = iter(documents)
    first = list(islice(stream, _FIRST))
    bilingual = any(segment.src is not None for document in first for segment in document.segments)
    if source is not None and bilingual:
        raise DocumentError(f"{source}: the segments of {name} carry their own Chinese; leave --source out")
    if source is not None and first and first[0].format == _ROWS:
        first, stream = _rows_beside(first, stream, name, source)
    _refuse_chinese(first, name, source)
    if source is None or (first and first[0].format == _ROWS):
        if len(first) > 1:
            checked(_joined(first, name))
        for document in chain(first, stream):
            yield checked(document) if bilingual or document.format == _ROWS else with_own_chinese(document, talk)
        return
    for document in chain(first, stream):
        if is_in_both(document):
            raise DocumentError(f"{source}: {name} has its own Chinese between its English; leave --source out")
        found = beside(document, source, "src")
        _tell_gaps(found, source, talk)
        yield found


def _joined(documents: Sequence[Document], name: str) -> Document:
    """Return the first rows as one document: together they show whether their sources are theirs."""
    segments = tuple(segment for document in documents for segment in document.segments)
    return replace(documents[0], name=name, segments=segments)


def _refuse_chinese(documents: Sequence[Document], name: str, source: Path | None) -> None:
    """Raise a DocumentError for documents that are Chinese themselves."""
    if not documents or chinese_share(joined := _joined(documents, name)) < _UNTRANSLATED:
        return
    sources = [segment.src for segment in joined.segments if segment.src]
    if sources and not has_chinese(sources):
        raise DocumentError(
            f"{name}: the Chinese stands where the English should, and the English where the Chinese should "
            f"(compared {len(sources)} segments); {side_hint(joined)}"
        )
    if source is not None:
        raise DocumentError(f"{name}: is Chinese; give its English first, and the Chinese as --source, not {source}")
    raise DocumentError(
        f"{name}: is Chinese; translate it first (`yiwen translate`, or `yiwen run` with --model MODEL), "
        "or name its English and give this as --source"
    )


def _rows_beside(
    first: Sequence[Document], others: Iterable[Document], name: str, source: Path
) -> tuple[list[Document], Iterator[Document]]:
    """Return rows, the first of them and the others, with their Chinese by their ids from a file of rows.

    Raises:
        DocumentError: the file holds no such rows, or others.
    """
    if source.suffix.lower() not in (".jsonl", ".ndjson"):
        raise DocumentError(
            f'{source}: is no file of rows as {name} is; give rows {{"id", "src"}}, or each row its \'src\''
        )
    given = [segment for one in chinese_documents(source, str(source)) for segment in one.segments]
    texts = {segment.id: segment.src for segment in given}
    if len(texts) < len(given):
        twice = next(id_ for id_, times in Counter(segment.id for segment in given).items() if times > 1)
        raise DocumentError(f"{source}: has two rows with the id {twice!r}; give each row an id of its own")
    ids = [segment.id for document in first for segment in document.segments]
    if sum(one in texts for one in ids) * 2 < len(ids):
        raise DocumentError(
            f"{source}: is not the Chinese of {name} (compared {len(texts)} ids with {len(ids)}: "
            f"{sum(one in texts for one in ids)} are the same); give the rows it was translated from"
        )
    return [_by_id(document, texts) for document in first], (_by_id(document, texts) for document in others)


def _by_id(document: Document, texts: Mapping[str, str | None]) -> Document:
    return replace(document, segments=tuple(replace(one, src=texts.get(one.id)) for one in document.segments))


def _tell_gaps(document: Document, source: Path, talk: Talk) -> None:
    """Tell of a source that lacks much of what the output has, or that many segments have to share."""
    missing = sum(not segment.src for segment in document.segments)
    if missing >= max(_MANY, _SHARE * len(document.segments)):
        compared = f"{missing} of the {len(document.segments)} segments of {document.name}"
        talk(f"{source}: has nothing of its own for {compared}; is it whole, and of this text?")
