"""Which of two languages, Chinese or English, a header or a tag names, and which of them a text is written in."""

import re
from typing import Literal

Language = Literal["zh", "en"]

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")

_TAG = re.compile(r"(zh|cmn|yue|chi|zho|en|eng)(?:[-_].*)?", re.IGNORECASE)  # BCP 47, as ISO 639 has the languages
_CODES: dict[str, Language] = {"en": "en", "eng": "en"}  # of tags; all others are of Chinese

# Headers as tools and people write them: each word names a language, or says no more than which sort of it.
_NAMES: dict[str, Language] = {
    **dict.fromkeys("zh cmn yue chi zho ch cn chs cht chinese mandarin cantonese putonghua hans hant".split(), "zh"),
    **dict.fromkeys("en eng english enus engb".split(), "en"),
}
_QUALIFIERS = frozenset(
    "simplified traditional simp sim trad standard official approved final full term "
    "terms text name word words character characters language lang source target src tgt translation equivalent "
    "version prc mainland china taiwan hong kong hongkong macau macao singapore malaysia sar republic people s of the "
    "us usa u uk gb united states kingdom america american britain british canada australia international tw hk mo sg "
    "my au ca nz ie za in".split()
)
_TERM_WORDS = frozenset("term terms source target".split())
_WORDS = re.compile(r"[a-z]+")
_SORT_OF_TERM = "术语|術語|词条|詞條|词语|詞語|词汇|詞彙|名称|名稱|全称|全稱|名词|名詞|用语|用語|表述|表达"
_HAN_NAMES: tuple[tuple[Language, re.Pattern[str]], ...] = (
    (
        "zh",
        re.compile(
            "(?:简体|簡體|繁体|繁體|正体|正體|[简簡繁]中|"
            "(?:简体|簡體|繁体|繁體|正体|正體|规范|規範)?(?:中文|汉语|漢語|华语|華語|中国语|中)(?:简体|簡體|繁体|繁體|简|繁)?)"
            f"(?:中国|中國|大陆|大陸|台湾|臺灣|台灣|香港|澳门|澳門|新加坡)?(?:原文|原词|{_SORT_OF_TERM})?"
        ),
    ),
    (
        "en",
        re.compile(
            "(?:美式|英式|推荐|推薦|官方|标准|標準)?(?:英文|英语|英語|英译|英譯|英)(?:美国|美國|英国|英國)?"
            f"(?:译文|譯文|译名|譯名|译法|翻译|翻譯|对应词|{_SORT_OF_TERM})?"
        ),
    ),
)
_GENERIC = re.compile(
    r"(?:source|target|src|tgt|term|translation|translated|original|equivalent|word|phrase)"
    r"(?: ?(?:term|text|word|phrase|language|entry|segment))?s?"
    r"|原文|译文|譯文|源文|源语言?|源語言?|目标|目标语言?|目標語言?|术语|術語|词条|詞條|词语|詞語|词汇|詞彙"
    r"|翻译|翻譯|译名|譯名|译法|名词|名詞|名称|名稱"
)


def written_language(text: str) -> Language | None:
    """Return Chinese for a text with any Chinese character, English for one in Latin letters, else None."""
    if _HAN.search(text):
        return "zh"
    return "en" if _LATIN.search(text) else None


def named_language(header: str) -> Language | None:
    """Return the language that a column's header names: `zh-CN`, `Chinese (PRC)`, `Term [en]`, `中文术语`, `英文`.

    What says more of a column ("English definition", "en_description") names none: no terms stand in it.
    """
    bare = re.sub(r"[\W\d_]+", " ", header.lower())
    words, han = _WORDS.findall(bare), "".join(_HAN.findall(bare))
    named = {_NAMES[word] for word in words if word in _NAMES}
    if not all(word in _NAMES or word in _QUALIFIERS for word in words):
        return None
    if han:
        matched = {language for language, pattern in _HAN_NAMES if pattern.fullmatch(han)}
        named = named | matched if matched else set()
    return named.pop() if len(named) == 1 else None


def without_language(header: str) -> str:
    """Return the words of a header, in lower case, that name no language and do not say "term": `Term Status [en]`."""
    words = re.sub(r"[\W\d_]+", " ", header.lower()).split()
    return " ".join(word for word in words if word not in _NAMES and word not in _TERM_WORDS)


def tagged_language(tag: str) -> Language | None:
    """Return the language of a tag in a file of XML: `zh-Hant-HK`, `ZH-CN`, `Chinese (PRC)`."""
    found = _TAG.fullmatch(tag.strip())
    return _CODES.get(found[1].lower(), "zh") if found else named_language(tag)


def is_generic(header: str) -> bool:
    """Return whether a header says that terms stand under it, but not of which language."""
    return _GENERIC.fullmatch(re.sub(r"[\W_]+", " ", header.lower()).strip()) is not None
