"""Names held against the Chinese: a mistaken sound is told, right readings and foreign names are left alone."""

from functools import partial

import pytest
from name_samples import told_by

from yiwen.checks import check_document
from yiwen.text.romanize import readings, stands_for
from yiwen.types import Document, Fix, Segment, Span

told = partial(told_by, "name-misread")


@pytest.mark.parametrize(
    ("src", "mt", "finding"),
    [
        ("明远公司落户。", "Minyuan Company settled here.", ("Minyuan", "Mingyuan")),
        ("市长陈志强出席。", "Mayor Chen Ziqiang attended.", ("Ziqiang", "Zhiqiang")),
        (
            "市长陈祎出席，秘书长陈志强同行。",
            "Mayor Chen Yi came with Secretary General Chen Ziqiang.",
            ("Ziqiang", "Zhiqiang"),
        ),
        ("田霏宇说", "Tian Yuyu said", ("Yuyu", "Feiyu")),
        ("（记者周帙恒）", "(Reporter Zhou Yuheng)", ("Yuheng", "Zhiheng")),
        ("副主任叶红专出席", "Deputy director Ye Hongdi attended.", ("Hongdi", "Hongzhuan")),
        ("兰溪镇的公路通车。", "The road of Nanxi Town opened.", ("Nanxi", "Lanxi")),
    ],
)
def test_a_mistaken_sound_is_told_with_the_reading(src, mt, finding):
    assert told((src, mt)) == [finding]


@pytest.mark.parametrize(
    ("src", "mt"),
    [
        ("明远公司落户。", "Mingyuan Company settled here."),
        ("重庆的客商来了。", "Merchants from Chongqing came."),
        ("吕梁的煤。", "Coal from Lüliang, or Lvliang, or Luliang."),
        ("西安的大学。", "A university in Xi'an."),
        ("宁波与宁的合作。", "Ningbo works with Nanjing."),
        ("电影在悉尼上映。", "The film opened in Sydney; Only Fools Rush In."),
        ("李氏集团。", "Li's group is called Your Home."),
        ("李建国和李建华到会。", "Li Jianguo and Li Jianhua came."),
        ("李建到会。", "Li Jian came."),
        ("市长说，要提高建设水平。", "Gao Weimin's words are not in the Chinese."),
        ("香港特首陈冯富珍。", "Hong Kong's Margaret Chan Fung Fu-chun."),
        ("", "Nanxi Town has no Chinese beside it."),
    ],
)
def test_right_readings_and_other_names_are_left_alone(src, mt):
    assert told((src, mt)) == []


def test_a_name_with_its_end_lost_is_told_where_the_document_has_it_whole():
    whole = ("宝石制冷投产。", "Baoshi Refrigeration started production.")
    cut = ("宝石制冷扩建。", "Baos Refrigeration will expand.")
    assert told(whole, cut) == [("Baos", "Baoshi")]
    assert told(cut) == []


def test_it_is_reported_not_repaired():
    segment = Segment("1", "Minyuan Company settled here.", "明远公司落户。")
    (findings,) = check_document(Document("a", "txt", (segment,)))
    (finding,) = [f for f in findings if f.rule == "name-misread"]
    assert finding.fix is Fix.REVIEW
    assert finding.src_span == Span(0, 2)


def test_a_character_has_all_its_readings():
    assert {"chong", "zhong"} <= readings("重")
    assert {"lv", "lu"} <= readings("吕")
    assert readings("a") == frozenset()
    assert stands_for("xian", "在西安市") == Span(1, 3)
    assert stands_for("xian", "一个县") == Span(2, 3)
    assert stands_for("beijing", "南京") is None
