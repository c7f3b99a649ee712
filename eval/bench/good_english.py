"""How often good English is touched: every safe change in the text files of some folders, listed, with the rate.

python eval/bench/good_english.py /usr/share/doc           # Debian's English documentation
python eval/bench/good_english.py --human "$YIWEN_DATA"    # human references and reports about China and Hong Kong
"""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from yiwen.types import Document, Segment
from yiwen.workflow.fix import fix_document
from yiwen.workflow.settings import Finder, Settings

PLAIN = {".txt", ".md", ".rst", ".pod", ".gz", ""}
MOST = 200_000  # characters of one file


def documentation(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield name and text of each readable file of prose, each text once."""
    seen: set[str] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in PLAIN and path.is_file():
            text = read(path)
            if text and text not in seen:
                seen.add(text)
                yield str(path), text


def read(path: Path) -> str:
    """Return a file's text; empty where it is none."""
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")[:MOST]
    except (OSError, UnicodeDecodeError, EOFError):
        return ""


def human(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the human English of the development data."""
    for line in (folder / "wmt22/segments.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        yield from (("wmt22", row[key]) for key in row if key.startswith("ref"))
    for line in (folder / "wmt25/documents.jsonl").open(encoding="utf-8"):
        yield "wmt25", json.loads(line)["ref"]
    yield from (
        (path.parent.name, path.read_text(encoding="utf-8")) for path in sorted(folder.glob("highlights/*/*.md"))
    )


def main() -> None:
    """Print each change and the rate."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--human", action="store_true", help="the folders are the development data")
    arguments = parser.parse_args()
    finder = Finder(Settings())
    words = changes = 0
    for folder in arguments.folders:
        for name, text in human(folder) if arguments.human else documentation(folder):
            words += len(text.split())
            (revision,) = fix_document(Document(name, "txt", (Segment("1", text),)), finder)
            for edit in revision.edits:
                changes += 1
                around = text[max(0, edit.span.start - 40) : edit.span.end + 30]
                print(f"{name} {edit.rule}: {around!r} -> {edit.after!r}")
    print(f"{changes} changes in {words:,} words" + (f", one in {words // changes:,}" if changes else ""))


if __name__ == "__main__":
    main()
