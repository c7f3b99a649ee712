"""Find the words of a text that stand for a Chinese term rendered otherwise than its termbase says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiwen.glossary.inflect import form_of
from yiwen.glossary.present import Stretch
from yiwen.glossary.terms import Rendering, Term
from yiwen.glossary.words import FUNCTION_WORDS, Words, likeness, stem

_LONGER = 4
_LIGHT = 0.15
_FAINT = 0.12
_PLAIN = 0.3
_MOST = 10
_SAME = 0.9
_KNOWN = 0.4  # from here on a word is known to go with the Chinese

FEATURES = (
    "bias recall precision evidence cover head head_assoc first longer shorter zeros acronym far left_open right_open "
    "left_evidence right_evidence left_skip right_skip left_taken right_taken left_verb ends_badly repeats zh_length "
    "one_word likeness capital_w capital_r exact together short_zh cap_left cap_right doc_evidence numbers "
    "sum_evidence sum_like content_words unmatched assoc_only assoc_only_short open_head open_first drops elsewhere "
    "shortens unlike"
).split()


_OPEN_HEAD = FEATURES.index("open_head")
_HEAD_ASSOC = FEATURES.index("head_assoc")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that may stand for an occurrence, the rendering it is likest to, and what speaks for it."""

    occurrence: int
    stretch: Stretch
    rendering: Rendering
    features: tuple[float, ...]


class Unit:
    """A text's words, ready for the terms of its source to be looked for."""

    def __init__(self, text: Words, taken: Sequence[bool]) -> None:
        self.text = text
        self.taken = taken
        self.content = [form not in FUNCTION_WORDS for form in text.forms]
        self.beginnings: dict[str, list[int]] = {}
        self.stems: dict[str, list[int]] = {}
        for at, form in enumerate(text.forms):
            if self.content[at]:
                self.beginnings.setdefault(form[:2], []).append(at)
                self.stems.setdefault(stem(form), []).append(at)

    def alike(self, word: str) -> dict[int, float]:
        """Return the words of the text that are like a word: how much, by position."""
        found = {}
        for at in self.beginnings.get(word[:2], ()):
            how = likeness(self.text.forms[at], word)
            if how:
                found[at] = how
        return found


class _Look:
    """One occurrence's evidence in a unit."""

    def __init__(
        self,
        unit: Unit,
        term: Term,
        full: Mapping[str, Rendering],
        associated: Mapping[str, float],
        here: Mapping[str, float],
    ) -> None:
        self.unit = unit
        self.term = term
        self.assoc: dict[int, float] = {}
        self.here: dict[int, float] = {}
        for word, strength in here.items():
            for at in unit.stems.get(word, ()):
                self.here[at] = strength
        for word, places in unit.stems.items():
            strength = associated.get(word, 0.0)
            if strength:
                for at in places:
                    self.assoc[at] = strength
        self.rows = []
        self.evidence = dict(self.assoc)
        for rendering in term.renderings:
            read = full.get(rendering.text, rendering)
            matches = [(x, unit.alike(x)) for x in dict.fromkeys(read.forms) if x not in FUNCTION_WORDS]
            best: dict[int, float] = {}
            for _, found in matches:
                for at, how in found.items():
                    if how > best.get(at, 0.0):
                        best[at] = how
            for at, how in best.items():
                if how > self.evidence.get(at, 0.0):
                    self.evidence[at] = how
            self.rows.append((rendering, read, matches, best))
        for at, how in self.here.items():
            if how > 0.35 and how * 0.8 > self.evidence.get(at, 0.0):
                self.evidence[at] = how * 0.8
        self.acronyms: dict[tuple[int, int], Rendering] = {}
        for rendering in term.renderings:
            for stretch in _acronyms(unit, rendering):
                self.acronyms[stretch] = rendering
                for at in range(*stretch):
                    if unit.content[at]:
                        self.evidence[at] = max(self.evidence.get(at, 0.0), 0.8)


def _acronyms(unit: Unit, rendering: Rendering) -> Iterator[tuple[int, int]]:
    """Yield the stretches that spell a rendering's letters, or are the letters of a rendering."""
    text = unit.text
    if len(rendering.forms) == 1 and rendering.is_short:
        letters = rendering.forms[0].rstrip("s")
        for at in range(len(text)):
            if text.forms[at][0] != letters[0] or not unit.content[at]:
                continue
            end, got = at, 0
            while end < len(text) and got < len(letters) and (end == at or text.joined[end]):
                if unit.content[end]:
                    if text.forms[end][0] != letters[got]:
                        break
                    got += 1
                end += 1
            if got == len(letters) and end - at > 1:
                yield at, end
    elif len(rendering.forms) > 1:
        letters = "".join(x[0] for x in rendering.forms if x not in FUNCTION_WORDS)
        for at in unit.beginnings.get(letters[:2], ()):
            if text.forms[at].rstrip("s") == letters:
                yield at, at + 1


