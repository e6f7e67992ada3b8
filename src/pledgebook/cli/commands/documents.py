"""documents: what the book was made from."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options

_CHAINS = 3


@click.command("documents")
@options.book
@options.output
@click.pass_context
def command(ctx: click.Context, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """List the documents: language, outlet, date with its basis, claims, and on whose word they rest."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        order = sorted((str(d.published.when.latest or "9"), d.source.file, d.id) for d in book.documents())
        if as_json:
            shown.json([_json(book.document(d), list(book.claims(d))) for _, _, d in order])
            return 0
        for _, _, identity in order:
            _show(shown, book.document(identity), list(book.claims(identity)))
        shown.say((shown.words.count("label.documents", len(order)), "bold"))
    return 0


def _json(document: Any, claims: list[Any]) -> dict[str, Any]:
    return {**document.as_json(), "claims": len(claims), "voices": _voices(claims)}


def _show(shown: Any, document: Any, claims: list[Any]) -> None:
    from pledgebook.cli.parts import document_head, voices_line
    from pledgebook.present.safe import one_line

    document_head(shown, document, len(claims))
    if document.outlet:
        shown.say((one_line(document.source.file), "bright_black"), indent=2)
    told = [f"{voices_line(shown, v['chain'])} ({v['claims']})" for v in _voices(claims)[:_CHAINS]]
    if told:
        shown.say((shown.words("label.word_of") + ": ", "bold"), "; ".join(told), indent=2, hang=4)
    shown.blank()


def _voices(claims: list[Any]) -> list[dict[str, Any]]:
    """The chains of voices, those with most claims first."""
    counts: Counter[tuple[str, ...]] = Counter()
    chains: dict[tuple[str, ...], list[Any]] = {}
    for claim in claims:
        key = tuple(str(v.get("id") or f"{v.get('kind')}:{v.get('text')}") for v in claim.attribution)
        counts[key] += 1
        chains.setdefault(key, list(claim.attribution))
    return [
        {"chain": chains[k], "claims": n} for k, n in sorted(counts.items(), key=lambda kn: (-kn[1], kn[0]))
    ]
