"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])
BOOK = "pledgebook.book"


class Day(click.ParamType[date]):
    """A date, YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date, or a complaint."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"found {value!r}, expected a date such as 2025-07-10", param, ctx)


class Instant(click.ParamType[datetime]):
    """A date or an instant in ISO form; without a zone it is UTC."""

    name = "instant"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """The instant, or a complaint."""
        if isinstance(value, datetime):
            return value
        try:
            found = datetime.fromisoformat(str(value))
        except ValueError:
            self.fail(f"found {value!r}, expected such as 2025-07-10 or 2025-07-10T12:00", param, ctx)
        return found if found.tzinfo else found.replace(tzinfo=UTC)


def output(function: F) -> F:
    """--json and --lang."""
    lang = click.option("--lang", "language", metavar="LANG", help="Language of the output.")
    as_json = click.option("--json", "as_json", is_flag=True, help="JSON instead of text for people.")
    return as_json(lang(function))


def book(function: F) -> F:
    """--book."""
    kind = click.Path(path_type=Path)
    return click.option("--book", "book_path", type=kind, help="The book. [$PLEDGEBOOK_BOOK, pledgebook.book]")(
        function
    )


def clocks(function: F) -> F:
    """--as-of and --recorded-before."""
    as_of = click.option("--as-of", type=Day(), metavar="DATE", help="As a reader of that day could have known it.")
    before = click.option("--recorded-before", type=Instant(), metavar="TIME", help="As the book stood at that time.")
    return as_of(before(function))


def book_path(given: Path | None) -> Path:
    """Where the book is."""
    return given or Path(os.environ.get("PLEDGEBOOK_BOOK") or BOOK)
