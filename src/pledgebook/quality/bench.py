"""python -m pledgebook.quality.bench: speed and memory, beside other pipelines where installed."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from rich.console import Console

from pledgebook.quality import pages
from pledgebook.quality.articles import WORDS, mixed, some, stream
from pledgebook.quality.gold import Expected, load
from pledgebook.quality.rivals import CHUNK, Rival, race, rivals
from pledgebook.quality.tables import Table, markdown, shown
from pledgebook.quality.timing import (
    Spent,
    add_all,
    grow,
    new_book,
    pack,
    spent,
    stages,
    start_time,
    total,
)

WANTED = 60  # documents a second through add
MEMORY = 600  # megabytes
WARMING = 60  # articles
POINTS = 8  # times that memory is looked at
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
PATH = click.Path(path_type=Path)


@click.command()
@click.option("--gold", type=PATH, default=Path("gold"), show_default=True, help="Folder of gold texts.")
@click.option("--articles", "count", default=600, show_default=True, help="Articles to measure speed on.")
@click.option("--documents", default=20_000, show_default=True, help="Articles to measure memory on; 0: none.")
@click.option("--rounds", default=8, show_default=True, help="Rounds beside each other pipeline; 0: none.")
@click.option("--write", type=PATH, help="Write the tables into this page.")
def main(gold: Path, count: int, documents: int, rounds: int, write: Path | None) -> None:
    """Measures speed, memory and start on articles built from gold texts, with one thread."""
    os.environ.update(dict.fromkeys(THREADS, "1"))
    texts = load("tuned", gold / "tuned", gold / "tuned").texts
    console, found = Console(), []
    with TemporaryDirectory() as folder:
        for table in _measured(texts, count, documents, rounds, Path(folder)):
            found.append(table)
            console.print(table.for_screen())
    if write:
        machine = f"{platform.machine()}, Python {platform.python_version()}, one thread, {WORDS}-word articles"
        pages.put(write, "bench", f"Measured on {machine}.\n\n{markdown(found)}")


def _measured(texts: Sequence[Expected], count: int, documents: int, rounds: int, folder: Path) -> Iterator[Table]:
    yield speed(texts, count, folder)
    yield split(texts, count, folder)
    for rival in rivals() if rounds else ():
        yield beside(texts, rival, rounds, folder)
    if documents:
        yield memory(texts, documents, folder)


def speed(texts: Sequence[Expected], count: int, folder: Path) -> Table:
    """Documents a second through add, warm, and the start of the program."""
    own = mixed(texts, count + WARMING)
    with new_book(folder, "warm") as book:
        add_all(book, pack(own[:WARMING], folder / "warm.jsonl"))
    path = pack(own[WARMING:], folder / "speed.jsonl")
    with new_book(folder, "speed") as book:
        took = spent(lambda: add_all(book, path))
    return Table("Speed", ("what", "of", "reached", "goal"), (
        ("documents a second through add", str(count), shown(count / took.passed, 1), f"at least {WANTED}"),
        ("the same, of the processor", str(count), shown(count / took.busy, 1), ""),
        ("seconds of pledgebook --help", "", shown(start_time()), "at most 0.4"),
    ))  # fmt: skip


def split(texts: Sequence[Expected], count: int, folder: Path) -> Table:
    """Milliseconds a document, by stage."""
    with new_book(folder, "stages") as book:
        times = stages(mixed(texts, count), book)
    rows = [_row(name, t, count) for name, t in times.items()]
    reading = [times[name] for name in ("ingest", "layers", "extraction")]
    rows += [
        _row("reading, without a book", total(reading), count),
        _row("all", total(times.values()), count),
    ]
    columns = ("stage", "ms each", "ms of the processor", "a second")
    return Table("Stages", columns, tuple(rows))


def _row(name: str, took: Spent, count: int) -> tuple[str, ...]:
    each = (took.passed / count * 1000, took.busy / count * 1000)
    return name, shown(each[0], 2), shown(each[1], 2), shown(count / took.passed, 1)


def beside(texts: Sequence[Expected], rival: Rival, rounds: int, folder: Path) -> Table:
    """How many times as fast adding is as another pipeline on the same texts."""
    with TemporaryDirectory(dir=folder) as own:
        run = race(some(texts, rival.language, CHUNK * (rounds + 1)), rival.load(), Path(own))
    ours, theirs = run.rates
    rounds_run = str(len(run.own))
    rows = (
        ("documents a second through add", str(run.documents), shown(ours, 1), ""),
        ("documents a second, the other", str(run.documents), shown(theirs, 1), ""),
        ("times as fast, median of rounds", rounds_run, shown(run.ratio, 2), f"at least {rival.wanted:g}"),
        ("the same, of the processor", rounds_run, shown(run.busy_ratio, 2), ""),
    )
    return Table(f"Beside {rival.title}", ("what", "of", "reached", "goal"), rows)


def memory(texts: Sequence[Expected], documents: int, folder: Path) -> Table:
    """Megabytes in use while so many documents are added, in a process of its own."""
    path = pack(stream(texts, documents), folder / "memory.jsonl")
    with get_context("spawn").Pool(1) as pool:
        points, most, took = pool.apply(grow, (path, folder, max(documents // POINTS, 1)))
    rows = [(f"after {n} documents", shown(size, 0), "") for n, size in points]
    rows.append(("at the most, entries brought up to date", shown(most, 0), f"at most {MEMORY}"))
    rows.append(("documents a second", shown(documents / took.passed, 1), ""))
    return Table(f"Memory of adding {documents} documents", ("megabytes", "reached", "goal"), tuple(rows))


if __name__ == "__main__":
    main()
