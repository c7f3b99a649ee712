from pathlib import Path
from shutil import copytree

import pytest
import yaml

from yiwen.errors import ModelError
from yiwen.models import Options, load_translator
from yiwen.models.store import folder_of, known
from yiwen.models.verify import verify
from yiwen.types import Passage

SENTENCES = (
    "全市完成固定资产投资12.5亿元，同比增长6.2%。",
    "2024年上半年临湾市经济运行情况",
    "园区累计引进项目86个，计划总投资约213亿元。",
    "道路通车。",
)


@pytest.fixture(scope="module")
def shipped() -> Path:
    return folder_of(known("test-zh-en"))


def _copy(shipped: Path, tmp_path: Path, **changes: object) -> str:
    folder = copytree(shipped, tmp_path / "own")
    entry = {"id": "own", "tasks": ["translation"], "backend": "ctranslate2", "licence": "MIT", "context": 256}
    entry |= {"note": "a copy", "decoding": {"beam_size": 1}}
    (folder / "model.yaml").write_text(yaml.safe_dump(entry | changes), encoding="utf-8")
    return str(folder)


def test_translations_come_in_order_and_are_the_same_alone_and_in_a_batch() -> None:
    translator = load_translator("test-zh-en", Options(threads=1))
    together = translator.translate([Passage(text) for text in SENTENCES])
    alone = [translator.translate([Passage(text)])[0] for text in SENTENCES]
    assert [one.problem for one in together] == [""] * len(SENTENCES)
    assert [one.text.split()[0] for one in together] == [one.text.split()[0] for one in alone]
    assert len({one.text for one in together}) == len(SENTENCES)


def test_it_is_english_and_keeps_the_figures_of_a_plain_sentence() -> None:
    (one,) = load_translator("test-zh-en").translate([Passage("2024年上半年临湾市经济运行情况")])
    assert "2024" in one.text
    assert one.text.isascii()


def test_a_passage_longer_than_the_model_is_told_never_cut() -> None:
    translator = load_translator("test-zh-en")
    long = "全市完成固定资产投资12.5亿元，" * 60
    first, second = translator.translate([Passage(long), Passage(SENTENCES[0])])
    assert first.text == ""
    assert first.problem.endswith("but the model reads 256")
    assert second.text
    assert translator.count(long) > translator.context


def test_a_translation_that_reaches_no_end_is_told(shipped: Path, tmp_path: Path) -> None:
    translator = load_translator(_copy(shipped, tmp_path, output=3))
    (one,) = translator.translate([Passage(SENTENCES[0])])
    assert one.problem == "broke off after 3 tokens"


def test_a_folder_of_ones_own_translates_as_the_shipped_one(shipped: Path, tmp_path: Path) -> None:
    own = load_translator(_copy(shipped, tmp_path)).translate([Passage(SENTENCES[0])])
    assert own == load_translator("test-zh-en").translate([Passage(SENTENCES[0])])


def test_a_broken_model_is_one_line(shipped: Path, tmp_path: Path) -> None:
    folder = _copy(shipped, tmp_path)
    (Path(folder) / "model.bin").write_bytes(b"no model")
    with pytest.raises(ModelError, match=r"CTranslate2 cannot load it: [^\n]*$"):
        load_translator(folder)


def test_missing_pieces_are_named(shipped: Path, tmp_path: Path) -> None:
    folder = _copy(shipped, tmp_path)
    (Path(folder) / "source.spm").unlink()
    with pytest.raises(ModelError, match=r"source\.spm: missing or broken"):
        load_translator(folder)


def test_the_shipped_model_is_what_it_should_be() -> None:
    lines = list(verify("test-zh-en"))
    assert [line.text for line in lines if line.wrong] == []
    assert lines[0].text.endswith("files are those on record")


def test_a_changed_file_is_found(shipped: Path, tmp_path: Path) -> None:
    folder = Path(_copy(shipped, tmp_path))
    with (folder / "shared_vocabulary.json").open("a") as file:
        file.write("\n")
    wrong = [line.text for line in verify(str(folder)) if line.wrong]
    assert wrong == [f"{folder / 'shared_vocabulary.json'}: not the file on record (its SHA-256 differs)"]
