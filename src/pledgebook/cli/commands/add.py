"""add: reads documents into the book."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from pledgebook.cli import options


@dataclass
class Tally:
    """What became of the documents of a run."""

    statuses: Counter[str] = field(default_factory=Counter)
    severities: Counter[str] = field(default_factory=Counter)
    claims: int = 0
    findings: list[dict[str, Any]] = field(default_factory=list)


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@options.book
@click.option("--again", is_flag=True, help="Read documents that are in the book anew; their claims are replaced.")
@click.option("-v", "--verbose", is_flag=True, help="Show notes too, not only warnings and errors.")
@options.output
@click.pass_context
def command(
    ctx: click.Context, paths: tuple[Path, ...], book_path: Path | None, again: bool, verbose: bool,
    language: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Read files, folders (.txt, .md, .jsonl) and - (standard input) into the book.

    A document that is there already changes nothing. Each document is kept whole or not at all: a run that is
    stopped can be run again.
    """
    from pledgebook.cli.books import opened, reader
    from pledgebook.cli.screen import screen
    from pledgebook.cli.steady import steady

    shown = screen(ctx, language, as_json)
    read = reader()
    tally = Tally()
    with opened(book_path, create=True) as book, steady():
        with _progress(shown, shown.words("says.adding")) as step:
            for name in _add_all(book, read, paths, again, verbose, shown, tally):
                step(name)
        with _progress(shown, shown.words("says.merging")):
            book.refresh()
        _report(shown, tally, book.count_entries(), verbose)
    return 1 if tally.severities["error"] else 0


def _add_all(
    book: Any, read: Any, paths: tuple[Path, ...], again: bool, verbose: bool, shown: Any, tally: Tally
) -> Iterator[str]:
    """Adds each document; yields its name when it is done."""
    from pledgebook.ingest.document import build_document
    from pledgebook.ingest.files import read_sources
    from pledgebook.model.finding import Finding

    findings: list[Finding] = []

    def settle() -> None:
        tally.severities.update(f.severity for f in findings)
        if shown.as_json:
            tally.findings.extend(f.as_json() for f in findings if verbose or f.severity != "info")
        shown.findings(findings, with_infos=verbose)
        findings.clear()

    for source in read_sources(paths, findings=findings):
        if not again and book.has(source.id):
            tally.statuses["unchanged"] += 1
        else:
            document = build_document(source, findings=findings)
            added = (book.reread if again else book.add)(document, read(document))
            tally.statuses[added.status] += 1
            tally.claims += added.claims
        settle()
        yield source.file
    settle()


def _report(shown: Any, tally: Tally, entries: int, verbose: bool) -> None:
    if shown.as_json:
        counts = {status: tally.statuses[status] for status in ("added", "unchanged", "replaced")}
        shown.json({**counts, "claims": tally.claims, "entries": entries, "findings": tally.findings})
        return
    words = shown.words
    changed = tally.statuses["added"] + tally.statuses["replaced"]
    shown.say(words(
        "says.added", added=words.count("label.documents", changed), unchanged=tally.statuses["unchanged"],
        claims=words.count("label.claims", tally.claims), entries=words.count("label.entries", entries),
    ))  # fmt: skip
    if tally.severities["info"] and not verbose:
        shown.err.print(shown.text(words.count("says.infos", tally.severities["info"])), style="bright_black")


@contextmanager
def _progress(shown: Any, title: str) -> Iterator[Any]:
    """A line that moves on a terminal; nothing where standard error is not one."""
    if not shown.err.is_terminal:
        yield lambda name: None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), TextColumn("{task.completed}"),
               TimeElapsedColumn())  # fmt: skip
    with Progress(*columns, console=shown.err, transient=True, refresh_per_second=4) as progress:
        task = progress.add_task(title, total=None)
        yield lambda name: progress.advance(task)
