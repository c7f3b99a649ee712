"""Word and PowerPoint files written by hand for the tests: what real writers make, and what only few of them do."""

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = (
    f'<w:{{root}} xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="wps">'
)
KINDS = {
    "word/header1.xml": ("header", "hdr"),
    "word/footer1.xml": ("footer", "ftr"),
    "word/footnotes.xml": ("footnotes", "footnotes"),
    "word/endnotes.xml": ("endnotes", "endnotes"),
    "word/comments.xml": ("comments", "comments"),
    "word/styles.xml": ("styles", "styles"),
}
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def run(text: str, properties: str = "") -> str:
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*content: str) -> str:
    return f"<w:p>{''.join(content)}</w:p>"


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def word_file(*paragraphs: str, parts: Mapping[str, str] | None = None) -> bytes:
    """Return a Word file of these paragraphs, with the content of further parts ("word/header1.xml") by their name."""
    further = dict(parts or {})
    sections = '<w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr>'
    body = f"<w:body>{''.join(paragraphs)}{sections if 'word/header1.xml' in further else ''}</w:body>"
    files = {"word/document.xml": DECLARATION + HEAD.format(root="document") + body + "</w:document>"}
    references, overrides = [], []
    for number, (name, content) in enumerate(sorted(further.items(), key=lambda one: "header" not in one[0]), 1):
        kind, root = KINDS[name]
        files[name] = f"{DECLARATION}{HEAD.format(root=root)}{content}</w:{root}>"
        target = name.removeprefix("word/")
        references.append(f'<Relationship Id="rId{number}" Type="{R}/{kind}" Target="{target}"/>')
        overrides.append(f'<Override PartName="/{name}" ContentType="{WORD}.{kind}+xml"/>')
    if references:
        files["word/_rels/document.xml.rels"] = relationships(*references)
    overrides.append(f'<Override PartName="/word/document.xml" ContentType="{WORD}.document.main+xml"/>')
    return zipped({**package("word/document.xml", overrides), **files})


def package(main: str, overrides: list[str]) -> dict[str, str]:
    """Return the parts that every package has."""
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>',
        "_rels/.rels": relationships(f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{main}"/>'),
    }


def relationships(*rows: str) -> str:
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(rows)}</Relationships>'


def zipped(files: Mapping[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def text_box(*paragraphs: str) -> str:
    """Return a run that holds a text box as Word writes it: as a shape, and again for older programs."""
    content = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    extent = '<wp:extent cx="2000000" cy="800000"/>'
    anchor = 'distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0"'
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
        f'<wp:anchor {anchor} layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        f'{extent}<wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapSquare wrapText="bothSides"/>'
        '<wp:docPr id="1" name="Box"/><wp:cNvGraphicFramePr/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2000000" cy="800000"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        '</mc:Choice><mc:Fallback><w:pict><v:rect style="position:absolute;width:157pt;height:63pt">'
        f"<v:textbox>{content}</v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
