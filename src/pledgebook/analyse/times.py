"""Times of a text: dates, parts of them, bounds, ranges, durations and repetitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache, lru_cache, partial
from typing import Any

from pledgebook.analyse import shapes
from pledgebook.analyse.cascade import Grammar, Maker, Values, compile_grammar
from pledgebook.analyse.lexicon import Term, chunks, load_pack
from pledgebook.analyse.numerals import nothing, numeral_value
from pledgebook.analyse.shapes import (
    Amount,
    Between,
    Bound,
    Calendar,
    DayOfWeek,
    Named,
    Portion,
    Shape,
    Shift,
    Step,
    Stretch,
    Weekday,
)
from pledgebook.model.mention import TimeMention

_FOUND = ("date", "bounded", "length", "repeat", "span", "taken")
_FIRST_MONTH = {"quarter": (1, 4, 7, 10), "half": (1, 7)}
_KEPT = 200_000  # characters of a text whose times are kept
_WINDOW = 14  # terms looked at on each side for a word that points ahead


def find_times(low: str, language: str) -> list[TimeMention]:
    """The times of a folded, lower-cased text, in order; none overlaps another."""
    return list(_kept(low, language) if len(low) <= _KEPT else _find(low, language))


@lru_cache(maxsize=2)
def _kept(low: str, language: str) -> tuple[TimeMention, ...]:
    """The times of a text, kept for the next stage that asks for them."""
    return tuple(_find(low, language))


def _find(low: str, language: str) -> list[TimeMention]:
    grammar = _grammar(language)
    out: list[TimeMention] = []
    for start, end in chunks(low):
        terms = grammar.read(low, start, end)
        for at, term in enumerate(terms):
            if "rule" in term[3] and (found := _mention(low, terms, at, language)) is not None:
                out.append(found)
    return out


def _mention(low: str, terms: Sequence[Term], at: int, language: str) -> TimeMention | None:
    term = terms[at]
    start, end, _, values = term
    shape: Shape | None = next((values[name] for name in _FOUND if name in values), None)
    if shape is None:
        return None
    shape = _leaning(shape, low, terms, at, language)
    base = _innermost(shape)
    dated = base if isinstance(base, Calendar) else None
    kind = "point"
    if isinstance(shape, Bound) and shape.side in ("since", "after"):
        kind = "since"
    elif isinstance(shape, Bound) and shape.side in ("until", "before"):
        kind = "until"
    elif isinstance(shape, Amount):
        kind = "set" if "repeat" in values else "duration"
    return TimeMention(
        start, end, kind, shape.unit, shape.is_relative, values["rule"], partial(shapes.resolve, shape),
        weekday=base.weekday if isinstance(base, Calendar | Weekday) else None,
        month=dated.month if dated else None,
        day=dated.day if dated else None,
        year=dated.year if dated else base.year if isinstance(base, Named) else None,
        length=shape.days if isinstance(shape, Amount) else None,
    )  # fmt: skip


def _innermost(shape: Shape) -> Shape:
    while isinstance(shape, Bound | Portion):
        shape = shape.of
    return shape


def _lean(low: str, terms: Sequence[Term], at: int, tails: tuple[str, ...]) -> int:
    """+1 where the nearest telling word of the sentence points ahead ("will"), -1 where it points back."""
    sides = {-1, 1}
    for distance in range(1, _WINDOW):
        for side in sorted(sides):
            place = at + side * distance
            classes = terms[place][3] if 0 <= place < len(terms) else {"stop": None}
            if "ahead" in classes:
                return 1
            if "behind" in classes or ("other" in classes and low.endswith(tails, terms[place][0], terms[place][1])):
                return -1
            if "dot" in classes or "stop" in classes or "line" in classes:
                sides.discard(side)
    return 0


def _leaning(shape: Shape, low: str, terms: Sequence[Term], at: int, language: str) -> Shape:
    """The same meaning, looking ahead or back where a word near it does; a span of time tells days only where it is ahead."""
    if isinstance(shape, Shift) and {"span", "taken"} & terms[at][3].keys():
        return _spanned(shape, "span" in terms[at][3], _lean(low, terms, at, _tails(language)))
    if isinstance(shape, Between) and isinstance(shape.first, Weekday) and isinstance(shape.last, Weekday):
        lean = _lean(low, terms, at, _tails(language))
        return replace(shape, first=replace(shape.first, lean=lean), last=replace(shape.last, lean=lean))
    if isinstance(shape, Weekday | Calendar | Named) and shape.is_relative:
        return replace(shape, lean=_lean(low, terms, at, _tails(language)))
    if isinstance(shape, Bound) and shape.side == "until" and isinstance(shape.of, Named) and shape.is_relative:
        return replace(shape, of=replace(shape.of, lean=max(0, _lean(low, terms, at, _tails(language)))))
    return shape


def _spanned(shape: Shift, is_limit: bool, lean: int) -> Shape:
    """What a count of units says with "during": ahead the time until then, or that day, else a length."""
    if lean <= 0:
        days = round(shape.low * shapes.DAYS_OF.get(shape.unit, 1.0))
        return Amount(shape.unit, float(days) if shape.low == shape.high else None)
    return Bound(Stretch(shape.unit, shape.high), "until") if is_limit else shape


@cache
def _tails(language: str) -> tuple[str, ...]:
    """The ends of words that tell what was."""
    return tuple(load_pack(language, "times").get("tails", {}).get("behind", ()))


# ------------ what rules make of their words
def _first(v: Values, *names: str) -> Any:
    return next((v[name] for name in names if name in v), None)


def _calendar(v: Values) -> Calendar | Named | None:
    year, day = v.get("anyyear", v.get("year")), v.get("daynum")
    month = _first(v, "anymonth", "daymonth", "month", "weakmonth", "verbmonth", "monthabbr")
    if year is None and "year_step" in v:
        return Named("month", month, year_step=v["year_step"]) if month and not day else None
    if day is not None and not 1 <= day <= 31:
        return None
    weekday = v.get("anyweekday", v.get("weekday"))
    shape = Calendar(year, month, None if day is None else int(day), weekday)
    return shape if month is None or shape.in_year(year or 2024) else None


def _isodate(v: Values) -> Shape | None:
    year, month, day = v["isodate"]
    if month > 12 >= day:
        month, day = day, month
    try:
        date(year, month, day)
    except ValueError:
        return None
    return Calendar(year, month, day, v.get("weekday")) if 1900 <= year <= 2100 else None


def _days(v: Values) -> Shape | None:
    found = [v[name] for name in ("month", "daymonth", "daymonth2", "monthabbr", "anymonth") if name in v]
    one = _calendar({**v, "daynum": v["daynum"], "anymonth": found[0]})
    two = _calendar({**v, "daynum": v["daynum2"], "anymonth": found[-1]})
    if (
        not isinstance(one, Calendar)
        or not isinstance(two, Calendar)
        or (len(found) == 1 and v["daynum"] >= v["daynum2"])
    ):
        return None
    return _range({"date": Calendar(None, one.month, one.day) if len(found) > 1 else one, "date2": two})


def _years(v: Values) -> Shape | None:
    first, last = _first(v, "anyyear", "year"), _first(v, "anyyear2", "year2")
    if last is None:
        last = first - first % 100 + v["day"]
    return Between(Calendar(first), Calendar(last)) if first < last <= first + 60 else None


def _decade(v: Values) -> Shape | None:
    first = int(v["decade"])
    if not 1900 <= first <= 2090 or first % 10:
        return None
    return Between(Calendar(first), Calendar(first + 9))


def _recent_year(v: Values) -> Shape | None:
    """A year that nothing but its digits tells to be one."""
    year = int(_first(v, "anyyear", "year"))
    return Calendar(year) if 1990 <= year <= 2045 else None


def _months(v: Values) -> Shape | None:
    return _range({"date": Calendar(None, v["month"]), "date2": _calendar(v)})


def _weekday(v: Values) -> Shape | None:
    return Weekday(_first(v, "anyweekday", "weekday", "weakweekday"), v.get("step"))


def _weekdays(v: Values) -> Shape | None:
    """Two days of the week, the second the next one."""
    first, last = int(v["weekday"]), int(v["weekday2"])
    return Between(Weekday(first, v.get("step")), Weekday(last)) if last == first + 1 else None


def _step(v: Values) -> Shape | None:
    return Step(v["unit"], v["step"])


def _day_step(v: Values) -> Shape | None:
    return Step("day", v["day_step"])


def _year_step(v: Values) -> Shape | None:
    return Step("year", v["year_step"])


def _named(v: Values) -> Shape | None:
    """A season or a month with its step or its year."""
    step = v.get("anystep", v.get("step"))
    season = _first(v, "anyseason", "season", "weakseason")
    if season is not None:
        return Named("season", season, v.get("anyyear"), step, v.get("year_step"))
    if "yearword" in v:
        return Named("month", v["anymonth"], year_step=step)
    return Named("month", v["anymonth"], None, step)


def _fraction(v: Values) -> Shape | None:
    """A quarter or half by its number, of a year or of the year of writing."""
    unit, index = v["fraction"], int(v.get("index") or v["qindex"])
    whole = v.get("date")
    if not 1 <= index <= len(_FIRST_MONTH[unit]):
        return None
    first = _FIRST_MONTH[unit][index - 1]
    if whole is None:
        return Named(unit, first, v.get("anyyear"), year_step=None if v.get("anyyear") else 0)
    if isinstance(whole, Calendar) and whole.unit == "year":
        return Named(unit, first, whole.year)
    if isinstance(whole, Step) and whole.unit == "year":
        return Named(unit, first, year_step=whole.count)
    if unit == "half":
        return Portion(whole, "first_half" if index == 1 else "second_half")
    return None


def _last_fraction(v: Values) -> Shape | None:
    """The last quarter or half of a year that is named."""
    firsts = _FIRST_MONTH[v["fraction"]]
    return Named(v["fraction"], firsts[-1], v["anyyear"]) if _first(v, "anystep", "step", "recent") == -1 else None


def _half_of(v: Values) -> Shape | None:
    whole = v.get("date") or Step(v["unit"], 0)
    if whole.unit == "day" or v["index"] not in (1, 2):
        return None
    return Portion(whole, "first_half" if v["index"] == 1 else "second_half")


def _part(v: Values) -> Shape | None:
    whole = v.get("date") or Step(v["unit"], v.get("anystep", 0))
    part = v.get("part") or v["partnoun"]
    return None if whole.unit in ("day", "weekend") or isinstance(whole, Between) else Portion(whole, part)


def _season_of_year(v: Values) -> Shape | None:
    """Spring of next year."""
    return Named("season", _first(v, "anyseason", "season", "weakseason"), year_step=v["step"])


def _year_end(v: Values) -> Shape | None:
    return Portion(Step("year", 0), "end")


def _winter(v: Values) -> Shape | None:
    """A winter by both its years."""
    season, first = _first(v, "anyseason", "season", "weakseason"), v["year"]
    last = v.get("year2") or first - first % 100 + v["day"]
    winter = season == 12 and last == first + 1
    return Between(Calendar(first, 12), Calendar(last, 2)) if winter else None


def _part_season(v: Values) -> Shape | None:
    return Portion(Named("season", v["weakseason"]), v.get("part") or v["partnoun"])


def _count(v: Values) -> tuple[float, float] | None:
    if "chunk" in v:
        return v["chunk"], v["chunk"]
    if "few" in v:
        return 2, 6
    if "couple" in v:
        return 2, 3
    if "count" in v:
        value = numeral_value(v["count"])
        return (value, value) if 0 < value <= 1000 else None
    return 1, 1


def _unit(v: Values) -> str:
    if "chunk" in v:
        return "month"
    return str(_first(v, "anyunit", "unit", "units"))


def _shift(v: Values) -> Shape | None:
    found = _count(v)
    if found is None:
        return None
    ends = sorted(f * v["way"] for f in found)
    return Shift(_unit(v), ends[0], ends[1])


def _span(v: Values) -> Shape | None:
    found = _count(v)
    return Shift(_unit(v), *found) if found else None


def _stretch(v: Values) -> Shape | None:
    found, step = _count(v), _first(v, "anystep", "recent", "stepmany")
    return Stretch(_unit(v), found[1] * step) if found and step else None


def _within(v: Values) -> Shape | None:
    found = _count(v)
    return Bound(Stretch(_unit(v), found[1]), "until") if found else None


def _length(v: Values) -> Shape | None:
    found = _count(v)
    if found is None:
        return None
    days = found[0] * shapes.DAYS_OF.get(_unit(v), 1.0)
    return Amount(_unit(v), None if found[0] != found[1] else float(round(days)))


def _repeat(v: Values) -> Shape | None:
    return Amount(v.get("anyunit") or v.get("unit") or v.get("repeated") or "day")


def _bound(v: Values) -> Shape | None:
    shape, side = v["date"], v["side"]
    if side == "before" and isinstance(shape, Portion) and shape.part in ("end", "late"):
        side = "until"
    if side == "since" and isinstance(shape, Between):
        return shape
    if side == "until" and isinstance(shape, Weekday):
        shape = replace(shape, lean=1)
    return Bound(shape, side)


def _range(v: Values) -> Shape | None:
    first, last = v["date"], v["date2"]
    if isinstance(first, Calendar) and isinstance(last, Calendar):
        if first.unit != last.unit and last.unit == "year":
            return None
        if first.year is None and last.year is not None:
            later = (first.month or 1, first.day or 1) > (last.month or 1, last.day or 1)
            first = replace(first, year=last.year - later)
        elif first.year is not None and last.year is None:
            earlier = (last.month or 1, last.day or 1) < (first.month or 1, first.day or 1)
            last = replace(last, year=first.year + earlier)
    return Between(first, last)


def _strict_range(v: Values) -> Shape | None:
    first, last = v["date"], v["date2"]
    fits = isinstance(first, Calendar) and isinstance(last, Calendar) and first.unit == last.unit
    return _range(v) if fits else None


def _of_week(v: Values) -> Shape | None:
    first, last = v["date"], v["date2"]
    if isinstance(first, Weekday) and isinstance(last, Step) and last.unit == "week":
        return DayOfWeek(first.weekday, last)
    if isinstance(first, Weekday) and isinstance(last, Calendar) and last.day:
        return replace(last, weekday=first.weekday)
    return None


_MAKERS: dict[str, Maker] = {
    "nothing": nothing,
    "calendar": _calendar, "isodate": _isodate, "days": _days, "years": _years, "decade": _decade,
    "weekday": _weekday, "step": _step, "day_step": _day_step, "year_step": _year_step, "named": _named,
    "fraction": _fraction, "half_of": _half_of, "part": _part, "shift": _shift, "stretch": _stretch,
    "within": _within, "length": _length, "repeat": _repeat, "bound": _bound, "range": _range,
    "of_week": _of_week, "recent_year": _recent_year, "months": _months, "strict_range": _strict_range,
    "part_season": _part_season, "weekdays": _weekdays, "span": _span, "winter": _winter, "season_of_year": _season_of_year, "year_end": _year_end,
    "last_fraction": _last_fraction,
}  # fmt: skip


@cache
def _grammar(language: str) -> Grammar:
    return compile_grammar(language, "times", _MAKERS)
