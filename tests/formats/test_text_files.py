import codecs
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import ReadOptions, file_edits, read, write
from yiwen.types import Document, Edit, Revision, Span

LINES = st.sampled_from(
    [
        "The harbour",
        "goes on",
        "# Trade",
        "- ships",
        "  - more",
        "> said",
        "> > so",
        "```",
        "~~~",
        "    code",
        "\tcode",
        "| a | b |",
        "|---|---|",
        "| x | y |",
        "---",
        "===",
        "<div>",
        "<!-- a",
        "-->",
        "[a]: http://a.example/b",
        "[a] and [b](c)",
        "`x",
        "y`",
        "1. one",
        "10) ten",
        "[^1]: note",
        "***",
        "<b>bold</b>",
        "",
        " ",
        "亩",
        "a@b.example",
        "http://x.example/(y)",
        "\\[z",
        "- ",
        "> - [ ] q",
        "<script>",
        "</script>",
        "'title'",
        "&amp; {{x}}",
        "[[",
        "](",
        "+++",
        "\x0b",
        "\u2028",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n"])
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc"))),
    st.lists(st.tuples(LINES, ENDS).map("".join), max_size=25).map("".join),
).map(lambda text: f"The harbour{text}")
ENCODINGS = st.sampled_from(
    [("utf-8", b""), ("utf-8", codecs.BOM_UTF8), ("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)]
)
NAMES = st.sampled_from(["a.txt", "a.md"])


def document(text: str | bytes, name: str = "a.txt") -> Document:
    options = ReadOptions(marks=name.endswith(".md"))
    (one,) = read(io.BytesIO(text if isinstance(text, bytes) else text.encode()), name, options=options)
    return one


def unchanged(doc: Document) -> list[Revision]:
    return [Revision(segment.mt, segment.mt) for segment in doc.segments]


def replaced(mt: str, start: int, end: int, after: str) -> Revision:
    edit = Edit(Span(start, end), mt[start:end], after, "rule")
    return Revision(mt, mt[:start] + after + mt[end:], (edit,))


@given(TEXTS, ENCODINGS, NAMES)
def test_a_file_without_edits_comes_out_byte_for_byte(text: str, how: tuple[str, bytes], name: str) -> None:
    data = how[1] + text.encode(how[0])
    doc = document(data, name)
    assert write(doc, unchanged(doc)) == data


@given(TEXTS, NAMES)
def test_segments_are_disjoint_slices_with_something_in_them(text: str, name: str) -> None:
    doc = document(text, name)
    place = 0
    for segment, start in zip(doc.segments, doc.skeleton.starts, strict=True):
        assert start >= place
        assert segment.mt.strip()
        assert text[start : start + len(segment.mt)] == segment.mt
        place = start + len(segment.mt)
    assert [segment.id for segment in doc.segments] == [str(n + 1) for n in range(len(doc.segments))]


@given(TEXTS, NAMES)
def test_locked_spans_are_in_order_disjoint_and_within(text: str, name: str) -> None:
    for segment in document(text, name).segments:
        bounds = [place for span in segment.locked for place in (span.start, span.end)]
        assert bounds == sorted(bounds)
        assert all(span.of(segment.mt) for span in segment.locked)
        assert not bounds or bounds[-1] <= len(segment.mt)


@given(TEXTS, NAMES, ENCODINGS, st.data())
def test_only_the_edited_ranges_differ(text: str, name: str, how: tuple[str, bytes], data: st.DataObject) -> None:
    doc = document(how[1] + text.encode(how[0]), name)
    revisions = []
    for segment in doc.segments:
        start = data.draw(st.integers(0, len(segment.mt)))
        end = data.draw(st.integers(start, len(segment.mt)))
        revisions.append(replaced(segment.mt, start, end, data.draw(st.sampled_from(["", "mu", "三旧改造"]))))
    expected = text
    for edit in reversed(file_edits(doc, revisions)):
        assert edit.span.of(text) == edit.before
        expected = expected[: edit.span.start] + edit.after + expected[edit.span.end :]
    assert write(doc, revisions) == how[1] + expected.encode(how[0])


def test_a_gb18030_file_stays_gb18030() -> None:
    doc = document("港口扩建。\r\n\r\n道路“拓宽”。".encode("gb18030"))
    first, second = doc.segments
    out = write(doc, [replaced(first.mt, 0, 2, "mu"), Revision(second.mt, second.mt)])
    assert out == "mu扩建。\r\n\r\n道路“拓宽”。".encode("gb18030")


def test_an_edit_the_encoding_cannot_hold_is_named() -> None:
    doc = document("The harbour")
    with pytest.raises(DocumentError, match=r"^a\.txt: U\+DC00 cannot be written"):
        write(doc, [replaced("The harbour", 0, 3, "\udc00")])


def locked_texts(text: str, name: str = "a.md") -> list[str]:
    return [span.of(segment.mt) for segment in document(text, name).segments for span in segment.locked]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_addresses_are_locked(name: str) -> None:
    text = (
        "See https://a.example/acre(1)?q=acre, (www.acre.example) or acre@mail.example.org. "
        "Also acre.gov.cn/acre。港口http://b.example/亩 and ships@sea, 5@ 3. End."
    )
    assert locked_texts(text, name) == [
        "https://a.example/acre(1)?q=acre", "www.acre.example", "acre@mail.example.org", "acre.gov.cn/acre",
        "http://b.example/",
    ]  # fmt: skip


def test_markdown_locks_what_is_not_prose_in_a_line() -> None:
    text = (
        'The `acre` of [acres](acre.html "acre") and ![acre](acre.png), <b title="acre">acre</b>, <http://a.example>, '
        "**acre**, &nbsp;, [acre][x], [acre], [acre][], \\[acre\\], ``a ` b``, {{ acre }}.\n\n[ACRE]: /acre\n[x]: /x\n"
    )
    assert locked_texts(text) == [
        "`acre`", "[", '](acre.html "acre")', "![", "](acre.png)", '<b title="acre">', "</b>", "<http://a.example>",
        "**", "**", "&nbsp;", "[", "][x]", "[acre]", "[acre][]", "\\[", "\\]", "``a ` b``", "{{ acre }}",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "block",
    [
        "```\nacre\n\nacre\n```",
        "~~~ text\nacre\n```\n~~~",
        "    acre\n\n    acre",
        "a | acre\n--|--\nx | acre",
        "<!-- acre\n\nacre -->",
        "<script>\nacre\n\n</script>",
        "<pre>acre\nacre</pre>",
        "[acre]: http://a.example/acre\n  'acre'",
        "> ```\n> acre\n> ```",
        "- x\n\n  ```\n  acre\n  ```",
        "- x\n\n      acre",
        "***",
        "- ```\n  acre\n  ```",
    ],
)
def test_markdown_blocks_that_are_not_prose_have_no_segment(block: str) -> None:
    doc = document(f"The harbour\n\n{block}\n\nThe end", "a.md")
    texts = [segment.mt for segment in doc.segments]
    assert texts[0] == "The harbour"
    assert texts[-1] == "The end"
    assert not any("acre" in text for text in texts)


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("# Trade #\n## Ships\nSail\n", ["Trade", "Ships", "Sail"]),
        ("Trade\n=====\nShips\n---\nSail", ["Trade", "Ships", "Sail"]),
        ("one\ntwo\n\nthree", ["one\ntwo", "three"]),
        ("- one\n  two\n- three\n\n  four\n\nfive", ["one\n  two", "three", "four", "five"]),
        ("1. one\n   - two\n2) three", ["one", "two", "three"]),
        ("> one\n> two\nthree\n\n> four", ["one\n> two\nthree", "four"]),
        ("in the year\n2019. It grew", ["in the year\n2019. It grew"]),
        ("- [x] done\n- [ ] open", ["done", "open"]),
        ("<div>\none\n</div>", ["<div>\none\n</div>"]),
        ("---\ntitle: acre\n---\none", ["one"]),
        ("intro\n| a | b |\n|---|---|\n| c | d |\n\none", ["intro", "a", "b", "c", "d", "one"]),
        ("| a | b\n|:--|--:|\n|c d|\n| | -- | 5 |\n# one", ["a", "b", "c d", "5", "one"]),
        ("| a \\| b | `c` |\n|---|---|\n||d\\|", ["a \\| b", "`c`", "d\\|"]),
        ("- | a | b |\n  |---|---|\n  | c | d |\n\none", ["a", "b", "c", "d", "one"]),
        ("> | a | b |\n> |---|---|\n> | c | d |\n\none", ["a", "b", "c", "d", "one"]),
        ("one[^1]\n\n[^1]: two", ["one[^1]", "two"]),
        ("[^1]: two\n[ref]: http://x.example 'a , b'\n[^2]: three\nlazy", ["two", "three\nlazy"]),
        ("one\n[ref]: two", ["one\n[ref]: two"]),
        ("```\ncode\n```\none", ["one"]),
        ("a | b is no table\nnor this", ["a | b is no table\nnor this"]),
    ],
)
def test_markdown_prose_is_cut_into_blocks(text: str, texts: list[str]) -> None:
    assert [segment.mt for segment in document(text, "a.md").segments] == texts


@pytest.mark.parametrize(
    ("text", "locked"),
    [
        ("Let $x , y$ be", ["$x , y$"]),
        ("so $2^n , 3$ and", ["$2^n , 3$"]),
        ("$$ a , b $$ holds", ["$$ a , b $$"]),
        ("where\n$$\na , b\n$$", ["$$\na , b\n$$"]),
        ("`$x` and $y , z$", ["`$x`", "$y , z$"]),
        ("US$5 and $6 , both", []),
        ("from $5 , then $6.", []),
        ("$5 in HK$ terms", []),
        ("prices of $5+$6 in US$", []),
        ("in US$ , HK$ and NT$ , too", []),
    ],
)
def test_mathematics_is_locked_and_money_is_not(text: str, locked: list[str]) -> None:
    (segment,) = document(text, "a.md").segments
    assert [span.of(segment.mt) for span in segment.locked] == locked


def test_the_mark_of_a_quotation_is_locked_within_it() -> None:
    (segment,) = document("> one\n> two", "a.md").segments
    assert [span.of(segment.mt) for span in segment.locked] == ["> "]


def test_plain_text_has_a_segment_a_paragraph() -> None:
    doc = document("Harbour\n\nIt grew.\nRoads did not.\n")
    assert [(s.id, s.mt) for s in doc.segments] == [("1", "Harbour"), ("2", "It grew."), ("3", "Roads did not.")]


@pytest.mark.parametrize(
    ("data", "problem"),
    [(b"", "is empty"), (b" \n\t\n", "holds no text"), (codecs.BOM_UTF8, "holds no text"), (b"\0\1\2", "binary")],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.unknown"])
def test_files_without_text_are_refused(data: bytes, problem: str, name: str) -> None:
    with pytest.raises(DocumentError, match=f"^{name}: .*{problem}.*; "):
        document(data, name)


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    for path, problem in ((tmp_path, "is a folder"), (tmp_path / "no.txt", "no such file")):
        with pytest.raises(DocumentError, match=problem) as caught:
            list(read(path))
        assert str(caught.value).startswith(f"{path}: ")


def test_the_format_can_be_named() -> None:
    (doc,) = read(io.BytesIO(b"# Trade"), "-", "md")
    assert (doc.format, doc.segments[0].mt) == ("md", "Trade")
    with pytest.raises(DocumentError, match="unknown format 'doc'; use one of txt, md, jsonl"):
        list(read(io.BytesIO(b"x"), "-", "doc"))


def test_cells_of_markdown_tables_are_repaired_in_place() -> None:
    text = "| Land   | Area      |\n|:-------|----------:|\n| **Farm** | `9 acres`, 45 acres |\n\nIt rained.\n"
    doc = document(text, "a.md")
    assert [segment.mt for segment in doc.segments] == ["Land", "Area", "**Farm**", "`9 acres`, 45 acres", "It rained."]
    assert [span.of(doc.segments[3].mt) for span in doc.segments[3].locked] == ["`9 acres`"]
    revisions = unchanged(doc)
    revisions[3] = replaced(doc.segments[3].mt, 11, 19, "45 mu")
    assert write(doc, revisions).decode() == text.replace("45 acres", "45 mu")
