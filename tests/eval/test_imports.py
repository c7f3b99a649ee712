import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from yiwen.errors import EvaluationError
from yiwen.eval.imports import import_general, import_terminology
from yiwen.eval.sets import load_set


def _lines(path: Path, rows: list[object]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def _write(folder: Path, files: "list[tuple[Path, bytes]]") -> None:
    for name, data in files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def test_a_clone_of_the_terminology_task_becomes_a_set(tmp_path: Path) -> None:
    clone = tmp_path / "clone" / "ranking"
    for year in ("2016", "2018"):
        rows = [{"zh": f"{year}年報告\n第二行", "en": f"Report of {year}\nline two", "proper": {"報告": ["report"]}}]
        _lines(clone / f"references/track2/full_data_{year}.jsonl", rows)
        for mode in ("noterm", "proper"):
            out = [{"zh": rows[0]["zh"], "en": f"{mode} of {year}"}]
            _lines(clone / f"submissions/track2/Team/Team.{year}.zhen.{mode}.jsonl", out)
    _write(tmp_path / "set", list(import_terminology(tmp_path / "clone")))
    found = load_set(tmp_path / "set" / "set.yaml")
    assert (found.unit, found.size) == ("document", 2)
    assert found.systems == {
        "Team.noterm": ("noterm of 2016", "noterm of 2018"),
        "Team.proper": ("proper of 2016", "proper of 2018"),
    }
    assert [Path(part.glossary or "").name for part in found.parts] == ["terms.2016.jsonl", "terms.2018.jsonl"]
    assert found.parts[0].sources == ("2016年報告\n第二行",)


def test_a_clone_of_a_general_task_becomes_a_set(tmp_path: Path) -> None:
    text = tmp_path / "txt"
    for name, lines in {
        "sources/generaltest2022.zh-en.src.zh": "一\n二\n",
        "references/generaltest2022.zh-en.ref.A.en": "one\ntwo\n",
        "references/generaltest2022.zh-en.ref.B.en": "1\n2\n",
        "system-outputs/generaltest2022.zh-en.hyp.Online-B.en": "One\nTwo\n",
        "system-outputs/generaltest2022.de-en.hyp.Online-B.en": "not this\n",
    }.items():
        (text / name).parent.mkdir(parents=True, exist_ok=True)
        (text / name).write_text(lines, encoding="utf-8")
    _write(tmp_path / "set", list(import_general(tmp_path)))
    found = load_set(tmp_path / "set" / "set.yaml")
    assert found.systems == {"Online-B": ("One", "Two")}
    assert found.parts[0].references == (("one", "two"), ("1", "2"))


@pytest.mark.parametrize("importer", [import_general, import_terminology])
def test_another_folder_is_refused(tmp_path: Path, importer: object) -> None:
    with pytest.raises(EvaluationError, match="give a clone of"):
        list(importer(tmp_path))  # type: ignore[operator]


def _described(folder: Path, part: dict[str, object]) -> Path:
    path = folder / "set.yaml"
    path.write_text(json.dumps({"parts": [part]}), encoding="utf-8")
    return path


def test_sets_of_datasets_are_read_by_column(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [{"zh": "一\n行", "en": "a line"}]
    fake = SimpleNamespace(load_dataset=lambda _path, **_: rows)
    monkeypatch.setitem(sys.modules, "datasets", fake)  # type: ignore[arg-type]
    part = {"datasets": {"path": "some/set", "source": "zh", "reference": "en"}}
    found = load_set(_described(tmp_path, part))
    assert (found.parts[0].sources, found.parts[0].references) == (("一 行",), (("a line",),))
    monkeypatch.setitem(sys.modules, "datasets", None)
    with pytest.raises(EvaluationError, match="pip install datasets"):
        load_set(_described(tmp_path, part))


def test_an_unknown_set_of_sacrebleu_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match="no set 'nowhere/zh-en'"):
        load_set(_described(tmp_path, {"sacrebleu": "nowhere/zh-en"}))


def test_a_row_without_text_names_its_line(tmp_path: Path) -> None:
    _lines(tmp_path / "rows.jsonl", [{"src": "一", "ref": "one"}, {"src": "二"}])
    with pytest.raises(Exception, match=r"rows\.jsonl:2: the row has no text in 'ref'"):
        load_set(_described(tmp_path, {"rows": "rows.jsonl"}))
