import re

import pytest
from format_samples import document, holds_edited, plain, revisions, rewritten, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import file_edits, write
from yiwen.formats.runs import OBJECT
from yiwen.types import Edit, Revision, Span

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Park of 300&nbsp;acres &mdash; news</title>
<style>p:before { content: "300 acres" }</style>
<script>document.write("<p>300 acres</p>")</script>
</head>
<body class="page">
<!-- 300 acres -->
<h1>The park  covers
    <b>300</b> acres</h1>
<p>It has <a href="?a=300 acres&b=1">300 <em>acres</em></a>, <code>300 acres</code> &amp; more.<br>
  Then 300 acres<p translate="no">300 acres <i>in all</i></p>
<table><tr><td>300 acres<td>a<th>b</table>
<ul><li>300 acres</li><li class='x notranslate'>300 acres</ul>
<pre>
300 acres
  of  land
</pre>
<pre class="highlight">300 acres</pre>
<svg><text>300 acres</text></svg>
</body>
</html>
"""


def texts(page: str) -> list[str]:
    return [segment.mt for segment in document(page, "a.html").segments]


def test_an_untouched_page_is_the_same() -> None:
    doc = document(PAGE, "a.html")
    assert write(doc, unchanged(doc)) == PAGE.encode()


def test_a_segment_is_a_block_as_its_reader_sees_it() -> None:
    assert texts(PAGE) == [
        "Park of 300\u00a0acres — news",
        "The park covers 300 acres",
        "It has 300 acres, 300 acres & more.\nThen 300 acres",
        "300 acres in all",
        "300 acres",
        "a",
        "b",
        "300 acres",
        "300 acres",
        "300 acres\n  of  land",
        "300 acres",
    ]


def test_only_text_that_may_change_changes() -> None:
    made = rewritten(PAGE, "a.html", {"300 acres": "20 ha", "300\u00a0acres": "20\u00a0ha"})
    kept = ('content: "300 acres"', "write(", "<!-- 300", "?a=300 acres", "<code>300", '"no">300', "notranslate'>300")
    assert all(text in made for text in kept)
    assert made == (
        PAGE.replace("300&nbsp;acres", "20&nbsp;ha")
        .replace("<b>300</b> acres", "<b>20</b> ha")
        .replace("300 <em>acres</em>", "20 <em>ha</em>")
        .replace("Then 300 acres", "Then 20 ha")
        .replace("<tr><td>300 acres", "<tr><td>20 ha")
        .replace("<li>300 acres", "<li>20 ha")
        .replace("<pre>\n300 acres", "<pre>\n20 ha")
    )


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("three <b>old</b> jobs", {"three old jobs": "three-old jobs"}, "three-<b>old</b> jobs"),
        ("<b>small</b> <i>giant</i>", {"small giant": "little giant"}, "<b>little</b> <i>giant</i>"),
        ("<b>small</b> <i>giant</i>", {"small giant": "SRDI firm"}, "<b>SRDI</b> <i>firm</i>"),
        ("10 <b>acres of</b> land", {"10 acres of land": "10 mu of land"}, "10 <b>mu of</b> land"),
        ("300\n  acres of", {"acres": "mu"}, "300\n  mu of"),
        ("AT&amp;T of 3 acres", {"AT&T of": "A<T"}, "A&lt;T 3 acres"),
        ("a&copy;b", {"©b": "(c) & b"}, "a(c) &amp; b"),
    ],
)
def test_what_replaces_text_keeps_its_formatting(before: str, change: dict[str, str], after: str) -> None:
    assert rewritten(f"<p>{before}</p>", "a.html", change) == f"<p>{after}</p>"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("<p>a<p>b<div>c</div>d", ["a", "b", "c", "d"]),
        ("a <img alt='x > y'> b", ["a b"]),
        ("a<b title=it's>b</b>", ["ab"]),
        ("AT&T &lt;b&gt; &zzz; &#x4EA9; &copy 2024", ["AT&T <b> &zzz; 亩 © 2024"]),
        ("1 < 2 and 3 > 2", ["1 < 2 and 3 > 2"]),
        ("a <math><mi>x</mi></math> b", [f"a {OBJECT} b"]),
        ("<textarea>no</textarea>a", ["a"]),
        ("<TITLE>A</TITLE><P>b</P>", ["A", "b"]),
        ("<button>Go</button>on", ["Go", "on"]),
        ("a<!-->b<!--->c<!-- -- > -->d", ["abcd"]),
        ("a<?php echo 'no' ?>b", ["ab"]),
        ("a<script>x", ["a"]),
        ("<p>a<svg/>b", ["ab"]),
    ],
)
def test_untidy_pages_read_as_in_a_browser(content: str, expected: list[str]) -> None:
    assert texts(content) == expected


def test_a_text_in_an_old_encoding_stays_in_it() -> None:
    for charset, codec in (("windows-1252", "cp1252"), ("ISO-8859-1", "cp1252"), ("gb2312", "gb18030")):
        page = f"<meta charset={charset}><p>5 acres {'café' if codec == 'cp1252' else '亩'}"
        doc = document(page.encode(codec), "a.html")
        assert write(doc, unchanged(doc)) == page.encode(codec)
        span = Span(2, 7)
        text = doc.segments[0].mt
        revision = Revision(text, text.replace("acres", "mu ≠"), (Edit(span, "acres", "mu ≠", "a-rule"),))
        made = write(doc, [revision]).decode(codec)
        assert made == page.replace("acres", "mu &#8800;" if codec == "cp1252" else "mu ≠")


def test_a_page_that_misnames_its_encoding_is_read_as_what_it_is() -> None:
    page = "<meta charset=ascii><p>café 亩 acres".encode()
    assert [segment.mt for segment in document(page, "a.html").segments] == ["café 亩 acres"]


def test_edits_of_the_file_are_where_they_say() -> None:
    doc = document("<p>It has\n 30 <b>acres</b>", "a.html")
    revision = Revision(doc.segments[0].mt, "It has 30 mu", (Edit(Span(7, 15), "30 acres", "30 mu", "mu"),))
    (edit,) = file_edits(doc, [revision])
    assert (edit.span, edit.before, edit.after, edit.rule) == (Span(17, 22), "acres", "mu", "mu")


def test_comments_switch_rules_off() -> None:
    page = "<p>5 acres<!-- yiwen: ignore mu-not-acre --><p>6 acres</p><p>7<!--yiwen: ignore--> acres<!-- yiwen: x -->"
    assert [segment.ignored for segment in document(page, "a.html").segments] == [(), ("mu-not-acre",), ("*",)]
    whole = document("<!-- yiwen: ignore-file mu-* --><p>5 acres<p>6 acres", "a.html")
    assert [segment.ignored for segment in whole.segments] == [("mu-*",)] * 2


@pytest.mark.parametrize("page", ["<p> <br> &#32;</p>", "<script>x</script>", "<!-- x -->"])
def test_a_page_without_text_is_told(page: str) -> None:
    with pytest.raises(DocumentError, match="holds no text"):
        document(page, "a.html")


PIECES = st.sampled_from(
    """300 acres| of|<b>|</b>|<i class="a>b">|</i>|<p>|</p>|<br>|<code>|</code>|&nbsp;|&amp;|&#233;|\n  |<!-- c -->|
    <td>|<a href='x'>|</a>|<pre>|</pre>|<span translate="no">|</span>|亩|<script>x</script>|<math>|</math>|giant|<img>|
    <li translate=no>|<ul>|</ul>|©""".split("|")
)
TAG = re.compile("<[^>]*>")


@settings(deadline=None)
@given(st.data(), st.lists(PIECES, min_size=1, max_size=15).map("".join))
def test_edits_never_move_or_lose_a_tag(data: st.DataObject, content: str) -> None:
    page = f"x{content}"
    doc = document(page, "a.html")
    assert write(doc, unchanged(doc)) == page.encode()
    made = data.draw(revisions(doc))
    assert TAG.findall(write(doc, made).decode()) == TAG.findall(page)
    if any(plain(one.after) for one in made):
        holds_edited(doc, "a.html", made)


@given(st.text(st.sampled_from("ab <>/!-&;#'\"=p\nx?[]"), min_size=1, max_size=80))
def test_any_text_is_a_page_and_comes_back(content: str) -> None:
    page = f"x {content}"
    doc = document(page, "a.html")
    assert write(doc, unchanged(doc)) == page.encode()


def test_a_headline_may_say_what_the_title_does() -> None:
    page = "<title>Land report</title><body><h1>Land report</h1><p>It rained.</p><p>It rained.</p></body>"
    doc = document(page, "a.html")
    assert [segment.ignored for segment in doc.segments] == [(), ("repeated-text",), (), ()]
