"""A client's termbase with forbidden renderings, at the command line."""


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
