"""Real material stands beside the project; `YIWEN_DATA` says where. Without it these tests skip."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of real material."""
    folder = os.environ.get("YIWEN_DATA")
    if not folder:
        pytest.skip("YIWEN_DATA is not set")
    return Path(folder)
