import polib
import pytest
from format_samples import PO, document, holds_edited, revisions, rewritten, unchanged
from hypothesis import given, settings
from hypothesis import strategies as st

from yiwen.errors import DocumentError
from yiwen.formats import write


def test_an_untouched_catalogue_is_the_same() -> None:
    for text in (PO, PO.replace("\n", "\r\n"), f"\ufeff{PO}"):
        doc = document(text, "a.po")
        assert write(doc, unchanged(doc)) == text.encode()


def test_translations_stand_beside_their_chinese() -> None:
    segments = document(PO, "a.po").segments
    assert [(s.id, s.mt, s.src) for s in segments] == [
        ("12", 'The park "%s" covers 300 acres.\n', "园区占地%d亩，共300亩。\n"),
        ("19", "It covers 50 acres.", "占地50亩"),
        ("20", "It covers 60 acres.", "占地60亩"),
        ("23", "", "空"),
    ]
    assert [span.of(segments[0].mt) for span in segments[0].locked] == ["%s"]


def test_a_repair_crosses_lines_and_is_escaped() -> None:
    made = rewritten(PO, "a.po", {"300 acres.\n": '300 "mu"\\.\n', "50 acres": "50 mu"})
    assert made == PO.replace('"acres.\\n"', r'"\"mu\"\\.\n"').replace("50 acres", "50 mu")
    assert polib.pofile(made)[0].msgstr == 'The park "%s" covers 300 "mu"\\.\n'


def test_comments_switch_rules_off() -> None:
    text = PO.replace("#. comment", "# yiwen: ignore mu-not-acre\n#. comment")
    assert [segment.ignored for segment in document(text, "a.po").segments] == [("mu-not-acre",), (), (), ()]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('msgid "a"\nmsgstr ""\n', "holds no translated message"),
        ('msgid ""\nmsgstr "Language: zh_CN\\n"\n\nmsgid "a"\nmsgstr "b"\n', "translates into 'zh_CN'"),
        ('msgid "a"\nmsgstr "b"\nc\n', "a.po:3: is no line of a PO file"),
        ('msgid "a\nmsgstr "b"\n', "a.po:1: is no line of a PO file"),
    ],
)
def test_what_cannot_be_repaired_is_told(text: str, told: str) -> None:
    with pytest.raises(DocumentError, match=told):
        document(text, "a.po")


TEXTS = st.text(st.sampled_from('ab %s"\\\n\t亩é'), min_size=1, max_size=20)


@settings(deadline=None)
@given(st.data(), st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4, unique_by=lambda pair: pair[0]))
def test_catalogues_of_polib_are_read_as_polib_reads_them(data: st.DataObject, pairs: list[tuple[str, str]]) -> None:
    book = polib.POFile()
    book.metadata = {"Content-Type": "text/plain; charset=utf-8", "Language": "en"}
    book.extend(polib.POEntry(msgid=f"z{source}", msgstr=f"x{target}") for source, target in pairs)
    text = str(book)
    doc = document(text, "a.po")
    assert [(s.src, s.mt) for s in doc.segments] == [(f"z{source}", f"x{target}") for source, target in pairs]
    made = data.draw(revisions(doc))
    assert [entry.msgstr for entry in polib.pofile(write(doc, made).decode())] == [one.after for one in made]
    if any(one.after.strip() for one in made):
        holds_edited(doc, "a.po", made)
