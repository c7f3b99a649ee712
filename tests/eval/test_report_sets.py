import json
import re
from collections import Counter
from pathlib import Path

import pytest

from yiwen.eval.corpus import read_hypotheses, read_references
from yiwen.eval.metrics import score
from yiwen.resources import data_folder

FOLDER = data_folder("eval/sets") / "reports"
FILES = sorted(FOLDER.glob("*.jsonl"))
README = (FOLDER / "README.md").read_text(encoding="utf-8")

HAN = re.compile(r"[\u3400-\u9fff]")
LEFT_IN_CHINESE = {"04-15", "12-14"}

each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def _rows(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ROWS = [row for path in FILES for row in _rows(path)]


def test_there_are_twelve_reports_and_at_least_150_segments() -> None:
    assert len(FILES) == 12
    assert len(ROWS) >= 150
    assert len(_rows(FILES[0])) >= 15


def test_every_id_and_every_text_is_there_once() -> None:
    assert max(Counter(row["id"] for row in ROWS).values()) == 1
    for side in ("src", "mt", "ref"):
        repeated = [text for text, times in Counter(row[side] for row in ROWS).items() if times > 1]
        assert not repeated


@each_file
def test_rows_are_complete_and_belong_to_their_file(path: Path) -> None:
    for number, row in enumerate(_rows(path), 1):
        assert list(row) == ["id", "doc", "src", "mt", "ref"]
        assert row["doc"] == path.stem
        assert row["id"] == f"{path.stem[:2]}-{number:02}"
        assert all(value and value == value.strip() and "\n" not in value for value in row.values())


@each_file
def test_a_report_has_the_size_of_a_short_report(path: Path) -> None:
    assert 12 <= len(_rows(path)) <= 16


@each_file
def test_the_text_beside_the_rows_is_their_machine_output(path: Path) -> None:
    text = path.with_suffix(".mt.txt").read_bytes().decode("utf-8")
    assert text == "\n\n".join(row["mt"] for row in _rows(path)) + "\n"


def test_nothing_else_lies_in_the_folder() -> None:
    expected = {name for path in FILES for name in (path.name, f"{path.stem}.mt.txt")} | {"README.md"}
    assert {path.name for path in FOLDER.iterdir()} == expected


def test_the_languages_are_where_they_belong() -> None:
    assert {row["id"] for row in ROWS if HAN.search(row["mt"])} == LEFT_IN_CHINESE
    assert not [row["id"] for row in ROWS if HAN.search(row["ref"])]
    assert not [
        row["id"] for row in ROWS if not HAN.search(row["src"]) and not re.fullmatch(r"[\d年月日 ]+", row["src"])
    ]
    assert all(f"`{identifier}`" in README for identifier in LEFT_IN_CHINESE)


def test_the_readme_counts_the_reports_and_segments() -> None:
    assert f"{len(FILES)} short local-government reports, {len(ROWS)} segments" in README
    told = dict(re.findall(r"^\| `([\w-]+)` \|.*\| (\d+) \|$", README, re.MULTILINE))
    assert told == {path.stem: str(len(_rows(path))) for path in FILES}


def test_readme_says_which_quotes_are_curly() -> None:
    assert {row["doc"] for row in ROWS if re.search("[“”]", row["mt"])} == {"08-rural-and-farming"}


MONTHS = ["January", "February", "March", "April", "May", "June", "July"]
MONTHS += ["August", "September", "October", "November", "December"]
WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
DIGITS = "一二三四五六七八九"


def _figures_of_chinese(text: str) -> Counter[float]:
    scales = {"万": 1e4, "亿": 1e8}
    figures = re.findall(r"(?<![A-Za-z\d.])(\d[\d,]*(?:\.\d+)?)([万亿]?)", text)
    values = [float(figure.replace(",", "")) * scales.get(scale, 1) for figure, scale in figures]
    tenths = re.findall(rf"([{DIGITS}])成([{DIGITS}半]?)", text)
    values += [
        10 * (1 + DIGITS.index(ten)) + (5 if one == "半" else 1 + DIGITS.find(one or "〇")) for ten, one in tenths
    ]
    return Counter(round(value, 3) for value in values)


def _figures_of_english(text: str) -> Counter[float]:
    scales = {"million": 1e6, "billion": 1e9, "megawatts": 1e3}
    figures = re.findall(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)(?: (million|billion|megawatts))?", text)
    values = [float(figure.replace(",", "")) * scales.get(scale, 1) for figure, scale in figures]
    for words in (MONTHS, WORDS):
        values += [words.index(word) + 1 for word in re.findall(r"[A-Za-z]+", text) if word in words]
    values += [WORDS.index(word.lower()) + 1 for word in re.findall(r"[A-Z][a-z]+", text) if word.lower() in WORDS]
    values += [14] * text.count("Fourteen ")
    return Counter(round(value, 3) for value in values)


@each_file
def test_references_give_every_figure_of_the_chinese(path: Path) -> None:
    for row in _rows(path):
        missing = _figures_of_chinese(row["src"]) - _figures_of_english(row["ref"])
        assert not missing, row["id"]


def test_figures_are_read_in_both_languages() -> None:
    assert _figures_of_chinese("PM2.5降至1.2万，共3,400.5亿元，九成二、七成半") == Counter(
        [12_000, 340_050_000_000, 92, 75]
    )
    assert _figures_of_english("In March, 1.2 million and three new sites, 45 megawatts") == Counter(
        [3, 1_200_000, 3, 45_000]
    )


def test_the_set_can_be_scored_and_its_machine_output_is_far_from_the_references() -> None:
    hypotheses = [segment for path in FILES for segment in read_hypotheses(path)]
    references = [segment for path in FILES for segment in read_references(path)]
    assert all(5 < each.value < 80 for each in score(hypotheses, [references]))
