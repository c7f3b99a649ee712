"""Pairs of Chinese and English are read from csv, tsv and jsonl; what is wrong in a row is told with its line."""

from pathlib import Path

import pytest

from yiwen.errors import GlossaryError
from yiwen.glossary.pairs import load_pairs, load_user_glossary


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


FORMS = {
    "a.csv": "zh,en\n亩,mu|Chinese mu\n公顷,hectare\n",
    "b.tsv": "zh\ten\n亩\tmu|Chinese mu\n公顷\thectare\n",
    "c.jsonl": '{"zh":"亩","en":["mu","Chinese mu"]}\n{"zh":"公顷","en":"hectare"}\n',
    "d.csv": "\ufeffZH , note, EN\r\n亩,x, mu | Chinese mu \r\n,,\r\n\r\n公顷,,hectare\r\n",
    "e.csv": '"zh","en"\n"亩","mu"\n公顷,hectare\n亩,"Chinese mu"\n亩,mu\n',
    "f.jsonl": '\ufeff{"zh":"亩","en":["mu","Chinese mu","mu"],"x":1}\r\n\r\n{"zh":" 公顷 ","en":[" hectare ",""]}',
    "G.CSV": "en,zh\nmu|Chinese mu,亩\nhectare,公顷\n",
    "h.csv": "zh,en\n亩,mu|Chinese mu,\n公顷,hectare,\n",
}


@pytest.mark.parametrize("name", FORMS)
def test_pairs_are_read_whatever_their_form(tmp_path: Path, name: str) -> None:
    entries = load_pairs(write(tmp_path, name, FORMS[name]), user=True)
    assert [(entry.zh, entry.en) for entry in entries] == [(("亩",), ("mu", "Chinese mu")), (("公顷",), ("hectare",))]
    stem = name.split(".", maxsplit=1)[0]
    assert {(e.user, e.domain, e.id) for e in entries} == {
        (True, stem, f"user-{stem}:亩"),
        (True, stem, f"user-{stem}:公顷"),
    }
    assert all(not entry.wrong for entry in entries)


def test_a_term_holds_quotes_commas_and_line_ends(tmp_path: Path) -> None:
    (entry,) = load_pairs(write(tmp_path, "a.csv", 'zh,en\n三旧,"""three olds"", so called"\n'), user=False)
    assert entry.en == ('"three olds", so called',)
    assert (entry.id, entry.user, entry.where) == ("a:三旧", False, "a.csv:2")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "", "a.csv: holds no pair"),
        ("a.csv", "zh:en\n亩:mu\n", "a.csv:1: no table of terms; a row needs Chinese and English"),
        ("a.csv", "zh,de\n亩,mu\n", "a.csv:1: the header has no column 'en'"),
        ("a.csv", "zh,en\n亩,mu\n公顷\n", "a.csv:3: the row has 1 cell; it needs 2"),
        ("a.csv", "zh,en\n亩,mu, Chinese mu\n", "a.csv:2: the row has 3 cells; it needs 2"),
        ("a.csv", "zh,en\n亩,\n", "a.csv:2: the row lacks English"),
        ("a.csv", "zh,en\n,mu\n", "a.csv:2: the row lacks Chinese"),
        ("a.csv", "zh,en\n亩, | \n", "a.csv:2: the row lacks English"),
        ("a.csv", 'zh,en\n亩,"mu\n公顷,hectare\n', "a.csv:2: a quotation mark opens a cell and none closes it"),
        ("a.jsonl", '{"zh":"亩","en":"mu"}\n{"zh":\n', "a.jsonl:2: broken JSON"),
        ("a.jsonl", "[" * 100_000 + "\n", "a.jsonl:1: broken JSON"),
        ("a.jsonl", "3\n", "a.jsonl:1: a row is"),
        ("a.jsonl", '{"zh":"亩"}\n', "a.jsonl: the header has no column 'en'"),
        ("a.jsonl", '{"zh":"亩","en":[1]}\n', "a.jsonl:1: the row lacks English"),
        ("a.jsonl", '{"zh":"亩","en":[]}\n', "a.jsonl:1: the row lacks English"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, name: str, content: str, message: str) -> None:
    with pytest.raises(GlossaryError) as error:
        load_pairs(write(tmp_path, name, content), user=False)
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.csv", "zh,en\n", "holds no pair"),
        ("a.jsonl", "\n", "holds no pair"),
        ("a.csv", b"zh,en\n\xff,mu\n", "is not UTF-8"),
        ("a.xlsx", b"PK", "is no Excel workbook"),
        ("a.docx", b"PK", "is not a glossary that yiwen reads; put its table into an .xlsx or .csv file"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, name: str, content: str | bytes, message: str) -> None:
    with pytest.raises(GlossaryError) as error:
        load_user_glossary(write(tmp_path, name, content), {})
    assert message in str(error.value)


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    for name in ("folder.csv", "none.csv", "none.yaml"):
        with pytest.raises(GlossaryError, match="cannot be read"):
            load_user_glossary(tmp_path / name, {})


def test_a_yaml_file_of_the_user_holds_entries(tmp_path: Path) -> None:
    path = write(tmp_path, "own.yml", "- id: mu\n  zh: [亩]\n  en: [mu]\n  wrong: [acre]\n")
    (entry,) = load_user_glossary(path, {})
    assert entry.user
    with pytest.raises(GlossaryError, match=r"^own.yml:5: id 'mu' is taken by own.yml:1"):
        load_user_glossary(write(tmp_path, "own.yml", path.read_text(encoding="utf-8") * 2), {})
