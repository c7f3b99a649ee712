"""What disagrees from file to file of a project: names, each told once with all its places, and terms."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from yiwen.checks import RULES, check_document, pinyin
from yiwen.checks.reading import Reading
from yiwen.checks.variants import Use, Variation, variations
from yiwen.eval.assignment import assign
from yiwen.eval.occurrences import Hit, TermIndex
from yiwen.glossary.entry import Entry
from yiwen.summary.people import people
from yiwen.text.surnames import pinyin_surnames
from yiwen.types import Document, Finding, Fix, Rule, Segment, Severity, Span
from yiwen.workflow.check import Located, Locator, place
from yiwen.workflow.settings import Finder

NAME_KIND = "name-inconsistency"
NAME_VARIES = "name-varies"
_OF_NAMES = (NAME_VARIES, "name-surname", "name-misread")
TERM_VARIES = Rule(
    "term-varies",
    NAME_KIND,
    "One term in several renderings",
    "Every rendering is accepted, but a reader of all the files takes them for different things.",
)
_NAME_RULES = frozenset({rule.id for rule in RULES if rule.kind == NAME_KIND} - {NAME_VARIES} | {"name-missing"})
_MOST_PLACES = 12  # of one spelling

File = tuple[Document, Finder]


@dataclass(frozen=True, slots=True)
class _Row:
    """A segment of the joined text where it belongs: its file, its number there."""

    document: Document
    finder: Finder
    locator: Locator
    index: int

    @property
    def segment(self) -> Segment:
        """The segment, under its own id."""
        return self.document.segments[self.index]

    def located(self, finding: Finding) -> Located:
        """Return a finding of the segment with its place in the file."""
        return self.locator.located(self.index, finding)


@dataclass(frozen=True)
class Files:
    """The files of a project, each with the finder of its own folder, and what a reader of them all finds."""

    files: tuple[File, ...]

    def disagreements(self) -> Iterator[Located]:
        """Yield what disagrees from file to file; a name that is not spelled alike is told once."""
        if len(self.files) < 2:
            return
        for row, findings in zip(self._rows, check_document(self._joined), strict=True):
            for finding in findings:
                if finding.rule in _NAME_RULES and row.finder.settings.wants(finding.rule):
                    yield row.located(finding)
        yield from map(self._told, self.variations)
        for same in _by_glossary(self.files):
            yield from _varying_terms(same)

    @cached_property
    def variations(self) -> tuple[Variation, ...]:
        """The names that are not spelled alike in all files."""
        found = (*variations(self._joined), *self._one_post_two_surnames()) if len(self.files) > 1 else ()
        return tuple(one for one in found if self._is_told(one))

    def _is_told(self, variation: Variation) -> bool:
        """Return whether a name stands in several files and the settings of the one to change want it told."""
        files = {self._rows[use.segment].document.name for use in variation.uses}
        return len(files) > 1 and self._rows[variation.shown.segment].finder.settings.wants(NAME_VARIES)

    @cached_property
    def same_name(self) -> Mapping[str, str]:
        """The commonest spelling of a name for each of its others."""
        return {form: one.forms[0][0] for one in self.variations for form, _ in one.forms[1:]}

    def tells(self, located: Located) -> bool:
        """Return whether a finding is of a name that is told for all files: its spelling, surname or sound."""
        if located.finding.rule not in _OF_NAMES:
            return False
        span = located.finding.span
        told = self._told_places.get((located.document.name, located.segment.id), ())
        return any(name.start <= span.start and span.end <= name.end for name in told)

    @cached_property
    def _told_places(self) -> Mapping[tuple[str, str], Sequence[Span]]:
        places: defaultdict[tuple[str, str], list[Span]] = defaultdict(list)
        for variation in self.variations:
            for use in variation.uses:
                row = self._rows[use.segment]
                places[row.document.name, row.segment.id].append(use.span)
        return places

    @cached_property
    def _rows(self) -> tuple[_Row, ...]:
        return tuple(
            _Row(document, finder, locator, index)
            for document, finder in self.files
            for locator in [Locator(document)]
            for index in range(len(document.segments))
        )

    @cached_property
    def _joined(self) -> Reading:
        """The segments of all files, their ids telling the file, for messages that name another place."""
        named = (replace(row.segment, id=f"{row.segment.id} of {row.document.name}") for row in self._rows)
        first = self.files[0][0]
        return Reading(first.name, first.format, tuple(named))

    def _told(self, variation: Variation) -> Located:
        """Return the one finding for a name: at the first place of a wrong or rarer spelling, with all their places."""
        commonest, use = variation.forms[0][0], variation.shown
        row = self._rows[use.segment]
        severity = Severity.ERROR if use.wrong else Severity.WARNING
        suggestion = commonest if use.wrong or variation.differs_in_writing else None
        fix = Fix.REVIEW if suggestion and not use.wrong else Fix.NEVER
        observed, message = use.span.of(row.segment.mt), variation.told(self._places)
        finding = Finding(NAME_VARIES, NAME_KIND, severity, use.span, observed, message, suggestion, fix)
        return row.located(replace(finding, src_span=use.place))

    def _places(self, uses: Sequence[Use]) -> str:
        """Return the places of a spelling: file, line and column."""
        told = [self._place(use) for use in uses[:_MOST_PLACES]]
        more = len(uses) - len(told)
        return "; ".join(told) + (f"; {more} more" if more else "")

    def _place(self, use: Use) -> str:
        row = self._rows[use.segment]
        named = Finding(NAME_VARIES, NAME_KIND, Severity.NOTE, use.span, use.span.of(row.segment.mt), "")
        return place(row.located(named))

    def _one_post_two_surnames(self) -> Iterator[Variation]:
        """Yield the holders of one post with one given name and two surnames, where no Chinese tells who they are."""
        holders: defaultdict[tuple[str, str], dict[str, tuple[Use, ...]]] = defaultdict(dict)
        numbers = {(row.document.name, row.segment.id): number for number, row in enumerate(self._rows)}
        for document, _ in self.files:
            for person in people(document):
                number = numbers[document.name, person.segment]
                surname, _, given = person.name.partition(" ")
                known = bool(self._rows[number].segment.src)
                if not known and surname.lower() in pinyin_surnames() and pinyin.is_name(given):
                    spellings = holders[given.casefold(), person.post.casefold()]
                    spellings[person.name] = (*spellings.get(person.name, ()), Use(number, person.span))
        for spellings in holders.values():
            if len(spellings) > 1:
                yield Variation("", tuple(sorted(spellings.items(), key=lambda item: -len(item[1]))))


def _by_glossary(files: Sequence[File]) -> Iterator[list[File]]:
    """Yield the files whose folders choose the same terms: what a folder's own termbase wants is no disagreement."""
    groups: defaultdict[Hashable, list[File]] = defaultdict(list)
    for document, finder in files:
        settings = finder.settings
        groups[settings.glossaries, settings.builtin, settings.house].append((document, finder))
    yield from groups.values()


