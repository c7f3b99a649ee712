"""An XML part read for its text: paragraphs, whose leaves know the bytes that each stretch of text stands in.

The names are those of ISO/IEC 29500 (WordprocessingML, DrawingML). What is deleted with tracked changes is no text,
what is inserted is; results of fields, bound content controls, moved text and objects are locked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from yiwen.formats.office.alternates import Alternates
from yiwen.formats.office.content import Content, Leaf, Paragraph, Run
from yiwen.formats.office.fields import Fields
from yiwen.formats.office.names import Names, value
from yiwen.formats.office.xmlbytes import read_events, tag_at
from yiwen.formats.runs import OBJECT

_XML_SPACE = "http://www.w3.org/XML/1998/namespace space"
_AS_SPACE = str.maketrans("\t\n\r", "   ")


def scan(data: bytes, where: str, language: str = "w:") -> Content:
    """Return the paragraphs of a part in UTF-8, as written in WordprocessingML ("w:") or DrawingML ("a:").

    Raises:
        DocumentError: its XML is broken or hostile.
    """
    scanner = _Scanner(data, language)
    read_events(data, scanner, where)
    return Content(tuple(scanner.paragraphs), scanner.notes)


@dataclass(slots=True)
class _Flow:
    """An open paragraph: its runs, and how deep in copies for older programs it began."""

    paragraph: Paragraph
    copying: int
    runs: list[Run] = field(default_factory=list)


class _Scanner:
    """Builds paragraphs from events."""

    def __init__(self, data: bytes, language: str) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: dict[str, Run] = {}
        self._data = data
        self._names = Names(language)
        self._open: list[tuple[str, int]] = []  # name and offset of each open element
        self._flows: list[_Flow] = []
        self.fields = Fields()
        self.alternates = Alternates()
        self._controls: list[bool] = []  # whether each open content control is locked
        self.within = dict.fromkeys(("ignored", "locked", "inserted", "cell"), 0)  # how many open elements say so
        self._within_note = ""
        self._link = self._links = 0
        self._letters: list[str] | None = None
        self._preserve = False

    def start(self, name: str, attributes: Mapping[str, str], offset: int) -> None:
        key = self._names[name]
        self._open.append((key, offset))
        handler = _STARTS.get(key)
        if handler is not None:
            handler(self, attributes, offset)

    def end(self, name: str, offset: int) -> None:  # noqa: ARG002  # the stack knows the name
        key, start = self._open.pop()
        handler = _ENDS.get(key)
        if handler is not None:
            handler(self, start, offset)

    def text(self, text: str) -> None:
        if self._letters is not None:
            self._letters.append(text)

    @property
    def parent(self) -> str:
        """The innermost open element; at an element's start it is itself, at its end its parent."""
        return self._open[-1][0] if self._open else ""

    def _is_in(self, name: str) -> bool:
        """Return whether the element that starts is a child of such a one."""
        return len(self._open) > 1 and self._open[-2][0] == name

    # Paragraphs and runs

    def _start_paragraph(self, _: Mapping[str, str], __: int) -> None:
        host = self._flows[0].runs[0] if self._flows and self._flows[0].runs else None
        paragraph = Paragraph(cell=self.within["cell"] > 0, host=host, note=self._within_note)
        self._flows.append(_Flow(paragraph, self.alternates.copying))
        if not self.alternates.copying:
            self.paragraphs.append(paragraph)
        self.alternates.add(paragraph)

    def _end_paragraph(self, _: int, __: int) -> None:
        self._flows.pop()

    def _start_run(self, _: Mapping[str, str], offset: int) -> None:
        if self._flows:
            head = offset + len(tag_at(self._data, offset))
            self._flows[-1].runs.append(Run(offset, head, head))

    def _end_run(self, start: int, offset: int) -> None:
        if self._flows and self._flows[-1].runs:
            run = self._flows[-1].runs.pop()
            run.tail, run.end = offset, self._end_of(start, offset)

    def _end_properties(self, start: int, offset: int) -> None:
        if self._flows and self._flows[-1].runs and self.parent in {"w:r", "a:r", "a:fld"}:
            run = self._flows[-1].runs[-1]
            run.content = self._end_of(start, offset)
            run.properties = self._data[start : run.content]

    def _end_of(self, start: int, offset: int) -> int:
        """Return where an element ends, from where it starts and what the event of its end said."""
        tag = tag_at(self._data, start)
        empty = tag.endswith(b"/>") and start + len(tag) == offset
        return offset if empty else self._data.index(b">", offset) + 1

    def _style(self, attributes: Mapping[str, str], _: int) -> None:
        if self._flows and self._is_in("w:pPr"):
            self._flows[-1].paragraph.style = value(attributes, "val")

    def _level(self, attributes: Mapping[str, str], _: int) -> None:
        level = value(attributes, "val")
        if self._flows and self._is_in("w:pPr") and level.isdigit() and int(level) < 9:
            self._flows[-1].paragraph.level = int(level)

    def _numbering(self, _: Mapping[str, str], __: int) -> None:
        if self._flows and self._is_in("w:pPr"):
            self._flows[-1].paragraph.item = True

    # Text

    def _start_text(self, attributes: Mapping[str, str], _: int) -> None:
        if self._is_text() and self._flows[-1].runs:
            self._letters = []
            self._preserve = self.parent == "a:t" or attributes.get(_XML_SPACE) == "preserve"

    def _end_text(self, start: int, offset: int) -> None:
        if self._letters is None:
            return
        text = "".join(self._letters)
        self._letters = None
        text = (text if self._preserve else text.strip(" \t\r\n")).translate(_AS_SPACE)
        self.add(text, start, offset, written=True)

    def _is_text(self) -> bool:
        """Return whether what stands here belongs to the open paragraph's text."""
        if not self._flows or self.within["ignored"] or self.alternates.copying != self._flows[-1].copying:
            return False
        return self.fields.show_text

    def add(self, text: str, start: int, offset: int, *, written: bool = False, locked: bool = False) -> None:
        """Add a leaf to the open paragraph; its fields, controls and moves may lock it.

        What stands beside the runs is a run of its own.
        """
        if not self._is_text():
            return
        end = self._end_of(start, offset)
        runs = self._flows[-1].runs
        run = runs[-1] if runs else Run(start, start, start, end, end)
        locked = locked or not runs or self.within["locked"] > 0 or any(self._controls)
        locked = locked or self.fields.lock_text
        leaf = Leaf(text, start, end, run, written, locked, self.within["inserted"] > 0, self._link)
        self._flows[-1].paragraph.leaves.append(leaf)

    def _formula(self, start: int, offset: int) -> None:
        self.within["ignored"] -= 1
        self.add(OBJECT, start, offset, locked=True)

    def _drawing(self, start: int, offset: int) -> None:
        inline = b":inline" in self._data[start : start + 400]
        self.add(OBJECT if inline else "", start, offset, locked=True)

    def _start_locked_run(self, attributes: Mapping[str, str], offset: int) -> None:
        self.within["locked"] += 1
        self._start_run(attributes, offset)

    def _end_locked_run(self, start: int, offset: int) -> None:
        self.within["locked"] -= 1
        self._end_run(start, offset)

    def _note(self, attributes: Mapping[str, str], _: int) -> None:
        if self._flows and self._flows[-1].runs and not self.alternates.copying:
            self.notes[f"{self.parent} {value(attributes, 'id')}"] = self._flows[-1].runs[-1]

    def _start_note(self, attributes: Mapping[str, str], _: int) -> None:
        self._within_note = f"{self.parent}Reference {value(attributes, 'id')}"

    def _start_instruction(self, _: Mapping[str, str], __: int) -> None:
        self._letters = []

    def _end_instruction(self, _: int, __: int) -> None:
        self.fields.instruct("".join(self._letters or ()))
        self._letters = None

    def _field_mark(self, attributes: Mapping[str, str], _: int) -> None:
        if not self.within["ignored"] and not self.alternates.copying:
            self.fields.mark(value(attributes, "fldCharType"))

    def _simple_field(self, attributes: Mapping[str, str], _: int) -> None:
        self.fields.open(value(attributes, "instr"))

    # What is round text

    def _start_link(self, _: Mapping[str, str], __: int) -> None:
        self._links += 1
        self._link = self._links

    def _end_link(self, _: int, __: int) -> None:
        self._link = 0

    def _start_control(self, _: Mapping[str, str], __: int) -> None:
        self._controls.append(False)

    def _end_control(self, _: int, __: int) -> None:
        self._controls.pop()

    def _lock_control(self, attributes: Mapping[str, str], _: int) -> None:
        """Take a property of a content control that keeps its text from us: its own lock, data or list."""
        key = self.parent
        if self._controls and self._is_in("w:sdtPr"):
            lock = value(attributes, "val")
            self._controls[-1] |= key != "w:lock" or lock in {"contentLocked", "sdtContentLocked"}


