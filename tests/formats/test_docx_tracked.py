"""Tracked changes: accepting all gives the repaired text, refusing all the original, and comments say why."""

import io
import re
from datetime import UTC, datetime
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from office_samples import W, field, paragraph, parts_of, run, text_box, word_file, zipped
from test_docx import BOLD, ITALIC, PIECES, edited, made, opened, revised, texts, unchanged

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.formats.office.tracked import Remark, TrackedWriter, inserted
from yiwen.types import Edit, Finding, Fix, Revision, Severity, Span

NOW = datetime(2026, 5, 4, 8, 30, tzinfo=UTC)
NAMES = {"w": W}
MAIN = "word/document.xml"


def remark(item: Edit | Finding) -> Remark:
    return Remark("words", (f"about {item.rule}",))


def tracked(data: bytes, *revisions: Revision, author: str = "Li Na") -> bytes:
    """Return the file with revisions of its first segments marked."""
    document = opened(data)
    rest = unchanged(document)[len(revisions) :]
    return TrackedWriter(author, remark, NOW).add(document, [*revisions, *rest])


def finding(text: str, words: str) -> Finding:
    start = text.index(words)
    span = Span(start, start + len(words))
    return Finding("doubt", "term", Severity.WARNING, span, words, "Which one?", "other", Fix.REVIEW)


def tree(data: bytes, part: str = MAIN) -> etree._Element:
    return etree.fromstring(parts_of(data)[part])


def settled(data: bytes, author: str, *, accept: bool) -> etree._Element:
    """Return the main part with an author's changes accepted or refused, comments taken out."""
    root = tree(data)
    for element in list(root.iter(*(f"{{{W}}}{name}" for name in ("ins", "del")))):
        if element.get(f"{{{W}}}author") != author:
            continue
        kept = (element.tag == f"{{{W}}}ins") == accept
        parent = element.getparent()
        for child in list(element) if kept else ():
            for text in child.iter(f"{{{W}}}delText"):
                text.tag = f"{{{W}}}t"
            parent.insert(parent.index(element), child)
        parent.remove(element)
    for element in list(root.iter(*(f"{{{W}}}{name}" for name in ("commentRangeStart", "commentRangeEnd")))):
        element.getparent().remove(element)
    for element in list(root.iter(f"{{{W}}}commentReference")):
        element.getparent().getparent().remove(element.getparent())
    return root


def looks(root: etree._Element) -> list[tuple[str, str]]:
    """Return the text of the runs with their properties and links, neighbours of one look joined."""
    found = []
    for one in root.iter(f"{{{W}}}r"):
        look = one.find("w:rPr", NAMES)
        link = "link" if one.getparent().tag == f"{{{W}}}hyperlink" else ""
        inner = "".join(t.text or "" if t.tag == f"{{{W}}}t" else t.tag for t in one if t is not look)
        found.append((link + ("" if look is None else etree.tostring(look).decode()), inner))
    joined = [(look, "".join(text for _, text in group)) for look, group in groupby(found, key=lambda one: one[0])]
    return [(look, text) for look, text in joined if text]


def comments(data: bytes) -> dict[str, str]:
    """Return the words of the comments by id, one line a paragraph."""
    return {
        one.get(f"{{{W}}}id"): "\n".join("".join(line.itertext()) for line in one.findall("w:p", NAMES))
        for one in tree(data, "word/comments.xml").findall("w:comment", NAMES)
    }


def test_a_change_is_a_deletion_and_an_insertion_with_author_date_and_properties() -> None:
    data = word_file(paragraph(run("It has 300 "), run("acres", BOLD), run(" .")))
    after = tracked(data, revised("It has 300 acres .", ("300 acres", "300 mu")))
    who = 'w:author="Li Na" w:date="2026-05-04T08:30:00Z"'
    gone = f'<w:del w:id="2" {who}>{run("acres", BOLD).replace("w:t", "w:delText")}</w:del>'
    come = f'<w:ins w:id="3" {who}>{run("mu", BOLD)}</w:ins>'
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    expected = paragraph(run("It has "), start, run("300 "), gone, come, end, mark, run(" ."))
    assert parts_of(after)[MAIN].decode().endswith(f"<w:body>{expected}</w:body></w:document>")


