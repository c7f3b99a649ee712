"""The file of authorities: it reads, and explains every address and name that a `refs` of the glossary names."""

import re
from urllib.parse import urlsplit

import pytest
import yaml

from yiwen.glossary.builtin import builtin_glossary
from yiwen.resources import data_folder

FILE = data_folder("glossary") / "sources.yaml"
ADDRESS = re.compile(r"https?://\S+")


def sources() -> list[dict[str, object]]:
    loaded = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    assert isinstance(loaded, list)
    return loaded


def named(field: str) -> list[str]:
    found: list[str] = []
    for source in sources():
        values = source.get(field, [])
        assert isinstance(values, list)
        found += map(str, values)
    return found


def test_each_source_says_how_far_to_trust_it() -> None:
    for source in sources():
        assert source.keys() <= {"name", "hosts", "names", "trust", "why"}, source
        assert source["name"], source
        assert source["why"], source
        assert source["trust"] in ("high", "good", "copy", "low"), source
        assert source.get("hosts") or source.get("names"), source


@pytest.mark.parametrize("field", ["hosts", "names"])
def test_nothing_is_explained_twice(field: str) -> None:
    values = named(field)
    assert len(values) == len(set(values))


def test_every_address_and_name_of_the_glossary_is_explained() -> None:
    hosts, names = set(named("hosts")), set(named("names"))
    unknown = []
    for entry in builtin_glossary().entries:
        for ref in entry.refs:
            address = ADDRESS.search(ref)
            if not (urlsplit(address[0]).hostname in hosts if address else ref in names):
                unknown.append(f"{entry.where} {entry.id}: {ref}")
    assert not unknown, "\n".join(unknown)


def test_more_than_half_of_the_repairing_entries_have_a_source() -> None:
    repairing = [entry for entry in builtin_glossary().entries if entry.wrong]
    assert sum(bool(entry.refs) for entry in repairing) >= len(repairing) / 2
