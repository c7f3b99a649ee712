"""Which accepted renderings stand in a text already, and which occurrence of a term each serves.

A rendering is there in either number, with or without hyphens, in any case. One stretch of the text serves one
occurrence; the longest stretches are given out first, and an occurrence moves to another of its stretches where that
lets one more be served (augmenting paths: a maximum matching for the stretches chosen).
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

from yiwen.glossary.put import Replacement
from yiwen.glossary.terms import Rendering
from yiwen.glossary.words import Words, words
from yiwen.types import Span

_AROUND = 30  # letters beside a change that are read with it


class Stretch(NamedTuple):
    """Words `start` to `end` (half-open) of a text."""

    start: int
    end: int


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


def is_recognized(text: str, written: Replacement, rendering: Rendering) -> bool:
    """Return whether a rendering is recognized where it would be written: else the change would be made again."""
    span = written.span
    left, right = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    around = words(f"{left}{written.text}{right}")
    first = rendering.singulars[0]
    places = {first: [at for at, word in enumerate(around.singulars) if word == first]}
    return bool(stretches(around, rendering, places))


def _opening(rendering: Rendering) -> tuple[str, ...]:
    """Return the words with which a rendering may begin: its first, or its letters."""
    return (rendering.singulars[0], *rendering.letters)


def _places(text: Words, wanted: AbstractSet[str]) -> dict[str, list[int]]:
    """Return the positions of some words by their singular."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(text.singulars):
        if word in wanted:
            places.setdefault(word, []).append(at)
    return places


def expected_words(spans: Iterable[Span], source: str, text: Words) -> list[float]:
    """Return the word of a translation where each of these spans of its source is expected: as far into the text."""
    share = len(text) / (2 * len(source) or 1)
    return [(span.start + span.end) * share for span in spans]


def present(text: Words, renderings: Sequence[Sequence[Rendering]], expected: Sequence[float]) -> Present:
    """Return which occurrences are served.

    Args:
        text: the words.
        renderings: what each occurrence accepts; the same object for all occurrences of a term.
        expected: the word where each occurrence is expected. Of more stretches than a term has occurrences, or the
            other way round, those serve and are served that stand nearest to each other, in the order of both.
    """
    terms = list(_by_term(renderings))
    places = _places(text, {word for numbers in terms for one in renderings[numbers[0]] for word in _opening(one)})
    options: dict[Stretch, list[int]] = {}
    for numbers in terms:
        for rendering in renderings[numbers[0]]:
            for stretch in (*stretches(text, rendering, places), *_abbreviated(text, rendering, places)):
                options.setdefault(stretch, []).extend(numbers)
    for served in options.values():
        served.sort()
    server: dict[int, Stretch] = {}
    taken = [False] * len(text)
    for stretch in sorted(options, key=lambda s: (s.start - s.end, s.start)):
        if any(taken[stretch.start : stretch.end]):
            continue
        if _serve(stretch, options, server, set()):
            taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)
    for numbers in terms:
        _put_in_order(numbers, options, server, expected, taken)
    return Present(server, tuple(taken))


def _by_term(renderings: Sequence[Sequence[Rendering]]) -> Iterator[list[int]]:
    groups: dict[int, list[int]] = {}
    for number, accepted in enumerate(renderings):
        groups.setdefault(id(accepted), []).append(number)
    yield from groups.values()


def _put_in_order(
    numbers: Sequence[int],
    options: Mapping[Stretch, Sequence[int]],
    server: dict[int, Stretch],
    expected: Sequence[float],
    taken: list[bool],
) -> None:
    """Serve as many occurrences of a term as before, by the stretches that stand nearest to them."""
    held = [server[number] for number in numbers if number in server]
    if not held:
        return
    pool = sorted([*held, *_free(numbers[0], held, options, taken)])
    if len(pool) == 1 == len(numbers) or len(held) < min(len(pool), len(numbers)):
        return
    for stretch in held:
        taken[stretch.start : stretch.end] = [False] * (stretch.end - stretch.start)
    for number in numbers:
        server.pop(number, None)
    for at, stretch in _nearest([expected[number] for number in numbers], pool):
        server[numbers[at]] = stretch
        taken[stretch.start : stretch.end] = [True] * (stretch.end - stretch.start)


def _free(
    number: int, held: Sequence[Stretch], options: Mapping[Stretch, Sequence[int]], taken: Sequence[bool]
) -> list[Stretch]:
    """Return the stretches as long as those held that would serve the term, too, and serve no other."""
    sizes = {stretch.end - stretch.start for stretch in held}
    if len(sizes) > 1:
        return []
    return [
        stretch
        for stretch, numbers in options.items()
        if number in numbers and stretch.end - stretch.start in sizes and not any(taken[stretch.start : stretch.end])
    ]


def _nearest(expected: Sequence[float], pool: Sequence[Stretch]) -> list[tuple[int, Stretch]]:
    """Return all of the fewer paired with one each of the more, in the order of both, with the least distance."""
    far = [[abs(where - (stretch.start + stretch.end) / 2) for stretch in pool] for where in expected]
    rows, columns = len(expected), len(pool)
    skip_row, skip_column = (0.0 if rows > columns else math.inf), (0.0 if columns > rows else math.inf)
    least = [[0.0] * (columns + 1)]
    least[0][1:] = [skip_column] * columns
    for i in range(1, rows + 1):
        row = [skip_row]
        for j in range(1, columns + 1):
            row.append(
                min(least[i - 1][j] + skip_row, row[j - 1] + skip_column, least[i - 1][j - 1] + far[i - 1][j - 1])
            )
        least.append(row)
    pairs, i, j = [], rows, columns
    while i and j:
        if least[i][j] == least[i - 1][j - 1] + far[i - 1][j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, pool[j]))
        elif least[i][j] == least[i - 1][j] + skip_row:
            i -= 1
        else:
            j -= 1
    return pairs


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
