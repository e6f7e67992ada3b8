"""What the dates of a text say about when it was written: each leaves some days and rules out others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from pledgebook.analyse.lexicon import expand, load_pack
from pledgebook.ingest.tense import AHEAD, PAST, sentence_around, tense, words_of
from pledgebook.ingest.windows import Days, join, meet, stretch
from pledgebook.model.dates import Interval
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

YEARS = range(2014, 2036)
LEAD = 500  # characters of text that count as the lead
_BESIDE = re.compile(r"(?: ?[,(–-] ?|'s )\w{0,3} ?")
_FINE = ("day", "week", "month")  # a past sentence may well name a year that is still to come
_HALF = 180  # days that a date without its year is spoken of beyond the turn of the year
_SOON = timedelta(days=7)  # a report follows the days that its lead names, and a weekday even closer
_NEXT = timedelta(days=6)
_LATER = timedelta(days=120)
_EVE = timedelta(days=14)  # before a weekday that is announced
_SPOKEN = 400  # days before a day of the calendar that it is spoken of by its number
_SPANS = ("times/days", "times/days-months", "times/days-from", "times/months")
_SEASONS = ("times/season", "times/season-weak")
_PAIRS = 4  # past and coming dates of a text that are set against each other
_NEAR = 48  # characters before a year in which a plan for it is named


@dataclass(frozen=True, slots=True)
class Clue:
    """The days that one thing said leaves, how surely (0 is surest), where it is said, and its basis."""

    rank: int
    days: Days
    evidence: Evidence
    basis: str = "inferred"


@dataclass(frozen=True, slots=True)
class Told:
    """A date of the text with the tense of its sentence."""

    mention: TimeMention
    how: int | None
    evidence: Evidence
    days: tuple[Interval, ...] = ()  # what it is in each of the years, where it does not name its own


def read_dates(text: str, low: str, language: str, times: Sequence[TimeMention]) -> list[Told]:
    """The dates of the calendar among the times, each with its tense."""
    return [
        Told(m, _tense(m, low, language), Evidence.of(text, m.start, m.end))
        for m in times
        if m.kind in ("point", "since", "until") and (m.year or m.month or not m.needs_anchor or _has_no_year(m))
    ]


def _tense(mention: TimeMention, low: str, language: str) -> int | None:
    """The tense of a date; what something has been since is past whatever the sentence tells."""
    since = words_of(language, "since")
    if mention.kind == "since" and since.match(low, mention.start):
        return PAST
    if mention.year and since.search(low, max(0, mention.start - _NEAR), mention.start):
        first, _ = sentence_around(low, mention.start, mention.end)
        if since.search(low, max(first, mention.start - _NEAR), mention.start):
            return PAST
    return tense(low, mention.start, mention.end, language)


def _is_background(told: Told, low: str, language: str) -> bool:
    """Whether the sentence of a date tells of an earlier thing."""
    first, last = sentence_around(low, told.mention.start, told.mention.end)
    return words_of(language, "background").search(low, first, last) is not None


def _has_no_year(mention: TimeMention) -> bool:
    return mention.rule in _SPANS or mention.rule in _SEASONS


# ------------ with their year
def from_years(told: Told, low: str, language: str) -> Iterator[Clue]:
    """A date with its year: what is past bounds below, what is to come above."""
    mention, how = told.mention, told.how
    if mention.needs_anchor:
        return
    days = mention.resolve()
    if mention.kind == "since":
        if how == AHEAD:
            yield Clue(1, stretch(None, mention_end(mention, days)), told.evidence)
        elif how == PAST and mention.unit in _FINE and days.earliest:
            yield Clue(0, stretch(_begun(days.earliest, mention, low, language), None), told.evidence)
    elif mention.kind == "until":
        if how == AHEAD or (how != PAST and mention.unit in _FINE):
            yield Clue(1 if how == AHEAD else 6, stretch(None, days.latest), told.evidence)
    elif how == AHEAD:
        yield Clue(1, stretch(None, days.latest), told.evidence)
        if mention.unit == "day":
            yield Clue(6, stretch(days.earliest, None, before=_SPOKEN), told.evidence)
    elif how == PAST and mention.unit in _FINE:
        yield Clue(0, stretch(days.earliest, None), told.evidence)
    elif is_told_in(told, low, language):
        yield Clue(6, stretch(days.earliest, None), told.evidence)
    if mention.unit == "year" and mention.kind == "point" and mention.year:
        yield from _planned(told, mention.year, low, language)


def is_told_in(told: Told, low: str, language: str) -> bool:
    """Whether something was done in a year, rather than decided for one."""
    mention = told.mention
    if told.how != PAST or mention.unit != "year" or mention.kind != "point" or not mention.year:
        return False
    return words_of(language, "in").search(low, max(0, mention.start - 12), mention.end) is not None


def mention_end(mention: TimeMention, days: Interval) -> date | None:
    """The last day of the unit that something is to begin in."""
    first = days.earliest
    if first is None or mention.unit not in ("month", "year"):
        return first
    return _begun_month(first) - timedelta(days=1) if mention.unit == "month" else date(first.year, 12, 31)


def _begun(first: date, mention: TimeMention, low: str, language: str) -> date:
    """The first day after the month that something began in; of a part of a month, its first day."""
    if mention.unit != "month" or words_of(language, "part").search(low, mention.start, mention.end):
        return first
    return _begun_month(first)


def _begun_month(first: date) -> date:
    return date(first.year + first.month // 12, first.month % 12 + 1, 1)


def _planned(told: Told, year: int, low: str, language: str) -> Iterator[Clue]:
    """A draft budget for a year is of the second half of the year before; an approved plan of about then."""
    end = told.mention.start
    start = max(0, end - _NEAR)
    start = max(start, low.rfind(".", start, end), low.rfind("\n", start, end))
    if not words_of(language, "plan").search(low, start, end):
        return
    if words_of(language, "draft").search(low, start, end):
        yield Clue(4, stretch(date(year - 1, 6, 1), date(year - 1, 12, 31)), told.evidence)
    elif words_of(language, "adopt").search(low, max(0, start - _NEAR), end):
        yield Clue(6, stretch(date(year - 1, 7, 1), date(year, 6, 30)), told.evidence)


# ------------ beside what is told from the day of writing
def from_steps(text: str, low: str, language: str, times: Sequence[TimeMention]) -> Iterator[Clue]:
    """The same time told twice: "a year ago, in March 2025", "next year, 2026"."""
    for before, mention in zip((None, *times), times, strict=False):
        if mention.needs_anchor or not mention.year or mention.kind != "point":
            continue
        step = _step_before(low, mention, language)
        if step is not None:
            year = mention.year - step
            evidence = Evidence.of(text, mention.start, mention.end)
            yield Clue(3, stretch(date(year, 1, 1), date(year, 12, 31)), evidence)
        elif before is not None and before.needs_anchor and _is_beside(low, before, mention):
            days = seen_from(before, mention.resolve())
            if days:
                yield Clue(3, days, Evidence.of(text, before.start, mention.end))


@cache
def _steps(language: str) -> dict[str, int]:
    pack = load_pack(language, "times")
    ends = pack.get("endings", {})
    steps = pack.get("words", {}).get("step", {})
    return {form: int(n) for n, texts in steps.items() for text in texts for form in expand(text, ends)}


def _step_before(low: str, mention: TimeMention, language: str) -> int | None:
    """-1, 0 or 1 where the word before a year is "last", "this" or "next"."""
    if mention.unit != "year":
        return None
    word = re.search(r"(\w+),? ?$", low[max(0, mention.start - 24) : mention.start])
    return _steps(language).get(word[1]) if word else None


def _is_beside(low: str, before: TimeMention, mention: TimeMention) -> bool:
    """Whether a time told from the day of writing stands right before a date."""
    between = low[before.end : mention.start]
    if before.kind != "point" or before.month or before.unit not in ("year", "month", "season"):
        return False
    return _BESIDE.fullmatch(between) is not None


def seen_from(mention: TimeMention, days: Interval, slack: int = 15) -> Days:
    """The days from which a relative mention may mean these; looked for every two weeks for three years."""
    if days.earliest is None or days.latest is None or mention.unit == "day":
        return ()
    first, last = days.earliest - timedelta(days=3 * 366), days.latest + timedelta(days=3 * 366)
    found = [
        day
        for day in (first + timedelta(days=n) for n in range(0, (last - first).days, 14))
        if mention.resolve(Interval.day(day)).overlaps(days)
    ]
    return stretch(found[0], found[-1], before=slack, after=slack) if found else ()


# ------------ without their year
def in_years(told: Told, years: range, low: str, language: str) -> Told:
    """The date with its days in each of the years."""
    if told.mention.year or not told.mention.needs_anchor:
        return told
    is_part = words_of(language, "part").search(low, told.mention.start, told.mention.end) is not None
    return replace(told, days=tuple(occurrences(told.mention, years, is_part=is_part)))


def from_days(told: Told) -> Iterator[Clue]:
    """A date without its year is of the calendar year of the text, or no more than half a year away."""
    mention = told.mention
    if mention.year or not mention.needs_anchor:
        return
    basis = "weekday" if mention.weekday is not None else "inferred"
    found = [(d.earliest, _end_ahead(mention, d)) for d in told.days]
    ends = [(first, last) for first, last in found if first and last]
    if is_coming(told):
        yield Clue(5, join(_until(*pair) for pair in ends), told.evidence, basis)
    elif is_gone(told):
        yield Clue(5, join(_from(first) for first, _ in ends), told.evidence, basis)
    elif mention.weekday is not None and mention.kind == "point":
        wide = (stretch(*pair, before=_EVE.days, after=_NEXT.days) for pair in ends)
        yield Clue(5, join(wide), told.evidence, basis)


def is_coming(told: Told) -> bool:
    """Whether a date is still to come."""
    return told.how == AHEAD or (told.mention.kind == "until" and told.how != PAST)


def is_gone(told: Told) -> bool:
    """Whether a date is past; a season that is past may be of another year."""
    return told.how == PAST and told.mention.kind != "until" and told.mention.rule not in _SEASONS


def _end_ahead(mention: TimeMention, days: Interval) -> date | None:
    """The last day on which what is to come may be spoken of so."""
    if mention.rule in _SEASONS and days.earliest:
        return days.earliest + timedelta(days=45)
    return days.earliest if mention.kind == "since" and mention.unit == "day" else days.latest


def from_pairs(tolds: Sequence[Told]) -> Iterator[Clue]:
    """Between a date that is past and one to come, neither with its year, is less than a year."""
    loose = [t for t in tolds if t.mention.needs_anchor and not t.mention.year]
    past = [t for t in loose if is_gone(t)][:_PAIRS]
    ahead = [t for t in loose if is_coming(t)][:_PAIRS]
    for one, two in ((one, two) for one in past for two in ahead):
        firsts = [d.earliest for d in one.days if d.earliest]
        lasts = [last for d in two.days if (last := _end_ahead(two.mention, d))]
        pairs = ((first, next((last for last in lasts if last >= first), None)) for first in firsts)
        days = join(stretch(first, last) for first, last in pairs if last and (last - first).days < 366)
        if days:
            yield Clue(5, days, two.evidence)


def _from(first: date) -> Days:
    return stretch(first, max(date(first.year, 12, 31), first + timedelta(days=_HALF)))


def _until(first: date, last: date) -> Days:
    return stretch(min(date(last.year, 1, 1), first - timedelta(days=_HALF)), last)


def occurrences(mention: TimeMention, years: range, *, is_part: bool = False) -> Iterator[Interval]:
    """What a date without its year is in each of the years, as far as its weekday fits."""
    month, day = mention.month, mention.day
    is_plain = month is not None and (day is not None or (mention.unit == "month" and not is_part))
    sample = Interval() if is_plain else mention.resolve(Interval.day(date(2024, 7, 1)))
    for year in years:
        try:
            if month and day:
                days = Interval.day(date(year, month, day))
            elif month and is_plain:
                first = date(year, month, 1)
                days = Interval(first, _begun_month(first) - timedelta(days=1))
            else:
                days = _moved(sample, year)
        except ValueError:
            continue
        if mention.weekday is None or (days.earliest and days.earliest.weekday() == mention.weekday):
            yield days


def _moved(sample: Interval, year: int) -> Interval:
    """The same days in another year."""
    one, two = sample.earliest or sample.latest, sample.latest or sample.earliest
    if one is None or two is None:
        raise ValueError("a date without days")
    return Interval(one.replace(year=year), two.replace(year=year + two.year - one.year))


def reach(tolds: Sequence[Told], start: int, left: Days, low: str, language: str) -> Clue | None:
    """The days right after those that the lead tells of, or else the rest; right before one announced.

    left are the days that all else leaves: a lead that contradicts them is no news.
    """
    points = [t for t in tolds if t.mention.kind == "point" and t.mention.needs_anchor]
    days = [t for t in points if t.mention.unit == "day"]
    past = [t for t in days if t.how == PAST and not _is_background(t, low, language)]
    lead = [t for t in past if t.mention.weekday is not None or t.mention.start < start + LEAD]
    ahead = [t for t in days if t.how == AHEAD and t.mention.weekday is not None] if not past else []
    for chosen in (lead, past, ahead):
        made = join(_around(t, start) for t in chosen)
        if made and meet(made, left):
            first = min(chosen, key=lambda t: (t.mention.weekday is None, t.mention.start))
            weekday = any(t.mention.weekday is not None for t in chosen)
            return Clue(6, made, first.evidence, "weekday" if weekday else "inferred")
    return None


def _around(told: Told, start: int) -> Days:
    """The days in which a report of a day is written, or of one announced."""
    mention = told.mention
    if told.how == AHEAD:
        return join(stretch(d.earliest, d.latest, before=_EVE.days) for d in told.days)
    wide = _NEXT if mention.weekday is not None else _SOON if mention.start < start + LEAD else _LATER
    return join(stretch(d.earliest, d.latest, after=wide.days) for d in told.days)
