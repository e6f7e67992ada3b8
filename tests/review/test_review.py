"""Decisions: kept in a chain, bound to words, folded in whatever the order, undone by another event."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.builders import DE, FR, GB, UA, document, pledge
from pledgebook.model.claim import Claim, Slot
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.model.span import Evidence
from pledgebook.review.binding import bound, met
from pledgebook.review.decision import Decision, breaks, in_force
from pledgebook.review.fold import HAND
from pledgebook.review.queue import queue
from pledgebook.store import Book, open_book
from pledgebook.store.schema import MIGRATIONS

TESTS = Path(__file__).resolve().parents[1]
MAY = document("London is ready to send troops to Ukraine, it said in May.", "2025-05-03", outlet="alpha")
JULY = document("London will send troops to Ukraine, it said in July.", "2025-07-11", outlet="beta")
AUGUST = document("Berlin is ready to send troops to Ukraine after all.", "2025-08-11", outlet="gamma")


def told() -> list[tuple[Document, list[Claim]]]:
    return [
        (MAY, [pledge(MAY, GB, "troops", "ready", beneficiary=UA)]),
        (JULY, [pledge(JULY, GB, "troops", "pledged", beneficiary=UA)]),
        (AUGUST, [pledge(AUGUST, DE, "troops", "ready", beneficiary=UA)]),
    ]


def ticking() -> Callable[[], datetime]:
    hours = iter(range(10_000))
    return lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=next(hours))


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    with open_book(tmp_path / "a.book", create=True, clock=ticking()) as made:
        for d, claims in told():
            made.add(d, claims)
        yield made


def claims_of(d: Document) -> list[Claim]:
    return {x.id: c for x, c in told()}[d.id]


def about(*claims: Claim) -> dict[str, Any]:
    return {"about": [bound(c) for c in claims]}


def state(book: Book) -> list[dict[str, Any]]:
    return [e.as_json() for e in book.entries()]


def firmness(book: Book, who: str = GB) -> list[str | None]:
    return [e.firmness for e in book.entries() if e.slots["actor"][0]["id"] == who]


def test_what_is_rejected_leaves_the_entries_and_can_come_back(book: Book) -> None:
    before = state(book)
    made = book.decide("reject", "Olena", "not said", about(*claims_of(JULY)))
    assert firmness(book) == ["ready"]
    assert book.claim(claims_of(JULY)[0].id).value("firmness") == "pledged"  # still to be seen
    book.decide("undo", "Olena", "said after all", {"of": made.hash})
    assert state(book) == before
    assert book.verify() == []


def test_a_correction_tells_who_why_and_when(book: Book) -> None:
    (claim,) = claims_of(JULY)
    book.decide("correct", "Olena", "read again", {**about(claim), "slots": {"firmness": "binding"}, "was": {}})
    assert firmness(book) == ["binding"]
    judged = book.judged(JULY.id).judged[claim.id]
    assert judged.claim.slots["firmness"].basis == "corrected by Olena: read again"
    assert judged.claim.evidence == claim.evidence


def test_a_corrected_holder_moves_the_claim_to_another_entry(book: Book) -> None:
    (claim,) = claims_of(AUGUST)
    french = [{"id": FR, "kind": "country", "name": "France"}]
    book.decide("correct", "Olena", "", {**about(claim), "slots": {"actor": french}, "was": {}})
    assert (firmness(book, DE), firmness(book, FR)) == ([], ["ready"])
    assert book.verify() == []


def test_entries_are_parted_and_joined(book: Book) -> None:
    (may,), (july,) = claims_of(MAY), claims_of(JULY)
    (whole,) = [e for e in book.entries() if e.slots["actor"][0]["id"] == GB]
    parted = book.decide("split", "Olena", "two things", {"apart": [bound(july)], "rest": [bound(may)]})
    assert sorted(map(str, firmness(book))) == ["pledged", "ready"]
    assert len({e.id for e in book.entries()}) == 3
    book.decide("merge", "Olena", "one thing", {"first": [bound(may)], "second": [bound(july)]})
    assert firmness(book) == ["pledged"]
    book.decide("undo", "Olena", "", {"of": parted.hash})
    assert [e.claims for e in book.entries() if e.slots["actor"][0]["id"] == GB] == [whole.claims]
    assert book.verify() == []


def test_a_claim_can_be_declared_and_taken_back(book: Book) -> None:
    words = "Berlin is ready"
    slots = {"actor": Slot([{"id": FR, "kind": "country"}]), "action": Slot("logistics"), "firmness": Slot("ready")}
    made = Claim("commitment", AUGUST.id, (Evidence.of(AUGUST.text, 0, len(words)),), slots)
    decision = book.decide("declare", "Olena", "it says so", {"claim": made.as_json()})
    (entry,) = [e for e in book.entries() if e.slots["actor"][0]["id"] == FR]
    (claim_id,) = entry.claims
    assert book.claim(claim_id).extractor == HAND
    assert book.reread(AUGUST, claims_of(AUGUST)).status == "unchanged"
    book.decide("undo", "Olena", "", {"of": decision.hash})
    assert firmness(book, FR) == []
    assert book.verify() == []


def test_decisions_survive_a_newer_reader(book: Book) -> None:
    (claim,) = claims_of(JULY)
    kept = book.decide("reject", "Olena", "", about(claim))
    moved = replace(claim, evidence=(Evidence.of(JULY.text, 0, 35),), extractor="reader 2")
    book.reread(JULY, [moved])
    assert firmness(book) == ["ready"]
    assert book.judged(JULY.id).state == {kept.hash: "changed"}
    book.reread(JULY, [])
    assert book.judged(JULY.id).state == {kept.hash: "lost"}
    book.reread(JULY, [claim])
    assert book.judged(JULY.id).state == {kept.hash: "met"}
    assert book.verify() == []


def test_a_correction_of_what_reads_otherwise_now_is_shown_as_such(book: Book) -> None:
    (claim,) = claims_of(JULY)
    body = {**about(claim), "slots": {"firmness": "binding"}, "was": {"firmness": "pledged"}}
    made = book.decide("correct", "Olena", "", body)
    assert book.judged(JULY.id).state == {made.hash: "met"}
    book.reread(JULY, [replace(claim, slots={**claim.slots, "firmness": Slot("agreed")})])
    assert book.judged(JULY.id).state == {made.hash: "changed"}


def test_the_view_of_an_earlier_record_knows_no_later_decision(book: Book) -> None:
    before = state(book)
    book.decide("reject", "Olena", "", about(*claims_of(JULY)))
    at = datetime.fromisoformat(book.decisions()[0].at)
    assert [e.as_json() for e in book.entries(recorded_before=at)] == before
    assert [e.as_json() for e in book.entries(as_of=date(2026, 1, 1))] == state(book)


@settings(max_examples=15, deadline=None)
@given(st.permutations(range(3)), st.integers(0, 10_000))
def test_with_decisions_too_order_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], seed: int
) -> None:
    """The same decisions, made before or after the documents came, give the same book."""
    folder, pairs = tmp_path_factory.mktemp("order"), told()
    (may,), (july,) = claims_of(MAY), claims_of(JULY)
    bodies: list[tuple[str, dict[str, Any]]] = [
        ("reject", about(*claims_of(AUGUST))),
        ("correct", {**about(july), "slots": {"firmness": "agreed"}, "was": {}}),
        ("split", {"apart": [bound(july)], "rest": [bound(may)]}),
    ]
    chance = random.Random(seed)
    early = [chance.random() < 0.5 for _ in bodies]
    with (
        open_book(folder / "one", create=True, clock=ticking()) as one,
        open_book(folder / "other", create=True, clock=ticking()) as other,
    ):
        for d, claims in pairs:
            one.add(d, claims)
        for kind, body in bodies:
            one.decide(kind, "Olena", "", body)
        for (kind, body), is_early in zip(bodies, early, strict=True):
            if is_early:
                other.decide(kind, "Olena", "", body)
        for n in order:
            other.add(*pairs[n])
        for (kind, body), is_early in zip(bodies, early, strict=True):
            if not is_early:
                other.decide(kind, "Olena", "", body)
        assert [e.slots for e in sorted(other.entries(), key=_key)] == [
            e.slots for e in sorted(one.entries(), key=_key)
        ]
        assert other.verify() == one.verify() == []


def _key(entry: Entry) -> tuple[str, ...]:
    """Entries by their claims: the ids of what was parted hold the hash of the decision, which holds its instant."""
    return entry.claims


def chain(*kinds: str) -> list[Decision]:
    made: list[Decision] = []
    for n, kind in enumerate(kinds):
        previous = made[-1].hash if made else ""
        made.append(Decision(kind, f"2026-01-0{n + 1}", "Olena", "why \ud800 'x'", {"n": n}, previous))
    return made


@given(st.integers(0, 3), st.sampled_from(["at", "by", "why", "body", "kind"]))
def test_any_change_to_the_chain_is_found(number: int, name: str) -> None:
    every = chain("reject", "note", "accept", "note")
    recorded = [(d, d.hash) for d in every]
    assert list(breaks(recorded)) == []
    other = {"x": 1} if name == "body" else "merge" if name == "kind" else "else"
    changed = [*recorded]
    changed[number] = (replace(every[number], **{name: other}), every[number].hash)
    assert list(breaks(changed))
    assert list(breaks(recorded[:number] + recorded[number + 1 :])) or number == 3


def test_decisions_go_through_json() -> None:
    assert [Decision.from_json(d.as_json()).hash for d in chain("reject", "note")] == [
        d.hash for d in chain("reject", "note")
    ]


def test_undoing_is_undone() -> None:
    first = Decision("reject", "1", "Olena", "", {})
    back = Decision("undo", "2", "Olena", "", {"of": first.hash}, first.hash)
    again = Decision("undo", "3", "Olena", "", {"of": back.hash}, back.hash)
    assert in_force([first, back]) == []
    assert in_force([first, back, again]) == [first]


def test_what_a_decision_is_about_is_found_by_its_words() -> None:
    (claim,) = claims_of(MAY)
    binding = bound(claim)
    assert met(binding, [claim]) == (claim, False)
    other = replace(claim, slots={**claim.slots, "firmness": Slot("pledged")})
    assert met(binding, [other]) == (other, True)
    assert met(binding, [pledge(MAY, DE, "troops", "ready")]) is None
    assert met(binding, []) is None


def test_contradictions_come_first_and_what_was_accepted_is_done(book: Book) -> None:
    entries = book.entries()
    assert [t.weight for t in queue(entries, frozenset())] == sorted(
        (t.weight for t in queue(entries, frozenset())), reverse=True
    )
    (claim,) = claims_of(AUGUST)
    assert DE not in [t.entry.slots["actor"][0]["id"] for t in queue(entries, frozenset([claim.id]))]


WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from review.test_review import about, claims_of, MAY
from pledgebook.store import open_book
with open_book(sys.argv[2]) as book:
    for n in range(20):
        book.decide("note", sys.argv[3], str(n), {**about(*claims_of(MAY)), "text": "x"})
"""


