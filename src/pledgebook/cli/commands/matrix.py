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
_DIM = "bright_black"
_BACK = ("refused", "withdrawn")


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
    from pledgebook.store import EntryFilter

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        undertaken = EntryFilter(kind="commitment")
        kept = chosen(book.entries(undertaken, as_of=as_of, recorded_before=recorded_before), wanted)
        found, values, by_id = matrix(kept), actor_values(kept), {e.id: e for e in kept}
        only = wanted.get("actor")
    if only:
        found = _rows(found, actors_meant(values, only))
    if as_json:
        shown.json(found.as_json())
    elif not found.actors:
        shown.say(shown.words("label.nothing"))
    else:
        _show(shown, found, values, by_id)
    return 0


def _rows(found: Any, actors: set[str]) -> Any:
    from dataclasses import replace

    cells = {key: cell for key, cell in found.cells.items() if key[0] in actors}
    actions = tuple(a for a in found.actions if any(key[1] == a for key in cells))
    return replace(found, actors=tuple(a for a in found.actors if a in actors), actions=actions, cells=cells)


def _show(shown: Any, found: Any, values: dict[str, Any], by_id: dict[str, Any]) -> None:
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
                table.add_row(shown.text(_name(shown, values[actor])), *(_cell(shown, c, by_id) for c in cells))
        shown.show(table)
        shown.blank()
    legend = [f"✗ {words('firmness.refused')}", f"! {words('label.disputed')}", f"◷ {words('label.dormant')}"]
    shown.say((" · ".join(legend), "bright_black"))


def _name(shown: Any, value: Any) -> str:
    from pledgebook.present.names import entity_name
    from pledgebook.present.safe import one_line

    return one_line(entity_name(shown.words, value))


def _cell(shown: Any, cell: Any, by_id: dict[str, Any]) -> Any:
    """How firm, with its marks; where it is disputed, all that was told."""
    if cell is None:
        return shown.text(("·", _DIM))
    from pledgebook.present.sentence import firmness

    told = _states(cell, by_id) if cell.has_conflict else [(cell.firmness, cell.polarity)]
    is_back = any(code in _BACK and polarity == "positive" for code, polarity in told)
    marks = [("✗ ", "bold red")] if is_back else []
    marks += [("! ", "bold red")] if cell.has_conflict else []
    marks += [("◷ ", "yellow")] if cell.is_dormant else []
    made = shown.text(*marks)
    for number, (code, polarity) in enumerate(told):
        text = firmness(shown.words, code, polarity)
        made.append_text(shown.text(", " if number else "", (text, _style(code, polarity))))
    return made.append_text(shown.text((f" ({len(cell.entries)})", _DIM))) if len(cell.entries) > 1 else made


def _style(code: str | None, polarity: str) -> str:
    from pledgebook.cli.screen import FIRMNESS_STYLE

    return FIRMNESS_STYLE.get(code or "", "") if polarity == "positive" else "magenta"


def _states(cell: Any, by_id: dict[str, Any]) -> list[tuple[str | None, str]]:
    """Each firmness told of, that of the cell first."""
    found = {(cell.firmness, cell.polarity): None}
    for entry in (by_id[i] for i in cell.entries):
        found[entry.firmness, entry.polarity] = None
        for side in (side for a in entry.conflicts if a.slot == "firmness" for side in a.sides):
            value = side.value if isinstance(side.value, dict) else {"value": side.value}
            found[value["value"], value.get("polarity", "positive")] = None
    return list(found)
