"""The most pairs that two lists of quantities make, each quantity used once."""

from collections.abc import Callable, Sequence

from yiwen.types import Quantity


def most_pairs(
    wanted: Sequence[Quantity], given: Sequence[Quantity], alike: Callable[[Quantity, Quantity], bool]
) -> dict[int, int]:
    """Return the index in `wanted` by the index in `given`, for as many pairs as possible (augmenting paths)."""
    edges = [[at for at, other in enumerate(given) if alike(one, other)] for one in wanted]
    owner: dict[int, int] = {}

    def place(one: int, tried: set[int]) -> bool:
        for other in edges[one]:
            if other not in tried:
                tried.add(other)
                if other not in owner or place(owner[other], tried):
                    owner[other] = one
                    return True
        return False

    for one in range(len(wanted)):
        place(one, set())
    return owner
