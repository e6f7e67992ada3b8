"""Merging on the shared gold, where it is at hand: what questions across documents ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ledger.gold import load
from pledgebook.ledger.build import build
from pledgebook.ledger.sources import sketch
from pledgebook.ledger.statement import Told
from pledgebook.model.entry import Entry
from pledgebook.query import figures

SHARED = Path(__file__).resolve().parents[3] / "shared"
pytestmark = pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the shared gold is not at hand")


@pytest.fixture(scope="module")
def book() -> tuple[list[Entry], dict[str, str]]:
    docs, names = load(SHARED / "gold", SHARED / "documents")
    pairs = [
        (c, Told(d.id, d.language, d.outlet, d.published.when, sketch(d.text))) for d, claims in docs for c in claims
    ]
    return build(pairs), names


def entry_of(book: tuple[list[Entry], dict[str, str]], name: str) -> Entry:
    entries, names = book
    return next(e for e in entries if any(names[c] == name for c in e.claims))


def members(book: tuple[list[Entry], dict[str, str]], name: str) -> set[str]:
    return {book[1][c] for c in entry_of(book, name).claims}


def test_one_membership_figure(book: tuple[list[Entry], dict[str, str]]) -> None:
    assert members(book, "001:members") == {"001:members", "003:about-30", "003:more-than-30"}
    others = ("004:countries", "002:invited", "002:leaders")
    assert len({entry_of(book, n).id for n in others}) == 3
    group = next(g for g in figures(book[0]) if (g.measure, g.unit) == ("members", "countries"))
    assert {v[2] for v in group.verdicts} == {"compatible"}


def test_the_seat_now_and_in_a_year(book: tuple[list[Entry], dict[str, str]]) -> None:
    seat = entry_of(book, "001:headquarters")
    assert seat.slots["place"][0]["id"] == "place:paris"
    assert seat.slots["next_place"]["place"][0]["id"] == "place:london"


def test_one_coalition_in_three_languages(book: tuple[list[Entry], dict[str, str]]) -> None:
    assert members(book, "000:multinational-forces") >= {
        "000:multinational-forces",
        "002:multinational-forces",
    }


def test_meetings(book: tuple[list[Entry], dict[str, str]]) -> None:
    assert members(book, "000:rome") == {"000:rome", "001:rome"}
    assert entry_of(book, "000:rome").slots["date"] == {"earliest": "2025-07-10", "latest": "2025-07-10"}
    assert len({entry_of(book, n).id for n in ("000:rome", "003:rome", "002:paris", "004:paris")}) == 4


def test_who_came_for_the_united_states(book: tuple[list[Entry], dict[str, str]]) -> None:
    came = {p.get("id") for p in entry_of(book, "001:rome").slots["participants"]}
    assert {"person:keith-kellogg", "person:lindsey-graham", "person:richard-blumenthal"} <= came
    assert "person:steve-witkoff" in {p.get("id") for p in entry_of(book, "004:paris").slots["participants"]}
