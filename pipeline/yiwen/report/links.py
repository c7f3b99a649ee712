"""The web addresses in a line of text: http and https only, for nothing else may become a link."""

import re
from urllib.parse import urlsplit

_URL = re.compile(r"https?://[^\s<>\"'，。；、）]+", re.IGNORECASE)


def urls(text: str) -> list[str]:
    """Return the addresses in the order of the text, without the punctuation of the sentence round them."""
    return [url for match in _URL.finditer(text) if _has_host(url := _trimmed(match[0]))]


def _trimmed(url: str) -> str:
    while url and (url[-1] in ".,;:!?]}" or (url[-1] == ")" and url.count("(") < url.count(")"))):
        url = url[:-1]
    return url


def _has_host(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:  # a broken IPv6 address
        return False


def split(text: str) -> list[tuple[str, str]]:
    """Return the text as pairs of words and the address after them, empty after the last words."""
    pairs: list[tuple[str, str]] = []
    for url in urls(text):
        words, _, text = text.partition(url)
        pairs.append((words, url))
    return [*pairs, (text, "")]


def words_without(text: str, url: str) -> str:
    """Return the text without its one address, the brackets round that, and what spaces and marks are left over."""
    words = re.sub(rf"[(\[<]?{re.escape(url)}[)\]>]?", " ", text)
    return re.sub(r"\s+([,;.])", r"\1", " ".join(words.split())).strip(" ,;:|–—-")
