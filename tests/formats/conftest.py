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
    install = "apt-get install libreoffice-writer-nogui libreoffice-impress-nogui python3-uno"
    if shutil.which("soffice") is None:
        pytest.skip(f"LibreOffice is not installed: {install}")
    bridge = [BRIDGE, "-c", "import uno"]
    if shutil.which(BRIDGE) is None or subprocess.run(bridge, cwd="/", capture_output=True, check=False).returncode:
        pytest.skip(f"LibreOffice's Python bridge is not installed: {install}")
    running = Office(tmp_path_factory.mktemp("office"))
    yield running
    running.close()
