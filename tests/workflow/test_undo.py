"""Undo gives back every byte, and says so when it cannot."""

import io
import json

import pytest

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.undo import edits_record, read_record, undo_bytes, undo_row

TEXTS = {
    "plain.txt": b"It added 1,200 acres .\n\nNine specialized and special new firms.\n",
    "bom.txt": b"\xef\xbb\xbf" + "“Three old” reform: 300 acres\r\n\r\nEnd .".encode(),
    "wide.txt": "It added 1,200 acres .\r\n中文\r\n".encode("utf-16"),
    "gb.txt": "新增用地 It added 1,200 acres .\n".encode("gb18030"),
    "page.md": b"# 300 Acres\n\nA `40 acres` and 900 acres.\n\n| a | 3 acres |\n|---|---|\n",
}


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


@pytest.mark.parametrize("name", TEXTS)
def test_every_byte_comes_back(name: str, finder: Finder) -> None:
    (document,) = read(io.BytesIO(TEXTS[name]), name)
    revisions = fix_document(document, finder)
    fixed = write(document, revisions)
    assert fixed != TEXTS[name]
    record = json.loads(json.dumps(edits_record(document, revisions)))
    assert undo_bytes(fixed, name, record) == TEXTS[name]


def test_another_file_is_refused(finder: Finder) -> None:
    (document,) = read(io.BytesIO(TEXTS["plain.txt"]), "plain.txt")
    record = edits_record(document, fix_document(document, finder))
    with pytest.raises(DocumentError, match="is not the file that these edits made"):
        undo_bytes(b"something else", "other.txt", record)


def test_a_row_comes_back_from_its_own_edits() -> None:
    edit = {"start": 7, "end": 12, "before": "acres", "after": "mu", "rule": "mu-not-acre"}
    assert undo_row({"id": 1, "fixed": "It has mu.", "edits": [edit]}) == "It has acres."


@pytest.mark.parametrize("content", ["[1]", "{", '{"kind": "something"}'])
def test_a_file_that_is_no_record_is_named(content: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "edits.json"
    path.write_text(content)
    with pytest.raises(DocumentError, match=r"edits\.json: is no edits file"):
        read_record(path)
