"""Paragraphs and sentences of a text, as spans: nothing but white space lies outside them.

Rule-based, for English as machine translation writes it (a space before the full stop, none after it); the full
stops of Chinese end a sentence too. A full stop ends a sentence unless what stands before or after it says that it
does not; each rule below names the kind of text it is for.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from yiwen.types import Span

# Lines are wrapped at 72 to 100 columns, seldom beyond; a block with a longer line holds one paragraph a line.
_NARROWEST_WRAP = 40
_WIDEST_WRAP = 160
# How far the longest line of a wrapped block may fall short of the text's usual width.
_WIDTH_TOLERANCE = 0.85

_ITEM = re.compile(
    r"""[-+*•·●▪■◆◇○◦‣–—]\s | [•●▪■◆◇○◦‣①-⑳>|] | \#{1,6}\s
    | (?:\d{1,2}|[A-Za-z]|[ivxIVX]{2,4})[.)]\s | \d{1,2}、 | [一二三四五六七八九十]{1,3}、
    | [(（](?:\d{1,2}|[A-Za-z]|[ivxIVX]{2,4}|[一二三四五六七八九十]{1,3})[)）]""",
    re.VERBOSE,
)
_FIRST_WORD = re.compile(r"\S{1,160}")
_HAN_START = re.compile(r"[“‘《（]?[\u3400-\u9fff\uf900-\ufaff]")
_UNFINISHED = re.compile(
    r"(?:,|(?:^|[\s(])(?:a|an|and|as|at|by|for|from|in|into|is|its|of|on|or|our|such|that|the|their|to|was|which|with))$"
)


class _Line(NamedTuple):
    """A line of text without the white space round it; `origin` is where it began, indent included."""

    origin: int
    start: int
    end: int

    @property
    def width(self) -> int:
        return self.end - self.origin


def paragraphs(text: str) -> tuple[Span, ...]:
    """Return the paragraphs: blocks between blank lines, split at those line ends that are not soft wraps.

    A line end inside a block is a soft wrap when the first word of the next line would not have fitted the block's
    longest line (40 to 160 columns), the next line is no list item or heading, and something else speaks for wrapped
    text: in this block a line goes on in lower case or stops after a comma or a function word, or the block is as
    wide as the blocks where that is so. Lines that begin in Chinese are never joined.
    """
    blocks = list(_blocks(text))
    usual = _usual_width(text, [block for block in blocks if len(block) > 1 and _width(block)])
    return tuple(span for block in blocks for span in _block_paragraphs(text, block, usual))


def _blocks(text: str) -> Iterator[list[_Line]]:
    """Yield the runs of lines that hold something."""
    block: list[_Line] = []
    origin = 0
    for line in text.splitlines(keepends=True):
        tail = line.lstrip()
        if tail:
            start = origin + len(line) - len(tail)
            block.append(_Line(origin, start, start + len(tail.rstrip())))
        elif block:
            yield block
            block = []
        origin += len(line)
    if block:
        yield block


def _block_paragraphs(text: str, block: list[_Line], usual: int) -> Iterator[Span]:
    if len(block) == 1:
        yield Span(block[0].start, block[0].end)
        return
    width = _width(block)
    wrapped = usual * _WIDTH_TOLERANCE <= width <= usual or _shows_wrapping(text, block)
    start = block[0].start
    for line, following in pairwise(block):
        if not (wrapped and _fills(text, line, following, width)):
            yield Span(start, line.end)
            start = following.start
    yield Span(start, block[-1].end)


def _width(block: list[_Line]) -> int:
    """Return the width of the block's longest line, 0 if no one wraps lines so short or so long."""
    width = max(line.width for line in block)
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _usual_width(text: str, blocks: list[list[_Line]]) -> int:
    """Return the width that the text is wrapped at, 0 if less than half of its blocks of lines show wrapping."""
    widths = [_width(block) for block in blocks if _shows_wrapping(text, block)]
    return max(widths, default=0) if 2 * len(widths) >= len(blocks) else 0


