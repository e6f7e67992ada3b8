"""timeline: what happened when."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters


@click.command("timeline")
@options.book
@filters("kind", "actor", "action", "firmness", "place", "beneficiary", "text")
@click.option("--since", type=options.Day(), metavar="DATE", help="From this day on.")
@click.option("--until", type=options.Day(), metavar="DATE", help="Up to this day.")
@click.option("--all", "with_repeats", is_flag=True, help="Each telling of a state, not only changes.")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, since: date | None, until: date | None, with_repeats: bool,
    as_of: date | None, recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Meetings and each step of an undertaking in order of time; the undated come last."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.query import timeline

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        entries = chosen(book.entries(as_of=as_of, recorded_before=recorded_before), wanted)
    moments = timeline(entries, since=since, until=until, with_repeats=with_repeats)
    if as_json:
        shown.json([m.as_json() for m in moments])
        return 0
    by_id = {e.id: e for e in entries}
    shown.head(shown.words("label.timeline" if moments else "label.nothing"))
    for moment in moments:
        _show(shown, moment, by_id[moment.entry])
    return 0


def _show(shown: Any, moment: Any, entry: Any) -> None:
    from pledgebook.cli.parts import short_id
    from pledgebook.cli.screen import FIRMNESS_STYLE
    from pledgebook.present.dates import interval
    from pledgebook.present.safe import one_line
    from pledgebook.present.sentence import Told, of_entry, sentence

    words = shown.words
    told = of_entry(entry)
    if moment.kind == "commitment":
        told = Told(told.kind, told.slots, str(moment.state), "positive")
    made = shown.text(one_line(sentence(words, told)))
    if told.firmness:
        made.highlight_words([": " + words.code("firmness", told.firmness)], FIRMNESS_STYLE.get(told.firmness, ""))
    fall = (f" ({words('label.fall')})", "bold red") if moment.is_fall else ""
    shown.say((interval(words, moment.when), "bold"))
    shown.say(made, fall, (f"  {short_id(entry.id)}", "bright_black"), indent=2, hang=4)
