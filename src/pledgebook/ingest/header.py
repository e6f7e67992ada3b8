"""Dates of the head of a page: a line that is little more than a date, or that says it is of publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pledgebook.ingest.tense import words_of
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Published
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

REACH = 1500  # characters at the top where a header line may stand
LINE = 400  # characters of a line on each side of its date
_LEFTOVER = 42  # letters that a line may hold beside its date and still be a header
_SHORT = 12  # letters of a line that is a date and no more
_MONTH = timedelta(days=31)
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::\d\d)?"
_CLOCK_AFTER = re.compile(rf"[\s,|/•·\-–(]{{0,6}}(?:\w{{1,2}} )?(?:t)?{_CLOCK}")
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}[\s,|/•·\-–)]{{0,4}}$")
_NUMBER = re.compile(r"(?:№|n[o°º]\.?|#)\s?[\d/.-]+(?:\s\S{1,4})?\s*$")
_DASH_AFTER = re.compile(r"\s*[/|•·]")
SAID, ALONE, BESIDE, UPDATED = 4, 3, 2, 1


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of the head, and how surely it is of publication: SAID, ALONE on its line, BESIDE, UPDATED."""

    mention: TimeMention
    grade: int
    start: int
    end: int


def from_header(
    text: str, low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]
) -> Published | None:
    """The surest date of the head; of equals the one nearest to the headline. A later update widens."""
    found = list(_dated(low, language, blocks, [m for m in times if m.year and m.day and m.kind == "point"]))
    if not found:
        return None
    heads = [b.start for b in blocks if b.kind == "title"] or [b.start for b in blocks if b.is_text]
    title = heads[0] if heads else 0
    best = min(found, key=lambda d: (-d.grade, abs(d.mention.start - title), d.mention.start))
    when = best.mention.resolve()
    if when.earliest is None:
        return None
    later = _updated(when.earliest, best, found)
    evidence = Evidence.of(text, best.start, best.end)
    return Published(Interval(when.earliest, later or when.latest), "header", (evidence,))


def of_heads(
    low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]
) -> list[TimeMention]:
    """The dates without a year that stand in the head with their time of day, as "14 Jan, 14:32" does."""
    plain = [m for m in times if m.day and m.month and not m.year and m.kind == "point"]
    found = [
        d for d in _dated(low, language, blocks, plain) if d.grade >= ALONE and _has_clock(low, d.mention)
    ]
    return [d.mention for d in found[:1]]


def _dated(low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]) -> Iterator[Dated]:
    for mention in times:
        kind = _kind_at(blocks, mention.start)
        is_byline = kind == "byline"
        if not (is_byline or mention.start < REACH) or kind in ("related", "tags"):
            continue
        line = _line(low, mention.start, mention.end)
        grade = _grade(low, mention, line, language, is_byline) if line else 0
        if line and grade:
            yield Dated(mention, grade, *_said(low, mention, line, language))


def _kind_at(blocks: Sequence[Block], at: int) -> str:
    """The kind of the block at a place, empty between blocks."""
    place = bisect_right(blocks, at, key=lambda b: b.start) - 1
    return blocks[place].kind if place >= 0 and at < blocks[place].end else ""


def _updated(first: date, best: Dated, found: Sequence[Dated]) -> date | None:
    """The day of an update told near it, within a month: the text may be of either day."""
    days = [
        day
        for other in found
        if other.grade == UPDATED and abs(other.mention.start - best.mention.end) < LINE
        if (day := other.mention.resolve().latest) and first < day <= first + _MONTH
    ]
    return max(days, default=None)


def _line(low: str, start: int, end: int) -> tuple[int, int] | None:
    first = low.rfind("\n", max(0, start - LINE), start) + 1
    if first == 0 and start > LINE:
        return None
    last = low.find("\n", end, end + LINE)
    return first, last if last >= 0 else min(len(low), end + LINE)


def _grade(low: str, mention: TimeMention, line: tuple[int, int], language: str, is_byline: bool) -> int:
    """How surely a date is of publication, 0 for not at all."""
    before, after = low[line[0] : mention.start], low[mention.end : line[1]]
    near = before[-40:]
    if _NUMBER.search(near):
        return 0
    published, told = _last(near, language, "published"), _last(near, language, "date")
    if _last(near, language, "updated") > max(published, told):
        return UPDATED
    if published or (told and len(before) < 60):
        return SAID
    letters = sum(c.isalpha() for c in before + words_of(language, "updated").split(after, maxsplit=1)[0])
    starts = not any(c.isalpha() for c in before)
    if letters <= _SHORT or (_has_clock(low, mention) and letters <= 2 * _LEFTOVER):
        return ALONE
    if is_byline or letters <= _LEFTOVER or (starts and _DASH_AFTER.match(after)):
        return BESIDE if starts or not words_of(language, "trap").search(near[-6:]) else 0
    return 0


def _last(near: str, language: str, name: str) -> int:
    """Where the last word of a list ends in what stands before a date, 0 for nowhere."""
    return max((m.end() for m in words_of(language, name).finditer(near)), default=0)


def _has_clock(low: str, mention: TimeMention) -> bool:
    after, before = low[mention.end : mention.end + 16], low[max(0, mention.start - 16) : mention.start]
    return _CLOCK_AFTER.match(after) is not None or _CLOCK_BEFORE.search(before) is not None


def _said(low: str, mention: TimeMention, line: tuple[int, int], language: str) -> tuple[int, int]:
    """The span of the date with the word before it that says what it is."""
    for name in ("published", "date", "updated"):
        found = list(words_of(language, name).finditer(low, max(line[0], mention.start - 30), mention.start))
        if found:
            return found[-1].start(), mention.end
    return mention.start, mention.end
