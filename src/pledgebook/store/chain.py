"""Checking the decisions of a book: the chain byte by byte, and that each is applied as it was made."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from pledgebook.model.finding import Finding
from pledgebook.review.decision import Decision, breaks
from pledgebook.store import judging, rows

_NEXT = "restore a copy of the book"
_UNDECIDED = """
    SELECT c.id FROM claims c JOIN documents d ON d.number = c.document
    WHERE (c.judged IS NOT NULL OR c.is_rejected OR c.ties IS NOT NULL OR c.decided_at IS NOT NULL)
        AND c.replaced_at IS NULL AND d.id NOT IN (SELECT document FROM decision_documents) ORDER BY c.id
"""


def findings(db: sqlite3.Connection) -> Iterator[Finding]:
    """What is wrong with the chain; where that is whole, where the claims are not as was decided of them."""
    broken = [*_chain(db), *_missing(db)]
    yield from broken or [*_index(db), *_applied(db)]


def _changed(number: int, message: str) -> Finding:
    return Finding("decision-changed", f"{message}; {_NEXT}", f"decision {number}", "error")


def _chain(db: sqlite3.Connection) -> Iterator[Finding]:
    query = "SELECT number, CAST(hash AS BLOB), CAST(json AS BLOB) FROM decisions ORDER BY number"
    held = db.execute(query).fetchall()  # as bytes: a changed one need not be text any more
    chain = [(_decision(packed), digest.decode("utf-8", "replace")) for _, digest, packed in held]
    for place, message in breaks(chain):
        yield _changed(place, message)
    for place, (number, _, _) in enumerate(held, 1):
        if number != place:
            yield _changed(place, f"found it under number {number}")
            return


def _decision(packed: bytes) -> Decision | None:
    """The decision of a record, None where a byte of it is not as it was written."""
    try:
        found = Decision.from_json(json.loads(packed))
        return found if rows.packed(found.as_json()).encode() == packed else None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _missing(db: sqlite3.Connection) -> Iterator[Finding]:
    """The book's record of events knows each decision: also the last cannot be taken out unseen."""
    known = {digest.decode("utf-8", "replace") for (digest,) in db.execute("SELECT CAST(hash AS BLOB) FROM decisions")}
    for (body,) in db.execute("SELECT CAST(body AS BLOB) FROM events WHERE kind = 'decided' ORDER BY number"):
        try:
            digest = str(json.loads(body)["hash"])
        except (ValueError, KeyError, TypeError):
            digest = "an event that cannot be read"
        if digest not in known:
            message = f"the decision was taken out; {_NEXT}"
            yield Finding("decision-changed", message, f"decision {digest[:12]}", "error")


def _index(db: sqlite3.Connection) -> Iterator[Finding]:
    """The documents that each decision is kept under."""
    for number, packed in db.execute("SELECT number, json FROM decisions ORDER BY number").fetchall():
        named = "SELECT document FROM decision_documents WHERE decision = ? ORDER BY document"
        held = tuple(document for (document,) in db.execute(named, (number,)))
        if held != judging.concerned(db, Decision.from_json(json.loads(packed))):
            yield _changed(number, "it is not kept under the documents that it is about")


def _applied(db: sqlite3.Connection) -> Iterator[Finding]:
    message = "the claim is not as was decided of it; read its document anew"
    decided = "SELECT DISTINCT document FROM decision_documents ORDER BY document"
    for (document,) in db.execute(decided).fetchall():
        judged = judging.folded(db, document).judged
        for _, claim, *held in judging.current(db, document):
            if judging.row_of(judged.get(claim.id)) != tuple(held):
                yield Finding("decision-not-applied", message, claim.id, "error")
    for (identity,) in db.execute(_UNDECIDED):
        yield Finding("decision-not-applied", message, identity, "error")
