"""Word files are read as paragraphs of text, and only what is edited is written anew."""

import io
import pickle
import re

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_samples import W, field, paragraph, parts_of, run, text_box, word_file, zipped

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.formats.office.spread import trimmed
from yiwen.formats.office.stories import left_alone
from yiwen.summary.blocks import Kind, blocks
from yiwen.text.edits import apply
from yiwen.types import Document, Edit, Revision, Span

BOLD, ITALIC = "<w:b/>", "<w:i/>"


def opened(data: bytes, name: str = "a.docx") -> Document:
    (one,) = read(io.BytesIO(data), name)
    return one


def texts(data: bytes) -> list[str]:
    return [segment.mt for segment in opened(data).segments]


def locked(document: Document, index: int = 0) -> list[str]:
    segment = document.segments[index]
    return [span.of(segment.mt) for span in segment.locked]


def revised(text: str, *changes: tuple[str, str]) -> Revision:
    edits = []
    for before, after in changes:
        start = text.index(before)
        edits.append(Edit(Span(start, start + len(before)), before, after, "rule"))
    edits.sort(key=lambda edit: edit.span)
    return Revision(text, apply(text, edits), tuple(edits))


def unchanged(document: Document) -> list[Revision]:
    return [Revision(segment.mt, segment.mt) for segment in document.segments]


def changed(data: bytes, *changes: tuple[str, str], index: int = 0) -> bytes:
    """Return the file with changes made in one segment."""
    document = opened(data)
    revisions = unchanged(document)
    revisions[index] = revised(document.segments[index].mt, *changes)
    return write(document, revisions)


def body(data: bytes) -> str:
    """Return what stands between the tags of the body."""
    return re.sub(r".*<w:body>(.*)</w:body>.*", r"\1", parts_of(data)["word/document.xml"].decode(), flags=re.DOTALL)


def test_paragraphs_of_body_tables_boxes_headers_and_notes_are_segments() -> None:
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('Cell'))}</w:tc></w:tr></w:tbl>"
    data = word_file(
        paragraph(run("First"), '<w:r><w:footnoteReference w:id="2"/></w:r>', text_box(paragraph(run("Box")))),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('Outer'))}{cell}<w:p/></w:tc></w:tr></w:tbl>",
        paragraph(run("  ")),
        parts={
            "word/header1.xml": paragraph(run("Header")),
            "word/footer1.xml": paragraph(run("Footer")),
            "word/footnotes.xml": f'<w:footnote w:id="2">{paragraph(run("Note"))}</w:footnote>',
            "word/endnotes.xml": f'<w:endnote w:id="2">{paragraph(run("End"))}</w:endnote>',
            "word/comments.xml": f'<w:comment w:id="0">{paragraph(run("A comment"))}</w:comment>',
        },
    )
    assert texts(data) == ["First", "Box", "Outer", "Cell", "Header", "Footer", "Note", "End"]


def test_a_term_broken_by_formatting_marks_and_links_is_one_text() -> None:
    data = word_file(
        paragraph(
            run("spe", BOLD),
            '<w:proofErr w:type="spellStart"/>',
            run("cial "),
            '<w:bookmarkStart w:id="1" w:name="b"/>',
            f'<w:hyperlink w:anchor="b">{run("new", ITALIC)}</w:hyperlink>',
            '<w:bookmarkEnd w:id="1"/><w:r><w:lastRenderedPageBreak/></w:r>',
            f'<w:smartTag w:element="x">{run(" firms")}</w:smartTag>',
        )
    )
    assert texts(data) == ["special new firms"]


def test_what_is_deleted_is_no_text_and_what_is_inserted_is() -> None:
    data = word_file(
        paragraph(
            run("a "),
            '<w:del w:id="1"><w:r><w:delText>gone</w:delText></w:r></w:del>',
            f'<w:ins w:id="2">{run("come")}</w:ins>',
            f'<w:moveFrom w:id="3">{run("away")}</w:moveFrom><w:moveTo w:id="4">{run(" here")}</w:moveTo>',
        )
    )
    document = opened(data)
    assert document.segments[0].mt == "a come here"
    assert locked(document) == [" here"]


def test_results_of_fields_are_locked_except_links_and_tables_of_contents() -> None:
    data = word_file(
        paragraph(
            run("see "),
            field("REF x", "5 acres"),
            run(" or "),
            field('HYPERLINK "http://a.example/"', "6 acres"),
            run(" on "),
            f'<w:fldSimple w:instr=" PAGE ">{run("7")}</w:fldSimple>',
        )
    )
    document = opened(data)
    assert document.segments[0].mt == "see 5 acres or 6 acres on 7"
    assert locked(document) == ["5 acres", "7"]


