"""Many files of one project: what is wrong in each, what disagrees between them, and what to ask the client."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from yiwen.summary.people import people
from yiwen.types import Document, Fix, Span
from yiwen.workflow.between import NAME_KIND, NAME_VARIES, File, Files
from yiwen.workflow.check import Located, check_file, place

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


def study(files: Iterable[File]) -> Project:
    """Return what there is to say of files together, each read by the finder of its own folder; nothing is changed."""
    read = [((document, finder), tuple(check_file(document, finder))) for document, finder in files]
    together = Files(tuple(file for file, _ in read))
    own = [one for _, found in read for one in found]
    told = {_key(one) for one in own}
    between = [one for one in together.disagreements() if _key(one) not in told or one.finding.rule == NAME_VARIES]
    own = [one for one in own if not together.tells(one)]
    order = {document.name: number for number, (document, _) in enumerate(together.files)}
    found = sorted((*own, *between), key=lambda one: (order[one.document.name], one.line, one.column))
    documents = [document for document, _ in together.files]
    words = sum(len(segment.mt.split()) for document in documents for segment in document.segments)
    names = {document.name.partition("#")[0] for document in documents}
    return Project(len(names), words, tuple(found), tuple(_queries(documents, found, together.same_name)))


def _key(located: Located) -> tuple[str, str, str, Span]:
    return located.document.name, located.segment.id, located.finding.rule, located.finding.span


def _queries(documents: Sequence[Document], found: Sequence[Located], same: Mapping[str, str]) -> Iterator[Query]:
    """Yield the questions; `same` gives a name's commonest spelling for its others."""
    asked = tuple(_people(documents, same))
    yield from asked
    yield from _firms(documents)
    names = {name for query in asked if query.kind == "name" for name in query.text.split("; ")}
    doubts = [one for one in found if one.finding.rule != NAME_VARIES or one.finding.observed not in names]
    yield from _doubts(doubts, "name", {NAME_KIND})
    yield from _doubts(found, "figure", {"number", "unit"})


def _people(documents: Sequence[Document], same: Mapping[str, str]) -> Iterator[Query]:
    """Yield a question for each person with a post, and one for the post; where the files disagree, which is right."""
    mentions = [
        _Mention(person.name, person.post, document, person.segment)
        for document in documents
        for person in people(document)
    ]
    for spellings in _grouped(mentions, same):
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
    for spellings in _grouped(mentions, {}):
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


def _grouped(mentions: Iterable[_Mention], same: Mapping[str, str]) -> Iterable[list[_Mention]]:
    """Return the mentions of each name; spaces, hyphens and capitals make no other name of it."""
    groups: defaultdict[str, list[_Mention]] = defaultdict(list)
    for mention in mentions:
        groups["".join(filter(str.isalnum, same.get(mention.name, mention.name).casefold()))].append(mention)
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
