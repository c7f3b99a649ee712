"""The segment browser of a benchmark page: the segments that tell most, with words the reference lacks lit."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from yiwen.eval.bench_results import COPY, ORACLE, REPAIRED, SegmentView, SetResults
from yiwen.report.markup import element, escaped

SHOWN = 150
_KEYS = ("chrf++", "chrf", "ter", "figures-f1", "term-accuracy", "rouge2")
_SYSTEMS = 14


def browser(one: SetResults) -> str:
    """Return the segments: those that repair made worse, the most changed, the worst, then the others."""
    key = _key(one)
    chosen = _chosen(one, key)
    if not chosen:
        return ""
    items = "\n".join(_segment(one.segments[at], tags, key) for at, tags in chosen)
    more = f" of {len(one.segments):,}; segments.jsonl has all" if len(chosen) < len(one.segments) else ""
    head = element("p", f"{len(chosen)} segments{more}. Words that no reference has are lit.", class_="facts")
    return element("details", element("summary", "Segments") + head + _controls() + items, class_="browser")


def _controls() -> str:
    choices = (("", "All"), ("worse", "Made worse by repair"), ("changed", "Changed by repair"), ("worst", "Worst"))
    options = "".join(element("option", escaped(words), value=value) for value, words in choices)
    return (
        '<p class="controls"><label>Show <select data-show>'
        + options
        + '</select></label> <label>Find <input type="search" data-find autocomplete="off"></label>'
        + ' <span class="status" role="status" aria-live="polite"></span></p>'
    )


def _key(one: SetResults) -> str | None:
    told = {key for values in one.segments[0].values.values() for key in values} if one.segments else set()
    return next((key for key in _KEYS if key in told), None)


def _chosen(one: SetResults, key: str | None) -> list[tuple[int, list[str]]]:
    """Return places and tags of the segments shown, in the order of the text."""
    tags: dict[int, list[str]] = {}
    each = max(10, SHOWN // 3)
    worse = [at for effect in one.repairs for at in effect.worse_at[:each]]
    for at in worse[:each]:
        tags.setdefault(at, []).append("worse")
    changed = [at for at, view in enumerate(one.segments) if _is_changed(view)]
    for at in changed[:each]:
        tags.setdefault(at, []).append("changed")
    for at in sorted(range(len(one.segments)), key=lambda at: (_mean(one.segments[at], key), at))[:each]:
        tags.setdefault(at, []).append("worst")
    for at in range(len(one.segments)):
        if len(tags) >= SHOWN:
            break
        tags.setdefault(at, [])
    return sorted(tags.items())


def _is_changed(view: SegmentView) -> bool:
    return any(view.texts.get(name + REPAIRED, text) != text for name, text in view.texts.items())


def _mean(view: SegmentView, key: str | None) -> float:
    named = [values.get(key) for name, values in view.values.items() if name not in (ORACLE, COPY)] if key else []
    known = [value for value in named if value is not None]
    return sum(known) / len(known) if known else float("inf")


def _segment(view: SegmentView, tags: Sequence[str], key: str | None) -> str:
    where = f"{view.id} · {view.document}" if view.document and view.document != view.id else view.id
    parts = [element("h4", escaped(where))]
    if view.source:
        parts.append(_row("source", element("span", escaped(view.source), lang="zh"), ""))
    parts += [_row("reference", escaped(text), "") for text in view.references]
    names = [name for name in view.texts if name not in (ORACLE, COPY)][:_SYSTEMS]
    for name in names:
        raw = view.texts.get(name.removesuffix(REPAIRED), "") if name.endswith(REPAIRED) else None
        if raw == view.texts[name]:
            parts.append(_row(name, "unchanged", "", soft=True))
            continue
        lit = _changes(raw, view.texts[name]) if raw is not None else _lit(view.texts[name], view.references)
        value = view.values[name].get(key) if key else None
        parts.append(_row(name, lit, "" if value is None else f"{value:.1f}"))
    return element("article", "".join(parts), class_="item", data_tags=" ".join(tags))


def _row(name: str, text: str, value: str, *, soft: bool = False) -> str:
    cells = element("span", escaped(name), class_="who") + element("span", text, class_="none" if soft else "said")
    return element("p", cells + element("span", value, class_="mark"))


def _lit(text: str, references: Sequence[str]) -> str:
    """Return the text with the words lit that no reference has."""
    known = {word for reference in references for word in _bare(reference)}
    words = text.split(" ")
    return " ".join(
        escaped(word)
        if not (bare := _bare(word)) or bare[0] in known
        else element("mark", escaped(word), class_="review")
        for word in words
    )


def _bare(text: str) -> list[str]:
    return [bare for word in text.split() if (bare := word.strip(".,;:!?\"'()[]“”‘’").lower())]


def _changes(before: str, after: str) -> str:
    """Return the repaired text with what was taken out and put in marked."""
    old, new = before.split(), after.split()
    parts = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts.append(escaped(" ".join(new[c:d])))
            continue
        if b > a:
            parts.append(element("del", escaped(" ".join(old[a:b]))))
        if d > c:
            parts.append(element("ins", escaped(" ".join(new[c:d]))))
    return " ".join(parts)
