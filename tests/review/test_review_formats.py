"""Reviews of every kind of file: what is decided is written in the file's own format."""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from review_steps import decide, find

from yiwen.formats import read, writer
from yiwen.review.settle import State
from yiwen.workflow.fix import fix_document

SENTENCES = ("It has 300 acres of tea .", "It should remove the stuck points on 40 acres of rice.")


def as_docx() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCES[0])
    paragraph = document.add_paragraph("It should remove the stuck ")
    paragraph.add_run("points").bold = True
    paragraph.add_run(" on 40 acres of rice.")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def as_xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in (("zh", "en"), ("有茶园300亩。", SENTENCES[0]), ("要消除40亩稻田的堵点。", SENTENCES[1])):
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def as_xliff() -> bytes:
    units = "".join(
        f'<trans-unit id="{n}"><source>{zh}</source><target>{en}</target></trans-unit>'
        for n, (zh, en) in enumerate(zip(("有茶园300亩。", "要消除40亩稻田的堵点。"), SENTENCES, strict=True))
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">'
        '<file original="a" source-language="zh-CN" target-language="en" datatype="plaintext"><body>'
        f"{units}</body></file></xliff>\n"
    ).encode()


FILES: dict[str, Callable[[], bytes]] = {
    "a.docx": as_docx,
    "a.xlsx": as_xlsx,
    "a.xlf": as_xliff,
    "a.html": lambda: "<!DOCTYPE html><html><body><p>{}</p><p>{}</p></body></html>\n".format(*SENTENCES).encode(),
    "a.csv": lambda: "zh,en\n有茶园300亩。,{}\n要消除40亩稻田的堵点。,{}\n".format(*SENTENCES).encode(),
    "a.po": lambda: (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "有茶园300亩。"\nmsgstr "{}"\n\nmsgid "要消除40亩稻田的堵点。"\nmsgstr "{}"\n'.format(
            *SENTENCES
        ).encode()
    ),
    "a.srt": lambda: "1\n00:00:01,000 --> 00:00:02,000\n{}\n\n2\n00:00:03,000 --> 00:00:04,000\n{}\n".format(
        *SENTENCES
    ).encode(),
    "a.md": lambda: "# Tea\n\n{}\n\n- {}\n".format(*SENTENCES).encode(),
}


@pytest.fixture(params=FILES, ids=str)
def path(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    made = tmp_path / request.param
    made.write_bytes(FILES[request.param]())
    return made


def texts(data: bytes, path: Path) -> list[str]:
    """Return the segments of a written file, as its reader sees them."""
    return [segment.mt for document in read(io.BytesIO(data), path.name) for segment in document.segments]


def test_with_nothing_decided_every_format_is_the_repair(open_session, finder, path: Path) -> None:
    documents = list(read(path))
    target = writer(documents[0])
    repaired = b"".join([*(target.add(one, fix_document(one, finder)) for one in documents), target.close()])
    assert texts(b"".join(open_session(path).export()), path) == texts(repaired, path)
    assert any("300 mu" in text for text in texts(repaired, path))


def test_decisions_are_written_in_every_format(open_session, path: Path) -> None:
    session = open_session(path)
    decide(session, find(session, "300 acres"), State.REFUSED)
    decide(session, find(session, "stuck points"), State.EDITED, "snags & hitches")
    decide(session, find(session, "40 acres"), State.EDITED, "40亩")
    written = "\n".join(texts(b"".join(session.export()), path))
    assert "It has 300 acres of tea." in written
    assert "the snags & hitches on 40亩 of rice." in written
