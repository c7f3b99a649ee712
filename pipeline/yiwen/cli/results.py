"""Write the results of `yiwen run` into a folder."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from yiwen.cli.options import Finders, documents
from yiwen.cli.translated_runs import needs_translation, translated_into, translation_results
from yiwen.errors import DocumentError
from yiwen.formats import ReadOptions, writer
from yiwen.formats.atomic import write_atomically
from yiwen.report import to_html, to_json, to_markdown
from yiwen.report.as_summary import numbered, summary_markdown
from yiwen.types import Document, DocumentReport, Report, Translator
from yiwen.workflow.places import STDIN, make_folder
from yiwen.workflow.run import build_report, rows_joined, run_document, summary_sheet
from yiwen.workflow.settings import Finder
from yiwen.workflow.sources import beside
from yiwen.workflow.undo import edits_record


def write_results(
    inputs: Sequence[tuple[str, Path | None]],
    references: Sequence[Path] | None,
    finders: Finders,
    folder: Path,
    *,
    words: int | None,
    talk: Callable[[str], None],
    reading: ReadOptions,
    reader: Translator | None = None,
) -> Iterator[str]:
    """Do the whole job on each input and yield lines that say what was done and where the results are.

    Chinese is translated by the reader first; the rest is done to its translation.

    Raises:
        DocumentError: an input cannot be read, two would write one file, or the folder cannot be made.
    """
    if references and len(references) != len(inputs):
        raise DocumentError(f"{len(inputs)} reports need as many --reference, not {len(references)}")
    bases = _bases([name for name, _ in inputs])
    make_folder(folder)
    done: list[DocumentReport] = []
    for index, (name, source) in enumerate(inputs):
        talk(f"{name} ...")
        reference = references[index] if references else None
        english, found, unread = name, documents(name, None, source, reading), None
        if reader is not None and needs_translation(name):
            english, found, unread = translated_into(name, folder, reader, finders(name))
        reports = _run(found, reference, finders(name), words)
        done += rows_joined(reports, finders(name))
        base = bases[index] if english == name else Path(english).stem
        yield from _write_one(english, base, reports, finders(name), folder)
        if reader is not None and english != name:
            yield from translation_results(name, reader, reports, finders(name), folder, unread)
    used = [finders(name) for name, _ in inputs]
    yield from _write_report(build_report(done, used, model=reader.name if reader else ""), folder)


def _bases(names: Sequence[str]) -> list[str]:
    """Return what the results of each input are called: its name without the extension, where that tells it apart.

    Raises:
        DocumentError: two inputs have the same name.
    """
    paths = [Path("stdin.txt" if name == STDIN else name) for name in names]
    stems = Counter(path.stem for path in paths)
    bases = [path.stem if stems[path.stem] == 1 else path.name for path in paths]
    doubled = next((path.name for path, base in zip(paths, bases, strict=True) if bases.count(base) > 1), None)
    if doubled:
        raise DocumentError(f"two reports are named {doubled}; give them different names, or two folders")
    return bases


def _run(found: Iterable[Document], reference: Path | None, finder: Finder, words: int | None) -> list[DocumentReport]:
    return [
        run_document(beside(document, reference, "ref") if reference else document, finder, words=words)
        for document in found
    ]


def _write_one(name: str, base: str, reports: Sequence[DocumentReport], finder: Finder, folder: Path) -> Iterator[str]:
    """Write one input's repaired text, edits and summary under a base name; yield a line about it."""
    fixed = folder / f"{base}.fixed{Path('stdin.txt' if name == STDIN else name).suffix}"
    write_atomically(fixed, _repaired(reports))
    if reports[0].document.format != "jsonl":
        record = json.dumps(edits_record(reports[0].document, reports[0].revisions), ensure_ascii=False, indent=1)
        write_atomically(folder / f"{base}.edits.json", [record.encode("utf-8", "surrogatepass"), b"\n"])
    sheets = [(report.document, sheet) for report in reports if (sheet := summary_sheet(report, finder)) is not None]
    if sheets:
        page = "\n".join(summary_markdown(sheet, numbered(document)) for document, sheet in sheets)
        write_atomically(folder / f"{base}.summary.md", [page.encode("utf-8", "replace")])
    changes = sum(len(revision.edits) for report in reports for revision in report.revisions)
    left = sum(len(revision.left) for report in reports for revision in report.revisions)
    yield f"{name}: {_count(changes, 'change')}, {_count(left, 'finding')} left to look at"
    yield from _terms(reports)
    yield f"  repaired text   {fixed}"
    if sheets:
        yield f"  summary         {folder / f'{base}.summary.md'}"


def _terms(reports: Sequence[DocumentReport]) -> Iterator[str]:
    """Yield a line about the terms of the user's termbase, where the Chinese mentions any."""
    counts = [count for report in reports for count in report.terms]
    if counts:
        right, mended = sum(count.right for count in counts), sum(count.mended for count in counts)
        left = sum(len(count.open) for count in counts)
        yield f"  your terms      {_count(right, 'mention')} right, {mended} mended, {left} open"


def _repaired(reports: Sequence[DocumentReport]) -> Iterator[bytes]:
    target = writer(reports[0].document)
    for report in reports:
        yield target.add(report.document, report.revisions)
    yield target.close()


def _write_report(report: Report, folder: Path) -> Iterator[str]:
    for name, make in (("report.html", to_html), ("report.md", to_markdown), ("report.json", to_json)):
        write_atomically(folder / name, [make(report).encode("utf-8", "replace")])
    yield f"what changed and why: open {folder / 'report.html'} in a browser (also report.md, report.json)"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
