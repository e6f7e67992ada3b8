"""coverage: what a needs file asks for, and who covers it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters

_STYLE = {"covered": "bold green", "partly": "yellow", "conditional": "cyan", "open": "bold red"}


@click.command("coverage")
@click.argument("needs", type=click.Path(path_type=Path, dir_okay=False), metavar="NEEDS.toml")
@options.book
@filters("actor", "beneficiary", "since", "until", "text")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, needs: Path, book_path: Path | None, as_of: date | None, recorded_before: datetime | None,
    language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """For each component of a needs file: who contributes, how firmly, on which conditions, what is left open, who
    refused.

    The file has a table [[need]] for each: name, actions, and if wanted domains, least (how firmly at least), amount or
    quantity. examples/needs.toml is one.
    """
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.query import coverage, needs_of
    from pledgebook.query.coverage import NeedsError
    from pledgebook.store import EntryFilter

    shown = screen(ctx, language, as_json)
    try:
        wants = needs_of(needs.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(f"cannot read {needs}: {error}") from error
    except NeedsError as error:
        raise click.UsageError(f"{needs}: {error}") from error
    with opened(book_path) as book:
        kept = chosen(
            book.entries(EntryFilter(kind="commitment"), as_of=as_of, recorded_before=recorded_before), wanted
        )
        found = coverage(wants, kept)
        if as_json:
            shown.json([c.as_json() for c in found])
            return 0
        by_id = {e.id: e for e in kept}
        shown.head(shown.words("label.coverage"))
        for one in found:
            _show(shown, one, by_id)
    return 0


def _show(shown: Any, one: Any, by_id: dict[str, Any]) -> None:
    from pledgebook.cli.parts import sentence_text, short_id
    from pledgebook.present.safe import one_line

    words = shown.words
    shown.blank()
    shown.say((one_line(one.need.name) + ": ", "bold"), (words.code("coverage", one.state), _STYLE[one.state]))
    if one.left is not None:
        shown.say((_measure(words, one), "bright_black"), indent=2)
    groups = (
        ("label.firm", [i for i in one.firm if i not in one.waiting]), ("label.waiting", one.waiting),
        ("label.weak", one.weak), ("label.refusals", one.refused),
    )  # fmt: skip
    for key, ids in groups:
        if not ids:
            continue
        shown.say(f"{words(key)} ({len(ids)})", indent=2)
        for identity in ids:
            shown.say((short_id(identity) + "  ", "bold cyan"), sentence_text(shown, by_id[identity]), indent=4, hang=8)


def _measure(words: Any, one: Any) -> str:
    """What is found of the sum or number asked for, what is left, and how many name none."""
    from pledgebook.present.numbers import money, quantity

    def told(value: float) -> str:
        if one.need.amount:
            return str(money(words, {"value": value, "currency": one.need.amount["currency"], "bound": "exactly"}))
        return str(quantity(words, {"value": value, "unit": one.need.quantity["unit"], "bound": "exactly"}))

    line = words("label.measured", found=told(one.found), left=told(one.left))
    unmeasured = f"; {words('label.unmeasured')}: {len(one.unmeasured)}" if one.unmeasured else ""
    return f"{line}{unmeasured}"
