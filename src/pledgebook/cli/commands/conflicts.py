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
    ctx: click.Context, /, book_path: Path | None, as_of: date | None, recorded_before: datetime | None,
    language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Where documents contradict each other: both sides, with their words, dates and sources.

    First within one entry, then between entries: figures of one thing that cannot both be true, and
    undertakings of one actor that stand beside a refusal.
    """
    from pledgebook.cli.agreement import agreement_lines
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, entry_lines, sentence_text, short_id
    from pledgebook.cli.screen import screen
    from pledgebook.query import conflicts

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        entries = chosen(book.entries(as_of=as_of, recorded_before=recorded_before), wanted)
        found = conflicts(entries)
        between = _between(entries)
        if as_json:
            pairs = [{"between": ids, "reason": why} for ids, why in between]
            shown.json([*(c.as_json() for c in found), *pairs])
            return 0
        shown.head(shown.words("label.conflicts" if found or between else "label.no_conflicts"))
        sources = Sources(book)
        for one in found:
            shown.blank()
            shown.say((short_id(one.entry.id) + "  ", "bold cyan"), sentence_text(shown, one.entry), hang=4)
            agreement_lines(shown, one.agreement, sources, with_quotes=True)
        by_id = {e.id: e for e in entries}
        for ids, why in between:
            shown.blank()
            _heading(shown, why)
            for identity in ids:
                entry_lines(shown, by_id[identity], sources)
    return 0


def _heading(shown: Any, why: str) -> None:
    from pledgebook.cli.agreement import reason_words

    relation = (shown.words.code("relation", "conflicts"), "bold red")
    shown.say(relation, f" — {reason_words(shown.words, why)}")


def _between(entries: list[Any]) -> list[tuple[list[str], str]]:
    """Entries that contradict each other, with the reason."""
    from pledgebook.query import figures, matrix

    found: dict[tuple[str, ...], str] = {}
    for group in figures(entries):
        for a, b, relation, reason in group.verdicts:
            pair = tuple(sorted({group.readings[a].entry, group.readings[b].entry}))
            if relation == "conflicts" and len(pair) > 1:
                found.setdefault(pair, reason)
    for cell in matrix(entries).cells.values():
        if cell.has_conflict and len(cell.entries) > 1 and ":" in cell.actor and not cell.actor.startswith("group:"):
            found.setdefault(cell.entries, "undertaken here and refused there")
    return [(list(ids), why) for ids, why in found.items()]
