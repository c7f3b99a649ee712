"""Which accepted renderings stand in a text already, and which occurrence of a term each serves.

A rendering is there in either number, with or without hyphens, in any case. One stretch of the text serves one
occurrence; the longest stretches are given out first, and an occurrence moves to another of its stretches where that
lets one more be served (augmenting paths: a maximum matching for the stretches chosen).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from yiwen.glossary.terms import Rendering
from yiwen.glossary.words import Words


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Words `start` to `end` (half-open) of a text."""

    start: int
    end: int

    def overlaps(self, other: "Stretch") -> bool:
        """Return whether the two share a word."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Present:
    """The stretch that serves each served occurrence (by its number), and words that serve (as flags)."""

    served: Mapping[int, Stretch]
    taken: tuple[bool, ...]


def stretches(text: Words, rendering: Rendering, places: Mapping[str, Sequence[int]]) -> list[Stretch]:
    """Return where a rendering stands; `places` are the words' positions by their singular."""
    wanted = rendering.singulars
    size = len(wanted)
    return [
        Stretch(at, at + size)
        for at in places.get(wanted[0], ())
        if text.singulars[at : at + size] == wanted and all(text.near[at + 1 : at + size])
    ]


def _abbreviated(text: Words, rendering: Rendering, places: Mapping[str, Sequence[int]]) -> Iterator[Stretch]:
    """Yield where the first letters of a rendering stand, in capitals, for it."""
    for letters in rendering.letters:
        for at in places.get(letters, ()):
            if text.text[text.starts[at] : text.starts[at] + len(letters)].isupper():
                yield Stretch(at, at + 1)


def present(text: Words, renderings: Sequence[Iterable[Rendering]]) -> Present:
    """Return which occurrences are served; `renderings` are what each occurrence accepts."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(text.singulars):
        places.setdefault(word, []).append(at)
    options: dict[Stretch, list[int]] = {}
    for number, accepted in enumerate(renderings):
        for rendering in accepted:
            for stretch in (*stretches(text, rendering, places), *_abbreviated(text, rendering, places)):
                options.setdefault(stretch, []).append(number)
    server: dict[int, Stretch] = {}
    taken = [False] * len(text)
    for stretch in sorted(options, key=lambda s: (s.start - s.end, s.start)):
        if any(taken[stretch.start : stretch.end]):
            continue
        if _serve(stretch, options, server, set()):
            taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
    return Present(server, tuple(taken))


def _serve(
    stretch: Stretch,
    options: Mapping[Stretch, Sequence[int]],
    server: dict[int, Stretch],
    seen: set[int],
) -> bool:
    """Give a stretch to an occurrence, moving those that hold it to others; return whether that was possible."""
    for number in options[stretch]:
        if number in seen:
            continue
        seen.add(number)
        held = server.get(number)
        if held is None or _serve(held, options, server, seen):
            server[number] = stretch
            return True
    return False
