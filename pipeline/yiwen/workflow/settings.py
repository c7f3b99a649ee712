"""What a user may set for a repair, and the finder that does as it says: the glossary and the checks joined."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from yiwen.checks import HAN_LEFT, RULES, check_document
from yiwen.checks.amounts import without_conversions
from yiwen.errors import GlossaryError
from yiwen.glossary.builtin import builtin_glossary, builtin_words
from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry, Glossary
from yiwen.glossary.exchange import JunkRow
from yiwen.glossary.house import choose
from yiwen.glossary.letter_case import in_running_text
from yiwen.glossary.match import Assume, Matcher
from yiwen.glossary.pairs import load_user_glossary_and_junk
from yiwen.glossary.untranslated import Untranslated
from yiwen.resources import data_folder
from yiwen.summary.house import STYLES
from yiwen.types import Document, Finding, Fix, Rule
from yiwen.workflow.first_mention import FIRST_MENTION, Term, abbreviated_terms, spot_first_mentions
from yiwen.workflow.term_counts import Mentions

if TYPE_CHECKING:
    from yiwen.eval.counting import Glossary as CountedTerms

Gloss = Literal["off", "first", "all", "short"]
_RULES = (*RULES, FIRST_MENTION)
_BOLD = "**"  # in rows and cells; readers of texts pass it over
_HALVES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class Settings:
    """What a repair may do.

    `only` and `ignore` are rule ids, or patterns of them (`mu-*`); `house` are pairs of a house choice and its value
    (those of `summary.house.STYLES` are for summaries); `keep` are words that are never changed; `pages` is where the
    glossary's pages are published; with `first_mention` abbreviations of the user's terms are introduced.
    """

    glossaries: tuple[Path, ...] = ()
    builtin: bool = True
    assume: Assume = "mt"
    unsafe: bool = False
    only: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    gloss: Gloss = "off"
    first_mention: bool = False
    house: tuple[tuple[str, str], ...] = ()
    strip_web: bool = False
    keep: tuple[str, ...] = ()
    pages: str = ""

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
        self.glossary, self.junk = _glossary(settings)
        self._check_rules_exist()

    @cached_property
    def _matcher(self) -> Matcher:
        wanted = tuple(entry for entry in self.glossary.entries if entry.user or self.settings.wants(entry.id))
        return Matcher(replace(self.glossary, entries=wanted), assume=self.settings.assume)

    @cached_property
    def _enforcer(self) -> Enforcer | None:
        """The user's termbase, enforced where the source is in view."""
        users = in_running_text(entry for entry in self.glossary.entries if entry.user)
        return Enforcer(users, self.glossary.entries) if users else None

    @cached_property
    def _untranslated(self) -> Untranslated:
        """All terms, the user's first, for those that are left in Chinese."""
        return Untranslated(sorted(self.glossary.entries, key=lambda entry: not entry.user))

    @cached_property
    def counted(self) -> "CountedTerms":
        """All terms, as scores count them."""
        from yiwen.eval.counting import Glossary as CountedTerms  # noqa: PLC0415  # slow to load, and often not needed

        return CountedTerms.of("run", self.glossary.entries)

    @property
    def has_user_terms(self) -> bool:
        """Whether the user has a termbase of their own."""
        return any(entry.user for entry in self.glossary.entries)

    @cached_property
    def mentions(self) -> Mentions:
        """What finds the user's terms in sources, to be counted."""
        return Mentions(entry for entry in self.glossary.entries if entry.user)

    @cached_property
    def abbreviated(self) -> tuple[Term, ...]:
        """The user's terms with an abbreviation."""
        return tuple(abbreviated_terms(self.glossary.entries))

    @cached_property
    def rules(self) -> dict[str, Rule]:
        """Every rule that may speak, by id."""
        return {
            rule.id: rule
            for rule in (*(entry.rule for entry in self.glossary.entries if entry.wrong or entry.user), *_RULES)
        }

    @property
    def pages(self) -> str:
        """The address under which the glossary's pages stand: where they are published, or in the installation."""
        return self.settings.pages or data_folder("glossary").as_uri()

    def __call__(self, document: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
        """Return the findings of each segment, in text order; with `only`, of the segments at these indexes."""
        document = _readable(document)
        chosen: Collection[int] = range(len(document.segments)) if only is None else only
        levels = tuple(Fix) if only is None else self.settings.allowed
        found = [list(findings) for findings in self._matcher.findings(document, only, levels)]
        for index, enforced in self._enforced(document, levels):
            found[index] += enforced
        if only is None and self.settings.wants(FIRST_MENTION.id):
            for index, finding in spot_first_mentions(document, self.abbreviated):
                found[index].append(finding)
        part = document
        if len(chosen) < len(document.segments):
            part = replace(document, segments=tuple(document.segments[index] for index in chosen))
        checked = check_document(part, strip_web=self.settings.strip_web, local=only is not None)
        for index, findings in zip(chosen, checked, strict=True):
            segment = document.segments[index]
            if segment.src:
                found[index] = without_conversions(segment, found[index])
            wanted = (finding for finding in findings if self.settings.wants(finding.rule))
            found[index] += [_unless_bold(finding, segment.mt) for finding in wanted]
        for index, left in self._untranslated.findings(document, chosen):
            found[index] = _with_untranslated(found[index], [f for f in left if self.settings.wants(f.rule)])
        for index in chosen:
            if len(found[index]) > 1:
                found[index].sort(key=lambda f: (f.span.start, f.span.end, f.rule))
            if document.segments[index].ignored:
                found[index] = _heeding(document.segments[index].ignored, found[index])
        return found

    def _enforced(self, document: Document, levels: Collection[Fix]) -> Iterator[tuple[int, list[Finding]]]:
        """Yield what the termbase says of each segment whose source is in view: what one shows bears on all others."""
        if self._enforcer is not None and any(segment.src for segment in document.segments):
            for index, findings in enumerate(self._enforcer.findings(document, levels)):
                yield index, [finding for finding in findings if self.settings.wants(finding.rule)]

    def _check_rules_exist(self) -> None:
        """Raise a GlossaryError for a rule of `only` or `ignore` that there is not."""
        for pattern in (*self.settings.only, *self.settings.ignore):
            if not any(fnmatchcase(rule, pattern) for rule in self.rules):
                raise GlossaryError(f"no rule is named '{pattern}'; `yiwen glossary list` names them")


def _readable(document: Document) -> Document:
    """Return the document with U+FFFD for halves of characters, which a row of JSON may hold and no search can read."""
    if not any(_HALVES.search(text) for s in document.segments for text in (s.mt, s.src or "") if not text.isascii()):
        return document
    segments = (
        replace(s, mt=_HALVES.sub("\ufffd", s.mt), src=s.src and _HALVES.sub("\ufffd", s.src))
        for s in document.segments
    )
    return replace(document, segments=tuple(segments))


def _unless_bold(finding: Finding, text: str) -> Finding:
    """Return the finding, only reported where a mark of bold words cuts it off: what is beyond may be of the figure."""
    if _BOLD not in text:
        return finding
    span = finding.span
    cut = text[: span.start].rstrip().endswith(_BOLD) or text[span.end :].lstrip().startswith(_BOLD)
    return replace(finding, fix=Fix.NEVER) if cut and finding.fix is not Fix.NEVER else finding


def _with_untranslated(findings: Iterable[Finding], left: Sequence[Finding]) -> list[Finding]:
    """Return the findings with those of terms left in Chinese: that there is Chinese, or no rendering, goes unsaid."""
    rules, spans = {finding.rule for finding in left}, [finding.span for finding in left]
    kept = []
    for finding in findings:
        is_covered = any(span.start <= finding.span.start and finding.span.end <= span.end for span in spans)
        is_nowhere = not finding.observed and finding.rule in rules
        if not (finding.rule == HAN_LEFT and is_covered) and not is_nowhere:
            kept.append(finding)
    return [*kept, *left]


def _heeding(ignored: Sequence[str], findings: list[Finding]) -> list[Finding]:
    """Return the findings whose rules no comment in the file switches off."""
    return [f for f in findings if not any(fnmatchcase(f.rule, pattern) for pattern in ignored)]


def _glossary(settings: Settings) -> tuple[Glossary, tuple[JunkRow, ...]]:
    """Return the glossary of the settings, and the rows of the user's files that cannot be used."""
    base = builtin_glossary() if settings.builtin else Glossary((), builtin_words(), "none")
    choices = {key: value for key, value in settings.house if key not in STYLES}
    if choices:
        base = choose(base, choices, data_folder("glossary") / "house.yaml")
    entries: list[Entry] = []
    junk: list[JunkRow] = []
    for path in settings.glossaries:
        loaded, left_out = load_user_glossary_and_junk(path, builtin_words())
        entries += loaded
        junk += left_out
    return (base.with_user_entries(entries) if entries else base), tuple(junk)
