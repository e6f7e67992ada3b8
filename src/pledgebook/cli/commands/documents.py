"""documents: what the book was made from."""

from __future__ import annotations

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
        told = _told(book)
        order = sorted((str(d.published.when.latest or "9"), d.source.file, d.id) for d in book.documents())
        documents = (book.document(identity) for _, _, identity in order)
        if as_json:
            shown.json([{**d.as_json(), **_json(told.get(d.id, {}))} for d in documents])
            return 0
        for document in documents:
            _show(shown, document, _json(told.get(document.id, {})))
        shown.say((shown.words.count("label.documents", len(order)), "bold"))
    return 0


Chains = dict[str, int]  # a chain of voices as JSON, and how many claims rest on it


def _told(book: Any) -> dict[str, Chains]:
    """The chains of voices of each document, in one pass over the claims."""
    import json

    found: dict[str, Chains] = {}
    for claim in book.claims():
        chain = json.dumps([_voice(v) for v in claim.attribution], ensure_ascii=False, sort_keys=True)
        chains = found.setdefault(claim.document, {})
        chains[chain] = chains.get(chain, 0) + 1
    return found


def _voice(voice: dict[str, Any]) -> dict[str, Any]:
    """A voice without the words it was named by, where it has an id."""
    return {k: v for k, v in voice.items() if k != "text"} if voice.get("id") else voice


def _json(chains: Chains) -> dict[str, Any]:
    """How many claims, and the chains of voices, those with most claims first."""
    import json

    ordered = sorted(chains.items(), key=lambda item: (-item[1], item[0]))
    voices = [{"chain": json.loads(chain), "claims": count} for chain, count in ordered]
    return {"claims": sum(chains.values()), "voices": voices}


def _show(shown: Any, document: Any, told: dict[str, Any]) -> None:
    from pledgebook.cli.parts import document_head, voices_line
    from pledgebook.present.safe import one_line

    document_head(shown, document, told["claims"])
    if document.outlet:
        shown.say((one_line(document.source.file), "bright_black"), indent=2)
    chains = [f"{voices_line(shown, v['chain'])} ({v['claims']})" for v in told["voices"][:_CHAINS]]
    if chains:
        shown.say((shown.words("label.word_of") + ": ", "bold"), "; ".join(chains), indent=2, hang=4)
    shown.blank()
