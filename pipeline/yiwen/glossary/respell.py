"""Where a text has a termbase's rendering in another spelling: "Reserve Management" for "Reserves Management".

Only what the sentence asks for may differ from the termbase: capitals, hyphens, and the number of the phrase's head.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from yiwen.glossary.evidence import Unit
from yiwen.glossary.inflect import pluralize
from yiwen.glossary.phrases import heads
from yiwen.glossary.present import Stretch
from yiwen.glossary.terms import Rendering, Term
from yiwen.glossary.usage import Pair
from yiwen.glossary.words import singular


@dataclass(frozen=True, slots=True)
class Respelled:
    """An occurrence for which a stretch stands that spells its rendering otherwise."""

    number: int
    stretch: Stretch
    rendering: Rendering


def respelled(pair: Pair, terms: Sequence[Term], taken: Sequence[bool]) -> Iterator[Respelled]:
    """Yield the occurrences of a pair that a text has in a spelling that none of their renderings has."""
    for number, stretch in pair.there.served.items():
        renderings = terms[pair.occurrences[number].term].renderings
        forms = pair.unit.text.forms[stretch.start : stretch.end]
        if any(r.forms == forms for r in renderings):
            continue
        singulars = pair.unit.text.singulars[stretch.start : stretch.end]
        alike = [r for r in renderings if r.singulars == singulars]
        if alike and len(alike[0].forms) > 1 and not any(_inflects(forms, r) for r in alike):
            yield Respelled(number, stretch, alike[0])
    for term, numbers in pair.missing.items():
        found = ((stretch, r) for r in terms[term].renderings for stretch in _divided(pair.unit, r, taken))
        for number, (stretch, rendering) in zip(numbers, found, strict=False):
            yield Respelled(number, stretch, rendering)


def _divided(unit: Unit, rendering: Rendering, taken: Sequence[bool]) -> Iterator[Stretch]:
    """Yield the free stretches that are a rendering otherwise divided into words: "spillovers" for "spill-overs".

    In a longer name, the Hongkong and Shanghai Banking Corporation, they stay.
    """
    wanted, text = "".join(rendering.singulars), unit.text
    for at in unit.beginnings.get(wanted[:2], ()):
        if not wanted.startswith(text.singulars[at]):
            continue
        end, got = at, ""
        while end < text.size and got != wanted and not taken[end] and (end == at or text.joined[end]):
            got, end = got + text.singulars[end], end + 1
            if not wanted.startswith(got):
                break
        if got == wanted and end - at != len(rendering.singulars) and not unit.is_name_linked(end):
            yield Stretch(at, end)


def _inflects(forms: tuple[str, ...], rendering: Rendering) -> bool:
    """Return whether words are a rendering's, but for the regular plural of its head."""
    countable = heads(rendering.forms)
    return all(
        one == other or (at in countable and {one, other} == {singular(one), pluralize(singular(one))})
        for at, (one, other) in enumerate(zip(forms, rendering.forms, strict=True))
    )
