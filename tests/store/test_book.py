"""The book: what is added is kept, found, and adds up whatever the order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger.builders import COALITION, DE, FR, GB, UA, claim, document, figure, group, pledge, when
from pledgebook.errors import BookError, UnknownIdError
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.query import conflicts, matrix, timeline
from pledgebook.store import Book, EntryFilter, Store, open_book

Pair = tuple[Document, list[Claim]]


def stories() -> list[Pair]:
    """Six documents that tell of a few facts together."""
    texts = [
        ("London is ready to send its troops.", "2025-05-03", "alpha", "en"),
        ("London will send troops, ministers say.", "2025-07-11", "beta", "en"),
        ("Лондон надішле війська.", "2025-07-12", "gamma", "uk"),
        ("Берлин не отправит войска.", "2025-07-12", "delta", "ru"),
        ("The leaders met in Rome, 31 of them.", "2025-07-11", "alpha", "en"),
        ("Undated: more than 30 countries take part.", None, "beta", "en"),
    ]
    docs = [document(t, p, outlet=o, language=lang) for t, p, o, lang in texts]
    a, b, c, d, e, f = docs
    meeting = {
        "format": "summit",
        "date": when("2025-07-10"),
        "place": "place:rome",
        "participants": [COALITION],
    }
    return [
        (a, [pledge(a, GB, "troops", "ready", beneficiary=UA), pledge(a, [GB, FR], "support", "ready")]),
        (b, [pledge(b, GB, "troops", "pledged", beneficiary=UA), claim("meeting", b, **meeting)]),
        (c, [pledge(c, GB, "troops", "pledged"), pledge(c, group(26), "troops", "ready")]),
        (
            d,
            [
                pledge(d, DE, "troops", "refused"),
                claim("position", d, holder=DE, stance="support", about="peace"),
            ],
        ),
        (e, [claim("meeting", e, **meeting), figure(e, "members", 31), pledge(e, DE, "troops", "ready")]),
        (f, [figure(f, "members", 30, "more_than")]),
    ]


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., Book]:
    numbers = itertools.count()

    def made(pairs: list[Pair], **options: Any) -> Book:
        book = open_book(tmp_path / f"{next(numbers)}.book", create=True, **options)
        for d, claims in pairs:
            book.add(d, claims)
        return book

    return made


def state(book: Book) -> list[dict[str, Any]]:
    return [e.as_json() for e in book.entries()]


def test_a_book_is_a_store(make: Callable[..., Book]) -> None:
    store: Store = make([])
    assert store.entries() == []


def test_what_is_added_is_kept(make: Callable[..., Book], tmp_path: Path) -> None:
    pairs = stories()
    first = make(pairs)
    first.close()
    with open_book(first.path) as book:
        assert {d.id: d for d in book.documents()} == {d.id: d for d, _ in pairs}
        assert {c.id for c in book.claims()} == {c.id for _, claims in pairs for c in claims}
        assert list(book.claims(pairs[0][0].id)) == pairs[0][1]
        assert all(book.claim(c.id) == c and book.claim(c.id[6:18]) == c for _, claims in pairs for c in claims)
        assert book.count_entries() == len(book.entries())
        assert book.document(pairs[1][0].id[:9]) == pairs[1][0]
        assert book.verify() == []


def test_the_same_document_again_changes_nothing(make: Callable[..., Book]) -> None:
    book = make(stories())
    before = state(book)
    assert {book.add(d, claims).status for d, claims in stories()} == {"unchanged"}
    assert {book.reread(d, claims).status for d, claims in stories()} == {"unchanged"}
    assert state(book) == before


@settings(max_examples=12, deadline=None)
@given(st.permutations(range(6)), st.sets(st.integers(0, 5)))
def test_order_and_splits_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], reads: set[int]
) -> None:
    folder, pairs = tmp_path_factory.mktemp("order"), stories()
    with open_book(folder / "one", create=True) as one, open_book(folder / "other", create=True) as other:
        for d, claims in pairs:
            one.add(d, claims)
        for n in order:
            other.add(*pairs[n])
            if n in reads:
                other.entries()
        assert state(other) == state(one)
        assert other.verify() == []


def test_reading_a_document_anew(make: Callable[..., Book]) -> None:
    pairs = stories()
    book = make(pairs)
    d, claims = pairs[3]
    better = [pledge(d, FR, "troops", "refused")]
    assert book.reread(d, better).status == "replaced"
    assert list(book.claims(d.id)) == better
    assert state(book) == state(make([*pairs[:3], (d, better), *pairs[4:]]))
    assert book.verify() == []
    assert book.reread(d, claims).status == "replaced"
    assert state(book) == state(make(pairs))


def test_a_claim_of_another_document_is_refused(make: Callable[..., Book]) -> None:
    (one, _), (_, claims) = stories()[:2]
    book = make([])
    with pytest.raises(BookError, match="found a claim of document"):
        book.add(one, claims)
    assert list(book.documents()) == []


def test_as_of_shows_what_a_reader_could_know(make: Callable[..., Book]) -> None:
    pairs = stories()
    book = make(pairs)
    wanted = EntryFilter(kind="commitment", actor=GB, action="troops")
    assert [e.firmness for e in book.entries(wanted, as_of=date(2025, 7, 1))] == ["ready"]
    assert [e.firmness for e in book.entries(wanted, as_of=date(2025, 7, 30))] == ["pledged"]
    assert book.entries(wanted)[0].id == book.entries(wanted, as_of=date(2025, 7, 1))[0].id
    early = [p for p in pairs if p[0].published.when.latest and p[0].published.when.latest <= date(2025, 7, 11)]
    assert [e.as_json() for e in book.entries(as_of=date(2025, 7, 11))] == state(make(early))


def test_recorded_before_shows_the_book_as_it_stood(make: Callable[..., Book]) -> None:
    start = datetime(2025, 8, 1, tzinfo=UTC)
    instants = (start + timedelta(hours=n) for n in itertools.count())
    pairs = stories()
    book = make(pairs, clock=lambda: next(instants))
    later = state(book)
    book.reread(pairs[0][0], [])
    assert [e.as_json() for e in book.entries(recorded_before=start + timedelta(hours=3))] == state(make(pairs[:3]))
    assert [e.as_json() for e in book.entries(recorded_before=start + timedelta(hours=6))] == later
    assert [e.as_json() for e in book.entries(recorded_before=start + timedelta(hours=9))] == state(book)


def test_filters(make: Callable[..., Book]) -> None:
    book = make(stories())

    def found(**wanted: Any) -> int:
        return len(book.entries(EntryFilter(**wanted)))

    assert found(kind="meeting") == 1
    assert found(actor=GB) == 2
    assert found(has_conflict=True) == 1
    assert found(place="place:rome") == 1
    assert found(measure="members") == 1
    assert found(text="война вийсь") == 0
    assert found(text="війська Лондон") >= 1
    assert found(until=date(2025, 6, 1)) == found(document=stories()[0][0].id)
    assert found(firmness="pledged", beneficiary=UA) == 1


def test_an_entry_by_the_beginning_of_its_id(make: Callable[..., Book]) -> None:
    book = make(stories())
    entry = book.entries(EntryFilter(kind="commitment", actor=GB, action="troops"))[0]
    assert book.entry(entry.id[6:12]) == entry
    assert book.entry_of(entry.claims[0]) == [entry.id]
    assert [k.kind for k in book.entry(entry.id).links] == ["is_part_of"]
    with pytest.raises(UnknownIdError, match="found no entry"):
        book.entry("entry-zz")
    with pytest.raises(UnknownIdError, match="several"):
        book.document("doc-")


@pytest.mark.parametrize(
    "query", ['"', "a AND", "NEAR(", "x*", "col:x", "'; DROP TABLE claims; --", "", "\0", "(", "-"]
)
def test_what_is_typed_is_never_syntax(make: Callable[..., Book], query: str) -> None:
    assert make(stories()[:1]).search(query) == []


def test_search_in_all_languages(make: Callable[..., Book]) -> None:
    lemmas = {"війська": "військо", "військ": "військо"}

    def by_table(text: str, language: str) -> str:
        return " ".join(lemmas.get(w.strip(".").lower(), "") for w in text.split()) if language == "uk" else ""

    book = make(stories(), lemmas=by_table)
    hits = book.search("військ")
    assert {h.kind for h in hits} == {"entry", "document"}
    assert [h.id for h in book.search("войска") if h.kind == "document"] == [stories()[3][0].id]
    assert len(book.search("troops", limit=2)) == 2


def test_queries_over_the_book(make: Callable[..., Book]) -> None:
    entries = make(stories()).entries()
    table = matrix(entries)
    assert table.cells[GB, "troops"].firmness == "pledged"
    assert table.cells[DE, "troops"].has_conflict
    assert [c.agreement.slot for c in conflicts(entries)] == ["firmness"]
    moments = timeline(entries, since=date(2025, 7, 1), until=date(2025, 7, 31))
    assert moments[0].when.earliest == date(2025, 7, 10) and moments[0].kind == "meeting"
    assert next(m.state for m in timeline(entries) if m.kind == "commitment") == "ready"


def test_hostile_text_is_kept(make: Callable[..., Book]) -> None:
    bare = [document(t) for t in ("", "lone \ud800 surrogate")]
    docs = [document(t) for t in ("nul \0 inside", "\u202e right to left", "x" * 100_000)]
    book = make([(d, [claim("position", d, holder=GB, stance="support", about=d.text[:20])]) for d in docs])
    docs += bare
    for d in bare:
        book.add(d, [])
    assert {d.id: d.text for d in book.documents()} == {d.id: d.text for d in docs}
    assert book.verify() == []
