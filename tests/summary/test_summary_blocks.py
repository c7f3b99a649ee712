import pytest

from yiwen.summary.blocks import Kind, blocks, sections
from yiwen.types import Document, Segment


def _document(text: str) -> Document:
    return Document("report.txt", "text", (Segment("1", text),))


def _kinds(text: str) -> list[Kind]:
    return [block.kind for block in blocks(_document(text))]


@pytest.mark.parametrize(
    "line",
    [
        "No comments:",
        "Post a Comment",
        "Copyright © 2020 Harbour Media. All rights reserved.",
        "Home About Linshui News Services",
        "HOME > News > Town halls",
        "Updated: 2021-03-04    Source: Harbour Daily",
        "Friday, March 5, 2021",
        "2021-03-05",
        "Invest in Linshui 2021-03-05 08:15 Hunan, China",
        "(Lin Mo, Ou Yan)",
        "(Text/Photo by Lin Mo)",
        "□Harbour Daily reporter Lin Mo and Ou Yan",
        "Chart 4 Rents by quarter",
        "Source: Bureau of Water.",
    ],
)
def test_page_furniture_is_not_prose(line: str) -> None:
    assert _kinds(line) == [Kind.FURNITURE]


@pytest.mark.parametrize(
    "line",
    [
        "# Roads and bridges",
        "3.2 Roads and bridges",
        "II. Roads and bridges",
        "Roads and bridges",
        "The mayor emphasized",
        "Ke Rong, head of the water bureau:",
    ],
)
def test_headings_are_recognised(line: str) -> None:
    assert _kinds(line) == [Kind.HEADING]


@pytest.mark.parametrize(
    "line",
    [
        "The dam was finished in May.",
        "Source water was tested at twelve wells every week of the year.",
        "(The dam was finished in May.)",
        "Copyright cases rose to 41, the court said in its report.",
    ],
)
def test_sentences_are_prose(line: str) -> None:
    assert _kinds(line) == [Kind.PROSE]


def test_rows_of_figures_are_tables() -> None:
    assert _kinds("| Year | Roads |\n| --- | --- |\n| 2020 | 41 |")[0] is Kind.TABLE
    assert _kinds("Roads 41 52 63 74 (5.1)") == [Kind.TABLE]


def test_a_doubled_headline_or_paragraph_counts_once() -> None:
    text = "The dam is finished and the lake is filling. \n\nThe dam is finished and the lake is filling."
    assert _kinds(text) == [Kind.PROSE, Kind.FURNITURE]


def test_teasers_behind_the_comments_are_furniture() -> None:
    text = (
        "The dam was finished in May.\n\nNo comments:\n\nPost a Comment\n\n"
        "The lake is filling\n\nThe lake is filling It rains in the hills and the wa..."
    )
    assert _kinds(text) == [Kind.PROSE] + [Kind.FURNITURE] * 4


def test_headings_in_a_row_open_a_chapter_and_running_headers_open_nothing() -> None:
    text = (
        "# Water\n\n# Dams\n\nThe dam was finished in May.\n\n# Water\n\nIt holds 3 million tons.\n\n"
        "# Wells\n\nTwo wells ran dry.\n\n# Roads\n\n# Bridges\n\nTwelve bridges were repaired."
    )
    found = sections(blocks(_document(text)))
    assert [(part.title, part.chapter, part.chapter_title, len(part.blocks)) for part in found] == [
        ("Dams", 1, "Water", 2),
        ("Wells", 1, "Water", 1),
        ("Bridges", 2, "Roads", 1),
    ]
