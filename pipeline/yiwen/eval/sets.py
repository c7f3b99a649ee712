"""Test sets: a small YAML file that says where sources, references, documents and terms are.

    name: annual-reports
    note: what a reader should know before quoting a number
    unit: segment                 # or document: a row is a whole document; or line: it is split into lines
    parts:
      - rows: reports/*.jsonl     # rows with id, doc, src, ref
        glossary: terms.csv       # or builtin
      - source: zh.txt
        references: [a.txt, b.txt]
        documents: docs.txt
      - sacrebleu: wmt22/zh-en    # downloaded by sacrebleu, or read from where it was
      - datasets: {path: org/name, split: test, source: zh, reference: en}
    systems:
      raw: {field: mt}            # a field of the rows
      other: outputs/*.txt        # files, one a part

Paths are relative to the YAML file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from yiwen.errors import EvaluationError
from yiwen.eval.checks import check_same_order
from yiwen.eval.corpus import (
    parse_documents,
    parse_references,
    parse_sources,
    read_bytes,
    read_hypotheses,
    read_rows,
    row_ids,
)
from yiwen.eval.description import files, mapping, only_known, read_yaml, strings
from yiwen.eval.imports import from_datasets, from_sacrebleu

Unit = Literal["segment", "document", "line"]
UNITS: tuple[Unit, ...] = ("segment", "document", "line")
_FIELDS = frozenset({"name", "note", "unit", "parts", "systems"})
_PART_FIELDS = frozenset(
    {"rows", "source", "references", "documents", "glossary", "sacrebleu", "datasets", "reference"}
)


@dataclass(frozen=True, slots=True)
class Part:
    """Segments that share a glossary. `fields` are the rows' other texts, from which systems may be taken."""

    ids: tuple[str, ...]
    sources: tuple[str, ...]
    references: tuple[tuple[str, ...], ...]
    documents: tuple[str, ...] | None
    glossary: str | None
    fields: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TestSet:
    """A set with all its texts, and the systems that come with it, each with a text a segment."""

    name: str
    note: str
    unit: Unit
    parts: tuple[Part, ...]
    systems: Mapping[str, tuple[str, ...]]

    __test__ = False  # it is no test, whatever its name tells pytest

    @property
    def size(self) -> int:
        """How many segments there are."""
        return sum(len(part.ids) for part in self.parts)


def load_set(path: Path) -> TestSet:
    """Return the set that a YAML file describes.

    Raises:
        EvaluationError: the description is wrong.
        DocumentError: a file it names cannot be read.
    """
    data = mapping(read_yaml(path), str(path))
    only_known(data, _FIELDS, str(path))
    unit = data.get("unit", "segment")
    if unit not in UNITS:
        raise EvaluationError(f"{path}: unit '{unit}' is unknown; use one of {', '.join(UNITS)}")
    described = data.get("parts")
    if not isinstance(described, list) or not described:
        raise EvaluationError(f"{path}: has no parts; list at least one under 'parts'")
    parts = tuple(_part(mapping(one, f"{path}: part"), path) for one in described)
    if len({len(part.references) for part in parts}) > 1:
        raise EvaluationError(f"{path}: the parts have different numbers of references; give each as many")
    _check_ids(parts, path)
    systems = dict(_systems(mapping(data.get("systems") or {}, f"{path}: systems"), parts, path))
    return TestSet(str(data.get("name") or path.stem), str(data.get("note") or ""), cast("Unit", unit), parts, systems)


def _check_ids(parts: Sequence[Part], path: Path) -> None:
    """Check that no two rows of a part share document and id: people's judgements find their segment by these."""
    for part in parts:
        keys = Counter(zip(part.documents or ("",) * len(part.ids), part.ids, strict=True))
        (document, one), times = keys.most_common(1)[0] if keys else (("", ""), 1)
        if times > 1:
            where = f" of document '{document}'" if document else ""
            raise EvaluationError(f"{path}: id '{one}'{where} stands {times} times; give each row its own")


