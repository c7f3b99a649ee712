"""A segment that nobody has translated has no text, and takes one: what a reviser writes is there when read again."""

from io import BytesIO

import pytest
from format_samples import MQXLIFF, PO, SDLXLIFF, SHEET, TMX, XLIFF_2, XLIFF_12, document, unchanged, workbook
from openpyxl import load_workbook

from yiwen.formats import write
from yiwen.types import Document, Edit, Revision, Span
from yiwen.workflow.undo import edits_record, undo_bytes

SENTENCES = "<source>占地7亩。占地8亩。</source>"
MARKED = (
    f'{SENTENCES}<seg-source><mrk mtype="seg" mid="7">占地7亩。</mrk>'
    '<mrk mtype="seg" mid="8">占地8亩。</mrk></seg-source>'
)
SHEET_OF_GAPS = f"""<x:worksheet xmlns:x="{SHEET}"><x:sheetData>
<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>en</x:t></x:is></x:c>
<x:c r="B1" t="inlineStr"><x:is><x:t>zh</x:t></x:is></x:c></x:row>
<x:row r="2"><x:c r="A2" t="inlineStr"><x:is><x:t>One.</x:t></x:is></x:c>
<x:c r="B2" t="inlineStr"><x:is><x:t>亩</x:t></x:is></x:c></x:row>
<x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>三亩</x:t></x:is></x:c></x:row>
<x:row r="4"><x:c r="A4" t="s" s="0"/><x:c r="B4" t="inlineStr"><x:is><x:t>四亩</x:t></x:is></x:c></x:row>
<x:row r="5"><x:c r="A5" t="inlineStr"><x:is><x:t/></x:is></x:c><x:c r="B5" t="inlineStr"><x:is><x:t>五亩</x:t></x:is>\
</x:c></x:row></x:sheetData></x:worksheet>"""


def unit(inner: str, key: str = "n") -> str:
    return f'<trans-unit id="{key}">{inner}</trans-unit></body>'


FILES: dict[str, tuple[str, str | bytes]] = {
    "a row that ends": ("a.csv", "no,zh,note,en\n1,两亩,,Two mu.\n2,三亩\n3,四亩,x,\n"),
    "quoted cells": ("a.csv", 'zh;en\r\n"两亩";"Two; mu."\r\n"三亩";""\r\n四亩;\r\n'),
    "tabs": ("a.tsv", "zh\ten\n两亩\tTwo mu.\n三亩\t\n四亩\n"),
    "cells left out": ("a.xlsx", workbook([["zh", "en"], ["两亩", "Two mu."], ["三亩", ""], ["四亩", ""]])),
    "cells of another prefix": (
        "a.xlsx",
        workbook([["zh", "en"], ["a", "b"]], {"xl/worksheets/sheet1.xml": SHEET_OF_GAPS.encode()}),
    ),
    "xliff 1.2": ("a.xlf", XLIFF_12),
    "content without text": (
        "a.xlf",
        XLIFF_12.replace("</body>", unit('<source>占地9亩</source><target xml:lang="en"> </target>')),
    ),
    "memoq": ("a.mqxliff", MQXLIFF.replace("</body>", unit("<source>占地9亩</source><target></target>"))),
    "no target, marked": ("a.sdlxliff", SDLXLIFF.replace("</body>", unit(MARKED))),
    "target, marked": ("a.sdlxliff", SDLXLIFF.replace("</body>", unit(f'{MARKED}<target xml:lang="en-US"/>'))),
    "marks without text": (
        "a.sdlxliff",
        SDLXLIFF.replace(
            "</body>",
            unit(f'{MARKED}<target><mrk mtype="seg" mid="7"/><mrk mtype="seg" mid="8"></mrk></target>'),
        ),
    ),
    "a mark that is not there": (
        "a.sdlxliff",
        SDLXLIFF.replace("</body>", unit(f'{MARKED}<target><mrk mtype="seg" mid="7">It has 7 mu.</mrk></target>')),
    ),
    "xliff 2.1": (
        "a.xlf",
        XLIFF_2.replace(
            "</file>",
            '<unit id="n"><segment id="a"><source>占地7亩</source></segment><segment id="b"><source>占地8亩</source>'
            '<target/></segment><segment id="c"><source>占地9亩</source><target></target></segment></unit></file>',
        ),
    ),
    "tmx": ("a.tmx", TMX.replace("<seg></seg>", "<seg/>")),
    "tmx with an end": ("a.tmx", TMX),
    "po": ("a.po", PO),
}


def filled(doc: Document, only: int | None = None) -> list[Revision]:
    """Return revisions that write a text of its own into each segment without one, or into one of them."""
    made = unchanged(doc)
    blank = [at for at, segment in enumerate(doc.segments) if not segment.mt.strip()]
    for number, at in enumerate(blank):
        if only is None or number == only:
            before = doc.segments[at].mt
            after = f'It has "{number}" <mu> & more.'
            made[at] = Revision(before, after + before, (Edit(Span(0, 0), "", after, "hand"),))
    return made


@pytest.mark.parametrize("case", FILES)
def test_what_is_written_into_a_segment_without_text_is_read_again(case: str) -> None:
    name, data = FILES[case]
    doc = document(data, name)
    blank = sum(not segment.mt.strip() for segment in doc.segments)
    assert blank
    for only in (None, *range(blank)):
        revisions = filled(doc, only)
        again = document(write(doc, revisions), name)
        told = {segment.id: (segment.src, segment.mt.strip()) for segment in again.segments}
        for segment, revision in zip(doc.segments, revisions, strict=True):
            if revision.after.strip():
                assert told[segment.id] == (segment.src, revision.after.strip())


@pytest.mark.parametrize("case", ["cells left out", "cells of another prefix"])
def test_a_workbook_with_new_cells_is_opened_by_another_program(case: str) -> None:
    name, data = FILES[case]
    doc = document(data, name)
    sheet = load_workbook(BytesIO(write(doc, filled(doc)))).worksheets[0]
    said = [cell.value for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("It has")]
    assert said == [f'It has "{number}" <mu> & more.' for number in range(len(said))]
    assert len(said) == sum(not segment.mt for segment in doc.segments)


@pytest.mark.parametrize("case", FILES)
def test_what_was_written_is_taken_back_to_the_byte(case: str) -> None:
    name, data = FILES[case]
    doc = document(data, name)
    revisions = filled(doc)
    written = write(doc, revisions)
    before = data.encode() if isinstance(data, str) else write(doc, unchanged(doc))
    assert undo_bytes(written, name, edits_record(doc, revisions)) == before
