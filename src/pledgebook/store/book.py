"""The book in an SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import Any

from pledgebook.errors import BookError, ReadOnlyBookError, UnknownIdError
from pledgebook.ledger.relate import links, sought
from pledgebook.ledger.sources import sketch
from pledgebook.ledger.statement import Told, blocks
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.model.entry import Entry
from pledgebook.model.finding import Finding
from pledgebook.review.decision import Decision
from pledgebook.review.fold import HAND, Folded
from pledgebook.store import judging, rows
from pledgebook.store.connection import connect, explained, is_busy, transaction
from pledgebook.store.contract import Added, EntryFilter, Hit
from pledgebook.store.select import matches, needles
from pledgebook.store.shelf import Shelf
from pledgebook.store.words import Lemmas, look_up, no_lemmas

Clock = Callable[[], datetime]
_EVERYTHING = EntryFilter()


def _now() -> datetime:
    return datetime.now(UTC)


def open_book(
    path: str | PathLike[str],
    *,
    create: bool = False,
    readonly: bool = False,
    lemmas: Lemmas = no_lemmas,
    clock: Clock = _now,
    timeout: float = 30.0,
) -> Book:
    """The book at the path; create makes one where there is none.

    lemmas(text, language) gives the dictionary forms of a text for searching; timeout is how many seconds to
    wait for another writer.
    """
    where = Path(path)
    connection = connect(where, create=create, readonly=readonly, timeout=timeout)
    return Book(where, connection, readonly=readonly, lemmas=lemmas, clock=clock)


class Book:
    """An open book. Entries and the index are brought up to date on the first reading after an addition."""

    def __init__(
        self, path: Path, connection: sqlite3.Connection, *, readonly: bool, lemmas: Lemmas, clock: Clock
    ) -> None:
        self.path = path
        self.is_readonly = readonly
        self._db = connection
        self._lemmas = lemmas
        self._clock = clock
        self._shelf = Shelf(connection, lemmas)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def add(self, document: Document, claims: Iterable[Claim]) -> Added:
        """Keeps a document and its claims, all or nothing; one that is there already changes nothing."""
        self._check_writable()
        if self.has(document.id):
            return Added("unchanged", document.id)
        told, kept = self._told(document), self._checked(document, claims)
        with explained(self.path), transaction(self._db):
            if self._number(document.id) is not None:
                return Added("unchanged", document.id)
            at = self._instant()
            number = self._insert_document(document, told, at)
            self._insert_claims(number, kept, at)
            judging.judge(self._db, document.id)
            self._record(at, "added", document.id, {"claims": len(kept)})
        return Added("added", document.id, len(kept))

    def reread(self, document: Document, claims: Iterable[Claim]) -> Added:
        """Puts these claims, and what was found out of the document, in the place of what the book held."""
        self._check_writable()
        if not self.has(document.id):
            return self.add(document, claims)
        told, kept = self._told(document), self._checked(document, claims)
        with explained(self.path), transaction(self._db):
            number = self._number(document.id)
            assert number is not None
            packed = rows.document_json(document)
            is_same = self._db.execute("SELECT json FROM documents WHERE number = ?", (number,)).fetchone()[0] == packed
            new = {identity: rows.packed(claim.as_json()) for identity, claim in kept.items()}
            if is_same and self._held(number) == new:
                return Added("unchanged", document.id)
            at = self._instant()
            self._db.execute(
                "UPDATE blocks SET is_stale = 2 WHERE number IN (SELECT block FROM claim_blocks"
                " JOIN claims ON claims.number = claim WHERE document = ? AND replaced_at IS NULL)",
                (number,),
            )  # fmt: skip
            self._db.execute(
                "UPDATE claims SET replaced_at = ? WHERE document = ? AND replaced_at IS NULL", (at, number)
            )
            when = told.published
            self._db.execute(
                "UPDATE documents SET json = ?, language = ?, outlet = ?, first_on = ?, last_on = ?,"
                " sketch = ? WHERE number = ?",
                (packed, told.language, told.outlet, rows.iso(when.earliest), rows.iso(when.latest),
                 rows.packed_sketch(told.sketch), number),
            )  # fmt: skip
            self._insert_claims(number, kept, at)
            judging.judge(self._db, document.id)
            self._record(at, "reread", document.id, {"claims": len(kept)})
        return Added("replaced", document.id, len(kept))

    def version(self) -> str:
        """Another text whenever something was added, read anew or decided."""
        with explained(self.path):
            return str(self._db.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()[0])

    def has(self, document: str) -> bool:
        """Whether the book holds a document of this id."""
        with explained(self.path):
            return self._number(document) is not None

    def documents(self) -> Iterator[Document]:
        """All documents, in order of id."""
        with explained(self.path):
            for packed, text in self._db.execute("SELECT json, text FROM documents ORDER BY id"):
                yield rows.document_of(packed, text)

    def document(self, identity: str) -> Document:
        """One document, by its id or the beginning of it."""
        found = self._full_id("documents", "document", "doc-", identity)
        with explained(self.path):
            row = self._db.execute("SELECT json, text FROM documents WHERE id = ?", (found,)).fetchone()
        return rows.document_of(*row)

    def claims(self, document: str | None = None) -> Iterator[Claim]:
        """The claims of one document or of all, in order of document and place."""
        every, one = "SELECT number FROM documents ORDER BY id", "SELECT number FROM documents WHERE id = ?"
        query = "SELECT json FROM claims WHERE document = ? AND replaced_at IS NULL ORDER BY number"
        with explained(self.path):
            found = self._db.execute(one, (document,)) if document else self._db.execute(every)
            for row in found.fetchall():
                for (packed,) in self._db.execute(query, row):
                    yield rows.claim_of(packed)

    def claim(self, identity: str) -> Claim:
        """One claim, by its id or the beginning of it."""
        found = self._full_id("claims", "claim", "claim-", identity)
        query = "SELECT json FROM claims WHERE id = ? AND replaced_at IS NULL"
        with explained(self.path):
            return rows.claim_of(self._db.execute(query, (found,)).fetchone()[0])

    def count_entries(self) -> int:
        """How many entries there are now."""
        with explained(self.path):
            self._refresh()
            if self._shelf.is_behind:
                return sum(1 for _ in self._shelf.entries())
            return int(self._db.execute("SELECT count(*) FROM entries").fetchone()[0])

    def entries(
        self,
        wanted: EntryFilter = _EVERYTHING,
        *,
        as_of: date | None = None,
        recorded_before: datetime | None = None,
    ) -> list[Entry]:
        """The entries in order of id: now, as a reader of a day knew them, or as the book once stood.

        as_of takes only documents that were surely published by then; one of unknown date is in none.
        """
        with explained(self.path):
            self._refresh()
            if as_of is None and recorded_before is None:
                found = self._shelf.entries(wanted.kind, needles(wanted))
            else:
                before = _stamp(recorded_before) if recorded_before else None
                found = self._shelf.entries_at(rows.iso(as_of), before, wanted.kind)
            return sorted((e for e in found if matches(e, wanted)), key=lambda e: e.id)

    def entry(self, identity: str) -> Entry:
        """One entry with its links, by its id or the beginning of it."""
        with explained(self.path):
            self._refresh()
            if self._shelf.is_behind:
                return self._entry_behind(identity)
            found = self._shelf.entry(self._full_id("entries", "entry", "entry-", identity))
            return replace(found, links=links(found, self._shelf.entries_with(sought(found))))

    def _entry_behind(self, identity: str) -> Entry:
        """The same from a book that cannot be brought up to date."""
        known = list(self._shelf.entries())
        found = [e for e in known if e.id.startswith((identity, "entry-" + identity))]
        if len(found) != 1:
            raise UnknownIdError(f"{self.path}: found {len(found)} entries with id {identity!r}, expected one")
        return replace(found[0], links=links(found[0], known))

    def entry_of(self, claim: str) -> list[str]:
        """The ids of the entries that a claim is part of: several where it names several actors."""
        with explained(self.path):
            self._refresh()
            if self._shelf.is_behind:
                return sorted(e.id for e in self._shelf.entries() if claim in e.claims)
            query = "SELECT id FROM entry_claims JOIN entries ON number = entry WHERE claim = ? ORDER BY id"
            return [row[0] for row in self._db.execute(query, (claim,))]

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Entries and documents in which the words occur, in any of the languages; the best first."""
        with explained(self.path):
            self._refresh()
            return look_up(self._db, query, limit, self._lemmas)

    def decide(self, kind: str, by: str, why: str, body: dict[str, Any]) -> Decision:
        """Records a decision of a reviewer and brings the claims that it is about in line with it, all or nothing."""
        self._check_writable()
        with explained(self.path), transaction(self._db):
            made = judging.append(self._db, kind, self._instant(), by, why, body)
            named = "SELECT document FROM decision_documents JOIN decisions ON decision = number WHERE hash = ?"
            for (document,) in self._db.execute(named, (made.hash,)).fetchall():
                judging.judge(self._db, document)
            self._record(made.at, "decided", "", {"hash": made.hash})
        return made

    def decisions(self, document: str | None = None) -> list[Decision]:
        """All decisions in order, or those that are about a document."""
        with explained(self.path):
            return judging.chain(self._db, document)

    def judged(self, document: str) -> Folded:
        """The claims of a document as decided of."""
        with explained(self.path):
            return judging.folded(self._db, document)

    def accepted(self) -> frozenset[str]:
        """The ids of the claims that a reviewer accepted."""
        documents = {document for one in self.decisions() for document in one.documents}
        judged = (one for document in documents for one in self.judged(document).judged.items())
        return frozenset(identity for identity, how in judged if how.is_accepted)

    def verify(self) -> list[Finding]:
        """What is wrong with the book: nothing, if all is well."""
        from pledgebook.store.verify import findings

        with explained(self.path):
            self._refresh()
            return findings(self._db, self._shelf)

    def refresh(self) -> None:
        """Brings the entries up to date now instead of on the next reading."""
        self._check_writable()
        with explained(self.path):
            self._shelf.refresh()

    def _refresh(self) -> None:
        """Before a reading; where the book cannot be written now, the reading works out what is missing."""
        self._shelf.is_behind = self.is_readonly and self._shelf.has_stale()
        if self.is_readonly:
            return
        try:
            self._shelf.refresh()
        except sqlite3.OperationalError as error:
            if not is_busy(error):
                raise
            self._shelf.is_behind = True

    def _check_writable(self) -> None:
        if self.is_readonly:
            raise ReadOnlyBookError(f"{self.path}: found the book opened for reading only; open it for writing")

    def _told(self, document: Document) -> Told:
        main = "\n".join(document.text[b.start : b.end] for b in document.blocks if b.is_text)
        outlet, published = document.outlet, document.published.when
        return Told(document.id, document.language, outlet, published, sketch(main or document.text))

    def _checked(self, document: Document, claims: Iterable[Claim]) -> dict[str, Claim]:
        """The claims by id, each once; raises where one is of another document."""
        unique = {claim.id: claim for claim in claims}
        strange = next((c.document for c in unique.values() if c.document != document.id), None)
        if strange is not None:
            raise BookError(f"{self.path}: found a claim of document {strange}, expected {document.id}")
        return unique

    def _number(self, document: str) -> int | None:
        row = self._db.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
        return int(row[0]) if row else None

    def _held(self, number: int) -> dict[str, str]:
        """The claims of a document that were read, by id."""
        query = "SELECT id, json FROM claims WHERE document = ? AND replaced_at IS NULL"
        held = self._db.execute(query, (number,)).fetchall()
        return {identity: packed for identity, packed in held if rows.claim_of(packed).extractor != HAND}

    def _instant(self) -> str:
        return _stamp(self._clock())

    def _record(self, at: str, kind: str, document: str, body: dict[str, Any]) -> None:
        query = "INSERT INTO events (at, kind, document, body) VALUES (?, ?, ?, ?)"
        self._db.execute(query, (at, kind, document, rows.packed(body)))

    def _insert_document(self, document: Document, told: Told, at: str) -> int:
        when = told.published
        row = (
            document.id, rows.sha256(document.text), told.language, told.outlet, rows.iso(when.earliest),
            rows.iso(when.latest), rows.packed_sketch(told.sketch), at, rows.document_json(document),
            rows.stored_text(document.text),
        )  # fmt: skip
        cursor = self._db.execute(
            "INSERT INTO documents (id, sha256, language, outlet, first_on, last_on, sketch, recorded_at,"
            " json, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        return int(cursor.lastrowid or 0)

    def _insert_claims(self, number: int, claims: dict[str, Claim], at: str) -> None:
        links = []
        for identity, claim in claims.items():
            claim_number = self._db.execute(
                "INSERT INTO claims (id, document, kind, recorded_at, json) VALUES (?, ?, ?, ?, ?)",
                (identity, number, claim.kind, at, rows.packed(claim.as_json())),
            ).lastrowid
            links += [(judging.block_number(self._db, name, claim.kind), claim_number) for name in blocks(claim)]
        self._db.executemany("INSERT INTO claim_blocks (block, claim) VALUES (?, ?)", links)
        touched = sorted({(block,) for block, _ in links})
        self._db.executemany("UPDATE blocks SET is_stale = 1 WHERE number = ? AND NOT is_stale", touched)

    def _full_id(self, table: str, noun: str, prefix: str, identity: str) -> str:
        """The one id that is meant."""
        start = identity if identity.startswith(prefix) else prefix + identity
        query = {
            "documents": "SELECT id FROM documents WHERE id >= ? AND id < ? ORDER BY id LIMIT 3",
            "entries": "SELECT id FROM entries WHERE id >= ? AND id < ? ORDER BY id LIMIT 3",
            "claims": "SELECT id FROM claims WHERE id >= ? AND id < ? AND replaced_at IS NULL ORDER BY id LIMIT 3",
        }[table]
        with explained(self.path):
            found = [row[0] for row in self._db.execute(query, (start, start + "\uffff"))]
        if len(found) == 1 or identity in found:
            return identity if identity in found else str(found[0])
        if not found:
            raise UnknownIdError(f"{self.path}: found no {noun} with id {identity!r}; list them to see their ids")
        raise UnknownIdError(f"{self.path}: found several {noun} ids that begin with {identity!r}; give more of it")


def _stamp(instant: datetime) -> str:
    """An instant as text that sorts by time."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds")
