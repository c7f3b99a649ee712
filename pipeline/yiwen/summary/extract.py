"""The extractive summary: sentences of the report as they stand there, chosen by worth, in the report's order."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict

from yiwen.errors import DocumentError
from yiwen.summary.blocks import blocks, sections
from yiwen.summary.figures import key_figures
from yiwen.summary.language import require_english_prose
from yiwen.summary.select import Budget, Choice, select
from yiwen.summary.sentences import Sentence, sentences_of
from yiwen.summary.speakers import speakers
from yiwen.summary.vectors import tf_idf
from yiwen.summary.weigh import FLOORS, Weights, values, without_padding
from yiwen.types import Document, Span, Summary, SummarySentence

DEFAULT_WORDS = 120
FIGURES = 8
# What a summary of a short report may take of it when no budget is asked for.
_DEFAULT_SHARE = 3
_NO_PLACES: Mapping[str, tuple[Span, ...]] = {}
_WEIGHTS, _CHOICE = Weights(), Choice()


def summarize(
    document: Document,
    *,
    words: int | None = None,
    sentences: int | None = None,
    percent: float | None = None,
    terms: Collection[str] = (),
    avoid: Mapping[str, Collection[Span]] = _NO_PLACES,
    weights: Weights = _WEIGHTS,
    choice: Choice = _CHOICE,
) -> Summary:
    """Return an extractive summary: no sentence that is not in the report, each with its place there.

    Args:
        document: the report; a segment's `mt` may hold one paragraph or many.
        words: the most words, filled as well as whole sentences allow.
        sentences: the most sentences.
        percent: the most words, as a share of the report's words. Of several budgets all hold; without any the summary
            has up to 120 words, and at most a third of the report.
        terms: English renderings of the glossary; sentences that use them count for more.
        avoid: places with open findings, by segment id; sentences that touch them are taken last.
        weights: how much each feature of a sentence counts.
        choice: how redundancy, coverage of sections and length are traded.

    Raises:
        DocumentError: a budget is not positive or larger than the report, or the report has no English sentences.
    """
    found = blocks(document)
    require_english_prose(document.name, found)
    size = sum(len(segment.mt.split()) for segment in document.segments)
    budget = _budget(document.name, size, words, sentences, percent)
    parts = sections(found)
    candidates = sentences_of(parts, avoid)
    rows = tf_idf([one.topics for one in candidates])
    chapters = [part.chapter for part in parts]
    worth = values(parts, candidates, rows, terms, weights, speakers(found))

    def chosen_above(floor: float) -> tuple[int, ...]:
        return select(candidates, without_padding(worth, floor), rows, chapters, budget, choice)

    chosen = chosen_above(FLOORS[0])
    if _is_thin(candidates, chosen, budget):
        chosen = chosen_above(FLOORS[1])
    chosen = chosen or chosen_above(0.0)  # rather a poor sentence than none
    if not chosen:
        raise DocumentError(_nothing(document.name, candidates, budget))
    settings = {
        "engine": "extract",
        "words": words,
        "sentences": sentences,
        "percent": percent,
        "budget_words": budget.words,
        "report_words": size,
        "weights": asdict(weights),
        "choice": asdict(choice),
    }
    return Summary(
        sentences=tuple(SummarySentence(one.text, one.segment, one.span) for one in (candidates[k] for k in chosen)),
        figures=key_figures(document, FIGURES),
        settings=settings,
    )


def _is_thin(candidates: Sequence[Sentence], chosen: Sequence[int], budget: Budget) -> bool:
    """Return whether the sentences are less than half of what was asked for: hardly a summary."""
    words = sum(candidates[number].length for number in chosen)
    return len(chosen) < budget.sentences and 2 * words < min(budget.words, DEFAULT_WORDS)


def _budget(name: str, size: int, words: int | None, sentences: int | None, percent: float | None) -> Budget:
    for what, asked in (("words", words), ("sentences", sentences), ("percent", percent)):
        if asked is not None and not asked > 0:
            raise DocumentError(f"{name}: a summary of {asked:g} {what} is empty; ask for more than 0 {what}")
    if percent is not None and percent > 100:
        raise DocumentError(f"{name}: {percent:g} percent is more than the report; ask for 100 percent or less")
    if words is not None and words > size:
        raise DocumentError(f"{name}: {words} words are more than the report's {size}; ask for fewer words")
    if words is None and sentences is None and percent is None:
        words = max(1, min(DEFAULT_WORDS, size // _DEFAULT_SHARE))
    most = [
        size,
        *([words] if words is not None else []),
        *([int(size * percent / 100)] if percent is not None else []),
    ]
    return Budget(min(most), sentences if sentences is not None else size)


def _nothing(name: str, candidates: tuple[Sentence, ...], budget: Budget) -> str:
    whole = [one.length for one in candidates if one.whole and one.needs is None]
    if not whole:
        return f"{name}: no complete sentence fit for a summary was found; give a report with running text"
    return f"{name}: no sentence fits into {budget.words} words; the shortest fit for a summary has {min(whole)}"