def test_the_comment_part_is_made_with_its_reference_and_type() -> None:
    data = word_file(paragraph(run("5 acres")))
    after = tracked(data, revised("5 acres", ("acres", "mu")))
    assert comments(after) == {"1": "about rule"}
    files = parts_of(after)
    assert b'Target="comments.xml"' in files["word/_rels/document.xml.rels"]
    assert b'PartName="/word/comments.xml"' in files["[Content_Types].xml"]
    comment = tree(after, "word/comments.xml")[0]
    assert [comment.get(f"{{{W}}}{name}") for name in ("author", "initials", "date")] == [
        "Li Na",
        "LN",
        "2026-05-04T08:30:00Z",
    ]


def test_comments_that_are_there_stay_and_ids_stay_unique() -> None:
    there = f'<w:comment w:id="7" w:author="Wu">{paragraph(run("Mine"))}</w:comment>'
    start, end = '<w:commentRangeStart w:id="7"/>', '<w:commentRangeEnd w:id="7"/>'
    mark = '<w:r><w:commentReference w:id="7"/></w:r>'
    data = word_file(paragraph(start, run("5 acres"), end, mark), parts={"word/comments.xml": there})
    after = tracked(data, revised("5 acres", ("acres", "mu")))
    assert list(comments(after).values()) == ["Mine", "about rule"]
    ids = re.findall(r'<w:(?:ins|del|commentReference) w:id="(\d+)"', parts_of(after)[MAIN].decode())
    assert len(set(ids)) == len(ids) == 4


def test_a_finding_left_is_a_comment_alone() -> None:
    data = word_file(paragraph(run("It has a "), run("special", ITALIC), run(" thing.")))
    text = "It has a special thing."
    after = tracked(data, Revision(text, text, (), (finding(text, "special thing"),)))
    assert list(comments(after).values()) == ["about doubt"]
    assert not tree(after).findall(".//w:ins", NAMES)
    start = parts_of(after)[MAIN].decode().index("commentRangeStart")
    assert parts_of(after)[MAIN].decode().index("special") > start
    assert texts(after) == [text]


def test_a_finding_may_begin_at_a_formula_and_end_at_a_tab() -> None:
    formula = "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>"
    data = word_file(paragraph(formula, run(" is"), "<w:r><w:tab/></w:r>", run("so")))
    text = "\ufffc is\tso"
    after = tracked(data, Revision(text, text, (), (finding(text, "\ufffc is\t"),)))
    start, end = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    expected = paragraph(start, formula, run(" is"), "<w:r><w:tab/></w:r>", end, mark, run("so"))
    assert parts_of(after)[MAIN].decode().endswith(f"<w:body>{expected}</w:body></w:document>")


def test_a_tracked_change_of_looks_is_not_made_twice() -> None:
    look = '<w:b/><w:rPrChange w:id="5" w:author="Wu"><w:rPr/></w:rPrChange>'
    after = tracked(word_file(paragraph(run("5 acres", look))), revised("5 acres", ("acres", "mu")))
    main = parts_of(after)[MAIN].decode()
    assert main.count("rPrChange w:id") == 2  # what is kept and what goes; not what comes
    assert len(set(re.findall(r' w:id="(\d+)"', main))) == main.count(" w:id=") - 2  # a comment has its id three times
    assert main.index("rPrChange", main.index("<w:del ")) < main.index("<w:ins ")


def test_revision_marks_of_runs_and_white_space_between_tags_do_no_harm() -> None:
    content = """
      <w:r w:rsidR="00AB12CD">
        <w:rPr> <w:b/> </w:rPr>
        <w:t xml:space="preserve">It has 5 ac</w:t>
      </w:r>
      <w:r w:rsidR="00AB12CE" w:rsidRPr="00000001"><w:rPr><w:b/></w:rPr><w:t>res of land</w:t></w:r>
    """
    data = word_file(paragraph(content))
    text = "It has 5 acres of land"
    assert texts(data) == [text]
    after = tracked(data, revised(text, ("acres", "mu")))
    assert texts(after) == ["It has 5 mu of land"]
    main = parts_of(after)[MAIN].decode()
    assert main.count('<w:r w:rsidR="00AB12CE" w:rsidRPr="00000001"><w:rPr><w:b/></w:rPr>') == 3
    assert "".join("".join(settled(after, "Li Na", accept=False).itertext()).split()) == "".join(text.split())


def test_marking_twice_changes_nothing() -> None:
    data = word_file(paragraph(run("5 acres and a special thing")))
    text = "5 acres and a special thing"
    revision = revised(text, ("acres", "mu"))
    once = tracked(data, Revision(text, revision.after, revision.edits, (finding(text, "special thing"),)))
    (document,) = read(io.BytesIO(once), "a.docx")
    left = finding(revision.after, "special thing")
    again = TrackedWriter("Li Na", remark, NOW).add(document, [Revision(revision.after, revision.after, (), (left,))])
    assert again == once


