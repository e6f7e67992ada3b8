"""show: one entry with everything behind it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options

_DIM = "bright_black"


@click.command("show")
@click.argument("entry")
@options.book
@options.output
@click.pass_context
def command(ctx: click.Context, entry: str, book_path: Path | None, language: str | None, as_json: bool) -> int:
    """One entry (by its id or the beginning of it): sentence, original words, sources, history, agreement."""
    from pledgebook.cli.books import opened
    from pledgebook.cli.parts import Sources
    from pledgebook.cli.reviewing import decisions_about
    from pledgebook.cli.screen import screen

    shown = screen(ctx, language, as_json)
    with opened(book_path) as book:
        found = book.entry(entry)
        if as_json:
            shown.json(found.as_json())
            return 0
        sources = Sources(book)
        _head(shown, found)
        _evidence(shown, found, sources)
        _history(shown, found, sources)
        _agreement(shown, found, sources)
        _links(shown, found, book)
        decisions_about(shown, book, found.claims, found.documents)
    return 0


def _head(shown: Any, entry: Any) -> None:
    from pledgebook.cli.parts import names_of, sentence_text
    from pledgebook.present.dates import interval
    from pledgebook.present.names import entity_name
    from pledgebook.present.sentence import conditions, firmness

    words = shown.words
    shown.say(sentence_text(shown, entry))
    shown.say((f"{entry.id} · {words.code('kind', entry.kind)}", _DIM))
    shown.blank()
    facts = []
    if entry.firmness:
        facts.append((words("label.firmness"), firmness(words, entry.firmness, entry.polarity)))
    if told := conditions(words, entry.slots.get("conditions")):
        facts.append((words("label.conditions"), told + (f" ({words('label.dormant')})" if entry.dormant else "")))
    facts.append((words("label.time"), interval(words, entry.time)))
    facts.append((words("label.known"), interval(words, entry.first_known)))
    counts = [
        words.count("label.documents", len(entry.documents)),
        words.count("label.outlets", len(entry.outlets))
        + (f" ({names_of(shown, entry.outlets)})" if entry.outlets else ""),
        words.count("label.sources", entry.independent_sources),
    ]
    facts.append((words("label.based_on"), ", ".join(counts)))
    if entry.origin:
        far = entry.origin.distance
        how_far = words.count("label.steps", far) if far else words("label.own_document")
        facts.append((words("label.origin"), f"{entity_name(words, entry.origin.voice)} ({how_far})"))
    facts.append((words("label.confidence"), f"{entry.confidence:.2f}"))
    for name, value in facts:
        shown.say((f"{name}: ", "bold"), value)


def _evidence(shown: Any, entry: Any, sources: Any) -> None:
    from pledgebook.cli.parts import quote_line

    shown.blank()
    shown.head(shown.words("label.evidence"))
    for quote in entry.evidence:
        quote_line(shown, quote, sources, width=600)


def _history(shown: Any, entry: Any, sources: Any) -> None:
    from pledgebook.cli.parts import document_line
    from pledgebook.cli.screen import FIRMNESS_STYLE
    from pledgebook.present.dates import interval
    from pledgebook.present.sentence import firmness

    if not entry.history:
        return
    words = shown.words
    shown.blank()
    shown.head(words("label.history"))
    told = {(s.when, s.value, s.polarity, s.document): s for s in entry.history}
    for state in told.values():
        is_firmness = entry.kind == "commitment"
        value = firmness(words, state.value, state.polarity) if is_firmness else words.code("status", state.value)
        notes = [words("label.fall")] if state.is_fall else []
        notes += [] if state.counted else [words("label.not_counted")]
        shown.say(
            interval(words, state.when) + ": ",
            (value, FIRMNESS_STYLE.get(str(state.value), "")),
            (f" ({', '.join(notes)})" if notes else "", "yellow"),
            (f" — {document_line(shown, sources.get(state.document))}", _DIM),
            indent=2,
        )


def _agreement(shown: Any, entry: Any, sources: Any) -> None:
    from pledgebook.cli.agreement import agreement_lines

    if not entry.agreement:
        return
    shown.blank()
    shown.head(shown.words("label.agreement"))
    for found in entry.agreement:
        agreement_lines(shown, found, sources, with_quotes=found.relation == "conflicts")


def _links(shown: Any, entry: Any, book: Any) -> None:
    from pledgebook.cli.parts import sentence_text, short_id

    if not entry.links:
        return
    shown.blank()
    shown.head(shown.words("label.related"))
    for link in entry.links:
        kind = shown.words.code("link", link.kind)
        other = book.entry(link.entry)
        shown.say((f"{kind} {short_id(link.entry)}  ", "cyan"), sentence_text(shown, other), indent=2)
