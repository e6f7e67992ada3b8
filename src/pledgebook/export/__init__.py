"""The book out: entries, claims and documents as rows, and rows as JSON lines or CSV."""

from pledgebook.export.rows import WHAT, rows
from pledgebook.export.write import write_csv, write_jsonl

__all__ = ["WHAT", "rows", "write_csv", "write_jsonl"]
