"""export: the book for other programs."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, TextIO

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters


@click.command("export")
@options.book
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "csv"]),
    default="jsonl",
    show_default=True,
    help="The form.",
)
@click.option(
    "--what",
    type=click.Choice(["entries", "claims", "documents"]),
    default="entries",
    show_default=True,
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file instead of standard output.",
)
@filters("kind", "actor", "action", "firmness", "condition", "place", "measure", "text", "since", "until")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, form: str, what: str, target: Path | None,
    as_of: date | None, recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Write entries, claims or documents: all of each as JSON lines, or a flat row each as CSV.

    The filters and clocks are for entries.
    """
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.export import rows, write_csv, write_jsonl

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        if what == "entries":
            things: Iterable[Any] = chosen(book.entries(as_of=as_of, recorded_before=recorded_before), wanted)
        else:
            things = book.claims() if what == "claims" else book.documents()
        with _opened(target) as out:
            if form == "jsonl" or as_json:
                count = write_jsonl((thing.as_json() for thing in things), out)
            else:
                count = write_csv(rows(things, lambda thing: _sentence(shown.words, thing)), out)
    if target:
        shown.err.print(shown.text(shown.words("says.exported", n=count)))
    return 0


def _sentence(words: Any, thing: Any) -> str:
    from pledgebook.model.claim import Claim
    from pledgebook.present.safe import one_line
    from pledgebook.present.sentence import of_claim, of_entry, sentence

    return one_line(sentence(words, of_claim(thing) if isinstance(thing, Claim) else of_entry(thing)))


@contextmanager
def _opened(target: Path | None) -> Iterator[TextIO]:
    if target is None:
        yield sys.stdout
        return
    with target.open("w", encoding="utf-8", newline="") as out:
        yield out