def test_a_field_over_several_paragraphs_is_one() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{}</w:instrText></w:r>'
    middle, end = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>', '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    for instruction, expected in (("TOC \\o", [[], []]), ("INCLUDETEXT x", [["One"], ["Two"]])):
        first = paragraph(begin.format(instruction), middle, run("One"))
        document = opened(word_file(first, paragraph(run("Two"), end), paragraph(run("Three"))))
        assert [locked(document, 0), locked(document, 1)] == expected
        assert locked(document, 2) == []


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<w:alias w:val="x"/>', []),
        ("<w:dropDownList/>", ["one"]),
        ('<w:dataBinding w:xpath="/a"/>', ["one"]),
        ('<w:lock w:val="sdtLocked"/>', []),
        ('<w:lock w:val="contentLocked"/>', ["one"]),
        ("<w:showingPlcHdr/>", ["one"]),
    ],
)
def test_content_controls_that_are_filled_by_others_are_locked(properties: str, expected: list[str]) -> None:
    control = f"<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{run('one')}</w:sdtContent></w:sdt>"
    assert locked(opened(word_file(paragraph(control, run(" two"))))) == expected


def test_tabs_breaks_notes_and_pictures_are_locked_and_tab_stops_are_no_text() -> None:
    data = word_file(
        paragraph(
            '<w:pPr><w:tabs><w:tab w:val="left" w:pos="9"/></w:tabs></w:pPr>',
            "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>",
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>",
            "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
            run("d"),
        )
    )
    document = opened(data)
    assert document.segments[0].mt == "a\tb\nc\ufffc\ufffcd"
    assert document.segments[0].locked == (Span(1, 2), Span(3, 4), Span(5, 5), Span(5, 6), Span(6, 7))


def test_spaces_count_only_where_they_are_preserved() -> None:
    data = word_file(
        "<w:p><w:r><w:t> a </w:t></w:r><w:r><w:t xml:space='preserve'> b\n</w:t></w:r><w:r><w:t>c</w:t></w:r></w:p>"
    )
    assert texts(data) == ["a b c"]


def test_only_the_edited_run_is_written_anew() -> None:
    data = word_file(paragraph(run("It has 300 "), run("acres", BOLD), run(" of land.")), paragraph(run("Next.")))
    after = changed(data, ("300 acres", "300 mu"))
    assert body(after) == body(data).replace(">acres<", ">mu<")
    before, now = parts_of(data), parts_of(after)
    assert {part for part in before if before[part] != now[part]} == {"word/document.xml"}


@pytest.mark.parametrize(
    ("runs", "change", "expected"),
    [
        ([("spe", BOLD), ("cial new", "")], ("special new", "SRDI"), [("SRDI", "")]),
        ([("special", BOLD), (" new", "")], ("special new", "SRDI"), [("SRDI", BOLD)]),
        (
            [("specialized and ", ""), ("special new", BOLD), (" firms", "")],
            ("specialized and special new", "specialized, refined, distinctive and innovative"),
            [("specialized, refined, distinctive and ", ""), ("innovative", BOLD), (" firms", "")],
        ),
        ([("9 ", ITALIC), ("acres", BOLD), (" .", "")], ("acres .", "mu."), [("9 ", ITALIC), ("mu", BOLD), (".", "")]),
        ([("A ", ""), ("B", BOLD)], ("A B", "the A B"), [("the A ", ""), ("B", BOLD)]),
        ([("A", ITALIC), ("B", BOLD)], ("AB", ""), []),
    ],
)  # fmt: skip
def test_a_replacement_keeps_the_formatting_of_what_it_replaces(
    runs: list[tuple[str, str]], change: tuple[str, str], expected: list[tuple[str, str]]
) -> None:
    data = word_file(paragraph(*(run(text, look) for text, look in runs), "<w:bookmarkEnd w:id='1'/>"))
    found = body(changed(data, change))
    assert found == paragraph(*(run(text, look) for text, look in expected), "<w:bookmarkEnd w:id='1'/>")


def test_a_link_whose_words_are_all_replaced_keeps_the_replacement() -> None:
    link = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
    data = word_file(paragraph(run("our special "), link.format(run("new")), run(" firms")))
    after = changed(data, ("special new", "SRDI"))
    assert body(after) == paragraph(run("our "), link.format(run("SRDI")), run(" firms"))


def test_a_note_keeps_its_place_beside_an_edit() -> None:
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    data = word_file(paragraph(run("300 acres"), note, run(" .")))
    document = opened(data)
    after = write(document, [revised("300 acres .", ("acres", "mu"), (" .", "."))])
    assert body(after) == paragraph(run("300 mu"), note, run("."))


def test_the_copy_of_a_text_box_for_older_programs_changes_with_it() -> None:
    data = word_file(paragraph(run("Text"), text_box(paragraph(run("300 "), run("acres")))))
    after = changed(data, ("acres", "mu"), index=1)
    assert body(after).count(">mu<") == 2
    assert "acres" not in body(after)


