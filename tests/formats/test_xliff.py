import re

import pytest
from format_samples import (
    MQXLIFF,
    SDLXLIFF,
    XLIFF_2,
    XLIFF_12,
    document,
    holds_edited,
    revised,
    revisions,
    rewritten,
    unchanged,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from translate.storage import xliff, xliff2
from xliff_rules import broken_rules

from yiwen.errors import DocumentError
from yiwen.formats import write
from yiwen.formats.runs import OBJECT
from yiwen.types import Document
from yiwen.workflow.undo import edits_record, undo_bytes

FILES = {"a.xlf": XLIFF_12, "b.xlf": XLIFF_2, "a.sdlxliff": SDLXLIFF, "a.mqxliff": MQXLIFF}
MU = {f"{number} acres": f"{number} mu" for number in (300, 40, 50, 60, 70, 80, 90, 95, 99)}


def texts(doc: Document) -> dict[str, str]:
    return {segment.id: segment.mt for segment in doc.segments}


@pytest.mark.parametrize("name", FILES)
def test_an_untouched_file_is_the_same(name: str) -> None:
    doc = document(FILES[name], name)
    assert write(doc, unchanged(doc)) == FILES[name].encode()


def test_what_is_closed_is_not_read_and_what_is_empty_has_no_text_12() -> None:
    assert texts(document(XLIFF_12, "a.xlf")) == {
        "1": "The park covers 300 acres.",
        "6": "It covers 80 acres.",
        "7": "",
        "8": "",
    }


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("", ["", ""]),
        ("<target/>", ["", ""]),
        ("<target></target>", ["", ""]),
        ('<target><mrk mtype="seg" mid="8">Ten acres.</mrk><mrk mtype="seg" mid="9"/></target>', ["Ten acres.", ""]),
    ],
)
def test_marked_segments_that_nobody_translated_have_no_text(target: str, expected: list[str]) -> None:
    unit = (
        '<trans-unit id="n"><source>占地10亩。占地11亩。占地12亩。</source><seg-source>'
        '<mrk mtype="seg" mid="8">占地10亩。</mrk>'
        '<mrk mtype="seg" mid="9">占地11亩。</mrk><mrk mtype="seg" mid="10">占地12亩。</mrk></seg-source>'
        f'{target}<sdl:seg-defs><sdl:seg id="10" locked="true"/></sdl:seg-defs></trans-unit></body>'
    )
    text = SDLXLIFF.replace("</body>", unit)
    added = document(text, "a.sdlxliff").segments[2:]
    assert [(s.id, s.src, s.mt) for s in added] == [
        ("n:8", "占地10亩。", expected[0]),
        ("n:9", "占地11亩。", expected[1]),
    ]
    assert all(state not in rewritten(text, "a.sdlxliff", {"acres": "mu"}) for state in ('id="9" conf', 'id="10" conf'))


def test_segments_of_2_that_nobody_translated_have_no_text() -> None:
    for target in ("", "<target/>", "<target> </target>"):
        unit = f'<unit id="n"><segment><source>占地10亩。</source>{target}</segment></unit></file>'
        doc = document(XLIFF_2.replace("</file>", unit), "a.xlf")
        assert (doc.segments[-1].id, doc.segments[-1].mt.strip(), doc.segments[-1].src) == ("n", "", "占地10亩。")


def test_what_is_closed_is_not_read_2() -> None:
    assert texts(document(XLIFF_2, "a.xlf")) == {
        "u1:s1": "The park [img] covers 300 acres.".replace("[img]", OBJECT),
        "u1:2": "It covers 40 acres.",
        "u3": "It covers 80 acres.",
    }


def test_what_is_locked_signed_off_confirmed_or_tracked_is_not_read_in_trados_files() -> None:
    assert list(texts(document(SDLXLIFF, "a.sdlxliff"))) == ["1", "6"]


