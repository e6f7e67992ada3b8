"""entries: the list of what the book holds, by filters."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters

_ALL = (
    "kind", "actor", "action", "firmness", "condition", "place", "beneficiary", "target", "measure", "domain",
    "stance", "status", "type", "document", "outlet", "since", "until", "text", "conflicts",
)  # fmt: skip


@click.command("entries")
@options.book
@filters(*_ALL)
@click.option("--quotes", type=click.IntRange(0, 12), default=1, show_default=True, help="Documents to quote for each.")
@click.option("--limit", type=click.IntRange(1), help="At most so many.")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, quotes: int, limit: int | None, as_of: date | None,
    recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """List entries: a sentence each, with its original words. Filters narrow the list; all must hold."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, entry_lines
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        entries = book.entries(as_of=as_of, recorded_before=recorded_before)
        found = sorted(chosen(entries, _with_file(book, wanted)), key=in_order)
        if as_json:
            shown.json([e.as_json() for e in found[:limit]])
            return 0
        sources = Sources(book)
        for entry in found[:limit]:
            entry_lines(shown, entry, sources, quotes=quotes)
        rest = len(found) - len(found[:limit])
        words = shown.words
        shown.say((words.count("label.entries", len(found)) if found else words("label.nothing"), "bold"))
        if rest:
            shown.say((words.count("label.more", rest), "bright_black"))
    return 0


def in_order(entry: Any) -> tuple[Any, ...]:
    """By kind, then by day, then by who or what."""
    from pledgebook.model.claim import KINDS

    first = entry.first_known.latest or date.max
    return (
        KINDS.index(entry.kind),
        first,
        str(entry.slots.get("action") or entry.slots.get("measure") or ""),
        entry.id,
    )


def _with_file(book: Any, wanted: dict[str, Any]) -> dict[str, Any]:
    from pledgebook.cli.documents import document_id

    name = wanted.get("document")
    return {**wanted, "document": document_id(book, name)} if name else wanted
