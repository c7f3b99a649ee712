"""Pieces of HTML made from untrusted text: everything that enters a page goes through here."""

import html
import re
from collections.abc import Iterable, Sequence

from yiwen.report.links import split, urls, words_without

_UNWRITABLE = re.compile("[\x00\ud800-\udfff]")


def escaped(text: str) -> str:
    """Return the text for an element or a quoted attribute; NUL and lone surrogates, which HTML lacks, become U+FFFD.

    A carriage return is written as a reference, for a parser would read it as a line feed.
    """
    return _UNWRITABLE.sub("\ufffd", html.escape(text)).replace("\r", "&#13;")


def element(tag: str, inner: str, /, **attributes: str | int | bool | None) -> str:
    """Return an element around ready markup; `_` in a name stands for `-`, a trailing one is dropped.

    Values are escaped; True writes the bare name, False and None leave the attribute out.
    """
    return f"<{tag}{_attributes(attributes)}>{inner}</{tag}>"


def _attributes(attributes: dict[str, str | int | bool | None]) -> str:
    return "".join(
        f" {_name(name)}" if value is True else f' {_name(name)}="{escaped(str(value))}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], numeric: Sequence[int] = ()) -> str:
    """Return a table of ready cells, the first of each row its heading; `numeric` columns are set to the right."""
    top = "".join(element("th", escaped(cell), scope="col", class_=_align(at, numeric)) for at, cell in enumerate(head))
    body = "\n".join(element("tr", _cells(row, numeric)) for row in rows)
    return (
        f'<div class="table"><table><caption>{escaped(caption)}</caption>\n'
        f"<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )


def _cells(row: Sequence[str], numeric: Sequence[int]) -> str:
    first = element("th", row[0], scope="row", class_=_align(0, numeric))
    return first + "".join(element("td", cell, class_=_align(at, numeric)) for at, cell in enumerate(row[1:], 1))


def _align(column: int, numeric: Sequence[int]) -> str | None:
    return "number" if column in numeric else None


def source(text: str) -> str:
    """Return a rule's source: where it holds one address its words are the link, else each address links itself."""
    addresses = urls(text)
    if len(addresses) == 1 and (words := words_without(text, addresses[0])):
        return _link(addresses[0], words)
    return "".join(escaped(words) + (_link(url, url) if url else "") for words, url in split(text))


def _link(url: str, words: str) -> str:
    return element("a", escaped(words), href=url, rel="noopener noreferrer", target="_blank")
