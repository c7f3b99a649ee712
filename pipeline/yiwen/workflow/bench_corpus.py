"""A set made ready for a run: its rows, the corpus of segments they make, and the documents it is worked through in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from yiwen.errors import EvaluationError
from yiwen.eval.counting import Corpus, Glossary, digest
from yiwen.eval.doubts import STRAIGHTENED, straight_quotes
from yiwen.eval.resegment import How, resegment
from yiwen.eval.sets import Part, TestSet
from yiwen.workflow.score import load_glossary

_GROUP = 200  # rows worked through at a time where no documents are known


@dataclass(frozen=True, slots=True)
class Group:
    """A document (or so many rows): its rows in the set, and its segments' places in the corpus."""

    name: str
    rows: tuple[int, ...]
    places: tuple[int, ...]
    glossary: str | None
    digest: str


@dataclass(frozen=True)
class Prepared:
    """A set ready to be scored: `sources` and `references` are its rows', `corpus` its segments by document."""

    name: str
    note: str
    unit: str
    systems: Mapping[str, tuple[str, ...]]
    sources: tuple[str, ...]
    references: tuple[str, ...]
    corpus: Corpus
    groups: tuple[Group, ...]
    has_documents: bool
    digest: str
    straight: bool = False

    @property
    def suffix(self) -> str:
        """What signatures say of what was made equal on all sides."""
        return STRAIGHTENED if self.straight else ""

    @cached_property
    def cuts(self) -> dict[tuple[str, str], How]:
        """How each system's documents were cut, as far as `lines` was asked."""
        return {}

    def lines(self, group: Group, name: str, texts: Sequence[str]) -> list[str]:
        """Return a document's texts as one text a segment of the corpus."""
        if self.straight:
            texts = [straight_quotes(text) for text in texts]
        if self.unit == "segment":
            return [text.rstrip() for text in texts]
        if self.unit == "document":
            return list(texts)
        reference = [self.corpus.references[0][at] for at in group.places]
        cut = resegment(texts[0], reference)
        self.cuts[name, group.name] = cut.how
        return list(cut.lines)


def prepare(described: TestSet, systems: Mapping[str, tuple[str, ...]], *, straight: bool = False) -> Prepared:
    """Return the set ready to be scored, with these systems; `straight` makes curly quotes straight on all sides.

    Raises:
        EvaluationError: the set cannot be split into lines, or a document lies in two parts with different terms.
    """
    rows = _Rows(described.parts, straight=straight)
    groups, corpus = _by_line(rows) if described.unit == "line" else _by_row(rows, described.unit)
    several = corpus.documents is not None and len(set(corpus.documents)) < len(corpus.ids)
    return Prepared(
        described.name,
        described.note,
        described.unit,
        systems,
        rows.sources,
        rows.references[0] if rows.references else rows.sources,
        corpus,
        groups,
        several,
        rows.corpus_digest,
        straight,
    )


class _Rows:
    """The rows of all parts, one after another."""

    def __init__(self, parts: Sequence[Part], *, straight: bool) -> None:
        self.ids = tuple(one for part in parts for one in part.ids)
        self.sources = tuple(one for part in parts for one in part.sources)
        count = len(parts[0].references)
        self.references = tuple(tuple(one for part in parts for one in part.references[at]) for at in range(count))
        if straight:
            self.references = tuple(tuple(map(straight_quotes, side)) for side in self.references)
        known = all(part.documents is not None for part in parts)
        self.documents = tuple(one for part in parts for one in part.documents or ()) if known else None
        self.glossary_names = tuple(part.glossary for part in parts for _ in part.ids)
        loaded = {name: load_glossary([name]) for name in set(self.glossary_names) if name is not None}
        self.glossaries = tuple(loaded[name] for name in self.glossary_names if name is not None)
        if self.glossaries and len(self.glossaries) < len(self.ids):
            raise EvaluationError("set: some parts have a glossary and some have none; give each part one")

    @property
    def corpus_digest(self) -> str:
        """The digest of all sources and references, whatever the glossaries."""
        return digest([*self.ids, *self.sources, *(text for side in self.references for text in side)])

    def digest(self, rows: Sequence[int]) -> str:
        """Return the digest of what systems are compared with in these rows."""
        total = sha256()
        for at in rows:
            texts = [self.sources[at], *(reference[at] for reference in self.references)]
            texts += [self.glossaries[at].digest] if self.glossaries else []
            for text in texts:
                data = text.encode("utf-8", "surrogatepass")
                total.update(f"{len(data)}:".encode() + data)
        return total.hexdigest()


def _by_row(rows: _Rows, unit: str) -> tuple[tuple[Group, ...], Corpus]:
    """Return groups and corpus where each row is a segment; the corpus' order is that of the groups."""
    members = _members(rows)
    order = [at for found in members.values() for at in found]
    documents = tuple(name for name, found in members.items() for _ in found) if rows.documents is not None else None
    if unit == "document" and documents is None:
        documents = tuple(rows.ids)
    corpus = Corpus(
        tuple(rows.ids[at] for at in order),
        tuple(tuple(side[at] for at in order) for side in rows.references),
        _names(rows),
        tuple(rows.sources[at] for at in order),
        documents,
        tuple(rows.glossaries[at] for at in order) if rows.glossaries else None,
    )
    groups, place = [], 0
    for name, found in members.items():
        places = tuple(range(place, place + len(found)))
        groups.append(Group(name, tuple(found), places, rows.glossary_names[found[0]], rows.digest(found)))
        place += len(found)
    return tuple(groups), corpus


def _members(rows: _Rows) -> dict[str, list[int]]:
    members: dict[str, list[int]] = {}
    for at in range(len(rows.ids)):
        name = rows.documents[at] if rows.documents is not None else f"{at // _GROUP * _GROUP + 1} ff."
        members.setdefault(name, []).append(at)
    for name, found in members.items():
        if len({rows.glossary_names[at] for at in found}) > 1:
            raise EvaluationError(
                f"set: document '{name}' lies in parts with different glossaries; name documents apart"
            )
    return members


def _by_line(rows: _Rows) -> tuple[tuple[Group, ...], Corpus]:
    """Return groups and corpus where each row is a document and each filled line of its reference a segment."""
    ids: list[str] = []
    sides: list[list[str]] = [[] for _ in rows.references]
    sources: list[str] = []
    documents: list[str] = []
    glossaries: list[Glossary] = []
    groups = []
    for at, name in enumerate(rows.ids):
        cut = [_filled(side[at]) for side in (*rows.references, rows.sources)]
        count = len(cut[0])
        if any(len(lines) != count for lines in cut):
            raise EvaluationError(f"row {name}: its source and references have different lines; score it by document")
        places = tuple(range(len(ids), len(ids) + count))
        ids += [f"{name}:{line}" for line in range(1, count + 1)]
        for side, lines in zip((*sides, sources), cut, strict=True):
            side.extend(lines)
        documents += [name] * count
        glossaries += [rows.glossaries[at]] * count if rows.glossaries else []
        groups.append(Group(name, (at,), places, rows.glossary_names[at], rows.digest([at])))
    corpus = Corpus(
        tuple(ids), tuple(map(tuple, sides)), _names(rows), tuple(sources), tuple(documents), tuple(glossaries) or None
    )
    return tuple(groups), corpus


def _filled(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _names(rows: _Rows) -> tuple[str, ...]:
    return tuple(f"reference {number}" for number in range(1, len(rows.references) + 1))
