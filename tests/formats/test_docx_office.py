"""LibreOffice opens what is written: accepting all gives the repaired text, refusing all the original."""

import html
import random
from pathlib import Path

import docx
import pytest
from libreoffice import DOCX, Office
from office_samples import field, paragraph, run, text_box, word_file
from test_docx import BOLD, ITALIC, unchanged

from yiwen.formats import read, write
from yiwen.formats.office.tracked import TrackedWriter
from yiwen.text.edits import apply
from yiwen.types import Document, Edit, Revision, Segment, Span
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings
from yiwen.workflow.track import hold_back, tracked_writer

pytestmark = pytest.mark.office
REPORTS = sorted((Path(__file__).parents[2] / "eval/sets/reports").glob("*.mt.txt"))
ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
TAGS = ("b", "i", "u", 'a href="http://example.com/x"', 'span lang="fr"', 'font color="red"')


@pytest.fixture(scope="module")
def finder() -> Finder:
    return Finder(Settings())


def opened(path: Path) -> Document:
    (document,) = read(path)
    return document


def texts(document: Document) -> list[str]:
    return [segment.mt for segment in document.segments]


def page(document: Document, revisions: tuple[Revision, ...], seed: int) -> str:
    """Return a web page of the document with tags that begin and end in the middle of what will be repaired."""
    rng = random.Random(seed)
    blocks = []
    for number, (segment, revision) in enumerate(zip(document.segments, revisions, strict=True)):
        content = dressed(segment.mt, revision, rng)
        shapes = (
            "<p>{}</p>",
            "<table border=1><tr><td>{}</td><td>9</td></tr></table>",
            "<ul><li>{}</li></ul>",
            "<h2>{}</h2>",
        )
        blocks.append(shapes[number % len(shapes)].format(content))
    return f"<html><head><meta charset=utf-8></head><body>{''.join(blocks)}</body></html>"


def dressed(text: str, revision: Revision, rng: random.Random) -> str:
    parts, at = [], 0
    for edit in revision.edits:
        start, end = edit.span.start, edit.span.end
        if end - start < 2 or start < at:
            continue
        first = rng.randrange(start, end - 1)
        last = rng.randrange(first + 1, min(end + 6, len(text)) + 1)
        tag = rng.choice(TAGS)
        inner = html.escape(text[first:last])
        parts += [html.escape(text[at:first]), f"<{tag}>", inner, f"</{tag.split()[0]}>"]
        at = last
    return "".join((*parts, html.escape(text[at:]))).replace("\n", " ")


def check_report(path: Path, folder: Path, office: Office, finder: Finder) -> None:
    """Hold all that must hold of a report that LibreOffice has made a Word file of."""
    plain = opened(path)
    repaired = fix_document(plain, finder)
    source = folder / "report.html"
    source.write_text(page(plain, repaired, len(path.name)), encoding="utf-8")
    made = office.convert(source)
    document = opened(made)
    assert write(document, unchanged(document)) == made.read_bytes()
    words = [" ".join(text.split()) for text in texts(document) if text != "9"]
    assert words == [" ".join(text.split()) for text in texts(plain)]

    revisions = fix_document(document, finder)
    after = [revision.after for revision in revisions]
    assert [" ".join(t.split()) for t in after if t != "9"] == [" ".join(r.after.split()) for r in repaired]
    clean = folder / "clean.docx"
    clean.write_bytes(write(document, revisions))
    assert texts(opened(clean)) == after
    marked = folder / "marked.docx"
    marked.write_bytes(tracked_writer(finder, "yiwen").add(document, revisions))
    accepted = office.convert(marked, command=ACCEPT)
    assert texts(opened(accepted)) == after
    assert letters(accepted) == "".join("".join(after).split())
    assert texts(opened(office.convert(marked, command=REJECT))) == texts(document)


def letters(path: Path) -> str:
    """Return the text of the body as python-docx reads it, without spaces."""
    return "".join("".join(docx.Document(path).element.body.xpath(".//w:t/text()")).split())


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.name[:2])
def test_a_report_with_bold_links_and_tables_is_repaired_as_plain_text_is(
    path: Path, tmp_path: Path, office: Office, finder: Finder
) -> None:
    check_report(path, tmp_path, office, finder)


