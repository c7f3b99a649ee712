import sys
from importlib import metadata
from pathlib import Path

import pytest

from yiwen.errors import ModelError
from yiwen.models import Options, load_translator
from yiwen.models.convert import convert
from yiwen.models.pull import pull
from yiwen.models.registry import Model
from yiwen.models.store import folder_of, known, pulled_folder, record, recorded, required, wrong_files
from yiwen.types import Passage


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("YIWEN_MODELS", str(tmp_path / "store"))
    return tmp_path / "store"


def _silent(_line: str) -> None:
    return


class _Hub:
    """A hub's library that writes the files it was asked for, and remembers what it was asked."""

    def __init__(self, names: tuple[str, ...] = (), fails: str = "") -> None:
        self.names, self.fails = names, fails
        self.asked: list[tuple[str, str, tuple[str, ...]]] = []

    def snapshot_download(self, hub: str, *, revision: str, local_dir: Path, allow_patterns: list[str]) -> None:
        self.asked.append((hub, revision, tuple(allow_patterns)))
        if self.fails:
            raise OSError(self.fails)
        for name in self.names:
            (Path(local_dir) / name).write_text(name, encoding="utf-8")


def test_what_is_not_here_says_what_to_pull_and_how_large_it_is() -> None:
    with pytest.raises(ModelError) as error:
        load_translator("m2m100-418m")
    assert str(error.value) == ("m2m100-418m: is not on this machine; `yiwen models pull m2m100-418m` downloads 1.9 GB")


def test_a_non_commercial_model_wants_its_licence_accepted(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = _Hub()
    monkeypatch.setitem(sys.modules, "huggingface_hub", hub)
    for ask in (load_translator, lambda name: pull(name, accept_licence=False, talk=_silent)):
        with pytest.raises(ModelError, match=r"CC-BY-NC-4\.0, forbids commercial use; add --accept-licence"):
            ask("nllb-200-distilled-600m")  # type: ignore[operator]
    assert not hub.asked
    with pytest.raises(ModelError, match="is not on this machine"):
        load_translator("nllb-200-distilled-600m", accept_licence=True)


def test_pulling_asks_for_the_registrys_revision_and_files_and_writes_down_their_sums(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = known("bart-large-cnn")
    hub = _Hub(("config.json", "model.safetensors"))
    monkeypatch.setitem(sys.modules, "huggingface_hub", hub)
    folder = pull(model.id, accept_licence=False, talk=_silent)
    assert hub.asked == [("facebook/bart-large-cnn", "main", model.fetch)]
    assert folder == store / model.id
    assert set(recorded(folder)) == {"config.json", "model.safetensors"}
    assert wrong_files(model, folder) == []
    (folder / "config.json").write_text("changed", encoding="utf-8")
    assert wrong_files(model, folder) == ["config.json: not the file on record (its SHA-256 differs)"]
    pull(model.id, accept_licence=False, talk=_silent)
    assert len(hub.asked) == 1  # what is here is not pulled again


def test_a_model_to_be_converted_is_kept_apart_and_says_so(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", _Hub(("config.json", "pytorch_model.bin")))
    told: list[str] = []
    folder = pull("opus-mt-zh-en", accept_licence=False, talk=told.append)
    assert folder == pulled_folder(known("opus-mt-zh-en")) == store / "opus-mt-zh-en" / "hub"
    assert told[-1] == "opus-mt-zh-en: now run `yiwen models convert opus-mt-zh-en`"
    with pytest.raises(ModelError, match="is pulled but not converted"):
        required(known("opus-mt-zh-en"))


def test_a_hub_that_cannot_be_reached_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "huggingface_hub", _Hub(fails="no route\nto host"))
    with pytest.raises(ModelError, match=r"could not be pulled from Helsinki-NLP/opus-mt-zh-en: no route to host"):
        pull("opus-mt-zh-en", accept_licence=False, talk=_silent)


def test_a_servers_model_is_not_pulled() -> None:
    with pytest.raises(ModelError, match="runs on a server that you start"):
        pull("hy-mt2-7b", accept_licence=False, talk=_silent)


def test_converting_needs_something_pulled_a_known_type_and_a_free_place(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="nothing to convert"):
        convert("opus-mt-zh-en", None, "int8")
    with pytest.raises(ModelError, match="quantization 'int3' is unknown"):
        convert("opus-mt-zh-en", None, "int3")
    checkpoint = tmp_path / "t5"
    checkpoint.mkdir()
    (checkpoint / "config.json").write_text('{"model_type": "t5"}', encoding="utf-8")
    with pytest.raises(ModelError, match="only Marian checkpoints are converted from a bare folder"):
        convert(str(checkpoint), tmp_path / "out", "int8")


def test_a_library_that_is_not_installed_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ctranslate2", None)
    with pytest.raises(ModelError, match=r"ctranslate2 is not installed; pip install 'yiwen\[models\]'"):
        load_translator("test-zh-en")


def test_another_package_adds_a_back_end_by_an_entry_point(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Point:
        name = "shouting"

        @staticmethod
        def load() -> object:
            return lambda model, *_options_and_task: _Shouting(model)

    monkeypatch.setattr(metadata, "entry_points", lambda group: [Point] if group == "yiwen.backends" else [])
    card = "{id: loud, tasks: [translation], backend: shouting, licence: MIT, context: 9, note: a loud one}"
    (tmp_path / "model.yaml").write_text(card, encoding="utf-8")
    (one,) = load_translator(str(tmp_path), Options()).translate([Passage("道路通车。")])
    assert one.text == "LOUD"
    (tmp_path / "model.yaml").write_text(card.replace("shouting", "silent"), encoding="utf-8")
    with pytest.raises(ModelError, match=r"back-end 'silent' is unknown; use one of ctranslate2, .*shouting"):
        load_translator(str(tmp_path))


class _Shouting:
    context, window, unit, takes_terms, takes_context = 0, 8, "sentence", False, False

    def __init__(self, model: Model) -> None:
        self.name = model.name

    def count(self, text: str) -> int:
        return len(text)

    def translate(self, passages: list[Passage], _attempt: int = 0) -> list[object]:
        from yiwen.types import Translation

        return [Translation("LOUD") for _ in passages]


def test_sums_are_of_a_folders_own_files_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a", encoding="utf-8")
    (tmp_path / "hub").mkdir()
    (tmp_path / "hub" / "b").write_text("b", encoding="utf-8")
    record(tmp_path)
    assert list(recorded(tmp_path)) == ["a"]


def test_the_shipped_model_is_found_where_yiwen_is() -> None:
    assert (folder_of(known("test-zh-en")) / "model.bin").is_file()
