"""scenario: what would be in force if some conditions held and others failed."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters

_STYLE = {
    "in_force": "bold green", "waiting": "yellow", "blocked": "red", "refused": "bold red", "unconditional": "green",
}  # fmt: skip


def _assumed(ctx: click.Context, parameter: click.Parameter, value: tuple[str, ...]) -> dict[str, bool]:
    """The table of it."""
    from pledgebook.query import assumptions

    try:
        return assumptions(",".join(value))
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


@click.command("scenario")
@options.book
@click.option(
    "--assume",
    "assumed",
    multiple=True,
    metavar="CONDITION=yes|no,...",
    callback=_assumed,
    help="What is assumed to hold or to fail: ceasefire=yes,us_support=no.",
)
@filters("actor", "action", "firmness", "beneficiary", "condition", "since", "until", "text")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, assumed: dict[str, bool], as_of: date | None,
    recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """What would be in force, wait, be blocked or refused, with the words that make it so.

    Conditions that no assumption names stay open. Below stands what one assumption more, or one turned round,
    would change.
    """
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.query import scenario
    from pledgebook.store import EntryFilter

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        kept = chosen(
            book.entries(EntryFilter(kind="commitment"), as_of=as_of, recorded_before=recorded_before), wanted
        )
        try:
            found = scenario(kept, assumed)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        if as_json:
            shown.json(found.as_json())
            return 0
        _show(shown, found, {e.id: e for e in kept}, book)
    return 0


def _show(shown: Any, found: Any, by_id: dict[str, Any], book: Any) -> None:
    from pledgebook.cli.parts import Sources, quote_line, sentence_text, short_id
    from pledgebook.query.scenario import STATES

    words, sources = shown.words, Sources(book)
    shown.head(words("label.scenario"))
    shown.say((_assumptions(words, found), "bright_black"))
    if not found.standings:
        shown.say(words("label.nothing"))
    for state in STATES:
        members = found.of(state)
        if not members:
            continue
        shown.blank()
        shown.say((words.code("standing", state), _STYLE[state]), f" ({len(members)})")
        for one in members:
            shown.say(
                (short_id(one.entry) + "  ", "bold cyan"), sentence_text(shown, by_id[one.entry]), indent=2, hang=6
            )
            why = one.failed or one.missing
            if why:
                key = "label.failed" if one.failed else "label.waits_for"
                named = words("condition_join.or").join(words.code("condition", c) for c in dict.fromkeys(why))
                shown.say((f"{words(key)}: {named}", _STYLE[state]), indent=6)
            for quote in one.words[:2]:
                quote_line(shown, quote, sources, indent=6)
    _show_shifts(shown, found)


def _assumptions(words: Any, found: Any) -> str:
    if not found.holds:
        return str(words("label.no_assumptions"))
    parts = [_assumption(words, code, value, code not in found.assumed) for code, value in found.holds.items()]
    return f"{words('label.assumed')}: {words('condition_join.or').join(parts)}"


def _assumption(words: Any, code: str, holds: bool, derived: bool = False) -> str:
    told = f"{words.code('condition', code)}: {words('label.yes' if holds else 'label.no')}"
    return f"{told} ({words('label.follows')})" if derived else str(told)


def _show_shifts(shown: Any, found: Any) -> None:
    if not found.changes:
        return
    words = shown.words
    shown.blank()
    shown.head(words("label.shifts"))
    for shift in found.changes:
        parts = [f"{words.code('standing', state)} {len(ids)}" for state, ids in shift.moved.items()]
        shown.say(
            (_assumption(words, shift.condition, shift.holds), "cyan"), " → " + ", ".join(parts), indent=2, hang=6
        )
