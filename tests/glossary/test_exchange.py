"""Termbases go in and out of every format without loss; what cannot be used is told with its line."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yiwen.errors import GlossaryError
from yiwen.formats.xlsx import write_rows
from yiwen.glossary.exchange import JunkRow, TermRow, read_termbase
from yiwen.glossary.load import load_entries
from yiwen.glossary.pairs import load_user_glossary_and_junk
from yiwen.glossary.termbase_writers import WRITERS, write_termbase

ROWS = [
    TermRow("亩", ("mu", "Chinese mu"), "a"),
    TermRow("三旧改造", ('"three olds" renewal, so called',), "b"),
    TermRow("专精特新", ("specialized & sophisticated",), "c"),
    TermRow("等于", ("=1+1",), "d"),
]
READ_BACK = [name for name in WRITERS if name not in ("yaml", "service", "tbx3")]


def pairs(rows: tuple[TermRow, ...] | list[TermRow]) -> list[tuple[str, tuple[str, ...]]]:
    return [(row.zh, row.en) for row in rows]


@pytest.mark.parametrize("name", READ_BACK)
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"terms.{name}"
    path.write_bytes(write_termbase(ROWS, name))
    termbase = read_termbase(path)
    assert pairs(termbase.rows) == pairs(ROWS)
    assert termbase.junk == ()


def test_the_newer_tbx_is_read_too(tmp_path: Path) -> None:
    path = tmp_path / "terms.tbx"
    path.write_bytes(write_termbase(ROWS, "tbx3"))
    assert pairs(read_termbase(path).rows) == pairs(ROWS)


def test_yaml_is_a_glossary_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "terms.yaml"
    path.write_bytes(write_termbase([*ROWS, TermRow("畝", ("mu",), "e")], "yaml"))
    entries = load_entries(path, {}, user=True)
    assert [(entry.id, entry.zh, entry.en) for entry in entries][:1] == [("mu", ("亩",), ("mu", "Chinese mu"))]
    assert entries[-1].id == "mu-2"


def test_a_service_gets_two_columns_and_one_rendering() -> None:
    rows = [*ROWS[:1], TermRow("亩", ("acre",), "x"), TermRow("坏\t行", ("bad",), "y")]
    assert write_termbase(rows, "service").decode() == "亩\tmu\n坏 行\tbad\n"


def test_rows_of_one_term_are_joined() -> None:
    rows = [TermRow("亩", ("mu",), "1"), TermRow("亩", ("Chinese mu", "mu"), "2")]
    assert write_termbase(rows, "tsv").decode() == "zh\ten\n亩\tmu|Chinese mu\n"


@given(
    st.lists(
        st.tuples(
            st.text("一二三四五六七八九十", min_size=1, max_size=4), st.text("abc <&>\"'=", min_size=1, max_size=9)
        ),
        min_size=1,
        max_size=6,
        unique_by=lambda pair: pair[0],
    )
)
def test_any_text_survives_tbx_and_xlsx(tmp_path_factory: pytest.TempPathFactory, terms: list[tuple[str, str]]) -> None:
    rows = [TermRow(zh, (" ".join(en.split()),), "") for zh, en in terms if en.split()]
    if not rows:
        return
    for name in ("tbx", "xlsx"):
        path = tmp_path_factory.mktemp("terms") / f"t.{name}"
        path.write_bytes(write_termbase(rows, name))
        assert pairs(read_termbase(path).rows) == pairs(rows)


TBX = """<?xml version="1.0"?>
<martif type="TBX" xml:lang="en"><text><body>
<termEntry id="1"><descrip type="subjectField">land</descrip>
 <langSet xml:lang="zh-CN"><tig><term>亩</term></tig><tig><term>市亩</term></tig></langSet>
 <langSet xml:lang="en-US">
  <tig><term>acre</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
  <ntig><termGrp><term>Chinese  mu</term></termGrp></ntig>
  <ntig><termGrp><term>mu</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></termGrp></ntig>
 </langSet>
 <langSet xml:lang="de"><tig><term>Mu</term></tig></langSet></termEntry>
