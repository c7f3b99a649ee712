"""Findings that need code rather than an entry of the glossary: one table, one function a rule.

A check yields what it spots; the table says which rule speaks and how loud. To add one: a function, a row, a test file.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from yiwen.checks import (
    amounts,
    dates,
    figures,
    furniture,
    leftovers,
    lone_figures,
    names,
    names_beside,
    omissions,
    one_sided,
    place_heads,
    punctuation,
    quotes,
    renderings,
    scales,
    surnames,
    variants,
)
from yiwen.checks.reading import Reading
from yiwen.checks.spotted import Spotted
from yiwen.types import Document, Finding, Fix, Rule, Segment, Severity

__all__ = ["HAN_LEFT", "RULES", "check_document"]

HAN_LEFT = "han-left"  # where a glossary knows the Chinese, it says more


@dataclass(frozen=True, slots=True)
class _Check:
    """A row of the table."""

    id: str
    kind: str
    severity: Severity
    title: str
    why: str
    spot: Callable[[Reading], Iterator[Spotted]]
    local: bool = False  # looks at one segment at a time, and may mend it
    compares: bool = False  # looks at the Chinese beside the English
    alone: bool = False  # looks at one segment at a time
    needs: tuple[str, ...] = ()  # a text with none of these strings holds nothing to spot


_CHECKS = (
    _Check(
        "name-spelling", "name-inconsistency", Severity.WARNING, "One name in two spellings",
        "A reader takes two spellings for two firms.", names.spot_spellings,
    ),
    _Check(
        "name-split", "name-inconsistency", Severity.WARNING, "A place name written as two words",
        "Two capitalised syllables read as a person's name.", names.spot_split_names,
    ),
    _Check(
        "name-rendering", "name-inconsistency", Severity.WARNING, "One name with several heads",
        "A zone, park or firm under two names looks like two.", renderings.spot_heads,
        needs=renderings.HEAD_WORDS,
    ),
    _Check(
        "name-misread", "name-inconsistency", Severity.WARNING, "A name spelled as its Chinese is not read",
        "A letter lost or a sound mistaken makes another name of it.", names_beside.spot_misread_names, compares=True,
    ),
    _Check(
        "name-varies", "name-inconsistency", Severity.WARNING, "One person or place in several spellings",
        "A reader takes two spellings for two persons.", variants.spot_variants,
    ),
    _Check(
        "name-surname", "name-inconsistency", Severity.ERROR, "A person under another surname than in the Chinese",
        "It is another person's name.", surnames.spot_surnames, compares=True,
    ),
    _Check(
        "name-head", "name-inconsistency", Severity.WARNING, "A place under another head than in the Chinese",
        "A town is no village, and a county no city.", place_heads.spot_heads, compares=True, alone=True,
    ),
    _Check(
        "slogan-order", "name-inconsistency", Severity.WARNING, "One slogan in several word orders",
        "A quoted slogan is a name: it stays the same each time.", renderings.spot_slogans,
        needs=renderings.QUOTES,
    ),
    _Check(
        "label-order", "number", Severity.WARNING, "One label with its figures in several orders",
        "The figures of a label such as 1+3+2 each stand for something; the order is part of the name.",
        renderings.spot_labels, needs=("+",),
    ),
    _Check(
        HAN_LEFT, "format", Severity.WARNING, "Chinese left in the English",
        "What was not translated cannot be read.", leftovers.spot_han,
    ),
    _Check(
        "repeated-text", "format", Severity.NOTE, "The same text twice in a row",
        "A page's title and its article's headline often come out as two.", leftovers.spot_repeated_text,
        needs=("\n", "\r"),
    ),
    _Check(
        "page-furniture", "format", Severity.NOTE, "Navigation, sharing or copyright of a web page",
        "It is no part of the report.", furniture.spot_furniture,
    ),
    _Check(
        "stray-space", "format", Severity.WARNING, "A space beside a mark or bracket",
        "English sets no space before a comma or full stop, nor inside brackets.",
        punctuation.spot_stray_spaces, local=True, needs=punctuation.STRAY_SPACES,
    ),
    _Check(
        "quotation-marks", "format", Severity.WARNING, "A quotation mark the wrong way round or alone",
        "The reader cannot tell where the quotation ends.", quotes.spot_quotes, local=True, needs=renderings.QUOTES,
    ),
    _Check(
        "doubled-word", "format", Severity.WARNING, "A word written twice",
        "Two drafts of a phrase met.", punctuation.spot_doubled_words, local=True, needs=punctuation.DOUBLED_WORDS,
    ),
    _Check(
        "doubled-mark", "format", Severity.WARNING, "Punctuation written twice or full-width",
        "One mark is a leftover of the Chinese.", punctuation.spot_doubled_marks, local=True,
        needs=punctuation.DOUBLED_MARKS,
    ),
    _Check(
        "two-units", "number", Severity.ERROR, "A quantity in two units that disagree",
        "One of the figures is wrong; acres written for mu are the commonest cause.", figures.spot_two_units,
        needs=figures.JOINTS,
    ),
    _Check(
        "share-mismatch", "number", Severity.WARNING, "A percentage that its parts do not make",
        "A figure was mistranslated, most often by a power of ten.", figures.spot_shares,
        needs=figures.SHARE_MARKS,
    ),
    _Check(
        "rate-mismatch", "number", Severity.WARNING, "A rate that total and time do not make",
        "A figure was mistranslated.", figures.spot_rates, needs=("every ",),
    ),
    _Check(
        "total-mismatch", "number", Severity.WARNING, "A total that its parts do not make",
        "A figure was mistranslated or a part left out.", figures.spot_totals,
        needs=figures.TOTAL_CUES,
    ),
    _Check(
        "figure-scale", "number", Severity.ERROR, "A figure a power of ten off the Chinese",
        "Chinese counts by 万 and 亿, English by thousands and millions.",
        amounts.spot_scales, local=True, compares=True, alone=True,
    ),
    _Check(
        "figure-unit", "number", Severity.ERROR, "A figure of the Chinese under another unit",
        "The figure was kept and the unit changed, so the amount is wrong.",
        amounts.spot_units, local=True, compares=True, alone=True,
    ),
    _Check(
        "percent-for-points", "number", Severity.WARNING, "Percent for percentage points",
        "From 40 percent, 2 points lead to 42 and 2 percent to 40.8.", amounts.spot_points,
        local=True, compares=True, alone=True,
    ),
    _Check(
        "times-off-by-one", "number", Severity.NOTE, "A multiple that may be off by one",
        "增长2倍 is a rise to three times, which few read into increased two times.",
        amounts.spot_multiples, compares=True, alone=True,
    ),
    _Check(
        "bound-reversed", "number", Severity.WARNING, "A bound turned round",
        "Over and nearly are on opposite sides of the figure.", amounts.spot_bounds, compares=True, alone=True,
    ),
    _Check(
        "figure-differs", "number", Severity.WARNING, "Another figure than in the Chinese",
        "One of the two texts is wrong, and readers have only the English.",
        lone_figures.spot_differing, compares=True, alone=True,
    ),
    _Check(
        "date-differs", "number", Severity.WARNING, "Another date, year or ordinal than in the Chinese",
        "Sessions, plans and deadlines are known by their numbers.", dates.spot_differing_dates,
        compares=True, alone=True,
    ),
    _Check(
        "date-missing", "number", Severity.NOTE, "A date or year of the Chinese that the English lacks",
        "What happened when is part of a report.", dates.spot_missing_dates, compares=True, alone=True,
    ),
    _Check(
        "date-added", "number", Severity.NOTE, "A date or year that the Chinese does not have",
        "It was misread, or made up.", dates.spot_added_dates, compares=True, alone=True,
    ),
    _Check(
        "figure-missing", "number", Severity.WARNING, "A figure of the Chinese that the English lacks",
        "Figures are what a report is read for.", lone_figures.spot_missing, compares=True, alone=True,
    ),
    _Check(
        "figure-added", "number", Severity.NOTE, "A figure that the Chinese does not have",
        "It was misread, or made up.", lone_figures.spot_added, compares=True, alone=True,
    ),
    _Check(
        "omission", "omission", Severity.WARNING, "A sentence of the Chinese without English",
        "What is left out cannot be missed by who reads only the English.", omissions.spot_omissions,
        compares=True, alone=True,
    ),
    _Check(
        "addition", "addition", Severity.NOTE, "English for which there is no Chinese",
        "It was made up, or comes from another text.", omissions.spot_additions, compares=True, alone=True,
    ),
    _Check(
        "latin-name-missing", "omission", Severity.NOTE, "A name in Latin letters that the English lacks",
        "What stands in Latin letters needs no translation, so it should be there.",
        omissions.spot_latin_names, compares=True, alone=True,
    ),
    _Check(
        "name-missing", "omission", Severity.NOTE, "A person or place that only the Chinese names",
        "It was left out, or rendered otherwise than elsewhere.", one_sided.spot_missing, compares=True,
    ),
    _Check(
        "name-added", "addition", Severity.NOTE, "A person whom only the English names",
        "The name was made up, or comes from another text.", one_sided.spot_added, compares=True,
    ),
    _Check(
        "long-millions", "number", Severity.NOTE, "Five or more digits before million",
        "Chinese counts in 10,000s; a figure so long was often carried over with the wrong scale word.",
        scales.spot_long_millions, needs=scales.IN_YUAN,
    ),
    _Check(
        "currency-missing", "number", Severity.WARNING, "An amount of money without its currency",
        "Chinese leaves 元 unsaid in 千亿园区; English does not.", scales.spot_missing_units,
        needs=scales.WITHOUT_UNIT,
    ),
    _Check(
        "bare-billion", "number", Severity.NOTE, "Billion-yuan without a figure",
        "亿 is 100 million: 亿元项目 are projects of 100 million yuan or more.", scales.spot_bare_billions,
        needs=scales.JOINED_SCALES,
    ),
)  # fmt: skip


class _Table:
    """Checks, and what tells at once which of them a text gives nothing to do."""

    def __init__(self, checks: Sequence[_Check]) -> None:
        self._checks = tuple(enumerate(checks))
        self._always = frozenset(row for row, check in self._checks if not check.needs)
        owners: defaultdict[str, set[int]] = defaultdict(set)
        for row, check in self._checks:
            for need in check.needs:
                owners[need].add(row)
        self._owners = tuple(map(frozenset, owners.values()))
        self._needs = AhoCorasick(list(owners), implementation=Implementation.DFA)

    def due(self, reading: Reading) -> Iterator[_Check]:
        """Yield, in the order of the table, the checks that may find something."""
        rows = set(self._always)
        for text in reading.texts:
            if len(rows) == len(self._checks):
                break
            hits = {need for need, _, _ in self._needs.find_matches_as_indexes(text, overlapping=True)}
            rows.update(*map(self._owners.__getitem__, hits))
        for row, check in self._checks:
            if row in rows and (reading.has_source or not check.compares):
                yield check


_ALL, _LOCAL = _Table(_CHECKS), _Table([check for check in _CHECKS if check.local])
RULES: tuple[Rule, ...] = tuple(
    Rule(check.id, check.kind, check.title, check.why, page=f"pages/checks.md#{check.id}") for check in _CHECKS
)
_FURNITURE = "page-furniture"
_BLOCK = 1000  # segments


def check_document(
    document: Document, *, strip_web: bool = False, local: bool = False
) -> tuple[tuple[Finding, ...], ...]:
    """Return the findings of every check, one tuple a segment, sorted by place; locked text is never given a fix.

    With `strip_web` the furniture of web pages is to be removed: its findings are safe fixes that leave nothing.
    With `local` only the checks run that look at one segment at a time and may mend it.
    """
    found: list[list[Finding]] = [[] for _ in document.segments]
    reading = Reading(document.name, document.format, document.segments)
    for check, index, spotted in _spot(reading, tuple((_LOCAL if local else _ALL).due(reading))):
        finding = _finding(check, spotted, document.segments[index], strip_web)
        if finding is not None:
            found[index].append(finding)
    return tuple(
        tuple(sorted(findings, key=lambda f: (f.span.start, f.span.end, f.rule))) if findings else ()
        for findings in found
    )


def _spot(reading: Reading, checks: Sequence[_Check]) -> Iterator[tuple[_Check, int, Spotted]]:
    """Yield what the checks spot, and the index of its segment.

    Those that look at one segment at a time go through a long document block by block, so that what is remembered of a
    segment serves all of them before it is forgotten.
    """
    for check in checks:
        if not check.alone:
            yield from ((check, spotted.segment, spotted) for spotted in check.spot(reading))
    one_by_one = [check for check in checks if check.alone]
    for start in range(0, len(reading.segments), _BLOCK) if one_by_one else ():
        block = Reading(reading.name, reading.format, reading.segments[start : start + _BLOCK])
        for check in one_by_one:
            yield from ((check, start + spotted.segment, spotted) for spotted in check.spot(block))


def _finding(check: _Check, spotted: Spotted, segment: Segment, strip_web: bool) -> Finding | None:
    """Return the finding as reported; None for typography in locked text (code, a URL)."""
    suggestion, fix = spotted.suggestion, spotted.fix
    if strip_web and check.id == _FURNITURE:
        suggestion, fix = "", Fix.SAFE
    if segment.is_locked(spotted.span):
        if check.kind == "format" and check.id != HAN_LEFT:
            return None
        suggestion, fix = None, Fix.NEVER
    return Finding(
        rule=check.id,
        kind=check.kind,
        severity=spotted.severity or check.severity,
        span=spotted.span,
        observed=spotted.span.of(segment.mt),
        message=spotted.message,
        suggestion=suggestion,
        fix=fix,
        confidence=spotted.confidence,
        src_span=spotted.src_span,
    )