_Handler = Callable[["_Scanner", Mapping[str, str], int], None]
_EndHandler = Callable[["_Scanner", int, int], None]


def _opening(what: str) -> _Handler:
    """Return what takes the start of an element in which all is ignored, locked, inserted or of a cell."""

    def take(scanner: _Scanner, _: Mapping[str, str], __: int) -> None:
        scanner.within[what] += 1

    return take


def _closing(what: str) -> _EndHandler:
    """Return what takes its end."""

    def take(scanner: _Scanner, _: int, __: int) -> None:
        scanner.within[what] -= 1

    return take


def _standing_for(text: str, *, locked: bool = True) -> _EndHandler:
    """Return what takes an element that stands for a text."""

    def take(scanner: _Scanner, start: int, offset: int) -> None:
        if scanner.parent in {"w:r", "a:p"}:  # not the tabs of a paragraph's properties
            scanner.add(text, start, offset, locked=locked)

    return take


_WITHIN = {
    "ignored": ("w:del", "w:moveFrom", "w:rt", "m:oMath", "w:pPrChange", "w:rPrChange"),
    "locked": ("w:ruby", "w:moveTo"),
    "inserted": ("w:ins",),
    "cell": ("w:tc", "a:tc"),
}
_CONTROLS = ("w:lock", "w:dataBinding", "w:dropDownList", "w:comboBox", "w:date", "w:showingPlcHdr", "w14:checkbox")
_STARTS: Mapping[str, _Handler] = {
    **{name: _opening(what) for what, names in _WITHIN.items() for name in names},
    **dict.fromkeys(("w:p", "a:p"), _Scanner._start_paragraph),
    **dict.fromkeys(("w:r", "a:r"), _Scanner._start_run),
    **dict.fromkeys(("w:t", "a:t"), _Scanner._start_text),
    **dict.fromkeys(("w:footnoteReference", "w:endnoteReference"), _Scanner._note),
    **dict.fromkeys(_CONTROLS, _Scanner._lock_control),
    **dict.fromkeys(("w:footnote", "w:endnote"), _Scanner._start_note),
    "w:pStyle": _Scanner._style,
    "w:outlineLvl": _Scanner._level,
    "w:numPr": _Scanner._numbering,
    "w:fldChar": _Scanner._field_mark,
    "w:fldSimple": _Scanner._simple_field,
    "w:instrText": _Scanner._start_instruction,
    "w:txbxContent": lambda scanner, *_: scanner.fields.enter_box(),
    "w:hyperlink": _Scanner._start_link,
    "w:sdt": _Scanner._start_control,
    "mc:AlternateContent": lambda scanner, *_: scanner.alternates.open(),
    "mc:Choice": lambda scanner, *_: scanner.alternates.open_branch(),
    "mc:Fallback": lambda scanner, *_: scanner.alternates.open_branch(),
    "a:fld": _Scanner._start_locked_run,
}
_ENDS: Mapping[str, _EndHandler] = {
    **{name: _closing(what) for what, names in _WITHIN.items() for name in names},
    **dict.fromkeys(("w:p", "a:p"), _Scanner._end_paragraph),
    **dict.fromkeys(("w:r", "a:r"), _Scanner._end_run),
    **dict.fromkeys(("w:t", "a:t"), _Scanner._end_text),
    **dict.fromkeys(("w:rPr", "a:rPr"), _Scanner._end_properties),
    **dict.fromkeys(("w:footnoteReference", "w:endnoteReference", "w:pict", "w:object"), _standing_for("")),
    **dict.fromkeys(("w:tab", "w:ptab"), _standing_for("\t")),
    **dict.fromkeys(("w:br", "w:cr"), _standing_for("\n")),
    "w:noBreakHyphen": _standing_for("\u2011", locked=False),
    "w:sym": _standing_for(OBJECT),
    "w:drawing": _Scanner._drawing,
    "w:fldSimple": lambda scanner, *_: scanner.fields.close(),
    "w:instrText": _Scanner._end_instruction,
    "w:txbxContent": lambda scanner, *_: scanner.fields.leave_box(),
    "w:hyperlink": _Scanner._end_link,
    "w:sdt": _Scanner._end_control,
    "mc:AlternateContent": lambda scanner, *_: scanner.alternates.close(),
    "mc:Choice": lambda scanner, *_: scanner.alternates.close_branch(),
    "mc:Fallback": lambda scanner, *_: scanner.alternates.close_branch(),
    "m:oMath": _Scanner._formula,
    "a:br": _standing_for("\n"),
    "a:fld": _Scanner._end_locked_run,
}
