"""Bad input and a bad world: each a clear message, the rest goes on, nothing is lost."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.conftest import Call

GOOD = "Oslo ready\n10 March 2027\n\nNorway will send 200 instructors to Ukraine, the government said.\n"
PROGRAM = [sys.executable, "-m", "pledgebook.cli"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Documents of all kinds, one of them good."""
    made = tmp_path / "in"
    made.mkdir()
    (made / "a_good.txt").write_text(GOOD)
    (made / "b_empty.txt").write_text("")
    (made / "c_binary.txt").write_bytes(bytes(range(256)) * 20)
    (made / "d_rows.jsonl").write_text('{"text": "Spain will not send troops to Ukraine."}\nnot json\n[1]\n{"a": 1}\n')
    (made / "e_line.txt").write_text("word " * 20_000)
    (made / "f_bidi.txt").write_text("\u202eSpain\u202c will not send \x1b[2Jtroops.\n")
    (made / "g_dangling.txt").symlink_to(made / "nowhere.txt")
    return made


def test_the_rest_goes_on(call: Call, folder: Path, tmp_path: Path) -> None:
    found = call("add", folder, tmp_path / "missing", book=tmp_path / "new.book")
    assert found.code == 1
    for code in (
        "empty-document",
        "binary-file",
        "bad-json-line",
        "row-not-object",
        "row-without-text",
        "missing-path",
    ):
        assert code in found.err
    assert not set("\x1b\u202e") & set(found.err)
    assert found.out.startswith("4 documents added")
    assert call("verify", book=tmp_path / "new.book").code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything")
def test_what_may_not_be_read(call: Call, folder: Path, tmp_path: Path) -> None:
    (folder / "a_good.txt").chmod(0)
    found = call("add", folder, book=tmp_path / "new.book")
    assert found.code == 1
    assert "unreadable-path" in found.err


def test_findings_as_json(call: Call, folder: Path, tmp_path: Path) -> None:
    report = json.loads(call("add", folder, "--json", "--verbose", book=tmp_path / "new.book").out)
    assert report["added"] == 4
    assert {"error", "warning", "info"} <= {f["severity"] for f in report["findings"]}


def test_read_goes_on_too(call: Call, folder: Path) -> None:
    found = call("read", folder)
    assert found.code == 1
    assert len([json.loads(line) for line in found.out.splitlines()]) == 4


def test_a_newer_book(call: Call, book: Path) -> None:
    db = sqlite3.connect(book)
    db.execute("PRAGMA user_version = 9999")
    db.close()
    found = call("entries", book=book)
    assert found.code == 3
    assert "9999" in found.err


def test_a_damaged_book(call: Call, book: Path) -> None:
    data = bytearray(book.read_bytes())
    data[100:4000] = b"x" * 3900
    book.write_bytes(bytes(data))
    assert call("entries", book=book).code == 3


def test_a_book_in_a_folder_that_is_not(call: Call, folder: Path, tmp_path: Path) -> None:
    assert call("add", folder, book=tmp_path / "no" / "such.book").code == 3
    assert call("add", folder, book=tmp_path).code == 3


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PLEDGEBOOK_LANG": "en"}


def test_a_full_disk(folder: Path, book: Path) -> None:
    resource = pytest.importorskip("resource")
    size = book.stat().st_size
    command = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}));"
        "from pledgebook.cli.main import main; main()"
    )
    assert resource
    words = random.Random(1)
    (folder / "big.txt").write_text(" ".join(f"{words.getrandbits(64):x}" for _ in range(20_000)))
    arguments = [sys.executable, "-c", command, "add", str(folder), "--book", str(book)]
    ended = subprocess.run(arguments, capture_output=True, text=True, env=_environment(), timeout=60)
    assert ended.returncode == 3, ended.stderr
    assert "Traceback" not in ended.stderr
    whole = subprocess.run(
        [*PROGRAM, "verify", "--book", str(book)], capture_output=True, env=_environment(), timeout=60
    )
    assert whole.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_killed_process(number: int, tmp_path: Path, call: Call) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for n in range(150):
        (many / f"{n}.txt").write_text(f"{GOOD}Denmark pledged {n} million euros for air defence of Ukraine.\n" * 8)
    book = tmp_path / "new.book"
    running = subprocess.Popen(
        [*PROGRAM, "add", str(many), "--book", str(book)],
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=_heed_interrupts,
    )
    until = time.monotonic() + 30
    while not _has_documents(book) and time.monotonic() < until:
        time.sleep(0.02)
    running.send_signal(number)
    _, error = running.communicate(timeout=60)
    assert running.returncode == (-9 if number == signal.SIGKILL else 130), error
    assert b"Traceback" not in error
    assert call("verify", book=book).code == 0
    (tmp_path / "one.txt").write_text(GOOD)
    assert call("add", tmp_path / "one.txt", book=book).code == 0


def _heed_interrupts() -> None:
    """A shell makes what it runs in the background ignore interrupts, and that is inherited."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _has_documents(book: Path) -> bool:
    if not book.exists():
        return False
    try:
        db = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
        try:
            return bool(db.execute("SELECT 1 FROM documents LIMIT 1").fetchone())
        finally:
            db.close()
    except sqlite3.Error:
        return False


def test_piped_output_is_plain_and_a_closed_pipe_is_quiet(sample_book: Path) -> None:
    arguments = [*PROGRAM, "entries", "--book", str(sample_book)]
    piped = subprocess.run(arguments, capture_output=True, env=_environment(), timeout=60)
    assert piped.returncode == 0
    assert b"\x1b" not in piped.stdout
    assert piped.stderr == b""
    closed, other = os.pipe()
    os.close(closed)
    try:
        left = subprocess.run(arguments, stdout=other, stderr=subprocess.PIPE, env=_environment(), timeout=60)
    finally:
        os.close(other)
    assert (left.returncode, left.stderr) == (141, b"")
