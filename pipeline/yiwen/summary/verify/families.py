"""Words that turn what a sentence says: up and down, planned and done, not, who said it, of which level, on what basis.

A family is a set of values that exclude one another; each value has its words. The verifier compares the value that
stands in a summary with the one that stands in the same place of the report.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from yiwen.summary.verify.records import Kind
from yiwen.types import Span


@dataclass(frozen=True, slots=True)
class Family:
    """Values that exclude one another, as one pattern with a group a value."""

    name: str
    kind: Kind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or phrase of a family at a place: which value it gives."""

    family: str
    kind: Kind
    value: str
    span: Span
    text: str


def _family(name: str, kind: Kind, **values: str) -> Family:
    groups = "|".join(f"(?P<{value}>{'|'.join(words.split(' / '))})" for value, words in values.items())
    return Family(name, kind, re.compile(rf"\b(?:{groups})\b", re.IGNORECASE))


_BY_FIGURE = r"(?=\s+(?:by\s+|from\s+|about\s+|some\s+|over\s+|nearly\s+)?[\d$¥€])"
FAMILIES = (
    _family(
        "direction",
        Kind.DIRECTION,
        up="rose / risen / ris(?:e|es|ing) / grew / grown / grow(?:s|th|ing)? / "
        "increas(?:e|es|ed|ing) / climb(?:s|ed|ing)? / "
        "expan(?:ded|ds?|ding|sion) / jump(?:s|ed)? / surg(?:e|ed|es|ing) / soar(?:s|ed)? / gain(?:s|ed)? / "
        f"up{_BY_FIGURE} / rais(?:e|es|ed|ing) / higher / accelerat(?:e|es|ed|ing|ion) / strengthened / picked up / "
        "rebounded / doubled / tripled / "
        "extend(?:s|ed|ing)? / lengthen(?:s|ed|ing)? / "
        "improv(?:e|es|ed|ing|ement)",
        down="fell / fallen / fall(?:s|ing)? / declin(?:e|es|ed|ing) / decreas(?:e|es|ed|ing) / drop(?:s|ped|ping)? / "
        "shr(?:ank|unk|ink\\w*) / reduc(?:e|es|ed|ing|tion|tions) / plung(?:e|ed|es) / slump(?:s|ed)? / "
        f"contract(?:ed|ion)(?=\\s+by) / down{_BY_FIGURE} / lower(?:ed)? / slow(?:ed|er|ing|down) / weakened / "
        "softened / eased / narrow(?:ed|ing) / halved / cut(?:s|ting)? / shorten(?:s|ed|ing)? / loss(?:es)? / "
        "worsen(?:s|ed|ing)?",
    ),
    _family("particle", Kind.DIRECTION, up="up", down="down"),
    _family("opening", Kind.DIRECTION, opened="open(?:s|ed|ing)?", closed="clos(?:e|es|ed|ing|ure) / shut"),
    _family(
        "trade",
        Kind.DIRECTION,
        exports="exports? / exported / outbound / outflows?",
        imports="imports? / imported / inbound / inflows?",
    ),
    _family("balance", Kind.DIRECTION, surplus="surplus(?:es)? / profits?", deficit="deficits? / losses"),
    _family(
        "rank",
        Kind.DIRECTION,
        top="highest / largest / biggest / most / best / fastest",
        bottom="lowest / smallest / least / worst / slowest",
    ),
    _family(
        "degree",
        Kind.DIRECTION,
        more="(?<!no )(?<!not )more / faster / better / stronger / larger / greater",
        less="(?<!no )(?<!not )less / (?<!no )fewer / slower / worse / weaker / smaller",
    ),
    _family("order", Kind.DIRECTION, before="before / prior to / ahead of", after="after / following"),
    _family(
        "outcome",
        Kind.DIRECTION,
        success="success(?:ful|fully)? / succeed(?:s|ed)? / pass(?:es|ed)? / approv(?:e|ed|es|al)",
        failure="fail(?:s|ed|ure)? / reject(?:s|ed|ion)?",
    ),
    _family(
        "side",
        Kind.DIRECTION,
        north="north(?:ern)?",
        south="south(?:ern)?",
        east="east(?:ern)?",
        west="west(?:ern)?",
    ),
    _family(
        "reach",
        Kind.DIRECTION,
        exceeded="exceed(?:s|ed|ing)? / surpass(?:es|ed|ing)? / above / beyond",
        below="below / short of / under(?=\\s+[\\d$¥€])",
    ),
    _family(
        "when",
        Kind.DATE,
        this="this (?:year|month|quarter|week)",
        last="last (?:year|month|quarter|week)",
        next="next (?:year|month|quarter|week)",
    ),
    _family(
        "part",
        Kind.DATE,
        first="first (?:quarter|half)",
        second="second (?:quarter|half)",
        third="third quarter",
        fourth="fourth quarter",
    ),
    _family(
        "scope",
        Kind.SCOPE,
        nation="national(?:ly)? / nationwide / nation / country / China['’]s / state-level",
        province="province / provincial / provincewide / province-wide",
        city="city / cities / citywide / city-wide / municipal(?:ity)?",
        district="districts? / district-level",
        county="county / counties / county-level",
        town="towns? / townships? / subdistricts?",
        village="villages?",
    ),
    _family(
        "comparison",
        Kind.BASIS,
        yearly="year[- ]on[- ]year / year[- ]over[- ]year / yoy / "
        "over the (?:same period (?:of )?last|previous) year / "
        "(?:from|than|compared with) (?:the same period (?:of |in )?)?(?:last year|a year (?:ago|earlier))",
        quarterly="quarter[- ]on[- ]quarter / quarter[- ]over[- ]quarter / qoq / from the (?:previous|last) quarter",
        monthly="month[- ]on[- ]month / month[- ]over[- ]month / mom / from the (?:previous|last) month",
        averaged="(?:on )?annual average / average annual / annually on average / per year on average",
    ),
    _family(
        "sum",
        Kind.BASIS,
        cumulative="cumulative(?:ly)? / accumulated / in total since / altogether since",
        annual="annual(?:ly)? / per year / each year / a year / full-year",
        monthly="monthly / per month / each month / a month",
        daily="daily / per day / each day / a day",
    ),
    _family(
        "stage",
        Kind.BASIS,
        signed="signed / contracted / contractual / agreements?(?: signed)?",
        planned="planned (?:total )?investments? / plans? to invest / (?:intended|proposed) investments?",
        invested="invested / actual(?:ly)?(?: used| utili[sz]ed)? / paid-in / completed investments? / "
        "investments? completed / utili[sz]ed / in place",
        landed="landed / broke ground / started construction / under construction",
        completed="completed / put into (?:operation|production|use) / commissioned",
    ),
)

