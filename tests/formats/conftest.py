"""What the tests of formats share: LibreOffice, started once, and the real material where it is."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from libreoffice import BRIDGE, Office


@pytest.fixture
def data() -> Path:
    """Return the folder of real material."""
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set")
    return Path(folder)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui python3-uno")
    if subprocess.run([BRIDGE, "-c", "import uno"], cwd="/", capture_output=True, check=False).returncode:
        pytest.skip("LibreOffice's Python bridge is not installed: apt-get install python3-uno")
    running = Office(tmp_path_factory.mktemp("office"))
    yield running
    running.close()
