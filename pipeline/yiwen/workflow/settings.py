"""What a user may set for a repair, and the finder that does as it says: the glossary and the checks joined."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import Literal

from yiwen.checks import RULES, check_document
from yiwen.errors import GlossaryError
from yiwen.glossary.builtin import builtin_glossary, builtin_words
from yiwen.glossary.entry import Entry, Glossary
from yiwen.glossary.match import Assume, Matcher
from yiwen.glossary.pairs import load_user_glossary
from yiwen.types import Document, Finding, Fix, Rule

Gloss = Literal["off", "first", "all"]


@dataclass(frozen=True)
class Settings:
    """What a repair may do. `only` and `ignore` are rule ids, or patterns of them (`mu-*`)."""

    glossaries: tuple[Path, ...] = ()
    builtin: bool = True
    assume: Assume = "mt"
    unsafe: bool = False
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    gloss: Gloss = "off"
    strip_web: bool = False

    @property
    def allowed(self) -> tuple[Fix, ...]:
        """The safety levels that are applied."""
        return (Fix.SAFE, Fix.REVIEW) if self.unsafe else (Fix.SAFE,)

    def wants(self, rule: str) -> bool:
        """Return whether a rule was asked for and not ignored."""
        if self.only and not any(fnmatchcase(rule, pattern) for pattern in self.only):
            return False
        return not any(fnmatchcase(rule, pattern) for pattern in self.ignore)


class Finder:
    """Finds what the glossary and the checks have to say of a document; one serves any number of documents."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.glossary = _glossary(settings)
        self._check_rules_exist()

    @cached_property
    def _matcher(self) -> Matcher:
        wanted = tuple(entry for entry in self.glossary.entries if entry.user or self.settings.wants(entry.id))
        return Matcher(replace(self.glossary, entries=wanted), assume=self.settings.assume)

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule that may speak, by id."""
        return {rule.id: rule for rule in (*(entry.rule for entry in self.glossary.entries if entry.wrong), *RULES)}

    def __call__(self, document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        """Return the findings of each segment, in text order; with `only`, of the segments at these indexes."""
        chosen = list(range(len(document.segments)) if only is None else only)
        checked = check_document(
            replace(document, segments=tuple(document.segments[index] for index in chosen)),
            strip_web=self.settings.strip_web,
            local=only is not None,
        )
        found = [list(findings) for findings in self._matcher.findings(document, only)]
        for index, findings in zip(chosen, checked, strict=True):
            found[index] += [finding for finding in findings if self.settings.wants(finding.rule)]
            found[index].sort(key=lambda f: (f.span, f.rule))
        return found

    def _check_rules_exist(self) -> None:
        """Raise a GlossaryError for a rule of `only` or `ignore` that there is not."""
        for pattern in (*self.settings.only, *self.settings.ignore):
            if not any(fnmatchcase(rule, pattern) for rule in self.rules):
                raise GlossaryError(f"no rule is named '{pattern}'; `yiwen glossary list` names them")


def _glossary(settings: Settings) -> Glossary:
    base = builtin_glossary() if settings.builtin else Glossary((), builtin_words(), "none")
    entries: list[Entry] = [
        entry for path in settings.glossaries for entry in load_user_glossary(path, builtin_words())
    ]
    return base.with_user_entries(entries) if entries else base
