"""The commands of the glossary: test, list, show, lint, readme."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from yiwen.glossary.entry import Glossary

app = typer.Typer(
    help="Look at the glossary, run the examples its entries carry, find what is doubtful in it.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

File = Annotated[
    Path | None,
    typer.Argument(metavar="FILE", help="A glossary file of your own (yaml); without it the built-in ones."),
]


@app.command()
def test(file: File = None) -> None:
    """Run every entry's examples: alone, with the whole glossary, and twice. Exit 1 when one does not hold.

    \b
    yiwen glossary test
    yiwen glossary test my-terms.yaml
    """
    from yiwen.glossary.examples import run_examples

    glossary, own = _with_own(file)
    entries = [glossary.by_id[name] for name in own] if own else list(glossary.entries)
    failures = list(run_examples(glossary, entries))
    for failure in failures:
        typer.echo(f"{failure.where}: {failure.entry} {failure.problem}")
        typer.echo(f"  expected  {failure.expected}\n  got       {failure.got}")
    examples = sum(len(entry.change) + len(entry.keep) for entry in entries)
    typer.echo(f"{len(entries)} entries, {examples} examples, {len(failures)} failures", err=True)
    raise typer.Exit(1 if failures else 0)


@app.command("list")
def list_entries(
    words: Annotated[list[str] | None, typer.Argument(metavar="WORD...", help="Only entries with these words.")] = None,
) -> None:
    """List the entries: id, Chinese, English, and whether they repair.

    \b
    yiwen glossary list
    yiwen glossary list land
    """
    from yiwen.glossary.builtin import builtin_glossary

    found = False
    for entry in builtin_glossary().entries:
        line = f"{entry.id}\t{' '.join(entry.zh)}\t{entry.en[0]}\t{entry.domain}{', repairs' if entry.wrong else ''}"
        if all(word.lower() in line.lower() for word in words or ()):
            found = True
            typer.echo(line)
    if not found:
        typer.echo(f"yiwen: no entry has {' and '.join(words or ())}; give fewer words, or part of one", err=True)


@app.command()
def show(
    rule: Annotated[str, typer.Argument(metavar="ID", help="An entry's id (see list), or its Chinese.")],
) -> None:
    """Show an entry: what it is, why the rendering is wrong, before, after, what is left alone, source.

    \b
    yiwen glossary show mu-not-acre
    yiwen glossary show 专精特新
    """
    import difflib

    from yiwen.errors import GlossaryError
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.glossary.pages import show as page

    glossary = builtin_glossary()
    found = [entry for entry in glossary.entries if entry.id == rule or rule in entry.zh]
    if not found:
        names = [*glossary.by_id, *(zh for entry in glossary.entries for zh in entry.zh)]
        near = difflib.get_close_matches(rule, names, 1) or [zh for zh in names if rule in zh][:1]
        raise GlossaryError(
            f"no entry '{rule}'" + (f"; did you mean '{near[0]}'?" if near else "; see yiwen glossary list")
        )
    typer.echo("\n".join(page(entry) for entry in found), nl=False)


@app.command()
def lint(file: File = None) -> None:
    """List what is doubtful: a good rendering that a rule changes, a term with two answers, thin evidence.

    \b
    yiwen glossary lint
    """
    from yiwen.glossary.lint import lint as doubts

    glossary, own = _with_own(file)
    found = [doubt for doubt in doubts(glossary) if not own or doubt.entry in own]
    for doubt in found:
        typer.echo(f"{doubt.where}: {doubt.entry}: {doubt.problem}")
    raise typer.Exit(1 if found else 0)


@app.command()
def readme(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="The folder of the glossary.")] = Path("glossary"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 unless the pages are fresh.")] = False,
) -> None:
    """Make the glossary's pages from its entries: README.md, and a page a field in pages/.

    \b
    yiwen glossary readme glossary
    """
    from yiwen.checks import RULES
    from yiwen.errors import GlossaryError
    from yiwen.formats.atomic import write_atomically
    from yiwen.glossary.builtin import builtin_glossary
    from yiwen.glossary.pages import pages

    if not folder.is_dir():
        raise GlossaryError(f"{folder}: no such folder; name the folder of the glossary")
    made = {folder / name: text for name, text in pages(builtin_glossary(), RULES).items()}
    if check:
        stale = [path for path, text in made.items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
        for path in stale:
            typer.echo(f"{path}: is stale; run: yiwen glossary readme {folder}", err=True)
        raise typer.Exit(1 if stale else 0)
    (folder / "pages").mkdir(parents=True, exist_ok=True)
    for path, text in made.items():
        write_atomically(path, [text.encode()])


def _with_own(file: Path | None) -> tuple["Glossary", list[str]]:
    """Return the built-in glossary with the user's file over it, and the ids of the user's entries."""
    from yiwen.glossary.builtin import builtin_glossary, builtin_words
    from yiwen.glossary.pairs import load_user_glossary

    if file is None:
        return builtin_glossary(), []
    entries = load_user_glossary(file, builtin_words())
    return builtin_glossary().with_user_entries(entries), [entry.id for entry in entries]
