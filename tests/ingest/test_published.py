"""The date of publication, from each of the things that may tell it."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.times import find_times
from pledgebook.ingest.document import build_document
from pledgebook.ingest.published import date_document
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block, Published, Source


def dated(text: str, language: str = "en", *, uri: str | None = None, **metadata: Any) -> Published:
    """The date of a text with a header line and a body; "##" begins a list of other things."""
    low = lower(fold(text))
    head = text.find("\n") + 1
    tail = text.find("##") if "##" in text else len(text)
    blocks = [Block("other", 0, head), Block("body", head, tail), Block("related", tail, len(text))]
    found = date_document(text, low, language, blocks, find_times(low, language), metadata, uri)
    assert all(text[e.start : e.end] == e.quote for e in found.evidence)
    return found


@pytest.mark.parametrize(
    ("header", "language", "day"),
    [
        (" date 2025-03-04", "en", "2025-03-04"),
        ("Published 3 June 2025 at 10:15 | 120 views", "en", "2025-06-03"),
        ("By Ann Lee, Riga, 3rd March 2026", "en", "2026-03-03"),
        ("10 липня 2025, 14:32", "uk", "2025-07-10"),
        ("Опубліковано: 05.09.2025", "uk", "2025-09-05"),
        ("14 мая 2026, четверг. Обновляется", "ru", "2026-05-14"),
        ("12.11.25 / 15:31", "ru", "2025-11-12"),
    ],
)
def test_a_header_line_is_one_day(header: str, language: str, day: str) -> None:
    found = dated(f"{header}\n\nSome text follows here.", language)
    assert (found.basis, found.when) == ("header", Interval.day(date.fromisoformat(day)))


def test_an_update_on_the_same_line_widens() -> None:
    found = dated("23.10.2025 (updated: 24.10.2025 01:48)\n\nText.")
    assert found.when == Interval(date(2025, 10, 23), date(2025, 10, 24))


def test_metadata_come_before_the_header_and_the_url() -> None:
    text = "date 2025-03-04\n\nText."
    assert dated(text, published="2025-03-01T10:00:00Z").when == Interval.day(date(2025, 3, 1))
    assert dated(text, published="Sat, 01 Mar 2025 10:00:00 GMT").basis == "metadata"
    assert dated(text, published="no date").basis == "header"
    assert dated(text, uri="https://example.org/2025/03/02/x").basis == "header"


def test_a_url_tells_a_day_or_a_month() -> None:
    assert dated("Text.\n", uri="https://example.org/2025/03/02/x").when == Interval.day(date(2025, 3, 2))
    assert dated("Text.\n", uri="https://example.org/2025/12/x").when == Interval(date(2025, 12, 1), date(2025, 12, 31))
    assert dated("Text.\n", uri="https://example.org/a/20251399").basis == "unknown"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("OSLO, 4 February 2026 (NTB) - The cabinet approved the sum.", "en"),
        ("Осло, 4 лютого 2026 року. Уряд схвалив суму.", "uk"),
        ("ОСЛО, 4 февраля 2026 г. Правительство одобрило сумму.", "ru"),
    ],
)
def test_a_dateline_is_one_day(text: str, language: str) -> None:
    filler = "A headline of some length that holds no date at all\n" * 40
    found = dated("Home News\n" + text, language)
    assert found.when == Interval.day(date(2026, 2, 4))
    assert dated("Home\n" + filler, language).basis == "unknown"


def test_a_weekday_fixes_the_year() -> None:
    found = dated("Menu\nOn Friday, March 7, ministers met in Oslo. The budget of 2025 was cut.")
    assert found.basis == "weekday"
    assert found.when.earliest == date(2025, 3, 7)
    assert found.when.latest is not None and found.when.latest <= date(2025, 3, 14)


def test_a_weekday_that_fits_several_years_stays_wide() -> None:
    found = dated("Menu\nOn Friday, March 7, ministers met in Oslo.")
    assert found.when.earliest is not None and found.when.earliest <= date(2014, 3, 7)
    assert found.when.latest is not None and found.when.latest >= date(2031, 3, 7)


def test_since_and_deadlines_bound_the_window() -> None:
    found = dated("Menu\nAttacks have grown since November 2025. The bridge will be rebuilt by 1 May 2026.")
    assert (found.basis, found.when) == ("inferred", Interval(date(2025, 12, 1), date(2026, 5, 1)))


def test_known_events_bound_the_window() -> None:
    assert dated("Menu\nChancellor Merz spoke.").when == Interval(date(2025, 5, 6), None)


def test_lists_beside_the_article_only_bound_where_nothing_else_does() -> None:
    tail = "\n## New START expires: what next"
    assert dated("Menu\nChancellor Merz spoke." + tail).when == Interval(date(2025, 5, 6), date(2026, 2, 5))
    assert dated("Menu\nThe bridge will be rebuilt by 1 May 2025." + tail).when.latest == date(2025, 5, 1)


def test_today_alone_says_nothing() -> None:
    assert dated("Menu\nToday the ministers met and on Monday they will vote.") == Published()


@pytest.mark.parametrize("unseen", [False, True])
def test_the_tables(unseen: bool) -> None:
    missed, widths = [], []
    for path in sorted(Path(__file__).parent.glob("published_*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["text"]:
            if row.get("unseen", False) != unseen:
                continue
            found = build_document(Source("", row["text"]), findings=[]).published
            first, last = found.when.earliest, found.when.latest
            widths.append(found.when.days or 9999)
            is_within = (not first or first <= row["earliest"]) and (not last or row["latest"] <= last)
            if found.basis == "unknown" or not is_within:
                missed.append((row["id"], found.when))
    assert len(widths) == (30 if unseen else 60)
    assert len(missed) <= (2 if unseen else 0), missed
    assert median(widths) <= 7


@pytest.mark.parametrize(
    ("head", "language"),
    [
        ("Jun. 3, 2025", "en"),
        ("June 3, 202512:45 PM GMT+3Updated 2 hours ago", "en"),
        ("Updated: 03-06-2025 16:40 IST | Created: 03-06-2025 16:40 IST", "en"),
        ("June 3, 2025 / 12:45 PM EDT / KLM News", "en"),
        ("Press Release | June 3, 2025", "en"),
        ("Київ • Стрічка 3 червня 2025, 12:45 • 1204 перегляди", "uk"),
        ("червень 3, 2025", "uk"),
        ("3 черв. 2025 р., 12:45", "uk"),
        ("12:45 03.06.2025 (обновлено: 13:10 03.06.2025)", "ru"),
        ("вт, 3 июня 2025 г.", "ru"),
    ],
)
def test_forms_of_heads(head: str, language: str) -> None:
    found = dated(f"{head}\n\nSome text follows here.", language)
    assert (found.basis, found.when) == ("header", Interval.day(date(2025, 6, 3)))


@pytest.mark.parametrize(
    ("line", "language"),
    [
        ("Resolution No. 114 of 5 March 2024", "en"),
        ("The law of 3 June 2024", "en"),
        ("Deadline: 3 June 2026", "en"),
        ("Указ № 114/2024 від 5 березня 2024 року", "uk"),
        ("Свидетельство ЭЛ № ФС 77-12345 от 3 июня 2019 года", "ru"),
        ("03.06.2025 12:30 Storm closes bridge\n03.06.2025 12:10 Dog takes train", "en"),
    ],
)
def test_other_dates_of_a_head_are_not_of_publication(line: str, language: str) -> None:
    text = f"{line}\n\nSome text follows here."
    assert dated(text, language).basis != "header"


def test_dates_of_lists_below_the_text_are_not_of_publication() -> None:
    text = "Menu\nSome text follows here.\n## More\n12 May 2025\nOther news"
    assert dated(text).basis != "header"
    assert dated("Menu\nSome text follows here.\nPublished: 12 May 2025").basis == "header"
