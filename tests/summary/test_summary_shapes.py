"""The shapes of a summary: figures, persons, headline, digest, origin, house style, both languages."""

from datetime import date

import pytest

from yiwen.errors import DocumentError
from yiwen.summary import Shape, key_figures, summarize
from yiwen.summary.bilingual import bilingual
from yiwen.summary.dates import dateline
from yiwen.summary.facts import figure_rows
from yiwen.summary.headline import title
from yiwen.summary.house import House, styled
from yiwen.summary.origin import origin
from yiwen.summary.people import people
from yiwen.summary.shapes import CHECKED, MACHINE, Wish, digest, sheet
from yiwen.summary.sheet import FigureRow
from yiwen.types import Document, Segment

_LINES = (
    "Linshui Finishes Its Dam",
    "March 4, 2024 Source: Linshui Daily",
    "This year Linshui County finished the Yan River Dam at a total cost of 640 million yuan. \
Output of the paper mills reached 31.1 billion yuan, a year-on-year increase of 5.2 percent.",
    "In 2023 the county built 14 bridges. By 2026 it will plant 3,000 mu of orchards.",
    "Party Secretary Ou Yan and Lin Mo, deputy mayor of Linshui, attended the opening. \
Municipal leaders Tao Wen, He Su and Wei Qing came too. Ou Yan spoke of trees.",
    "https://www.linshui.example/news/1.html",
)


def _document(*lines: str, name: str = "report.txt") -> Document:
    return Document(name, "txt", tuple(Segment(str(n), line) for n, line in enumerate(lines or _LINES)))


def _rows() -> dict[str, FigureRow]:
    document = _document()
    found = dateline(document)
    assert found is not None
    rows = figure_rows(document, key_figures(document, 20), found.date)
    return {row.figure.text: row for row in rows}


def test_figures_say_year_comparison_and_whether_they_are_planned() -> None:
    rows = _rows()
    assert (rows["640 million yuan"].year, rows["640 million yuan"].stage) == ("2024", "done")
    assert rows["31.1 billion yuan"].compared == "a year-on-year increase of 5.2 percent"
    assert (rows["14"].year, rows["14"].stage) == ("2023", "done")
    assert (rows["3,000 mu"].year, rows["3,000 mu"].stage) == ("2026", "planned")


def _rows_of(text: str) -> dict[str, FigureRow]:
    document = _document(text)
    rows = figure_rows(document, key_figures(document, 20), date(2025, 1, 12))
    return {row.figure.text: row for row in rows}


def test_the_year_of_what_a_figure_is_compared_with_is_not_its_own() -> None:
    rows = _rows_of("Bad loans of the bank fell to 7.3 billion yuan from 8.1 billion yuan in 2016.")
    assert (rows["7.3 billion yuan"].year, rows["7.3 billion yuan"].compared) == ("", "from 8.1 billion yuan in 2016")
    rows = _rows_of("Compared with 2023, the sales of the market rose by 4 percent.")
    assert rows["4 percent"].year == ""
    rows = _rows_of("Profits of the bank dropped by 18 percent because of a sale recorded in 2016.")
    assert rows["18 percent"].year == ""
    assert _rows_of("The output of the mill reached 9 million tons in 2024.")["9 million tons"].year == "2024"


def test_goals_are_planned_to_the_last_of_their_list_and_are_not_compared_with_one_another() -> None:
    rows = _rows_of("The goals for 2025 are: growth of revenue of 4 percent; growth of exports of 5 percent.")
    assert [(row.stage, row.compared) for row in rows.values()] == [("planned", ""), ("planned", "")]


def test_what_is_expected_of_a_year_that_is_over_is_no_plan() -> None:
    rows = _rows_of("In 2024 the revenue of the city is expected to reach 9 billion yuan.")
    assert rows["9 billion yuan"].stage == "expected"
    rows = _rows_of("In 2025 the revenue of the city is expected to reach 9 billion yuan.")
    assert rows["9 billion yuan"].stage == "planned"


def test_a_figure_that_was_exceeded_was_done() -> None:
    assert _rows_of("The sales of the market exceeded 9 million yuan.")["exceeded 9 million yuan"].stage == "done"


def test_persons_stand_once_with_their_posts_and_lists_share_one() -> None:
    document = _document()
    found = {one.name: one.post for one in people(document)}
    assert found == {
        "Ou Yan": "Party Secretary",
        "Lin Mo": "deputy mayor of Linshui",
        "Tao Wen": "Municipal leader",
        "He Su": "Municipal leader",
        "Wei Qing": "Municipal leader",
    }
    texts = {segment.id: segment.mt for segment in document.segments}
    assert all(one.span.of(texts[one.segment]) == one.name for one in people(document))


def test_a_place_is_no_person() -> None:
    assert people(_document("Director of Lin County, the mayor opened the road to Ping Town and He River.")) == ()


def test_the_headline_is_the_reports_own_cut_where_it_is_too_long() -> None:
    assert title(_document()) == "Linshui Finishes Its Dam"
    long = (
        "The symposium on investment and parks of the whole county was held in the town hall of Linshui today: "
        "Grasp the water works and improve the roads of the county"
    )
    assert title(_document(long, _LINES[2])) == "Grasp the water works and improve the roads of the county"
    assert title(_document(_LINES[2])) == ""


def test_a_saved_page_keeps_outlet_date_and_address() -> None:
    found = origin(_document())
    assert (found.outlet, found.date) == ("Linshui Daily", "March 4, 2024")
    assert found.address == "https://www.linshui.example/news/1.html"
    assert origin(_document(_LINES[3])).text == ""


