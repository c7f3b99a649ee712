"""`.yiwen.toml`: found upward, joined, refused with a line that helps; kept words and ignoring comments."""

from io import BytesIO
from pathlib import Path

import pytest

from yiwen.errors import DocumentError
from yiwen.formats import read
from yiwen.formats.ignoring import ignored_by
from yiwen.workflow.check import check_file
from yiwen.workflow.config import FILE_NAME, configured
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

LAND = "The county acquired 4,310 acres of land for the new park."


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE_NAME
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_file_only_the_command_line_counts(tmp_path):
    assert configured(tmp_path, {"gloss": "all"}).settings == Settings(gloss="all")


def test_the_nearer_file_wins_and_lists_add_up(tmp_path):
    for folder in (tmp_path, tmp_path / "client"):
        folder.mkdir(exist_ok=True)
        (folder / "terms.csv").write_text("zh,en\n晨光,Morning Light\n", encoding="utf-8")
    write(
        tmp_path,
        'root = true\ngloss = "all"\nassume = "unknown"\nignore = ["a"]\nglossaries = ["terms.csv"]\n'
        '[house]\nspelling = "british"\nslogans = "quoted"\n',
    )
    write(
        tmp_path / "client", 'gloss = "first"\nignore = ["b"]\nglossaries = ["terms.csv"]\n[house]\nspelling="american"'
    )
    found = configured(tmp_path / "client" / "report.txt", {"ignore": ("c",)})
    assert found.settings.gloss == "first"
    assert found.settings.assume == "unknown"
    assert found.settings.ignore == ("c", "b", "a")
    assert found.settings.glossaries == (tmp_path / "client" / "terms.csv", tmp_path / "terms.csv")
    assert dict(found.settings.house) == {"spelling": "american", "slogans": "quoted"}
    beaten = [(choice.key, choice.value) for choice in found.choices if not choice.applies]
    assert beaten == [("gloss", "all"), ("house.spelling", "british")]


def test_root_stops_the_search(tmp_path):
    write(tmp_path, 'gloss = "all"\n')
    write(tmp_path / "inner", "root = true\n")
    assert configured(tmp_path / "inner", {}).settings.gloss == "off"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('glos = "all"', "did you mean 'gloss'?"),
        ('gloss = "some"', "'gloss' needs"),
        ('ignore = "mu"', "'ignore' needs"),
        ("gloss = ", "is no TOML"),
        ('glossaries = ["none.csv"]', "is not there"),
        ("house = 3", "'house' needs"),
        ("unsafe = true", "unknown setting"),
    ],
)
def test_what_it_cannot_say_is_refused_with_the_file_and_a_hint(tmp_path, text, told):
    path = write(tmp_path, text)
    with pytest.raises(DocumentError) as caught:
        configured(tmp_path, {})
    assert str(caught.value).startswith(str(path))
    assert told in str(caught.value)


def fixed(text: str, settings: Settings, name: str = "a.txt") -> str:
    (document,) = read(BytesIO(text.encode()), name)
    return "\n".join(revision.after for revision in fix_document(document, Finder(settings)))


def test_kept_words_are_never_changed():
    assert "4,310 mu" in fixed(LAND, Settings())
    assert fixed(LAND, Settings(keep=("4,310  ACRES",))) == LAND
    assert "4,310 mu" in fixed(LAND, Settings(keep=("10 acres",))), "only whole words are kept"


def test_comments_in_markdown_switch_rules_off():
    text = f"<!-- yiwen: ignore mu-* -->\n{LAND}\n\n{LAND} <!-- yiwen: ignoring nothing -->\n\n{LAND}\n"
    after = fixed(text, Settings(), "a.md")
    assert (after.count("4,310 acres"), after.count("4,310 mu")) == (1, 2)
    everywhere = f"{text}\n<!-- yiwen: ignore-file mu-not-acre -->\n"
    assert "4,310 mu" not in fixed(everywhere, Settings(), "a.md")
    in_code = f"```\n<!-- yiwen: ignore-file -->\n```\n\n{LAND}\n"
    assert "4,310 mu" in fixed(in_code, Settings(), "a.md")


def test_ignored_rules_are_not_reported_either():
    (document,) = read(BytesIO(f"<!-- yiwen: ignore -->\n{LAND}\n".encode()), "a.md")
    assert list(check_file(document, Finder(Settings()))) == []


@pytest.mark.parametrize(
    ("comment", "meant"),
    [
        (" yiwen: ignore mu-not-acre ", (("mu-not-acre",), False)),
        ("yiwen:ignore a, b c", (("a", "b", "c"), False)),
        ("Yiwen: ignore-file", (("*",), True)),
        ("yiwen ignore a", None),
        ("see yiwen: ignore a", None),
    ],
)
def test_what_a_comment_means(comment, meant):
    assert ignored_by(comment) == meant
