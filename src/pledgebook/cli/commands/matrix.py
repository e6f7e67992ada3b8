"""matrix: who has undertaken what, by firmness."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import actor_values, actors_meant, chosen, filters

_WHO = 24
_CELL = 14


@click.command("matrix")
@options.book
@filters("actor", "action", "firmness", "beneficiary", "condition", "since", "until", "text")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, as_of: date | None, recorded_before: datetime | None,
    language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Who has undertaken what: a row an actor, a column an action, the firmest undertaking that stands.

    A cross marks a refusal, an exclamation mark a contradiction, a clock one that waits for a condition.
    """
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.query import matrix

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        entries = book.entries(as_of=as_of, recorded_before=recorded_before)
        kept = [e for e in chosen(entries, wanted) if e.kind == "commitment"]
        found, values = matrix(kept), actor_values(kept)
        only = wanted.get("actor")
    if only:
        found = _rows(found, actors_meant(values, only))
    if as_json:
        shown.json(found.as_json())
    elif not found.actors:
        shown.say(shown.words("label.nothing"))
    else:
        _show(shown, found, values)
    return 0


def _rows(found: Any, actors: set[str]) -> Any:
    from dataclasses import replace

    cells = {key: cell for key, cell in found.cells.items() if key[0] in actors}
    actions = tuple(a for a in found.actions if any(key[1] == a for key in cells))
    return replace(found, actors=tuple(a for a in found.actors if a in actors), actions=actions, cells=cells)


def _show(shown: Any, found: Any, values: dict[str, Any]) -> None:
    from rich.table import Table

    words = shown.words
    shown.head(words("label.matrix"))
    who = max(12, min(_WHO, shown.width // 4))
    at_once = max(1, (shown.width - who - 2) // (_CELL + 2))
    for first in range(0, len(found.actions), at_once):
        actions = found.actions[first : first + at_once]
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
        table.add_column(words("label.who"), width=who, overflow="fold")
        for action in actions:
            table.add_column(shown.text(words.code("action", action)), width=_CELL, overflow="fold")
        for actor in found.actors:
            cells = [found.cells.get((actor, action)) for action in actions]
            if any(cells):
                table.add_row(shown.text(_name(shown, values[actor])), *(_cell(shown, c) for c in cells))
        shown.show(table)
        shown.blank()
    legend = [f"✗ {words('firmness.refused')}", f"! {words('label.disputed')}", f"◷ {words('label.dormant')}"]
    shown.say((" · ".join(legend), "bright_black"))


def _name(shown: Any, value: Any) -> str:
    from pledgebook.present.names import entity_name
    from pledgebook.present.safe import one_line

    return one_line(entity_name(shown.words, value))


def _cell(shown: Any, cell: Any) -> Any:
    """How firm, with its marks."""
    if cell is None:
        return shown.text(("·", "bright_black"))
    from pledgebook.cli.screen import FIRMNESS_STYLE
    from pledgebook.present.sentence import firmness

    is_refused = cell.firmness in ("refused", "withdrawn") and cell.polarity == "positive"
    style = FIRMNESS_STYLE.get(cell.firmness or "", "") if cell.polarity == "positive" else "magenta"
    marks = (
        ("✗ " if is_refused else "") + ("! " if cell.has_conflict else "") + ("◷ " if cell.is_dormant else "")
    )
    count = f" ({len(cell.entries)})" if len(cell.entries) > 1 else ""
    text = firmness(shown.words, cell.firmness, cell.polarity)
    return shown.text(
        (marks, "bold red" if "!" in marks or is_refused else "yellow"),
        (text, style),
        (count, "bright_black"),
    )
