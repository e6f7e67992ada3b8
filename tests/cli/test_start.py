"""Starting is quick because little is read: help needs no dictionaries, no packs and no book."""

from __future__ import annotations

import subprocess
import sys

HEAVY = (
    "rich",
    "pymorphy3",
    "sqlite3",
    "pledgebook.store",
    "pledgebook.analyse",
    "pledgebook.reader",
    "charset_normalizer",
)

READING = ("pymorphy3", "pledgebook.reader", "pledgebook.ingest")


def test_help_reads_little() -> None:
    code = (
        "import sys; from pledgebook.cli.main import run; run(['--help']);"
        f"print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0
    assert ended.stderr.strip() == "[]"
    assert "matrix" in ended.stdout


def test_a_question_needs_no_reader(sample_book: object) -> None:
    code = (
        f"import sys; from pledgebook.cli.main import run; run(['matrix', '--book', {str(sample_book)!r}]);"
        f"print([m for m in {READING!r} if m in sys.modules], file=sys.stderr)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert ended.stderr.strip() == "[]"
