"""verify: checks the book against itself."""

from __future__ import annotations

from pathlib import Path

import click

from pledgebook.cli import options


@click.command("verify")
@options.book
@options.output
@click.pass_context
def command(ctx: click.Context, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """Check every quote against its text, every text against its hash, and the entries against the claims."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    words = shown.words
    with opened(book_path) as book:
        found = book.verify()
        is_whole = not any(f.severity == "error" for f in found)
        if as_json:
            shown.json({"whole": is_whole, "findings": [f.as_json() for f in found]})
            return 0 if is_whole else 1
        shown.findings(found, with_infos=True)
        if not is_whole:
            shown.say((words("says.broken", errors=words.count("label.errors", len(found))), "bold red"))
            return 1
        documents = words.count("label.documents", sum(1 for _ in book.documents()))
        entries = words.count("label.entries", book.count_entries())
        shown.say((words("says.verified", documents=documents, entries=entries), "green"))
    return 0
