"""Reading of the tables of times and quantities: a sentence with the expected spans drawn in braces."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.quantities import find_quantities
from pledgebook.analyse.times import find_times
from pledgebook.model.dates import Interval
from pledgebook.model.mention import Quantity, TimeMention

HERE = Path(__file__).parent
Found = list[tuple[str, str]]


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table; comment lines are left out."""
    lines = [line for line in (HERE / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, restval=""))


def undraw(drawn: str) -> tuple[str, list[str]]:
    """The sentence without braces, and the words that stood in them."""
    return re.sub(r"[{}]", "", drawn), re.findall(r"\{([^}]*)\}", drawn)


def anchor_of(text: str) -> Interval:
    """ "2025-07-10", "2025-07-01..2025-07-31" or "-" for none."""
    if text == "-":
        return Interval()
    first, _, last = text.partition("..")
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


def show_time(mention: TimeMention, anchor: Interval) -> str:
    """A mention in the notation of the tables."""
    if mention.kind == "set":
        return "set"
    if mention.kind == "duration":
        return "duration" if mention.length is None else f"duration {mention.length:.0f}"
    days = mention.resolve(anchor)
    first, last = (d.isoformat() if d else "" for d in (days.earliest, days.latest))
    return first if first == last and first else f"{first}..{last}"


def show_quantity(quantity: Quantity) -> str:
    """A quantity in the notation of the tables."""
    value = quantity.json_value
    shown = f"{value['low']}-{value['high']}" if isinstance(value, dict) else str(value)
    return " ".join(p for p in (quantity.kind, quantity.bound, shown, quantity.currency) if p)


def check(row: dict[str, str], language: str) -> tuple[Found, Found]:
    """What a row expects and what is found: pairs of words and meaning."""
    sentence, words = undraw(row["text"])
    expected = [] if row["expected"] == "-" else row["expected"].split(";")
    assert len(words) == len(expected), row["text"]
    low = lower(fold(sentence))
    times = find_times(low, language)
    if "anchor" in row:
        anchor = anchor_of(row["anchor"])
        found = [(sentence[t.start : t.end], show_time(t, anchor)) for t in times]
    else:
        quantities = find_quantities(low, language, [(t.start, t.end) for t in times])
        found = [(sentence[q.start : q.end], show_quantity(q)) for q in quantities]
    return list(zip(words, expected, strict=True)), found
