"""The tables of a book in SQLite, and how an older book is brought forward."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pledgebook.errors import NewerBookError, NotABookError

APPLICATION_ID = 0x504C4247
_FIRST = """
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    sha256 TEXT NOT NULL,
    language TEXT NOT NULL,
    outlet TEXT,
    first_on TEXT,          -- published, earliest and latest day
    last_on TEXT,
    sketch BLOB NOT NULL,   -- to tell copies
    recorded_at TEXT NOT NULL,
    json TEXT NOT NULL,
    text TEXT NOT NULL
);
CREATE TABLE claims (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    document INTEGER NOT NULL REFERENCES documents,
    kind TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    replaced_at TEXT,       -- when a later reading of the document took its place
    json TEXT NOT NULL
);
CREATE INDEX claims_of_document ON claims (document);
CREATE UNIQUE INDEX claims_now ON claims (id) WHERE replaced_at IS NULL;
CREATE TABLE blocks (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    is_stale INTEGER NOT NULL  -- 1: claims were added, 2: claims or their documents changed
);
CREATE INDEX blocks_stale ON blocks (number) WHERE is_stale;
CREATE TABLE claim_blocks (
    block INTEGER NOT NULL REFERENCES blocks,
    claim INTEGER NOT NULL REFERENCES claims,
    PRIMARY KEY (block, claim)
) WITHOUT ROWID;
CREATE TABLE entries (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    block INTEGER NOT NULL REFERENCES blocks,
    kind TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX entries_of_block ON entries (block);
CREATE INDEX entries_of_kind ON entries (kind, id);
CREATE TABLE entry_claims (
    entry INTEGER NOT NULL,
    claim TEXT NOT NULL,
    PRIMARY KEY (entry, claim)
) WITHOUT ROWID;
CREATE INDEX entries_of_claim ON entry_claims (claim);
CREATE TABLE entry_keys (
    key TEXT NOT NULL,      -- what entries are related by
    entry INTEGER NOT NULL,
    PRIMARY KEY (key, entry)
) WITHOUT ROWID;
CREATE INDEX keys_of_entry ON entry_keys (entry);
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,     -- "added", "reread", "decided"
    document TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE VIRTUAL TABLE document_words USING fts5 (words, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE entry_words USING fts5 (words, tokenize='unicode61 remove_diacritics 0');
"""
_DECISIONS = """
CREATE TABLE decisions (
    number INTEGER PRIMARY KEY,
    hash TEXT NOT NULL UNIQUE,
    json TEXT NOT NULL
);
CREATE TABLE decision_documents (
    document TEXT NOT NULL, -- the id of a document that a decision is about
    decision INTEGER NOT NULL REFERENCES decisions,
    PRIMARY KEY (document, decision)
) WITHOUT ROWID;
ALTER TABLE claims ADD COLUMN judged TEXT;
ALTER TABLE claims ADD COLUMN is_rejected INTEGER NOT NULL DEFAULT 0;
ALTER TABLE claims ADD COLUMN ties TEXT;
ALTER TABLE claims ADD COLUMN decided_at TEXT
"""  # judged: the claim as corrected, where it was; ties: a JSON list; decided_at: the last instant
MIGRATIONS = (_FIRST, _DECISIONS)  # the n-th brings a book of version n to version n + 1
VERSION = len(MIGRATIONS)


def is_new(connection: sqlite3.Connection) -> bool:
    """Whether the file holds nothing at all."""
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()


def check(connection: sqlite3.Connection, path: Path) -> int:
    """The version of the book; raises for what is no book, or one of a newer program."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise NotABookError(f"{path}: found an SQLite file of another program, expected a book; name another path")
    if version > VERSION:
        raise NewerBookError(
            f"{path}: found a book of version {version}, expected at most {VERSION};"
            " update pledgebook, or open the book where it was written"
        )
    return int(version)


def migrate(connection: sqlite3.Connection, path: Path, *, create: bool) -> None:
    """Creates the tables or brings them forward, in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = 0 if create and is_new(connection) else check(connection, path)
        for script in MIGRATIONS[version:]:
            for statement in script.split(";\n"):
                connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
