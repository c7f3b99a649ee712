"""What may not be replaced: figures, amounts, verbs, halves of names, and words that would be left beside a term."""

import pytest

from yiwen.glossary.builtin import builtin_glossary
from yiwen.glossary.candidate import Candidate, compare
from yiwen.glossary.enforce import Enforcer
from yiwen.glossary.entry import Entry
from yiwen.glossary.evidence import weigh
from yiwen.glossary.present import Stretch
from yiwen.glossary.refusals import is_no_phrase
from yiwen.types import Document, Segment

_TERMS = {
    "农情快报": "Field Notes bulletins",
    "人民币": "renminbi",
    "发电企业": "power-generating companies",
    "国资委": "Assets Supervision Commission of the State Council",
    "外汇对冲": "currency hedging",
    "末期股息": "final dividend",
    "法律援助": "legal aid",
    "水稻保险": "rice insurance scheme",
    "七天天气展望": "weekly weather outlook",
    "滨海市场": "Coastal Market",
    "村民应得款": "sums due to villagers",
    "鱼塘与水渠": "fish ponds and canals",
    "稻田经验": "Paddy Field Model",
    "科技园": "Technology Garden",
    "渔业": "fish trade",
    "水价风险": "water price risk",
    "乡村福祉": "villagers' wellbeing",
    "旱地改造": "dry land improvement",
    "人均口粮": "per capita grain",
    "甲等粮库": "Grade A granary",
    "渔民保险": "insurance for coastal fishers",
    "渔业处处长": "Fisheries Division Chief",
    "首席官员": "Chief Officer",
}
_ENFORCER = Enforcer(
    [Entry(id=zh, zh=(zh,), en=(en,), user=True) for zh, en in _TERMS.items()], builtin_glossary().entries
)


def _refused(src: str, mt: str, words: str, *, taken: bool = False) -> bool:
    """Return whether these words of a text cannot stand for the one term of its source.

    `taken` is whether the other words serve other terms.
    """
    pair = _ENFORCER.pairs([(src, mt)])[0]
    (term,) = pair.missing
    its, text = _ENFORCER.terms[term], pair.unit.text
    relatives, rivals = _ENFORCER.associations.relatives(its), _ENFORCER.associations.claims(src)
    spans = tuple(occurrence.span for occurrence in pair.occurrences)
    evidence = weigh(pair.unit, its, _ENFORCER.shadows, relatives, {}, rivals, spans)
    start, end = text.starts.index(mt.index(words)), text.ends.index(mt.index(words) + len(words)) + 1
    (row,) = evidence.rows
    candidate = Candidate(evidence, Stretch(start, end), row, compare(pair.unit, row, start, end))
    return is_no_phrase(candidate, [taken] * len(text))


