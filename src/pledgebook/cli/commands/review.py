"""review: what a reviewer accepts, rejects, corrects, joins, parts, notes and declares."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options

_DIM = "bright_black"


@click.group("review")
def command() -> None:
    """Review what was read: see what matters, accept, reject, correct, merge, split, note, declare, undo.

    Each decision is an event with a date, a name and a reason, chained to the one before. It holds for the words it was
    made on, also when a document is read anew. ID is an entry or a claim, by its id or the beginning of it.
    """


def _signed(function: Any) -> Any:
    """--by and --why, with what every command has."""
    by = click.option("--by", envvar="PLEDGEBOOK_REVIEWER", required=True, metavar="NAME",
                      help="Who decides. [$PLEDGEBOOK_REVIEWER]")  # fmt: skip
    why = click.option("--why", default="", metavar="TEXT", help="The reason.")
    return click.pass_context(options.book(by(why(options.output(function)))))


@command.command("queue")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="How many to show.")
@options.book
@options.output
@click.pass_context
def queue_command(ctx: click.Context, book_path: Path | None, limit: int, language: str | None, as_json: bool) -> int:
    """What to look at first: contradictions, then what is firm, uncertain and told by one source alone."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources, entry_lines
    from pledgebook.cli.screen import screen
    from pledgebook.review.queue import queue

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        tasks = queue(book.entries(), book.accepted())[:limit]
        if as_json:
            shown.json([t.as_json() for t in tasks])
            return 0
        shown.head(shown.words("label.queue" if tasks else "label.nothing"))
        sources = Sources(book)
        for task in tasks:
            shown.blank()
            entry_lines(shown, task.entry, sources)
            shown.say((", ".join(shown.words.code("doubt", r) for r in task.reasons), "yellow"), indent=4)
    return 0


@command.command("accept")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_signed
def accept_command(ctx: click.Context, **given: Any) -> int:
    """It is as the words say."""
    return _about(ctx, "accept", given)


@command.command("reject")
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@_signed
def reject_command(ctx: click.Context, **given: Any) -> int:
    """The words do not say it: it leaves the entries, and stays to be seen in the log."""
    return _about(ctx, "reject", given)


@command.command("note")
@click.argument("ids", nargs=1, metavar="ID")
@click.argument("text")
@_signed
def note_command(ctx: click.Context, ids: str, text: str, **given: Any) -> int:
    """Keep a remark with it."""
    return _about(ctx, "note", {**given, "ids": (ids,)}, text=text)


@command.command("correct")
@click.argument("claim")
@click.argument("values", nargs=-1, required=True, metavar="SLOT=VALUE...")
@_signed
def correct_command(ctx: click.Context, claim: str, values: tuple[str, ...], **given: Any) -> int:
    """Give slots of a claim other values: firmness=ready, actor=Norway, place=, 'amount={"value": 5e6, ...}'.

    A value is a code, a name in any language, or JSON; an empty one takes the slot out.
    """
    from pledgebook.cli.reviewing import bindings, decided, slots_of

    def body(book: Any) -> dict[str, Any]:
        found = book.claim(claim)
        slots = slots_of(found.kind, values)
        was = {name: found.value(name) for name in slots if name != "polarity"}
        return {"about": bindings(book, [found.id]), "slots": slots, "was": was}

    return decided(ctx, "correct", given, body)


@command.command("merge")
@click.argument("first", metavar="ENTRY1")
@click.argument("second", metavar="ENTRY2")
@_signed
def merge_command(ctx: click.Context, first: str, second: str, **given: Any) -> int:
    """Two entries are one fact."""
    from pledgebook.cli.reviewing import bindings, decided, entries_of_one_block

    def body(book: Any) -> dict[str, Any]:
        one, other = entries_of_one_block(book, first, second)
        return {"first": bindings(book, one.claims), "second": bindings(book, other.claims)}

    return decided(ctx, "merge", given, body)


@command.command("split")
@click.argument("entry")
@click.argument("claims", nargs=-1, required=True, metavar="CLAIM...")
@_signed
def split_command(ctx: click.Context, entry: str, claims: tuple[str, ...], **given: Any) -> int:
    """These claims of an entry tell of another fact."""
    from pledgebook.cli.reviewing import bindings, decided

    def body(book: Any) -> dict[str, Any]:
        found = book.entry(entry)
        apart = [book.claim(c).id for c in claims]
        strange = [c for c in apart if c not in found.claims]
        if strange or set(apart) == set(found.claims):
            what = f"found {strange[0]}, which is no claim of it" if strange else "found all of its claims"
            raise click.UsageError(f"{what}; name some of: {', '.join(found.claims)}")
        rest = [c for c in found.claims if c not in apart]
        return {"apart": bindings(book, apart), "rest": bindings(book, rest)}

    return decided(ctx, "split", given, body)


@command.command("declare")
@click.argument("document", metavar="DOCUMENT")
@click.option("--words", required=True, metavar="TEXT", help="Its words in the document, exactly.")
@click.option("--kind", required=True, metavar="KIND", help="commitment, meeting, body, figure or position.")
@click.argument("values", nargs=-1, required=True, metavar="SLOT=VALUE...")
@_signed
def declare_command(
    ctx: click.Context, document: str, words: str, kind: str, values: tuple[str, ...], **given: Any
) -> int:
    """Enter by hand a claim that was not read, with words of a document of the book as its evidence."""
    from pledgebook.cli.reviewing import claim_of_words, decided

    return decided(ctx, "declare", given, lambda book: {"claim": claim_of_words(book, document, words, kind, values)})


@command.command("undo")
@click.argument("decision")
@_signed
def undo_command(ctx: click.Context, decision: str, **given: Any) -> int:
    """Take a decision back, by its hash or the beginning of it: another event; nothing is erased."""
    from pledgebook.cli.reviewing import decided, the_decision

    return decided(ctx, "undo", given, lambda book: {"of": the_decision(book, decision).hash})


@command.command("log")
@options.book
@options.output
@click.pass_context
def log_command(ctx: click.Context, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """All decisions in order, and whether each still meets what it was made for."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.reviewing import decision_lines, states
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        found = book.decisions()
        now = states(book, found)
    if as_json:
        shown.json([{**d.as_json(), "state": now[d.hash]} for d in found])
        return 0
    shown.head(shown.words("label.decisions" if found else "label.nothing"))
    for one in found:
        decision_lines(shown, one, now[one.hash])
    return 0


def _about(ctx: click.Context, kind: str, given: dict[str, Any], **more: Any) -> int:
    from pledgebook.cli.reviewing import bindings, claims_meant, decided

    ids = given.pop("ids")
    return decided(ctx, kind, given, lambda book: {"about": bindings(book, claims_meant(book, ids)), **more})
