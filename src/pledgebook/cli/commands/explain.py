"""explain: why a claim was read: which rules met which words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options


@click.command("explain")
@click.argument("claim")
@options.book
@options.output
@click.pass_context
def command(ctx: click.Context, claim: str, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """Why a claim (by its id or the beginning of it) was read: its slots with their words, and the rules."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.reviewing import decisions_about
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        found = book.claim(claim)
        document = book.document(found.document)
        entries = book.entry_of(found.id)
        if as_json:
            reasons = [{**r.as_json(), "words": document.text[r.start : r.end]} for r in found.reasons]
            shown.json({**found.as_json(), "reasons": reasons, "entries": entries})
            return 0
        _show(shown, found, document, entries)
        decisions_about(shown, book, [found.id], [found.document])
    return 0


def _show(shown: Any, claim: Any, document: Any, entries: list[str]) -> None:
    from pledgebook.cli.parts import claim_lines, document_line, short_id
    from pledgebook.present.safe import one_line, shorten
    from pledgebook.present.sentence import slot_value

    words = shown.words
    claim_lines(shown, claim)
    shown.say((f"{claim.document} · {document_line(shown, document)}", "bright_black"), indent=6)
    shown.say((words("label.entry") + ": ", "bold"), ", ".join(short_id(e) for e in entries) or "—", indent=6)
    shown.blank()
    shown.head(words("label.slots"))
    for name, slot in sorted(claim.slots.items()):
        said = "; ".join(words.quoted(shorten(e.quote, 80)) for e in slot.evidence)
        basis = f"← {slot.basis}" if slot.basis else ""
        value = one_line(slot_value(words, name, slot.value))
        told = " ".join(p for p in (said, basis) if p)
        shown.say(
            (words.code("slots", name), "bold"),
            ": ",
            value,
            (f"  {told}" if told else "", "italic"),
            indent=2,
            hang=6,
        )
    shown.blank()
    shown.head(words("label.rule"))
    for reason in claim.reasons:
        said = shorten(document.text[reason.start : reason.end], 100)
        shown.say(
            (reason.rule, "cyan"),
            f"  {reason.start}–{reason.end}  ",
            (words.quoted(said), "italic"),
            indent=2,
            hang=6,
        )
