"""A verification for people: as lines for a terminal, or as Markdown."""

from collections.abc import Iterator

from yiwen.report.as_markdown import block_text, inline, table
from yiwen.summary.verify import Checked, Precision, Status, Verification

_MARKS = {
    Status.SUPPORTED: "ok",
    Status.DOUBTFUL: "look",
    Status.CHANGED: "CHANGED",
    Status.UNSUPPORTED: "UNSUPPORTED",
}
_LONGEST = 220


def verification_lines(found: Verification) -> Iterator[str]:
    """Yield the sentences with their status, what is doubted, where the report has it, and the figures of it all."""
    for sentence in found.sentences:
        yield f"{_MARKS[sentence.status]:12}{_short(sentence.text)}"
        for doubt in sentence.doubts:
            yield f"            {doubt.kind}: {doubt.message}"
        if sentence.doubts and sentence.evidence:
            best = sentence.evidence[0]
            yield f"            report, segment {best.segment}: {_short(best.text)}"
    yield verdict(found)


def verdict(found: Verification) -> str:
    """Return the result in a line."""
    shares = [
        f"{name} {_share(precision)}"
        for name, precision in (
            ("figures", found.figures),
            ("names", found.names),
            ("terms", found.terms),
            ("entity precision (Nan et al. 2021)", found.entities),
        )
        if precision.found
    ]
    of = f"{len(found.sentences)} sentences against {found.report}"
    failing = len(found.failing)
    result = f"{failing} changed or unsupported" if failing else "nothing changed or unsupported"
    return f"{of}: {result}; in the report: {', '.join(shares) or 'no figure, name or term to check'}"


def verification_markdown(found: Verification) -> str:
    """Return the verification as a Markdown page."""
    rows = [(_MARKS[one.status], one.text, _said(one), _at(one)) for one in found.sentences]
    parts = [
        f"# {inline(found.summary)} held against {inline(found.report)}",
        block_text(verdict(found)),
        table(("Status", "Sentence", "Doubts", "Segment of the report"), rows),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _said(sentence: Checked) -> str:
    return "; ".join(f"{doubt.kind}: {doubt.message}" for doubt in sentence.doubts)


def _at(sentence: Checked) -> str:
    return ", ".join(dict.fromkeys(evidence.segment for evidence in sentence.evidence))


def _share(precision: Precision) -> str:
    return f"{precision.supported} of {precision.found}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
