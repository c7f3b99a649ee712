"""House choices: which of the accepted forms are written. They change what a repair puts, never what it repairs."""

import difflib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import yaml

from yiwen.errors import GlossaryError
from yiwen.glossary.entry import Entry, Glossary, rewritten

_FIELD = re.compile(r"(\{[^{}]*\})")
_WORD = re.compile(r"[A-Za-z]+")
SWITCHES = {"spelling": ("american", "british"), "slogans": ("plain", "quoted")}


def choose(glossary: Glossary, choices: Mapping[str, str], table: Path) -> Glossary:
    """Return the glossary that writes what the house chose; `table` is `glossary/house.yaml`.

    A choice is a switch (`spelling`, `slogans`) or an entry's id with one of its accepted renderings.

    Raises:
        GlossaryError: there is no such switch, value, entry or rendering; the message lists what there is.
    """
    for key, value in choices.items():
        _check(glossary, key, value)
    entries = glossary.entries
    if choices.get("slogans") == "quoted":
        entries = tuple(_quoted(entry) for entry in entries)
    entries = tuple(_preferring(entry, choices[entry.id]) if entry.id in choices else entry for entry in entries)
    if choices.get("spelling") == "british":
        spell = _speller(table)
        entries = tuple(_spelled(entry, spell) for entry in entries)
    return replace(glossary, entries=entries)


def _check(glossary: Glossary, key: str, value: str) -> None:
    known = SWITCHES.get(key) or (glossary.by_id[key].en if key in glossary.by_id else None)
    if known is None:
        near = difflib.get_close_matches(key, [*SWITCHES, *glossary.by_id], 1)
        hint = f"did you mean '{near[0]}'?" if near else "give spelling, slogans, or an entry's id"
        raise GlossaryError(f"no house choice is named '{key}'; {hint}")
    if value not in known:
        raise GlossaryError(f"'{value}' is no choice for {key}; choose one of: {'; '.join(known)}")


def _preferring(entry: Entry, rendering: str) -> Entry:
    """Return the entry with another of its renderings as the first, written wherever the first was."""
    old = entry.en[:1]
    wrong = tuple(rewritten(item, old, rendering) if old[0] in item.put else item for item in entry.wrong)
    return replace(entry, en=(rendering, *(en for en in entry.en if en != rendering)), wrong=wrong)


def _quoted(entry: Entry) -> Entry:
    """Return a slogan's entry that writes its quoted rendering, where it accepts one."""
    quoted = next((en for en in entry.en if en.startswith('"')), None)
    return _preferring(entry, quoted) if entry.domain == "slogans" and quoted and quoted != entry.en[0] else entry


def _speller(table: Path) -> Callable[[str], str]:
    """Return what spells a text in the British way; capitals stay, fields of a template too."""
    words: Mapping[str, str] = yaml.safe_load(table.read_text(encoding="utf-8"))["british"]

    def word(match: re.Match[str]) -> str:
        british = words.get(match[0].lower())
        if british is None:
            return match[0]
        return british.upper() if match[0].isupper() else british.capitalize() if match[0][0].isupper() else british

    def spell(text: str) -> str:
        return "".join(part if part.startswith("{") else _WORD.sub(word, part) for part in _FIELD.split(text))

    return spell


def _spelled(entry: Entry, spell: Callable[[str], str]) -> Entry:
    british = tuple(dict.fromkeys((*map(spell, entry.en), *entry.en)))
    return replace(entry, en=british, wrong=tuple(item._replace(put=spell(item.put)) for item in entry.wrong))
