"""The glossary as people read it: an index, a page a field, and one entry at full length."""

import textwrap
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from yiwen.glossary.entry import Entry, Glossary
from yiwen.resources import data_folder
from yiwen.types import Fix, Rule


def pages(glossary: Glossary, checks: Sequence[Rule] = ()) -> dict[str, str]:
    """Return the text of each page by its path: `README.md` with policy and index, a page a field, the checks."""
    fields: dict[str, list[Entry]] = defaultdict(list)
    for entry in glossary.entries:
        fields[entry.domain].append(entry)
    found = {"README.md": _index(glossary, fields)}
    found.update((f"pages/{name}.md", _field_page(name, fields[name])) for name in sorted(fields))
    if checks:
        found["pages/checks.md"] = _checks_page(checks)
    return found


def _checks_page(checks: Sequence[Rule]) -> str:
    """Return the page of the rules that are code rather than entries."""
    lines = ["# Checks", "", "Rules that need code rather than an entry; see the [index](../README.md).", ""]
    for rule in checks:
        lines += [f'<a id="{rule.id}"></a>', "", f"## {rule.title}", "", f"`{rule.id}`. {rule.why}", ""]
    return "\n".join(lines).rstrip() + "\n"


def _index(glossary: Glossary, fields: Mapping[str, list[Entry]]) -> str:
    policy = (data_folder("glossary") / "policy.md").read_text(encoding="utf-8")
    repairing = sum(bool(entry.wrong) for entry in glossary.entries)
    lines = [policy, f"{len(glossary.entries)} entries, {repairing} of which repair something.", ""]
    lines += ["| field | entries | repairing | for example |", "| --- | --- | --- | --- |"]
    for name in sorted(fields):
        entries = fields[name]
        examples = ", ".join(_cell(f"{entry.zh[0]} {entry.en[0]}") for entry in entries[:3])
        count = sum(bool(entry.wrong) for entry in entries)
        lines.append(f"| [{name}](pages/{name}.md) | {len(entries)} | {count} | {examples} |")
    lines += ["", "What needs code rather than an entry is told on [the page of the checks](pages/checks.md)."]
    return "\n".join(lines) + "\n"


def _field_page(name: str, entries: list[Entry]) -> str:
    """Return a field's page: each repairing entry at length, then the plain pairs as a table."""
    lines = [f"# {name.capitalize()}", "", "Made from the entries; see the [index](../README.md).", ""]
    for entry in (entry for entry in entries if entry.wrong):
        lines += [*_entry_lines(entry), ""]
    pairs = [entry for entry in entries if not entry.wrong]
    if pairs:
        lines += ["## Pairs", "", "| Chinese | English | also accepted |", "| --- | --- | --- |"]
        lines += [f"| {' '.join(e.zh)} | {_dated(e)} | {_cell('; '.join(e.en[1:]))} |" for e in pairs]
    return "\n".join(lines).rstrip() + "\n"


def _dated(entry: Entry) -> str:
    """Return the first rendering, with the years where the term belongs to some."""
    return _cell(entry.en[0]) + (f" ({entry.period})" if entry.period else "")


def _entry_lines(entry: Entry) -> Iterator[str]:
    """Yield an entry: what it is, why the rendering is wrong, before, after, left alone, source."""
    yield f'<a id="{entry.id}"></a>'
    yield ""
    yield f"## {' / '.join(entry.zh)} — {entry.en[0]}"
    yield ""
    gloss = f" ({entry.gloss})" if entry.gloss else ""
    yield f"`{entry.id}`{gloss}. {entry.why}"
    yield ""
    for change in entry.change[:3]:
        source = f" *({change.src})*" if change.src else ""
        yield f"- before: {_cell(change.mt)}{source}  "
        yield f"  after: {_cell(change.fixed)}"
    for keep in entry.keep[:2]:
        yield f"- left alone: {_cell(keep.mt)} ({keep.why})"
    yield ""
    also = f"Also accepted: {'; '.join(entry.en[1:])}. " if entry.en[1:] else ""
    levels = f"With the Chinese: {_levels(entry, alone=False)}; from the English alone: {_levels(entry, alone=True)}."
    period = f" Belongs to the years: {entry.period}." if entry.period else ""
    sources = f" Source: {'; '.join(entry.refs)}." if entry.refs else " No source seen."
    yield f"{also}{levels}{period}{sources}"


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
    lines += _section("years", [str(entry.period)] if entry.period else [])
    lines += _section("source", list(entry.refs) or (["none seen"] if entry.wrong else []))
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
