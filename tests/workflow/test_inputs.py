"""What an input gets for its Chinese, and what is refused: with what was compared, in one line, and what to do."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.types import Document
from yiwen.workflow.inputs import with_sources

REPORTS = Path(__file__).parents[2] / "eval" / "sets" / "reports"
Rows = list[dict[str, str]]


def rows_of(name: str) -> Rows:
    return [json.loads(line) for line in (REPORTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


LAND, TALKS = rows_of("01-land-and-parks"), rows_of("02-investment-promotion")


def text(folder: Path, name: str, paragraphs: Sequence[str]) -> Path:
    path = folder / name
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def jsonl(folder: Path, name: str, rows: Sequence[dict[str, str]]) -> Path:
    path = folder / name
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def taken(path: Path, source: Path | None = None) -> tuple[list[Document], list[str]]:
    """Return the documents of an input, and what was told of it."""
    told: list[str] = []
    documents = list(with_sources(read(path, path.name), path.name, source, told.append))
    return documents, told


def refused(path: Path, source: Path | None = None) -> str:
    with pytest.raises(DocumentError) as error:
        taken(path, source)
    assert "\n" not in str(error.value)
    return str(error.value).replace(f"{path.parent}/", "")


@pytest.fixture
def english(tmp_path: Path) -> Path:
    return text(tmp_path, "report.txt", [row["mt"] for row in LAND])


@pytest.fixture
def chinese(tmp_path: Path) -> Path:
    return text(tmp_path, "report.zh.txt", [row["src"] for row in LAND])


def test_each_segment_has_its_chinese_and_nothing_is_told(english: Path, chinese: Path) -> None:
    (document,), told = taken(english, chinese)
    assert [segment.src for segment in document.segments] == [row["src"] for row in LAND]
    assert told == []


def test_chinese_given_as_the_output_is_refused(english: Path, chinese: Path) -> None:
    assert refused(chinese).startswith("report.zh.txt: is Chinese; translate it first")
    assert refused(chinese, english) == (
        "report.zh.txt: is Chinese; give its English first, and the Chinese as --source, not report.txt"
    )


def test_english_given_as_the_source_is_refused(english: Path) -> None:
    assert refused(english, english) == (
        "report.txt: holds no Chinese; give the Chinese that report.txt was translated from"
    )


def test_the_chinese_of_another_report_is_refused_with_what_was_compared(tmp_path: Path, english: Path) -> None:
    other = text(tmp_path, "talks.zh.txt", [row["src"] for row in TALKS])
    message = refused(english, other)
    assert message.startswith(
        "talks.zh.txt: is not what report.txt was translated from (compared 14 paragraphs with 16"
    )


@pytest.mark.parametrize("part", [slice(0, 8), slice(8, None), slice(0, None, 2)])
def test_half_a_source_serves_what_it_is_of_and_is_told(tmp_path: Path, english: Path, part: slice) -> None:
    half = text(tmp_path, "half.zh.txt", [row["src"] for row in LAND[part]])
    (document,), told = taken(english, half)
    theirs = {segment.mt: segment.src for segment in document.segments if segment.src}
    right = sum(theirs.get(row["mt"]) == row["src"] for row in LAND[part])
    assert right >= len(LAND[part]) * 0.75
    assert len(told) == 1
    assert told[0].endswith("of the 16 segments of report.txt; is it whole, and of this text?")


def test_rows_without_sources_get_them_by_their_ids(tmp_path: Path) -> None:
    bare = jsonl(tmp_path, "mt.jsonl", [{"id": row["id"], "mt": row["mt"]} for row in LAND])
    sources = jsonl(tmp_path, "zh.jsonl", [{"id": row["id"], "src": row["src"]} for row in reversed(LAND)])
    documents, told = taken(bare, sources)
    assert [segment.src for one in documents for segment in one.segments] == [row["src"] for row in LAND]
    assert told == []
    others = jsonl(tmp_path, "others.jsonl", [{"id": row["id"], "src": row["src"]} for row in TALKS])
    assert refused(bare, others) == (
        "others.jsonl: is not the Chinese of mt.jsonl (compared 14 ids with 16: 0 are the same); "
        "give the rows it was translated from"
    )
    assert "is no file of rows as mt.jsonl is" in refused(bare, text(tmp_path, "zh.txt", [row["src"] for row in LAND]))


def test_rows_with_the_same_ids_and_another_text_are_refused(tmp_path: Path) -> None:
    bare = jsonl(tmp_path, "mt.jsonl", [{"id": row["id"], "mt": row["mt"]} for row in LAND])
    slipped = zip(LAND, [*LAND[1:], LAND[0]], strict=True)
    sources = jsonl(tmp_path, "zh.jsonl", [{"id": one["id"], "src": other["src"]} for one, other in slipped])
    assert "the sources are not those of their rows (compared 16 rows" in refused(bare, sources)


@pytest.mark.parametrize(
    ("src", "mt", "message"),
    [
        ("mt", "src", "(compared 16 segments); 'src' is the Chinese, 'mt' the English"),
        ("ref", "mt", "rows.jsonl: its sources hold no Chinese (compared 16 segments); 'src' is the Chinese"),
    ],
)
def test_rows_with_a_language_on_the_wrong_side_are_refused(tmp_path: Path, src: str, mt: str, message: str) -> None:
    rows = [{"id": row["id"], "src": row[src], "mt": row[mt]} for row in LAND]
    assert message in refused(jsonl(tmp_path, "rows.jsonl", rows))


def test_single_rows_are_looked_at_together(tmp_path: Path) -> None:
    slipped = zip(LAND, [*LAND[1:], LAND[0]], strict=True)
    rows = [{"id": one["id"], "src": other["src"], "mt": one["mt"]} for one, other in slipped]
    assert refused(jsonl(tmp_path, "rows.jsonl", rows)).startswith(
        "rows.jsonl: the sources are not those of their rows (compared 16 rows: "
    )


def test_a_row_that_was_left_in_chinese_is_no_reason_to_refuse_the_rest(tmp_path: Path) -> None:
    rows = [dict(row) for row in LAND]
    rows[3]["mt"] = rows[3]["src"]
    documents, _ = taken(jsonl(tmp_path, "rows.jsonl", [{k: row[k] for k in ("id", "src", "mt")} for row in rows]))
    assert len(documents) == len(LAND)


def test_a_bilingual_file_takes_no_second_source(tmp_path: Path, chinese: Path) -> None:
    rows = jsonl(tmp_path, "rows.jsonl", LAND)
    assert refused(rows, chinese) == (
        "report.zh.txt: the segments of rows.jsonl carry their own Chinese; leave --source out"
    )


def test_more_rows_than_are_looked_at_together_all_come_out(tmp_path: Path) -> None:
    many = [{"id": f"{at}-{row['id']}", "src": row["src"], "mt": row["mt"]} for at in range(9) for row in LAND]
    documents, _ = taken(jsonl(tmp_path, "rows.jsonl", many))
    assert [one.segments[0].id for one in documents] == [row["id"] for row in many]


def test_a_table_in_which_the_columns_are_turned_round_says_how_to_name_them(tmp_path: Path) -> None:
    lines = [f'"{row["mt"].replace(chr(34), chr(34) * 2)}","{row["src"]}"' for row in LAND]
    path = tmp_path / "table.csv"
    path.write_text("zh,en\n" + "\n".join(lines) + "\n", encoding="utf-8")
    assert refused(path).endswith("(compared 16 segments); name the columns with --source-column and --target-column")


def test_keys_of_a_po_file_are_no_sources_gone_wrong(tmp_path: Path) -> None:
    path = tmp_path / "ui.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    words = ("Open the map", "Close the map", "Draw a road", "Save the plan", "Print the plan")
    path.write_text(head + "\n".join(f'msgid "menu.{at}"\nmsgstr "{one}"\n' for at, one in enumerate(words)))
    (document,), _ = taken(path)
    assert [(segment.mt, segment.src) for segment in document.segments] == [(one, None) for one in words]


def test_the_chinese_may_stand_in_a_table_or_a_bilingual_file(tmp_path: Path, english: Path) -> None:
    wanted = [row["src"] for row in LAND]
    lines = [f'"{row["src"]}","{row["mt"].replace(chr(34), chr(34) * 2)}"' for row in LAND]
    sources = {
        "one.csv": "中文\n" + "".join(f'"{one}"\n' for one in wanted),
        "bare.csv": "".join(f'"{one}"\n' for one in wanted),
        "both.csv": "zh,en\n" + "\n".join(lines) + "\n",
        "rows.jsonl": "".join(json.dumps({"id": row["id"], "src": row["src"]}) + "\n" for row in LAND),
        "both.tmx": '<tmx version="1.4"><header srclang="zh"/><body>'
        + "".join(
            f'<tu><tuv xml:lang="zh"><seg>{row["src"]}</seg></tuv><tuv xml:lang="en"><seg>A.</seg></tuv></tu>'
            for row in LAND
        )
        + "</body></tmx>",
    }
    for name, content in sources.items():
        path = tmp_path / name
        path.write_text(content, encoding="utf-8")
        (document,), _ = taken(english, path)
        assert [segment.src for segment in document.segments] == wanted, name


def test_a_table_without_a_column_of_chinese_says_how_to_head_it(tmp_path: Path, english: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("No.,Text,Note\n1,磨坊,旧\n2,水坝,新\n", encoding="utf-8")
    assert refused(english, path) == (
        "table.csv:1: no one column is headed as the Chinese; head it 'zh' (it has A 'No.', B 'Text', C 'Note')"
    )


def test_rows_of_chinese_with_one_id_are_refused(tmp_path: Path) -> None:
    output = jsonl(tmp_path, "rows.jsonl", [{"id": "a", "mt": "The ferry opened."}, {"id": "b", "mt": "It closed."}])
    source = jsonl(tmp_path, "zh.jsonl", [{"id": "a", "src": "渡口开通。"}, {"id": "a", "src": "渡口关闭。"}])
    assert refused(output, source) == "zh.jsonl: has two rows with the id 'a'; give each row an id of its own"
