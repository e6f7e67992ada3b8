"""What the dates and events that a text tells of say about when it was written."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache

from pledgebook.analyse.lexicon import LANGUAGES, expand, load_pack
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

YEARS = range(2014, 2036)
LEAD = 900  # characters of text that count as the lead
_CONTEXT = 160
_FINE = ("day", "week", "month")  # a past sentence may well name a year that is still to come
_TIGHT = 400  # days of a window in which a day without a year has one place
_COPYRIGHT = re.compile(r"©\s*(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)(?!\d)")
_BREAK = re.compile(r"[.!?](?:\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Hint:
    """A day that the text names without a year, the year found from the rest."""

    day: date
    evidence: Evidence
    is_weekday: bool
    is_lead: bool


@dataclass(frozen=True, slots=True)
class Bounds:
    """The window that a text leaves for its writing, and the days it names on either side."""

    earliest: date | None = None
    latest: date | None = None
    evidence: tuple[Evidence, ...] = ()
    years: tuple[int, ...] = ()  # named in the text
    past: tuple[Hint, ...] = ()
    ahead: tuple[Hint, ...] = ()
    unsure: tuple[Interval, Evidence] | None = (
        None  # from the first to the last day that a weekday with its date fits
    )


@dataclass(slots=True)
class _Window:
    """Bounds in the making: the tightest on each side with its evidence."""

    earliest: date | None = None
    latest: date | None = None
    first: Evidence | None = None
    last: Evidence | None = None
    years: list[int] = field(default_factory=list)

    def after(self, day: date | None, evidence: Evidence) -> None:
        if day and (self.earliest is None or day > self.earliest):
            self.earliest, self.first = day, evidence

    def before(self, day: date | None, evidence: Evidence) -> None:
        if day and (self.latest is None or day < self.latest):
            self.latest, self.last = day, evidence


@dataclass(frozen=True, slots=True)
class Event:
    """A public event: from what day a text can speak of it, until what day as of something coming."""

    id: str
    earliest: date | None
    latest: date | None
    pattern: re.Pattern[str]
    stems: tuple[str, ...]  # what any text with it holds, the longest first


def find_bounds(
    text: str, low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]
) -> Bounds:
    """The bounds from dated mentions and known events; other blocks count where text says nothing."""
    spans = [(b.start, b.end) for b in blocks if b.is_text]
    window = _Window()
    inside = [m for m in times if _is_within(m.start, spans)]
    for mention in inside:
        _bound_by_mention(window, mention, text, low, language)
    outer = _Window()
    for event, start, end in find_events(low, language):
        target = window if _is_within(start, spans) else outer
        evidence = Evidence.of(text, start, end)
        target.after(event.earliest, evidence)
        target.before(event.latest, evidence)
    for found in _COPYRIGHT.finditer(low[:2000] + low[-2000:] if len(low) > 4000 else low):
        at = low.find(found.group())
        outer.before(date(int(found[1]), 12, 31), Evidence.of(text, at, at + len(found.group())))
    if window.latest is None and outer.latest and outer.latest >= (window.earliest or date.min):
        window.latest, window.last = outer.latest, outer.last
    if window.earliest is None and window.latest is None:
        window.earliest, window.first = outer.earliest, outer.first
    if window.earliest and window.latest and window.latest < window.earliest:
        window.latest = window.last = None
    used = tuple(e for e in (window.first, window.last) if e)
    bounds = Bounds(window.earliest, window.latest, used, tuple(window.years))
    past, ahead = _hints(inside, spans, bounds, text, low, language)
    unsure = None if past or ahead else _unsure(inside, bounds, text)
    return replace(bounds, past=past, ahead=ahead, unsure=unsure)


def _unsure(mentions: Sequence[TimeMention], bounds: Bounds, text: str) -> tuple[Interval, Evidence] | None:
    for mention in mentions:
        if mention.weekday is not None and mention.month and not mention.year:
            days = possible_days(mention, bounds)
            if days:
                return Interval(days[0], days[-1]), Evidence.of(text, mention.start, mention.end)
    return None


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _bound_by_mention(window: _Window, mention: TimeMention, text: str, low: str, language: str) -> None:
    """A mention that names its year: what is past bounds below, what is to come above."""
    if mention.needs_anchor or mention.kind in ("duration", "set"):
        return
    days = mention.resolve()
    evidence = Evidence.of(text, mention.start, mention.end)
    if mention.year and mention.year in YEARS:
        window.years.append(mention.year)
    if mention.kind == "since":
        if mention.unit in _FINE and is_past(low, mention, language) and days.earliest:
            window.after(_end_of(days.earliest, mention.unit), evidence)
    elif mention.kind == "until":
        if days.latest and is_ahead(low, mention, language):
            window.before(days.latest, evidence)
    elif is_ahead(low, mention, language):
        window.before(days.latest, evidence)
    elif mention.unit in _FINE and is_past(low, mention, language):
        window.after(days.earliest, evidence)


def _end_of(first: date, unit: str) -> date:
    """The first day after the month or day that something began in."""
    if unit == "day":
        return first
    if unit == "month":
        return date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return first


def pick_year(mention: TimeMention, bounds: Bounds) -> date | None:
    """The day of a mention without a year, in the one year that fits; None where several do."""
    days = possible_days(mention, bounds)
    if len(days) == 1:
        return days[0]
    if bounds.years and days and (mention.weekday is not None or len(set(bounds.years)) == 1):
        return min(days, key=lambda d: (_distance(d, bounds.years), d))
    if mention.weekday is not None and bounds.earliest and days:
        return days[0]
    return None


def possible_days(mention: TimeMention, bounds: Bounds) -> list[date]:
    """The days that a mention without a year may be, by its weekday and the bounds."""
    if not mention.month or not mention.day:
        return []
    days = [d for d in (_day(year, mention.month, mention.day) for year in YEARS) if d]
    if mention.weekday is not None:
        days = [d for d in days if d.weekday() == mention.weekday] or days
    window = Interval(bounds.earliest, bounds.latest)
    slack = timedelta(days=0 if (window.days or _TIGHT + 1) <= _TIGHT else 200)
    days = [d for d in days if not bounds.earliest or d >= bounds.earliest - slack]
    return [d for d in days if not bounds.latest or d <= bounds.latest + slack]


def _distance(day: date, years: Sequence[int]) -> int:
    return min(abs(day.year - year) for year in years)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _hints(
    mentions: Sequence[TimeMention],
    spans: Sequence[tuple[int, int]],
    bounds: Bounds,
    text: str,
    low: str,
    language: str,
) -> tuple[tuple[Hint, ...], tuple[Hint, ...]]:
    """The days named without a year, those past and those to come."""
    past: list[Hint] = []
    ahead: list[Hint] = []
    lead = spans[0][0] + LEAD if spans else 0
    for mention in mentions:
        if not (mention.day and mention.month) or mention.year or mention.kind not in ("point", "until"):
            continue
        day = pick_year(mention, bounds)
        if day is None:
            continue
        evidence = Evidence.of(text, mention.start, mention.end)
        hint = Hint(day, evidence, mention.weekday is not None, mention.start < lead)
        if mention.kind == "until" or is_ahead(low, mention, language):
            ahead.append(hint)
        elif is_past(low, mention, language):
            past.append(hint)
    return tuple(past), tuple(ahead)


# ------------ words around it
def _around(low: str, mention: TimeMention) -> tuple[int, int]:
    """The sentence of a mention, as far as it is near."""
    start, end = max(0, mention.start - _CONTEXT), min(len(low), mention.end + _CONTEXT)
    breaks = list(_BREAK.finditer(low, start, mention.start))
    stop = _BREAK.search(low, mention.end, end)
    return breaks[-1].end() if breaks else start, stop.start() if stop else end


@cache
def _cue(language: str, name: str) -> re.Pattern[str]:
    pack = load_pack(language, "published")
    words = [re.escape(form) for text in pack.get("words", {}).get(name, []) for form in expand(text, {})]
    tails = [r"\w{2,}" + re.escape(tail) for tail in pack.get("tails", {}).get(name, [])]
    return re.compile(r"(?<!\w)(?:" + "|".join(words + tails) + r")(?!\w)" if words or tails else "(?!)")


def is_ahead(low: str, mention: TimeMention, language: str) -> bool:
    """Whether the sentence of a mention speaks of what is to come."""
    return _cue(language, "ahead").search(low, *_around(low, mention)) is not None


def is_past(low: str, mention: TimeMention, language: str) -> bool:
    """Whether the sentence of a mention tells what was."""
    around = _around(low, mention)
    if _cue(language, "ahead").search(low, *around):
        return False
    return _cue(language, "past").search(low, *around) is not None


# ------------ known events
@cache
def _events(language: str) -> tuple[Event, ...]:
    """The known events that have phrases in a language."""
    path = LANGUAGES / "shared" / "events.tsv"
    if not path.exists():
        return ()
    lines = [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    out = []
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""):
        for phrase in filter(None, (p.strip() for p in (row.get(language) or "").split("|"))):
            first, last = (date.fromisoformat(row[k]) if row[k] else None for k in ("earliest", "latest"))
            stems = tuple(sorted(phrase.replace("*", "").split(), key=len, reverse=True))
            out.append(Event(row["id"], first, last, _phrase(phrase), stems))
    return tuple(out)


def _phrase(phrase: str) -> re.Pattern[str]:
    """Words in this order in one sentence, few others between them; "*" stands for any ending."""
    words = [re.escape(word.rstrip("*")) + (r"\w*" if word.endswith("*") else "") for word in phrase.split()]
    return re.compile(r"(?<!\w)" + r"(?!\w)[^.!?\n]{1,50}?(?<!\w)".join(words) + r"(?!\w)")


def find_events(low: str, language: str) -> Iterator[tuple[Event, int, int]]:
    """The known events that the text speaks of, each at its first place."""
    head = low[:200_000]
    for event in _events(language):
        if all(stem in head for stem in event.stems) and (found := event.pattern.search(head)):
            yield event, found.start(), found.end()
