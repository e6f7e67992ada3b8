"""Rows and values as JSON lines or CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import Any, TextIO

from pledgebook.present.safe import json_text, safe

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_jsonl(values: Iterable[dict[str, Any]], out: TextIO) -> int:
    """One value a line; how many."""
    count = 0
    for value in values:
        out.write(json_text(value) + "\n")
        count += 1
    return count


def write_csv(rows: Iterable[dict[str, str]], out: TextIO) -> int:
    """A header and a line a row; how many. No cell can be taken for a formula by a spreadsheet."""
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, list(row), lineterminator="\r\n")
            writer.writeheader()
        writer.writerow({name: harmless(value) for name, value in row.items()})
        count += 1
    return count


def harmless(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would work out."""
    text = safe(cell)
    return "'" + text if cell.lstrip(" \u00a0").startswith(_FORMULA) else text
