"""The glossary as people read it: the table of `glossary/README.md`, and one entry at full length."""

import textwrap
from collections import defaultdict
from collections.abc import Iterator

from yiwen.glossary.entry import Entry, Glossary
from yiwen.resources import data_folder
from yiwen.types import Fix


def readme(glossary: Glossary) -> str:
    """Return the page `glossary/README.md`: `policy.md`, then a table a field."""
    fields: dict[str, list[Entry]] = defaultdict(list)
    for entry in glossary.entries:
        fields[entry.domain].append(entry)
    repairing = sum(bool(entry.wrong) for entry in glossary.entries)
    policy = (data_folder("glossary") / "policy.md").read_text(encoding="utf-8")
    lines = [policy, f"{len(glossary.entries)} entries, {repairing} of which repair something.", ""]
    for name in sorted(fields):
        lines += [f"## {name.capitalize()}", "", *_table(fields[name]), ""]
    return "\n".join(lines)


def _table(entries: list[Entry]) -> Iterator[str]:
    yield "| Chinese | English | repairs | with the Chinese | alone | id |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for entry in entries:
        example = f"{_cell(entry.change[0].mt)} → {_cell(entry.change[0].fixed)}" if entry.change else ""
        fix = _levels(entry, alone=False)
        alone = _levels(entry, alone=True)
        yield f"| {_cell(' '.join(entry.zh))} | {_cell(entry.en[0])} | {example} | {fix} | {alone} | `{entry.id}` |"


def _levels(entry: Entry, *, alone: bool) -> str:
    """Return the safety levels of an entry's wrong renderings, safest first."""
    levels = {wrong.alone if alone else wrong.fix for wrong in entry.wrong}
    return ", ".join(level for level in Fix if level in levels)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def show(entry: Entry) -> str:
    """Return an entry at full length: what it is, why the rendering is wrong, before, after, left alone, source."""
    lines = [f"{entry.id}  ({entry.where})", f"{' / '.join(entry.zh)} = {entry.en[0]}"]
    lines += _section("also accepted", ["; ".join(entry.en[1:])] if entry.en[1:] else [])
    lines += _section("what it is", [entry.gloss] if entry.gloss else [])
    lines += _section("why the rendering is wrong", [entry.why] if entry.why else [])
    lines += _section("safety", _safety(entry))
    for change in entry.change:
        source = [f"Chinese  {change.src}"] if change.src else []
        lines += ["", *(f"  {line}" for line in (*source, f"before   {change.mt}", f"after    {change.fixed}"))]
    lines += _section("left alone", [f"{keep.mt}  ({keep.why})" for keep in entry.keep])
    lines += _section("source", list(entry.refs))
    return "\n".join(lines) + "\n"


def _safety(entry: Entry) -> list[str]:
    if not entry.wrong:
        return []
    return [f"with the Chinese: {_levels(entry, alone=False)}; from the English alone: {_levels(entry, alone=True)}"]


def _wrapped(text: str) -> list[str]:
    """Return the lines of a paragraph; an address stays whole."""
    return textwrap.wrap(text, 100, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)


def _section(title: str, paragraphs: list[str]) -> list[str]:
    wrapped = [line for text in paragraphs for line in _wrapped(text)]
    return ["", title, *(f"  {line}" for line in wrapped)] if paragraphs else []
