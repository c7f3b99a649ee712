import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.eval.corpus import parse_hypotheses, parse_references, read_hypotheses, read_references, row_ids


def test_only_a_line_feed_ends_a_line() -> None:
    data = "One\u2028two\nthree\x0cfour\u0085five\r\nsix\n".encode()
    assert parse_hypotheses(data, "a.txt") == ("One\u2028two", "three\x0cfour\u0085five", "six")


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_last_line_needs_no_end_and_a_mark_at_the_start_is_no_text(end: str) -> None:
    assert parse_references(f"\ufefffirst\nlast{end}".encode(), "a.txt") == ("first", "last")


def test_blank_lines_are_kept_so_that_counts_stay_true() -> None:
    assert parse_hypotheses(b"one\n\n  \ntwo\n\n", "a.txt") == ("one", "", "", "two", "")


def test_an_empty_file_has_no_segments() -> None:
    assert parse_hypotheses(b"", "a.txt") == ()
    assert parse_references(b"\xef\xbb\xbf", "a.jsonl") == ()


@given(
    st.lists(st.text(st.characters(exclude_characters="\n\0", exclude_categories=["Cs"])).map(str.rstrip), min_size=1)
)
def test_lines_written_are_the_segments_read(segments: list[str]) -> None:
    data = "".join(f"{segment}\n" for segment in segments).encode()
    assert parse_hypotheses(data, "a.txt") == tuple(
        s.removeprefix("\ufeff") if not i else s for i, s in enumerate(segments)
    )


def test_rows_give_the_repaired_text_where_there_is_one() -> None:
    data = b'{"id":"1","mt":"raw one","fixed":"good one"}\n{"id":"2","mt":"raw two"}\n'
    assert parse_hypotheses(data, "out.jsonl") == ("good one", "raw two")


def test_rows_of_references_are_told_by_the_suffix_or_on_standard_input_by_the_first_line() -> None:
    data = '{"id":"1","ref":"好 One"}\n'.encode()
    assert parse_references(data, "refs.JSONL") == parse_references(data, "-") == ("好 One",)


def test_text_that_looks_like_rows_is_text_when_the_file_says_so() -> None:
    assert parse_hypotheses(b'{"mt": "x"}\n', "a.txt") == ('{"mt": "x"}',)
    assert parse_hypotheses(b"{curly}\n", "-") == ("{curly}",)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (b'{"ref": "x"', r"refs\.jsonl:2: not a JSON row"),
        (b"", r"refs\.jsonl:2: not a JSON row"),
        (b"[1]", r"refs\.jsonl:2: a row must be a JSON object with 'ref', not list"),
        (b'{"mt": "x"}', r"refs\.jsonl:2: the row has no text in 'ref'"),
        (b'{"ref": null}', r"refs\.jsonl:2: the row has no text in 'ref'"),
        (b"[" * 100_000, r"refs\.jsonl:2: not a JSON row \(RecursionError\)"),
    ],
)
def test_a_broken_row_names_its_line(row: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint):
        parse_references(b'{"ref": "fine"}\n' + row + b'\n{"ref": "fine"}\n', "refs.jsonl")


@pytest.mark.parametrize(
    ("data", "complaint"),
    [(b"caf\xe9\n", r"a\.txt: not UTF-8 at byte 3"), (b"PK\0\0", r"a\.txt: holds NUL characters")],
)
def test_what_is_not_text_is_refused(data: bytes, complaint: str) -> None:
    with pytest.raises(DocumentError, match=complaint):
        parse_hypotheses(data, "a.txt")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=r"none\.txt: no such file or directory; give"):
        read_references(tmp_path / "none.txt")
    with pytest.raises(DocumentError, match="is a directory"):
        read_hypotheses(tmp_path)


def test_files_are_read_as_bytes_are_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\ntwo")
    assert read_hypotheses(path) == read_references(path) == ("one", "two")


def test_a_gzipped_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    plain, rows, broken = (tmp_path / name for name in ("sys.txt.gz", "sys.jsonl.gz", "cut.txt.gz"))
    plain.write_bytes(gzip.compress(b"one\ntwo\n"))
    rows.write_bytes(gzip.compress(b'{"mt": "one"}\n'))
    broken.write_bytes(gzip.compress(b"one\ntwo\n")[:-9])
    assert read_hypotheses(plain) == ("one", "two")
    assert read_hypotheses(rows) == ("one",)
    with pytest.raises(DocumentError, match="a broken gzip file"):
        read_hypotheses(broken)


def test_ids_are_known_where_every_row_has_one() -> None:
    assert row_ids(b'{"id": 1, "mt": "a"}\n{"id": "2", "mt": "b"}\n', "a.jsonl") == ("1", "2")
    assert row_ids(b'{"id": 1, "mt": "a"}\n{"mt": "b"}\n', "a.jsonl") is None
    assert row_ids(b"plain text\n", "a.txt") is None
