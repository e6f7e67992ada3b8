"""The entries as kept in the book: a function of its claims, redone block by block where those changed."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pledgebook.ledger.build import entries_of, entry_of, groups_of
from pledgebook.ledger.relate import keys
from pledgebook.ledger.statement import Statement, Told, light, statements
from pledgebook.model.entry import Entry
from pledgebook.store import rows
from pledgebook.store.connection import transaction
from pledgebook.store.words import Lemmas, document_words, entry_words

_LARGE = 2000  # claims; the statements of a larger block are not all held in memory whole
_BATCH = 200  # blocks or documents in one transaction: writers wait no longer than that takes
_BATCH_CLAIMS = 5000  # in the blocks of one transaction, unless a single block has more
_STALE = """
    SELECT number, name, is_stale, (SELECT count(*) FROM claim_blocks WHERE block = number)
    FROM blocks WHERE is_stale ORDER BY number LIMIT ?
"""
_CLAIMS = """
    SELECT c.id, coalesce(c.judged, c.json), c.ties, d.id, d.language, d.outlet, d.first_on, d.last_on, d.sketch
    FROM claim_blocks b JOIN claims c ON c.number = b.claim JOIN documents d ON d.number = c.document
    WHERE b.block = ?
"""
_CLAIMS_THEN = _CLAIMS.replace("b.block = ?", "b.block = ?1").replace(
    "coalesce(c.judged, c.json), c.ties",
    "CASE WHEN c.decided_at >= ?3 THEN c.json ELSE coalesce(c.judged, c.json) END,"
    " CASE WHEN c.decided_at >= ?3 THEN NULL ELSE c.ties END",
)
_NOW = " AND c.replaced_at IS NULL AND NOT c.is_rejected"
_THEN = """
    AND (?2 IS NULL OR d.last_on <= ?2)
    AND CASE WHEN ?3 IS NULL THEN c.replaced_at IS NULL
        ELSE c.recorded_at < ?3 AND (c.replaced_at IS NULL OR c.replaced_at >= ?3) END
    AND (NOT c.is_rejected OR coalesce(c.decided_at >= ?3, 0))
"""
_TOUCHED = """
    SELECT k.number, k.name,
        SUM((?1 IS NULL OR d.last_on <= ?1) IS NOT 1
            OR (?2 IS NOT NULL AND (c.recorded_at >= ?2 OR coalesce(c.decided_at >= ?2, 0)))
            OR c.replaced_at IS NOT NULL) AS others
    FROM blocks k JOIN claim_blocks b ON b.block = k.number JOIN claims c ON c.number = b.claim
        JOIN documents d ON d.number = c.document
    WHERE ?3 IS NULL OR k.kind = ?3
    GROUP BY k.number ORDER BY k.number
