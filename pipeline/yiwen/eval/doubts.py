"""What may be wrong with a comparison though it can be computed: said before the numbers, never repaired unasked."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from yiwen.errors import EvaluationError
from yiwen.eval.counting import Corpus

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_CURLY = re.compile("[‘’“”]")
_STRAIGHT = re.compile("['\"]")
_SAMPLE = 400
_MOSTLY = 0.5
_SHIFTED = 1.5  # times the words in common with the next line than with one's own


def check_sides(corpus: Corpus) -> None:
    """Check that references are English and sources Chinese, as far as a glance tells.

    Raises:
        EvaluationError: a reference is Chinese, or the source has no Chinese: two files were swapped.
    """
    names = corpus.reference_names or tuple(f"reference {n}" for n in range(1, len(corpus.references) + 1))
    for name, reference in zip(names, corpus.references, strict=True):
        if _chinese(reference) > _MOSTLY:
            raise EvaluationError(f"{name}: the reference is in Chinese; were --ref and --source swapped?")
    if corpus.sources is not None and not any(map(_HAN.search, corpus.sources)):
        raise EvaluationError("source: holds no Chinese; give the Chinese text with --source")


def doubts_of_corpus(corpus: Corpus) -> Iterator[str]:
    """Yield what is doubtful about the references and sources themselves."""
    texts = corpus.sources if corpus.sources is not None else corpus.references[0] if corpus.references else ()
    what = "source" if corpus.sources is not None else "reference"
    repeated = sum(times - 1 for times in Counter(texts).values() if times > 1)
    if repeated:
        yield f"{repeated} of {len(texts)} {what} segments stand there more than once; they count each time"


def doubts_of_systems(systems: Mapping[str, Sequence[str]], corpus: Corpus) -> Iterator[str]:
    """Yield what is doubtful about each system, and last, once for all of them, which have other quotes."""
    for name, hypotheses in systems.items():
        yield from doubts_of_system(name, hypotheses, corpus)
    if corpus.references:
        yield from _quotes(systems, corpus.references[0])


def doubts_of_system(name: str, hypotheses: Sequence[str], corpus: Corpus) -> Iterator[str]:
    """Yield what is doubtful about a system: copies, lines out of step, empty lines."""
    blank = sum(1 for text in hypotheses if not text.strip())
    if blank:
        yield f"{name}: {blank} of {len(hypotheses)} segments are empty"
    if _chinese(hypotheses) > _MOSTLY and tuple(hypotheses) != corpus.sources:
        yield f"{name}: mostly in Chinese; is it a translation?"
    if any(tuple(hypotheses) == reference for reference in corpus.references):
        yield f"{name}: identical to a reference"
    if corpus.sources is not None and tuple(hypotheses) == corpus.sources:
        yield f"{name}: identical to the source"
    if corpus.references:
        yield from _shift(name, hypotheses, corpus.references[0])


def same_systems(systems: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield a doubt for the systems that are segment for segment another's."""
    named: dict[tuple[str, ...], list[str]] = {}
    for name, hypotheses in systems.items():
        named.setdefault(tuple(hypotheses), []).append(name)
    for names in named.values():
        if len(names) > 1:
            yield f"{', '.join(names)}: the same segments; was a file given twice?"


STRAIGHTENED = "|quotes:straight"
"""What `--normalize quotes` adds to signatures."""


def straight_quotes(text: str) -> str:
    """Return the text with straight quotation marks and apostrophes (`--normalize quotes`)."""
    for curly, straight in (("‘", "'"), ("’", "'"), ("“", '"'), ("”", '"')):
        text = text.replace(curly, straight)
    return text


def _chinese(texts: Sequence[str]) -> float:
    sample = "".join(texts[:_SAMPLE])
    return len(_HAN.findall(sample)) / max(1, len(sample))


def _quotes(systems: Mapping[str, Sequence[str]], reference: Sequence[str]) -> Iterator[str]:
    wanted = _curly_share(reference)
    shares = {name: _curly_share(hypotheses) for name, hypotheses in systems.items()}
    for own, other in (("straight", "curly"), ("curly", "straight")):
        sign = 1 if own == "curly" else -1
        names = [
            name
            for name, share in shares.items()
            if share is not None and wanted is not None and sign * (share - wanted) > _MOSTLY
        ]
        if names:
            yield (
                f"{', '.join(names)}: {own} quotation marks, {other} ones in the reference, which n-grams count as "
                "errors; --normalize quotes makes them equal"
            )


def _curly_share(texts: Sequence[str]) -> float | None:
    """Return which share of quotation marks is curly; None where there are hardly any."""
    sample = "\n".join(texts)
    curly, straight = len(_CURLY.findall(sample)), len(_STRAIGHT.findall(sample))
    return curly / (curly + straight) if curly + straight >= 5 else None


def _shift(name: str, hypotheses: Sequence[str], reference: Sequence[str]) -> Iterator[str]:
    """Yield a doubt where lines have more in common with their neighbours' references than with their own."""
    if len(hypotheses) < 8:
        return
    own = _shared(hypotheses, reference)
    for step, where in ((1, "next"), (-1, "previous")):
        moved = [*reference[step:], *reference[:step]]
        if _shared(hypotheses, moved) > _SHIFTED * max(own, 1):
            yield f"{name}: its lines look like those of the {where} line of the reference; is a line missing?"


def _shared(texts: Sequence[str], others: Sequence[str]) -> int:
    pairs = list(zip(texts, others, strict=True))[:_SAMPLE]
    return sum(len(set(text.lower().split()) & set(other.lower().split())) for text, other in pairs)
