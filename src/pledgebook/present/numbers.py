"""Numbers, sums and quantities in the reader's language."""

from __future__ import annotations

from typing import Any

from pledgebook.present.messages import Words

_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))


def number(words: Words, value: float) -> str:
    """1234.5 with the marks of the language."""
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if value != int(value) else f"{int(value):,}"
    marks = {",": words("number.group"), ".": words("number.decimal")}
    if abs(value) < 10_000 and value == int(value) and marks[","] != ",":
        return str(int(value))
    return "".join(marks.get(c, c) for c in text)


def scaled(words: Words, value: float) -> str:
    """The same, large numbers in millions and above."""
    for size, name in _SCALES:
        if abs(value) >= size and round(value / size, 2) == value / size:
            return words(f"number.{name}", x=number(words, value / size))
    return number(words, value)


def bounded(words: Words, shown: str, bound: str | None) -> str:
    """With "at least", "about" and the like."""
    return words(f"bound.{bound}", x=shown) if bound and words.has(f"bound.{bound}") else shown


def plain_value(words: Words, value: Any) -> str | None:
    """A number or a range, None where there is neither."""
    if isinstance(value, dict):
        ends = [_number_or_none(value.get(end)) for end in ("low", "high")]
        if ends[0] is None or ends[1] is None:
            return None
        low, high = (scaled(words, end) for end in ends if end is not None)
        return words("number.range", low=low, high=high)
    found = _number_or_none(value)
    return None if found is None else scaled(words, found)


def counted(words: Words, value: Any, unit: str | None, bound: str | None) -> str | None:
    """A number with its unit and bound: "more than 30 countries"."""
    shown = plain_value(words, value)
    if shown is None:
        return None
    return bounded(words, _with_unit(words, value, shown, unit), bound)


def _with_unit(words: Words, value: Any, shown: str, unit: str | None) -> str:
    if not unit:
        return shown
    if words.has(f"unit.{unit}"):
        last = _number_or_none(value.get("high") if isinstance(value, dict) else value)
        return words.count(f"unit.{unit}", last or 0, shown)
    if words.has(f"money.{unit}") and unit.isupper():
        return words(f"money.{unit}", x=shown)
    return f"{shown} {unit}"


def money(words: Words, amount: dict[str, Any]) -> str | None:
    """A sum with its currency and bound, or its words where it has no number."""
    shown = plain_value(words, amount.get("value"))
    if shown is None:
        text = amount.get("text")
        return str(text) if text else None
    code = str(amount.get("currency") or "")
    if code:
        known = words.has(f"money.{code}")
        shown = words(f"money.{code}", x=shown) if known else words("money.other", x=shown, code=code)
    return bounded(words, shown, amount.get("bound"))


def quantity(words: Words, found: dict[str, Any]) -> str | None:
    """So many of something, or its words where it has no number."""
    shown = counted(words, found.get("value"), found.get("unit"), found.get("bound"))
    if shown is None:
        text = found.get("text")
        return str(text) if text else None
    return words("number.each", x=shown) if found.get("each") else shown


def _number_or_none(value: Any) -> float | None:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return float(value) if is_number and abs(value) < 1e18 else None
