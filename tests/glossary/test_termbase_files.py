"""Glossaries as tools, services and people keep them are read as they stand; what is not certain is refused."""

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from yiwen.errors import GlossaryError
from yiwen.glossary.exchange import TermRow, read_termbase
from yiwen.glossary.pairs import load_termbase, load_user_glossary
from yiwen.glossary.termbase_languages import named_language, tagged_language

PAIRS = [("高标准农田", "high-standard farmland"), ("亩", "mu"), ("湾区", "Bay Area")]
TABBED = "".join(f"{zh}\t{en}\n" for zh, en in PAIRS)
COMMAS = TABBED.replace("\t", ",")
TMX = (
    '<tmx version="1.4"><header srclang="zh"/><body>'
    + "".join(
        f'<tu><tuv xml:lang="zh-CN"><seg>{zh}</seg></tuv>'
        f'<tuv xml:lang="en"><seg><bpt i="1">{{b}}</bpt>{en}</seg></tuv></tu>'
        for zh, en in PAIRS
    )
    + "</body></tmx>"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def workbook(folder: Path, *sheets: tuple[str, list[list[object]]], merged: tuple[str, ...] = ()) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(folder / "terms.xlsx")
    return folder / "terms.xlsx"


def read(path: Path) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    termbase = read_termbase(path)
    assert termbase.junk == ()
    return [(row.zh, row.en, row.forbidden) for row in termbase.rows]


PLAIN = {
    "DeepL, with the languages in each row": ("a.csv", "".join(f"{zh},{en},zh,en\n" for zh, en in PAIRS)),
    "DeepL or Google, English first": ("a.csv", "".join(f"{en},{zh}\n" for zh, en in PAIRS)),
    "Google, split by tabs": ("a.tsv", TABBED),
    "Google's equivalent terms": ("a.csv", "en,zh-TW,pos,description\n" + "".join(f"{e},{z},n,\n" for z, e in PAIRS)),
    "OmegaT": (
        "a.txt",
        "# Glossary in tab-separated format -*- coding: utf-8 -*-\n" + TABBED.replace("mu", "mu\ta unit"),
    ),
    "OmegaT of old": ("a.utf8", "\ufeff" + TABBED),
    "OmegaT, a comment to each": ("a.tab", "".join(f"{zh}\t{en}\tsee note {zh}\n" for zh, en in PAIRS)),
    "Wordfast": ("a.txt", TABBED.replace("\n", "\r\n").encode("utf-16")),
    "a Chinese Excel, semicolons": ("a.csv", COMMAS.replace(",", ";").encode("gb18030")),
    "an Excel that says its separator": ("a.csv", "sep=;\r\n" + COMMAS.replace(",", ";")),
    "commas within, semicolons between": ("a.csv", "zh;en\n" + COMMAS.replace(",", ";").replace("Area", "Area")),
    "source and target": ("a.csv", "Source,Target\n" + COMMAS),
    "原文 and 译文": ("a.csv", "\ufeff原文,译文\n" + COMMAS),
    "a number, a domain, a note": (
        "a.csv",
        "序号,领域,中文名称,英文名称,备注\n" + "".join(f"{i},land,{z},{e},n\n" for i, (z, e) in enumerate(PAIRS)),
    ),
    "a number, no header": ("a.csv", "".join(f"{i},{z},{e}\n" for i, (z, e) in enumerate(PAIRS))),
    "a domain in front, no header": ("a.csv", "".join(f"土地,{zh},{en}\n" for zh, en in PAIRS)),
    "parts of speech behind, no header": (
        "a.csv",
        "".join(f"{zh},{en},{part}\n" for (zh, en), part in zip(PAIRS, ("noun", "n.", "NP"), strict=True)),
    ),
    "pinyin between": (
        "a.csv",
        "高标准农田,gāo biāozhǔn nóngtián,high-standard farmland\n亩,mǔ,mu\n湾区,wānqū,Bay Area\n",
    ),
    "an explanation beside it": (
        "a.csv",
        "Term,Definition,Translation\n" + "".join(f"{z},it is {e},{e}\n" for z, e in PAIRS),
    ),
    "lists of pairs": ("a.json", json.dumps(PAIRS)),
    "lists of pairs, English first": ("a.json", json.dumps([[en, zh] for zh, en in PAIRS])),
    "an object of pairs": ("a.json", json.dumps(dict(PAIRS))),
    "an object, English first": ("a.json", json.dumps({en: zh for zh, en in PAIRS})),
    "objects by language": ("a.jsonl", "".join(json.dumps({"zh-CN": zh, "en-US": en}) + "\n" for zh, en in PAIRS)),
    "objects by role, in an object": (
        "a.json",
        json.dumps({"name": "terms", "entries": [{"source": zh, "target": [en], "id": {"x": 1}} for zh, en in PAIRS]}),
    ),
    "a list with equals signs": ("a.txt", "".join(f"{zh} = {en}\n" for zh, en in PAIRS)),
    "a list with Chinese colons": ("a.txt", "".join(f"{zh}：{en}\n" for zh, en in PAIRS)),
    "both scripts": ("a.csv", "简体,繁體,English\n" + "".join(f"{zh},,{en}\n" for zh, en in PAIRS)),
    "both scripts, no header": (
        "a.csv",
        "高标准农田,高標準農田,high-standard farmland\n亩,畝,mu\n湾区,灣區,Bay Area\n",
    ),
    "a mapping": ("a.yaml", "".join(f"{zh}: {en}\n" for zh, en in PAIRS)),
    "pairs in YAML": ("a.yml", "".join(f"- {{zh: {zh}, en: [{en}]}}\n" for zh, en in PAIRS)),
    "a translation memory": ("a.tmx", TMX),
}


@pytest.mark.parametrize("name", PLAIN)
def test_what_tools_and_people_keep_is_read_as_it_stands(tmp_path: Path, name: str) -> None:
    assert read(write(tmp_path, *PLAIN[name])) == [(zh, (en,), ()) for zh, en in PAIRS]


def test_a_traditional_table_in_big5_is_read(tmp_path: Path) -> None:
    table = "中文,英文\n高標準農田,high-standard farmland\n畝,mu\n舊城改造,renewal of old towns\n"
    rows = read(write(tmp_path, "a.csv", table.encode("big5")))
    assert [zh for zh, *_ in rows] == ["高標準農田", "畝", "舊城改造"]


FORBIDDING = {
    "a yes for the whole row, in front": (
        "a.csv",
        "Forbidden,Domain,zh-CN,Notes,en-US,Notes\n,,湾区,,Bay Area,\n,,湾区,,the bay,\nTRUE,,湾区,,Bay District,\n",
    ),
    "a yes behind Chinese that stands last": (
        "a.csv",
        "en,zh,forbidden\nBay Area,湾区,\nthe bay,湾区,no\nBay District,湾区,yes\n",
    ),
    "a status for the whole row": (
        "a.csv",
        "状态,中文,英文\n首选,湾区,Bay Area\n,湾区,the bay\n不推荐,湾区,Bay District\n",
    ),
    "not preferred is not preferred": (
        "a.csv",
        "zh,en,status\n湾区,Bay Area,preferred\n湾区,the bay,not preferred\n湾区,Bay District,not recommended\n",
    ),
    "yes and no for each language": (
        "a.csv",
        (
            "CID,zh_cn,Preferred,Forbidden,en,Preferred,Forbidden,POS\n1,湾区,,,the bay,FALSE,FALSE,\n"
            "1,湾区,,,Bay Area,TRUE,FALSE,\n1,湾区,,,Bay District,FALSE,TRUE,\n"
        ),
    ),
    "a status by language": (
        "a.csv",
        (
            "Concept,Term [zh-CN],Term Status [zh-CN],Term [en],Term Description [en],Term Status [en]\n"
            "x,湾区,preferred,Bay District,,obsolete\nx,湾区,,the bay,,admitted\nx,湾区,,Bay Area,,preferred\n"
        ),
    ),
    "Phrase's TBX": (
        "a.tbx",
        (
            '<martif type="TBX"><text><body><termEntry><langSet xml:lang="zh"><tig><term>湾区</term></tig></langSet>'
            '<langSet xml:lang="en"><tig><term>Bay District</term><termNote type="forbidden">true</termNote></tig>'
            '<tig><term>the bay</term><termNote type="forbidden">false</termNote></tig>'
            '<tig><term>Bay Area</term><termNote type="preferred">true</termNote></tig></langSet></termEntry>'
            "</body></text>"
            "</martif>"
        ),
    ),
    "TBX of 2019 with elements for categories": (
        "a.tbx",
        (
            '<tbx xmlns="urn:iso:std:iso:30042:ed-2" xmlns:basic="http://www.tbxinfo.net/ns/basic" style="dct">'
            '<text><body><conceptEntry><langSec xml:lang="zh-Hans"><termSec><term>湾区</term></termSec></langSec>'
            '<langSec xml:lang="en-GB"><termSec><term>Bay District</term>'
            "<basic:administrativeStatus>deprecatedTerm-admn-sts</basic:administrativeStatus></termSec>"
            "<termSec><term>the bay</term></termSec><termSec><term>Bay Area</term>"
            "<basic:administrativeStatus>preferredTerm-admn-sts</basic:administrativeStatus></termSec>"
            "</langSec></conceptEntry></body></text></tbx>"
        ),
    ),
    "a status of the outer of two sections": (
        "a.tbx",
        (
            '<martif><text><body><termEntry><langSet xml:lang="zh"><tig><term>湾区</term></tig></langSet>'
            '<langSet xml:lang="en">'
            "<ntig><termGrp><term>Bay District</term></termGrp><admin type='status'>forbidden</admin></ntig>"
            "<ntig><termGrp><term>the bay</term></termGrp></ntig>"
            "<ntig><termGrp><term>Bay Area</term></termGrp><admin type='status'>preferred</admin></ntig>"
            "</langSet></termEntry></body></text></martif>"
        ),
    ),
}


@pytest.mark.parametrize("name", FORBIDDING)
def test_a_rendering_that_is_forbidden_is_never_one_to_write(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, *FORBIDDING[name])
    assert {forbidden for _, _, forbidden in read(path)} - {()} == {("Bay District",)}
    (entry,) = load_user_glossary(path, {})
    assert set(entry.en) == {"Bay Area", "the bay"}
    assert {wrong.put for wrong in entry.wrong} == {"Bay Area", "Bay Areas"}


def test_how_a_term_is_used_is_not_whether_it_is(tmp_path: Path) -> None:
    path = write(
        tmp_path, "a.csv", "zh,en,usage\n湾区,Bay Area,say it in full; the short form is forbidden in titles\n"
    )
    assert read(path) == [("湾区", ("Bay Area",), ())]


@pytest.mark.parametrize(
    ("cell", "terms"),
    [
        ("mu|Chinese mu", ("mu", "Chinese mu")),
        ("mu; Chinese mu", ("mu", "Chinese mu")),
        ("mu；Chinese mu｜", ("mu；Chinese mu",)),
        ("mu (a unit; 1/15 ha)", ("mu (a unit; 1/15 ha)",)),
        ("km/h", ("km/h",)),
        ("R&amp;D; research &#38; development", ("R&D", "research & development")),
        ("Q&A", ("Q&A",)),
        ("mu\n|Chinese mu\n", ("mu", "Chinese mu")),
    ],
)
def test_renderings_are_split_where_it_is_certain(tmp_path: Path, cell: str, terms: tuple[str, ...]) -> None:
    assert read(write(tmp_path, "a.csv", f'zh,en\n亩,"{cell}"\n')) == [("亩", terms, ())]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("亩,mu / Chinese mu", "'mu / Chinese mu' may be one rendering or several; split several by |"),
        ('亩,"mu\nChinese mu"', "'mu Chinese mu' has a line break in it; one term, or several? split several by |"),
        ("亩,#N/A", "'#N/A' is no rendering"),
        ("亩,<b>mu</b>", "the English holds tags of HTML"),
        ("亩,TBD", "'TBD' is no rendering"),
        ("亩,—", "'—' is no rendering"),
        ('亩,"mu', "a quotation mark opens a cell and none closes it"),
        ("亩,mu, or Chinese acre", "the row has 3 cells; it needs 2; quote a cell that holds separators"),
        ("亩", "the row has 1 cell; it needs 2; quote a cell that holds separators"),
    ],
)
@pytest.mark.parametrize("head", ["zh,en\n", "湖泊,lake\n"])
def test_a_row_in_doubt_is_told_and_the_rest_is_used(tmp_path: Path, head: str, row: str, problem: str) -> None:
    termbase = read_termbase(write(tmp_path, "a.csv", f"{head}{row}\n湾区,Bay Area\n公顷,hectare\n"))
    assert [row.zh for row in termbase.rows][-2:] == ["湾区", "公顷"]
    assert [str(junk) for junk in termbase.junk] == [f"a.csv:2: {problem}; the row is left out"]


