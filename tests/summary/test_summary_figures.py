import pytest

from yiwen.summary.figures import key_figures
from yiwen.types import Document, Segment


def _figures(text: str, limit: int = 20) -> dict[str, str]:
    document = Document("report.txt", "text", (Segment("1", text),))
    return {figure.text: figure.of for figure in key_figures(document, limit)}


@pytest.mark.parametrize(
    ("sentence", "figure", "of"),
    [
        ("The port drew a total investment of 31.1 billion yuan.", "31.1 billion yuan", "total investment"),
        ("It set an annual planned investment of 18 billion yuan.", "18 billion yuan", "annual planned investment"),
        ("The town added 61 high-tech enterprises and a school.", "61", "high-tech enterprises"),
        ("It signed 43 projects exceeding the plan.", "43", "projects"),
        ("The county completed land acquisition of 8,505 mu.", "8,505 mu", "land acquisition"),
        ("Crews cleared 1,353 mu of idle land in the north.", "1,353 mu", "idle land"),
        ("The county built a 20,000-square-meter market.", "20,000-square-meter", "market"),
        ("Retail sales reached 5.2 billion yuan.", "5.2 billion yuan", "Retail sales"),
        (
            "Total assets of the Water Fund amounted to 12 million yuan.",
            "12 million yuan",
            "Total assets of the Water Fund",
        ),
        ("Retail sales rose by 6.5 percent.", "6.5 percent", "increase in Retail sales"),
        ("Coal output fell by 9 percent.", "9 percent", "decrease in Coal output"),
        (
            "It invested nearly 700 million yuan in the new library.",
            "nearly 700 million yuan",
            "investment in new library",
        ),
        ("The fund holds 40 percent of all shares.", "40 percent", "share of shares"),
        ("More than 30 villages have tap water.", "More than 30", "villages"),
        (
            "The output value of the new battery and solar panel industry reached 6 billion yuan.",
            "6 billion yuan",
            "output value of the new battery and solar panel industry",
        ),
        (
            "The per capita income of farmers rose by 5 percent.",
            "5 percent",
            "increase in per capita income of farmers",
        ),
        (
            "It obtained 118 million yuan of treasury bonds, special bonds and central funds.",
            "118 million yuan",
            "treasury bonds, special bonds and central funds",
        ),
        ("It cleared 300 mu of idle land, and built a park.", "300 mu", "idle land"),
        ("The vaccination rate in the county increased to 84 percent.", "84 percent", "vaccination rate in the county"),
        ("The fund had gains of 3 million yuan on bonds.", "3 million yuan", "gains on bonds"),
        (
            "The parks achieved an added value of firms above the set size of 15 billion yuan.",
            "15 billion yuan",
            "added value of firms above the set size",
        ),
        ("The park drew mills with a total investment of 4 billion yuan.", "4 billion yuan", "total investment"),
        ("Savings remained stable at 8 million yuan.", "8 million yuan", "Savings"),
        ("The assets of the fund exceeded 9 million yuan.", "exceeded 9 million yuan", "assets of the fund"),
        ("The yield of late rice was 480 kilograms per mu.", "480 kilograms per mu", "yield of late rice"),
        (
            "The mean level of fine dust fell to 21 micrograms per cubic meter.",
            "21 micrograms per cubic meter",
            "mean level of fine dust",
        ),
    ],
)
def test_a_figure_says_what_it_is_of(sentence: str, figure: str, of: str) -> None:
    assert _figures(sentence) == {figure: of}


@pytest.mark.parametrize(
    "sentence",
    [
        "The dam was finished on 3 May 2021.",
        "In 2021 the dam was finished.",
        "The 14th session of the council met.",
        "See pages 140 to 222 of the annex.",
        "The 1+3+2 plan was adopted by the council.",
        "The first prize went to Linshui.",
        "Sales fell from 5.2 billion yuan last year.",
        "The town will build 100 billion industrial parks.",
        "Each farmer gets a one-time grant.",
        "Incomes in town and country were 38,210 yuan and 19,460 yuan respectively.",
        "Sales were better, a year-on-year increase of 5 percent.",
        "The port is about 35 kilometers away from the town.",
        "The share of firms attracted in the county reached 40 percent.",
    ],
)
def test_years_dates_labels_comparisons_and_lost_units_are_no_key_figures(sentence: str) -> None:
    assert _figures(sentence) == {}


def test_a_value_is_listed_once_and_totals_come_first() -> None:
    text = (
        "The town has 61 schools. The 61 schools teach 9,000 children.\n\n"
        "Repairs drew a total investment of 3.5 million yuan."
    )
    figures = _figures(text)
    assert next(iter(figures)) == "3.5 million yuan"
    assert figures.keys() == {"3.5 million yuan", "9,000", "61"}


def test_headings_tables_and_annexes_are_not_read() -> None:
    text = "# 12 bridges\n\n| 41 | 52 roads |\n\nTwo wells ran dry.\n\n# Appendix\n\nThe town has 61 schools."
    assert _figures(text) == {}


def test_a_figure_stands_at_its_span() -> None:
    text = "The town added\u00a061 high-tech enterprises, over 500\nmu of ponds and a school."
    document = Document("report.txt", "text", (Segment("a", "Rain fell."), Segment("b", text)))
    found = key_figures(document, 5)
    assert {figure.segment for figure in found} == {"b"}
    assert {figure.text for figure in found} == {"61", "over 500 mu"}
    assert all(" ".join(figure.span.of(text).split()) == figure.text for figure in found)
