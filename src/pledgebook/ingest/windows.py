"""Sets of days, as stretches in order that do not touch."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from pledgebook.model.dates import Interval

Days = tuple[tuple[int, int], ...]  # first and last day of each stretch, as ordinals
LOW, HIGH = 1, date.max.toordinal()
ALL: Days = ((LOW, HIGH),)


def stretch(first: date | None, last: date | None, *, before: int = 0, after: int = 0) -> Days:
    """One stretch, widened by so many days; None is an open end, and an empty one has no stretch."""
    begin = LOW if first is None else max(LOW, first.toordinal() - before)
    end = HIGH if last is None else min(HIGH, last.toordinal() + after)
    return ((begin, end),) if begin <= end else ()


def join(parts: Iterable[Days]) -> Days:
    """The days of any of them."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(s for days in parts for s in days):
        if out and first <= out[-1][1] + 1:
            out[-1] = out[-1][0], max(out[-1][1], last)
        else:
            out.append((first, last))
    return tuple(out)


def meet(one: Days, two: Days) -> Days:
    """The days of both."""
    out = []
    i = k = 0
    while i < len(one) and k < len(two):
        first, last = max(one[i][0], two[k][0]), min(one[i][1], two[k][1])
        if first <= last:
            out.append((first, last))
        if one[i][1] < two[k][1]:
            i += 1
        else:
            k += 1
    return tuple(out)


def hull(days: Days) -> Interval:
    """From the first to the last day, an end that was open is open."""
    if not days:
        return Interval()
    first, last = days[0][0], days[-1][1]
    return Interval(None if first == LOW else date.fromordinal(first), None if last == HIGH else date.fromordinal(last))
