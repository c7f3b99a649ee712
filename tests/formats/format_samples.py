"""Files in the formats of translators, small, as their programs write them; the texts were written for these tests."""

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO

from hypothesis import strategies as st

from yiwen.formats import ReadOptions, read, write
from yiwen.formats.runs import OBJECT
from yiwen.text.edits import apply
from yiwen.types import Document, Edit, Revision, Span
from yiwen.workflow.undo import edits_record, undo_bytes

SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def document(data: str | bytes, name: str, **options: str | bool | None) -> Document:
    """Return the one document of a file."""
    raw = data if isinstance(data, bytes) else data.encode()
    (one,) = read(BytesIO(raw), name, options=ReadOptions(**options))  # type: ignore[arg-type]
    return one


def unchanged(doc: Document) -> list[Revision]:
    return [Revision(segment.mt, segment.mt) for segment in doc.segments]


def revised(doc: Document, changes: Mapping[str, str]) -> list[Revision]:
    """Return revisions that replace each of some words, wherever they stand in text that is not locked."""
    made = []
    for segment in doc.segments:
        edits = []
        for before, after in changes.items():
            at = segment.mt.find(before)
            while at >= 0:
                span = Span(at, at + len(before))
                if not any(span.overlaps(lock) for lock in segment.locked):
                    edits.append(Edit(span, before, after, "a-rule"))
                at = segment.mt.find(before, span.end)
        edits.sort(key=lambda edit: edit.span)
        made.append(Revision(segment.mt, apply(segment.mt, edits), tuple(edits)))
    return made


def rewritten(data: str, name: str, changes: Mapping[str, str], **options: str | bool | None) -> str:
    """Return a file of text with words replaced by way of its document."""
    doc = document(data, name, **options)
    return write(doc, revised(doc, changes)).decode()


def workbook(rows: Sequence[Sequence[str]], changed: Mapping[str, bytes] | None = None) -> bytes:
    """Return a workbook with shared strings, as Excel writes them; `changed` are parts put in or replaced."""
    strings = list(dict.fromkeys(text for row in rows for text in row if text))
    items = "".join(f'<si><t xml:space="preserve">{_escaped(text)}</t></si>' for text in strings)
    body = "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + place)}{number}" t="s"><v>{strings.index(text)}</v></c>'
            for place, text in enumerate(row)
            if text
        )
        + "</row>"
        for number, row in enumerate(rows, 1)
    )
    count = sum(1 for row in rows for text in row if text)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        'ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
        'PartName="/xl/worksheets/sheet1.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override '
        'PartName="/xl/sharedStrings.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Terms" sheetId="1" '
        'r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" '
        f'Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{SHEET}"><sheetData>{body}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}" count="{count}" uniqueCount="{len(strings)}">{items}</sst>',
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**{name: text.encode() for name, text in parts.items()}, **(changed or {})}.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 5, 6, 7, 8, 10)), part, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


XLIFF_12 = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="plan.docx" source-language="zh-CN" target-language="en-GB" datatype="x-docx">
<header><tool tool-id="t" tool-name="made for a test"/></header>
<body>
<group id="g1">
<trans-unit id="1" xml:space="preserve">
  <source>园区占地<g id="1">300亩</g>。</source>
  <target>The park covers <g id="1">300 acres</g>.</target>
  <note>from the slides</note>
</trans-unit>
<trans-unit id="2" approved="yes"><source>占地40亩</source><target>It covers 40 acres.</target></trans-unit>
<trans-unit id="3"><source>占地50亩</source><target state="signed-off">It covers 50 acres.</target></trans-unit>
<trans-unit id="4"><source>占地60亩</source><target state="final">It covers 60 acres.</target></trans-unit>
<trans-unit id="5" translate="no"><source>占地70亩</source><target>It covers 70 acres.</target></trans-unit>
<trans-unit id="6"><source>占地80亩</source><target state='translated'>It covers 80 acres.</target>
<alt-trans><target>It has 80 acres.</target></alt-trans></trans-unit>
<trans-unit id="7"><source>占地90亩</source></trans-unit>
<trans-unit id="8"><source>占地95亩</source><target/></trans-unit>
</group>
<group id="g2" translate="no">
<trans-unit id="9"><source>占地99亩</source><target>It covers 99 acres.</target></trans-unit>
</group>
</body>
</file>
</xliff>
"""

XLIFF_2 = """<?xml version="1.0"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="zh" trgLang="en">
 <file id="f1">
  <unit id="u1">
   <originalData><data id="d1">[img]</data></originalData>
   <segment id="s1" state="initial"><source>园区<ph id="1" dataRef="d1"/>占地<pc id="2">300亩</pc>。</source>
    <target>The park <ph id="1" dataRef="d1"/> covers <pc id="2">300 acres</pc>.</target></segment>
   <ignorable><source> </source></ignorable>
   <segment><source>占地40亩。</source><target>It covers 40 acres.</target></segment>
   <segment id="s3" state="final"><source>占地50亩。</source><target>It covers 50 acres.</target></segment>
   <segment id="s4" state="reviewed"><source>占地60亩。</source><target>It covers 60 acres.</target></segment>
  </unit>
  <unit id="u2" translate="no"><segment><source>占地70亩</source><target>It covers 70 acres.</target></segment></unit>
  <unit id="u3"><segment state="translated" subState="my:x"><source>占地80亩</source>
   <target>It covers 80 acres.</target></segment></unit>
 </file>
