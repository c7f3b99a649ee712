"""Let a model translate a test set, as one more system of a benchmark; what is done is kept beside the results."""

import json
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

from yiwen.eval.sets import Part, load_set
from yiwen.formats.atomic import write_atomically
from yiwen.types import Document, Segment, Translator
from yiwen.workflow.journal import journal_of
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.translate import translate_documents
from yiwen.workflow.translated_terms import ToldTerms


def translate_set(path: Path, translator: Translator, folder: Path, talk: Callable[[str], None]) -> tuple[Path, ...]:
    """Return files of rows with `mt`, one a part of the set: what the model makes of its sources, in order.

    The journals stay, so that a killed or a second run goes on, or has nothing to do. A passage that the model does not
    translate stays Chinese and is told.

    Raises:
        EvaluationError: the set is wrong.
        ModelError: the model cannot be asked.
    """
    described = load_set(path)
    folder.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() or letter in "-_." else "-" for letter in translator.name)
    places = []
    for number, part in enumerate(described.parts, 1):
        place = folder / f"{described.name}.{number}.{name}.jsonl"
        write_atomically(place, _rows(part, translator, place, lambda line: talk(f"{described.name}: {line}")))
        places.append(place)
    return tuple(places)


def _rows(part: Part, translator: Translator, place: Path, talk: Callable[[str], None]) -> Iterator[bytes]:
    finder = _finder(part.glossary) if translator.takes_terms else None
    journal = journal_of(place, f"{translator.name} {finder.glossary.digest if finder else ''}")
    tell = ToldTerms(finder) if finder else None
    for done in translate_documents(_documents(part), translator, tell=tell, journal=journal):
        for segment in done.document.segments:
            row = {"id": segment.id, "mt": " ".join(segment.mt.split())}
            yield (json.dumps(row, ensure_ascii=False) + "\n").encode("utf-8", "replace")
        for one in done.unread:
            talk(f"segment {one.segment}: {one.problem}; left in Chinese")


def _documents(part: Part) -> Iterator[Document]:
    """Yield the documents of a part, or one a segment where they are not known."""
    names = part.documents or part.ids
    rows = zip(names, part.ids, part.sources, strict=True)
    for name, held in groupby(rows, lambda row: row[0]):
        yield Document(name, "jsonl", tuple(Segment(own, source) for _, own, source in held))


def _finder(glossary: str | None) -> Finder:
    own = (Path(glossary),) if glossary not in (None, "builtin") else ()
    return Finder(Settings(glossaries=own))
