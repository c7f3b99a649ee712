"""The top of the page: counts, and for each document its summary, key figures and scores."""

from collections.abc import Iterable, Mapping, Sequence

from yiwen.report.changes import Change, Chapter, Passage, Safety, count_by_kind, count_by_safety
from yiwen.report.markup import element, escaped, table
from yiwen.report.wording import LABELS, TERM_HEAD, counted, how_made, interval
from yiwen.types import Figure, Score, Span, Summary, SummarySentence, TermCount

_MOST_TERMS = 12  # rows; a longer table is folded
_OPEN_OVERVIEWS = 3


def passage_id(chapter: int, passage: int) -> str:
    """Return the page's anchor of a segment."""
    return f"d{chapter}s{passage}"


def tallies(changes: Sequence[Change]) -> str:
    """Return the three totals as a definition list."""
    counts = count_by_safety(changes)
    notes = {
        Safety.APPLIED: "changes made in the text",
        Safety.REVIEW: "changes proposed, for a person to decide",
        Safety.REPORTED: "doubts pointed out, nothing proposed as certain",
    }
    cells = [
        f'<div class="tally {safety}"><dt>{LABELS[safety]}</dt><dd>{_tally(safety, counts[safety])} '
        f"<span>{notes[safety]}</span></dd></div>"
        for safety in Safety
    ]
    return f'<dl class="tallies">{"".join(cells)}</dl>'


def _tally(safety: Safety, count: int) -> str:
    """Return a count; where there is something, a link to the text that leaves only this."""
    number = f"<strong>{count:,}</strong>"
    name = f"Show the {count:,} {LABELS[safety].lower()}"
    return element("a", number, href="#text", data_safety=safety.value, title=name) if count else number


def kinds(changes: Sequence[Change]) -> str:
    """Return the table of counts by kind and safety, or nothing where nothing was found."""
    rows = [
        [escaped(kind), *(_count(counts[safety]) for safety in Safety), f"{counts.total():,}"]
        for kind, counts in count_by_kind(changes).items()
    ]
    head = ("Kind", *(LABELS[safety] for safety in Safety), "All")
    return table("Found, by kind", head, rows, numeric=range(1, 5)) if rows else ""


def _count(number: int) -> str:
    return f"{number:,}" if number else '<span class="none">0</span>'


def overviews(shown: Sequence[Chapter]) -> str:
    """Return each document's summary, figures and scores, under its name where there are several; counts by kind."""
    found = kinds([change for chapter in shown for change in chapter.changes])
    if len(shown) == 1:
        return _blocks(shown[0], found)
    return "\n".join([*(_folded(chapter) for chapter in shown), found])


def _folded(chapter: Chapter) -> str:
    applied = count_by_safety(chapter.changes)[Safety.APPLIED]
    left = len(chapter.changes) - applied
    facts = (
        f"{counted(len(chapter.passages), 'segment')}, {counted(applied, 'change')}, {counted(left, 'finding')} left"
    )
    heading = f'<summary><h3>{escaped(chapter.name)}</h3> <span class="facts">{facts}</span></summary>'
    jump = f'<p class="jump"><a href="#d{chapter.number}">Read this document</a></p>'
    inner = f'{heading}<div class="about">{jump}{_blocks(chapter)}</div>'
    return element("details", inner, open=chapter.number <= _OPEN_OVERVIEWS, class_="document")


def _blocks(chapter: Chapter, found: str = "") -> str:
    summary = chapter.report.summary
    words = (_summary(summary, chapter) if summary else "", found, _terms(chapter))
    measures = (_figures(summary, chapter), _scores(chapter.report.scores))
    columns = (_column(part for part in parts if part) for parts in (words, measures))
    shown = "\n".join(column for column in columns if column)
    return f'<div class="blocks">\n{shown}\n</div>' if shown else ""


def _column(parts: Iterable[str]) -> str:
    inner = "\n".join(parts)
    return f'<div class="column">{inner}</div>' if inner else ""


