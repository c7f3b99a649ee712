"""What only one side has, on small cases of every sort: told where it is so, silent where the English says it all."""

import pytest

from yiwen.checks import check_document
from yiwen.types import Document, Fix, Segment, Severity

RULES = {
    "omission", "addition", "latin-name-missing", "figure-missing", "figure-added", "name-missing", "name-added",
}  # fmt: skip

ROADS = (
    "全年新改建农村公路186公里，23个偏远村庄通上了客车。",
    "Over the year 186 km of rural roads were built or rebuilt, and buses now reach 23 remote villages.",
)
WATER = (
    "我们加快推进城乡供水一体化，新建水厂3座，群众喝上了放心水。",
    (
        "We sped up the integration of urban and rural water supply and built three waterworks, so that people have "
        "safe water to drink."
    ),
)
SCHOOLS = (
    "教育投入持续加大，又有4所学校迁入新址，课后服务覆盖所有小学。",
    (
        "Spending on education kept rising: another four schools moved to new sites, and after-class services cover "
        "every primary school."
    ),
)
FARMS = (
    "坚决守住耕地红线，建成高标准农田7.2万亩，粮食总产稳中有升。",
    (
        "We held the red line of arable land firmly, completed 72,000 mu of high-standard farmland, and grain output "
        "rose steadily."
    ),
)
AIR = (
    "大气污染防治成效明显，空气质量优良天数比例达到91.5%。",
    "The prevention and control of air pollution had marked effect: days of good air quality made up 91.5 percent.",
)
ADDED = (
    "Visitors who wish to learn more are warmly invited to call at the information desk beside the main entrance, "
    "where brochures in several languages are kept."
)
STORY = (WATER, SCHOOLS, FARMS, AIR)


def told(*rows):
    segments = tuple(Segment(str(number), mt, src) for number, (src, mt) in enumerate(rows, 1))
    found = check_document(Document("d", "jsonl", segments))
    return [finding for row in found for finding in row if finding.rule in RULES]


def text(*pairs):
    return "".join(zh for zh, _ in pairs), " ".join(en for _, en in pairs)


def without(pairs, left_out):
    """Return the row of all sentences but with the English of one left out."""
    zh, _ = text(*pairs)
    return zh, " ".join(en for number, (_, en) in enumerate(pairs) if number != left_out)


def with_more(pairs, place, more):
    zh, _ = text(*pairs)
    sentences = [en for _, en in pairs]
    return zh, " ".join((*sentences[:place], more, *sentences[place:]))


LEFT_OUT = {
    "first of four": (without(STORY, 0), WATER[0]),
    "second of four": (without(STORY, 1), SCHOOLS[0]),
    "third of four": (without(STORY, 2), FARMS[0]),
    "last of four": (without(STORY, 3), AIR[0]),
    "last of two": (without((ROADS, WATER), 1), WATER[0]),
    "first of two": (without((ROADS, WATER), 0), ROADS[0]),
    "middle of three": (without((AIR, ROADS, SCHOOLS), 1), ROADS[0]),
    "middle of five": (without((ROADS, *STORY), 2), SCHOOLS[0]),
}


@pytest.mark.parametrize(("row", "zh"), LEFT_OUT.values(), ids=LEFT_OUT)
def test_a_sentence_left_out_is_told_with_its_chinese(row, zh):
    omissions = [finding for finding in told(row) if finding.rule == "omission"]
    assert [finding.src_span.of(row[0]) for finding in omissions] == [zh]
    assert all(finding.fix is Fix.NEVER and finding.severity is Severity.WARNING for finding in omissions)


PUT_IN = {
    "at the head of two": with_more((ROADS, WATER), 0, ADDED),
    "between two": with_more((WATER, AIR), 1, ADDED),
    "at the end of two": with_more((SCHOOLS, FARMS), 2, ADDED),
    "after one": with_more((AIR,), 1, ADDED),
    "within four": with_more(STORY, 2, ADDED),
}


@pytest.mark.parametrize("row", PUT_IN.values(), ids=PUT_IN)
def test_a_sentence_put_in_is_told(row):
    (finding,) = told(row)
    assert (finding.rule, finding.observed) == ("addition", ADDED)
    assert [finding.observed for finding in told(ROADS, ("", ADDED))] == [ADDED]


ONE_SIDED = {
    "a figure missing": ((ROADS[0], ROADS[1].replace("23 remote", "remote")), "figure-missing", "23"),
    "an area missing": ((FARMS[0], FARMS[1].replace("72,000 mu of ", "")), "figure-missing", "7.2万亩"),
    "a share missing": ((AIR[0], AIR[1].replace("made up 91.5 percent", "rose")), "figure-missing", "91.5%"),
    "a figure added": ((WATER[0], WATER[1].replace("three waterworks", "three waterworks for 1,750 households")),
                       "figure-added", None),
    "a share added": ((SCHOOLS[0], SCHOOLS[1].replace("rising", "rising, by 12.5 percent")), "figure-added", None),
    "a make missing": (("引进TriCore产线。", "A production line was brought in."), "latin-name-missing", "TriCore"),
    "a standard missing": (("产品通过ROHS认证。", "The products passed certification."), "latin-name-missing", "ROHS"),
    "a person added": (("他强调要抓好落实。", "Wang Haoran stressed the work."), "name-added", None),
    "another person added": (("市长李建国出席。", "Mayor Li Jianguo and Gao Wenjing attended."), "name-added", None),
}  # fmt: skip


