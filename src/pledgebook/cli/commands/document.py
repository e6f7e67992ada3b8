"""document: the text of one document with its claims marked and what was set aside greyed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options

_ASIDE = "┊ "
_KIND_STYLE = {
    "commitment": "bold green", "meeting": "bold blue", "body": "bold magenta", "figure": "bold cyan",
    "position": "bold yellow",
}  # fmt: skip


@click.command("document")
@click.argument("name", metavar="ID|FILE")
@options.book
@options.output
@click.pass_context
def command(ctx: click.Context, name: str, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """One document: its text, each claim between ⟦ and ⟧ with its number, lines set aside after ┊."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.documents import document_id
    from pledgebook.cli.parts import claim_lines, document_head
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        document = book.document(document_id(book, name))
        claims = list(book.claims(document.id))
    if as_json:
        shown.json({"document": document.as_json(), "text": document.text, "claims": [c.as_json() for c in claims]})
        return 0
    document_head(shown, document, len(claims))
    shown.blank()
    _text(shown, document, claims)
    shown.blank()
    for number, claim in enumerate(claims, 1):
        claim_lines(shown, claim, mark=f"{number} ")
    return 0


def _text(shown: Any, document: Any, claims: list[Any]) -> None:
    """The text, block by block; what lies between the blocks is set aside too."""
    starts, ends = _marks(claims)
    at = 0
    for block in [*document.blocks, None]:
        upto = block.start if block else len(document.text)
        if document.text[at:upto].strip():
            _lines(shown, document.text, at, upto, (starts, ends), is_aside=True)
        if block:
            _lines(shown, document.text, block.start, block.end, (starts, ends), is_aside=not block.is_text)
            at = max(at, block.end)


Marks = tuple[dict[int, list[str]], dict[int, list[tuple[int, str]]]]


def _marks(claims: list[Any]) -> Marks:
    """Where a claim begins, with its style, and where it ends, with its number."""
    starts: dict[int, list[str]] = {}
    ends: dict[int, list[tuple[int, str]]] = {}
    for number, claim in enumerate(claims, 1):
        style = _KIND_STYLE.get(claim.kind, "bold")
        first = claim.evidence[0]
        starts.setdefault(first.start, []).append(style)
        ends.setdefault(first.end, []).append((number, style))
    return starts, ends


def _lines(shown: Any, text: str, start: int, end: int, marks: Marks, *, is_aside: bool) -> None:
    """The lines of a stretch of text; white space at its ends is left out."""
    starts, ends = marks
    cuts = sorted({start, end, *(p for p in starts if start <= p < end), *(p for p in ends if start < p <= end)})
    made = shown.text()
    style = "bright_black" if is_aside else ""
    open_styles: list[str] = []
    for n, cut in enumerate(cuts):
        for number, ended in ends.get(cut, []) if n else []:
            made.append_text(shown.text((f"⟧{number}", ended)))
            if ended in open_styles:
                open_styles.remove(ended)
        if cut == end:
            break
        for begun in starts.get(cut, []):
            made.append_text(shown.text(("⟦", begun)))
            open_styles.append(begun)
        made.append_text(
            shown.text((text[cut : cuts[n + 1]], open_styles[-1].replace("bold ", "") if open_styles else style))
        )
    for line in made.split("\n", allow_blank=True):
        if line.plain.strip():
            shown.say((_ASIDE if is_aside else "", "bright_black"), line, hang=len(_ASIDE) if is_aside else 0)
