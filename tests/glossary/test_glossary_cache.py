"""The compiled glossary is read where it is fresh and ours, and left where it is stale, broken or another's."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from glossary_samples import glossary_of, rule

from yiwen.glossary import cache
from yiwen.glossary.entry import Glossary
from yiwen.glossary.examples import repair_text
from yiwen.glossary.match import Matcher

ENTRY = rule(
    "(?P<n>{number}) old reforms?", "renewal", more="period: 2018-\nrefs: [a book]\nunless: [heading, near: [club]]"
)
LOADED = """
import time
import yaml, json, hashlib, re, dataclasses, difflib
from yiwen.glossary.builtin import builtin_glossary
ready = time.process_time()
builtin_glossary()
print(time.process_time() - ready)
ready = time.process_time()
for _ in range(10):
    sum(i * i for i in range(100_000))
print(time.process_time() - ready)
"""


@pytest.fixture
def glossary(tmp_path: Path) -> Glossary:
    return glossary_of(tmp_path, ENTRY)


@pytest.fixture
def kept(tmp_path: Path, glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file in which the glossary is kept."""
    monkeypatch.setenv("YIWEN_CACHE", str(tmp_path / "cache"))
    cache.store(glossary)
    (path,) = (tmp_path / "cache").iterdir()
    return path


@pytest.mark.usefixtures("kept")
def test_what_is_kept_is_what_was_compiled(glossary: Glossary) -> None:
    found = cache.load(glossary.digest)
    assert found is not None
    assert found.entries == glossary.entries
    assert [entry.examples() for entry in found.entries] == [entry.examples() for entry in glossary.entries]
    assert found.entries[0].change
    assert found.entries[0].keep
    assert found.words == glossary.words
    for text in ("Two old reforms began.", "The club saw two old reforms."):
        assert repair_text(Matcher(found), text) == repair_text(Matcher(glossary), text)


@pytest.mark.usefixtures("kept")
def test_another_digest_finds_nothing(glossary: Glossary) -> None:
    assert cache.load(glossary.digest + "0") is None


@pytest.mark.usefixtures("kept")
def test_a_file_kept_by_other_code_is_stale(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "__version__", "0.0.0")
    assert cache.load(glossary.digest) is None


@pytest.mark.usefixtures("kept")
def test_examples_are_read_when_asked_for(glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[bytes] = []
    loads = json.loads
    monkeypatch.setattr(json, "loads", lambda line: read.append(line) or loads(line))  # type: ignore[func-returns-value]
    found = cache.load(glossary.digest)
    assert found is not None
    repair_text(Matcher(found), "Two old reforms began.")
    assert len(read) == 1
    assert found.entries[0].keep == glossary.entries[0].keep
    assert found.entries[0].change == glossary.entries[0].change
    assert len(read) == 2


def altered(change: Callable[[dict[str, object]], object]) -> Callable[[bytes], bytes]:
    def alter(content: bytes) -> bytes:
        first, second = content.split(b"\n")
        record = json.loads(first)
        change(record)
        return json.dumps(record).encode() + b"\n" + second

    return alter


@pytest.mark.parametrize(
    "alter",
    [
        lambda _: b"",
        lambda content: content[: len(content) // 2],
        lambda content: content[:-1],
        lambda content: content.replace(b"\n", b"\n "),
        lambda content: content.partition(b"\n")[0],
        lambda _: b"\xff" * 100,
        lambda _: b"[" * 200_000,
        lambda _: b"[]",
        lambda _: b"null",
        altered(lambda record: record.update(key="another")),
        altered(lambda record: record.pop("key")),
        altered(lambda record: record.update(entries=[["too", "short"]])),
        altered(lambda record: record.update(entries=7)),
        altered(lambda record: record["entries"][0][4][0].__setitem__(3, "always")),  # type: ignore[index]
        altered(lambda record: record["entries"][0][4][0].pop(0)),  # type: ignore[index]
    ],
)
def test_a_broken_file_is_not_read(kept: Path, glossary: Glossary, alter: Callable[[bytes], bytes]) -> None:
    kept.write_bytes(alter(kept.read_bytes()))
    assert cache.load(glossary.digest) is None
    cache.store(glossary)
    assert cache.load(glossary.digest) is not None


@pytest.mark.skipif(os.name == "nt", reason="files have no such modes there")
@pytest.mark.parametrize("mode", [0o620, 0o602, 0o666])
def test_a_file_that_others_may_write_is_not_trusted(kept: Path, glossary: Glossary, mode: int) -> None:
    kept.chmod(mode)
    assert cache.load(glossary.digest) is None


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_and_a_pipe_are_not_read(kept: Path, glossary: Glossary) -> None:
    elsewhere = kept.with_name("elsewhere")
    kept.rename(elsewhere)
    kept.symlink_to(elsewhere)
    assert cache.load(glossary.digest) is None
    kept.unlink()
    os.mkfifo(kept, 0o600)
    assert cache.load(glossary.digest) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner there")
def test_a_file_of_another_user_is_not_trusted(kept: Path, glossary: Glossary, monkeypatch: pytest.MonkeyPatch) -> None:
    other = kept.stat().st_uid + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    assert cache.load(glossary.digest) is None


def test_what_is_kept_is_for_its_owner_alone(kept: Path) -> None:
    if os.name != "nt":
        assert kept.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("wish", ["off", "/proc/no/such/place"])
def test_without_a_place_nothing_is_kept(glossary: Glossary, monkeypatch: pytest.MonkeyPatch, wish: str) -> None:
    monkeypatch.setenv("YIWEN_CACHE", wish)
    cache.store(glossary)
    assert cache.load(glossary.digest) is None


def test_old_files_are_forgotten(kept: Path, glossary: Glossary) -> None:
    for number in range(9):
        old = kept.with_name(f"glossary-{number}.json")
        old.write_text("{}")
        os.utime(old, (number, number))
    cache.store(glossary)
    assert len(list(kept.parent.iterdir())) == 4
    assert kept.exists()


def test_the_kept_glossary_loads_in_a_fraction_of_a_second(tmp_path: Path) -> None:
    env = {**os.environ, "YIWEN_CACHE": str(tmp_path)}
    run = [sys.executable, "-c", LOADED]
    compiled = subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout.split()
    best = min(
        float(load) / (float(work) / 0.08)
        for load, work in (
            subprocess.run(run, env=env, capture_output=True, text=True, check=True).stdout.split() for _ in range(3)
        )
    )
    assert float(compiled[0]) > best
    assert best < 0.15  # seconds on a machine that does the work in 0.08
