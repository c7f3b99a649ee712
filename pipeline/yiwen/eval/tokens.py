"""The words of BLEU and chrF, token for token those of sacrebleu, for many segments at once.

mteval-v13a (NIST) sets punctuation off; most of its work is one rule about single characters, which plain replacement
does at memory speed. The rules that look at neighbours never reach over the spaces round a segment, so that a whole
block of segments is one text.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

_BLOCK = 1_000  # segments in one text
_SET_OFF = '{|}~[\\]^_`!"#$%&()*+:;<=>?@/'
_BY_NEIGHBOUR = (
    (re.compile(r"([^0-9])([\.,])"), r"\1 \2 "),
    (re.compile(r"([\.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)
_ENTITIES = (("&quot;", '"'), ("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"))
_CHRF_MARKS = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


def words_13a(texts: Sequence[str]) -> list[list[str]]:
    """Return each segment's words as BLEU counts them (`tok:13a`)."""
    return [words for at in range(0, len(texts), _BLOCK) for words in _block_13a(texts[at : at + _BLOCK])]


def _block_13a(texts: Sequence[str]) -> Iterator[list[str]]:
    whole = "\n".join(map(_unescaped, texts))
    for mark in _SET_OFF:
        if mark in whole:
            whole = whole.replace(mark, f" {mark} ")
    for pattern, replacement in _BY_NEIGHBOUR:
        whole = pattern.sub(replacement, whole)
    return map(str.split, whole.split("\n"))


def _unescaped(text: str) -> str:
    text = text.rstrip().replace("<skipped>", "")
    if "\n" in text:
        text = text.replace("-\n", "").replace("\n", " ")
    if "&" in text:
        for entity, letter in _ENTITIES:
            text = text.replace(entity, letter)
    return f" {text} "


class _Pieces(dict[str, tuple[str, ...]]):
    """A word's pieces for chrF: a mark at its end, else one at its start, is a piece of its own."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        if len(word) == 1:
            pieces: tuple[str, ...] = (word,)
        elif word[-1] in _CHRF_MARKS:
            pieces = (word[:-1], word[-1])
        elif word[0] in _CHRF_MARKS:
            pieces = (word[0], word[1:])
        else:
            pieces = (word,)
        self[word] = pieces
        return pieces


def words_chrf(texts: Sequence[str]) -> list[list[str]]:
    """Return each segment's words as chrF++ counts them."""
    pieces = _Pieces()
    return [list(chain.from_iterable(map(pieces.__getitem__, text.split()))) for text in texts]
