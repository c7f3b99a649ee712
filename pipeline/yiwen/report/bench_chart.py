"""The trade-off of two metrics as an inline SVG: a dot a system, an arrow from its raw output to its repaired one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from yiwen.eval.bench_results import COPY, ORACLE, REPAIRED
from yiwen.eval.measures import Measure
from yiwen.eval.results import Results
from yiwen.report.markup import element, escaped

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 150, 18, 48
_LETTER = 6.6  # pixels of a label's letter
_LINE = 15  # pixels between two labels


@dataclass(frozen=True, slots=True)
class _Axis:
    """A scale from values to pixels."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def ticks(self) -> list[float]:
        step = _step((self.high - self.low) / 5)
        first = ceil(self.low / step)
        return [number * step for number in range(first, floor(self.high / step + 1e-9) + 1)]


def trade_off(results: Results, across: Measure, up: Measure) -> str:
    """Return the chart of one metric against another; empty where fewer than two systems have both."""
    points = _points(results, across, up)
    if len(points) < 2:
        return ""
    x = _axis([point[0] for point in points.values()], _LEFT, _WIDTH - _RIGHT)
    y = _axis([point[1] for point in points.values()], _HEIGHT - _BOTTOM, _TOP)
    ceiling = results.comparison.cells.get(ORACLE, {}).get(up.key)
    parts = [*_grid(x, y, across.label, up.label)]
    if ceiling is not None and ceiling.value is not None and y.low <= ceiling.value <= y.high:
        parts.append(_ceiling(y.place(ceiling.value), ceiling.value))
    parts += [_arrow(x, y, points[name], points[name + REPAIRED]) for name in points if name + REPAIRED in points]
    parts += [_dot(x, y, name, point) for name, point in points.items()]
    parts += _labels(x, y, points)
    title = f"{up.label} against {across.label}: higher and further right is better"
    body = element("title", escaped(title)) + "".join(parts)
    return element("svg", body, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", role="img", class_="chart", aria_label=title)


def _points(results: Results, across: Measure, up: Measure) -> dict[str, tuple[float, float]]:
    found = {}
    for name in results.names:
        cells = results.comparison.cells[name]
        x, y = cells[across.key].value, cells[up.key].value
        if name not in (ORACLE, COPY) and x is not None and y is not None:
            found[name] = (x, y)
    return found


def _axis(values: Sequence[float], start: float, end: float) -> _Axis:
    low, high = min(values), max(values)
    room = max((high - low) * 0.12, 0.5)
    return _Axis(low - room, high + room, start, end)


def _step(rough: float) -> float:
    power = 10.0 ** floor(log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough)


def _grid(x: _Axis, y: _Axis, across: str, up: str) -> list[str]:
    parts = []
    for tick in x.ticks:
        at = x.place(tick)
        parts.append(_line(at, _TOP, at, _HEIGHT - _BOTTOM, "rule"))
        parts.append(_text(at, _HEIGHT - _BOTTOM + 18, f"{tick:g}", "middle", "tick"))
    for tick in y.ticks:
        at = y.place(tick)
        parts.append(_line(_LEFT, at, _WIDTH - _RIGHT, at, "rule"))
        parts.append(_text(_LEFT - 8, at + 4, f"{tick:g}", "end", "tick"))
    parts.append(_text((_LEFT + _WIDTH - _RIGHT) / 2, _HEIGHT - 8, f"{across} →", "middle", "axis"))
    middle = (_TOP + _HEIGHT - _BOTTOM) / 2
    parts.append(_text(16, middle, f"{up} →", "middle", "axis", turn=f"rotate(-90 16 {middle:.1f})"))
    return parts


def _ceiling(at: float, value: float) -> str:
    label = f"reference {value:.1f}"
    return _line(_LEFT, at, _WIDTH - _RIGHT, at, "ceiling") + _text(_WIDTH - _RIGHT + 8, at + 4, label, "start", "tick")


def _arrow(x: _Axis, y: _Axis, start: tuple[float, float], end: tuple[float, float]) -> str:
    return _line(x.place(start[0]), y.place(start[1]), x.place(end[0]), y.place(end[1]), "gain")


def _dot(x: _Axis, y: _Axis, name: str, point: tuple[float, float]) -> str:
    said = element("title", escaped(f"{name}: {point[0]:.2f}, {point[1]:.2f}"))
    kind = "dot after" if name.endswith(REPAIRED) else "dot"
    return element("circle", said, cx=f"{x.place(point[0]):.1f}", cy=f"{y.place(point[1]):.1f}", r=5, class_=kind)


def _labels(x: _Axis, y: _Axis, points: Mapping[str, tuple[float, float]]) -> list[str]:
    """Return a name beside each raw system's dot (each dot, without repair), moved down where two would meet."""
    parts: list[str] = []
    taken: list[tuple[float, float, float]] = []
    named = [name for name in points if not name.endswith(REPAIRED)]
    for name in sorted(named, key=lambda name: -points[name][1]):
        across, down = x.place(points[name][0]) + 9, y.place(points[name][1]) + 4
        width = len(name) * _LETTER
        while any(abs(down - other) < _LINE and across < end and start < across + width for start, end, other in taken):
            down += 3
        taken.append((across, across + width, down))
        parts.append(_text(across, down, name, "start", "name"))
    return parts


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return element("line", "", x1=f"{x1:.1f}", y1=f"{y1:.1f}", x2=f"{x2:.1f}", y2=f"{y2:.1f}", class_=kind)


def _text(x: float, y: float, words: str, anchor: str, kind: str, turn: str | None = None) -> str:
    return element("text", escaped(words), x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor, class_=kind, transform=turn)
