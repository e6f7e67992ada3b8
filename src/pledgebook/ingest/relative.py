"""Times told from a known event: "a month before the summit", "a year ago in Rome", "on Saturday"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from pledgebook.analyse.lexicon import expand, load_pack
from pledgebook.ingest.clues import Clue, occurrences, seen_from
from pledgebook.ingest.events import Event
from pledgebook.ingest.tense import AHEAD, PAST, sentence_around, tense
from pledgebook.ingest.windows import stretch
from pledgebook.model.dates import Interval
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_LOOSE, _TIGHT = 1.5, 0.6  # "a month before" is said of three weeks as of six
_OPENS, _SLACK = 5, 2  # days that an event opens before its last day, and of slack
_CLOSE = 40  # characters between an event and how long ago it was


def from_event(
    event: Event, start: int, end: int, text: str, low: str, language: str, times: Sequence[TimeMention]
) -> Iterator[Clue]:
    """What the times in the sentence of an event say of the day of writing."""
    on = event.on
    if on is None:
        return
    first, last = sentence_around(low, start, end)
    yield from _counted(on, first, start, text, low, language)
    for mention in times:
        if first <= mention.start < last:
            yield from _of_mention(mention, on, (start, end), text, low, language)


def _of_mention(
    mention: TimeMention, on: date, span: tuple[int, int], text: str, low: str, language: str
) -> Iterator[Clue]:
    if not mention.needs_anchor or mention.kind != "point":
        return
    evidence = Evidence.of(text, min(mention.start, span[0]), max(mention.end, span[1]))
    if mention.month:
        yield from _same_date(mention, on, evidence, low, language)
    elif mention.weekday is not None and mention.weekday == on.weekday():
        how = tense(low, mention.start, mention.end, language)
        if how == PAST:
            yield Clue(3, stretch(on, on, after=6), evidence, "weekday")
        elif how == AHEAD:
            yield Clue(3, stretch(on, on, before=6), evidence, "weekday")
    elif max(span[0] - mention.end, mention.start - span[1]) <= _CLOSE and mention.unit in ("year", "month"):
        days = seen_from(mention, Interval.day(on))
        if days:
            yield Clue(3, days, evidence)


def _same_date(mention: TimeMention, on: date, evidence: Evidence, low: str, language: str) -> Iterator[Clue]:
    """A date without its year that is the event's own: the text is of the same year, or soon after."""
    same = occurrences(mention, range(on.year, on.year + 1))
    if not any(d.overlaps(Interval.day(on)) for d in same):
        return
    if tense(low, mention.start, mention.end, language) == PAST:
        yield Clue(3, stretch(on, max(date(on.year, 12, 31), on + timedelta(days=180))), evidence)


@cache
def _before(language: str) -> tuple[re.Pattern[str], Mapping[str, str], Mapping[str, int]]:
    """A count of days, weeks, months or years right before a word for before; its units and numbers."""
    pack, numbers = load_pack(language, "times"), load_pack(language, "numerals").get("words", {})
    units = {
        form: unit
        for group in ("unit", "units")
        for unit, texts in pack["words"].get(group, {}).items()
        if unit in _DAYS
        for text in texts
        for form in expand(text, pack.get("endings", {}))
    }
    small = {
        form: int(n)
        for group in ("small", "teens")
        for n, texts in numbers.get(group, {}).items()
        for text in texts
        for form in expand(text, load_pack(language, "numerals").get("endings", {}))
    }
    words = "|".join(map(re.escape, load_pack(language, "published").get("words", {}).get("before", ())))
    names = "|".join(sorted(map(re.escape, units), key=lambda u: (-len(u), u)))
    return re.compile(rf"(?:(\w+)[ -])?\b({names}) (?:{words})\b[^.,;!?]{{0,30}}$"), units, small


def _counted(on: date, first: int, start: int, text: str, low: str, language: str) -> Iterator[Clue]:
    """ "Three weeks before the summit"."""
    pattern, units, small = _before(language)
    first = max(first, start - 70)
    found = pattern.search(low[first:start])
    if found is None:
        return
    said = found[1] or ""
    count = int(said) if said.isdecimal() and len(said) < 3 else small.get(said, 1)
    length = count * _DAYS[units[found[2]]]
    early, late = round(length * _LOOSE) + _OPENS, max(0, round(length * _TIGHT) - _SLACK)
    days = stretch(on - timedelta(days=early), on - timedelta(days=late))
    yield Clue(3, days, Evidence.of(text, first + found.start(), start))
