"""Sets of days against sets of numbers."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pledgebook.ingest.windows import ALL, Days, hull, join, meet, stretch
from pledgebook.model.dates import Interval

STRETCHES = st.lists(st.tuples(st.integers(1, 60), st.integers(0, 9)), max_size=6)


def days_of(found: list[tuple[int, int]]) -> Days:
    """The days of some stretches, each by its first day and its length."""
    return join(((first, first + length),) for first, length in found)


def as_set(days: Days) -> set[int]:
    """Each day by itself."""
    return {n for first, last in days for n in range(first, last + 1)}


@given(STRETCHES, STRETCHES)
def test_as_sets_are(one: list[tuple[int, int]], two: list[tuple[int, int]]) -> None:
    a, b = days_of(one), days_of(two)
    assert as_set(a) == {n for first, length in one for n in range(first, first + length + 1)}
    assert as_set(meet(a, b)) == as_set(a) & as_set(b)
    assert as_set(join((a, b))) == as_set(a) | as_set(b)
    assert all(x[1] + 1 < y[0] for x, y in pairwise(a))


def test_open_ends_stay_open() -> None:
    assert hull(ALL) == Interval()
    assert hull(meet(ALL, stretch(date(2025, 1, 5), None, before=4))) == Interval(date(2025, 1, 1), None)
    assert stretch(date(2025, 1, 5), date(2025, 1, 4)) == ()
