"""A figure of lines over two logarithmic axes, as SVG."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 760, 460
LEFT, RIGHT, TOP, BOTTOM = 60, 130, 40, 50
COLOURS = "#1b6ca8 #c0392b #2e8b57 #8e44ad #b9770e #16a085 #34495e #d35400".split()


@dataclass(frozen=True, slots=True)
class Line:
    """Points that belong together; those of one name have one colour."""

    name: str
    dashed: bool
    points: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class _Axis:
    """A logarithmic scale from whole powers of ten."""

    least: int
    most: int
    begin: int
    end: int

    @classmethod
    def over(cls, values: list[float], begin: int, end: int) -> "_Axis":
        least, most = (math.log10(value) for value in (min(values), max(values)))
        return cls(math.floor(least), max(math.ceil(most), math.floor(least) + 1), begin, end)

    def at(self, value: float) -> float:
        return self.begin + (math.log10(value) - self.least) / (self.most - self.least) * (self.end - self.begin)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.least, self.most + 1)]


def drawing(title: str, below: str, lines: list[Line]) -> str:
    """The figure; solid lines are named at their ends."""
    points = [point for line in lines for point in line.points if point[1] > 0]
    across = _Axis.over([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _Axis.over([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [*_frame(title, below, across, up), *_draw(lines, across, up)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif"'
    return "\n".join([f'{head} font-size="12">', *parts, "</svg>", ""])


def _frame(title: str, below: str, across: _Axis, up: _Axis) -> Iterator[str]:
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>'
    yield _text(LEFT, TOP - 18, title)
    yield _text((LEFT + WIDTH - RIGHT) // 2, HEIGHT - 12, below, "middle")
    for tick in across.ticks():
        x = across.at(tick)
        yield f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>'
        yield _text(x, HEIGHT - BOTTOM + 16, f"{tick:,.0f}", "middle")
    for tick in up.ticks():
        y = up.at(tick)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}" stroke="#ddd"/>'
        yield _text(LEFT - 6, y + 4, f"{tick:g}", "end")


def _draw(lines: list[Line], across: _Axis, up: _Axis) -> Iterator[str]:
    colours: dict[str, str] = {}
    for line in lines:
        colour = colours.setdefault(line.name, COLOURS[len(colours) % len(COLOURS)])
        places = [(across.at(x), up.at(y)) for x, y in line.points if y > 0]
        dashes = ' stroke-dasharray="4 4"' if line.dashed else ""
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        if places and not line.dashed:
            yield _text(places[-1][0] + 8, places[-1][1] + 4, line.name, colour=colour)


def _text(x: float, y: float, words: str, anchor: str = "start", colour: str = "#333") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