def read_system(paths: Sequence[Path], parts: Sequence[Part], name: str) -> tuple[str, ...]:
    """Return a system's texts from a file for each part, or from one file for all of them.

    Raises:
        EvaluationError: the files do not hold a text a segment, or rows in another order than the set's.
    """
    texts = [read_hypotheses(path) for path in paths]
    if len(texts) == 1 and len(parts) > 1 and len(texts[0]) == sum(len(part.ids) for part in parts):
        _check_order(paths[0], parts)
        return texts[0]
    if len(texts) != len(parts):
        raise EvaluationError(f"{name}: {len(texts)} files for {len(parts)} parts; give one a part, in order")
    for path, segments, part in zip(paths, texts, parts, strict=True):
        if len(segments) != len(part.ids):
            raise EvaluationError(
                f"{path}: {len(segments)} segments, but the set has {len(part.ids)}; give one a segment"
            )
        _check_order(path, [part])
    return tuple(text for segments in texts for text in segments)


def _check_order(path: Path, parts: Sequence[Part]) -> None:
    """Check that a system's rows, where they have ids, stand in the order of the set's, where these have some."""
    ids = row_ids(read_bytes(path), str(path))
    if ids is not None and all("id" in part.fields for part in parts):
        check_same_order(ids, [one for part in parts for one in part.ids], str(path), "the set")


def _part(data: Mapping[str, Any], path: Path) -> Part:
    only_known(data, _PART_FIELDS, f"{path}: part")
    glossary = data.get("glossary")
    if glossary is not None and glossary != "builtin":
        glossary = str(path.parent / str(glossary))
    if "rows" in data:
        return _rows_part(files(path, str(data["rows"])), strings(data.get("references", ["ref"])), glossary)
    if "sacrebleu" in data:
        sources, references, documents = from_sacrebleu(str(data["sacrebleu"]))
    elif "datasets" in data:
        sources, references, documents = from_datasets(mapping(data["datasets"], f"{path}: datasets"), path.parent)
    elif "source" in data and ("references" in data or "reference" in data):
        return _files_part(data, path, glossary)
    else:
        raise EvaluationError(f"{path}: a part needs rows, source and references, sacrebleu or datasets")
    return Part(_numbered(len(sources)), sources, references, documents, glossary, {})


def _rows_part(files: Sequence[Path], references: Sequence[str], glossary: str | None) -> Part:
    rows = [row for file in files for row in read_rows(file, ("src", *references))]
    fields = {
        key: tuple(str(row[key]) for row in rows)
        for key in rows[0]
        if all(isinstance(row.get(key), str) for row in rows)
    }
    documents = fields.get("doc")
    return Part(
        fields.get("id") or _numbered(len(rows)),
        fields["src"],
        tuple(fields[name] for name in references),
        documents,
        glossary,
        fields,
    )


def _files_part(data: Mapping[str, Any], path: Path, glossary: str | None) -> Part:
    source = path.parent / str(data["source"])
    sources = parse_sources(read_bytes(source), str(source))
    names = [path.parent / name for name in strings(data.get("references") or data.get("reference"))]
    references = tuple(parse_references(read_bytes(name), str(name)) for name in names)
    documents = None
    if "documents" in data:
        file = path.parent / str(data["documents"])
        documents = parse_documents(read_bytes(file), str(file))
    for name, side in zip([*names, "documents"], [*references, documents], strict=True):
        if side is not None and len(side) != len(sources):
            raise EvaluationError(f"{name}: {len(side)} segments, but {source} has {len(sources)}; give as many")
    return Part(_numbered(len(sources)), sources, references, documents, glossary, {})


def _systems(data: Mapping[str, Any], parts: Sequence[Part], path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, where in data.items():
        if isinstance(where, dict) and "field" in where:
            field = str(where["field"])
            if not all(field in part.fields for part in parts):
                raise EvaluationError(f"{path}: system '{name}': not every row has the field '{field}'")
            yield name, tuple(text for part in parts for text in part.fields[field])
        else:
            named = [file for pattern in strings(where) for file in files(path, pattern)]
            yield name, read_system(named, parts, name)


def _numbered(count: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, count + 1))