@pytest.mark.parametrize(
    ("text", "house", "after"),
    [
        ("It rose 5.2% to 7 billion yuan.", House("percent", "RMB"), "It rose 5.2 percent to RMB 7 billion."),
        ("It rose 5.2 percent to RMB 7 billion.", House("%", "yuan"), "It rose 5.2% to 7 billion yuan."),
        ("A park of 3,000 mu opened.", House(land="hectares"), "A park of 3,000 mu (200 hectares) opened."),
        ("A 3,000-mu park opened.", House(land="hectares"), "A 3,000-mu park opened."),
        ("It costs 5 US dollars.", House("%", "RMB", "hectares"), "It costs 5 US dollars."),
        ("It rose 5.2% on 3 mu.", House(), "It rose 5.2% on 3 mu."),
    ],
)
def test_house_style_spells_figures_and_changes_none(text: str, house: House, after: str) -> None:
    styled_text, marks = styled(text, house)
    assert styled_text == after
    assert all(mark.of(after).startswith("(") for mark in marks)
    assert styled(after, house)[0] == after


def test_a_sheet_says_how_it_was_made_and_what_it_could_not_verify() -> None:
    document = _document()
    made = sheet(document, Shape.BRIEF, summarize(document, words=60), Wish(origin=True, doubts=("x: y",)))
    assert MACHINE in made.made
    assert "without a model" in made.made
    assert made.origin.outlet == "Linshui Daily"
    assert "x: y" in made.unverified
    assert "This year (2024)" in made.text
    undated = _document(*_LINES[2:5])
    made = sheet(undated, Shape.BRIEF, summarize(undated, words=60))
    assert any("this year" in doubt for doubt in made.unverified)


@pytest.mark.parametrize("shape", [Shape.FIGURES, Shape.PEOPLE, Shape.DIGEST])
def test_a_shape_without_matter_is_refused(shape: Shape) -> None:
    document = _document("The farmers of the valley sing in the evening and dance under the trees by the river.")
    with pytest.raises(DocumentError, match=r"report\.txt: .*(another shape|several reports)"):
        sheet(document, shape)


def test_a_digest_says_the_same_once_and_contradictions_side_by_side() -> None:
    one = _document("In 2023 the county built 14 bridges. The Yan River Dam cost 640 million yuan.", name="one.txt")
    two = _document(
        "In 2023 the county built 14 bridges. The Yan River Dam cost 460 million yuan. Wells were drilled.",
        name="two.txt",
    )
    made = digest([(one, summarize(one, words=15)), (two, summarize(two, words=18))])
    texts = [line.text for line in made.lines]
    assert texts.count("In 2023 the county built 14 bridges.") == 1
    assert next(line for line in made.lines if "bridges" in line.text).also == ("two.txt",)
    (clash,) = made.clashes
    assert "640 million" in clash.one.text
    assert "460 million" in clash.other.text
    assert "640 million yuan (one.txt) or 460 million yuan (two.txt)" in clash.what
    with pytest.raises(DocumentError, match="two or more"):
        digest([(one, summarize(one, words=15))])


def test_reports_of_different_years_do_not_contradict_each_other() -> None:
    one = _document("In 2022 the county of Linshui built 14 bridges over the river.", name="one.txt")
    two = _document("In 2023 the county of Linshui built 19 bridges over the river.", name="two.txt")
    made = digest([(one, summarize(one, words=12)), (two, summarize(two, words=12))])
    assert made.clashes == ()
    assert len(made.lines) == 2


def test_reports_of_different_places_do_not_contradict_each_other() -> None:
    said = "The main goal for this year is growth of the GDP of about {} percent and 900 new school places."
    one = _document("Report of Linshui County", said.format(5), name="one.txt")
    two = _document("Report of Yangxi County", said.format(6), name="two.txt")
    made = digest([(one, summarize(one, words=20)), (two, summarize(two, words=20))])
    assert made.clashes == ()
    again = _document("Report of Linshui County", said.format(6), name="two.txt")
    assert digest([(one, summarize(one, words=20)), (again, summarize(again, words=20))]).clashes


def test_each_sentence_shows_its_chinese_and_strays_from_the_termbase_are_named() -> None:
    english = "The county built 14 bridges in 2023. It has nine small giants. Farmers planted 3,000 mu of orchards."
    chinese = "2023年全县建成桥梁14座。拥有小巨人企业9家。农民种植果园3000亩。"
    document = Document("report.txt", "txt", (Segment("1", english, chinese),))
    terms = bilingual([(("小巨人",), ("little giant", "little giants")), (("亩",), ("mu",))])
    made = sheet(document, Shape.BRIEF, summarize(document, words=18), Wish(bilingual=terms))
    shown = {line.text: line.zh for line in made.lines}
    assert shown["The county built 14 bridges in 2023."] == "2023年全县建成桥梁14座。"
    assert shown["Farmers planted 3,000 mu of orchards."] == "农民种植果园3000亩。"
    assert CHECKED in made.made
    assert terms.strays("It has nine small giants.", "拥有小巨人企业9家。") == [
        "小巨人: the termbase says little giant"
    ]
    assert terms.strays("It has nine little giants.", "拥有小巨人企业9家。") == []


def test_the_table_of_figures_is_in_house_style_too() -> None:
    house = House(percent="%", money="RMB", land="hectares")
    made = sheet(_document(), Shape.FIGURES, wish=Wish(house=house))
    rows = {row.figure.text: row.compared for row in made.figures}
    assert rows["RMB 31.1 billion"] == "a year-on-year increase of 5.2%"
    assert "3,000 mu (200 hectares)" in rows
