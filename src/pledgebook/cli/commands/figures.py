"""figures: reported values side by side."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options
from pledgebook.cli.filters import chosen, filters

_PAIRS = 40


@click.command("figures")
@options.book
@filters("measure", "text", "document", "outlet", "since", "until")
@click.option("--conflicts", "only_conflicts", is_flag=True, help="Only measures with values that cannot all be true.")
@options.clocks
@options.output
@click.pass_context
def command(
    ctx: click.Context, /, book_path: Path | None, only_conflicts: bool, as_of: date | None,
    recorded_before: datetime | None, language: str | None, as_json: bool, **wanted: Any,
) -> int:  # fmt: skip
    """Reported values side by side: which of them can all be true, which cannot, and why."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.documents import document_id
    from pledgebook.cli.parts import Sources
    from pledgebook.cli.screen import screen
    from pledgebook.query import figures
    from pledgebook.store import EntryFilter

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        if wanted["document"]:
            wanted["document"] = document_id(book, wanted["document"])
        reported = EntryFilter(kind="figure")
        entries = chosen(book.entries(reported, as_of=as_of, recorded_before=recorded_before), wanted)
        groups = [g for g in figures(entries) if not only_conflicts or any(v[2] == "conflicts" for v in g.verdicts)]
        if as_json:
            shown.json([g.as_json() for g in groups])
            return 0
        shown.head(shown.words("label.figures" if groups else "label.nothing"))
        sources = Sources(book)
        for group in groups:
            _show(shown, group, sources)
    return 0


def _show(shown: Any, group: Any, sources: Any) -> None:
    from pledgebook.cli.parts import DIM, document_line, short_id
    from pledgebook.cli.screen import RELATION_STYLE
    from pledgebook.present.safe import shorten
    from pledgebook.present.sentence import figure_value, slot_value

    words = shown.words
    shown.blank()
    shown.say((words.code("measure", group.measure), "bold"))
    for number, one in enumerate(group.readings, 1):
        value = figure_value(words, one.value, one.bound, group.unit or None)
        of = words("slot.of", x=slot_value(words, "of", one.of)) if one.of else ""
        shown.say(
            (f"{number}. ", DIM),
            (value, "bold"),
            f"  {of}",
            (f"  {short_id(one.entry)}", DIM),
            indent=2,
            hang=5,
        )
        quote = words.quoted(shorten(one.quotes[0].quote, 120)) if one.quotes else ""
        told = "; ".join(document_line(shown, sources.get(d)) for d in one.documents)
        shown.say((quote, "italic"), (f" — {told}", DIM), indent=5)
    for a, b, relation, reason in group.verdicts[:_PAIRS]:
        verdict = (words.code("relation", relation.replace(" ", "_")), RELATION_STYLE.get(relation, DIM))
        shown.say(f"{a + 1} · {b + 1}: ", verdict, (f" — {_reason(words, reason)}", DIM), indent=2, hang=5)
    if len(group.verdicts) > _PAIRS:
        shown.say((words.count("label.more", len(group.verdicts) - _PAIRS), DIM), indent=2)


def _reason(words: Any, reason: str) -> str:
    from pledgebook.cli.agreement import reason_words

    return reason_words(words, reason)
