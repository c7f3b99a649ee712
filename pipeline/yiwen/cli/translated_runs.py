"""`yiwen run` from the Chinese: translate into the results' folder, and say what the model and the repair each did."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from yiwen.cli.translating import Job
from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.formats.atomic import write_atomically
from yiwen.report.as_translation import score_lines, translation_lines, translation_record
from yiwen.types import Document, DocumentReport, Translator
from yiwen.workflow.chinese import is_chinese
from yiwen.workflow.places import STDIN
from yiwen.workflow.settings import Finder
from yiwen.workflow.sources import beside
from yiwen.workflow.translate import Translated
from yiwen.workflow.translated_terms import TermTally

_ROWS = (".jsonl", ".ndjson")


def needs_translation(name: str) -> bool:
    """Return whether an input is for the model: Chinese, or rows, whose `src` is translated anew.

    Raises:
        DocumentError: it cannot be read, or not twice.
    """
    if name == STDIN:
        raise DocumentError("-: `run --model` reads its input twice; give it as a file")
    if Path(name).suffix.lower() in _ROWS:
        return True
    return any(is_chinese(document) for document in read(Path(name)))


def translated_into(
    name: str, folder: Path, reader: Translator, finder: Finder
) -> tuple[str, Iterator[Document], object]:
    """Return the path of the translation in the folder, its documents with their Chinese, and what stayed Chinese."""
    path = Path(name)
    place = folder / f"{path.stem.removesuffix('.zh')}.en{path.suffix}"
    told = finder if reader.takes_terms else None
    record = Job(name, place, reader, told, fix=False, format=None, counts=False).run()
    return str(place), _with_chinese(place, Path(name)), record["untranslated"]


def _with_chinese(english: Path, chinese: Path) -> Iterator[Document]:
    """Yield the documents of a translation with the Chinese of each segment: their own, by order, or by alignment."""
    sources = read(chinese)
    for document in read(english):
        if document.format == "jsonl":
            yield document
            continue
        source = next(sources)
        if len(source.segments) == len(document.segments):
            pairs = zip(document.segments, source.segments, strict=True)
            yield replace(document, segments=tuple(replace(ours, src=theirs.mt) for ours, theirs in pairs))
        else:
            yield beside(document, chinese, "src")


def translation_results(
    name: str, reader: Translator, reports: Sequence[DocumentReport], finder: Finder, folder: Path, unread: object
) -> Iterator[str]:
    """Yield what the model and the repair each did, with scores side by side; write the record of it.

    `unread` is what `translated_into` says stayed Chinese.
    """
    tally = TermTally(finder)
    for report in reports:
        tally.add(Translated(report.document, report.document, (), report.revisions))
    place = folder / f"{Path(name).stem}.translation.json"
    record = translation_record(name, reader.name, tally.use, ()) | {
        "untranslated": unread,
        "scores": [
            {"metric": one.metric, "value": one.value, "signature": one.signature, "n": one.n}
            for report in reports
            for one in report.scores
        ],
    }
    write_atomically(place, [json.dumps(record, ensure_ascii=False, indent=1).encode("utf-8", "replace"), b"\n"])
    yield from translation_lines(name, tally.use, ())
    yield from score_lines(reports)
    yield f"  translation     {reader.name}; see {place}"
