"""Charts as numbers: where bars, lines and labels stand. The template draws them; nothing here knows colours or words. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 360, 190
"""Units of the drawing: about a phone's width, so that labels are as large as the text beside them."""
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 8, 18, 26
_LABELS = 7
_WIDEST = 34


@dataclass(frozen=True)
class Bar:
    """A rectangle; `part` is the number of the value it stands for within its column."""

    x: float
    y: float
    width: float
    height: float
    part: int
    title: str


@dataclass(frozen=True)
class Label:
    """Words at a place."""

    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Chart:
    """Everything to draw."""

    bars: tuple[Bar, ...]
    line: str
    """Points of a line, `x,y x,y …`, broken by `;` where a value is missing; empty where bars are drawn."""
    dots: tuple[Label, ...]
    columns: tuple[Label, ...]
    """Under the axis."""
    rules: tuple[Label, ...]
    """Lines across, with what they stand for at their left."""
    unknown: tuple[Label, ...] = ()
    """A question mark where nobody knows the value: nought is another thing."""
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    bottom: float = HEIGHT - _BOTTOM


def bars(names: Sequence[str], values: Sequence[Sequence[float | None]], titles: Sequence[Sequence[str]], form: str = "{:g}") -> Chart:
    """Columns, one a name, each of its values set on the other. None is a value that nobody knows: nothing is drawn."""
    top = _round_up(max((sum(one or 0 for one in column) for column in values), default=0))
    found = []
    for number, (column, said) in enumerate(zip(values, titles, strict=True)):
        below = 0.0
        for part, value in enumerate(column):
            if value:
                x, y = _rounded(_x(number, len(names)) - _wide(len(names)) / 2, _y(below + value, top))
                wide, tall = _rounded(_wide(len(names)), value / top * _tall())
                found.append(Bar(x, y, wide, tall, part, said[part]))
                below += value
    missing = [number for number, column in enumerate(values) if None in column]
    return Chart(tuple(found), "", (), _columns(names), _rules(top, form), _unknown(missing, names))


def line(names: Sequence[str], values: Sequence[float | None], titles: Sequence[str], top: float, form: str) -> Chart:
    """A line from 0 to `top`, with a dot for each value; it is broken where a value is missing."""
    places = [None if value is None else _rounded(_x(number, len(names)), _y(value, top)) for number, value in enumerate(values)]
    strokes = [f"{a[0]},{a[1]} {b[0]},{b[1]}" for a, b in pairwise(places) if a and b]
    dots = tuple(Label(place[0], place[1], title) for place, title in zip(places, titles, strict=True) if place)
    missing = [number for number, value in enumerate(values) if value is None]
    return Chart((), ";".join(strokes), dots, _columns(names), _rules(top, form), _unknown(missing, names))


def _unknown(numbers: Sequence[int], names: Sequence[str]) -> tuple[Label, ...]:
    return tuple(Label(round(_x(number, len(names)), 1), HEIGHT - _BOTTOM - 5, "?") for number in numbers)


def _columns(names: Sequence[str]) -> tuple[Label, ...]:
    """As many names as there is room for, the last one always among them."""
    step = max(1, -(-len(names) // _LABELS))
    shown = [number for number in range(len(names)) if (len(names) - 1 - number) % step == 0]
    return tuple(Label(round(_x(number, len(names)), 1), HEIGHT - _BOTTOM + 16, names[number]) for number in shown)


def _rules(top: float, form: str) -> tuple[Label, ...]:
    return tuple(Label(_LEFT - 6, round(_y(value, top), 1), form.format(value)) for value in (0, top / 2, top))


def _x(number: int, count: int) -> float:
    """Middle of a column."""
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * (number + 0.5) / max(count, 1)


def _y(value: float, top: float) -> float:
    return HEIGHT - _BOTTOM - value / top * _tall()


def _tall() -> float:
    return HEIGHT - _TOP - _BOTTOM


def _wide(count: int) -> float:
    return min(_WIDEST, (WIDTH - _LEFT - _RIGHT) / max(count, 1) * 0.68)


def _rounded(x: float, y: float) -> tuple[float, float]:
    return round(x, 1), round(y, 1)


def _round_up(value: float) -> float:
    """The least of 1, 2, 4, 6, 8 or 10 times a power of ten that is not below: halves of it are short to write."""
    if value <= 0:
        return 1
    power = 1.0
    while power * 10 <= value:
        power *= 10
    while power > value:
        power /= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if step * power >= value * (1 - 1e-9))
