"""What a web page puts round an article: navigation, sharing, comments, copyright. Outlet and date lines stay."""

import re
from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from yiwen.checks.spotted import Spotted
from yiwen.types import Document, Span

_LINE = re.compile(r"[^\r\n]+")
_LINE_END = re.compile(r"\r?\n")
_NAVIGATION = (
    "home|about(?: [A-Z]\\w+| us)?|news|business|culture|education|services?|contact(?: us)?|links?|site ?map|videos?"
    "|photos?|government|travel|tourism|investment|special|guide|search|language|english|chinese|login|register|sign in"
    "|subscribe|help|faq|next|previous|prev|more|top|back|menu|weather|sports|opinion|world|china|life(?:style)?|archives?"
    "|jobs"
)
_NAVIGATION_BAR = re.compile(
    rf"(?:(?:{_NAVIGATION})(?:\s*[|>»·:&/•]\s*|\s+and\s+|\s+)){{2,}}(?:{_NAVIGATION})", re.IGNORECASE
)
_BAR_MARK = re.compile(r"\b(?:home|about|contact|site ?map|login|sign in)\b|\|", re.IGNORECASE)
_WHOLE = re.compile(
    r"""
    no\ comments:? | post\ a\ comment | leave\ a\ (?:comment|reply) | (?:\d+|add\ a?)\ comments?:?
    | (?:copyright\ )?©\s*(?:copyright\ )?(?:19|20)\d\d.* | copyright\ (?:©|\(c\)).* | all\ rights\ reserved\b.*
    | (?:share|email|blog)\ (?:this|to|on|via)
      (?:\ ?[!:/,]|\ (?:facebook|twitter|x|wechat|weibo|pinterest|linkedin|whatsapp|and|or|page|article|link)){0,9}
    | (?:previous|next|prev)\ (?:article|page|post)\s*[:>»<«].* | (?:previous|next|prev)\s*[>»<«].*
    | (?:newer|older)\ posts? | (?:back|go)\ to\ (?:the\ )?top | back\ to\ (?:home|list)
    | subscribe\ to:?\ [^.]{0,60} | read\ more\ ?[.»>…]* | click\ here.{0,40}
    | print\ this(?:\ page)? | (?:close|print)\ (?:window|page)
    | (?:home\s*(?:>|»|/|›)\s*)\S.* | language:?\ \w+(?:\s*\|\s*\w+)+ | scan\ (?:the\ )?(?:qr\ )?code.{0,60}
    | (?:icp|number\ of\ visits|views|page\ views|hits):?\ ?[\d,]+ | (?:large\s+medium\s+small)(?:\s+print)?
    | (?:related|recommended|hot)\ (?:articles?|news|reading|links?):?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(
    r"(?<=\S)\s+(?:font(?: size)?:?\s*)?\[?\s*large\s+medium\s+small\s*\]?(?:\s+print)?\s*$", re.IGNORECASE
)
_HINTS = AhoCorasick([
    "comment", "©", "rights reserved", "copyright", "share ", "email ", "blog ", "prev", "next article", "next page",
    "next post", "next >", "next»", "next«", "next <", "newer post", "older post", "to top", "to the top", "back to ",
    "subscribe", "read more", "click here", "print", "close window", "close page", "home", "language", "scan ",
    "views", "hits", "icp", "number of visits", "large medium small", "related ", "recommended ", "hot ", "about ",
    "contact", "login", "sign in",
    "site map", "sitemap",
])  # fmt: skip
_LONGEST = 300


def spot_furniture(document: Document) -> Iterator[Spotted]:
    """Yield whole lines that belong to the page and not to the article, and the tail of a dateline that does."""
    for index, segment in enumerate(document.segments):
        text = segment.mt
        if len(text) > _LONGEST and "\n" not in text:
            continue
        if not _HINTS.find_matches_as_indexes(text.lower()):
            continue
        for match in _LINE.finditer(text):
            span = _furniture(match.group(), match.start()) if len(match.group()) <= _LONGEST else None
            if span is not None:
                yield Spotted(index, _with_line_end(text, span, match), "page furniture, not part of the report")


def _furniture(line: str, offset: int) -> Span | None:
    inner = line.strip()
    start = offset + line.find(inner) if inner else offset
    bar = _NAVIGATION_BAR.fullmatch(inner) and _BAR_MARK.search(inner)
    if bar or _WHOLE.fullmatch(inner):
        return Span(start, start + len(inner))
    tail = _TAIL.search(line)
    return Span(offset + tail.start(), offset + tail.end()) if tail else None


def _with_line_end(text: str, span: Span, line: re.Match[str]) -> Span:
    """Return the span with the line break that removing a whole line among others would leave behind."""
    if span.start - line.start() > 0 and text[line.start() : span.start].strip():
        return span
    if line.end() < len(text):
        following = _LINE_END.match(text, line.end())
        return Span(line.start(), following.end() if following else line.end())
    return span
