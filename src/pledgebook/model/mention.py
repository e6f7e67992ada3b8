"""What the layers find in a text: times, quantities and entities, each with its exact span."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pledgebook.model.dates import Interval


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A date expression. resolve(anchor) gives its days, where the anchor is when the text was written.

    kind: "point" (on 10 July, in 2025, yesterday), "since" (from November), "until" (by the end of the year),
    "duration" (four months), "set" (every Monday). needs_anchor tells whether the days depend on the anchor;
    without one such a mention resolves to an open interval. unit is the precision: day, week, month, quarter,
    half, season, year. weekday is 0 (Monday) to 6 where the words name one beside a date, to fix the year.
    """

    start: int
    end: int
    kind: str
    unit: str
    needs_anchor: bool
    rule: str
    resolver: Callable[[Interval], Interval] = field(compare=False, repr=False)
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    year: int | None = None
    length: float | None = None  # of a duration, in days

    def resolve(self, anchor: Interval = Interval()) -> Interval:
        """The days it stands for, as known from this anchor; open where that cannot be told."""
        return self.resolver(anchor)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts. value is None for vague sums; low and high are set for a range.

    kind: "money" (currency is an ISO 4217 code), "percent", "multiple" (twice), "ordinal" (15th), "count".
    bound is one of BOUNDS; start and end include the words of the bound ("at least") and the currency, and for
    a count not the counted noun. text is the folded words.
    """

    start: int
    end: int
    kind: str
    value: float | None
    bound: str
    rule: str
    low: float | None = None
    high: float | None = None
    currency: str | None = None
    bound_is_said: bool = False
    number_start: int = 0  # the number itself, without the words of the bound
    number_end: int = 0

    @property
    def json_value(self) -> Any:
        """A number (whole where it is whole), {"low", "high"} of a range, or None."""
        if self.bound == "range":
            return {"low": whole(self.low), "high": whole(self.high)}
        return whole(self.value)


def whole(value: float | None) -> float | int | None:
    """An int where nothing is lost."""
    if value is None:
        return None
    value = round(value, 6 if abs(value) < 1000 else 2)  # 8.3 billion is no 8300000000.000001
    return int(value) if float(value).is_integer() else value
