"""What can befall the file of a book, and what is said of it."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ledger.builders import GB, document, pledge
from pledgebook.errors import (
    BusyBookError,
    DamagedBookError,
    FullDiskError,
    MissingBookError,
    NewerBookError,
    NotABookError,
    ReadOnlyBookError,
)
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document
from pledgebook.store import open_book

TESTS = Path(__file__).resolve().parents[1]
WRITER = """
import sys
sys.path.insert(0, sys.argv[1])
from store.test_failures import story
from pledgebook.store import open_book
with open_book(sys.argv[2], create=True) as book:
    for n in range(int(sys.argv[3]), int(sys.argv[4])):
        book.add(*story(n))
        if len(sys.argv) > 5:
            book.refresh()
        print(n, flush=True)
"""


def story(number: int) -> tuple[Document, list[Claim]]:
    """A document with one claim."""
    d = document(f"Story {number}: London is ready to send troops. " + "word " * 200, "2025-07-10")
    return d, [pledge(d, GB, "troops", "ready")]


def writer(path: Path, first: int, last: int, *more: str) -> subprocess.Popen[str]:
    """A process that adds some stories."""
    command = [sys.executable, "-c", WRITER, str(TESTS), str(path), str(first), str(last), *more]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A book with three stories, closed."""
    where = tmp_path / "a.book"
    with open_book(where, create=True) as book:
        for n in range(3):
            book.add(*story(n))
        book.refresh()
    return where


def test_two_writers_lose_nothing(tmp_path: Path) -> None:
    where = tmp_path / "two.book"
    with writer(where, 0, 30) as one, writer(where, 20, 50, "refresh") as other:
        for process in (one, other):
            process.communicate(timeout=60)
    assert [one.returncode, other.returncode] == [0, 0]
    with open_book(where) as book:
        assert len(list(book.documents())) == 50
        assert book.verify() == []
        assert [len(e.documents) for e in book.entries()] == [50]


def test_programs_that_begin_a_book_at_once_wait_for_each_other(tmp_path: Path) -> None:
    for n in range(30):
        where = tmp_path / f"{n}.book"
        start = Barrier(4)

        def begin(where: Path = where, start: Barrier = start) -> int:
            start.wait()
            with open_book(where, create=True) as book:
                return len(list(book.documents()))

        with ThreadPoolExecutor(4) as pool:
            found = [pool.submit(begin) for _ in range(4)]
        assert [f.result() for f in found] == [0] * 4


@pytest.mark.slow
@pytest.mark.parametrize("after", range(4))
def test_a_killed_process_loses_at_most_the_document_in_hand(tmp_path: Path, after: int) -> None:
    where = tmp_path / "killed.book"
    with writer(where, 0, 100_000, *(["refresh"] if after % 2 else [])) as process:
        assert process.stdout is not None
        seen = [process.stdout.readline() for _ in range(5 + 20 * after)]
        time.sleep(0.003 * after)
        os.kill(process.pid, signal.SIGKILL)
        seen += process.stdout.readlines()
    told = max(int(line) for line in seen if line.endswith("\n"))
    with open_book(where) as book:
        assert book.verify() == []
        assert told + 1 <= len(list(book.documents())) <= told + 2
        assert book.add(*story(told)).status == "unchanged"
        assert book.add(*story(told + 5)).status == "added"
        assert book.verify() == []


def test_no_book(tmp_path: Path) -> None:
    with pytest.raises(MissingBookError, match="found no book"):
        open_book(tmp_path / "none.book")
    with pytest.raises(MissingBookError, match="found no folder"):
        open_book(tmp_path / "no" / "where.book", create=True)


@pytest.mark.parametrize("content", [b"", b"just some text, long enough to be read as a header of a file" * 30])
def test_not_a_book(tmp_path: Path, content: bytes) -> None:
    where = tmp_path / "notes.txt"
    where.write_bytes(content)
    with pytest.raises(NotABookError):
        open_book(where)
    assert where.read_bytes() == content


