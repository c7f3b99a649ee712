"""The text of the throughput benchmark: made anew alike, as long as asked, without repeats a cache could use."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent.parent


def load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_corpus", ROOT / "eval" / "bench" / "corpus.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


corpus = load()
TEXTS = corpus.reports(ROOT / "eval" / "sets" / "reports")


def test_there_are_reports_to_vary() -> None:
    assert len(TEXTS) >= 2


@pytest.mark.parametrize("make", [corpus.varied, corpus.paragraphs])
def test_the_same_seed_makes_the_same_text(make: object) -> None:
    assert callable(make)
    assert list(make(TEXTS, 200_000, 7)) == list(make(TEXTS, 200_000, 7))
    assert list(make(TEXTS, 200_000, 7)) != list(make(TEXTS, 200_000, 8))


@pytest.mark.parametrize("size", [1, 50_000, 400_000])
def test_it_is_as_long_as_asked_and_hardly_longer(size: int) -> None:
    reports, paragraphs = list(corpus.varied(TEXTS, size)), list(corpus.paragraphs(TEXTS, size))
    assert size <= sum(len(text.encode()) for text in reports) < size + max(len(text.encode()) for text in reports) + 1
    assert size <= sum(len(text.encode()) for text in paragraphs) < size + 5_000


def test_no_paragraph_repeats_another() -> None:
    rows = list(corpus.paragraphs(TEXTS, 2_000_000))
    assert len(set(rows)) == len(rows)
    assert all(row.strip() for row in rows)


def test_what_cannot_be_varied_is_an_error() -> None:
    with pytest.raises(ValueError, match="bytes of paragraphs that differ"):
        list(corpus.paragraphs(["The park is open.\n"], 1_000))


def test_numbers_and_names_vary_and_years_stay() -> None:
    text = "In 2023 the town of Linshui built 1,250 homes and 45.5 km of road in 3 villages.\n"
    made = list(corpus.varied([text], 100 * len(text)))
    homes = {re.findall(r"built ([\d,]+) homes and ([\d.]+) km", one)[0] for one in made}
    assert len(homes) > 90
    assert len({re.findall(r"town of (\w+)", one)[0] for one in made}) > 10
    assert all("In 2023 the" in one and "in 3 villages" in one for one in made)


def test_common_words_are_no_names() -> None:
    text = "Parks grew in Linshui. The parks grew.\n"
    assert all(one.startswith("Parks grew") for one in corpus.varied([text], 50 * len(text)))