"""


class Shelf:
    """Entries kept in step with the claims of a book.

    is_behind: the book cannot be written, so that stale blocks are worked out at each reading.
    """

    def __init__(self, connection: sqlite3.Connection, lemmas: Lemmas) -> None:
        self._db = connection
        self._lemmas = lemmas
        self.is_behind = False

    def has_stale(self) -> bool:
        """Whether claims were added since the entries were last brought up to date."""
        return self._db.execute("SELECT 1 FROM blocks WHERE is_stale LIMIT 1").fetchone() is not None

    def refresh(self) -> None:
        """Brings the entries of all touched blocks and the index up to date, a batch at a time."""
        while self.has_stale():
            with transaction(self._db):
                done = 0
                for number, name, how, size in self._db.execute(_STALE, (_BATCH,)).fetchall():
                    self._redo(number, name, may_keep=how == 1, is_light=size > _LARGE)
                    self._db.execute("UPDATE blocks SET is_stale = 0 WHERE number = ?", (number,))
                    done += size
                    if done >= _BATCH_CLAIMS:
                        break
        while self._last("documents", "number") > self._last("document_words_docsize", "id"):
            with transaction(self._db):
                self._index_documents()

    def _last(self, table: str, column: str) -> int:
        return int(self._db.execute(f"SELECT coalesce(max({column}), 0) FROM {table}").fetchone()[0])  # noqa: S608

    def _index_documents(self) -> None:
        """Makes the next documents searchable."""
        query = "SELECT number, json, text FROM documents WHERE number > ? ORDER BY number LIMIT ?"
        last = self._last("document_words_docsize", "id")
        for number, packed, text in self._db.execute(query, (last, _BATCH)):
            words = document_words(rows.document_of(packed, text), self._lemmas)
            self._db.execute("INSERT INTO document_words (rowid, words) VALUES (?, ?)", (number, words))

    def worked_out(self, number: int, name: str) -> list[Entry]:
        """The entries of a block, from its claims."""
        return entries_of(name, self._statements(name, self._claims(number)))

    def _statements(
        self, name: str, found: Iterable[tuple[Any, ...]], *, is_light: bool = False
    ) -> Iterator[Statement]:
        told: dict[str, Told] = {}
        for identity, packed, ties, *document in found:
            if document[0] not in told:
                told[document[0]] = rows.told_of(tuple(document), with_sketch=not is_light)
            claim = rows.claim_of(packed)
            how = tuple(json.loads(ties)) if ties else ()
            for one in statements(claim, told[document[0]], claim_id=identity, ties=how):
                if one.block == name:
                    yield light(one) if is_light else one

    def _redo(self, block: int, name: str, *, may_keep: bool, is_light: bool) -> None:
        """Works out the entries of a block; may_keep: those whose claims are the same stay as they are."""
        held: dict[int, set[str]] = {}
        query = "SELECT entry, claim FROM entries JOIN entry_claims ON entry = number WHERE block = ?"
        for entry, claim in self._db.execute(query, (block,)):
            held.setdefault(entry, set()).add(claim)
        kept = {frozenset(claims): entry for entry, claims in held.items()} if may_keep else {}
        groups = groups_of(name, self._statements(name, self._claims(block), is_light=is_light))
        new = [g for g in groups if frozenset(s.claim_id for s in g) not in kept]
        same = {kept.get(frozenset(s.claim_id for s in g)) for g in groups}
        for entry in held.keys() - same:
            self._remove(entry)
        for group in new:
            found = (row for s in group for row in self._claims(block, s.claim_id))
            whole = list(self._statements(name, found)) if is_light else group
            self._insert(block, entry_of(name, whole))

    def _claims(self, block: int, claim: str | None = None) -> sqlite3.Cursor:
        """The claims of a block as they are now, or one of them, with their documents."""
        if claim is None:
            return self._db.execute(_CLAIMS + _NOW, (block,))
        return self._db.execute(_CLAIMS + _NOW + " AND c.id = ?", (block, claim))

    def _remove(self, number: int) -> None:
        self._db.execute("DELETE FROM entries WHERE number = ?", (number,))
        self._db.execute("DELETE FROM entry_claims WHERE entry = ?", (number,))
        self._db.execute("DELETE FROM entry_keys WHERE entry = ?", (number,))
        self._db.execute("DELETE FROM entry_words WHERE rowid = ?", (number,))

    def _insert(self, block: int, entry: Entry) -> None:
        packed = rows.packed(entry.as_json())
        query = "INSERT INTO entries (id, block, kind, json) VALUES (?, ?, ?, ?)"
        number = self._db.execute(query, (entry.id, block, entry.kind, packed)).lastrowid
        self._db.executemany("INSERT INTO entry_claims VALUES (?, ?)", [(number, c) for c in entry.claims])
        self._db.executemany("INSERT INTO entry_keys VALUES (?, ?)", [(k, number) for k in keys(entry)])
        words = entry_words(entry, self._lemmas)
        self._db.execute("INSERT INTO entry_words (rowid, words) VALUES (?, ?)", (number, words))

    def entries(self, kind: str | None = None, needles: Sequence[str] = ()) -> Iterator[Entry]:
        """The entries as they are now; with needles, hardly more than those whose JSON holds them."""
        query = (
            "SELECT e.json, k.name FROM entries e JOIN blocks k ON k.number = e.block"
            " WHERE (?1 IS NULL OR e.kind = ?1) AND (NOT ?2 OR NOT k.is_stale)"
        )
        query += " AND instr(e.json, ?)" * len(needles)
        for packed, name in self._db.execute(query, (kind, self.is_behind, *needles)):
            yield Entry.from_json(json.loads(packed), name)
        if self.is_behind:
            stale = "SELECT number, name FROM blocks WHERE is_stale AND (?1 IS NULL OR kind = ?1)"
            for number, name in self._db.execute(stale, (kind,)).fetchall():
                yield from self.worked_out(number, name)

    def entries_at(self, as_of: str | None, before: str | None, kind: str | None) -> Iterator[Entry]:
        """All entries from the claims known by a day or recorded before an instant."""
        for number, name, others in self._db.execute(_TOUCHED, (as_of, before, kind)).fetchall():
            if others or self.is_behind:
                found = self._db.execute(_CLAIMS_THEN + _THEN, (number, as_of, before))
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
        query = "SELECT json FROM entry_keys JOIN entries ON number = entry WHERE key = ? ORDER BY id"
        for key in wanted:
            for (packed,) in self._db.execute(query, (key,)):
                yield Entry.from_json(json.loads(packed))
