"""The body of the page: each segment's text before and after, side by side, with what was changed and why."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from yiwen.report.changes import Change, Chapter, Passage, Safety, grouped, rules_of
from yiwen.report.html_overview import passage_id
from yiwen.report.marks import Mark, Run, place, place_in_source, runs
from yiwen.report.markup import element, escaped, source
from yiwen.report.wording import LABELS
from yiwen.types import Finding, Rule


def body(chapter: Chapter, rules: Mapping[str, Rule]) -> str:
    """Return a document's segments under its name."""
    number = chapter.number
    heading = f'<h2 id="d{number}title">{escaped(chapter.name)}</h2>'
    bilingual = any(passage.segment.src is not None for passage in chapter.passages)
    segments = "\n".join(_passage(number, passage, rules, bilingual=bilingual) for passage in chapter.passages)
    return (
        f'<section class="chapter" id="d{number}" aria-labelledby="d{number}title">\n{heading}\n{segments}\n</section>'
    )


def _passage(document: int, passage: Passage, rules: Mapping[str, Rule], *, bilingual: bool) -> str:
    anchor = passage_id(document, passage.number)
    link = element("a", str(passage.number), href=f"#{anchor}", aria_label=f"Segment {passage.number}")
    own = element("span", escaped(passage.segment.id), class_="id") if passage.own_id else ""
    heading = element("h3", link + own, id=f"{anchor}h")
    groups = "\n".join(_note(group, rules_of(group[0].rule, rules)) for group in grouped(passage.changes))
    notes = f'\n<div class="notes">\n{groups}\n</div>' if groups else ""
    chinese = _source(passage) if bilingual else ""
    return element(
        "article",
        f"\n{heading}{chinese}{_texts(passage)}{_reference(passage)}{notes}\n",
        class_="segment" if passage.changes else "segment clean",
        id=anchor,
        aria_labelledby=f"{anchor}h",
    )


def _source(passage: Passage) -> str:
    source_text = passage.segment.src
    if not source_text:
        none = element("span", "none of its own", class_="missing", lang="en")
        return _panel("source", "Chinese source", none, "zh")
    marks = place_in_source(source_text, passage.changes)
    lit = "".join(_source_run(escaped(run.span.of(source_text)), run) for run in runs(len(source_text), marks))
    return _panel("source", "Chinese source", lit, "zh")


def _source_run(inner: str, run: Run) -> str:
    for mark in reversed(run.marks):
        number = mark.change.number
        label = number if run.span.end == mark.span.end else None
        inner = element("mark", inner, class_=mark.change.safety.value, data_n=number, data_label=label)
    return inner


def _reference(passage: Passage) -> str:
    if passage.segment.ref is None:
        return ""
    text = element("div", escaped(passage.segment.ref), class_="text", lang="en")
    return f'\n<details class="panel reference"><summary>Reference</summary>{text}</details>'


def _texts(passage: Passage) -> str:
    """Return both texts with their marks; the text once where nothing was changed."""
    revision = passage.revision
    before, after = place(revision, passage.changes)
    repaired = _marked(revision.after, after, "ins")
    if revision.before == revision.after and not before:
        return _panel("same", "Unchanged", repaired, "en")
    machine = _panel("before", "Machine output", _marked(revision.before, before, "del"), "en")
    return machine + _panel("after", "Repaired", repaired, "en")


def _panel(name: str, label: str, text: str, language: str) -> str:
    heading = element("h4", label, class_="label")
    return f'\n<div class="panel {name}">{heading}{element("div", text, class_="text", lang=language)}</div>'


def _marked(text: str, marks: Sequence[Mark], edit_tag: str) -> str:
    return "".join(_run(escaped(run.span.of(text)), run, edit_tag) for run in runs(len(text), marks))


def _run(inner: str, run: Run, edit_tag: str) -> str:
    for mark in reversed(run.marks):
        change = mark.change
        inner = element(
            "mark" if change.finding else edit_tag,
            inner,
            class_=change.safety.value,
            data_n=change.number,
            data_label=change.number if run.span.end == mark.span.end else None,
            title=change.finding.message if change.finding else None,
        )
    return inner


def _note(group: Sequence[Change], rules: tuple[Rule, ...]) -> str:
    first = group[0]
    items = "\n".join(_item(change) for change in group)
    reason = _reason(first.rule, first.kind, first.safety, rules)
    return element(
        "div",  # a group: a landmark for each of hundreds would hide the others from those who hear the page
        f'\n<ul class="changes">{items}</ul>\n<div class="reason">{reason}</div>\n',
        class_=f"note {first.safety}",
        role="group",
        data_kind=first.kind,
        data_rule=first.rule,
        data_safety=first.safety.value,
        aria_label=f"{LABELS[first.safety]}: {first.rule}",
    )


def _item(change: Change) -> str:
    what = _left(change, change.finding) if change.finding else _applied(change)
    return element("li", f'<span class="n">{change.number}</span><div>{what}</div>', data_n=change.number, tabindex=-1)


_ARROW = ' <span class="arrow" aria-hidden="true">→</span><span class="unseen"> becomes </span> '


def _applied(change: Change) -> str:
    before = f"<del>{escaped(change.before)}</del>" if change.before else '<span class="nothing">nothing</span>'
    after = f"<ins>{escaped(change.after)}</ins>" if change.after else '<span class="nothing">deleted</span>'
    return f'<p class="what">{before}{_ARROW}{after}</p>'


def _left(change: Change, finding: Finding) -> str:
    observed = f"<mark>{escaped(change.before)}</mark>" if change.before else '<span class="nothing">here</span>'
    options = [] if finding.suggestion is None else [finding.suggestion]
    options += [candidate for candidate in finding.candidates if candidate != finding.suggestion]
    proposed = '<span class="or"> or </span>'.join(_option(option) for option in options)
    what = f'<p class="what">{observed}{_ARROW if proposed else ""}{proposed}</p>'
    return f'{what}<p class="message">{escaped(finding.message)}{_doubt(finding)}</p>'


def _option(text: str) -> str:
    return f'<span class="option">{escaped(text)}</span>' if text else '<span class="nothing">delete</span>'


def _doubt(finding: Finding) -> str:
    sure = f", {finding.confidence:.0%} sure" if finding.confidence < 1 else ""
    return f' <span class="doubt">{finding.severity.value}{sure}</span>'


@lru_cache(maxsize=1024)  # a rule speaks many times in a report, in the same words
def _reason(name: str, kind: str, safety: Safety, rules: tuple[Rule, ...]) -> str:
    badge = f'<span class="badge {safety}">{LABELS[safety]}</span>'
    head = f'<p class="rule">{badge} <code>{escaped(name)}</code> <span class="kind">{escaped(kind)}</span></p>'
    return head + "".join(map(_why, rules))


def _why(rule: Rule) -> str:
    why = f'<p class="why"><strong>{escaped(rule.title)}</strong> {escaped(rule.why)}</p>'
    sources = "; ".join(source(text) for text in rule.sources)
    return why + (f'<p class="sources">Sources: {sources}</p>' if sources else "")
