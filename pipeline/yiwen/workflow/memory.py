"""Python's collector of unreachable objects, kept from going through the same glossary and readings again and again.

A repair makes many small objects that live long and refer to each other in no circle: by default up to a fifth of its
time goes into looking for such circles.
"""

import gc

_BETWEEN = 100_000  # new objects from one look at the young ones to the next; by default 700
_OLDER = 50  # looks at the young ones for one at the older; and as many of these for one at all


def settle() -> None:
    """Leave what is loaded now out of all looks to come, and look less often; for a process that only runs yiwen."""
    gc.freeze()
    gc.set_threshold(_BETWEEN, _OLDER, _OLDER)