def test_alternatives_within_alternatives_keep_their_copies_apart() -> None:
    inner = text_box(paragraph(run("Inner 5 acres")))
    data = word_file(
        paragraph(run("Text"), text_box(paragraph(run("Outer 6 acres"), inner), paragraph(run("7 acres"))))
    )
    assert texts(data) == ["Text", "Outer 6 acres", "Inner 5 acres", "7 acres"]
    assert body(changed(data, ("acres", "mu"), index=1)).count("Outer 6 mu") == 2
    assert body(changed(data, ("acres", "mu"), index=3)).count(">7 mu<") == 2


def test_text_of_drawings_is_left_alone() -> None:
    drawn = "<a:txBody><a:p><a:r><a:t>5 acres</a:t></a:r></a:p></a:txBody>"
    assert texts(word_file(paragraph(run("Text"), f"<w:r><w:drawing>{drawn}</w:drawing></w:r>"))) == ["Text"]


def test_an_edit_in_both_a_text_box_and_the_paragraph_that_holds_it() -> None:
    data = word_file(paragraph(run("9 acres"), text_box(paragraph(run("8 acres"))), run(" and 7 acres")))
    document = opened(data)
    revisions = [
        revised(s.mt, *((one, one.replace("acres", "mu")) for one in re.findall(r"\d acres", s.mt)))
        for s in document.segments
    ]
    assert texts(write(document, revisions)) == ["9 mu and 7 mu", "8 mu"]


@pytest.mark.parametrize("prefix", ["x:", ""])
def test_any_prefix_will_do(prefix: str) -> None:
    part = re.sub(r"(</?)w:", rf"\1{prefix}", body(word_file(paragraph(run("5 acres", BOLD)))))
    declared = f'xmlns{":" if prefix else ""}{prefix.rstrip(":")}="{W}" xmlns:w="{W}"'
    main = f"<{prefix}document {declared}><{prefix}body>{part}</{prefix}body></{prefix}document>"
    data = zipped({**parts_of(word_file(paragraph(run("x")))), "word/document.xml": main})
    after = parts_of(changed(data, ("acres", "mu")))["word/document.xml"].decode()
    assert after == main.replace("acres", "mu")


