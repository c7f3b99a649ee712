"""What the test model learns from: alike for a seed, whole in both languages, no copies of shipped reports."""

import importlib.util
import json
import random
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from yiwen.text.quantities.chinese import parse_chinese

ROOT = Path(__file__).parent.parent.parent
BENCH = ROOT / "eval" / "bench"


def load() -> ModuleType:
    name = "test_model_sentences"
    spec = importlib.util.spec_from_file_location(name, BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


sentences = load()
TEMPLATES = sentences.Templates.load(BENCH / "testmodel")
MADE = list(TEMPLATES.spread(random.Random(3), 2000))
SHIPPED = [
    json.loads(line)["src"]
    for path in sorted((ROOT / "eval/sets/reports").glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]


def test_a_seed_makes_the_same_sentences() -> None:
    assert list(TEMPLATES.spread(random.Random(3), 50)) == MADE[:50]
    assert list(TEMPLATES.spread(random.Random(4), 50)) != MADE[:50]


def test_sentences_are_filled_and_each_in_its_language() -> None:
    for made in (*MADE, *TEMPLATES.phrases(random.Random(3), 500)):
        assert not re.search("[{}|]", made.zh + made.en + made.en_trained)
        assert not re.search("[\\u4e00-\\u9fff]", made.en + made.en_trained)
        assert "  " not in made.en


def test_no_template_makes_a_sentence_of_a_shipped_report() -> None:
    assert TEMPLATES.copying(SHIPPED) == []
    assert not {made.zh for made in MADE} & {text for text in SHIPPED if len(text) > 20}
    assert not [made.zh for made in MADE if any(name in made.zh for name in TEMPLATES.reserved)]


def test_a_copy_would_be_found() -> None:
    source = "园区累计引进项目86个，其中亿元以上项目54个、十亿元以上项目6个。"
    assert TEMPLATES.copying([source, "天气很好。"]) == [source]


def test_the_flaws_are_those_that_the_repair_is_for() -> None:
    flawed = [made for made in MADE if made.en != made.en_trained]
    assert 0.3 < len(flawed) / len(MADE) < 0.8
    assert any("acres" in made.en_trained and "mu" in made.en and "亩" in made.zh for made in flawed)
    assert not [made for made in MADE if "acre" in made.en.replace("acreage", "")]


@pytest.mark.parametrize(("kind", "unit"), [("yi", "亿元"), ("yislip", "亿元"), ("wanyuan", "万元")])
def test_the_english_states_the_amount_of_the_chinese(kind: str, unit: str) -> None:
    state = random.Random(5)
    for _ in range(200):
        made = sentences.NUMBERS[kind](state)
        (quantity,) = parse_chinese(made.zh)
        number, *word = made.en.removesuffix(" yuan").split()
        scale = {"million": 1e6, "billion": 1e9}[word[0]] if word else 1
        assert float(number.replace(",", "")) * scale == pytest.approx(quantity.value)
        assert made.zh.endswith(unit)


def test_a_number_is_written_as_reports_write_it() -> None:
    written = [sentences.english(number) for number in (84_000, 2_180_000, 105_260_000_000)]
    assert written == ["84,000", "2.18 million", "105.26 billion"]
