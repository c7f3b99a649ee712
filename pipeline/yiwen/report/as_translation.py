"""How a translation went: terms by the model and by the repair, and what stayed Chinese."""

from collections.abc import Iterator, Sequence

from yiwen.types import DocumentReport
from yiwen.workflow.passages import Unread
from yiwen.workflow.translated_terms import TermUse

BEFORE, AFTER = "machine output", "repaired"
"""What scores are of."""

_TOLD = 5  # terms or passages named on one line
_LONG = 30  # characters of a passage that are shown


def translation_record(name: str, model: str, use: TermUse | None, unread: Sequence[Unread]) -> dict[str, object]:
    """Return the record of a translation, for JSON; `terms` is null where they were not looked for."""
    terms = use and {
        "wanted": use.wanted,
        "by_model": use.model,
        "by_repair": use.repair,
        "brought": _counted(use, "brought"),
        "missing": _counted(use, "missing"),
    }
    left = [{"segment": one.segment, "text": one.text, "problem": one.problem} for one in unread]
    return {"input": name, "model": model, "terms": terms, "untranslated": left}


def translation_lines(name: str, use: TermUse | None, unread: Sequence[Unread]) -> Iterator[str]:
    """Yield what a person is told when a translation is done."""
    if use is not None and use.wanted:
        lost = use.wanted - use.model - use.repair
        by = f"{use.model} by the model, {use.repair} by the repair, {lost} missing"
        yield f"{name}: {_terms(use.wanted)} in the Chinese: {by}"
        if use.missing:
            yield f"  missing: {_named(use)}"
    if unread:
        what = "passage is" if len(unread) == 1 else "passages are"
        yield f"{name}: {len(unread)} {what} left in Chinese; translate or look at them by hand"
        for one in unread[:_TOLD]:
            text = one.text if len(one.text) <= _LONG else f"{one.text[:_LONG]}…"
            yield f"  segment {one.segment}: {one.problem}: {' '.join(text.split())}"
        if len(unread) > _TOLD:
            yield f"  and {len(unread) - _TOLD} more (--report FILE has them all)"


def score_lines(reports: Sequence[DocumentReport]) -> Iterator[str]:
    """Yield a table of the scores before and after the repair, a line a metric; documents one after another."""
    for report in reports:
        values: dict[str, dict[str, float]] = {}
        for score in report.scores:
            metric, _, of = score.metric.rpartition(", ")
            values.setdefault(metric, {})[of] = score.value
        if values:
            width = max(map(len, values))
            yield f"  {'':{width}}  {BEFORE:>14}  {AFTER:>8}"
        for metric, found in values.items():
            if BEFORE in found and AFTER in found:
                yield f"  {metric:{width}}  {found[BEFORE]:>14.2f}  {found[AFTER]:>8.2f}"


def _terms(count: int) -> str:
    return "1 term" if count == 1 else f"{count} terms"


def _named(use: TermUse) -> str:
    named = [f"{zh} ({en})" for (zh, en), _ in use.missing.most_common(_TOLD)]
    more = len(use.missing) - len(named)
    return ", ".join(named) + (f", and {more} more" if more else "")


def _counted(use: TermUse, which: str) -> list[dict[str, object]]:
    counts = use.brought if which == "brought" else use.missing
    return [{"zh": zh, "en": en, "count": count} for (zh, en), count in counts.most_common()]
