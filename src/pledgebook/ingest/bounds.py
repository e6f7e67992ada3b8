"""The days in which a text may have been written: its dates, events and offices taken together."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from pledgebook.analyse.lexicon import load_pack
from pledgebook.ingest.clues import (
    YEARS,
    Clue,
    Told,
    from_days,
    from_pairs,
    from_steps,
    from_years,
    in_years,
    is_told_in,
    occurrences,
    reach,
    read_dates,
)
from pledgebook.ingest.events import Event, find_events, find_series
from pledgebook.ingest.offices import find_offices
from pledgebook.ingest.relative import from_event
from pledgebook.ingest.windows import ALL, HIGH, LOW, Days, hull, join, meet, stretch
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

_COPYRIGHT = re.compile(r"©\s*(?:\d{4}\s*[-–]\s*)?((?:19|20)\d\d)(?!\d)")
_DATES = 300  # dates of a text that are weighed
_APART = 200  # days between stretches that stand for different years
_EDGE = 2000  # characters at either end in which a notice of copyright counts


@dataclass(frozen=True, slots=True)
class Bounds:
    """The days left, what they rest on, and the words that say so."""

    days: Days = ALL
    basis: str = "unknown"
    evidence: tuple[Evidence, ...] = ()

    @property
    def when(self) -> Interval:
        """From the first to the last day left."""
        return hull(self.days)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is left after weighing clues, with those that changed it and how many were dropped."""

    days: Days = ALL
    used: tuple[Clue, ...] = ()
    dropped: int = 0


def find_bounds(
    text: str,
    low: str,
    language: str,
    blocks: Sequence[Block],
    times: Sequence[TimeMention],
    *,
    extra: Sequence[Told] = (),
) -> Bounds:
    """The days that the text leaves for its writing. extra are dates of a head without their year."""
    spans = [(b.start, b.end) for b in blocks if b.is_text]
    inside = [m for m in times if _is_within(m.start, spans)][:_DATES]
    tolds = [t for t in read_dates(text, low, language, inside) if all(t.mention != e.mention for e in extra)]
    fixed, outer = _fixed(text, low, language, spans, inside, tolds)
    first = weigh(fixed)
    years = _years(first.days)
    tolds = [in_years(told, years, low, language) for told in tolds]
    loose = [*(clue for told in tolds for clue in from_days(told)), *from_pairs(tolds)]
    clues = [*fixed, *loose, *_of_heads(extra, years)]
    lead = reach(tolds, spans[0][0] if spans else 0, weigh(clues).days, low, language) if not extra else None
    clues += [lead] if lead else []
    is_held = first.days[0][0] > LOW
    best = _weigh_known(clues) if is_held else weigh(clues)
    sure = is_held or any(c.basis != "inferred" for c in best.used)
    days = best.days if sure else _open_below(best.days)
    told = {t.mention.year for t in tolds if is_told_in(t, low, language)}
    return _finish(_not_in(days, told), best, tolds, outer)


def _of_heads(extra: Sequence[Told], years: range) -> Iterator[Clue]:
    for told in extra:
        days = join(stretch(d.earliest, d.latest, after=1) for d in occurrences(told.mention, years))
        yield Clue(4, days, told.evidence, "dateline")


