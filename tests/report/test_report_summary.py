"""A summary's page in every format, by the package's templates and a user's."""

import io
import json
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.report.as_summary import summary_markdown
from yiwen.report.summary_docx import summary_docx
from yiwen.report.summary_html import summary_html
from yiwen.report.summary_json import summary_json, verification_json
from yiwen.report.verification_text import verification_lines, verification_markdown
from yiwen.summary.sheet import Clash, FigureRow, Line, Origin, Person, Shape, Sheet
from yiwen.summary.verify import verify
from yiwen.types import Document, Figure, Segment, Span

_FIRST = Line("This year (2024) 5 < 6 | dams & *wells* stood.", "a.txt", "1", Span(0, 30), (Span(10, 16),), zh="今年。")
_SECOND = Line("# Not a heading, 3. not a list.", "a.txt", "2", Span(0, 20))


def _sheet(shape: Shape = Shape.BRIEF, **fields: object) -> Sheet:
    figure = Figure("7 billion yuan", 7e9, "yuan", "cost of <dams>", "1", Span(0, 14))
    values: dict[str, object] = {
        "lines": (_FIRST, _SECOND),
        "figures": (FigureRow(figure, "2024", "up 3%", "done"),),
        "people": (Person("Lin Mo", "Mayor", "1", Span(0, 6)),),
        "clashes": (Clash(_FIRST, _SECOND, "5 or 6"),),
        "origin": Origin("Linshui Daily", "March 4, 2024", "https://a.example"),
        "made": "Made by hand.",
        "unverified": ("one | doubt",),
        **fields,
    }
    return Sheet(shape, "Dams & wells", **values)  # type: ignore[arg-type]


_PLACES = {"1": "1", "2": "2"}


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_has_a_template_that_shows_what_it_is_for(shape: Shape) -> None:
    page = summary_markdown(_sheet(shape), _PLACES)
    assert page.startswith("# ")
    assert "Made by hand." in page
    assert "one \\| doubt" in page
    wanted = {Shape.PEOPLE: "Lin Mo", Shape.FIGURES: "7 billion yuan", Shape.DIGEST: "5 or 6"}
    assert wanted.get(shape, "This year") in page


def test_markdown_in_the_text_stays_text_and_a_sentence_has_its_own_line() -> None:
    page = summary_markdown(_sheet(), _PLACES)
    assert "5 \\< 6 \\| dams & \\*wells\\* stood." in page
    assert "\n\\# Not a heading" in page
    assert page.index("今年。") < page.index("Not a heading")


def test_empty_parts_leave_no_heading_and_empty_columns_none() -> None:
    bare = _sheet(figures=(), unverified=(), origin=Origin())
    page = summary_markdown(bare, _PLACES)
    assert "Key figures" not in page
    assert "could not be verified" not in page
    figure = FigureRow(_sheet().figures[0].figure, "", "", "")
    page = summary_markdown(_sheet(Shape.FIGURES, figures=(figure,)), _PLACES)
    assert "Compared with" not in page
    assert "Year" not in page


def test_html_escapes_marks_and_shows_the_chinese() -> None:
    page = summary_html(_sheet(), _PLACES)
    assert "5 &lt; 6" in page
    assert "<mark>(2024)</mark>" in page
    assert '<span lang="zh" class="zh">今年。</span>' in page
    assert "<script" not in page
    assert "cost of &lt;dams&gt;" in page


def test_json_holds_every_field() -> None:
    record = json.loads(summary_json(_sheet()))
    assert record["sentences"][0]["put_in"] == [{"start": 10, "end": 16}]
    assert record["sentences"][0]["zh"] == "今年。"
    assert record["figures"][0]["stage"] == "done"
    assert record["origin"]["outlet"] == "Linshui Daily"
    assert record["clashes"][0]["what"] == "5 or 6"
    assert record["unverified"] == ["one | doubt"]


def test_a_word_file_holds_text_figures_and_underlines_what_was_put_in() -> None:
    docx = pytest.importorskip("docx", reason="the extra docx is not installed")
    word = docx.Document(io.BytesIO(summary_docx(_sheet(made="Made \x07by hand."), _PLACES)))
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "This year (2024) 5 < 6 | dams & *wells* stood." in text
    assert "Made by hand." in text
    underlined = [run.text for paragraph in word.paragraphs for run in paragraph.runs if run.underline]
    assert underlined == ["(2024)"]
    assert word.tables[0].rows[1].cells[0].text == "7 billion yuan"
    assert all(
        cell.width > max(map(len, cell.text.split() or [""])) * 63_500
        for row in word.tables[0].rows
        for cell in row.cells
    )  # no word is broken: a letter of 9 points is about 5 points wide


def test_a_users_template_decides_what_stands_where(tmp_path: Path) -> None:
    mine = tmp_path / "mine.md"
    mine.write_text("$unverified\n\n## Ours: $title\n\n$bullets\n\nBy $made", encoding="utf-8")
    page = summary_markdown(_sheet(), _PLACES, mine)
    assert (
        page.index("one") < page.index("## Ours: Dams & wells") < page.index("- This year") < page.index("By Made by")
    )
    mine.write_text("Ours: $title\n$bullets\n$unverified\nThe end", encoding="utf-8")
    page = summary_markdown(_sheet(), _PLACES, mine)
    assert page.index("Ours: Dams & wells") < page.index("- This year") < page.index("one") < page.index("The end")
    for text, complaint in (("See $text now", r"\$text fills lines of its own"), ("Cost $ 5", r"write \$\$ for")):
        mine.write_text(text, encoding="utf-8")
        with pytest.raises(DocumentError, match=complaint):
            summary_markdown(_sheet(), _PLACES, mine)
    mine.write_text("$titel", encoding="utf-8")
    with pytest.raises(DocumentError, match=r"mine\.md: no slot is named 'titel'; use .*title"):
        summary_markdown(_sheet(), _PLACES, mine)
    with pytest.raises(DocumentError, match="cannot be read"):
        summary_markdown(_sheet(), _PLACES, tmp_path / "none.md")


def test_a_verification_reads_as_lines_page_and_json() -> None:
    report = Document("r.txt", "txt", (Segment("1", "The county built 14 bridges. Wells were drilled in the north."),))
    summary = Document("s.txt", "txt", (Segment("1", "The county built 41 bridges. Wells were drilled."),))
    found = verify(summary, report)
    lines = list(verification_lines(found))
    assert lines[0].startswith("CHANGED")
    assert any("the report says 14, not 41" in line for line in lines)
    assert lines[-1].startswith("2 sentences against r.txt: 1 changed or unsupported")
    assert "figures 0 of 1" in lines[-1]
    assert "| CHANGED | The county built 41 bridges. |" in verification_markdown(found)
    record = json.loads(verification_json(found))
    assert record["supported"] is False
    assert record["sentences"][0]["doubts"][0]["expected"] == "14"
    assert record["figure_precision"] == {"found": 1, "supported": 0, "value": 0.0}
