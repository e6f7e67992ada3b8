"""Times against their tables, and what must hold of any text."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.tables import check, rows
from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.times import find_times
from pledgebook.model.dates import Interval

LANGUAGES = ("en", "uk", "ru")
FLOORS = {"": 1.0, "yes": 0.9}  # share of rows that must come out right: tuned on, and unseen
_WORDS = """
10 july 2025 in on since until by the end of may 3 - – , . липня року з до 12
кінця года мая в через two three тижні тому every 2026-01-02 31 february next
last week понеділка четверг q3 00.00.0000 99.99.2025 1990s
"""
PIECES = st.sampled_from(["\n", *_WORDS.split()])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unseen", FLOORS)
def test_tables(language: str, unseen: str) -> None:
    chosen = [row for row in rows(f"times_{language}.tsv") if row["unseen"] == unseen]
    missed = [(row["text"], found) for row in chosen for want, found in [check(row, language)] if want != found]
    assert len(chosen) >= (80 if not unseen else 40)
    assert 1 - len(missed) / len(chosen) >= FLOORS[unseen], missed


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(LANGUAGES), st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join)))
def test_spans_lie_in_the_text_and_never_cross(language: str, text: str) -> None:
    low = lower(fold(text))
    end = 0
    for mention in find_times(low, language):
        assert end <= mention.start < mention.end <= len(low)
        end = mention.end


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(LANGUAGES),
    st.lists(PIECES, max_size=12).map(" ".join),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.integers(0, 900),
)
def test_days_are_in_order_for_any_anchor(language: str, text: str, first: date, width: int) -> None:
    last = min(first.toordinal() + width, date.max.toordinal())
    anchor = Interval(first, date.fromordinal(last))
    for mention in find_times(text, language):
        days = mention.resolve(anchor)
        assert days.earliest is None or days.latest is None or days.earliest <= days.latest
        if mention.needs_anchor:
            assert mention.resolve() == Interval()
        else:
            assert mention.resolve() == days


@settings(max_examples=60, deadline=None)
@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 40))
def test_a_wider_anchor_widens_the_days(day: date, width: int) -> None:
    text = "yesterday, in july, on 5 march, next week, two months ago, last summer, over the next three years"
    wide = Interval(day, day + timedelta(days=width))
    for mention in find_times(text, "en"):
        narrow, broad = mention.resolve(Interval.day(day)), mention.resolve(wide)
        assert broad.intersect(narrow) == narrow


@pytest.mark.parametrize(
    "piece", ["1", "12 ", "1,1", "1-", "may ", "10 july ", "a-", "from 1 to ", "1.1.", "(", " ", "x'", "\n1"]
)
def test_long_lines_are_read(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    assert all(m.end <= len(text) for m in find_times(text, "en"))
