"""Dates as honest intervals: what is not known stays open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any


@dataclass(frozen=True, slots=True)
class Interval:
    """Days from earliest to latest, both included; None is an open end."""

    earliest: date | None = None
    latest: date | None = None

    @property
    def is_open(self) -> bool:
        """Whether either end is unknown."""
        return self.earliest is None or self.latest is None

    @property
    def days(self) -> int | None:
        """How many days it holds, None where an end is open."""
        if self.earliest is None or self.latest is None:
            return None
        return (self.latest - self.earliest).days + 1

    def overlaps(self, other: Interval) -> bool:
        """Whether some day may belong to both."""
        first = self.earliest or date.min
        last = self.latest or date.max
        return first <= (other.latest or date.max) and (other.earliest or date.min) <= last

    def intersect(self, other: Interval) -> Interval | None:
        """The days of both, or None where there are none."""
        if not self.overlaps(other):
            return None
        firsts = [d for d in (self.earliest, other.earliest) if d]
        lasts = [d for d in (self.latest, other.latest) if d]
        return Interval(max(firsts, default=None), min(lasts, default=None))

    def shift(self, days: int) -> Interval:
        """The same interval, so many days later."""
        step = timedelta(days=days)
        return Interval(self.earliest and self.earliest + step, self.latest and self.latest + step)

    def as_json(self) -> dict[str, Any]:
        """ISO dates, null for an open end."""
        return {
            "earliest": self.earliest.isoformat() if self.earliest else None,
            "latest": self.latest.isoformat() if self.latest else None,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Interval:
        """The reverse of as_json; raises ValueError for what is no ISO date."""
        first, last = value.get("earliest"), value.get("latest")
        return cls(
            date.fromisoformat(first) if first else None,
            date.fromisoformat(last) if last else None,
        )

    @classmethod
    def day(cls, value: date) -> Interval:
        """One day."""
        return cls(value, value)
