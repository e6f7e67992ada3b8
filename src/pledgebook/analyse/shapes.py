"""What a date expression means before its anchor is known: values that give days for a day of writing."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from pledgebook.model.dates import Interval

MONTHS_OF = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120}
DAYS_OF = {"day": 1.0, "week": 7.0, "month": 30.44, "quarter": 91.3, "year": 365.25, "decade": 3652.5}


class Shape(Protocol):
    """A meaning: its precision, whether it depends on the day of writing, and its days as seen from one."""

    @property
    def unit(self) -> str:
        """The precision: day, week, month, quarter, half, season, year."""

    @property
    def is_relative(self) -> bool:
        """Whether the days depend on the day of writing."""

    def on(self, day: date) -> Interval:
        """The days, for a text written on this day."""


def months(first: date, count: int) -> Interval:
    """So many whole months from the first of a month."""
    last = add_months(first, count - 1)
    return Interval(first, last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def add_months(day: date, count: int) -> date:
    """The same day of a later or earlier month, or the last one there is."""
    at = day.year * 12 + day.month - 1 + count
    year, month = divmod(at, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_around(unit: str, day: date) -> Interval:
    """The calendar unit that holds a day."""
    if unit == "day":
        return Interval.day(day)
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday())
        return Interval(monday + timedelta(days=5 * (unit == "weekend")), monday + timedelta(days=6))
    if unit == "decade":
        return months(date(day.year - day.year % 10, 1, 1), 120)
    if unit == "season":
        return months(add_months(day.replace(day=1), -(day.month % 3)), 3)
    size = MONTHS_OF[unit]
    return months(date(day.year, (day.month - 1) // size * size + 1, 1), size)


def step_days(unit: str, count: float, day: date) -> date:
    """A day so many units later."""
    if unit in MONTHS_OF:
        return add_months(day, round(count * MONTHS_OF[unit]))
    return day + timedelta(days=round(count * (7 if unit in ("week", "weekend") else 1)))


FAR = 3 * 366  # days: a weekday that fits only longer ago than that was rather mistaken


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date of the calendar as far as it is told. lean is +1 where the words point ahead, -1 where back."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    lean: int = 0

    @property
    def unit(self) -> str:
        return "day" if self.day else "month" if self.month else "year"

    @property
    def is_relative(self) -> bool:
        return self.year is None

    def in_year(self, year: int) -> Interval | None:
        """The days in one year, None where there is no such day."""
        if not self.month:
            return months(date(year, 1, 1), 12)
        if not self.day:
            return months(date(year, self.month, 1), 1)
        if self.day > calendar.monthrange(year, self.month)[1]:
            return None
        return Interval.day(date(year, self.month, self.day))

    def on(self, day: date) -> Interval:
        if self.year is not None:
            return self.in_year(self.year) or Interval()
        found = [self.in_year(y) for y in range(max(2, day.year - 12), min(9998, day.year + 12) + 1)]
        known = [(abs(_gap(i, day)), i) for i in found if i is not None and _leans(i, day, self.lean)]
        if self.weekday is not None:
            fitting = [(g, i) for g, i in known if i.earliest and i.earliest.weekday() == self.weekday]
            known = [(g, i) for g, i in fitting if g <= FAR] or known
        return min(known, key=lambda pair: pair[0], default=(0, Interval()))[1]


def _gap(days: Interval, day: date) -> int:
    """Days from a day to an interval: 0 within, negative where it is past."""
    if days.latest and days.latest < day:
        return (days.latest - day).days
    return (days.earliest - day).days if days.earliest and days.earliest > day else 0


SLACK = 2  # days: clocks differ, and headers may be of the day before or after


def _leans(days: Interval, day: date, lean: int) -> bool:
    return lean == 0 or _gap(days, day) * lean >= -SLACK


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week: the last up to the day of writing, or by its step from this week."""

    weekday: int
    step: int | None = None
    lean: int = 0
    unit: str = "day"
    is_relative: bool = True

    def on(self, day: date) -> Interval:
        back = (day.weekday() - self.weekday) % 7
        if self.step == 0:
            return Interval.day(day + timedelta(days=self.weekday - day.weekday()))
        if self.step == 1:
            return Interval.day(day + timedelta(days=7 - back))
        if self.step == -1:
            return Interval.day(day - timedelta(days=back or 7))
        return Interval.day(day + timedelta(days=(7 - back) % 7 if self.lean > 0 else -back))