def test_the_seeds_too(data: Path, tmp_path: Path, office: Office, finder: Finder) -> None:
    for path in sorted(data.glob("seeds/0*.txt")):
        check_report(path, tmp_path, office, finder)


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
OLD = 'w:author="Wu" w:date="2026-01-05T08:00:00Z"'
GONE = f'<w:del w:id="91" {OLD}><w:r><w:delText>some acres</w:delText></w:r></w:del>'
BEGIN, END = '<w:bookmarkStart w:id="5" w:name="x"/>', '<w:bookmarkEnd w:id="5"/>'
LINK = f'<w:hyperlink w:anchor="x">{run("300 ")}{run("acres", BOLD)}</w:hyperlink>'
CONTROL = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('With 450 acres')}</w:sdtContent></w:sdt>"
LINES = "<w:r><w:tab/><w:t>and 30 acres</w:t><w:br/><w:t>or 40 acres</w:t></w:r>"
CELL = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='4000'/></w:tblGrid><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"
SEPARATORS = "".join(
    f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
    for number, kind in enumerate(("separator", "continuationSeparator"))
)


def rich() -> bytes:
    """Return a document of all that is handled with care."""
    addressed, quoted = field('HYPERLINK "http://example.com"', "900 acres"), field('QUOTE "7 acres"', "7 acres")
    note = paragraph("<w:r><w:footnoteRef/></w:r>", run(" 22 acres"))
    return word_file(
        paragraph(run("It took 1,200 "), BEGIN, run("ac", BOLD), run("res", ITALIC), END, NOTE, run(" in May .")),
        paragraph(run("Here: "), LINK, run("; see "), addressed, run(" and "), quoted),
        paragraph(
            run("Before "),
            f'<w:ins w:id="90" {OLD}>{run("700 acres of land")}</w:ins>',
            run(" and 800 acres "),
            GONE,
            run("after."),
        ),
        paragraph(run("Some "), f'<w:ins w:id="92" {OLD}>{run("specialized and ")}</w:ins>', run("special new firms.")),
        paragraph(CONTROL, LINES),
        paragraph(
            run("Beside 55 acres: "), text_box(paragraph(run("Inside 66 "), run("acres", BOLD))), run("77 acres.")
        ),
        CELL.format(paragraph(run("88 acres")) + CELL.format(paragraph(run("99 acres"))) + "<w:p/>"),
        paragraph(run("The “three"), "<w:r><w:noBreakHyphen/></w:r>", run("old” transformation goes on .")),
        parts={
            "word/header1.xml": paragraph(run("It has 11 acres")),
            "word/footnotes.xml": f'{SEPARATORS}<w:footnote w:id="2">{note}</w:footnote>',
        },
    )


def test_notes_boxes_fields_nested_tables_and_the_changes_of_others(
    tmp_path: Path, office: Office, finder: Finder
) -> None:
    path = tmp_path / "rich.docx"
    path.write_bytes(rich())
    document = opened(path)
    revisions = hold_back(document, fix_document(document, finder))
    marked = tracked_writer(finder, "yiwen").add(document, revisions)
    ours = tmp_path / "ours.docx"
    ours.write_bytes(marked)
    assert texts(opened(ours)) == [revision.after for revision in revisions]
    assert texts(opened(office.convert(ours))) == [revision.after for revision in revisions]
    assert texts(opened(office.convert(ours, command=ACCEPT))) == [
        revision.after.replace("some acres", "") for revision in revisions
    ]
    # Refusing all refuses what others have changed too.
    assert texts(opened(office.convert(ours, command=REJECT))) == texts(opened(office.convert(path, command=REJECT)))
    assert "66 mu" in texts(opened(ours))[6]
    assert [r.after for r in revisions if "acres" in r.after] == [
        "Here: 300 mu; see 900 mu and 7 acres",
        "Before 700 acres of land and 800 mu after.",
    ]


def test_libreoffice_shows_the_comments_with_their_author(tmp_path: Path, office: Office, finder: Finder) -> None:
    path = tmp_path / "a.docx"
    written = docx.Document()
    written.add_paragraph("It has 300 acres of land and a construction area of 96 acres .")
    written.save(path)
    document = opened(path)
    (revision,) = fix_document(document, finder)
    path.write_bytes(tracked_writer(finder, "Li Na").add(document, [revision]))
    again = office.convert(path)
    found = list(docx.Document(again).comments)
    assert {comment.author for comment in found} == {"Li Na"}
    assert len(found) == len(revision.edits) + sum(f.severity != "note" for f in revision.left)
    assert any(finder.rules["mu-not-acre"].why in comment.text for comment in found)