def _summary(summary: Summary, chapter: Chapter) -> str:
    places = chapter.by_id
    sentences = " ".join(_sentence(sentence, chapter.number, places) for sentence in summary.sentences)
    made_line = f'<p class="made">{escaped(how_made(summary))}</p>'
    anchor = f"d{chapter.number}summary"
    heading = f'<h3 class="label" id="{anchor}">Summary</h3>'
    text = f'<p class="prose">{sentences}</p>'
    return f'<section class="summary" aria-labelledby="{anchor}">{heading}{text}{made_line}</section>'


def _sentence(sentence: SummarySentence, chapter: int, places: Mapping[str, Passage]) -> str:
    link = _evidence(sentence.segment, sentence.span, chapter, places)
    return f'<span class="sentence">{escaped(sentence.text)}&nbsp;{link}</span>'


def _evidence(segment: str, span: Span, chapter: int, places: Mapping[str, Passage]) -> str:
    """Return the link to where something was taken from; offsets are in UTF-16 units, as the browser counts."""
    passage = places.get(segment)
    if passage is None:
        return f'<span class="evidence">{escaped(segment)}</span>'
    after = passage.revision.after
    return element(
        "a",
        str(passage.number),
        class_="evidence",
        href=f"#{passage_id(chapter, passage.number)}",
        data_start=_utf16(after[: span.start]),
        data_end=_utf16(after[: span.end]),
        aria_label=f"Evidence: segment {passage.number}",
        title=f"Where this stands: segment {passage.number}",
    )


def _utf16(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)


def _figures(summary: Summary | None, chapter: Chapter) -> str:
    if summary is None or not summary.figures:
        return ""
    places = chapter.by_id
    rows = [_figure(figure, chapter.number, places) for figure in summary.figures]
    return table("Key figures", ("Figure", "Unit", "Of", "Segment"), rows, numeric=(3,))


def _figure(figure: Figure, chapter: int, places: Mapping[str, Passage]) -> list[str]:
    link = _evidence(figure.segment, figure.span, chapter, places)
    return [escaped(figure.text), escaped(figure.unit), escaped(figure.of), link]


def _terms(chapter: Chapter) -> str:
    """Return the table of the user's terms, those with open mentions first; a long one is folded."""
    counts = chapter.report.terms
    if not counts:
        return ""
    places = chapter.by_id
    rows = [_term(count, chapter.number, places) for count in counts]
    made = table("Your terms in the Chinese", TERM_HEAD, rows, numeric=range(2, 5))
    if len(rows) <= _MOST_TERMS:
        return made
    left = sum(len(count.open) for count in counts)
    heading = f"{counted(len(rows), 'term')} of yours in the Chinese, {counted(left, 'mention')} open"
    return f'<details class="terms"><summary>{heading}</summary>{made}</details>'


def _term(count: TermCount, chapter: int, places: Mapping[str, Passage]) -> list[str]:
    links = " ".join(_segment_link(segment, chapter, places) for segment in dict.fromkeys(count.open))
    numbers = (f"{count.mentions:,}", _count(count.right), _count(count.mended))
    return [f'<span lang="zh">{escaped(count.zh)}</span>', escaped(count.en), *numbers, links or _count(0)]


def _segment_link(segment: str, chapter: int, places: Mapping[str, Passage]) -> str:
    passage = places.get(segment)
    if passage is None:
        return escaped(segment)
    name = f"Open in segment {passage.number}"
    href = f"#{passage_id(chapter, passage.number)}"
    return element("a", str(passage.number), class_="evidence", href=href, aria_label=name, title=name)


def _scores(scores: Sequence[Score]) -> str:
    rows = [[_metric(score), _value(score), f"{score.n:,}"] for score in scores]
    return table("Scores", ("Metric and signature", "Value", "Segments"), rows, numeric=(1, 2)) if rows else ""


def _metric(score: Score) -> str:
    signature = escaped(score.signature).replace("|", "|<wbr>")
    return f'{escaped(score.metric)} <code class="signature">{signature}</code>'


def _value(score: Score) -> str:
    bounds = interval(score)
    return f"{score.value:.2f}" + (f' <span class="interval">{bounds}</span>' if bounds else "")
