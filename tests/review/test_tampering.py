"""Whatever is changed in the chain of decisions, verify finds it, and never fails on it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgebook.store import open_book
from review.test_review import JULY, MAY, about, claims_of, ticking, told


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A book with four decisions, the last of them an undoing."""
    path = tmp_path_factory.mktemp("chain") / "a.book"
    with open_book(path, create=True, clock=ticking()) as book:
        for d, claims in told():
            book.add(d, claims)
        first = book.decide("reject", "Olena", "not said \u2014 \ud800", about(*claims_of(JULY)))
        book.decide("accept", "\u041e\u043b\u0435\u043d\u0430", "", about(*claims_of(MAY)))
        book.decide("note", "Ivan", "", {**about(*claims_of(MAY)), "text": "to be asked"})
        book.decide("undo", "Ivan", "said after all", {"of": first.hash})
        assert book.verify() == []
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    yield path


def changed(path: Path, *statements: tuple[str, tuple[object, ...]]) -> Path:
    """A copy of the book in which the statements were run."""
    copy = path.with_name("copy.book")
    for name in (copy, copy.with_name("copy.book-wal"), copy.with_name("copy.book-shm")):
        name.unlink(missing_ok=True)
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as db, db:
        for statement, values in statements:
            db.execute(statement, values)
    return copy


def codes(path: Path) -> set[str]:
    with open_book(path) as book:
        return {f.code for f in book.verify()}


@settings(max_examples=150, deadline=None)
@given(
    number=st.integers(1, 4), column=st.sampled_from(["json", "hash"]), at=st.floats(0, 1), other=st.integers(0, 255)
)
def test_any_changed_byte_is_found(decided: Path, number: int, column: str, at: float, other: int) -> None:
    with closing(sqlite3.connect(decided)) as db:
        query = f"SELECT CAST({column} AS BLOB) FROM decisions WHERE number = ?"
        (held,) = db.execute(query, (number,)).fetchone()
    place = min(int(at * len(held)), len(held) - 1)
    if held[place] == other:
        return
    new = held[:place] + bytes([other]) + held[place + 1 :]
    update = f"UPDATE decisions SET {column} = CAST(? AS TEXT) WHERE number = ?"
    assert codes(changed(decided, (update, (new, number)))) == {"decision-changed"}


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_decision_taken_out_is_found_also_the_last(decided: Path, number: int) -> None:
    assert codes(changed(decided, ("DELETE FROM decisions WHERE number = ?", (number,)))) == {"decision-changed"}


@pytest.mark.parametrize("statement", [
    "UPDATE decisions SET number = number + 4",
    "UPDATE decisions SET number = 9 WHERE number = 2",
    "DELETE FROM decision_documents WHERE decision = 1",
    "DELETE FROM decision_documents",
    "INSERT INTO decision_documents VALUES ('doc-other', 2)",
    "UPDATE decision_documents SET decision = 2 WHERE decision = 4",
    "INSERT INTO decisions (hash, json) SELECT 'x', json FROM decisions WHERE number = 4",
    "UPDATE decisions SET json = ' ' || json WHERE number = 4",
    "UPDATE decisions SET json = json || char(10) WHERE number = 4",
    "UPDATE decisions SET json = '[]' WHERE number = 1",
    "UPDATE decisions SET json = 'null' WHERE number = 1",
    "UPDATE events SET body = '{' WHERE kind = 'decided'",
])  # fmt: skip
def test_what_is_moved_added_or_made_unreadable_is_found(decided: Path, statement: str) -> None:
    assert "decision-changed" in codes(changed(decided, (statement, ())))


@pytest.mark.parametrize("statement", [
    "UPDATE claims SET is_rejected = 1 WHERE number = 3",
    "UPDATE claims SET judged = json WHERE number = 3",
    "UPDATE claims SET ties = '[\"1+x\"]' WHERE number = 1",
    "UPDATE claims SET is_rejected = 1 WHERE number = 2",
])  # fmt: skip
def test_a_claim_that_is_not_as_was_decided_is_found(decided: Path, statement: str) -> None:
    assert "decision-not-applied" in codes(changed(decided, (statement, ())))


def test_the_finding_says_which_decision(decided: Path) -> None:
    copy = changed(decided, ("UPDATE decisions SET json = replace(json, 'Ivan', 'Oleh') WHERE number = 3", ()))
    with open_book(copy) as book:
        assert [(f.place, f.severity) for f in book.verify()] == [("decision 3", "error")]


def test_no_decision_is_dated_before_the_one_before(tmp_path: Path) -> None:
    clock = ticking()
    hours = [clock() for _ in range(3)]
    with open_book(tmp_path / "a.book", create=True, clock=lambda: hours.pop()) as book:
        book.add(*told()[0])
        made = [book.decide("note", "Olena", "", {**about(*claims_of(MAY)), "text": "x"}) for _ in range(2)]
        assert made[0].at <= made[1].at