@dataclass(frozen=True, slots=True)
class DayOfWeek:
    """A day of some week: Thursday last week."""

    weekday: int
    week: Shape
    unit: str = "day"
    is_relative: bool = True

    def on(self, day: date) -> Interval:
        first = self.week.on(day).earliest
        return Interval.day(first + timedelta(days=self.weekday)) if first else Interval()


@dataclass(frozen=True, slots=True)
class Step:
    """A calendar unit counted from the one of writing: next year, this week, yesterday."""

    unit: str
    count: int
    is_relative: bool = True

    def on(self, day: date) -> Interval:
        return unit_around(self.unit, step_days(self.unit, self.count, day))


@dataclass(frozen=True, slots=True)
class Named:
    """A named month, season, quarter or half, by its year or its step: last May, the second quarter.

    first is its first month, 1 to 12 (a winter begins in month 12 and ends in the next year).
    """

    unit: str
    first: int
    year: int | None = None
    step: int | None = None
    year_step: int | None = None
    lean: int = 0

    @property
    def is_relative(self) -> bool:
        return self.year is None

    def in_year(self, year: int) -> Interval:
        """Its days, beginning in one year."""
        return months(date(year, self.first, 1), MONTHS_OF[self.unit])

    def on(self, day: date) -> Interval:
        year = day.year + self.year_step if self.year_step is not None else self.year
        if year is not None:
            span = self.in_year(year)
            return span if self.first < 12 else Interval(date(year, 1, 1), span.latest)
        found = [self.in_year(y) for y in range(day.year - 2, day.year + 3)]
        if self.step == 0 and self.first < 12:
            return self.in_year(day.year)
        if self.step == 1:
            return next(i for i in found if i.earliest and i.earliest > day)
        if self.step == -1:
            return [i for i in found if i.latest and i.latest < day][-1]
        return min((i for i in found if _leans(i, day, self.lean)), key=lambda i: abs(_gap(i, day)))


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units before or after the day of writing; low and high differ where the count is vague."""

    unit: str
    low: float
    high: float
    is_relative: bool = True

    def on(self, day: date) -> Interval:
        ends = [self._around(count, day) for count in (self.low, self.high)]
        firsts = [e.earliest for e in ends if e.earliest]
        lasts = [e.latest for e in ends if e.latest]
        return Interval(min(firsts), max(lasts))

    def _around(self, count: float, day: date) -> Interval:
        moved = step_days(self.unit, count, day)
        if self.unit == "day":
            return Interval.day(moved)
        if self.unit == "week":
            return Interval(moved - timedelta(days=3), moved + timedelta(days=3))
        return unit_around("year" if self.unit == "year" and abs(count) >= 2 else "month", moved)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch that begins or ends with the day of writing: the next three years, the past week."""

    unit: str
    count: float
    is_relative: bool = True

    def on(self, day: date) -> Interval:
        other = step_days(self.unit, self.count, day)
        return Interval(min(day, other), max(day, other))


@dataclass(frozen=True, slots=True)
class Portion:
    """A part of something longer: early June, the end of the year, the second half of August."""

    of: Shape
    part: str

    @property
    def unit(self) -> str:
        return self.of.unit

    @property
    def is_relative(self) -> bool:
        return self.of.is_relative

    def on(self, day: date) -> Interval:
        whole = self.of.on(day)
        if whole.earliest is None or whole.latest is None:
            return whole
        return part_of(whole.earliest, whole.latest, self.part, self.of.unit)