def test_letters_of_no_width_are_left_out(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.csv", "zh,en\n\u200b湾\u2060区\ufeff,Bay\u00a0Area\u200b\n")) == [
        ("湾区", ("Bay Area",), ())
    ]


def test_quotation_marks_that_hold_no_whole_cell_are_letters(tmp_path: Path) -> None:
    rows = ("zh\ten", '三旧\t"three olds" reform', '一村\t"one, ""village"""', '小巨人\t"little giant"')
    assert read(write(tmp_path, "a.tsv", "\n".join(rows))) == [
        ("三旧", ('"three olds" reform',), ()),
        ("一村", ('one, "village"',), ()),
        ("小巨人", ('"little giant"',), ()),
    ]
    quoted = "\n".join(f'"{zh}"\t"{en}"' for zh, en in PAIRS)
    assert read(write(tmp_path, "b.tsv", quoted)) == [(zh, (en,), ()) for zh, en in PAIRS]


def test_a_row_after_quoted_line_breaks_has_its_own_line(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", 'zh,en,note\n亩,mu,"a unit\nof area"\n湾区,,\n公顷,hectare,\n')
    assert [junk.where for junk in read_termbase(path).junk] == ["a.csv:4"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "a.csv",
            "亩,mu,arpent\n湾区,Bay Area,la baie\n",
            "a.csv:1: no header, and columns 2 and 3 may each hold the English; put",
        ),
        (
            "a.csv",
            "亩,一种面积,mu\n湾区,一带海岸,Bay Area\n",
            "a.csv:1: no header, and columns 1 and 2 may each hold the Chinese; put",
        ),
        ("a.csv", "亩,mǔ\n湾区,wānqū\n", "a.csv:1: no header, and no column that holds English; put"),
        ("a.csv", "mu,Mu\nacre,Morgen\n", "a.csv:1: no header, and no column that holds Chinese; put"),
        ("a.csv", "zh,de\n亩,Mu\n", "a.csv:1: the header has no column 'en'; it needs 'zh' and 'en'"),
        (
            "a.csv",
            "Term,Translation,Equivalent\n亩,mu,Mu\n",
            "a.csv:1: 'Translation' and 'Equivalent' hold the same language",
        ),
        ("a.txt", "A report, of no terms.\nAnother line.\n", "a.txt:1: no header, and no column that holds Chinese"),
        ("a.txt", "A report\nof no terms\n", "a.txt:1: no table of terms; a row needs Chinese and English"),
        ("a.csv", "", "a.csv: holds no pair"),
        ("a.json", '[["亩", "mu"],\n["湾区"', "a.json:2: broken JSON"),
        ("a.json", '[["亩", ' + "9" * 5000 + "]]", "a.json: broken JSON"),
        ("a.xls", b"\xd0\xcf", "save it as .xlsx"),
        ("a.sdltb", b"\0", "export it from MultiTerm as XML or TBX"),
    ],
)
def test_what_is_not_certain_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: str | bytes, message: str
) -> None:
    with pytest.raises(GlossaryError) as error:
        read_termbase(write(tmp_path, name, content))
    assert message in str(error.value)
    assert "\n" not in str(error.value)


