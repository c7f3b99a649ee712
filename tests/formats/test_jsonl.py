import codecs
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import FORMATS, file_edits, format_of, read, writer
from yiwen.types import Document, Edit, Finding, Fix, Revision, Severity, Span


class Pipe(io.BytesIO):
    """A stream that can be read once."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation("seek")


def documents(data: bytes, name: str = "a.jsonl") -> list[Document]:
    return list(read(io.BytesIO(data), name))


def rows(*values: object) -> bytes:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values).encode()


def same(document: Document) -> list[Revision]:
    return [Revision(segment.mt, segment.mt) for segment in document.segments]


def output(data: bytes) -> bytes:
    target = writer(documents(data)[0])
    return b"".join(target.add(document, same(document)) for document in documents(data)) + target.close()


def objects(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


def test_a_row_is_a_document_with_one_segment() -> None:
    (doc,) = documents(rows({"id": "a", "mt": "Ships.\n\nRoads.", "src": "船", "ref": None}))
    (segment,) = doc.segments
    assert (doc.name, doc.format) == ("a.jsonl#a", "jsonl")
    assert (segment.id, segment.mt, segment.src, segment.ref) == ("a", "Ships.\n\nRoads.", "船", None)


def test_rows_of_one_doc_are_one_document_wherever_they_stand() -> None:
    data = rows(
        {"id": "1", "mt": "a", "doc": "x"}, {"id": "2", "mt": "b", "doc": "y"}, {"id": "3", "mt": "c"},
        {"id": "4", "mt": "d", "doc": "x"}, {"id": "5", "mt": "e", "doc": None}, {"id": "6", "mt": "f", "doc": "y"},
    )  # fmt: skip
    assert [[s.id for s in doc.segments] for doc in documents(data)] == [["3"], ["1", "4"], ["5"], ["2", "6"]]
    assert [row["id"] for row in objects(output(data))] == ["1", "2", "3", "4", "5", "6"]


@given(st.lists(st.sampled_from([None, "x", "y", 1]), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_rows_come_out_in_order_whatever_the_order_of_documents(docs: list[object], random: Any) -> None:
    data = rows(*({"id": str(n), "mt": f"m{n}", "doc": doc} for n, doc in enumerate(docs)))
    found = documents(data)
    target = writer(found[0])
    random.shuffle(found)
    out = b"".join([target.add(doc, same(doc)) for doc in found])
    assert [(row["id"], row["fixed"]) for row in objects(out)] == [(str(n), f"m{n}") for n in range(len(docs))]
    assert target.close() == b""


def test_the_output_has_the_fields_of_the_contract() -> None:
    (doc,) = documents(
        rows({"id": "a", "mt": "30 acres", "src": "30亩", "ref": "30 mu", "doc": "d", "note": [1, {"k": "v"}]})
    )
    finding = Finding(
        "r2", "unit", Severity.WARNING, Span(0, 2), "30", "why", "31", Fix.REVIEW, 0.5, None, ("31", "32")
    )
    revision = Revision("30 acres", "30 mu", (Edit(Span(3, 8), "acres", "mu", "r1"),), (finding,))
    (row,) = objects(writer(doc).add(doc, [revision]))
    assert row == {
        "id": "a",
        "fixed": "30 mu",
        "edits": [{"start": 3, "end": 8, "before": "acres", "after": "mu", "rule": "r1"}],
        "findings": [
            {"start": 0, "end": 2, "rule": "r2", "kind": "unit", "severity": "warning", "fix": "review",
             "suggestion": "31", "candidates": ["31", "32"], "confidence": 0.5, "message": "why"}
        ],
        "note": [1, {"k": "v"}],
    }  # fmt: skip
    assert list(row)[:4] == ["id", "fixed", "edits", "findings"]


def test_unknown_fields_keep_the_characters_they_were_written_in() -> None:
    rest = f'"n": {"9" * 5000}, "f": 1.50e+007, "s": "\\u4ea9\\ud800", "o": {{"a" :1,"a":2}}, "亩": NaN'
    out = output(f'{{"id":1.0,"mt":"x", {rest} }}\n'.encode())
    assert out.decode() == f'{{"id": 1.0, "fixed": "x", "edits": [], "findings": [], {rest}}}\n'


@pytest.mark.parametrize(("row", "id_", "label"), [
    ({"mt": "x"}, "1", "1"), ({"id": 7, "mt": "x"}, 7, "7"), ({"id": None, "mt": "x"}, None, "1"),
    ({"id": "亩", "mt": "x"}, "亩", "亩"), ({"id": [1, 2], "mt": "x"}, [1, 2], "[1, 2]"),
])  # fmt: skip
def test_ids_keep_their_value(row: dict[str, object], id_: object, label: str) -> None:
    data = rows(row)
    assert documents(data)[0].segments[0].id == label
    assert objects(output(data))[0]["id"] == id_


def test_blank_lines_are_skipped_and_line_ends_kept() -> None:
    out = output(b'\r\n{"mt": "a"}\r\n\n  \n{"mt": "b"}\n{"mt": ""}')
    assert [line.endswith(b"\r\n") for line in out.splitlines(keepends=True)] == [True, False, False]
    assert [(row["id"], row["fixed"]) for row in objects(out)] == [("1", "a"), ("2", "b"), ("3", "")]


@pytest.mark.parametrize(("codec", "mark"), [("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE),
                                             ("utf-16-be", codecs.BOM_UTF16_BE), ("gb18030", b"")])  # fmt: skip
def test_the_encoding_stays(codec: str, mark: bytes) -> None:
    text = '{"id": "1", "mt": "港口", "k": "道路"}\n{"id": "2", "mt": "扩建"}\n'
    out = output(mark + text.encode(codec))
    assert out.startswith(mark)
    lines = out[len(mark) :].decode(codec).splitlines()
    assert [json.loads(line)["fixed"] for line in lines] == ["港口", "扩建"]
    assert '"k": "道路"' in lines[0]


@given(st.text(st.characters()))
def test_any_string_survives_lone_surrogates_included(text: str) -> None:
    data = (json.dumps({"id": text, "mt": text, text + "!": text}) + "\n").encode()
    (row,) = objects(output(data))
    assert (row["id"], row["fixed"], row[text + "!"]) == (text, text, text)


def test_a_stream_that_cannot_seek_is_read_like_a_file() -> None:
    data = rows({"id": "1", "mt": "a", "doc": "x"}, {"id": "2", "mt": "b"}, {"id": "3", "mt": "c", "doc": "x"})
    assert [[s.id for s in doc.segments] for doc in read(Pipe(data), "-", "jsonl")] == [["2"], ["1", "3"]]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"mt": "a"', "not valid JSON"), (b'{"mt": "a",}', "not valid JSON"), (b'{"mt" "a"}', "not valid JSON"),
        (b'{"mt": "a"} x', "not valid JSON"), (b'{mt: "a"}', "not valid JSON"), (b'{"mt": }', "not valid JSON"),
        (b'["mt"]', "not a JSON object"), (b'"mt"', "not a JSON object"), (b"12", "not a JSON object"),
        (b'{"id": "a"}', 'no "mt"'), (b'{"mt": 5}', '"mt" is not a string'), (b'{"mt": null}', '"mt" is n'),
        (b'{"mt": "a", "src": ["x"]}', '"src" is not a string'), (b'{"mt": "caf\xe9"}', "is not UTF-8"),
        (b'{"mt": "a", "k": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_file_and_line(line: bytes, problem: str) -> None:
    with pytest.raises(DocumentError, match=problem) as caught:
        documents(b'{"mt": "a"}\n\n' + line + b"\n")
    message = str(caught.value)
    assert message.startswith("a.jsonl:3: ")
    assert "; " in message
    assert "\n" not in message


@pytest.mark.parametrize("data", [b"", b"\n \r\n", codecs.BOM_UTF8])
def test_a_file_without_rows_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^a\.jsonl: holds no rows; "):
        documents(data)


def test_addresses_in_rows_are_locked() -> None:
    (doc,) = documents(rows({"mt": "See www.acre.example now"}))
    assert [span.of(doc.segments[0].mt) for span in doc.segments[0].locked] == ["www.acre.example"]


def test_rows_have_no_edits_of_the_file() -> None:
    (doc,) = documents(rows({"mt": "a"}))
    with pytest.raises(DocumentError, match="rows carry their own"):
        file_edits(doc, same(doc))


def test_rows_are_handed_on_as_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(rows(*({"mt": f"m{n}"} for n in range(5))) + b"broken\n")
    stream: Iterator[Document] = read(path)
    assert [next(stream).segments[0].mt for _ in range(5)] == ["m0", "m1", "m2", "m3", "m4"]
    with pytest.raises(DocumentError, match=r"a\.jsonl:6: "):
        next(stream)


def test_the_table_of_formats_has_no_name_or_extension_twice() -> None:
    extensions = [extension for known in FORMATS for extension in known.extensions]
    assert len(extensions) == len(set(extensions))
    names = [known.name for known in FORMATS]
    assert len(names) == len(set(names))
    assert format_of("A.JSONL").name == "jsonl"
