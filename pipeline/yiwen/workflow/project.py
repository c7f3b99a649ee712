"""Many files of one project: what is wrong in each, what disagrees between them, and what to ask the client."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from yiwen.checks import RULES, check_document
from yiwen.eval.assignment import assign
from yiwen.eval.occurrences import Hit, TermIndex
from yiwen.glossary.entry import Entry
from yiwen.summary.people import people
from yiwen.types import Document, Finding, Fix, Rule, Segment, Severity, Span
from yiwen.workflow.check import Located, Locator, check_file
from yiwen.workflow.settings import Finder

NAME_KIND = "name-inconsistency"
TERM_VARIES = Rule(
    "term-varies",
    NAME_KIND,
    "One term in several renderings",
    "Every rendering is accepted, but a reader of all the files takes them for different things.",
)
_NAME_RULES = frozenset(rule.id for rule in RULES if rule.kind == NAME_KIND)
_FIRM = re.compile(
    r"(?<![\w-])(?:[A-Z][\w'’&-]*(?: (?:and|of|&))? ){1,8}"
    r"(?:Co\.?,? Ltd\.?|Company(?: Limited)?|Corporation|Group|Holdings?|Limited)(?!\w)"
)
_MOST_PLACES = 12  # of a query; a client needs no more to find the thing


@dataclass(frozen=True, slots=True)
class Query:
    """A question to the client: what is unverified, how it stands in the files, and where.

    `kind` is name, title, firm or figure; `chinese` is the source of the first place, "" where it is not in view.
    """

    kind: str
    text: str
    question: str
    places: tuple[str, ...]
    chinese: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """What a project holds: words of machine output, the findings of its files and between them, the queries."""

    files: int
    words: int
    found: tuple[Located, ...]
    queries: tuple[Query, ...]


def study(documents: Iterable[Document], finder: Finder) -> Project:
    """Return what there is to say of the files together; nothing is changed."""
    every = tuple(documents)
    own = [located for document in every for located in check_file(document, finder)]
    told = {_key(located) for located in own}
    between = [one for one in _between(every, finder) if _key(one) not in told]
    order = {document.name: number for number, document in enumerate(every)}
    found = sorted((*own, *between), key=lambda one: (order[one.document.name], one.line, one.column))
    words = sum(len(segment.mt.split()) for document in every for segment in document.segments)
    files = len({document.name.partition("#")[0] for document in every})
    return Project(files, words, tuple(found), tuple(_queries(every, found)))


def place(located: Located) -> str:
    """Return where a finding stands, as a person looks it up."""
    where = f"{located.line}:{located.column}" if located.in_file else f"segment {located.segment.id}"
    return f"{located.file}, {where}"


def _key(located: Located) -> tuple[str, str, str, Span]:
    return located.document.name, located.segment.id, located.finding.rule, located.finding.span


def _between(documents: Sequence[Document], finder: Finder) -> Iterator[Located]:
    """Yield what disagrees from file to file: names, and terms whose Chinese is in view."""
    if len(documents) < 2:
        return
    locators = {document.name: Locator(document) for document in documents}
    places = [(document, index) for document in documents for index in range(len(document.segments))]
    joined = replace(documents[0], segments=tuple(_named(document, index) for document, index in places))
    for (document, index), findings in zip(places, check_document(joined), strict=True):
        for finding in findings:
            if finding.rule in _NAME_RULES and finder.settings.wants(finding.rule):
                yield locators[document.name].located(index, finding)
    for document, index, finding in _varying_terms(documents, finder.glossary.entries):
        yield locators[document.name].located(index, finding)


def _named(document: Document, index: int) -> Segment:
    """Return a segment whose id tells its file, for messages that name another place."""
    segment = document.segments[index]
    return replace(segment, id=f"{segment.id} of {document.name}")


def _varying_terms(documents: Sequence[Document], entries: Sequence[Entry]) -> Iterator[tuple[Document, int, Finding]]:
    """Yield the rarer accepted renderings of terms that are rendered in several ways."""
    index = TermIndex(entries)
    uses: defaultdict[int, list[tuple[Document, int, Hit]]] = defaultdict(list)
    for document in documents:
        for at, segment in enumerate(document.segments):
            if segment.src:
                wanted = Counter(hit.term for hit in index.in_source(segment.src))
                for hit in assign(wanted, index.in_target(segment.mt)):
                    uses[hit.term].append((document, at, hit))
    for term, found in uses.items():
        written = Counter(_rendering(entries[term], hit) for _, _, hit in found)
        if len(written) < 2:
            continue
        ranked = written.most_common()
        told = ", ".join(f"'{rendering}' ({count})" for rendering, count in ranked)
        for document, at, hit in found:
            if _rendering(entries[term], hit) != ranked[0][0]:
                span = Span(hit.start, hit.end)
                yield document, at, _varies(entries[term], span.of(document.segments[at].mt), span, told)


def _rendering(entry: Entry, hit: Hit) -> str:
    """Return the rendering of a place as the termbase writes it; an abbreviation stands for the first."""
    rendering = entry.en[hit.rendering]
    return entry.en[0] if rendering.isupper() else rendering


def _varies(entry: Entry, observed: str, span: Span, told: str) -> Finding:
    message = f"{entry.zh[0]} is rendered in several ways across the files: {told}; choose one"
    return Finding(TERM_VARIES.id, TERM_VARIES.kind, Severity.NOTE, span, observed, message)


def _queries(documents: Sequence[Document], found: Sequence[Located]) -> Iterator[Query]:
    yield from _people(documents)
    yield from _firms(documents)
    yield from _doubts(found, "name", {NAME_KIND})
    yield from _doubts(found, "figure", {"number", "unit"})


def _people(documents: Sequence[Document]) -> Iterator[Query]:
    """Yield a question for each person with a post, and one for the post; where the files disagree, which is right."""
    mentions = [
        _Mention(person.name, person.post, document, person.segment)
        for document in documents
        for person in people(document)
    ]
    for spellings in _grouped(mentions):
        names = list(dict.fromkeys(mention.name for mention in spellings))
        question = "Is the name spelled as its bearer spells it?"
        if len(names) > 1:
            question = "The files spell this name in several ways: which is its bearer's own?"
        yield _asked("name", "; ".join(names), question, spellings)
        posts = list(dict.fromkeys(mention.post for mention in spellings))
        question = "Is this the post's official English title?"
        if len(posts) > 1:
            question = "The files give several titles: which is right, and since when?"
        yield _asked("title", f"{names[0]}: {'; '.join(posts)}", question, spellings)


def _firms(documents: Sequence[Document]) -> Iterator[Query]:
    """Yield a question for each firm, once; where it is spelled in several ways, which is right."""
    mentions = [
        _Mention(" ".join(match[0].split()), "", document, segment.id)
        for document in documents
        for segment in document.segments
        for match in _FIRM.finditer(segment.mt)
    ]
    for spellings in _grouped(mentions):
        names = list(dict.fromkeys(mention.name for mention in spellings))
        question = "Is this the firm's registered English name?"
        if len(names) > 1:
            question = "The files spell this firm in several ways: which is its registered English name?"
        yield _asked("firm", "; ".join(names), question, spellings)


@dataclass(frozen=True, slots=True)
class _Mention:
    """A name where it stands, with the post beside it."""

    name: str
    post: str
    document: Document
    segment: str


def _grouped(mentions: Iterable[_Mention]) -> Iterable[list[_Mention]]:
    """Return the mentions of each name; spaces, hyphens and capitals make no other name of it."""
    groups: defaultdict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups["".join(filter(str.isalnum, mention.name.casefold()))].append(mention)
    return groups.values()


def _asked(kind: str, text: str, question: str, mentions: Sequence[_Mention]) -> Query:
    where = dict.fromkeys(f"{mention.document.name}, segment {mention.segment}" for mention in mentions)
    first = mentions[0]
    chinese = next((s.src for s in first.document.segments if s.id == first.segment and s.src), "")
    return Query(kind, text, question, tuple(where)[:_MOST_PLACES], chinese)


def _doubts(found: Sequence[Located], kind: str, kinds: Set[str]) -> Iterator[Query]:
    """Yield a question for each thing that the checks doubt and no safe repair settles, once for all its places."""
    groups: defaultdict[tuple[str, str], list[Located]] = defaultdict(list)
    for one in found:
        if one.finding.kind in kinds and one.finding.fix is not Fix.SAFE:
            groups[one.finding.observed, one.finding.message].append(one)
    for (observed, message), ones in groups.items():
        where = tuple(place(one) for one in ones[:_MOST_PLACES])
        yield Query(kind, observed, message, where, ones[0].segment.src or "")
