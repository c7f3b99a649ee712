"""A termbase that writes every term like a heading is read in small letters; names and abbreviations stay."""

import pytest

from yiwen.glossary.entry import Entry
from yiwen.glossary.inflect import title_case
from yiwen.glossary.letter_case import in_running_text

PAIRS = {
    "泵站": "pumping station",
    "干渠": "main canal",
    "水文站": "gauging station",
    "渡口": "ferry landing",
    "渔船": "fishing boat",
    "盐田": "salt pan",
    "果园": "fruit orchard",
    "粮仓": "grain store",
    "茶园": "tea garden",
    "牧场": "grazing land",
    "苗圃": "tree nursery",
    "集市": "rural market",
    "村医": "village doctor",
    "校车": "school bus",
    "路灯": "street lamp",
    "桥墩": "bridge pier",
    "闸门": "sluice gate",
    "水价": "water price",
    "水质": "water quality",
    "水权": "water right",
}


def small(write, more: dict[str, str]) -> list[str]:
    pairs = {**{zh: write(en) for zh, en in PAIRS.items()}, **more}
    entries = [Entry(id=zh, zh=(zh,), en=(en,), user=True, domain="t") for zh, en in pairs.items()]
    return [entry.en[0] for entry in in_running_text(entries)]


@pytest.mark.parametrize("write", [title_case, str.capitalize, str.upper])
def test_terms_are_read_in_small_letters(write) -> None:
    assert small(write, {}) == list(PAIRS.values())


@pytest.mark.parametrize(
    ("zh", "written", "read"),
    [
        ("水利局", "Water Bureau", "Water Bureau"),
        ("水利局", "Water bureau", "Water Bureau"),
        ("防洪法", "FLOOD CONTROL LAW", "Flood Control Law"),
        ("灌溉方法", "Irrigation Method", "irrigation method"),
        ("长江鱼", "Yangtze Fish", "Yangtze fish"),
        ("凤桥经验", "Fengqiao Model", "Fengqiao Model"),
        ("春节", "Spring Festival", "Spring Festival"),
        ("国务院", "State Council", "State Council"),
        ("宁波港", "Ningbo Port", "Ningbo Port"),
        ("薄弱环节", "Weak Link", "weak link"),
        ("研发点", "R&D Site", "R&D site"),
        ("甲级站", "Grade A Station", "grade A station"),
        ("网店", "E-commerce Shop", "e-commerce shop"),
        ("病区", "ICU Ward", "ICU ward"),
        ("病区", "ICU WARD", "ICU ward"),
        ("艾滋", "HIV/AIDS", "HIV/AIDS"),
    ],
)
def test_names_and_abbreviations_stay(zh: str, written: str, read: str) -> None:
    assert small(title_case, {zh: written})[-1] == read


def test_where_some_terms_are_small_capitals_say_something() -> None:
    some = dict(list(PAIRS.items())[:3])
    assert small(title_case, {f"{zh}二": en for zh, en in some.items()})[0] == "Pumping Station"


def test_a_few_terms_tell_nothing() -> None:
    entries = [Entry(id=zh, zh=(zh,), en=(title_case(en),), user=True) for zh, en in list(PAIRS.items())[:19]]
    assert in_running_text(entries) == tuple(entries)
