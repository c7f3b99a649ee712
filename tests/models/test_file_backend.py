from pathlib import Path

import pytest

from yiwen.errors import ModelError
from yiwen.models import load_summarizer, load_translator
from yiwen.types import Passage


def _file(tmp_path: Path, text: str, name: str = "mt.txt") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return f"file:{tmp_path / name}"


def test_lines_go_to_passages_by_number_whatever_the_order_of_asking(tmp_path: Path) -> None:
    translator = load_translator(_file(tmp_path, "One\n\nTwo\nThree\n"))
    made = translator.translate([Passage("三", 2), Passage("一", 0)])
    assert [one.text for one in made] == ["Three", "One"]
    assert translator.name == "file:mt.txt"


def test_rows_are_read_too(tmp_path: Path) -> None:
    rows = '{"id": 1, "mt": "One"}\n{"id": 2, "translation": "Two"}\n'
    made = load_translator(_file(tmp_path, rows, "mt.jsonl")).translate([Passage("一", 0), Passage("二", 1)])
    assert [one.text for one in made] == ["One", "Two"]


def test_too_few_lines_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"holds 1 translations, but there are more paragraphs"):
        load_translator(_file(tmp_path, "One\n")).translate([Passage("二", 1)])


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mt.txt", "\n", "holds no translations"),
        ("mt.jsonl", '{"src": "x"}\n', "mt.jsonl:1: has no text in 'mt'"),
        ("mt.jsonl", "One\n", "mt.jsonl:1: is no JSON row"),
    ],
)
def test_a_file_that_holds_none_is_told(name: str, text: str, message: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=message):
        load_translator(_file(tmp_path, text, name))


def test_a_file_that_is_not_there_and_another_task_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="No such file"):
        load_translator(f"file:{tmp_path / 'none.txt'}")
    with pytest.raises(ModelError, match="is for translation, not summarization"):
        load_summarizer(_file(tmp_path, "One\n"))
