import json
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from yiwen.errors import ModelError
from yiwen.models import Options, load_summarizer, load_translator
from yiwen.models.convert import convert
from yiwen.types import Passage

DATA = Path(__file__).parent / "data"
SOURCES = [json.loads(line)["src"] for line in (DATA / "test-zh-en-held-out.jsonl").read_text("utf-8").splitlines()]
PASSAGES = [Passage(source, number) for number, source in enumerate(SOURCES[:40])]

pytestmark = pytest.mark.torch


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    """Return a folder with the small model as Transformers keeps it, and a card for the back-end."""
    pytest.importorskip("torch")
    pytest.importorskip("transformers")
    return _with_card(copytree(DATA / "test-zh-en", tmp_path / "checkpoint"))


def _with_card(folder: Path, **changes: object) -> Path:
    card = {"id": "small", "tasks": ["translation"], "backend": "transformers", "licence": "Apache-2.0"}
    card |= {"context": 256, "note": "the test model", "decoding": {"beam_size": 1}}
    (folder / "model.yaml").write_text(yaml.safe_dump(card | changes), encoding="utf-8")
    return folder


def test_both_back_ends_say_the_same_in_the_same_order(checkpoint: Path, tmp_path: Path) -> None:
    converted = convert(str(DATA / "test-zh-en"), tmp_path / "converted", "float32")
    options = Options(threads=1, compute="float32")
    by_ctranslate2 = load_translator(str(converted), options).translate(PASSAGES)
    by_transformers = load_translator(str(checkpoint), Options(threads=1)).translate(PASSAGES)
    assert [one.text for one in by_transformers] == [one.text for one in by_ctranslate2]


def test_what_is_too_long_or_does_not_end_is_told(checkpoint: Path) -> None:
    translator = load_translator(str(checkpoint), Options(threads=1))
    long, short = translator.translate([Passage("全市完成固定资产投资，" * 80), PASSAGES[0]])
    assert long.problem.endswith("but the model reads 256")
    assert short.text
    (cut,) = load_translator(str(_with_card(checkpoint, output=3)), Options(threads=1)).translate(PASSAGES[5:6])
    assert "broke off after 3 tokens" in cut.problem


def test_a_summarizer_is_given_the_text_between_the_prompts_rules(checkpoint: Path) -> None:
    model = load_summarizer(str(_with_card(checkpoint, tasks=["summarization"])), Options(threads=1))
    (alone,) = load_translator(str(_with_card(checkpoint)), Options(threads=1)).translate(PASSAGES[:1])
    said = model.answer(f"Summarize the text in 20 words.\n\n==========\n{SOURCES[0]}\n==========\n", 200)
    assert said == alone.text
    with pytest.raises(ModelError, match="reads 256 tokens"):
        model.answer("==========\n" + SOURCES[0] * 100 + "\n==========\n", 50)


def test_a_broken_checkpoint_is_one_line(checkpoint: Path) -> None:
    (checkpoint / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelError, match=r"Transformers cannot load it: [^\n]*$"):
        load_translator(str(checkpoint))
