"""Reports to write out: an ordinary one, one that is hostile to every format, and random ones."""

from hypothesis import strategies as st

from yiwen.types import (
    Document,
    DocumentReport,
    Edit,
    Figure,
    Finding,
    Fix,
    MadeWith,
    Report,
    Revision,
    Rule,
    Score,
    Segment,
    Severity,
    Span,
    Summary,
    SummarySentence,
)

HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror='a()'>\" & --> ]]> ${x} | *a* `b` \\| \u202e\x00\ud800\r\n#"
)


def revise(before: str, *edits: tuple[str, str, str], left: tuple[Finding, ...] = ()) -> Revision:
    """Return the revision that replaces the first of each string: (before, after, rule)."""
    placed = sorted((before.index(old), old, new, rule) for old, new, rule in edits)
    after = before
    for start, old, new, _ in reversed(placed):
        after = after[:start] + new + after[start + len(old) :]
    made = tuple(Edit(Span(start, start + len(old)), old, new, rule) for start, old, new, rule in placed)
    return Revision(before, after, made, left)


def doubt(text: str, observed: str, fix: Fix = Fix.NEVER, suggestion: str | None = None, message: str = "?") -> Finding:
    """Return a finding on the first place of the string."""
    start = text.index(observed)
    span = Span(start, start + len(observed))
    candidates = ("a better word",)
    return Finding(
        "name-two-spellings",
        "name",
        Severity.WARNING,
        span,
        observed,
        message,
        suggestion,
        fix,
        0.8,
        Span(1, 3),
        candidates,
    )


def report_of(*documents: DocumentReport, rules: tuple[Rule, ...] = ()) -> Report:
    return Report(documents, rules, MadeWith("0.1.0", "0f0f", {"assume": "mt"}))


def document_of(name: str, *revisions: Revision, src: str | None = None) -> DocumentReport:
    segments = tuple(Segment(f"s{at}", revision.before, src) for at, revision in enumerate(revisions))
    return DocumentReport(Document(name, "txt", segments), revisions)


RULES = (
    Rule(
        "mu-not-acre",
        "unit",
        "亩 is a mu",
        "An acre is six mu.",
        ("Decree of 1984, https://example.org/units?a=1&b=2",),
    ),
    Rule("greater-bay-area", "place", "大湾区 has a name", "No place is called Dawan.", ("A style guide",)),
    Rule("name-two-spellings", "name", "One name, one spelling", "Two spellings read as two firms."),
)

LAND = "The town took 40 acres and sold 9 acres to Baos of Dawan."


def ordinary() -> Report:
    land = revise(
        LAND,
        ("40 acres", "40 mu", "mu-not-acre"),
        ("9 acres", "9 mu", "mu-not-acre"),
        ("Dawan", "the Greater Bay Area", "greater-bay-area"),
        left=(doubt(LAND, "Baos", Fix.REVIEW, "Baoshi", "“Baoshi” stands elsewhere."),),
    )
    quiet = revise("Nothing is wrong here.")
    open_only = revise("Mr Chan met Mr Chen.", left=(doubt("Mr Chan met Mr Chen.", "Chan"),))
    summary = Summary(
        (SummarySentence("The town took 40 mu.", "s0", Span(0, 19)),),
        (Figure("40 mu", 40.0, "mu", "land taken", "s0", Span(14, 19)),),
        {"method": "extractive"},
    )
    scores = (Score("BLEU", 43.8, "nrefs:1|case:mixed", 3, 40.0, 47.5, ((1.0, 2.0), (3.0, 4.0))),)
    first = document_of("town.txt", land, quiet, open_only, src="全镇征地40亩。")
    full = DocumentReport(first.document, first.revisions, summary, scores)
    return report_of(full, document_of("park.txt", revise("A park.")), rules=RULES)


def hostile() -> Report:
    finding = Finding(HOSTILE, HOSTILE, Severity.NOTE, Span(0, 9), HOSTILE[:9], HOSTILE, HOSTILE, candidates=(HOSTILE,))
    revision = Revision(HOSTILE, "new" + HOSTILE, (Edit(Span(0, 0), "", "new", HOSTILE),), (finding,))
    summary = Summary(
        (SummarySentence(HOSTILE, HOSTILE, Span(0, 5)), SummarySentence(HOSTILE, "no such segment", Span(0, 5))),
        (Figure(HOSTILE, float("inf"), HOSTILE, HOSTILE, HOSTILE, Span(0, 5)),),
        {HOSTILE: HOSTILE},
        HOSTILE,
    )
    document = Document(HOSTILE, HOSTILE, (Segment(HOSTILE, HOSTILE, HOSTILE, HOSTILE),))
    sources = (HOSTILE, "javascript:alert(1)", 'https://a.example/"onclick="x', "https://[broken")
    return Report(
        (DocumentReport(document, (revision,), summary, (Score(HOSTILE, float("nan"), HOSTILE, 1),)),),
        (Rule(HOSTILE, HOSTILE, HOSTILE, HOSTILE, sources),),
        MadeWith(HOSTILE, HOSTILE, {HOSTILE: HOSTILE}),
    )


@st.composite
def revisions(draw: st.DrawFn) -> Revision:
    """Random texts with disjoint edits (insertions and deletions too) and findings anywhere, overlapping freely."""
    text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
    pieces = draw(st.lists(st.tuples(text, text, text), max_size=5))
    before, after, edits = "", "", []
    for kept, old, new in pieces:
        before, after = before + kept, after + kept
        if old != new:
            edits.append(Edit(Span(len(before), len(before) + len(old)), old, new, "mu-not-acre"))
        before, after = before + old, after + new
    place = st.integers(0, len(before))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(st.tuples(place, place), max_size=4))]
    left = tuple(Finding("r", "k", Severity.NOTE, span, span.of(before), "m") for span in spans)
    return Revision(before, after, tuple(edits), left)
