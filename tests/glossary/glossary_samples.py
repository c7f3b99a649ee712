"""Small glossaries that the tests of the engine write for themselves."""

from collections.abc import Collection, Mapping
from pathlib import Path

from yiwen.glossary.builtin import builtin_words
from yiwen.glossary.entry import Entry, Glossary
from yiwen.glossary.examples import repair_text
from yiwen.glossary.load import load_entries
from yiwen.glossary.match import Assume, Matcher
from yiwen.types import Document, Finding, Fix, Segment, Span

PROOF = """
  why: it is wrong
  change: [{mt: a, fixed: b}]
  keep: [{mt: c, why: it is right}]
"""


def entries_of(folder: Path, text: str, words: Mapping[str, str] | None = None) -> list[Entry]:
    path = folder / "land.yaml"
    path.write_text(text, encoding="utf-8")
    return load_entries(path, builtin_words() if words is None else words)


def rule(wrong: str, en: str = "urban renewal", *, name: str = "rule", zh: str = "三旧改造", more: str = "") -> str:
    """Return the YAML of an entry that repairs one pattern, safe with and without the Chinese."""
    wrong = wrong.replace("'", "''")
    extra = "".join(f"\n  {line}" for line in more.splitlines())
    return f"- id: {name}\n  zh: [{zh}]\n  en: ['{en}']\n  wrong: ['{wrong}']\n  fix: safe\n  alone: safe{extra}{PROOF}"


def glossary_of(folder: Path, text: str) -> Glossary:
    return Glossary(tuple(entries_of(folder, text)), builtin_words(), "digest")


def repaired(folder: Path, yaml: str, mt: str, src: str | None = None, allowed: Collection[Fix] = (Fix.SAFE,)) -> str:
    return repair_text(Matcher(glossary_of(folder, yaml)), mt, src, allowed)


def findings(glossary: Glossary, *mt: str, src: str | None = None, assume: Assume = "mt") -> list[Finding]:
    document = Document("d", "txt", tuple(Segment(str(number), text, src) for number, text in enumerate(mt)))
    return [finding for row in Matcher(glossary, assume=assume).findings(document) for finding in row]


def locked(glossary: Glossary, mt: str, *spans: tuple[int, int]) -> list[Finding]:
    segment = Segment("1", mt, None, None, tuple(Span(*span) for span in spans))
    return list(Matcher(glossary).findings(Document("d", "txt", (segment,)))[0])
