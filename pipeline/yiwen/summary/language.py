"""Whether a report can be summarized at all: it has sentences, and they are English."""

import re
from collections.abc import Sequence

from yiwen.errors import DocumentError
from yiwen.summary import cues
from yiwen.summary.blocks import Block, Kind
from yiwen.text.script import HAN

_LETTERS = re.compile(r"[^\W\d_]")
_BEYOND_ASCII = re.compile(r"[^\W\d_a-zA-Z]")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST_HAN = 0.2
# Of a hundred words of English prose 35 to 50 are function words, of slogans 20, of French or German under 10.
_LEAST_FUNCTION_WORDS = 0.12
_ENOUGH_WORDS = 25
# A text too short for that measure is foreign if it has accents and hardly a function word.
_FEW_WORDS, _HARDLY_ANY = 8, 0.08
_MOST_BEYOND_ASCII = 0.4
_FOREIGN = "the text does not look like English; summaries are made of English reports only"


def require_english_prose(name: str, found: Sequence[Block]) -> None:
    """Check that the report has prose and that it is English.

    Raises:
        DocumentError: the report is empty, only tables or headings, mostly Chinese, or in another language.
    """
    prose = " ".join(block.words for block in found if block.kind in (Kind.PROSE, Kind.ITEM))
    everything = prose or " ".join(block.words for block in found)
    if not everything:
        raise DocumentError(
            f"{name}: no text to summarize: it is empty, or holds only tables or code; give a file with running text"
        )
    letters = len(_LETTERS.findall(everything))
    han = len(HAN.findall(everything))
    if han > _MOST_HAN * max(1, letters):
        raise DocumentError(
            f"{name}: the text is Chinese, not English; translate it first and summarize the translation"
        )
    if len(_BEYOND_ASCII.findall(everything)) > _MOST_BEYOND_ASCII * letters:
        raise DocumentError(f"{name}: {_FOREIGN}")
    if not prose:
        kinds = {block.kind for block in found}
        what = "only tables" if Kind.TABLE in kinds else "no sentence, only headings or lines of the page"
        raise DocumentError(f"{name}: the report has {what}; a summary needs running text")
    words = [word.lower() for word in _WORDS.findall(prose)]
    known = sum(word in cues.FUNCTION_WORDS for word in words) / max(1, len(words))
    accents = len(words) < _ENOUGH_WORDS and _BEYOND_ASCII.search(prose)
    if (len(words) >= _ENOUGH_WORDS and known < _LEAST_FUNCTION_WORDS) or (
        len(words) >= _FEW_WORDS and accents and known < _HARDLY_ANY
    ):
        raise DocumentError(f"{name}: {_FOREIGN}")
