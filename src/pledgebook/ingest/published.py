"""When a document was published: an interval, from what says it best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from pledgebook.analyse.lexicon import load_pack
from pledgebook.ingest.bounds import Bounds, find_bounds, pick_year
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Published
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

HEADER_REACH = 1500  # characters at the top where a header line may stand
_KEYS = (
    "published",
    "date",
    "published_at",
    "published_on",
    "pubdate",
    "datepublished",
    "timestamp",
    "created_at",
)
_ISO = re.compile(r"\s*(\d{4})-(\d{2})-(\d{2})")
_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/._]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?(?!\d)")
_LEFTOVER = 42  # letters that a line may hold beside its date and still be a header


def date_document(
    text: str,
    low: str,
    language: str,
    blocks: Sequence[Block],
    times: Sequence[TimeMention],
    metadata: Mapping[str, Any],
    uri: str | None,
) -> Published:
    """The first of metadata, header, URL, dateline, weekday and inference that tells something."""
    found = _from_metadata(metadata) or _from_header(text, low, language, blocks, times) or _from_url(uri)
    if found is not None and found.when.days == 1:
        return found
    bounds = find_bounds(text, low, language, blocks, times)
    return found or _from_dateline(text, low, blocks, times, bounds) or _from_bounds(bounds) or Published()


# ------------ said outright
def _from_metadata(metadata: Mapping[str, Any]) -> Published | None:
    folded = {str(key).lower().replace("-", "_"): value for key, value in metadata.items()}
    for key in _KEYS:
        when = _read_date(folded.get(key))
        if when is not None:
            return Published(when, "metadata")
    return None


def _read_date(value: Any) -> Interval | None:
    if isinstance(value, Mapping):
        first, last = _read_date(value.get("earliest")), _read_date(value.get("latest"))
        when = Interval(first.earliest if first else None, last.latest if last else None)
        return when if when != Interval() else None
    if not isinstance(value, str):
        return None
    iso = _ISO.match(value)
    try:
        if iso:
            return Interval.day(date(int(iso[1]), int(iso[2]), int(iso[3])))
        return Interval.day(parsedate_to_datetime(value).date())
    except (ValueError, TypeError):
        return None


def _from_url(uri: str | None) -> Published | None:
    for found in _URL.finditer(uri or ""):
        year, month = int(found[1]), int(found[3])
        try:
            if found[4]:
                return Published(Interval.day(date(year, month, int(found[4]))), "url")
        except ValueError:
            continue
        if found[2] == "/":
            after = date(year + month // 12, month % 12 + 1, 1)
            return Published(Interval(date(year, month, 1), after - timedelta(days=1)), "url")
    return None


@cache
def _words(language: str, name: str) -> re.Pattern[str]:
    words = load_pack(language, "published").get("words", {}).get(name, [])
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)" if words else "(?!)")


def _from_header(
    text: str, low: str, language: str, blocks: Sequence[Block], times: Sequence[TimeMention]
) -> Published | None:
    """A line of the top or a byline that is little more than a date, or that says it is of publication."""
    bylines = [b for b in blocks if b.kind == "byline"]
    best: tuple[int, TimeMention, Evidence] | None = None
    for mention in times:
        if not (mention.day and mention.year and mention.kind == "point"):
            continue
        line = _line(low, mention.start, mention.end)
        is_byline = any(b.start <= mention.start < b.end for b in bylines)
        if line is None or not (is_byline or mention.start < HEADER_REACH):
            continue
        grade = _grade(low, mention, line, language, is_byline)
        if grade and (best is None or grade > best[0]):
            best = grade, mention, Evidence.of(text, *_said(low, mention, line, language))
    if best is None:
        return None
    when = best[1].resolve()
    if when.earliest is None:
        return None
    later = _updated(low, best[1], language, times)
    return Published(Interval(when.earliest, later or when.latest), "header", (best[2],))


def _updated(low: str, mention: TimeMention, language: str, times: Sequence[TimeMention]) -> date | None:
    """The day of an update told on the same line, within a month: the text may be of either day."""
    line = _line(low, mention.start, mention.end)
    for other in times:
        if line and mention.end <= other.start < line[1] and other.day and other.year:
            day, first = other.resolve().latest, mention.resolve().earliest
            near = _words(language, "updated").search(low, mention.end, other.start)
            if near and day and first and first <= day <= first + timedelta(days=31):
                return day
    return None


def _line(low: str, start: int, end: int) -> tuple[int, int] | None:
    first = low.rfind("\n", max(0, start - 400), start) + 1
    if first == 0 and start > 400:
        return None
    last = low.find("\n", end, end + 400)
    return first, last if last >= 0 else min(len(low), end + 400)


def _grade(low: str, mention: TimeMention, line: tuple[int, int], language: str, is_byline: bool) -> int:
    """How surely a date is of publication: 4 said so, 3 alone on a line, 2 in a byline, 1 updated, 0 not."""
    before, after = low[line[0] : mention.start], low[mention.end : line[1]]
    near = before[-40:]
    if _words(language, "updated").search(near):
        return 1
    if _words(language, "published").search(near) or (
        _words(language, "date").search(near) and len(before) < 60
    ):
        return 4
    letters = sum(c.isalpha() for c in before + _words(language, "updated").split(after, maxsplit=1)[0])
    starts = not any(c.isalpha() for c in before)
    clock = re.match(r"[\s,|/•·\-–at]{0,6}\d{1,2}[:.]\d\d", after) is not None
    clock = clock or re.search(r"\d{1,2}:\d\d[\s,|/•·\-–]{0,4}$", before) is not None
    if letters <= 12 or (clock and letters <= 2 * _LEFTOVER):
        return 3
    if is_byline or letters <= _LEFTOVER or (starts and re.match(r"\s*[/|•·]", after)):
        return 2
    return 0


def _said(low: str, mention: TimeMention, line: tuple[int, int], language: str) -> tuple[int, int]:
    """The span of the date with the word before it that says what it is."""
    for name in ("published", "date", "updated"):
        found = list(_words(language, name).finditer(low, max(line[0], mention.start - 30), mention.start))
        if found:
            return found[-1].start(), mention.end
    return mention.start, mention.end


_DATELINE_END = re.compile(r"[^\w\n]{0,3}(?:\([^)\n]{1,40}\)|[\w' ]{1,24}?)?\s*[.,:]?\s*(?:–|-|/|\.\s|\n|$)")


def _from_dateline(
    text: str, low: str, blocks: Sequence[Block], times: Sequence[TimeMention], bounds: Bounds
) -> Published | None:
    """ "Kyiv, 3 June (Agency) -" at the start of a block of text."""
    starts = [b.start for b in blocks if b.is_text or b.kind == "byline"][:6]
    for mention in times:
        if not mention.day or not mention.month or mention.kind != "point":
            continue
        start = next((s for s in reversed(starts) if s <= mention.start), None)
        if start is None:
            continue
        line = max(start, low.rfind("\n", 0, mention.start) + 1)
        place = low[line : mention.start].strip()
        if not _is_place(place) or not _DATELINE_END.match(low, mention.end):
            continue
        day = _dated(mention, bounds)
        if day is not None:
            evidence = Evidence.of(text, line, mention.end)
            return Published(Interval.day(day), "dateline", (evidence,))
    return None


def _is_place(words: str) -> bool:
    return 0 < len(words) <= 40 and words[-1] in ",.(" and len(words.split()) <= 4 and words[0].isalpha()


def _dated(mention: TimeMention, bounds: Bounds) -> date | None:
    if mention.year:
        return mention.resolve().earliest
    return pick_year(mention, bounds)


# ------------ worked out
@dataclass(frozen=True, slots=True)
class _Reach:
    """How long after (or before) the days it names a report is written."""

    weekday: int = 6
    lead: int = 7
    later: int = 60
    ahead: int = 14


_REACH = _Reach()


def _from_bounds(bounds: Bounds) -> Published | None:
    """The window between the latest past and the earliest coming day that the text names."""
    past = max((h for h in bounds.past if h.day), key=lambda h: (h.day, h.is_weekday), default=None)
    ahead = min((h for h in bounds.ahead if h.day), key=lambda h: h.day, default=None)
    window = Interval(bounds.earliest, bounds.latest)
    basis = "inferred"
    used: list[Evidence] = list(bounds.evidence)
    if past is not None:
        reach = _REACH.weekday if past.is_weekday else _REACH.lead if past.is_lead else _REACH.later
        window = _narrow(window, Interval(past.day, past.day + timedelta(days=reach)))
        used.insert(0, past.evidence)
        basis = "weekday" if past.is_weekday else basis
    if ahead is not None:
        first = ahead.day - timedelta(days=_REACH.ahead) if past is None and ahead.is_weekday else None
        window = _narrow(window, Interval(first, ahead.day))
        used.append(ahead.evidence)
        basis = "weekday" if ahead.is_weekday and past is None else basis
    if bounds.unsure is not None:
        span, evidence = bounds.unsure
        wide = timedelta(days=_REACH.ahead)
        if span.earliest and span.latest:
            window = _narrow(window, Interval(span.earliest - wide, span.latest + wide))
        used.insert(0, evidence)
        basis = "weekday"
    if window == Interval():
        return None
    return Published(window, basis, tuple(dict.fromkeys(used)))


def _narrow(window: Interval, other: Interval) -> Interval:
    """Both at once, or the newer finding where they do not meet."""
    return window.intersect(other) or other
