"""Numbers in words, for times and quantities alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Values = dict[str, Any]


def numeral_value(value: float | tuple[float, float], *, is_scaled: bool = False) -> float:
    """The value of a number in words or in digits; digits may read otherwise before a scale word."""
    return value[is_scaled] if isinstance(value, tuple) else value


def _sum(v: Values) -> float:
    """Hundreds, tens and units of one number: one hundred and twenty-six."""
    hundreds = v.get("hundreds", 0)
    if "hundred" in v:
        hundreds = v.get("multiplier", 1) * v["hundred"]
    return float(hundreds + v.get("tens", 0) + v.get("small", 0) + v.get("teens", 0))


def _ordinal(v: Values) -> float:
    return float(v.get("tens", 0) + v.get("hundreds", 0) + v["ordword"])


def nothing(v: Values) -> bool:
    """Of words that are to be passed over."""
    return True


MAKERS: dict[str, Callable[[Values], Any]] = {"nothing": nothing, "sum": _sum, "ordinal_sum": _ordinal}
