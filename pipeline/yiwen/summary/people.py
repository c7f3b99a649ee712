"""Who's who: the persons that a report names with a post, each once, with the post as the report writes it."""

import re
from collections.abc import Iterator

from yiwen.summary import cues
from yiwen.summary.blocks import Kind, blocks
from yiwen.summary.sheet import Person
from yiwen.text.segment import sentences
from yiwen.types import Document, Span

_SURNAMES = """
    Ai An Ao Ba Bai Ban Bao Bei Bi Bian Bo Bu Cai Cao Cen Chai Chang Che Chen Cheng Chi Chu Cui Dai Dan Deng Di Diao
    Ding Dong Dou Du Duan Fan Fang Fei Feng Fu Gan Gao Ge Geng Gong Gou Gu Guan Guo Han Hang Hao He Hong Hou Hu Hua
    Huang Hui Huo Ji Jia Jian Jiang Jiao Jin Jing Ju Kang Ke Kong Kuang Lai Lan Lang Lao Le Lei Leng Li Lian Liang
    Liao Lin Ling Liu Long Lou Lu Luo Lv Ma Mai Man Mao Mei Meng Mi Miao Min Ming Mo Mou Mu Nan Ni Nie Ning Niu Ou
    Ouyang Pan Pang Pei Peng Pi Ping Pu Qi Qian Qiang Qiao Qin Qiu Qu Quan Ran Rao Ren Rong Ruan Sha Shan Shang Shao
    She Shen Sheng Shi Shu Shui Si Sima Song Su Sun Tan Tang Tao Teng Tian Tie Tong Tu Wan Wang Wei Wen Weng Wu Xi Xia
    Xiang Xiao Xie Xin Xing Xiong Xu Xuan Xue Yan Yang Yao Ye Yi Yin Ying You Yu Yuan Yue Yun Zang Zeng Zha Zhai Zhan
    Zhang Zhao Zhen Zheng Zhi Zhong Zhou Zhu Zhuang Zhuo Zong Zou Zu Zuo
""".split()
_SYLLABLE = r"(?:[bpmfdtnlgkhjqxzcsryw]|[zcs]h)?[aeiouvü]{1,3}(?:ng|n|r)?"
# Words that are spelled like a given name and are none.
_NO_GIVEN = frozenset("City County Town Road Street Bay Port Village Island Lake River New High One Two China".split())
_NAME = re.compile(
    rf"(?<![\w-])(?:{'|'.join(sorted(_SURNAMES, key=len, reverse=True))}) "
    rf"(?P<given>[A-Z](?:[a-zü]*)(?:[-'’]?[a-zA-Zü]+)?)(?![\w-])"
)
_GIVEN = re.compile(rf"(?:{_SYLLABLE}){{1,3}}(?:[-'’](?:{_SYLLABLE}))?$", re.IGNORECASE)
_FOREIGN = re.compile(r"(?<!\w)(?:Mr|Ms|Mrs|Dr|Prof)\.? (?P<name>[A-Z][a-z]+(?: [A-Z]\.)?(?: [A-Z][a-z]+){1,2})")
_POSTS = cues.POSTS | frozenset(
    """manager founder engineer professor researcher academician principal dean head captain judge
    spokesperson spokesman spokeswoman general representative entrepreneur expert comrades""".split()
)
_POST_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_POSTS, key=len, reverse=True))})\b", re.IGNORECASE)
_WORD = r"[A-Z][\w'’&-]*"
_BEFORE = re.compile(rf"(?:{_WORD}(?:\s+(?:of|for)(?:\s+the)?)?\s+|leaders?\s+|comrades?\s+)+$")
_AFTER = re.compile(
    r",\s+(?:the |a |an |who (?:is|was) )?(?P<post>(?:[^,.;:()]|,\s+Ltd|(?<=Co)\.|(?<=Ltd)\.){4,160}?)"
    rf"(?=,(?! Ltd)|(?<!Co)(?<!Ltd)\.|:|;|\(|$|\s+and\s+(?:{'|'.join(_SURNAMES)}) [A-Z])"
)
_VERB = re.compile(
    r"\s+(?:said|says|attended|participated|presided|led|stressed|emphasi[sz]ed|pointed|introduced|visited|"
    r"delivered|made|took|chaired|accompanied|also|has|have|had|is|was|were|will)\b"
)
_LINKED = re.compile(r"(?:,| and|, and)\s*$")
_LIST_POST = re.compile(r"\b(?:leaders|comrades|mayors|secretaries|directors|members)\b", re.IGNORECASE)
_LEAD_WORDS = frozenset("The A An On In At By And But When After Before During Since As For With From Of Our".split())
_LONGEST_POST = 20


def people(document: Document) -> tuple[Person, ...]:
    """Return the persons named with a post, each once, in the report's order."""
    found: dict[str, Person] = {}
    for block in blocks(document):
        if block.kind is Kind.FURNITURE:
            continue
        text = block.span.of(block.text)
        for span in sentences(text):
            for name, post, place in _named(span.of(text)):
                start = block.span.start + span.start
                person = Person(name, post, block.segment, Span(start + place.start, start + place.end))
                found.setdefault(name, person)
    return tuple(found.values())


def _named(sentence: str) -> Iterator[tuple[str, str, Span]]:
    """Yield name, post and place of the persons in a sentence; in a list of leaders the post is that of them all."""
    shared, end = "", -1
    for place in _names(sentence):
        name = " ".join(place.of(sentence).split())
        post = _post_after(sentence, place.end) or _post_before(sentence, place.start)
        if post:
            shared = post if _LIST_POST.search(post) else ""
        elif shared and _LINKED.search(sentence[end : place.start]):
            post = shared
        if post:
            yield name, _of_one(post), place
        end = place.end


def _of_one(post: str) -> str:
    """Return the post of one person of a list: "municipal leaders" is a municipal leader."""
    return re.sub(r"\b(leader|comrade|mayor|director|member)s$", r"\1", re.sub(r"\bsecretaries$", "secretary", post))


def _names(sentence: str) -> list[Span]:
    spans = [
        Span(*match.span())
        for match in _NAME.finditer(sentence)
        if match["given"] not in _NO_GIVEN and _GIVEN.match(match["given"])
    ]
    spans += [Span(*match.span("name")) for match in _FOREIGN.finditer(sentence)]
    spans.sort()
    return [span for at, span in enumerate(spans) if not at or span.start >= spans[at - 1].end]


def _post_after(sentence: str, end: int) -> str:
    match = _AFTER.match(sentence, end)
    if match is None:
        return ""
    post = _VERB.split(match["post"], maxsplit=1)[0].strip()
    opens = _POST_WORD.search(post)
    if opens is None or len(post.split()) > _LONGEST_POST or _NAME.match(post):
        return ""
    return post if len(post[: opens.start()].split()) <= 6 else ""


def _post_before(sentence: str, start: int) -> str:
    match = _BEFORE.search(sentence[:start])
    if match is None:
        return ""
    words = match[0].split()
    while words and words[0] in _LEAD_WORDS:
        words.pop(0)
    post = " ".join(words)
    return post if _POST_WORD.search(post) else ""