def test_a_database_of_another_program(tmp_path: Path) -> None:
    where = tmp_path / "other.db"
    with sqlite3.connect(where) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    for create in (False, True):
        with pytest.raises(NotABookError, match="another program"):
            open_book(where, create=create)
    with pytest.raises(NotABookError, match="folder"):
        open_book(tmp_path)


def test_a_book_of_a_newer_version(path: Path) -> None:
    newer = sqlite3.connect(path)
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    for readonly in (False, True):
        with pytest.raises(NewerBookError, match=r"found a book of version 99, expected at most \d+; update"):
            open_book(path, readonly=readonly)


def test_a_damaged_page(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8192 * 3 : 8192 * 12] = b"\xa5" * (8192 * 9)
    path.write_bytes(content)
    with pytest.raises(DamagedBookError, match="restore a copy"), open_book(path) as book:
        if any(f.code == "book-damaged" for f in book.verify()):
            raise DamagedBookError("restore a copy")
        list(book.documents())


def test_a_cut_off_file(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises((DamagedBookError, NotABookError)), open_book(path) as book:
        list(book.documents())


def test_a_changed_text_a_changed_claim_and_a_changed_entry_are_found(path: Path) -> None:
    with open_book(path) as book:
        first = next(d.id for d in book.documents())
    changed = sqlite3.connect(path)
    changed.execute("UPDATE documents SET text = replace(text, 'ready', 'loath') WHERE id = ?", (first,))
    changed.execute('UPDATE claims SET json = replace(json, \'"value":"ready"\', \'"value":"pledged"\')')
    changed.execute("UPDATE entries SET json = replace(json, '\"independent_sources\":3', '\"independent_sources\":9')")
    changed.commit()
    changed.close()
    with open_book(path) as book:
        assert {f.code for f in book.verify()} == {
            "text-changed",
            "quote-differs",
            "claim-changed",
            "entry-differs",
        }


def test_a_full_disk_keeps_what_was_added(path: Path) -> None:
    with open_book(path) as book:
        (pages,) = book._db.execute("PRAGMA page_count").fetchone()
        book._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(FullDiskError, match="free some"):
            for n in range(100, 200):
                book.add(*story(n))
    with open_book(path) as book:
        assert {story(n)[0].id for n in range(3)} <= {d.id for d in book.documents()}
        assert book.verify() == []
        assert book.add(*story(300)).status == "added"


def test_a_file_that_may_not_grow(path: Path) -> None:
    limited = WRITER.replace("import sys\n", "import sys, resource, signal\n", 1).replace(
        "with open_book", "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\nwith open_book", 1,
    )  # fmt: skip
    command = [sys.executable, "-c", limited, str(TESTS), str(path), "10", "4000"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert "FullDiskError" in done.stderr
    added = len(done.stdout.splitlines())
    with open_book(path) as book:
        assert len(list(book.documents())) == 3 + added
        assert book.verify() == []


def test_a_book_held_by_another(path: Path) -> None:
    with open_book(path) as book:
        book.add(*story(8))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with open_book(path, timeout=0.05) as book:
        assert [len(e.documents) for e in book.entries()] == [4]  # reading goes on, the latest too
        with pytest.raises(BusyBookError, match="held by another"):
            book.add(*story(9))
        other.execute("ROLLBACK")
        assert book.add(*story(9)).status == "added"
    other.close()


def test_reading_only(path: Path) -> None:
    with open_book(path) as book:
        book.add(*story(7))
    with open_book(path, readonly=True) as book:
        assert [len(e.documents) for e in book.entries()] == [4]  # although not brought up to date
        entry = book.entries()[0]
        assert book.entry(entry.id[:12]) == entry
        assert book.entry_of(entry.claims[0]) == [entry.id]
        with pytest.raises(ReadOnlyBookError):
            book.add(*story(8))
    with open_book(path) as book:
        assert [len(e.documents) for e in book.entries()] == [4]


def test_readers_beside_a_writer(path: Path) -> None:
    with open_book(path) as writing, open_book(path, readonly=True) as reading:
        for n in range(20, 30):
            writing.add(*story(n))
            assert len(reading.entries()[0].documents) == n - 16