NEGATION = re.compile(
    r"\b(?:not(?!\s+only)|no(?!\.|\s+(?:less|fewer|lower|later|more)\b)|never|none|neither|nor|without|cannot|can['’]t"
    r"|\w+n['’]t|failed to|fails to|unable to|instead of|rather than"
    r"|refused to|yet to|lack(?:s|ed)?|free of|stopped)\b",
    re.IGNORECASE,
)
PLANNED = re.compile(
    r"(?:\b(?:will|shall|plans? to|planned|planning to|aims? (?:to|at|for)|aim(?:ed|ing) (?:to|at|for)|intends? to"
    r"|(?:it|town|city|county|district|province|park|government|company|firm|group|village) plans(?! of| for)"
    r"|intended to|propos(?:es|ed|ing) to|expect(?:s|ed) to|(?:is|are|was|were) to"
    r"|to be (?:\w+ed|built|begun|held|put|set)"
    r"|must|should|ought to|needs? to|need(?=\s+\w+ing)|(?:necessary|imperative|essential)(?: for [^,.;]{1,60}?)? to"
    r"|striv(?:e|es|ing) (?:to|for)|seeks? to|hopes? to|by 20[3-9]\d|going to|due to (?:be|open|start|begin)"
    r"|scheduled|slated|set to)|['’]ll)\b",
    re.IGNORECASE,
)
SAID = re.compile(
    r"\b(?:said|says|told|stressed|emphasi[sz]ed|pointed out|noted that|stated|announced|added that|explained"
    r"|believes?|believed|argued|hoped|claimed|warned|suggested that|reported that|estimated that|according to"
    r"|in (?:his|her|their) words|reveal(?:s|ed)|predict(?:s|ed)|called for|urged|requested that|demanded)\b",
    re.IGNORECASE,
)
# A newspaper's own voice: whoever leaves it out leaves nobody out.
HEARSAY = re.compile(
    r"\b(?:reporters?|correspondents?|it (?:is|was|has been)) (?:\w+ )?"
    r"(?:learned|learnt|reported|understood|said|informed)"
    r"|according to (?:reports|statistics|data|the data|incomplete statistics|preliminary)",
    re.IGNORECASE,
)


def cues_of(text: str) -> Iterator[Cue]:
    """Yield the cues of all families, family by family."""
    for family in FAMILIES:
        for match in family.pattern.finditer(text):
            assert match.lastgroup is not None
            yield Cue(family.name, family.kind, match.lastgroup, Span(*match.span()), match[0])
