"""Values of claims in JSON, in the one spelling that they are compared in."""

from __future__ import annotations

import calendar
import math
import re
from datetime import date
from typing import Any

Json = dict[str, Any]
Days = tuple[float, float]  # first and last day as ordinals, infinite where open
WRAPPER = frozenset(("value", "evidence", "basis", "confidence", "text", "start", "end", "quote"))
_ENDING = re.compile(r"(yy|iy|ii|yi)(?=-|$)")


def items(value: Any) -> list[Any]:
    """A list of what may be one, several or none."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def plain(value: Any) -> Any:
    """A slot's value, out of the {"value": ..., "evidence": ...} that may hold it."""
    return value["value"] if isinstance(value, dict) and "value" in value and value.keys() <= WRAPPER else value


def slots(claim: Json) -> Json:
    """A claim's slots with their plain values, nested under "slots" or flat."""
    inner = claim.get("slots")
    return {k: plain(v) for k, v in {**claim, **(inner if isinstance(inner, dict) else {})}.items()}


def code(value: Any) -> str | None:
    """A code in lower case, bare or within {"code": ...}."""
    value = plain(value)
    value = value.get("code") if isinstance(value, dict) else value
    return value.lower() if isinstance(value, str) else None


def identity(ref: Any) -> str | None:
    """An id without 'the', and with Zelenskyy, Zelenskiy and Zelensky alike; None if there is none."""
    ref = ref.get("id") if isinstance(ref, dict) else ref
    if not isinstance(ref, str):
        return None
    ref = ref.strip().lower().replace(":the-", ":")
    return _ENDING.sub("y", ref) if ref.startswith("person:") else ref


def voice(ref: Any) -> str:
    """The same for a voice; all anonymous voices are one, and all documents."""
    kind = ref.get("kind") if isinstance(ref, dict) else None
    name = str(identity(ref) or kind)
    return next((k for k in ("anonymous", "document") if kind == k or name.startswith(k)), name)


def number(value: Any) -> Any:
    """A number as a float, a range as two; None for anything else."""
    if isinstance(value, dict):
        return (number(value["low"]), number(value.get("high"))) if "low" in value else number(value.get("value"))
    try:
        return None if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        return None


def money(value: Any) -> tuple[Any, str | None]:
    """(number, currency) of the first sum."""
    first = (items(value) or [None])[0]
    return number(first), str(first.get("currency")).upper() if isinstance(first, dict) else None


def interval(value: Any) -> Days | None:
    """(first, last) day, or None where no date is given."""
    value = value if isinstance(value, dict) else {"earliest": value, "latest": value}
    found = _day(value.get("earliest"), is_last=False), _day(value.get("latest"), is_last=True)
    return None if found == (-math.inf, math.inf) else found


def meets(a: Days | None, b: Days | None) -> bool:
    """Whether two intervals have a day in common."""
    return a is not None and b is not None and a[0] <= b[1] and b[0] <= a[1]


def holds(outer: Days | None, inner: Days | None) -> bool:
    """Whether the first interval has every day of the second."""
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def spans(entries: Any) -> list[tuple[int, int]]:
    """(start, end) of every usable entry."""
    ends = [(e.get("start"), e.get("end")) for e in items(entries) if isinstance(e, dict)]
    return [(s, e) for s, e in ends if type(s) is int and type(e) is int and 0 <= s < e]


def marked(entry: Any, key: str = "optional") -> bool:
    """Whether the entry carries this mark."""
    return isinstance(entry, dict) and bool(entry.get(key))


def _day(text: Any, *, is_last: bool) -> float:
    """A date as an ordinal; of '2025' or '2025-07' the first or last day."""
    try:
        year, month, dom = ([int(p) for p in text[:10].split("-")] + [0, 0])[:3]
        month = month or (12 if is_last else 1)
        return date(year, month, dom or (calendar.monthrange(year, month)[1] if is_last else 1)).toordinal()
    except (TypeError, ValueError, AttributeError, OverflowError):
        return math.inf if is_last else -math.inf