</xliff>
"""

SDLXLIFF = """\ufeff<?xml version="1.0" encoding="utf-8"?><xliff xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0" \
xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2" sdl:version="1.0"><file original="C:\\plan.docx" \
source-language="zh-CN" datatype="x-sdlfilterframework2" target-language="en-US"><header><sdl:seg-info/>\
<tag-defs xmlns="http://sdl.com/FileTypes/SdlXliff/1.0"><tag id="5"><bpt name="cf">&lt;cf bold="True"&gt;</bpt>\
</tag></tag-defs></header><body>
<trans-unit id="b1f2c3d4-0000-4000-8000-000000000001"><source>园区占地<g id="5">300亩</g>。占地40亩。</source>\
<seg-source><mrk mtype="seg" mid="1">园区占地<g id="5">300亩</g>。</mrk><mrk mtype="seg" mid="2">占地40亩。</mrk>\
</seg-source><target><mrk mtype="seg" mid="1">The park covers <g id="5">300 acres</g>.</mrk> <mrk mtype="seg" mid="2">\
It covers 40 acres.</mrk></target><sdl:seg-defs><sdl:seg id="1" conf="Translated" origin="mt" origin-system="NMT"/>\
<sdl:seg id="2" locked="true" conf="Translated" origin="mt"/></sdl:seg-defs></trans-unit>
<trans-unit id="b1f2c3d4-0000-4000-8000-000000000002"><source>占地50亩。</source><seg-source><mrk mtype="seg" \
mid="3">占地50亩。</mrk></seg-source><target><mrk mtype="seg" mid="3">It covers 50 acres.</mrk></target>\
<sdl:seg-defs><sdl:seg id="3" conf="ApprovedSignOff"/></sdl:seg-defs></trans-unit>
<trans-unit id="b1f2c3d4-0000-4000-8000-000000000003"><source>占地60亩。</source><seg-source><mrk mtype="seg" \
mid="4">占地60亩。</mrk></seg-source><target><mrk mtype="seg" mid="4">It covers 60 acres.</mrk></target>\
<sdl:seg-defs><sdl:seg id="4" conf="Translated" origin="interactive"/></sdl:seg-defs></trans-unit>
<trans-unit id="b1f2c3d4-0000-4000-8000-000000000004"><source>占地70亩。</source><seg-source><mrk mtype="seg" \
mid="5">占地70亩。</mrk></seg-source><target><mrk mtype="seg" mid="5">It covers <mrk mtype="x-sdl-deleted" \
sdl:revid="r1">about </mrk>70 acres.</mrk></target><sdl:seg-defs><sdl:seg id="5" conf="Draft"/></sdl:seg-defs>\
</trans-unit>
<trans-unit id="b1f2c3d4-0000-4000-8000-000000000005"><source>占地80亩。</source><seg-source><mrk mtype="seg" \
mid="6">占地80亩。</mrk></seg-source><target><mrk mtype="seg" mid="6">It covers 80 acres.</mrk></target>\
<sdl:seg-defs><sdl:seg id="6"><sdl:value key="k">v</sdl:value></sdl:seg></sdl:seg-defs></trans-unit>
</body></file></xliff>"""

MQXLIFF = """<?xml version="1.0" encoding="UTF-8"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:mq="MQXliff">
 <file original="plan.docx" source-language="zh-cn" target-language="en-us" datatype="x-memoq">
  <body>
   <trans-unit id="1" mq:status="Pretranslated" mq:segmentguid="a"><source xml:space="preserve">占地300亩</source>\
