"""What holds for the whole project: the wheel, the layers' names, the public names, no path of a machine."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import yiwen

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    code = f"import hatchling.build as b; print(b.build_wheel({str(folder)!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return folder / done.stdout.strip().splitlines()[-1]


def test_the_wheel_ships_one_name_and_no_scripts(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].split("-")[0] for name in names} == {"yiwen"}
    assert not [name for name in names if name.startswith("yiwen/data/") and name.endswith(".py")]
    assert "yiwen/data/glossary/words.yaml" in names
    assert any(name.startswith("yiwen/data/eval/sets/reports/") for name in names)
    assert "yiwen/report/page.html" in names


def test_the_wheel_finds_its_data(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = "import yiwen.resources as r; print(r.__file__, r.data_folder('glossary'), sep='\\n')"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    module, data = done.stdout.split()
    assert Path(module).is_relative_to(tmp_path)
    assert Path(data).is_relative_to(tmp_path)


def test_public_names_are_sorted_and_there() -> None:
    assert list(yiwen.__all__) == sorted(yiwen.__all__)
    assert all(hasattr(yiwen, name) for name in yiwen.__all__)


def test_no_module_outgrows_its_name() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in sorted((ROOT / "pipeline").rglob("*.py"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 400
    }
    assert long == {}


def test_nothing_names_a_path_of_a_machine() -> None:
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    if not files:
        pytest.skip("not a checkout")
    pattern = re.compile(r"/(?:work|root|home/\w+|farm)/(?:main|steering|\.library|w|in|shared)\b")
    guilty = [
        name
        for name in files.split("\0")
        if name
        and (ROOT / name).is_file()
        and pattern.search((ROOT / name).read_text(encoding="utf-8", errors="replace"))
    ]
    assert guilty == []
