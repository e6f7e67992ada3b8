"""Dates of the head of a page: a line that is little more than a date, or that says it is of publication."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pledgebook.analyse.times import find_times
from pledgebook.ingest.tense import words_of
from pledgebook.model.dates import Interval
from pledgebook.model.document import TEXT_KINDS, Block, Published
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

REACH = 1500  # characters at the top where a header line may stand
LINE = 400  # characters of a line on each side of its date
_LEFTOVER = 42  # letters that a line may hold beside its date and still be a header
_SHORT = 12  # letters of a line that is a date and no more
_MONTH = timedelta(days=31)
_CLOCK = r"(?:[01]?\d|2[0-3])[:.][0-5]\d(?::\d\d)?"
_ANY_CLOCK = re.compile(_CLOCK)
_CLOCK_AFTER = re.compile(rf"[\s,|/•·\-–(]{{0,6}}(?:\w{{1,2}} )?(?:t)?{_CLOCK}")
_CLOCK_BEFORE = re.compile(rf"{_CLOCK}[\s,|/•·\-–)]{{0,4}}$")
_NUMBER = re.compile(r"(?:№|n[o°º]\.?|#)\s?[\d/.-]+(?:\s\S{1,4})?\s*$")
_ZONE = re.compile(r"^ ?(?:[ap]\.?m\.?)? ?(?:[^\W\d]{2,4}(?![^\W\d]))?")
_NEXT = re.compile(r"\W*(?:[^\W\d]{1,2}\W+)?")
_GLUED = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\d{1,2}(?::\d\d| [^\W\d]{3})|[^\W\d]{3})")
_DASH_AFTER = re.compile(r"\s*[/|•·]")
_ASIDE = ("related", "tags", "caption")
_SOME = 8  # letters of a headline, where another one stands above or below
_HEADLINE = 16  # letters after a date and its time of day that are a headline of a list
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
    days = [m for m in times if m.year and m.day and m.kind == "point"]
    found = list(_dated(low, language, blocks, days)) or list(_dated(low, language, blocks, _glued(low, language)))
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


def _glued(low: str, language: str) -> list[TimeMention]:
    """The dates of the head that have lost the space after their year: "June 3, 202512:45"."""
    found = []
    for year in _GLUED.finditer(low, 0, min(REACH, len(low))):
        start = low.rfind("\n", 0, year.start()) + 1
        for mention in find_times(low[start : year.end()], language):
            if mention.day and mention.year and start + mention.end == year.end():
                found.append(replace(mention, start=start + mention.start, end=year.end()))
    return found


def of_heads(low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]) -> list[TimeMention]:
    """The dates without a year that stand in the head with their time of day, as "14 Jan, 14:32" does."""
    plain = [m for m in times if m.day and m.month and not m.year and m.kind == "point"]
    found = [d for d in _dated(low, language, blocks, plain) if d.grade >= ALONE and _has_clock(low, d.mention)]
    return [d.mention for d in found[:1]]


def _dated(low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]) -> Iterator[Dated]:
    end = _end_of_head(blocks)
    for mention in times:
        kind = _kind_at(blocks, mention.start)
        if not (kind == "byline" or mention.start < REACH) or kind in _ASIDE:
            continue
        line = _line(low, mention.start, mention.end)
        grade = _grade(low, mention, line, language, kind == "byline") if line else 0
        if line and grade == BESIDE and kind in TEXT_KINDS and low[: line[1]].rstrip()[-1:] in ".!?":
            continue
        if line and grade and (mention.start < end or grade in (SAID, UPDATED)):
            yield Dated(mention, grade, *_said(low, mention, line, language))


def _end_of_head(blocks: Sequence[Block]) -> int:
    """Where lists of other things begin: the end of the text and of the bylines right below it."""
    last = max((n for n, b in enumerate(blocks) if b.is_text), default=len(blocks) - 1)
    while last + 1 < len(blocks) and blocks[last + 1].kind == "byline":
        last += 1
    return blocks[last].end if blocks else 0


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
    if _is_of_another(before, language):
        return 0
    letters = _letters(before) + _letters(words_of(language, "updated").split(after, maxsplit=1)[0])
    starts = not _letters(before)
    clock = _has_clock(low, mention)
    if clock and _has_headline(after, _SOME) and _is_listed_too(low, line):
        return 0
    if clock and _has_headline(after, _HEADLINE) and not is_byline:
        return 0
    if letters <= _SHORT or (clock and letters <= 2 * _LEFTOVER):
        return ALONE
    return BESIDE if is_byline or letters <= _LEFTOVER or (starts and _DASH_AFTER.match(after)) else 0


def _is_of_another(before: str, language: str) -> bool:
    """Whether the word before a date says that it is of a document, a deadline, a picture."""
    found = list(words_of(language, "trap").finditer(before))
    return bool(found) and _NEXT.fullmatch(before, found[-1].end()) is not None


def _letters(words: str) -> int:
    return sum(c.isalpha() for c in words)


def _is_listed_too(low: str, line: tuple[int, int]) -> bool:
    """Whether the line before or the next one has a time of day and a headline, too."""
    before = low[max(0, line[0] - LINE) : max(0, line[0] - 1)].rpartition("\n")[2]
    beside = (before, low[line[1] + 1 : line[1] + LINE].partition("\n")[0])
    clocks = [(text, _ANY_CLOCK.search(text[:_LEFTOVER])) for text in beside]
    return any(clock and _letters(text[clock.end() :]) > _SOME for text, clock in clocks)


def _has_headline(after: str, least: int) -> bool:
    """Whether a headline of some letters follows the time of day without a mark, as in a list of news."""
    clock = _CLOCK_AFTER.match(after)
    rest = after[clock.end() :] if clock else after
    return rest.startswith(" ") and rest[1:2].isalpha() and _letters(_ZONE.sub("", rest)) > least


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