WORDS = "park land acres of three old new “mu” 1,200 firms, special (SRDI) R&amp;D".split()


def random_paragraph(rng: random.Random, number: int) -> str:
    """Return a paragraph of random words in all kinds of places."""
    content = [run("Start ")]
    for place in range(rng.randrange(9)):
        words = "".join(rng.choice(WORDS) + rng.choice(["", " ", "-"]) for _ in range(rng.randrange(1, 4)))
        mark = f'w:id="{number * 10 + place + 1}"'
        shapes = (
            run(words),
            run(words, BOLD),
            run(words, ITALIC),
            f'<w:hyperlink w:anchor="x">{run(words)}</w:hyperlink>',
            "<w:r><w:tab/></w:r>",
            f'<w:bookmarkStart {mark} w:name="b{number}_{place}"/>{run(words)}<w:bookmarkEnd {mark}/>',
            f'<w:r><w:t xml:space="preserve">{words}</w:t><w:br/><w:t>{words}</w:t></w:r>',
            f'<w:smartTag w:uri="u" w:element="e">{run(words)}</w:smartTag>',
            f"<w:sdt><w:sdtPr/><w:sdtContent>{run(words)}</w:sdtContent></w:sdt>",
            f"<w:r><w:rPr>{BOLD}</w:rPr><w:t>{words}</w:t><w:noBreakHyphen/><w:t>{words}</w:t></w:r>",
        )
        content.append(rng.choice(shapes))
    return paragraph(*content)


def random_revision(segment: Segment, rng: random.Random) -> Revision:
    borders = sorted(rng.sample(range(len(segment.mt) + 1), 2 * rng.randrange(min(3, len(segment.mt) // 2 + 1))))
    edits = tuple(
        Edit(Span(start, end), segment.mt[start:end], rng.choice(["", "mu", "the special, new", "x y"]), "rule")
        for start, end in zip(borders[::2], borders[1::2], strict=True)
        if not any(Span(start, end).overlaps(lock) for lock in segment.locked)
    )
    return Revision(segment.mt, apply(segment.mt, edits), edits)


def test_random_paragraphs_settle_as_they_should(tmp_path: Path, office: Office) -> None:
    rng = random.Random(7)
    path = tmp_path / "random.docx"
    path.write_bytes(word_file(*(random_paragraph(rng, number) for number in range(300))))
    document = opened(path)
    revisions = [random_revision(segment, rng) for segment in document.segments]
    assert sum(len(revision.edits) for revision in revisions) > 200
    path.write_bytes(TrackedWriter("yiwen", lambda _: None).add(document, revisions))
    for command, wanted in ((ACCEPT, [r.after for r in revisions]), (REJECT, [r.before for r in revisions])):
        shown = office.convert(path, ".txt", filter_name="Text", command=command).read_text("utf-8-sig")
        assert "".join(shown.split()) == "".join("".join(wanted).split())


WRITERS = {
    "page": (
        "<h1>One</h1><p>Two <b>bold</b> and <a href='http://a.example'>link</a></p><ol><li>Three</li></ol>",
        DOCX,
    ),
    "table": ("<table border=1><tr><th>A</th><td>5 acres</td></tr></table><p>After</p>", DOCX),
    "notes": ("<p>Text <sup>1</sup> with <i>marks</i><br>and a break</p><hr><pre>code  two</pre>", DOCX),
    "chinese": ("<p>完成征地8505亩</p><p lang=zh>专精特新</p>", DOCX),
    "long": ("".join(f"<h2>Part {n}</h2><p>It has {n} acres of land.</p>" for n in range(200)), DOCX),
}


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("through", ["", "writer8", "MS Word 97", "Rich Text Format"])
def test_what_libreoffice_writes_comes_out_byte_for_byte(
    name: str, through: str, tmp_path: Path, office: Office
) -> None:
    content, filter_name = WRITERS[name]
    source = tmp_path / "a.html"
    source.write_text(f"<html><head><meta charset=utf-8></head><body>{content}</body></html>", encoding="utf-8")
    suffixes = {"writer8": ".odt", "MS Word 97": ".doc", "Rich Text Format": ".rtf"}
    if through:
        source = office.convert(source, suffixes[through], filter_name=through)
    made = office.convert(source, filter_name=filter_name)
    document = opened(made)
    assert write(document, unchanged(document)) == made.read_bytes()
    assert docx.Document(made).element is not None
