"""What tenses, offices, events and series say of when a text was written."""

from __future__ import annotations

from datetime import date

import pytest

from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.times import find_times
from pledgebook.ingest.bounds import find_bounds
from pledgebook.ingest.events import find_series
from pledgebook.ingest.offices import find_offices
from pledgebook.ingest.tense import AHEAD, OPEN, PAST, tense
from pledgebook.model.dates import Interval
from pledgebook.model.document import Block
from pledgebook.packs.load import rows


def bounds(text: str, language: str = "en") -> Interval:
    """The days that a text of one block leaves."""
    low = lower(fold(text))
    return find_bounds(text, low, language, [Block("body", 0, len(text))], find_times(low, language)).when


@pytest.mark.parametrize(
    ("text", "language", "how"),
    [
        ("They met on {5 May} and will meet again.", "en", PAST),
        ("They met in Riga and will meet again on {5 May}.", "en", AHEAD),
        ("The sum is to be approved on {5 May}, officials said.", "en", AHEAD),
        ("It was approved on {5 May}, and will be paid soon.", "en", PAST),
        ("She promised on television {in 2025} a new bridge.", "en", OPEN),
        ("The colour of {5 May} is blue.", "en", None),
        ("Сторони зустрілися {5 травня} і ще зустрінуться.", "uk", PAST),
        ("Угоду має бути підписано {5 травня}.", "uk", AHEAD),
        ("Запреты вступят в силу {5 мая}.", "ru", None),
        ("Стороны встретятся {5 мая}, заявил посол.", "ru", AHEAD),
    ],
)
def test_the_nearest_word_tells_the_tense(text: str, language: str, how: int | None) -> None:
    start, end = text.index("{"), text.index("}") - 1
    low = lower(fold(text.replace("{", "").replace("}", "")))
    assert tense(low, start, end, language) == how


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("President Karol Nawrocki vetoed the bill.", "en", "2025-08-06"),
        ("Karol Nawrocki, the Polish president, vetoed it.", "en", "2025-08-06"),
        ("Former President Karol Nawrocki wrote a book.", "en", None),
        ("Ex-president Nawrocki wrote a book.", "en", None),
        ("The singer Nawrocki met the president.", "en", None),
        ("Уряд канцлера Фрідріха Мерца вагається.", "uk", "2025-05-06"),
        ("Колишній канцлер Мерц вагається.", "uk", None),
        ("Правительство Мерца колеблется.", "ru", "2025-05-06"),
    ],
)
def test_an_office_bounds_below(text: str, language: str, day: str | None) -> None:
    found = [held for held in find_offices(text, lower(fold(text)), language) if held.since > 1]
    assert [date.fromordinal(held.since).isoformat() for held in found[:1]] == ([day] if day else [])


def test_a_term_that_ended_bounds_above_unless_a_year_beside_it_is_of_that_term() -> None:
    assert bounds("Chancellor Olaf Scholz hesitates.").latest == date(2025, 5, 20)
    assert bounds("In 2023 Chancellor Olaf Scholz hesitated.").latest is None
    new = bounds("The new chancellor, Friedrich Merz, hesitates.")
    assert new.earliest == date(2025, 5, 6)
    assert new.latest is not None and new.latest < date(2025, 12, 1)


@pytest.mark.parametrize(
    ("text", "language", "first", "last"),
    [
        ("The EU adopted its 18th sanctions package.", "en", "2025-07-18", None),
        ("The EU will adopt its 18th package of sanctions.", "en", "2025-03-21", "2025-07-18"),
        ("Дев'ятнадцятий пакет санкцій ЄС ухвалено.", "uk", "2025-10-23", None),
        ("ЕС готовит 19-й пакет санкций.", "ru", "2025-05-19", "2025-10-23"),
    ],
)
def test_one_of_a_series(text: str, language: str, first: str, last: str | None) -> None:
    ((event, _, _),) = find_series(lower(fold(text)), language)
    assert event.earliest == date.fromisoformat(first)
    assert event.latest == (date.fromisoformat(last) if last else None)


def test_times_told_from_an_event() -> None:
    before = bounds("Three weeks before the NATO summit in Ankara little is ready.")
    assert before.earliest is not None and before.latest is not None
    assert date(2026, 5, 25) < before.earliest < date(2026, 6, 17) < before.latest < date(2026, 7, 8)
    after = bounds("A year ago in The Hague, at the Hague summit, all agreed.")
    assert after.earliest is not None and after.latest is not None
    assert after.earliest <= date(2026, 6, 25) <= after.latest <= date(2026, 9, 1)


def test_dates_without_a_year_are_set_against_each_other() -> None:
    text = "The board has met since early September. President Nawrocki will open the bridge on 20 October."
    assert bounds(text).earliest in (date(2025, 9, 1), date(2025, 8, 6))
    pair = bounds("Chancellor Merz said that troops left in January. They will return by the end of March.")
    assert pair == Interval(date(2026, 1, 1), date(2026, 3, 31))


def test_what_contradicts_drops_the_weaker() -> None:
    text = "Attacks have grown since November 2025. Chancellor Olaf Scholz will speak."
    assert bounds(text).earliest == date(2025, 12, 1)


def test_events_and_series_are_in_order_and_named_in_each_language() -> None:
    events = rows("shared", "events")
    assert len({row["id"] for row in events}) == len(events) >= 150
    for row in events:
        first, last, on = (row[key] and date.fromisoformat(row[key]) for key in ("earliest", "latest", "on"))
        assert not (first and last) or first <= last, row["id"]
        assert not (first and on) or first <= on, row["id"]
        assert all(row[code] for code in ("en", "uk", "ru")), row["id"]
    series: dict[str, list[tuple[int, str]]] = {}
    for row in rows("shared", "series"):
        series.setdefault(row["series"], []).append((int(row["number"]), row["on"]))
    for found in series.values():
        assert [n for n, _ in found] == list(range(found[0][0], found[0][0] + len(found)))
        assert [on for _, on in found] == sorted(on for _, on in found)
