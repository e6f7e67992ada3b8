"""Quantities against their tables, and what must hold of any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analyse.tables import check, rows
from pledgebook.analyse.fold import fold, lower
from pledgebook.analyse.lexicon import read_digits
from pledgebook.analyse.quantities import find_quantities
from pledgebook.analyse.times import find_times
from pledgebook.model.claim import BOUNDS

LANGUAGES = ("en", "uk", "ru")
FLOORS = {"": 1.0, "yes": 0.9}
_WORDS = """
10 3,500 3.5 1.250 $ € % billion млрд тис . , - – and at least від до from to
більше more than two hundred двадцять одной million мільйона euros крон
шведських 19th -й several кілька twice половиною + half a 155-mm
"""
PIECES = st.sampled_from([*_WORDS.split()])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("unseen", FLOORS)
def test_tables(language: str, unseen: str) -> None:
    chosen = [row for row in rows(f"quantities_{language}.tsv") if row["unseen"] == unseen]
    missed = [(row["text"], found) for row in chosen for want, found in [check(row, language)] if want != found]
    assert len(chosen) >= (66 if not unseen else 34)
    assert 1 - len(missed) / len(chosen) >= FLOORS[unseen], missed


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(LANGUAGES), st.one_of(st.text(), st.lists(PIECES, max_size=14).map(" ".join)))
def test_spans_lie_in_the_text_and_leave_times_alone(language: str, text: str) -> None:
    low = lower(fold(text))
    taken = [(m.start, m.end) for m in find_times(low, language)]
    end = 0
    for found in find_quantities(low, language, taken):
        assert end <= found.start <= found.number_start < found.number_end <= found.end <= len(low)
        assert found.bound in BOUNDS
        assert (found.bound == "range") == (found.low is not None)
        assert not any(start < found.end and found.start < stop for start, stop in taken)
        end = found.end


@pytest.mark.parametrize(
    ("text", "decimal", "plain", "scaled"),
    [
        ("3,500", ".", 3500, 3500),
        ("1.250", ".", 1.25, 1.25),
        ("1.250", ",", 1250, 1.25),
        ("1,250", ",", 1250, 1.25),
        ("3 500", ",", 3500, 3500),
        ("1.234.567", ",", 1234567, 1234567),
        ("1,234.5", ".", 1234.5, 1234.5),
        ("0,125", ",", 0.125, 0.125),
    ],
)
def test_read_digits(text: str, decimal: str, plain: float, scaled: float) -> None:
    assert read_digits(text, decimal) == (plain, scaled)


@pytest.mark.parametrize(
    "piece", ["1", "12 ", "123 ", "1,1", "10-", "two hundred ", "$", "1 million and ", "at least "]
)
def test_long_lines_are_read(piece: str) -> None:
    text = (piece * 200_000)[:200_000]
    assert all(q.end <= len(text) for q in find_quantities(text, "en"))