def test_two_reviewers_at_once_lose_nothing(book: Book) -> None:
    book.close()
    names = ("Olena", "Ivan")
    arguments = [[sys.executable, "-c", WRITER, str(TESTS), str(book.path), name] for name in names]
    running = [subprocess.Popen(a) for a in arguments]
    assert [r.wait(60) for r in running] == [0, 0]
    with open_book(book.path) as again:
        found = again.decisions()
        assert sorted((d.by, int(d.why)) for d in found) == sorted((n, i) for n in names for i in range(20))
        assert again.verify() == []


def test_an_older_book_is_brought_forward_beside_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "old.book"
    with open_book(path, create=True) as book:
        for d, claims in told():
            book.add(d, claims)
        before = state(book)
    with sqlite3.connect(path) as db:  # back to the first version
        for name in ("judged", "is_rejected", "ties", "decided_at"):
            db.execute(f"ALTER TABLE claims DROP COLUMN {name}")
        db.execute("DROP TABLE decision_documents")
        db.execute("DROP TABLE decisions")
        db.execute("PRAGMA user_version = 1")
    with open_book(path) as book:
        assert state(book) == before
        book.decide("reject", "Olena", "", about(*claims_of(JULY)))
        assert book.verify() == []
    copy = tmp_path / "old.book.v1"
    with sqlite3.connect(copy) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (3,)
    assert len(MIGRATIONS) == 2
