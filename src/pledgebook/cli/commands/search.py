"""search: entries and documents in which words occur."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many.")
@options.book
@options.output
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    limit: int,
    book_path: Path | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Entries and documents in which all the words occur, in any form and language; the best first."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, document_head, entry_lines
    from pledgebook.cli.screen import screen
    from pledgebook.present.passages import passages
    from pledgebook.present.safe import one_line

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        hits = book.search(" ".join(words), limit)
        if as_json:
            shown.json([{"kind": h.kind, "id": h.id, "score": h.score, **_what(book, h)} for h in hits])
            return 0
        sources = Sources(book)
        for hit in hits:
            if hit.kind == "entry":
                entry_lines(shown, book.entry(hit.id), sources)
            else:
                document = book.document(hit.id)
                document_head(shown, document, sum(1 for _ in book.claims(hit.id)))
                for text in passages(document, " ".join(words)):
                    shown.say((shown.words.quoted(one_line(text)), "italic"), indent=4)
        if not hits:
            shown.say(shown.words("label.nothing"))
    return 0


def _what(book: Any, hit: Any) -> dict[str, Any]:
    """The entry or the document of a hit."""
    if hit.kind == "entry":
        return {"entry": book.entry(hit.id).as_json()}
    return {"document": book.document(hit.id).as_json()}
