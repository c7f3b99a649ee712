"""The page's files come with the package, and starlette only where the page is served."""

import subprocess
import sys
from pathlib import Path

import pytest

import yiwen.review

STATIC = Path(yiwen.review.__file__).parent / "static"


def test_the_wheel_holds_the_pages_files() -> None:
    builder = pytest.importorskip("hatchling.builders.wheel")
    root = Path(__file__).parents[2]
    files = {file.distribution_path for file in builder.WheelBuilder(str(root)).recurse_included_files()}
    for path in STATIC.iterdir():
        assert f"yiwen/review/static/{path.name}" in files


def test_every_module_that_a_script_imports_is_there() -> None:
    import re

    for script in STATIC.glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', script.read_text(encoding="utf-8")):
            assert (STATIC / name).is_file(), f"{script.name} imports {name}"


def test_export_and_status_need_no_server_library(report: Path) -> None:
    code = (
        "import sys; sys.modules['starlette'] = sys.modules['uvicorn'] = None; sys.argv[0] = 'yiwen'\n"
        "from yiwen.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "review", str(report), "--status"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    done = subprocess.run(
        [sys.executable, "-c", code, "review", str(report), "--no-open"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "pip install 'yiwen[review]'" in done.stderr
