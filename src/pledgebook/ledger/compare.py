"""Whether two statements of one block tell of one fact: named features for and against, to be shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from pledgebook.ledger.features import EVENT_MEASURES, format_class
from pledgebook.ledger.values import numbers_in, same_type_and_apart

Features = dict[str, Any]
FAR = 99_999
_NEAR_DAYS, _NEAR_WEEKS, _NEAR_MONTHS = 3, 31, 183
_SAME_DAYS = "told in the same days"
_EVENT_DAYS = 14
_ONE_OFF = frozenset(  # undertaken again and again, each time anew; the others stand for long
    {
        "weapons",
        "air_defence",
        "funding",
        "support",
        "humanitarian",
        "energy",
        "reconstruction",
        "production",
        "other",
    }
)
_MUCH = 3.5  # more than a shared beneficiary and time
_NUMBERS_AND_ITEMS = frozenset({"compatible amount", "compatible quantity", "shared items"})
_EMPTY: frozenset[str] = frozenset()
_PEACE = frozenset({"ceasefire", "end_of_hostilities", "peace_agreement"})
_OTHER = frozenset({"other"})  # a condition of its own kind: hardly left out by who tells the same
_MOVABLE = frozenset({"headquarters", "command", "tribunal"})


@dataclass(slots=True)
class Comparison:
    """The features found, with their weights; one feature against is enough to keep two statements apart."""

    found: dict[str, float] = field(default_factory=dict)
    against: list[str] = field(default_factory=list)
    needed: float = 0.0

    def add(self, name: str, weight: float) -> None:
        """Counts a feature that speaks for one fact."""
        self.found[name] = weight

    @property
    def score(self) -> float:
        """How much speaks for one fact."""
        return sum(self.found.values())

    @property
    def is_apart(self) -> bool:
        """Whether something tells the two apart."""
        return bool(self.against)

    @property
    def is_same(self) -> bool:
        """Whether nothing tells them apart, and enough speaks for one."""
        return not self.against and self.score >= self.needed


@dataclass(frozen=True, slots=True)
class Setting:
    """How two statements were told: the days between the nearest, and whether one document tells both."""

    gap: int = FAR
    is_one_telling: bool = False
    type_: str = ""  # of the bodies compared


def compare(kind: str, one: Features, other: Features, setting: Setting) -> Comparison:
    """The comparison of two statements of a block by their features; symmetric."""
    out = Comparison()
    if setting.gap <= _NEAR_DAYS:
        out.add(_SAME_DAYS, 0.25)
    _COMPARE[kind](one, other, out, setting)
    return out


def _both(one: Features, other: Features, name: str) -> tuple[Any, Any] | None:
    a, b = one.get(name), other.get(name)
    return None if a is None or b is None else (a, b)


def _sets(one: Features, other: Features, name: str, out: Comparison, weight: float, *, excludes: bool) -> None:
    """Two sets that share something speak for one fact; where they share nothing they may exclude it."""
    pair = _both(one, other, name)
    if pair is None:
        return
    if pair[0] & pair[1]:
        out.add(f"shared {name}", weight)
    elif excludes:
        out.against.append(f"other {name}")


def _extents(one: Features, other: Features, name: str, out: Comparison, weight: float) -> None:
    pair = _both(one, other, name)
    if pair is None:
        return
    a, b = pair
    if a[2:] != b[2:]:
        if name == "amount" and a[2] and b[2]:
            out.against.append("other currency")
    elif a[0] <= b[1] and b[0] <= a[1]:
        out.add(f"compatible {name}", weight)
    else:
        out.against.append(f"other {name}")


def _overlap(a: list[int | None], b: list[int | None], slack: int = 0) -> bool:
    first = max(a[0] or 0, b[0] or 0)
    last = min(a[1] or 9_999_999, b[1] or 9_999_999)
    return first <= last + slack


def _width(a: list[int | None]) -> int:
    return 9_999 if a[0] is None or a[1] is None else a[1] - a[0]


def _items(one: Features, other: Features, out: Comparison) -> None:
    pair = _both(one, other, "items")
    if pair is None:
        return
    numbers = numbers_in(pair[0]), numbers_in(pair[1])
    if numbers[0] and numbers[1] and not numbers[0] & numbers[1]:
        out.against.append("other numbers in items")
    elif pair[0] & pair[1]:
        out.add("shared items", 2)
    elif one.get("language") == other.get("language"):
        out.against.append("other items")
    elif not numbers[0] & numbers[1]:
        out.needed = max(out.needed, 3.25)  # in words that cannot be compared


def _commitment(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    """Actor and action alone do not make it one: something more must be shared, be it the time of telling."""
    out.needed = 2
    _same_side(one, other, out, setting)
    _measures(one, other, out)
    if out.against:
        return
    for name in ("beneficiary", "target", "domains"):
        _sets(one, other, name, out, 1, excludes=True)
    _items(one, other, out)
    if out.against:
        return
    _places(one, other, out)
    _periods(one, other, out)
    _conditions(one, other, out)
    stands_long = one.get("action") not in _ONE_OFF and one.get("refusing") == other.get("refusing")
    if setting.gap <= (_NEAR_MONTHS if stands_long else _NEAR_WEEKS):
        out.add("told in about the same time", 1)
    if one.get("action") == other.get("action"):
        out.add("same action", 1)
    elif not _NUMBERS_AND_ITEMS & out.found.keys():
        out.against.append("other action")


def _same_side(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    """A document that undertakes and refuses at once tells of two things."""
    if one.get("refusing") == other.get("refusing"):
        out.add("both undertaken or both refused", 0.5)
    elif setting.is_one_telling:
        out.against.append("undertaken and refused in one document")


def _measures(one: Features, other: Features, out: Comparison) -> None:
    """Sums, numbers of things, and numbers of those who act."""
    _extents(one, other, "amount", out, 3)
    _extents(one, other, "quantity", out, 3)
    _extents(one, other, "group", out, 1)
    mine, theirs = (f.keys() & {"amount", "quantity"} for f in (one, other))
    is_measured_otherwise = bool(mine and theirs) and not out.found.keys() & _NUMBERS_AND_ITEMS
    if is_measured_otherwise or one.get("vague") or other.get("vague"):
        out.needed = _MUCH


def _places(one: Features, other: Features, out: Comparison) -> None:
    mine, theirs = one.get("place", _EMPTY), other.get("place", _EMPTY)
    if same_type_and_apart(mine, theirs):
        out.against.append("other place")
    elif mine & theirs or mine & other.get("beneficiary", _EMPTY) or theirs & one.get("beneficiary", _EMPTY):
        out.add("same country or place concerned", 1)


def _periods(one: Features, other: Features, out: Comparison) -> None:
    pair = _both(one, other, "period")
    if pair is None:
        return
    if _overlap(*pair):
        out.add("overlapping period", 1)
    else:
        out.against.append("other period")


def _conditions(one: Features, other: Features, out: Comparison) -> None:
    """Help in case of a new attack and forces after a truce are two undertakings."""
    pair = _both(one, other, "conditions")
    if pair is None:
        if _OTHER in (one.get("conditions"), other.get("conditions")):
            out.needed = max(out.needed, _MUCH)
        return
    if pair[0] & pair[1]:
        out.add("shared condition", 1)
    elif "renewed_attack" in pair[0] ^ pair[1] and (pair[0] | pair[1]) & _PEACE:
        out.against.append("other condition")


def _meeting(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    out.needed = 4
    _meeting_dates(one, other, out)
    if out.against:
        return
    formats = format_class(one.get("format")), format_class(other.get("format"))
    if formats[0] != formats[1] and (all(formats) or "call" in formats):
        out.against.append("other format")
    elif one.get("format") == other.get("format"):
        out.add("same format", 1 if formats[0] in ("gathering", "call") else 0.5)
    if same_type_and_apart(one.get("place", _EMPTY), other.get("place", _EMPTY)):
        out.against.append("other place")
    elif one.get("place", _EMPTY) & other.get("place", _EMPTY):
        out.add("shared place", 2)
    _ordinals(one, other, out)
    _participants(one, other, out)
    for name in ("name", "topics"):
        _sets(one, other, name, out, 0.5, excludes=False)


def _meeting_dates(one: Features, other: Features, out: Comparison) -> None:
    a, b = one.get("date"), other.get("date")
    if a and b:
        if not _overlap(a, b):
            out.against.append("other date")
        elif max(_width(a), _width(b)) <= 2:
            out.add("same day", 3)
        else:
            out.add("overlapping dates", 1)
        return
    first, second = a or one.get("window"), b or other.get("window")
    if first and second:
        if not _overlap(first, second):
            out.against.append("other time")
        elif max(_width(first), _width(second)) <= 10:
            out.add("near in time", 1)


def _ordinals(one: Features, other: Features, out: Comparison) -> None:
    pair = _both(one, other, "ordinal")
    if pair is None:
        return
    if pair[0] == pair[1]:
        out.add("same ordinal", 3)
    else:
        out.against.append("other ordinal")


def _participants(one: Features, other: Features, out: Comparison) -> None:
    pair = _both(one, other, "participants")
    if pair is None:
        return
    shared = pair[0] & pair[1]
    if shared:
        weights = (2.0 if k.startswith("coalition:") else 1.0 for k in shared)
        out.add("shared participants", min(3.0, sum(weights)))
    elif min(len(pair[0]), len(pair[1])) >= 2:
        out.against.append("other participants")


def _body(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    out.needed = 2.1
    has_same_leads = one.get("leads") == other.get("leads") is not None
    _sets(
        one,
        other,
        "leads",
        out,
        2.25 if has_same_leads and setting.type_ in _MOVABLE else 1.25,
        excludes=False,
    )
    _sets(one, other, "parent", out, 0.75, excludes=False)
    _names(one, other, out)
    seats = one.get("place", _EMPTY), other.get("place", _EMPTY)
    later = one.get("next_place", _EMPTY), other.get("next_place", _EMPTY)
    if seats[0] & seats[1]:
        out.add("shared place", 2.25)
    elif seats[0] & later[1] or seats[1] & later[0]:
        out.add("place of one is next of the other", 1)
    elif later[0] & later[1]:
        out.add("same next place", 1)
    elif same_type_and_apart(*seats) and not (has_same_leads and setting.type_ in _MOVABLE):
        out.against.append("other place")


def _names(one: Features, other: Features, out: Comparison) -> None:
    pair = _both(one, other, "name")
    if pair is None:
        return
    shared = len(pair[0] & pair[1])
    if shared >= 0.6 * max(len(pair[0]), len(pair[1])) and shared > 1:
        out.add("same name", 2.25)
    elif shared >= 0.4 * min(len(pair[0]), len(pair[1])):
        out.add("similar name", 0.5)
    elif not shared and one.get("language") == other.get("language") and "shared leads" not in out.found:
        out.against.append("other name")


def _figure(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    what = _same_subject(one, other, out)
    _periods(one, other, out)
    is_event = one.get("measure") in EVENT_MEASURES
    pair = _both(one, other, "window")
    if pair and "overlapping period" not in out.found and not _overlap(*pair, slack=_EVENT_DAYS):
        out.against.append("other time")
    values = _both(one, other, "value")
    if values and values[0][0] <= values[1][1] and values[1][0] <= values[0][1]:
        out.add("compatible value", 3)
        if what < 0.5 and setting.gap > _NEAR_MONTHS and setting.gap < FAR:
            out.needed = 99  # of nobody knows what, and long ago
    elif what < 1 or values is None or setting.is_one_telling:
        out.against.append("other value")
    if one.get("measure") != "members" and not is_event and what < 0.5:
        is_equal = values is not None and values[0] == values[1] and _SAME_DAYS in out.found
        out.needed = 0 if is_equal and one.get("measure") != "other" else 99


def _same_subject(one: Features, other: Features, out: Comparison) -> float:
    """How surely both count the same thing: 1 surely, 0.5 partly or not told apart, 0 unknown."""
    entities = _both(one, other, "entities")
    if entities:
        if entities[0] & entities[1]:
            out.add("same subject", 2)
            return 1
        out.against.append("other subject")
        return 0
    words = _both(one, other, "words")
    if words is None or one.get("language") != other.get("language"):
        return 0
    shared = len(words[0] & words[1]) / len(words[0] | words[1])
    if shared >= 0.6:
        out.add("same subject", 2)
        return 1
    if shared >= 0.3:
        out.add("similar subject", 1)
        return 0.5
    if one.get("measure") != "members" or not shared:
        out.against.append("other subject")
    return 0


def _position(one: Features, other: Features, out: Comparison, setting: Setting) -> None:
    out.needed = 2
    _sets(one, other, "entities", out, 1, excludes=True)
    words = _both(one, other, "words")
    if words and one.get("language") != other.get("language"):
        if one.get("entities") == other.get("entities") is not None and _SAME_DAYS in out.found:
            out.add("same entities", 1)
    elif words:
        shared = len(words[0] & words[1]) / len(words[0] | words[1])
        if shared >= 0.5:
            out.add("same words", 2)
        else:
            out.against.append("other words")


_COMPARE: dict[str, Callable[[Features, Features, Comparison, Setting], None]] = {
    "commitment": _commitment,
    "meeting": _meeting,
    "body": _body,
    "figure": _figure,
    "position": _position,
}


def gap(one: Sequence[int], other: Sequence[int]) -> int:
    """The days between the nearest two of two ordered lists of days."""
    if not one or not other:
        return FAR
    if len(one) == len(other) == 1:
        return abs(one[0] - other[0])
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return min(min(abs(d - n) for n in _beside(large, bisect_left(large, d))) for d in small)


def _beside(days: Sequence[int], at: int) -> Sequence[int]:
    return days[max(0, at - 1) : at + 1]
