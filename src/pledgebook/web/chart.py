"""Charts as places on a drawing of fixed size, for templates to draw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pledgebook.ledger.history import RANK
from pledgebook.model.entry import State
from pledgebook.query.figures import FigureGroup

WIDTH, HEIGHT, EDGE = 640, 150, 24
ROOM = 110  # beside the bars, for their words
BAR = 22


@dataclass(frozen=True, slots=True)
class Point:
    """A state of an entry on the drawing: x by time, y by firmness."""

    x: float
    y: float
    state: State


def steps(history: Sequence[State]) -> list[Point]:
    """The states that counted, left to right; those without a date are left out."""
    dated = [(s.when.earliest or s.when.latest, s) for s in history if s.counted]
    known = [(day, s) for day, s in dated if day is not None]
    if not known:
        return []
    first, last = known[0][0], known[-1][0]
    across = max((last - first).days, 1)
    top = max(RANK.values())
    return [
        Point(
            EDGE + (WIDTH - 2 * EDGE) * ((day - first).days / across if len(known) > 1 else 0.5),
            HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * RANK.get(str(s.value), 0) / top, s,
        )
        for day, s in known
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bar:
    """A reported value as a range on the drawing; open tells at which ends it has no bound."""

    x: float
    width: float
    y: float
    reading: Any
    is_open_low: bool
    is_open_high: bool

    @property
    def is_label_left(self) -> bool:
        """Whether there is more room for its words on its left."""
        return self.x > WIDTH - (self.x + self.width)

    @property
    def label_x(self) -> float:
        """Where its words begin, or end."""
        return self.x - 6 if self.is_label_left else self.x + self.width + 6


def bars(group: FigureGroup) -> list[Bar]:
    """The readings of one measure as ranges under one another."""
    spans = [(_low(r.value, r.bound), _high(r.value, r.bound), r) for r in group.readings]
    numbers = [x for low, high, _ in spans for x in (low, high) if x is not None]
    if not numbers:
        return []
    first, last = min(numbers), max(numbers)
    room = (last - first) or 1.0
    low_end, high_end = first - room * 0.1, last + room * 0.1

    def place(value: float) -> float:
        return ROOM + (WIDTH - 2 * ROOM) * (value - low_end) / (high_end - low_end)

    out = []
    for number, (low, high, reading) in enumerate(spans):
        if low is None and high is None:
            continue
        left, right = place(low if low is not None else low_end), place(high if high is not None else high_end)
        out.append(Bar(left, max(right - left, 4.0), EDGE + number * BAR, reading, low is None, high is None))
    return out


def _low(value: Any, bound: str | None) -> float | None:
    if isinstance(value, dict):
        return value.get("low")
    return None if bound in ("at_most", "less_than") or not isinstance(value, (int, float)) else float(value)


def _high(value: Any, bound: str | None) -> float | None:
    if isinstance(value, dict):
        return value.get("high")
    return None if bound in ("at_least", "more_than") or not isinstance(value, (int, float)) else float(value)