def test_what_is_locked_or_confirmed_is_not_read_in_memoq_files() -> None:
    assert texts(document(MQXLIFF, "a.mqxliff")) == {"1": "It covers 300 acres."}


def test_what_is_locked_or_confirmed_is_not_read_in_phrase_files() -> None:
    marks = {"a": "", "b": 'm:confirmed="0"', "c": 'm:confirmed="1"', "d": 'm:locked="true"'}
    units = "".join(
        f'<trans-unit id="{key}" {mark}><source>亩</source><target>5 acres</target></trans-unit>'
        for key, mark in marks.items()
    )
    text = f'<xliff version="1.2" xmlns:m="http://www.memsource.com/mxlf/2.0"><file target-language="en"><body>{units}'
    assert list(texts(document(f"{text}</body></file></xliff>", "a.mxliff"))) == ["a", "b"]


def test_sources_stand_beside_their_targets() -> None:
    sources = ["园区占地300亩。", "占地80亩", "占地90亩", "占地95亩"]
    assert [s.src for s in document(XLIFF_12, "a.xlf").segments] == sources
    assert [s.src for s in document(SDLXLIFF, "a.sdlxliff").segments] == ["园区占地300亩。", "占地80亩。"]
    assert document(XLIFF_2, "a.xlf").segments[1].src == "占地40亩。"


def test_a_repair_changes_its_words_and_the_state_12() -> None:
    assert rewritten(XLIFF_12, "a.xlf", MU) == XLIFF_12.replace(
        '<target>The park covers <g id="1">300 acres',
        '<target state="needs-review-translation">The park covers <g id="1">300 mu',
    ).replace("'translated'>It covers 80 acres", "'needs-review-translation'>It covers 80 mu")


def test_a_repair_changes_its_words_and_the_state_2() -> None:
    assert rewritten(XLIFF_2, "a.xlf", MU) == XLIFF_2.replace(
        '<segment id="s1" state="initial">', '<segment subState="yiwen:repaired" id="s1" state="translated">'
    ).replace("300 acres", "300 mu").replace(
        "<segment><source>占地40", '<segment state="translated" subState="yiwen:repaired"><source>占地40'
    ).replace("40 acres", "40 mu").replace("my:x", "yiwen:repaired").replace("80 acres", "80 mu")


def test_a_repaired_segment_is_a_draft_in_trados_files() -> None:
    assert rewritten(SDLXLIFF, "a.sdlxliff", MU) == SDLXLIFF.replace("300 acres", "300 mu").replace(
        '<sdl:seg id="1" conf="Translated"', '<sdl:seg id="1" conf="Draft"'
    ).replace("80 acres", "80 mu").replace('<sdl:seg id="6">', '<sdl:seg conf="Draft" id="6">')


def test_a_repaired_segment_is_edited_in_memoq_files() -> None:
    assert rewritten(MQXLIFF, "a.mqxliff", {"acres.": "mu."}) == MQXLIFF.replace(
        "</ept> acres", "</ept> mu", 1
    ).replace("Pretranslated", "PartiallyEdited")


def test_proposals_stand_beside_the_target_12() -> None:
    offered = '<alt-trans origin="yiwen"><target>The park covers <g id="1">300 mu</g>.</target></alt-trans>'
    place = '<target>The park covers <g id="1">300 acres</g>.</target>'
    made = rewritten(XLIFF_12, "a.xlf", {"300 acres": "300 mu"}, propose=True)
    assert made == XLIFF_12.replace(place, place + offered)


def test_proposals_name_their_segment_in_trados_files() -> None:
    made = rewritten(SDLXLIFF, "a.sdlxliff", MU, propose=True)
    assert (
        '<alt-trans mid="1" origin="yiwen"><target>The park covers <g id="5">300 mu</g>.</target></alt-trans>' in made
    )
    assert re.sub("<alt-trans.*?</alt-trans>", "", made) == SDLXLIFF


