"""The fields of a Word document: whether text is an instruction, or a result that an update writes anew."""

from dataclasses import dataclass

_LIVING = frozenset({"HYPERLINK", "TOC"})  # an update leaves their results, or repeats what stands in headings


@dataclass(slots=True)
class _Field:
    """An open field: its instruction as far as it is read, and whether its result has begun."""

    instruction: str = ""
    result: bool = False

    @property
    def living(self) -> bool:
        """Whether its result is text like any other."""
        return self.instruction.strip().partition(" ")[0].upper() in _LIVING


class Fields:
    """The open fields of a part; text boxes have their own."""

    def __init__(self) -> None:
        self._open: list[list[_Field]] = [[]]

    @property
    def show_text(self) -> bool:
        """Whether text is shown here: it is in no instruction."""
        return all(one.result for one in self._open[-1])

    @property
    def lock_text(self) -> bool:
        """Whether text here is a result that an update would write anew."""
        return not all(one.living for one in self._open[-1])

    def mark(self, kind: str) -> None:
        """Take a mark of a field: where it begins, where its result does, where it ends."""
        fields = self._open[-1]
        if kind == "begin":
            fields.append(_Field())
        elif kind == "separate" and fields:
            fields[-1].result = True
        elif kind == "end":
            self.close()

    def open(self, instruction: str) -> None:
        """Take a field whose result is all that it holds."""
        self._open[-1].append(_Field(instruction, result=True))

    def close(self) -> None:
        """Take the end of a field."""
        if self._open[-1]:
            self._open[-1].pop()

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open[-1]:
            self._open[-1][-1].instruction += text

    def enter_box(self) -> None:
        """Take the start of a text box."""
        self._open.append([])

    def leave_box(self) -> None:
        """Take its end."""
        self._open.pop()