@pytest.mark.parametrize(("row", "rule", "zh"), ONE_SIDED.values(), ids=ONE_SIDED)
def test_a_figure_or_name_of_one_side_is_told(row, rule, zh):
    (finding,) = told(row)
    assert finding.rule == rule
    assert finding.fix is Fix.NEVER
    if zh:
        assert finding.src_span.of(row[0]).startswith(zh)


def test_a_person_known_from_elsewhere_in_the_document_is_missed():
    named = ("市长李建国出席。", "Mayor Li Jianguo attended.")
    (finding,) = told(named, ("李建国强调要抓好落实。", "It was stressed that the work must be done."))
    assert (finding.rule, finding.src_span) == ("name-missing", told(named, ("李建国强调。", "It was."))[0].src_span)
    assert told(named, ("李建国强调要抓好落实。", "Li stressed that the work must be done.")) == []
    assert told(named, ("李建国强调要抓好落实。", "Lee Jianguo stressed that the work must be done.")) == []
    assert told(named, ("他强调要抓好落实。", "Li Jianguo stressed that the work must be done.")) == []


WHOLE = {
    "as it stands": text(ROADS, *STORY),
    "two sentences in one": (ROADS[0] + WATER[0], f"{ROADS[1][:-1]}, and {WATER[1][0].lower()}{WATER[1][1:]}"),
    "one sentence in two": (
        FARMS[0],
        (
            "We held the red line of arable land firmly. We completed 72,000 mu of high-standard farmland. Grain "
            "output rose steadily."
        ),
    ),
    "two sentences in the other order": (ROADS[0] + WATER[0], f"{WATER[1]} {ROADS[1]}"),
    "briefer than usual": (SCHOOLS[0], "More was spent on schools: four moved, and after-class services reach all."),
    "wordier than usual": (
        AIR[0],
        (
            "The work of preventing and of controlling the pollution of the air had an effect that is plain to see: "
            "the share of the days of the year on which the quality of the air was good came to 91.5 percent."
        ),
    ),
    "a heading": ("一、今年以来的主要工作", "I. Main work this year"),
    "a figure in words": (("新建水厂12座。"), "Twelve waterworks were built."),
    "another scale": (("总投资1.2亿元。"), "The investment totals 120 million yuan."),
    "an abbreviation written out": ("推广分布式账本（DLT）。", "The distributed ledger technology was promoted."),
    "letters with a hyphen": ("引进TriCore产线。", "A Tri-Core line was brought in."),
    "a person by surname": ("李建国说，李建国会来。", "Li Jianguo said that Li would come."),
    "a Cantonese name": ("陳茂波致辭。", "Paul Chan Mo-po delivered a speech."),
    "a place and a dynasty": ("西安的城墙建于明代。", "The wall of Xi'an dates from the Ming Dynasty."),
    "a list": ("一是修路，二是建校，三是通水。", "First, build roads; second, build schools; third, supply water."),
    "a person's post": ("李市长说，会抓好落实。", "The mayor said that the work would be done."),
}


@pytest.mark.parametrize("row", WHOLE.values(), ids=WHOLE)
def test_what_is_all_there_is_left_alone(row):
    assert told(row) == []


def test_a_place_known_from_elsewhere_in_the_document_is_missed():
    named = ("李家庄大桥开工。", "Lijiazhuang Bridge was begun.")
    (finding,) = told(named, ("李家庄大桥按期通车。", "Li Village's big bridge opened on time."))
    assert finding.rule == "name-missing"
    assert "李家庄大桥" in finding.message
    assert "('Lijiazhuang' in segment 1)" in finding.message
    assert told(named, ("李家庄大桥按期通车。", "The bridge of Li-jia-zhuang, Lijiazhuang, opened.")) == []
    assert told(named, ("大桥按期通车。", "The bridge opened.")) == []


@pytest.mark.parametrize(
    ("named", "translated"),
    [
        (
            ("大湾区规划获批。", "The Dawan Area plan was approved."),
            ("大湾区建设提速。", "The Greater Bay Area is built faster."),
        ),
        (("西湖区新建学校。", "Xihu District built schools."), ("西湖区引进人才。", "West Lake District drew talent.")),
        (("新港镇受灾。", "Xingang Town was hit."), ("新港镇灾后重建。", "New Harbor Town is being rebuilt.")),
    ],
)
def test_a_place_whose_name_was_put_into_words_is_there(named, translated):
    assert told(named, translated) == []
    assert told(named, (translated[0], "Much was done there.")) != []
