"""What a glossary is made of: entries, the wrong renderings they know, and the examples they carry.

What there are thousands of is a named tuple, which is made several times as fast as a frozen dataclass.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from yiwen.glossary.patterns import Pattern
from yiwen.glossary.verb_phrases import forms
from yiwen.types import Fix, Rule

KINDS = {"units": "unit", "places": "place", "entities": "name", "slogans": "idiom", "numbers": "number"}


class Condition(NamedTuple):
    """A named condition with its words: `near: [school, pupil]`."""

    name: str
    words: tuple[str, ...] = ()


class Wrong(NamedTuple):
    """A wrong rendering: its pattern, what to put, and how far to trust that.

    `fix` is the safety with the Chinese in view, `alone` without.
    `ambiguous` says that the words are ordinary English elsewhere; `case` that the pattern heeds capitals.
    """

    pattern: Pattern
    put: str
    fix: Fix
    alone: Fix
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    ambiguous: bool = False
    case: bool = False
    where: str = ""


class Change(NamedTuple):
    """An example: this machine output becomes that; `src` is the Chinese beside it, where the rule needs it."""

    mt: str
    fixed: str
    src: str | None = None
    where: str = ""


class Keep(NamedTuple):
    """An example: this text stays as it is, and why."""

    mt: str
    why: str
    src: str | None = None
    where: str = ""


class Examples(NamedTuple):
    """What an entry is to change, and what to leave alone."""

    change: tuple[Change, ...] = ()
    keep: tuple[Keep, ...] = ()


@dataclass(frozen=True, slots=True)
class Period:
    """The years to which a term belongs: a plan's, a body's of that name, a campaign's; None is open."""

    since: int | None = None
    until: int | None = None

    def __str__(self) -> str:
        """Return it as people write it: 2021-2025, since 2018, until 2018, 2020."""
        if self.since is None or self.until is None:
            return f"until {self.until}" if self.since is None else f"since {self.since}"
        return str(self.since) if self.since == self.until else f"{self.since}-{self.until}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese term, its good renderings (the first is written, all are accepted) and its wrong ones.

    `examples` returns its examples: they are read when they are asked for, which a repair never does.
    """

    id: str
    zh: tuple[str, ...]
    en: tuple[str, ...]
    not_in: tuple[str, ...] = ()
    wrong: tuple[Wrong, ...] = ()
    gloss: str = ""
    domain: str = ""
    why: str = ""
    period: Period | None = None
    refs: tuple[str, ...] = ()
    examples: Callable[[], Examples] = field(default=Examples, compare=False, repr=False)
    where: str = ""
    user: bool = False

    @property
    def change(self) -> tuple[Change, ...]:
        """The examples of what is changed."""
        return self.examples().change

    @property
    def keep(self) -> tuple[Keep, ...]:
        """The examples of what stays."""
        return self.examples().keep

    @property
    def kind(self) -> str:
        """What kind of finding it makes: unit, place, name, idiom, number or term."""
        return KINDS.get(self.domain, "term")

    @property
    def rule(self) -> Rule:
        """What a report says of it."""
        title = f"{' / '.join(self.zh)}: {self.en[0]}" if self.zh else self.en[0]
        page = "" if self.user else f"pages/{self.domain}.md#{self.id}"
        return Rule(self.id, self.kind, title, self.why, self.refs, page)


@dataclass(frozen=True)
class Glossary:
    """Entries, and the words lists that their patterns and conditions use."""

    entries: tuple[Entry, ...]
    words: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by their id."""
        return {entry.id: entry for entry in self.entries}

    @cached_property
    def accepted_by_user(self) -> tuple[str, ...]:
        """The renderings that the user's own glossaries accept."""
        return tuple(rendering for entry in self.entries if entry.user for rendering in entry.en)

    def with_user_entries(self, entries: Iterable[Entry]) -> "Glossary":
        """Return the glossary in which these entries beat the present ones for the same Chinese."""
        entries = tuple(entries)
        chosen = {zh: entry for entry in reversed(entries) for zh in entry.zh}
        kept = tuple(_yield_to(entry, chosen) for entry in self.entries)
        taken = {entry.id for entry in entries}
        merged = (*(entry for entry in kept if entry.id not in taken), *entries)
        digest = sha256((self.digest + repr([_content(entry) for entry in entries])).encode()).hexdigest()
        return Glossary(merged, self.words, digest)

    def only(self, ids: Iterable[str]) -> "Glossary":
        """Return the glossary of these entries alone."""
        wanted = set(ids)
        return replace(self, entries=tuple(entry for entry in self.entries if entry.id in wanted))

    def without(self, ids: Iterable[str]) -> "Glossary":
        """Return the glossary of all other entries."""
        unwanted = set(ids)
        return replace(self, entries=tuple(entry for entry in self.entries if entry.id not in unwanted))


def _content(entry: Entry) -> object:
    """Return what an entry says, in a form that prints alike in every run."""
    rules = [(w.pattern.text, w.put, w.fix, w.alone, w.when, w.unless, w.ambiguous, w.case) for w in entry.wrong]
    return entry.id, entry.zh, entry.not_in, entry.en, rules


def _yield_to(entry: Entry, chosen: Mapping[str, Entry]) -> Entry:
    """Return a built-in entry that writes what the user's entry for the same Chinese writes."""
    theirs = next((chosen[zh] for zh in entry.zh if zh in chosen), None)
    if theirs is None:
        return entry
    is_ours = theirs.en[0] == entry.en[0]
    wrong = entry.wrong if is_ours else tuple(rewritten(item, entry.en, theirs.en[0]) for item in entry.wrong)
    return replace(entry, en=(*theirs.en, *(en for en in entry.en if en not in theirs.en)), wrong=wrong)


def rewritten(wrong: Wrong, ours: tuple[str, ...], theirs: str) -> Wrong:
    """Return a wrong rendering that puts the user's term.

    It only reports where its template does not hold ours, or holds a part of it before a word of the text ("leading
    {w}"), and where the user's is a verb phrase, of which only the sentence tells the form.
    """
    for rendering in ours if not forms(theirs) else ():
        whole = re.compile(rf"(?<![\w{{:]){re.escape(rendering)}(?![\w}}])(?! ?\{{(?!s\}}))")
        if whole.search(wrong.put):
            return wrong._replace(put=whole.sub(lambda _: theirs, wrong.put))
    return wrong._replace(fix=Fix.NEVER, alone=Fix.NEVER)