@pytest.mark.parametrize(
    ("src", "mt", "words", "refused"),
    [
        ("局里出版农情快报13期。", "The bureau printed 13 bulletins in the year.", "13 bulletins", True),
        ("局里出版农情快报三期。", "The bureau printed three bulletins in the year.", "three bulletins", True),
        ("局里出版农情快报。", "The bureau printed farm bulletins.", "farm bulletins", False),
        ("人民币5亿元已到位。", "The sum of RMB 500 million has arrived.", "RMB", True),
        ("以人民币结算。", "It is settled in RMB at the bank.", "RMB", False),
        ("政府支持发电企业。", "It supports the power generated.", "power generated", True),
        ("政府支持发电企业。", "It supports power generation companies.", "power generation companies", False),
        (
            "国资委开会。",
            "The Assets Supervision Body (ASB) of the State Council met.",
            "Assets Supervision Body",
            True,
        ),
        ("国资委开会。", "The Assets Supervision Body met.", "Assets Supervision Body", False),
        ("县里推出水稻保险。", "The county has watered rice insurance.", "watered rice insurance", True),
        ("县里推出水稻保险。", "The county offers paddy rice insurance.", "paddy rice insurance", False),
        ("滨海市场开业。", "The North Wide Market opened.", "Wide Market", True),
        ("滨海市场开业。", "A Wide Market opened.", "Wide Market", False),
        ("他们需要外汇对冲。", "They need foreign exchange hedging.", "exchange hedging", True),
        ("他们需要外汇对冲。", "They need foreign exchange hedging.", "foreign exchange hedging", False),
        ("法律援助机构共有五家。", "Five legal assistance institutions opened.", "legal assistance", False),
        ("滨海市场开业。", "The coastal mar\u00adket hall opened.", "coastal mar", True),
        ("法律援助开展五次。", "Five legal assistance institutions opened.", "legal assistance", True),
        ("村民应得款已付。", "The sums due to farmers were paid.", "sums due", True),
        ("村民应得款已付。", "The sums due to farmers were paid.", "sums due to farmers", False),
        ("鱼塘与水渠修好了。", "The fish pools and ditches were mended.", "fish pools", True),
        ("鱼塘与水渠修好了。", "The fish pools and ditches were mended.", "fish pools and ditches", False),
        ("稻田经验传开。", "Promote Paddy experience in all towns.", "Promote Paddy experience", True),
        ("稻田经验传开。", "Promote Paddy experience in all towns.", "Paddy experience", False),
        ("我们推广稻田经验。", "We shared paddy experience in all towns.", "shared paddy experience", True),
        ("科技园开放。", "The science and technology yard is open.", "technology yard", True),
        ("渔业兴旺。", "The fish office did well.", "fish office", True),
        ("渔业兴旺。", "The fish business did well.", "fish business", False),
        ("水价风险可控。", "Water price and flood risks are small.", "Water price", True),
        ("乡村福祉提高。", "It pleases young villagers able to pay.", "villagers able", True),
        ("旱地改造完成。", "They made dry land more fertile.", "dry land more fertile", True),
        ("人均口粮增加。", "The grain per head rose.", "grain", True),
        ("渔业处处长李先生来了。", "Fish Director Mr Li came.", "Fish Director Mr Li", True),
        ("渔业处处长李明来了。", "Fish Director Li came.", "Fish Director Li", True),
        ("首席官员办公室回复。", "The office of the chief replied.", "office of the chief", True),
        ("村民应得款已付。", "The sums of HK$5 million were paid.", "sums of HK", True),
        ("发电企业获准。", "It lets power firms to benefit from it.", "power firms to benefit", True),
        ("甲等粮库建成。", "A class-A granary was built.", "granary", True),
    ],
)
def test_what_would_do_damage_cannot_stand_for_a_term(src: str, mt: str, words: str, refused: bool) -> None:
    assert _refused(src, mt, words) is refused


def test_words_that_open_the_rendering_are_not_said_twice_though_they_serve_another_term() -> None:
    assert _refused("渔民保险扩大。", "The insurance for fishermen grew.", "fishermen", taken=True)
    assert not _refused("渔民保险扩大。", "The help for fishermen grew.", "help for fishermen", taken=True)


def _observed(src: str, mt: str) -> dict[str, str | None]:
    (found,) = _ENFORCER.findings(Document("d", "txt", (Segment("1", mt, src=src),)))
    return {finding.observed: finding.suggestion for finding in found if finding.observed}


@pytest.mark.parametrize(
    ("src", "mt", "words", "written"),
    [
        ("建议派付末期股息。", "The board proposes a year-end dividend.", "year-end dividend", "final dividend"),
        ("法律援助机构共有五家。", "There are five legal assistance institutions.", "legal assistance", "legal aid"),
        ("发布七天天气展望。", "It issues a 7-day weather outlook.", "7-day weather outlook", "weekly weather outlook"),
        (
            "他们需要外汇对冲。",
            "They have a need for foreign exchange hedging.",
            "foreign exchange hedging",
            "currency hedging",
        ),
    ],
)
def test_the_whole_of_what_stands_for_a_term_is_found(src: str, mt: str, words: str, written: str) -> None:
    assert _observed(src, mt)[words] == written