def _shows_wrapping(text: str, block: list[_Line]) -> bool:
    """Return whether a full line of the block goes on, by its words, in the next line."""
    width = _width(block)
    return width > 0 and any(
        _goes_on(text, line, following) and _fills(text, line, following, width) for line, following in pairwise(block)
    )


def _fills(text: str, line: _Line, following: _Line, width: int) -> bool:
    """Return whether greedy wrapping at `width` would have broken here: the next word did not fit."""
    word = _FIRST_WORD.match(text, following.start, following.end)
    if width == 0 or word is None or line.width + 1 + len(word[0]) <= width:
        return False
    return not _ITEM.match(text, following.start) and not _HAN_START.match(text, following.start)


def _goes_on(text: str, line: _Line, following: _Line) -> bool:
    if text[line.end - 1] in ".!?:;。！？：；":
        return False
    return (
        text[following.start].islower() or _UNFINISHED.search(text, max(line.start, line.end - 8), line.end) is not None
    )


_CLOSERS = "\"'”’»)\\]}"
# It begins with a plain set of characters, which `re` looks for fast; a run of marks is one stop, tried once.
_STOP = re.compile(
    rf"""[.!?…。！？](?: (?<=[。！？])(?P<chinese>)[{_CLOSERS}）】」』》]*
    | (?<![.!?…]{{2}})(?P<more>[.!?…]*+)(?:[{_CLOSERS}]|[\ \u00a0]”)*(?=[\sA-Z“‘"'(]|$))""",
    re.VERBOSE,
)
_NEXT = re.compile(
    r"""(?P<space>\s*)(?P<open>(?:["'“‘(\[{«《「『（【]|[•·●*–—-]\s?){0,4})
    (?P<word>\w[\w'’&-]{0,40})?(?P<comma>,?)(?:\s+(?P<second>\w))?""",
    re.VERBOSE,
)
_NO_START = frozenset(",;:.!?…)]}”’»%/\\，、；：。！？）】」』》")
_WORD = re.compile(r"\w")
_OPENERS = "\"'“‘([{«《（【-–—/"
_MARKER = re.compile(r"\W*(?:\d{1,3}(?:\.\d{1,2})*|[A-Za-z]|[ivxIVX]{1,4})\W*")
_ACRONYM = re.compile(r"(?:.*\W)?(?:[^\W\d_]|(?:[A-Za-z]\.)+[A-Za-z])")
_JOINED_LEFT = re.compile(r"[\w'’,%()-]*(?:[^\W\d_]{2}|[\d%)])")
_JOINED_RIGHT = re.compile(r"[A-Z][a-z]*(?:[-'’][A-Za-z]+)*")