<target xml:space="preserve">It covers <bpt id="1" ctype="bold">{}</bpt>300<ept id="1">{}</ept> acres.</target>\
</trans-unit>
   <trans-unit id="2" mq:status="ManuallyConfirmed"><source>占地40亩</source>\
<target>It covers 40 acres.</target></trans-unit>
   <trans-unit id="3" mq:status="Edited" mq:locked="locked"><source>占地50亩</source>\
<target>It covers 50 acres.</target></trans-unit>
   <trans-unit id="4" mq:status="Proofread"><source>占地60亩</source>\
<target>It covers 60 acres.</target></trans-unit>
  </body>
 </file>
</xliff>
"""

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tmx SYSTEM "tmx14.dtd">
<tmx version="1.4">
 <header creationtool="a test" creationtoolversion="1" segtype="sentence" o-tmf="x" adminlang="en" srclang="zh-CN"
  datatype="plaintext"/>
 <body>
  <tu tuid="a"><tuv xml:lang="zh-CN"><seg>园区占地<bpt i="1">&lt;b&gt;</bpt>300亩<ept i="1">&lt;/b&gt;</ept>。</seg>\
</tuv>
   <tuv xml:lang="en-US"><seg>The park covers <bpt i="1">&lt;b&gt;</bpt>300<ept i="1">&lt;/b&gt;</ept> acres.</seg>\
</tuv></tu>
  <tu><tuv xml:lang="zh-CN"><seg>占地40亩&amp;更多<ph>{0}</ph></seg></tuv>\
<tuv lang="EN"><seg>It has 40 acres &amp; more <ph>{0}</ph></seg></tuv>
   <tuv xml:lang="fr"><seg>40 acres</seg></tuv></tu>
  <tu><tuv xml:lang="zh-CN"><seg>空</seg></tuv><tuv xml:lang="en"><seg></seg></tuv></tu>
 </body>
</tmx>
"""

PO = r"""# A catalogue.
msgid ""
msgstr ""
"Project-Id-Version: x\n"
"Language: en\n"
"Content-Type: text/plain; charset=UTF-8\n"

#. comment: 40 acres
#: plan.c:1
#, c-format
msgid "园区占地%d亩，共300亩。\n"
msgstr ""
"The park \"%s\" covers 300 "
"acres.\n"

msgctxt "menu"
msgid "占地50亩"
msgid_plural "占地60亩"
msgstr[0] "It covers 50 acres."
msgstr[1] "It covers 60 acres."

msgid "空"
msgstr ""

#~ msgid "旧"
#~ msgstr "70 acres"
"""

SRT = """1
00:00:01,000 --> 00:00:03,500
The park covers <i>300</i>
acres of land.

2
00:00:04,000 --> 00:00:05,000 X1:10 X2:20
- It has 40 acres.
- Really?

3
00:00:06,000 --> 00:00:07,000

"""


WORDS = st.sampled_from(["mu", "hectares & more", "a <b>", '"so"', "x, y; z", "亩—é", "", "O’Hare", "one\ttwo"])


@st.composite
def revisions(draw: st.DrawFn, doc: Document, words: st.SearchStrategy[str] = WORDS) -> list[Revision]:
    """Draw a revision of each segment: a few stretches of text that is not locked, replaced by words."""
    made = []
    for segment in doc.segments:
        cuts = sorted(draw(st.lists(st.integers(0, len(segment.mt)), max_size=6)))
        spans = [Span(*pair) for pair in zip(cuts[::2], cuts[1::2], strict=False)]
        if sum(lock.end - lock.start for lock in segment.locked) == len(segment.mt):
            spans = []
        free = [span for span in spans if not any(span.overlaps(lock) for lock in segment.locked)]
        disjoint = [span for i, span in enumerate(free) if not i or span.start > free[i - 1].end]
        edits = tuple(Edit(span, span.of(segment.mt), draw(words), "a-rule") for span in disjoint)
        made.append(Revision(segment.mt, apply(segment.mt, edits), edits))
    return made


def holds_edited(doc: Document, name: str, made: list[Revision]) -> Document:
    """Assert that the file says what the revisions say and can be taken back; return it as it reads then."""
    data, fixed = write(doc, unchanged(doc)), write(doc, made)
    assert undo_bytes(fixed, name, edits_record(doc, made)) == data
    again = document(fixed, name)
    assert [plain(s.mt) for s in again.segments if plain(s.mt)] == [plain(r.after) for r in made if plain(r.after)]
    return again


def plain(text: str) -> str:
    return " ".join(text.replace(OBJECT, f" {OBJECT} ").split())
