"""Public test sets and outputs read from where they are published: clones of repositories, sacrebleu, datasets."""

import json
import re
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from yiwen.errors import EvaluationError

Texts = tuple[str, ...]
Sides = tuple[Texts, tuple[Texts, ...], Texts | None]
"""Sources, references, documents."""

_TERMS_NAME = re.compile(r"(?P<team>.+)\.(?P<year>\d{4})\.zhen\.(?P<mode>noterm|proper|random)\.jsonl")
_GENERAL_NAME = re.compile(r"(?P<set>[^.]+)\.zh-en\.(?:hyp|ref)\.(?P<name>.+)\.en")


def from_sacrebleu(name: str) -> Sides:
    """Return a test set of sacrebleu: `wmt22/zh-en`; sacrebleu downloads it where it has not yet.

    Raises:
        EvaluationError: there is no such set, or it cannot be had.
    """
    test_set, _, pair = name.partition("/")
    utils = import_module("sacrebleu.utils")
    try:
        files = utils.get_source_file(test_set, pair), *utils.get_reference_files(test_set, pair)
        sources, *references = (tuple(Path(file).read_text(encoding="utf-8").split("\n")[:-1]) for file in files)
    except (Exception, SystemExit) as error:
        raise EvaluationError(
            f"sacrebleu: no set '{name}': {error}; write test set/zh-en, such as wmt22/zh-en"
        ) from None
    return sources, tuple(references), None


def from_datasets(described: Mapping[str, Any], folder: Path) -> Sides:
    """Return a split of a data set, from disk (a path beside the YAML file) or the hub.

    Raises:
        EvaluationError: the package `datasets` is not installed, or the set has no such columns.
    """
    try:
        datasets = import_module("datasets")
    except ImportError:
        raise EvaluationError("datasets: the package is not installed; run: pip install datasets") from None
    path, split = str(described.get("path", "")), str(described.get("split", "test"))
    local = folder / path
    rows = datasets.load_from_disk(str(local)) if local.is_dir() else datasets.load_dataset(path, split=split)
    if local.is_dir() and split in rows:
        rows = rows[split]
    columns = [str(described.get(name, name)) for name in ("source", "reference")]
    try:
        sources, reference = (tuple(_line(row[column]) for row in rows) for column in columns)
    except (KeyError, TypeError) as error:
        raise EvaluationError(f"datasets: {path} has no column {error}; name them as source and reference") from None
    return sources, (reference,), None


def import_terminology(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a set made of a clone of wmt25-terminology, track 2, zh-en: names and contents.

    Raises:
        EvaluationError: the clone has not the files that are looked for.
    """
    references = sorted(folder.glob("ranking/references/track2/full_data_*.jsonl"))
    by_year = {path.stem.rpartition("_")[2]: path for path in references}
    outputs: dict[str, dict[str, Path]] = {}
    for path in sorted(folder.glob("ranking/submissions/track2/*/*.jsonl")):
        match = _TERMS_NAME.fullmatch(path.name)
        if match and match["year"] in by_year:
            outputs.setdefault(f"{match['team']}.{match['mode']}", {})[match["year"]] = path
    years = sorted({year for files in outputs.values() for year in files})
    if not years:
        raise EvaluationError(
            f"{folder}: no ranking/references/track2 and ranking/submissions/track2 with zhen files; "
            "give a clone of github.com/wmt-conference/wmt25-terminology with its data unpacked"
        )
    for year in years:
        yield from _terminology_year(by_year[year], year)
    systems = {name: files for name, files in outputs.items() if sorted(files) == years}
    for name, files in systems.items():
        texts = [str(row["en"]).strip() for year in years for row in _json_lines(files[year])]
        yield Path(f"outputs/{name}.jsonl"), _rows([{"mt": text} for text in texts])
    parts = [{"rows": f"{year}.jsonl", "glossary": f"terms.{year}.jsonl"} for year in years]
    yield Path("set.yaml"), _description("wmt25-terminology", "document", parts, systems)


def import_general(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield the files of a set made of a clone of a WMT news-systems repository, zh-en: names and contents.

    Raises:
        EvaluationError: the clone has not the files that are looked for.
    """
    text = folder / "txt" if (folder / "txt").is_dir() else folder
    sources = sorted(text.glob("sources/*.zh-en.src.zh"))
    references = sorted(text.glob("references/*.zh-en.ref.*.en"))
    outputs = sorted(text.glob("system-outputs/*.zh-en.hyp.*.en"))
    if len(sources) != 1 or not references:
        raise EvaluationError(
            f"{folder}: no txt/sources/*.zh-en.src.zh with txt/references; give a clone of a wmt-conference "
            "news-systems repository, such as github.com/wmt-conference/wmt22-news-systems"
        )
    yield Path("source.txt"), sources[0].read_bytes()
    names = {_general_name(path): path for path in references}
    for name, path in names.items():
        yield Path(f"reference.{name}.txt"), path.read_bytes()
    systems = {_general_name(path): path for path in outputs}
    for name, path in systems.items():
        yield Path(f"outputs/{name}.txt"), path.read_bytes()
    parts = [{"source": "source.txt", "references": [f"reference.{name}.txt" for name in names]}]
    yield Path("set.yaml"), _description("wmt-general", "segment", parts, systems, "txt")


IMPORTERS = {"wmt25-terminology": import_terminology, "wmt-general": import_general}
"""The public repositories that a set can be made of."""


def _terminology_year(path: Path, year: str) -> Iterator[tuple[Path, bytes]]:
    rows = list(_json_lines(path))
    documents = [
        {"id": f"{year}-{at}", "doc": f"{year}-{at}", "src": str(row["zh"]).strip(), "ref": str(row["en"]).strip()}
        for at, row in enumerate(rows)
    ]
    yield Path(f"{year}.jsonl"), _rows(documents)
    terms = rows[0]["proper"]
    pairs = [{"zh": zh.strip(), "en": [one.strip() for one in en]} for zh, en in terms.items() if zh.strip()]
    yield Path(f"terms.{year}.jsonl"), _rows(pairs)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError as error:
                raise EvaluationError(f"{path}:{number}: not a JSON row ({error}); fetch the file again") from None
            yield row


def _rows(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "surrogatepass")


def _description(name: str, unit: str, parts: Any, systems: Mapping[str, object], suffix: str = "jsonl") -> bytes:
    described = {
        "name": name,
        "unit": unit,
        "parts": parts,
        "systems": {system: f"outputs/{system}.{suffix}" for system in systems},
    }
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()


def _general_name(path: Path) -> str:
    match = _GENERAL_NAME.fullmatch(path.name)
    return match["name"] if match else path.stem


def _line(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return " ".join(value.split())
