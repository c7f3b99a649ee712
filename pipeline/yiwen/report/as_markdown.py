"""A report as Markdown (GitHub's flavour), to be read as it stands or rendered."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from yiwen.report.changes import (
    Change,
    Chapter,
    Passage,
    Safety,
    chapters,
    count_by_kind,
    count_by_safety,
)
from yiwen.report.links import split
from yiwen.report.wording import LABELS, TERM_HEAD, interval, settings_line
from yiwen.types import Report, Rule, Score, Summary, TermCount

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BLOCK_START = re.compile(r"^(?=[#+-])|^(\d+)(?=[.)])")
_BREAK = re.compile(r"\r\n|[\r\n\v\f\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")


def to_markdown(report: Report) -> str:
    """Return what was changed and why, what is left, the summary and the scores, document by document."""
    parts = ["# Report", _made_with(report)]
    for chapter in chapters(report):
        parts += _chapter(chapter)
    parts += _rules(report)
    return "\n\n".join(part for part in parts if part) + "\n"


def _made_with(report: Report) -> str:
    made_with = report.made_with
    line = f"yiwen {inline(made_with.version)}, glossary {_code(made_with.glossary_digest)}"
    settings = inline(settings_line(made_with.settings))
    return f"{line}. Settings: {settings}" if settings else line


def _chapter(chapter: Chapter) -> list[str]:
    changes = chapter.changes
    return [
        f"## {inline(chapter.name)}",
        _counts(len(chapter.passages), changes),
        *_summary(chapter.report.summary, chapter.by_id),
        *_scores(chapter.report.scores),
        *_terms(chapter.report.terms, chapter.by_id),
        *_kinds(changes),
        *_applied(changes),
        *_left(chapter.passages),
    ]


def _counts(segments: int, changes: Sequence[Change]) -> str:
    counts = count_by_safety(changes)
    return (
        f"Segments: {segments}. Changes applied: {counts[Safety.APPLIED]}. Findings to review: "
        f"{counts[Safety.REVIEW]}. Findings only reported: {counts[Safety.REPORTED]}."
    )


def _summary(summary: Summary | None, places: Mapping[str, Passage]) -> list[str]:
    if summary is None:
        return []
    sentences = [
        f"- {block_text(sentence.text)} (segment {inline(_place(sentence.segment, places))})"
        for sentence in summary.sentences
    ]
    figures = [(figure.text, figure.unit, figure.of, _place(figure.segment, places)) for figure in summary.figures]
    return [
        *_section("### Summary", "\n".join(sentences)),
        *_section("### Key figures", table(("Figure", "Unit", "Of", "Segment"), figures)),
    ]


def _place(identifier: str, places: Mapping[str, Passage]) -> str:
    return str(places[identifier].number) if identifier in places else identifier


def _scores(scores: Sequence[Score]) -> list[str]:
    rows = [(score.metric, f"{score.value:.2f}", interval(score), str(score.n), score.signature) for score in scores]
    return _section("### Scores", table(("Metric", "Value", "Interval", "Segments", "Signature"), rows))


def _terms(counts: Sequence[TermCount], places: Mapping[str, Passage]) -> list[str]:
    rows = [
        (one.zh, one.en, str(one.mentions), str(one.right), str(one.mended), _places(one.open, places))
        for one in counts
    ]
    return _section("### Your terms", table(TERM_HEAD, rows))


def _places(segments: Sequence[str], places: Mapping[str, Passage]) -> str:
    return ", ".join(f"segment {_place(one, places)}" for one in dict.fromkeys(segments))


def _kinds(changes: Sequence[Change]) -> list[str]:
    rows = [
        (kind, *(str(counts[safety]) for safety in Safety), str(counts.total()))
        for kind, counts in count_by_kind(changes).items()
    ]
    return _section("### Counts by kind", table(("Kind", *(LABELS[safety] for safety in Safety), "All"), rows))


def _applied(changes: Sequence[Change]) -> list[str]:
    counts = Counter(
        (change.before, change.after or "", change.rule) for change in changes if change.safety is Safety.APPLIED
    )
    rows = [
        (before or "(nothing)", after or "(nothing)", rule, str(count))
        for (before, after, rule), count in counts.items()
    ]
    return _section("### Changes", table(("Before", "After", "Rule", "Count"), rows, code=(2,)))


def _left(shown: Sequence[Passage]) -> list[str]:
    rows = [_finding_row(passage, change) for passage in shown for change in passage.changes if change.finding]
    head = ("Place", "Found", "Message", "Suggestion", "Rule", "Safety")
    return _section("### Findings left", table(head, rows, code=(4,)))


def _finding_row(passage: Passage, change: Change) -> tuple[str, ...]:
    name = f"{passage.number} ({passage.own_id})" if passage.own_id else str(passage.number)
    place = f"segment {name}, {change.span.start}-{change.span.end}"
    finding = change.finding
    candidates = [] if finding is None else [text for text in finding.candidates if text != change.after]
    suggested = [_boxed(text) or "(delete)" for text in (change.after, *candidates) if text is not None]
    message = finding.message if finding else ""
    return (place, change.before, message, " / ".join(suggested), change.rule, LABELS[change.safety])


def _rules(report: Report) -> list[str]:
    lines = [_rule(rule) for rule in report.rules]
    return _section("## Rules", "\n".join(lines))


def _rule(rule: Rule) -> str:
    sources = f" Sources: {'; '.join(_source(source) for source in rule.sources)}." if rule.sources else ""
    title = f" {inline(_sentence(rule.title))}" if rule.title else ""
    return f"- {_code(rule.id)} ({inline(rule.kind)}):{title} {inline(rule.why)}{sources}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "。")) else f"{text}."


def _source(text: str) -> str:
    return "".join(inline(words) + (f"<{url}>" if url else "") for words, url in split(text))


def _section(heading: str, body: str) -> list[str]:
    return [heading, body] if body else []


def table(head: Sequence[str], rows: Iterable[Sequence[str]], code: tuple[int, ...] = ()) -> str:
    """Return a table, or nothing where there are no rows; the columns in `code` are set as code."""
    lines = [_row([_code(cell) if column in code else _cell(cell) for column, cell in enumerate(row)]) for row in rows]
    return "\n".join([_row(head), _row(["---"] * len(head)), *lines]) if lines else ""


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return inline(_boxed(text))


def _boxed(text: str) -> str:
    """Return the text with the spaces at its ends, which Markdown would drop, shown as open boxes."""
    head = len(text) - len(text.lstrip(" "))
    tail = len(text) - len(text.rstrip(" "))
    return "␣" * len(text) if head == len(text) else "␣" * head + text.strip(" ") + "␣" * tail


def block_text(text: str) -> str:
    """Return the text for the start of a line, where `1.`, `#`, `-` and the like would open a block."""
    return _BLOCK_START.sub(r"\1\\", inline(text.strip()))


def inline(text: str) -> str:
    """Return the text on one line, with what Markdown or HTML would read as markup escaped."""
    escaped = _ENTITY.sub("&amp;", _SPECIAL.sub(r"\\\1", text))
    return _CONTROL.sub("\ufffd", _BREAK.sub(" ↵ ", escaped))


def _code(text: str) -> str:
    """Return the text as a code span; as plain text where a table or the span's own fence would cut it."""
    return f"`{text}`" if re.fullmatch(r"[^`|\\\s\x00-\x1f\x7f\ud800-\udfff]+", text) else inline(text)
