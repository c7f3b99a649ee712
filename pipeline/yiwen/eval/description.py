"""Reading the YAML file that describes a set: its fields, and the files that it names, relative to itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from yiwen.errors import EvaluationError
from yiwen.eval.corpus import read_bytes


def read_yaml(path: Path) -> Any:
    """Return what a YAML file holds.

    Raises:
        EvaluationError: it is no YAML.
        DocumentError: it cannot be read.
    """
    try:
        return yaml.safe_load(read_bytes(path).decode("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        reason = " ".join(str(error).split())
        raise EvaluationError(f"{path}: not a set: {reason}; see eval/README.md") from None


def mapping(data: Any, where: str) -> Mapping[str, Any]:
    """Return the mapping that stands there; raises EvaluationError where there is something else."""
    if not isinstance(data, dict):
        raise EvaluationError(f"{where}: must be a mapping of names to values; see eval/README.md")
    return data


def only_known(data: Mapping[str, Any], known: frozenset[str], where: str) -> None:
    """Raise EvaluationError where a field is unknown."""
    unknown = sorted(set(data) - known)
    if unknown:
        raise EvaluationError(f"{where}: unknown field '{unknown[0]}'; the known are {', '.join(sorted(known))}")


def strings(data: Any) -> list[str]:
    """Return one string or several as a list."""
    return [str(one) for one in data] if isinstance(data, list) else [str(data)]


def files(path: Path, pattern: str) -> list[Path]:
    """Return the files of a name or pattern beside the set; raises EvaluationError where a pattern has none."""
    found = sorted(path.parent.glob(pattern)) if "*" in pattern else [path.parent / pattern]
    if not found:
        raise EvaluationError(f"{path}: no file is named like {pattern}; check the path")
    return found