def test_what_a_file_keeps_apart_by_itself_is_not_doubted(tmp_path: Path) -> None:
    rows = json.dumps([{"zh": "投入产出比", "en": ["input / output ratio", "ratio; of in- to output"]}])
    renderings = ("input / output ratio", "ratio; of in- to output")
    assert read(write(tmp_path, "a.json", rows)) == [("投入产出比", renderings, ())]


def test_an_object_that_is_a_row_is_one(tmp_path: Path) -> None:
    assert read(write(tmp_path, "a.json", '{"zh": "亩", "en": ["mu", "Chinese mu"]}')) == [
        ("亩", ("mu", "Chinese mu"), ())
    ]


def test_a_first_term_that_names_a_language_is_no_header(tmp_path: Path) -> None:
    path = write(tmp_path, "a.csv", "普通话,Mandarin\n中文,Chinese\n英语教育,English education\n")
    assert [zh for zh, *_ in read(path)] == ["普通话", "中文", "英语教育"]


def test_every_sheet_of_terms_is_read_and_a_cover_is_not(tmp_path: Path) -> None:
    path = workbook(
        tmp_path,
        ("About", [["Terms of land"], ["made by the terminology team"]]),
        ("Land", [["Terms of land", None], [None, None], ["中文", "English"], ["亩", "mu"]]),
        ("Places", [["English", "中文"], ["Bay Area", "湾区"], ["", "海"]]),
        ("Old", [["亩", "mu", "arpent"], ["湾区", "Bay Area", "la baie"]]),
    )
    termbase = read_termbase(path)
    assert [(row.zh, row.en, row.where) for row in termbase.rows] == [
        ("亩", ("mu",), "terms.xlsx[Land]:4"),
        ("湾区", ("Bay Area",), "terms.xlsx[Places]:2"),
    ]
    told = [str(junk) for junk in termbase.junk]
    assert told[0] == "terms.xlsx[Places]:3: the row lacks English; the row is left out"
    assert told[1].startswith("terms.xlsx[Old]: no header, and columns 2 and 3")
    assert told[1].endswith("; the sheet is left out")