<termEntry id="2"><langSet xml:lang="en"><tig><term>hectare</term></tig></langSet></termEntry>
</body></text></martif>"""


def test_of_a_concept_the_preferred_term_is_first_and_a_deprecated_one_is_no_rendering(tmp_path: Path) -> None:
    path = tmp_path / "t.tbx"
    path.write_text(TBX, encoding="utf-8")
    termbase = read_termbase(path)
    assert pairs(termbase.rows) == [("亩", ("mu", "Chinese mu")), ("市亩", ("mu", "Chinese mu"))]
    assert termbase.junk == (JunkRow("t.tbx:11", "the row lacks Chinese"),)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", encoding="utf-8")
    path = tmp_path / "t.tbx"
    doctype = f'<!DOCTYPE martif [<!ENTITY file SYSTEM "{secret.as_uri()}"><!ENTITY word "lol">]>'
    path.write_text(TBX.replace("<martif", f"{doctype}<martif", 1).replace("hectare", "&file;&word;"), encoding="utf-8")
    assert "secret" not in repr(read_termbase(path)) + repr(read_termbase(path).junk)


@pytest.mark.parametrize(
    ("name", "content", "junk"),
    [
        ("a.csv", "zh,en\n亩,mu\n公顷\n", "a.csv:3: the row has 1 cell; it needs 2"),
        ("a.csv", "zh,en\n亩,mu\n,acre\n", "a.csv:3: the row lacks Chinese"),
        ("a.csv", "zh,en\nmu,mu\n亩,mu\n", "a.csv:2: 'mu' is not Chinese"),
        ("a.csv", "zh-CN,English\n亩,mu\n公顷,公顷\n", "a.csv:3: the English holds Chinese characters"),
        ("a.tsv", f"zh\ten\n亩\tmu\n公顷\t{'word ' * 99}\n", "a.tsv:3: longer than 300 characters"),
        ("a.jsonl", '{"zh":"亩","en":"mu"}\n{"zh"\n', "a.jsonl:2: broken JSON"),
        ("a.json", '[{"zh":"亩","en":"mu"},3]', "a.json:2: a row is"),
        ("a.json", '{"亩":"mu","公顷":""}', "a.json:2: the row lacks English"),
    ],
)
def test_a_row_that_cannot_be_used_is_told_and_left_out(tmp_path: Path, name: str, content: str, junk: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    entries, told = load_user_glossary_and_junk(path, {})
    assert [(entry.zh, entry.en) for entry in entries] == [(("亩",), ("mu",))]
    assert [str(row) for row in told] == [str(row) for row in told if str(row).startswith(junk)] != []


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "fr,en\narpent,acre\n", "a.csv:1: the header has no column 'zh'"),
        ("a.tbx", TBX.replace("zh-CN", "fr"), "has no Chinese (zh) terms (its languages: de, en, en-US, fr)"),
        ("a.tbx", "<martif><text>", "not XML"),
        ("a.tbx", "<html/>", "holds no concept of TBX"),
        ("a.json", "3", "is no list of rows"),
        ("a.json", "[", "broken JSON"),
        ("a.csv", "zh,en\nmu,亩\n", "a.csv:2: 'mu' is not Chinese; no row of the file is a pair"),
    ],
)
def test_a_file_that_is_no_termbase_is_refused(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError) as error:
        read_termbase(path)
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_of_a_workbook_the_first_sheet_with_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.xlsx"
    path.write_bytes(write_rows([["", ""], ["No.", "中文", "English (US)"], ["1", "亩", "mu"], ["2", "", "x"]]))
    termbase = read_termbase(path)
    assert pairs(termbase.rows) == [("亩", ("mu",))]
    assert [row.where for row in termbase.junk] == ["t.xlsx:4"]


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(GlossaryError, match="format 'doc': unknown"):
        write_termbase(ROWS, "doc")


MULTITERM = """<?xml version="1.0" encoding="UTF-8"?>
<mtf>
  <conceptGrp><concept>1</concept>
    <languageGrp><language type="Chinese (PRC)" lang="ZH-CN"/><termGrp><term>湾区</term></termGrp></languageGrp>
    <languageGrp><language type="English" lang="EN-US"/>
      <termGrp><term>Bay District</term><descripGrp><descrip type="Status">Forbidden</descrip></descripGrp></termGrp>
      <termGrp><term>the bay</term><descripGrp><descrip type="Status">admitted</descrip></descripGrp></termGrp>
      <termGrp><term>Bay Area</term><descripGrp><descrip type="Status">preferred</descrip></descripGrp></termGrp>
    </languageGrp>
  </conceptGrp>
