"""diff: what became otherwise between two days."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters

FORMATS = ("text", "jsonl", "atom")
_STYLE = {"withdrawn": "bold red", "weaker": "red", "firmer": "green", "disputed": "bold red", "resolved": "green"}


@click.command("diff")
@click.argument("first", type=options.Day(), metavar="DATE1")
@click.argument("second", type=options.Day(), metavar="DATE2")
@options.book
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="Or a feed.")
@filters("kind", "actor", "action", "place", "text")
@click.option("--recorded-before", type=options.Instant(), metavar="TIME", help="As the book stood at that time.")
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, first: date, second: date, book_path: Path | None, form: str,
    recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """What became otherwise from one day to another, as readers could know: new, firmer, weaker, withdrawn, disputed,
    resolved.

    DATE1 and DATE2 are days; what was published on DATE1 itself was known by then. --format jsonl writes a line a
    change, atom a feed for readers of feeds.
    """
    if second < first:
        raise click.UsageError(f"found {first} after {second}; give the earlier day first")
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.query import changes

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        before = chosen(book.entries(as_of=first, recorded_before=recorded_before), wanted)
        after = chosen(book.entries(as_of=second, recorded_before=recorded_before), wanted)
        found = changes(before, after)
        by_id = {e.id: e for e in [*before, *after]}
        if as_json:
            shown.json([c.as_json() for c in found])
        elif form == "jsonl":
            for one in found:
                shown.json_line({**one.as_json(), "known": _day(by_id[one.entry], second).isoformat()})
        elif form == "atom":
            click.echo(_feed(shown, found, by_id, first, second), nl=False)
        else:
            _show(shown, found, by_id, book)
    return 0


def _show(shown: Any, found: Any, by_id: dict[str, Any], book: Any) -> None:
    from pledgebook.cli.parts import Sources, quote_line, sentence_text, short_id
    from pledgebook.query.changes import CHANGES

    words, sources = shown.words, Sources(book)
    shown.head(words("label.diff" if found else "label.no_changes"))
    for kind in CHANGES:
        members = [c for c in found if c.kind == kind]
        if not members:
            continue
        shown.blank()
        shown.say((words.code("change", kind), _STYLE.get(kind, "bold")), f" ({len(members)})")
        for one in members:
            shown.say(
                (short_id(one.entry) + "  ", "bold cyan"), sentence_text(shown, by_id[one.entry]), indent=2, hang=6
            )
            if one.slot is not None:
                shown.say((_told(words, one), "yellow"), indent=6)
            if one.quote is not None:
                quote_line(shown, one.quote, sources, indent=6)


def _told(words: Any, change: Any) -> str:
    """The slot, from what to what."""
    from pledgebook.present.safe import one_line
    from pledgebook.present.sentence import slot_value

    name = words.code("slots", change.slot)
    if change.kind == "disputed":
        return f"{name}: " + " | ".join(one_line(slot_value(words, change.slot, v)) for v in change.after)
    before, after = (one_line(slot_value(words, change.slot, v)) for v in (change.before, change.after))
    return f"{name}: {before} → {after}"


def _day(entry: Any, second: date) -> date:
    """When the last of it became known."""
    return min(entry.last_known.latest or second, second)


def _feed(shown: Any, found: Any, by_id: dict[str, Any], first: date, second: date) -> str:
    from pledgebook.export.feed import Item, atom
    from pledgebook.present.safe import json_text, one_line
    from pledgebook.present.sentence import of_entry, sentence

    words = shown.words
    items = []
    for one in found:
        entry = by_id[one.entry]
        key = json_text([one.entry, one.kind, one.slot, one.after, list(one.documents)])
        said = f"{words.quoted(one_line(one.quote.quote))}" if one.quote else ""
        text = "\n".join(x for x in (_told(words, one) if one.slot else "", said) if x)
        title = f"{words.code('change', one.kind)} — {one_line(sentence(words, of_entry(entry)))}"
        items.append(Item(key, title, _day(entry, second), text, one.kind))
    title = f"{words('label.diff')}: {first} – {second}"
    return atom(title, f"diff {first} {second}", words.language, items, second)