def candidates(
    unit: Unit,
    number: int,
    term: Term,
    full: Mapping[str, Rendering],
    associated: Mapping[str, float],
    here: Mapping[str, float],
    expected: float,
) -> Iterator[Candidate]:
    """Yield the stretches of a text that may stand for an occurrence of a term."""
    look = _Look(unit, term, full, associated, here)
    text, taken, content, evidence = unit.text, unit.taken, unit.content, look.evidence
    size = len(text)
    longest = max(len(r.forms) for r in term.renderings) + _LONGER
    linked = text.near if any("(" in r.text for r in term.renderings) else text.joined
    hyphened = text.hyphened
    likely: list[tuple[float, int, int]] = []
    starts = set()
    for at, how in evidence.items():
        if how < _FAINT or taken[at]:
            continue
        starts.add(at)
        for back in (at - 1, at - 2, at - 3):
            if back < 0 or taken[back] or not content[back] or not linked[back + 1]:
                break
            starts.add(back)
    for start in sorted(starts):
        if hyphened[start]:
            continue
        last = -1
        for at in range(start, min(size, start + longest)):
            if taken[at] or (at > start and not linked[at]):
                break
            if evidence.get(at, 0.0) >= _FAINT:
                last = at
            if not content[at]:
                continue
            if last < 0:
                continue
            if at - last > 2 or (at > last and _is_no_noun(text.forms[at])):
                break
            if at + 1 < size and hyphened[at + 1]:
                continue
            how = sum(evidence.get(i, 0.0) - _PLAIN for i in range(start, at + 1) if content[i])
            if start and linked[start] and not taken[start - 1]:
                how -= evidence.get(start - 1, 0.0) / 2
            if at + 1 < size and linked[at + 1] and not taken[at + 1]:
                how -= evidence.get(at + 1, 0.0) / 2
            likely.append((how, start, at + 1))
    likely.sort(reverse=True)
    for _, start, end in likely[:_MOST]:
        rendering, features = _features(look, start, end, expected)
        if not _goes_on(look, start, end, rendering) and not _leaves_head(look, end, features):
            yield Candidate(number, Stretch(start, end), rendering, features)


def _goes_on(look: _Look, start: int, end: int, rendering: Rendering) -> bool:
    """Return whether a word beside the stretch is one of the rendering's that the stretch lacks: it is too short."""
    taken = look.unit.taken
    beside = [at for at in _beside(look.unit, start, end) if not taken[at]]
    matches = next(found for one, _, found, _ in look.rows if one is rendering)
    return any(
        any(found.get(at, 0.0) >= _SAME for at in beside) and not any(start <= at < end for at in found)
        for _, found in matches
    )


def _leaves_head(look: _Look, end: int, features: tuple[float, ...]) -> bool:
    """Return whether the noun that the stretch modifies would be left behind a rendering that brings its own."""
    text = look.unit.text
    if not features[_OPEN_HEAD] or features[_HEAD_ASSOC] > _KNOWN or end >= len(text) or look.unit.taken[end]:
        return False
    return not _is_no_noun(text.forms[end])


def _is_no_noun(word: str) -> bool:
    """Return whether a word looks like a verb in the past, a participle or an adverb."""
    return word.endswith(("ing", "ly")) or form_of(word) in ("past", "participle")


def _beside(unit: Unit, start: int, end: int) -> Iterator[int]:
    """Yield the words next to a stretch, and behind one small word."""
    text = unit.text
    if start and text.joined[start]:
        yield start - 1
        if start > 1 and not unit.content[start - 1] and text.joined[start - 1]:
            yield start - 2
    if end < len(text) and text.joined[end]:
        yield end
        if end + 1 < len(text) and not unit.content[end] and text.joined[end + 1]:
            yield end + 1


