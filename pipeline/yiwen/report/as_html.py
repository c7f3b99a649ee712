"""A report as one self-contained HTML page: it loads nothing, works from a file, and reads without scripts."""

from collections.abc import Iterable, Sequence
from string import Template

from yiwen.report.assets import asset, digest
from yiwen.report.changes import Change, Chapter, Safety, chapters, count_by_safety, rules_by_id
from yiwen.report.html_overview import overviews, tallies
from yiwen.report.html_passages import body
from yiwen.report.markup import element, escaped
from yiwen.report.wording import LABELS, counted, settings_line
from yiwen.types import Report

_LONG = 40  # segments; a longer report opens with only what was changed or found


def to_html(report: Report) -> str:
    """Return the page. No text of the report enters its script or style; both are bound by hash in its policy.

    Text with NUL or lone surrogates, which HTML cannot hold, shows U+FFFD in their place.
    """
    shown = chapters(report)
    changes = [change for chapter in shown for change in chapter.changes]
    rules = rules_by_id(report)
    style, script = asset("page.css"), asset("page.js")
    return Template(asset("page.html")).substitute(
        policy=escaped(_policy(style, script)),
        style=style,
        script=script,
        title=escaped(_title(shown)),
        heading=escaped(_title(shown)),
        facts=escaped(_facts(shown)),
        tallies=tallies(changes),
        overview=overviews(shown),
        filters=_filters(changes, _is_long(shown)),
        only=" data-only" if _is_long(shown) else "",
        body="\n".join(body(chapter, rules) for chapter in shown),
        made_with=_made_with(report),
    )


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{digest(style)}'; script-src '{digest(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _title(shown: Sequence[Chapter]) -> str:
    return shown[0].name if len(shown) == 1 else counted(len(shown), "document")


def _facts(shown: Sequence[Chapter]) -> str:
    segments = counted(sum(len(chapter.passages) for chapter in shown), "segment")
    words = counted(sum(len(p.revision.after.split()) for chapter in shown for p in chapter.passages), "word")
    formats = ", ".join(sorted({chapter.report.document.format for chapter in shown}))
    return " · ".join(part for part in (formats, segments, words, _in_view(shown)) if part)


def _in_view(shown: Sequence[Chapter]) -> str:
    """Return how many of the segments have their Chinese beside them, nothing where none has."""
    segments = [passage.segment for chapter in shown for passage in chapter.passages]
    beside = sum(bool(segment.src) for segment in segments)
    each = "each" if beside == len(segments) else f"{beside:,} of {len(segments):,}"
    return f"the Chinese beside {each}" if beside else ""


def _is_long(shown: Sequence[Chapter]) -> bool:
    return sum(len(chapter.passages) for chapter in shown) > _LONG


def _filters(changes: Sequence[Change], only: bool) -> str:
    counts = count_by_safety(changes)
    safeties = "".join(
        f'<label class="chip {safety}">'
        f'<input type="checkbox" name="safety" value="{safety}" checked autocomplete="off"><span>{LABELS[safety]} '
        f'<b data-count="{safety}">{counts[safety]:,}</b></span></label>'
        for safety in Safety
    )
    return Template(asset("filters.html")).substitute(
        kinds=_options(sorted({change.kind for change in changes}), "All kinds"),
        rules=_options(sorted({change.rule for change in changes}), "All rules"),
        safeties=safeties,
        only=" checked" if only else "",
    )


def _options(values: Iterable[str], every: str) -> str:
    options = "".join(element("option", escaped(value), value=value) for value in values)
    return f'<option value="" data-every>{every}</option>{options}'


def _made_with(report: Report) -> str:
    made_with = report.made_with
    settings = settings_line(made_with.settings)
    rows = {"yiwen": made_with.version, "Glossary": made_with.glossary_digest, "Settings": settings}
    cells = "".join(f"<div><dt>{name}</dt><dd>{escaped(value)}</dd></div>" for name, value in rows.items() if value)
    return f'<dl class="made-with">{cells}</dl>'
