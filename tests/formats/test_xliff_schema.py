"""XLIFF that we write holds the published schemas of OASIS: 1.2 (strict) and 2.0 (core)."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from format_samples import MQXLIFF, SDLXLIFF, XLIFF_2, XLIFF_12, document, revised
from lxml import etree

from yiwen.formats import write
from yiwen.types import Edit, Revision, Span

SCHEMAS = os.environ.get("YIWEN_XLIFF_SCHEMAS")
FILES = {"a.xlf": XLIFF_12, "b.xlf": XLIFF_2, "c.sdlxliff": SDLXLIFF, "d.mqxliff": MQXLIFF}
NAMES = {"1.2": "xliff-core-1.2-strict.xsd", "2.0": "xliff-core-2.0.xsd"}
Broken = Callable[[bytes], list[str]]

pytestmark = pytest.mark.skipif(
    not SCHEMAS, reason="needs the published schemas: set YIWEN_XLIFF_SCHEMAS to their folder (.ci/run does)"
)


class _Local(etree.Resolver):
    """Finds what a schema imports beside it: nothing is fetched."""

    def resolve(self, url: str, public_id: str, context: object) -> object:  # noqa: ARG002  # lxml's own signature
        return self.resolve_filename(str(Path(SCHEMAS or "") / url.rpartition("/")[2]), context)


@pytest.fixture(scope="module")
def broken() -> Broken:
    """Return a function that says where a file breaks the schema of its version."""
    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(_Local())
    schemas = {
        version: etree.XMLSchema(etree.parse(str(Path(SCHEMAS or "") / name), parser))
        for version, name in NAMES.items()
    }

    def errors(data: bytes) -> list[str]:
        root = etree.fromstring(data)
        schema = schemas["1.2" if root.get("version") == "1.2" else "2.0"]
        schema.validate(root)
        return [error.message for error in schema.error_log]

    return errors


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("propose", [False, True])
def test_what_is_written_breaks_no_schema_that_its_input_holds(broken: Broken, name: str, propose: bool) -> None:
    doc = document(FILES[name], name, propose=propose)
    written = write(doc, revised(doc, {"acres": "mu"}))
    assert written != FILES[name].encode()
    assert sorted(set(broken(written))) == sorted(set(broken(FILES[name].encode())) & set(broken(written)))


@pytest.mark.parametrize("name", FILES)
def test_first_texts_of_segments_break_no_schema(broken: Broken, name: str) -> None:
    more = {
        "a.xlf": ("</group>\n<group", '<trans-unit id="n"><source>占地</source></trans-unit></group>\n<group'),
        "b.xlf": ("</file>", '<unit id="n"><segment id="s"><source>占地</source></segment></unit></file>'),
        "c.sdlxliff": ("</body>", '<trans-unit id="n"><source>占地</source><target/></trans-unit></body>'),
        "d.mqxliff": ("</body>", '<trans-unit id="n"><source>占地</source><target></target></trans-unit></body>'),
    }
    text = FILES[name].replace(*more[name])
    doc = document(text, name)
    first = Edit(Span(0, 0), "", "Land & more", "hand")
    revisions = [Revision(one.mt, one.mt) if one.mt else Revision("", "Land & more", (first,)) for one in doc.segments]
    written = write(doc, revisions)
    assert b"Land &amp; more</" in written
    assert set(broken(written)) <= set(broken(text.encode()))


def test_the_samples_of_both_versions_hold_the_schemas_and_what_is_broken_is_found(broken: Broken) -> None:
    assert broken(XLIFF_12.encode()) == []
    assert broken(XLIFF_2.encode()) == []
    assert broken(XLIFF_12.replace("<source>", "<sauce>").replace("</source>", "</sauce>").encode())
