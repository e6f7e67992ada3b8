"""overdue: undertakings whose time has passed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters


@click.command("overdue")
@options.book
@click.option("--on", "day", type=options.Day(), metavar="DATE", help="Overdue on that day.  [default: today]")
@filters("actor", "action", "firmness", "beneficiary", "text")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, day: date | None, as_of: date | None,
    recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Undertakings whose time was over before that day, and of which no document tells that they were done.

    Only what has a time of its own can be overdue; the oldest come first.
    """
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, first_of_each, quote_line, sentence_text, short_id
    from pledgebook.cli.screen import screen
    from pledgebook.model.dates import Interval
    from pledgebook.present.dates import interval
    from pledgebook.query import overdue
    from pledgebook.store import EntryFilter

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        kept = chosen(
            book.entries(EntryFilter(kind="commitment"), as_of=as_of, recorded_before=recorded_before), wanted
        )
        found = overdue(kept, day or as_of or date.today())
        if as_json:
            shown.json([o.as_json() for o in found])
            return 0
        by_id, sources = {e.id: e for e in kept}, Sources(book)
        shown.head(shown.words("label.overdue" if found else "label.nothing_overdue"))
        for one in found:
            shown.blank()
            shown.say((short_id(one.entry) + "  ", "bold cyan"), sentence_text(shown, by_id[one.entry]), hang=4)
            due = interval(shown.words, Interval.day(one.due))
            shown.say(
                (f"{shown.words('label.due')}: {due} ({shown.words.count('label.days', one.days)})", "red"), indent=4
            )
            for quote in first_of_each(by_id[one.entry].evidence)[:1]:
                quote_line(shown, quote, sources, indent=4)
    return 0
