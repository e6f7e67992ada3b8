"""conflicts: where documents contradict each other."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters


@click.command("conflicts")
@options.book
@filters("kind", "actor", "action", "place", "text")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, book_path: Path | None, as_of: date | None, recorded_before: datetime | None,
    language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Where documents contradict each other: both sides, with their words, dates and sources."""
    from pledgebook.cli.agreement import agreement_lines
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, sentence_text, short_id
    from pledgebook.cli.screen import screen
    from pledgebook.query import conflicts

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        found = conflicts(chosen(book.entries(as_of=as_of, recorded_before=recorded_before), wanted))
        if as_json:
            shown.json([c.as_json() for c in found])
            return 0
        shown.head(shown.words("label.conflicts" if found else "label.no_conflicts"))
        sources = Sources(book)
        for one in found:
            shown.blank()
            shown.say((short_id(one.entry.id) + "  ", "bold cyan"), sentence_text(shown, one.entry), hang=4)
            agreement_lines(shown, one.agreement, sources, with_quotes=True)
    return 0
