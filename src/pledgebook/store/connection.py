"""Opening the file of a book, and what its failures mean."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from pledgebook.errors import (
    BookError,
    BusyBookError,
    DamagedBookError,
    FullDiskError,
    MissingBookError,
    NotABookError,
    ReadOnlyBookError,
)
from pledgebook.store import schema

_HELD = "found the book held by another program; wait for it to end, then run again"
_MEANINGS: dict[int, tuple[type[BookError], str]] = {
    sqlite3.SQLITE_FULL: (
        FullDiskError,
        "found no room left; free some and run again: what was added is kept",
    ),
    sqlite3.SQLITE_IOERR: (
        FullDiskError,
        "found that the disk cannot be used; check its space, then run again",
    ),
    sqlite3.SQLITE_TOOBIG: (BookError, "found a text larger than a book can hold (1 GB); split the document"),
    sqlite3.SQLITE_BUSY: (BusyBookError, _HELD),
    sqlite3.SQLITE_LOCKED: (BusyBookError, _HELD),
    sqlite3.SQLITE_CORRUPT: (DamagedBookError, "found damaged pages; restore a copy, or build the book anew"),
    sqlite3.SQLITE_NOTADB: (NotABookError, "found something else than a book; name another path"),
    sqlite3.SQLITE_READONLY: (ReadOnlyBookError, "found a book that may only be read; copy it to be written"),
    sqlite3.SQLITE_CANTOPEN: (
        MissingBookError,
        "found nothing that can be opened; check path and permissions",
    ),
}


def is_busy(error: sqlite3.Error) -> bool:
    """Whether another program holds the book."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turns an error of the engine into one that tells what to do."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        found = _MEANINGS.get(code & 0xFF) if code is not None else None
        if found is None:
            raise
        kind, message = found
        raise kind(f"{path}: {message} ({error})") from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; other writers wait their turn."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def connect(path: Path, *, create: bool, readonly: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the book at the path, brought to this version's form."""
    if path.is_dir():
        raise NotABookError(f"{path}: found a folder, expected the file of a book; name a file in it")
    if not create and not path.exists():
        raise MissingBookError(f"{path}: found no book; add documents to begin one")
    if create and not path.parent.is_dir():
        raise MissingBookError(f"{path}: found no folder {path.parent}; make it first")
    with explained(path):
        return _read(path, timeout) if readonly else _write(path, create, timeout)


def _open(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    uri = f"file:{quote(str(path.absolute()))}?{mode}"
    return sqlite3.connect(uri, uri=True, timeout=timeout, isolation_level=None, check_same_thread=False)


def _write(path: Path, create: bool, timeout: float) -> sqlite3.Connection:
    connection = _open(path, "mode=rwc" if create else "mode=rw", timeout)
    try:
        if not (create and schema.is_new(connection)):
            version = schema.check(connection, path)
        else:
            version = -1
            connection.execute("PRAGMA page_size = 8192")
        _log_ahead(connection, timeout)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")
        connection.execute("PRAGMA cache_size = -16000")
        connection.execute("PRAGMA cell_size_check = ON")
        if 0 <= version < schema.VERSION:
            _back_up(connection, path, version)
        if version != schema.VERSION:
            schema.migrate(connection, path, create=create)
    except BaseException:
        connection.close()
        raise
    return connection


def _log_ahead(connection: sqlite3.Connection, timeout: float) -> None:
    """Turns the write-ahead log on; the engine itself does not wait where another program is just doing the same."""
    until = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_busy(error) or time.monotonic() > until:
                raise
            time.sleep(0.01)


def _back_up(connection: sqlite3.Connection, path: Path, version: int) -> None:
    """Copies a book before it is brought forward: to BOOK.vN, if that is not there."""
    copy = path.with_name(f"{path.name}.v{version}")
    if copy.exists():
        return
    half = path.with_name(f"{path.name}.v{version}.part")
    with closing(sqlite3.connect(half)) as target:
        connection.backup(target)
    half.replace(copy)


def _read(path: Path, timeout: float) -> sqlite3.Connection:
    """Reads beside writers; from a medium that cannot be written at all, the file as it stands."""
    for mode in ("mode=ro", "immutable=1"):
        connection = _open(path, mode, timeout)
        try:
            version = schema.check(connection, path)
            connection.execute("SELECT 1 FROM documents LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            connection.close()
            if mode != "mode=ro":
                raise
            continue
        except BaseException:
            connection.close()
            raise
        if version == schema.VERSION:
            return connection
        connection.close()
        raise ReadOnlyBookError(f"{path}: found a book of version {version}, which must be brought forward;"
                                " open it once where it can be written")  # fmt: skip
    raise AssertionError("unreachable")
