import json
import re
from pathlib import Path

import jsonschema
import pytest
import yaml

from yiwen.errors import ModelError
from yiwen.models.cards import card
from yiwen.models.load import BACKENDS, find
from yiwen.models.registry import Model, folder_model, registry
from yiwen.models.store import is_here
from yiwen.resources import data_folder

MODELS = data_folder("models")
WANTED = {
    "opus-mt-zh-en",
    "m2m100-418m",
    "nllb-200-distilled-600m",
    "madlad400-3b-mt",
    "hy-mt2-7b",
    "qwen3-4b-instruct",
    "bart-large-cnn",
    "long-t5-govreport",
}
ENTRY = {
    "id": "mine",
    "tasks": ["translation"],
    "backend": "ctranslate2",
    "licence": "MIT",
    "context": 512,
    "note": "a model of my own",
}


def _folder(tmp_path: Path, **changes: object) -> Path:
    (tmp_path / "model.yaml").write_text(yaml.safe_dump(ENTRY | changes), encoding="utf-8")
    return tmp_path


def test_the_registry_holds_to_its_schema() -> None:
    schema = json.loads((MODELS / "schema.json").read_text(encoding="utf-8"))
    entries = yaml.safe_load((MODELS / "registry.yaml").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(entries)
    assert {entry["id"] for entry in entries} >= WANTED


def test_every_model_has_a_card_that_tells_its_licence() -> None:
    for model in registry().values():
        page = MODELS / "cards" / f"{model.id}.md"
        assert page.is_file(), model.id
        text = page.read_text(encoding="utf-8")
        assert text.startswith(f"# {model.id}\n"), model.id
        assert model.licence in text, model.id


def test_every_card_is_of_a_model() -> None:
    assert {page.stem for page in (MODELS / "cards").glob("*.md")} == set(registry())


def test_a_revision_is_a_commit_or_is_said_not_to_be_pinned() -> None:
    for model in registry().values():
        commit = re.fullmatch("[0-9a-f]{40}", model.revision)
        assert commit or model.pinned, model.id


def test_back_ends_are_known_and_prompts_have_their_slots() -> None:
    for model in registry().values():
        assert model.backend in BACKENDS
        if model.prompt:
            for template in (model.prompt.plain, model.prompt.with_terms, model.prompt.with_context):
                assert not template or template.count("$text") == 1


def test_only_the_shipped_model_is_here_unasked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("YIWEN_MODELS", str(tmp_path))
    assert [model.id for model in registry().values() if is_here(model)] == ["test-zh-en"]


def test_nllb_and_only_what_forbids_commerce_is_marked() -> None:
    marked = {model.id for model in registry().values() if model.noncommercial}
    assert marked == {model.id for model in registry().values() if "NC" in model.licence} == {"nllb-200-distilled-600m"}


def test_a_folder_with_a_card_is_a_model(tmp_path: Path) -> None:
    model = folder_model(_folder(tmp_path, decoding={"beam_size": 2}, tokens={"before": ["__zh__"]}))
    assert isinstance(model, Model)
    assert (model.id, model.context, model.unit) == ("mine", 512, "sentence")
    assert model.tokens.before == ("__zh__",)
    assert find(str(tmp_path)) == model


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"licens": "MIT"}, "unknown field 'licens'"),
        ({"context": "512"}, "'context' must be a whole number, not str"),
        ({"noncommercial": 1}, "'noncommercial' must be true or false"),
        ({"tasks": ["poetry"]}, "task 'poetry' is unknown"),
        ({"tasks": "translation"}, "'tasks' must be a list of texts"),
        ({"unit": "page"}, "unit 'page' is unknown"),
        ({"tokens": {"afterr": []}}, "tokens: unknown field 'afterr'"),
        ({"prompt": {"term": "x"}}, "prompt: 'plain' is missing"),
        ({"facts": {"what": "x"}}, "'facts' must be a list"),
    ],
)
def test_a_wrong_card_is_one_line_that_says_where(changes: dict[str, object], message: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError) as error:
        folder_model(_folder(tmp_path, **changes))
    assert message in str(error.value)
    assert str(tmp_path / "model.yaml") in str(error.value)
    assert "\n" not in str(error.value)


def test_a_folder_without_a_card_and_an_unknown_id_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds no model\.yaml"):
        folder_model(tmp_path)
    with pytest.raises(ModelError, match="`yiwen models list` names them"):
        find("gpt-17")
    with pytest.raises(ModelError, match="names no model"):
        find("openai:")


def test_a_card_is_shown_with_what_the_registry_says() -> None:
    text = card("nllb-200-distilled-600m")
    assert text.startswith("# nllb-200-distilled-600m\n")
    assert "| licence | CC-BY-NC-4.0 (non-commercial: needs --accept-licence) |" in text
    assert "512 tokens" in text
