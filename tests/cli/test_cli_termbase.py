"""A client's termbase with forbidden renderings, at the command line."""

import json


def test_a_forbidden_rendering_is_repaired_with_the_chinese_and_reported_without(yiwen, tmp_path):
    (tmp_path / "terms.csv").write_text("zh,en,forbidden\n晨光线,Dawn Line,Chenguang Wire\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The Chenguang Wire opened, and two more Chenguang Wires will follow.\n")
    (tmp_path / "zh.txt").write_text("晨光线开通，还将有两条晨光线。\n", encoding="utf-8")
    alone = yiwen("fix", "a.txt", "--glossary", "terms.csv").stdout.decode()
    assert "Chenguang Wire opened" in alone
    told = yiwen("check", "a.txt", "--glossary", "terms.csv", "--fail-on", "never").stdout.decode()
    assert "'Chenguang Wire' -> 'Dawn Line' (review)" in told
    beside = yiwen("fix", "a.txt", "--source", "zh.txt", "--glossary", "terms.csv").stdout.decode()
    assert beside == "The Dawn Line opened, and two more Dawn Lines will follow.\n"


def test_a_glossary_without_a_header_is_enforced_and_counted(yiwen, tmp_path):
    (tmp_path / "terms.tsv").write_text("晨光线\tDawn Line\n暮光线\tDusk Line\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("The Chenguang Line opened last week and carries 4,000 people.\n")
    (tmp_path / "zh.txt").write_text("晨光线上周开通，运送4000人。\n", encoding="utf-8")
    done = yiwen("run", "a.txt", "--source", "zh.txt", "--glossary", "terms.tsv", "-o", "out")
    assert done.returncode == 0, done.stderr
    assert done.stderr == b""
    assert (tmp_path / "out" / "a.fixed.txt").read_text().startswith("The Dawn Line opened")
    assert "  your terms      0 mentions right, 1 mended, 0 open\n" in done.stdout.decode()
    report = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))["documents"][0]
    assert report["terms"] == [{"zh": "晨光线", "en": "Dawn Line", "right": 0, "mended": 1, "open": []}]
    edit = report["segments"][0]["edits"][0]
    assert edit["src_span"] == {"start": 0, "end": 3}


def test_forbidden_renderings_go_through_export_and_what_stays_behind_is_told(yiwen, tmp_path):
    (tmp_path / "terms.csv").write_text("zh,en,forbidden\n晨光线,Dawn Line|the Dawn,Chenguang Wire\n", encoding="utf-8")
    done = yiwen("glossary", "export", "terms.csv", "-o", "terms.tbx")
    assert done.stderr.decode() == "1 term\n"
    back = yiwen("glossary", "export", "terms.tbx", "--format", "csv")
    assert back.stdout.decode("utf-8-sig") == "zh,en,forbidden\n晨光线,Dawn Line|the Dawn,Chenguang Wire\n"
    done = yiwen("glossary", "export", "terms.csv", "-o", "terms.txt")
    assert (tmp_path / "terms.txt").read_text(encoding="utf-8") == "晨光线\tDawn Line\n"
    assert done.stderr.decode() == (
        "1 term; the format takes one rendering a term, so 2 renderings more stayed behind\n"
    )
    done = yiwen("glossary", "export", "terms.csv", "-o", "terms.doc")
    assert done.returncode == 2
    assert b"terms.doc: its name tells no format; add --format" in done.stderr


def test_a_glossary_that_leaves_its_columns_open_is_refused_in_one_line(yiwen, tmp_path):
    (tmp_path / "terms.csv").write_text("晨光线,Dawn Line,ligne\n暮光线,Dusk Line,soir\n", encoding="utf-8")
    (tmp_path / "a.txt").write_text("It opened.\n")
    done = yiwen("fix", "a.txt", "--glossary", "terms.csv")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode() == (
        "yiwen: terms.csv:1: no header, and columns 2 and 3 may each hold the English; "
        "put 'zh,en' (or 'en,zh', as they stand) above the columns as a first row\n"
    )