def _varying_terms(files: Sequence[File]) -> Iterator[Located]:
    """Yield the rarer accepted renderings of terms that are rendered in several ways."""
    entries = files[0][1].glossary.entries
    index = TermIndex(entries)
    uses: defaultdict[int, list[tuple[int, int, Hit]]] = defaultdict(list)
    for number, (document, _) in enumerate(files):
        for at, segment in enumerate(document.segments):
            if segment.src:
                wanted = Counter(hit.term for hit in index.in_source(segment.src))
                for hit in assign(wanted, index.in_target(segment.mt)):
                    uses[hit.term].append((number, at, hit))
    locators = [Locator(document) for document, _ in files]
    for term, found in uses.items():
        ranked = Counter(_rendering(entries[term], hit) for _, _, hit in found).most_common()
        told = ", ".join(f"'{rendering}' ({count})" for rendering, count in ranked)
        for number, at, hit in found:
            if _rendering(entries[term], hit) != ranked[0][0]:
                span = Span(hit.start, hit.end)
                observed = span.of(files[number][0].segments[at].mt)
                yield locators[number].located(at, _varies(entries[term], observed, span, told))


def _rendering(entry: Entry, hit: Hit) -> str:
    """Return the rendering of a place as the termbase writes it; an abbreviation stands for the first."""
    rendering = entry.en[hit.rendering]
    return entry.en[0] if rendering.isupper() else rendering


def _varies(entry: Entry, observed: str, span: Span, told: str) -> Finding:
    message = f"{entry.zh[0]} is rendered in several ways across the files: {told}; choose one"
    return Finding(TERM_VARIES.id, TERM_VARIES.kind, Severity.NOTE, span, observed, message)
