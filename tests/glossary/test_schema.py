"""The schema that editors use and the loader say the same."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from glossary_samples import entries_of
from jsonschema import Draft202012Validator

from yiwen.errors import GlossaryError
from yiwen.glossary.conditions import CONDITIONS
from yiwen.glossary.load import ENTRY_FIELDS, WRONG_FIELDS
from yiwen.resources import data_folder
from yiwen.types import Fix

FOLDER = data_folder("glossary")
SCHEMA: dict[str, Any] = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
PARTS = SCHEMA["$defs"]
VALIDATOR = Draft202012Validator(SCHEMA)


class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Reads `true` and `false` as such and all else as text: in YAML 1.2, and for our loader, `on` is a word."""

    yaml_implicit_resolvers = {letter: [("tag:yaml.org,2002:bool", re.compile("true|false"))] for letter in "tf"}  # noqa: RUF012


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("zh-en/*.yaml")), ids=lambda path: path.name)
def test_every_file_of_the_glossary_fits(path: Path) -> None:
    content = yaml.load(path.read_text(encoding="utf-8"), Loader=Loader)
    errors = [f"{list(error.absolute_path)}: {error.message[:200]}" for error in VALIDATOR.iter_errors(content)]
    assert not errors, "\n".join(errors)


def test_schema_and_loader_know_the_same_fields() -> None:
    wrong = PARTS["wrong"]["anyOf"][1]
    assert sorted(PARTS["entry"]["properties"]) == sorted(ENTRY_FIELDS)
    assert sorted(wrong["properties"]) == sorted(WRONG_FIELDS)


def test_schema_and_loader_know_the_same_levels_and_conditions() -> None:
    plain, worded = PARTS["condition"]["anyOf"]
    assert PARTS["fix"]["enum"] == list(Fix)
    assert set(plain["enum"]) == {name for name, known in CONDITIONS.items() if not known.takes_words}
    assert set(worded["properties"]) == {name for name, known in CONDITIONS.items() if known.takes_words}
    for name, told in worded["properties"].items():
        assert told["description"] == CONDITIONS[name].why


GOOD: dict[str, Any] = {"id": "mu", "zh": ["亩"], "en": ["mu"]}
REPAIRS: dict[str, Any] = {
    **GOOD, "wrong": ["acre"], "why": "w", "change": [{"mt": "a", "fixed": "b"}], "keep": [{"mt": "a", "why": "b"}],
}  # fmt: skip
ENTRIES: list[tuple[dict[str, Any], bool]] = [
    (GOOD, True),
    (REPAIRS, True),
    ({**GOOD, "zh": "亩", "en": "mu"}, True),
    ({**REPAIRS, "wrong": [{"pattern": "acre", "fix": "never"}], "when": [{"near": ["x"]}, "heading"]}, True),
    ({**GOOD, "taget": "x"}, False),
    ({"id": "mu", "zh": ["亩"]}, False),
    ({**GOOD, "en": []}, False),
    ({**GOOD, "en": [""]}, False),
    ({**GOOD, "wrong": ["acre"]}, False),
    ({**REPAIRS, "fix": "sure"}, False),
    ({**REPAIRS, "case": "yes"}, False),
    ({**REPAIRS, "wrong": [{"put": "mu"}]}, False),
    ({**REPAIRS, "when": ["near"]}, False),
    ({**REPAIRS, "when": [{"heading": ["x"]}]}, False),
    ({**REPAIRS, "when": ["abroad"]}, False),
    ({**REPAIRS, "when": [{"near": ["x"], "after": ["y"]}]}, False),
    ({**REPAIRS, "change": [{"mt": "a"}]}, False),
    ({**REPAIRS, "keep": [{"mt": "a"}]}, False),
    ({**REPAIRS, "keep": []}, False),
]


@pytest.mark.parametrize(("entry", "good"), ENTRIES)
def test_schema_and_loader_judge_alike(tmp_path: Path, entry: dict[str, Any], good: bool) -> None:
    text = yaml.safe_dump([entry], allow_unicode=True)
    assert VALIDATOR.is_valid([entry]) is good
    if good:
        assert entries_of(tmp_path, text)[0].id == "mu"
        return
    with pytest.raises(GlossaryError):
        entries_of(tmp_path, text)


def test_every_field_is_described() -> None:
    for name, field in PARTS["entry"]["properties"].items():
        target = PARTS[field["$ref"].rsplit("/", 1)[1]] if "$ref" in field else {}
        assert field.get("description") or target.get("description"), name
