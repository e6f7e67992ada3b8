"""Checking a book against itself: quotes against texts, texts against hashes, entries against claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator

from pledgebook.model.claim import Claim
from pledgebook.model.finding import Finding
from pledgebook.model.span import Evidence
from pledgebook.store import chain, rows
from pledgebook.store.shelf import Shelf


def findings(db: sqlite3.Connection, shelf: Shelf) -> list[Finding]:
    """All that is wrong, in order of place."""
    found = [*_pages(db)] or [*_documents(db), *chain.findings(db), *_entries(db, shelf)]
    return sorted(found, key=lambda f: (f.place, f.code, f.message))


def _error(code: str, place: str, message: str) -> Finding:
    return Finding(code, message, place, "error")


def _pages(db: sqlite3.Connection) -> Iterator[Finding]:
    for (message,) in db.execute("PRAGMA quick_check(20)"):
        if message != "ok":
            yield _error("book-damaged", "book", f"{message}; restore a copy, or build the book anew")


def _documents(db: sqlite3.Connection) -> Iterator[Finding]:
    """One document in memory at a time."""
    for number, identity, digest, stored in db.execute("SELECT number, id, sha256, text FROM documents ORDER BY id"):
        text = rows.restored_text(stored)
        if rows.sha256(text) != digest or identity != f"doc-{digest[:16]}":
            yield _error("text-changed", identity, "the text is not the one that was added; add the document anew")
        query = "SELECT id, json FROM claims WHERE document = ? ORDER BY number"
        for claim_id, packed in db.execute(query, (number,)):
            yield from _claim(rows.claim_of(packed), claim_id, identity, text)


def _claim(claim: Claim, claim_id: str, document: str, text: str) -> Iterator[Finding]:
    if claim.id != claim_id or claim.document != document:
        yield _error("claim-changed", claim_id, "the claim is not the one that was added; read its document anew")
    for one in _evidence(claim):
        if text[one.start : one.end] != one.quote:
            yield _error("quote-differs", claim_id, f"{document}[{one.start}:{one.end}] is not {one.quote[:60]!r}")


def _evidence(claim: Claim) -> Iterable[Evidence]:
    yield from claim.evidence
    for slot in claim.slots.values():
        yield from slot.evidence


def _entries(db: sqlite3.Connection, shelf: Shelf) -> Iterator[Finding]:
    """The entries of each block against those worked out from its claims."""
    for number, name in db.execute("SELECT number, name FROM blocks WHERE NOT is_stale ORDER BY number").fetchall():
        held = dict(db.execute("SELECT id, json FROM entries WHERE block = ?", (number,)).fetchall())
        right = {e.id: rows.packed(e.as_json()) for e in shelf.worked_out(number, name)}
        for identity in sorted(held.keys() | right.keys()):
            if _parsed(held.get(identity)) != _parsed(right.get(identity)):
                yield _error("entry-differs", identity, "the entry is not what its claims add up to")


def _parsed(packed: str | None) -> object:
    return None if packed is None else json.loads(packed)
