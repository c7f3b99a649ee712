"""`yiwen project` from the command line: many files, each under the settings of its own folder."""

import openpyxl


def test_files_of_several_folders_go_by_their_own_settings(yiwen, tmp_path):
    for name in ("loud", "quiet"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.txt").write_text("The town acquired 310 acres of farmland.\n")
    (tmp_path / "quiet" / ".yiwen.toml").write_text('ignore = ["mu-not-acre"]\n')
    for order in (("loud", "quiet"), ("quiet", "loud")):
        done = yiwen("project", *(f"{name}/report.txt" for name in order), "-o", "qa")
        assert done.returncode == 0, done.stderr
        rows = list(openpyxl.load_workbook(tmp_path / "qa" / "quality.xlsx")["errors"].values)
        assert [row[0] for row in rows[1:] if row[10] == "mu-not-acre"] == ["loud/report.txt"]


def test_a_surname_that_differs_between_files_is_in_both_sheets_once(yiwen, tmp_path):
    texts = {
        "a": ("市长李建国讲话。", "Mayor Li Jianguo spoke."),
        "b": ("市长李建国参观。", "Mayor Zhang Jianguo visited."),
    }
    for name, (zh, en) in texts.items():
        (tmp_path / f"{name}.zh.txt").write_text(f"{zh}\n", encoding="utf-8")
        (tmp_path / f"{name}.txt").write_text(f"{en}\n")
    done = yiwen("project", "a.txt", "b.txt", "--source", "a.zh.txt", "--source", "b.zh.txt", "-o", "qa")
    assert done.returncode == 0, done.stderr
    rows = list(openpyxl.load_workbook(tmp_path / "qa" / "quality.xlsx")["errors"].values)
    told = [row for row in rows[1:] if row[10] == "name-varies"]
    assert [(row[0], row[1]) for row in told] == [("b.txt", "1:7")]
    assert "李建国 is 'Li Jianguo' (a.txt, 1:7) and 'Zhang Jianguo' (b.txt, 1:7)" in told[0][9]
    queries = list(openpyxl.load_workbook(tmp_path / "qa" / "queries.xlsx")["queries"].values)
    assert len([row for row in queries[1:] if row[1] == "name" and "several ways" in row[3]]) == 1