def test_proposals_are_matches_in_2_and_notes_where_a_segment_has_no_id() -> None:
    made = rewritten(XLIFF_2, "a.xlf", MU, propose=True)
    assert re.findall("<mtc:match .*?>", made) == [
        '<mtc:match xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0" ref="#s1" origin="yiwen">'
    ]
    note = '<note id="yiwen-{}" category="yiwen" appliesTo="target">It covers {} mu.</note>'
    assert f"<notes>{note.format(2, 40)}</notes><originalData>" in made
    assert f'<unit id="u3"><notes>{note.format(1, 80)}</notes><segment' in made
    assert re.sub("<mtc:matches .*?</mtc:matches>|<notes>.*?</notes>", "", made, flags=re.DOTALL) == XLIFF_2


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("propose", [False, True])
def test_what_is_written_keeps_the_rules_of_the_specification(name: str, propose: bool) -> None:
    assert broken_rules(FILES[name].encode()) == []
    doc = document(FILES[name], name, propose=propose)
    made = revised(doc, {"acres": "mu"})
    written = write(doc, made)
    assert broken_rules(written) == []
    assert undo_bytes(written, name, edits_record(doc, made)) == FILES[name].encode()


@pytest.mark.parametrize("name", FILES)
def test_proposing_twice_changes_nothing(name: str) -> None:
    doc = document(FILES[name], name, propose=True)
    once = write(doc, revised(doc, {"acres": "mu"}))
    again = document(once, name, propose=True)
    assert write(again, revised(again, {"acres": "mu"})) == once
    other = write(again, revised(again, {"acres": "hectares"})).decode()
    assert other == once.decode().replace("mu", "hectares").replace("xmlns:hectares", "xmlns:mu")


def test_the_rules_find_what_is_broken() -> None:
    wrong = XLIFF_12.replace('state="final"', 'state="done"').replace("<note>", "<target/><note>")
    assert [told.partition(": ")[2][:20] for told in broken_rules(wrong.encode())] == [
        "source, seg-source, ",
        "no state of 1.2: don",
    ]
    moved = XLIFF_2.replace(' state="initial"', ' subState="x"').replace("<ignorable>", '<notes/><ignorable id="s1">')
    assert len(broken_rules(moved.encode())) == 3


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ('a <x id="1" equiv-text="{n}"/> b', "a {n} b"),
        ('a<x id="1" ctype="lb"/>b', "a\nb"),
        ('<ph id="1" ctype="x-bold">&lt;b></ph>a', "a"),
        ('a <ph id="1">%s</ph> b', "a %s b"),
        ('<bpt id="1">x</bpt>a<ept id="1">y</ept> <it id="2" pos="open">z</it>b', "a b"),
        ("a<!-- no --><?p i?> b<![CDATA[ & c]]>", "a b & c"),
        ("&lt;a&gt; &#x4EA9;&#233;", "<a> 亩é"),
        ('<g id="1">small</g><bx id="2"/> <mrk mtype="term">giant</mrk><ex id="2"/>', "small giant"),
    ],
)
def test_inline_elements_read_as_a_translator_sees_them(content: str, text: str) -> None:
    (segment,) = document(one(content), "a.xlf").segments
    assert segment.mt == text


def one(content: str) -> str:
    return (
        '<xliff version="1.2"><file source-language="zh" target-language="en"><body><trans-unit id="1">'
        f"<source>亩</source><target>{content}</target></trans-unit></body></file></xliff>"
    )


def test_placeholders_and_what_is_protected_are_locked() -> None:
    content = 'a <x id="1"/> %d {0} <mrk mtype="protected">40 acres</mrk> &amp; &unknown'.removesuffix(" &unknown")
    (segment,) = document(one(content), "a.xlf").segments
    assert [span.of(segment.mt) for span in segment.locked] == [OBJECT, "%d", "{0}", "40 acres"]