</mtf>
"""
MEMOQ = (
    "Entry_ID;Entry_Subject;Chinese_PRC;Term_Info;English_Def;English;Term_Info;Term_Example;English;Term_Info\n"
    "1;places;湾区;;a bay and its cities;the bay;CasePermissive;;Bay Area;Preferred\n"
    "1;places;湾区;;;Bay District;CasePermissive, Forbidden;;;\n"
)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("terms.xml", MULTITERM),
        ("terms.csv", MEMOQ),
        ("terms.csv", "zh,en,forbidden\n湾区,Bay Area|the bay,Bay District\n"),
        ("terms.csv", "zh,en,status\n湾区,the bay,admitted\n湾区,Bay Area,preferred\n湾区,Bay District,forbidden\n"),
        ("terms.csv", "zh,en,forbidden\n湾区,Bay Area|the bay,no\n湾区,Bay District,TRUE\n"),
        ("terms.jsonl", '{"zh": "湾区", "en": ["Bay Area", "the bay"], "forbidden": ["Bay District"]}\n'),
    ],
)
def test_term_status_is_heeded_whoever_wrote_the_termbase(tmp_path: Path, name: str, content: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    termbase = read_termbase(path)
    assert termbase.junk == ()
    entries, _ = load_user_glossary_and_junk(path, {})
    (entry,) = entries
    assert set(entry.en) == {"Bay Area", "the bay"}
    assert entry.wrong[0].put == entry.en[0]
    assert entry.wrong[0].pattern.compile().search("in the bay district,")
    assert {row.forbidden for row in termbase.rows} - {()} == {("Bay District",)}


@pytest.mark.parametrize("name", ["tbx", "tbx3", "csv", "tsv", "xlsx", "jsonl"])
def test_forbidden_renderings_are_written_and_read_back(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"terms.{name.removesuffix('3')}"
    rows = [TermRow("湾区", ("Bay Area", "the bay"), "a", ("Bay District",)), TermRow("亩", ("mu",), "b")]
    path.write_bytes(write_termbase(rows, name))
    read = read_termbase(path)
    assert [(row.zh, row.en, row.forbidden) for row in read.rows] == [(row.zh, row.en, row.forbidden) for row in rows]


def test_a_term_with_forbidden_renderings_alone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("zh,en,status\n亩,mu,\n公顷,acre,forbidden\n", encoding="utf-8")
    assert [str(row) for row in read_termbase(path).junk] == [
        "a.csv:3: the row has no rendering to write; the row is left out"
    ]


def test_forbidden_renderings_become_rules_of_a_glossary_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_bytes(write_termbase([TermRow("湾区", ("Bay Area",), "a", ("Bay District",))], "yaml"))
    (entry,) = load_entries(path, {}, user=True)
    assert [wrong.put for wrong in entry.wrong] == ["Bay Area", "Bay Areas"]
    assert entry.wrong[0].pattern.compile().search("the bay district,")


def test_a_table_that_a_chinese_excel_saved_is_read(tmp_path: Path) -> None:
    path = tmp_path / "terms.csv"
    path.write_bytes("zh,en\n湾区,Bay Area\n".encode("gb18030"))
    assert pairs(read_termbase(path).rows) == [("湾区", ("Bay Area",))]


def test_a_written_tbx_is_opened_by_another_reader(tmp_path: Path) -> None:
    from translate.storage.tbx import tbxfile

    rows = [TermRow("湾区", ("Bay Area",), "a"), TermRow("研发", ("R&D <new>",), "b")]
    store = tbxfile.parsestring(write_termbase(rows, "tbx"))
    assert [(unit.source, unit.target) for unit in store.units] == [("湾区", "Bay Area"), ("研发", "R&D <new>")]


def test_a_written_tbx_has_what_its_dialect_asks_for() -> None:
    from lxml import etree

    row = TermRow("湾区", ("Bay Area", "the bay"), "a", ("Bay District",))
    old = etree.fromstring(write_termbase([row], "tbx"))
    assert [node.tag for node in old.iter()][:8] == [
        "martif", "martifHeader", "fileDesc", "sourceDesc", "p", "encodingDesc", "p", "text",
    ]  # fmt: skip
    new = etree.fromstring(write_termbase([row], "tbx3"))
    assert (new.get("type"), new.get("style"), etree.QName(new).namespace) == (
        "TBX-Basic",
        "dca",
        "urn:iso:std:iso:30042:ed-2",
    )
    for root in (old, new):
        notes = [node for node in root.iter() if etree.QName(node).localname == "termNote"]
        assert {node.get("type") for node in notes} == {"administrativeStatus"}
        assert [node.text for node in notes] == ["preferredTerm-admn-sts", "deprecatedTerm-admn-sts"]
        before = [note.getprevious() for note in notes]
        assert {etree.QName(node).localname for node in before if node is not None} == {"term"}


def test_a_written_workbook_is_opened_by_openpyxl_and_holds_no_formula(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "t.xlsx"
    path.write_bytes(write_termbase(ROWS, "xlsx"))
    cells = [cell for row in load_workbook(path).worksheets[0].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} == {"s"}
    assert "=1+1" in [cell.value for cell in cells]


@given(st.text("a'=+-@ 1", min_size=1, max_size=8).map(lambda text: f"{text.strip()}a"))
def test_no_cell_of_a_table_is_a_formula_and_each_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rendering: str
) -> None:
    for name, delimiter in (("csv", ","), ("tsv", "\t")):
        path = tmp_path_factory.mktemp("terms") / f"t.{name}"
        path.write_bytes(write_termbase([TermRow("等于", (rendering,), "")], name))
        header, (_, written) = csv.reader(StringIO(path.read_text(encoding="utf-8-sig")), delimiter=delimiter)
        assert header == ["zh", "en"]
        assert written[0] not in "=+-@"
        assert [" ".join(en.split()) for row in read_termbase(path).rows for en in row.en] == [
            " ".join(rendering.split())
        ]


def test_what_a_service_gets_is_a_glossary_again(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes(write_termbase(ROWS, "service"))
    assert pairs(read_termbase(path).rows) == [(row.zh, row.en[:1]) for row in ROWS]


@pytest.mark.parametrize("name", ["csv", "tsv", "xlsx", "json", "jsonl", "tbx"])
def test_a_rendering_with_a_semicolon_comes_back_as_one(tmp_path: Path, name: str) -> None:
    rows = [
        TermRow("一国两制", ("one country; two systems",), "a"),
        TermRow("亩", ("mu; so called", "Chinese mu"), "b"),
    ]
    path = tmp_path / f"t.{name}"
    path.write_bytes(write_termbase(rows, name))
    assert pairs(read_termbase(path).rows) == pairs(rows)
