"""The decisions of reviewers in a book: their chain, and what they do to its claims."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from pledgebook.ledger.statement import blocks
from pledgebook.model.claim import Claim
from pledgebook.review.decision import Decision
from pledgebook.review.fold import HAND, Folded, Judged, fold
from pledgebook.store import rows

_ABOUT = """
    SELECT json FROM decisions JOIN decision_documents ON decision = number WHERE document = ? ORDER BY number
"""
_CURRENT = """
    SELECT c.number, c.json, c.judged, c.is_rejected, c.ties, c.decided_at
    FROM claims c JOIN documents d ON d.number = c.document WHERE d.id = ? AND c.replaced_at IS NULL
"""


def chain(db: sqlite3.Connection, document: str | None = None) -> list[Decision]:
    """All decisions in order, or those that are about a document and what undoes them."""
    if document is None:
        found = db.execute("SELECT json FROM decisions ORDER BY number")
    else:
        found = db.execute(_ABOUT, (document,))
    return [Decision.from_json(json.loads(packed)) for (packed,) in found]


def append(db: sqlite3.Connection, kind: str, at: str, by: str, why: str, body: dict[str, Any]) -> Decision:
    """Puts a decision at the end of the chain, no earlier than the one before; to be called in a transaction."""
    last = db.execute("SELECT hash, json FROM decisions ORDER BY number DESC LIMIT 1").fetchone()
    after = str(json.loads(last[1])["at"]) if last else ""
    made = Decision(kind, max(at, after), by, why, body, last[0] if last else "")
    query = "INSERT INTO decisions (hash, json) VALUES (?, ?)"
    number = db.execute(query, (made.hash, rows.packed(made.as_json()))).lastrowid
    db.executemany("INSERT INTO decision_documents VALUES (?, ?)", [(d, number) for d in concerned(db, made)])
    return made


def concerned(db: sqlite3.Connection, decision: Decision) -> tuple[str, ...]:
    """The ids of the documents that a decision bears on; of an undoing, those of what it undoes."""
    if decision.kind != "undo":
        return decision.documents
    named = "SELECT document FROM decision_documents JOIN decisions ON decision = number WHERE hash = ? ORDER BY 1"
    return tuple(row[0] for row in db.execute(named, (decision.body["of"],)))


def judge(db: sqlite3.Connection, document: str) -> None:
    """Brings the claims of a document in line with what was decided of them, and marks what must be built anew."""
    decisions = chain(db, document)
    if not decisions or db.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        return  # nothing was decided, or the document is not there yet
    held = {c.id: (number, *rest) for number, c, *rest in current(db, document)}
    folded = _folded(db, document, decisions)
    _declare(db, document, folded, held)
    for identity, (number, judged, is_rejected, ties, decided_at) in held.items():
        wanted = row_of(folded.judged.get(identity))
        if wanted == (judged, is_rejected, ties, decided_at):
            continue
        db.execute("UPDATE claims SET judged = ?, is_rejected = ?, ties = ?, decided_at = ? WHERE number = ?",
                   (*wanted, number))  # fmt: skip
        if wanted[0] is not None:
            link(db, number, rows.claim_of(wanted[0]))
        stale = "UPDATE blocks SET is_stale = 2 WHERE number IN (SELECT block FROM claim_blocks WHERE claim = ?)"
        db.execute(stale, (number,))


def folded(db: sqlite3.Connection, document: str) -> Folded:
    """The claims of a document as decided of."""
    return _folded(db, document, chain(db, document))


def _folded(db: sqlite3.Connection, document: str, decisions: Iterable[Decision]) -> Folded:
    read = [c for _, c, *_ in current(db, document) if c.extractor != HAND]
    return fold(document, read, decisions)


def current(db: sqlite3.Connection, document: str) -> Iterator[tuple[Any, ...]]:
    """(number, claim, judged, is_rejected, ties, decided_at) of each claim of a document as it is now."""
    for number, packed, *rest in db.execute(_CURRENT, (document,)).fetchall():
        yield number, rows.claim_of(packed), *rest


def row_of(judged: Judged | None) -> tuple[str | None, int, str | None, str | None]:
    """What the columns of a claim hold: the claim as corrected, whether it is rejected, its ties, when decided."""
    if judged is None or judged.is_untouched:
        return None, 0, None, None
    packed = rows.packed(judged.claim.as_json()) if judged.is_corrected else None
    ties = rows.packed(list(judged.ties)) if judged.ties else None
    return packed, int(judged.is_rejected), ties, judged.decided_at


def _declare(db: sqlite3.Connection, document: str, folded: Folded, held: dict[str, Any]) -> None:
    """Enters the claims that were declared, and takes out those that no longer are."""
    wanted = {c.id: c for c in folded.declared}
    (owner,) = db.execute("SELECT number FROM documents WHERE id = ?", (document,)).fetchone()
    at = max((j.decided_at for j in folded.judged.values()), default="")
    for identity, claim in wanted.items():
        if identity not in held:
            query = "INSERT INTO claims (id, document, kind, recorded_at, json) VALUES (?, ?, ?, ?, ?)"
            packed = rows.packed(claim.as_json())
            instant = folded.declared_at.get(identity, at)
            number = db.execute(query, (identity, owner, claim.kind, instant, packed)).lastrowid
            link(db, int(number or 0), claim)
    for number, claim, *_ in list(current(db, document)):
        if claim.extractor == HAND and claim.id not in wanted:
            stale = "UPDATE blocks SET is_stale = 2 WHERE number IN (SELECT block FROM claim_blocks WHERE claim = ?)"
            db.execute(stale, (number,))
            db.execute("UPDATE claims SET replaced_at = ? WHERE number = ?", (folded.undone_at or at, number))
            held.pop(claim.id, None)


def link(db: sqlite3.Connection, number: int, claim: Claim) -> None:
    """Puts a claim into the blocks that it belongs to, besides those it is in."""
    for name in blocks(claim):
        block = block_number(db, name, claim.kind)
        db.execute("INSERT OR IGNORE INTO claim_blocks (block, claim) VALUES (?, ?)", (block, number))
        db.execute("UPDATE blocks SET is_stale = 1 WHERE number = ? AND NOT is_stale", (block,))


def block_number(db: sqlite3.Connection, name: str, kind: str) -> int:
    """The number of a block, which is made if it is not there."""
    row = db.execute("SELECT number FROM blocks WHERE name = ?", (name,)).fetchone()
    if row is None:
        query = "INSERT INTO blocks (name, kind, is_stale) VALUES (?, ?, 1)"
        return int(db.execute(query, (name, kind)).lastrowid or 0)
    return int(row[0])
