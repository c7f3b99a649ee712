"""The letters of a termbase that writes every term like a heading: "Rural Road", "Rural road", "RURAL ROAD".

Where nearly all terms are written so, capitals say nothing of a term, and running text has it in small letters. Names
keep their capitals: told by the Chinese, which ends with what a body, a law, a programme or a place ends with, by a
list of places and peoples, and by words that may be pinyin and are not English.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from yiwen.glossary.entry import Entry
from yiwen.glossary.inflect import is_title_case, title_case
from yiwen.glossary.lexicon import vocabulary
from yiwen.glossary.words import FUNCTION_WORDS, singular, stem

_ENOUGH, _NEARLY_ALL = 20, 0.9  # renderings of two words or more; and of these, those written like a heading
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ENDS_NAME = (
    "国务院 國務院 思想 精神 主义 主義 纲要 綱要 (?<![环環调調细細季章情关關])[节節] "
    "委员会 委員會 法院 检察院 檢察院 科学院 科學院 大学 大學 学院 學院 自治区 自治區 条例 條例 公约 公約 协定 協定 "
    "规则 規則 守则 守則 有限公司 集团 集團 银行 銀行 党 黨 人民政府 办公室 辦公室 协会 協會 联合会 聯合會 基金会 "
    "基金會 科学基金 联盟 聯盟 组织 組織 计划 計劃 行动 行動 倡议 倡議 战略 戰略 保卫战 奖 獎 党委 黨委 "
    "[省市区區县縣]委 委会 委會"
)
_ENDS_BODY = (  # and what ends so without being one: 干部, 格局, 部署, 大厅, 集市, 全国, 方法
    "(?<![干幹内內全外东東西中南北支])部 (?<![格布结結大全])局 (?<!部)署 (?<![餐大客])[厅廳] (?<![集超股城都上])市 "
    "(?<![全各强強])[国國] (?<![全各])[省县縣州] (?<![方办辦做用看想])法"
)
_NAMES = re.compile(rf"[《〈]|(?:{_ENDS_NAME.replace(' ', '|')}|{_ENDS_BODY.replace(' ', '|')})$")
_CAPITAL = frozenset(
    "africa african america american anhui april asean asia asian august beijing britain british buddhist china "
    "chinese chongqing christian communist confucian december english europe european february france french fujian "
    "gansu german germany guangdong guangxi guangzhou guizhou hainan hebei henan hong hubei hunan india indian "
    "internet islamic january japan japanese jiangsu jiangxi jilin july june kong korea korean lenin leninism "
    "liaoning macao macau marx marxism marxist mongolia muslim nanjing november october party qinghai russia russian "
    "september shaanxi shandong shanghai shanxi shenzhen sichuan taiwan tianjin tibet tibetan wuhan xinjiang yangtze "
    "yunnan zhejiang".split()
)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?(?:i?ang?|i?ao|iu|ian|iang|iong|ie|ing?|i|a|o|e|ai|ei|ou|en|eng|er|ong|u|ua|"
    r"uo|uai|ui|uan|un|uang|ue)){1,3}"
)
_LONGEST = 9  # characters of an abbreviation: HIV/AIDS
_ABBREVIATION = re.compile(r"(?:[a-z]{1,4}|[^aeiouy]{5})s?")


def in_running_text(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return a user's entries with the renderings as running text has them, where their termbase is all headings."""
    made: list[Entry] = []
    for _, group in groupby(entries, key=lambda entry: entry.domain):
        termbase = tuple(group)
        written = tuple(rendering for entry in termbase for rendering in entry.en)
        made += map(_lowered, termbase) if _is_all_headings(written) else termbase
    return tuple(made)


def _is_all_headings(renderings: Sequence[str]) -> bool:
    """Return whether nearly all renderings of several words are written like headings."""
    several = [one for one in renderings if " " in one]
    headings = sum(is_title_case(one) or one.isupper() or _begins_alone(one) for one in several)
    return len(several) >= _ENOUGH and headings >= _NEARLY_ALL * len(several)


def _begins_alone(rendering: str) -> bool:
    """Return whether only the first letter is a capital: "Rural road"."""
    return rendering[:1].isupper() and rendering[1:].islower()


def _lowered(entry: Entry) -> Entry:
    is_name = any(_NAMES.search(zh) for zh in entry.zh)
    return replace(entry, en=tuple(dict.fromkeys(_as_name(one) if is_name else _in_small(one) for one in entry.en)))


def _as_name(rendering: str) -> str:
    """Return a name in Title Case."""
    is_other = " " in rendering and (rendering.isupper() or _begins_alone(rendering))
    return title_case(_in_small(rendering)) if is_other else rendering


def _in_small(rendering: str) -> str:
    """Return a term in small letters, but for names in it and abbreviations; one with a name in pinyin is a name."""
    if not rendering.isupper():
        if any(_is_pinyin(word[0].lower()) for word in _WORD.finditer(rendering) if word[0][1:].islower()):
            return rendering
        return _WORD.sub(_small, rendering)
    is_abbreviation = " " not in rendering and not all(_is_english(one.lower()) for one in _WORD.findall(rendering))
    return rendering if is_abbreviation and len(rendering) <= _LONGEST else _WORD.sub(_small_of_capitals, rendering)


def _small(word: re.Match[str]) -> str:
    """Return a word of a heading in small letters, unless it is a name or an abbreviation."""
    written, low, after = word[0], word[0].lower(), word.string[word.end() : word.end() + 1]
    if low in _CAPITAL:
        return low.capitalize()
    if len(low) == 1:
        return low if after == "-" or (low == "a" and not word.start()) else written  # "E-commerce"; "R&D", "Grade A"
    return low if written[1:].islower() else written


def _is_pinyin(low: str) -> bool:
    """Return whether a word may be a name in pinyin and is no English one."""
    return low not in _CAPITAL and _PINYIN.fullmatch(low) is not None and not _is_english(low)


def _small_of_capitals(word: re.Match[str]) -> str:
    """Return a word of a term in capitals throughout in small letters, unless it is a name or an abbreviation."""
    low, text = word[0].lower(), word.string
    if low in _CAPITAL:
        return low.capitalize()
    is_joined = "-" in (text[max(0, word.start() - 1) : word.start()], text[word.end() : word.end() + 1])
    if len(low) == 1 and low != "a":
        return word[0]
    is_short = not is_joined and _ABBREVIATION.fullmatch(low) is not None and not _is_english(low)
    return word[0] if is_short else low


def _is_english(low: str) -> bool:
    """Return whether a word is an English one, by a dictionary."""
    base, known = low.partition("'")[0].partition("’")[0], vocabulary()
    acts = (base[:-3], f"{base[:-3]}e") if base.endswith("ing") else ()
    return base in FUNCTION_WORDS or not known.isdisjoint((base, singular(base), stem(base), *acts))
