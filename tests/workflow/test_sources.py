"""The Chinese stands beside the piece of the output that translates it, and findings point into it."""

import json
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from yiwen.checks import check_document
from yiwen.errors import DocumentError
from yiwen.types import Document, Segment
from yiwen.workflow.paragraphs import join_findings, split
from yiwen.workflow.sources import beside, checked

ZH = ["南坪镇新增耕地2.35万亩。", "西河大桥5月通车，长1680米。", "全镇有企业437家，产值58.6亿元。"]
EN = [
    "Nanping Town added 235,000 mu of farmland.",
    "Xihe Bridge, 1,680 meters long, opened to traffic in May.",
    "The town has 437 enterprises with an output of 5.86 billion yuan.",
]


def of_segments(*texts: str) -> Document:
    return Document("report.txt", "txt", tuple(Segment(str(at), text) for at, text in enumerate(texts)))


def source(folder: Path, text: str) -> Path:
    path = folder / "zh.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("between", ["\n\n", "\n", ""])
def test_each_segment_gets_the_chinese_it_translates(tmp_path: Path, between: str) -> None:
    document = beside(of_segments(*EN), source(tmp_path, between.join(ZH)), "src")
    assert [segment.src for segment in document.segments] == ZH


def test_what_was_left_out_stands_with_the_piece_before(tmp_path: Path) -> None:
    document = beside(of_segments(EN[0], EN[2]), source(tmp_path, "\n\n".join(ZH)), "src")
    assert [segment.src for segment in document.segments] == [f"{ZH[0]}\n{ZH[1]}", ZH[2]]


def test_rows_carry_their_own(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="carry their own 'src'"):
        beside(Document("rows", "jsonl", (Segment("1", EN[0]),)), source(tmp_path, ZH[0]), "src")


def test_a_finding_of_a_row_points_into_the_source_of_the_row() -> None:
    row = Document("rows", "jsonl", (Segment("1", "\n".join([EN[1], EN[0], EN[2]]), "\n".join([ZH[1], ZH[0], ZH[2]])),))
    parts = split(row)
    (findings,) = join_findings(row, parts, check_document(parts.document))
    (scale,) = [finding for finding in findings if finding.rule == "figure-scale"]
    assert scale.span.of(row.segments[0].mt) == scale.observed == "235,000"
    assert scale.src_span is not None
    assert scale.src_span.of(row.segments[0].src or "") == "2.35万亩"


def test_a_row_whose_source_is_another_text_keeps_the_whole_of_it() -> None:
    strangers = "\n".join(f"第{n}项工作涉及{n * 731}人、{n * 97}个村、{n * 3.7:.1f}亿元。" for n in range(11, 19))
    parts = split(Document("rows", "jsonl", (Segment("1", "\n".join(EN), strangers),)))
    assert {segment.src for segment in parts.document.segments} == {strangers}


REPORT = Path(__file__).parents[2] / "eval" / "sets" / "reports" / "01-land-and-parks.jsonl"


def rows_of_a_report() -> Document:
    rows = [json.loads(line) for line in REPORT.read_text(encoding="utf-8").splitlines()]
    return Document("rows", "jsonl", tuple(Segment(str(n), row["mt"], row["src"]) for n, row in enumerate(rows)))


def test_rows_with_their_own_sources_pass() -> None:
    document = rows_of_a_report()
    assert checked(document) is document


def test_a_column_of_sources_that_has_slipped_is_refused_with_what_was_compared() -> None:
    segments = rows_of_a_report().segments
    slipped = tuple(replace(one, src=other.src) for one, other in pairwise(segments))
    with pytest.raises(DocumentError, match=r"rows: the sources are not those of their rows \(compared \d+ rows"):
        checked(Document("rows", "jsonl", slipped))


def test_a_few_rows_are_believed() -> None:
    segments = rows_of_a_report().segments[:4]
    slipped = tuple(replace(one, src=other.src) for one, other in pairwise(segments))
    assert checked(Document("rows", "jsonl", slipped)).segments == slipped
