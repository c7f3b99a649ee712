"""Presentations: the text of the slides is read in their order, and only what is edited is written anew."""

import io
from pathlib import Path

import pytest
from libreoffice import Office
from office_samples import DECLARATION, R, package, parts_of, relationships, zipped

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.text.edits import apply
from yiwen.types import Document, Edit, Revision, Span
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
PPTX = "Impress MS PowerPoint 2007 XML"
ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = {"draw": "drawing", "svg": "svg-compatible", "fo": "xsl-fo-compatible"}
DECLARED = "".join(f' xmlns:{one}="{ODF}:{SPACES.get(one, one)}:1.0"' for one in ("office", "text", "style", *SPACES))
FLAT = (
    f"{DECLARATION}<office:document{DECLARED} "
    'office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.presentation"><office:automatic-styles>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    "</office:automatic-styles><office:body><office:presentation>{}</office:presentation></office:body></office:document>"
)
PAGE = (
    '<draw:page draw:name="p{n}"><draw:frame svg:x="2cm" svg:y="2cm" svg:width="20cm" svg:height="5cm"><draw:text-box>'
    "<text:p>{text}</text:p></draw:text-box></draw:frame></draw:page>"
)


def slide(*paragraphs: str) -> str:
    return (
        f'{DECLARATION}<p:sld xmlns:p="{P}" xmlns:a="{A}" xmlns:r="{R}"><p:cSld><p:spTree><p:sp><p:txBody><a:bodyPr/>'
        f"{''.join(f'<a:p>{one}</a:p>' for one in paragraphs)}</p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
    )


def run(text: str, properties: str = "") -> str:
    return f"<a:r><a:rPr{properties}/><a:t>{text}</a:t></a:r>"


def presentation(*slides: str) -> bytes:
    """Return a presentation whose slides are listed against the order of their files."""
    numbers = range(len(slides), 0, -1)
    listed = "".join(f'<p:sldId id="{255 + n}" r:id="rId{n}"/>' for n in numbers)
    rows = [f'<Relationship Id="rId{n}" Type="{R}/slide" Target="slides/slide{n}.xml"/>' for n in numbers]
    notes = f'<p:notes xmlns:p="{P}" xmlns:a="{A}"><a:p>{run("a note of 5 acres")}</a:p></p:notes>'
    head = (
        f'{DECLARATION}<p:presentation xmlns:p="{P}" xmlns:r="{R}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    )
    return zipped(
        {
            **package("ppt/presentation.xml", []),
            "ppt/presentation.xml": head,
            "ppt/_rels/presentation.xml.rels": relationships(*rows),
            **{f"ppt/slides/slide{n}.xml": content for n, content in zip(numbers, slides, strict=True)},
            "ppt/notesSlides/notesSlide1.xml": notes,
        }
    )


def opened(data: bytes) -> Document:
    (one,) = read(io.BytesIO(data), "a.pptx")
    return one


def texts(data: bytes) -> list[str]:
    return [segment.mt for segment in opened(data).segments]


def test_slides_come_in_the_order_of_the_list_without_notes() -> None:
    assert texts(presentation(slide(run("First")), slide(run("Second"), run("Third")))) == ["First", "Second", "Third"]


def test_fields_and_breaks_are_locked() -> None:
    field = '<a:fld id="{x}" type="slidenum"><a:rPr/><a:t>7</a:t></a:fld>'
    (segment,) = opened(presentation(slide(run("One") + "<a:br/>" + run("page ") + field))).segments
    assert segment.mt == "One\npage 7"
    assert segment.locked == (Span(3, 4), Span(9, 10))


def test_only_the_edited_run_is_written_anew() -> None:
    data = presentation(slide(run("It has 300 ") + run("ac", ' b="1"') + run("res &amp; more")), slide(run("5 acres")))
    document = opened(data)
    text = document.segments[0].mt
    edit = Edit(Span(11, 16), "acres", "mu", "rule")
    revisions = [Revision(text, apply(text, [edit]), (edit,)), Revision("5 acres", "5 acres")]
    after = write(document, revisions)
    assert texts(after) == ["It has 300 mu & more", "5 acres"]
    before, now = parts_of(data), parts_of(after)
    assert {part for part in before if before[part] != now[part]} == {"ppt/slides/slide2.xml"}
    assert now["ppt/slides/slide2.xml"] == before["ppt/slides/slide2.xml"].replace(
        b'<a:r><a:rPr b="1"/><a:t>ac</a:t></a:r>', b""
    ).replace(b"res &amp; more", b"mu &amp; more")


def test_a_file_without_edits_comes_out_byte_for_byte() -> None:
    data = presentation(slide(run("First")), slide(run("Second")))
    document = opened(data)
    assert write(document, [Revision(segment.mt, segment.mt) for segment in document.segments]) == data


def test_a_word_file_by_this_name_is_told() -> None:
    with pytest.raises(DocumentError, match=r"a\.pptx: holds no PowerPoint document"):
        opened(zipped({**package("word/document.xml", []), "word/document.xml": "<x/>"}))


@pytest.mark.office
def test_a_presentation_of_libreoffice_is_repaired_and_opens_again(tmp_path: Path, office: Office) -> None:
    pages = (
        "It has 300 <text:span text:style-name='B'>ac</text:span>res of land .",
        "Nine specialized and special new enterprises",
    )
    source = tmp_path / "a.fodp"
    source.write_text(FLAT.format("".join(PAGE.format(n=n, text=text) for n, text in enumerate(pages))))
    made = office.convert(source, ".pptx", filter_name=PPTX)
    document = opened(made.read_bytes())
    assert write(document, [Revision(s.mt, s.mt) for s in document.segments]) == made.read_bytes()
    repaired = fix_document(document, Finder(Settings()))
    after = tmp_path / "after.pptx"
    after.write_bytes(write(document, repaired))
    again = office.convert(after, ".pptx", filter_name=PPTX)
    assert texts(again.read_bytes()) == [
        "It has 300 mu of land.",
        "Nine specialized, refined, distinctive and innovative enterprises",
    ]
