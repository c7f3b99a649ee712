"""Persons of real texts: right surnames are left alone in any spelling, another surname is told."""

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from yiwen.checks.names_beside import spot_misread_names
from yiwen.checks.reading import Reading
from yiwen.checks.surnames import spot_surnames
from yiwen.text.romanize import letters
from yiwen.text.script import comparable
from yiwen.text.surnames import surnames_before
from yiwen.types import Segment

TOLD_OF_PLANTED = 0.95
WRONG_IN_THE_OUTPUTS = {"骆晓飞", "须成忠"}  # the only names that the 12 systems give to somebody else
MISREAD_IN_THE_OUTPUTS = set(  # read by eye
    """田霏宇 周帙恒 罗冠聪 冠聪 高文成 王守宝 李效良 叶红专 南晓楼 王玉翠 张忠谋 周润健 胡盼盼 羊行屮 任溶溶 董雁南
    朱丽兰 明亚 小雨伞""".split()
)
FALSE_ALARMS = {"际行"}
MISREAD_IN_THE_REFERENCES = {"陈凯先"}
FULL_NAME = re.compile(r"(?<![\w-])(?P<surname>[A-Z][a-z]{1,5}) (?P<given>[A-Z][a-z]{4,11})(?![\w’'-])(?! [A-Z])")
COMMON = "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo".split()


@pytest.fixture(scope="module")
def segments(data: Path) -> list[Segment]:
    lines = (data / "wmt22" / "segments.jsonl").read_text("utf-8").splitlines()
    rows = list(map(json.loads, lines))
    return [Segment(row["id"], row[side], row["src"]) for side in ("ref", "ref_b") for row in rows if row[side]]


def told(segments: list[Segment], spot=spot_surnames) -> list[str]:
    reading = Reading("d", "jsonl", tuple(segments))
    return [spotted.src_span.of(segments[spotted.segment].src) for spotted in spot(reading)]


def test_references_name_everybody_by_the_right_surname(segments: list[Segment], data: Path) -> None:
    assert told(segments) == []
    chapters = map(json.loads, (data / "wmt25" / "documents.jsonl").read_text("utf-8").splitlines())
    paragraphs = [
        Segment(chapter["id"], en, zh)
        for chapter in chapters
        for zh, en in zip(chapter["src"].split("\n"), chapter["ref"].split("\n"), strict=True)
    ]
    assert told(paragraphs) == []


def test_what_is_told_of_systems_is_true(segments: list[Segment], data: Path) -> None:
    sources = segments[: len(segments) // 2]
    for path in sorted((data / "wmt22" / "outputs").glob("*.txt")):
        outputs = path.read_text("utf-8").split("\n")
        assert set(told([Segment(s.id, outputs[int(s.id) - 1], s.src) for s in sources])) <= WRONG_IN_THE_OUTPUTS


def test_what_is_told_of_given_names_is_true(segments: list[Segment], data: Path) -> None:
    assert set(told(segments, spot_misread_names)) == MISREAD_IN_THE_REFERENCES
    sources = segments[: len(segments) // 2]
    for path in sorted((data / "wmt22" / "outputs").glob("*.txt"))[::3]:
        outputs = path.read_text("utf-8").split("\n")
        found = told([Segment(s.id, outputs[int(s.id) - 1], s.src) for s in sources], spot_misread_names)
        assert set(found) <= MISREAD_IN_THE_OUTPUTS | FALSE_ALARMS
        assert sum(name in FALSE_ALARMS for name in found) <= max(1, len(found) // 10)


def test_nearly_every_planted_surname_is_told(segments: list[Segment]) -> None:
    planted = list(_planted(segments, random.Random(22)))
    found = [bool(told([segment])) for segment in planted]
    assert len(found) > 100
    assert sum(found) >= TOLD_OF_PLANTED * len(found)


def _planted(segments: list[Segment], dice: random.Random) -> Iterator[Segment]:
    """Yield each full name of two characters and a surname with another surname put in its place."""
    for segment in segments:
        chinese = comparable(segment.src)
        for match in FULL_NAME.finditer(segment.mt):
            surname = _surname(match, chinese)
            if surname:
                other = dice.choice([name for name in COMMON if letters(name) not in surname.spellings])
                text = segment.mt[: match.start("surname")] + other + segment.mt[match.end("surname") :]
                yield Segment(segment.id, text, segment.src)


def _surname(match: re.Match[str], chinese: str):
    """Return the surname of the Chinese that a name gives rightly, None where it gives none."""
    from pypinyin import lazy_pinyin

    for place in range(1, len(chinese) - 1):
        surname = next(surnames_before(chinese, place), None)
        given = "".join(lazy_pinyin(chinese[place : place + 2]))
        if surname and given == match["given"].lower() and letters(match["surname"]) in surname.spellings:
            return surname
    return None
