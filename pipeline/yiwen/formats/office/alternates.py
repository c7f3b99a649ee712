"""Content written several times over for programs of different age (ISO/IEC 29500-3): we read the first branch."""

from dataclasses import dataclass, field

from yiwen.formats.office.content import Paragraph


@dataclass(slots=True)
class _Choice:
    """Open alternatives: how deep in copies they stand, and the paragraphs of each branch."""

    copying: int
    branches: list[list[Paragraph]] = field(default_factory=list)


class Alternates:
    """The open alternatives of a part; `copying` is how many branches we are in that are not the first."""

    def __init__(self) -> None:
        self.copying = 0
        self._open: list[_Choice] = []

    def open(self) -> None:
        """Take the start of alternatives."""
        self._open.append(_Choice(self.copying))

    def close(self) -> None:
        """Take their end: paragraphs of later branches are copies of those of the first that have the same text."""
        choice = self._open.pop()
        first, *others = choice.branches or [[]]
        for branch in others if not choice.copying else ():
            for one, other in zip(first, branch, strict=False):
                if one.text == other.text:
                    one.copies.append(other)

    def open_branch(self) -> None:
        """Take the start of a branch."""
        if self._open:
            self._open[-1].branches.append([])
            self.copying += len(self._open[-1].branches) > 1

    def close_branch(self) -> None:
        """Take its end."""
        if self._open:
            self.copying -= len(self._open[-1].branches) > 1

    def add(self, paragraph: Paragraph) -> None:
        """Take a paragraph that begins."""
        for choice in self._open:
            if choice.branches and self.copying - choice.copying == (len(choice.branches) > 1):
                choice.branches[-1].append(paragraph)