def _features(look: _Look, s: int, e: int, expected: float) -> tuple[Rendering, tuple[float, ...]]:
    unit, evidence = look.unit, look.evidence
    text, content, taken = unit.text, unit.content, unit.taken
    inside = range(s, e)
    full = sum(1 for i in inside if content[i])
    light = (e - s) - full
    total = full + _LIGHT * light
    best = None
    letters = look.acronyms.get((s, e))
    for rendering, read, matches, row in look.rows:
        n_light = len(read.forms) - len(matches)
        need = len(matches) + _LIGHT * n_light
        got = 0.0
        for _, found in matches:
            if found:
                got += max((how for at, how in found.items() if s <= at < e), default=0.0)
        rec = (got + (_LIGHT * n_light if got else 0.0)) / need if need else 0.0
        p = (sum(row[i] for i in inside if i in row) + (_LIGHT * light if got else 0.0)) / total
        acr = 1.0 if rendering is letters else 0.0
        f = max(2 * p * rec / (p + rec) if p + rec else 0.0, 0.9 * acr)
        if best is None or f > best[0]:
            best = (f, p, rec, acr, rendering, read, matches, row, need)
    assert best is not None
    f, p, rec, acr, rendering, read, matches, row, need = best
    if acr:
        p = rec = 1.0
        row = dict.fromkeys((i for i in inside if content[i]), 1.0)
    ev = (sum(evidence.get(i, 0.0) for i in inside if content[i]) + _LIGHT * light) / total
    only = sum(max(0.0, how - row.get(at, 0.0)) for at, how in look.assoc.items() if s <= at < e)
    cover = min(1.0, rec + only / need) if need else 0.0
    repeats = 0
    for _, found in matches:
        if any(how == 1.0 and (s - 3 <= at < s or e <= at < e + 3) for at, how in found.items()) and not any(
            s <= at < e for at in found
        ):
            repeats += 1
    elsewhere = sum(
        1
        for _, found in matches
        if any(
            (how == 1.0 and e + 3 <= at < e + 12) or s - 12 <= at < s - 3 for at, how in found.items() if not taken[at]
        )
        and not any(s <= at < e for at in found)
    )
    size = len(text)
    lj = s > 0 and text.joined[s]
    rj = e < size and text.joined[e]
    le = evidence.get(s - 1, 0.0) if lj and not taken[s - 1] else 0.0
    re_ = evidence.get(e, 0.0) if rj and not taken[e] else 0.0
    lo = lj and content[s - 1] and not taken[s - 1] and le < _FAINT
    ro = rj and content[e] and not taken[e] and re_ < _FAINT
    ls = (
        evidence.get(s - 2, 0.0)
        if lj and s > 1 and not content[s - 1] and text.joined[s - 1] and not taken[s - 2]
        else 0.0
    )
    rs = (
        evidence.get(e + 1, 0.0)
        if rj and e + 1 < size and not content[e] and text.joined[e + 1] and not taken[e + 1]
        else 0.0
    )
    lv = lo and text.forms[s - 1].endswith(("ed", "ing", "ly", "es"))
    bad = text.forms[e - 1].endswith(("ed", "ly"))
    zeros = sum(1 for i in inside if content[i] and evidence.get(i, 0.0) < _FAINT)
    rc = full if acr else len(matches) or 1
    head = row.get(e - 1, 0.0) and likeness(text.forms[e - 1], read.forms[-1])
    first = likeness(text.forms[s], read.forms[0])
    if acr:
        head = first = 1.0
    mid = s > 0 and lj
    cl = lj and content[s - 1] and text.text[text.starts[s - 1]].isupper() and text.text[text.starts[s]].isupper()
    cr = rj and content[e] and text.text[text.starts[e]].isupper() and text.text[text.starts[e - 1]].isupper()
    he = sum(look.here.get(i, 0.0) for i in inside if content[i]) / (full or 1)
    nums = sum(1 for i in inside if text.forms[i][0].isdigit() and i not in row)
    cap_w = mid and text.text[text.starts[s]].isupper()
    return rendering, (
        1.0,
        rec,
        p,
        ev,
        cover,
        head,
        look.assoc.get(e - 1, 0.0),
        first,
        max(0, full - rc) / 2,
        max(0, rc - full) / 2,
        float(zeros),
        acr,
        min(abs((s + e) / 2 - expected) / 10, 3.0),
        float(lo and not lv),
        float(ro),
        le,
        re_,
        ls,
        rs,
        float(lj and taken[s - 1]),
        float(rj and taken[e]),
        float(lv),
        float(bad),
        float(repeats),
        min(len(look.term.zh[0]), 12) / 6,
        float(full == 1),
        f,
        float(cap_w),
        float(rendering.text[:1].isupper()),
        float(p > 0.99 and rec > 0.99),
        0.0,
        float(len(look.term.zh[0]) <= 2),
        float(cl),
        float(cr),
        he,
        float(nums),
        sum(evidence.get(i, 0.0) for i in inside if content[i]),
        sum(row.get(i, 0.0) for i in inside),
        float(full),
        (1 - rec) * rc,
        float(not p),
        float(not p and len(look.term.zh[0]) <= 2),
        float((ro or (rj and taken[e])) and head < 0.5),
        float((lo or (lj and taken[s - 1])) and first < 0.5),
        float(zeros) if rec > 0.99 else 0.0,
        float(elsewhere),
        float(acr and len(rendering.forms) == 1),
        float(f < 0.4),
    )
