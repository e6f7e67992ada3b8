"""The entries as kept in the book: a function of the claims, redone block by block where claims came or went."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.ledger.build import entries_of
from pledgebook.ledger.relate import keys
from pledgebook.ledger.statement import Statement, Told, statements
from pledgebook.model.entry import Entry
from pledgebook.store import rows
from pledgebook.store.connection import transaction
from pledgebook.store.words import Lemmas, entry_words

_BATCH = 200  # blocks brought up to date in one transaction: writers wait no longer than that takes
_CLAIMS = """
    SELECT c.id, c.json, d.id, d.language, d.outlet, d.first_on, d.last_on, d.sketch
    FROM claim_blocks b JOIN claims c ON c.number = b.claim JOIN documents d ON d.number = c.document
    WHERE b.block = ?
"""
_NOW = " AND c.replaced_at IS NULL"
_THEN = """
    AND (?2 IS NULL OR d.last_on <= ?2)
    AND CASE WHEN ?3 IS NULL THEN c.replaced_at IS NULL
        ELSE c.recorded_at < ?3 AND (c.replaced_at IS NULL OR c.replaced_at >= ?3) END
"""
_TOUCHED = """
    SELECT k.number, k.name,
        SUM((?1 IS NULL OR d.last_on <= ?1) IS NOT 1
            OR (?2 IS NOT NULL AND c.recorded_at >= ?2) OR c.replaced_at IS NOT NULL) AS others
    FROM blocks k JOIN claim_blocks b ON b.block = k.number JOIN claims c ON c.number = b.claim
        JOIN documents d ON d.number = c.document
    WHERE ?3 IS NULL OR k.kind = ?3
    GROUP BY k.number ORDER BY k.number
"""


class Shelf:
    """Entries kept in step with the claims of a book. is_behind: it cannot be written, so stale blocks are worked out
    at each reading."""

    def __init__(self, connection: sqlite3.Connection, lemmas: Lemmas) -> None:
        self._db = connection
        self._lemmas = lemmas
        self.is_behind = False

    def has_stale(self) -> bool:
        """Whether claims were added since the entries were last brought up to date."""
        return self._db.execute("SELECT 1 FROM blocks WHERE is_stale LIMIT 1").fetchone() is not None

    def refresh(self) -> None:
        """Brings the entries of all touched blocks up to date, a batch at a time."""
        while self.has_stale():
            with transaction(self._db):
                query = "SELECT number, name FROM blocks WHERE is_stale ORDER BY number LIMIT ?"
                for number, name in self._db.execute(query, (_BATCH,)).fetchall():
                    self._replace(number, self.worked_out(number, name))
                    self._db.execute("UPDATE blocks SET is_stale = 0 WHERE number = ?", (number,))

    def worked_out(self, number: int, name: str) -> list[Entry]:
        """The entries of a block, from its claims."""
        return entries_of(name, self._statements(name, self._db.execute(_CLAIMS + _NOW, (number,))))

    def _statements(self, name: str, found: Iterable[tuple[Any, ...]]) -> Iterator[Statement]:
        told: dict[str, Told] = {}
        for identity, packed, *document in found:
            if document[0] not in told:
                told[document[0]] = rows.told_of(tuple(document))
            claim = rows.claim_of(packed)
            for one in statements(claim, told[document[0]], claim_id=identity):
                if one.block == name:
                    yield one

    def _replace(self, block: int, entries: list[Entry]) -> None:
        held = {i: (n, j) for n, i, j in self._db.execute(
            "SELECT number, id, json FROM entries WHERE block = ?", (block,))}  # fmt: skip
        new = {e.id: (e, rows.packed(e.as_json())) for e in entries}
        for identity, (number, packed) in held.items():
            if identity not in new or new[identity][1] != packed:
                self._remove(number)
        for identity, (entry, packed) in new.items():
            if identity not in held or held[identity][1] != packed:
                self._insert(block, entry, packed)

    def _remove(self, number: int) -> None:
        self._db.execute("DELETE FROM entries WHERE number = ?", (number,))
        self._db.execute("DELETE FROM entry_claims WHERE entry = ?", (number,))
        self._db.execute("DELETE FROM entry_keys WHERE entry = ?", (number,))
        self._db.execute("DELETE FROM entry_words WHERE rowid = ?", (number,))

    def _insert(self, block: int, entry: Entry, packed: str) -> None:
        query = "INSERT INTO entries (id, block, kind, json) VALUES (?, ?, ?, ?)"
        number = self._db.execute(query, (entry.id, block, entry.kind, packed)).lastrowid
        self._db.executemany("INSERT INTO entry_claims VALUES (?, ?)", [(number, c) for c in entry.claims])
        self._db.executemany("INSERT INTO entry_keys VALUES (?, ?)", [(k, number) for k in keys(entry)])
        words = entry_words(entry, self._lemmas)
        self._db.execute("INSERT INTO entry_words (rowid, words) VALUES (?, ?)", (number, words))

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """All entries as they are now."""
        query = (
            "SELECT e.json, k.name FROM entries e JOIN blocks k ON k.number = e.block"
            " WHERE (?1 IS NULL OR e.kind = ?1) AND (NOT ?2 OR NOT k.is_stale)"
        )
        for packed, name in self._db.execute(query, (kind, self.is_behind)):
            yield Entry.from_json(json.loads(packed), name)
        if self.is_behind:
            stale = "SELECT number, name FROM blocks WHERE is_stale AND (?1 IS NULL OR kind = ?1)"
            for number, name in self._db.execute(stale, (kind,)).fetchall():
                yield from self.worked_out(number, name)

    def entries_at(self, as_of: str | None, before: str | None, kind: str | None) -> Iterator[Entry]:
        """All entries from the claims known by a day or recorded before an instant."""
        for number, name, others in self._db.execute(_TOUCHED, (as_of, before, kind)).fetchall():
            if others or self.is_behind:
                found = self._db.execute(_CLAIMS + _THEN, (number, as_of, before))
                yield from entries_of(name, self._statements(name, found))
            else:
                query = "SELECT json FROM entries WHERE block = ?"
                for (packed,) in self._db.execute(query, (number,)):
                    yield Entry.from_json(json.loads(packed), name)

    def entry(self, identity: str) -> Entry:
        """The entry of this id, which must be there."""
        query = "SELECT e.json, k.name FROM entries e JOIN blocks k ON k.number = e.block WHERE e.id = ?"
        packed, name = self._db.execute(query, (identity,)).fetchone()
        return Entry.from_json(json.loads(packed), name)

    def entries_with(self, wanted: list[str]) -> Iterator[Entry]:
        """The entries that can be found by one of the keys."""
        query = "SELECT e.json FROM entry_keys k JOIN entries e ON e.number = k.entry WHERE k.key = ? ORDER BY e.id"
        for key in wanted:
            for (packed,) in self._db.execute(query, (key,)):
                yield Entry.from_json(json.loads(packed))