def test_what_cells_merged_downwards_say_each_of_their_rows_says(tmp_path: Path) -> None:
    rows: list[list[object]] = [["中文", "English"], ["亩", "mu"], [None, "Chinese mu"], ["湾区", "Bay Area"]]
    assert read(workbook(tmp_path, ("Land", rows), merged=("A2:A3",))) == [
        ("亩", ("mu",), ()),
        ("亩", ("Chinese mu",), ()),
        ("湾区", ("Bay Area",), ()),
    ]


def test_an_empty_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="the workbook is empty; give rows of Chinese and English"):
        read_termbase(workbook(tmp_path, ("Sheet1", [])))


def test_a_size_that_a_sheet_is_wrong_about_hides_no_row(tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = workbook(tmp_path, ("Land", [["zh", "en"], ["亩", "mu"]]))
    with ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    with ZipFile(path, "w") as new:
        for name, data in parts.items():
            new.writestr(name, data.replace(b'ref="A1:B2"', b'ref="A1"') if name == sheet else data)
    assert b'ref="A1:B2"' in parts[sheet]
    assert read(path) == [("亩", ("mu",), ())]


def test_entries_in_yaml_stay_entries_and_have_their_lines(tmp_path: Path) -> None:
    rules = "- id: mu\n  zh: [亩]\n  en: [mu]\n  wrong: [acre]\n"
    (entry,) = load_user_glossary(write(tmp_path, "a.yaml", rules), {})
    assert entry.wrong
    assert load_termbase(tmp_path / "a.yaml", {}).rows == (TermRow("亩", ("mu",), "a.yaml:1"),)
    with pytest.raises(GlossaryError, match=r"^b\.yaml:1: an entry needs 'id'"):
        load_user_glossary(write(tmp_path, "b.yaml", "- zh: [亩]\n  en: [mu]\n  wrong: [acre]\n"), {})
    pairs = read_termbase(write(tmp_path, "c.yaml", "亩: mu\n湾区: [Bay Area, the bay]\n海: \n"))
    assert [(row.where, row.en) for row in pairs.rows] == [("c.yaml:1", ("mu",)), ("c.yaml:2", ("Bay Area", "the bay"))]
    assert [junk.where for junk in pairs.junk] == ["c.yaml:3"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN", "zh"), ("Chinese (Simplified)", "zh"), ("Chinese_PRC", "zh"), ("Term [zh-Hant]", "zh"),
        ("中文术语", "zh"), ("简体中文", "zh"), ("CN", "zh"), ("中文 (Chinese)", "zh"),
        ("中文(简体，中国)", "zh"), ("英语（美国）", "en"), ("Official English name", "en"), ("英文缩写", None),
        ("English (United States)", "en"), ("英文譯名", "en"), ("EN", "en"), ("Source term (English)", "en"),
        ("en_description", None), ("English definition", None),
        ("中文释义", None), ("English_Def", None), ("Chinese, English", None), ("Entry_ID", None), ("Notes", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_header_names_a_language_or_says_something_else(header: str, language: str | None) -> None:
    assert named_language(header) == language


@pytest.mark.parametrize(
    ("tag", "language"),
    [("zh", "zh"), ("ZH-CN", "zh"), ("zh-Hant-HK", "zh"), ("cmn-Hans", "zh"), ("Chinese (PRC)", "zh"), ("en_GB", "en"),
     ("EN-US", "en"), ("English", "en"), ("de", None), ("fr-CA", None)],
)  # fmt: skip
def test_a_tag_names_a_language(tag: str, language: str | None) -> None:
    assert tagged_language(tag) == language