def test_the_strict_namespace_and_utf_16_are_read_and_kept() -> None:
    files = parts_of(word_file(paragraph(run("It has 5 acres — of land."))))
    strict = files["word/document.xml"].decode().replace(W, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    strict = strict.replace("UTF-8", "UTF-16")
    data = zipped({**files, "word/document.xml": strict.encode("utf-16")})
    after = changed(data, ("acres", "mu"))
    assert parts_of(after)["word/document.xml"].decode("utf-16") == strict.replace("acres", "mu")


def test_characters_that_xml_knows_otherwise_come_through() -> None:
    data = word_file(paragraph(run("R&amp;D &lt;b&gt; 5 acres")))
    after = changed(data, ("5 acres", "5 <mu> & \x07“亩”"))
    assert texts(after) == ["R&D <b> 5 <mu> & “亩”"]


def test_headings_items_and_cells_are_told() -> None:
    styles = (
        '<w:style w:styleId="T1"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="T2"><w:basedOn w:val="T1"/><w:name w:val="Mine"/></w:style>'
        '<w:style w:styleId="12"><w:name w:val="toc 1"/></w:style>'
    )
    data = word_file(
        paragraph('<w:pPr><w:pStyle w:val="T1"/></w:pPr>', run("One")),
        paragraph('<w:pPr><w:pStyle w:val="T2"/></w:pPr>', run("Two")),
        paragraph('<w:pPr><w:outlineLvl w:val="2"/></w:pPr>', run("Three")),
        paragraph('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>', run("Four")),
        paragraph(run("Five")),
        f"<w:tbl><w:tr><w:tc>{paragraph(run('Six'))}</w:tc></w:tr></w:tbl>",
        paragraph('<w:pPr><w:pStyle w:val="12"/></w:pPr>', run("Seven\t7")),
        parts={"word/styles.xml": styles},
    )
    document = opened(data)
    assert document.skeleton.marks == ("##", "##", "###", "-", "", "|", "|")
    kinds = [block.kind for block in blocks(document)]
    assert kinds == [Kind.HEADING] * 3 + [Kind.ITEM, Kind.HEADING, Kind.TABLE, Kind.TABLE]


# What python-docx makes, and random documents


KINDS = st.sampled_from(["", BOLD, ITALIC, "link", "tab", "note", "mark"])
PIECES = st.lists(st.tuples(st.text("ab .,“亩&<\u00a0", max_size=6), KINDS), max_size=7)


def made(pieces: list[tuple[str, str]]) -> str:
    others = {
        "tab": "<w:r><w:tab/></w:r>",
        "note": '<w:r><w:footnoteReference w:id="2"/></w:r>',
        "mark": '<w:bookmarkStart w:id="1" w:name="b"/><w:bookmarkEnd w:id="1"/>',
    }
    content = []
    for plain, kind in pieces:
        text = plain.replace("&", "&amp;").replace("<", "&lt;")
        if kind in others:
            content.append(others[kind])
        elif kind == "link":
            content.append(f'<w:hyperlink w:anchor="x">{run(text)}</w:hyperlink>')
        else:
            content.append(run(text, kind))
    return paragraph(run("x"), *content)


@st.composite
def edited(draw: st.DrawFn, text: str, closed: tuple[Span, ...]) -> Revision:
    """Return a revision that leaves what is locked alone."""
    borders = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    edits = []
    for start, end in zip(borders[::2], borders[1::2], strict=False):
        if not any(Span(start, end).overlaps(span) for span in closed):
            after = draw(st.sampled_from(["", "mu", "the ab, b", "x", text[start:end] + " y"]))
            edits.append(Edit(Span(start, end), text[start:end], after, "rule"))
    return Revision(text, apply(text, edits), tuple(edits))


@given(st.lists(PIECES, min_size=1, max_size=3))
@settings(max_examples=60, deadline=None)
def test_a_file_without_edits_comes_out_byte_for_byte(contents: list[list[tuple[str, str]]]) -> None:
    data = word_file(*map(made, contents))
    document = opened(data)
    assert write(document, unchanged(document)) == data


@given(st.lists(PIECES, min_size=1, max_size=3), st.data())
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_as_what_was_meant(contents: list[list[tuple[str, str]]], data: st.DataObject) -> None:
    document = opened(word_file(paragraph(run("Words")), *map(made, contents)))
    first, *others = document.segments
    revisions = [Revision(first.mt, first.mt), *(data.draw(edited(one.mt, one.locked)) for one in others)]
    after = write(document, revisions)
    wanted = [revision.after.strip() for revision in revisions]
    assert texts(after) == [text for text in wanted if re.search(r"\w", text)]
    seen = ["".join(run.text for run in p.iter_inner_content()) for p in docx.Document(io.BytesIO(after)).paragraphs]
    assert [text.strip() for text in seen if re.search(r"\w", text)] == [t for t in wanted if re.search(r"\w", t)]


@given(st.text("ab ,-“1.", max_size=12), st.text("ab ,-“1.", max_size=12))
def test_what_differs_is_found_in_whole_words(old: str, new: str) -> None:
    start, end, middle = trimmed(old, new)
    assert old[:start] + middle + old[end:] == new
    assert old != new or (start == end and not middle)


def test_a_document_of_python_docx_is_read_and_repaired() -> None:
    written = docx.Document()
    written.add_heading("Nine firms", 1)
    line = written.add_paragraph("It has 300 ")
    line.add_run("acres").bold = True
    written.add_table(1, 1).cell(0, 0).text = "5 acres"
    written.sections[0].footer.paragraphs[0].text = "Page of 6 acres"
    stream = io.BytesIO()
    written.save(stream)
    document = opened(stream.getvalue())
    assert [segment.mt for segment in document.segments] == [
        "Nine firms",
        "It has 300 acres",
        "5 acres",
        "Page of 6 acres",
    ]
    assert document.skeleton.marks == ("#", "", "|", "|")
    assert write(document, unchanged(document)) == stream.getvalue()
    again = docx.Document(io.BytesIO(changed(stream.getvalue(), ("acres", "mu"), index=1)))
    assert [(one.text, one.bold) for one in again.paragraphs[1].runs] == [("It has 300 ", None), ("mu", True)]


def test_what_is_left_alone_is_told() -> None:
    assert left_alone(opened(word_file(paragraph(run("One"))))) == ()
    move = f'<w:moveTo w:id="4">{run("here")}</w:moveTo>'
    data = word_file(paragraph(run("see "), field("REF x", "5 acres"), field("PAGE", "…"), move))
    chart = zipped({**parts_of(data), "word/charts/chart1.xml": "<c/>", "word/diagrams/data1.xml": "<d/>"})
    assert left_alone(opened(chart)) == ("2 stretches of text in fields, controls or moves", "1 chart", "1 diagram")


def test_a_document_goes_to_another_process() -> None:
    document = opened(word_file(paragraph(run("It has 5 acres"))))
    again = pickle.loads(pickle.dumps(document))
    revision = revised(document.segments[0].mt, ("acres", "mu"))
    assert write(again, [revision]) == write(document, [revision])


def test_a_document_without_words_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a\.docx: holds no text"):
        opened(word_file(paragraph(run("…"))))
