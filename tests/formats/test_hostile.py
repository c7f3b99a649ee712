"""Files made to do harm are refused soon, in little memory and in one line; nothing is fetched, nothing written."""

import socket
import struct
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from format_samples import workbook

from yiwen.errors import DocumentError
from yiwen.formats import read, write
from yiwen.formats.archives import open_archive, write_archive
from yiwen.types import Revision

SECONDS = 2.0  # of the processor, the start of Python included
MEGABYTES = 300

XLIFF = (
    '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1">'
    "<source>亩</source><target>{}</target></trans-unit></body></file></xliff>"
)
TMX = '<tmx version="1.4"><body><tu><tuv xml:lang="en"><seg>{}</seg></tuv></tu></body></tmx>'
LAUGHS = (
    '<!DOCTYPE {0} [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)


class Ran(NamedTuple):
    code: int
    message: str
    seconds: float
    megabytes: float


RUN = """
import atexit, re, sys, time
from pathlib import Path

def tell():
    peak = re.search(r"VmHWM:\\s*(\\d+)", Path("/proc/self/status").read_text())[1]
    Path("usage").write_text(f"{time.process_time()} {int(peak) / 1024}")

atexit.register(tell)
from yiwen.cli import main
main()
"""


def ran(*arguments: str | Path, folder: Path) -> Ran:
    """Run the command line in its own process; its processor time and the most memory it held."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *map(str, arguments)], cwd=folder, capture_output=True, check=False, text=True
    )
    seconds, megabytes = map(float, (folder / "usage").read_text().split())
    (folder / "usage").unlink()
    return Ran(done.returncode, done.stderr, seconds, megabytes)


def refused(*arguments: str, folder: Path) -> None:
    """Assert that a command fails soon, in little memory, in one line, and leaves nothing behind."""
    before = sorted(path.name for path in folder.iterdir())
    found = ran(*arguments, "--no-builtin", folder=folder)  # the glossary's own loading is not what is measured
    assert found.code == 2, found
    assert found.message.count("\n") == 1, found
    assert found.seconds < SECONDS, found
    assert found.megabytes < MEGABYTES, found
    assert sorted(path.name for path in folder.iterdir()) == before


def book(**parts: bytes) -> bytes:
    """Return a bilingual workbook; `parts` replace its own."""
    places = {"strings": "xl/sharedStrings.xml", "sheet": "xl/worksheets/sheet1.xml"}
    rows = [["Chinese", "English"], ["占地300亩", "It covers 300 acres."]]
    return workbook(rows, {places[name]: data for name, data in parts.items()})


def with_member(name: str, link: bool = False) -> bytes:
    made = BytesIO(book())
    with zipfile.ZipFile(made, "a") as archive:
        info = zipfile.ZipInfo("x" * len(name))
        if link:
            info.external_attr = 0o120777 << 16
        archive.writestr(info, b"/etc/passwd")
    return made.getvalue().replace(b"x" * len(name), name.encode())


def bomb() -> bytes:
    zeros = b"<sst>" + bytes(64 << 20)
    return book(strings=zeros)


def lying_bomb() -> bytes:
    """Return a workbook whose directory says that a large part is small."""
    data = bytearray(book(strings=b"<sst>" + b" " * (64 << 20) + b"</sst>"))
    place = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/sharedStrings.xml"))
    data[place + 24 : place + 28] = struct.pack("<L", 4000)
    return bytes(data)


def many_parts() -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(21_000):
            archive.writestr(str(number), b"")
    return made.getvalue()


def overlapping() -> bytes:
    """Return an archive whose directory has two names for one part."""
    data = bytearray(book())
    sheet = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet1.xml"))
    strings = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/sharedStrings.xml"))
    data[strings + 42 : strings + 46] = data[sheet + 42 : sheet + 46]
    return bytes(data)


LOCAL = '<!DOCTYPE {} [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
HOSTILE: dict[str, tuple[str, str | Callable[[], bytes], str]] = {
    "entities expand, xliff": ("a.xlf", LAUGHS.format("xliff") + XLIFF.format("&i;"), "entities"),
    "entities expand, tmx": ("a.tmx", LAUGHS.format("tmx") + TMX.format("&i;"), "entities"),
    "entities expand, utf-16": ("a.tmx", lambda: (LAUGHS.format("tmx") + TMX.format("&i;")).encode("utf-16"), "entiti"),
    "entities expand, xlsx": (
        "a.xlsx",
        lambda: book(strings=(LAUGHS.format("sst") + "<sst><si><t>&i;</t></si></sst>").encode()),
        "entities",
    ),
    "outside entity, xliff": ("a.xlf", LOCAL.format("xliff") + XLIFF.format("&x;"), "entities"),
    "outside entity, tmx": ("a.tmx", LOCAL.format("tmx") + TMX.format("&x;"), "entities"),
    "unknown entity": ("a.xlf", XLIFF.format("&nbsp;"), "not well-formed"),
    "deep, xliff": ("a.xlf", lambda: XLIFF.format("<g>" * 200_000 + "</g>" * 200_000).encode(), "deep"),
    "deep, tmx": ("a.tmx", lambda: b"<tu>" * 1_000_000, "deep"),
    "deep, xlsx": ("a.xlsx", lambda: book(sheet=b"<row>" * 1_000_000), "deep"),
    "cut short": ("a.xlf", lambda: XLIFF.format("acres").encode()[:-30], "not well-formed"),
    "tags crossed": ("a.tmx", lambda: TMX.format("<hi>acres</ph>").encode(), "not well-formed"),
    "broken bytes": ("a.tmx", lambda: TMX.format("acres").encode() + b"<!-- \xff -->", "is not UTF-8"),
    "unknown encoding": ("a.tmx", lambda: b'<?xml version="1.0" encoding="zip"?>' + TMX.encode(), "is unknown"),
    "no text encoding": ("a.tmx", lambda: b'<?xml version="1.0" encoding="base64"?>' + TMX.encode(), "is unknown"),
    "zeros": ("a.tmx", lambda: TMX.format("\0").encode(), "not well-formed"),
    "empty": ("a.xlsx", lambda: b"", "empty"),
    "no zip": ("a.xlsx", lambda: b"Chinese,English\n", "no zipped document"),
    "zip cut short": ("a.xlsx", lambda: book()[:-40], "no zipped document"),
    "no workbook": ("a.xlsx", lambda: _zip("mimetype"), "no Excel workbook"),
    "bomb": ("a.xlsx", bomb, "200 times"),
    "bomb that lies": ("a.xlsx", lying_bomb, "damaged"),
    "parts that overlap": ("a.xlsx", overlapping, "damaged"),
    "many parts": ("a.xlsx", many_parts, "too large"),
    "path up": ("a.xlsx", lambda: with_member("../../../tmp/x"), "path out of the file"),
    "path of Windows": ("a.xlsx", lambda: with_member("..\\..\\x"), "path out of the file"),
    "path from the root": ("a.xlsx", lambda: with_member("/etc/cron.d/x"), "path out of the file"),
    "drive": ("a.xlsx", lambda: with_member("C:\\x"), "path out of the file"),
    "link": ("a.xlsx", lambda: with_member("xl/link", link=True), "is a link"),
    "one name twice": ("a.xlsx", lambda: with_member("XL/WORKBOOK.XML"), "one name"),
    "many columns": ("a.csv", lambda: b"," * 1_000_000, "cells"),
    "open quote": ("a.csv", lambda: b'zh,en\n"x,' + b"y\n" * 100_000, "a.csv:2: "),
    "no subtitles": ("a.srt", lambda: b"1\n" * 100_000, "no subtitles"),
    "no catalogue": ("a.po", lambda: b'msgid "x"\nnonsense\n', "a.po:2: "),
}


def _zip(name: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, b"x")
    return made.getvalue()


def made(case: str) -> bytes:
    content = HOSTILE[case][1]
    return content.encode() if isinstance(content, str) else content()


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_files_are_refused_in_one_line(case: str) -> None:
    name, _, message = HOSTILE[case]
    with pytest.raises(DocumentError) as told:
        list(read(BytesIO(made(case)), name))
    assert message in str(told.value)
    assert str(told.value).startswith(name)
    assert "\n" not in str(told.value)


WORST = ["entities expand, xliff", "bomb", "bomb that lies"]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux")
@pytest.mark.parametrize("case", WORST)
def test_the_worst_are_refused_soon_in_little_memory(case: str, tmp_path: Path) -> None:
    name = HOSTILE[case][0]
    (tmp_path / name).write_bytes(made(case))
    refused("fix", name, "-o", "out", folder=tmp_path)


def gigabyte(path: Path) -> Path:
    """Make a file of one line that takes no room on the disk."""
    with path.open("wb") as file:
        file.write(b"<p>")
        file.truncate(1 << 30)
    return path


@pytest.mark.parametrize("ending", ["html", "xlf", "tmx", "po", "csv", "srt", "xlsx", "txt", "md", "jsonl"])
def test_a_line_of_a_gigabyte_is_refused(ending: str, tmp_path: Path) -> None:
    path = gigabyte(tmp_path / f"a.{ending}")
    with pytest.raises(DocumentError) as told:
        list(read(path))
    assert "split it" in str(told.value) or "one row a line" in str(told.value)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is told by Linux")
@pytest.mark.parametrize("ending", ["html", "xlsx"])
def test_a_line_of_a_gigabyte_is_not_read(ending: str, tmp_path: Path) -> None:
    gigabyte(tmp_path / f"a.{ending}")
    refused("fix", f"a.{ending}", "-o", "out", folder=tmp_path)


@pytest.mark.parametrize(
    "data",
    [
        b"<b>" * 100_000 + b"40 acres",
        b"<p translate=no>" * 20_000,
        b"<p>x" + b"<" * 300_000,
        b"<p>x" + b"&" * 300_000,
        b"<p>x" + b"<!--" * 200_000,
        b"<p>x" + b"<a b='" * 100_000,
        b"<p>x" + b'<a b=c"' * 100_000,
        b"<p>x" + b"<textarea>" * 50_000,
        b"<pre>x" + b" <b>" * 40_000,
        b"<p>x " + b"<b> " * 100_000,
        b"<p>x" + b"<code></code> " * 20_000,
    ],
    ids=[
        "deep",
        "locked",
        "less-than",
        "ampersands",
        "comments",
        "quotes",
        "half-quotes",
        "raw",
        "preformatted",
        "spaces",
        "empty",
    ],
)
def test_a_hostile_page_is_read_soon_and_stays_as_it_is(data: bytes) -> None:
    if data.startswith(b"<p translate"):
        data += b"</p>" * 20_000 + b"<p>40 acres"
    try:
        (document,) = read(BytesIO(data), "a.html")
    except DocumentError as error:
        assert "\n" not in str(error)  # noqa: PT017  # either is well
    else:
        assert write(document, [Revision(s.mt, s.mt) for s in document.segments]) == data


def test_a_unit_of_too_many_elements_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiwen.formats.xml.MOST_NODES", 1000)
    with pytest.raises(DocumentError, match="1,000 others"):
        list(read(BytesIO(XLIFF.format('<x id="1"/>' * 2000).encode()), "a.xlf"))


def test_a_page_in_too_many_pieces_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yiwen.formats.marked.MOST_RUNS", 1000)
    with pytest.raises(DocumentError, match="1,000 pieces"):
        list(read(BytesIO(b"<p>" + b"&amp;" * 2000), "a.html"))


@contextmanager
def listening() -> Iterator[tuple[int, list[bytes]]]:
    """Listen on a port of this machine and note who calls."""
    calls: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.05)
    done = threading.Event()

    def serve() -> None:
        while not done.is_set():
            try:
                connection, _ = server.accept()
            except TimeoutError:
                continue
            with connection:
                calls.append(connection.recv(100))

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield server.getsockname()[1], calls
    finally:
        done.set()
        thread.join()
        server.close()


def test_nothing_is_fetched() -> None:
    with listening() as (port, calls):
        address = f"http://127.0.0.1:{port}"
        files = {
            "a.tmx": f'<!DOCTYPE tmx SYSTEM "{address}/tmx14.dtd">' + TMX.format("40 acres"),
            "a.xlf": f'<?xml-stylesheet href="{address}/a.xsl"?>'
            + XLIFF.format(f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{address}/a"/>40 acres'),
            "a.html": f'<!DOCTYPE html SYSTEM "{address}/a.dtd"><link href="{address}/a.css"><p>40 acres '
            f'<img src="{address}/a.png">',
        }
        for name, text in files.items():
            (document,) = read(BytesIO(text.encode()), name)
            assert [segment.mt for segment in document.segments] == ["40 acres"]
        with pytest.raises(DocumentError, match="entities"):
            list(read(BytesIO(f'<!DOCTYPE tmx [<!ENTITY % p SYSTEM "{address}/p">%p;]>{TMX}'.encode()), "a.tmx"))
    assert calls == []


def test_an_archive_is_the_same_when_nothing_changed() -> None:
    data = book()
    archive = open_archive(BytesIO(data), "a.xlsx")
    assert write_archive(archive, {}) == data
    assert write_archive(archive, {name: archive[name] for name in archive}) == data


def test_only_the_changed_part_of_an_archive_changes() -> None:
    archive = open_archive(BytesIO(book()), "a.xlsx")
    made = write_archive(archive, {"xl/workbook.xml": b"<new/>", "docProps/app.xml": None, "new.xml": b"<more/>"})
    after = open_archive(BytesIO(made), "b.xlsx")
    assert list(after) == [name for name in archive if name != "docProps/app.xml"] + ["new.xml"]
    assert {name for name in after if after[name] != archive.get(name)} == {"xl/workbook.xml", "new.xml"}
    with zipfile.ZipFile(BytesIO(archive.data)) as old, zipfile.ZipFile(BytesIO(made)) as new:
        for info in new.infolist()[:-1]:
            before = old.getinfo(info.filename)
            same = ("date_time", "compress_type", "external_attr", "create_system", "comment", "extra", "flag_bits")
            assert all(getattr(info, field) == getattr(before, field) for field in same)