def test_a_term_broken_by_a_tag_keeps_its_tags() -> None:
    content = 'three <g id="1">old</g> <x id="2"/>transformation'
    made = rewritten(one(content), "a.xlf", {"three old ": "“three-old” "})
    assert '“three-<g id="1">old</g>” <x id="2"/>transformation' in made


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<html/>", "no unit"),
        (one("").replace("<target></target>", ""), "no English target"),
        (one("Bonjour").replace('"en"', '"fr"'), "another language"),
        (one("x").replace("<target>", '<target state="final">'), "confirmed"),
    ],
)
def test_what_cannot_be_repaired_is_told(content: str, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        document(content, "a.xlf")


def test_prefixes_of_the_file_are_kept() -> None:
    prefixed = XLIFF_12.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x=")
    made = rewritten(prefixed, "a.xlf", {"300 acres": "300 mu"}, propose=True)
    assert (
        '<x:alt-trans origin="yiwen"><x:target>The park covers <x:g id="1">300 mu</x:g>.</x:target></x:alt-trans>'
        in made
    )
    assert broken_rules(made.encode()) == []


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "gb18030", "windows-1252"])
def test_the_encoding_is_kept_and_what_it_lacks_is_a_reference(codec: str) -> None:
    text = f'<?xml version="1.0" encoding="{codec.removesuffix("-sig")}"?>' + one("40 acres").replace("亩", "&#20137;")
    doc = document(text.encode(codec), "a.xlf")
    made = write(doc, revised(doc, {"acres": "mu 亩"}))
    assert document(made, "a.xlf").segments[0].mt == "40 mu 亩"
    assert ("&#20137;</target>" in made.decode(codec)) == (codec == "windows-1252")


PIECES = st.sampled_from(
    """300 acres|of |&amp;|&#233;|<x id="1"/>|<g id="2">small</g>|<g id="3"><g id="4">a</g> b</g>|<ph id="5">{0}</ph>|
    <bpt id="6">&lt;b></bpt>giant<ept id="6">x</ept>|<![CDATA[a<b]]>|<!-- c -->|<mrk mtype="protected">no</mrk>|亩|%s|
    """.split("|")
)
TAG = re.compile(r"<(?!!\[CDATA)[^<>]*>")


@settings(deadline=None)
@given(st.data(), st.lists(PIECES, min_size=1, max_size=12).map("".join))
def test_edits_never_move_or_lose_a_tag(data: st.DataObject, content: str) -> None:
    text = one(f"x{content}")
    doc = document(text, "a.xlf")
    made = data.draw(revisions(doc))
    written = write(doc, made).decode()
    states = re.compile(' state="needs-review-translation"')
    assert TAG.findall(states.sub("", cut(written))) == TAG.findall(cut(text))
    if made[0].after.strip():
        holds_edited(doc, "a.xlf", made)


def cut(text: str) -> str:
    return re.sub(r"<!\[CDATA\[.*?\]\]>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("propose", [False, True])
def test_the_translate_toolkit_reads_the_same_units(name: str, propose: bool) -> None:
    kind = xliff2.Xliff2File if "2.1" in FILES[name] else xliff.xlifffile
    doc = document(FILES[name], name, propose=propose)
    before, after = kind.parsestring(FILES[name].encode()), kind.parsestring(write(doc, revised(doc, {"acres": "mu"})))
    assert [(unit.getid(), unit.source) for unit in after.units] == [
        (unit.getid(), unit.source) for unit in before.units
    ]
    if propose:
        assert [str(unit.target) for unit in after.units] == [str(unit.target) for unit in before.units]
    if propose and kind is xliff.xlifffile:
        offered = [alternative for unit in after.units for alternative in unit.getalttrans(origin="yiwen")]
        translated = [segment for segment in doc.segments if segment.mt]
        assert ["mu" in str(one.target) for one in offered] == [True] * len(translated)
