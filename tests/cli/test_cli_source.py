"""On the command line: the Chinese beside the output, and termbases of every kind."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[bytes]]

ZH = [
    "南岭镇扩建产业园",
    "5月3日，该镇新增工业用地2400亩，引进企业37家，总投资26.4亿元。",
    "园区湿地面积为1.35万公顷，占全镇的12.5%。",
    "老码头的改造工程预计2026年完工，届时可停靠48艘船舶。",
    "全镇常住人口6.82万人，比上年增长2.1%。",
]
EN = [
    "Nanling Town Expands Its Industrial Park",
    "On May 3, the town added 2,400 mu of industrial land and attracted 37 firms with a total of 2.64 billion yuan.",
    "The wetland of the park covers 135,000 hectares, 12.5 percent of the town.",
    "The old pier will be finished in 2026 and then take 48 ships.",
    "The town has 68,200 residents, 2.1 percent more than in the year before.",
]
OTHER = [
    "北山县召开林业工作会议",
    "全县去年造林5.9万亩，投入资金8300万元，完成年度任务的104%。",
    "会议表彰了21个先进单位和67名先进个人。",
    "县长指出，松材线虫病防治面积为3760公顷。",
    "护林员增至915人，巡护里程达2.3万公里。",
]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text("\n\n".join(EN), encoding="utf-8")
    return path


def source(folder: Path, text: str) -> Path:
    path = folder / "source.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("joined", ["\n\n".join(ZH), "\n\n".join([ZH[0], "".join(ZH[1:])])])
def test_a_figure_is_mended_by_the_chinese_beside_it(yiwen: Run, output: Path, tmp_path: Path, joined: str) -> None:
    done = yiwen("fix", output, "--source", source(tmp_path, joined))
    assert done.returncode == 0, done.stderr
    assert done.stdout.decode() == "\n\n".join(EN).replace("135,000", "13,500")


def test_what_is_left_out_is_listed(yiwen: Run, output: Path, tmp_path: Path) -> None:
    output.write_text("\n\n".join([*EN[:2], EN[2].replace("135,000", "13,500"), EN[4]]), encoding="utf-8")
    done = yiwen("check", output, "--source", source(tmp_path, "\n\n".join(ZH)), "--format", "json")
    findings = json.loads(done.stdout)
    assert done.returncode == 1
    assert {finding["rule"] for finding in findings} >= {"omission", "figure-missing"}
    assert all(finding["line"] == 5 for finding in findings if finding["rule"] == "omission")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\n\n".join(OTHER), "is not what report.txt was translated from (compared 5 paragraphs with 5"),
        ("", "the file is empty"),
        (" \n", "holds no text"),
        ("\n\n".join(EN), "holds no Chinese"),
    ],
)
def test_a_wrong_source_is_refused(yiwen: Run, output: Path, tmp_path: Path, text: str, message: str) -> None:
    done = yiwen("fix", output, "--source", source(tmp_path, text), "-o", "fixed.txt")
    assert done.returncode == 2
    assert message in done.stderr.decode().replace(f"{tmp_path}/", "")
    assert done.stderr.count(b"\n") == 1
    assert not (tmp_path / "fixed.txt").exists()


def test_a_row_of_many_paragraphs_is_mended_paragraph_by_paragraph(yiwen: Run) -> None:
    row = {"id": "1", "src": "\n".join(ZH), "mt": "\n".join(EN)}
    done = yiwen("fix", "-", "--input-format", "jsonl", stdin=json.dumps(row).encode())
    fixed = json.loads(done.stdout)
    assert fixed["fixed"] == "\n".join(EN).replace("135,000", "13,500")
    assert [edit["rule"] for edit in fixed["edits"]] == ["figure-scale"]


def test_a_termbase_goes_through_other_programs_and_comes_back(yiwen: Run, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("zh,en\n老码头,Old Pier|old wharf\n湿地,wetland\n", encoding="utf-8")
    for made, given in (("t.tbx", "terms.csv"), ("t.xlsx", "t.tbx"), ("t.yaml", "t.xlsx"), ("back.csv", "t.yaml")):
        done = yiwen("glossary", "import" if made == "t.yaml" else "export", given, "-o", made)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "back.csv").read_text("utf-8-sig") == (tmp_path / "terms.csv").read_text("utf-8")


def test_the_built_in_terms_are_exported_for_a_service(yiwen: Run) -> None:
    done = yiwen("glossary", "export", "--format", "service")
    lines = done.stdout.decode().splitlines()
    assert len(lines) > 500
    assert all(line.count("\t") == 1 for line in lines)


def test_junk_rows_are_told_and_the_rest_is_used(yiwen: Run, output: Path, tmp_path: Path) -> None:
    (tmp_path / "terms.csv").write_text("zh,en\n亩,mu\n,acre\nfoo,bar\n", encoding="utf-8")
    done = yiwen("fix", output, "--glossary", "terms.csv")
    assert done.returncode == 0
    assert done.stderr.decode().splitlines() == [
        "yiwen: terms.csv:3: the row lacks Chinese; the row is left out",
        "yiwen: terms.csv:4: 'foo' is not Chinese; the row is left out",
    ]
    (tmp_path / "terms.csv").write_text("de,en\nMorgen,acre\n", encoding="utf-8")
    done = yiwen("fix", output, "--glossary", "terms.csv")
    assert done.returncode == 2
    assert b"the header has no column 'zh'" in done.stderr
