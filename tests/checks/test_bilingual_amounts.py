"""With the Chinese beside it a figure is mended where the cause is certain, else reported; right ones stay."""

import re
from collections.abc import Collection, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.checks import check_document
from yiwen.text.edits import undo
from yiwen.text.revise import revise
from yiwen.types import Document, Finding, Fix, Revision, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

RULES = {
    "figure-scale",
    "figure-unit",
    "figure-differs",
    "percent-for-points",
    "times-off-by-one",
    "bound-reversed",
    "figure-missing",
    "figure-added",
}


def document(zh: str, en: str) -> Document:
    return Document("d", "jsonl", (Segment("1", en, zh),))


def found(zh: str, en: str) -> list[Finding]:
    return [finding for finding in check_document(document(zh, en))[0] if finding.rule in RULES]


def check(read: Document, only: Collection[int] | None = None) -> Sequence[Sequence[Finding]]:
    return check_document(read)


def fixed(zh: str, en: str) -> Revision:
    (revision,) = revise(document(zh, en), check)
    return revision


@pytest.mark.parametrize(
    ("zh", "en", "wanted"),
    [
        ("湿地面积2.37万公顷。", "The wetland covers 237,000 hectares.", "The wetland covers 23,700 hectares."),
        ("湿地面积2.37万公顷。", "The wetland covers 23.7 million hectares.", "The wetland covers 23,700 hectares."),
        ("湿地面积2.37万公顷。", "The wetland covers 237,000ha.", "The wetland covers 23,700 ha."),
        ("受益群众46万人。", "It benefits 46 people. Million.", "It benefits 460,000 people."),
        ("受益群众46万人。", "It benefits 4.600,00 people.", "It benefits 460,000 people."),
        ("投资35亿元。", "They invested 35 billion yuan.", "They invested 3.5 billion yuan."),
        ("投资35亿元。", "They invested RMB 350 million.", "They invested RMB 3.5 billion."),
        ("打造千亿元产业带。", "A thousand-billion-yuan belt will form.", "A 100-billion-yuan belt will form."),
        ("打造千亿元产业带。", "It is worth a thousand billion yuan.", "It is worth 100 billion yuan."),
        ("近三成企业亏损。", "Nearly three percent of firms lose money.", "Nearly thirty percent of firms lose money."),
        ("一座8万平方米的商场", "an 800,000-square-meter mall", "an 80,000-square-meter mall"),
        ("一座9万平方米的商场", "an 80 square-meter mall", None),
        ("一座9万平方米的商场", "a 900,000-square-meter mall", "a 90,000-square-meter mall"),
        ("新建公寓1.1万套。", "It built a 1.1 million-unit block.", "It built an 11,000-unit block."),
        ("发电4500万度。", "It generated 45 million degrees.", "It generated 45 million kilowatt-hours."),
        ("种果树300公顷。", "They planted 300 acres of fruit trees.", "They planted 300 hectares of fruit trees."),
        ("总投资50亿元。", "The total is $5 billion.", "The total is 5 billion yuan."),
        ("一个60亿元的项目", "a US$6 billion project", "a 6-billion-yuan project"),
        ("增速提高2个百分点。", "Growth rose 2%.", "Growth rose 2 percentage points."),
        ("事故率降到千分之三。", "The accident rate fell to 3 percent.", "The accident rate fell to 0.3 percent."),
        ("水坝高185米。", "The dam is 185 feet high.", "The dam is 185 meters high."),
        ("装机50万千瓦。", "The capacity is 50 MW.", "The capacity is 500 MW."),
        ("培训农民三万人次。", "It trained 3,000 farmers.", "It trained 30,000 farmers."),
        ("2亿、5亿和8亿元", "2 billion, 5 billion and 8 billion yuan", "200 million, 500 million and 800 million yuan"),
        ("增速降低1个百分点", "a 1% reduction in growth", "a 1-percentage-point reduction in growth"),
    ],
)
def test_a_certain_slip_is_mended(zh: str, en: str, wanted: str | None) -> None:
    revision = fixed(zh, en)
    assert revision.after == (wanted or en)
    assert undo(revision.after, revision.edits) == en
    assert fixed(zh, revision.after).edits == ()


