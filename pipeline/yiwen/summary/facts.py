"""Key figures with what an editor asks of each: of which year, compared with what, planned or done."""

import re
from collections.abc import Mapping
from datetime import date

from yiwen.summary import cues
from yiwen.summary.dates import relatives
from yiwen.summary.sheet import FigureRow
from yiwen.summary.verify.families import PLANNED
from yiwen.text.quantities import parse
from yiwen.text.segment import sentences
from yiwen.types import Document, Figure, Span

_COMPARED = re.compile(
    r"^(?:,|;(?=\s*(?:up|down|an?|year-on-year)\b))?\s*(?:\((?P<inside>(?:up|down)[^()]{3,60})\)|(?:and\s+)?(?P<said>"
    r"(?:(?:which (?:is|was) )?(?:an?|a year-on-year|year-on-year)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:increase|decrease|growth|decline|rise|fall|drop)\s+of"
    r"|up|down|(?:year-on-year )?(?:growth|increase|decrease|decline) of|growing|increasing|decreasing|rising|falling"
    r"|compared with|compared to|as against|against|from|higher than|lower than)\s+"
    r"[^,;.()]*?\d(?:[^,;.()]|\.(?=\d)|,(?=\d{3}))*))"
)
_PLANNED_NOUN = re.compile(r"\b(?:planned|target|goal|budgeted|proposed|intended)\b", re.IGNORECASE)
_DONE = re.compile(
    r"\b(?:completed|finished|reached|achieved|was|were|has|have|had|stood|amounted|totall?ed|invested|built|added|rose|fell|"
    r"increased|decreased|grew|declined|accounted|attracted|exceeded|recorded|put into|opened|won|obtained|supplied|"
    r"introduced|signed|accepted|benefited|installed|demolished|repaired|renovated|planted|trained|paid|issued|leased|"
    r"sold|delivered|ranked)\b",
    re.IGNORECASE,
)
# "With a total investment of": what a project is to cost, whatever was done with the project.
_VOLUME = re.compile(
    r"\b(?:total|overall|aggregate) investments?(?: of| (?:is|was|reach(?:es|ed)))?\s*(?:about|over|nearly)?\s*$"
)
_SPENT = re.compile(r"\b(?:completed|actual(?:ly)?|in place|paid|spent|cumulative(?:ly)?)\b", re.IGNORECASE)
_ARRANGED = re.compile(r"\b(?:arrange[ds]?|schedule[ds]?)\b[^.;]{0,40}$", re.IGNORECASE)
_ORDER = re.compile(r"(?:[A-Z]\w+ly )?(?P<verb>[A-Z]?[a-z]+)\b")
_NO_ORDERS = frozenset({"we", "efforts", "led", "built", "put", "highlight", "support", "work", "based"})
# "The goals for next year are: growth of 5 percent; 9,000 jobs": what was announced in front holds for all of it.
_LIST_OF_PLANS = re.compile(r"\b(?:goals?|targets?|objectives?|tasks?|plans?)\b[^:;.]{0,80}:", re.IGNORECASE)
_EXPECTED = re.compile(r"\b(?:expected|estimated|projected|forecast) to\b")
# What a figure is compared with has a year of its own, "to 7 billion from 8 billion in 2016"; so has what caused it.
_BASE = re.compile(
    r"\b(?:from|than|against|versus|compared (?:with|to)|over|since|because|due to|owing to|which|when|while|after|"
    r"before)\b(?:[^,;.]|\.\d){0,60}$",
    re.IGNORECASE,
)
_BOUND_VERB = re.compile(r"(?:exceed|surpass)\w*\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s+(?:and|while|but|which|with)\b|\s+(?:while|but)\b")
_LONGEST = 90


def figure_rows(document: Document, figures: tuple[Figure, ...], day: date | None) -> tuple[FigureRow, ...]:
    """Return a row for each figure; what its sentence does not say stays empty."""
    named = {figure.segment for figure in figures}
    texts = {segment.id: segment.mt for segment in document.segments if segment.id in named}
    bounds = {segment: sentences(text) for segment, text in texts.items()}
    return tuple(_row(figure, texts, bounds, day) for figure in figures)


def _row(
    figure: Figure, texts: Mapping[str, str], bounds: Mapping[str, tuple[Span, ...]], day: date | None
) -> FigureRow:
    text = texts[figure.segment]
    around = next(
        (span for span in bounds[figure.segment] if span.start <= figure.span.start < span.end), Span(0, len(text))
    )
    sentence = around.of(text)
    start, end = figure.span.start - around.start, figure.span.end - around.start
    bound = _BOUND_VERB.match(figure.text)
    year, stage = _year(sentence, start, day), _stage(sentence, start + (bound.end() if bound else 0))
    if stage == "planned" and _is_past(year, day) and _EXPECTED.search(sentence[:start]):
        stage = "expected"  # the year is over and its figure not final
    return FigureRow(figure, year, _compared(sentence[end:]), stage)


def _is_past(year: str, day: date | None) -> bool:
    return day is not None and year.isdigit() and int(year) < day.year


def _year(sentence: str, place: int, day: date | None) -> str:
    """Return the year named nearest before the figure, else nearest after it in the sentence."""
    years = [
        (quantity.span.start, sentence[quantity.span.start : quantity.span.end])
        for quantity in parse(sentence)
        if quantity.dimension == "year"
    ]
    years += [
        (quantity.span.start, str(int(quantity.value) // 10_000))
        for quantity in parse(sentence)
        if quantity.dimension == "date" and quantity.value > 10_000_000
    ]
    if day is not None:
        years += [(relative.span.start, str(relative.year)) for relative in relatives(sentence, day)]
    before = [found for found in years if found[0] <= place and not _BASE.search(sentence[: found[0]])]
    if before:
        return max(before)[1]
    behind = [found for found in years if found[0] > place and not _BASE.search(sentence[place : found[0]])]
    return min(behind)[1] if behind else ""


def _compared(behind: str) -> str:
    match = _COMPARED.match(behind)
    if match is None:
        return ""
    said = " ".join((match["inside"] or match["said"]).split())
    return said if len(said) <= _LONGEST else ""


def _stage(sentence: str, place: int) -> str:
    """Return "planned" or "done" by the words that lead up to the figure in its clause, "" where they do not tell."""
    starts = [match.end() for match in _CLAUSE.finditer(sentence, 0, place)]
    clause = sentence[starts[-1] if starts else 0 : place]
    if PLANNED.search(clause) or _PLANNED_NOUN.search(clause[-60:]) or _ARRANGED.search(clause) or _is_order(sentence):
        return "planned"
    if _VOLUME.search(clause) and not _SPENT.search(clause):
        return "planned" if PLANNED.search(sentence[:place]) else ""
    if _DONE.search(clause):
        return "done"
    whole = sentence[:place]
    if PLANNED.search(whole) or _LIST_OF_PLANS.search(whole):
        return "planned"
    return "done" if _DONE.search(whole) else ""


def _is_order(sentence: str) -> bool:
    """Return whether the sentence opens with a bare verb, as tasks are listed: "Build 500,000 square meters of"."""
    opening = _ORDER.match(sentence)
    verb = opening["verb"].lower() if opening else ""
    return verb in cues.SUBJECTLESS and not verb.endswith(("ed", "ing")) and verb not in _NO_ORDERS