def part_of(first: date, last: date, part: str, unit: str) -> Interval:
    """A part of the days first to last: a month in tens of days, a year in quarters, the rest in thirds."""
    size = (last - first).days + 1
    if part in ("first_half", "second_half"):
        middle = first + timedelta(days=size // 2)
        if unit == "year":
            middle = date(first.year, 7, 1)
        elif unit == "month":
            middle = first.replace(day=16)
        return Interval(first, middle - timedelta(days=1)) if part == "first_half" else Interval(middle, last)
    if unit == "month":
        cuts = {"start": (1, 10), "mid": (11, 20), "end": (21, last.day), "late": (21, last.day)}[part]
        return Interval(first.replace(day=cuts[0]), first.replace(day=cuts[1]))
    if unit == "year":
        begin, count = {"start": (1, 3), "mid": (5, 4), "end": (12, 1), "late": (10, 3)}[part]
        return months(first.replace(month=begin, day=1), count)
    third = max(1, -(-size // 3))
    if part == "start":
        return Interval(first, first + timedelta(days=third - 1))
    if part == "mid":
        return Interval(first + timedelta(days=third), max(last - timedelta(days=third), first))
    return Interval(last - timedelta(days=third - 1), last)


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound of something open; "earlier" runs from its start to now, "later" from now to its end."""

    of: Shape
    side: str

    @property
    def unit(self) -> str:
        return self.of.unit

    @property
    def is_relative(self) -> bool:
        return self.of.is_relative or self.side in ("earlier", "later")

    def on(self, day: date) -> Interval:
        days = self.of.on(day)
        if self.side == "since":
            return Interval(days.earliest, None)
        if self.side == "until":
            return Interval(None, days.latest)
        if self.side == "after":
            return Interval(days.latest and days.latest + timedelta(days=1), None)
        if self.side == "before":
            return Interval(None, days.earliest and days.earliest - timedelta(days=1))
        if days.earliest is None or days.latest is None or not days.earliest <= day <= days.latest:
            return days
        return Interval(days.earliest, day) if self.side == "earlier" else Interval(day, days.latest)


@dataclass(frozen=True, slots=True)
class Between:
    """From one date to another; what the first does not tell it takes from the second."""

    first: Shape
    last: Shape

    @property
    def unit(self) -> str:
        return self.last.unit

    @property
    def is_relative(self) -> bool:
        return self.first.is_relative or self.last.is_relative

    def on(self, day: date) -> Interval:
        first, last = self.first.on(day), self.last.on(day)
        if first.earliest and last.latest and last.latest < first.earliest:
            if isinstance(self.last, Calendar) and self.last.year is None:
                last = replace(self.last, lean=1).on(first.earliest)
            elif isinstance(self.last, Weekday):
                last = replace(self.last, step=1).on(first.earliest)
        if first.earliest and last.latest and last.latest < first.earliest:
            return Interval()
        return Interval(first.earliest, last.latest)


@dataclass(frozen=True, slots=True)
class Amount:
    """A length of time ("duration") or a repetition ("set"), which tells no days."""

    unit: str
    days: float | None = None
    is_relative: bool = False

    def on(self, day: date) -> Interval:
        return Interval()


def resolve(shape: Shape, anchor: Interval) -> Interval:
    """The days of a meaning for a text written at some time of the anchor: all that may be meant."""
    try:
        if not shape.is_relative:
            return shape.on(date(2000, 1, 1))
        if anchor.earliest is None or anchor.latest is None:
            return Interval()
        one = shape.on(anchor.earliest)
        if anchor.earliest == anchor.latest:
            return one
        two = shape.on(anchor.latest)
    except (ValueError, OverflowError):
        return Interval()
    firsts, lasts = (one.earliest, two.earliest), (one.latest, two.latest)
    first = None if None in firsts else min(d for d in firsts if d)
    last = None if None in lasts else max(d for d in lasts if d)
    return Interval(first, last)
