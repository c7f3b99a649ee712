"""The command that starts from Chinese: translate."""

import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from yiwen.cli import modelling
from yiwen.cli import options as opt

if TYPE_CHECKING:
    from yiwen.types import Document, Passage, Translator
    from yiwen.workflow.journal import Journal
    from yiwen.workflow.passages import Unread
    from yiwen.workflow.settings import Finder
    from yiwen.workflow.translate import Translated
    from yiwen.workflow.translated_terms import TermTally


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command()(translate)


def translate(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="ZH...", help="Chinese reports (txt, md, jsonl rows with src); - is standard input."),
    ],
    model: modelling.Model = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="OUT", help="A file (.jsonl: bilingual rows), a folder for several."),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Repair the translation with its Chinese in view.")] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write terms, repairs and failures here, as JSON.")
    ] = None,
    glossary: opt.Glossaries = None,
    no_builtin: opt.NoBuiltin = False,
    house: opt.House = None,
    accept_licence: modelling.AcceptLicence = False,
    server: modelling.Server = None,
    threads: modelling.Threads = 0,
    input_format: opt.Format = None,
) -> None:
    """Translate Chinese reports with a model, on this machine or on a server of yours.

    \b
    yiwen translate report.zh.txt --model opus-mt-zh-en --fix -o report.en.txt
    yiwen translate report.zh.txt --model hy-mt2-7b --server http://127.0.0.1:8080/v1 --glossary terms.csv -o en.txt
    yiwen translate rows.jsonl --model opus-mt-zh-en -o rows.en.jsonl

    Terms of the glossary are told to models that take them; with --fix, those that the model missed are put in where
    the Chinese says so. Nothing is downloaded: `yiwen models pull` does that. Killed and started again, the same
    command goes on where it was. A passage that the model does not translate stays Chinese and is told (exit code 1).
    """
    from yiwen.workflow.places import plan_outputs

    if model is None:
        raise typer.BadParameter("name a model; `yiwen models list` shows them", param_hint="--model")
    places = plan_outputs(inputs, output)
    reader = modelling.translator(model, server, threads, accept_licence=accept_licence)
    finders = opt.Finders(opt.given(glossary=glossary, no_builtin=no_builtin, house=house))
    looks = fix or bool(glossary) or report is not None or reader.takes_terms
    records = []
    for name, place in zip(inputs, places, strict=True):
        finder = finders(name) if looks else None
        records.append(Job(name, place, reader, finder, fix, input_format).run())
    if report is not None:
        from yiwen.formats.atomic import write_atomically

        write_atomically(report, [json.dumps(records, ensure_ascii=False, indent=1).encode("utf-8", "replace"), b"\n"])
    raise typer.Exit(1 if any(record["untranslated"] for record in records) else 0)


@dataclass(frozen=True, slots=True)
class Job:
    """One input to be translated and where the translation goes; no place is standard output.

    Without a finder no terms are told, none are counted and nothing is repaired; `counts` says whether to count.
    """

    name: str
    place: Path | None
    translator: "Translator"
    finder: "Finder | None"
    fix: bool
    format: opt.InputFormat | None
    counts: bool = True

    def run(self) -> dict[str, object]:
        """Translate, write, tell how it went; return the record of it."""
        from yiwen.workflow.journal import journal_of

        digest = self.finder.glossary.digest if self.finder else ""
        journal = journal_of(self.place, f"{self.translator.name} {digest}") if self.place else None
        tally = self._tally()
        unread: list[Unread] = []
        _write(self.place, self._chunks(journal, tally, unread))
        if journal is not None:
            if journal.known:
                typer.echo(f"{self.name}: went on after {journal.known} passages done before", err=True)
            journal.remove()
        return self._told(tally, unread)

    def _tally(self) -> "TermTally | None":
        if self.finder is None or not self.counts:
            return None
        from yiwen.workflow.translated_terms import TermTally

        return TermTally(self.finder)

    def _told(self, tally: "TermTally | None", unread: list["Unread"]) -> dict[str, object]:
        """Say how it went and return the record of it."""
        if tally is None and not unread:  # nothing to say, and the pages' modules are slow to load
            return {"input": self.name, "model": self.translator.name, "terms": None, "untranslated": []}
        from yiwen.report.as_translation import translation_lines, translation_record

        use = tally.use if tally else None
        for line in translation_lines(self.name, use, unread):
            typer.echo(line, err=True)
        return translation_record(self.name, self.translator.name, use, unread)

    def _chunks(self, journal: "Journal | None", tally: "TermTally | None", unread: list["Unread"]) -> Iterator[bytes]:
        """Yield the bytes of the output as they come."""
        from yiwen.cli.progress import progress
        from yiwen.workflow.chinese import TranslationWriter
        from yiwen.workflow.translate import translate_documents

        target = TranslationWriter(self.place)
        documents, total = self._documents()
        with progress(self.name, total, "passages") as watch:
            for done in translate_documents(
                documents, self.translator, tell=self._tell_terms(), journal=journal, watch=watch
            ):
                whole = self._repaired(done)
                if tally:
                    tally.add(whole)
                unread += whole.unread
                yield target.add(whole)
        yield target.close()

    def _tell_terms(self) -> "Callable[[Passage], Passage] | None":
        if self.finder is None or not self.translator.takes_terms:
            return None
        from yiwen.workflow.translated_terms import ToldTerms

        return ToldTerms(self.finder)

    def _repaired(self, done: "Translated") -> "Translated":
        if not self.fix or self.finder is None:
            return done
        from yiwen.workflow.translated_terms import repaired_translation

        return repaired_translation(done, self.finder)

    def _documents(self) -> tuple[Iterator["Document"], int | None]:
        """Return the documents, and how many segments they have where that can be known at once."""
        from yiwen.workflow.chinese import chinese_documents, count_segments
        from yiwen.workflow.places import STDIN

        source = sys.stdin.buffer if self.name == STDIN else Path(self.name)
        total = count_segments(source, self.name, self.format) if isinstance(source, Path) else None
        return chinese_documents(source, self.name, self.format), total


def _write(place: Path | None, chunks: Iterator[bytes]) -> None:
    from yiwen.formats.atomic import write_atomically

    if place is not None:
        write_atomically(place, chunks)
        return
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
