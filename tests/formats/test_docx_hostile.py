"""Word files that are none, are broken, or are made to do harm: refused soon, in little memory, in one line."""

import io
import random
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from office_samples import R, W, paragraph, parts_of, relationships, run, word_file, zipped
from test_docx import texts
from test_docx_office import random_revision, rich
from test_hostile import refused

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.formats.office.tracked import TrackedWriter

MAIN = "word/document.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{{}}</w:body></w:document>'


def ordinary(**changes: str | bytes | None) -> bytes:
    """Return a Word file with its parts "main", "references", "types" changed, or left out where they are None."""
    names = {"main": MAIN, "references": "_rels/.rels", "types": "[Content_Types].xml"}
    parts: dict[str, str | bytes | None] = dict(parts_of(word_file(paragraph(run("It has 5 acres.")))))
    parts |= {names.get(name, name): content for name, content in changes.items()}
    return zipped({name: content for name, content in parts.items() if content is not None})


def damaged() -> bytes:
    data = bytearray(word_file(paragraph(run("It has 5 acres." * 50))))
    place = data.index(MAIN.encode()) + 40
    data[place : place + 20] = b"\xff" * 20
    return bytes(data)


def workbook() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "old": (lambda: OLE + b"\0" * 999, "is in an older format; open it in Word and save it as .docx"),
    "rtf": (lambda: b"{\\rtf1 It has 5 acres.}", "is in an older format"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "is protected by a password; open it in Word"),
    "text": (lambda: b"It has 5 acres.", "is no zipped document"),
    "empty": (lambda: b"", "the file is empty"),
    "cut": (lambda: ordinary()[:-40], "cut short"),
    "damaged": (damaged, "its part word/document.xml is damaged"),
    "a workbook": (workbook, "holds no Word document"),
    "no main part": (lambda: ordinary(main=None), "holds no Word document"),
    "no references": (lambda: ordinary(references=None), "holds no Word document"),
    "no types": (lambda: ordinary(types=None), "holds no Word document"),
    "references broken": (lambda: ordinary(references="<x"), "its XML is broken"),
    "broken": (lambda: ordinary(main=DOCUMENT.format("<w:p>")), "its XML is broken"),
    "not utf-8": (lambda: ordinary(main=DOCUMENT.format("café").encode("latin-1")), "its XML is broken"),
    "half of utf-16": (lambda: ordinary(main=b"\xff\xfe<\0x"), "its XML is broken"),
    "entities": (lambda: ordinary(main=LAUGHS), "declares a document type"),
    "outside": (lambda: ordinary(main='<!DOCTYPE x SYSTEM "http://127.0.0.1:9/a"><x/>'), "declares a document type"),
    "unknown entity": (lambda: ordinary(main=DOCUMENT.format("&x;")), "its XML is broken"),
    "deep": (lambda: ordinary(main=DOCUMENT.format("<w:p>" * 100_000)), "nested too deep"),
    "path": (lambda: ordinary(**{"../../evil.xml": "x"}), "path out of the file"),
}
SLOW = {
    "bomb": (lambda: ordinary(main=b" " * 30_000_000), "unpacks to"),
    "deep and whole": (lambda: ordinary(main=DOCUMENT.format("<w:p>" * 100_000 + "</w:p>" * 100_000)), "too deep"),
    "attributes": (lambda: ordinary(main="<x " + " ".join(f"a{n}=''" for n in range(100_000)) + "/>"), "holds no text"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_told_in_one_line(case: str) -> None:
    made, message = REFUSED[case]
    with pytest.raises(DocumentError, match=re.escape(message)) as told:
        list(read(io.BytesIO(made()), "a.docx"))
    assert str(told.value).startswith("a.docx: ")
    assert "\n" not in str(told.value)


@pytest.mark.parametrize("case", SLOW)
def test_what_would_take_all_memory_is_refused_soon(case: str, tmp_path: Path) -> None:
    made, message = SLOW[case]
    (tmp_path / "a.docx").write_bytes(made())
    refused("fix", "a.docx", "--track", "-o", "b.docx", folder=tmp_path)
    with pytest.raises(DocumentError, match=message):
        list(read(tmp_path / "a.docx"))


def renamed(part: bytes, rng: random.Random) -> bytes:
    """Return a part with all elements of one name under another."""
    names = re.findall(rb"<(w:\w+)", part)
    others = [
        *names,
        b"w:p",
        b"w:r",
        b"w:t",
        b"w:fldChar",
        b"w:sdt",
        b"mc:Choice",
        b"w:txbxContent",
        b"w:del",
        b"w:ins",
    ]
    return re.sub(rb"(</?)" + rng.choice(names) + rb"(?=[ />])", rb"\1" + rng.choice(others), part)


def cut(part: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(part))
    return part[:start] + part[start + rng.randrange(60) :]


@pytest.mark.parametrize("seed", range(4))
def test_a_file_with_faults_is_refused_or_written_as_meant(seed: int) -> None:
    rng = random.Random(seed)
    whole = parts_of(rich())
    for _ in range(40):
        mend = rng.choice((renamed, renamed, cut))
        data = zipped({**whole, MAIN: mend(mend(whole[MAIN], rng), rng)})
        try:
            (document,) = read(io.BytesIO(data), "a.docx")
        except DocumentError:
            continue
        revisions = [random_revision(segment, rng) for segment in document.segments]
        wanted = [revision.after.strip() for revision in revisions if re.search(r"\w", revision.after)]
        assert not wanted or texts(write(document, revisions)) == wanted
        assert not wanted or texts(TrackedWriter("x", lambda _: None).add(document, revisions)) == wanted


def test_references_out_of_the_file_are_not_followed() -> None:
    rows = [
        f'<Relationship Id="r1" Type="{R}/header" Target="../../../etc/passwd"/>',
        f'<Relationship Id="r2" Type="{R}/header" Target="http://127.0.0.1:9/x" TargetMode="External"/>',
        f'<Relationship Id="r3" Type="{R}/header" Target="document.xml"/>',
    ]
    assert texts(ordinary(**{"word/_rels/document.xml.rels": relationships(*rows)})) == ["It has 5 acres."]


def test_many_headers_are_read_in_time_that_grows_with_their_number(tmp_path: Path) -> None:
    numbers = range(2000)
    rows = [f'<Relationship Id="r{n}" Type="{R}/header" Target="h{n}.xml"/>' for n in numbers]
    headers = {f"word/h{n}.xml": f'<w:hdr xmlns:w="{W}">{paragraph(run(f"Page {n}"))}</w:hdr>' for n in numbers}
    assert len(texts(ordinary(**{"word/_rels/document.xml.rels": relationships(*rows)}, **headers))) == 2001