def test_comments_on_notes_boxes_and_headers_hang_in_the_body() -> None:
    data = word_file(
        paragraph(run("Words"), '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        paragraph(run("More"), text_box(paragraph(run("8 acres")))),
        parts={
            "word/header1.xml": paragraph(run("6 acres")),
            "word/footnotes.xml": f'<w:footnote w:id="2">{paragraph(run("7 acres"))}</w:footnote>',
        },
    )
    document = opened(data)
    revisions = [revised(s.mt, ("acres", "mu")) if "acres" in s.mt else Revision(s.mt, s.mt) for s in document.segments]
    after = TrackedWriter("Li Na", remark, NOW).add(document, revisions)
    assert list(comments(after).values()) == [
        f"{place}: words\nabout rule" for place in ("Text box", "Header", "Footnote")
    ]
    for part in ("word/header1.xml", "word/footnotes.xml"):
        assert "comment" not in parts_of(after)[part].decode()
        assert "<w:ins " in parts_of(after)[part].decode()
    main = parts_of(after)[MAIN].decode()
    assert "commentRangeStart" not in main
    assert main.count("<w:commentReference") == 3
    assert main.index("footnoteReference") < main.index(f'commentReference w:id="{list(comments(after))[2]}"')
    assert main.count("<w:del ") == 2  # the box and its copy


def test_what_stands_in_a_tracked_insertion_is_told() -> None:
    data = word_file(
        paragraph(
            run("  Old and "), f'<w:ins w:id="1" w:author="Wu">{run("new", BOLD)}{run(" words")}</w:ins>', run(".")
        )
    )
    assert inserted(opened(data)) == ((Span(8, 11), Span(11, 17)),)


def test_only_word_files_are_marked() -> None:
    (document,) = read(io.BytesIO(b"5 acres"), "a.txt")
    with pytest.raises(DocumentError, match=r"a\.txt: only Word files"):
        TrackedWriter("x", remark).add(document, unchanged(document))


def test_a_file_without_a_prefix_for_words_names_is_refused() -> None:
    main = f'<document xmlns="{W}"><body><p><r><t>5 acres</t></r></p></body></document>'
    data = zipped({**parts_of(word_file(paragraph(run("x")))), MAIN: main})
    with pytest.raises(DocumentError, match=r"a\.docx: word/document\.xml: has no prefix"):
        tracked(data, revised("5 acres", ("acres", "mu")))


def test_changes_beside_fields_links_and_controls() -> None:
    data = word_file(
        paragraph(
            run("See "),
            field('HYPERLINK "http://a.example/"', "6 acres"),
            f'<w:hyperlink w:anchor="b">{run(" and 7 acres")}</w:hyperlink>',
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run(' or 8 acres')}</w:sdtContent></w:sdt>",
        )
    )
    text = "See 6 acres and 7 acres or 8 acres"
    edits = tuple(Edit(Span(m.start(), m.end()), "acres", "mu", "rule") for m in re.finditer("acres", text))
    after = tracked(data, Revision(text, text.replace("acres", "mu"), edits))
    for accept in (True, False):
        root = settled(after, "Li Na", accept=accept)
        expected = data if not accept else parts_of(data)[MAIN].replace(b"acres", b"mu")
        assert looks(root) == looks(etree.fromstring(expected) if accept else tree(data))


@given(st.lists(PIECES, min_size=1, max_size=3), st.data())
@settings(max_examples=150, deadline=None)
def test_accepting_gives_the_repair_and_refusing_the_original_with_its_looks(
    contents: list[list[tuple[str, str]]], data: st.DataObject
) -> None:
    original = word_file(paragraph(run("Words")), *map(made, contents))
    document = opened(original)
    first, *others = document.segments
    revisions = [Revision(first.mt, first.mt), *(data.draw(edited(one.mt, one.locked)) for one in others)]
    after = TrackedWriter("Li Na", remark, NOW).add(document, revisions)
    wanted = [revision.after.strip() for revision in revisions]
    assert texts(after) == [text for text in wanted if re.search(r"\w", text)]
    assert looks(settled(after, "Li Na", accept=False)) == looks(tree(original))
    edits = sum(len(revision.edits) for revision in revisions)
    assert len(comments(after) if edits else {}) == edits
