"""who: an entity, its names, and how each document calls it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options


@click.command("who")
@click.argument("name")
@click.option("--place", "is_place", is_flag=True, help="The name is that of a place.")
@options.book
@options.output
@click.pass_context
def command(
    ctx: click.Context, name: str, is_place: bool, book_path: Path | None, language: str | None, as_json: bool
) -> int:
    """Who goes by a name (in any language, or an id): its names, how each document calls it, its entries."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.screen import screen
    from pledgebook.errors import UnknownIdError
    from pledgebook.present.names import ids_of

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        mentions = _mentions(book)
        ids = sorted(ids_of(name, is_place=is_place) or _by_text(mentions, name))
        cards = [_card(i, mentions.get(i, {}), book) for i in ids]
        if not any(card["documents"] for card in cards):
            raise UnknownIdError(shown.words("says.unknown_name", x=name))
        if as_json:
            shown.json(cards)
            return 0
        for card in cards:
            _show(shown, card, book)
    return 0


Mentions = dict[str, dict[str, dict[str, None]]]  # entity id: document id: forms


def _mentions(book: Any) -> Mentions:
    """How each document calls each entity."""
    found: Mentions = {}
    for claim in book.claims():
        said = [*claim.attribution, *(slot.value for slot in claim.slots.values())]
        for entity in _entities(said):
            forms = found.setdefault(entity["id"], {}).setdefault(claim.document, {})
            if entity.get("text"):
                forms[str(entity["text"])] = None
    return found


def _entities(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value
        for inner in value.values():
            yield from _entities(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _entities(inner)


def _by_text(mentions: Mentions, name: str) -> set[str]:
    low = name.lower()
    texts = {
        i: [i.partition(":")[2].replace("-", " "), *(t for d in docs.values() for t in d)]
        for i, docs in mentions.items()
    }
    return {i for i, forms in texts.items() if any(low in form.lower() for form in forms)}


def _card(identity: str, documents: dict[str, dict[str, None]], book: Any) -> dict[str, Any]:
    from collections import Counter

    from pledgebook.cli.filters import chosen
    from pledgebook.present.messages import languages
    from pledgebook.present.names import usual_name

    kinds = Counter(e.kind for e in chosen(book.entries(), {"actor": (identity,)}))
    return {
        "id": identity,
        "names": {code: name for code in languages() if (name := usual_name(identity, code))},
        "documents": {d: sorted(forms) for d, forms in sorted(documents.items())},
        "entries": dict(sorted(kinds.items())),
    }


def _show(shown: Any, card: dict[str, Any], book: Any) -> None:
    from pledgebook.cli.parts import document_line
    from pledgebook.present.names import entity_name
    from pledgebook.present.safe import one_line

    words = shown.words
    shown.say((entity_name(words, card["id"]), "bold"), (f"  {card['id']}", "bright_black"))
    names = "; ".join(f"{name} ({words.code('languages', code)})" for code, name in card["names"].items())
    if names:
        shown.say((words("label.names") + ": ", "bold"), names, indent=2, hang=4)
    shown.say((words("label.told_as") + ":", "bold"), indent=2)
    for identity, forms in card["documents"].items():
        said = ", ".join(words.quoted(one_line(f)) for f in forms) or "—"
        shown.say(said, (f" — {document_line(shown, book.document(identity))}", "bright_black"), indent=4, hang=6)
    counts = ", ".join(f"{words.code('kind', kind)}: {n}" for kind, n in card["entries"].items())
    if counts:
        shown.say((counts, "bright_black"), indent=2)
