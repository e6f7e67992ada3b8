"""Dates and intervals in the reader's language."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

from pledgebook.model.dates import Interval
from pledgebook.present.messages import Words

_LAST_MONTH = 12


def day(words: Words, value: date) -> str:
    """10 July 2025."""
    return words("date.day", day=value.day, month=words.values("date.months_of")[value.month - 1], year=value.year)


def interval(words: Words, value: Interval) -> str:
    """A day, a month, a year, a span, or with an open end."""
    first, last = value.earliest, value.latest
    if first is None or last is None:
        return _open(words, first, last)
    if first == last:
        return day(words, first)
    if first.year == last.year and _is_whole(first, last):
        if first.month == last.month:
            return words("date.month", month=words.values("date.months")[first.month - 1], year=first.year)
        if first.month == 1 and last.month == _LAST_MONTH:
            return words("date.year", year=first.year)
    if (first.year, first.month) == (last.year, last.month):
        month = words.values("date.months_of")[first.month - 1]
        return words("date.days", first=first.day, last=last.day, month=month, year=first.year)
    return words("date.span", a=day(words, first), b=day(words, last))


def interval_of(words: Words, value: Any) -> str | None:
    """The same of a slot's value; None where it says nothing."""
    if not isinstance(value, dict):
        return None
    try:
        found = Interval.from_json(value)
    except ValueError:
        return None
    return interval(words, found) if found.earliest or found.latest else None


def _open(words: Words, first: date | None, last: date | None) -> str:
    if first:
        return words("date.since", a=day(words, first))
    return words("date.until", b=day(words, last)) if last else words("date.unknown")


def _is_whole(first: date, last: date) -> bool:
    return first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
