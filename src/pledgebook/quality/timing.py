"""Times and memory of the program at work: through add, by stage, at the start."""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledgebook.analyse.reading import analyse
from pledgebook.cli.books import lemmas
from pledgebook.cli.steady import steady
from pledgebook.ingest.document import build_document
from pledgebook.ingest.files import read_sources, source_id
from pledgebook.model.claim import Claim
from pledgebook.model.document import Document, Source
from pledgebook.reader import read
from pledgebook.store import Book, open_book

STARTS = 9


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds that passed, and seconds of the processor."""

    passed: float
    busy: float


def spent(work: Callable[[], object]) -> Spent:
    """How long a piece of work takes."""
    passed, busy = time.perf_counter(), time.process_time()
    work()
    return Spent(time.perf_counter() - passed, time.process_time() - busy)


def total(parts: Iterable[Spent]) -> Spent:
    """The time of all parts."""
    kept = list(parts)
    return Spent(sum(one.passed for one in kept), sum(one.busy for one in kept))


def pack(texts: Iterable[str], path: Path) -> Path:
    """The texts as a .jsonl file."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts)
    return path


def new_book(folder: Path, name: str) -> Book:
    """An empty book, as the command line opens it."""
    return open_book(folder / f"{name}.book", create=True, lemmas=lemmas)


def add_all(book: Book, path: Path, each: Callable[[int], None] = lambda n: None) -> None:
    """What the command add does with a file: reads, adds, and brings entries up to date."""
    with steady():
        for n, source in enumerate(read_sources([path], findings=[]), 1):
            document = build_document(source, findings=[])
            book.add(document, read(document))
            each(n)
        book.refresh()


def document_of(text: str) -> Document:
    """A text as a document."""
    return build_document(Source(id=source_id(text), text=text), findings=[])


def stages(texts: Sequence[str], book: Book) -> dict[str, Spent]:
    """How long each stage takes for all the texts."""
    documents: list[Document] = []
    claims: list[list[Claim]] = []
    times = {
        "ingest": spent(lambda: documents.extend(document_of(text) for text in texts)),
        "layers": spent(lambda: [analyse(document) for document in documents]),
        "read": spent(lambda: claims.extend(read(document) for document in documents)),
        "store": spent(lambda: [book.add(d, c) for d, c in zip(documents, claims, strict=True)]),
        "merge": spent(book.refresh),
    }
    whole, layers = times.pop("read"), times["layers"]
    times["extraction"] = Spent(whole.passed - layers.passed, whole.busy - layers.busy)
    return {name: times[name] for name in ("ingest", "layers", "extraction", "store", "merge")}


def start_time() -> float:
    """Median seconds of `pledgebook --help` in a new process."""
    command = [str(Path(sys.executable).parent / "pledgebook"), "--help"]

    def start() -> None:
        subprocess.run(command, check=True, capture_output=True)

    runs = [spent(start) for _ in range(STARTS)]
    return statistics.median(run.passed for run in runs)


def grow(path: Path, folder: Path, every: int) -> tuple[list[tuple[int, float]], float, Spent]:
    """(documents, megabytes) while a file is added, the most, and how long it takes."""
    points: list[tuple[int, float]] = []

    def look(number: int) -> None:
        if number % every == 0:
            points.append((number, resident()))

    with new_book(folder, "memory") as book:
        took = spent(lambda: add_all(book, path, look))
    return points, peak(), took


def resident() -> float:
    """Megabytes of memory in use now, where the system tells; otherwise the most so far."""
    status = Path("/proc/self/statm")
    if status.is_file():
        return int(status.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return peak()


def peak() -> float:
    """Megabytes of memory at the most so far."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6
