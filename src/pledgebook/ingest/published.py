"""When a document was published: an interval, from what says it best."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from pledgebook.ingest.bounds import find_bounds
from pledgebook.ingest.clues import Told
from pledgebook.ingest.header import from_header, of_heads
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Published
from pledgebook.model.mention import TimeMention
from pledgebook.model.span import Evidence

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
_FIRST = 6  # blocks at whose start a dateline may stand


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
    found = _from_metadata(metadata) or from_header(text, low, language, blocks, times) or _from_url(uri)
    if found is not None:
        return found
    heads = [Told(m, None, Evidence.of(text, *span)) for m, span in _datelines(low, blocks, times)]
    for told in heads:
        if told.mention.year:
            return Published(told.mention.resolve(), "dateline", (told.evidence,))
    heads += [Told(m, None, Evidence.of(text, m.start, m.end)) for m in of_heads(low, language, blocks, times)]
    bounds = find_bounds(text, low, language, blocks, times, extra=heads[:1])
    return Published(bounds.when, bounds.basis, bounds.evidence)


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


# ------------ at the start of the text
_DATELINE_END = re.compile(
    r"[^\w\n]{0,3}(?:\([^)\n]{1,40}\)|/[^/\n]{1,40}/|\"[^\"\n]{1,40}\"|[\w'\" ]{1,24}?)?"
    r"\s*[.,:)]*\s*(?:–|-|/|[.)]\s|\n|$)"
)


def _datelines(
    low: str, blocks: Sequence[Block], times: Sequence[TimeMention]
) -> list[tuple[TimeMention, tuple[int, int]]]:
    """ "Kyiv, 3 June (Agency) -" at the start of a block of text: dates with spans from the place on."""
    heads = [b for b in blocks if b.is_text or b.kind == "byline"][:_FIRST]
    found = []
    for mention in times:
        if not mention.day or not mention.month or mention.kind != "point":
            continue
        block = next((b for b in heads if b.start <= mention.start < b.end), None)
        if block is None:
            continue
        line = max(block.start, low.rfind("\n", block.start, mention.start) + 1)
        if _is_place(low[line : mention.start].strip()) and _DATELINE_END.match(low, mention.end):
            found.append((mention, (line, mention.end)))
    return found


def _is_place(words: str) -> bool:
    """Whether words may be those of a place before its date: few, and set off by a mark."""
    words = words.lstrip("([").removeprefix("\u2013 ")
    return 0 < len(words) <= 40 and words[-1] in ",.(" and len(words.split()) <= 4 and words[0].isalpha()
