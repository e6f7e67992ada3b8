"""Numbers in words, for times and quantities alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Values = dict[str, Any]
_PLACES = ("hundreds", "tens", "teens", "small")


def numeral_value(value: float | tuple[float, float], *, is_scaled: bool = False) -> float:
    """The value of a number in words or in digits; digits may read otherwise before a scale word."""
    return value[is_scaled] if isinstance(value, tuple) else value


def _sum(v: Values) -> float:
    """Hundreds, tens and units of one number: one hundred and twenty-six."""
    hundred = v.get("multiplier", 1) * v["hundred"] if "hundred" in v else 0
    return float(hundred + sum(v[name] for name in v if name.rstrip("0123456789") in _PLACES))


def _ordinal(v: Values) -> float:
    return float(v.get("tens", 0) + v.get("hundreds", 0) + v["ordword"])


def nothing(v: Values) -> bool:
    """Of words that are to be passed over."""
    return True


MAKERS: dict[str, Callable[[Values], Any]] = {"nothing": nothing, "sum": _sum, "ordinal_sum": _ordinal}