@pytest.mark.parametrize(
    ("zh", "en", "rule"),
    [
        ("甲地45亩，乙地4500亩。", "One plot has 450 mu, the other is larger.", "figure-scale"),
        ("增长2倍。", "It increased two times.", "times-off-by-one"),
        ("超过300家企业参展。", "Nearly 300 firms took part.", "bound-reversed"),
        ("新增岗位5400个，成效显著。", "New jobs were added.", "figure-missing"),
        ("新增大量岗位。", "It added 5,400 new jobs.", "figure-added"),
        ("派出二三十人。", "Three to four hundred were sent.", "figure-differs"),
        ("工期2至5年。", "The works take 20 to 50 years.", "figure-differs"),
        ("向美国出口，货值50亿元。", "Exports to the United States are worth $5 billion.", "figure-unit"),
    ],
)
def test_what_is_not_certain_is_reported(zh: str, en: str, rule: str) -> None:
    findings = found(zh, en)
    assert rule in {finding.rule for finding in findings}
    assert all(finding.fix is not Fix.SAFE for finding in findings)
    assert all(finding.observed == finding.span.of(en) for finding in findings)


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("7月8日发放券150万张。", "On July 8,1.5 million vouchers were issued."),
        ("确诊41.4万例。", "414, 000 cases were confirmed."),
        ("上世纪80年代，人口3万。", "In the 1980s it had 30,000 people."),
        ("第十七条 建设党的百年基业，二十四节气", "Article 17: a cause of 100 years and the 24 solar terms"),
        ("不会超过300元。", "It costs at most 300 yuan."),
        ("門票80元。", "Tickets are HK$80."),
        ("商鋪面積500平方呎。", "The shop has 500 square feet."),
        ("涨了1美元。", "It rose by a dollar."),
        ("征地8505亩。", "It acquired 567 hectares (1,401 acres)."),
        ("走了几千公里。", "It went thousands of miles."),
        ("派出二三十人。", "Two or three dozen were sent."),
        ("在2017年底增至50亿元。", "It grew at the end of 2017 to RMB 5 billion."),
    ],
)
def test_right_figures_are_left_alone(zh: str, en: str) -> None:
    assert found(zh, en) == []
    assert fixed(zh, en).edits == ()


def test_acres_that_were_converted_stay_and_others_become_mu() -> None:
    finder = Finder(Settings())
    for en, wanted in (
        ("1,401 acres", "1,401 acres"),
        ("8,505 acres", "8,505 mu"),
        ("85.05 million acres", "8,505 mu"),
    ):
        (revision,) = fix_document(document("完成征地8505亩。", f"It acquired {en} of land."), finder)
        assert revision.after == f"It acquired {wanted} of land."


def test_a_finding_tells_where_the_chinese_stands() -> None:
    zh = "全年产茶2.37万吨，出口380吨。"
    (finding,) = found(zh, "It grew 237,000 tons of tea and exported 380 tons.")
    assert finding.src_span is not None
    assert finding.src_span.of(zh) == "2.37万吨"


def test_without_the_chinese_nothing_is_said() -> None:
    assert [
        f for f in check_document(Document("d", "txt", (Segment("1", "237,000 hectares"),)))[0] if f.rule in RULES
    ] == []


UNITS = [("公顷", "hectares"), ("万元", "yuan"), ("吨", "tons"), ("亩", "mu"), ("人", "people"), ("%", "percent")]
AMOUNTS = st.lists(
    st.tuples(st.integers(11, 99_999), st.sampled_from(["", "万", "亿"]), st.sampled_from(UNITS), st.integers(-3, 3)),
    min_size=1,
    max_size=4,
)


def sides(amounts: list[tuple[int, str, tuple[str, str], int]]) -> tuple[str, str]:
    """Return a Chinese text and an English one in which figures are off by powers of ten."""
    scales = {"": 1.0, "万": 1e4, "亿": 1e8}
    zh = "，".join(f"有{n}{scale}{unit}" for n, scale, (unit, _), _ in amounts)
    en = ", ".join(
        f"{n * scales[scale] * (1e4 if unit == '万元' else 1) * 10.0**power:,.15g} {name}"
        for n, scale, (unit, name), power in amounts
    )
    return zh, f"There are {en}."


@settings(max_examples=60, deadline=None)
@given(AMOUNTS)
def test_digits_change_only_where_a_finding_says_so(amounts: list[tuple[int, str, tuple[str, str], int]]) -> None:
    zh, en = sides(amounts)
    revision = fixed(zh, en)
    assert undo(revision.after, revision.edits) == en
    assert all(set(edit.rule.split("+")) <= RULES for edit in revision.edits if re.search(r"\d", edit.before))
    assert fixed(zh, revision.after).edits == ()


@settings(max_examples=40, deadline=None)
@given(AMOUNTS)
def test_right_figures_are_never_mended(amounts: list[tuple[int, str, tuple[str, str], int]]) -> None:
    zh, en = sides([(n, scale, unit, 0) for n, scale, unit, _ in amounts])
    assert fixed(zh, en).edits == ()


def test_a_tier_of_amounts_that_slipped_together_is_reported_and_none_is_mended() -> None:
    src = "引进亿元以上项目54个、十亿元以上项目6个。"
    mt = "It attracted 54 projects of over one billion yuan and 6 of over 10 billion yuan."
    (findings,) = check_document(Document("a", "txt", (Segment("1", mt, src),)))
    told = {(f.observed, f.suggestion, f.fix) for f in findings if f.rule == "figure-scale"}
    assert told == {("one billion", "100 million", Fix.REVIEW), ("10 billion", "1 billion", Fix.REVIEW)}
