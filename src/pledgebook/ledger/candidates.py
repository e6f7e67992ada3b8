"""Which statements of a block are worth comparing: those that share a key. The others cannot be one fact."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil, floor, log
from typing import Any

from pledgebook.ledger.features import EVENT_MEASURES, format_class

Features = dict[str, Any]
Key = tuple[Any, ...]
Node = tuple[Features, Sequence[int]]  # the features, and the days on which it was told
_EVERY = ("every",)  # the key of what may be one with any other of its action
_STEP = log(1.1)
_WEEK, _FORTNIGHT, _MONTH = 7, 14, 31
_HALF_YEAR = 183
_MOST_MONTHS = 4
_ALIKE = {"position": 0.5, "figure": 0.3}  # the share of words that compare asks for at least


def pairs(kind: str, nodes: Sequence[Node]) -> Iterator[tuple[int, int]]:
    """The pairs to be compared, each once and in order, the smaller number first."""
    keys = [set(k) for k in _keys(kind, nodes)]
    scopes = [features.get("action") for features, _ in nodes]
    sharing: dict[Key, list[int]] = {}
    within: dict[Any, list[int]] = {}
    open_: dict[Any, list[int]] = {}
    for n, (mine, scope) in enumerate(zip(keys, scopes, strict=True)):
        within.setdefault(scope, []).append(n)
        if _EVERY in mine:
            open_.setdefault(scope, []).append(n)
        for key in mine - {_EVERY}:
            sharing.setdefault(key, []).append(n)
    for n, (mine, scope) in enumerate(zip(keys, scopes, strict=True)):
        found = {m for key in mine - {_EVERY} for m in sharing[key]}
        found.update((within if _EVERY in mine else open_).get(scope, ()))
        yield from ((n, m) for m in sorted(found) if m > n)


def _keys(kind: str, nodes: Sequence[Node]) -> Iterator[list[Key]]:
    """The keys of each node."""
    words = [features.get("words", frozenset()) for features, _ in nodes]
    counts = Counter(w for some in words for w in some)
    for (features, days), mine in zip(nodes, words, strict=True):
        rare = sorted(mine, key=lambda w: (counts[w], w))
        if kind in _ALIKE and rare:
            rare = rare[: len(rare) - ceil(_ALIKE[kind] * len(rare)) + 1]
        yield [*_KEYS[kind](features, days), *(("word", w) for w in rare)]


def _weeks(days: Iterable[int]) -> set[int]:
    """The weeks of the days and of those near them."""
    return {(d + k) // _WEEK for d in days for k in (-3, 0, 3)}


def _sizes(value: Sequence[Any] | None) -> range:
    """The orders of size a number may have."""
    if value is None:
        return range(0)
    low, high = (max(abs(v), 1.0) for v in value[:2])
    return range(floor(log(min(low, high)) / _STEP), floor(log(max(low, high)) / _STEP) + 1)


def _commitment(features: Features, days: Sequence[int]) -> list[Key]:
    numbers: list[Key] = [(s, size) for s in ("amount", "quantity") for size in _sizes(features.get(s))]
    if "items" not in features:
        return [_EVERY, *numbers]
    return [*numbers, *(("item", i) for i in features["items"]), *(("week", w) for w in _weeks(days))]


def _meeting(features: Features, days: Sequence[int]) -> list[Key]:
    first, last = features.get("date") or features.get("window") or (None, None)
    if first is None or last is None or (last - first) // _MONTH >= _MOST_MONTHS:
        return [_EVERY]
    months = range(first // _MONTH, last // _MONTH + 1)
    named = [*features.get("participants", ()), *features.get("place", ())]
    keys: list[Key] = [(name, month) for name in named for month in months]
    if last - first <= 2:
        keys += [("day", d, format_class(features.get("format"))) for d in range(first, last + 1)]
        keys += [("day", d, "") for d in range(first, last + 1)]
    return keys


def _figure(features: Features, days: Sequence[int]) -> list[Key]:
    keys: list[Key] = [("entity", e) for e in features.get("entities", ())]
    sizes, measure = _sizes(features.get("value")), features.get("measure")
    if measure == "members":
        halves = {(d + k) // _HALF_YEAR for d in days for k in (-_HALF_YEAR, 0, _HALF_YEAR)}
        if not halves:
            return [_EVERY]
        return [*keys, *(("size", s, h) for s in sizes for h in halves)]
    if measure in EVENT_MEASURES:
        first, last = features.get("window") or (None, None)
        if first is None or last is None:
            return [*keys, *(("size", s) for s in sizes)]
        times = range(first // _FORTNIGHT - 1, min(last, first + 400) // _FORTNIGHT + 2)
        return [*keys, *(("size", s, t) for s in sizes for t in times)]
    return [*keys, *(("size", s, w) for s in sizes for w in _weeks(days))]


def _body(features: Features, days: Sequence[int]) -> list[Key]:
    seats = {*features.get("place", ()), *features.get("next_place", ())}
    named = [("place", p) for p in seats]
    return [*named, *((s, v) for s in ("leads", "parent", "name") for v in features.get(s, ()))]


def _position(features: Features, days: Sequence[int]) -> list[Key]:
    return [("entity", e, w) for e in features.get("entities", ()) for w in _weeks(days)]


_KEYS: dict[str, Callable[[Features, Sequence[int]], list[Key]]] = {
    "commitment": _commitment,
    "meeting": _meeting,
    "body": _body,
    "figure": _figure,
    "position": _position,
}