def _is_within(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    place = bisect_right(spans, at, key=itemgetter(0)) - 1
    return place >= 0 and at < spans[place][1]


def _fixed(
    text: str,
    low: str,
    language: str,
    spans: Sequence[tuple[int, int]],
    inside: Sequence[TimeMention],
    tolds: Sequence[Told],
) -> tuple[list[Clue], list[Clue]]:
    """The clues that name their year in one way or other: of the text, and of what stands beside it."""
    clues = [clue for told in tolds for clue in from_years(told, low, language)]
    clues += from_steps(text, low, language, inside)
    outer: list[Clue] = []
    for event, start, end in (*find_events(low, language), *find_series(low, language)):
        evidence = Evidence.of(text, start, end)
        if _is_within(start, spans):
            clues += _of_event(event, evidence)
            clues += from_event(event, start, end, text, low, language, inside)
        else:
            outer += _of_event(event, evidence)
    for held in find_offices(text, low, language):
        if _is_within(held.start, spans):
            evidence = Evidence.of(text, held.start, held.end)
            clues.append(Clue(2, ((held.since, HIGH),), evidence))
            if held.near:
                clues.append(Clue(3, held.near, evidence))
            if not held.is_told_back:
                clues.append(Clue(4, held.terms, evidence))
    return clues, [*outer, *_of_copyright(text, low)]


def _of_event(event: Event, evidence: Evidence) -> Iterator[Clue]:
    if event.earliest:
        yield Clue(0, stretch(event.earliest, None), evidence)
    if event.latest:
        yield Clue(1, stretch(None, event.latest), evidence)


def _of_copyright(text: str, low: str) -> Iterator[Clue]:
    for start in sorted({0, max(0, len(low) - _EDGE)}):
        for found in _COPYRIGHT.finditer(low, start, start + _EDGE):
            yield Clue(7, stretch(None, date(int(found[1]), 12, 31)), Evidence.of(text, *found.span()))


# ------------ taken together
def weigh(clues: Sequence[Clue]) -> Weighed:
    """The days that all clues leave, the surest first; one that leaves none is dropped."""
    days, used, dropped = ALL, [], 0
    for clue in sorted(clues, key=lambda c: c.rank):
        left = meet(days, clue.days)
        if not left:
            dropped += 1
        elif left != days:
            days = left
            used.append(clue)
    return Weighed(days, tuple(used), dropped)


def horizon() -> date:
    """The day up to which the packs know what happened."""
    return date.fromisoformat(load_pack("shared", "published")["known_until"])


def _weigh_known(clues: Sequence[Clue]) -> Weighed:
    """As weigh, but dates without a year are of the time that the packs know, if nothing contradicts."""
    open_ended = weigh(clues)
    last = horizon().toordinal()
    near = meet(open_ended.days, ((LOW, last),))
    if not near:
        return open_ended
    if near[-1][1] == last:  # no word says so: the end of the stretch that holds the day is as it was
        end = next(s[1] for s in open_ended.days if s[0] <= last <= s[1])
        near = (*near[:-1], (near[-1][0], end))
    return Weighed(near, open_ended.used, open_ended.dropped)


def _years(days: Days) -> range:
    """The years in which a date without one may be."""
    when = hull(days)
    first = max(YEARS[0], when.earliest.year - 1) if when.earliest else YEARS[0]
    last = min(YEARS[-1], when.latest.year + 1) if when.latest else YEARS[-1]
    return range(first, max(first, last) + 1)


def _open_below(days: Days) -> Days:
    """Without a bound below, what is left of dates without a year only bounds above."""
    when = hull(days)
    return stretch(None, when.latest) if when.latest and when.latest.year < YEARS[-1] else ALL


def _finish(days: Days, best: Weighed, tolds: Sequence[Told], outer: Sequence[Clue]) -> Bounds:
    used = list(best.used)
    if any(c.basis == "weekday" for c in used):
        days = _by_named_years(days, tolds)
    for clue in sorted(outer, key=lambda c: c.rank):
        is_below = clue.days[0][0] > LOW
        if is_below and (days != ALL or used):
            continue
        left = meet(days, clue.days)
        if left and left != days:
            days = left
            used.append(clue)
    if days == ALL:
        return Bounds()
    evidence = _ends(days, used)
    bases = {c.basis for c in used}
    basis = next((b for b in ("dateline", "weekday") if b in bases), "inferred")
    return Bounds(days, basis, evidence)


def _groups(days: Days) -> list[Days]:
    """The stretches that stand for different years."""
    groups: list[list[tuple[int, int]]] = []
    for part in days:
        if groups and part[0] - groups[-1][-1][1] < _APART:
            groups[-1].append(part)
        else:
            groups.append([part])
    return [tuple(group) for group in groups]


def _not_in(days: Days, told: set[int | None]) -> Days:
    """Of several years, those that the text does not tell of by their number, as it would not of its own."""
    groups = _groups(days)
    other = [g for g in groups if date.fromordinal(g[0][0]).year not in told]
    return tuple(s for g in other for s in g) if 0 < len(other) < len(groups) else days


def _by_named_years(days: Days, tolds: Sequence[Told]) -> Days:
    """Where a weekday fits several years: those nearest to a year that the text names."""
    named = {t.mention.year for t in tolds if t.mention.year}
    groups = _groups(days)
    if not named or len(groups) < 2 or hull(days).is_open:
        return days
    away = [min(abs(date.fromordinal(g[0][0]).year - year) for year in named) for g in groups]
    return groups[away.index(min(away))]


def _ends(days: Days, used: Sequence[Clue]) -> tuple[Evidence, ...]:
    """The words of the clues that set the two ends, and of those that chose the year."""
    chosen = [c for c in used if c.basis != "inferred"][:2]
    for side in (0, -1):
        end = days[side][side]
        chosen += [c for c in used if c.days[side][side] == end or any(end in part for part in c.days)][:1]
    return tuple(dict.fromkeys(c.evidence for c in chosen or used[-2:]))