# Never the last word of a sentence.
_LEADS_ON = frozenset(
    "mr mrs ms messrs dr prof gen gov sen rep lt col capt sgt cmdr hon rev pres supt mt ft e.g eg i.e ie viz vs cf "
    "approx ca incl esp".split()
)
# An abbreviation only before a number; otherwise a word like others.
_BEFORE_NUMBER = frozenset(
    "no nos art arts fig figs sec secs ch chap vol vols p pp para paras eq eqs tab app ex ref cl rm tel ext "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
# May end a sentence or stand within it: what follows decides.
_EITHER = frozenset(
    "co cos ltd inc corp llc plc bros jr sr rd ave blvd bldg dept univ assn assoc intl govt natl est min max "
    "a.m p.m ph.d m.d b.a m.a al ed eds".split()
)
_STARTERS = frozenset(
    "a according after all also although among an and another as at because before besides both but by currently "
    "despite during each even every finally first firstly following for from furthermore he hence her here his how "
    "however i if in instead it its last later many meanwhile more moreover most my nevertheless next no not now on "
    "once one only or our over recently second secondly she since so some such the their then there therefore these "
    "they third this those through throughout thus to today together under until upon we what when where whether "
    "which while who why with within without you".split()
)
# Ends of addresses and file names, so that a full stop before them is none.
_NAME_ENDS = frozenset(
    "com net org cn gov edu hk mo tw uk us io ai js ts py doc docx pdf txt xls xlsx ppt pptx jpg png html htm zip csv "
    "json md exe app".split()
)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the sentences, in order; no sentence goes beyond its paragraph, so a heading is one of its own."""
    return tuple(span for paragraph in paragraphs(text) for span in _split(text, paragraph))


def _split(text: str, paragraph: Span) -> Iterator[Span]:
    start = paragraph.start
    word = _first_word(text, start, paragraph.end)
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if word < stop.start() and stop.end() < paragraph.end and _ends_sentence(text, start, stop, paragraph.end):
            yield Span(start, stop.end())
            start = stop.end()
            while text[start].isspace():
                start += 1
            word = _first_word(text, start, paragraph.end)
    yield Span(start, paragraph.end)


def _first_word(text: str, start: int, end: int) -> int:
    """Return where the first letter or digit stands: a stop before it ends nothing."""
    word = _WORD.search(text, start, end)
    return word.start() if word else end


def _ends_sentence(text: str, start: int, stop: re.Match[str], limit: int) -> bool:
    """Return whether the stop, which is not the paragraph's last character, ends the sentence begun at `start`."""
    following = _NEXT.match(text, stop.end(), limit)
    assert following is not None
    if stop["chinese"] is not None:
        return text[following.end("space")] not in _NO_START
    if not _may_start(text, following):
        return False
    if not following["space"]:
        return _runs_together(_token_before(text, start, stop), following)
    single = text[stop.start()] == "." and not stop["more"]
    return not single or _full_stop(text, start, stop, following)


def _may_start(text: str, following: re.Match[str]) -> bool:
    """Return whether a sentence may begin so: not in lower case (but "eBay"), not with a comma or the like."""
    word = following["word"]
    if word is None:
        return text[following.end("space")] not in _NO_START
    return not word[0].islower() or word[1:2].isupper()


def _full_stop(text: str, start: int, stop: re.Match[str], following: re.Match[str]) -> bool:
    """Return whether a single full stop with a space and a possible beginning after it is no abbreviation's."""
    token = _token_before(text, start, stop)
    if _is_marker(text, start, stop.start(), token):
        return False
    key = token.lower()
    word = following["word"] or ""
    if key in _LEADS_ON:
        return False
    if key in _BEFORE_NUMBER:
        return not word[:1].isdigit()
    if key in _EITHER:
        return "(" not in following["open"] and _clearly_starts(word, following)
    if key == "etc":
        return "(" not in following["open"]
    if key == "st" or _ACRONYM.fullmatch(token):
        return word.lower() in _STARTERS
    return True


def _token_before(text: str, start: int, stop: re.Match[str]) -> str:
    """Return what stands directly before the stop, back to a space: a word, or nothing."""
    piece = text[max(start, stop.start() - 24) : stop.start()]
    return "" if piece[-1:].isspace() else piece.split()[-1].lstrip(_OPENERS)


def _is_marker(text: str, start: int, end: int, token: str) -> bool:
    """Return whether the token numbers an item: "1. Parks", "B. Roads", and within a sentence "roads; 2. Parks"."""
    if end - start <= 12 and _MARKER.fullmatch(text, start, end):
        return True
    before = text[max(start, end - len(token) - 2) : end - len(token)].rstrip()
    return token.isdigit() and before[-1:] in {";", ":", "；", "："}


def _clearly_starts(word: str, following: re.Match[str]) -> bool:
    """Return whether a sentence begins here rather than a name: "Ltd. Build roads", not "Ltd. Foshan Branch"."""
    second = following["second"]
    return word[:1].isdigit() or word.lower() in _STARTERS or (second is not None and second.islower())


def _runs_together(left: str, following: re.Match[str]) -> bool:
    """Return whether a space is missing: "roads.Build parks", but no address, file name or version."""
    word = following["word"] or ""
    if not _JOINED_LEFT.fullmatch(left) or not _JOINED_RIGHT.fullmatch(word) or word.lower() in _NAME_ENDS:
        return False
    if word.lower() in _STARTERS:
        return following["second"] is not None
    second = following["second"]
    return left[-1].islower() and second is not None and second.islower()
