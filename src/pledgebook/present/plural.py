"""Which form of a word goes with a number, by the families of rules of CLDR."""

from __future__ import annotations


def category(rule: str, number: float) -> str:
    """One of "one", "few", "many", "other"."""
    if rule == "east-slavic":
        return _east_slavic(number)
    return "one" if number == 1 else "other"


def _east_slavic(number: float) -> str:
    if number != int(number):
        return "other"
    last_two, last = int(abs(number)) % 100, int(abs(number)) % 10
    if last == 1 and last_two != 11:
        return "one"
    if last in (2, 3, 4) and last_two not in (12, 13, 14):
        return "few"
    return "many"
